"""The forms of English verbs, from their base form and the irregular forms that are given.

Rules of spelling as in Huddleston and Pullum, The Cambridge Grammar of the English Language
(2002), chapter 18, section 5; verbs that double their last consonant are listed with their past.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["VerbForms", "verb_forms"]

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_DOUBLED = re.compile(r"([bdgklmnprt])\1ed$")
_SHORT = re.compile(r"[^aeiou]*[aeiou]([bdgmnprt])")


@dataclass(frozen=True, slots=True)
class VerbForms:
    """The forms of one verb; each keeps the words that belong to the verb (``calls for``)."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str

    @property
    def finite(self) -> frozenset[str]:
        """The forms that can head a main clause on their own."""
        return frozenset({self.base, self.third, self.past})

    @property
    def tensed(self) -> frozenset[str]:
        """The forms that can follow a subject, with or without an auxiliary, but the gerund."""
        return self.finite | {self.participle}

    @property
    def all(self) -> frozenset[str]:
        """Every form."""
        return self.tensed | {self.gerund}


def verb_forms(item: str) -> VerbForms:
    """The forms of the verb that a list item such as ``argue``, ``see/saw/seen`` or
    ``call/called for`` names: base, past and participle, parted by slashes.

    >>> verb_forms("see/saw/seen").gerund, verb_forms("call for").third
    ('seeing', 'calls for')
    """
    head, _, rest = item.partition(" ")
    base, *given = head.split("/")
    past = given[0] if given else _past(base)
    participle = given[1] if len(given) > 1 else past
    forms = (base, _third(base), past, participle, _gerund(base, past))
    return VerbForms(*(f"{form} {rest}" if rest else form for form in forms))


def _third(base: str) -> str:
    if _CONSONANT_Y.search(base):
        return f"{base[:-1]}ies"
    return f"{base}es" if _SIBILANT.search(base) or base in ("go", "do") else f"{base}s"


def _past(base: str) -> str:
    if _CONSONANT_Y.search(base):
        return f"{base[:-1]}ied"
    return f"{base}d" if base.endswith("e") else f"{base}ed"


def _gerund(base: str, past: str) -> str:
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and len(base) > 2:
        return f"{base[:-1]}ing"
    doubled = _SHORT.fullmatch(base) or _DOUBLED.search(past)
    if doubled and not base.endswith(2 * doubled[1]):
        return f"{base}{doubled[1]}ing"
    return f"{base}ing"
