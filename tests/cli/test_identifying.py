"""`identities`, `merge` and `split` on a store on disk, as the user runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from .conftest import Claimgraph, table

NOTE = "Adda Vrobel said that reinforcement learning and scaling laws will plan all looms.\n"
HEADER = "decision\tkept\tjoined\tkept_name\tjoined_name\tbecause\n"
MERGED = (
    "same\thttps://claimgraph.example/person/ada-wrobel\t"
    "https://claimgraph.example/person/adda-vrobel\tAda Wrobel\tAdda Vrobel\tmisheard\n"
)


def lines(claimgraph: Claimgraph, *more: str) -> str:
    done = claimgraph("export", "nquads", "-", *more)
    assert done.returncode == 0
    return done.stdout


def built(claimgraph: Claimgraph, work: Path) -> None:
    (work / "docs" / "captions.txt").write_text(NOTE, encoding="utf-8")
    assert claimgraph("build", "docs").returncode == 0


def test_a_merge_is_seen_kept_and_undone(claimgraph: Claimgraph, work: Path) -> None:
    built(claimgraph, work)
    before = lines(claimgraph)
    done = claimgraph("merge", "Ada Wrobel", "Adda Vrobel", "--because", "misheard")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "",
        "Adda Vrobel is Ada Wrobel\n1 document changed; decisions in kg.identities.tsv\n",
    )
    assert (work / "kg.identities.tsv").read_text(encoding="utf-8") == HEADER + MERGED
    rows = table(claimgraph("claims", "--by", "Ada Wrobel"))
    assert {row["location"] for row in rows} >= {"docs/captions.txt", "docs/looms.md"}
    assert claimgraph("show", "Adda Vrobel").stdout.splitlines()[0] == "Ada Wrobel"
    assert claimgraph("verify").returncode == claimgraph("validate").returncode == 0
    merged = lines(claimgraph)

    shutil.rmtree(work / "kg")
    assert claimgraph("build", "docs").returncode == 0
    assert lines(claimgraph) == merged
    assert claimgraph("build", "docs", "--force").returncode == 0
    assert lines(claimgraph) == merged

    (decision,) = table(claimgraph("identities", "--decided"))
    assert (decision["decision"], decision["because"]) == ("same", "misheard")
    done = claimgraph("split", "Adda Vrobel")
    assert done.stderr.splitlines()[0] == "Adda Vrobel is not Ada Wrobel"
    assert lines(claimgraph) == before
    (decision,) = table(claimgraph("identities", "--decided"))
    assert decision["decision"] == "different"


def test_decisions_are_shared_as_a_file(claimgraph: Claimgraph, work: Path) -> None:
    built(claimgraph, work)
    (work / "team.tsv").write_text(HEADER + MERGED, encoding="utf-8")
    env = {"CLAIMGRAPH_DECISIONS": "team.tsv"}
    assert claimgraph("build", "docs", env=env).returncode == 0
    assert claimgraph("show", "Adda Vrobel").stdout.splitlines()[0] == "Ada Wrobel"
    assert claimgraph("build", "docs").returncode == 0  # goes by its own file, which is not there
    assert claimgraph("show", "Adda Vrobel").stdout.splitlines()[0] == "Adda Vrobel"
    (work / "team.tsv").write_text("same\n", encoding="utf-8")
    done = claimgraph("build", "docs", "--decisions", "team.tsv")
    assert done.returncode == 2
    assert done.stderr.startswith("claimgraph: team.tsv:1: the first line must name the columns")


def test_proposals_have_reasons(claimgraph: Claimgraph, work: Path) -> None:
    text = "Ada Wrobell said that ImageNet will change reinforcement learning.\n"
    (work / "docs" / "other.txt").write_text(text, encoding="utf-8")
    assert claimgraph("build", "docs").returncode == 0
    done = claimgraph("identities", "--format", "json", "--type", "person")
    (proposal,) = json.loads(done.stdout)
    assert {proposal["a_name"], proposal["b_name"]} == {"Ada Wrobel", "Ada Wrobell"}
    assert proposal["likelihood"] == "possible"
    assert any("surnames sound" in reason for reason in proposal["reasons"])
    done = claimgraph("identities", "--likely")
    assert (done.returncode, done.stderr) == (0, "nothing is proposed\n")


def test_documents_that_speak_of_namesakes(claimgraph: Claimgraph, work: Path) -> None:
    (work / "docs" / "weaver.txt").write_text(
        "Anna Osei, a researcher at Loom Lab, said that scaling laws will hold.\n",
        encoding="utf-8",
    )
    (work / "docs" / "singer.txt").write_text(
        "Anna Osei is an engineer at Globex Robotics. Anna Osei said that robots will sing.\n",
        encoding="utf-8",
    )
    assert claimgraph("build", "docs").returncode == 0
    decisions = table(claimgraph("identities", "--decided"))
    (decision,) = (row for row in decisions if row["kept_name"] == "Anna Osei")
    assert (decision["decision"], decision["by"]) == ("different", "documents")
    assert "Globex" in decision["because"]
    assert "Loom Lab" in decision["because"]
    assert len(table(claimgraph("query", "--name", "entity", "--param", "name=Anna Osei"))) == 2
    assert not (work / "kg.identities.tsv").exists()
    done = claimgraph("merge", decision["kept"], decision["joined"], "--because", "she moved")
    assert done.returncode == 0
    assert len(table(claimgraph("query", "--name", "entity", "--param", "name=Anna Osei"))) == 1

    done = claimgraph("split", "Anna Osei", "--document", "docs/singer.txt")
    assert (done.returncode, "1 document changed" in done.stderr) == (0, True)
    assert len(table(claimgraph("query", "--name", "entity", "--param", "name=Anna Osei"))) == 2
    decisions = table(claimgraph("identities", "--decided"))
    (decision,) = (row for row in decisions if row["decision"] == "different")
    assert (decision["decision"], decision["by"]) == ("different", "person")
    assert claimgraph("verify").returncode == claimgraph("validate").returncode == 0


def test_names_that_do_not_tell_are_told(claimgraph: Claimgraph, work: Path) -> None:
    built(claimgraph, work)
    done = claimgraph("merge", "Ada Wrobbel", "Adda Vrobel")
    assert (done.returncode, "did you mean 'Ada Wrobel'?" in done.stderr) == (1, True)
    done = claimgraph("split", "Ada Wrobel")
    assert (done.returncode, done.stderr) == (
        2,
        "claimgraph: nothing is merged with 'Ada Wrobel'; see claimgraph identities --decided\n",
    )
    done = claimgraph("merge", "a", "b", "--store", "http://localhost:1/sparql")
    assert (done.returncode, "--decisions" in done.stderr) == (2, True)
    assert not (work / "kg.identities.tsv").exists()
