"""Which written forms name the same thing: number, spelling, spacing and letter case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..vocabulary import Case

__all__ = ["PIECE", "joined", "letters", "pieces", "plurals", "same_case", "variants"]

PIECE = re.compile(r"\d+(?:\.\d+)*[^\W_]*|[^\W\d_]+|\S")
"""The units in which names are compared: words, numbers with what follows them, single signs."""

_LONG = 5  # letters from which a name with capitals inside is known in any case
_INNER = re.compile(r"[a-z][A-Z]")
_GAP = re.compile(r"[\s\-\u2010-\u2013]+")
_HYPHEN = re.compile(r"[-\u2010-\u2013]")
_JOINTS = frozenset(["", *" -\u2010\u2011\u2012\u2013"])
_NO_PLURAL = re.compile(r"(?:ing|ness|ics|ism|ity|sis|ance|ence)$", re.IGNORECASE)
_NO_SINGULAR = re.compile(r"(?:ss|us|is|ics|as|os|[A-Z]{2}S)$")
_PREFIX = re.compile(
    r"\b(?P<prefix>pre|post|fine|multi|semi|meta|hyper|over|under|auto|co|cross|inter|sub|super|"
    r"non|back|re|un)(?P<hyphen>-?)(?P<rest>[a-z]{5,})",
    re.IGNORECASE,
)
_SPELLINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"iz(ation|ations|ing|ed|er|ers|e)\b", r"is\1"),
        (r"\b([Mm])odeling\b", r"\1odelling"),
        (r"\b([Ll])abel(ed|ing)\b", r"\1abell\2"),
        (r"(?<=[a-z])avior", r"aviour"),
        (r"eighbor", r"eighbour"),
        (r"\b([Cc])enter\b", r"\1entre"),
    )
)


def pieces(text: str) -> tuple[str, ...]:
    """The case-folded units of a name, hyphens and spaces left out.

    >>> pieces("GPT-4o") == pieces("gpt 4o") == pieces("GPT4o") == ("gpt", "4o")
    True
    """
    plain = _HYPHEN.sub(" ", text.replace("\u2019", "'"))
    return tuple(match.group().casefold() for match in PIECE.finditer(plain))


def letters(text: str) -> str:
    """`text` without spaces and hyphens, apostrophes straight."""
    return _GAP.sub("", text.replace("\u2019", "'"))


def joined(gap: str) -> bool:
    """Whether two units with `gap` between them can belong to one name."""
    return gap in _JOINTS


def variants(name: str) -> Iterator[str]:
    """`name` and its other spellings: British ones, and prefixes with or without a hyphen."""
    yield name
    for pattern, replacement in _SPELLINGS:
        other = pattern.sub(replacement, name)
        if other != name:
            yield other
    match = _PREFIX.search(name)
    if match and match["hyphen"]:
        yield name[: match.start()] + match["prefix"] + match["rest"] + name[match.end() :]
    elif match and match["prefix"].lower() in ("pre", "post", "fine", "multi", "semi"):
        yield f"{name[: match.start()]}{match['prefix']}-{match['rest']}{name[match.end() :]}"


def plurals(name: str) -> Iterator[str]:
    """The plural of a singular name and the singular of a plural one.

    In ``chain of thought`` it is the first noun that changes.
    """
    head, of, rest = name.partition(" of ") if " of " in name else name.partition("-of-")
    yield from (form + of + rest for form in _other_number(head))


def _other_number(noun: str) -> Iterator[str]:
    if re.search(r"[a-z]ies$", noun):
        yield noun[:-3] + "y"
    elif re.search(r"(?:[sxz]|ch|sh)es$", noun):
        yield noun[:-2]
        yield noun[:-1]
    elif noun.endswith("s") and len(noun) > 3 and not _NO_SINGULAR.search(noun):
        yield noun[:-1]
    elif re.search(r"[^aeiou]y$", noun) and not _NO_PLURAL.search(noun):
        yield noun[:-1] + "ies"
    elif re.search(r"(?:[a-z]s|x|z|ch|sh)$", noun) and not _NO_PLURAL.search(noun):
        yield noun + "es"
    elif noun.endswith("sis"):
        yield noun[:-2] + "es"
    elif not _NO_PLURAL.search(noun):
        yield noun + "s"


def same_case(surface: str, name: str, case: Case) -> bool:
    """Whether the letter case of `surface` may stand for `name`, which differs at most in case.

    A name of several words may also stand all lower, all upper, or with every word capitalised;
    one with capitals inside (``OpenAI``, ``PyTorch``), which is no common word, in any case.
    """
    if case is Case.ANY:
        return True
    found, given = letters(surface), letters(name)
    if found == given:
        return True
    if (
        case is Case.GIVEN
        and len(given) >= _LONG
        and (_INNER.search(name) or (_INNER.search(surface) and found[0] == given[0]))
    ):
        return True
    if case is Case.EXACT or not (_GAP.search(name) or any(map(str.isdigit, name))):
        return False
    capitalised = letters("".join(word[:1].upper() + word[1:] for word in _words(name)))
    return found in (given.lower(), given.upper(), capitalised)


def _words(name: str) -> list[str]:
    return re.split(r"([\s\-\u2010-\u2013]+)", name)
