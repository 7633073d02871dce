"""What is marked as differing, measured from the text on against pairs that were marked by hand."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.graph.verdicts import Mark

from .measure import judged, load_reader, read_pairs, score


@pytest.fixture(scope="module")
def reader() -> Language:
    return load_reader()


def test_there_are_enough_pairs_of_every_kind() -> None:
    for part, least in (("develop", 50), ("measure", 60), ("held-out", 70)):
        pairs = read_pairs(part)
        assert len(pairs) >= least
        assert {pair.mark for pair in pairs} == set(Mark)
        assert sum(not pair.mark.differs for pair in pairs) >= len(pairs) / 3


@pytest.mark.parametrize(
    ("part", "precision", "recall"),
    [("develop", 0.95, 0.9), ("measure", 0.95, 0.9), ("held-out", 0.9, 0.5)],
)
def test_what_is_marked_as_differing_differs(
    part: str, precision: float, recall: float, reader: Language
) -> None:
    measured = score(list(judged(read_pairs(part), reader)))
    assert measured.precision >= precision
    assert measured.recall >= recall
    assert measured.exact >= 0.9
