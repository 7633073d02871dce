"""What a reader is: a format's name, its file suffixes, and a function from bytes to blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ...graph.model import Block
from .metadata import Metadata

__all__ = ["Parsed", "Reader", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader is given.

    Attributes:
        name: the file as the user gave it, for messages.
        data: its bytes, not empty.
        options: what the user says about the document; a reader may use the people's names.
    """

    name: str
    data: bytes
    options: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader returns.

    Attributes:
        text: the text that all offsets refer to.
        blocks: its parts, disjoint and sorted, each inside `text` and without white space at
            its ends.
        metadata: what the source says about itself.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Reader:
    """A source format; others are added by entry points of the group ``claimgraph.readers``.

    Attributes:
        name: of the format, such as ``markdown``.
        suffixes: of its files, in lower case, with the dot.
        media_type: of its files.
        read: makes text and blocks of a file's bytes; raises DocumentError when it cannot.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[Source], Parsed]
