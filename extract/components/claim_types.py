"""What kind of proposition a claim puts forward, judged by its words and not by the verb that
reports it, except where that verb tells it (`predicts`, `recommends`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...graph.model import ClaimType
from ..patterns import load_sections
from .clauses import carries_point, main_ranges
from .cues import epistemic_should
from .phrases import phrase
from .reporting import ReportKind

__all__ = ["Proposition", "classify", "judgement"]

_CONDITION = re.compile(r"(?:^|[,;:\u2014(] ?|\b(?:and|but|that) )(?:if|once|unless|as soon as) ")
_BEHIND_CONDITION = re.compile(
    r"(?:(?:so|but|and|still|then),? )?(?:if|when|whenever|once|unless|before|after) "
    r"[^.;:]{3,160}?, (?:then |please )?(?=(?:don't|do not|try|use|avoid|consider|start|stop|"
    r"make sure|ask|check|keep|read|choose|pick|wait|remember|be|give|take|prefer|set|run|never|"
    r"always)(?!\w))"
)
_OWN_FUTURE = re.compile(r"(?:that )?(?:it|they|we) (?:will|would|'ll)(?!\w)")
_LABEL = re.compile(r"^[^:.;,]{1,40}: ")  # whom a command is for
_WEIGHTS = {
    "evaluation": 1.1,
    "appraisal": 1.4,
    "degree": 0.5,
    "interpretation": 0.4,
    "stance": 0.4,
    "abstraction": 0.25,
    "events": -0.8,
    "mechanism": -0.9,
    "figures": -0.8,
}
"""How far a word of each section of ``claims-types`` speaks for a judgement rather than a fact;
rounded from a logistic regression over annotated claims. At most two words of a section count."""

_REPORTS = {
    ReportKind.JUDGES: 1.3,
    ReportKind.STANCE: 1.3,
    ReportKind.DESCRIBES: 1.0,
    ReportKind.ASSERTS: 0.5,
}
"""The same for the way in which the claim is reported."""

_SPEECH = frozenset({ReportKind.ASSERTS, ReportKind.JUDGES, ReportKind.VIEW})
_BIAS, _NEGATED, _HEDGED, _PERSONAL, _PER_CHARACTER = -1.0, 0.5, 1.0, 0.4, -0.003
_MOST, _LONG = 2, 400


@dataclass(frozen=True, slots=True)
class Proposition:
    """What is known of a claim when its type is asked.

    Attributes:
        text: its folded words, without those that report it.
        report: how it is reported, None where it is not.
        noun: the noun of the view that reports it, else empty.
        negated: whether its point is negated.
        hedged: whether it is uncertain.
        personal: whether it is the view of somebody named, rather than the document's statement.
        organized: whether it is the view of an organization, which speaks of itself as `it`.
    """

    text: str
    report: ReportKind | None = None
    noun: str = ""
    negated: bool = False
    hedged: bool = False
    personal: bool = False
    organized: bool = False


def classify(proposition: Proposition) -> ClaimType:
    """The type of a claim."""
    if _recommends(proposition):
        return ClaimType.RECOMMENDATION
    if _plans(proposition):
        return ClaimType.PLAN
    if _predicts(proposition):
        return ClaimType.PREDICTION
    return ClaimType.OPINION if judgement(proposition) > 0 else ClaimType.FACT


def judgement(proposition: Proposition) -> float:
    """Log-odds that a claim about how things are is a judgement rather than a fact."""
    text = proposition.text
    score = _BIAS + _PER_CHARACTER * min(len(text), _LONG)
    score += _NEGATED * proposition.negated + _HEDGED * proposition.hedged
    score += _PERSONAL * proposition.personal
    for section, weight in _WEIGHTS.items():
        words = {match.group() for match in phrase("claims-types", section).finditer(text)}
        score += weight * min(len(words), _MOST)
    if proposition.report is not None:
        score += _REPORTS.get(proposition.report, 0.0)
    return score


def _recommends(proposition: Proposition) -> bool:
    views = load_sections("claims-views")
    if proposition.report is ReportKind.RECOMMENDS or proposition.noun in views["advice"]:
        return True
    ordered = _LABEL.sub("", proposition.text.lstrip("\"'( "))
    commands = phrase("claims-types", "imperatives")
    behind = _BEHIND_CONDITION.match(ordered)
    if commands.match(ordered) or (behind and commands.match(ordered, behind.end())):
        return True
    likely = epistemic_should(proposition.text) is not None
    return not likely and _points_to(proposition.text, "recommendation")


def _plans(proposition: Proposition) -> bool:
    if proposition.report is ReportKind.PLANS or _points_to(proposition.text, "plan"):
        return True
    return proposition.organized and _OWN_FUTURE.match(proposition.text.lstrip()) is not None


def _predicts(proposition: Proposition) -> bool:
    views = load_sections("claims-views")
    if proposition.report is ReportKind.PREDICTS or proposition.noun in views["forecasts"]:
        return True
    if _points_to(proposition.text, "prediction") or epistemic_should(proposition.text):
        return True
    if proposition.report in _SPEECH and _points_to(proposition.text, "reported future"):
        return True
    conditional = _CONDITION.search(proposition.text) is not None
    return conditional and _points_to(proposition.text, "consequence")


def _points_to(text: str, section: str) -> bool:
    """Whether a word of the section carries the point of the claim."""
    ranges = main_ranges(text)
    return any(
        carries_point(ranges, match.start())
        for match in phrase("claims-types", section).finditer(text)
    )
