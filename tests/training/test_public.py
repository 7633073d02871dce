"""What public data sets say, in our labels: small files in the publishers' formats."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from claimgraph.extract.model.labels import DEPENDENCIES, ENTITY_TAGS, SHAPES, TAGS
from training.examples import Example
from training.public import crossner, named, scirex, treebank


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")


def right(example: Example) -> list[set[str]]:
    """The tags that are right for each word; none where nobody knows."""
    assert example.entities is not None
    rows = [{ENTITY_TAGS[place] for place in np.flatnonzero(row)} for row in example.entities]
    return [set() if len(row) == len(ENTITY_TAGS) else row for row in rows]


def test_crossner_is_mapped_where_the_schemes_agree(tmp_path: Path) -> None:
    write(
        tmp_path / "crossner/ai/train.txt",
        "Ada\tB-researcher\nPark\tI-researcher\nof\tO\nBonn\tB-location\nran\tO\n"
        "A\tB-algorithm\n*\tI-algorithm\nin\tO\nProlog\tB-programlang\n\n"
        "COCO\tB-misc\nwon\tO\n",
    )
    first, second = crossner(tmp_path, "ai", "train")
    assert first.words == ["Ada", "Park", "of", "Bonn", "ran", "A", "*", "in", "Prolog"]
    assert right(first) == [
        {"B-Person"},
        {"I-Person"},
        {"O"},
        {"O"},  # a place is none of our things
        {"O"},
        {"B-Method"},
        {"I-Method"},
        {"O"},
        {"B-Model"},
    ]
    assert right(second) == [set(), {"O"}]  # we do not know what their misc is to us
    assert [SHAPES[row[0]] for row in second.features] == ["upper", "lower"]
    assert (first.tags, first.heads, first.labels, first.marks) == (None,) * 4


def test_mentions_that_open_with_i_are_begun(tmp_path: Path) -> None:
    write(
        tmp_path / "general-ner/wikigold/CONLL-format/data/wikigold.conll.txt",
        "-DOCSTART- O\n\nAda I-PER\nPark I-PER\nOru I-ORG\nLabs I-ORG\nBonn I-LOC\nit O\n"
        "Looms I-MISC\n",
    )
    write(
        tmp_path / "general-ner/WNUT17/CONLL-format/data/train/wnut17train.conll",
        "Zornix\tB-corporation\nsells\tO\nThe\tB-creative-work\nLoom\tI-creative-work\n",
    )
    write(
        tmp_path / "tdmsci/conllFormat/train_1500_v2.conll",
        "parsing\tB-TASK\non\tO\nPTB\tB-DATASET\nby\tO\nF1\tB-METRIC\n",
    )
    general, web, papers = named(tmp_path)
    assert right(general) == [
        {"B-Person"},
        {"I-Person"},
        {"B-Organization"},
        {"I-Organization"},
        {"O"},
        {"O"},
        set(),
    ]
    assert right(web) == [{"B-Organization"}, {"O"}, {"B-Work"}, {"I-Work"}]
    assert right(papers) == [{"B-Concept"}, {"O"}, {"B-Benchmark"}, {"O"}, set()]


def test_scirex_gives_sentences_with_names_and_leaves_the_choice_of_method_or_model(
    tmp_path: Path,
) -> None:
    words = ["We", "train", "BERT", "large", "on", "GLUE", "."]
    rest = ["Nothing", "else", "was", "ever", "done", "here", "."]
    record = {
        "words": [*words, *rest, "Short", "BERT"],
        "ner": [[2, 4, "Method"], [5, 6, "Material"], [15, 16, "Method"]],
        "sentences": [[0, 7], [7, 14], [14, 16]],
    }
    write(tmp_path / "scirex/scirex_train_306docs.jsonl.gz", json.dumps(record) + "\n")
    (example,) = scirex(tmp_path, 5, seed=1)
    assert example.words == words
    either = [{f"{place}-Method", f"{place}-Model"} for place in "BI"]
    assert right(example) == [{"O"}, {"O"}, *either, {"O"}, {"B-Benchmark"}, {"O"}]
    assert scirex(tmp_path, 0, seed=1) == []


CONLLU = """# text = Don't stop.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tstop\tstop\tVERB\tVB\t_\t0\troot\t_\t_
3.1\tnow\tnow\tADV\tRB\t_\t_\t_\t3:advmod\t_
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# text = It rained lots
1\tIt\tit\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\trained\train\tVERB\tVBD\t_\t0\troot\t_\t_
3\tlots\tlot\t_\tNNS\t_\t2\tobl:unheard\t_\t_
"""


@pytest.mark.parametrize("name", ["a.conllu", "a.conllu.gz"])
def test_a_treebank_gives_words_with_heads_and_labels(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, CONLLU)
    first, second = treebank(tmp_path / name)
    assert first.words == ["Do", "n't", "stop", "."]
    assert (first.starts, first.heads) == ([0], [2, 2, -1, 2])
    assert [TAGS[tag] for tag in first.tags or ()] == ["AUX", "PART", "VERB", "PUNCT"]
    assert [DEPENDENCIES[label] for label in first.labels or ()] == [
        "aux",
        "advmod",
        "root",
        "punct",
    ]
    # Of a part of speech that is none of ours nothing is known; an unknown subtype is left off.
    assert second.tags == [TAGS.index("PRON"), TAGS.index("VERB"), -1]
    assert [DEPENDENCIES[label] for label in second.labels or ()] == ["nsubj", "root", "obl"]


def test_sentences_of_a_treebank_come_singly_and_together(tmp_path: Path) -> None:
    sentence = "1\tIt\tit\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tran\trun\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    write(tmp_path / "a.conllu", "\n".join([sentence] * 6))
    examples = treebank(tmp_path / "a.conllu")
    assert [example.starts for example in examples] == [[0], [0, 2, 4], [0, 2]]
    joined = examples[1]
    assert joined.words == ["It", "ran"] * 3
    assert joined.heads == [1, -1, 3, -1, 5, -1]
    assert all(len(example.words) == len(example.labels or ()) for example in examples)
