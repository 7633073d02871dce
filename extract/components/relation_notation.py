"""The notation of the relation patterns: regular expressions that name common parts in braces.

``{S}`` and ``{O}``
    the signs of subject and object, of the types that the predicate allows, or of those given:
    ``{S:Person}``, ``{O:Model|Method}``; with a proper name, ``{O:named Model}``. ``{S1}`` and
    ``{SL}`` are the first and the last name of a list.
``{any}``
    any sign, or any of some types: ``{any:Person}``; ``{signs:Person}`` the same for use inside
    square brackets.
``{v:use}``, ``{p:use}``, ``{g:use}``
    the finite forms with the participle, the participle, the gerund of the verbs of section
    ``verbs use`` of ``relations-words``.
``{n:creator}``, ``{w:stop}``
    the items of its sections ``nouns creator`` and ``stop``.
other names
    sections of ``relations-parts``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ...graph.model import EntityType
from ..patterns import load_sections
from .inflection import verb_forms
from .needed_strings import ANYTHING, Needs, Part, read_part
from .phrases import alternatives
from .relation_text import ANY, sign_class

__all__ = ["Types", "end_types", "expand", "needs"]

Types = tuple[frozenset[EntityType], frozenset[EntityType]]
"""What a subject and an object may be."""

_FIELD = re.compile(r"\{(?P<name>[A-Za-z]+\d?)(?::(?P<argument>[\w| -]+))?\}")
_NAMED = "named "
_HEAD_FOLLOWS = frozenset({"np", "mods"})  # parts that end where the head of a phrase begins


def expand(template: str, types: Types) -> str:
    """The regular expression that a template stands for; it ends at the end of a word.

    Args:
        template: in the notation above.
        types: those that subject and object may have where the template does not say.

    Raises:
        KeyError: if a name in braces is unknown.
    """
    last = ""

    def field(match: re.Match[str]) -> str:
        nonlocal last
        name, argument = match["name"], match["argument"] or ""
        behind, last = last, name
        if name[0] not in "SO":
            return _shared(match[0])
        given = end_types(match[0], types)["SO".index(name[0])]
        sign = sign_class(given, named=argument.startswith(_NAMED))
        alone = _shared("{alone}") if behind in _HEAD_FOLLOWS else ""
        return f"(?P<{name[0]}>{sign}){alone}"

    return _FIELD.sub(field, template) + r"(?!\w)"


def end_types(template: str, types: Types) -> Types:
    """The types that `template` wants of its subject and object; `types` where it does not say."""
    given = dict(zip("SO", types, strict=True))
    for match in _FIELD.finditer(template):
        if match["name"][0] in "SO" and match["argument"]:
            given[match["name"][0]] = _types(match["argument"].removeprefix(_NAMED))
    return given["S"], given["O"]


def needs(template: str) -> Needs:
    """What every text that the expanded template matches holds."""
    return read_part(template, _part).needs


@cache
def _part(field: str) -> Part:
    match = _FIELD.fullmatch(field)
    assert match is not None
    if match["name"][0] in "SO" or match["name"] == "any":
        return ANYTHING
    part = "".join(load_sections("relations-parts").get(match["name"], ()))
    return read_part(part or _shared(field), _part)


@cache
def _shared(field: str) -> str:
    """What stands for a field other than subject and object."""
    match = _FIELD.fullmatch(field)
    assert match is not None
    name, argument = match["name"], match["argument"]
    words = load_sections("relations-words")
    if name == "any":
        return sign_class(_types(argument)) if argument else ANY
    if name == "signs":
        return sign_class(_types(argument))[1:-1]
    if name in _FORMS:
        return f"(?:{alternatives(map(re.escape, _verbs(name, argument)))})"
    if name == "n":
        return f"(?:{alternatives(words[f'nouns {argument}'])})"
    if name == "w":
        return f"(?:{alternatives(words[argument])})"
    part = "".join(load_sections("relations-parts")[name])
    return _FIELD.sub(lambda inner: _shared(inner[0]), part)


def _types(names: str) -> frozenset[EntityType]:
    return frozenset(map(EntityType, names.split("|")))


_FORMS: Mapping[str, tuple[str, ...]] = {
    "v": ("base", "third", "past", "participle"),
    "p": ("participle",),
    "g": ("gerund",),
}


def _verbs(form: str, section: str) -> set[str]:
    verbs = map(verb_forms, load_sections("relations-words")[f"verbs {section}"])
    return {getattr(verb, name) for verb in verbs for name in _FORMS[form]}
