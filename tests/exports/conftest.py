"""A small graph of two documents and a vocabulary, by hand, for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from claimgraph.exports.view import GraphView
from claimgraph.exports.view_reader import read_view
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
from claimgraph.graph.rdf import extraction_quads, vocabulary_quads
from claimgraph.graph.store import QuadStore, open_store
from tests.requirements import require

TALK = (
    "Ada Byron: I lead research at Engine Works. "
    "Looms might compose music by 2028, Babbage believes.\n"
    "Host: Looms will not think."
)
NOTE = "A. Byron founded Engine Works.\nPunched cards are the future of looms."


def span(text: str, words: str) -> Span:
    """Where `words` stand in `text`; they stand there once."""
    assert text.count(words) == 1, words
    return Span(text.index(words), text.index(words) + len(words))


def mentions(text: str, *names: str) -> tuple[Mention, ...]:
    """Every place of every name, sorted."""
    found = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            found.append(Mention(Span(start, start + len(name)), name))
            start = text.find(name, start + 1)
    return tuple(sorted(found))


def talk() -> Extraction:
    """A recording with speakers, times, a nested claim, a hedge and a negation."""
    second = TALK.index("Host:")
    document = Document(
        name="talk",
        text=TALK,
        blocks=(
            Block(
                Span(0, second - 1),
                BlockKind.TURN,
                speaker="Ada Byron",
                start_time=0.0,
                end_time=12.5,
            ),
            Block(
                Span(second, len(TALK)),
                BlockKind.TURN,
                speaker="Host",
                start_time=12.5,
                end_time=18.0,
            ),
        ),
        sha256=sha256(b"talk").hexdigest(),
        location="documents/talk.vtt",
        media_type="text/vtt",
        title="A talk on looms",
        published="2026-06",
        people=(Contributor("Ada Byron", "guest"), Contributor("Charles Dodgson", "host")),
        source="https://example.org/talk",
        licence="CC0",
        description="Two people talk.",
    )
    return Extraction(
        document=document,
        entities=(
            Entity("e1", (EntityType.PERSON,), "Ada Byron", (), mentions(TALK, "Ada Byron")),
            Entity(
                "e2",
                (EntityType.ORGANIZATION,),
                "Engine Works",
                (),
                mentions(TALK, "Engine Works"),
                confidence=0.75,
            ),
            Entity(
                "e3",
                (EntityType.MODEL, EntityType.METHOD),
                "loom",
                ("looms",),
                mentions(TALK, "Looms"),
                entry=(EntityType.METHOD, "loom"),
                same_as=("https://example.org/things/loom",),
            ),
            Entity(
                "e4", (EntityType.PERSON,), "Babbage", (), mentions(TALK, "Babbage"), local=True
            ),
        ),
        relations=(
            Relation(
                "e1",
                Predicate.AFFILIATED_WITH,
                "e2",
                "research lead",
                (span(TALK, "I lead research at Engine Works"),),
                0.9,
            ),
        ),
        claims=(
            Claim(
                "c1",
                span(TALK, "Looms might compose music by 2028"),
                "Looms might compose music by 2028",
                claimant="e4",
                attribution=Attribution.EXPLICIT,
                type=ClaimType.PREDICTION,
                hedged=True,
                about=("e3",),
                date="2028",
                cue=span(TALK, "Babbage believes"),
                hedge=span(TALK, "might"),
                reported_by=("e1",),
                confidence=0.8,
            ),
            Claim(
                "c2",
                span(TALK, "Looms will not think."),
                "Looms will not think.",
                type=ClaimType.OPINION,
                quote=True,
                negated=True,
                about=("e3",),
                date="2026/2027",
                negation=span(TALK, "not"),
                within="c1",
            ),
        ),
        extractor={"version": "1.2.3"},
    )


def note() -> Extraction:
    """A page that its only author wrote."""
    document = Document(
        name="note",
        text=NOTE,
        blocks=(
            Block(Span(0, 30), BlockKind.PARAGRAPH, page=1),
            Block(Span(31, len(NOTE)), BlockKind.PARAGRAPH, page=2),
        ),
        sha256=sha256(b"note").hexdigest(),
        location="documents/note.md",
        people=(Contributor("Grace Murray", "author"),),
    )
    return Extraction(
        document=document,
        entities=(
            Entity("e1", (EntityType.PERSON,), "Ada Byron", (), mentions(NOTE, "A. Byron")),
            Entity(
                "e2", (EntityType.ORGANIZATION,), "Engine Works", (), mentions(NOTE, "Engine Works")
            ),
            Entity(
                "e3",
                (EntityType.METHOD,),
                "loom",
                (),
                mentions(NOTE, "looms"),
                entry=(EntityType.METHOD, "loom"),
            ),
        ),
        relations=(
            Relation(
                "e1", Predicate.FOUNDED, "e2", None, (span(NOTE, "A. Byron founded Engine Works"),)
            ),
        ),
        claims=(
            Claim(
                "c1",
                span(NOTE, "Punched cards are the future of looms."),
                "Punched cards are the future of looms.",
                about=("e3",),
            ),
        ),
    )


VOCABULARY = (
    VocabularyEntry(
        (EntityType.METHOD,),
        "loom",
        ("weaving loom",),
        ((EntityType.CONCEPT, "machine"),),
        ("aio:ActiveLearning", "arxiv:1706.03762"),
    ),
    VocabularyEntry((EntityType.CONCEPT,), "machine"),
)


def fill(store: QuadStore, extractions: Sequence[Extraction]) -> None:
    """Puts the documents and the vocabulary into the store."""
    for extraction in extractions:
        store.replace([], extraction_quads(extraction))
    store.replace([], vocabulary_quads(VOCABULARY))


@pytest.fixture
def store() -> Iterator[QuadStore]:
    """An empty store."""
    with open_store(":memory:") as opened:
        yield opened


@pytest.fixture
def filled(store: QuadStore) -> QuadStore:
    """A store with both documents and the vocabulary."""
    fill(store, [talk(), note()])
    return store


@pytest.fixture(scope="session")
def view() -> GraphView:
    """The view of both documents and the vocabulary."""
    with open_store(":memory:") as opened:
        fill(opened, [talk(), note()])
        return read_view(opened)


_CHROMIUM = Path("/usr/bin/chromium")
_SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    require(None if _CHROMIUM.exists() else "needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=_CHROMIUM, args=_SWITCHES)
