"""How well `propose` and `namesakes` agree with pairs of names that were judged by hand.

Each pair is two documents, which are stored and asked about as any documents are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claimgraph.graph.identity.namesakes import namesakes
from claimgraph.graph.identity.proposals import Likelihood, Proposal, propose
from claimgraph.graph.ingest import ingest
from claimgraph.graph.iris import entity_iri
from claimgraph.graph.model import EntityType
from claimgraph.graph.store import open_store
from claimgraph.ontology.prefixes import BASE

from ..tables import rows_of
from .tellings import tells

__all__ = ["Judged", "Pair", "Score", "judged", "read_pairs", "score", "score_apart"]

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Side:
    """One name; ``*`` before it says that it is the vocabulary's, ``|`` parts it from aliases.

    Attributes:
        name: as the document has it.
        aliases: other names in it.
        entry: whether the vocabulary has it.
        at: its organizations.
        about: what it stands with.
    """

    name: str
    aliases: tuple[str, ...]
    entry: bool
    at: tuple[str, ...]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names and whether they are one thing."""

    part: str
    same: bool
    type: EntityType
    kind: str
    a: Side
    b: Side


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with what was proposed.

    Attributes:
        pair: which one.
        one: whether they are one node without a decision: the names fold alike, and documents do
            not speak against it.
        apart: what is thought of two of one name: told apart, proposed to be split, or nothing.
        proposal: to merge them.
    """

    pair: Pair
    one: bool
    apart: Likelihood | None
    proposal: Proposal | None

    @property
    def joined(self) -> bool:
        """Whether they are told or proposed to be one thing."""
        return self.one or self.proposal is not None


@dataclass(frozen=True, slots=True)
class Score:
    """Of the pairs that are proposed, how many are one; of those that are, how many proposed."""

    precision: float
    recall: float
    proposed: int
    same: int


def read_pairs(part: str) -> list[Pair]:
    """The pairs of a part, such as ``held-out``."""
    return [
        Pair(
            row["part"],
            {"same": True, "different": False}[row["label"]],
            EntityType(row["type"]),
            row["kind"],
            _side(row, "a"),
            _side(row, "b"),
        )
        for row in rows_of(HERE / "pairs.tsv", part)
    ]


def _side(row: dict[str, str], side: str) -> Side:
    name, *aliases = row[side].split("|")
    return Side(
        name.removeprefix("*"),
        tuple(aliases),
        name.startswith("*"),
        _items(row[f"{side}_at"]),
        _items(row[f"{side}_about"]),
    )


def _items(cell: str) -> tuple[str, ...]:
    return tuple(item for item in cell.split("|") if item)


def judged(pairs: Iterable[Pair], reverse: bool = False) -> Iterator[Judged]:
    """Each pair with what is proposed of a store of its two documents, in either order."""
    for pair in pairs:
        told = [
            tells(
                side.name,
                pair.type,
                at=side.at,
                about=side.about,
                aliases=side.aliases,
                entry=side.entry,
                local=pair.type is EntityType.PERSON and " " not in side.name,
                location=f"{number}.txt",
            )
            for number, side in enumerate((pair.a, pair.b))
        ]
        with open_store(":memory:") as store:
            for extraction in reversed(told) if reverse else told:
                ingest(store, extraction)
            found = [
                proposal
                for proposal in propose(store)
                if {proposal.a_name, proposal.b_name} == {pair.a.name, pair.b.name}
            ]
            apart = next((found.likelihood for found in namesakes(store)), None)
        iris = {entity_iri(BASE, pair.type, side.name) for side in (pair.a, pair.b)}
        one = len(iris) == 1 and apart is not Likelihood.LIKELY
        yield Judged(pair, one, apart, found[0] if found else None)


def score_apart(found: Iterable[Judged]) -> Score:
    """Precision and recall of telling apart two of one name without a decision."""
    rows = list(found)
    apart = [row for row in rows if row.apart is Likelihood.LIKELY]
    different = [row for row in rows if not row.pair.same]
    hits = sum(not row.pair.same for row in apart)
    return Score(hits / len(apart), hits / len(different), len(apart), len(different))


def score(found: Iterable[Judged]) -> Score:
    """Precision and recall of what is proposed."""
    rows = list(found)
    proposed = [row for row in rows if row.joined]
    same = [row for row in rows if row.pair.same]
    hits = sum(row.pair.same for row in proposed)
    return Score(hits / len(proposed), hits / len(same), len(proposed), len(same))
