"""Word, cue and pattern lists as text files, and how they are read.

A list has one item a line; blank lines and lines that begin with ``#`` are left out, and a line
``[name]`` begins a section.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["load_sections", "load_words"]


@cache
def load_sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """The items of ``patterns/<name>.txt`` by section, in the file's order.

    Items before the first section stand under the empty name.
    """
    sections: dict[str, list[str]] = {}
    current = ""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    for line in map(str.strip, text.splitlines()):
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            current = line[1:-1]
            sections.setdefault(current, [])
        else:
            sections.setdefault(current, []).append(line)
    return MappingProxyType({key: tuple(items) for key, items in sections.items()})


@cache
def load_words(name: str) -> frozenset[str]:
    """All items of ``patterns/<name>.txt``, whatever their section."""
    return frozenset(item for items in load_sections(name).values() for item in items)
