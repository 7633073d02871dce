from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from claimgraph.graph import iris
from claimgraph.graph.errors import UsageError
from claimgraph.graph.model import (
    AUTHOR,
    Attribution,
    ClaimType,
    Contributor,
    Entity,
    EntityType,
    Extraction,
    Predicate,
    Relation,
    Span,
    VocabularyEntry,
)
from claimgraph.graph.rdf import document_label, extraction_quads, vocabulary_quads
from claimgraph.ontology.terms import (
    ATTRIBUTIONS,
    CG,
    CLAIM_TYPES,
    DCTERMS,
    ENTITY_CLASSES,
    OA,
    OWL,
    PREDICATE_PROPERTIES,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
)

from ..samples import AGENTS, EVALUATION, interview, note, place
from .quad_values import nquads, subjects, values

BASE = "https://claimgraph.example/"
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ["interview", "note"])
def test_the_graph_is_the_one_checked_by_hand(name: str) -> None:
    extraction = {"interview": interview, "note": note}[name]()
    quads = extraction_quads(extraction) + vocabulary_quads(extraction.vocabulary)
    expected = (GOLDEN / f"{name}.nq").read_text(encoding="utf-8")
    assert nquads(quads) == expected


def test_every_word_of_the_guideline_has_its_term() -> None:
    assert set(ENTITY_CLASSES) == set(EntityType)
    assert set(PREDICATE_PROPERTIES) == set(Predicate)
    assert set(CLAIM_TYPES) == set(ClaimType)
    assert set(ATTRIBUTIONS) == set(Attribution)


def test_a_claim_is_never_asserted() -> None:
    quads = extraction_quads(interview())
    relations = set(PREDICATE_PROPERTIES.values())
    plain = [quad for quad in quads if quad.predicate.value in relations]
    assert [str(quad.predicate) for quad in plain] == [f"<{SCHEMA.affiliation}>"]


def test_condition_time_and_probability_of_a_claim_are_kept() -> None:
    extraction = interview()
    claim = replace(
        extraction.claims[0],
        condition=place(extraction.document.text, "they will not"),
        probability=(0.1, 0.25),
    )
    quads = extraction_quads(replace(extraction, claims=(claim, *extraction.claims[1:])))
    (node,) = subjects(quads, SCHEMA.text, claim.text)
    assert values(quads, node, CG.leastProbability) == {"0.1"}
    assert values(quads, node, CG.greatestProbability) == {"0.25"}
    (condition,) = values(quads, node, CG.condition)
    (time,) = values(quads, node, CG.dateCue)
    assert condition.endswith("#char=92,105")
    assert time.endswith("#char=40,44")


def test_a_probability_is_one() -> None:
    extraction = interview()
    claim = replace(extraction.claims[0], probability=(0.5, 1.5))
    with pytest.raises(ValueError, match="not a probability"):
        extraction_quads(replace(extraction, claims=(claim,)))


def test_the_only_author_named_is_the_claimant() -> None:
    extraction = interview()
    people = (Contributor("B. Writer", "author"), Contributor("Ada Park", "guest"))
    document = replace(extraction.document, people=people)
    quads = extraction_quads(replace(extraction, document=document))
    writer = f"{BASE}person/b.-writer"
    assert values(quads, writer, RDFS.label) == {"B. Writer"}
    assert len(subjects(quads, CG.claimant, writer)) == 1
    assert subjects(quads, RDF.type, CG.Author) == set()


def test_two_authors_leave_the_author_unnamed() -> None:
    extraction = interview()
    people = (Contributor("B. Writer", "author"), Contributor("C. Writer", "author"))
    document = replace(extraction.document, people=people)
    quads = extraction_quads(replace(extraction, document=document))
    (author,) = subjects(quads, RDF.type, CG.Author)
    assert author.endswith("#author")
    assert values(quads, author, RDFS.label) == {"author of Talking to Ada Park"}


def test_a_contributor_is_the_entity_of_that_name() -> None:
    extraction = interview()
    ada = replace(extraction.entities[0], name="Ada M. Park", aliases=("ada park",))
    quads = extraction_quads(replace(extraction, entities=(ada, *extraction.entities[1:])))
    (guest,) = {quad.object for quad in quads if quad.predicate.value == CG.guest}
    assert guest == NamedNode(f"{BASE}person/ada-m.-park")


def test_other_roles_are_plain_contributions_and_publishers_organizations() -> None:
    extraction = interview()
    people = (Contributor("D", "illustrator"), Contributor("Press", "publisher"))
    quads = extraction_quads(
        replace(extraction, document=replace(extraction.document, people=people))
    )
    document = iris.document_iri(BASE, iris.document_hash(extraction.document.sha256))
    assert values(quads, document, SCHEMA.contributor) == {f"{BASE}person/d"}
    assert values(quads, document, SCHEMA.publisher) == {f"{BASE}organization/press"}
    assert values(quads, f"{BASE}organization/press", RDF.type) == {SCHEMA.Organization}


def test_a_linked_entity_has_the_iri_of_its_entry() -> None:
    extraction = interview()
    linked = replace(extraction.entities[1], name="agents", types=(EntityType.MODEL,))
    quads = extraction_quads(
        replace(extraction, entities=(extraction.entities[0], linked, *extraction.entities[2:]))
    )
    node = f"{BASE}concept/ai-agent"
    assert values(quads, node, RDFS.label) == {"agents"}
    assert values(quads, node, SKOS.altLabel) == {"Agents"}
    assert values(quads, node, SKOS.inScheme) == {f"{BASE}vocabulary"}


def test_a_local_entity_has_an_iri_of_its_own_in_each_document() -> None:
    found = set()
    for extraction in (interview(), note()):
        local = replace(extraction.entities[0], name="Park", local=True)
        quads = extraction_quads(replace(extraction, entities=(local, *extraction.entities[1:])))
        found |= subjects(quads, RDFS.label, "Park")
    assert len(found) == 2
    assert all("/park." in node for node in found)


def test_entities_of_one_name_are_one_node_with_the_first_label() -> None:
    extraction = note()
    twin = replace(extraction.entities[0], id="e9", name="northwind-labs", confidence=0.3)
    quads = extraction_quads(replace(extraction, entities=(*extraction.entities, twin)))
    node = f"{BASE}organization/northwind-labs"
    assert values(quads, node, RDFS.label) == {"Northwind Labs"}
    assert values(quads, node, SKOS.altLabel) == {"northwind-labs"}
    (evidence,) = subjects(quads, OA.hasBody, node)
    assert values(quads, evidence, CG.confidence) == {"1"}


def test_relations_that_say_the_same_are_one_statement() -> None:
    extraction = interview()
    again = Relation("e1", Predicate.AFFILIATED_WITH, "e3", "head", (Span(0, 8),), 0.4)
    quads = extraction_quads(replace(extraction, relations=(*extraction.relations, again)))
    (statement,) = subjects(quads, RDF.type, CG.Statement)
    assert values(quads, statement, SCHEMA.roleName) == {"leads", "head"}
    assert values(quads, statement, CG.confidence) == {"0.9"}
    (evidence,) = subjects(quads, OA.hasBody, statement)
    assert len(values(quads, evidence, OA.hasTarget)) == 2


def test_claims_of_the_same_words_and_claimant_stay_apart() -> None:
    extraction = note()
    twin = replace(extraction.claims[0], id="c2", type=ClaimType.OPINION)
    quads = extraction_quads(replace(extraction, claims=(*extraction.claims, twin)))
    assert len(subjects(quads, RDF.type, CG.Claim)) == 2


def test_a_speaker_whom_the_text_never_names_is_shown_by_the_turns() -> None:
    extraction = interview()
    unnamed = Entity("e9", (EntityType.PERSON,), "ADA PARK", local=True)
    quads = extraction_quads(replace(extraction, entities=(*extraction.entities, unnamed)))
    (node,) = subjects(quads, RDFS.label, "ADA PARK")
    (evidence,) = subjects(quads, OA.hasBody, node)
    (span,) = values(quads, evidence, OA.hasTarget)
    turn = extraction.document.blocks[0].span
    assert span.endswith(f"#char={turn.start},{turn.end}")


def test_places_of_a_span_are_those_of_its_blocks() -> None:
    extraction = interview()
    text = extraction.document.text
    across = Span(place(text, "2028").start, place(text, "who").end)
    claim = replace(extraction.claims[0], span=across)
    quads = extraction_quads(replace(extraction, claims=(claim,)))
    (span,) = subjects(
        quads, OA.hasSelector, _node(extraction, f"select={across.start},{across.end}")
    )
    assert values(quads, span, CG.page) == {"1"}
    assert values(quads, span, CG.speakerName) == set()
    assert _node(extraction, "t=12.5") in values(quads, span, OA.hasSelector)


def _node(extraction: Extraction, fragment: str) -> str:
    digits = iris.document_hash(extraction.document.sha256)
    return f"{iris.document_iri(BASE, digits)}#{fragment}"


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.0, "1"), (0.9, "0.9"), (0.1 + 0.2, "0.3"), (1e-9, "0.001"), (0.99999, "1"), (0.05, "0.05")],
)
def test_confidences_have_three_places(value: float, written: str) -> None:
    extraction = note()
    claim = replace(extraction.claims[0], confidence=value)
    quads = extraction_quads(replace(extraction, claims=(claim,)))
    (node,) = subjects(quads, RDF.type, CG.Claim)
    assert values(quads, node, CG.confidence) == {written}


@pytest.mark.parametrize("value", [0.0, -0.1, 1.1, float("nan")])
def test_what_is_no_confidence_is_refused(value: float) -> None:
    extraction = note()
    claim = replace(extraction.claims[0], confidence=value)
    with pytest.raises(ValueError, match="not a confidence"):
        extraction_quads(replace(extraction, claims=(claim,)))


def test_what_refers_to_nothing_is_refused() -> None:
    extraction = note()
    for wrong in (
        replace(extraction, entities=()),
        replace(extraction, claims=(replace(extraction.claims[0], claimant="e77"),)),
        replace(extraction, claims=(replace(extraction.claims[0], within="c77"),)),
    ):
        with pytest.raises(KeyError):
            extraction_quads(wrong)


@pytest.mark.parametrize("base", ["https://example.org", "https://example.org/kg#", "kg/"])
def test_what_is_no_base_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="not a base IRI"):
        extraction_quads(note(), base)
    with pytest.raises(UsageError, match="not a base IRI"):
        vocabulary_quads([EVALUATION], base)


def test_a_span_behind_the_text_is_refused() -> None:
    extraction = note()
    claim = replace(extraction.claims[0], span=Span(0, 9999))
    with pytest.raises(ValueError, match="behind the text"):
        extraction_quads(replace(extraction, claims=(claim,)))


def test_sources_and_licences_are_addresses_or_words() -> None:
    extraction = note()
    for words, is_iri in (
        ("https://example.org/a", True),
        ("urn:example:a", True),
        ("https://example.org/a b", False),
        ("https://[broken", False),
        ("Nature 518, 529", False),
    ):
        document = replace(extraction.document, source=words, licence=words)
        quads = extraction_quads(replace(extraction, document=document))
        found = {q.object for q in quads if q.predicate.value in (DCTERMS.source, DCTERMS.license)}
        assert found == {NamedNode(words) if is_iri else Literal(words)}


def test_the_same_thing_elsewhere() -> None:
    extraction = note()
    same = ("https://example.org/same",)
    entities = tuple(replace(entity, same_as=same) for entity in extraction.entities)
    quads = extraction_quads(replace(extraction, entities=entities))
    assert subjects(quads, SKOS.exactMatch, same[0]) == {f"{BASE}concept/evaluation"}
    assert subjects(quads, OWL.sameAs, same[0]) == {
        f"{BASE}model/skua-2",
        f"{BASE}organization/northwind-labs",
    }


def test_a_vocabulary_entry() -> None:
    parent = VocabularyEntry((EntityType.ORGANIZATION,), "Northwind")
    labs = VocabularyEntry((EntityType.ORGANIZATION,), "Northwind Labs", broader=(parent.key,))
    quads = vocabulary_quads([AGENTS, EVALUATION, labs, parent])
    node = f"{BASE}concept/ai-agent"
    assert values(quads, node, RDF.type) == {
        CG.Concept,
        CG.Model,
        SCHEMA.SoftwareApplication,
        SKOS.Concept,
    }
    assert values(quads, node, SKOS.prefLabel) == {"AI agent"}
    assert values(quads, node, SKOS.altLabel) == {"agents", "software agent"}
    assert values(quads, node, SKOS.broader) == {f"{BASE}concept/evaluation"}
    assert values(quads, node, SKOS.exactMatch) == {"https://w3id.org/aio/ActiveLearning"}
    assert values(quads, node, DCTERMS.source) == {"https://arxiv.org/abs/1706.03762"}
    organization = f"{BASE}organization/northwind-labs"
    assert values(quads, organization, DCTERMS.isPartOf) == {f"{BASE}organization/northwind"}


@pytest.mark.parametrize(
    ("title", "name", "label"),
    [("A  \n title", "n", "A title"), (None, "n", "n"), (" ", "", "note.txt")],
)
def test_what_a_document_is_called(title: str | None, name: str, label: str) -> None:
    assert document_label(replace(note().document, title=title, name=name)) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("short", "short"),
        ("a " * 60, "a " * 39 + "\u2026"),
        ("x" * 90, "x" * 78 + " \u2026"),
        ("two\n lines", "two lines"),
    ],
)
def test_a_claim_is_called_by_its_first_words(text: str, label: str) -> None:
    extraction = note()
    claim = replace(extraction.claims[0], text=text)
    quads = extraction_quads(replace(extraction, claims=(claim,)))
    (node,) = subjects(quads, RDF.type, CG.Claim)
    assert values(quads, node, RDFS.label) == {label}
    assert len(label) <= 80


def test_the_author_is_a_node_only_where_something_is_the_authors() -> None:
    extraction = interview()
    (first, *_) = extraction.claims
    assert first.claimant != AUTHOR
    assert not subjects(extraction_quads(replace(extraction, claims=(first,))), RDF.type, CG.Author)
    reported = replace(first, reported_by=(AUTHOR,))
    assert subjects(extraction_quads(replace(extraction, claims=(reported,))), RDF.type, CG.Author)


def test_the_graph_says_which_run_made_it() -> None:
    extraction = note()
    quads = extraction_quads(extraction)
    digits = iris.document_hash(extraction.document.sha256)
    (run,) = values(quads, iris.graph_iri(BASE, digits), PROV.wasGeneratedBy)
    assert values(quads, run, RDFS.label) == {"claimgraph 0.1.0"}
    assert values(quads, run, CG.extractor) == {'{"version":"0.1.0","vocabulary":"none"}'}
    moved = replace(extraction.document, location="elsewhere.txt")
    retitled = replace(extraction.document, title="Another")
    for document, same in ((moved, True), (retitled, False)):
        other = extraction_quads(replace(extraction, document=document))
        assert (values(other, iris.graph_iri(BASE, digits), PROV.wasGeneratedBy) == {run}) == same
