"""Markdown: CommonMark 0.31.2 with tables and YAML front matter; the characters stay as they are.

markdown-it-py says what each line is, where the form of the line alone would not tell; blocks,
speakers, times and furniture are then found as in plain text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt

from ...graph.model import Contributor
from .decoding import decode
from .lines import Line, LineKind, lines_in
from .metadata import front_matter
from .reader import Parsed, Reader, Source
from .text import parse_lines

__all__ = ["READERS", "parse_markdown"]

_PARSER = MarkdownIt("commonmark").enable("table")
_PARSER.core.ruler.enableOnly(["normalize", "block"])


def parse_markdown(
    text: str, people: Sequence[Contributor] = (), *, source: str = "text"
) -> Parsed:
    """The blocks of a Markdown `text` and its metadata; the text stays as it is.

    Args:
        text: what was read from a file.
        people: who is known to have a part in it.
        source: name of the file, for messages.

    Raises:
        DocumentError: if a date in the front matter is none.
    """
    metadata, start = front_matter(text, source)
    lines = lines_in(text, start, commonmark=True)
    for first, last, kind, level in _kinds(text[start:]):
        for index in range(first, min(last, len(lines))):
            lines[index] = _settle(lines[index], kind, level, is_first=index == first)
    return parse_lines(text, lines, metadata, people, soft_breaks=True)


def _kinds(text: str) -> Iterator[tuple[int, int, LineKind, int]]:
    """Ranges of lines with their kind and, for headings, their level."""
    kinds = {
        "code_block": LineKind.CODE,
        "html_block": LineKind.TEXT,
        "hr": LineKind.RULE,
        "paragraph_open": LineKind.TEXT,
    }
    for token in _PARSER.parse(text):
        if token.map is None:
            continue
        first, last = token.map
        if token.type == "fence":
            yield first, first + 1, LineKind.MARKUP, 0
            yield first + 1, last - 1, LineKind.CODE, 0
            yield last - 1, last, LineKind.MARKUP, 1
        elif token.type == "heading_open":
            level = int(token.tag[1])
            if token.markup in ("=", "-"):
                yield first, last - 1, LineKind.HEADING, level
                yield last - 1, last, LineKind.MARKUP, 0
            else:
                yield first, last, LineKind.HEADING, level
        elif token.type in kinds:
            yield first, last, kinds[token.type], 0


def _settle(line: Line, kind: LineKind, level: int, *, is_first: bool) -> Line:
    """The line as the parser sees it, where its form alone says something else."""
    if line.kind is LineKind.BLANK or line.kind is kind:
        return replace(line, level=level) if kind is LineKind.HEADING else line
    if kind is LineKind.MARKUP and level and line.content.strip("`~> \t"):
        return replace(line, kind=LineKind.CODE)  # the last line of a fence that nothing closes
    if kind is LineKind.TEXT:
        # Inside a paragraph or HTML a line may look like a list or code; marks that CommonMark
        # does not know, such as a bullet character, still count.
        looks = {LineKind.CODE, LineKind.ROW, LineKind.RULE}
        looks |= set() if is_first else {LineKind.NUMBER, LineKind.HEADING}
        return _bare(line, kind) if line.kind in looks else line
    if kind is LineKind.HEADING and line.kind is not LineKind.TEXT:
        return line  # a heading inside a list or quotation
    return replace(_bare(line, kind), level=level)


def _bare(line: Line, kind: LineKind) -> Line:
    """The line without a mark, as another kind."""
    return replace(line, kind=kind, body=line.start)


def _read(source: Source) -> Parsed:
    text = decode(source.data, source.name)
    return parse_markdown(text, source.options.people, source=source.name)


READERS = (
    Reader(
        "markdown", (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"), "text/markdown", _read
    ),
)
