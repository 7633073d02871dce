"""A store on disk with the `corpus` of a test's module, and the file of its decisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from claimgraph.graph import open_store
from claimgraph.graph.identity.decisions import decisions_file
from claimgraph.graph.ingest import ingest, refresh_vocabulary
from claimgraph.graph.model import Extraction
from claimgraph.graph.store import QuadStore


@pytest.fixture
def folder(tmp_path: Path, corpus: tuple[Extraction, ...]) -> Path:
    with open_store(tmp_path / "kg") as store:
        for extraction in corpus:
            ingest(store, extraction)
        refresh_vocabulary(store)
    return tmp_path / "kg"


def file_of(folder: Path) -> Path:
    file = decisions_file(str(folder))
    assert file is not None
    return file


def quads(store: QuadStore) -> bytes:
    found = serialize(sorted(store.quads(), key=str), format=RdfFormat.N_QUADS)
    assert found is not None
    return found
