"""``claimgraph verify`` and ``claimgraph validate``: a fault is named, and ends with 1."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.graph.store import open_store
from claimgraph.ontology.terms import CG, OA

from .conftest import Claimgraph


def spoil(store: Path, predicate: str, change: Callable[[Quad], list[Quad]]) -> str:
    """Changes one quad of a store; returns its subject's IRI."""
    with open_store(store) as opened:
        found = min(opened.quads(predicate=NamedNode(predicate)), key=str)
        assert isinstance(found.graph_name, NamedNode)
        rest = [quad for quad in opened.quads(graph=found.graph_name) if quad != found]
        opened.replace([found.graph_name], [*rest, *change(found)])
    assert isinstance(found.subject, NamedNode)
    return found.subject.value


def test_a_store_without_fault_is_said_to_be_one(ask: Claimgraph) -> None:
    done = ask("verify")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "every receipt holds\n")
    assert ask("verify", "--sources", ".").returncode == 0
    done = ask("validate")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "the graph conforms to its shapes\n"


def test_a_quotation_that_is_not_in_the_text_is_named(
    claimgraph: Claimgraph, work: Path, built: Path
) -> None:
    shutil.copytree(built / "kg", work / "kg")

    def lie(quad: Quad) -> list[Quad]:
        return [Quad(quad.subject, quad.predicate, Literal("never said"), quad.graph_name)]

    spoil(work / "kg", OA.exact, lie)
    done = claimgraph("verify")
    assert done.returncode == 1
    assert done.stdout.startswith("docs/")
    assert 'quotes "never said" where the text has "' in done.stdout
    faults = len(done.stdout.splitlines())
    assert done.stderr == f"{faults} fault{'s' if faults > 1 else ''}\n"


def test_a_source_that_changed_is_named(claimgraph: Claimgraph, work: Path, built: Path) -> None:
    shutil.copytree(built / "kg", work / "kg")
    (work / "docs/note.txt").write_text("Something else.")
    assert claimgraph("verify").returncode == 0
    done = claimgraph("verify", "--sources", ".")
    assert (done.returncode, done.stderr) == (1, "1 fault\n")
    assert done.stdout.startswith("docs/note.txt: ")


def test_a_claim_without_type_is_named(claimgraph: Claimgraph, work: Path, built: Path) -> None:
    shutil.copytree(built / "kg", work / "kg")
    claim = spoil(work / "kg", CG.claimType, lambda quad: [])
    done = claimgraph("validate")
    assert done.returncode == 1
    assert claim in done.stdout
    assert "has exactly one type: fact, opinion" in done.stdout


def test_folders_that_are_not_there_are_told_of(ask: Claimgraph) -> None:
    for command in ("verify", "validate"):
        done = ask(command, "--store", "none")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "claimgraph: none: no such store; make one with claimgraph build\n"
    done = ask("verify", "--sources", "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'--sources'" in done.stderr
