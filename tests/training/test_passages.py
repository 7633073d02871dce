"""A passage as training sees it: what the rules say of it, and what is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from claimgraph.extract.model.labels import (
    BLOCKS,
    CLAIM_TYPES,
    ENTITY_TAGS,
    MARK_TAGS,
    MARKS,
    PREDICATES,
    RULE_TAGS,
)
from claimgraph.extract.model.words import FEATURES
from claimgraph.extract.pipeline import PipelineSettings, load_pipeline
from training.corpus.markup import parse_batch
from training.passages import Text, prepare
from training.prepare import prepared, share_of, split

BATCH = """batch: example

=== news-01 | news article | two labs
# Two labs

<c p1 opinion><src>[[Mara Lind|p1]]</src> of [[Oru Labs|o1]] <cue>argues</cue> that \
[[reward models|k1]] do <neg>not</neg> scale.</c> <c author fact>[[Oru Labs|o1]] trained \
[[Bracken-2|m1]] on [[ImageNet|b1]] with [[looms|k2]].</c> What a day!

<c p1 prediction date=2030 quote +k1>"They <hedge>might</hedge> be gone by 2030," <src>she</src> \
<cue>said</cue>.</c>
--- entities
p1 Person = Mara Lind
o1 Organization = Oru Labs
k1 Method|Concept = reward model
m1 Model = Bracken-2
b1 Benchmark = ImageNet
?k2 Method = loom
--- relations
p1 affiliatedWith o1 : adviser
o1 developed m1
?o1 uses k2
"""


@pytest.fixture(scope="module")
def text() -> Text:
    (passage,) = parse_batch(BATCH)
    return prepare(passage, load_pipeline(PipelineSettings(model=False)))


def words(text: Text, start: int, end: int) -> str:
    return " ".join(text.example.words[start:end])


def test_words_have_the_tags_that_are_right(text: Text) -> None:
    assert text.example.entities is not None
    rows = [{ENTITY_TAGS[place] for place in np.flatnonzero(row)} for row in text.example.entities]
    known = dict(zip(text.example.words, rows, strict=True))
    assert known["Mara"] == {"B-Person"}
    assert known["Lind"] == {"I-Person"}
    assert known["models"] == {"I-Method", "I-Concept"}
    assert known["looms"] == {"B-Method", "O"}  # optional
    assert known["argues"] == {"O"}
    bracken = text.example.words.index("Bracken")
    assert rows[bracken : bracken + 3] == [{"B-Model"}, {"I-Model"}, {"I-Model"}]


def test_sentences_open_where_the_pipeline_parts_them(text: Text) -> None:
    starts = [*text.example.starts, len(text.example.words)]
    assert [words(text, *pair) for pair in pairwise(starts)] == [
        "Two labs",
        "Mara Lind of Oru Labs argues that reward models do not scale .",
        "Oru Labs trained Bracken - 2 on ImageNet with looms .",
        "What a day !",
        '" They might be gone by 2030 , " she said .',
    ]


def test_words_have_their_marks(text: Text) -> None:
    assert text.example.marks is not None
    marked = {
        (word, MARKS[mark], MARK_TAGS[row[mark]])
        for word, row in zip(text.example.words, text.example.marks, strict=True)
        for mark in np.flatnonzero(row)
    }
    assert marked == {
        ("Mara", "source", "B"),
        ("Lind", "source", "I"),
        ("argues", "cue", "B"),
        ("not", "negation", "B"),
        ("might", "hedge", "B"),
        ("she", "source", "B"),
        ("said", "cue", "B"),
    }


def test_words_have_what_the_document_and_the_rules_say(text: Text) -> None:
    rows = dict(zip(text.example.words, text.example.features, strict=True))
    block, rule, quoted = (FEATURES.index(name) for name in ("block", "rule", "quoted"))
    assert BLOCKS[rows["Two"][block]] == "title"
    assert BLOCKS[rows["scale"][block]] == "paragraph"
    assert RULE_TAGS[rows["ImageNet"][rule]] == "B-Benchmark"  # from the vocabulary
    assert RULE_TAGS[rows["looms"][rule]] == "O"
    assert [rows[word][quoted] for word in ("scale", "They", "gone", "said")] == [0, 1, 1, 0]


def claims(text: Text) -> Iterator[tuple[str, list[int]]]:
    for (start, end), row in zip(text.claim_words, text.claim_targets, strict=True):
        yield words(text, start, end), row.tolist()


def test_stretches_are_claims_or_none_with_their_attributes(text: Text) -> None:
    opinion, fact, prediction = (
        CLAIM_TYPES.index(kind) for kind in ("opinion", "fact", "prediction")
    )
    unknown = [-1] * 5
    # Claim, negated, hedged, quote, explicit, type; of what is no claim the rest is not known.
    assert list(claims(text)) == [
        ("Two labs", [0, *unknown]),
        (
            "Mara Lind of Oru Labs argues that reward models do not scale .",
            [1, 1, 0, 0, 1, opinion],
        ),
        ("Oru Labs trained Bracken - 2 on ImageNet with looms .", [1, 0, 0, 0, 0, fact]),
        ("What a day !", [0, *unknown]),
        ('" They might be gone by 2030 , " she said .', [1, 0, 1, 1, 1, prediction]),
    ]


def holders(text: Text, claim: int) -> dict[str, tuple[float, float, bool]]:
    """For each entity beside a claim, whether it is its claimant, its topic, can be the former."""
    return {
        text.example.words[word] if word >= 0 else "author": (right, about, bool(can))
        for owner, word, (right, about), can in zip(
            text.holder_claim,
            text.holder_word,
            text.holder_targets.tolist(),
            text.holder_can,
            strict=True,
        )
        if owner == claim
    }


def test_entities_are_the_claimants_or_topics_of_claims(text: Text) -> None:
    assert holders(text, 1) == {
        "author": (0, -1, True),
        "Mara": (1, 0, True),
        "Oru": (0, 1, True),
        "reward": (0, 1, False),
        # Named behind it, and so neither near nor asked about.
        "Bracken": (0, -1, False),
        "ImageNet": (0, -1, False),
        "looms": (0, -1, False),
    }
    fact = holders(text, 2)
    assert fact["author"] == (1, -1, True)
    assert fact["Bracken"] == (0, 1, False)
    assert fact["reward"] == (0, 0, False)
    assert fact["looms"] == (0, -1, False)  # optional
    said = holders(text, 4)
    assert said["Mara"][0] == 1
    assert [name for name, (right, _, _) in said.items() if right] == ["Mara"]
    assert set(map(int, text.holder_claim)) == {1, 2, 4}


def test_pairs_have_the_relations_that_hold_and_may_hold(text: Text) -> None:
    pairs = {
        (words(text, *ends[:2]), words(text, *ends[2:])): {
            str(PREDICATES[place]): int(row[place]) for place in np.flatnonzero(row >= 0)
        }
        for ends, row in zip(text.pair_words.tolist(), text.pair_targets, strict=True)
    }
    assert pairs["Mara Lind", "Oru Labs"] == {"affiliatedWith": 1, "founded": 0}
    assert pairs["Oru Labs", "Bracken - 2"] == {"developed": 1, "uses": 0}
    assert pairs["Bracken - 2", "ImageNet"] == {"evaluatedOn": 0}
    # An optional relation is neither right nor wrong, nor is one with an optional end.
    assert pairs["Oru Labs", "looms"] == {"developed": 0}
    assert ("Bracken - 2", "looms") not in pairs
    assert ("ImageNet", "Oru Labs") not in pairs  # no predicate holds between such things


def test_passages_are_prepared_once_and_kept(tmp_path: Path) -> None:
    cache = tmp_path / "work/texts.pickle"
    first = prepared(parse_batch(BATCH), cache, seed=1, renamings=2)
    assert len(first) == 3
    assert first[0].example.words != first[1].example.words  # with other names
    assert first[0].claim_targets.tolist() == first[1].claim_targets.tolist()
    again = prepared([], cache, seed=1, renamings=2)
    assert [text.example.words for text in again] == [text.example.words for text in first]


def test_every_twelfth_passage_validates() -> None:
    (passage,) = parse_batch(BATCH)
    passages = [replace(passage, id=f"n{number}") for number in range(1, 26)]
    trained, validating = split(passages)
    assert [one.id for one in validating] == ["n12", "n24"]
    assert len(trained) == 23
    assert not {one.id for one in trained} & {"n12", "n24"}


def test_a_share_of_the_texts_keeps_each_passage_with_its_renamings(tmp_path: Path) -> None:
    (passage,) = parse_batch(BATCH)
    texts = prepared([passage] * 4, tmp_path / "texts.pickle", seed=1, renamings=1)
    places = {id(text): number for number, text in enumerate(texts)}
    assert [places[id(text)] for text in share_of(texts, 0.5, renamings=1)] == [1, 3, 5, 7]
    assert len(share_of(texts, 1.0, renamings=1)) == 8
