from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from claimgraph.graph.names import fold

from ..strategies import texts


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Chain-of-Thought", "chain of thought"),
        ("chain\u2010of\u2011thought", "chain of thought"),
        ("GPT\u2014 4", "gpt 4"),
        ("  Ada\n\tPark ", "ada park"),
        ("Moore\u2019s law", "moore's law"),
        ("Moore\u2018s law", "moore's law"),
        ("STRASSE", "strasse"),
        ("Stra\u00dfe", "strasse"),
        ("Jose\u0301", "jos\u00e9"),
        ("o1", "o1"),
        ("C++", "c++"),
        ("a_b", "a_b"),
        ("-", ""),
    ],
)
def test_spellings_of_a_name_fold_alike(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(("one", "other"), [("Jos\u00e9", "Jose"), ("GPT-4", "GPT4"), ("C", "C#")])
def test_names_that_differ_in_more_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(texts())
def test_folding_again_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(texts())
def test_case_and_composition_make_no_difference(name: str) -> None:
    assert fold(name.upper().lower()) == fold(name.upper())
    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name))


@given(texts())
def test_folded_names_have_single_spaces_and_no_hyphens(name: str) -> None:
    assert "-" not in fold(name)
    assert fold(name).split() == [word for word in fold(name).split(" ") if word]
