"""The IRIs of every term that the graph uses, grouped by vocabulary.

A class stands for a namespace and an attribute for a term under its local name, so that
``CG.claimant`` reads as ``cg:claimant`` does in Turtle and SPARQL. The terms of our own namespace
are those that `claimgraph.ttl` declares, no more and no less.

The mappings below them key the annotation guideline's words (``Person``, ``affiliatedWith``,
``prediction``, ``explicit``, ``host``) to the terms that say the same in the graph.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from .prefixes import PREFIXES

__all__ = [
    "ATTRIBUTIONS",
    "CG",
    "CLAIM_TYPES",
    "CONTRIBUTOR_PROPERTIES",
    "CUE_PROPERTIES",
    "DCTERMS",
    "ENTITY_CLASSES",
    "MEDIA_FRAGMENTS",
    "OA",
    "OWL",
    "PREDICATE_PROPERTIES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "XSD",
]

_CG = PREFIXES["cg"]
_DCTERMS = PREFIXES["dcterms"]
_OA = PREFIXES["oa"]
_OWL = PREFIXES["owl"]
_PROV = PREFIXES["prov"]
_RDF = PREFIXES["rdf"]
_RDFS = PREFIXES["rdfs"]
_SCHEMA = PREFIXES["schema"]
_SKOS = PREFIXES["skos"]
_XSD = PREFIXES["xsd"]


class CG:
    """Our own terms, where no standard vocabulary has one."""

    # classes
    Attribution: Final[str] = f"{_CG}Attribution"
    Author: Final[str] = f"{_CG}Author"
    Benchmark: Final[str] = f"{_CG}Benchmark"
    Claim: Final[str] = f"{_CG}Claim"
    ClaimType: Final[str] = f"{_CG}ClaimType"
    Concept: Final[str] = f"{_CG}Concept"
    Document: Final[str] = f"{_CG}Document"
    Entity: Final[str] = f"{_CG}Entity"
    Method: Final[str] = f"{_CG}Method"
    Model: Final[str] = f"{_CG}Model"
    Statement: Final[str] = f"{_CG}Statement"
    Work: Final[str] = f"{_CG}Work"

    # individuals: types of claim
    Fact: Final[str] = f"{_CG}Fact"
    Opinion: Final[str] = f"{_CG}Opinion"
    Plan: Final[str] = f"{_CG}Plan"
    Prediction: Final[str] = f"{_CG}Prediction"
    Recommendation: Final[str] = f"{_CG}Recommendation"

    # individuals: attributions
    Explicit: Final[str] = f"{_CG}Explicit"
    Implicit: Final[str] = f"{_CG}Implicit"

    # properties between entities
    appliedTo: Final[str] = f"{_CG}appliedTo"
    developed: Final[str] = f"{_CG}developed"
    evaluatedOn: Final[str] = f"{_CG}evaluatedOn"
    founded: Final[str] = f"{_CG}founded"
    participatedIn: Final[str] = f"{_CG}participatedIn"
    uses: Final[str] = f"{_CG}uses"

    # properties of claims
    attribution: Final[str] = f"{_CG}attribution"
    attributionCue: Final[str] = f"{_CG}attributionCue"
    claimType: Final[str] = f"{_CG}claimType"
    claimant: Final[str] = f"{_CG}claimant"
    condition: Final[str] = f"{_CG}condition"
    confidence: Final[str] = f"{_CG}confidence"
    dateCue: Final[str] = f"{_CG}dateCue"
    greatestProbability: Final[str] = f"{_CG}greatestProbability"
    hedgeCue: Final[str] = f"{_CG}hedgeCue"
    hedgeScope: Final[str] = f"{_CG}hedgeScope"
    hedged: Final[str] = f"{_CG}hedged"
    leastProbability: Final[str] = f"{_CG}leastProbability"
    negated: Final[str] = f"{_CG}negated"
    negationCue: Final[str] = f"{_CG}negationCue"
    negationScope: Final[str] = f"{_CG}negationScope"
    reportedBy: Final[str] = f"{_CG}reportedBy"
    targetDate: Final[str] = f"{_CG}targetDate"
    within: Final[str] = f"{_CG}within"

    # properties of documents, their spans and their runs
    extractor: Final[str] = f"{_CG}extractor"
    guest: Final[str] = f"{_CG}guest"
    host: Final[str] = f"{_CG}host"
    interviewer: Final[str] = f"{_CG}interviewer"
    location: Final[str] = f"{_CG}location"
    page: Final[str] = f"{_CG}page"
    sha256: Final[str] = f"{_CG}sha256"
    speaker: Final[str] = f"{_CG}speaker"
    speakerName: Final[str] = f"{_CG}speakerName"
    textSha256: Final[str] = f"{_CG}textSha256"

    # merges and splits of entities
    Merge: Final[str] = f"{_CG}Merge"
    Split: Final[str] = f"{_CG}Split"
    joined: Final[str] = f"{_CG}joined"
    joinedName: Final[str] = f"{_CG}joinedName"
    kept: Final[str] = f"{_CG}kept"
    merged: Final[str] = f"{_CG}merged"
    part: Final[str] = f"{_CG}part"
    unmerged: Final[str] = f"{_CG}unmerged"
    whole: Final[str] = f"{_CG}whole"

    # datatype
    edtf: Final[str] = f"{_CG}edtf"


class DCTERMS:
    """DCMI Metadata Terms."""

    conformsTo: Final[str] = f"{_DCTERMS}conformsTo"
    isPartOf: Final[str] = f"{_DCTERMS}isPartOf"
    license: Final[str] = f"{_DCTERMS}license"
    source: Final[str] = f"{_DCTERMS}source"


class OA:
    """The Web Annotation vocabulary."""

    Annotation: Final[str] = f"{_OA}Annotation"
    FragmentSelector: Final[str] = f"{_OA}FragmentSelector"
    SpecificResource: Final[str] = f"{_OA}SpecificResource"
    TextPositionSelector: Final[str] = f"{_OA}TextPositionSelector"
    TextQuoteSelector: Final[str] = f"{_OA}TextQuoteSelector"
    describing: Final[str] = f"{_OA}describing"
    end: Final[str] = f"{_OA}end"
    exact: Final[str] = f"{_OA}exact"
    hasBody: Final[str] = f"{_OA}hasBody"
    hasSelector: Final[str] = f"{_OA}hasSelector"
    hasSource: Final[str] = f"{_OA}hasSource"
    hasTarget: Final[str] = f"{_OA}hasTarget"
    identifying: Final[str] = f"{_OA}identifying"
    motivatedBy: Final[str] = f"{_OA}motivatedBy"
    prefix: Final[str] = f"{_OA}prefix"
    start: Final[str] = f"{_OA}start"
    suffix: Final[str] = f"{_OA}suffix"


class OWL:
    """OWL 2."""

    differentFrom: Final[str] = f"{_OWL}differentFrom"
    sameAs: Final[str] = f"{_OWL}sameAs"


class PROV:
    """PROV-O."""

    Activity: Final[str] = f"{_PROV}Activity"
    Agent: Final[str] = f"{_PROV}Agent"
    used: Final[str] = f"{_PROV}used"
    wasDerivedFrom: Final[str] = f"{_PROV}wasDerivedFrom"
    wasGeneratedBy: Final[str] = f"{_PROV}wasGeneratedBy"


class RDF:
    """RDF, its reification vocabulary included."""

    object: Final[str] = f"{_RDF}object"
    predicate: Final[str] = f"{_RDF}predicate"
    subject: Final[str] = f"{_RDF}subject"
    type: Final[str] = f"{_RDF}type"
    value: Final[str] = f"{_RDF}value"


class RDFS:
    """RDF Schema."""

    label: Final[str] = f"{_RDFS}label"


class SCHEMA:
    """schema.org."""

    Claim: Final[str] = f"{_SCHEMA}Claim"
    CreativeWork: Final[str] = f"{_SCHEMA}CreativeWork"
    Dataset: Final[str] = f"{_SCHEMA}Dataset"
    Event: Final[str] = f"{_SCHEMA}Event"
    Organization: Final[str] = f"{_SCHEMA}Organization"
    Person: Final[str] = f"{_SCHEMA}Person"
    Quotation: Final[str] = f"{_SCHEMA}Quotation"
    SoftwareApplication: Final[str] = f"{_SCHEMA}SoftwareApplication"
    about: Final[str] = f"{_SCHEMA}about"
    affiliation: Final[str] = f"{_SCHEMA}affiliation"
    author: Final[str] = f"{_SCHEMA}author"
    contributor: Final[str] = f"{_SCHEMA}contributor"
    datePublished: Final[str] = f"{_SCHEMA}datePublished"
    description: Final[str] = f"{_SCHEMA}description"
    editor: Final[str] = f"{_SCHEMA}editor"
    encodingFormat: Final[str] = f"{_SCHEMA}encodingFormat"
    name: Final[str] = f"{_SCHEMA}name"
    publisher: Final[str] = f"{_SCHEMA}publisher"
    roleName: Final[str] = f"{_SCHEMA}roleName"
    text: Final[str] = f"{_SCHEMA}text"
    translator: Final[str] = f"{_SCHEMA}translator"


class SKOS:
    """SKOS."""

    Concept: Final[str] = f"{_SKOS}Concept"
    ConceptScheme: Final[str] = f"{_SKOS}ConceptScheme"
    altLabel: Final[str] = f"{_SKOS}altLabel"
    broader: Final[str] = f"{_SKOS}broader"
    exactMatch: Final[str] = f"{_SKOS}exactMatch"
    inScheme: Final[str] = f"{_SKOS}inScheme"
    prefLabel: Final[str] = f"{_SKOS}prefLabel"


class XSD:
    """XML Schema datatypes."""

    boolean: Final[str] = f"{_XSD}boolean"
    date: Final[str] = f"{_XSD}date"
    decimal: Final[str] = f"{_XSD}decimal"
    gYear: Final[str] = f"{_XSD}gYear"
    gYearMonth: Final[str] = f"{_XSD}gYearMonth"
    integer: Final[str] = f"{_XSD}integer"
    string: Final[str] = f"{_XSD}string"


MEDIA_FRAGMENTS: Final[str] = "http://www.w3.org/TR/media-frags/"
"""What a fragment selector of times conforms to: the Web Annotation Data Model's IRI for it."""

ENTITY_CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Person": (SCHEMA.Person,),
        "Organization": (SCHEMA.Organization,),
        "Method": (CG.Method, SKOS.Concept),
        "Model": (CG.Model, SCHEMA.SoftwareApplication),
        "Benchmark": (CG.Benchmark, SCHEMA.Dataset),
        "Concept": (CG.Concept, SKOS.Concept),
        "Work": (CG.Work, SCHEMA.CreativeWork),
        "Event": (SCHEMA.Event,),
    }
)
"""Type of an entity to its classes: first the one that tells the type from all others."""

PREDICATE_PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "affiliatedWith": SCHEMA.affiliation,
        "founded": CG.founded,
        "developed": CG.developed,
        "uses": CG.uses,
        "evaluatedOn": CG.evaluatedOn,
        "broader": SKOS.broader,
        "appliedTo": CG.appliedTo,
        "participatedIn": CG.participatedIn,
        "partOf": DCTERMS.isPartOf,
    }
)
"""Predicate of a relation to its property."""

CLAIM_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "fact": CG.Fact,
        "opinion": CG.Opinion,
        "prediction": CG.Prediction,
        "recommendation": CG.Recommendation,
        "plan": CG.Plan,
    }
)
"""Type of a claim to its individual."""

ATTRIBUTIONS: Mapping[str, str] = MappingProxyType(
    {"explicit": CG.Explicit, "implicit": CG.Implicit}
)
"""Attribution of a claim to its individual."""

CUE_PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "cue": CG.attributionCue,
        "negation": CG.negationCue,
        "hedge": CG.hedgeCue,
        "condition": CG.condition,
        "date_cue": CG.dateCue,
        "negation_scope": CG.negationScope,
        "hedge_scope": CG.hedgeScope,
    }
)
"""Part of a claim's words, as `graph.model.Claim` names it, to the property of its span."""

CONTRIBUTOR_PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "author": SCHEMA.author,
        "editor": SCHEMA.editor,
        "guest": CG.guest,
        "host": CG.host,
        "interviewer": CG.interviewer,
        "publisher": SCHEMA.publisher,
        "speaker": CG.speaker,
        "translator": SCHEMA.translator,
    }
)
"""Role of a contributor to its property; any other role is `SCHEMA.contributor`."""
