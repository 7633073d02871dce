"""Spellings of one name: what two names have in common, and by what they differ."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio

from ..names import fold
from ..word_lists import read_sections

__all__ = [
    "compact",
    "initials",
    "is_similar",
    "listed",
    "pairs_listed",
    "qualifiers",
    "respelled",
    "sound",
    "standard",
    "transcriptions",
    "versions",
    "words",
]

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "\u0131": "i",
    }
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*[+#]*")
_POINTS = re.compile(r"'|(?<!\d)\.|\.(?!\d)")
_NUMBERED = re.compile(r"v?(\d+(?:\.\d+)*?)(?:\.0)*")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?!\w)")
_GRADE = re.compile(r"(?<![^\W\d_])v?(\d+(?:\.\d+)*)([a-z]*)|(?<=[a-z])(\d+(?:\.\d+)*)([a-z]?)")
_SIMILAR = 80.0
_SHORT = 5
"""Letters below which a word that differs in one of them is another word."""


@cache
def listed(section: str) -> tuple[str, ...]:
    """The lines of a section of ``words/names.txt``, in their order."""
    text = files(f"{__package__.rpartition('.')[0]}.words").joinpath("names.txt")
    return read_sections(text.read_text(encoding="utf-8"))[section]


@cache
def pairs_listed(section: str) -> frozenset[frozenset[str]]:
    """Every pair of words that stand on one line of the section."""
    return frozenset(
        frozenset((one, other))
        for line in listed(section)
        for one in line.split()
        for other in line.split()
        if one != other
    )


def words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case without accents, possessives and most punctuation.

    >>> words("Anthropic's Claude-3.5 (Sonnet)"), words("Jürgen O'Neill")
    (('anthropic', 'claude', '3.5', 'sonnet'), ('jurgen', 'oneill'))
    """
    return _words(fold(name))


def transcriptions(name: str) -> frozenset[tuple[str, ...]]:
    """The words of a name with umlauts dropped, and with umlauts written out."""
    folded = fold(name)
    return frozenset((_words(folded), _words(folded.translate(_GERMAN))))


def _words(folded: str) -> tuple[str, ...]:
    bare = _POSSESSIVE.sub("", folded.replace("&", " and ").translate(_LETTERS))
    plain = unicodedata.normalize("NFKD", bare)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return tuple(_POINTS.sub("", word) for word in _WORD.findall(plain))


def compact(name: str) -> str:
    """The letters and digits of a name, so that spaces, hyphens and points make no difference.

    >>> compact("Deep Mind") == compact("DeepMind"), compact("GPT-4.1") == compact("GPT-41")
    (True, False)
    """
    return "".join(words(name))


@lru_cache(maxsize=65536)
def standard(word: str) -> str:
    """A word in the singular and in American spelling, as far as its ending tells.

    >>> standard("modelling"), standard("behaviours"), standard("bias"), standard("policies")
    ('modeling', 'behavior', 'bias', 'policy')
    """
    return respelled(_singular(word))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and re.search(r"(?:ss|x|ch|sh)es\Z", word):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not re.search(r"(?:ss|us|is|as|os)\Z", word):
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def respelled(word: str) -> str:
    """A word in American spelling, and a version without ``v`` and ``.0``.

    >>> respelled("tokenisation"), respelled("centre"), respelled("v2.0"), respelled("labels")
    ('tokenization', 'center', '2', 'labels')
    """
    if (match := _NUMBERED.fullmatch(word)) is not None:
        return match[1]
    if len(word) > 5:
        for line in listed("spellings"):
            old, new = line.split()
            if word.endswith(old):
                return word[: -len(old)] + new
    return word


def versions(name: str) -> tuple[str, ...]:
    """The numbers of a name with the letters on them, sorted; ``4.0`` is ``4`` and ``v2`` is ``2``.

    >>> versions("GPT-5.2 Pro"), versions("Llama 2 70B"), versions("GPT-4o"), versions("o1")
    (('5.2',), ('2', '70b'), ('4o',), ('1',))
    """
    found = []
    for match in _GRADE.finditer(" ".join(words(name))):
        number, letters = (match[1], match[2]) if match[1] else (match[3], match[4])
        found.append(re.sub(r"(?:\.0)+\Z", "", number) + letters)
    return tuple(sorted(found))


def qualifiers(name: str) -> frozenset[str]:
    """The words of a name that tell a variant: ``pro``, ``mini``."""
    return frozenset(words(name)) & frozenset(listed("qualifiers"))


def initials(name: str) -> str:
    """The first letters of a name's words, those that are written small in titles left out.

    >>> initials("Massachusetts Institute of Technology")
    'mit'
    """
    small = {"of", "the", "for", "and", "in", "on", "with", "from", "to", "a", "an"}
    return "".join(word[0] for word in words(name) if word not in small)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A key that words share which sound alike to a speech recognizer, whatever their language.

    Consonants by their sound, vowels only as being there at the start. The rules are those of
    ``words/names.txt``, in the manner of Lawrence Philips, "Hanging on the Metaphone" (1990), with
    Slavic and German spellings added.

    >>> sound("pachocki") == sound("pachotsky"), sound("jakub") == sound("yakub")
    (True, True)
    """
    said = f"^{word}$"
    for line in listed("sounds"):
        old, new = line.split()
        if old in said:
            start, end = "^" if old[0] == "^" else "", "$" if old[-1] == "$" else ""
            said = said.replace(old, f"{start}{new}{end}")
    letters = said.strip("^$")
    first = "a" if letters[:1] in tuple("aeiou") and word[:1] not in ("j", "y") else letters[:1]
    rest = re.sub(r"[aeiouh]", "", letters[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)


def is_similar(one: str, other: str, *, by_sound: bool = True) -> bool:
    """Whether two words may be one that was mistyped or, `by_sound`, misheard.

    Words of few letters have to be equal, and a word is not similar to itself with a prefix, a
    digit more, or another prefix.
    """
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORT or any(char.isdigit() for char in one + other):
        return False
    if _differ_by_prefix(one, other):
        return False
    if by_sound and sound(one) == sound(other):
        return ratio(one, other) >= _SIMILAR - 20
    distance = DamerauLevenshtein.distance(one, other)
    return distance <= max(1, min(len(one), len(other)) // 5) and ratio(one, other) >= _SIMILAR


def _differ_by_prefix(one: str, other: str) -> bool:
    stems = [
        {word} | {word.removeprefix(prefix) for prefix in listed("prefixes")}
        for word in (one, other)
    ]
    return any(len(stem) >= 3 for stem in stems[0] & stems[1])
