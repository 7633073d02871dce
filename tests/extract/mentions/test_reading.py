from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.reading import BLOCK_SEPARATOR, Reading
from claimgraph.graph.model import Block, BlockKind, Document, Span


def make(text: str, *blocks: tuple[int, int, list[tuple[int, int]]]) -> Document:
    return Document(
        name="x",
        text=text,
        blocks=tuple(
            Block(Span(a, b), BlockKind.PARAGRAPH, hidden=tuple(Span(*pair) for pair in hidden))
            for a, b, hidden in blocks
        ),
        sha256="",
        location="x",
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text("ab Z\n\t*é\u3000", min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=10)))
    blocks = []
    while len(cuts) >= 2:
        count = draw(st.integers(2, len(cuts)))
        start, *inner, end = cuts[:count]
        hidden = [(a, b) for a, b in zip(inner[::2], inner[1::2], strict=False)]
        blocks.append((start, end, hidden))
        cuts = cuts[count - 1 :] if draw(st.booleans()) else cuts[count:]
    return make(text, *blocks)


def visible(document: Document, span: Span) -> str:
    hidden = {
        place
        for block in document.blocks
        for part in block.hidden
        for place in range(part.start, part.end)
    }
    return "".join(document.text[i] for i in range(span.start, span.end) if i not in hidden)


def test_markup_is_left_out_and_white_space_made_plain() -> None:
    text = "## A  title\n\nOne\n**two** three\n"
    document = make(text, (0, 11, [(0, 3)]), (13, 30, [(17, 19), (22, 24)]))
    reading = Reading.of(document)
    assert reading.text == "A title\n\nOne two three"
    assert [(block.start, block.end) for block in reading.blocks] == [(0, 7), (9, 22)]


def test_a_span_reaches_from_its_first_to_its_last_character() -> None:
    text = "One **two** three"
    reading = Reading.of(make(text, (0, 17, [(4, 6), (9, 11)])))
    assert reading.text == "One two three"
    assert reading.span(4, 7) == Span(6, 9)
    assert reading.span(3, 8) == Span(6, 9)
    assert reading.span(0, 13).of(text) == text


def test_hidden_text_inside_a_word_does_not_part_it_but_a_hidden_line_break_does() -> None:
    linked = "see [BERT](https://a.b)s now"
    assert Reading.of(make(linked, (0, 28, [(4, 5), (9, 23)]))).text == "see BERTs now"
    cues = "deep\n2\n00:01 learning"
    assert Reading.of(make(cues, (0, 21, [(4, 13)]))).text == "deep learning"


@pytest.mark.parametrize("mark", ["<br>", "<br />", "<BR/>", "&nbsp;", "&#160;", "**<br>**"])
def test_a_hidden_break_or_space_of_html_parts_words(mark: str) -> None:
    text = f"deep{mark}learning"
    hidden = (4, 4 + len(mark))
    assert Reading.of(make(text, (0, len(text), [hidden]))).text == "deep learning"


def test_a_block_of_which_nothing_is_read_is_empty() -> None:
    reading = Reading.of(make("a\n--\nb", (0, 1, []), (2, 4, [(2, 4)]), (5, 6, [])))
    assert reading.text == "a\n\nb"
    assert [(block.start, block.end) for block in reading.blocks] == [(0, 1), (3, 3), (3, 4)]


def test_a_range_without_words_is_no_span() -> None:
    reading = Reading.of(make("a\n\nb", (0, 1, []), (3, 4, [])))
    with pytest.raises(ValueError, match="no words"):
        reading.span(1, 3)


def test_nothing_is_read_from_a_hidden_span() -> None:
    reading = Reading.of(make("Ada: yes", (0, 8, [(0, 5)])))
    assert reading.range(Span(0, 3)) is None
    assert reading.range(Span(0, 8)) == (0, 3)


@given(documents())
def test_every_word_of_the_reading_is_found_in_the_document(document: Document) -> None:
    reading = Reading.of(document)
    for word in re.finditer(r"\S+", reading.text):
        span = reading.span(*word.span())
        assert "".join(visible(document, span).split()) == word.group()
        assert reading.range(span) == word.span()


@given(documents())
def test_the_reading_has_all_that_is_visible_in_order(document: Document) -> None:
    reading = Reading.of(document)
    shown = "".join(visible(document, block.span) for block in document.blocks)
    assert "".join(reading.text.split()) == "".join(shown.split())


@given(documents())
def test_blocks_are_joined_by_blank_lines_and_hold_single_spaces(document: Document) -> None:
    reading = Reading.of(document)
    filled = [reading.text[b.start : b.end] for b in reading.blocks if b.start < b.end]
    assert BLOCK_SEPARATOR.join(filled) == reading.text
    assert all(" ".join(part.split()) == part for part in filled)
