from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from claimgraph.graph.entities import DocumentMentions, FoundRelation, NamedThing, describe
from claimgraph.graph.ingest import ingest
from claimgraph.graph.model import EntityType
from claimgraph.graph.store import QuadStore, open_store

from ..samples import place
from .knowledge import (
    BASE,
    KIND,
    NOTES,
    NOTES_TITLE,
    OVER,
    PUBLISH,
    RELEASE,
    RL,
    RL_NODE,
    SAVE,
    SCALE,
    TALK,
    TALK_TITLE,
    TEN_YEARS,
    TOLD,
    node,
    notes,
)


def test_a_method_with_its_names_relations_claims_and_mentions(known: QuadStore) -> None:
    (page,) = describe(known, "rl")
    assert (page.iri, page.label, page.types) == (RL_NODE, RL, ("Concept", "Method"))
    assert page.aliases == ("REINFORCEMENT LEARNING", "RL", "Reinforcement learning")
    assert page.broader == (NamedThing(f"{BASE}concept/machine-learning", "machine learning"),)
    assert page.same_as == ("https://cso.kmi.open.ac.uk/topics/reinforcement_learning",)
    assert (page.part_of, page.sources, page.claims_made) == ((), (), ())
    trained = place(TALK, "Northwind Labs trained Skua-2 with RL.")
    assert page.relations == (
        FoundRelation(
            subject=NamedThing(f"{BASE}model/skua-2", "Skua-2"),
            predicate="uses",
            object=NamedThing(RL_NODE, RL),
            role=None,
            words=trained.of(TALK),
            document=node(TALK),
            document_title=TALK_TITLE,
            start=trained.start,
            end=trained.end,
        ),
    )
    assert [claim.words for claim in page.claims_about] == [SCALE, SAVE, OVER, TEN_YEARS]
    assert page.mentions == (
        DocumentMentions(node(TALK), TALK_TITLE, "2024-05-10", 2),
        DocumentMentions(node(NOTES), NOTES_TITLE, "2025-02", 2),
    )


def test_claims_about_what_is_narrower_are_not_about_the_thing(known: QuadStore) -> None:
    (learning,) = describe(known, "machine learning")
    assert (learning.claims_about, learning.mentions) == ((), ())
    (reward,) = describe(known, f"{BASE}method/reward-modeling")
    assert [claim.words for claim in reward.claims_about] == [SAVE, KIND]
    assert reward.sources == ("https://arxiv.org/abs/1706.03741",)


def test_a_person_with_roles_and_claims(known: QuadStore) -> None:
    (ines,) = describe(known, "Ines Corvo")
    assert [claim.words for claim in ines.claims_made] == [SCALE, SAVE, PUBLISH, TEN_YEARS]
    assert [claim.words for claim in ines.claims_about] == [TOLD]
    assert [(r.predicate, r.object.label, r.role) for r in ines.relations] == [
        ("affiliation", "Northwind Labs", "leads"),
        ("developed", "Skua-2", None),
    ]
    (tomas,) = describe(known, "Tomas Reiter")
    assert [relation.role for relation in tomas.relations] == ["chair; fellow"]


def test_an_organization_is_part_of_another(known: QuadStore) -> None:
    (halcyon,) = describe(known, "Halcyon Institute")
    assert halcyon.part_of == (NamedThing(f"{BASE}organization/halcyon-group", "Halcyon Group"),)
    assert [claim.words for claim in halcyon.claims_made] == [RELEASE]


def test_things_that_share_a_name_have_a_page_each() -> None:
    other = notes()
    text = "Skua-2 is a book.\n"
    document = replace(
        other.document,
        text=text,
        blocks=(),
        sha256=sha256(text.encode()).hexdigest(),
        location="book.txt",
        people=(),
    )
    mention = replace(other.entities[4].mentions[0], span=place(text, "Skua-2"))
    book = replace(other.entities[4], types=(EntityType.WORK,), mentions=(mention,))
    with open_store(":memory:") as store:
        ingest(store, notes())
        ingest(store, replace(other, document=document, entities=(book,), relations=(), claims=()))
        model, work = describe(store, "skua-2")
    assert (model.types, work.types) == (("Model",), ("Work",))
    assert [len(model.mentions), len(work.mentions)] == [1, 1]
    assert [claim.words[:6] for claim in model.claims_about] == ["Skua-2"]
    assert work.claims_about == ()


def test_an_unknown_name_has_no_page(known: QuadStore) -> None:
    assert describe(known, "nobody") == []
    assert describe(known, "") == []
