"""Lists of words as text files.

A list has one item a line; blank lines and lines that begin with ``#`` are left out, and a line
``[name]`` begins a section.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["read_sections"]


def read_sections(text: str) -> Mapping[str, tuple[str, ...]]:
    """The items of a list by section, in the file's order; those before the first under ``""``.

    >>> read_sections("one\\n[more]\\n# none\\ntwo")["more"]
    ('two',)
    """
    sections: dict[str, list[str]] = {}
    current = ""
    for line in map(str.strip, text.splitlines()):
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            current = line[1:-1]
            sections.setdefault(current, [])
        else:
            sections.setdefault(current, []).append(line)
    return MappingProxyType({key: tuple(items) for key, items in sections.items()})
