"""The namespace prefixes that the project uses, in one place.

They bind every query, every Turtle and TriG file written, and the JSON-LD context.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["BASE", "IDENTIFIER_PREFIXES", "PREFIXES"]

BASE = "https://claimgraph.example/"
"""Default IRI below which data IRIs are made."""

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "cg": "https://w3id.org/claimgraph/ontology#",
        "dcterms": "http://purl.org/dc/terms/",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Prefix to namespace IRI."""

IDENTIFIER_PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "aio": "https://w3id.org/aio/",
        "arxiv": "https://arxiv.org/abs/",
        "cso": "https://cso.kmi.open.ac.uk/topics/",
        "doi": "https://doi.org/",
        "pwc": "https://paperswithcode.com/",
    }
)
"""Prefixes of the identifiers that vocabulary entries carry."""
