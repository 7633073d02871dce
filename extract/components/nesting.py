"""Claims inside sentences: parts with claimants of their own, beside each other or nested."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...graph.model import EntityType
from .discourse import WORD, Discourse, Statement
from .phrases import phrase
from .reporting import find_reports
from .sentencehood import has_finite_verb

__all__ = [
    "VERDICT",
    "embedded_quotations",
    "is_own_view",
    "is_rejoinder",
    "own_views",
    "rejoinders",
    "relative_views",
    "stated_claims",
    "strong_breaks",
]

_BREAK = re.compile(
    r"; (?:and |but |yet )?|(?:(?<=\w)| )(?:\u2014|--)(?: (?:and|but) )?(?: |(?=\w))"
)
_JOIN = re.compile(r"(?:,|;) (?=(?:and|but|yet|so|though|although|while|whereas) )")
_CONJUNCTION = r"(?:and|but|yet|so|though|although|while|whereas) "
_OWN_VIEW = re.compile(
    rf"{_CONJUNCTION}(?:i|we)(?:'m| am|'d| would| do|'ve)?(?: \w+ly| still| also| don't| do not)?"
    r" (?:think|believe|agree|disagree|say|suspect|doubt|find|feel|hope|sure|certain|convinced|"
    r"sceptical|skeptical)(?!\w)"
)
_REJOINDER = re.compile(
    r"(?:but|yet|though|although) (?:no|none|nobody|neither|few|little|critics|independent|"
    r"outside|other|others|there|the (?:evidence|data|test|tests|figures?|numbers?|claim)|"
    r"that|this|it)(?!\w)"
)
_RELATIVE_END = re.compile(r"; | \u2014|\u2014| -- |, (?:but|whereas|while) |$")
VERDICT = re.compile(
    r"(?= (?:\u2014 |, )?(?:is|was|seems|sounds|feels|remains|looks|strikes|deserves|may be|"
    r"might be|rests|ignores|overlooks|misses) (?!not? |\w+ing |\w+ed |(?:just|really) (?:what|a)))"
)
"""Stands before what a claim says of the view that is its subject."""

_NOUNS = "claim|argument|assertion|contention|idea|notion|suggestion|belief|view|thesis"
_CLAIM_THAT = re.compile(
    rf"\b(?:the|this|his|her|their) (?:{_NOUNS}) that (?P<content>.{{12,}}?){VERDICT.pattern}"
)
_QUOTATION = re.compile(r"\"[^\"]+\"")
_QUOTED_WORDS = 5


def strong_breaks(statement: Statement) -> Iterator[tuple[int, int]]:
    """Semicolons and dashes behind a clause, outside quotations and brackets, as ranges of the
    reading."""
    for match in _BREAK.finditer(statement.text):
        before = statement.text[: match.start()]
        if before.count('"') % 2 or before.count("(") != before.count(")"):
            continue
        if has_finite_verb(before):
            yield statement.start + match.start(), statement.start + match.end()


def own_views(statement: Statement) -> Iterator[tuple[int, int]]:
    """Where the speaker's own view follows what someone else says: `..., and I think`."""
    return _joins(statement, _OWN_VIEW)


def is_own_view(statement: Statement) -> bool:
    """Whether a clause opens with a conjunction and the speaker's own view."""
    return _OWN_VIEW.match(statement.text) is not None


def rejoinders(statement: Statement) -> Iterator[tuple[int, int]]:
    """Where the writer answers what someone else claims: `..., but no test has shown it`."""
    return _joins(statement, _REJOINDER)


def is_rejoinder(statement: Statement) -> bool:
    """Whether a clause opens as the writer's answer to another's claim."""
    return _REJOINDER.match(statement.text) is not None


def _joins(statement: Statement, opening: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in _JOIN.finditer(statement.text):
        before = statement.text[: match.start()]
        if before.count('"') % 2 or not opening.match(statement.text, match.end()):
            continue
        yield statement.start + match.start(), statement.start + match.end()


def relative_views(discourse: Discourse, statement: Statement) -> Iterator[Statement]:
    """Each ``NAME, who VERB of saying ...`` of a person, to the end of that clause."""
    for report in find_reports(discourse, statement.start, statement.end):
        holder = report.holder
        if holder is None or holder.type is not EntityType.PERSON or not report.clause:
            continue
        if not discourse.folded.startswith(", who ", holder.end):
            continue
        end = _RELATIVE_END.search(discourse.folded, report.end, statement.end)
        stop = end.start() if end else statement.end
        yield discourse.part(statement, holder.start, stop)


def embedded_quotations(discourse: Discourse, statement: Statement) -> Iterator[Statement]:
    """Quotations of several words inside a statement that says something of them."""
    for match in _QUOTATION.finditer(statement.text):
        rest = len(statement.text) - len(match.group())
        if len(WORD.findall(match.group())) >= _QUOTED_WORDS and rest > _QUOTED_WORDS:
            behind = statement.text[match.end() : match.end() + 40]
            if phrase("claims-sources", "verdicts").match(behind.lstrip()):
                start = statement.start + match.start()
                yield discourse.part(statement, start, statement.start + match.end())


def stated_claims(discourse: Discourse, statement: Statement) -> Iterator[Statement]:
    """What a statement calls a claim: ``P`` in `the claim that P is ...`."""
    for match in _CLAIM_THAT.finditer(statement.text):
        content = match["content"].rstrip(" ,\u2014")
        start = statement.start + match.start("content")
        yield discourse.part(statement, start, start + len(content))
