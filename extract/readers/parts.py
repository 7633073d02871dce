"""Lines to parts: which lines are one paragraph, one list item, one quotation.

Two lines make one paragraph only where the text is wrapped or the sentence shows that it runs on;
otherwise each line stands for itself, as in text copied from a web page without blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...graph.model import BlockKind
from .inline import clock, hidden_in, merge, visible
from .lines import Line, LineKind
from .speakers import Label
from .wrapping import ends_sentence, leads_on, overflows, run_widths, wrapped_width

__all__ = ["Part", "parts_of"]

_SETEXT = re.compile(r"=+|-+")
_LONGEST_HEADING = 100
_LIST = (LineKind.BULLET, LineKind.NUMBER, LineKind.BARE_MARK)


@dataclass(slots=True, eq=False)
class Part:
    """A block in the making.

    Attributes:
        kind: what part of the document it is so far.
        start: its first character, marks included.
        end: behind its last character.
        marks: hidden ranges at the beginning of lines, sorted.
        level: depth of a heading or list item.
        gap: whether a blank line or the text's beginning stands above.
        rule: whether a horizontal rule stands above.
        marked: whether its kind is marked in the text and not concluded.
        label: the speaker label it begins with, `label_start` where it begins.
        time: when it is said, in seconds, where a time stands above it.
        page: the page it begins on.
        raw: all its characters.
        words: what is read of it.
        hidden: all that is not read of it.
    """

    kind: BlockKind
    start: int
    end: int
    marks: list[tuple[int, int]] = field(default_factory=list)
    level: int = 0
    gap: bool = False
    rule: bool = False
    marked: bool = False
    label: Label | None = None
    label_start: int = 0
    time: float | None = None
    page: int | None = None
    raw: str = ""
    words: str = ""
    hidden: list[tuple[int, int]] = field(default_factory=list)

    def scan(self, text: str, *, markup: bool = True) -> None:
        """Find what is hidden in it, and with that what is read.

        Args:
            text: the whole text.
            markup: whether the text is marked up.
        """
        self.raw = text[self.start : self.end]
        if self.label:
            self.marks.append((self.label_start, self.label_start + self.label.end))
        position = self.start
        for first, last in sorted(self.marks):
            if not text[position:first].strip():
                position = max(position, last)
        position += len(text[position : self.end]) - len(text[position : self.end].lstrip())
        found = hidden_in(text, position, self.end, markup=markup) if position < self.end else []
        self.hidden = merge([*self.marks, *found], self.start, self.end)
        self.words = visible(text, self.start, self.end, self.hidden)


def parts_of(
    text: str, lines: Sequence[Line], labels: Mapping[int, Label], *, soft_breaks: bool = False
) -> list[Part]:
    """The parts that `lines` make, in the order of the text.

    Args:
        text: the whole text.
        lines: of it.
        labels: by index of a line, the speaker label it begins with.
        soft_breaks: whether a line break inside a sentence means nothing, as in Markdown.
    """
    return _Builder(text, lines, labels, soft_breaks).build()


class _Builder:
    """Goes through the lines once and keeps the part, list and gap it is in."""

    def __init__(
        self, text: str, lines: Sequence[Line], labels: Mapping[int, Label], soft_breaks: bool
    ) -> None:
        self.soft_breaks = soft_breaks
        self.text = text
        self.lines = lines
        self.labels = labels
        self.width = wrapped_width(lines)
        self.widths = {} if self.width else run_widths(lines)
        self.parts: list[Part] = []
        self.open: Part | None = None
        self.code: Part | None = None
        self.items: list[int] = []  # indents of the open list, outermost first
        self.gap = True
        self.rule = False
        self.time: tuple[float | None, int] | None = None

    def build(self) -> list[Part]:
        for index, line in enumerate(self.lines):
            self._take(index, line)
            if line.kind is not LineKind.BLANK:
                self.gap = False
        for part in self.parts:
            part.scan(self.text)
        return self.parts

    def _take(self, index: int, line: Line) -> None:
        kind = line.kind
        if kind not in (LineKind.BLANK, LineKind.CODE):
            self.code = None
        if kind is LineKind.BLANK:
            self.gap = True
            if self.open and not self._waits():
                self.open = None
        elif kind in (LineKind.RULE, LineKind.MARKUP):
            self._ruled(index, line)
        elif kind is LineKind.CODE:
            self._code(line)
        elif kind is LineKind.TIME:
            self._timed(line)
        elif kind is LineKind.ROW:
            self._row(line)
        elif kind is LineKind.HEADING:
            self.items = []
            part = self._begin(BlockKind.HEADING, line, marked=True)
            part.level = line.level
            self.open = None
        elif kind is LineKind.QUOTE:
            self._quote(index, line)
        elif kind in _LIST:
            self._item(index, line)
        else:
            self._text(index, line)

    def _waits(self) -> bool:
        """Whether the open part has only its mark or label so far and still waits for its text."""
        part = self.open
        return part is not None and bool(part.marks or part.label) and part.end <= _mark_end(part)

    def _ruled(self, index: int, line: Line) -> None:
        """A rule, or the underline that makes the line above a heading."""
        above = self.lines[index - 1] if index else None
        part = self.open
        if (
            line.kind is LineKind.RULE
            and part
            and above
            and above.kind is LineKind.TEXT
            and part.start == above.start
            and part.kind is BlockKind.PARAGRAPH
            and len(above.content) <= _LONGEST_HEADING
            and not ends_sentence(above.content)
            and _SETEXT.fullmatch(line.content)
        ):
            part.kind, part.marked = BlockKind.HEADING, True
            part.level = 1 if line.content[0] == "=" else 2
        elif line.kind is LineKind.RULE:
            self.rule = True
            self.items = []
        self.open = None

    def _code(self, line: Line) -> None:
        """Code between two fences is one part, whatever is blank in it."""
        if self.code:
            self.code.end = line.end
        else:
            self.code = self._begin(BlockKind.FURNITURE, line, marked=True)
        self.open = None

    def _timed(self, line: Line) -> None:
        """A time on a line of its own belongs to what follows it, or to the label above it."""
        if self.open and self.open.label and self._waits():
            self.open.time = clock(line.content)
            self.open.marks.append((line.start, line.end))
            self.open.end = line.end
            return
        self.open = None
        self.time = (clock(line.content), line.start)

    def _row(self, line: Line) -> None:
        """Each cell of a table row is a part of its own."""
        position = line.body
        for cell in self.text[line.body : line.end].split("|"):
            if cell.strip():
                first = position + len(cell) - len(cell.lstrip())
                self._add(BlockKind.PARAGRAPH, first, position + len(cell.rstrip()), marked=True)
            position += len(cell) + 1
        self.open = None

    def _quote(self, index: int, line: Line) -> None:
        above = self.lines[index - 1] if index else None
        carries_on = (
            self.open is not None
            and self.open.kind is BlockKind.QUOTE
            and above is not None
            and above.kind is LineKind.QUOTE
            and above.level == line.level
            and bool(line.content)
            and self.text[line.start : line.body].strip(" \t>") == ""
        )
        if not line.content:
            self.open = None
        elif carries_on and self.open:
            self.open.end = line.end
            self.open.marks.append((line.start, line.body))
        else:
            self._begin(BlockKind.QUOTE, line, marked=True)

    def _item(self, index: int, line: Line) -> None:
        if line.kind is LineKind.BARE_MARK and not self._is_bare_item(index):
            self.open = None
            self._begin(BlockKind.PARAGRAPH, line)
            self.open = None
            return
        while self.items and line.indent < self.items[-1]:
            self.items.pop()
        if not self.items or line.indent > self.items[-1]:
            self.items.append(line.indent)
        part = self._begin(BlockKind.LIST_ITEM, line, marked=True)
        part.level = len(self.items)
        if line.kind is LineKind.BARE_MARK:
            part.marks = [(line.start, line.end)]

    def _is_bare_item(self, index: int) -> bool:
        """A lone bullet, or the next number of a sequence, with text on the next line."""
        number = _number(self.lines[index])
        if number is not None and number != 1 and number - 1 != self._last_number(index):
            return False
        below = next((x for x in self.lines[index + 1 : index + 4] if x.content), None)
        return below is not None and below.kind is LineKind.TEXT

    def _last_number(self, index: int) -> int | None:
        for line in reversed(self.lines[max(0, index - 12) : index]):
            if line.kind is LineKind.BARE_MARK:
                return _number(line)
        return None

    def _text(self, index: int, line: Line) -> None:
        label = self.labels.get(index)
        part = self.open
        if label is None and part is not None and (self._waits() or self._joins(index, line)):
            part.end = line.end
            return
        if label is None and self.items and line.indent > self.items[0]:
            while len(self.items) > 1 and line.indent <= self.items[-1]:
                self.items.pop()
            self._begin(BlockKind.LIST_ITEM, line).level = len(self.items)
            return
        self.items = []
        begun = self._begin(BlockKind.PARAGRAPH, line)
        if label is not None:
            begun.kind, begun.label, begun.label_start = BlockKind.TURN, label, line.start
            begun.time = label.time if label.time is not None else begun.time
            if label.alone:
                begun.end = line.start + label.end

    def _joins(self, index: int, line: Line) -> bool:
        """Whether `line` carries on the paragraph or list item above it."""
        above = self.lines[index - 1]
        if line.body > line.start:
            return False
        if above.kind not in (LineKind.TEXT, LineKind.BULLET, LineKind.NUMBER, LineKind.QUOTE):
            return False
        if leads_on(above, line, soft_breaks=self.soft_breaks):
            return True
        return overflows(above, line, self.width or self.widths.get(index, 0))

    def _begin(self, kind: BlockKind, line: Line, *, marked: bool = False) -> Part:
        part = self._add(kind, line.start, line.end, marked=marked)
        if line.body > line.start:
            part.marks.append((line.start, line.body))
        self.open = part
        return part

    def _add(self, kind: BlockKind, start: int, end: int, *, marked: bool = False) -> Part:
        part = Part(kind, start, end, gap=self.gap, rule=self.rule, marked=marked)
        if self.time is not None:
            part.time, part.start = self.time
            part.marks.append((part.start, _word_end(self.text, part.start, start)))
        self.time, self.rule = None, False
        self.parts.append(part)
        return part


def _number(line: Line) -> int | None:
    digits = line.content.strip("().")
    return int(digits) if digits.isdecimal() else None


def _mark_end(part: Part) -> int:
    ends = [last for _, last in part.marks]
    if part.label:
        ends.append(part.label_start + part.label.end)
    return max(ends)


def _word_end(text: str, start: int, stop: int) -> int:
    """Behind the last character before `stop` that is no white space."""
    return start + len(text[start:stop].rstrip())
