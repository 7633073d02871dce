"""Who speaks where: for each block, whose view it gives when its sentences do not say.

A turn of a transcript is its speaker's, an answer of an interview that of the person whom it
introduces. A text that sums up what one person says (notes on an interview or talk) is that
person's throughout, but for its sections of comment; every other text is its writer's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ...graph.model import AUTHOR, Block, BlockKind, EntityType
from ..reading import BlockRange
from .discourse import WORD, Discourse
from .interviews import FIRST_PERSON, HOST, find_interview
from .phrases import phrase
from .reference import stands_for
from .reporting import ReportKind, find_reports

__all__ = ["Voice", "VoiceKind", "find_guest", "find_voices"]


class VoiceKind(StrEnum):
    """How the words of a block come to us; a panel is a report of what several people say."""

    SPEAKER = "speaker"
    RECORDING = "recording"
    REPORT = "report"
    PANEL = "panel"
    QUOTATION = "quotation"
    WRITER = "writer"
    COMMENTARY = "commentary"
    LISTING = "listing"


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose view a block gives by default.

    Attributes:
        claimant: an entity's id, or `AUTHOR`.
        kind: how its words come to us.
        guest: the person whose views the document sums up, None when it is no such summary.
    """

    claimant: str
    kind: VoiceKind
    guest: str | None = None


_NEAR = 24  # characters of words before a name that make it the guest's
_TOP = 1200  # characters in which a text says what it is
_SIGNATURE = re.compile(r"(?:\u2014|--|\||-|:) ?$")
_QUOTED = re.compile(r"\"[^\"]*\"")
_INLINE_HEADING = 9  # words; a longer line without a full stop is no heading
_ENOUGH = 3
_SHARE = 0.65
_WEAK = frozenset({ReportKind.DISCUSSES})


def find_voices(discourse: Discourse) -> tuple[Voice, ...]:
    """The voice of each block of the document, in order."""
    interview = find_interview(discourse)
    guest = None if interview else find_guest(discourse)
    told = _is_headed_as_report(discourse) and not _holds_turns(discourse)
    panel = told and _is_introduced_as_report(discourse)
    base = Voice(AUTHOR, VoiceKind.PANEL if panel else VoiceKind.WRITER)
    if guest:
        base = Voice(guest, VoiceKind.REPORT, guest)
    section = base
    section_level = 0
    turn: Voice | None = None
    voices: list[Voice] = []
    for number, place in enumerate(discourse.blocks):
        block, words = place.block, discourse.folded[place.start : place.end]
        if interview and number in interview.answers:
            voices.append(Voice(interview.guest, VoiceKind.SPEAKER))
            continue
        if interview and number in interview.questions:
            voices.append(Voice(AUTHOR, VoiceKind.RECORDING))
            continue
        heading = block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        if heading or _is_inline_heading(block, words) or _names_person(discourse, place):
            turn = None
            opened = _section(words, base) or (_heard(discourse, place) if told or guest else None)
            nested = section is not base and block.level > section_level > 0
            if opened is not None or not nested:
                section, section_level = opened or base, block.level
            voices.append(base)
            continue
        if block.kind is BlockKind.PARAGRAPH and _opens_commentary(words):
            section, section_level = Voice(AUTHOR, VoiceKind.COMMENTARY, base.guest), block.level
        if block.kind is BlockKind.TURN:
            turn = _turn(discourse, block)
        elif block.kind is BlockKind.QUOTE:
            turn = None
            voices.append(_quotation(discourse, place, words, base))
            continue
        elif block.kind is not BlockKind.PARAGRAPH:
            turn = None
        voices.append(turn or section)
    return tuple(voices)


def find_guest(discourse: Discourse) -> str | None:
    """The person whose views the document sums up, None when it is no such summary.

    That person is named by the metadata, by the title or by words such as ``sat down with``, or
    holds most of the views that the text reports; and the text says that it sums up a
    conversation or talk, or is arranged so.
    """
    if _holds_turns(discourse):
        return None
    headed = _is_headed_as_report(discourse)
    if not headed and not _is_introduced_as_report(discourse):
        return None
    if not headed and _first_person_share(discourse) > 0.1:
        return None
    scores = _reports_by_person(discourse)
    for entity in {*discourse.people("guest", "speaker")}:
        scores[entity] += 4
    hosts: set[str] = set()
    for entity in {*discourse.people("host", "interviewer", "author", "editor")}:
        hosts.add(entity)
    for place in discourse.places:
        if place.start > _TOP or place.type is not EntityType.PERSON:
            continue
        before = discourse.folded[max(0, place.start - _NEAR) : place.start].rstrip()
        introduced = any(
            m.end() == len(before) for m in phrase("claims-furniture", "hosts").finditer(before)
        )
        visits = phrase("claims-furniture", "visits").match(discourse.folded, place.end + 1)
        if introduced or visits:
            scores[place.entity] += _ENOUGH
        if HOST.search(before):
            hosts.add(place.entity)
    for entity in hosts:
        scores.pop(entity, None)
    scores.update({e: points for e, points in _titled(discourse).items() if e not in hosts})
    if not scores:
        return None
    best, score = min(scores.items(), key=lambda item: (-item[1], _order(item[0])))
    return best if score >= _ENOUGH and score >= _SHARE * sum(scores.values()) else None


def _holds_turns(discourse: Discourse) -> bool:
    return any(place.block.kind is BlockKind.TURN for place in discourse.blocks)


def _names_person(discourse: Discourse, place: BlockRange) -> str | None:
    """The person whose name is all that a block says, so that it heads what follows."""
    if place.block.kind not in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH):
        return None
    for named in discourse.within(place.start, place.end):
        whole = named.start == place.start and place.end - named.end <= 1
        if whole and named.type is EntityType.PERSON:
            return named.entity
    return None


def _heard(discourse: Discourse, place: BlockRange) -> Voice | None:
    """The voice of a section headed by a person's name, in a text that sums up a talk."""
    person = _names_person(discourse, place)
    return Voice(person, VoiceKind.REPORT, person) if person else None


def _order(entity: str) -> tuple[int, str]:
    return len(entity), entity


def _reports_by_person(discourse: Discourse) -> Counter[str]:
    """How many sentences report a view of each person, pronouns resolved."""
    counts: Counter[str] = Counter()
    for sentence in discourse.sentences:
        holders = set()
        for report in find_reports(discourse, sentence.start, sentence.end):
            if report.kind in _WEAK:
                continue
            if report.holder is None:
                entity = stands_for(discourse, report.start, report.words)
            else:
                entity = report.holder.entity
            if entity and discourse.entities[entity].type is EntityType.PERSON:
                holders.add(entity)
        counts.update(holders)
    return counts


def _titled(discourse: Discourse) -> Counter[str]:
    """Two points for each person in the title, where it names one person only."""
    for place in discourse.blocks:
        if place.start == place.end or place.block.kind is BlockKind.FURNITURE:
            continue
        if place.block.kind not in (BlockKind.TITLE, BlockKind.HEADING) and place.start > 0:
            break
        people = {
            p.entity
            for p in discourse.within(place.start, place.end)
            if p.type is EntityType.PERSON
        }
        if len(people) == 1:
            return Counter({people.pop(): 2})
        if people or place.start > _TOP:
            break
    return Counter()


def _is_headed_as_report(discourse: Discourse) -> bool:
    pattern = phrase("claims-sections", "report", "quotations")
    return any(
        pattern.fullmatch(_heading_words(discourse.folded[place.start : place.end]))
        for place in discourse.blocks
        if place.block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        or _is_inline_heading(place.block, discourse.folded[place.start : place.end])
    )


def _is_introduced_as_report(discourse: Discourse) -> bool:
    top = discourse.folded[:_TOP].split("\n\n")
    told = [discourse.document.title or "", discourse.document.description or ""]
    lines = [*top[:4], *(text.lower() for text in told)]
    return any(phrase("claims-sections", "signals").search(line) for line in lines)


def _first_person_share(discourse: Discourse) -> float:
    """The share of sentences in which the writer says `I`, quotations apart."""
    spoken = sum(
        1 for sentence in discourse.sentences if FIRST_PERSON.search(_QUOTED.sub("", sentence.text))
    )
    return spoken / max(1, len(discourse.sentences))


def _section(words: str, base: Voice) -> Voice | None:
    """The voice of the section that a heading opens, None when it is the document's own."""
    bare = _heading_words(words)
    if phrase("claims-sections", "commentary").fullmatch(bare):
        return Voice(AUTHOR, VoiceKind.COMMENTARY, base.guest)
    if phrase("claims-sections", "listings").fullmatch(bare):
        return Voice(base.claimant, VoiceKind.LISTING, base.guest)
    if phrase("claims-sections", "biography").fullmatch(bare):
        return Voice(AUTHOR, VoiceKind.WRITER, base.guest)
    if phrase("claims-sections", "quotations").fullmatch(bare):
        return Voice(base.claimant, VoiceKind.QUOTATION, base.guest)
    return None


def _opens_commentary(words: str) -> bool:
    """Whether a paragraph begins with a label such as `My take:`, and goes on behind it."""
    label, _, rest = words.partition(":")
    return bool(rest) and phrase("claims-sections", "commentary").fullmatch(label) is not None


def _heading_words(words: str) -> str:
    """A heading without its number, pictograph, mark or colon."""
    found = WORD.search(words)
    return words[found.start() :].rstrip(" :.*#") if found else ""


def _is_inline_heading(block: Block, words: str) -> bool:
    """Whether a short line without a full stop is one of the headings we know."""
    if block.kind is not BlockKind.PARAGRAPH or len(words.split()) > _INLINE_HEADING:
        return False
    if words.endswith((".", "!", "?")):
        return False
    known = phrase("claims-sections", "commentary", "report", "quotations", "biography", "listings")
    return known.fullmatch(_heading_words(words)) is not None


def _turn(discourse: Discourse, block: Block) -> Voice:
    """The voice of a turn; a speaker who is no entity, or has no name, is the author."""
    if block.speaker is None:
        return Voice(AUTHOR, VoiceKind.RECORDING)
    entity = discourse.named(block.speaker)
    return Voice(entity or AUTHOR, VoiceKind.SPEAKER)


def _quotation(discourse: Discourse, place: BlockRange, words: str, base: Voice) -> Voice:
    """The voice of a set-off quotation: the person spoken of before it, or signed below it."""
    signed = _signed(discourse, place)
    if signed is not None:
        return Voice(signed, VoiceKind.QUOTATION)
    if phrase("claims-furniture", "definitions").match(_without_name(discourse, place)):
        return Voice(AUTHOR, VoiceKind.WRITER)
    if base.claimant != AUTHOR:
        return Voice(base.claimant, VoiceKind.QUOTATION, base.guest)
    speaker = stands_for(discourse, place.start, "he")
    return Voice(speaker or AUTHOR, VoiceKind.QUOTATION)


def _signed(discourse: Discourse, place: BlockRange) -> str | None:
    """The person or organization whose name ends the quotation behind a dash."""
    ends = [p for p in discourse.within(place.start, place.end) if place.end - p.end <= 1]
    for found in ends:
        if _SIGNATURE.search(discourse.folded[max(place.start, found.start - 4) : found.start]):
            return found.entity
    return None


def _without_name(discourse: Discourse, place: BlockRange) -> str:
    """The block's words behind the name that begins it; nothing when none does."""
    first: Iterable[str] = (
        discourse.folded[p.end : place.end].lstrip()
        for p in discourse.within(place.start, place.end)
        if p.start == place.start
    )
    return next(iter(first), "")
