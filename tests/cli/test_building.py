"""``claimgraph build`` and ``claimgraph extract`` on files, as a user runs them."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claimgraph.extract import extract, load_pipeline, read_document, to_guideline
from claimgraph.extract.settings import PipelineSettings
from claimgraph.graph.store import open_store
from claimgraph.graph.verification import verify

from .conftest import COMMAND, FILES, Claimgraph


def test_build_goes_on_where_a_file_fails_and_names_it(
    claimgraph: Claimgraph, work: Path, built: Path
) -> None:
    shutil.copytree(built / "kg", work / "kg")
    (work / "docs/note.txt").unlink()
    (work / "docs/copy.md").write_text(FILES["looms.md"])
    (work / "docs/empty.txt").write_text("")
    (work / "docs/photo.png").write_bytes(b"\x89PNG")
    done = claimgraph("build", "docs", "--prune")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "docs/looms.md: same content as another source, not stored twice",
        "docs/photo.png: no reader for this kind of file, skipped",
        "docs/empty.txt: is empty",
        "nothing was removed, since a source failed whose document may still be wanted",
        "1 document written, 1 unchanged, 0 removed, 1 failed; store kg",
    ]
    (work / "docs/empty.txt").unlink()
    done = claimgraph("build", "docs", "--prune", "--store", "kg")
    assert done.returncode == 0
    assert done.stderr.splitlines()[2:] == [
        "docs/note.txt: no longer among the sources, removed",
        "0 documents written, 2 unchanged, 1 removed, 0 failed; store kg",
    ]


def test_the_store_is_the_option_or_else_the_variable_or_else_kg(
    claimgraph: Claimgraph, work: Path, built: Path
) -> None:
    for name in ("kg", "other", "third"):
        shutil.copytree(built / "kg", work / name)
    for arguments, env, store in (
        ((), {}, "kg"),
        ((), {"CLAIMGRAPH_STORE": ""}, "kg"),
        ((), {"CLAIMGRAPH_STORE": "other"}, "other"),
        (("-s", "third"), {"CLAIMGRAPH_STORE": "other"}, "third"),
    ):
        done = claimgraph("build", "docs", *arguments, env=env)
        assert done.returncode == 0
        assert (
            done.stderr == f"0 documents written, 3 unchanged, 0 removed, 0 failed; store {store}\n"
        )


def test_the_model_can_be_switched_off_and_on(claimgraph: Claimgraph) -> None:
    done = claimgraph("build", "docs", "--no-model")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "3 documents written, 0 unchanged, 0 removed, 0 failed; store kg\n"
    assert claimgraph("verify").stderr == "every receipt holds\n"
    assert claimgraph("validate").stderr == "the graph conforms to its shapes\n"
    done = claimgraph("build", "docs", "--model")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "3 documents had not changed but had been read in another way "
        "(version, vocabulary, model or options)",
        "3 documents written, 0 unchanged, 0 removed, 0 failed; store kg",
    ]
    # The model is used by default, and how many threads it has makes no other reading.
    for arguments, env in (((), {"CLAIMGRAPH_THREADS": "2"}), (("--threads", "0"), {})):
        done = claimgraph("build", "docs", *arguments, env=env)
        assert done.returncode == 0
        assert done.stderr == "0 documents written, 3 unchanged, 0 removed, 0 failed; store kg\n"


def test_extract_goes_without_the_model(claimgraph: Claimgraph, work: Path) -> None:
    done = claimgraph("extract", "docs/note.txt", "--no-model")
    assert (done.returncode, done.stderr) == (0, "")
    nlp = load_pipeline(PipelineSettings(model=False))
    ruled = to_guideline(extract(read_document(work / "docs/note.txt"), nlp))
    assert json.loads(done.stdout) == ruled
    by_default, with_model = (
        claimgraph("extract", "docs/note.txt", *arguments).stdout
        for arguments in ((), ("--model", "--threads", "2"))
    )
    assert by_default == with_model


def test_a_package_that_lost_its_model_says_so_in_a_line(work: Path) -> None:
    package = work / "site" / "claimgraph"
    package.mkdir(parents=True)
    root = Path(__file__).parents[2]
    for room in ("cli", "exports", "graph", "ontology", "seeds"):
        (package / room).symlink_to(root / room)
    left_out = shutil.ignore_patterns("__pycache__", "holders.onnx")
    shutil.copytree(root / "extract", package / "extract", ignore=left_out)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from claimgraph.cli.main import main; main()", *arguments],
            cwd=work,
            env=os.environ | {"PYTHONPATH": str(work / "site")},
            capture_output=True,
            text=True,
            check=False,
        )

    for command in (("extract", "docs"), ("build", "docs"), ("build", "docs", "--jobs", "2")):
        done = run(*command)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == (
            f"claimgraph: {package}/extract/model/holders.onnx: a file of the model cannot be "
            "read: no such file or directory; install claimgraph again, or go without the model "
            "(--no-model)\n"
        )
    done = run("build", "docs", "--no-model")
    assert done.returncode == 0
    assert done.stderr == "3 documents written, 0 unchanged, 0 removed, 0 failed; store kg\n"


def test_metadata_options_are_stored(claimgraph: Claimgraph) -> None:
    done = claimgraph(
        *("build", "docs/note.txt", "--title", "Looms", "--date", "March 2026"),
        *("--person", "host=Jo Marsh", "--person", "guest = Ada Wrobel"),
        *("--source", "https://example.org/looms", "--licence", "CC BY 4.0"),
    )
    assert done.returncode == 0
    asked = claimgraph("query", "--name", "documents", "--format", "json")
    (row,) = json.loads(asked.stdout)["results"]["bindings"]
    values = {name: cell["value"] for name, cell in row.items()}
    assert values["title"] == "Looms"
    assert values["published"] == "2026-03"
    assert values["source"] == "https://example.org/looms"
    assert values["location"] == "docs/note.txt"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("nowhere.txt",), "nowhere.txt: matches no file; known types: "),
        (("void",), "void: holds no file that can be read; known types: "),
        (("docs", "--base", "example.org"), "not a base IRI, which has a scheme and ends with"),
        (("docs", "--base", "https://example.org/#"), "not a base IRI, which has a scheme and"),
        (("docs", "--jobs", "0"), "the number of jobs must be at least 1, not 0"),
        (("docs", "--threads", "-1"), "the number of threads must be at least 0, not -1"),
        (("docs", "--date", "soon"), "'soon' is no date; write it as "),
        (("docs", "--person", "Ada Wrobel"), "--person 'Ada Wrobel': write it as ROLE=NAME"),
        (("docs", "--vocabulary", "people.tsv"), "people.tsv: cannot be read: "),
    ],
)
def test_wrong_use_of_build_is_one_line_and_makes_no_store(
    claimgraph: Claimgraph, work: Path, arguments: tuple[str, ...], line: str
) -> None:
    (work / "void").mkdir()
    done = claimgraph("build", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"claimgraph: {line}")
    assert done.stderr.count("\n") == 1
    assert not (work / "kg").exists()


def test_a_store_that_cannot_be_one_is_one_line(claimgraph: Claimgraph, work: Path) -> None:
    for store, reason in (
        ("docs/note.txt", "is a file, not a store; a store is a folder"),
        ("docs", "is a folder but not a claimgraph store (it has no file FORMAT); "),
        ("docs/note.txt/kg", "cannot be opened: "),
    ):
        done = claimgraph("build", "docs", "--store", store)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"claimgraph: {store}: {reason}")
        assert done.stderr.count("\n") == 1
    assert (work / "docs/note.txt").read_text() == FILES["note.txt"]


def test_a_store_that_another_process_writes_is_one_line(
    claimgraph: Claimgraph, work: Path
) -> None:
    with open_store(work / "kg"):
        for command in (("build", "docs"), ("stats",)):
            done = claimgraph(*command)
            assert (done.returncode, done.stdout) == (1, "")
            assert "by another process" in done.stderr
            assert done.stderr.count("\n") == 1


def test_ctrl_c_ends_with_130_and_leaves_a_whole_store(work: Path, claimgraph: Claimgraph) -> None:
    for number in range(40):
        text = f"Jo Marsh said that loom {number} needs deep learning.\n\n" * 20
        (work / "docs" / f"{number}.txt").write_text(text)
    building = subprocess.Popen(
        [COMMAND, "build", "docs", "--jobs", "2"],
        cwd=work,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not (work / "kg/FORMAT").exists():
        assert building.poll() is None
        time.sleep(0.01)
    os.killpg(building.pid, signal.SIGINT)  # a terminal sends it to all processes in front
    out, err = building.communicate(timeout=60)
    assert (building.returncode, out) == (130, "")
    assert err == "interrupted; what was written stays, and the same command goes on from there\n"
    with open_store(work / "kg") as store:
        assert verify(store) == []
    done = claimgraph("build", "docs")
    assert done.returncode == 0
    assert done.stderr.endswith("0 removed, 0 failed; store kg\n")


def test_extract_prints_one_object_a_line(claimgraph: Claimgraph, work: Path) -> None:
    (work / "docs/empty.txt").write_text("")
    done = claimgraph("extract", "docs")
    assert done.returncode == 1
    assert done.stderr == "docs/empty.txt: is empty\n"
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["doc"] for answer in answers] == ["looms.md", "note.txt", "panel.vtt"]
    assert set(answers[0]) == {"doc", "entities", "relations", "claims"}
    (entity,) = [e for e in answers[0]["entities"] if e["name"] == "reinforcement learning"]
    (start, end), *_ = entity["mentions"]
    assert FILES["looms.md"][start:end] == "reinforcement learning"
    assert not (work / "kg").exists()


def test_extract_writes_one_file_for_each_document(claimgraph: Claimgraph, work: Path) -> None:
    (work / "docs/note.md").write_text("Another note on deep learning.")
    done = claimgraph("extract", "docs", "--output", "out/json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "docs/note.txt: out/json/note.json has the answer for docs/note.md; not written",
        "3 files written to out/json, 1 failed",
    ]
    written = sorted(path.name for path in (work / "out/json").iterdir())
    assert written == ["looms.json", "note.json", "panel.json"]
    assert json.loads((work / "out/json/note.json").read_text())["doc"] == "note.md"
    done = claimgraph("extract", "docs/note.md", "--output", "docs/note.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("claimgraph: docs/note.txt/note.json: ")
    assert done.stderr.count("\n") == 1


def test_extract_has_one_format(claimgraph: Claimgraph) -> None:
    done = claimgraph("extract", "docs", "--format", "xml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "claimgraph: no format 'xml'; extract prints json\n"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such terminals")
def test_a_progress_bar_on_the_terminal_does_not_take_the_results(work: Path) -> None:
    terminal, end = pty.openpty()
    with (work / "out.json").open("wb") as out:
        process = subprocess.Popen(
            [COMMAND, "extract", "docs"], cwd=work, stdout=out, stderr=end, stdin=end
        )
        os.close(end)
        shown = b""
        while True:
            try:
                piece = os.read(terminal, 4096)
            except OSError:  # Linux: the other end is closed
                break
            if not piece:
                break
            shown += piece
        assert process.wait(60) == 0
    os.close(terminal)
    assert len((work / "out.json").read_text().splitlines()) == 3
    assert b"Extracting" in shown
    assert b'"entities"' not in shown
