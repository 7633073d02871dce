"""What Neo4j is told, whether by a script or over its protocol: statements with batches of rows.

Every node has the label ``Resource`` and the key ``iri``; its kinds are further labels. An edge has
its kind as relationship type, in capitals, and the key ``id``. The statements make what is
missing and bring what is there up to date, so that loading again changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .view import GraphView, Value

__all__ = ["CONSTRAINTS", "Batch", "batches", "relationship_type"]

CONSTRAINTS = (
    "CREATE CONSTRAINT claimgraph_resource IF NOT EXISTS "
    "FOR (node:Resource) REQUIRE node.iri IS UNIQUE",
)
"""To be run before anything else: they make the keys unique and finding them fast."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A statement that is run on a list of rows.

    Attributes:
        cypher: the statement; it reads each of ``$rows`` as ``row``.
        rows: what it is run on.
    """

    cypher: str
    rows: Sequence[Mapping[str, object]]


def batches(view: GraphView, size: int = 1000) -> Iterator[Batch]:
    """The statements that load `view`, nodes first, each with at most `size` rows."""
    for kinds, nodes in groupby(
        sorted(view.nodes, key=lambda n: (n.kinds, n.id)), lambda n: n.kinds
    ):
        labels = "".join(f":{_name(kind)}" for kind in kinds)
        cypher = (
            "UNWIND $rows AS row "
            "MERGE (node:Resource {iri: row.iri}) "
            f"SET node = row.properties SET node{labels}"
        )
        rows = [
            {
                "iri": node.id,
                "properties": {"iri": node.id, "label": node.label} | _listed(node.properties),
            }
            for node in nodes
        ]
        for start in range(0, len(rows), size):
            yield Batch(cypher, rows[start : start + size])
    for kind, edges in groupby(sorted(view.edges, key=lambda e: (e.kind, e.id)), lambda e: e.kind):
        cypher = (
            "UNWIND $rows AS row "
            "MATCH (source:Resource {iri: row.source}) "
            "MATCH (target:Resource {iri: row.target}) "
            f"MERGE (source)-[link:{relationship_type(kind)} {{id: row.id}}]->(target) "
            "SET link = row.properties"
        )
        rows = [
            {
                "source": edge.source,
                "target": edge.target,
                "id": edge.id,
                "properties": {"id": edge.id} | _listed(edge.properties),
            }
            for edge in edges
        ]
        for start in range(0, len(rows), size):
            yield Batch(cypher, rows[start : start + size])


def relationship_type(kind: str) -> str:
    """``AFFILIATED_WITH`` for ``affiliatedWith``, as Neo4j's naming rules have it."""
    return _name(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", kind).upper())


def _name(word: str) -> str:
    """A label or type, in back quotes where it would not be a plain name."""
    return (
        word
        if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", word)
        else "`" + word.replace("`", "``") + "`"
    )


def _listed(properties: Mapping[str, Value]) -> dict[str, object]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in properties.items()}
