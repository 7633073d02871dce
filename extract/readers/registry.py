"""Which reader reads which file, and the one way from a file to a Document.

Readers of other packages are entry points of the group ``claimgraph.readers``; each names a
`Reader`. The readers shipped here are imported when a file of their kind is met.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType

from ...graph.errors import DocumentError, UsageError
from ...graph.model import Document
from .metadata import Metadata
from .reader import Reader, Source

__all__ = ["DEFAULT_MAX_BYTES", "read_document", "readers", "suffixes"]

DEFAULT_MAX_BYTES = 64 * 1024 * 1024

_SNIFFED = 4096
_SIGNATURES = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (rb"%PDF-", "pdf"),
        (rb"PK\x03\x04", "word"),
        (rb"\xd0\xcf\x11\xe0", "word"),
        (rb"WEBVTT(?:\s|$)", "webvtt"),
        (rb"\d+\s*\r?\n\d+:\d\d:\d\d[.,]\d+ *-->", "subrip"),
        (rb"(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)[\s>]", "html"),
        (rb"[{\[]\s*[{\"]", "transcript"),
    )
)
_BINARY = frozenset({"pdf", "word"})
_ADVICE = {
    ".doc": "save the document as .docx",
    ".odt": "save the document as .docx",
    ".rtf": "save the document as .docx",
}

_GROUP = "claimgraph.readers"
_MODULES = ("html", "markdown", "pdf", "subtitles", "text", "transcript", "word")


@cache
def readers() -> Mapping[str, Reader]:
    """All readers by the name of their format, in alphabetical order.

    Raises:
        UsageError: if a reader of another package cannot be loaded, or takes a suffix that is
            already read.
    """
    found: list[Reader] = []
    for name in _MODULES:
        found += import_module(f".{name}", __package__).READERS
    for entry in sorted(entry_points(group=_GROUP), key=lambda entry: entry.name):
        try:
            found.append(entry.load())
        except Exception as error:
            raise UsageError(f"reader {entry.name!r} cannot be loaded: {error}") from error
    taken: dict[str, str] = {}
    for reader in found:
        for suffix in reader.suffixes:
            if suffix in taken:
                raise UsageError(
                    f"readers {taken[suffix]!r} and {reader.name!r} both read {suffix} files; "
                    "uninstall one of their packages"
                )
            taken[suffix] = reader.name
    return MappingProxyType({reader.name: reader for reader in sorted(found, key=lambda r: r.name)})


def suffixes() -> tuple[str, ...]:
    """The suffixes of all files that can be read, sorted, with the dot."""
    return tuple(sorted(suffix for reader in readers().values() for suffix in reader.suffixes))


def read_document(
    path: str | Path,
    options: Metadata | None = None,
    *,
    location: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> Document:
    """The document in a file; equal bytes and options give equal documents.

    Args:
        path: the file.
        options: what overrides the document's own metadata.
        location: where the source is said to lie; by default the path as given.
        max_bytes: size up to which a file is read.

    Raises:
        DocumentError: if the file cannot be read, is of no known type, or is damaged.
    """
    path = Path(path)
    name = str(path)
    data = _bytes_of(path, max_bytes)
    reader = _reader_of(path, data)
    options = options or Metadata()
    parsed = reader.read(Source(name, data, options))
    if not parsed.blocks:
        raise DocumentError(name, "holds no text")
    known = options.over(parsed.metadata)
    return Document(
        name=path.stem,
        text=parsed.text,
        blocks=parsed.blocks,
        sha256=hashlib.sha256(data).hexdigest(),
        location=path.as_posix() if location is None else location,
        media_type=reader.media_type,
        title=known.title,
        published=known.published,
        people=known.people,
        source=known.source,
        licence=known.licence,
        description=known.description,
    )


def _bytes_of(path: Path, max_bytes: int) -> bytes:
    name = str(path)
    try:
        if path.is_dir():
            raise DocumentError(name, "is a folder, not a file")
        if path.exists() and not path.is_file():
            raise DocumentError(name, "is no regular file")
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
        size = path.stat().st_size
    except OSError as error:
        raise DocumentError(name, (error.strerror or str(error)).lower()) from error
    if len(data) > max_bytes:
        reason = f"has {max(size, len(data)):,} bytes, more than the limit of {max_bytes:,}"
        raise DocumentError(name, reason)
    if not data.strip():
        raise DocumentError(name, "is empty")
    return data


def _reader_of(path: Path, data: bytes) -> Reader:
    """The reader for the file's suffix, or for its content when it has none."""
    known = readers()
    suffix = path.suffix.lower()
    content = _format_of(data)
    if not suffix:
        return known[content or "text"]
    reader = next((reader for reader in known.values() if suffix in reader.suffixes), None)
    if reader is None:
        advice = _ADVICE.get(suffix, f"known types are {', '.join(suffixes())}")
        raise DocumentError(str(path), f"files of type {suffix} cannot be read; {advice}")
    if content in _BINARY and reader.media_type.startswith("text/"):
        right = known[content].suffixes[0]
        raise DocumentError(str(path), f"holds a {right} file; give it the suffix {right}")
    return reader


def _format_of(data: bytes) -> str | None:
    """The format that the first bytes of a file tell."""
    head = data[:_SNIFFED].removeprefix(codecs.BOM_UTF8).lstrip()
    for pattern, name in _SIGNATURES:
        if pattern.match(head):
            return name
    return None
