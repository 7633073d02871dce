"""The measures count what they say, whatever the model answers: it is judged by its own answers,
and by the same with known mistakes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from spacy.tokens import Doc

from claimgraph.extract import attributes
from claimgraph.extract.components.encoder import SyntaxReader
from claimgraph.extract.model.decoding import decode_tags, softmax, tag_spans
from claimgraph.extract.model.files import shipped_folder
from claimgraph.extract.model.labels import ENTITY_TAGS
from claimgraph.extract.model.runtime import Model
from claimgraph.extract.pipeline import PipelineSettings, load_pipeline
from training.examples import Example, entity_targets, plain_features
from training.measure import measures
from training.passages import Text

SENTENCES = (
    "Mirela Osei leads Tarn Institute in Lisbon .",
    "Her group trained GPT-4 and BERT on ImageNet with reinforcement learning .",
)
Tag = str | frozenset[str] | None


@pytest.fixture(scope="module")
def model() -> Model:
    return Model(shipped_folder())


def own_mentions(model: Model, words: list[str]) -> list[tuple[int, int, str]]:
    """What the model finds in words without a document around them."""
    scores = model.encode(words, plain_features(words, [0]), [0]).entities
    path = decode_tags(np.log(softmax(scores)), ENTITY_TAGS, [0])
    return list(tag_spans(path.tolist(), ENTITY_TAGS))


def tags_of(words: list[str], mentions: list[tuple[int, int, str]]) -> list[Tag]:
    tags: list[Tag] = ["O"] * len(words)
    for start, end, kind in mentions:
        tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    return tags


def text(words: list[str], tags: list[Tag]) -> Text:
    features = plain_features(words, [0])
    example = Example(words, [0], features, entities=entity_targets(tags))
    return Text(example, *[np.zeros(0)] * 11)


def score(words: list[str], tags: list[Tag]) -> float:
    return measures(shipped_folder(), None, [text(words, tags)])["test mentions"]


def test_mentions_are_right_missed_or_too_many(model: Model) -> None:
    words = SENTENCES[1].split()
    own = own_mentions(model, words)
    found = len(own)
    assert found >= 2
    assert score(words, tags_of(words, own)) == 100
    # One fewer in gold: all but one of those found are right, and none is missed.
    assert score(words, tags_of(words, own[1:])) == round(200 * (found - 1) / (2 * found - 1), 1)
    (start, end, kind), *others = own
    another = "Event" if kind != "Event" else "Work"
    wrong = tags_of(words, [(start, end, another), *others])
    assert score(words, wrong) == round(100 * (found - 1) / found, 1)


def test_what_is_optional_or_of_several_types_or_unknown_costs_nothing(model: Model) -> None:
    words = SENTENCES[1].split()
    (start, end, kind), *others = own_mentions(model, words)
    for name, opens, goes_on in (
        ("optional", frozenset({f"B-{kind}", "O"}), frozenset({f"I-{kind}", "O"})),
        ("either", frozenset({f"B-{kind}", "B-Event"}), frozenset({f"I-{kind}", "I-Event"})),
        ("unknown", None, None),
    ):
        tags = tags_of(words, others)
        tags[start:end] = [opens, *[goes_on] * (end - start - 1)]
        assert score(words, tags) == 100, name


def test_syntax_is_measured_by_word(model: Model, tmp_path: Path) -> None:
    nlp = load_pipeline(PipelineSettings(model=False))
    rows: list[list[list[str]]] = []
    for sentence in SENTENCES:
        words = sentence.split()
        opens: list[bool | int | None] = [True, *[False] * (len(words) - 1)]
        doc = Doc(nlp.vocab, words=words, sent_starts=opens)
        attributes.register()
        doc._.encoding = model.encode(words, plain_features(words, [0]), [0])
        doc = SyntaxReader(model)(doc)
        rows.append(
            [
                [str(t.i + 1), t.text, "_", t.pos_, "_", "_", *head(t.i, t.head.i, t.dep_)]
                for t in doc
            ]
        )
    (tmp_path / "crossner/ai").mkdir(parents=True)
    words = SENTENCES[0].split()
    labels = {"Person": "person", "Organization": "organisation"}
    mentions = own_mentions(model, words)
    tags = [
        tag if tag == "O" else f"{tag[:2]}{labels.get(tag[2:], 'misc')}"
        for tag in map(str, tags_of(words, mentions))
    ]
    lines = [f"{word}\t{tag}" for word, tag in zip(words, tags, strict=True)]
    (tmp_path / "crossner/ai/dev.txt").write_text("\n".join(lines) + "\n")

    def measured() -> dict[str, float]:
        file = tmp_path / "ud-ewt/en_ewt-ud-test.conllu"
        file.parent.mkdir(exist_ok=True)
        lines = ["\n".join("\t".join([*row, "_", "_"]) for row in part) + "\n" for part in rows]
        file.write_text("\n".join(lines))
        return measures(shipped_folder(), tmp_path, [])

    count = sum(map(len, rows))
    found = measured()
    assert [found[name] for name in ("UPOS", "UAS", "LAS")] == [100, 100, 100]
    assert found["CrossNER AI dev"] == 100
    first = rows[0][0]
    first[3] = "SYM" if first[3] != "SYM" else "X"
    first[7] = "list" if first[7] != "list" else "orphan"
    one_wrong = round(100 * (count - 1) / count, 1)
    found = measured()
    assert [found[name] for name in ("UPOS", "UAS", "LAS")] == [one_wrong, 100, one_wrong]
    last = rows[1][-1]
    last[6] = "1" if last[6] != "1" else "2"
    found = measured()
    two_wrong = round(100 * (count - 2) / count, 1)
    assert [found[name] for name in ("UPOS", "UAS", "LAS")] == [one_wrong, one_wrong, two_wrong]


def head(word: int, above: int, label: str) -> tuple[str, str]:
    """Columns 7 and 8 of CoNLL-U."""
    if word == above:
        return "0", "root"
    return str(above + 1), label
