"""What a text must hold for a pattern to match it: no text that matches is without it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extract.components.discourse import fold
from claimgraph.extract.components.needed_strings import (
    ANYTHING,
    NeedIndex,
    Part,
    meets,
    read_part,
)
from claimgraph.extract.components.relation_notation import expand, needs
from claimgraph.extract.patterns import load_sections
from claimgraph.graph.model import SIGNATURES, Predicate

LISTS = ("relations-clauses", "relations-noun-phrases", "relations-loose")
MARKED = re.compile(r"\[[^\[\]|]+\|[^\[\]]+\]")
OF_EVERY_TYPE = "\ue1ff"  # the sign of what has a name and is of every type

PIECES = st.sampled_from(
    ("a", "ab c", "use", r"\w", r"\.", ".", "[sd]", "[^x]", "[a-c]", "^", "$", "(?!q)", "(?<=a)")
)
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=4).map(lambda all_: f"(?:{'|'.join(all_)})"),
        st.builds(
            lambda one, times: f"(?:{one}){times}",
            inner,
            st.sampled_from(("?", "??", "*", "+", "{0,2}", "{1,3}?", "{2}")),
        ),
        inner.map(lambda one: f"(?P<name>{one})" if "<name>" not in one else one),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("uses", [{"uses"}]),
        ("uses?", [{"use", "uses"}]),
        (r"\w+ (?:made|built) by", [{" mad", " bui"}, {"made", "buil"}, {" by"}]),
        (r"(?:\w+ )?(?:an? |the )?model", [{"mode"}]),
        (r"(?:the model|\w+) x", [{" x"}]),
        (r"led[ -]by\.?", [{"led ", "led-"}, {"by", "by."}]),
        (r"(?:at \w+){1,3}", [{"at "}]),
        (r"(?:at \w+){0,3}", []),
        (r"(?<!a )\w+ (?=of)", []),
    ],
)
def test_what_texts_hold(pattern: str, expected: list[set[str]]) -> None:
    found = read_part(pattern).needs
    assert all(need in found for need in expected)
    assert bool(found) == bool(expected)


def test_fields_stand_for_what_is_given_and_are_unknown_without_it() -> None:
    parts = {"{verb}": Part(frozenset({"use", "make"})), "{sign}": ANYTHING}
    assert frozenset({" use", " mak"}) in read_part("{sign} {verb} {sign}", parts.__getitem__).needs
    with pytest.raises(KeyError):
        read_part("{sign}")


@settings(deadline=None)
@given(st.data(), PATTERNS)
def test_every_text_that_a_pattern_matches_meets_its_needs(data: st.DataObject, made: str) -> None:
    pattern = re.sub(r"\(\?P<name>", "(?:", made, count=max(0, made.count("<name>") - 1))
    text = data.draw(st.from_regex(pattern))
    assert meets(text, read_part(pattern).needs)


@given(st.lists(st.frozensets(st.text("ab ", min_size=1, max_size=4), min_size=1)), st.text("ab "))
def test_the_index_finds_what_one_look_at_each_does(
    wanted: list[frozenset[str]], text: str
) -> None:
    assert NeedIndex(wanted).met(text) == {need for need in wanted if meets(text, (need,))}


def test_every_text_that_a_relation_pattern_matches_meets_its_needs() -> None:
    cases = Path(__file__).with_name("relation_cases.txt").read_text(encoding="utf-8")
    text = MARKED.sub(OF_EVERY_TYPE, fold(cases))
    matched = 0
    for name in LISTS:
        for section, items in load_sections(name).items():
            for item in items:
                for match in re.finditer(expand(item, SIGNATURES[Predicate(section)]), text):
                    matched += 1
                    assert meets(match.group(), needs(item)), item
    assert matched > 300
