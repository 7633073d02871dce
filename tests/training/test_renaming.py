"""Passages get other names, and every range still covers the words that it covered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph.graph.model import EntityType
from training.corpus.markup import parse_batch, read_corpus
from training.corpus.passage import Passage, WrittenEntity
from training.renaming import Renamer

CORPUS = Path(__file__).parents[2] / "seeds" / "corpus"

COMMON = {EntityType.METHOD, EntityType.CONCEPT}
TITLED = {EntityType.BENCHMARK, EntityType.WORK, EntityType.EVENT}

BATCH = """batch: example

=== news-01 | news article | two labs
# A heading

<c p1 opinion><src>[[Mara Lind|p1]]</src> of [[Oru Labs|o1]] <cue>argues</cue> that \
[[reward models|k1]] do <neg>not</neg> scale.</c> <c p1 prediction date=2030 quote +k1>"They \
<hedge>might</hedge> be gone by 2030," <src>[[Lind|p1]]</src> <cue>said</cue>.</c> <c author fact>\
[[Oru Labs|o1]] left the [[KOI|o2]] for a [[lind|-]] tree.</c>
--- entities
p1 Person = Mara Lind
o1 Organization = Oru Labs
o2 Organization = Kelp Observation Institute ; KOI
k1 Method|Concept = reward model
--- relations
p1 affiliatedWith o1 : adviser

=== news-02 | news article | another lab
<c author fact>[[Tomasz Albrecht-Nowak|p1]] and [[Ines Corvo|p2]] founded [[Halcyon Works|o1]].</c>
--- entities
p1 Person = Tomasz Albrecht-Nowak
p2 Person = Ines Corvo
o1 Organization = Halcyon Works
--- relations
"""


def ranges(passage: Passage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Everything that has a place, but for mentions."""
    for relation in passage.relations:
        if relation.evidence:
            yield "evidence", relation.evidence
    for claim in passage.claims:
        yield "claim", claim.span
    for cue in passage.cues:
        yield cue.kind, cue.span
    for place in passage.ordinary:
        yield "ordinary", place


def skeleton(passage: Passage) -> str:
    """The text with each mention as its entity's id, and with a sign where each range ends."""
    inserted: dict[int, list[str]] = {}
    for name, (start, end) in ranges(passage):
        inserted.setdefault(start, []).append(f"<{name}>")
        inserted.setdefault(end, []).append(f"</{name}>")
    mentions = {
        start: (end, entity.id) for entity in passage.entities for start, end in entity.mentions
    }
    parts: list[str] = []
    behind = 0
    for place in range(len(passage.text) + 1):
        parts += sorted(inserted.get(place, ()))
        if place in mentions:
            behind, name = mentions[place]
            parts.append(f"[{name}]")
        if place >= behind:
            parts.append(passage.text[place : place + 1])
    return "".join(parts)


def words(name: str) -> list[str]:
    return re.findall(r"\w+", name)


def surfaces(passage: Passage, entity: WrittenEntity) -> list[str]:
    return [passage.text[start:end] for start, end in entity.mentions]


def test_only_names_change_and_every_range_covers_the_same_words() -> None:
    passages = parse_batch(BATCH)
    for seed in range(20):
        renamer = Renamer(passages, seed)
        for passage in passages:
            assert skeleton(renamer(passage)) == skeleton(passage)


def test_a_part_of_a_name_becomes_the_same_part_of_the_new_one() -> None:
    passages = parse_batch(BATCH)
    seen = set()
    for seed in range(20):
        renamed = Renamer(passages, seed)(passages[0])
        person = renamed.entities[0]
        seen.add(person.name)
        given, surname = person.name.split(" ")
        assert surfaces(renamed, person) == [f"{given} {surname}", surname]
    # Its own name among them: it is one of those that passages have.
    assert {"Mara Lind", "Ines Corvo"} < seen
    assert len(seen) > 5


def test_new_names_are_of_the_same_kind_and_have_as_many_words() -> None:
    passages = parse_batch(BATCH)
    for seed in range(20):
        for passage in passages:
            for old, new in zip(
                passage.entities, Renamer(passages, seed)(passage).entities, strict=True
            ):
                assert (new.id, new.types, new.optional) == (old.id, old.types, old.optional)
                assert len(words(new.name)) == len(words(old.name))


@pytest.mark.parametrize("place", [2, 3])
def test_acronyms_and_what_is_no_name_of_a_thing_stay(place: int) -> None:
    passages = parse_batch(BATCH)
    old = passages[0].entities[place]
    for seed in range(20):
        renamed = Renamer(passages, seed)(passages[0])
        new = renamed.entities[place]
        assert (new.name, new.aliases) == (old.name, old.aliases)
        assert surfaces(renamed, new) == surfaces(passages[0], old)


def test_a_seed_gives_the_same_names_each_time() -> None:
    passages = parse_batch(BATCH)
    first, second = ([Renamer(passages, 3)(passage) for passage in passages] for _ in range(2))
    assert first == second
    assert first != [Renamer(passages, 4)(passage) for passage in passages]


def test_every_passage_of_the_corpus_keeps_its_skeleton() -> None:
    passages = list(read_corpus(CORPUS / "test"))
    renamer = Renamer(passages, 1)
    changed: set[EntityType] = set()
    for passage in passages:
        renamed = renamer(passage)
        assert skeleton(renamed) == skeleton(passage)
        for old, new in zip(passage.entities, renamed.entities, strict=True):
            common = old.types[0] in COMMON or (old.types[0] in TITLED and old.name.islower())
            if surfaces(renamed, new) != surfaces(passage, old):
                assert not common
                changed.add(old.types[0])
    assert changed == set(EntityType) - COMMON
