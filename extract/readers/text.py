"""Plain text: its structure is found by form, and its characters stay as they are.

Text files hold prose, Markdown, transcripts, notes and what was copied from web pages, with and
without blank lines, often several of them at once. So nothing here depends on one syntax: marks
are honoured wherever they stand, and what has none is told by its form and its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...graph.model import Block, BlockKind, Contributor, Span
from ..patterns import load_sections, load_words
from .captions import caption_blocks, mark_chapters, split_captions
from .dates import written_date
from .decoding import decode
from .furniture import is_prose, mark_furniture
from .inline import clock
from .lines import Line, LineKind, lines_in
from .metadata import Metadata, byline_names, front_matter, page_metadata
from .parts import Part, parts_of
from .reader import Parsed, Reader, Source
from .speakers import Label, Utterance, labels_in, person_of
from .wrapping import ends_sentence

__all__ = ["READERS", "blocks_of_parts", "parse_lines", "parse_text"]

_HEADING_WORDS, _HEADING_LENGTH = 16, 120
_TITLE_WORDS = 25
_CHAIN = 3  # headings directly below each other
_NO_HEADING_END = tuple(".,;:!\u2026\u3002-\u2013\u2014&")


def parse_text(text: str, people: Sequence[Contributor] = (), *, source: str = "text") -> Parsed:
    """The blocks of `text` and what its front matter and first lines say about it.

    The text itself stays as it is, code point for code point. Never fails on any text but that
    whose front matter holds a date that is none.

    Args:
        text: what was read from a file.
        people: who is known to have a part in it.
        source: name of the file, for messages.

    Raises:
        DocumentError: if a date in the front matter is none.
    """
    metadata, start = front_matter(text, source)
    return parse_lines(text, lines_in(text, start), metadata, people)


def parse_lines(
    text: str,
    lines: Sequence[Line],
    metadata: Metadata,
    people: Sequence[Contributor] = (),
    *,
    soft_breaks: bool = False,
) -> Parsed:
    """The blocks that `lines` of `text` make, with `metadata` and what the text adds to it.

    Args:
        text: the whole text.
        lines: those that are read.
        metadata: what is known already.
        people: who is known to have a part in it, beside those of `metadata`.
        soft_breaks: whether a line break inside a sentence means nothing, as in Markdown.
    """
    known = (*people, *metadata.people)
    blocks: list[Block] = []
    parts: list[Part] = []
    for stretch, is_captions in split_captions(lines):
        if is_captions:
            blocks += caption_blocks(text, stretch, known)
        else:
            rest = mark_chapters(stretch)
            parts += parts_of(text, rest, _labels(rest, known), soft_breaks=soft_breaks)
    pasted = not any(line.kind is LineKind.HEADING for line in lines)
    mark_furniture(parts, marked_headings=not pasted)
    title = _mark_title(parts)
    if pasted:
        _mark_headings(parts)
    blocks += blocks_of_parts(parts, known)
    blocks.sort(key=lambda block: block.span)
    found = page_metadata([part.words for part in _head(parts)], title)
    return Parsed(text, tuple(blocks), metadata.over(found))


def _labels(lines: Sequence[Line], people: Sequence[Contributor] = ()) -> dict[int, Label]:
    """The speaker labels that begin lines of running text, by index of the line."""
    places = [index for index, line in enumerate(lines) if line.kind is LineKind.TEXT]
    utterances = []
    for index in places:
        below = [line for line in lines[index + 1 : index + 5] if line.content]
        time = clock(below[0].content) if below and below[0].kind is LineKind.TIME else None
        follows = next((line.content for line in below if line.kind is not LineKind.TIME), "")
        utterances.append(Utterance(lines[index].content, follows, time))
    return {places[i]: label for i, label in labels_in(utterances, people).items()}


def blocks_of_parts(parts: Sequence[Part], people: Sequence[Contributor] = ()) -> list[Block]:
    """The blocks that `parts` make; a turn runs on until a label, heading or rule."""
    blocks = []
    speaker: str | None = None
    in_turn = False
    for part in parts:
        if part.kind in (BlockKind.HEADING, BlockKind.TITLE) or part.rule:
            in_turn, speaker = False, None
        if _is_note(part):
            in_turn, speaker = False, None
        elif part.label is not None:
            in_turn, speaker = True, person_of(part.label.name, people)
        kind = part.kind
        if kind is BlockKind.PARAGRAPH and in_turn and not part.marked:
            kind = BlockKind.TURN
        spoken = kind in (BlockKind.TURN, BlockKind.LIST_ITEM)
        blocks.append(
            Block(
                span=Span(part.start, part.end),
                kind=kind,
                level=part.level,
                speaker=speaker if spoken else None,
                speaker_span=_name_span(part) if speaker and spoken else None,
                start_time=part.time,
                page=part.page,
                hidden=tuple(Span(first, last) for first, last in part.hidden),
            )
        )
    return blocks


def _is_note(part: Part) -> bool:
    """Whether the part is the editor's, such as ``Note: ...``, and ends the turn above it."""
    label = part.words[:40].partition(":")[0].casefold().replace("\u2019", "'")
    return ":" in part.words[:40] and label in load_sections("readers-labels")["notes"]


def _name_span(part: Part) -> Span | None:
    if part.label is None:
        return None
    start = part.label_start + part.label.name_start
    return Span(start, start + len(part.label.name))


def _mark_title(parts: Sequence[Part]) -> str | None:
    """Find the title, set the kind of the parts that bear it, and return it.

    A first heading of level 1 is the title. Text without marked headings has its title above its
    first running text: the line that the running text begins with, as in an encyclopaedia, or
    the first line of four words, or the first line.
    """
    headings = [part for part in parts if part.kind is BlockKind.HEADING and part.marked]
    if headings:
        before = parts[: parts.index(headings[0])]
        if headings[0].level != 1 or any(is_prose(part) for part in before):
            return None
        _make_title(headings[0])
        return headings[0].words
    candidates = [part for part in _head(parts) if _could_be_title(part)]
    if not candidates or candidates[0] is parts[-1]:
        return None
    following = next(
        (part for part in parts if part.kind is not BlockKind.FURNITURE and is_prose(part)), None
    )
    opening = _folded(following.words[:200]) if following else ""
    long = [part for part in candidates if len(part.words.split()) > 3]
    named = [part for part in candidates if opening.startswith(_folded(part.words))]
    title = (named or long or candidates)[0]
    plain = _folded(title.words)
    for part in _head(parts):
        if _folded(part.words) == plain:
            _make_title(part)
        elif part.start < title.start and part.kind is BlockKind.PARAGRAPH:
            part.kind = BlockKind.FURNITURE
    return title.words


def _make_title(part: Part) -> None:
    part.kind, part.level = BlockKind.TITLE, 0


def _head(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts above the first running text."""
    for index, part in enumerate(parts):
        if part.kind is not BlockKind.FURNITURE and is_prose(part):
            return parts[:index]
    return parts


def _could_be_title(part: Part) -> bool:
    words = part.words
    return (
        part.kind is BlockKind.PARAGRAPH
        and not part.marked
        and 0 < len(words.split()) <= _TITLE_WORDS
        and not words.endswith((".", ",", ";", ":"))
        and not words[0].islower()
        and words.casefold().strip(" :") not in load_words("readers-sections")
        and not byline_names(words)
    )


def _mark_headings(parts: Sequence[Part]) -> None:
    """Lines that stand above running text as headings do, in text that marks none."""
    chain: list[Part] = []
    for part in parts:
        if _could_be_heading(part):
            chain.append(part)
            continue
        if part.kind in (BlockKind.FURNITURE, BlockKind.TITLE):
            chain = []
            continue
        for heading in chain[-_CHAIN:]:
            if _heads(heading, part):
                heading.kind, heading.level = BlockKind.HEADING, 2
        chain = []


def _could_be_heading(part: Part) -> bool:
    words = part.words
    return (
        part.kind is BlockKind.PARAGRAPH
        and not part.marked
        and 0 < len(words.split()) <= _HEADING_WORDS
        and len(words) <= _HEADING_LENGTH
        and not words.endswith(_NO_HEADING_END)
        and not words[0].islower()
        and written_date(words) is None
        and not byline_names(words)
        and not (words[0] in '"\u201c\u201e\u00ab(' and words[-1] in '"\u201d\u00bb)')
    )


def _heads(heading: Part, part: Part) -> bool:
    """Whether `part` is running text that `heading` can stand above."""
    if part.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.TURN):
        return True
    longer = len(part.words) > 1.3 * len(heading.words)
    running = ends_sentence(part.words) or part.words.endswith(":")
    return longer and (running or len(part.words.split()) > _HEADING_WORDS)


def _folded(words: str) -> str:
    """The letters and digits of `words`, to tell one title in two typographies."""
    return "".join(character for character in words.casefold() if character.isalnum())


def _read(source: Source) -> Parsed:
    text = decode(source.data, source.name)
    return parse_text(text, source.options.people, source=source.name)


READERS = (Reader("text", (".txt", ".text"), "text/plain", _read),)
