"""How fast the shipped model reads, against the same network in PyTorch behind a bare tokenizer.

``python -m benchmarks.model`` prints words per second and peak memory, each side in a process of
its own on two cores. The baseline is ``spacy.blank("en")`` with its sentence splitter and the
network of ``training/network.py`` in 32-bit PyTorch, over the same windows. It takes the best tag
and head of each word and stops there: no tree, no names from tags, no claim and no relation.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.resources import as_file, files
from importlib.util import find_spec
from itertools import chain

import numpy as np
import spacy
from rich.console import Console
from rich.table import Table
from spacy.tokens import Doc
from tokenizers import Tokenizer

from claimgraph.extract.batch import extract_all
from claimgraph.extract.extraction import extract_many
from claimgraph.extract.model.files import shipped_folder
from claimgraph.extract.model.labels import BLOCKS
from claimgraph.extract.model.words import CONTEXT, FEATURES, WINDOW, WordPieces, shape, windows
from claimgraph.extract.pipeline import COMPONENTS, PipelineSettings, load_pipeline
from claimgraph.extract.reading import Reading
from claimgraph.graph.model import Document, Extraction

__all__ = ["main"]

_CORES = 2
_REPETITIONS = 3
_TIMES = 3  # the texts are read so often in a run, so that a stream of documents is measured
_BATCH = 8  # windows that PyTorch runs together
_WORD_COMPONENTS = (
    "claimgraph_sentences",
    "claimgraph_encoder",
    "claimgraph_syntax",
    "claimgraph_mentions",
)
_SIDES = {
    "torch": 'spacy.blank("en"), PyTorch in 32 bits',
    "words": "claimgraph: tags, trees, names",
    "all": "claimgraph: all of an extraction",
}


def main() -> None:
    """Prints the table, for the sample documents."""
    table = Table(title=f"The model on {_CORES} cores", min_width=72)
    for column in ("pipeline", "words/s", "times the baseline", "peak memory"):
        table.add_column(column, justify="left" if column == "pipeline" else "right")
    without = not (find_spec("torch") and find_spec("safetensors"))
    baseline: float | None = None
    for side, name in _SIDES.items():
        if side == "torch" and without:
            continue
        found = json.loads(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.model", side],
                check=True,
                stdout=subprocess.PIPE,
            ).stdout
        )
        speed = found["words"] / found["seconds"]
        baseline = speed if side == "torch" else baseline
        ratio = f"{speed / baseline:.1f}" if baseline else "-"
        table.add_row(name, f"{speed:,.0f}", ratio, f"{found['bytes'] / 1e6:,.0f} MB")
    console = Console()
    console.print(table)
    if without:
        console.print("No baseline without PyTorch: pip install 'torch==2.13.0' 'safetensors>=0.5'")


def _measure(side: str) -> None:
    """Prints what one side takes as JSON: words, seconds and the peak of resident memory."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:_CORES])
    documents = _documents() * _TIMES
    texts = [Reading.of(document).text for document in documents]
    seconds = _seconds(_baseline(texts) if side == "torch" else _pipeline(documents, side))
    words = sum(len(text.split()) for text in texts)
    # In kilobytes on Linux, in bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(json.dumps({"words": words, "seconds": seconds, "bytes": peak}))


def _documents() -> list[Document]:
    with as_file(files("claimgraph.seeds").joinpath("documents")) as folder:
        outcomes = list(extract_all([folder], settings=PipelineSettings(exclude=COMPONENTS)))
    return [outcome.document for outcome in outcomes if isinstance(outcome, Extraction)]


def _seconds(work: Callable[[], object]) -> float:
    """The shortest of several runs behind one that is not counted, which warms up."""
    times = []
    for _ in range(1 + _REPETITIONS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times[1:])


def _pipeline(documents: Sequence[Document], side: str) -> Callable[[], object]:
    left_out = [name for name in COMPONENTS if side == "words" and name not in _WORD_COMPONENTS]
    # So many windows are encoded at once, while one more thread does the rest.
    nlp = load_pipeline(PipelineSettings(exclude=tuple(left_out), threads=_CORES))
    return lambda: [len(outcome.claims) for outcome in extract_many(documents, nlp)]  # type: ignore[union-attr]  # a failure is a bug here


def _baseline(texts: Sequence[str]) -> Callable[[], object]:
    torch = import_module("torch")
    torch.set_num_threads(_CORES)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = max(map(len, texts)) + 1
    pieces = WordPieces(Tokenizer.from_file(str(shipped_folder() / "tokenizer.json")))
    network = import_module("training.network").Encoder().eval()

    def read(doc: Doc) -> None:
        with torch.inference_mode():
            for batch, counts in _batches(doc, pieces):
                found = network(*(torch.from_numpy(array) for array in batch))
                for name in ("entities", "tags", "marks"):
                    getattr(found, name).argmax(-1).numpy()
                arcs = (found.arc_word @ found.arc_head.transpose(1, 2)).argmax(-1)
                for row, count in enumerate(counts):
                    heads = found.label_head[row, arcs[row, :count]]
                    network.label(found.label_word[row, :count], heads).argmax(-1).numpy()

    return lambda: [read(doc) for doc in nlp.pipe(texts)]  # type: ignore[func-returns-value]  # run for what it takes


def _batches(doc: Doc, pieces: WordPieces) -> list[tuple[tuple[np.ndarray, ...], list[int]]]:
    """The network's input for the windows of a Doc, and the number of words in each."""
    words = [token for token in doc if not token.is_space]
    cut = pieces([word.text for word in words])
    starts = sorted({0, *(n for n, word in enumerate(words) if word.is_sent_start)})
    found = list(windows([len(one) for one in cut], starts, most=WINDOW, context=CONTEXT))
    shapes = [shape(word.text, first=bool(word.is_sent_start)) for word in words]
    batches: list[tuple[tuple[np.ndarray, ...], list[int]]] = []
    for begin in range(0, len(found), _BATCH):
        group = found[begin : begin + _BATCH]
        ids = [[pieces.start, *chain.from_iterable(cut[w.start : w.end])] for w in group]
        size = len(group), max(map(len, ids))
        counts = [window.end - window.start for window in group]
        batch = np.zeros(size, np.int64)
        features = np.zeros((*size, len(FEATURES)), np.int64)
        features[..., FEATURES.index("block")] = len(BLOCKS)
        present = np.zeros(size, np.float32)
        first = np.zeros((len(group), max(counts)), np.int64)
        for row, window in enumerate(group):
            lengths = [len(one) for one in cut[window.start : window.end]]
            batch[row, : len(ids[row])] = ids[row]
            present[row, : len(ids[row])] = 1
            features[row, 1 : len(ids[row]), 0] = np.repeat(
                shapes[window.start : window.end], lengths
            )
            first[row, : len(lengths)] = 1 + np.cumsum([0, *lengths[:-1]])
        batches.append(((batch, features, present, first), counts))
    return batches


if __name__ == "__main__":
    if sys.argv[1:]:
        _measure(sys.argv[1])
    else:
        main()
