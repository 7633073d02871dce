"""The examples in docstrings are right."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

ROOMS = ("ontology", "graph", "extract", "exports", "cli")


def modules() -> list[str]:
    names = []
    for room in ROOMS:
        package = importlib.import_module(f"claimgraph.{room}")
        names += [m.name for m in pkgutil.walk_packages(package.__path__, f"claimgraph.{room}.")]
    return names


@pytest.mark.parametrize("name", modules())
def test_examples_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), raise_on_error=False)
    assert result.failed == 0
