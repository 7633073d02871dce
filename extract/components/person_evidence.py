"""What shows that a full name is a person's: the words around it, and its surname elsewhere."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span

from ..patterns import load_sections, load_words
from . import context
from .shapes import CAPITAL, NAME, alternatives

__all__ = ["acting_surnames", "is_introduced", "is_subject_of_pronoun"]

_PLAIN = r"(?!(?:by|with|from|that|which|where|for|and|said|says|is|was)\b)[\w.'\u2019&/-]+"
_PROFESSION = r"[a-z]{3,}(?:ologist|icist|tician|omist|ographer|ophist|inist|nalist|iatrist)"
_AGE = r", \d\d,"
_REPORTED = re.compile(
    r"\b(?:said|says|wrote|writes|added|adds|asked|asks|recalls|recalled|explained|explains|"
    r"argued|argues|warned|warns|noted|notes|replied|replies|joked) $"
)
_ENDS_REPORT = re.compile(r"(?:[,.;:!?\"\u201d)]|$| (?:of|at|from|in|on)\b)(?!,? which\b)")
_FIRST_NAMES = re.compile(r"(?:He|She|His|Her|Hers)\b")
_PRONOUN = re.compile(r" (?:he|she|his|her|himself|herself|who)\b")
_BY = re.compile(r"(?:^|[^\w,] ?|\w )[Bb]y $")
_LINE_ENDS = re.compile(
    r"\s*(?:$|[|\u00b7\u2022\u2013\u2014]|,? (?:on )?(?:\d{1,2} )?"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d|,? (?:19|20)\d\d\b)"
)
_WORDS_BEFORE = 10
_WORDS_BEHIND = 30
_HONORIFIC = r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame)\.? "


def is_introduced(span: Span) -> bool:
    """Whether the words straight before or behind a full name are such as stand beside a person's.

    These are roles and titles, verbs of speech and of a person's life, an apposition that tells a
    profession, a relative clause with ``who``, and the name of an institution.
    """
    preceding, following = _beside(span)
    patterns = _patterns()
    if patterns["role"].search(preceding):
        return True
    if patterns["apposed"].match(following) or _is_byline(preceding, following):
        return True
    if context.in_title_case(span):
        return False
    if patterns["spoken for"].search(preceding) or patterns["such as"].search(preceding):
        return True
    if _REPORTED.search(preceding) and _ENDS_REPORT.match(following):
        return True
    return bool(patterns["before"].search(preceding) or patterns["behind"].match(following))


def _is_byline(preceding: str, following: str) -> bool:
    """Whether a name follows ``by`` and ends a line or is followed by a date or a sign."""
    return bool(_BY.search(preceding) and _LINE_ENDS.match(following))


def _beside(span: Span) -> tuple[str, str]:
    """The sentence before and behind `span`, as far as the patterns reach."""
    doc = span.doc
    start, end = span.start, span.end
    while start > max(0, span.start - _WORDS_BEFORE) and not doc[start].is_sent_start:
        start -= 1
    while end < min(len(doc), span.end + _WORDS_BEHIND) and not doc[end].is_sent_start:
        end += 1
    text = doc._.reading.text
    last = doc[end - 1]
    return text[doc[start].idx : span.start_char], text[span.end_char : last.idx + len(last)]


def is_subject_of_pronoun(span: Span) -> bool:
    """Whether a name begins a sentence that goes on, or a next one that begins, with he or she."""
    doc = span.doc
    if not doc[span.start].is_sent_start or context.in_title_case(span):
        return False
    start, end = context.sentence_bounds(doc, span.start)
    if _PRONOUN.search(doc[span.end : end].text_with_ws):
        return True
    while end < len(doc) and doc[end].is_space:
        end += 1
    return bool(_FIRST_NAMES.match(doc[end : end + 1].text)) and end - start > len(span)


def acting_surnames(doc: Doc) -> frozenset[str]:
    """The words that somewhere in the document stand alone with a title, or as who says, thinks
    or lives: as the surnames do of persons who are named in full once.
    """
    return frozenset(
        match["name"]
        for pattern in (_patterns()["alone"], _patterns()["titled"])
        for match in pattern.finditer(doc._.reading.text)
        if match["name"].casefold() not in load_words("sentence_starts")
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = load_sections("person_context")
    roles = alternatives(lists["role"])
    institutions = load_sections("organization_words")
    last, first = alternatives(institutions["last"]), alternatives(institutions["first"])
    institution = rf"(?:(?:{NAME} ){{1,5}}{last}\b|{first} (?:of|for) (?:the )?{CAPITAL})"
    verb = alternatives(lists["verb"])
    return {
        "role": re.compile(rf"(?<![\w-])(?:{roles}|{_PROFESSION}),? $"),
        "before": re.compile(rf"\b{alternatives(lists['before'])} $", re.IGNORECASE),
        "spoken for": re.compile(
            rf"\b{roles} (?:for|of|at|from) (?:the )?{NAME}(?: {NAME}){{0,4}}, $"
        ),
        "such as": re.compile(
            rf"\b{alternatives(lists['group'])} (?:such as|like|including) $", re.IGNORECASE
        ),
        "behind": re.compile(
            rf" {verb}\b|,? who(?:se)?\b|{_AGE}"
            rf"| (?:is|was|has been|became) (?:an?|the|one of the) (?:{_PLAIN} ){{0,5}}?"
            rf"(?:{roles}|{_PROFESSION})\b(?!['\u2019]s)"
            r"| on (?:why|how|what|whether|where|(?:the|this|our) [^.\n]{0,40}\b(?:podcast|show))\b"
            rf"|(?: (?:of|at|from)|,| \() ?(?:the )?{institution}"
        ),
        "apposed": re.compile(
            rf", (?:{_PLAIN} ){{0,6}}?(?:{roles}|{_PROFESSION})s?\b(?!['\u2019]s)"
        ),
        "alone": re.compile(
            rf"(?<![\w-])(?<!{CAPITAL}\w )(?P<name>{NAME}) {alternatives(lists['human verb'])}\b"
        ),
        "titled": re.compile(rf"(?<!\w){_HONORIFIC}(?P<name>{NAME})"),
    }
