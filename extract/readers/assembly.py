"""A document's text made of pieces, for formats whose files are not text themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...graph.model import Block, BlockKind, Contributor, Span
from .furniture import mark_furniture
from .inline import hidden_in
from .parts import Part
from .speakers import Utterance, labels_in, person_of
from .text import blocks_of_parts
from .turns import Segment, group_segments

__all__ = ["CHANGE", "Piece", "assemble", "assemble_turns", "plain"]

CHANGE = ">>"
"""What stands before the words of a caption where another speaker begins."""

_LISTED = frozenset({BlockKind.LIST_ITEM, BlockKind.FURNITURE})


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading, list item, cell or quotation, as a reader found it.

    Attributes:
        text: its words; line breaks in it are kept.
        kind: what it is.
        level: depth of a heading or list item.
        page: the page it begins on.
        is_cell: whether it is a cell of a table.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    page: int | None = None
    is_cell: bool = False


def plain(text: str) -> str:
    """The text with white space collapsed; a soft hyphen or zero-width space is left out."""
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "").split())


def assemble(
    pieces: Iterable[Piece], people: Sequence[Contributor] = ()
) -> tuple[str, tuple[Block, ...]]:
    """The text that `pieces` make, and its blocks.

    Pieces are parted by a blank line, list items by a line break. Speaker labels are found among
    the paragraphs, and addresses and times inside all pieces are hidden.
    """
    texts: list[str] = []
    parts: list[Part] = []
    length = 0
    above: Piece | None = None
    for piece in pieces:
        words = piece.text.strip()
        if not words:
            continue
        if above is not None:
            texts.append("\n" if above.kind is piece.kind and piece.kind in _LISTED else "\n\n")
            length += len(texts[-1])
        marked = piece.is_cell or piece.kind is not BlockKind.PARAGRAPH
        part = Part(piece.kind, length, length + len(words), level=piece.level, marked=marked)
        part.page = piece.page
        parts.append(part)
        texts.append(words)
        length += len(words)
        above = piece
    text = "".join(texts)
    _mark_labels(text, parts, people)
    for part in parts:
        part.scan(text, markup=False)
    mark_furniture(parts, marked_headings=True)
    return text, tuple(blocks_of_parts(parts, people))


def _mark_labels(text: str, parts: Sequence[Part], people: Sequence[Contributor]) -> None:
    paragraphs = [part for part in parts if part.kind is BlockKind.PARAGRAPH and not part.marked]
    utterances = [
        Utterance(text[part.start : part.end].split("\n", 1)[0], text[part.start : part.end])
        for part in paragraphs
    ]
    for index, label in labels_in(utterances, people).items():
        part = paragraphs[index]
        part.kind, part.label, part.label_start = BlockKind.TURN, label, part.start
        part.time = label.time


def assemble_turns(
    segments: Sequence[Segment], people: Sequence[Contributor] = ()
) -> tuple[str, tuple[Block, ...]]:
    """The text that segments of speech make, one paragraph and block to a turn.

    A change of speaker is written as ``Name: `` before the turn, hidden in its block. Names that
    stand in the segments' own text, as labels, are taken from there.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    length = 0
    above: str | None = None
    for group in group_segments(list(_named(segments, people))):
        name = group[0].speaker
        speaker = person_of(name, people) if name is not None else None
        words = " ".join(segment.text for segment in group)
        label = f"{speaker}: " if speaker is not None and speaker != above else ""
        above = speaker
        if texts:
            texts.append("\n\n")
            length += 2
        start, begin = length, length + len(label)
        end = begin + len(words)
        texts += [label, words]
        length = end
        text = " " * begin + words
        hidden = [Span(start, begin - 1)] if label else []
        hidden += [Span(a, b) for a, b in hidden_in(text, begin, end, markup=False)]
        blocks.append(
            Block(
                span=Span(start, end),
                kind=BlockKind.TURN,
                speaker=speaker,
                speaker_span=Span(start, start + len(speaker)) if label and speaker else None,
                start_time=group[0].start,
                end_time=group[-1].end,
                hidden=tuple(hidden),
            )
        )
    return "".join(texts), tuple(blocks)


def _named(segments: Sequence[Segment], people: Sequence[Contributor]) -> Iterable[Segment]:
    """Segments with speakers that stand in their text, without the labels, none of them empty."""
    labels = labels_in([Utterance(segment.text, "") for segment in segments], people)
    speaker: str | None = None
    for index, segment in enumerate(segments):
        words, name = segment.text, segment.speaker
        if index in labels:
            words, name = words[labels[index].end :], labels[index].name
        elif name is None and words.startswith(CHANGE):
            words, name = words.removeprefix(CHANGE), f"Speaker {index}"
        elif name is None:
            name = speaker
        speaker = name
        if words := plain(words):
            yield Segment(words, segment.start, segment.end, name)
