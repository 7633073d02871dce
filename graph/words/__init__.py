"""Words by what they mean for a proposition, in the form of `graph.word_lists`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ..word_lists import read_sections

__all__ = ["phrases", "word_sections"]


@cache
def word_sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """The items of ``words/<name>.txt`` by section."""
    return read_sections(files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8"))


@cache
def phrases(section: str) -> re.Pattern[str]:
    """Matches any item, a regular expression, of a section of ``words/phrases.txt``.

    The longest item wins; it stands between word boundaries.
    """
    items = sorted(word_sections("phrases")[section], key=lambda item: (-len(item), item))
    return re.compile(rf"(?<![\w'])(?:{'|'.join(items)})(?![\w'])")
