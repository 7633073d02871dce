"""``claimgraph view`` and ``claimgraph export`` on a store on disk, as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import networkx
import pytest
from pyoxigraph import RdfFormat, parse

from claimgraph.graph.store import open_store

from .conftest import COMMAND, Claimgraph, run


def test_view_writes_one_page_and_prints_its_name(ask: Claimgraph, tmp_path: Path) -> None:
    page = tmp_path / "new/labs.html"
    done = ask("view", "--output", str(page))
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{page}\n", "")
    assert "Ada Wrobel" in page.read_text(encoding="utf-8")


def test_rdf_is_exported_to_a_file_and_to_a_pipe(
    ask: Claimgraph, built: Path, tmp_path: Path
) -> None:
    with open_store(built / "kg", read_only=True) as store:
        quads = set(store.quads())
    for name, syntax in (
        ("nquads", RdfFormat.N_QUADS),
        ("trig", RdfFormat.TRIG),
        ("jsonld", RdfFormat.JSON_LD),
    ):
        target = tmp_path / f"graph.{name}"
        done = ask("export", name, str(target))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", f"wrote {target}\n")
        text = target.read_text(encoding="utf-8")
        assert set(parse(text, syntax)) == quads
        piped = ask("export", name, *(["-"] if name == "trig" else []))
        assert (piped.returncode, piped.stdout, piped.stderr) == (0, text, "")
    triples = {quad.triple for quad in parse(ask("export", "turtle").stdout, RdfFormat.TURTLE)}
    assert triples == {quad.triple for quad in quads}


def test_a_redirected_export_is_whole(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.nq"
    for device in ((), ("/dev/stdout",)):
        with target.open("wb") as file:
            subprocess.run(
                [COMMAND, "export", "nquads", *device], cwd=built, stdout=file, check=True
            )
        assert list(parse(target.read_bytes(), RdfFormat.N_QUADS))
        assert Path("/dev/stdout").is_symlink()


def test_other_formats_hold_the_people(ask: Claimgraph, tmp_path: Path) -> None:
    for name in ("graphml", "cypher", "html"):
        done = ask("export", name)
        assert (done.returncode, done.stderr) == (0, "")
        assert "Ada Wrobel" in done.stdout
        if name == "graphml":
            assert len(networkx.parse_graphml(done.stdout)) > 5
    tables = tmp_path / "tables"
    assert ask("export", "csv", str(tables)).returncode == 0
    assert sorted(path.name for path in tables.iterdir()) == ["edges.csv", "nodes.csv"]


def test_formats_are_listed(ask: Claimgraph) -> None:
    done = ask("export", "--list")
    assert (done.returncode, done.stderr) == (0, "")
    listed = {line.split()[0]: line.split()[1] for line in done.stdout.splitlines()}
    assert listed.items() >= {
        ("csv", "folder"),
        ("cypher", "file"),
        ("graphml", "file"),
        ("html", "file"),
        ("jsonld", "file"),
        ("neo4j", "address"),
        ("nquads", "file"),
        ("trig", "file"),
        ("turtle", "file"),
    }


@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (("export", "--store", "kg"), 2, "name a format: one of csv, cypher, "),
        (("export", "docx", "x"), 2, "no export format 'docx'; choose one of csv, cypher, "),
        (("export", "csv"), 2, "export csv needs a target: the folder to write to"),
        (("export", "csv", "-"), 2, "export csv needs a target: the folder to write to"),
        (("export", "neo4j"), 2, "export neo4j needs a target: the address to write to"),
        (("export", "neo4j", "no address"), 2, "no address: "),
        (("export", "neo4j", "bolt://127.0.0.1:9"), 1, "bolt://127.0.0.1:9: "),
        (("export", "trig", "docs"), 1, "docs: is a folder"),
        (("export", "trig", "docs/note.txt/x"), 1, "docs/note.txt/x: "),
        (("export", "csv", "docs/note.txt"), 1, "docs/note.txt: is a file; name a folder for"),
        (("view", "--output", "docs"), 1, "docs: is a folder"),
        (("view", "--store", "none"), 1, "none: no such store; make one with claimgraph build"),
        (("export", "trig", "x", "-s", "none"), 1, "none: no such store; make one with claimgraph"),
    ],
)
def test_what_goes_wrong_is_one_line(
    ask: Claimgraph, built: Path, arguments: tuple[str, ...], status: int, line: str
) -> None:
    done = ask(*arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith(f"claimgraph: {line}")
    assert done.stderr.count("\n") == 1
    assert sorted(path.name for path in built.iterdir()) == ["docs", "kg"]


@pytest.mark.parametrize("command", ["query", "claims", "export", "stats"])
def test_a_reader_that_stops_early_ends_a_command_quietly(built: Path, command: str) -> None:
    arguments = {"query": ["SELECT * { ?s ?p ?o }"], "export": ["nquads"]}.get(command, [])
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [COMMAND, command, *arguments], cwd=built, stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [("query", "ASK {}"), ("claims",), ("export", "nquads")])
def test_a_full_disk_is_told_of(built: Path, command: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [COMMAND, *command], cwd=built, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert (done.returncode, done.stderr) == (1, "claimgraph: no space left on device\n")


def test_results_are_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Zoë Müller said that GPT-4 is no loom.\n", encoding="utf-8")
    done = run("extract", "note.txt", cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "Zoë Müller" in json.dumps(json.loads(done.stdout), ensure_ascii=False)
