"""From what the user names (files, folders, globs) to the files that are read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from fnmatch import translate
from pathlib import Path

from ..graph.errors import DocumentError, UsageError
from .readers.registry import suffixes

__all__ = ["find_sources"]

_MAGIC = re.compile(r"[*?\[]")


def find_sources(
    patterns: Sequence[str | Path], *, skipped: Callable[[Path], None] | None = None
) -> list[Path]:
    """The files that `patterns` name, sorted by path, each once.

    A pattern is a file, a folder that is read with all folders in it, or a glob, in which
    ``**`` stands for any number of folders; what exists under the very name is never taken for
    a glob. Files and folders whose name begins with a dot are left out unless they are named,
    and a folder is read once however many links lead to it.

    Args:
        patterns: what to look for.
        skipped: told of each file in a folder or glob that no reader knows. A file that is
            named itself is always returned; reading it fails if its type is unknown.

    Raises:
        UsageError: if a pattern matches nothing, or nothing that can be read.
        DocumentError: if a folder cannot be listed.
    """
    known = suffixes()
    found: dict[str, Path] = {}
    unread: dict[str, Path] = {}
    for pattern in patterns:
        path = Path(pattern)
        if path.is_file():
            found.setdefault(os.path.realpath(path), path)
            continue
        files = list(_files_of(path))
        readable = [file for file in files if file.suffix.lower() in known]
        if not readable:
            what = "holds no file that can be read" if path.is_dir() else "matches no file"
            if files and not path.is_dir():
                what = "matches no file that can be read"
            raise UsageError(f"{pattern}: {what}; known types: {', '.join(known)}")
        for file in readable:
            found.setdefault(os.path.realpath(file), file)
        for file in files:
            if file.suffix.lower() not in known:
                unread.setdefault(os.path.realpath(file), file)
    if skipped:
        for real, file in sorted(unread.items(), key=lambda item: item[1].as_posix()):
            if real not in found:
                skipped(file)
    return sorted(found.values(), key=Path.as_posix)


def _files_of(path: Path) -> Iterator[Path]:
    """All files below a folder, or that a glob matches and below the folders it matches."""
    if path.is_dir():
        yield from _files_below(path)
    elif not path.exists() and _MAGIC.search(str(path)):
        parts = path.parts
        literal = next(i for i, part in enumerate(parts) if _MAGIC.search(part))
        for match in _matches(Path(*parts[:literal]), parts[literal:]):
            if match.is_file():
                yield match
            elif match.is_dir():
                yield from _files_below(match)


def _matches(folder: Path, parts: Sequence[str]) -> Iterator[Path]:
    """The paths below `folder` that match the components of a glob."""
    if not parts:
        yield folder
    elif parts[0] == "**":
        for below in _folders_below(folder):
            yield from _matches(below, parts[1:])
    elif not _MAGIC.search(parts[0]):
        if (path := folder / parts[0]).exists():
            yield from _matches(path, parts[1:])
    elif folder.is_dir():
        is_match = re.compile(translate(parts[0])).match
        for entry in _entries(folder, hidden=parts[0].startswith(".")):
            if is_match(entry.name) and (len(parts) == 1 or entry.is_dir()):
                yield from _matches(entry, parts[1:])


def _files_below(folder: Path) -> Iterator[Path]:
    for below in _folders_below(folder):
        for entry in _entries(below):
            if entry.is_file():
                yield entry


def _folders_below(folder: Path) -> Iterator[Path]:
    """The folder itself and all folders below it, each once even where links lead to it twice."""
    seen: set[str] = set()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        real = os.path.realpath(current)
        if real in seen:
            continue
        seen.add(real)
        yield current
        waiting += [entry for entry in reversed(_entries(current)) if entry.is_dir()]


def _entries(folder: Path, *, hidden: bool = False) -> list[Path]:
    """What lies in a folder, sorted by name."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise DocumentError(str(folder), (error.strerror or str(error)).lower()) from error
    return [folder / name for name in names if hidden or not name.startswith(".")]
