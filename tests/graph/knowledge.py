"""Three documents of invented people, read by hand: what the answers of the queries are known for.

- ``talk``: Ines Corvo speaks, in May 2024, with times and pages.
- ``notes``: Tomas Reiter writes, in February 2025; he spells reinforcement learning in capitals,
  and it was not linked to the vocabulary there.
- ``memo``: nobody says who wrote it, nor when.
"""

from __future__ import annotations

from hashlib import sha256

from claimgraph.graph.answers import answers
from claimgraph.graph.ingest import ingest
from claimgraph.graph.iris import document_hash, document_iri
from claimgraph.graph.model import (
    Attribution,
    Block,
    BlockKind,
    Claim,
    ClaimType,
    Contributor,
    Document,
    Entity,
    EntityType,
    Extraction,
    Mention,
    Predicate,
    Relation,
    Span,
    VocabularyEntry,
)
from claimgraph.graph.store import QuadStore

from ..samples import place

__all__ = [
    "BASE",
    "EXPECTS",
    "KIND",
    "MEMO",
    "NOTES",
    "NOTES_TITLE",
    "OVER",
    "PUBLISH",
    "RELEASE",
    "RL",
    "RL_NODE",
    "SAVE",
    "SCALE",
    "SCORED",
    "TALK",
    "TALK_TITLE",
    "TEN_YEARS",
    "TOLD",
    "at",
    "fill",
    "memo",
    "node",
    "notes",
    "rows",
    "talk",
    "words",
]

BASE = "https://claimgraph.example/"

LEARNING = VocabularyEntry((EntityType.CONCEPT,), "machine learning")
REINFORCEMENT = VocabularyEntry(
    (EntityType.METHOD, EntityType.CONCEPT),
    "reinforcement learning",
    aliases=("RL",),
    broader=(LEARNING.key,),
    identifiers=("cso:reinforcement_learning",),
)
REWARD = VocabularyEntry(
    (EntityType.METHOD,),
    "reward modeling",
    broader=(REINFORCEMENT.key,),
    identifiers=("arxiv:1706.03741",),
)

TALK = (
    "Ines Corvo: Reinforcement learning will not scale by 2025.\n"
    "Ines Corvo: Reward modeling may save it by summer 2027.\n"
    "She said that labs should publish evals.\n"
    "Ines Corvo, who leads Northwind Labs, built Skua-2.\n"
    "Northwind Labs trained Skua-2 with RL.\n"
)
NOTES = (
    "REINFORCEMENT LEARNING is over.\n"
    "Halcyon Institute will release Skua-3 in 2026.\n"
    "Ines Corvo told us that RL needs ten years.\n"
    "Skua-2 scored 61 on TernBench in 2024.\n"
    "Tomas Reiter is chair and fellow of Halcyon Institute, a part of Halcyon Group.\n"
)
MEMO = "Northwind Labs expects agents in 2020 to 2023. Tern nets are a kind of reward modeling.\n"

SCALE = "Reinforcement learning will not scale by 2025."
SAVE = "Reward modeling may save it by summer 2027."
PUBLISH = "She said that labs should publish evals."
OVER = "REINFORCEMENT LEARNING is over."
RELEASE = "Halcyon Institute will release Skua-3 in 2026."
TOLD = "Ines Corvo told us that RL needs ten years."
TEN_YEARS = "RL needs ten years."
SCORED = "Skua-2 scored 61 on TernBench in 2024."
EXPECTS = "Northwind Labs expects agents in 2020 to 2023."
KIND = "Tern nets are a kind of reward modeling."

TALK_TITLE = "A Talk with Ines Corvo"
NOTES_TITLE = "Notes from Halcyon"

RL = "reinforcement learning"
RL_NODE = f"{BASE}method/reinforcement-learning"

Row = tuple[str | None, ...]


def rows(store: QuadStore, query: str, columns: str, **values: str) -> list[Row]:
    """These columns of a named query's answer."""
    return [tuple(map(row.get, columns.split())) for row in answers(store, query, **values)]


def words(store: QuadStore, query: str, **values: str) -> list[str]:
    """The words of each row of a named query's answer."""
    return [row["words"] for row in answers(store, query, **values)]


def at(text: str, words: str) -> tuple[str, str]:
    """Start and end of `words` in `text`, as a query writes them."""
    span = place(text, words)
    return str(span.start), str(span.end)


def node(text: str) -> str:
    """The IRI of the document of that text."""
    return document_iri(BASE, document_hash(sha256(text.encode()).hexdigest()))


def fill(store: QuadStore) -> QuadStore:
    """Puts the three documents into `store`."""
    for extraction in (talk(), notes(), memo()):
        ingest(store, extraction)
    return store


def talk() -> Extraction:
    """Claims c1 to c3, all Ines Corvo's; three relations."""
    lines = [place(TALK, line) for line in TALK.splitlines()]
    document = Document(
        name="talk",
        text=TALK,
        blocks=(
            Block(lines[0], BlockKind.TURN, speaker="Ines Corvo", start_time=5, end_time=9.5),
            Block(lines[1], BlockKind.TURN, speaker="Ines Corvo", start_time=3725),
            *(Block(line, BlockKind.PARAGRAPH, page=2) for line in lines[2:]),
        ),
        sha256=sha256(TALK.encode()).hexdigest(),
        location="talks/talk.vtt",
        title="A Talk with Ines Corvo",
        published="2024-05-10",
        people=(Contributor("Ines Corvo", "guest"),),
        source="https://example.org/talk",
    )
    return Extraction(
        document=document,
        entities=(
            _entity(TALK, "e1", EntityType.PERSON, "Ines Corvo", 3),
            _entity(TALK, "e2", REINFORCEMENT, "Reinforcement learning", 1, "RL"),
            _entity(TALK, "e3", REWARD, "Reward modeling", 1),
            _entity(TALK, "e4", EntityType.METHOD, "evals", 1),
            _entity(TALK, "e5", EntityType.ORGANIZATION, "Northwind Labs", 2),
            _entity(TALK, "e6", EntityType.MODEL, "Skua-2", 2),
        ),
        relations=(
            Relation("e1", Predicate.AFFILIATED_WITH, "e5", role="leads", evidence=(lines[3],)),
            Relation("e1", Predicate.DEVELOPED, "e6", evidence=(lines[3],)),
            Relation("e5", Predicate.DEVELOPED, "e6", evidence=(lines[4],)),
            Relation("e6", Predicate.USES, "e2", evidence=(lines[4],)),
        ),
        claims=(
            Claim(
                "c1",
                place(TALK, SCALE),
                SCALE,
                claimant="e1",
                attribution=Attribution.EXPLICIT,
                type=ClaimType.PREDICTION,
                quote=True,
                negated=True,
                about=("e2",),
                date="2025",
                negation=place(TALK, "not"),
            ),
            Claim(
                "c2",
                place(TALK, SAVE),
                SAVE,
                claimant="e1",
                attribution=Attribution.EXPLICIT,
                type=ClaimType.PREDICTION,
                quote=True,
                hedged=True,
                about=("e3", "e2"),
                date="2027-22",
                hedge=place(TALK, "may"),
            ),
            Claim(
                "c3",
                place(TALK, PUBLISH),
                PUBLISH,
                claimant="e1",
                attribution=Attribution.EXPLICIT,
                type=ClaimType.RECOMMENDATION,
                about=("e4",),
            ),
        ),
        extractor={"version": "0.1.0"},
        vocabulary=(LEARNING, REINFORCEMENT, REWARD),
    )


def notes() -> Extraction:
    """Claims of the author, of an institute, and of Ines Corvo as the author reports her."""
    lines = [place(NOTES, line) for line in NOTES.splitlines()]

    document = Document(
        name="notes",
        text=NOTES,
        blocks=tuple(Block(line, BlockKind.PARAGRAPH) for line in lines),
        sha256=sha256(NOTES.encode()).hexdigest(),
        location="notes.txt",
        title="Notes from Halcyon",
        published="2025-02",
        people=(Contributor("Tomas Reiter", "author"),),
    )
    return Extraction(
        document=document,
        entities=(
            _entity(NOTES, "e1", EntityType.METHOD, "REINFORCEMENT LEARNING", 1, "RL"),
            _entity(NOTES, "e2", EntityType.ORGANIZATION, "Halcyon Institute", 2),
            _entity(NOTES, "e3", EntityType.MODEL, "Skua-3", 1),
            _entity(NOTES, "e4", EntityType.PERSON, "Ines Corvo", 1),
            _entity(NOTES, "e5", EntityType.MODEL, "Skua-2", 1),
            _entity(NOTES, "e6", EntityType.BENCHMARK, "TernBench", 1),
            _entity(NOTES, "e7", EntityType.PERSON, "Tomas Reiter", 1),
            _entity(NOTES, "e8", EntityType.ORGANIZATION, "Halcyon Group", 1),
        ),
        relations=(
            Relation("e5", Predicate.EVALUATED_ON, "e6", evidence=(lines[3],)),
            Relation("e7", Predicate.AFFILIATED_WITH, "e2", role="fellow", evidence=(lines[4],)),
            Relation("e7", Predicate.AFFILIATED_WITH, "e2", role="chair", evidence=(lines[4],)),
            Relation("e2", Predicate.PART_OF, "e8", evidence=(lines[4],)),
        ),
        claims=(
            Claim("c1", lines[0], OVER, type=ClaimType.OPINION, about=("e1",)),
            Claim(
                "c2",
                lines[1],
                RELEASE,
                claimant="e2",
                attribution=Attribution.EXPLICIT,
                type=ClaimType.PLAN,
                about=("e3", "e2"),
                date="2026",
            ),
            Claim("c3", lines[2], TOLD, about=("e4",)),
            Claim(
                "c4",
                place(NOTES, TEN_YEARS),
                TEN_YEARS,
                claimant="e4",
                attribution=Attribution.EXPLICIT,
                type=ClaimType.OPINION,
                about=("e1",),
                reported_by=("author",),
                within="c3",
            ),
            Claim("c5", lines[3], SCORED, about=("e5", "e6"), date="2024"),
        ),
        extractor={"version": "0.1.0"},
    )


def memo() -> Extraction:
    """One prediction of an organization; one fact by an author whom nobody names."""
    first, second = place(MEMO, EXPECTS), place(MEMO, KIND)
    document = Document(
        name="memo",
        text=MEMO,
        blocks=(Block(Span(0, len(MEMO) - 1), BlockKind.PARAGRAPH),),
        sha256=sha256(MEMO.encode()).hexdigest(),
        location="memo.txt",
    )
    return Extraction(
        document=document,
        entities=(
            _entity(MEMO, "e1", EntityType.ORGANIZATION, "Northwind Labs", 1),
            _entity(MEMO, "e2", EntityType.CONCEPT, "agents", 1),
            _entity(MEMO, "e3", EntityType.METHOD, "Tern nets", 1),
            _entity(MEMO, "e4", REWARD, "reward modeling", 1),
        ),
        relations=(Relation("e3", Predicate.BROADER, "e4", evidence=(second,)),),
        claims=(
            Claim(
                "c1",
                first,
                EXPECTS,
                claimant="e1",
                attribution=Attribution.EXPLICIT,
                type=ClaimType.PREDICTION,
                about=("e2",),
                date="2020/2023",
            ),
            Claim("c2", second, KIND, about=("e3", "e4")),
        ),
        extractor={"version": "0.1.0"},
        vocabulary=(LEARNING, REINFORCEMENT, REWARD),
    )


def _entity(
    text: str,
    identifier: str,
    kind: EntityType | VocabularyEntry,
    words: str,
    times: int,
    *more: str,
) -> Entity:
    """An entity, linked where `kind` is an entry, that `text` names `times` times by `words` and
    once by each of `more`.
    """
    spans = [place(text, words, nth) for nth in range(times)]
    spans += [place(text, name) for name in more]
    mentions = tuple(Mention(span, span.of(text)) for span in sorted(spans))
    if isinstance(kind, EntityType):
        return Entity(identifier, (kind,), words, aliases=more, mentions=mentions)
    return Entity(identifier, kind.types, kind.name, mentions=mentions, entry=kind.key)
