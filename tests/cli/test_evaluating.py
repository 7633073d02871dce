"""``claimgraph evaluate``: figures, parts and errors, in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import Claimgraph

TEXT = "Ada Wrobel of Zornix Labs said that scaling laws may hold.\n"
GOLD = {
    "kind": "news",
    "entities": [
        {"id": "e1", "type": "Person", "name": "Ada Wrobel", "mentions": [[0, 10]]},
        {"id": "e2", "type": "Organization", "name": "Zornix Labs", "mentions": [[14, 25]]},
    ],
    "relations": [
        {"subject": "e1", "predicate": "affiliatedWith", "object": "e2", "evidence": [0, 25]}
    ],
    "claims": [],
}


@pytest.fixture(autouse=True)
def folders(work: Path) -> None:
    """Two gold files, one with its text elsewhere; predictions of both, one without relations."""
    for name in ("gold", "texts", "predicted"):
        (work / name).mkdir()
    for name, place in (("a", "gold"), ("b", "texts")):
        (work / f"gold/{name}.json").write_text(json.dumps(GOLD))
        (work / f"{place}/{name}.txt").write_text(TEXT)
    (work / "predicted/a.json").write_text(json.dumps(GOLD))
    (work / "predicted/b.json").write_text(json.dumps(GOLD | {"relations": []}))


COMMAND = ("evaluate", "gold", "predicted", "--documents", "texts")


def test_figures_have_their_counts(claimgraph: Claimgraph) -> None:
    done = claimgraph(*COMMAND, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = {row.pop("measure"): row for row in json.loads(done.stdout)}
    assert rows["relations"] == rows["relations/affiliatedWith"]
    assert rows["relations"] == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": 2 / 3,
        "accuracy": None,
        "right": 1,
        "wrong": 0,
        "missed": 1,
    }
    assert set(rows["claims"].values()) == {None, 0}
    piped = claimgraph(*COMMAND).stdout.splitlines()
    assert piped[0].split("\t")[0] == "measure"
    assert "entities/Person\t1.0\t1.0\t1.0\t\t2\t0\t0" in piped
    table = claimgraph(*COMMAND, "--format", "table").stdout
    assert ["relations", "1.000", "0.500", "0.667", "1", "0", "1"] in map(
        str.split, table.splitlines()
    )


def test_parts_have_a_row_each(claimgraph: Claimgraph) -> None:
    done = claimgraph(*COMMAND, "--per-document", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["document"], row["entities"], row["claims"]) for row in rows] == [
        ("a", "1.0", ""),
        ("b", "1.0", ""),
        ("all", "1.0", ""),
    ]
    assert [row["relations"][:5] for row in rows] == ["1.0", "0.0", "0.666"]
    kinds = json.loads(claimgraph(*COMMAND, "--per-kind", "--format", "json").stdout)
    assert [part["kind"] for part in kinds] == ["news", "all"]
    assert kinds[0]["scores"] == kinds[1]["scores"]
    table = claimgraph(*COMMAND, "--per-document", "--format", "table").stdout
    assert ["b", "1.000", "1.000", "0.000"] in map(str.split, table.splitlines())


def test_errors_have_their_place_and_words(claimgraph: Claimgraph) -> None:
    done = claimgraph(*COMMAND, "--errors")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "document\tmeasure\tfault\tstart\tend\twords\texpected\tgot",
        "b\trelations\tmissed\t0\t25\tAda Wrobel of Zornix Labs\t"
        "Ada Wrobel affiliatedWith Zornix Labs\t",
    ]


def test_texts_are_extracted_with_or_without_a_component(claimgraph: Claimgraph) -> None:
    arguments = ("evaluate", "gold", "--documents", "texts", "--jobs", "1", "--format", "json")
    rows = {row["measure"]: row for row in json.loads(claimgraph(*arguments).stdout)}
    assert rows["relations"]["right"] == 2
    # The model may find relations that the rules do not, so it is left out too.
    done = claimgraph(*arguments, "--no-model", "--without", "claimgraph_relations")
    rows = {row["measure"]: row for row in json.loads(done.stdout)}
    assert rows["relations"]["missed"] == 2
    done = claimgraph(*arguments, "--without", "relations")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("claimgraph: no such component: relations; known: claimgraph_")


def test_what_fails_is_named_and_the_rest_is_measured(claimgraph: Claimgraph, work: Path) -> None:
    (work / "predicted/a.json").write_text("[]")
    (work / "predicted/b.json").rename(work / "predicted/c.json")
    done = claimgraph(*COMMAND)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "b: no prediction; everything in it counts as missed",
        "predicted/c.json: no gold file of that name, not used",
        "predicted/a.json: is no JSON object in the guideline's format",
        "1 document measured, 1 failed",
    ]
    assert "entities\t0.0\t0.0\t0.0\t\t0\t0\t2" in done.stdout.splitlines()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("docs",), "docs: holds no gold files (NAME.json)"),
        (("none",), "none: no such folder"),
        (
            ("gold",),
            "gold/b.json: its text b.txt is not in gold; name its folder with --documents",
        ),
        (
            ("gold", "docs", "--documents", "texts"),
            "docs: no prediction is named like a gold file (a.json)",
        ),
        (
            ("gold", "predicted", "--without", "claimgraph_claims"),
            "--without, --vocabulary, --no-model and --jobs are for extracting; "
            "leave out the folder of predictions",
        ),
        (
            ("gold", "predicted", "--no-model"),
            "--without, --vocabulary, --no-model and --jobs are for extracting; "
            "leave out the folder of predictions",
        ),
        (
            ("gold", "--errors", "--per-kind"),
            "choose one of --per-document, --per-kind and --errors",
        ),
        (("gold", "-f", "xml"), "no format 'xml'; choose one of table, csv, tsv, json"),
    ],
)
def test_wrong_use_is_a_line(claimgraph: Claimgraph, arguments: tuple[str, ...], told: str) -> None:
    done = claimgraph("evaluate", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"claimgraph: {told}\n")
