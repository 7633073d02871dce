"""What is not read inside a line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.readers.inline import clock, hidden_in, merge, visible


def read(text: str, *, markup: bool = True) -> str:
    return visible(text, 0, len(text), hidden_in(text, 0, len(text), markup=markup))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("**bold**, *it*, __both__ and ***all***", "bold, it, both and all"),
        ("_hardly_ a 5-15% share", "hardly a 5-15% share"),
        ("snake_case_name and 2 * 3 * 4 stay", "snake_case_name and 2 * 3 * 4 stay"),
        ("a **wide *nested* mark**", "a wide nested mark"),
        ("an unmatched **mark", "an unmatched **mark"),
        ('a [link](https://a.example/x_(y) "title") here', "a link here"),
        ("a [reference][1] and [plain brackets]", "a reference and [plain brackets]"),
        ("cited[1][2] twice", "cited[1][2] twice"),
        ("an image ![alt text](x.png) here", "an image here"),
        ("[![badge](b.svg)](https://a.example)", ""),
        ("a [[Page|wiki]] [[link]]", "a wiki link"),
        ("bare https://a.example/b?c=d#e, then", "bare , then"),
        ("in parentheses (https://a.example/b).", "in parentheses ."),
        ("balanced https://a.example/b_(c) end", "balanced end"),
        ("auto <https://a.example> link", "auto link"),
        ("code `a*b*c` here", "code a*b*c here"),
        ("escaped \\*star\\* and \\[bracket\\]", "escaped *star* and [bracket]"),
        ("time \\[07:15\\] and [1:02:03] gone", "time and gone"),
        ("(12:34) at the start", "at the start"),
        ("at the end (12:34)", "at the end"),
        ("fast (<90s) and <b>bold</b> <a href='x'>tags</a>", "fast (<90s) and bold tags"),
        ("AT&amp;T and 3 < 4 & 5", "AT&T and 3 < 4 & 5"),
        ("a ~~wrong~~ right ==marked== word", "a right marked word"),
        ("[Music] so (laughs) (not this) *applause*", "so (not this)"),
        ("a note[^1] and a jump \u2b06", "a note and a jump"),
        ("History[edit]", "History"),
        ("a comment <!-- not read --> here", "a comment here"),
        ("heading {#id} {: .class} {% raw %}", "heading"),
    ],
)
def test_words_that_are_read(source: str, words: str) -> None:
    assert read(source) == words


def test_text_without_markup_keeps_its_stars() -> None:
    source = "a **b** [c](d) at https://a.example [00:01] &amp; <b>"
    assert read(source, markup=False) == "a **b** [c](d) at &amp; <b>"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("00:01:05,500", 65.5), ("12:34", 754.0), ("1:00:00.25", 3600.25), ("none", None)],
)
def test_clock(text: str, seconds: float | None) -> None:
    assert clock(text) == seconds


@given(st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60))))
def test_merge_is_the_union(ranges: list[tuple[int, int]]) -> None:
    merged = merge(ranges, 0, 50)
    covered = {i for first, last in ranges for i in range(max(first, 0), min(last, 50))}
    assert [i for first, last in merged for i in range(first, last)] == sorted(covered)
    assert all(a[1] < b[0] for a, b in pairwise(merged))


@given(st.text(alphabet="ab*_`[]()<>!|~=\\:/0123 \n-&;{}%.", max_size=60))
def test_never_fails_and_stays_inside(text: str) -> None:
    position = 0
    for first, last in hidden_in(text, 0, len(text)):
        assert position <= first < last <= len(text)
        position = last
