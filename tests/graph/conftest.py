"""Stores of every kind for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from claimgraph.graph.store import QuadStore, open_store
from tests.requirements import require

from .knowledge import fill
from .numbered import words
from .virtuoso import PASSWORD, USER, Virtuoso, missing, running


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    require(missing())
    with running(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture
def server_store(virtuoso: Virtuoso, monkeypatch: pytest.MonkeyPatch) -> Iterator[QuadStore]:
    """An empty store on a Virtuoso that other tests use too."""
    monkeypatch.setenv("CLAIMGRAPH_STORE_USER", USER)
    monkeypatch.setenv("CLAIMGRAPH_STORE_PASSWORD", PASSWORD)
    with open_store(f"{virtuoso.query}?update={virtuoso.update}") as opened:
        opened.replace(opened.graph_names(), [])
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store on disk that holds 50 quads of the version `old`."""
    path = tmp_path / "kg"
    with open_store(path) as store:
        store.replace([], words("old", 50))
    return path


@pytest.fixture(params=["memory", "disk", pytest.param("server", marks=pytest.mark.server)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[QuadStore]:
    """An empty store, of each kind in turn."""
    with ExitStack() as stack:
        if request.param == "server":
            yield request.getfixturevalue("server_store")
        elif request.param == "disk":
            yield stack.enter_context(open_store(tmp_path / "kg"))
        else:
            yield stack.enter_context(open_store(":memory:"))


@pytest.fixture(
    scope="module", params=["memory", "disk", pytest.param("server", marks=pytest.mark.server)]
)
def known(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[QuadStore]:
    """The three documents: in memory, in a folder that is open for reading only, on a server."""
    with ExitStack() as stack:
        if request.param == "memory":
            yield fill(stack.enter_context(open_store(":memory:")))
        elif request.param == "disk":
            folder = tmp_path_factory.mktemp("known") / "kg"
            with open_store(folder) as written:
                fill(written)
            yield stack.enter_context(open_store(folder, read_only=True))
        else:
            server = request.getfixturevalue("virtuoso")
            environment = stack.enter_context(pytest.MonkeyPatch.context())
            environment.setenv("CLAIMGRAPH_STORE_USER", USER)
            environment.setenv("CLAIMGRAPH_STORE_PASSWORD", PASSWORD)
            store = stack.enter_context(open_store(f"{server.query}?update={server.update}"))
            store.replace(store.graph_names(), [])
            yield fill(store)
