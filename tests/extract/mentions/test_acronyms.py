from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.components.acronyms import definitions, long_form
from claimgraph.graph.model import EntityType

from .conftest import Find


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("trained by zonal cat search (ZCS) here", [("ZCS", "zonal cat search")]),
        ("the ZCS (zonal cat search) method", [("ZCS", "zonal cat search")]),
        ("heat shock transcription factor (HSF)", [("HSF", "heat shock transcription factor")]),
        ("two zonal cat networks (ZCNs)", [("ZCNs", "zonal cat networks")]),
        ("a retrieval-augmented cat (RAC)", [("RAC", "retrieval-augmented cat")]),
        ("the plan (see below) and others (2019)", []),
        ("a good idea (IMHO)", []),
        ("It is (ZCS)", []),
        ("cats (or ZCS) and dogs", []),
    ],
)
def test_definitions(text: str, pairs: list[tuple[str, str]]) -> None:
    found = [(text[slice(*d.short)], text[slice(*d.long)]) for d in definitions(text)]
    assert found == pairs


def test_both_forms_are_one_thing_wherever_they_stand(find: Find) -> None:
    text = "They used zonal cat learning (ZCL). ZCL is new. Is zonal cat learning good?"
    (entity,) = (e for e in find(text) if e.type is EntityType.METHOD)
    assert entity.name == "zonal cat learning"
    assert "ZCL" in entity.aliases
    assert [mention.text for mention in entity.mentions] == [
        "zonal cat learning",
        "ZCL",
        "ZCL",
        "zonal cat learning",
    ]


def test_a_short_name_with_one_capital_needs_a_known_long_form(find: Find) -> None:
    text = "We use deep learning (Dl) here. We spoke of zonal cats (Zc) then."
    names = {mention.text: entity.name for entity in find(text) for mention in entity.mentions}
    assert names["Dl"] == "deep learning"
    assert "Zc" not in names


def test_an_acronym_takes_the_link_of_its_long_form(find: Find) -> None:
    text = "A convolutional neural network (CVNN) is used. The CVNN works."
    linked = [e for e in find(text) if e.entry and "CVNN" in {m.text for m in e.mentions}]
    assert [e.name for e in linked] == ["convolutional neural network"]


@given(st.text("ABCabc (),-", max_size=60))
def test_definitions_are_whole_and_apart(text: str) -> None:
    for short, long in definitions(text):
        assert text[slice(*short)].strip() == text[slice(*short)]
        assert text[slice(*long)]
        assert short[1] <= long[0] or long[1] <= short[0]


@given(
    st.lists(
        st.sampled_from(["zonal", "cat", "search", "network", "model"]), min_size=2, max_size=5
    )
)
def test_initials_are_always_recognized(words: list[str]) -> None:
    initials = "".join(word[0] for word in words).upper()
    found = long_form(initials, "we propose " + " ".join(words))
    assert found is not None
    assert " ".join(words).endswith(found) or found.endswith(" ".join(words))
