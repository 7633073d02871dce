from __future__ import annotations

from importlib.resources import files

import pytest
from rdflib import Graph


def read(name: str) -> Graph:
    text = files("claimgraph.ontology").joinpath(name).read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


@pytest.fixture(scope="session")
def ontology() -> Graph:
    return read("claimgraph.ttl")


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return read("shapes.ttl")
