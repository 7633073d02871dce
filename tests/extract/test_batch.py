"""Many documents into a store: the same graph each time, and nothing lost on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.batch import BuildReport, build, extract_all
from claimgraph.extract.pipeline import PipelineSettings
from claimgraph.extract.readers.metadata import Metadata
from claimgraph.graph.errors import DocumentError, ExtractionError, StoreError, UsageError
from claimgraph.graph.ingest import documents
from claimgraph.graph.model import Contributor
from claimgraph.graph.store import open_store
from claimgraph.graph.verification import verify
from claimgraph.ontology.terms import CG, SCHEMA

FILES = {
    "a-talk.md": """---
title: A talk on looms
date: 2026-03-02
people:
  - {name: Ada Wrobel, role: speaker}
---
Ada Wrobel: I think reinforcement learning will plan our looms by 2031.
""",
    "b-note.txt": "Jo Marsh of Northwind Labs said that scaling laws do not hold for looms.\n",
    "deep/c-panel.vtt": """WEBVTT

00:01.000 --> 00:05.000
<v Ada Wrobel>ImageNet changed how we judge computer vision.

00:06.000 --> 00:09.000
<v Jo Marsh>Benchmarks are not what matters in the end.
""",
    "deep/d-notes.txt": "Looms\n\nWe expect that Skua-2 beats GPT-4 on MMLU this year.\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the documents in ``docs``."""
    for name, text in FILES.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def quads(store: str | Path = "kg") -> list[str]:
    with open_store(store, read_only=True) as opened:
        return sorted(map(str, opened.quads()))


def faults(store: str | Path = "kg") -> list[str]:
    with open_store(store, read_only=True) as opened:
        return [str(fault) for fault in verify(opened)]


def locations(store: str | Path = "kg") -> list[str]:
    with open_store(store, read_only=True) as opened:
        return [stored.location for stored in documents(opened)]


def clean(name: str = "clean") -> list[str]:
    """What a new store of the documents as they are now holds."""
    build(["docs"], name)
    return quads(name)


def python(code: str, *, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """A process that runs `code` behind the guard that a pool of processes needs."""
    script = Path("script.py")
    script.write_text(f"if __name__ == '__main__':\n    {code.replace(chr(10), chr(10) + '    ')}")
    return subprocess.run(
        [sys.executable, str(script)],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_folder_is_read_into_the_store(folder: Path) -> None:
    report = build(["docs"], "kg")
    names = [f"docs/{name}" for name in FILES]
    assert report == BuildReport(written=names)
    assert locations() == names
    assert faults() == []
    assert any(CG.Claim in quad for quad in quads())


@pytest.mark.parametrize("seed", ["1", "2"])
def test_order_repetition_processes_and_hash_seed_make_no_difference(
    folder: Path, seed: str
) -> None:
    once = clean()
    # One document was read differently before, and one comes in a build of its own.
    (folder / "docs/a-talk.md").write_text("Something else on deep learning.")
    build(["docs/deep/d-notes.txt", "docs/a-talk.md"], "kg")
    (folder / "docs/a-talk.md").write_text(FILES["a-talk.md"])
    done = python(
        "from claimgraph.extract.batch import build\n"
        f"build(['docs/deep', 'docs/b-note.txt', 'docs/a-talk.md'], 'kg', jobs={seed}, force=True)",
        seed=seed,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert quads() == once


def test_what_has_not_changed_is_left_alone(folder: Path) -> None:
    build(["docs"], "kg")
    before = quads()
    told: list[tuple[str, int, int]] = []
    report = build(["docs"], "kg", progress=lambda *step: told.append(step))
    assert report == BuildReport(unchanged=[f"docs/{name}" for name in FILES])
    assert told == [*((f"docs/{name}", at, 4) for at, name in enumerate(FILES)), ("", 4, 4)]
    assert build(["docs"], "kg", force=True).written == report.unchanged
    assert quads() == before


def test_a_changed_file_takes_the_place_of_what_it_was(folder: Path) -> None:
    build(["docs"], "kg")
    (folder / "docs/b-note.txt").write_text("Jo Marsh said that deep learning scales.\n")
    report = build(["docs"], "kg")
    assert report.written == ["docs/b-note.txt"]
    assert len(report.unchanged) == 3
    assert quads() == clean()


def test_a_file_that_moved_is_found_at_its_new_place(folder: Path) -> None:
    build(["docs"], "kg")
    (folder / "docs/b-note.txt").rename(folder / "docs/z.txt")
    assert build(["docs"], "kg").written == ["docs/z.txt"]
    assert quads() == clean()


def test_files_that_swapped_their_content_are_both_kept(folder: Path) -> None:
    build(["docs"], "kg")
    one, other = folder / "docs/b-note.txt", folder / "docs/deep/d-notes.txt"
    first, second = one.read_text(), other.read_text()
    one.write_text(second)
    other.write_text(first)
    assert build(["docs"], "kg").written == ["docs/b-note.txt", "docs/deep/d-notes.txt"]
    assert quads() == clean()


def test_equal_content_is_stored_once_under_the_first_path(folder: Path) -> None:
    (folder / "docs/copy.txt").write_text(FILES["b-note.txt"])
    for expected in ("written", "unchanged"):
        report = build(["docs"], "kg")
        assert report.duplicates == ["docs/copy.txt"]
        assert "docs/b-note.txt" in getattr(report, expected)
    assert "docs/copy.txt" not in locations()
    (folder / "docs/b-note.txt").unlink()
    assert build(["docs"], "kg").written == ["docs/copy.txt"]
    assert quads() == clean()


def test_prune_removes_what_is_no_longer_among_the_sources(folder: Path) -> None:
    (folder / "docs/copy.txt").write_text(FILES["b-note.txt"])
    build(["docs/copy.txt", "docs/deep"], "kg")
    (folder / "docs/deep/d-notes.txt").unlink()
    kept = build(["docs"], "kg")
    assert kept.pruned == []
    assert "docs/deep/d-notes.txt" in locations()
    report = build(["docs"], "kg", prune_missing=True)
    assert report.pruned == ["docs/deep/d-notes.txt"]
    assert quads() == clean()


def test_a_file_that_fails_leaves_the_others_and_its_own_past(folder: Path) -> None:
    build(["docs"], "kg")
    (folder / "docs/b-note.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    (folder / "docs/deep/d-notes.txt").unlink()
    (folder / "docs/e-new.txt").write_text("Ada Wrobel said that looms need deep learning.\n")
    report = build(["docs"], "kg", prune_missing=True)
    assert [failure.source for failure in report.failures] == ["docs/b-note.txt"]
    assert report.written == ["docs/e-new.txt"]
    assert report.pruned == []
    assert locations() == sorted([*(f"docs/{name}" for name in FILES), "docs/e-new.txt"])
    assert faults() == []


def test_a_failing_component_fails_its_document_alone(folder: Path) -> None:
    @Language.factory("failing_on_looms")
    def _make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        def fail(doc: Doc) -> Doc:
            if "scaling" in doc.text:
                raise ZeroDivisionError("no loom")
            return doc

        return fail

    settings = PipelineSettings(components={"claimgraph_names": {"factory": "failing_on_looms"}})
    report = build(["docs"], "kg", settings=settings)
    (failure,) = report.failures
    assert isinstance(failure, ExtractionError)
    assert str(failure) == "docs/b-note.txt: extraction failed: ZeroDivisionError: no loom"
    assert len(report.written) == 3


def test_files_without_reader_are_told_of(folder: Path) -> None:
    (folder / "docs/photo.png").write_bytes(b"\x89PNG")
    assert build(["docs"], "kg").skipped == ["docs/photo.png"]


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names of files are Unicode there")
def test_a_file_name_that_is_no_unicode_is_a_failure(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder / "docs") + b"/caf\xe9.txt")).write_text("On looms.")
    report = build(["docs"], "kg")
    assert [failure.reason for failure in report.failures] == [
        "the file's name is not UTF-8; rename it"
    ]
    assert len(report.written) == 4


def test_locations_are_relative_to_the_folder_of_the_store(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([folder / "docs"], folder / "stores/kg")
    assert locations(folder / "stores/kg") == [f"../docs/{name}" for name in FILES]
    monkeypatch.chdir(folder / "docs")
    report = build(["."], "../stores/kg")
    assert len(report.unchanged) == 4
    with open_store(":memory:") as memory:
        build(["b-note.txt"], memory)
        assert [stored.location for stored in documents(memory)] == ["b-note.txt"]


def test_what_the_user_says_of_the_documents_is_part_of_them(folder: Path) -> None:
    said = Metadata(title="Looms", people=(Contributor("Jo Marsh", "host"),))
    build(["docs/b-note.txt"], "kg", metadata=said)
    named = quads()
    assert any(SCHEMA.name in quad and '"Looms"' in quad for quad in named)
    again = build(["docs/b-note.txt"], "kg", metadata=said)
    assert again == BuildReport(unchanged=["docs/b-note.txt"])
    assert build(["docs/b-note.txt"], "kg").written == ["docs/b-note.txt"]
    assert not any('"Looms"' in quad for quad in quads())
    assert build(["docs/b-note.txt"], "kg", metadata=said).written == ["docs/b-note.txt"]
    assert quads() == named


def test_another_vocabulary_reads_everything_again(folder: Path) -> None:
    build(["docs"], "kg")
    words = folder / "concepts.tsv"
    words.write_text("name\tmatch\taliases\ttypes\tbroader\tidentifiers\nloom planning\t\t\t\t\t\n")
    report = build(["docs"], "kg", settings=PipelineSettings(vocabulary=(words,)))
    assert len(report.written) == 4
    assert report.reread == report.written


def test_with_and_without_the_model_a_store_is_read_anew(folder: Path) -> None:
    names = [f"docs/{name}" for name in FILES]
    without = PipelineSettings(model=False)
    assert build(["docs"], "kg", settings=without) == BuildReport(written=names)
    assert build(["docs"], "kg", settings=without) == BuildReport(unchanged=names)
    (folder / "docs/b-note.txt").write_text("Jo Marsh said that deep learning scales.\n")
    report = build(["docs"], "kg")
    assert report == BuildReport(
        written=names, reread=[name for name in names if name != "docs/b-note.txt"]
    )
    assert faults() == []
    assert quads() == clean()
    assert build(["docs"], "kg", settings=without).reread == names


def test_wrong_use_is_told_before_anything_is_made(folder: Path) -> None:
    for wrong in (
        lambda: build(["docs"], "kg", base="https://example.org/kg"),
        lambda: build(["docs"], "kg", base="example/"),
        lambda: build(["docs"], "kg", jobs=0),
        lambda: build(["nowhere"], "kg"),
        lambda: build(["docs"], "kg", settings=PipelineSettings(vocabulary=(Path("no.tsv"),))),
        lambda: list(extract_all(["docs"], jobs=0)),
    ):
        with pytest.raises(UsageError):
            wrong()
    assert not (folder / "kg").exists()


def test_a_store_that_is_no_store_is_left_alone(folder: Path) -> None:
    with pytest.raises(StoreError, match="is a folder but not a claimgraph store"):
        build(["docs"], "docs")
    with pytest.raises(StoreError, match="is a file, not a store"):
        build(["docs"], "docs/b-note.txt")
    assert (folder / "docs/b-note.txt").read_text() == FILES["b-note.txt"]


def test_extraction_without_a_store_gives_the_same_in_one_and_two_processes(folder: Path) -> None:
    (folder / "docs/broken.txt").write_bytes(b"")
    one = list(extract_all(["docs"]))
    two = list(extract_all(["docs"], jobs=2))
    assert [str(outcome) for outcome in one] == [str(outcome) for outcome in two]
    assert [isinstance(outcome, DocumentError) for outcome in one] == [False] * 2 + [True] + [
        False
    ] * 2


KILLED = """
import multiprocessing, os, signal, sys
from claimgraph.extract.batch import build
def step(location, done, total):
    if done == {at}:
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
build(["docs"], "kg", jobs={jobs}, progress=step)
"""


@pytest.mark.parametrize(("jobs", "at"), [(1, 2), (2, 3)])
def test_a_killed_build_leaves_whole_documents_and_is_completed_by_the_next(
    folder: Path, jobs: int, at: int
) -> None:
    done = python(KILLED.format(jobs=jobs, at=at))
    assert done.returncode == -signal.SIGKILL
    assert faults() == []
    written = locations()
    assert len(written) <= at
    report = build(["docs"], "kg")
    assert report.unchanged == written
    assert quads() == clean()
    children = [int(pid) for pid in done.stdout.split()]
    assert bool(children) == (jobs > 1)
    deadline = time.monotonic() + 60
    while any(map(_runs, children)):
        assert time.monotonic() < deadline, "processes of the pool outlive their parent"
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_killed_build_leaves_no_vocabulary_that_nothing_needs(folder: Path) -> None:
    build(["docs"], "kg")
    (folder / "docs/a-talk.md").write_text("Ada Wrobel likes looms.\n")
    for number in range(3):  # read ahead while the first is still extracted
        (folder / f"docs/z-{number}.txt").write_text(f"Loom {number} is wide.\n")
    assert python(KILLED.format(jobs=1, at=len(FILES) + 2)).returncode == -signal.SIGKILL
    assert "docs/a-talk.md" in build(["docs"], "kg").unchanged
    assert quads() == clean()


def test_the_extractor_of_a_document_is_recorded(folder: Path) -> None:
    build(["docs/b-note.txt"], "kg", metadata=Metadata(published="2026-03"))
    with open_store("kg", read_only=True) as store:
        rows = store.query("SELECT ?by { ?run cg:extractor ?by }")
        (row,) = rows  # type: ignore[misc]  # one of the kinds of result
    made_by = json.loads(row["by"].value)
    assert set(made_by) == {"version", "vocabulary", "model", "metadata"}
    assert json.loads(made_by["metadata"]) == {"published": "2026-03"}
