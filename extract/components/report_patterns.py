"""What the words of a report look like: the patterns that `reporting` looks for, compiled once."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from ..patterns import load_sections
from .phrases import alternatives, verb_pattern, verbs

__all__ = [
    "TITLE",
    "WITH_OTHERS",
    "ReportKind",
    "definite_phrase",
    "gerunds",
    "inverted_verbs",
    "tails_of_holders",
    "verbs_at_front",
    "view_nouns",
    "views_before_holder",
    "words_before_source",
    "writings",
]


class ReportKind(StrEnum):
    """What the words of a report say of the proposition; the sections of ``claims-reporting``."""

    ASSERTS = "asserts"
    DESCRIBES = "describes"
    JUDGES = "judges"
    PREDICTS = "predicts"
    RECOMMENDS = "recommends"
    PLANS = "plans"
    REJECTS = "rejects"
    DISCUSSES = "discusses"
    STANCE = "stance"
    VIEW = "view"


_ADVERB = (
    r"(?: (?:\w+ly|also|now|still|further|even|then|just|often|once|later|first|always|in turn|"
    r"himself|herself|themselves|again|once again|never|therefore|thus|too))"
)
_AUXILIARY = (
    r"(?: (?:has|have|had|is|was|are|were|would|will|may|might|can|could|does|did|do|not|been|"
    r"to|going|\w+n't|'s|'d))"
)
WITH_OTHERS = (
    r"(?: and (?:his |her |their |\w+ )?(?:colleagues|co-?authors|co-?workers|collaborators|others|"
    r"team|students|associates)| et al\.?)?"
)
"""Regular expression for those named only as somebody's company, if any: `and colleagues`."""

_BRACKET = r"(?: ?\([^()]{1,80}\))?"
_APPOSITION = r"(?:, (?!and |or |but )[^.;:!?\"]{2,160}?,)?"
_LEAD = rf"{WITH_OTHERS}{_BRACKET}{_APPOSITION}(?:, who|, which)?(?:{_ADVERB}|{_AUXILIARY}){{0,5}}"
_PROGRESSIVE = (
    rf"{WITH_OTHERS}{_BRACKET}{_APPOSITION}(?:{_ADVERB}|{_AUXILIARY}){{0,3}}"
    rf"(?: (?:is|was|are|were|been)|(?<=he|ey)'(?:s|re)){_ADVERB}{{0,2}}"
)
_COPULA = r"(?: |')(?:is|was|are|were|s|re|remains|remained|isn't|wasn't|aren't|seems|sounds)"
TITLE = r"(?:(?:dr|prof|professor|sir|dame|mr|mrs|ms)\.? )"
"""Regular expression for a title and the space behind it."""

_NOMINAL_GAP = 5


@cache
def tails_of_holders(strong: bool) -> tuple[tuple[ReportKind, re.Pattern[str]], ...]:
    """What follows a holder, by kind; for organizations and works only verbs of saying, thinking,
    expecting and wanting, since `presents` or `offers` report nothing of theirs."""
    kinds = [
        ReportKind.ASSERTS,
        ReportKind.PREDICTS,
        ReportKind.JUDGES,
        ReportKind.RECOMMENDS,
        ReportKind.PLANS,
        ReportKind.REJECTS,
    ]
    if not strong:
        kinds += [
            ReportKind.DESCRIBES,
            ReportKind.DISCUSSES,
        ]
    tails = []
    for kind in kinds:
        simple, continuous = (
            verb_pattern("claims-reporting", form, kind.value).pattern
            for form in ("tensed", "gerund")
        )
        tails.append((kind, re.compile(rf"(?:{_LEAD} {simple}|{_PROGRESSIVE} {continuous})")))
    if not strong:
        nouns = alternatives(
            [*load_sections("claims-views")["views"], *load_sections("claims-views")["light nouns"]]
        )
        lights = verb_pattern("claims-reporting", "tensed", "lights").pattern
        gap = rf"(?: [\w'-]+,?){{0,{_NOMINAL_GAP}}}?"
        tails.append(
            (ReportKind.DESCRIBES, re.compile(rf"{_LEAD} {lights}{gap} (?:{nouns})(?!\w)"))
        )
        stances = alternatives(load_sections("claims-stances")[""])
        stance = rf"{_BRACKET}{_APPOSITION}{_COPULA}(?:{_ADVERB}|{_AUXILIARY}| \"?a (?:little|bit)"
        stance += rf"(?: bit)?| very| quite| not){{0,3}} \"?(?:{stances})(?!\w)"
        tails.append((ReportKind.STANCE, re.compile(stance)))
    return tuple(tails)


@cache
def gerunds() -> tuple[tuple[ReportKind, re.Pattern[str]], ...]:
    """What follows the holder in `with Brook arguing`, by kind."""
    kinds = (
        ReportKind.ASSERTS,
        ReportKind.PREDICTS,
        ReportKind.JUDGES,
        ReportKind.RECOMMENDS,
        ReportKind.DESCRIBES,
    )
    return tuple(
        (
            kind,
            re.compile(
                rf"{_ADVERB}? {verb_pattern('claims-reporting', 'gerund', kind.value).pattern}"
            ),
        )
        for kind in kinds
    )


@cache
def verbs_at_front() -> re.Pattern[str]:
    """A verb in the third person without its subject, in the group of its kind; what may be a noun
    in the plural counts where a clause follows."""
    kinds = (
        ReportKind.ASSERTS,
        ReportKind.JUDGES,
        ReportKind.PREDICTS,
        ReportKind.RECOMMENDS,
        ReportKind.PLANS,
        ReportKind.REJECTS,
        ReportKind.DESCRIBES,
    )
    patterns = []
    for kind in kinds:
        found = verbs("claims-reporting", kind.value)
        third, base = (
            alternatives(re.escape(form) for form in forms)
            for forms in ([verb.third for verb in found], [verb.base for verb in found])
        )
        behind = r"(?= (?!(?:on|of|from|by|for|in|and|or|about|to)(?!\w))\w|, )"
        pattern = rf"(?:(?:also|still|now) )?(?:{third}){behind}|would (?:\w+ly )?(?:{base})(?= \w)"
        patterns.append(rf"(?P<{kind}>{pattern})")
    return re.compile("|".join(patterns))


@cache
def writings() -> re.Pattern[str]:
    """What a person or organization wrote, behind its name: `Brook's 2019 paper argues`."""
    works = alternatives(load_sections("claims-groups")["work"])
    return re.compile(rf"(?:'s|(?<=s)') (?:[\w-]+ ){{0,2}}?(?:{works})(?!\w)")


@cache
def words_before_source() -> re.Pattern[str]:
    """What may stand between `according to` and the name of the source."""
    return re.compile(
        rf" (?:(?:an?|the|its|their) )?(?:[\w'-]+ ){{0,5}}?"
        rf"(?:(?:from|by|of|at|for|in) |{_offices()},? )?(?:(?:the|an?) )?{TITLE}?"
    )


@cache
def _offices() -> str:
    """Nouns for what someone is in an organization, as a regular expression."""
    return rf"(?:{alternatives(load_sections('claims-sources')['offices'])})"


@cache
def view_nouns() -> re.Pattern[str]:
    """What follows a possessor: `belief`, `main argument`."""
    lists = load_sections("claims-views")
    nouns = alternatives([*lists["views"], *lists["minds"], *lists["outlooks"]])
    return re.compile(rf"(?: [\w'-]+){{0,2}}? (?P<noun>(?:{nouns})s?)(?!\w)")


@cache
def views_before_holder() -> re.Pattern[str]:
    """A view before its holder: `the belief at Northlab is that`."""
    nouns = alternatives(load_sections("claims-views")["views"])
    return re.compile(
        rf"(?<!\w)(?:the|a) (?P<noun>(?:{nouns})) (?:of|at|from|within|inside) (?:the )?"
    )


@cache
def inverted_verbs() -> re.Pattern[str]:
    """A verb of saying before its subject, behind what is said: `", said Brook`, `", said the
    lab's director, Dr. Brook`."""
    saying = [form for verb in verbs("claims-reporting", "asserts") for form in verb.finite]
    office = rf"(?:[\w'-]+ (?:of (?:the )?)?){{0,6}}{_offices()},? {TITLE}?"
    titles = rf"(?:the |{TITLE}|{office})?"
    return re.compile(rf"[\",] (?:{alternatives(map(re.escape, saying))}) {titles}$")


@cache
def definite_phrase() -> re.Pattern[str]:
    """Matches phrases such as ``the company`` that stand for someone or something named before."""
    lists = load_sections("claims-groups")
    named = alternatives([*lists["person"], *lists["organization"], *lists["work"]])
    return re.compile(rf"(?<!\w)(?:the|this|\w+'s) (?:{named})(?!\w)")
