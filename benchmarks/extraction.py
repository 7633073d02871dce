"""How fast documents are read, against spaCy's bare English tokenizer with its sentence splitter.

Each component's share is the time that the pipeline takes less without it and all behind it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib.resources import as_file, files
from pathlib import Path

import spacy
from rich.console import Console
from rich.table import Table

from claimgraph.extract.batch import extract_all
from claimgraph.extract.extraction import extract
from claimgraph.extract.pipeline import COMPONENTS, PipelineSettings, load_pipeline
from claimgraph.extract.reading import Reading
from claimgraph.graph.model import Document, Extraction

_REPETITIONS = 5


def main() -> None:
    """Prints the table, for the sample documents."""
    with as_file(files("claimgraph.seeds").joinpath("documents")) as folder:
        documents = _documents(folder)
    words = sum(len(Reading.of(document).text.split()) for document in documents)

    bare = spacy.blank("en")
    bare.add_pipe("sentencizer")
    texts = [Reading.of(document).text for document in documents]
    baseline = _seconds(lambda: [bare(text) for text in texts])

    table = Table(title=f"Extraction of {len(documents)} documents, {words:,} words", min_width=72)
    for column in ("pipeline", "seconds", "words/s", "times the baseline"):
        table.add_column(column, justify="left" if column == "pipeline" else "right")

    def row(name: str, seconds: float) -> None:
        table.add_row(
            name, f"{seconds:.2f}", f"{words / seconds:,.0f}", f"{seconds / baseline:.1f}"
        )

    row('spacy.blank("en") and sentencizer', baseline)
    for count in range(1, len(COMPONENTS) + 1):
        nlp = load_pipeline(PipelineSettings(exclude=COMPONENTS[count:]))
        for document in documents:  # patterns are compiled at their first use
            extract(document, nlp)
        name = COMPONENTS[count - 1].removeprefix("claimgraph_")
        row(f"up to {name}", _seconds(lambda nlp=nlp: [extract(d, nlp) for d in documents]))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    Console().print(table)


def _documents(folder: Path) -> Sequence[Document]:
    outcomes = extract_all([folder], settings=PipelineSettings(exclude=COMPONENTS))
    return [outcome.document for outcome in outcomes if isinstance(outcome, Extraction)]


def _seconds(work: Callable[[], object]) -> float:
    """The shortest of several runs: what disturbs a run only makes it longer."""
    times = []
    for _ in range(_REPETITIONS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


if __name__ == "__main__":
    main()
