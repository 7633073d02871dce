from __future__ import annotations

import subprocess
import sys

import pytest

import claimgraph.graph


def test_every_public_name_is_there_and_they_are_sorted() -> None:
    names = claimgraph.graph.__all__
    assert names == sorted(names)
    for name in names:
        assert getattr(claimgraph.graph, name).__module__.startswith("claimgraph.graph.")


def test_other_names_are_not_there() -> None:
    name = "nothing"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(claimgraph.graph, name)


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, claimgraph.graph; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
