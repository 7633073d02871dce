"""The view as two CSV files, ``nodes.csv`` and ``edges.csv``, after RFC 4180 in UTF-8.

Each property that occurs is a column; several values of one are a JSON list. Line ends are CRLF,
as the standard has them; line breaks in a text stay what they are.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..graph.errors import ExportError
from ..graph.store import QuadStore
from .exporter import Exporter, Target
from .files import replacing
from .view import Value
from .view_reader import read_view

__all__ = ["EXPORTERS"]


def _write(store: QuadStore, target: str) -> None:
    folder = Path(target)
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{target}: is a file; name a folder for nodes.csv and edges.csv")
    view = read_view(store)
    nodes: list[Mapping[str, Value]] = [
        {"id": node.id, "kinds": node.kinds, "label": node.label, **node.properties}
        for node in view.nodes
    ]
    edges: list[Mapping[str, Value]] = [
        {
            "id": edge.id,
            "source": edge.source,
            "target": edge.target,
            "kind": edge.kind,
            **edge.properties,
        }
        for edge in view.edges
    ]
    _write_table(folder / "nodes.csv", ("id", "kinds", "label"), nodes)
    _write_table(folder / "edges.csv", ("id", "source", "target", "kind"), edges)


def _write_table(path: Path, first: tuple[str, ...], rows: Iterable[Mapping[str, Value]]) -> None:
    rows = list(rows)
    others = sorted({key for row in rows for key in row} - set(first))
    with replacing(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        table = csv.DictWriter(text, [*first, *others], restval="")
        table.writeheader()
        for row in rows:
            table.writerow({key: _cell(value) for key, value in row.items()})
        text.detach()


def _cell(value: Value) -> str | int | float:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value


EXPORTERS = (
    Exporter("csv", "nodes.csv and edges.csv in a folder, for tables", Target.FOLDER, "", _write),
)
"""The exporters of this module."""
