"""A small gold answer of every kind of thing, and what is judged of another answer to it."""

from __future__ import annotations

import hashlib
from typing import Any

from claimgraph.extract.guideline import from_guideline
from claimgraph.extract.judgements import judge
from claimgraph.extract.matching import Gold, Judgement
from claimgraph.extract.scores import scores_of
from claimgraph.graph.model import Block, BlockKind, Document, Span

__all__ = [
    "SLEEP",
    "WINS",
    "Record",
    "at",
    "claim",
    "counts",
    "entity",
    "gold",
    "judged",
    "relation",
]

Record = dict[str, Any]

TEXT = (
    "Ada Wrobel of Zornix Labs says that GPT-4 may win ImageNet by 2031. "
    "Wrobel trained GPT-4 with RLHF. Agents do not sleep, she adds, and agents may dream."
)
WINS = "GPT-4 may win ImageNet by 2031."
SLEEP = "Agents do not sleep"
DREAM = "agents may dream."


def document(text: str = TEXT) -> Document:
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH)
    return Document("d", text, (block,), hashlib.sha256(text.encode()).hexdigest(), "d.txt")


def at(words: str, nth: int = 0) -> list[int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return [start, start + len(words)]


def entity(
    id: str, type: str | list[str], name: str, *mentions: list[int], **more: object
) -> Record:
    return {"id": id, "type": type, "name": name, "mentions": list(mentions)} | more


def relation(subject: str, predicate: str, object: str, **more: object) -> Record:
    return {"subject": subject, "predicate": predicate, "object": object} | more


def claim(id: str, span: list[int], claimant: str = "e1", **more: object) -> Record:
    return {
        "id": id,
        "span": span,
        "claimant": claimant,
        "attribution": "explicit",
        "type": "fact",
        "quote": False,
        "negated": False,
        "hedged": False,
        "about": [],
        **more,
    }


def gold() -> Record:
    return {
        "entities": [
            entity(
                "e1", "Person", "Ada Wrobel", at("Ada Wrobel"), at("Wrobel", 1), aliases=["Wrobel"]
            ),
            entity("e2", "Organization", "Zornix Labs", at("Zornix Labs")),
            entity("e3", "Model", "GPT-4", at("GPT-4"), at("GPT-4", 1)),
            entity("e4", "Benchmark", "ImageNet", at("ImageNet")),
            entity("e5", ["Method", "Concept"], "RLHF", at("RLHF")),
            entity("e6", "Concept", "agents", at("Agents"), at("agents"), optional=True),
        ],
        "relations": [
            relation("e1", "affiliatedWith", "e2"),
            relation("e1", "developed", "e3"),
            relation("e3", "uses", "e5", optional=True),
        ],
        "claims": [
            claim(
                "c1",
                at(WINS),
                type="prediction",
                hedged=True,
                date="2031",
                about=["e3", "e4"],
            ),
            claim("c2", at(SLEEP), negated=True, about=["e6"]),
            claim("c3", at(DREAM), hedged=True, about=["e6", "e3"], optional=True),
        ],
    }


def judged(wanted: Record, got: Record) -> list[Judgement]:
    return judge(Gold.of(wanted, document()), from_guideline(got, document()))


def counts(wanted: Record, got: Record) -> dict[str, tuple[int, int, int]]:
    return {
        name: (score.right, score.wrong, score.missed)
        for name, score in scores_of(judged(wanted, got)).items()
    }
