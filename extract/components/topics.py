"""Which entities a claim is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...graph.model import AUTHOR, EntityType
from ..patterns import load_sections
from .discourse import Discourse, Place, Statement
from .phrases import alternatives, phrase
from .reference import heading_name, named_together, stands_for
from .reporting import Report, ReportKind, definite_phrase
from .sentencehood import has_finite_verb
from .voices import Voice, VoiceKind

__all__ = ["find_topics"]

_NAME = 80  # characters
_HIS = re.compile(r"(?<!\w)(?:he|she|him|his|her|himself|herself)(?!\w)")
_TOGETHER = re.compile(r"(?:they|both|the two|neither)(?: of them)?(?!\w)")
_OBJECT = re.compile(
    r"(?<=[a-z] )(?:it|them)(?=[.,;:!?\"]|$| (?:to|on|at|in|for|with|as|by|every|and|or|into|all|"
    r"from|over|under|out|off|again|now|yet|is|was|has|can|does|did|will|would|may|might)(?!\w))"
)
_MINE = re.compile(r"(?<!\w)(?:i|i'm|i've|i'd|i'll|my|me)(?!\w)")
_ITSELF = re.compile(r"(?<= )(?:(?<!of )it|its|itself|they|their|we|our)(?!\w)")
_OURS = re.compile(
    r"(?<!\w)(?:i|i'm|i've|i'd|i'll|we|we're|we've|we'd|we'll|my|me|our|us|ours)(?!\w)"
)


def find_topics(
    discourse: Discourse,
    statement: Statement,
    claimant: str,
    voice: Voice,
    report: Report | None,
    previous: tuple[str, ...],
) -> tuple[str, ...]:
    """Ids of the entities named in the statement or meant by its words, in order of mention.

    A pronoun at the front stands for what the claim before it was about first. The claimant is
    among the topics only where the claim is about its own acts or state of mind.

    Args:
        discourse: where the statement stands.
        statement: the claim.
        claimant: whose claim it is.
        voice: of the block.
        report: what says whose view it is, None when nothing does.
        previous: topics of the claim before it in the same block.
    """
    spare = _employer(discourse, report)
    found = [
        (place.start, place.entity)
        for place in discourse.within(statement.start, statement.end)
        if place.entity != claimant and place is not spare
    ]
    front = statement.text.lstrip("\"'(")
    continued = phrase("claims-topics", "continues").match(front)
    if continued and previous and not phrase("claims-topics", "dummy").match(front):
        found.append((statement.start, previous[0]))
    if not continued and voice.kind is VoiceKind.WRITER and not has_finite_verb(front):
        headed = heading_name(discourse, statement.start)
        if headed is not None and headed != claimant:
            found.append((statement.start, headed))  # notes leave out their subject
    if not continued and previous and _takes_up(discourse, statement):
        found.append((statement.start, previous[0]))
    if _TOGETHER.match(front):
        together = named_together(discourse, statement.start)
        found.extend((statement.start, entity) for entity in together if entity != claimant)
    for position, entity in _referred(discourse, statement, voice):
        if entity != claimant:
            found.append((position, entity))
    if claimant != AUTHOR:
        own = _about_itself(discourse, statement, claimant, voice, report)
        if own is not None:
            found.append((own, claimant))
    return tuple(dict.fromkeys(entity for _, entity in sorted(found)))


def _referred(
    discourse: Discourse, statement: Statement, voice: Voice
) -> Iterator[tuple[int, str]]:
    """What `he` or `the company` in the statement stand for, where that is found."""
    for pattern in (definite_phrase(), _HIS, _thing()):
        for match in pattern.finditer(statement.text):
            position = statement.start + match.start()
            if pattern is not _HIS and _is_apposed(discourse, statement.start + match.end()):
                continue
            entity = stands_for(discourse, position, match.group(), voice.guest)
            if entity is not None:
                yield position, entity


def _takes_up(discourse: Discourse, statement: Statement) -> bool:
    """Whether an `it` or `them` inside the statement means something named before it: nothing
    that it could mean is named earlier in the statement."""
    meant = _OBJECT.search(statement.text)
    if meant is None or phrase("claims-topics", "dummy").match(statement.text, meant.start()):
        return False
    named = discourse.within(statement.start, statement.start + meant.start())
    return all(place.type is EntityType.PERSON for place in named)


def _employer(discourse: Discourse, report: Report | None) -> Place | None:
    """The organization in `Northlab's chief scientist Ada Brook thinks`, which only says who
    the holder is."""
    if report is None:
        return None
    roles = phrase("claims-topics", "roles")
    start = report.holder.start if report.holder else report.start
    for place in discourse.within(max(0, start - 60), report.end):
        between = discourse.folded[place.end : max(place.end, start)]
        role = discourse.folded[place.end : report.end]
        other = place is not report.holder and place.type is EntityType.ORGANIZATION
        if other and not set(".;:!?") & set(between) and roles.match(role):
            return place
    return None


def _about_itself(
    discourse: Discourse,
    statement: Statement,
    claimant: str,
    voice: Voice,
    report: Report | None,
) -> int | None:
    """Where the statement speaks of the claimant's own acts or mind, None when it does not."""
    if voice.kind is VoiceKind.SPEAKER:
        return _first(_OURS, statement)
    if voice.kind is VoiceKind.QUOTATION or statement.text.startswith('"'):
        return _first(_MINE, statement)
    if report is not None and report.kind is ReportKind.VIEW:
        return report.start if report.noun.rstrip("s") in _minds() else None
    if report is not None and report.kind in (ReportKind.STANCE, ReportKind.PLANS):
        return report.start
    if report is not None and _is_organization(discourse, claimant):
        own = _ITSELF.search(discourse.folded, report.end, statement.end)
        if own is not None:
            return own.start()
    first = report.start if report else statement.end
    for place in discourse.within(statement.start, first):
        if place.entity == claimant:
            return place.start
    if report is None and (match := _HIS.search(statement.text)):
        return statement.start + match.start()
    return None


def _is_organization(discourse: Discourse, claimant: str) -> bool:
    return discourse.entities[claimant].type is EntityType.ORGANIZATION


def _first(wanted: re.Pattern[str], statement: Statement) -> int | None:
    """Where the speaker first says `I` or the like of itself, not in `I think`."""
    opining = phrase("claims-topics", "opining")
    ranges = [match.span() for match in opining.finditer(statement.text)]
    for match in wanted.finditer(statement.text):
        if not any(start <= match.start() < end for start, end in ranges):
            return statement.start + match.start()
    return None


def _is_apposed(discourse: Discourse, position: int) -> bool:
    """Whether a name follows a definite phrase at once: `the start-up Northlab`."""
    return any(
        discourse.folded[position : place.start] in (" ", ", ")
        for place in discourse.within(position, position + _NAME)
    )


@cache
def _thing() -> re.Pattern[str]:
    nouns = alternatives(load_sections("claims-groups")["thing"])
    return re.compile(
        rf"(?<!\w)(?:the|this) (?:{nouns})(?= (?:is|was|has|can|does|did|will|would|"
        r"[a-z]+(?:s|ed)|no|also)(?!\w)|[.,;:]|$)"
    )


@cache
def _minds() -> frozenset[str]:
    return frozenset(noun.rstrip("s") for noun in load_sections("claims-views")["minds"])
