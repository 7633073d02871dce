"""Words that say whose view a sentence gives: `argues that`, `according to`, `his view:`.

A report is found from its holder: a named person, organization or work, a pronoun, or a definite
phrase, with the words that make a holder of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ...graph.model import EntityType
from .discourse import Discourse, Place
from .phrases import phrase
from .report_patterns import (
    TITLE,
    WITH_OTHERS,
    ReportKind,
    definite_phrase,
    gerunds,
    inverted_verbs,
    tails_of_holders,
    verbs_at_front,
    view_nouns,
    views_before_holder,
    words_before_source,
    writings,
)

__all__ = ["Report", "ReportKind", "definite_phrase", "find_reports"]


@dataclass(frozen=True, slots=True)
class Report:
    """One place where a sentence says whose view it gives; offsets of the reading.

    Attributes:
        holder: the mention of whose view it is; None for a pronoun or definite phrase.
        words: the folded words that stand for the holder, such as ``he`` or ``the company``.
        start: where the cue begins, its holder included.
        end: behind the cue.
        kind: what it says of the proposition.
        clause: whether a clause of its own follows, so that the report is no mere description.
        noun: the noun of a view (``his argument``), else empty.
    """

    holder: Place | None
    words: str
    start: int
    end: int
    kind: ReportKind
    clause: bool
    noun: str = ""


_PRONOUN = re.compile(r"(?<!\w)(?:he|she|they|(?<=\" )it)(?!\w)")
_HOLDERS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.WORK})
_SOURCE_REACH = 100  # characters
_OBJECT_PRONOUN = re.compile(r"(?:him|her|them)(?!\w)")
_POSSESSIVE = re.compile(r"(?<!\w)(?:his|her|their)(?!\w)")
_NO_OBJECT = re.compile(
    r" ?(?:$|[,.;)\u2014]|(?:is|are|was|were|will|can|may|would|could|should|has|have|had)\b)"
)
_JOINT = re.compile(r"(?: et al\.?)?,? (?:and|&) (?:his colleague |her colleague )?|, ")
_LINK = re.compile(rf"{WITH_OTHERS},? (?:of|at|from|with) (?:the )?")
_APPOSED = re.compile(rf", {TITLE}?$")
_WHEN = re.compile(
    r"(?: (?:on|in|at|during|after|last|this|earlier|yesterday|today|late|recently)"
    r"(?: [^,.;:\"]{1,50})?)?"
    r" ?(?=[,.;:\u2014]|$)"
)
_INSERTING = (", ", "as ", '" ', "\u2014 ", "; ")
_FRONT = re.compile(r"(?:for|to) ")
_WITH = re.compile(r"\bwith (?:\w+ )?$")
_QUOTING = re.compile(
    r"\b(?:cite|describe|paraphrase|quote|report)[sd]?(?:ed)? (?:the |dr\.? |professor )?$"
)
_SAYS = re.compile(r" (?:is|was|remains) that(?!\w)| ?:(?= )")
_FRONTS = ("\n\n", ". ", "! ", "? ", "] ")  # what a sentence stands behind
_LONGEST = 2000  # characters
_NAMED_TOGETHER = 12  # names at most
_SAYING = frozenset({ReportKind.ASSERTS, ReportKind.JUDGES, ReportKind.PREDICTS})


def find_reports(discourse: Discourse, start: int, end: int) -> tuple[Report, ...]:
    """The reports in ``[start, end)`` of the reading, by position.

    Only the first words of a sentence that is longer than a page are looked at.
    """
    end = min(end, start + _LONGEST)
    found = discourse.reports.get((start, end))
    if found is None:
        reports = sorted(set(_reports(discourse, start, end)), key=lambda r: (r.start, r.end))
        found = discourse.reports[start, end] = tuple(reports)
    return found


def _reports(discourse: Discourse, start: int, end: int) -> list[Report]:
    text = discourse.folded
    found: list[Report] = []
    for place in discourse.within(start, end):
        if place.type in _HOLDERS:
            holder = _holder(discourse, place, start)
            for report in _of_holder(text, place, place.start, place.end, end):
                found.append(replace(report, holder=holder))
    for pattern in (_PRONOUN, definite_phrase()):
        for match in pattern.finditer(text, start, end):
            if not _covered(discourse, match.start(), match.end()):
                found.extend(_of_holder(text, None, match.start(), match.end(), end))
    for match in _POSSESSIVE.finditer(text, start, end):
        found.extend(_views(text, None, match.start(), match.end(), end))
    found.extend(_without_subject(text, start, end))
    found.extend(_according(discourse, start, end))
    found.extend(_for_someone(discourse, start, end))
    return found


def _holder(discourse: Discourse, place: Place, start: int) -> Place:
    """Who holds the view that follows a name: of several named together, the first; the person
    in `Ada Brook of Northlab argues`."""
    for other in islice(discourse.before(place.start), _NAMED_TOGETHER):
        between = discourse.folded[other.end : place.start]
        joint = other.type is place.type and _JOINT.fullmatch(between)
        linked = other.type is EntityType.PERSON and _LINK.fullmatch(between)
        if other.start < start or not (joint or linked):
            break
        place = other
    return place


def _of_holder(text: str, place: Place | None, start: int, stop: int, end: int) -> Iterator[Report]:
    words = text[start:stop]
    strong = place is not None and place.type is not EntityType.PERSON
    closed = place is not None and text.startswith(", ", stop)
    closed = closed and _APPOSED.search(text, max(0, start - 14), start) is not None
    for kind, pattern in tails_of_holders(strong):
        match = pattern.match(text, stop + closed, end)
        if match:
            tail = match.end()
            when = _inserted(text, start, tail, end) if kind in _SAYING else None
            if when is None and text.endswith(" it", start, tail):
                break  # `Brook put it together`; not `as Brook puts it`
            clause = when is not None or _has_clause(text, tail, end)
            tail = when.end() if when else tail
            yield Report(place, words, start, tail, kind, clause)
            break
    else:
        ahead = text[max(0, start - 24) : start]
        quoted = _QUOTING.search(ahead) is not None and text.startswith(" as ", stop)
        if quoted or _WITH.search(ahead):
            for kind, pattern in gerunds():
                if match := pattern.match(text, stop + (3 if quoted else 0), end):
                    clause = _has_clause(text, match.end(), end)
                    yield Report(place, words, start, match.end(), kind, clause)
                    break
    lead = max(0, start - 50)
    if place is not None and (held := views_before_holder().search(text, lead, start)):
        noun = held["noun"]
        if held.end() == start and (says := _SAYS.match(text, stop, end)):
            yield Report(place, words, held.start(), says.end(), ReportKind.VIEW, True, noun)
    if place is not None and (writing := writings().match(text, stop, end)):
        for kind, pattern in tails_of_holders(True):
            if match := pattern.match(text, writing.end(), end):
                clause = _has_clause(text, match.end(), end)
                yield Report(place, words, start, match.end(), kind, clause)
                break
    if text.startswith("'s", stop):
        yield from _views(text, place, start, stop + 2, end)
    elif text.startswith("' ", stop) and text[stop - 1] == "s":
        yield from _views(text, place, start, stop + 1, end)
    before = inverted_verbs().search(text, max(0, start - 80), start)
    if before and not text.startswith(("'s ", "' "), stop):
        yield Report(place, words, before.start(), stop, ReportKind.ASSERTS, True)


def _views(text: str, place: Place | None, start: int, stop: int, end: int) -> Iterator[Report]:
    match = view_nouns().match(text, stop, end)
    if match:
        noun = match["noun"]
        yield Report(place, text[start:stop], start, match.end(), ReportKind.VIEW, True, noun)


def _according(discourse: Discourse, start: int, end: int) -> Iterator[Report]:
    text = discourse.folded
    for match in phrase("claims-sources", "before").finditer(text, start, end):
        stop = match.end() + 1
        meant = _OBJECT_PRONOUN.match(text, stop, end) or definite_phrase().match(text, stop, end)
        if meant is not None and not text.startswith("'s", meant.end()):
            source = None
            words, tail = meant.group(), meant.end()
        else:
            source = _source(discourse, match.end(), min(end, stop + _SOURCE_REACH))
            if source is None:
                continue
            words, tail = text[source.start : source.end], source.end
        yield Report(source, words, match.start(), tail, ReportKind.ASSERTS, True)


def _source(discourse: Discourse, start: int, end: int) -> Place | None:
    """Who is named behind `according to`: at once, or after words for their office."""
    for place in discourse.within(start, end):
        before = discourse.folded[start : place.start]
        if place.type in _HOLDERS and words_before_source().fullmatch(before):
            if not discourse.folded.startswith(("'s ", "' "), place.end):
                return place
        elif "," in before:
            break
    return None


def _without_subject(text: str, start: int, end: int) -> Iterator[Report]:
    """`Thinks that ...` at the front of a note, of the person whom the notes are on."""
    if start and not text[max(0, start - 3) : start].endswith(_FRONTS):
        return
    if match := verbs_at_front().match(text, start, end):
        clause = _has_clause(text, match.end(), end)
        yield Report(None, "", start, match.end(), ReportKind(match.lastgroup or ""), clause)


def _for_someone(discourse: Discourse, start: int, end: int) -> Iterator[Report]:
    """`For Brook, ...` and `To Brook, ...` at the front of a sentence."""
    text = discourse.folded
    front = _FRONT.match(text, start, end)
    if front is None:
        return
    for place in discourse.within(front.end(), min(end, front.end() + 80)):
        person = place.type is EntityType.PERSON and place.start == front.end()
        if person and text.startswith(", ", place.end):
            words, kind = text[place.start : place.end], ReportKind.DESCRIBES
            yield Report(place, words, front.start(), place.end + 1, kind, True)


def _has_clause(text: str, tail: int, end: int) -> bool:
    """Whether words that could be a proposition follow the report."""
    return _NO_OBJECT.match(text, tail, end) is None


def _inserted(text: str, start: int, tail: int, end: int) -> re.Match[str] | None:
    """The words of time and place behind a report that stands between commas or at the end:
    `..., he argued on Friday.`; None where it stands otherwise."""
    before = text[max(0, start - 6) : start].removesuffix("the ")
    return _WHEN.match(text, tail, end) if before.endswith(_INSERTING) else None


def _covered(discourse: Discourse, start: int, end: int) -> bool:
    return any(
        place.end > start
        for place in discourse.within(max(0, start - 80), end + 80)
        if place.start <= start
    )
