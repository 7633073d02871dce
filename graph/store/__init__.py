"""Quad stores: on disk, in memory, on a SPARQL server.

>>> from claimgraph.graph.store import open_store
>>> with open_store(":memory:") as store:
...     len(store)
0
"""

from __future__ import annotations

from pathlib import Path

from .embedded import MEMORY, EmbeddedStore
from .protocol import QuadStore, QueryResult

__all__ = ["QuadStore", "QueryResult", "open_store"]


def open_store(target: str | Path, *, read_only: bool = False, create: bool = True) -> QuadStore:
    """Opens the store that `target` names.

    Args:
        target: a folder of an embedded store (``"kg/"``); ``":memory:"``; or the SPARQL 1.1
            query endpoint of a server (``"https://host/sparql"``), followed by
            ``?update=https://host/update`` where the server takes updates at another address.
            User and password of a server come from ``CLAIMGRAPH_STORE_USER`` and
            ``CLAIMGRAPH_STORE_PASSWORD``.
        read_only: refuse to write. Several processes may read one folder at a time; one that
            writes must be alone.
        create: make the folder when there is none; without it, and when reading only, a folder
            that does not exist is an error.

    Raises:
        StoreError: if there is no store there, or another process holds it.
        UsageError: if an address is malformed, or holds a user or password.
    """
    if target == MEMORY:
        return EmbeddedStore.in_memory(read_only=read_only)
    if isinstance(target, str) and target.lower().startswith(("http://", "https://")):
        from .remote import RemoteStore  # httpx and rdflib are not needed for a folder

        return RemoteStore(target, read_only=read_only)
    return EmbeddedStore.on_disk(Path(target), read_only=read_only, create=create)
