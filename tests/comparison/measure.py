"""How well what `compare` marks agrees with pairs of claims that were marked by hand.

Each pair is two documents, in which Ines Corvo and Tomas Reiter each say one sentence; they are
read, stored and compared as any documents are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from spacy.language import Language

from claimgraph.extract import extract
from claimgraph.extract.pipeline import PipelineSettings, load_pipeline
from claimgraph.graph.comparison import compare
from claimgraph.graph.ingest import ingest
from claimgraph.graph.model import Block, BlockKind, Contributor, Document, Span
from claimgraph.graph.store import open_store
from claimgraph.graph.verdicts import Mark

from ..tables import rows_of

__all__ = ["Judged", "Pair", "Score", "judged", "load_reader", "read_pairs", "score"]

HERE = Path(__file__).parent
LABELS = {
    "agree": Mark.AGREE,
    "direction": Mark.DIRECTION,
    "number": Mark.NUMBER,
    "date": Mark.DATE,
    "topic": Mark.TOPIC,
}


@dataclass(frozen=True)
class Pair:
    """Two claims, and how they lie to each other by a careful reader's judgement."""

    part: str
    mark: Mark
    first: tuple[str, str]
    second: tuple[str, str]
    note: str


@dataclass(frozen=True)
class Judged:
    """A pair with the mark that it was given."""

    pair: Pair
    found: Mark
    reason: str


@dataclass(frozen=True)
class Score:
    """Of what is marked as differing, the share that differs; of what differs, that is marked.

    `exact` is the share of right marks among the differences found.
    """

    precision: float
    recall: float
    exact: float


def read_pairs(part: str) -> list[Pair]:
    return [
        Pair(
            part,
            LABELS[row["label"]],
            (row["date_a"], row["words_a"]),
            (row["date_b"], row["words_b"]),
            row["note"],
        )
        for row in rows_of(HERE / "pairs.tsv", part)
    ]


def load_reader() -> Language:
    """The shipped pipeline, with the names of the invented things."""
    return load_pipeline(PipelineSettings(vocabulary=tuple(sorted((HERE / "names").glob("*.tsv")))))


def turn(speaker: str, text: str) -> Block:
    label = Span(0, len(speaker) + 2)
    return Block(
        Span(0, len(text) - 1),
        BlockKind.TURN,
        speaker=speaker,
        speaker_span=Span(0, len(speaker)),
        hidden=(label,),
    )


def judged(pairs: list[Pair], reader: Language) -> Iterator[Judged]:
    for pair in pairs:
        with open_store(":memory:") as store:
            for name, (date, words) in zip(
                ("Ines Corvo", "Tomas Reiter"), (pair.first, pair.second), strict=True
            ):
                text = f"{name}: {words}\n"
                document = Document(
                    name=name,
                    text=text,
                    blocks=(turn(name, text),),
                    sha256=sha256(text.encode()).hexdigest(),
                    location=f"{name}.txt",
                    published=date,
                    people=(Contributor(name, "speaker"),),
                )
                ingest(store, extract(document, reader))
            found = compare(store, "Ines Corvo", "Tomas Reiter")
        told = [pair for pair in found if pair.mark is not Mark.TOPIC] or found
        if told:
            yield Judged(pair, told[0].mark, told[0].reason)
        else:
            yield Judged(pair, Mark.TOPIC, "no shared topic was found")


def score(results: list[Judged]) -> Score:
    counts = Counter((result.pair.mark.differs, result.found.differs) for result in results)
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    exact = sum(r.pair.mark == r.found for r in results if r.pair.mark.differs and r.found.differs)
    return Score(
        right / max(1, right + wrong), right / max(1, right + missed), exact / max(1, right)
    )


def main() -> None:
    """Print the scores of each part, and what is marked otherwise than by hand."""
    reader = load_reader()
    for part in ("develop", "measure", "held-out"):
        results = list(judged(read_pairs(part), reader))
        print(part, len(results), score(results))
        for result in results:
            if result.pair.mark != result.found:
                first, second = result.pair.first[1], result.pair.second[1]
                print(f"  {result.pair.mark} | {result.found} | {first} | {second}")


if __name__ == "__main__":
    main()
