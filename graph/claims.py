"""Claims with everything that is needed to cite them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ..ontology.terms import XSD
from .answers import answers, is_true
from .dates import date_literal
from .errors import UsageError
from .model import Attribution, ClaimType
from .store import QuadStore

__all__ = ["FoundClaim", "find_claims"]

_DAYS = {XSD.date, XSD.gYearMonth, XSD.gYear}


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim, whose it is, and where it stands.

    Attributes:
        iri: of the claim.
        claimant: IRI of whose view it is.
        claimant_name: the claimant's label.
        type: kind of proposition.
        words: the claim's text.
        attribution: whether the sentence itself says whose view it is.
        negated: whether it is negated or rejects a stated claim.
        hedged: whether it carries a word of uncertainty.
        quotation: whether it is the claimant's own words.
        target_date: date or period that it speaks of: ISO 8601, or EDTF for a period.
        date_words: the words for that time; alone where they count from a day that the document
            does not tell.
        condition: the words for the condition that it holds under.
        least_probability: the least probability that its words give it as a number, from 0 to 1.
        greatest_probability: the greatest, equal to the least where they give one number.
        reported_by: labels of those through whom the document has it, sorted.
        within: IRI of the claim that it is embedded in.
        within_words: that claim's words.
        attribution_cue: the words that say whose view it is.
        negation_cue: the words that negate it.
        hedge_cue: the words that make it uncertain.
        negation_scope: the words of the clause that is negated.
        hedge_scope: the words of the clause that is uncertain.
        about: labels of the things it is about, sorted.
        topics: their IRIs, in the same order.
        document: IRI of the document that has it.
        document_title: the document's label.
        published: ISO 8601 date of the document, to the precision known.
        source: address or citation of the original.
        location: where the document was read from.
        start: where the claim begins in the document's text, in code points.
        end: the code point behind it.
        page: on which page it begins, counted from 1, where the source has pages.
        start_time: seconds from the start of the recording, where the source has times.
        end_time: seconds until its end.
        speaker: whose turn it stands in, as the document names them.
    """

    iri: str
    claimant: str
    claimant_name: str
    type: ClaimType
    words: str
    attribution: Attribution
    negated: bool
    hedged: bool
    quotation: bool
    target_date: str | None
    date_words: str | None
    condition: str | None
    least_probability: float | None
    greatest_probability: float | None
    reported_by: tuple[str, ...]
    within: str | None
    within_words: str | None
    attribution_cue: str | None
    negation_cue: str | None
    hedge_cue: str | None
    negation_scope: str | None
    hedge_scope: str | None
    about: tuple[str, ...]
    topics: tuple[str, ...]
    document: str
    document_title: str
    published: str | None
    source: str | None
    location: str
    start: int
    end: int
    page: int | None
    start_time: float | None
    end_time: float | None
    speaker: str | None


def find_claims(
    store: QuadStore,
    *,
    by: str | None = None,
    about: str | None = None,
    claim_type: str | None = None,
    document: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[FoundClaim]:
    """The claims that satisfy every condition, by the date and title of their documents and place.

    Names are labels or aliases, whatever their case; where several things share one, all of them
    are meant. A name that nothing has finds nothing; `graph.suggestions.similar_names` knows
    what it may have been.

    Args:
        store: what is searched.
        by: the claimant's name or IRI.
        about: a topic's name or IRI; claims about what is narrower than it are found too.
        claim_type: one of `ClaimType`.
        document: title, location or IRI of the document.
        since: the earliest date of publication, ISO 8601 day, month or year. Where documents
            or conditions are dated to the month or year, they need only overlap.
        until: the latest date of publication, likewise; the day, month or year is included.
            With either, documents without a date are left out.

    Raises:
        UsageError: if there is no such type of claim, or a date is none.
        StoreError: if the store cannot answer.
    """
    for name, date in (("since", since), ("until", until)):
        if date and date_literal(date).datatype.value not in _DAYS:
            raise UsageError(
                f"{name} {date!r} is not a date; write a day, month or year as in 2026-06-25"
            )
    if claim_type and claim_type.lower() not in set(ClaimType):
        raise UsageError(f"no claim is of type {claim_type!r}; types are {', '.join(ClaimType)}")
    rows = answers(
        store,
        "claims",
        by=by or "",
        about=about or "",
        type=claim_type or "",
        document=document or "",
        since=since or "",
        until=until or "",
    )
    topics = _topics(store) if any("about" in row for row in rows) else {}
    return [_claim(row, topics.get(row["claim"], [])) for row in rows]


def _topics(store: QuadStore) -> dict[str, list[tuple[str, str]]]:
    """IRI and name of what each claim is about, sorted by name."""
    topics = defaultdict(list)
    for row in answers(store, "claim-topics"):
        topics[row["claim"]].append((row["topic"], row["topicName"]))
    return topics


def _claim(row: dict[str, str], topics: list[tuple[str, str]]) -> FoundClaim:
    start_time, end_time = _times(row.get("time"))
    return FoundClaim(
        iri=row["claim"],
        claimant=row["claimant"],
        claimant_name=row["claimantName"],
        type=ClaimType(row["type"]),
        words=row["words"],
        attribution=Attribution(row["attribution"]),
        negated=is_true(row["negated"]),
        hedged=is_true(row["hedged"]),
        quotation=is_true(row["quotation"]),
        target_date=row.get("targetDate"),
        date_words=row.get("dateWords"),
        condition=row.get("condition"),
        least_probability=_number(row.get("leastProbability")),
        greatest_probability=_number(row.get("greatestProbability")),
        reported_by=tuple(row["reporters"].split("; ")) if row.get("reporters") else (),
        within=row.get("outer"),
        within_words=row.get("within"),
        attribution_cue=row.get("attributionCue"),
        negation_cue=row.get("negationCue"),
        hedge_cue=row.get("hedgeCue"),
        negation_scope=row.get("negationScope"),
        hedge_scope=row.get("hedgeScope"),
        about=tuple(name for _, name in topics),
        topics=tuple(iri for iri, _ in topics),
        document=row["document"],
        document_title=row["documentTitle"],
        published=row.get("published"),
        source=row.get("source"),
        location=row["location"],
        start=int(row["start"]),
        end=int(row["end"]),
        page=int(row["page"]) if "page" in row else None,
        start_time=start_time,
        end_time=end_time,
        speaker=row.get("speaker"),
    )


def _number(lexical: str | None) -> float | None:
    return None if lexical is None else float(lexical)


def _times(fragment: str | None) -> tuple[float | None, float | None]:
    """Start and end in seconds of a temporal media fragment, ``t=12.5,18``."""
    if fragment is None:
        return None, None
    start, _, end = fragment.removeprefix("t=").partition(",")
    return float(start), float(end) if end else None
