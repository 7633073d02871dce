"""What a corpus talks about, by whom, and in how many independent sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .answers import answers
from .claims import FoundClaim, find_claims
from .errors import UsageError
from .model import EntityType
from .store import QuadStore

__all__ = ["Topic", "Voice", "find_topics", "independent_sources"]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks on a topic.

    Attributes:
        claimant: IRI.
        name: label.
        claims: how many.
    """

    claimant: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that claims are about, with all that is narrower.

    Attributes:
        iri: of the topic.
        label: its name.
        types: the guideline's types that it has, sorted.
        claims: on it, or on what is narrower.
        direct: of these, those on itself.
        sources: independent ones, see `independent_sources`.
        documents: that have such claims.
        voices: whose claims they are, those with the most first.
        earliest: of the documents' dates, ISO 8601 to the precision known.
        latest: likewise.
        receipt: the latest claim on it.
    """

    iri: str
    label: str
    types: tuple[str, ...]
    claims: int
    direct: int
    sources: int
    documents: int
    voices: tuple[Voice, ...]
    earliest: str | None
    latest: str | None
    receipt: FoundClaim


def find_topics(
    store: QuadStore,
    *,
    by: str | None = None,
    about: str | None = None,
    topic_type: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[Topic]:
    """The topics of claims, those of the most independent sources first.

    A topic counts what is narrower than it by `skos:broader`. One that no claim is about itself
    is among them where it gathers at least two others.

    Args:
        store: what is asked.
        by: only claims of that claimant, by name or IRI.
        about: only that topic and what is narrower than it, by name or IRI.
        topic_type: only topics of that type, such as ``Method``.
        since: the earliest date of publication, as in `find_claims`.
        until: the latest.

    Raises:
        UsageError: if there is no such type, or a date is none.
        StoreError: if the store cannot answer.
    """
    if topic_type and topic_type.lower() not in {kind.lower() for kind in EntityType}:
        raise UsageError(f"no topic is of type {topic_type!r}; types are {', '.join(EntityType)}")
    claims = find_claims(store, by=by, about=about, since=since, until=until)
    known = {row["topic"]: row for row in answers(store, "topics", type=topic_type or "")}
    labels = {topic: (row["topicName"], row["types"]) for topic, row in known.items()}
    wider: defaultdict[str, set[str]] = defaultdict(set)
    gathered: defaultdict[str, set[str]] = defaultdict(set)
    for row in answers(store, "topic-hierarchy"):
        wider[row["topic"]].add(row["broader"])
        gathered[row["broader"]].add(row["topic"])
        if topic_type is None or topic_type.lower() in row["types"].lower().split("; "):
            labels.setdefault(row["broader"], (row["broaderName"], row["types"]))
    wanted = _wanted(store, about, gathered)
    on: defaultdict[str, list[FoundClaim]] = defaultdict(list)
    for claim in claims:
        reached = {*claim.topics, *(w for topic in claim.topics for w in wider[topic])}
        for topic in reached & labels.keys():
            if wanted is None or topic in wanted:
                on[topic].append(claim)
    spoken = {topic for claim in claims for topic in claim.topics}
    found = [
        _topic(topic, *labels[topic], said)
        for topic, said in on.items()
        if topic in spoken or len(gathered[topic] & spoken) > 1
    ]
    return sorted(found, key=lambda t: (-t.sources, -t.claims, t.label.casefold(), t.iri))


def independent_sources(claims: Iterable[FoundClaim]) -> int:
    """How many groups of documents the claims come from that share no claimant and no source.

    Two documents in which the same person says it are one source, and so are two copies of one
    original (`dcterms:source`); whoever speaks in both joins them.
    """
    parents: dict[str, str] = {}

    def root(node: str) -> str:
        while parents.setdefault(node, node) != node:
            node = parents[node]
        return node

    documents = set()
    for claim in claims:
        documents.add(claim.document)
        for shared in (claim.claimant, claim.source and f"source {claim.source}"):
            if shared:
                parents[root(claim.document)] = root(shared)
    return len({root(document) for document in documents})


def _wanted(store: QuadStore, about: str | None, gathered: dict[str, set[str]]) -> set[str] | None:
    """The topics of a name with all that is narrower; None if every topic is wanted."""
    if about is None:
        return None
    named = {row["entity"] for row in answers(store, "entity", name=about)}
    return named.union(*(gathered.get(topic, set()) for topic in named))


def _topic(iri: str, label: str, types: str, claims: list[FoundClaim]) -> Topic:
    counts = Counter((claim.claimant, claim.claimant_name) for claim in claims)
    dates = sorted(claim.published for claim in claims if claim.published)
    latest = max(claims, key=lambda c: (c.published or "", c.document_title, -c.start, c.iri))
    return Topic(
        iri=iri,
        label=label,
        types=tuple(types.split("; ")),
        claims=len(claims),
        direct=sum(iri in claim.topics for claim in claims),
        sources=independent_sources(claims),
        documents=len({claim.document for claim in claims}),
        voices=tuple(
            Voice(claimant, name, count)
            for (claimant, name), count in sorted(
                counts.items(), key=lambda item: (-item[1], item[0][1], item[0][0])
            )
        ),
        earliest=dates[0] if dates else None,
        latest=dates[-1] if dates else None,
        receipt=latest,
    )
