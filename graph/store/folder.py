"""The folder of a store on disk: what is in it, which version wrote it, and who has it open.

::

    kg/
    ├── FORMAT       one line, the version of this layout
    ├── lock         held shared by readers, exclusively by a writer
    ├── quads/       an Oxigraph (RocksDB) database
    └── snapshots/   short-lived copies (hard links) that queries with a time limit read
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path
from typing import IO

from ..errors import StoreError

__all__ = ["FORMAT", "StoreFolder"]

FORMAT = "claimgraph store 1"
"""First line of the ``FORMAT`` file.

Version 1: the named graphs hold the data, and the database's default graph holds each of their
triples once.
"""

_UNFINISHED = frozenset({"FORMAT.part", "lock", "quads"})


class StoreFolder:
    """A store's folder, locked from the time it is made until `release`.

    Attributes:
        path: the folder, as the user gave it.
        database: the folder of the database in it.
    """

    def __init__(self, path: Path, *, read_only: bool, create: bool) -> None:
        """Checks that `path` is a store, or may become one, and locks it.

        Nothing in a folder that is not a store is created, changed or removed.

        Raises:
            StoreError: if it is no store, of another version, or held by another process.
        """
        self.path = path
        self.database = path / "quads"
        self._snapshots = path / "snapshots"
        self._taken = 0
        self._lock: IO[bytes] | None = None
        try:
            self._check(may_create=create and not read_only)
            if not read_only:
                path.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(path / "lock", exclusive=not read_only)
        except OSError as error:
            raise StoreError(f"{path}: cannot be opened: {_reason(error)}") from error
        if not read_only:
            # Left by a process that was killed; nobody else is in the folder now.
            shutil.rmtree(self._snapshots, ignore_errors=True)

    def _check(self, *, may_create: bool) -> None:
        """Raises StoreError unless there is a store, or `may_create` and room for one."""
        path = self.path
        marker = path / "FORMAT"
        if marker.is_file():
            written = marker.read_text(encoding="utf-8", errors="replace").strip()
            if written != FORMAT:
                raise StoreError(
                    f"{path}: has the format {written[:40]!r}, this version of claimgraph reads "
                    f"{FORMAT!r}; build the store again, or use the version that made it"
                )
        elif path.is_dir():
            if not {entry.name for entry in path.iterdir()} <= _UNFINISHED:
                raise StoreError(
                    f"{path}: is a folder but not a claimgraph store (it has no file FORMAT); "
                    "name an empty or new folder"
                )
            if not may_create:
                raise StoreError(f"{path}: holds no store; make one with claimgraph build")
        elif path.exists():
            raise StoreError(f"{path}: is a file, not a store; a store is a folder")
        elif not may_create:
            raise StoreError(f"{path}: no such store; make one with claimgraph build")

    def finish(self) -> None:
        """Marks the folder as a store, once its database exists."""
        marker = self.path / "FORMAT"
        if not marker.exists():
            draft = self.path / "FORMAT.part"
            draft.write_text(FORMAT + "\n", encoding="utf-8")
            draft.replace(marker)

    def snapshot(self) -> Path:
        """A path, not yet existing, for a copy of the database; remove it with `discard`."""
        self._snapshots.mkdir(exist_ok=True)
        self._taken += 1
        return self._snapshots / str(self._taken)

    def discard(self, snapshot: Path) -> None:
        """Removes a copy, and the folder of copies after the last of them."""
        shutil.rmtree(snapshot, ignore_errors=True)
        with contextlib.suppress(OSError):
            self._snapshots.rmdir()

    def release(self) -> None:
        """Gives up the lock; calling it again does nothing."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _locked(path: Path, *, exclusive: bool) -> IO[bytes]:
    """Opens the lock file and locks it without waiting; closing it unlocks it."""
    lock = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT if exclusive else os.O_RDONLY), "rb")
    if sys.platform != "win32":  # there, the database's own lock keeps a second writer out
        import fcntl

        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            use = "in use" if exclusive else "being written"
            raise StoreError(
                f"{path.parent}: the store is {use} by another process; wait until that is done, "
                "or stop it"
            ) from None
    return lock
