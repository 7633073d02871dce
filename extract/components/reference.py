"""Who or what a pronoun or definite phrase stands for.

The first name in a sentence is most often its subject, and subjects are what the next sentence
takes up (Grosz, Joshi and Weinstein, Centering, Computational Linguistics 21(2), 1995); so the
search goes back sentence by sentence and takes the first fitting name of the nearest one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache

from ...graph.model import BlockKind, EntityType
from ..patterns import load_sections
from ..reading import BlockRange
from .discourse import Discourse, Place, Statement
from .phrases import alternatives

__all__ = ["heading_name", "named_together", "nearest", "stands_for"]

_SINGULAR = re.compile(r"(?<!\w)(?:he|she|him|his|her|hers)(?!\w)")
_PLURAL = re.compile(r"(?:they|them|their|theirs|the authors|the two|both)")
_JOINED = re.compile(
    r"(?:,? (?:and|&) |, )|(?: and (?:his |her |their |\w+ )?(?:colleagues|co-?authors|others|team|"
    r"collaborators)| et al)"
)
_BETWEEN = re.compile(r",? (?:and|&) |, ")
_HIS = re.compile(r"(?:, (?:\w+ ){0,3})?(?:he|him|his)(?!\w)")
_HERS = re.compile(r"(?:, (?:\w+ ){0,3})?(?:she|her|hers)(?!\w)")
_OF_OTHER = re.compile(r"(?:'s|(?<=s)') (?:[\w-]+ ){0,4}")
_PHRASE = 80  # characters
_REACH = 6  # sentences; further back a name is seldom taken up by a phrase
_PERSON_REACH = 12  # a person who is the topic is `he` for longer
_GROUP_REACH = 3
_THING_REACH = 2


def stands_for(
    discourse: Discourse, position: int, words: str, default: str | None = None
) -> str | None:
    """The entity that `words` at `position` of the reading refer to, None when none fits.

    Args:
        discourse: where they stand.
        position: their offset in the reading.
        words: folded: a pronoun, or a definite phrase such as ``the company``.
        default: the person whose view the text gives here, if it gives one's throughout.
    """
    bare = words.removesuffix("'s").strip()
    if not bare:  # a note without subject
        return default or _noted(discourse, position)
    if _SINGULAR.fullmatch(bare):
        return _person(discourse, position, default, bare)
    if bare == "it":  # said something
        return _last(discourse, position, lambda place: place.type is EntityType.ORGANIZATION)
    if _PLURAL.fullmatch(bare):
        return next(iter(named_together(discourse, position)), None)
    kind = _kind_of_group(bare)
    if kind == "person":
        return default or _person(discourse, position, None)
    if kind == "organization":
        return _organization(discourse, position, bare.rsplit(" ", 1)[-1])
    if kind == "thing":
        return _thing(discourse, position)
    if kind == "work":
        return nearest(discourse, position, EntityType.WORK)
    return None


def _noted(discourse: Discourse, position: int) -> str | None:
    """The person whom notes are on: that the section is headed by, or its paragraph begins with."""
    if headed := heading_name(discourse, position, EntityType.PERSON):
        return headed
    block = discourse.blocks[bisect_right(discourse.blocks, position, key=_block_start) - 1]
    for place in discourse.within(block.start, position):
        if place.start == block.start and place.type is EntityType.PERSON:
            return place.entity
    return None


def nearest(discourse: Discourse, position: int, type_: EntityType) -> str | None:
    """The entity of `type_` that the section is headed by, else the one named last before
    `position`, within a few sentences."""
    if headed := heading_name(discourse, position, type_):
        return headed
    return _last(discourse, position, lambda place: place.type is type_)


def _last(
    discourse: Discourse,
    position: int,
    fits: Callable[[Place], bool],
    reach: int = _REACH,
) -> str | None:
    sentences = discourse.sentences
    index = _sentence_at(discourse, position)
    floor = sentences[max(0, index - reach)].start if sentences else 0
    for place in discourse.before(position):
        if place.start < floor:
            return None
        if fits(place):
            return place.entity
    return None


def _organization(discourse: Discourse, position: int, noun: str) -> str | None:
    """The organization that is called a `noun`: one with that word in its name, else the nearest
    whose name says nothing else of its kind."""
    if named := _named_so(discourse, position, noun):
        return named
    if noun in _institutions():
        return None
    headed = heading_name(discourse, position, EntityType.ORGANIZATION)
    return headed or _last(
        discourse,
        position,
        lambda place: (
            place.type is EntityType.ORGANIZATION
            and _institutions().isdisjoint(discourse.folded[place.start : place.end].split())
        ),
    )


def _named_so(discourse: Discourse, position: int, noun: str) -> str | None:
    for place in discourse.before(position):
        words = discourse.folded[place.start : place.end].split()
        if place.type is EntityType.ORGANIZATION and noun in words:
            return place.entity
    return None


def _thing(discourse: Discourse, position: int) -> str | None:
    """The model or method that `the system` or `this approach` stands for: what the last
    sentences are about."""
    return _last(
        discourse,
        position,
        lambda place: place.type in (EntityType.MODEL, EntityType.METHOD),
        reach=_THING_REACH,
    )


def heading_name(
    discourse: Discourse, position: int, type_: EntityType | None = None
) -> str | None:
    """The entity, of `type_` if given, whose name is the whole heading of the section."""
    index = bisect_right(discourse.blocks, position, key=_block_start) - 1
    for place in reversed(discourse.blocks[: index + 1]):
        if place.block.kind is BlockKind.HEADING:
            for named in discourse.within(place.start, place.end):
                fits = type_ is None or named.type is type_
                if fits and named.start == place.start and named.end == place.end:
                    return named.entity
            return None
    return None


def _person(
    discourse: Discourse, position: int, default: str | None, pronoun: str = ""
) -> str | None:
    others = _HERS if _HIS.fullmatch(pronoun) else _HIS if _HERS.fullmatch(pronoun) else None
    index = _sentence_at(discourse, position)
    for back in range(index, max(-1, index - _PERSON_REACH), -1):
        sentence = discourse.sentences[back]
        if discourse.kind(sentence) is BlockKind.HEADING and back < index:
            continue
        end = min(position, sentence.end)
        named = _first_person(discourse, sentence, end, others)
        if named is None:
            continue
        entity, place = named
        leads = place == sentence.start and back >= index - 1
        if default is not None and entity != default and not leads:
            # Another person takes over from the default only as the subject of this sentence
            # or the last one.
            return default
        return entity
    return default


def named_together(discourse: Discourse, position: int) -> tuple[str, ...]:
    """The people named together shortly before `position`, whom `they` stands for: all of
    `Brook, Lind and Hale`, the one of `Brook and colleagues`; empty when there are none."""
    index = _sentence_at(discourse, position)
    for back in range(index, max(-1, index - _GROUP_REACH), -1):
        sentence = discourse.sentences[back]
        places = discourse.within(sentence.start, min(position, sentence.end))
        for place in places:
            if place.type is not EntityType.PERSON:
                continue
            joined = _JOINED.match(discourse.folded, place.end)
            if joined and (
                joined.group().strip(" ,") not in ("", "and", "&")
                or any(p.start == joined.end() and p.type is place.type for p in places)
            ):
                return _list_from(discourse, place, sentence.end)
            break
    return ()


def _list_from(discourse: Discourse, place: Place, end: int) -> tuple[str, ...]:
    """The people of the list that begins with `place`."""
    found = [place.entity]
    for other in discourse.within(place.end, end):
        if other.type is not EntityType.PERSON:
            break
        if not _BETWEEN.fullmatch(discourse.folded, place.end, other.start):
            break
        found.append(other.entity)
        place = other
    return tuple(dict.fromkeys(found))


def _first_person(
    discourse: Discourse, sentence: Statement, end: int, others: re.Pattern[str] | None = None
) -> tuple[str, int] | None:
    """The first person named in `sentence` before `end`, unless a pronoun is there earlier.

    One whom the next words call by a pronoun that `others` matches is somebody else: not `she`
    behind `Brook, to his credit, asked`.
    """
    pronoun = _SINGULAR.search(discourse.folded, sentence.start, end)
    for place in discourse.within(sentence.start, end):
        if place.type is EntityType.PERSON:
            if _is_possessor(discourse, place, end):
                continue
            if others and others.match(discourse.folded, place.end, end):
                continue
            if pronoun and pronoun.start() < place.start:
                return None
            return place.entity, place.start
    return None


def _is_possessor(discourse: Discourse, place: Place, end: int) -> bool:
    """Whether a person's name only says who the next one is: `Brook's colleague Ada Lind`."""
    return any(
        other.type is EntityType.PERSON
        and _OF_OTHER.fullmatch(discourse.folded, place.end, other.start) is not None
        for other in discourse.within(place.end, min(end, place.end + _PHRASE))
    )


def _sentence_at(discourse: Discourse, position: int) -> int:
    return bisect_right(discourse.sentences, position, key=_start) - 1


def _kind_of_group(words: str) -> str | None:
    for kind in ("person", "organization", "work", "thing"):
        if _group(kind).fullmatch(words):
            return kind
    return None


@cache
def _group(kind: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:the|this|\w+'s) (?:{alternatives(load_sections('claims-groups')[kind])})"
    )


@cache
def _institutions() -> frozenset[str]:
    return frozenset(load_sections("claims-groups")["institutions"])


def _start(sentence: Statement) -> int:
    return sentence.start


def _block_start(place: BlockRange) -> int:
    return place.start
