"""`claims`, `show`, `search` and `stats` on a store on disk, as the user runs them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimgraph.cli.main import main
from claimgraph.graph.store import open_store

from ..graph.knowledge import (
    BASE,
    EXPECTS,
    KIND,
    NOTES_TITLE,
    OVER,
    PUBLISH,
    RELEASE,
    RL,
    RL_NODE,
    SAVE,
    SCALE,
    SCORED,
    TALK,
    TALK_TITLE,
    TEN_YEARS,
    TOLD,
    at,
    fill,
)


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit status."""

    output: str
    notes: str
    status: int


Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("looking") / "kg"
    with open_store(path) as store:
        fill(store)
    return path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``claimgraph`` on the three documents; output is no terminal."""
    monkeypatch.setenv("CLAIMGRAPH_STORE", str(folder))
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["claimgraph", *arguments])
        with pytest.raises(SystemExit) as stop:
            main()
        captured = capsys.readouterr()
        status = stop.value.code
        assert isinstance(status, int)
        return Ran(captured.out, captured.err, status)

    return run


def table(ran: Ran) -> list[dict[str, str]]:
    assert ran.status == 0
    return list(csv.DictReader(io.StringIO(ran.output), delimiter="\t"))


def test_claims_as_text_have_words_then_who_what_and_where(run: Run) -> None:
    ran = run("claims", "--by", "ines corvo", "--type", "prediction", "--format", "text")
    start, end = at(TALK, SCALE)
    assert ran.output.splitlines()[:5] == [
        SCALE,
        "    Ines Corvo: prediction, explicit attribution, negated (\u201cnot\u201d), in their own",
        "    words, for 2025",
        f"    about {RL}",
        f"    {TALK_TITLE}, 2024-05-10, at 0:05  talks/talk.vtt [{start}:{end}]",
    ]
    assert "at 1:02:05" in ran.output
    assert (ran.notes, ran.status) == ("2 claims\n", 0)


def test_claims_as_text_say_through_whom_and_within_what(run: Run) -> None:
    ran = run("claims", "--document", NOTES_TITLE, "--type", "opinion", "--format", "text")
    lines = ran.output.splitlines()
    start = lines.index(TEN_YEARS)
    assert lines[start + 1 : start + 4] == [
        "    Ines Corvo: opinion, explicit attribution",
        "    reported by: Tomas Reiter",
        f"    part of the claim: {TOLD}",
    ]


def test_claims_as_text_say_the_page(run: Run) -> None:
    ran = run("claims", "--type", "recommendation", "--format", "text")
    start, end = at(TALK, PUBLISH)
    place = f"    {TALK_TITLE}, 2024-05-10, page 2  talks/talk.vtt [{start}:{end}]"
    assert place in ran.output.splitlines()
    assert ran.notes == "1 claim\n"


def test_claims_in_a_pipe_are_tab_separated(run: Run) -> None:
    rows = table(run("claims", "--about", "rl"))
    assert [row["words"] for row in rows] == [SCALE, SAVE, OVER, TEN_YEARS, KIND]
    first = rows[0]
    assert (first["claimant_name"], first["negated"], first["hedged"]) == (
        "Ines Corvo",
        "yes",
        "no",
    )
    assert (first["start"], first["end"]) == at(TALK, SCALE)
    assert (first["iri"].startswith(BASE), first["start_time"]) == (True, "5.0")


def test_claims_as_csv_and_json(run: Run) -> None:
    lines = run("claims", "--document", NOTES_TITLE, "--format", "csv").output.splitlines()
    assert [row["type"] for row in csv.DictReader(lines)] == [
        *("opinion", "plan", "fact", "opinion", "fact")
    ]
    (claim,) = json.loads(run("claims", "--type", "plan", "--format", "json").output)
    assert (claim["words"], claim["target_date"], claim["quotation"]) == (RELEASE, "2026", False)
    assert claim["about"] == ["Halcyon Institute", "Skua-3"]


def test_claims_of_a_time(run: Run) -> None:
    rows = table(run("claims", "--since", "2024-05-10", "--until", "2024-12"))
    assert {row["document_title"] for row in rows} == {TALK_TITLE}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "Innes Corvo"], "no claimant is named 'Innes Corvo'; did you mean 'Ines Corvo'?"),
        (["--about", "quux"], "no topic is named 'quux'; see claimgraph search"),
        (
            ["--document", "Notes from Halcion"],
            "no document is named 'Notes from Halcion'; did you mean 'Notes from Halcyon'?",
        ),
    ],
)
def test_an_unknown_name_is_an_error_that_names_the_nearest(
    run: Run, arguments: list[str], message: str
) -> None:
    ran = run("claims", *arguments)
    assert (ran.output, ran.notes, ran.status) == ("", f"claimgraph: {message}\n", 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--by", "Ines Corvo", "--type", "plan"],
        ["--by", "author of memo", "--about", "agents"],
        ["--document", "talks/talk.vtt", "--by", "Tomas Reiter"],
        ["--since", "2026"],
    ],
)
def test_no_claim_is_no_error_when_the_names_are_known(run: Run, arguments: list[str]) -> None:
    ran = run("claims", *arguments)
    assert table(ran) == []
    assert ran.notes == "0 claims\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["claims", "--type", "guess"], "no claim is of type 'guess'"),
        (["claims", "--since", "yesterday"], "since 'yesterday' is not a date"),
        (["claims", "--format", "yaml"], "no format 'yaml'"),
        (["show", "Skua-2", "--format", "csv"], "no format 'csv'; choose text or json"),
        (["search", "skua", "--type", "Bird"], "nothing is of type 'Bird'"),
        (["search", "skua", "--format", "text"], "no format 'text'"),
        (["stats", "--format", "xml"], "no format 'xml'"),
    ],
)
def test_wrong_use_exits_with_2(run: Run, arguments: list[str], message: str) -> None:
    ran = run(*arguments)
    assert (ran.output, ran.status) == ("", 2)
    assert ran.notes.startswith(f"claimgraph: {message}")
    assert ran.notes.count("\n") == 1


def test_show_has_names_relations_claims_and_documents(run: Run) -> None:
    ran = run("show", "Ines Corvo")
    lines = ran.output.splitlines()
    assert lines[:2] == ["Ines Corvo", f"Person  {BASE}person/ines-corvo"]
    assert "Relations (2)" in lines
    assert "  Ines Corvo affiliation Northwind Labs (leads)" in lines
    assert "Claims made (4)" in lines
    assert "Claims about it (1)" in lines
    assert "Named 4 times in 2 documents" in lines
    assert f"     3  {TALK_TITLE}, 2024-05-10" in lines
    assert (ran.notes, ran.status) == ("", 0)


def test_show_has_what_is_broader_and_where_else_it_is(run: Run) -> None:
    lines = run("show", "rl").output.splitlines()
    assert "Also called: REINFORCEMENT LEARNING, RL, Reinforcement learning" in lines
    assert "Kind of: machine learning" in lines
    assert "Same as: https://cso.kmi.open.ac.uk/topics/reinforcement_learning" in lines
    reward = run("show", "reward modeling").output.splitlines()
    assert "Introduced in: https://arxiv.org/abs/1706.03741" in reward
    assert "Part of: Halcyon Group" in run("show", "Halcyon Institute").output.splitlines()


def test_show_says_how_to_see_more_than_the_limit(run: Run) -> None:
    output = run("show", "Ines Corvo", "--limit", "1").output
    iri = f"{BASE}person/ines-corvo"
    assert f"  and 3 more: claimgraph claims --by {iri}" in output
    assert f"  and 1 more: claimgraph query -n relations-of -p name={iri}" in output
    assert f"  and 1 more: claimgraph query -n receipts -p name={iri}" in output
    assert SAVE not in output
    more = run("claims", "--by", iri)
    assert len(table(more)) == 4


def test_show_as_json_has_everything(run: Run) -> None:
    (page,) = json.loads(run("show", "RL", "--limit", "1", "--format", "json").output)
    assert (page["iri"], page["types"]) == (RL_NODE, ["Concept", "Method"])
    assert [claim["words"] for claim in page["claims_about"]] == [SCALE, SAVE, OVER, TEN_YEARS]
    assert [mention["count"] for mention in page["mentions"]] == [2, 2]


def test_show_of_an_unknown_thing_names_the_nearest(run: Run) -> None:
    ran = run("show", "Northwind Lab")
    assert ran.notes == (
        "claimgraph: no thing is named 'Northwind Lab'; did you mean 'Northwind Labs'?\n"
    )
    assert (ran.output, ran.status) == ("", 1)


def test_search_finds_things_and_words(run: Run) -> None:
    rows = table(run("search", "skua"))
    assert [(row["label"], row["match"]) for row in rows[:2]] == [
        ("Skua-2", "prefix"),
        ("Skua-3", "prefix"),
    ]
    assert {row["label"] for row in rows[2:]} == {RELEASE, SCORED, TALK_TITLE, NOTES_TITLE}
    found = table(run("search", "ternb", "--type", "benchmark"))
    assert [(row["kinds"], row["label"]) for row in found] == [("Benchmark", "TernBench")]
    assert len(table(run("search", "skua", "--limit", "1"))) == 1
    claims = json.loads(run("search", "ten years", "--type", "Claim", "--format", "json").output)
    assert {claim["label"] for claim in claims} >= {TEN_YEARS}


def test_search_that_finds_nothing_says_so(run: Run) -> None:
    ran = run("search", "quux")
    assert (table(ran), ran.notes) == ([], "nothing found\n")


def test_stats(run: Run) -> None:
    counts = {(row["what"], row["kind"]): row["count"] for row in table(run("stats"))}
    assert counts[("documents", "")] == "3"
    assert counts[("claims", "")] == "10"
    assert counts[("claims by type", "prediction")] == "3"
    assert counts[("entities by type", "Method")] == "4"
    assert counts[("hedged", "")] == "1"
    as_json = json.loads(run("stats", "--format", "json").output)
    assert {"what": "claims", "kind": "", "count": 10} in as_json


def test_a_store_that_is_not_there_is_an_error(run: Run, tmp_path: Path) -> None:
    ran = run("claims", "--store", str(tmp_path / "nowhere"))
    assert (ran.output, ran.status) == ("", 1)
    assert "nowhere" in ran.notes


@pytest.mark.parametrize("command", ["claims", "show", "search", "stats"])
def test_help_has_examples(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.status == 0
    assert f"claimgraph {command} " in ran.output.split("Examples:")[1]


def test_on_a_terminal_claims_are_text(folder: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    code = "from claimgraph.cli.main import main; main()"
    command = [sys.executable, "-c", code, "claims", "--by", "Northwind Labs", "-s", str(folder)]
    environment = os.environ | {"COLUMNS": "60"}
    done = subprocess.run(
        command, stdout=theirs, stderr=subprocess.PIPE, env=environment, text=True
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode().replace("\r\n", "\n")
    os.close(ours)
    assert (done.returncode, done.stderr) == (0, "1 claim\n")
    assert shown.startswith(f"{EXPECTS}\n    Northwind Labs: prediction, explicit attribution")
