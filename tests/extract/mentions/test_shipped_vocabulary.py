from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from claimgraph.extract.vocabulary import FILES, Vocabulary, load_vocabulary
from claimgraph.graph.model import EntityType
from claimgraph.ontology.prefixes import IDENTIFIER_PREFIXES

SHIPPED = files("claimgraph.seeds.vocabulary")
LOCAL = {
    "aio": r"\w+",
    "arxiv": r"\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7}",
    "cso": r"[^\s/]+",
    "doi": r"10\.\d{4,9}/\S+",
    "pwc": r"[a-z]+/[^\s/]+",
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def test_it_covers_the_field(vocabulary: Vocabulary) -> None:
    counts = Counter(kind for kind, _ in vocabulary.entries)
    least = {
        EntityType.PERSON: 150,
        EntityType.ORGANIZATION: 150,
        EntityType.METHOD: 400,
        EntityType.MODEL: 300,
        EntityType.BENCHMARK: 120,
        EntityType.CONCEPT: 250,
    }
    assert all(counts[kind] >= number for kind, number in least.items())


@pytest.mark.parametrize("name", FILES)
def test_rows_are_sorted_and_lines_end_plainly(name: str) -> None:
    data = SHIPPED.joinpath(name).read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    names = [line.split("\t")[0] for line in data.decode().splitlines()[1:]]
    assert names == sorted(names, key=str.casefold)


def test_identifiers_have_the_form_of_their_scheme(vocabulary: Vocabulary) -> None:
    assert set(LOCAL) == set(IDENTIFIER_PREFIXES)
    for entry in vocabulary.entries.values():
        for identifier in entry.identifiers:
            prefix, _, local = identifier.partition(":")
            assert re.fullmatch(LOCAL[prefix], local), identifier


def test_people_have_full_names(vocabulary: Vocabulary) -> None:
    names = [name for kind, name in vocabulary.entries if kind is EntityType.PERSON]
    assert all(len(name.split()) > 1 for name in names)


def test_generic_words_are_no_entries(vocabulary: Vocabulary) -> None:
    names = {name.text.casefold() for name in vocabulary.names if not name.ambiguous}
    generic = {"system", "data", "research", "technology", "problem", "approach", "people", "task"}
    assert not names & generic
