"""Decisions on who is who, in a plain file beside the store.

The file is UTF-8 text with a header line and six columns parted by tabs. Each line holds the last
decision on one pair of entities, ``same`` or ``different``::

    decision  kept          joined         kept_name  joined_name  because
    same      IRI/ada-park  IRI/ada-parke  Ada Park   Ada Parke    one talk

The order of lines makes no difference. What is ``same`` is so through others too: where A is B and
B is C, all three are one entity. Its IRI and name are those that no line joins to another; where
several are left, the first in the order of IRIs.

That an entity is ``different`` from the one whose IRI is its own with a document's digits behind
(`apart_iri`) says that this document means another thing by the name: a homonym.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path

from pyoxigraph import NamedNode

from ..errors import ClaimgraphError, UsageError
from ..iris import named_apart

__all__ = [
    "Decision",
    "Homonym",
    "Identity",
    "Verdict",
    "decided",
    "decisions_file",
    "group_of",
    "homonyms",
    "identities",
    "read_decisions",
    "undone",
    "write_decisions",
]

_SUFFIX = ".identities.tsv"


class Verdict(StrEnum):
    """What was decided."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one pair of entities.

    Attributes:
        decision: whether they are the same thing.
        kept: IRI of the entity whose IRI and name go on.
        joined: IRI of the other.
        kept_name: label of the first when it was decided.
        joined_name: label of the other.
        because: why, in a person's words; may be empty.
    """

    decision: Verdict
    kept: str
    joined: str
    kept_name: str
    joined_name: str
    because: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The IRIs of both."""
        return frozenset((self.kept, self.joined))


@dataclass(frozen=True, slots=True)
class Identity:
    """What an entity is told as.

    Attributes:
        iri: of the entity that was kept.
        name: its label.
    """

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class Homonym:
    """That one document means another thing by the name of an entity.

    Attributes:
        whole: IRI of the entity.
        part: IRI of the other thing.
        digits: of the document, as in its IRI.
        name: label of the other thing.
        because: why, in words; may be empty.
    """

    whole: str
    part: str
    digits: str
    name: str
    because: str


_COLUMNS = tuple(field.name for field in fields(Decision))


def decisions_file(store: str) -> Path | None:
    """The file of a store's decisions, by what `open_store` opened it by.

    It lies beside a store's folder, ``kg.identities.tsv`` beside ``kg``, so that it outlives a
    store that is removed and built again. A store in memory or at an address has none.
    """
    if store == ":memory:" or "://" in store:
        return None
    path = Path(store)
    name = path.name or path.resolve().name
    return path.parent / f"{name}{_SUFFIX}"


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, sorted; none if there is no such file.

    Raises:
        UsageError: with the file and line, if a line is malformed or a pair is decided twice.
        ClaimgraphError: if the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise ClaimgraphError(f"{path}: cannot be read: {error}") from error
    if not lines or tuple(lines[0].split("\t")) != _COLUMNS:
        raise UsageError(f"{path}:1: the first line must name the columns {' '.join(_COLUMNS)}")
    found: dict[frozenset[str], Decision] = {}
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        decision = _read_line(f"{path}:{number}", line)
        if decision.pair in found:
            raise UsageError(f"{path}:{number}: decides on a pair that a line above decides on")
        found[decision.pair] = decision
    return _sorted(found.values())


def _read_line(place: str, line: str) -> Decision:
    cells = line.split("\t")
    if len(cells) != len(_COLUMNS):
        raise UsageError(f"{place}: {len(cells)} columns instead of {len(_COLUMNS)}")
    word, kept, joined, *names = cells
    if word not in set(Verdict):
        raise UsageError(f"{place}: {word!r} is no decision; there are {', '.join(Verdict)}")
    for iri in (kept, joined):
        try:
            NamedNode(iri)
        except ValueError:
            raise UsageError(f"{place}: {iri!r} is not an IRI") from None
    if kept == joined:
        raise UsageError(f"{place}: both entities are the same IRI")
    return Decision(Verdict(word), kept, joined, *names)


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Writes the file anew, sorted; the file is the old one or the new one, never a part.

    Raises:
        ClaimgraphError: if it cannot be written.
    """
    rows = [_COLUMNS, *(_cells(decision) for decision in _sorted(decisions))]
    text = "".join("\t".join(cells) + "\n" for cells in rows)
    draft = path.with_name(f"{path.name}.part")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        os.replace(draft, path)
    except OSError as error:
        raise ClaimgraphError(f"{path}: cannot be written: {error.strerror or error}") from error


def _cells(decision: Decision) -> tuple[str, ...]:
    return tuple(" ".join(str(getattr(decision, column)).split()) for column in _COLUMNS)


def _sorted(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(
        sorted(decisions, key=lambda found: (min(found.pair), max(found.pair), found.decision))
    )


def decided(decisions: Iterable[Decision], new: Decision) -> tuple[Decision, ...]:
    """The decisions with `new` in the place of what was decided on its pair."""
    return _sorted([*(old for old in decisions if old.pair != new.pair), new])


def undone(
    decisions: Iterable[Decision], iri: str, other: str | None = None, because: str = ""
) -> tuple[Decision, ...]:
    """The decisions with the merge of two entities turned into ``different``.

    Args:
        decisions: those so far.
        iri: one of them.
        other: the other; without it, every merge that `iri` has a part in is undone.
        because: why.
    """
    pair = None if other is None else frozenset((iri, other))
    return _sorted(
        Decision(Verdict.DIFFERENT, old.kept, old.joined, old.kept_name, old.joined_name, because)
        if old.decision is Verdict.SAME and (iri in old.pair if pair is None else old.pair == pair)
        else old
        for old in decisions
    )


def group_of(decisions: Iterable[Decision], iri: str) -> frozenset[str]:
    """Everything that is the same as `iri`, itself included."""
    return next((g for g in _groups(decisions) if iri in g), frozenset((iri,)))


def identities(decisions: Iterable[Decision]) -> Mapping[str, Identity]:
    """What each joined entity is told as, by its IRI; those that are kept are not in it."""
    merges = [found for found in _sorted(decisions) if found.decision is Verdict.SAME]
    joined = {merge.joined for merge in merges}
    names = {merge.joined: merge.joined_name for merge in merges}
    names |= {merge.kept: merge.kept_name for merge in reversed(merges)}
    told: dict[str, Identity] = {}
    for group in _groups(merges):
        kept = min(group - joined or group)
        told |= {iri: Identity(kept, names[kept]) for iri in group if iri != kept}
    return told


def homonyms(decisions: Iterable[Decision]) -> list[Homonym]:
    """What the decisions tell apart within one name, sorted by IRIs.

    What was told apart and is the same through others is left out.
    """
    told = identities(decisions)

    def now(iri: str) -> str:
        return told[iri].iri if iri in told else iri

    found = []
    for decision in decisions:
        if decision.decision is not Verdict.DIFFERENT or now(decision.kept) == now(decision.joined):
            continue
        for whole, part, name in (
            (decision.kept, decision.joined, decision.joined_name),
            (decision.joined, decision.kept, decision.kept_name),
        ):
            place = named_apart(part)
            if place is not None and place[0] == whole:
                found.append(Homonym(whole, part, place[1], name, decision.because))
    return sorted(found, key=lambda homonym: (homonym.whole, homonym.part))


def _groups(decisions: Iterable[Decision]) -> Iterator[frozenset[str]]:
    neighbours: dict[str, set[str]] = {}
    for found in decisions:
        if found.decision is Verdict.SAME:
            neighbours.setdefault(found.kept, set()).add(found.joined)
            neighbours.setdefault(found.joined, set()).add(found.kept)
    seen: set[str] = set()
    for start in neighbours:
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            for near in neighbours[waiting.pop()] - group:
                group.add(near)
                waiting.append(near)
        seen |= group
        yield frozenset(group)
