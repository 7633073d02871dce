"""Queries that run in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad, QuerySolutions

from claimgraph.graph.errors import QueryTimeout
from claimgraph.graph.store import QuadStore, open_store

from .numbered import GRAPH, SAYS, words

ENDLESS = (
    "SELECT (COUNT(*) AS ?n) {"
    + "".join(
        f" {{ SELECT ?v{level} {{ VALUES ?v{level} {{ {' 1' * 300} }} }} }}" for level in range(5)
    )
    + " }"
)  # 300 to the power of 5 rows


def count(store: QuadStore) -> int:
    rows = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", timeout=60)
    assert isinstance(rows, QuerySolutions)
    return int(next(rows)["n"].value)


def children(process: int) -> set[str]:
    """The processes that it started and has not waited for, zombies too."""
    tasks = Path(f"/proc/{process}/task")
    if not tasks.exists():
        pytest.skip("needs /proc")
    return {child for task in tasks.iterdir() for child in (task / "children").read_text().split()}


@pytest.fixture(params=["memory", "reading", "writing"])
def opened(request: pytest.FixtureRequest, folder: Path) -> Iterator[QuadStore]:
    if request.param == "memory":
        with open_store(":memory:") as store:
            store.replace([], words("old", 50))
            yield store
    else:
        with open_store(folder, read_only=request.param == "reading") as store:
            yield store


def test_a_query_that_runs_on_is_stopped_and_leaves_nothing(
    opened: QuadStore, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    before = children(os.getpid())
    with pytest.raises(QueryTimeout, match="stopped after 1 s"):
        opened.query(ENDLESS, timeout=1)
    assert children(os.getpid()) == before
    assert list(temporary.iterdir()) == []
    assert {path.name for path in folder.iterdir()} == {"FORMAT", "lock", "quads"}
    assert count(opened) == 50


def test_a_query_with_a_limit_sees_what_was_just_written(folder: Path) -> None:
    with open_store(folder) as store:
        store.replace([GRAPH], words("new", 7))
        assert count(store) == 7
        assert {path.name for path in folder.iterdir()} == {"FORMAT", "lock", "quads"}


def test_copies_left_by_a_killed_process_are_removed(folder: Path) -> None:
    (folder / "snapshots" / "1").mkdir(parents=True)
    with open_store(folder):
        assert not (folder / "snapshots").exists()


def test_a_query_that_needs_too_much_memory_is_an_error(folder: Path) -> None:
    many = "SELECT * {" + "".join(
        f" {{ SELECT ?v{level} {{ VALUES ?v{level} {{"
        + "".join(f' "{number:0200}"' for number in range(1000))
        + " } } }"
        for level in range(3)
    )
    code = """
import resource, sys
from claimgraph.graph.errors import QueryError
from claimgraph.graph.store import open_store
resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))  # the child's limit is no higher
with open_store(sys.argv[1], read_only=True) as store:
    try:
        store.query(sys.stdin.read(), timeout=60)
    except QueryError as error:
        print(error)
"""
    query = many + " } ORDER BY ?v0 ?v1 ?v2"
    command = [sys.executable, "-c", code, str(folder)]
    ended = subprocess.run(command, input=query, stdout=subprocess.PIPE, text=True, check=True)
    assert ended.stdout == "the query needs too much memory; narrow it or add LIMIT\n"


def test_a_query_whose_asker_is_killed_ends_by_itself(folder: Path) -> None:
    code = """
import sys
from claimgraph.graph.store import open_store
with open_store(sys.argv[1], read_only=True) as store:
    print("ready", flush=True)
    store.query(sys.argv[2], timeout=1)
"""
    asker = subprocess.Popen(
        [sys.executable, "-c", code, str(folder), ENDLESS], stdout=subprocess.PIPE, text=True
    )
    assert asker.stdout is not None
    assert asker.stdout.readline() == "ready\n"
    while not (started := children(asker.pid)):
        time.sleep(0.01)
    asker.kill()
    asker.communicate()
    (child,) = started
    command = Path(f"/proc/{child}/cmdline")
    for _ in range(600):
        if not command.exists() or not command.read_bytes():  # a zombie has no command
            return
        time.sleep(0.02)
    pytest.fail("the query is still running")


@given(st.lists(st.text(), min_size=1, max_size=20, unique=True))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_answer_is_the_same_from_a_child(values: list[str]) -> None:
    quads = {Quad(GRAPH, SAYS, Literal(value), GRAPH) for value in values}
    with open_store(":memory:") as store:
        store.replace([], quads)
        rows = store.query("SELECT ?o ?none { ?s ?p ?o }", timeout=60)
        assert isinstance(rows, QuerySolutions)
        assert {(row["o"], row["none"]) for row in rows} == {(quad.object, None) for quad in quads}
