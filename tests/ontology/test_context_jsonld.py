from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Triple, parse, serialize
from rdflib import Graph

from claimgraph.graph.rdf import extraction_quads, vocabulary_quads
from claimgraph.ontology import terms
from claimgraph.ontology.prefixes import PREFIXES

from ..samples import interview, note

TRIPLES = [
    quad.triple
    for extraction in (interview(), note())
    for quad in extraction_quads(extraction) + vocabulary_quads(extraction.vocabulary)
]


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    text = files("claimgraph.ontology").joinpath("context.jsonld").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)["@context"]
    return loaded


@pytest.fixture(scope="module")
def compacted(context: dict[str, Any]) -> str:
    triples = serialize(TRIPLES, format=RdfFormat.N_TRIPLES)
    assert triples is not None
    graph = Graph().parse(data=triples.decode(), format="nt")
    text: str = graph.serialize(format="json-ld", context=context, use_native_types=True)
    return text


def node(compacted: str, type_: str) -> dict[str, Any]:
    """The first node of a type, in the order of IRIs."""
    nodes = json.loads(compacted)["graph"]
    found: dict[str, Any] = next(
        item for item in sorted(nodes, key=lambda item: item["id"]) if type_ in item["type"]
    )
    return found


def test_prefixes_are_the_projects(context: dict[str, Any]) -> None:
    declared = {
        key: value for key, value in context.items() if str(value).startswith(("http:", "https:"))
    }
    assert declared == {key: iri for key, iri in PREFIXES.items() if key != "sh"}


def test_every_term_of_ours_has_a_short_name(context: dict[str, Any]) -> None:
    for name in vars(terms.CG):
        if not name.startswith("_"):
            definition = context[name]
            iri = definition if isinstance(definition, str) else definition["@id"]
            assert iri == f"cg:{name}"


def test_every_term_of_the_graph_is_compacted(compacted: str) -> None:
    for item in json.loads(compacted)["graph"]:
        assert not [key for key in item if ":" in key], item


def test_a_claim_reads_as_one_would_write_it(compacted: str) -> None:
    claim = next(
        item for item in json.loads(compacted)["graph"] if "Quotation" in item.get("type", ())
    )
    digits = interview().document.sha256[:20]
    base = "https://claimgraph.example/"
    assert {key: value for key, value in claim.items() if key != "id"} == {
        "type": ["schema:Claim", "Quotation", "Claim"],
        "about": [f"{base}concept/ai-agent"],
        "attribution": "Explicit",
        "attributionCue": f"{base}document/{digits}#char=0,9",
        "claimType": "Prediction",
        "claimant": f"{base}person/ada-park",
        "confidence": "0.8",
        "dateCue": f"{base}document/{digits}#char=40,44",
        "hedgeCue": f"{base}document/{digits}#char=17,20",
        "hedged": True,
        "label": "Agents may run experiments by 2028.",
        "negated": False,
        "targetDate": {"type": "xsd:gYear", "@value": "2028"},
        "text": "Agents may run experiments by 2028.",
        "wasDerivedFrom": f"{base}document/{digits}",
    }


# rdflib's own parser uses what rdflib deprecates
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_expanding_it_gives_the_graph_back(compacted: str) -> None:
    """Compacted by rdflib, expanded by rdflib and, independently, by Oxigraph."""
    expected = set(TRIPLES)
    assert {quad.triple for quad in parse(compacted, format=RdfFormat.JSON_LD)} == expected
    again = Graph().parse(data=compacted, format="json-ld").serialize(format="nt")
    assert triples_of(again) == expected


def triples_of(text: str) -> set[Triple]:
    return {quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES)}
