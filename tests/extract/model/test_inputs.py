"""What the heads on claims and relations are told of a text."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc

from claimgraph.extract.model.inputs import (
    HOLDER_FEATURES,
    PAIR_FEATURES,
    holders,
    pairs,
    previous_claims,
)
from claimgraph.extract.model.labels import PREDICATES
from claimgraph.extract.model.places import Places
from claimgraph.extract.model.word_inputs import word_features, words_of
from claimgraph.extract.model.words import FEATURES
from claimgraph.extract.pipeline import load_pipeline, read
from claimgraph.graph.model import AUTHOR, SIGNATURES
from tests.extract.mentions.conftest import make_document

TEXT = (
    'Geoffrey Hinton worked at Google. He said: "Deep learning will work," and left.\n\n'
    + "Nothing was said. " * 6
    + "\n\nYann LeCun argues that reinforcement learning is overrated. Google did not answer.\n"
)


@pytest.fixture(scope="module")
def doc() -> Doc:
    return read(make_document(TEXT), load_pipeline())


def _ids(doc: Doc) -> dict[str, str]:
    return {entity.name: entity.id for entity in doc._.entities}


def test_words_in_quotation_marks_are_marked_up_to_the_closing_one(doc: Doc) -> None:
    quoted = word_features(doc)[:, FEATURES.index("quoted")]
    words = [doc[int(token)].text for token in words_of(doc) if quoted[token]]
    assert words == ["Deep", "learning", "will", "work", ",", '"']


def test_a_quotation_that_is_never_closed_ends_with_its_block() -> None:
    doc = read(make_document('He said "looms.\n\nLooms are old.\n'), load_pipeline())
    quoted = word_features(doc)[:, FEATURES.index("quoted")]
    assert [
        doc[int(token)].text for token in np.flatnonzero(quoted) if doc[int(token)].text.strip()
    ] == [
        "looms",
        ".",
    ]


def test_the_writer_comes_first_and_each_entity_once(doc: Doc) -> None:
    candidate = doc._.claim_candidates[0]
    found = holders(Places(doc), [candidate], [None])
    assert found.entities == (AUTHOR, *sorted(doc._.entity_of))
    assert found.features.shape == (1, len(found.entities), HOLDER_FEATURES)
    assert found.tokens[0, 0] == -1
    assert found.can_claim[0, 0]
    assert not found.near[0, 0]


def test_a_holder_stands_at_its_nearest_mention(doc: Doc) -> None:
    places, ids = Places(doc), _ids(doc)
    last = max(doc._.claim_candidates, key=lambda candidate: candidate.place)
    found = holders(places, [last], [None])
    google = found.entities.index(ids["Google"])
    assert doc[int(found.tokens[0, google])].idx == doc.text.rindex("Google")
    assert not found.can_claim[0, found.entities.index(ids["reinforcement learning"])]


def test_holders_of_many_claims_are_those_of_each_alone(doc: Doc) -> None:
    places, candidates = Places(doc), doc._.claim_candidates
    before = previous_claims(candidates)
    together = holders(places, candidates, before)
    assert len(together.tokens) == len(candidates) > 1
    for row, candidate in enumerate(candidates):
        alone = holders(places, [candidate], [before[row]])
        for name in ("tokens", "features", "inside", "can_claim", "near"):
            assert (getattr(alone, name)[0] == getattr(together, name)[row]).all(), name


def test_only_names_near_each_other_make_a_pair_that_may_be_related(doc: Doc) -> None:
    ids = _ids(doc)
    found = pairs(Places(doc))
    assert list(found.names) == sorted(set(found.names))
    assert (ids["Geoffrey Hinton"], ids["Google"]) in found.names
    assert (ids["Geoffrey Hinton"], ids["reinforcement learning"]) not in found.names
    assert found.features.shape == (len(found.names), PAIR_FEATURES)
    for (subject, object_), allowed in zip(found.names, found.allowed.tolist(), strict=True):
        types = doc._.entity_of[subject].types, doc._.entity_of[object_].types
        assert allowed == [
            all(set(kinds) & set(own) for kinds, own in zip(SIGNATURES[p], types, strict=True))
            for p in PREDICATES
        ]


def test_a_pair_is_read_from_its_nearest_mentions(doc: Doc) -> None:
    ids = _ids(doc)
    found = pairs(Places(doc))
    near = found.spans[found.names.index((ids["Yann LeCun"], ids["Google"]))].tolist()
    assert doc[near[2]].idx == doc.text.rindex("Google")


def test_a_text_without_names_has_the_writer_alone() -> None:
    doc = read(make_document("We think that this will last.\n"), load_pipeline())
    places = Places(doc)
    assert pairs(places).names == ()
    assert holders(places, doc._.claim_candidates, [None]).entities == (AUTHOR,)


def test_a_pair_can_be_read_at_two_places_in_different_sentences() -> None:
    text = (
        "Yann LeCun left Google. Later Google and Yann LeCun, or LeCun and Google, met again. "
        "It rained.\n"
    )
    doc = read(make_document(text), load_pipeline())
    ids = _ids(doc)
    names = ids["Yann LeCun"], ids["Google"]
    assert pairs(Places(doc)).names.count(names) == 1
    twice = pairs(Places(doc), 2)
    rows = [row for row, own in enumerate(twice.names) if own == names]
    assert len(rows) == 2
    sentences = [doc[int(twice.spans[row, 0])].sent.start for row in rows]
    assert len(set(sentences)) == 2


def test_a_claim_may_be_about_what_heads_its_section() -> None:
    text = "# GPT-4\n\n" + "Rain fell on the hills all day. " * 8 + "It needs much power.\n"
    doc = read(make_document(text), load_pipeline())
    places, last = Places(doc), doc._.claim_candidates[-1]
    row = places.rows[_ids(doc)["GPT-4"]]
    assert places.headed(np.array([0, last.place[0]]))[:, row].tolist() == [False, True]
    assert holders(places, [last], [None]).near[0, row]
