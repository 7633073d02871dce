"""Folders of gold answers and predictions, and the counts over all of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimgraph.extract import Evaluation, evaluate
from claimgraph.extract.settings import PipelineSettings
from claimgraph.graph.errors import UsageError

DEVELOPMENT = Path(__file__).parents[2] / "seeds/corpus/development"
TEXT = "Ada Wrobel of Zornix Labs said that scaling laws may hold.\n"

Record = dict[str, Any]


def record(**more: object) -> Record:
    return {
        "entities": [
            {"id": "e1", "type": "Person", "name": "Ada Wrobel", "mentions": [[0, 10]]},
            {"id": "e2", "type": "Organization", "name": "Zornix Labs", "mentions": [[14, 25]]},
        ],
        "relations": [
            {"subject": "e1", "predicate": "affiliatedWith", "object": "e2", "evidence": [0, 25]}
        ],
        "claims": [],
        **more,
    }


def write(folder: Path, **records: object) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in records.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = write(tmp_path / "gold", a=record(kind="news"), b=record())
    for name in "ab":
        (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    return folder


def counts(found: Evaluation) -> dict[str, tuple[int, int, int]]:
    return {name: (s.right, s.wrong, s.missed) for name, s in found.scores.items() if s.items}


def spoil(answer: Record) -> Counter[str]:
    """Changes some items of an answer, none of them optional; returns how many of each."""
    changed: Counter[str] = Counter()
    optional = {item["id"] for item in answer["entities"] if item.get("optional")}
    ends = {end for r in answer["relations"] for end in (r["subject"], r["object"])}
    ends |= {end for claim in answer["claims"] for end in (claim["claimant"], *claim["about"])}
    for entity in list(answer["entities"]):
        if entity["id"] not in ends | optional:  # nothing else depends on it
            answer["entities"].remove(entity)
            changed["entities"] += 1
            changed["mentions"] += len(entity["mentions"])
            break
    for relation in answer["relations"]:
        if not relation.get("optional") and relation["predicate"] == "developed":
            relation["predicate"] = "founded"
            changed["relations"] += 1
            break
    claims = [claim for claim in answer["claims"] if not claim.get("optional")]
    answer["claims"].remove(claims[0])
    changed["claims"] += 1
    claims[1]["type"] = "plan" if claims[1]["type"] != "plan" else "fact"
    claims[2]["negated"] = not claims[2]["negated"]
    return changed


def test_what_was_changed_in_the_development_set_is_counted(tmp_path: Path) -> None:
    changed: Counter[str] = Counter()
    needed: Counter[str] = Counter()
    for file in sorted(DEVELOPMENT.glob("*.json")):
        answer = json.loads(file.read_text(encoding="utf-8"))
        needed["documents"] += 1
        for kind in ("entities", "relations", "claims"):
            needed[kind] += sum(not item.get("optional") for item in answer[kind])
        changed += spoil(answer)
        write(tmp_path / "predicted", **{file.stem: answer})
    found = counts(evaluate(DEVELOPMENT, tmp_path / "predicted"))
    documents = needed["documents"]
    assert (documents, changed["entities"], changed["relations"]) == (12, 6, 9)
    assert found["entities"] == (needed["entities"] - 6, 0, 6)
    assert found["mentions"][1:] == (0, changed["mentions"])
    assert found["relations"] == (needed["relations"] - 9, 9, 9)
    assert found["claims"] == (needed["claims"] - documents, 0, documents)
    assert found["claims+claimant"] == found["claims"]
    judged = needed["claims"] - documents
    assert found["accuracy of type"] == (judged - documents, documents, 0)
    assert found["accuracy of negated"] == (judged - documents, documents, 0)
    assert sum(found["claim negated"][1:]) == documents
    assert found["accuracy of claimant"] == (judged, 0, 0)
    assert found["claim about"][1:] == (0, 0)


def test_gold_as_prediction_is_all_right() -> None:
    found = evaluate(DEVELOPMENT, DEVELOPMENT)
    assert [*found.failures, *found.unanswered, *found.unused] == []
    assert all(score.value == 1 for score in found.scores.values() if score.items)
    # Counted in the files: what is not optional.
    assert {name: found.scores[name].right for name in ("entities", "relations", "claims")} == {
        "entities": 236,
        "relations": 104,
        "claims": 198,
    }


def test_texts_are_extracted_where_there_are_no_predictions(gold: Path) -> None:
    seen: list[str] = []
    found = evaluate(gold, progress=lambda name, done, total: seen.append(name))
    assert counts(found)["relations"] == (2, 0, 0)
    assert [Path(name).name for name in seen] == ["a.txt", "b.txt", ""]
    # The model may find relations that the rules do not, so it is left out too.
    rules = PipelineSettings(model=False, exclude=("claimgraph_relations",))
    without = evaluate(gold, settings=rules)
    assert counts(without)["relations"] == (0, 0, 2)
    assert counts(without)["entities"] == counts(found)["entities"]


def test_texts_may_lie_elsewhere_under_the_name_that_the_gold_file_tells(
    gold: Path, tmp_path: Path
) -> None:
    (tmp_path / "texts").mkdir()
    (gold / "b.txt").rename(tmp_path / "texts/other.md")
    write(gold, b=record(doc="old/place/other.md"))
    with pytest.raises(UsageError, match=r"b\.json: its text other\.md or b\.txt is not in"):
        evaluate(gold, gold)
    found = evaluate(gold, gold, documents=[tmp_path / "texts"])
    assert [document.name for document in found.documents] == ["a", "b"]


def test_a_missing_prediction_is_empty_and_one_too_many_is_told(gold: Path, tmp_path: Path) -> None:
    predicted = write(tmp_path / "predicted", a=record(), c=record())
    found = evaluate(gold, predicted)
    assert (found.unanswered, found.unused) == (("b",), (str(predicted / "c.json"),))
    assert counts(found)["entities"] == (2, 0, 2)
    assert counts(found)["relations"] == (1, 0, 1)
    by_document = {document.name: document.scores for document in found.documents}
    assert (by_document["a"]["entities"].f1, by_document["b"]["entities"].f1) == (1, 0)
    assert by_document["a"]["claims"].value is None


def test_documents_are_grouped_by_kind(gold: Path) -> None:
    found = evaluate(gold, gold).by_kind()
    assert list(found) == ["news", None]
    assert counts(found["news"])["entities"] == (2, 0, 0)


def test_errors_are_those_that_are_counted_with_their_words(gold: Path, tmp_path: Path) -> None:
    claim = {
        "id": "c1",
        "span": [36, 58],
        "claimant": "e1",
        "attribution": "explicit",
        "type": "fact",
        "quote": False,
        "negated": False,
        "hedged": True,
        "about": [],
    }
    write(gold, a=record(claims=[claim]), b=record())
    (tmp_path / "predicted").mkdir()
    spoiled = record(relations=[], claims=[claim | {"claimant": "author", "type": "opinion"}])
    del spoiled["entities"][1]
    found = evaluate(gold, write(tmp_path / "predicted", a=spoiled, b=record()))
    told = [
        (
            document.name,
            e.measure,
            e.outcome,
            e.span and e.span.of(document.text),
            e.expected,
            e.got,
        )
        for document in found.documents
        for e in document.errors()
    ]
    words = "scaling laws may hold."
    assert told == [
        ("a", "entities", "missed", "Zornix Labs", "Organization Zornix Labs", ""),
        ("a", "mentions", "missed", "Zornix Labs", "Organization Zornix Labs", ""),
        *[
            ("a", "relations", "missed", TEXT[:25], "Ada Wrobel affiliatedWith Zornix Labs", ""),
            ("a", "accuracy of claimant", "wrong", words, "Ada Wrobel", "author"),
            ("a", "accuracy of type", "wrong", words, "fact", "opinion"),
        ],
    ]


FAULTS: dict[str, tuple[object, str]] = {
    "no JSON": ("{", "is no JSON: "),
    "no object": ("[]", "is no JSON object in the guideline's format"),
    "no field": (record(claims=[{"id": "c1", "span": [0, 5]}]), "an item lacks the field "),
    "no type": (
        record(entities=[{"id": "e1", "type": "Place", "name": "A", "mentions": []}]),
        "not in the guideline's format: 'Place' is not a valid EntityType",
    ),
    "no list": (record(entities=3), "not in the guideline's format: "),
    "no strings": (record(entities=["e1"]), "not in the guideline's format: "),
    "no span": (
        record(entities=[{"id": "e1", "type": "Event", "name": "A", "mentions": [[5, 5]]}]),
        "not in the guideline's format: not a span: [5, 5)",
    ),
    "outside": (
        record(entities=[{"id": "e1", "type": "Event", "name": "A", "mentions": [[5, 500]]}]),
        "not in the guideline's format: a: Span(start=5, end=500) lies outside the document",
    ),
    "two of an id": (record(entities=record()["entities"] * 2), "two entities have the same id"),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("place", ["gold", "predicted"])
def test_a_file_that_cannot_be_used_is_left_out(
    gold: Path, tmp_path: Path, name: str, place: str
) -> None:
    content, told = FAULTS[name]
    predicted = write(tmp_path / "predicted", a=record(), b=record())
    file = write(tmp_path / place, a=content) / "a.json"
    found = evaluate(gold, predicted)
    assert [document.name for document in found.documents] == ["b"]
    (failure,) = found.failures
    assert (failure.source, failure.reason[: len(told)]) == (str(file), told)
    assert "\n" not in str(failure)


def test_a_text_that_cannot_be_read_is_left_out(gold: Path) -> None:
    (gold / "a.txt").write_bytes(b"")
    found = evaluate(gold)
    assert [document.name for document in found.documents] == ["b"]
    assert [failure.source for failure in found.failures] == [str(gold / "a.txt")]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda gold, empty: evaluate(empty / "none"), "none: no such folder"),
        (lambda gold, empty: evaluate(empty), "empty: holds no gold files (NAME.json)"),
        (lambda gold, empty: evaluate(gold, empty / "none"), "none: no such folder"),
        (lambda gold, empty: evaluate(gold, documents=[empty / "none"]), "none: no such folder"),
        (
            lambda gold, empty: evaluate(gold, empty),
            "empty: no prediction is named like a gold file (a.json)",
        ),
        (
            lambda gold, empty: evaluate(gold, jobs=0),
            "the number of jobs must be at least 1, not 0",
        ),
    ],
)
def test_wrong_use_is_told(
    gold: Path, tmp_path: Path, call: Callable[[Path, Path], object], told: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError) as raised:
        call(gold, tmp_path / "empty")
    assert str(raised.value).endswith(told)
