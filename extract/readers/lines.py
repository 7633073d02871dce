"""Lines of plain text and what each is by itself: heading, bullet, quotation, rule, text.

The marks are those of CommonMark 0.31.2, of other bullets that web pages use, and of clock times
on lines of their own. What a line means between its neighbours is decided in `parts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

__all__ = ["Line", "LineKind", "lines_in", "split_lines"]

TAB_WIDTH = 4
_LONGEST_MARKUP = 2000  # a longer line is prose, whatever it looks like

_PLAIN_BREAK = re.compile(r"\r\n|[\n\r]")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BULLETS = (
    r"\-*+\u2022\u2023\u2043\u25aa\u25cf\u25cb\u25e6\u25ab\u25a0\u25a1"
    r"\u00b7\u2219\u27a4\u2714\u2713"
)
_PICTURE = (
    r"(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u23e9-\u23fa]"
    r"|[0-9#*]\ufe0f?\u20e3)[\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
)
_BULLET = re.compile(rf"(?:[{_BULLETS}]\s+)+(?:\[[ xX]\]\s+)?|\u2013\s+")
_PICTURES = re.compile(rf"(?:{_PICTURE}\s*)+(?=\S)")
_NUMBER = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[a-zA-Z]\)|\\?\(?\d{1,3}\\?[.)])\s+(?=\S)")
_BARE = re.compile(rf"[{_BULLETS}\u2013]|\(?\d{{1,2}}[.)]?")
_HEADING = re.compile(r"(#{1,6})(?:[ \t\u00a0]+|$)")
_QUOTE = re.compile(r"(?:>[ \t]?)+[ \t]*")
_FENCE = re.compile(r"`{3,}[^`]*$|~{3,}")
_RULE = re.compile(r"(?:[-*_=~#+.\u2022\u00b7\u2013\u2014\u2500\u2501\u2550][ \t]*){3,}")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_DEFINITION = re.compile(
    r"\[(?!\^)[^\]\n]{1,200}\]:[ \t]*(?:<[^>\s]*>|[^\s.]*[.:/#][^\s]*)(?:[ \t].*)?"
)
_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TIME = re.compile(rf"\\?[\[(]?{_CLOCK}(?:[ \t]*(?:-|\u2013|\u2014|to)[ \t]*{_CLOCK})?\\?[\])]?:?")
_CUE = re.compile(rf"{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}.*")


class LineKind(Enum):
    """What a line is by itself."""

    BLANK = "blank"
    TEXT = "text"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBER = "number"
    BARE_MARK = "bare mark"
    QUOTE = "quote"
    CODE = "code"
    ROW = "table row"
    RULE = "rule"
    TIME = "time"
    CUE = "cue time"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with offsets into the whole text.

    Attributes:
        kind: what it is.
        start: its first character that is no white space; of a blank line, where it begins.
        body: behind its mark; equal to `start` when it has none.
        end: behind its last character that is no white space.
        indent: columns of white space before `start`.
        content: the text from `body` to `end`.
        level: of a heading, 1 to 6; of a quotation, how deep.
    """

    kind: LineKind
    start: int
    body: int
    end: int
    indent: int
    content: str
    level: int = 0

    @property
    def width(self) -> int:
        """Columns up to its end."""
        return self.indent + self.end - self.start


def split_lines(text: str, *, commonmark: bool = False) -> Iterator[tuple[int, int]]:
    """The ranges of all lines, without their line breaks; at least one.

    A form feed and the Unicode line and paragraph separators break lines as well, but not by
    the rules of CommonMark.
    """
    start = 0
    for mark in (_PLAIN_BREAK if commonmark else _BREAK).finditer(text):
        yield start, mark.start()
        start = mark.end()
    yield start, len(text)


def lines_in(text: str, start: int = 0, *, commonmark: bool = False) -> list[Line]:
    """The lines of `text` from the offset `start` on, each with its kind.

    Args:
        text: the whole text.
        start: where a line begins.
        commonmark: whether lines are broken by the rules of CommonMark.
    """
    found = [
        _classify(text, start + first, start + last)
        for first, last in split_lines(text[start:], commonmark=commonmark)
    ]
    _mark_comments(text, found)
    _mark_code(found)
    _mark_tables(found)
    return found


def _classify(text: str, first: int, last: int) -> Line:
    raw = text[first:last]
    content = raw.strip().strip("\ufeff").strip()
    if not content:
        return Line(LineKind.BLANK, first, first, first, 0, "")
    start = first + raw.index(content[0])
    end = start + len(content)
    indent = len(raw[: start - first].expandtabs(TAB_WIDTH))
    kind, mark, level = _kind(content)
    rest = content[mark:]
    if kind is LineKind.QUOTE and rest:
        inner, more, _ = _kind(rest)
        if inner in (LineKind.BULLET, LineKind.NUMBER, LineKind.HEADING):
            mark += more
    elif kind in (LineKind.BULLET, LineKind.NUMBER, LineKind.HEADING):
        pictures = _PICTURES.match(rest)
        mark += pictures.end() if pictures else 0
    return Line(kind, start, start + mark, end, indent, content[mark:], level)


def _kind(content: str) -> tuple[LineKind, int, int]:
    """Kind, length of the mark and level of a line without white space around it."""
    if len(content) <= _LONGEST_MARKUP:
        for pattern, kind in (
            (_CUE, LineKind.CUE),
            (_TIME, LineKind.TIME),
            (_BARE, LineKind.BARE_MARK),
            (_RULE, LineKind.RULE),
            (_DEFINITION, LineKind.MARKUP),
        ):
            if pattern.fullmatch(content):
                return kind, 0, 0
        if _FENCE.match(content):
            return LineKind.CODE, 0, 0
    if heading := _HEADING.match(content):
        return LineKind.HEADING, heading.end(), len(heading[1])
    if quote := _QUOTE.match(content):
        return LineKind.QUOTE, quote.end(), quote[0].count(">")
    for pattern, kind in ((_BULLET, LineKind.BULLET), (_NUMBER, LineKind.NUMBER)):
        if mark := pattern.match(content):
            return kind, mark.end(), 0
    pictures = _PICTURES.match(content)
    return LineKind.TEXT, pictures.end() if pictures else 0, 0


def _mark_comments(text: str, lines: list[Line]) -> None:
    """HTML comments over whole lines are markup."""
    index = 0
    closing = 0
    while index < len(lines) and closing >= 0:
        line = lines[index]
        if not line.content.startswith("<!--"):
            index += 1
            continue
        closing = text.find("-->", line.start)
        last = index
        while closing >= 0 and last + 1 < len(lines) and lines[last].end < closing + 3:
            last += 1
        if closing >= 0 and lines[last].end == closing + 3:
            for position in range(index, last + 1):
                lines[position] = _as(lines[position], LineKind.MARKUP)
        index = max(last, index) + 1


def _fences(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Index pairs of the lines that open and close a fenced code block.

    A fence that nothing closes is none: text saved from the web has stray ones.
    """
    opened: int | None = None
    for index, line in enumerate(lines):
        if line.kind is not LineKind.CODE:
            continue
        if opened is None:
            opened = index
        elif line.content[0] == lines[opened].content[0] and not line.content.strip("`~"):
            yield opened, index
            opened = None


def _mark_code(lines: list[Line]) -> None:
    """Fence lines become markup and what they enclose code."""
    pairs = list(_fences(lines))
    for index, line in enumerate(lines):
        if line.kind is LineKind.CODE:
            lines[index] = _as(line, LineKind.MARKUP)
    for opening, closing in pairs:
        for index in range(opening + 1, closing):
            if lines[index].kind is not LineKind.BLANK:
                lines[index] = _as(lines[index], LineKind.CODE)


def _mark_tables(lines: list[Line]) -> None:
    """Rows with a leading pipe, and rows around a rule of dashes and pipes."""
    for index, line in enumerate(lines):
        if line.kind is LineKind.TEXT and _is_table_rule(line.content):
            lines[index] = _as(line, LineKind.MARKUP)
            if index and lines[index - 1].kind is LineKind.TEXT and "|" in lines[index - 1].content:
                lines[index - 1] = _as(lines[index - 1], LineKind.ROW)
            for below in range(index + 1, len(lines)):
                if lines[below].kind is not LineKind.TEXT or "|" not in lines[below].content:
                    break
                lines[below] = _as(lines[below], LineKind.ROW)
        elif line.kind is LineKind.TEXT and _is_row(line.content):
            lines[index] = _as(line, LineKind.ROW)


def _is_table_rule(content: str) -> bool:
    return (
        "|" in content
        and len(content) <= _LONGEST_MARKUP
        and _TABLE_RULE.fullmatch(content) is not None
    )


def _is_row(content: str) -> bool:
    return content.startswith("|") and content.count("|") > 1


def _as(line: Line, kind: LineKind) -> Line:
    """The line without a mark of its own, as another kind."""
    content = line.content
    return replace(
        line, kind=kind, body=line.end - len(content) if kind is LineKind.ROW else line.start
    )
