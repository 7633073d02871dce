"""Public data sets, read into examples with our labels.

What another scheme says is taken over only where ours would say the same; elsewhere nothing is
known and nothing is learned. The folder is laid out as ``training/README.md`` says.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from claimgraph.extract.model.labels import DEPENDENCIES, TAGS

from .examples import Example, entity_targets, plain_features

__all__ = ["crossner", "named", "scirex", "training_trees", "treebank"]

_ANY: Mapping[str, str | None] = {
    # CrossNER: people, organizations, works and events of five domains
    **dict.fromkeys(
        ("researcher", "person", "writer", "musicalartist", "politician", "scientist"), "Person"
    ),
    **dict.fromkeys(("organisation", "university", "band", "politicalparty"), "Organization"),
    **dict.fromkeys(("book", "poem", "magazine", "album", "song", "academicjournal"), "Work"),
    **dict.fromkeys(("conference", "event", "election"), "Event"),
    **dict.fromkeys(("field", "task"), "Concept"),
    **dict.fromkeys(("product", "programlang"), "Model"),
    "algorithm": "Method",
    **dict.fromkeys(
        (
            "country",
            "location",
            "astronomicalobject",
            "chemicalcompound",
            "chemicalelement",
            "protein",
            "enzyme",
            "musicalinstrument",
        ),
        "O",
    ),
    # wikigold and WNUT17
    **dict.fromkeys(("PER",), "Person"),
    **dict.fromkeys(("ORG", "corporation"), "Organization"),
    "creative-work": "Work",
    "LOC": "O",
    # SciREX and TDMSci
    "Method": "Method|Model",
    "Task": "Concept",
    "TASK": "Concept",
    "Material": "Benchmark",
    "DATASET": "Benchmark",
}
"""Our type for a label of another scheme; labels that are not here say nothing."""


def _mapped(tags: Sequence[str]) -> Iterator[str | frozenset[str] | None]:
    for tag in tags:
        if tag == "O":
            yield "O"
            continue
        place, _, label = tag.partition("-")
        ours = _ANY.get(label)
        if ours is None or ours == "O":
            yield ours
        else:
            yield frozenset(f"{place}-{kind}" for kind in ours.split("|"))


def _example(words: list[str], tags: Sequence[str]) -> Example:
    return Example(
        words, [0], plain_features(words, [0]), entities=entity_targets(list(_mapped(tags)))
    )


def _columns(path: Path) -> Iterator[list[list[str]]]:
    """The sentences of a file with one word a line."""
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("-DOCSTART"):
            rows.append(line.split("\t") if "\t" in line else line.split())
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _begun(tags: list[str]) -> list[str]:
    """Tags of a scheme that opens mentions with ``I`` with ``B`` instead."""
    result = []
    before = "O"
    for tag in tags:
        opens = tag.startswith("I-") and before[2:] != tag[2:]
        result.append(f"B-{tag[2:]}" if opens else tag)
        before = tag
    return result


def crossner(folder: Path, domain: str, part: str) -> list[Example]:
    """CrossNER (Liu et al. 2021): sentences of Wikipedia, of one of five domains."""
    return [
        _example([row[0] for row in rows], [row[-1] for row in rows])
        for rows in _columns(folder / "crossner" / domain / f"{part}.txt")
    ]


def named(folder: Path) -> list[Example]:
    """wikigold (Balasuriya et al. 2009), WNUT17 (Derczynski et al. 2017) and TDMSci (Hou et al.
    2021): people, organizations, works; tasks and data sets."""
    general = folder / "general-ner"
    paths = [
        general / "wikigold/CONLL-format/data/wikigold.conll.txt",
        general / "WNUT17/CONLL-format/data/train/wnut17train.conll",
        folder / "tdmsci/conllFormat/train_1500_v2.conll",
    ]
    return [
        _example([row[0] for row in rows], _begun([row[-1] for row in rows]))
        for path in paths
        for rows in _columns(path)
    ]


def scirex(folder: Path, count: int, seed: int) -> list[Example]:
    """`count` sentences of SciREX (Jain et al. 2020), papers on machine learning."""
    found: list[Example] = []
    path = folder / "scirex" / "scirex_train_306docs.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            tags = ["O"] * len(record["words"])
            for start, end, kind in record["ner"]:
                tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
            for start, end in record["sentences"]:
                if 6 <= end - start <= 60 and any(tag != "O" for tag in tags[start:end]):
                    found.append(_example(record["words"][start:end], tags[start:end]))
    random.Random(seed).shuffle(found)
    return found[:count]


def training_trees(folder: Path) -> list[Example]:
    """The English Web Treebank's train part and GUM's open genres."""
    return treebank(
        folder / "ud-ewt" / "en_ewt-ud-train.rebuilt.conllu.gz",
        *sorted((folder / "gum").glob("*.gz")),
    )


def treebank(*paths: Path) -> list[Example]:
    """Sentences of Universal Dependencies (CoNLL-U), several of a document in one example."""
    examples: list[Example] = []
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            text = lines.read()
        sentences = [_sentence(part) for part in text.split("\n\n") if part.strip()]
        waiting: list[tuple[list[str], list[int], list[int], list[int]]] = []
        for number, sentence in enumerate(sentences):
            waiting.append(sentence)
            # one, two or three sentences together, so that windows of all lengths are seen
            if len(waiting) > number % 3 or sum(len(one[0]) for one in waiting) > 60:
                examples.append(_joined(waiting))
                waiting = []
        if waiting:
            examples.append(_joined(waiting))
    return examples


def _sentence(part: str) -> tuple[list[str], list[int], list[int], list[int]]:
    words, tags, heads, labels = [], [], [], []
    for line in part.split("\n"):
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        words.append(columns[1])
        tags.append(TAGS.index(columns[3]) if columns[3] in TAGS else -1)
        heads.append(int(columns[6]) - 1)
        label = columns[7] if columns[7] in DEPENDENCIES else columns[7].partition(":")[0]
        labels.append(DEPENDENCIES.index(label))
    return words, tags, heads, labels


def _joined(sentences: list[tuple[list[str], list[int], list[int], list[int]]]) -> Example:
    words: list[str] = []
    starts: list[int] = []
    tags: list[int] = []
    heads: list[int] = []
    labels: list[int] = []
    for sentence in sentences:
        begin = len(words)
        starts.append(begin)
        words += sentence[0]
        tags += sentence[1]
        heads += [head + begin if head >= 0 else -1 for head in sentence[2]]
        labels += sentence[3]
    return Example(words, starts, plain_features(words, starts), None, tags, heads, labels)
