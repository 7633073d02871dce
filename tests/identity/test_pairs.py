"""What is proposed to be one, measured on stored documents against pairs judged by hand."""

from __future__ import annotations

import pytest

from .measure import judged, read_pairs, score, score_apart

PARTS = ("develop", "measure", "held-out")
NAMESAKES = ("namesakes", "namesakes-held-out")


def test_there_are_enough_pairs_of_every_kind() -> None:
    pairs = [pair for part in PARTS + NAMESAKES for pair in read_pairs(part)]
    assert len(pairs) >= 300
    assert len({(pair.type, pair.a.name, pair.b.name) for pair in pairs}) == len(pairs)
    for part in PARTS + NAMESAKES:
        labels = [pair.same for pair in read_pairs(part)]
        assert min(labels.count(True), labels.count(False)) >= len(labels) / 3
    kinds = {pair.kind for pair in read_pairs("measure")}
    assert kinds >= {
        *("homonym", "acronym", "acronym clash", "version", "transliteration", "nickname", "asr"),
        *("plural", "possessive", "spelling", "surname only", "siblings", "part and whole"),
    }


@pytest.mark.parametrize(
    ("part", "precision", "recall"),
    [
        ("develop", 40 / 40, 40 / 42),
        ("measure", 51 / 51, 51 / 55),
        ("held-out", 27 / 29, 27 / 27),
    ],
)
def test_what_is_proposed_is_one(part: str, precision: float, recall: float) -> None:
    measured = score(judged(read_pairs(part)))
    assert (measured.precision, measured.recall) == (precision, recall)


@pytest.mark.parametrize(
    ("part", "precision", "recall"),
    [("namesakes", 10 / 10, 10 / 12), ("namesakes-held-out", 10 / 11, 10 / 13)],
)
def test_persons_of_one_name_that_are_told_apart_are_two(
    part: str, precision: float, recall: float
) -> None:
    pairs = read_pairs(part)
    assert all(pair.a.name == pair.b.name for pair in pairs)
    measured = score_apart(judged(pairs))
    assert (measured.precision, measured.recall) == (precision, recall)


def test_the_likely_are_one() -> None:
    for part in PARTS:
        for found in judged(read_pairs(part)):
            if found.proposal is not None and found.proposal.likelihood == "likely":
                assert found.pair.same, found


def test_a_surname_alone_and_another_version_are_never_proposed() -> None:
    pairs = [pair for part in PARTS for pair in read_pairs(part)]
    chosen = [p for p in pairs if not p.same and p.kind in ("surname only", "version", "size")]
    assert len(chosen) > 20
    assert not any(found.joined for found in judged(chosen))


def test_the_order_of_documents_makes_no_difference() -> None:
    for part in PARTS + NAMESAKES:
        pairs = read_pairs(part)
        assert list(judged(pairs)) == list(judged(pairs, reverse=True))
