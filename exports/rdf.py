"""The graph itself, in the syntaxes of RDF."""

from __future__ import annotations

import json
import warnings
from functools import partial
from importlib.resources import files
from typing import TypeAlias

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize
from rdflib import XSD, Dataset, Literal, URIRef

from ..graph.bridge import rdflib_triple
from ..graph.store import QuadStore
from ..ontology.prefixes import PREFIXES
from .exporter import Exporter, Target
from .files import replacing

__all__ = ["EXPORTERS"]

JsonValue: TypeAlias = "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"


def _write(syntax: RdfFormat, store: QuadStore, target: str) -> None:
    """All quads, sorted; a syntax without named graphs gets the union of the graphs."""
    quads = sorted(store.quads(), key=_order)
    statements = quads if syntax.supports_datasets else sorted({q.triple for q in quads}, key=str)
    with replacing(target) as stream:
        serialize(statements, stream, syntax, prefixes=dict(PREFIXES))


def _order(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _write_json_ld(store: QuadStore, target: str) -> None:
    """JSON-LD 1.1 with named graphs, compacted by the context that it carries.

    rdflib compacts by a context, which pyoxigraph does not.
    """
    context = files("claimgraph.ontology").joinpath("context.jsonld").read_text(encoding="utf-8")
    dataset = Dataset()
    for quad in sorted(store.quads(), key=_order):
        assert isinstance(quad.graph_name, NamedNode)  # a store has named graphs alone
        subject, predicate, value = rdflib_triple(quad)
        if isinstance(value, Literal) and value.datatype == XSD.string:
            # The same term; written without its type, which every plain literal has.
            value = Literal(str(value), normalize=False)
        dataset.graph(URIRef(quad.graph_name.value)).add((subject, predicate, value))
    with warnings.catch_warnings():
        # rdflib's serializer calls methods of Dataset that rdflib itself has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        text = dataset.serialize(
            format="json-ld",
            context=json.loads(context)["@context"],
            auto_compact=True,
            sort_keys=True,
        )
    written = {
        key: value if key == "@context" else _ordered(value)
        for key, value in json.loads(text).items()
    }
    with replacing(target) as stream:
        stream.write(json.dumps(written, ensure_ascii=False, indent=1).encode() + b"\n")


def _ordered(value: JsonValue) -> JsonValue:
    """The same with sorted lists, which are sets here; rdflib has them in the order of hashes."""
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=json.dumps)
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    return value


EXPORTERS = (
    Exporter(
        "jsonld",
        "JSON-LD 1.1, all graphs, compact names",
        Target.FILE,
        ".jsonld",
        _write_json_ld,
    ),
    *(
        Exporter(
            name, description, Target.FILE, f".{syntax.file_extension}", partial(_write, syntax)
        )
        for name, description, syntax in (
            ("nquads", "N-Quads, all graphs, a line for each quad", RdfFormat.N_QUADS),
            ("trig", "TriG, all graphs, for people", RdfFormat.TRIG),
            ("turtle", "Turtle, the union of all graphs, for people", RdfFormat.TURTLE),
        )
    ),
)
"""The exporters of this module."""
