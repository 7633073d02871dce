"""docs/queries.md describes every named query, and its examples answer as it says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph.graph.answers import answers
from claimgraph.graph.query_catalogue import NamedQuery, named_queries
from claimgraph.graph.store import QuadStore, open_store

from .knowledge import fill

PAGE = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (\S+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def store() -> Iterator[QuadStore]:
    with open_store(":memory:") as opened:
        yield fill(opened)


def test_every_query_has_a_section_and_every_section_a_query() -> None:
    headings = re.findall(r"^### (\S+)$", PAGE, re.MULTILINE)
    assert sorted(headings) == [query.name for query in named_queries()]


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: str(query.name))
def test_a_section_says_what_the_query_answers_and_takes(query: NamedQuery) -> None:
    section = SECTIONS[query.name]
    assert section.startswith(f"\n{query.description}\n")
    defaults = {None: "none", "": "any"}
    assert re.findall(r"^\| `(.*?)` \| (.*?) \| (.*) \|$", section, re.MULTILINE) == [
        (parameter.name, defaults[parameter.default], parameter.description)
        for parameter in query.parameters
    ]


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: str(query.name))
def test_an_example_answers_as_it_is_shown(query: NamedQuery, store: QuadStore) -> None:
    section = SECTIONS[query.name]
    command = re.search(r"^```sh\n(.*)\n```$", section, re.MULTILINE)
    assert command is not None
    words = shlex.split(command[1])
    assert words[:4] == ["claimgraph", "query", "--name", query.name]
    assert set(words[4::2]) <= {"--param"}
    values = dict(word.split("=", 1) for word in words[5::2])
    header, _, *shown = re.findall(r"^\| (?!parameter|`)(.*) \|$", section[command.end() :], re.M)
    found = [
        [row.get(column) or "-" for column in header.split(" | ")]
        for row in answers(store, query.name, **values)
    ]
    more = re.search(r"^and (\d+) more\.$", section, re.MULTILINE)
    assert len(found) == len(shown) + (int(more[1]) if more else 0)
    assert [row.split(" | ") for row in shown] == found[: len(shown)]
