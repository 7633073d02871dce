"""Plain text: what is a title, heading, paragraph, item, quotation, turn or furniture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extract.readers.metadata import front_matter
from claimgraph.extract.readers.text import parse_text
from claimgraph.graph.errors import DocumentError
from claimgraph.graph.model import Block, BlockKind, Contributor

Outline = Callable[[str, Sequence[Block]], list[str]]

PAGE = """\
Home | Papers | People | Search
Why small networks will do
Field NotesField Notes
Jun 4, 2025 | 8 min read
By Ada Brink
Small networks are cheap to train, and for most tasks they are good enough, as our tests show.
What we tested
-
Fjord-1 read forty books in a week and answered every question about them correctly.
-
Fjord-2 needed two days for the same books, although it has seven times as many weights.
Open questions
Nobody knows yet why the larger network is faster. We will look into it next year.
Related
How to train a network at home
Is depth overrated?
Sign up for our newsletter
"""


def test_page_without_blank_lines(outline: Outline) -> None:
    parsed = parse_text(PAGE)
    assert outline(parsed.text, parsed.blocks) == [
        "-|Home | Papers | People | Search",
        "title|Why small networks will do",
        "-|Field NotesField Notes",
        "-|Jun 4, 2025 | 8 min read",
        "p|By Ada Brink",
        "p|Small networks are cheap to train, and for most tasks they are good enough, as our "
        "tests show.",
        "h2|What we tested",
        "li1|Fjord-1 read forty books in a week and answered every question about them correctly.",
        "li1|Fjord-2 needed two days for the same books, although it has seven times as many "
        "weights.",
        "h2|Open questions",
        "p|Nobody knows yet why the larger network is faster. We will look into it next year.",
        "-|Related",
        "-|How to train a network at home",
        "-|Is depth overrated?",
        "-|Sign up for our newsletter",
    ]
    assert parsed.metadata.title == "Why small networks will do"
    assert parsed.metadata.published == "2025-06-04"
    assert parsed.metadata.people == (Contributor("Ada Brink", "author"),)


def test_text_stays_as_it_is() -> None:
    text = "\ufeffA\u00a0title here for us\r\n\r\nFirst \ufb01ne paragraph of many words.\r\n"
    assert parse_text(text).text == text


def test_windows_line_ends_and_byte_order_mark_are_outside_of_blocks() -> None:
    parsed = parse_text("\ufeff# Title\r\n\r\nOne two three.\r\n")
    assert [block.span.of(parsed.text) for block in parsed.blocks] == ["# Title", "One two three."]


def test_numbers_on_lines_of_their_own(outline: Outline) -> None:
    text = "Key findings of the year\n\n1\n\nFirst finding.\n\n2\n\nSecond finding.\n\n71\n"
    parsed = parse_text(text)
    assert outline(parsed.text, parsed.blocks) == [
        "title|Key findings of the year",
        "li1|First finding.",
        "li1|Second finding.",
        "-|71",
    ]


def test_marked_headings(outline: Outline) -> None:
    parsed = parse_text(
        "# Notes on Fjord\n\n## Setup ##\n\nIt ran.\n\nData\n----\n\nIt was text.\n"
    )
    assert outline(parsed.text, parsed.blocks) == [
        "title|Notes on Fjord",
        "h2|Setup",
        "p|It ran.",
        "h2|Data",
        "p|It was text.",
    ]
    assert parsed.metadata.title == "Notes on Fjord"


def test_no_title_below_running_text() -> None:
    parsed = parse_text("It began with a long talk about nets.\n\n# Part one\n\nWords follow.\n")
    assert [block.kind for block in parsed.blocks].count(BlockKind.TITLE) == 0
    assert parsed.metadata.title is None


def test_section_name_is_no_title() -> None:
    parsed = parse_text("Summary\n\nThe network reads well and it costs little to run.\n")
    assert parsed.metadata.title is None
    assert parsed.blocks[0].kind is BlockKind.HEADING


def test_encyclopaedia_title_is_what_the_text_begins_with(outline: Outline) -> None:
    text = (
        "Ada Brink\nA page that anybody may edit here\n"
        "Ada Brink (born 1981) is a Norwegian computer scientist.[1]\n"
    )
    parsed = parse_text(text)
    assert parsed.metadata.title == "Ada Brink"


def test_wrapped_lines_are_one_paragraph(outline: Outline) -> None:
    text = (
        "Ada Brink, the director of the Nordhaven Institute in Bergen, has long held\n"
        "that small networks will do. In a lecture last week she repeated the claim.\n"
        "Not everybody agrees with her.\n"
        "\n"
        "> Scale is all there is, and the reading test of last year shows it better\n"
        "> than any talk.\n"
        "\n"
        "  * cheaper to train and to run, which matters for phones and for watches of\n"
        "    all kinds\n"
        "  * safer\n"
        "     - by hand\n"
    )
    parsed = parse_text(text)
    assert outline(parsed.text, parsed.blocks) == [
        "p|Ada Brink, the director of the Nordhaven Institute in Bergen, has long held that small "
        "networks will do. In a lecture last week she repeated the claim. Not everybody agrees "
        "with her.",
        "quote|Scale is all there is, and the reading test of last year shows it better than any "
        "talk.",
        "li1|cheaper to train and to run, which matters for phones and for watches of all kinds",
        "li1|safer",
        "li2|by hand",
    ]


def test_lines_of_unwrapped_text_stand_alone(outline: Outline) -> None:
    text = "**Reading with Small Nets**\nAda Brink, Jo Marsh\nhttps://nets.example/1\n\nShort."
    parsed = parse_text(text)
    assert outline(parsed.text, parsed.blocks) == [
        "title|Reading with Small Nets",
        "p|Ada Brink, Jo Marsh",
        "-|",
        "p|Short.",
    ]


def test_sentence_that_runs_on_joins_lines(outline: Outline) -> None:
    parsed = parse_text("The talk was given by\nAda Brink in Bergen. It\nwas short.\n")
    assert outline(parsed.text, parsed.blocks) == [
        "p|The talk was given by Ada Brink in Bergen. It was short."
    ]


def test_nested_items_and_continuations(outline: Outline) -> None:
    text = (
        "- one\n\t- two\n\t- \U0001f30e three\n\t  \U0001f4dc beside three\n- - four\n"
        "1. five\n\n   more of five\n\nText again.\n"
    )
    parsed = parse_text(text)
    assert outline(parsed.text, parsed.blocks) == [
        "li1|one",
        "li2|two",
        "li2|three",
        "li2|beside three",
        "li1|four",
        "li1|five",
        "li1|more of five",
        "p|Text again.",
    ]


def test_field_label_is_read(outline: Outline) -> None:
    parsed = parse_text("- **Founders**: Ada Brink, Jo Marsh\n- **ID**: `fjord-1`\n")
    assert outline(parsed.text, parsed.blocks) == [
        "li1|Founders: Ada Brink, Jo Marsh",
        "li1|ID: fjord-1",
    ]


def test_code_rules_tables_and_front_matter(outline: Outline) -> None:
    text = (
        "---\ntitle: Fjord: a library\ndate: 2025-06-04\nauthor: Ada Brink\n---\n\n"
        "It works.\n\n```python\nimport fjord\n\nfjord.run()\n```\n\n***\n\n"
        "| Net | Score |\n|-----|------:|\n| Fjord-1 | 55.0 |\n"
    )
    parsed = parse_text(text)
    assert outline(parsed.text, parsed.blocks) == [
        "p|It works.",
        "-|import fjord fjord.run()",
        "p|Net",
        "p|Score",
        "p|Fjord-1",
        "-|55.0",
    ]
    assert parsed.metadata.title == "Fjord: a library"
    assert parsed.metadata.published == "2025-06-04"
    assert parsed.metadata.people == (Contributor("Ada Brink", "author"),)


def test_stray_fence_hides_nothing(outline: Outline) -> None:
    parsed = parse_text("```\n\nIt works well for all of us.\n")
    assert outline(parsed.text, parsed.blocks) == ["p|It works well for all of us."]


def test_comment_lines_are_markup(outline: Outline) -> None:
    parsed = parse_text("One.\n\n<!-- two\n\nthree -->\n\nFour <!-- not closed.\n")
    assert outline(parsed.text, parsed.blocks) == ["p|One.", "p|Four <!-- not closed."]


def test_rule_at_the_beginning_is_no_front_matter(outline: Outline) -> None:
    parsed = parse_text("---\nThe net works well for us.\n---\n")
    assert outline(parsed.text, parsed.blocks) == ["p|The net works well for us."]


def test_front_matter_with_a_wrong_date_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"^net\.txt: 'soon' is no date"):
        parse_text("---\ndate: soon\n---\nWords.\n", source="net.txt")


def test_turns_with_bold_labels(outline: Outline) -> None:
    text = (
        "**Jo Marsh:** What do you think of small nets?\n\n"
        "**Ada Brink:** \\[07:15\\] I think they will do.\n\n"
        "They always did.\n\n"
        "## Part two\n\nNobody speaks here.\n"
    )
    parsed = parse_text(text)
    assert outline(parsed.text, parsed.blocks) == [
        "turn Jo Marsh|What do you think of small nets?",
        "turn Ada Brink @435|I think they will do.",
        "turn Ada Brink|They always did.",
        "h2|Part two",
        "p|Nobody speaks here.",
    ]
    first, _, third = parsed.blocks[:3]
    assert first.speaker_span is not None
    assert first.speaker_span.of(text) == "Jo Marsh"
    assert third.speaker_span is None


def test_turns_with_labels_on_lines_of_their_own(outline: Outline) -> None:
    text = (
        "**Jo**:\nYou said that scale ends.\n\n**Ada**:\nI did. I was wrong.\nLook at Fjord.\n\n"
        "**Jo**:\nYes?\n"
    )
    parsed = parse_text(text)
    assert outline(parsed.text, parsed.blocks) == [
        "turn Jo|You said that scale ends.",
        "turn Ada|I did. I was wrong.",
        "turn Ada|Look at Fjord.",
        "turn Jo|Yes?",
    ]


def test_turns_with_name_and_time_above(outline: Outline) -> None:
    text = (
        "A talk with Ada Brink on reading\n0:00 - Start\n1:21 - Small nets\nJo Marsh\n(00:00:00)\n"
        "Welcome, and thank you.\nAda Brink\n(00:00:41)\nI am glad to be here.\n(00:01:05)\n"
        "Nets matter to me.\n"
    )
    parsed = parse_text(text)
    assert outline(parsed.text, parsed.blocks) == [
        "title|A talk with Ada Brink on reading",
        "li1|Start",
        "li1|Small nets",
        "turn Jo Marsh @0|Welcome, and thank you.",
        "turn Ada Brink @41|I am glad to be here.",
        "turn Ada Brink @65|Nets matter to me.",
    ]


def test_parts_in_a_conversation_are_nobody_or_the_person_who_has_the_part(
    outline: Outline,
) -> None:
    text = (
        "Q: What do you do?\n\nA: I train nets.\n\nQ: Why?\n\nA: I like it.\n\nNote: shortened.\n"
    )
    parsed = parse_text(text)
    assert outline(parsed.text, parsed.blocks) == [
        "turn|What do you do?",
        "turn|I train nets.",
        "turn|Why?",
        "turn|I like it.",
        "p|Note: shortened.",
    ]
    known = parse_text(text, [Contributor("Ada Brink", "guest"), Contributor("Jo Marsh", "host")])
    assert [block.speaker for block in known.blocks[:2]] == ["Jo Marsh", "Ada Brink"]


def test_labels_of_sections_are_no_speakers() -> None:
    text = (
        "Abstract: We train a net and I like it.\n\nSource: you know it.\n\n"
        "The Bottom Line: I would buy it.\n\nMethod: we do.\n\nMethod: we did.\n"
    )
    assert {block.kind for block in parse_text(text).blocks} == {BlockKind.PARAGRAPH}


def test_names_of_companies_before_a_colon_are_no_speakers() -> None:
    text = "Nordhaven: released Fjord-2 in May.\n\nExample Labs: hired ten people.\n"
    assert {block.kind for block in parse_text(text).blocks} == {BlockKind.PARAGRAPH}


PIECES = st.sampled_from(
    [
        "\n", "\n\n", "\r\n", "\u2028", "\x0c", " ", "\t", "- ", "* ", "1. ", "1", "# ", "> ", "**",
        "_", "`", "```", "[", "](u)", "[[a|b]]", "|", "|---|", "---", "===", "(00:01)", "0:05",
        "00:00:01,000 --> 00:00:02,000", "WEBVTT", "Ada Brink: ", "**Jo:** ", "Q: ", "you and I",
        "<b>", "<!--", "-->", "&amp;", "https://a.example/b", "\\", "[Music]", "Related",
        "Home | About | Blog", "It works and we like it.", "word", "\ufeff", "\U0001f525",
        "title: x", "<v Ada>", ">> ", "{%", "\u6c49\u5b57\u3002", "\x85", "\x1f", ":", "(", ")",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join))
def test_blocks_are_disjoint_sorted_and_trimmed(text: str) -> None:
    parsed = parse_text(text)
    assert parsed.text == text
    position = 0
    for block in parsed.blocks:
        words = block.span.of(text)
        assert block.span.start >= position
        assert block.span.end <= len(text)
        assert words == words.strip()
        assert block.speaker_span is None or block.span.contains(block.speaker_span)
        position = block.span.start
        for hidden in block.hidden:
            assert hidden.start >= position
            assert hidden.end <= block.span.end
            position = hidden.end
        position = block.span.end


WORDS = PIECES.filter(lambda piece: not {"<!--", "-->", "WEBVTT", "[["} & {piece, piece[:2]})


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS.filter(lambda piece: "-->" not in piece), max_size=40).map("".join))
def test_what_stands_between_blocks_is_markup(text: str) -> None:
    """Beside fences of code and front matter, no letter is left outside of blocks."""
    parsed = parse_text(text)
    between = list(text)
    for block in parsed.blocks:
        for place in range(block.span.start, block.span.end):
            between[place] = " "
    _, start = front_matter(text, "text")
    for line in "".join(between)[start:].splitlines():
        assert line.lstrip(" \t\ufeff").startswith(("```", "[")) or not any(map(str.isalpha, line))


@pytest.mark.parametrize("piece", ["**", "[", "[a](", "<", "(http://", "- ", "a: ", "0:01\n", "|"])
def test_long_runs_of_marks_are_read(piece: str) -> None:
    text = piece * 20_000
    assert parse_text(text).text == text
