"""Names of persons: their parts, which names can be one person's, and bare names in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Span

from ..patterns import load_sections, load_words
from . import context

__all__ = [
    "BareName",
    "PersonName",
    "bare_names",
    "bearers",
    "given_names",
    "is_distinctive",
    "is_person_name",
    "parse_name",
]

_PARTICLES = frozenset(
    [
        "al",
        "bin",
        "da",
        "dal",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "st",
        "ten",
        "ter",
        "van",
        "von",
        "zu",
    ]
)
_SUFFIX = re.compile(r",?\s+(?:jr|sr|ii|iii|iv|ph\.?d|md)\.?$", re.IGNORECASE)
_TITLE = re.compile(
    r"^(?:(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame|lord|lady)\.?\s+)+", re.IGNORECASE
)
_VERB = re.compile(r"['\u2019]s|was|has|is|will|[a-z]{2,}(?:s|ed)")
_SHORTEST = 5  # letters of a surname that shows a person by itself
_TOKEN = re.compile(r"\w+|[^\w\s]")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_MARKS = ".\"'()\u2018\u2019\u201c\u201d"
_NICKNAME = re.compile("[\"'(\u2018\u201c]([^\\W\\d_]{2,})[\"')\u2019\u201d]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name of one person.

    Attributes:
        full: the name without title and suffix.
        given: its first word; empty when the name is one word.
        middle: what stands between, initials without full stop.
        surname: the last word with the particles before it.
        nicknames: what stands between in quotation marks or brackets, and what else the text says
            that the person is called.
    """

    full: str
    given: str
    middle: tuple[str, ...]
    surname: str
    nicknames: tuple[str, ...] = ()

    @property
    def single(self) -> frozenset[str]:
        """The names by which the person may be called alone."""
        return frozenset((self.given, self.surname, *self.nicknames)) - {""}

    def with_nicknames(self, *names: str) -> PersonName:
        """The same name with these nicknames, too."""
        return replace(self, nicknames=tuple(dict.fromkeys((*self.nicknames, *names))))

    def agrees(self, other: PersonName) -> bool:
        """Whether both can name one person: same surname, and given and middle names that are
        equal, initials of each other, or left out; a nickname stands for the given name.
        """
        if self.surname.casefold() != other.surname.casefold():
            return False
        if not (self.given and other.given):
            return False
        if not any(
            _compatible(mine, theirs)
            for mine in (self.given, *self.nicknames)
            for theirs in (other.given, *other.nicknames)
        ):
            return False
        return all(
            _compatible(mine, theirs)
            for mine, theirs in zip(self.middle, other.middle, strict=False)
        )


@dataclass(frozen=True, slots=True)
class BareName:
    """A name that stands alone, with the indices of the persons who bear it."""

    span: Span
    bearers: tuple[int, ...]


@cache
def given_names(section: str) -> frozenset[str]:
    """The given names of one section of the list, ``clear`` or ``unclear``."""
    lines = load_sections("given_names")[section]
    return frozenset(name for line in lines for name in line.split())


def parse_name(text: str) -> PersonName:
    """The parts of a person's name; a title before it and a suffix behind it are left off.

    >>> parse_name("Dr. Jan van der Berg").surname
    'van der Berg'
    >>> parse_name('Katherine "Kit" Moreno').nicknames
    ('Kit',)
    """
    full = _SUFFIX.sub("", _TITLE.sub("", " ".join(text.split()))).strip(" ,.")
    words = full.split()
    if len(words) < 2:
        return PersonName(full, "", (), full)
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in _PARTICLES:
        cut -= 1
    called = tuple(match[1] for match in map(_NICKNAME.fullmatch, words[1:cut]) if match)
    middle = tuple(word.strip(_MARKS) for word in words[1:cut] if not _NICKNAME.fullmatch(word))
    return PersonName(full, words[0], middle, " ".join(words[cut:]), called)


def is_person_name(text: str) -> bool:
    """Whether `text`, as a speaker label or in metadata, can be a person's name.

    Labels of roles (``Host``, ``Speaker 1``, ``Q``) are none.
    """
    words = parse_name(text).full.split()
    roles = load_words("speaker_roles")
    return (
        0 < len(words) <= 5
        and not any(any(map(str.isdigit, word)) for word in words)
        and words[0][:1].isupper()
        and not any(word.casefold() in roles for word in words)
        and len(words[0].strip(".")) + len(words) > 2
    )


def bare_names(doc: Doc, persons: Sequence[PersonName], free: Iterable[int]) -> Iterator[BareName]:
    """Where single names of `persons`, and nicknames with the surname, stand alone among the
    `free` tokens.
    """
    index: dict[str, list[int]] = {}
    for number, person in enumerate(persons):
        called = {f"{nickname} {person.surname}" for nickname in person.nicknames}
        for name in person.single | called:
            index.setdefault(name, []).append(number)
    longest = max((len(_TOKEN.findall(name)) for name in index), default=0)
    open_tokens = set(free)
    texts: tuple[str, ...] = doc._.texts
    beginnings = {name[:end] for name in index for end in range(1, len(name) + 1)}
    start = 0
    while start < len(doc):
        if texts[start] not in beginnings:
            start += 1
            continue
        for length in range(longest, 0, -1):
            span = doc[start : start + length]
            if (
                len(span) == length
                and span.text in index
                and open_tokens.issuperset(range(span.start, span.end))
            ):
                if _stands_alone(span):
                    yield BareName(span, tuple(index[span.text]))
                start += length - 1
                break
        start += 1


def bearers(span: Span, persons: Sequence[PersonName]) -> BareName:
    """`span`, a single name, with those of `persons` who bear it."""
    found = (i for i, person in enumerate(persons) if span.text in person.single)
    return BareName(span, tuple(found))


def is_distinctive(surname: str) -> bool:
    """Whether a surname alone shows a person: it is long, no common word and no given name."""
    return (
        len(surname) >= _SHORTEST
        and surname not in given_names("clear") | given_names("unclear")
        and surname.casefold() not in load_words("common_names")
        and surname.casefold() not in load_words("places")
    )


def _stands_alone(span: Span) -> bool:
    """Whether no other name is beside `span` that it would be part of, and it is no common word."""
    before, behind = context.before(span), context.behind(span)
    if before is not None and before.text in given_names("clear"):
        return False
    if behind is not None and behind.text in ("-", "\u2010", "\u2011"):
        return False
    if span.text.casefold() not in load_words("common_names"):
        return True
    if context.in_title_case(span):
        return False
    if behind is not None and behind.text == "," and behind.i + 1 < len(span.doc):
        behind = span.doc[behind.i + 1]
        return before is not None or behind.lower_ in ("who", "whose")
    return before is not None or (behind is not None and bool(_VERB.fullmatch(behind.text)))


def _compatible(mine: str, theirs: str) -> bool:
    one, two = mine.strip(".").casefold(), theirs.strip(".").casefold()
    if _INITIAL.fullmatch(one) or _INITIAL.fullmatch(two):
        return one[:1] == two[:1]
    return one == two
