from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given

from claimgraph.extract.guideline import from_guideline, to_guideline
from claimgraph.graph.model import (
    Attribution,
    Claim,
    ClaimType,
    Entity,
    EntityType,
    Extraction,
    Mention,
    Predicate,
    Relation,
    Span,
)

from ...strategies import extractions
from .conftest import make_document

TEXT = "Ada Wrobel of Zornix says it may win by 2031."


def example() -> Extraction:
    document = make_document(TEXT)
    return Extraction(
        document,
        (
            Entity(
                "e1", (EntityType.PERSON,), "Ada Wrobel", (), (Mention(Span(0, 10), "Ada Wrobel"),)
            ),
            Entity(
                "e2",
                (EntityType.ORGANIZATION, EntityType.MODEL),
                "Zornix",
                ("Zornix AI",),
                (Mention(Span(14, 20), "Zornix"),),
            ),
        ),
        (Relation("e1", Predicate.AFFILIATED_WITH, "e2", None, (Span(0, 20),)),),
        (
            Claim(
                "c1",
                Span(26, 45),
                "it may win by 2031.",
                "e1",
                Attribution.EXPLICIT,
                ClaimType.PREDICTION,
                hedged=True,
                about=("e2",),
                date="2031",
            ),
        ),
    )


def test_the_form_is_the_guidelines() -> None:
    assert to_guideline(example()) == {
        "doc": "sample.txt",
        "entities": [
            {
                "id": "e1",
                "type": "Person",
                "name": "Ada Wrobel",
                "aliases": [],
                "mentions": [[0, 10]],
            },
            {
                "id": "e2",
                "type": ["Organization", "Model"],
                "name": "Zornix",
                "aliases": ["Zornix AI"],
                "mentions": [[14, 20]],
            },
        ],
        "relations": [
            {
                "subject": "e1",
                "predicate": "affiliatedWith",
                "object": "e2",
                "role": None,
                "evidence": [0, 20],
            }
        ],
        "claims": [
            {
                "id": "c1",
                "span": [26, 45],
                "claimant": "e1",
                "attribution": "explicit",
                "type": "prediction",
                "quote": False,
                "negated": False,
                "hedged": True,
                "about": ["e2"],
                "date": "2031",
            }
        ],
    }


@given(extractions())
def test_what_is_written_is_read_again(extraction: Extraction) -> None:
    record = json.loads(json.dumps(to_guideline(extraction)))
    again = from_guideline(record, extraction.document)
    assert to_guideline(again) == record
    assert [(e.id, e.types, e.name, e.mentions) for e in again.entities] == [
        (e.id, e.types, e.name, e.mentions) for e in extraction.entities
    ]


def test_a_range_outside_the_document_is_refused() -> None:
    record = to_guideline(example())
    shorter = replace(make_document(TEXT), text=TEXT[:30])
    with pytest.raises(ValueError, match="lies outside the document"):
        from_guideline(record, shorter)


def test_optional_items_and_missing_fields_are_read() -> None:
    record = to_guideline(example())
    record["entities"][0]["optional"] = True
    del record["entities"][0]["aliases"]
    del record["claims"][0]["date"]
    again = from_guideline(record, make_document(TEXT))
    assert again.entity("e1").aliases == ()
    assert again.claims[0].date is None
