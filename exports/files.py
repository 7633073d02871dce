"""Writing files so that a reader finds the old or the new one, never half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ..graph.errors import ExportError

__all__ = ["replacing"]


@contextmanager
def replacing(target: str | Path) -> Iterator[IO[bytes]]:
    """A file to write, which takes the place of `target` when the block ends without an error.

    Folders above it are made. ``/dev/stdout`` and other things that are no regular file are
    written to directly.

    Raises:
        ExportError: if it cannot be written; names the target and says why.
    """
    path = Path(target)
    try:
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise ExportError(f"{target}: is a folder")
            with path.open("wb") as stream:
                yield stream
            return
        # A link stays, and what it leads to is replaced: /dev/stdout may lead to a regular file.
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                yield stream
            # mkstemp lets the owner alone read; a written file has the permissions of any other.
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(f"{target}: {(error.strerror or str(error)).lower()}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
