"""PDF files with a text layer: lines by pdfminer.six, put together to paragraphs and headings.

Words that are hyphenated over two lines are made whole, ligatures are written out, and running
headers, footers and page numbers become furniture.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from ...graph.errors import DocumentError
from ...graph.model import BlockKind, Contributor
from .assembly import Piece, assemble, plain
from .extra import require
from .metadata import Metadata
from .reader import Parsed, Reader, Source
from .wrapping import ends_sentence

__all__ = ["READERS"]

_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
    | {"\ufb05": "st", "\ufb06": "st"}
)
_UNMAPPED_BULLET = re.compile(r"^\s*\(cid:\d+\)\s+(?=\S)")
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_BULLET = re.compile(
    r"(?:[\u2022\u2023\u25aa\u25cf\u25e6\u25cb\u00b7\u2219*\u2013-]|\(?\d{1,2}[.)])\s+(?=\S)"
)
_LONE_BULLET = re.compile(
    r"[\u2022\u2023\u25aa\u25cf\u25e6\u25cb\u00b7\u2219\u2013-]|\(?\d{1,2}[.)]"
)
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[\divxlc]{1,5}(?:\s*(?:/|of)\s*\d{1,5})?", re.IGNORECASE)
_HYPHENATED = re.compile(r"[^\W\d_][-\u2010]$")
_MARGIN = 0.1  # share of the page's height above and below the text
_HEADING_SCALE = 1.12  # a heading's letters are this much larger than those of the text
_HEADING_WORDS = 20


@dataclass(slots=True, eq=False)
class _Line:
    """A line of a page; positions in points from the lower left corner."""

    text: str
    x: float
    right: float
    top: float
    size: float
    bold: bool
    page: int
    height: float
    box: int


def _read(source: Source) -> Parsed:
    if b"%PDF-" not in source.data[:1024]:
        raise DocumentError(source.name, "no PDF: it does not begin with %PDF")
    lines, information = _open(source)
    metadata = _metadata(information)
    if not lines:
        raise DocumentError(source.name, "has no text layer; make one with OCR first")
    running = _running(lines)
    body = [line for line in lines if id(line) not in running]
    pieces = list(_pieces(body, [line for line in lines if id(line) in running]))
    text, blocks = assemble(pieces, (*source.options.people, *metadata.people))
    title = next((piece.text for piece in pieces if piece.kind is BlockKind.TITLE), None)
    return Parsed(text, blocks, metadata.over(Metadata(title=title)))


def _open(source: Source) -> tuple[list[_Line], dict[str, Any]]:
    """All lines in reading order and the file's information dictionary."""
    layout = require("pdfminer.layout", source.name)
    high_level = require("pdfminer.high_level", source.name)
    documents = require("pdfminer.pdfdocument", source.name)
    parser = require("pdfminer.pdfparser", source.name)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        opened = documents.PDFDocument(parser.PDFParser(io.BytesIO(source.data)))
        information = dict(opened.info[0]) if opened.info else {}
        lines: list[_Line] = []
        pages = high_level.extract_pages(io.BytesIO(source.data), laparams=layout.LAParams())
        for number, page in enumerate(pages, start=1):
            lines += _with_bullets(list(_lines_of(page, number, layout)))
    except documents.PDFEncryptionError as error:
        reason = "is encrypted; save a copy without a password"
        raise DocumentError(source.name, reason) from error
    except Exception as error:  # damaged files make pdfminer fail in many ways
        reason = f"damaged PDF: {type(error).__name__} {' '.join(str(error).split())}".rstrip()
        raise DocumentError(source.name, reason) from error
    return lines, information


def _lines_of(page: Any, number: int, layout: Any) -> Iterator[_Line]:
    boxes = [element for element in page if isinstance(element, layout.LTTextBox)]
    for box_number, box in enumerate(boxes):
        for line in box:
            words = _UNMAPPED_BULLET.sub("\u2022 ", line.get_text())
            text = plain(_UNMAPPED.sub("", words).translate(_LIGATURES))
            characters = [item for item in line if isinstance(item, layout.LTChar)]
            if not text or not characters:
                continue
            bold = sum("bold" in item.fontname.lower() for item in characters)
            yield _Line(
                text=text,
                x=line.x0,
                right=line.x1,
                top=line.y1 - page.y0,
                size=round(median(item.size for item in characters), 1),
                bold=bold * 2 > len(characters),
                page=number,
                height=page.height,
                box=box_number,
            )


def _with_bullets(lines: list[_Line]) -> Iterator[_Line]:
    """The lines of a page, a bullet that stands apart put before the line beside it."""
    for bullet in [line for line in lines if _LONE_BULLET.fullmatch(line.text)]:
        beside = [
            line
            for line in lines
            if line.x > bullet.x and abs(line.top - bullet.top) < 0.6 * line.size
        ]
        if beside:
            nearest = min(beside, key=lambda line: line.x)
            nearest.text = f"{bullet.text} {nearest.text}"
            nearest.box = bullet.box
            lines.remove(bullet)
    yield from lines


def _running(lines: Sequence[_Line]) -> set[int]:
    """Headers, footers and page numbers: in the margins, and but for digits on several pages."""
    margins = [
        line
        for line in lines
        if line.top > line.height * (1 - _MARGIN) or line.top - line.size < line.height * _MARGIN
    ]
    pages: defaultdict[str, set[int]] = defaultdict(set)
    for line in margins:
        pages[_without_digits(line.text)].add(line.page)
    last = max(line.page for line in lines)
    return {
        id(line)
        for line in margins
        if _PAGE_NUMBER.fullmatch(line.text)
        or (last > 1 and len(pages[_without_digits(line.text)]) >= max(2, last // 3))
    }


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _pieces(lines: Sequence[_Line], running: Sequence[_Line]) -> Iterator[Piece]:
    """Paragraphs in order, and what runs along a page behind the last one that begins on it."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    levels = _levels(lines, size)
    whole = {word.casefold() for line in lines for word in line.text.split()[:-1] if "-" in word}
    groups = list(_paragraphs(lines, size))
    waiting = list(running)
    titled = False
    for index, group in enumerate(groups):
        text = _joined([line.text for line in group], whole)
        first = group[0]
        if _is_heading(group, size):
            level = levels.get(first.size, len(levels) + 1)
            is_title = not titled and first.page == 1 and level == 1 and levels
            titled = titled or bool(is_title)
            kind = BlockKind.TITLE if is_title else BlockKind.HEADING
            yield Piece(text, kind, 0 if is_title else level, first.page)
        elif bullet := _BULLET.match(text):
            yield Piece(text[bullet.end() :], BlockKind.LIST_ITEM, 1, first.page)
        else:
            yield Piece(text, page=first.page)
        following = groups[index + 1][0].page if index + 1 < len(groups) else None
        while waiting and (following is None or waiting[0].page < following):
            line = waiting.pop(0)
            yield Piece(line.text, BlockKind.FURNITURE, page=line.page)
    for line in waiting:
        yield Piece(line.text, BlockKind.FURNITURE, page=line.page)


def _levels(lines: Iterable[_Line], size: float) -> dict[float, int]:
    """Levels of headings by the size of their letters, the largest first."""
    larger = {line.size for line in lines if line.size > size * _HEADING_SCALE}
    return {value: level for level, value in enumerate(sorted(larger, reverse=True), start=1)}


def _is_heading(group: Sequence[_Line], size: float) -> bool:
    words = sum(len(line.text.split()) for line in group)
    larger = all(line.size > size * _HEADING_SCALE for line in group)
    bold = all(line.bold for line in group) and not ends_sentence(group[-1].text)
    return words <= _HEADING_WORDS and (larger or (bold and len(group) <= 2))


def _paragraphs(lines: Sequence[_Line], size: float) -> Iterator[list[_Line]]:
    """Lines that belong together; a paragraph may run on over columns and pages."""
    group: list[_Line] = []
    for line in lines:
        if group and not _runs_on(group, line, size):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _runs_on(group: Sequence[_Line], line: _Line, size: float) -> bool:
    above = group[-1]
    if abs(above.size - line.size) > 0.6 or (above.bold != line.bold and len(group) == 1):
        return False
    if _BULLET.match(line.text) and not _HYPHENATED.search(above.text):
        return False
    if (above.page, above.box) != (line.page, line.box):
        is_text = abs(line.size - size) <= 0.6
        unfinished = not ends_sentence(above.text) and (
            line.text[0].islower() or _HYPHENATED.search(above.text) is not None
        )
        return is_text and unfinished
    if above.top - line.top > 1.9 * line.size:
        return False
    indented = line.x > group[0].x + 0.8 * size and len(group) > 1 and line.x > above.x + 0.8 * size
    width = max(item.right for item in group) - min(item.x for item in group)
    short = ends_sentence(above.text) and above.right - above.x < 0.75 * width and len(group) > 1
    return not (ends_sentence(above.text) and indented) and not (short and line.x > above.x + 1)


def _joined(lines: Sequence[str], whole: set[str]) -> str:
    """One paragraph of lines; a hyphen at a line's end is dropped unless the word keeps it.

    It keeps it where the same word stands with a hyphen within a line of the document, and where
    the next line goes on with a capital or a digit.
    """
    text = lines[0]
    for line in lines[1:]:
        if not _HYPHENATED.search(text):
            text += " " + line
            continue
        head, tail = text.rsplit(None, 1)[-1], line.split(None, 1)[0]
        kept = (head + tail).casefold().rstrip(".,;:!?)") in whole or not line[0].islower()
        text = (text if kept else text[:-1]) + line
    return text


def _metadata(information: dict[str, Any]) -> Metadata:
    """Title, author and subject from the information dictionary.

    Its dates say when the file was made, not when the work was published.
    """
    values = {key: plain(_string(information.get(key))) for key in ("Title", "Author", "Subject")}
    title = values["Title"]
    if re.fullmatch(
        r"untitled|.*\.(?:docx?|tex|dvi|indd|pdf|odt)|\(?anonymous\)?", title, re.IGNORECASE
    ):
        title = ""
    author = values["Author"]
    people = (
        ()
        if author.strip("()").casefold() in ("", "anonymous", "unknown")
        else (Contributor(author, "author"),)
    )
    return Metadata(title=title or None, people=people, description=values["Subject"] or None)


def _string(value: object) -> str:
    """A PDF text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with its mark, else Latin 1."""
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        return ""
    for mark, encoding in (
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if value.startswith(mark):
            return value[len(mark) :].decode(encoding, "ignore")
    return value.decode("latin-1")


READERS = (Reader("pdf", (".pdf",), "application/pdf", _read),)
