"""Claims: who puts forward what, in which words, how surely, about what and for when.

The structure (where a claim stands, whose it is) is found by the modules this one calls; the
single judgements (whether a statement is a claim, its type, negation, hedging) are functions of
the statement's words that a trained model can take the place of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Doc

from ...graph.model import AUTHOR, Attribution, BlockKind, Claim, EntityType, Span
from ..reading import Reading
from .attribution import Attributed, attribute
from .candidates import find_candidates
from .claim_details import with_details
from .claim_types import Proposition, classify
from .cues import Cue, find_hedge, find_negation
from .discourse import Discourse, Statement
from .nesting import (
    embedded_quotations,
    is_own_view,
    is_rejoinder,
    own_views,
    rejoinders,
    relative_views,
    stated_claims,
    strong_breaks,
)
from .reference import heading_name
from .reported_views import held_views, told_views
from .reporting import Report, ReportKind
from .scopes import with_scopes
from .sentencehood import has_finite_verb
from .target_dates import days_of
from .topics import find_topics
from .voices import Voice, VoiceKind, find_voices

__all__ = ["Candidate", "ClaimReader", "chosen"]

_SPOKEN = frozenset({VoiceKind.SPEAKER, VoiceKind.RECORDING})
_BLANK = re.compile(r"^[^,]{1,60}, who(?= )")
_ADVERBIAL = re.compile(
    r"(?:on|in|at|with|for|from|by|after|before|since|under|unlike|like|among|during|despite|"
    r"compared (?:to|with)) [^,;:.]{2,80}, "
)
_MOST_BREAKS = 8  # semicolons and dashes of a sentence; a longer one is a list
_LEAD = 30  # characters before the report that opens a clause of its own


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a claim, as the rules see it.

    Attributes:
        claim: what the claim would be.
        place: its range in the reading.
        kind: of its block.
        voice: whose view the block gives by default.
        proposed: whether the rules take it for a claim.
    """

    claim: Claim
    place: tuple[int, int]
    kind: BlockKind
    voice: Voice
    proposed: bool


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before it has an id; `outer` is the place in the list of the one around it."""

    statement: Statement
    voice: Voice
    attributed: Attributed
    outer: int | None = None
    proposed: bool = True


class ClaimReader:
    """Sets ``doc._.claim_candidates`` and, to those it proposes, ``doc._.claims``; reads
    sentences, blocks, mentions and entities of the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the claims of one document."""
        discourse = Discourse.of(doc)
        reading: Reading = doc._.reading
        days = days_of(discourse)
        candidates: list[Candidate] = []
        previous: tuple[str, ...] = ()
        block = -1
        for number, draft in enumerate(_drafts(discourse, find_voices(discourse)), 1):
            if draft.statement.block != block:
                headed = heading_name(discourse, draft.statement.start)
                previous, block = (headed,) if headed else (), draft.statement.block
            claim = _claim(reading, discourse, draft, previous, number)
            report = draft.attributed.report
            day = days[draft.statement.block]
            claim = with_details(discourse, reading, draft.statement, report, day, claim)
            core = _without_report(draft.statement, report)
            claim = with_scopes(claim, reading, draft.statement.start, core)
            if draft.outer is None and draft.proposed:
                topics = tuple(a for a in claim.about if a != claim.claimant)
                previous = _subject_first(discourse, draft.statement, topics) or previous
            place = (draft.statement.start, draft.statement.end)
            candidates.append(
                Candidate(
                    claim, place, discourse.kind(draft.statement), draft.voice, draft.proposed
                )
            )
        doc._.claim_candidates = tuple(candidates)
        doc._.claims = chosen(candidate.claim for candidate in candidates if candidate.proposed)
        return doc


def chosen(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims numbered anew in their order, each nested one behind the one around it.

    A claim whose outer claim is gone stands by itself; another is reported by those who report the
    outer one, and by its claimant.
    """
    found: list[Claim] = []
    kept: dict[str, Claim] = {}
    for number, claim in enumerate(claims, 1):
        outer = kept.get(claim.within) if claim.within else None
        reported_by = claim.reported_by
        if outer is not None and outer.claimant != AUTHOR:
            chain = (*outer.reported_by, outer.claimant)
            reported_by = tuple(one for one in chain if one != claim.claimant)
        kept[claim.id] = replace(
            claim,
            id=f"c{number}",
            within=outer.id if outer else None,
            reported_by=reported_by,
        )
        found.append(kept[claim.id])
    return tuple(found)


def _drafts(discourse: Discourse, voices: tuple[Voice, ...]) -> list[_Draft]:
    """The claims in text order, each nested one behind the one around it."""
    drafts: list[_Draft] = []
    for statement, proposed in find_candidates(discourse, voices):
        voice = voices[statement.block]
        if not proposed:
            attributed = attribute(discourse, statement, voice)
            drafts.append(_Draft(statement, voice, attributed, proposed=False))
            continue
        if voice.kind is VoiceKind.PANEL and (holder := _last_holder(discourse, drafts, statement)):
            voice = Voice(holder, VoiceKind.REPORT, holder)
        for part in _parts(discourse, statement, voice):
            _add(discourse, drafts, _Draft(part, voice, attribute(discourse, part, voice)))
    return drafts


def _add(discourse: Discourse, drafts: list[_Draft], draft: _Draft) -> None:
    """Append a draft and those nested in it, at any depth."""
    drafts.append(draft)
    place = len(drafts) - 1
    for inner in list(_nested(discourse, draft, place)):
        _add(discourse, drafts, inner)


def _last_holder(discourse: Discourse, drafts: list[_Draft], statement: Statement) -> str | None:
    """The person whose view the claim before gives in the same block, which runs on."""
    last = next((draft for draft in reversed(drafts) if draft.proposed), None)
    if last is None or last.statement.block != statement.block:
        return None
    claimant = last.attributed.claimant
    named = discourse.entities.get(claimant)
    return claimant if named is not None and named.type is EntityType.PERSON else None


def _parts(discourse: Discourse, statement: Statement, voice: Voice) -> list[Statement]:
    """The statement, or its clauses where they have different claimants."""
    breaks = strong_breaks(statement)
    if voice.kind in _SPOKEN:
        breaks = own_views(statement)
    elif voice.claimant == AUTHOR:
        breaks = iter(sorted([*breaks, *rejoinders(statement)]))
    parts: list[Statement] = []
    rest = statement
    for start, end in islice(breaks, _MOST_BREAKS):
        left = discourse.part(statement, rest.start, start)
        right = discourse.part(statement, end, statement.end)
        first, second = (attribute(discourse, part, voice) for part in (left, right))
        leads = second.report is not None and second.report.start <= right.start + _LEAD
        leads = leads or is_own_view(right) or is_rejoinder(right)
        if leads and first.claimant != second.claimant:
            parts.append(left)
            rest = right
    return [*parts, rest]


def _nested(discourse: Discourse, outer: _Draft, index: int) -> Iterator[_Draft]:
    """The claims of others inside a claim."""
    statement, voice = outer.statement, outer.voice
    told = list(told_views(discourse, statement, outer.attributed))
    for part, attributed in told:
        yield _Draft(part, voice, attributed, index)
    for part, attributed in held_views(discourse, statement, outer.attributed):
        if not any(other.start <= part.start < other.end for other, _ in told):
            yield _Draft(part, voice, attributed, index)
    if outer.attributed.claimant != AUTHOR or voice.kind in _SPOKEN:
        return
    for part in relative_views(discourse, statement):
        attributed = attribute(discourse, part, voice)
        if attributed.claimant != AUTHOR and part != statement:
            yield _Draft(part, voice, attributed, index)
    if voice.guest is None:
        return
    for part in embedded_quotations(discourse, statement):
        yield _Draft(part, voice, Attributed(voice.guest, Attribution.EXPLICIT, quote=True), index)
    for part in stated_claims(discourse, statement):
        yield _Draft(part, voice, Attributed(voice.guest, Attribution.EXPLICIT), index)


def _claim(
    reading: Reading, discourse: Discourse, draft: _Draft, previous: tuple[str, ...], number: int
) -> Claim:
    statement, attributed = draft.statement, draft.attributed
    report = attributed.report
    noun = report.noun if report else ""
    kind = report.kind if report else None
    core = _without_report(statement, report)
    point = _BLANK.sub(lambda match: " " * len(match.group()), statement.text)
    negation, hedge = find_negation(point), find_hedge(core)
    if negation is None and report is not None and report.kind is ReportKind.REJECTS:
        negation = Cue(report.start - statement.start, report.end - statement.start)
    type_ = classify(
        Proposition(
            core.strip(),
            kind,
            noun,
            negation is not None,
            hedge is not None,
            personal=attributed.claimant != AUTHOR,
            organized=_is_organization(discourse, attributed.claimant),
        )
    )

    def place(cue: Cue | None) -> Span | None:
        if cue is None:
            return None
        return reading.span(statement.start + cue.start, statement.start + cue.end)

    return Claim(
        id=f"c{number}",
        span=reading.span(statement.start, statement.end),
        text=" ".join(discourse.text[statement.start : statement.end].split()),
        claimant=attributed.claimant,
        attribution=attributed.attribution,
        type=type_,
        quote=attributed.quote,
        negated=negation is not None,
        hedged=hedge is not None,
        about=find_topics(discourse, statement, attributed.claimant, draft.voice, report, previous),
        cue=reading.span(*attributed.cue) if attributed.cue else _label(discourse, draft),
        negation=place(negation),
        hedge=place(hedge),
        reported_by=attributed.reported_by,
        within=f"c{draft.outer + 1}" if draft.outer is not None else None,
        confidence=_confidence(draft, statement),
    )


def _subject_first(
    discourse: Discourse, statement: Statement, topics: tuple[str, ...]
) -> tuple[str, ...]:
    """The topics with those of an adverbial at the front last: in `On a test, Brookling wins` the
    next sentence speaks of the latter."""
    front = _ADVERBIAL.match(statement.text)
    if front is None:
        return topics
    aside = {
        place.entity for place in discourse.within(statement.start, statement.start + front.end())
    }
    return tuple(sorted(topics, key=lambda topic: topic in aside))


def _is_organization(discourse: Discourse, claimant: str) -> bool:
    named = discourse.entities.get(claimant)
    return named is not None and named.type is EntityType.ORGANIZATION


def _confidence(draft: _Draft, statement: Statement) -> float:
    """How sure it is that this is a claim, and whose; estimated from annotated documents."""
    if draft.voice.kind is VoiceKind.SPEAKER:
        sureness = 0.95
    elif draft.attributed.report is not None:
        sureness = 0.92
    elif draft.attributed.claimant == AUTHOR:
        sureness = 0.85
    else:
        sureness = 0.9 if draft.attributed.cue or draft.attributed.quote else 0.82
    if draft.outer is not None:
        sureness -= 0.15
    return round(sureness if has_finite_verb(statement.text) else sureness - 0.3, 2)


def _without_report(statement: Statement, report: Report | None) -> str:
    """The statement's words with those that report it blanked, so that offsets hold."""
    if report is None:
        return statement.text
    start, end = report.start - statement.start, report.end - statement.start
    return f"{statement.text[:start]}{' ' * (end - start)}{statement.text[end:]}"


def _label(discourse: Discourse, draft: _Draft) -> Span | None:
    """Where the speaker of a turn is named, when the claim is the speaker's."""
    voice, claimant = draft.voice, draft.attributed.claimant
    if voice.kind is not VoiceKind.SPEAKER or claimant != voice.claimant or claimant == AUTHOR:
        return None
    return discourse.blocks[draft.statement.block].block.speaker_span
