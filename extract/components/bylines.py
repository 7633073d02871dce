"""By-lines: the people whom a title's next line names as its authors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...graph.model import EntityType
from .discourse import Discourse, Place

__all__ = ["bylines"]

_BESIDE = re.compile(
    r"(?:^|\s)(?:by|and|with|authors?:|et al\.?|&)(?=\s|$)|[\s,;|*\u2020\u2021\d.]+"
)
_MOST = 12  # letters in a by-line that belong to no name, such as marks of affiliation


def bylines(discourse: Discourse) -> Iterator[tuple[str, str, int, int]]:
    """Author, work, and where the author and the work are named.

    The work is one whose name makes up a block; its authors are the people that make up the next.
    """
    blocks = [block for block in discourse.blocks if block.start < block.end]
    for title, line in pairwise(blocks):
        work = _sole_work(discourse, title.start, title.end)
        if work is None:
            continue
        people = [
            place
            for place in discourse.within(line.start, line.end)
            if place.type is EntityType.PERSON
        ]
        if people and _consists_of(discourse, people, line.start, line.end):
            for person in people:
                yield person.entity, work.entity, person.start, work.start


def _sole_work(discourse: Discourse, start: int, end: int) -> Place | None:
    places = discourse.within(start, end)
    if len(places) == 1 and EntityType.WORK in discourse.entities[places[0].entity].types:
        rest = discourse.folded[start : places[0].start] + discourse.folded[places[0].end : end]
        if not re.search(r"\w", rest):
            return places[0]
    return None


def _consists_of(discourse: Discourse, people: list[Place], start: int, end: int) -> bool:
    rest, position = [], start
    for place in people:
        rest.append(discourse.folded[position : place.start])
        position = place.end
    rest.append(discourse.folded[position:end])
    return len(_BESIDE.sub("", " ".join(rest))) <= _MOST
