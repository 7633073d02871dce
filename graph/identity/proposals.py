"""Which stored entities may be the same thing, with what speaks for it and against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from ..model import EntityType
from ..store.protocol import QuadStore
from .decisions import Decision, group_of
from .likeness import Reason, Weight, given, name_reasons, person_reasons, surname, without_form
from .profiles import Profile, profiles
from .spelling import compact, initials, sound, standard, transcriptions, words

__all__ = ["Likelihood", "Proposal", "assess", "propose", "some_of"]

_CROWD = 60
"""How many entities may share a key; one that more share tells nothing."""
_SHOWN = 3
_ENOUGH = 2
_THINGS = frozenset((EntityType.METHOD, EntityType.MODEL, EntityType.BENCHMARK, EntityType.CONCEPT))
_COMMON = frozenset((EntityType.METHOD, EntityType.CONCEPT))


class Likelihood(StrEnum):
    """How much speaks for a proposal."""

    LIKELY = "likely"
    """The names are the same but for spelling, and nothing speaks against it."""
    POSSIBLE = "possible"
    """The names are alike, and something else supports it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities that may be the same thing; nothing is merged by it.

    Attributes:
        a: IRI of the one that would be kept: the vocabulary's, else the one that more documents
            name, else the first in the order of IRIs.
        a_name: its label.
        b: IRI of the other.
        b_name: its label.
        types: types of either, sorted.
        likelihood: how much speaks for it.
        reasons: what speaks for it, in words.
        against: what speaks against it.
    """

    a: str
    a_name: str
    b: str
    b_name: str
    types: tuple[str, ...]
    likelihood: Likelihood
    reasons: tuple[str, ...]
    against: tuple[str, ...]


def propose(store: QuadStore, decisions: Collection[Decision] = ()) -> list[Proposal]:
    """Pairs of entities that may be one, the likely first, then by names.

    They follow from the quads alone, in whatever order documents came. A pair that was decided on
    is not proposed again, nor are two things of which one was decided to be different from
    something that is the same as the other.

    Raises:
        StoreError: if the store cannot be read.
    """
    known = profiles(store)
    settled = {decision.pair for decision in decisions}
    groups = {iri: group_of(decisions, iri) for decision in decisions for iri in decision.pair}
    found = []
    for one, other in _candidates(known):
        mine, theirs = (groups.get(p.iri, frozenset((p.iri,))) for p in (one, other))
        if mine == theirs or any(frozenset((a, b)) in settled for a in mine for b in theirs):
            continue
        proposal = assess(one, other)
        if proposal is not None:
            found.append(proposal)
    return sorted(found, key=lambda p: (p.likelihood, p.a_name.casefold(), p.a, p.b))


def assess(one: Profile, other: Profile) -> Proposal | None:
    """The proposal that two entities are one; None if too little speaks for it.

    The order of the arguments makes no difference.
    """
    kept, joined = sorted((one, other), key=lambda p: (not p.entry, -len(p.documents), p.iri))
    reasons = sorted(_reasons(kept, joined), key=lambda reason: (-abs(reason.weight), reason.words))
    best = max((reason.weight for reason in reasons), default=Weight.FORBIDS)
    worst = min((reason.weight for reason in reasons), default=Weight.FORBIDS)
    supported = any(reason.weight is Weight.SUPPORT for reason in reasons)
    if worst is Weight.FORBIDS or best < Weight.LIKENESS:
        return None
    sure = best is Weight.SAME_NAME and worst is not Weight.DOUBT
    if not sure and not (supported and (best is Weight.SAME_NAME or worst is not Weight.DOUBT)):
        return None
    return Proposal(
        a=kept.iri,
        a_name=kept.name,
        b=joined.iri,
        b_name=joined.name,
        types=tuple(sorted(kept.types | joined.types)),
        likelihood=Likelihood.LIKELY if sure else Likelihood.POSSIBLE,
        reasons=tuple(reason.words for reason in reasons if reason.weight > 0),
        against=tuple(reason.words for reason in reasons if reason.weight < 0),
    )


def _reasons(kept: Profile, joined: Profile) -> Iterator[Reason]:
    if not _may_be_one(kept.types, joined.types):
        yield Reason(Weight.FORBIDS, "things of different kinds")
        return
    if kept.local or joined.local:
        yield Reason(Weight.FORBIDS, "a name that tells nobody beyond its document")
    if kept.entry and joined.entry:
        yield Reason(Weight.FORBIDS, "the vocabulary tells them apart")
    if shared := kept.identifiers & joined.identifiers:
        yield Reason(Weight.SAME_NAME, f"the same identifier: {min(shared)}")
    is_person = EntityType.PERSON in kept.types
    if is_person:
        names = list(person_reasons(kept.name, joined.name))
    else:
        common = bool((kept.types | joined.types) & _COMMON)
        names = list(name_reasons(kept.name, joined.name, common=common))
    yield from names
    if not any(reason.weight > Weight.SUPPORT for reason in names):
        yield from _alias_reasons(kept, joined, is_person)
    likeness = [reason for reason in names if reason.weight is Weight.LIKENESS]
    if kept.entry and any(reason.by_sound for reason in likeness):
        yield Reason(Weight.SUPPORT, f"{kept.name} is in the vocabulary, {joined.name} is not")
    if kept.documents & joined.documents and not any(r.weight is Weight.SAME_NAME for r in names):
        yield Reason(Weight.DOUBT, "one document tells them apart")
    yield from _surroundings(kept, joined, is_person)


def _may_be_one(mine: frozenset[EntityType], theirs: frozenset[EntityType]) -> bool:
    return bool(mine & theirs) or (mine <= _THINGS and theirs <= _THINGS)


def _alias_reasons(kept: Profile, joined: Profile, is_person: bool) -> Iterator[Reason]:
    """Where the name of one is another name of the other."""
    for one, other in ((kept, joined), (joined, kept)):
        for alias in sorted(one.aliases):
            if is_person and not (surname(alias) and surname(other.name)):
                continue
            if transcriptions(alias) & transcriptions(other.name):
                yield Reason(Weight.LIKENESS, f"{alias} is another name of {one.name}")
                return


def _surroundings(kept: Profile, joined: Profile, is_person: bool) -> Iterator[Reason]:
    ties = sorted(kept.ties.keys() & joined.ties.keys())
    if ties:
        yield Reason(Weight.SUPPORT, f"both with {some_of(kept.ties, ties)}")
    elif kept.ties and joined.ties:
        mine, theirs = (some_of(p.ties, sorted(p.ties)) for p in (kept, joined))
        yield Reason(Weight.DOUBT, f"one with {mine}, the other with {theirs}")
    around = sorted((kept.context.keys() & joined.context.keys()) - set(ties))
    if len(around) >= _ENOUGH:
        yield Reason(
            Weight.SUPPORT,
            f"both speak of {some_of(kept.context, around)}"
            if is_person
            else f"both named with {some_of(kept.context, around)}",
        )


def some_of(names: Mapping[str, str], iris: Sequence[str]) -> str:
    """The first names, by IRI in that order, and how many more there are."""
    shown = ", ".join(names[iri] for iri in iris[:_SHOWN])
    return shown if len(iris) <= _SHOWN else f"{shown} and {len(iris) - _SHOWN} more"


def _candidates(known: Iterable[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Pairs that share a key, each once, sorted by IRIs."""
    by_key: dict[tuple[str, ...], dict[str, Profile]] = defaultdict(dict)
    for profile in known:
        for key in _keys(profile):
            by_key[key][profile.iri] = profile
    pairs: dict[tuple[str, str], tuple[Profile, Profile]] = {}
    for sharing in by_key.values():
        if len(sharing) <= _CROWD:
            for one, other in combinations(sorted(sharing), 2):
                pairs[one, other] = sharing[one], sharing[other]
    for pair in sorted(pairs):
        yield pairs[pair]


def _keys(profile: Profile) -> Iterator[tuple[str, ...]]:
    is_person = EntityType.PERSON in profile.types
    kind = "person" if is_person else "thing"
    yield from (("identifier", iri) for iri in profile.identifiers)
    for name in (profile.name, *profile.aliases):
        if is_person:
            if family := surname(name):
                yield kind, sound(family)
                yield kind, "given", sound(given(name))
                yield kind, *sorted(words(name))
                yield kind, compact(name)
            continue
        parts = words(name)
        yield kind, "".join(map(standard, parts))
        for form in transcriptions(name):
            yield kind, "".join(form)
        yield kind, *sorted(parts)
        yield kind, "sound", sound(compact(name))
        if len(parts) > 1:
            yield kind, "initials", initials(name)
            yield kind, "initials", "".join(part[0] for part in parts)
            for index in range(len(parts)):
                rest = "".join(map(standard, parts[:index] + parts[index + 1 :]))
                yield kind, "but one", str(len(parts)), str(index), rest
        else:
            yield kind, "initials", compact(name).removesuffix("s")
            yield kind, "initials", compact(name)
        yield kind, "".join(without_form(name))
