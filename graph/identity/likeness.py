"""How alike two names are, for persons and for other things.

A name is never judged by a number: what two names have in common and by what they differ are
reasons, in words, and each has a weight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from .spelling import (
    compact,
    initials,
    is_similar,
    listed,
    pairs_listed,
    qualifiers,
    respelled,
    sound,
    standard,
    transcriptions,
    versions,
    words,
)

__all__ = ["Reason", "Weight", "given", "name_reasons", "person_reasons", "surname", "without_form"]

_ACRONYM = range(2, 7)


class Weight(IntEnum):
    """What a reason does to the proposal that two entities are one."""

    FORBIDS = -2
    """It is not proposed, whatever speaks for it."""
    DOUBT = -1
    """It needs support."""
    SUPPORT = 1
    """It supports likeness of names, and is nothing by itself."""
    LIKENESS = 2
    """It is proposed if something supports it."""
    SAME_NAME = 3
    """It is proposed unless something speaks against it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two entities may be one, or may not.

    Attributes:
        weight: what it does.
        words: for a person to read.
        by_sound: whether the names are alike in that they sound alike.
    """

    weight: Weight
    words: str
    by_sound: bool = False


def name_reasons(one: str, other: str, *, common: bool = False) -> Iterator[Reason]:
    """What the names of two things that are no persons say.

    Args:
        one: a name.
        other: another.
        common: whether they are common nouns, which have a singular and a plural, and are rather
            other words than misheard.
    """
    if versions(one) != versions(other):
        yield Reason(Weight.FORBIDS, f"different versions: {one}, {other}")
    elif transcriptions(one) & transcriptions(other) or _is_one_word(one, other):
        yield Reason(Weight.SAME_NAME, "names differ only in case, accents, punctuation or spaces")
    elif qualifiers(one) != qualifiers(other):
        differing = sorted(qualifiers(one) ^ qualifiers(other))
        yield Reason(Weight.FORBIDS, f"different variants: {', '.join(differing)}")
    elif without_form(one) == without_form(other) != ():
        yield Reason(Weight.SAME_NAME, "names differ only in a legal form")
    elif _respelled(one) == _respelled(other):
        yield Reason(Weight.SAME_NAME, "names differ only in regional spelling")
    elif common and _standard(one) == _standard(other):
        yield Reason(Weight.SAME_NAME, "names differ only in number or regional spelling")
    elif versions(one) and sorted(words(one)) == sorted(words(other)):
        yield Reason(Weight.SAME_NAME, "the same words in another order")
    elif _is_acronym(one, other) or _is_acronym(other, one):
        yield Reason(Weight.LIKENESS, "one is the initials of the other")
    elif _is_respelling(one, other, common):
        yield Reason(Weight.LIKENESS, "names sound or are spelled alike", by_sound=not common)


def _is_one_word(one: str, other: str) -> bool:
    return compact(one) == compact(other) or compact(other) in {
        "".join(form) for form in transcriptions(one)
    }


def without_form(name: str) -> tuple[str, ...]:
    """The words of an organization's name without its legal form and without *the*.

    >>> without_form("The Northwind Company, Inc.")
    ('northwind',)
    """
    found = list(words(name))
    while found and found[-1].rstrip(".") in listed("legal forms"):
        found.pop()
    return tuple(found[1:] if found[:1] == ["the"] else found)


def _respelled(name: str) -> str:
    return "".join(map(respelled, words(name)))


def _standard(name: str) -> str:
    return "".join(map(standard, words(name)))


def _is_acronym(short: str, long: str) -> bool:
    letters = compact(short).removesuffix("s") if short.endswith("s") else compact(short)
    capitals = [char for char in short if char.isupper()]
    return (
        len(letters) in _ACRONYM
        and len(words(short)) == 1
        and len(capitals) >= len(letters) - 1
        and len(words(long)) > 1
        and letters in (initials(long), "".join(word[0] for word in words(long)))
    )


def _is_respelling(one: str, other: str, common: bool) -> bool:
    mine, theirs = words(one), words(other)
    if len(mine) == len(theirs):
        return all(
            is_similar(standard(a), standard(b), by_sound=not common)
            for a, b in zip(mine, theirs, strict=True)
        )
    return is_similar(compact(one), compact(other)) and sound(compact(one)) == sound(compact(other))


@dataclass(frozen=True, slots=True)
class _Person:
    given: tuple[str, ...]
    surname: str
    generation: str


def given(name: str) -> str:
    """A person's first given name, or the only name."""
    return _person(name).given[0] if _person(name).given else ""


def surname(name: str) -> str:
    """A person's surname with its particles, in one word; empty where there is only one name.

    >>> surname("Aaron van den Oord"), surname("Hinton, Geoffrey"), surname("Chen")
    ('vandenoord', 'hinton', '')
    """
    return _person(name).surname


def _person(name: str) -> _Person:
    head, comma, tail = name.partition(",")
    generation = next((w for w in words(tail) if w.rstrip(".") in listed("generations")), "")
    if comma and not generation and tail.strip():
        name = f"{tail} {head}"
    elif comma:
        name = head
    found = [word.strip(".") for word in words(name)]
    while len(found) > 1 and found[0] in listed("titles"):
        found.pop(0)
    while len(found) > 1 and found[-1] in (*listed("generations"), *listed("titles")):
        last = found.pop()
        generation = last if last in listed("generations") else generation
    if len(found) < 2:
        return _Person(tuple(found), "", generation)
    first = len(found) - 1
    while first > 1 and found[first - 1] in listed("particles"):
        first -= 1
    return _Person(tuple(found[:first]), "".join(found[first:]), generation)


def person_reasons(one: str, other: str) -> Iterator[Reason]:
    """What the names of two persons say."""
    mine, theirs = _person(one), _person(other)
    if not (mine.surname and theirs.surname):
        yield Reason(Weight.FORBIDS, "one name alone does not tell a person beyond its document")
        return
    if mine.generation != theirs.generation and mine.generation and theirs.generation:
        yield Reason(Weight.FORBIDS, f"{mine.generation} and {theirs.generation}")
    elif mine.generation != theirs.generation:
        yield Reason(Weight.DOUBT, f"one of them is called {mine.generation or theirs.generation}")
    if _middle_differs(mine, theirs):
        yield Reason(Weight.FORBIDS, "different middle names")
    same_surname = mine.surname == theirs.surname or bool(
        {form[-1] for form in transcriptions(one)} & {form[-1] for form in transcriptions(other)}
        and len(mine.surname) > 1
    )
    first = _given(mine, theirs, one, other)
    if same_surname:
        yield from first
    elif is_similar(mine.surname, theirs.surname) and any(
        r.weight is Weight.SAME_NAME or r.by_sound for r in first
    ):
        yield Reason(
            Weight.LIKENESS,
            "surnames sound or are spelled alike"
            if first[0].weight is Weight.SAME_NAME
            else "given names and surnames sound or are spelled alike",
            by_sound=sound(mine.surname) == sound(theirs.surname),
        )
    elif compact(one) == compact(other):
        yield Reason(Weight.SAME_NAME, "names differ only in accents, punctuation or spaces")
    elif sorted(words(one)) == sorted(words(other)):
        yield Reason(Weight.LIKENESS, "the same names in another order")


def _middle_differs(mine: _Person, theirs: _Person) -> bool:
    a, b = mine.given[1:], theirs.given[1:]
    return bool(a and b) and "".join(a) != "".join(b) and a[0][0] != b[0][0]


def _given(mine: _Person, theirs: _Person, one: str, other: str) -> list[Reason]:
    """What the given names say, where the surnames are the same or alike."""
    a, b = mine.given[0], theirs.given[0]
    forms = [{"".join(form[:1]) for form in transcriptions(name)} for name in (one, other)]
    if a == b or forms[0] & forms[1]:
        if len(a) > 1:
            return [Reason(Weight.SAME_NAME, "the same given name and surname")]
        return [Reason(Weight.LIKENESS, "the same initial and surname")]
    if "".join(mine.given) == "".join(theirs.given):
        return [Reason(Weight.SAME_NAME, "names differ only in accents, punctuation or spaces")]
    if frozenset((a, b)) in pairs_listed("other persons"):
        return []
    if _abbreviates(mine.given, theirs.given) or _abbreviates(theirs.given, mine.given):
        return [Reason(Weight.LIKENESS, "the same surname, and initials of the given names")]
    if frozenset((a, b)) in pairs_listed("nicknames"):
        return [Reason(Weight.LIKENESS, f"{a.title()} may be {b.title()}, of the same surname")]
    if min(len(a), len(b)) > 2 and {a[-1], b[-1]} != {"a", "o"} and _is_one_given(a, b):
        return [
            Reason(
                Weight.LIKENESS,
                "the same surname, and given names that sound or are spelled alike",
                by_sound=sound(a) == sound(b),
            )
        ]
    return []


def _is_one_given(a: str, b: str) -> bool:
    if a.rstrip("aei") == b.rstrip("aei"):  # Daniel, Daniela: two persons
        return False
    return is_similar(a, b) or (
        min(len(a), len(b)) == 4 and sound(a) == sound(b) and abs(len(a) - len(b)) <= 1
    )


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    letters = "".join(short)
    return (
        (len(short[0]) == 1 or (len(letters) == 2 and len(long) > 1))
        and len(long[0]) > 1
        and "".join(name[0] for name in long).startswith(letters[: len(long)])
    )
