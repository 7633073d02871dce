"""A Virtuoso server of our own for the tests that are marked `server`."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

__all__ = ["PASSWORD", "USER", "Virtuoso", "missing", "running"]

USER, PASSWORD = "dba", "dba"  # what a new database starts with

_SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx

[Parameters]
ServerPort = {port}
DisableUnixSocket = 1
MaxClientConnections = 10
CheckpointInterval = 60
CaseMode = 2
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ThreadsPerQuery = 2

[HTTPServer]
ServerPort = {http}
ServerRoot = {folder}
ServerThreads = 10
MaxClientConnections = 10
Charset = UTF-8

[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True)
class Virtuoso:
    """A running server.

    Attributes:
        query: its query endpoint, open to all.
        update: its update endpoint, for `USER` with `PASSWORD`.
    """

    query: str
    update: str


def missing() -> str | None:
    """Why no server can be started here; None if one can."""
    if shutil.which("virtuoso-t") is None:
        return "needs Virtuoso: apt-get install virtuoso-opensource-7-bin"
    return None


@contextmanager
def running(folder: Path, *, rows: int = 10_000_000) -> Iterator[Virtuoso]:
    """A server with an empty database in `folder`, which answers at most `rows` rows."""
    settings = folder / "virtuoso.ini"
    http = _free_port()
    port = _free_port()
    settings.write_text(_SETTINGS.format(folder=folder, port=port, http=http, rows=rows))
    command = ["virtuoso-t", "+foreground", "+configfile", str(settings)]
    with (folder / "output").open("wb") as output:
        server = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
    try:
        address = f"http://127.0.0.1:{http}"
        _wait(server, f"{address}/sparql?query=ASK%7B%7D")
        yield Virtuoso(f"{address}/sparql", f"{address}/sparql-auth")
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port: int = chosen.getsockname()[1]
        return port


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError(f"virtuoso-t ended with status {server.returncode}")
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise RuntimeError("virtuoso-t does not answer")
