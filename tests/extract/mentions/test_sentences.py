from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from claimgraph.extract.components.sentences import boundaries
from claimgraph.extract.pipeline import read

from .conftest import make_document


def split(text: str, *, spoken: bool = False) -> list[str]:
    cuts = [0, *boundaries(text, spoken=spoken), len(text)]
    return [text[a:b].strip() for a, b in pairwise(cuts)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Dr. Okafor et al. showed it.", "He left Acme Inc. in 2020.", "GPT-3.5 is good."],
        ["She met J. R. Lindqvist at 5 p.m. on Monday.", "It rained."],
        ["That was plan B.", "The end came soon."],
        ["It holds, e.g. for Fig. 3 or Sec. 4.2, i.e. nearly always.", "See vol. 2."],
        ["He lives in the U.S. and works there.", "In the U.S.", "The law differs."],
        ["“Is it safe?”", "He was not sure.", "“It is.”"],
        ['"Really?" she asked.', '"Yes!" Okafor said.', "Then they left."],
        ["Is that all?!", "No... there is more.", "And so on…", "The rest is silence."],
        ["It ended.[12]", "Others followed (see below).", "(Laughs.)", "Good."],
        ["Either it works; or it does not.", "Note: this is one sentence."],
        ["We saw 3.5 percent.", "2020 was good.", "Answer no.", "Then stop."],
        ["1. Read the paper.", "Write it down."],
        ["Yahoo! bought it."],
    ],
)
def test_sentences_end_where_they_should(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_in_speech_a_sentence_may_begin_in_lower_case() -> None:
    assert split("is it? well, i think so! ok. and then", spoken=True) == [
        "is it?",
        "well, i think so!",
        "ok.",
        "and then",
    ]


def test_a_missing_space_behind_a_full_stop_is_no_obstacle() -> None:
    assert split("It works.The end is near. See example.com for more.") == [
        "It works.",
        "The end is near.",
        "See example.com for more.",
    ]


def test_no_sentence_crosses_a_block(nlp: Language) -> None:
    text = "# A heading\n\n- first item\n- second item. With two words\n\nThe text goes\non here.\n"
    doc = read(make_document(text), nlp)
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "A heading",
        "first item",
        "second item.",
        "With two words",
        "The text goes on here.",
    ]


@given(st.text("ab AB.?!…\"')([”0-9é", max_size=80), st.booleans())
def test_boundaries_lie_between_words_and_rise(text: str, spoken: bool) -> None:
    found = list(boundaries(text, spoken=spoken))
    assert found == sorted(set(found))
    assert all(0 < place < len(text) for place in found)
    assert all(part for part in split(text, spoken=spoken)[:-1])
