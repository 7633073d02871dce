"""Hosts and guests of the show that a document is an episode of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...graph.model import EntityType
from ..patterns import load_sections
from .discourse import Discourse, Place, fold
from .relation_notation import expand
from .relation_text import Referent, SignedText

__all__ = ["find_show", "participants", "participants_in"]

_SHOW = re.compile(
    r"(?<!\w)(?:podcast|show|pod|radio|interviews?|conversations|talks|talk|live|hour|cast|"
    r"ted|tedx?\w*|episode)(?!\w)"
)
_BESIDE = re.compile(
    r"(?:(?:welcome (?:back )?to|listening to|episode of|from|on|more from) (?:the )?$)"
)
_IS_SHOW = re.compile(
    r"(?: \([^()]*\))?(?:'s)? (?:podcast|show|interview|episode|newsletter|is (?:an? |the )"
    r"(?:[\w-]+ ){0,4}(?:podcast|show|series|channel))(?!\w)"
)
_PERSON = frozenset({EntityType.PERSON})
_TOP = 600  # characters in which a document names the show it is from
_ROLES = {
    "host": "host",
    "interviewer": "host",
    "guest": "guest",
    "speaker": "speaker",
}
_OCCASIONS = frozenset({EntityType.WORK, EntityType.EVENT})
_TITLE_END = re.compile(r" ?(?:\n|$|--|[-\u2014|:,(#]|transcript|episode|debate|\d)")
_NAMED_AT_END = re.compile(r"(?:\u2014|--| -|\||:|with|ft\.?|feat\.?) ?$")


def find_show(discourse: Discourse) -> Place | None:
    """The place that names the podcast, show or series that the document is about or from.

    None where the document names none near its beginning or several; a transcript may be of the
    panel, debate or the like that its first line begins with.
    """
    found: dict[str, Place] = {}
    for place in discourse.places:
        types = discourse.entities[place.entity].types
        if EntityType.WORK not in types or not _is_show(discourse, place):
            continue
        found.setdefault(place.entity, place)
    if not found:
        return _transcribed(discourse)
    return next(iter(found.values())) if len(found) == 1 else None


def _transcribed(discourse: Discourse) -> Place | None:
    """What the first line of a transcript names at its beginning, before nothing or a break."""
    if not any(block.block.speaker for block in discourse.blocks):
        return None
    for block in discourse.blocks:
        for place in discourse.within(block.start, block.end):
            types = discourse.entities[place.entity].types
            before = discourse.folded[block.start : place.start]
            opens = before in ("", "the ") and _TITLE_END.match(discourse.folded, place.end)
            return place if opens and _OCCASIONS & set(types) else None
        if block.start < block.end:
            return None
    return None


def _is_show(discourse: Discourse, place: Place) -> bool:
    text = discourse.folded
    named = bool(_SHOW.search(text, place.start, place.end))
    if _IS_SHOW.match(text, place.end):
        return True
    near = max(0, place.start - 40)
    welcomed = _BESIDE.search(text[near : place.start])
    return bool(named and place.start < _TOP) or bool(welcomed and "welcome" in welcomed.group())


def participants(discourse: Discourse) -> Iterator[tuple[str, str | None, int]]:
    """People who take part in the show: their entity, role and a place that tells so.

    They are those whom the metadata names in such a role, the speakers of a transcript's turns,
    and a person whom the title names behind a dash or bar.
    """
    for person in discourse.document.people:
        entity = discourse.named(person.name)
        if person.role in _ROLES and entity is not None:
            place = next((p.start for p in discourse.places if p.entity == entity), None)
            if place is not None:
                yield entity, _ROLES[person.role], place
    for block in discourse.blocks:
        if block.block.speaker is not None and block.start < block.end:
            entity = discourse.named(block.block.speaker)
            if entity is not None:
                yield entity, None, block.start
    for entity, start in _named_by_title(discourse):
        yield entity, "guest", start


def _named_by_title(discourse: Discourse) -> Iterator[tuple[str, int]]:
    """People whose name ends a line near the top, behind a dash, a bar or `with`."""
    for block in discourse.blocks:
        if block.start > _TOP:
            return
        line = discourse.folded[block.start : block.end].rstrip(" .)")
        for entity in discourse.entities.values():
            if entity.type is not EntityType.PERSON:
                continue
            for name in map(fold, (entity.name, *entity.aliases)):
                signed = _NAMED_AT_END.search(line, 0, max(0, len(line) - len(name)))
                if " " in name and line.endswith(name) and signed:
                    yield entity.id, block.start


def participants_in(text: SignedText) -> Iterator[tuple[Referent, str]]:
    """People whom a sentence calls a guest or host of a show that it does not name."""
    for role, pattern in _patterns():
        for match in pattern.finditer(text.text):
            yield text.referents[match.start("S")], role


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (role, re.compile(expand(item, (_PERSON, _PERSON))))
        for role, items in load_sections("relations-participants").items()
        for item in items
    )
