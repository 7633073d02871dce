from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.extract.vocabulary import Case, Vocabulary, fold, load_vocabulary
from claimgraph.graph.errors import UsageError
from claimgraph.graph.model import EntityType

HEADER = "name\tmatch\taliases\ttypes\tbroader\tidentifiers\n"


def write(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    path.write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def own_names(vocabulary: Vocabulary, kind: EntityType, entry: str) -> dict[str, tuple[Case, bool]]:
    return {
        name.text: (name.case, name.ambiguous)
        for name in vocabulary.names
        if name.entry == (kind, entry)
    }


def test_an_entry_has_what_its_row_says(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "methods.tsv",
        "zigzag tuning\t\tZT|zigzag-style tuning\tMethod|Concept\tfine-tuning\tarxiv:1234.5678",
    )
    vocabulary = load_vocabulary([path])
    entry = vocabulary.entries[EntityType.METHOD, "zigzag tuning"]
    assert entry.types == (EntityType.METHOD, EntityType.CONCEPT)
    assert entry.aliases == ("ZT", "zigzag-style tuning")
    assert entry.broader == ((EntityType.METHOD, "fine-tuning"),)
    assert entry.identifiers == ("arxiv:1234.5678",)


def test_case_follows_the_type_the_capitals_and_the_markers(tmp_path: Path) -> None:
    methods = write(tmp_path, "methods.tsv", "zigzag tuning\t\tZT|*ZZT|Zig*\t\t\t")
    models = write(tmp_path, "models.tsv", "Zigzag\t?=\tZigzag One|*zz-one\t\t\t")
    vocabulary = load_vocabulary([methods, models])
    assert own_names(vocabulary, EntityType.METHOD, "zigzag tuning") == {
        "zigzag tuning": (Case.ANY, False),
        "ZT": (Case.GIVEN, False),
        "ZZT": (Case.ANY, False),
        "Zig*": (Case.ANY, False),
    }
    assert own_names(vocabulary, EntityType.MODEL, "Zigzag") == {
        "Zigzag": (Case.EXACT, True),
        "Zigzag One": (Case.GIVEN, False),
        "zz-one": (Case.ANY, False),
    }


def test_user_entries_replace_shipped_ones_and_take_their_names(tmp_path: Path) -> None:
    shipped = load_vocabulary().entries[EntityType.MODEL, "BERT"]
    assert shipped.identifiers
    path = write(tmp_path, "models.tsv", "BERT\t\tBidirectional Zigzag\t\t\t")
    mine = load_vocabulary([path])
    assert mine.entries[EntityType.MODEL, "BERT"].aliases == ("Bidirectional Zigzag",)
    stolen = write(tmp_path, "models.tsv", "Zigzag\t\tGPT-4\t\t\t")
    names = [n.entry[1] for n in load_vocabulary([stolen]).names if n.text == "GPT-4"]
    assert names == ["Zigzag"]


def test_a_folder_of_files_is_read(tmp_path: Path) -> None:
    write(tmp_path, "models.tsv", "Zigzag\t\t\t\t\t")
    write(tmp_path, "events.tsv", "ZigConf\t\t\t\t\t")
    entries = load_vocabulary([tmp_path]).entries
    assert (EntityType.MODEL, "Zigzag") in entries
    assert (EntityType.EVENT, "ZigConf") in entries


def test_the_fingerprint_is_that_of_the_content(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
    one = load_vocabulary([write(first, "models.tsv", "Zigzag\t\t\t\t\t")])
    same = load_vocabulary([write(second, "models.tsv", "Zigzag\t\t\t\t\t")])
    other = load_vocabulary([write(second, "models.tsv", "Zigzag\t?\t\t\t\t")])
    assert one.fingerprint == same.fingerprint != other.fingerprint
    assert load_vocabulary().fingerprint != one.fingerprint


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Zigzag\t\t\t\t", "5 columns instead of 6"),
        ("\t\t\t\t\t", "an empty name"),
        ("Zigzag\t\tZ||Y\t\t\t", "an empty name"),
        ("Zigzag \t\t\t\t\t", "white space"),
        ("Zigzag\t!\t\t\t\t", "unknown marker '!'"),
        ("Zigzag\t\t??Z\t\t\t", "unknown marker"),
        ("Zigzag\t\t\tRobot\t\t", "unknown type 'Robot'"),
        ("Zigzag\t\t\tMethod|Concept|Work\t\t", "more than 3 types"),
        ("Zigzag\t\t\t\tno such thing\t", "no Method or Concept is named 'no such thing'"),
        ("Zigzag\t\t\t\t\tisbn:123", "not an identifier: 'isbn:123'"),
        ("Zigzag\t\t\t\t\tdoi:10 1", "not an identifier"),
    ],
)
def test_a_faulty_row_is_named_with_file_and_line(tmp_path: Path, row: str, reason: str) -> None:
    path = write(tmp_path, "models.tsv", "Fine\t\t\t\t\t", row)
    with pytest.raises(UsageError, match=r"models\.tsv:3: ") as caught:
        load_vocabulary([path])
    assert reason in str(caught.value)


def test_two_entries_may_not_claim_one_name(tmp_path: Path) -> None:
    path = write(tmp_path, "models.tsv", "Zig-Zag 2\t\t\t\t\t", "Other\t\tzig zag  2\t\t\t")
    with pytest.raises(UsageError, match=r"models\.tsv:3: .* is already a name of 'Zig-Zag 2'"):
        load_vocabulary([path])


def test_broader_terms_may_not_go_round(tmp_path: Path) -> None:
    path = write(
        tmp_path, "concepts.tsv", "zig\t\t\t\tzag\t", "zag\t\t\t\tzog\t", "zog\t\t\t\tzig\t"
    )
    with pytest.raises(UsageError, match=r"concepts\.tsv:\d: broader terms form a cycle"):
        load_vocabulary([path])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("robots.tsv", HEADER, "is named one of"),
        ("models.tsv", "a\tb\n", r"models\.tsv:1: the first line must name the columns"),
        ("models.tsv", "", r"models\.tsv:1: the first line must name the columns"),
    ],
)
def test_a_file_that_is_no_vocabulary(tmp_path: Path, name: str, content: str, reason: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=reason):
        load_vocabulary([path])


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"models\.tsv: cannot be read"):
        load_vocabulary([tmp_path / "models.tsv"])
    (tmp_path / "models.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=r"models\.tsv: cannot be read"):
        load_vocabulary([tmp_path / "models.tsv"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="holds none of"):
        load_vocabulary([tmp_path / "empty"])


def test_folded_names_differ_only_in_substance() -> None:
    assert fold("Moore\u2019s  Law") == fold("moore's law")
    assert fold("GPT\u20114") == fold("gpt 4")
    assert fold("GPT-4") != fold("GPT-4o")
