"""What an exporter is, and which there are.

Exporters of other packages are entry points of the group ``claimgraph.exporters``; each names an
`Exporter`. Those shipped here are imported when they are used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from types import MappingProxyType

from ..graph.errors import UsageError
from ..graph.store import QuadStore

__all__ = ["Exporter", "Target", "exporter", "exporters"]


class Target(StrEnum):
    """What an exporter writes to."""

    FILE = "file"
    FOLDER = "folder"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Exporter:
    """A way out of the graph.

    Attributes:
        name: by which users choose it.
        description: one line that says what is written, and for what.
        target: what kind of thing it writes to.
        suffix: usual suffix of the file, with the dot; empty for other targets.
        write: writes everything in the store to the target: a path, or an address. A file or folder
            is whole when it returns, and what was there before stays if it fails. Equal
            graphs give equal files.
    """

    name: str
    description: str
    target: Target
    suffix: str
    write: Callable[[QuadStore, str], None]


_GROUP = "claimgraph.exporters"
_MODULES = ("cypher", "graphml", "html", "neo4j_server", "rdf", "tables")


@cache
def exporters() -> Mapping[str, Exporter]:
    """All exporters by name, in alphabetical order.

    Raises:
        UsageError: if an exporter of another package cannot be loaded, or two have one name.
    """
    found: list[Exporter] = []
    for module in _MODULES:
        found += import_module(f".{module}", __package__).EXPORTERS
    for entry in sorted(entry_points(group=_GROUP), key=lambda entry: entry.name):
        try:
            found.append(entry.load())
        except Exception as error:
            raise UsageError(f"exporter {entry.name!r} cannot be loaded: {error}") from error
    names = [known.name for known in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise UsageError(f"two exporters are named {twice[0]!r}; uninstall one of their packages")
    return MappingProxyType({known.name: known for known in sorted(found, key=lambda e: e.name)})


def exporter(name: str) -> Exporter:
    """The exporter of that name.

    Raises:
        UsageError: if there is none; the message lists all.
    """
    known = exporters()
    if name not in known:
        raise UsageError(f"no export format {name!r}; choose one of {', '.join(known)}")
    return known[name]
