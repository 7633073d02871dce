"""A server that speaks Bolt 5.4 as Neo4j does and keeps what it is told.

Just enough of the protocol for the official driver to connect and run statements
(https://neo4j.com/docs/bolt/current/): messages in chunks, PackStream values, and an answer
without records to everything.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

__all__ = ["BoltServer", "bolt_server"]

_VERSION = bytes([0, 0, 4, 5])
_RUN, _FAILURE, _SUCCESS = 0x10, 0x7F, 0x70
_HELLO, _GOODBYE, _RESET = 0x01, 0x02, 0x0F
_GREETING = {"server": "Neo4j/5.26.0", "connection_id": "bolt-1"}


@dataclass
class BoltServer:
    """What runs, and what it was told.

    Attributes:
        address: to connect to.
        told: statements in order, with their parameters.
        refuse: a statement that contains this is answered with a failure.
    """

    address: str
    told: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    refuse: str | None = None


@contextmanager
def bolt_server(refuse: str | None = None) -> Iterator[BoltServer]:
    """A server on a free port of this machine, for as long as the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = BoltServer(f"bolt://127.0.0.1:{listener.getsockname()[1]}", refuse=refuse)
        thread = threading.Thread(target=_accept, args=(listener, server), daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(timeout=5)


def _accept(listener: socket.socket, server: BoltServer) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:  # the block ended
            return
        with connection:
            _serve(connection, server)


def _serve(connection: socket.socket, server: BoltServer) -> None:
    _read(connection, 20)  # the magic number and the versions that the driver offers
    connection.sendall(_VERSION)
    failed = False
    while (message := _message(connection)) is not None:
        tag, fields = message
        if tag == _GOODBYE:
            return
        if tag == _RESET:
            failed = False
        if tag == _RUN:
            server.told.append((fields[0], fields[1]))
            failed = failed or (server.refuse is not None and server.refuse in fields[0])
        if failed:
            _answer(connection, _FAILURE, {"code": "Neo.ClientError.Test", "message": "refused"})
        else:
            _answer(connection, _SUCCESS, _GREETING if tag == _HELLO else {})


def _read(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = connection.recv(size - len(data))
        if not part:
            return b""
        data += part
    return data


def _message(connection: socket.socket) -> tuple[int, list[Any]] | None:
    data = b""
    while True:
        head = _read(connection, 2)
        if not head:
            return None
        (size,) = struct.unpack(">H", head)
        if size:
            data += _read(connection, size)
        elif data:
            break
    values = _Values(data)
    count = values.byte() & 0x0F
    tag = values.byte()
    return tag, [values.value() for _ in range(count)]


def _answer(connection: socket.socket, tag: int, content: dict[str, str]) -> None:
    body = bytes([0xB1, tag, 0xA0 | len(content)])
    for text in (text for pair in content.items() for text in pair):
        raw = text.encode()
        body += bytes([0xD0, len(raw)]) + raw
    connection.sendall(struct.pack(">H", len(body)) + body + b"\0\0")


class _Values:
    """Reads PackStream (https://neo4j.com/docs/bolt/current/packstream/)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def byte(self) -> int:
        return self._take(1)[0]

    def value(self) -> Any:
        marker = self.byte()
        match marker:
            case 0xC0:
                return None
            case 0xC1:
                return struct.unpack(">d", self._take(8))[0]
            case 0xC2 | 0xC3:
                return marker == 0xC3
            case 0xC8 | 0xC9 | 0xCA | 0xCB:
                return int.from_bytes(self._take(1 << (marker - 0xC8)), signed=True)
            case 0xD0 | 0xD1 | 0xD2:
                return self._take(self._size(marker - 0xD0)).decode()
            case 0xD4 | 0xD5 | 0xD6:
                return [self.value() for _ in range(self._size(marker - 0xD4))]
            case 0xD8 | 0xD9 | 0xDA:
                return self._map(self._size(marker - 0xD8))
        match marker >> 4:
            case 0x8:
                return self._take(marker & 0x0F).decode()
            case 0x9:
                return [self.value() for _ in range(marker & 0x0F)]
            case 0xA:
                return self._map(marker & 0x0F)
        return marker if marker < 0x80 else marker - 0x100

    def _map(self, size: int) -> dict[str, Any]:
        return {self.value(): self.value() for _ in range(size)}

    def _size(self, power: int) -> int:
        return int.from_bytes(self._take(1 << power))

    def _take(self, size: int) -> bytes:
        self._place += size
        return self._data[self._place - size : self._place]
