from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.graph.faults import Fault
from claimgraph.graph.ingest import ingest
from claimgraph.graph.model import EntityType, Extraction, Predicate, Relation, VocabularyEntry
from claimgraph.graph.rdf import extraction_quads, vocabulary_quads
from claimgraph.graph.store import QuadStore, open_store
from claimgraph.graph.validation import validate
from claimgraph.ontology.terms import CG, DCTERMS, OA, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, XSD

from ..samples import AGENTS, EVALUATION, interview
from ..strategies import extractions

BASE = "https://claimgraph.example/"
HASH = interview().document.sha256[:20]
DOCUMENT = f"{BASE}document/{HASH}"
LOCATION = "talks/interview.txt"
QUADS = extraction_quads(interview())

Edit = Callable[[list[Quad]], Iterable[Quad]]


def node(predicate: str, value: str) -> str:
    """The one node of the sample with that value."""
    (found,) = {
        quad.subject.value
        for quad in QUADS
        if quad.predicate.value == predicate
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode | Literal)
        and quad.object.value == value
    }
    return found


PREDICTED = node(SCHEMA.text, "Agents may run experiments by 2028.")
NESTED = node(SCHEMA.text, "they will not replace evals")
OUTER = node(
    RDFS.label, "Ada Park, who leads Northwind Labs, said that they will not replace evals."
)
STATEMENT = node(RDF.type, CG.Statement)
EVIDENCE = node(OA.hasBody, PREDICTED)
RUN = node(RDF.type, PROV.Activity)
ADA = f"{BASE}person/ada-park"
LABS = f"{BASE}organization/northwind-labs"
AGENT = f"{BASE}concept/ai-agent"
SPAN = f"{DOCUMENT}#char=17,20"
SELECTOR = f"{DOCUMENT}#select=17,20"
TIME = f"{DOCUMENT}#t=12.5,18"


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(datatype))


def drop(subject: str, predicate: str) -> Edit:
    gone = NamedNode(subject), NamedNode(predicate)
    return lambda quads: [quad for quad in quads if (quad.subject, quad.predicate) != gone]


def add(subject: str, predicate: str, value: str | NamedNode | Literal) -> Edit:
    term = Literal(value) if isinstance(value, str) else value
    graph = NamedNode(f"{BASE}graph/{HASH}")
    new = Quad(NamedNode(subject), NamedNode(predicate), term, graph)
    return lambda quads: [*quads, new]


def put(subject: str, predicate: str, value: str | NamedNode | Literal) -> Edit:
    return lambda quads: add(subject, predicate, value)(list(drop(subject, predicate)(quads)))


def probability(least: str, greatest: str) -> Edit:
    low = put(PREDICTED, CG.leastProbability, typed(least, XSD.decimal))
    high = put(PREDICTED, CG.greatestProbability, typed(greatest, XSD.decimal))
    return lambda quads: high(list(low(quads)))


def broken(*edits: Edit) -> list[Fault]:
    quads: Iterable[Quad] = QUADS
    for edit in edits:
        quads = edit(list(quads))
    with open_store(":memory:") as store:
        store.replace([], quads)
        return validate(store)


def found(faults: list[Fault]) -> set[tuple[str, str]]:
    assert {fault.document for fault in faults} <= {LOCATION, DOCUMENT}
    assert faults == sorted(set(faults))
    return {(fault.node, fault.rule) for fault in faults}


def test_a_good_store_conforms(store: QuadStore) -> None:
    assert validate(store) == []
    ingest(store, interview())
    assert validate(store) == []


@settings(max_examples=8, deadline=None)
@given(extractions())
def test_whatever_was_extracted_conforms(extraction: Extraction) -> None:
    with open_store(":memory:") as store:
        ingest(store, extraction)
        assert validate(store) == []


CLAIMS = {
    "no claimant": (drop(PREDICTED, CG.claimant), "claimant"),
    "two claimants": (add(PREDICTED, CG.claimant, NamedNode(LABS)), "claimant"),
    "a claimant that is no entity": (
        put(PREDICTED, CG.claimant, NamedNode(f"{BASE}person/nobody")),
        "claimant",
    ),
    "a claimant that is text": (put(PREDICTED, CG.claimant, "Ada Park"), "claimant"),
    "no type": (drop(PREDICTED, CG.claimType), "claimType"),
    "two types": (add(PREDICTED, CG.claimType, NamedNode(CG.Fact)), "claimType"),
    "a type of its own": (put(PREDICTED, CG.claimType, NamedNode(CG.Explicit)), "claimType"),
    "no attribution": (drop(PREDICTED, CG.attribution), "attribution"),
    "an attribution of its own": (
        put(PREDICTED, CG.attribution, NamedNode(CG.Fact)),
        "attribution",
    ),
    "negated is no boolean": (put(PREDICTED, CG.negated, "false"), "negated"),
    "negated is malformed": (put(PREDICTED, CG.negated, typed("maybe", XSD.boolean)), "negated"),
    "no negated": (drop(PREDICTED, CG.negated), "negated"),
    "no hedged": (drop(PREDICTED, CG.hedged), "hedged"),
    "no text": (drop(PREDICTED, SCHEMA.text), "text"),
    "empty text": (put(PREDICTED, SCHEMA.text, ""), "text"),
    "no label": (drop(PREDICTED, RDFS.label), "OneLabel"),
    "two labels": (add(PREDICTED, RDFS.label, "other"), "OneLabel"),
    "about no entity": (add(PREDICTED, SCHEMA.about, NamedNode(DOCUMENT)), "about"),
    "a condition that is no span": (put(PREDICTED, CG.condition, NamedNode(ADA)), "condition"),
    "a date cue that is no span": (put(PREDICTED, CG.dateCue, NamedNode(ADA)), "dateCue"),
    "half a probability": (
        put(PREDICTED, CG.leastProbability, typed("0.5", XSD.decimal)),
        "WholeProbability",
    ),
    "a probability above 1": (probability("0.5", "1.5"), "greatestProbability"),
    "a least probability above the greatest": (probability("0.6", "0.5"), "leastProbability"),
    "a date in words": (put(PREDICTED, CG.targetDate, "next year"), "targetDate"),
    "a date that is none": (
        put(PREDICTED, CG.targetDate, typed("2028-13", XSD.gYearMonth)),
        "targetDate",
    ),
    "an EDTF date that is none": (
        put(PREDICTED, CG.targetDate, typed("soon", CG.edtf)),
        "targetDate",
    ),
    "a day that is none": (
        put(PREDICTED, CG.targetDate, typed("2027-02-29", XSD.date)),
        "targetDate",
    ),
    "a period that is none": (put(PREDICTED, CG.targetDate, typed("../..", CG.edtf)), "targetDate"),
    "two dates": (add(PREDICTED, CG.targetDate, typed("2029", XSD.gYear)), "targetDate"),
    "reported by no one": (add(PREDICTED, CG.reportedBy, NamedNode(DOCUMENT)), "reportedBy"),
    "within no claim": (add(PREDICTED, CG.within, NamedNode(ADA)), "within"),
    "a cue that is no span": (put(PREDICTED, CG.hedgeCue, NamedNode(ADA)), "hedgeCue"),
    "no confidence": (drop(PREDICTED, CG.confidence), "OneConfidence"),
    "a confidence of 0": (put(PREDICTED, CG.confidence, typed("0", XSD.decimal)), "OneConfidence"),
    "a confidence above 1": (
        put(PREDICTED, CG.confidence, typed("1.1", XSD.decimal)),
        "OneConfidence",
    ),
    "a confidence in words": (put(PREDICTED, CG.confidence, "sure"), "OneConfidence"),
    "of no document": (drop(PREDICTED, PROV.wasDerivedFrom), "OneOrigin"),
    "of another document": (
        put(PREDICTED, PROV.wasDerivedFrom, NamedNode(f"{BASE}document/0")),
        "OneOrigin",
    ),
    "a property of no claim": (add(PREDICTED, CG.sha256, "0"), "Claim"),
    "not a schema:Claim": (put(PREDICTED, RDF.type, NamedNode(CG.Claim)), "Claim"),
}


@pytest.mark.parametrize("case", CLAIMS)
def test_a_claim_that_is_not_as_it_should_be(case: str) -> None:
    edit, rule = CLAIMS[case]
    assert found(broken(edit)) == {(PREDICTED, rule)}


def test_a_claim_without_evidence() -> None:
    faults = broken(drop(EVIDENCE, OA.hasBody))
    assert found(faults) == {
        (EVIDENCE, "hasBody"),
        (PREDICTED, "OneEvidence"),
        (PREDICTED, "OneSpan"),
    }


def test_a_claim_in_two_places() -> None:
    assert found(broken(add(EVIDENCE, OA.hasTarget, NamedNode(SPAN)))) == {(PREDICTED, "OneSpan")}


def test_evidence_in_another_document() -> None:
    elsewhere = NamedNode(f"{BASE}document/{'0' * 20}#char=1,2")
    faults = broken(put(EVIDENCE, OA.hasTarget, elsewhere))
    assert found(faults) == {(EVIDENCE, "hasTarget")}
    assert elsewhere.value in faults[0].message


def test_claims_within_each_other() -> None:
    faults = broken(add(OUTER, CG.within, NamedNode(NESTED)))
    assert found(faults) == {(OUTER, "Nesting"), (NESTED, "Nesting")}


def test_the_author_of_another_document() -> None:
    author = f"{BASE}document/{'0' * 20}#author"
    faults = broken(
        put(PREDICTED, CG.claimant, NamedNode(author)),
        add(author, RDF.type, NamedNode(CG.Author)),
        add(author, RDF.type, NamedNode(PROV.Agent)),
        add(author, RDFS.label, "someone"),
    )
    assert found(faults) == {(author, "AuthorOfDocument")}


RELATIONS = {
    "no subject": (
        drop(STATEMENT, RDF.subject),
        {(STATEMENT, "subject"), (ADA, "StatementOfTriple")},
    ),
    "a subject that is no entity": (
        put(STATEMENT, RDF.subject, NamedNode(DOCUMENT)),
        {(STATEMENT, "subject"), (STATEMENT, "StatedTriple"), (ADA, "StatementOfTriple")},
    ),
    "an object that is no entity": (
        put(STATEMENT, RDF.object, NamedNode(f"{BASE}organization/unknown")),
        {(STATEMENT, "object"), (STATEMENT, "StatedTriple"), (ADA, "StatementOfTriple")},
    ),
    "a predicate that is none": (
        put(STATEMENT, RDF.predicate, NamedNode(SCHEMA.name)),
        {(STATEMENT, "predicate"), (STATEMENT, "StatedTriple"), (ADA, "StatementOfTriple")},
    ),
    "no triple": (drop(ADA, SCHEMA.affiliation), {(STATEMENT, "StatedTriple")}),
    "a triple without statement": (
        add(ADA, CG.founded, NamedNode(LABS)),
        {(ADA, "StatementOfTriple")},
    ),
    "an empty role": (put(STATEMENT, SCHEMA.roleName, ""), {(STATEMENT, "roleName")}),
    "no confidence": (drop(STATEMENT, CG.confidence), {(STATEMENT, "OneConfidence")}),
    "no origin": (drop(STATEMENT, PROV.wasDerivedFrom), {(STATEMENT, "OneOrigin")}),
}


@pytest.mark.parametrize("case", RELATIONS)
def test_a_relation_that_is_not_as_it_should_be(case: str) -> None:
    edit, expected = RELATIONS[case]
    assert found(broken(edit)) == expected


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "expected"),
    [
        ("e3", Predicate.AFFILIATED_WITH, "e1", {(LABS, "Affiliation"), (LABS, "affiliation")}),
        ("e2", Predicate.FOUNDED, "e3", {(AGENT, "Founding")}),
        ("e1", Predicate.DEVELOPED, "e3", {(ADA, "developed")}),
        ("e4", Predicate.USES, "e2", {(f"{BASE}concept/evaluation", "Use")}),
        ("e2", Predicate.EVALUATED_ON, "e4", {(AGENT, "evaluatedOn")}),
        ("e1", Predicate.BROADER, "e2", {(ADA, "Generalization")}),
        ("e2", Predicate.APPLIED_TO, "e3", {(AGENT, "appliedTo")}),
        ("e1", Predicate.PARTICIPATED_IN, "e4", {(ADA, "participatedIn")}),
        ("e3", Predicate.PART_OF, "e1", {(LABS, "isPartOf")}),
    ],
)
def test_a_relation_between_things_that_cannot_have_it(
    subject: str, predicate: Predicate, object_: str, expected: set[tuple[str, str]]
) -> None:
    extraction = interview()
    wrong = Relation(subject, predicate, object_, evidence=(extraction.claims[0].span,))
    with open_store(":memory:") as store:
        store.replace([], extraction_quads(replace(extraction, relations=(wrong,))))
        assert found(validate(store)) == expected


OTHERS = {
    "an entity without label": (drop(LABS, RDFS.label), {(LABS, "OneLabel")}),
    "an entity with two labels": (add(LABS, RDFS.label, "x"), {(LABS, "OneLabel")}),
    "an empty label": (put(LABS, RDFS.label, ""), {(LABS, "OneLabel")}),
    "the label as another label": (
        add(LABS, SKOS.altLabel, "Northwind Labs"),
        {(LABS, "altLabel")},
    ),
    "another preferred label": (put(AGENT, SKOS.prefLabel, "robot"), {(AGENT, "prefLabel")}),
    "a concept that is none for SKOS": (
        lambda quads: [q for q in quads if q.object != NamedNode(SKOS.Concept)],
        {(AGENT, "ConceptLabel"), (f"{BASE}concept/evaluation", "ConceptLabel")},
    ),
    "the same as a text": (add(LABS, OWL.sameAs, "x"), {(LABS, "Links")}),
    "an entity without evidence": (
        add(f"{BASE}person/mallory", RDF.type, NamedNode(SCHEMA.Person)),
        {(f"{BASE}person/mallory", "EvidenceOfEntity"), (f"{BASE}person/mallory", "OneLabel")},
    ),
    "no text": (drop(DOCUMENT, SCHEMA.text), {(DOCUMENT, "text")}),
    "no hash": (drop(DOCUMENT, CG.sha256), {(DOCUMENT, "sha256")}),
    "a short hash": (put(DOCUMENT, CG.sha256, HASH), {(DOCUMENT, "sha256")}),
    "another hash": (put(DOCUMENT, CG.sha256, "0" * 64), {(DOCUMENT, "SourceHash")}),
    "no hash of the text": (drop(DOCUMENT, CG.textSha256), {(DOCUMENT, "textSha256")}),
    "no location": (drop(DOCUMENT, CG.location), {(DOCUMENT, "location")}),
    "no media type": (put(DOCUMENT, SCHEMA.encodingFormat, "text"), {(DOCUMENT, "encodingFormat")}),
    "published in spring": (
        put(DOCUMENT, SCHEMA.datePublished, "spring"),
        {(DOCUMENT, "datePublished")},
    ),
    "two titles": (add(DOCUMENT, SCHEMA.name, "x"), {(DOCUMENT, "name")}),
    "two sources": (add(DOCUMENT, DCTERMS.source, "x"), {(DOCUMENT, "source")}),
    "a concept as host": (add(DOCUMENT, CG.host, NamedNode(AGENT)), {(DOCUMENT, "Contributors")}),
    "no run": (drop(RUN, PROV.used), {(DOCUMENT, "OneRun"), (RUN, "used")}),
    "a run of no settings": (put(RUN, CG.extractor, "x"), {(RUN, "extractor")}),
    "a quotation of other words": (put(SELECTOR, OA.exact, "will"), {(SPAN, "Quotation")}),
    "a prefix of other words": (put(SELECTOR, OA.prefix, "Bots "), {(SPAN, "Quotation")}),
    "a suffix of other words": (put(SELECTOR, OA.suffix, " stop"), {(SPAN, "Quotation")}),
    "a long suffix": (
        put(SELECTOR, OA.suffix, interview().document.text[20:60]),
        {(SELECTOR, "suffix")},
    ),
    "no quotation": (drop(SELECTOR, OA.exact), {(SELECTOR, "exact")}),
    "an end before the start": (
        put(SELECTOR, OA.end, typed("3", XSD.integer)),
        {(SELECTOR, "start"), (SPAN, "Offsets"), (SPAN, "Quotation")},
    ),
    "a start that is no number": (
        put(SELECTOR, OA.start, "17"),
        {(SELECTOR, "start")},
    ),
    "offsets of another span": (
        lambda quads: put(SELECTOR, OA.exact, "ma")(
            list(
                put(SELECTOR, OA.end, typed("19", XSD.integer))(
                    list(put(SELECTOR, OA.suffix, "y run")(quads))
                )
            )
        ),
        {(SPAN, "Offsets")},
    ),
    "a span without selector": (
        drop(SPAN, OA.hasSelector),
        {(SPAN, "hasSelector")},
    ),
    "a span of another document": (
        put(SPAN, OA.hasSource, NamedNode(f"{BASE}document/0")),
        {(SPAN, "hasSource")},
    ),
    "page 0": (put(SPAN, CG.page, typed("0", XSD.integer)), {(SPAN, "page")}),
    "a time that is none": (put(TIME, RDF.value, "t=now"), {(TIME, "value")}),
    "a time of no standard": (drop(TIME, DCTERMS.conformsTo), {(TIME, "conformsTo")}),
    "evidence by no run": (drop(EVIDENCE, PROV.wasGeneratedBy), {(EVIDENCE, "wasGeneratedBy")}),
    "evidence of no kind": (drop(EVIDENCE, OA.motivatedBy), {(EVIDENCE, "motivatedBy")}),
}


@pytest.mark.parametrize("case", OTHERS)
def test_another_node_that_is_not_as_it_should_be(case: str) -> None:
    edit, expected = OTHERS[case]
    assert found(broken(edit)) == expected


def test_a_fault_says_what_is_wrong() -> None:
    (fault,) = broken(put(PREDICTED, CG.claimType, NamedNode(CG.Explicit)))
    assert str(fault) == (
        f"{LOCATION}: {PREDICTED} has exactly one type: fact, opinion, prediction, "
        f"recommendation or plan; it has {CG.Explicit}"
    )


def test_a_graph_of_nothing() -> None:
    graph = NamedNode(f"{BASE}graph/{'0' * 20}")
    quad = Quad(NamedNode(ADA), NamedNode(RDFS.label), Literal("Ada"), graph)
    with open_store(":memory:") as store:
        store.replace([], [quad])
        (fault,) = validate(store)
        assert (fault.node, fault.rule) == (f"{BASE}document/{'0' * 20}", "Document")


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([AGENTS, EVALUATION], set()),
        ([AGENTS], {(AGENT, "BroaderEntry"), (AGENT, "broader")}),
        (
            [AGENTS, replace(EVALUATION, broader=(AGENTS.key,))],
            {(AGENT, "Hierarchy"), (f"{BASE}concept/evaluation", "Hierarchy")},
        ),
        ([VocabularyEntry((EntityType.PERSON,), "x", ("x", "y"))], set()),
    ],
)
def test_a_vocabulary_that_is_not_as_it_should_be(
    entries: list[VocabularyEntry], expected: set[tuple[str, str]]
) -> None:
    with open_store(":memory:") as store:
        store.replace([], vocabulary_quads(entries))
        faults = validate(store)
        assert {(fault.node, fault.rule) for fault in faults} == expected
        assert {fault.document for fault in faults} <= {f"{BASE}graph/vocabulary"}
