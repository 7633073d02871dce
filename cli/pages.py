"""Claims and things as text for people to read on a terminal."""

from __future__ import annotations

import shlex
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..graph.claims import FoundClaim
    from ..graph.entities import EntityPage, FoundRelation

__all__ = ["claim_lines", "page_lines", "place_of"]

_WIDEST = 100


def claim_lines(claims: Sequence[FoundClaim], indent: str = "") -> Iterator[str]:
    """Lines for each claim: its words, whose and what it is, and where it stands.

    They are wrapped to the terminal's width, or 80 columns where there is none; an empty line
    follows each claim.
    """
    for claim in claims:
        words = " ".join(claim.words.split())
        yield from _wrapped(words, indent)
        yield from _wrapped(f"{claim.claimant_name}: {_manner(claim)}", indent + "    ")
        for told, what in (
            ("on the condition", claim.condition),
            ("reported by", ", ".join(claim.reported_by)),
            ("part of the claim", claim.within_words),
        ):
            if what:
                yield from _wrapped(f"{told}: {' '.join(what.split())}", indent + "    ")
        if claim.about:
            yield from _wrapped(f"about {', '.join(claim.about)}", indent + "    ")
        yield from _wrapped(place_of(claim), indent + "    ")
        yield ""


def page_lines(page: EntityPage, limit: int) -> Iterator[str]:
    """Lines about a thing; of relations, claims and documents at most `limit` each."""
    iri = shlex.quote(page.iri)
    yield page.label
    yield from _wrapped(f"{', '.join(page.types)}  {page.iri}", "")
    for title, values in (
        ("Also called", page.aliases),
        ("Kind of", [thing.label for thing in page.broader]),
        ("Part of", [thing.label for thing in page.part_of]),
        ("Same as", page.same_as),
        ("Introduced in", page.sources),
    ):
        if values:
            yield from _wrapped(f"{title}: {', '.join(values)}", "")
    yield ""
    if page.relations:
        yield f"Relations ({len(page.relations)})"
        for relation in page.relations[:limit]:
            yield from _relation_lines(relation)
        yield from _more(page.relations, limit, f"claimgraph query -n relations-of -p name={iri}")
    for title, option, claims in (
        ("Claims made", "--by", page.claims_made),
        ("Claims about it", "--about", page.claims_about),
    ):
        if claims:
            yield f"{title} ({len(claims)})"
            yield from claim_lines(claims[:limit], "  ")
            yield from _more(claims, limit, f"claimgraph claims {option} {iri}")
    if page.mentions:
        places = sum(mention.count for mention in page.mentions)
        yield f"Named {_counted(places, 'time')} in {_counted(len(page.mentions), 'document')}"
        for mention in page.mentions[:limit]:
            dated = f", {mention.published}" if mention.published else ""
            yield f"  {mention.count:4}  {mention.title}{dated}"
        yield from _more(page.mentions, limit, f"claimgraph query -n receipts -p name={iri}")


def _relation_lines(relation: FoundRelation) -> Iterator[str]:
    role = f" ({relation.role})" if relation.role else ""
    yield f"  {relation.subject.label} {relation.predicate} {relation.object.label}{role}"
    words = " ".join(relation.words.split())
    yield from _wrapped(f"\u201c{words}\u201d", "      ")
    yield from _wrapped(f"{relation.document_title} [{relation.start}:{relation.end}]", "      ")


def _manner(claim: FoundClaim) -> str:
    flags = {
        f"negated{_by(claim.negation_cue)}": claim.negated,
        f"hedged{_by(claim.hedge_cue)}": claim.hedged,
        "in their own words": claim.quotation,
        f"for {claim.target_date or claim.date_words}": claim.target_date or claim.date_words,
    }
    return ", ".join(
        (
            str(claim.type),
            f"{claim.attribution} attribution",
            *(f for f, is_so in flags.items() if is_so),
        )
    )


def _by(cue: str | None) -> str:
    return f" (\u201c{' '.join(cue.split())}\u201d)" if cue else ""


def place_of(claim: FoundClaim) -> str:
    """Where a claim stands: document, date, page or time, location and offsets."""
    parts = [claim.document_title]
    if claim.published:
        parts.append(claim.published)
    if claim.page is not None:
        parts.append(f"page {claim.page}")
    if claim.start_time is not None:
        parts.append(f"at {_clock(claim.start_time)}")
    return f"{', '.join(parts)}  {claim.location} [{claim.start}:{claim.end}]"


def _clock(seconds: float) -> str:
    """``12:05`` or ``1:02:05``: whole seconds, as players show them."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def _more(things: Sequence[object], limit: int, command: str) -> Iterator[str]:
    if len(things) > limit:
        yield f"  and {len(things) - limit} more: {command}"
    yield ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _wrapped(text: str, indent: str) -> list[str]:
    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    return textwrap.wrap(
        text,
        max(width, len(indent) + 20),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
