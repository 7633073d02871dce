from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, QueryTriples

from claimgraph.graph.errors import StoreError
from claimgraph.graph.store import QuadStore, open_store

from .numbered import EX, GRAPH, SAYS, words


def said(quad: Quad) -> str:
    assert isinstance(quad.object, Literal)
    return quad.object.value


def count(store: QuadStore) -> int:
    rows = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(rows, QuerySolutions)
    return int(next(rows)["n"].value)


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process that runs `code` and says 'ready' before it waits for its input to end."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


HOLD = """
import sys
from claimgraph.graph.store import open_store
with open_store(sys.argv[1], read_only=sys.argv[2] == "read"):
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_what_was_written_is_there_when_opened_again(folder: Path) -> None:
    with open_store(str(folder)) as store:
        assert store.location == str(folder)
        assert set(store.quads()) == set(words("old", 50))


def test_a_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    with open_store(tmp_path / "a" / "b"):
        pass
    assert (tmp_path / "a" / "b" / "FORMAT").read_text() == "claimgraph store 1\n"


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        assert len(store) == 0


@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_missing_is_not_made_unless_asked_for(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(StoreError, match="no such store; make one with claimgraph build"):
        open_store(tmp_path / "kg", read_only=read_only, create=False)
    with pytest.raises(StoreError, match="holds no store"):
        open_store(tmp_path, read_only=read_only, create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    for read_only in (True, False):
        with pytest.raises(StoreError, match="not a claimgraph store"):
            open_store(tmp_path, read_only=read_only)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_file_is_not_a_store(tmp_path: Path) -> None:
    path = tmp_path / "kg"
    path.write_text("mine")
    with pytest.raises(StoreError, match="is a file"):
        open_store(path)
    assert path.read_text() == "mine"


def test_another_format_is_refused_and_left_alone(folder: Path) -> None:
    (folder / "FORMAT").write_text("claimgraph store 99\n")
    with pytest.raises(StoreError, match=r"'claimgraph store 99'.*'claimgraph store 1'"):
        open_store(folder)
    (folder / "FORMAT").write_text("claimgraph store 1\n")
    with open_store(folder) as store:
        assert len(store) == 50


def test_a_creation_that_was_cut_off_is_finished(folder: Path) -> None:
    (folder / "FORMAT").unlink()
    with open_store(folder) as store:
        assert len(store) == 50
    assert (folder / "FORMAT").exists()


@pytest.mark.parametrize("damaged", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_damaged_store_says_so_and_stays_as_it_is(folder: Path, damaged: str) -> None:
    files = list((folder / "quads").glob(damaged))
    assert files
    for path in files:
        path.write_bytes(b"\x55" * path.stat().st_size)
    for read_only in (True, False):
        with pytest.raises(StoreError, match="damaged") as raised:
            open_store(folder, read_only=read_only)
        assert "\n" not in str(raised.value)
    # The lock is free again: the same fault is reported, not another holder.
    with pytest.raises(StoreError, match="damaged"):
        open_store(folder)


def test_a_store_without_its_database_is_damaged_for_readers(folder: Path) -> None:
    shutil.rmtree(folder / "quads")
    with pytest.raises(StoreError, match="damaged"):
        open_store(folder, read_only=True)


def test_reading_only_refuses_to_write(folder: Path) -> None:
    with open_store(folder, read_only=True) as store:
        assert store.read_only
        with pytest.raises(StoreError, match="reading only"):
            store.replace([GRAPH], [])
        assert len(store) == 50


def test_two_processes_read_at_once(folder: Path) -> None:
    other = python(HOLD, folder, "read")
    assert other.stdout is not None
    assert other.stdout.readline() == "ready\n"
    with open_store(folder, read_only=True) as store:
        assert len(store) == 50
    other.communicate()


@pytest.mark.parametrize(
    ("theirs", "read_only", "message"),
    [
        ("write", False, "in use by another process"),
        ("write", True, "being written by another process"),
        ("read", False, "in use by another process"),
    ],
)
def test_a_writer_is_alone(folder: Path, theirs: str, read_only: bool, message: str) -> None:
    other = python(HOLD, folder, theirs)
    assert other.stdout is not None
    assert other.stdout.readline() == "ready\n"
    with pytest.raises(StoreError, match=message):
        open_store(folder, read_only=read_only)
    other.communicate()
    with open_store(folder, read_only=read_only) as store:
        assert len(store) == 50


def test_a_killed_writer_leaves_no_lock(folder: Path) -> None:
    other = python(HOLD, folder, "write")
    assert other.stdout is not None
    assert other.stdout.readline() == "ready\n"
    other.kill()
    other.communicate()
    with open_store(folder) as store:
        assert len(store) == 50


REPLACE = """
import sys
from pyoxigraph import Literal, NamedNode, Quad
from claimgraph.graph.store import open_store
graph, says = NamedNode("https://example.org/g"), NamedNode("https://example.org/says")
version = int(sys.argv[2])
with open_store(sys.argv[1]) as store:
    print("ready", flush=True)
    while True:
        version += 1
        store.replace([graph], [
            Quad(NamedNode(f"https://example.org/{n}"), says, Literal(f"{version} {n}"), graph)
            for n in range(500)
        ])
        print(version, flush=True)
"""


def test_a_killed_replace_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "kg"
    done = 0
    for attempt in range(8):
        writer = python(REPLACE, path, done)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(0.02 * attempt)
        writer.send_signal(signal.SIGKILL)
        reported = [int(line) for line in writer.communicate()[0].split()]
        with open_store(path) as store:
            quads = list(store.quads())
            versions = {said(quad).split()[0] for quad in quads}
            assert len(quads) in {0, 500}
            assert len(versions) <= 1
            assert count(store) == len(quads)
            last = int(versions.pop()) if versions else 0
        # What was reported as done is there; what was under way may be.
        assert last in {max([done, *reported]), max([done, *reported]) + 1}
        done = last
    assert done > 0


Change = tuple[set[str], list[tuple[str, str, str]]]
statements = st.lists(
    st.tuples(st.sampled_from("gh"), st.sampled_from("abc"), st.sampled_from("xy")), max_size=6
)
changes = st.lists(st.tuples(st.sets(st.sampled_from("gh")), statements), max_size=5)


@given(changes)
@settings(max_examples=60, deadline=None)
def test_the_union_holds_what_the_graphs_hold(steps: list[Change]) -> None:
    expected: set[Quad] = set()
    with open_store(":memory:") as store:
        for names, added in steps:
            graphs = {NamedNode(EX + name) for name in names}
            quads = {
                Quad(NamedNode(EX + subject), SAYS, Literal(value), NamedNode(EX + graph))
                for graph, subject, value in added
            }
            store.replace(graphs, quads)
            expected = {quad for quad in expected if quad.graph_name not in graphs} | quads
            assert set(store.quads()) == expected
            assert set(store.graph_names()) == {quad.graph_name for quad in expected}
            made = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
            assert isinstance(made, QueryTriples)
            assert sorted(map(str, made)) == sorted({str(quad.triple) for quad in expected})


def test_threads_share_a_store(folder: Path) -> None:
    failures: list[Exception] = []

    def read() -> None:
        try:
            for _ in range(20):
                assert count(store) in {50, 70}
        except Exception as error:
            failures.append(error)

    with open_store(folder) as store:
        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for size in (70, 50, 70):
            store.replace([GRAPH], words(f"size {size}", size))
        for reader in readers:
            reader.join()
    assert failures == []
