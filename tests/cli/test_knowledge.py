"""`predictions`, `compare`, `history` and `topics` on a store on disk, as the user runs them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from claimgraph.graph.ingest import ingest
from claimgraph.graph.model import ClaimType, EntityType
from claimgraph.graph.store import open_store

from ..graph.knowledge import EXPECTS, RELEASE, RL, SAVE, SCALE, at, fill
from ..graph.knowledge import TALK as TALK_TEXT
from ..graph.sayings import says
from .conftest import Done, run, table

SCALING = {"scaling": EntityType.CONCEPT}
Ask = Callable[..., Done]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("knowledge")
    with open_store(path / "kg") as store:
        fill(store)
        for extraction in (
            says("Ada Park", "I think scaling is over.", about=SCALING, published="2025-01"),
            says(
                "Ben Roth",
                "No, scaling is not over.",
                about=SCALING,
                published="2025-02",
                no="is not",
            ),
            says(
                "Ada Park",
                "Now scaling is not over.",
                about=SCALING,
                published="2026-02",
                no="is not",
                type=ClaimType.OPINION,
            ),
            says("Ada Park", "Scaling is not over.", about={}, published="2026-03", no="is not"),
        ):
            ingest(store, extraction)
    return path


@pytest.fixture
def ask(folder: Path) -> Ask:
    return lambda *arguments, **options: run(*arguments, cwd=folder, **options)


def test_the_ledger_has_status_and_receipt(ask: Ask) -> None:
    rows = table(ask("predictions", "--on", "2026-06-25"))
    assert [(row["status"], row["target_date"], row["words"]) for row in rows] == [
        ("overdue", "2020/2023", EXPECTS),
        ("overdue", "2025", SCALE),
        ("due", "2026", RELEASE),
        ("open", "2027-22", SAVE),
    ]
    assert (rows[1]["start"], rows[1]["end"]) == at(TALK_TEXT, SCALE)
    assert (rows[1]["start_time"], rows[1]["document_title"]) == ("5.0", "A Talk with Ines Corvo")
    assert (rows[1]["last_day"], rows[3]["hedge_cue"]) == ("2025-12-31", "may")


def test_the_ledger_is_filtered(ask: Ask) -> None:
    day = ("--on", "2026-06-25")
    by = table(ask("predictions", *day, "--by", "Ines Corvo", "--status", "open"))
    assert [row["words"] for row in by] == [SAVE]
    when = table(ask("predictions", *day, "--from", "2025", "--to", "2026", "--about", RL))
    assert [row["words"] for row in when] == [SCALE]
    none = ask("predictions", *day, "--status", "due", "--by", "Ines Corvo")
    assert (none.returncode, none.stderr) == (0, "no predictions\n")


def test_the_day_is_today_unless_another_is_said(ask: Ask) -> None:
    rows = table(ask("predictions"))
    assert rows[0]["status"] == "overdue"
    wrong = ask("predictions", "--on", "soon")
    assert (wrong.returncode, wrong.stderr) == (
        2,
        "claimgraph: --on 'soon' is not a day; write one as in 2026-06-25\n",
    )


def test_the_ledger_as_json_has_types(ask: Ask) -> None:
    done = ask("predictions", "--on", "2026-06-25", "--format", "json")
    line = json.loads(done.stdout)[1]
    assert (line["negated"], line["start"], line["condition"]) == (True, 12, None)
    assert (line["about"], line["last_day"]) == ([RL], "2025-12-31")


def test_a_table_is_for_people(ask: Ask) -> None:
    done = ask("predictions", "--on", "2026-06-25", "--format", "table")
    header, line = (
        done.stdout.splitlines()[1],
        next(line for line in done.stdout.splitlines() if SAVE in line),
    )
    assert header.split()[:3] == ["status", "target_date", "claimant_name"]
    assert re.search(r"A Talk with Ines Corvo, 2024-05-10, at 1:02:05 talks/talk\.vtt \[\d", line)


def test_two_claimants_side_by_side(ask: Ask) -> None:
    rows = table(ask("compare", "ada park", "ben roth"))
    first = rows[0]
    assert (first["topics"], first["mark"]) == ("scaling", "differ in direction")
    assert (first["a_words"], first["b_words"]) == (
        "I think scaling is over.",
        "No, scaling is not over.",
    )
    assert "Ben Roth denies it" in first["reason"]
    assert first["b_document_title"] == "Ben Roth in 2025-02"
    assert int(first["b_end"]) - int(first["b_start"]) == len(first["b_words"])
    only = json.loads(ask("compare", "Ada Park", "Ben Roth", "--differing", "-f", "json").stdout)
    assert [pair["mark"] for pair in only] == ["differ in direction"]
    assert only[0]["a"]["words"] == first["a_words"]


def test_one_claimant_over_time(ask: Ask) -> None:
    rows = table(ask("history", "Ada Park", "--about", "scaling"))
    assert [(row["published"], row["mark"]) for row in rows] == [
        ("2025-01", ""),
        ("2026-02", "differ in direction"),
    ]
    assert rows[1]["earlier_words"] == "I think scaling is over."
    changes = table(ask("history", "Ada Park", "--changes"))
    assert [row["words"] for row in changes] == [rows[1]["words"], "Scaling is not over."]
    entries = json.loads(ask("history", "Ada Park", "--format", "json").stdout)
    assert [entry["mark"] for entry in entries][:2] == [None, "differ in direction"]


def test_topics_with_voices_and_sources(ask: Ask) -> None:
    rows = {row["label"]: row for row in table(ask("topics"))}
    scaling = rows["scaling"]
    assert (scaling["claims"], scaling["sources"], scaling["documents"]) == ("3", "2", "3")
    assert scaling["voices"] == "Ada Park (2); Ben Roth (1)"
    assert (scaling["latest"], scaling["words"]) == ("2026-02", "Now scaling is not over.")
    listed = json.loads(ask("topics", "--type", "Method", "--limit", "1", "-f", "json").stdout)
    assert (listed[0]["label"], len(listed)) == (RL, 1)
    assert listed[0]["voices"][0] == {
        "claimant": "https://claimgraph.example/person/ines-corvo",
        "name": "Ines Corvo",
        "claims": 3,
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("predictions", "--by", "Ines Corvvo"), "did you mean 'Ines Corvo'?"),
        (("compare", "Ines Corvo", "Ines Corvvo"), "did you mean 'Ines Corvo'?"),
        (("history", "Ines Corvvo"), "did you mean 'Ines Corvo'?"),
        (("topics", "--about", "reward modelling"), "did you mean 'reward modeling'?"),
    ],
)
def test_an_unknown_name_is_told_with_one_like_it(
    ask: Ask, arguments: tuple[str, ...], told: str
) -> None:
    done = ask(*arguments)
    assert (done.returncode, done.stdout.count("\n")) == (1, 0)
    assert told in done.stderr


@pytest.mark.parametrize(
    ("arguments", "note"),
    [
        (("compare", "Ines Corvo", "Ada Park"), "no shared topics\n"),
        (("history", "Ines Corvo", "--changes"), "no change is shown\n"),
        (("topics", "--since", "2030"), "no topics\n"),
    ],
)
def test_nothing_found_is_no_error(ask: Ask, arguments: tuple[str, ...], note: str) -> None:
    done = ask(*arguments)
    assert (done.returncode, done.stderr) == (0, note)
