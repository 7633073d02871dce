"""Word, cue and pattern lists as text files, in the form of `graph.word_lists`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ...graph.word_lists import read_sections

__all__ = ["load_sections", "load_words"]


@cache
def load_sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """The items of ``patterns/<name>.txt`` by section, in the file's order.

    Items before the first section stand under the empty name.
    """
    return read_sections(files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8"))


@cache
def load_words(name: str) -> frozenset[str]:
    """All items of ``patterns/<name>.txt``, whatever their section."""
    return frozenset(item for items in load_sections(name).values() for item in items)
