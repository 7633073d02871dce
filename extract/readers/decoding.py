"""Bytes to text: UTF-8, or UTF-16 with a byte order mark; anything else is refused."""

from __future__ import annotations

import codecs

from ...graph.errors import DocumentError

__all__ = ["decode"]

_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes, source: str) -> str:
    """The characters of a text file, exactly as stored; line ends are kept.

    A byte order mark stays as the first character, so that offsets are those of the file as
    Python and most editors' libraries decode it.

    Raises:
        DocumentError: if the bytes are binary, or in another encoding.
    """
    encoding = next((name for mark, name in _UTF16 if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = (
            f"not {encoding.upper()}: byte 0x{data[error.start]:02x} at offset {error.start} "
            f"(line {line}); convert the file to UTF-8"
        )
        if encoding == "utf-8" and b"\0" in data:
            reason = "binary data, not text"
        raise DocumentError(source, reason) from error
    if "\0" in text:
        raise DocumentError(source, "binary data, not text")
    return text
