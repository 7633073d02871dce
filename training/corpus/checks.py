"""What is wrong, or looks wrong, with annotated passages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from claimgraph.graph.model import AUTHOR, SIGNATURES

from .markup import sentences
from .passage import Passage, Range

__all__ = ["FEWEST_WORDS", "MOST_WORDS", "doubts", "faults", "repeated_ids"]

FEWEST_WORDS, MOST_WORDS = 50, 1200
_DATE = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?(?:/-?\d{4}(?:-\d\d(?:-\d\d)?)?)?")
_HEDGE = re.compile(
    r"\b(?:may|might|could|probably|possibly|perhaps|maybe|likely|unlikely|seems?|appears? to|"
    r"presumably|apparently|arguably|conceivably)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|neither|cannot)\b|n['\u2019]t\b", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['\u2019]s?$")


def repeated_ids(passages: Iterable[Passage]) -> list[str]:
    """Ids that more than one passage has."""
    counts = Counter(passage.id for passage in passages)
    return sorted(name for name, count in counts.items() if count > 1)


def faults(passage: Passage) -> Iterator[str]:
    """What breaks the format or the guideline, in a line each."""
    ids = [entity.id for entity in passage.entities]
    if len(set(ids)) < len(ids):
        yield "an entity's id stands twice in the list"
    words = len(passage.text.split())
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        yield f"{words} words; passages have {FEWEST_WORDS} to {MOST_WORDS}"
    yield from _mention_faults(passage)
    yield from _relation_faults(passage)
    yield from _claim_faults(passage, set(ids))


def _mention_faults(passage: Passage) -> Iterator[str]:
    text = passage.text
    for entity in passage.entities:
        if not entity.mentions:
            yield f"{entity.id} {entity.name}: the text marks no mention"
        for start, end in entity.mentions:
            surface = text[start:end]
            if surface != surface.strip() or _POSSESSIVE.search(surface):
                yield f"{entity.id} {surface!r}: white space or a possessive at its ends"
            if _inside_word(text, start) or _inside_word(text, end):
                yield f"{entity.id} {surface!r}: begins or ends inside a word"
    taken = sorted(place for entity in passage.entities for place in entity.mentions)
    for name, start in _unmarked(passage, taken):
        yield f"{name!r} at {start} is not marked: ...{text[max(0, start - 25) : start + 30]!r}"


def _inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _unmarked(passage: Passage, taken: Sequence[Range]) -> Iterator[tuple[str, int]]:
    """Names of the list that stand in the text without a mark."""
    taken = [*taken, *passage.ordinary]
    for entity in passage.entities:
        for name in (entity.name, *entity.aliases):
            for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", passage.text):
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    yield name, match.start()


def _relation_faults(passage: Passage) -> Iterator[str]:
    types = {entity.id: set(entity.types) for entity in passage.entities}
    seen = set()
    for relation in passage.relations:
        line = f"{relation.subject} {relation.predicate} {relation.object}"
        subjects, objects = SIGNATURES[relation.predicate]
        if not (subjects & types[relation.subject] and objects & types[relation.object]):
            yield f"{line}: the predicate is not for these types"
        if relation.subject == relation.object:
            yield f"{line}: of a thing with itself"
        if line in seen:
            yield f"{line}: stands twice"
        seen.add(line)


def _claim_faults(passage: Passage, ids: set[str]) -> Iterator[str]:
    for index, claim in enumerate(passage.claims):
        words = passage.text[slice(*claim.span)]
        where = f"claim {words[:50]!r}"
        if claim.claimant != AUTHOR and claim.claimant not in ids:
            yield f"{where}: no entity {claim.claimant}"
        if unknown := {*claim.more, *claim.less} - ids:
            yield f"{where}: no entity {', '.join(sorted(unknown))}"
        if claim.date is not None and not _DATE.fullmatch(claim.date):
            yield f"{where}: date {claim.date!r} is not ISO 8601"
        if words != words.strip():
            yield f"{where}: white space at its ends"
        if claim.explicit and claim.claimant == AUTHOR:
            yield f"{where}: the author's claims are implicit"
        if len(list(sentences(words))) > 1:
            yield f"{where}: more than one sentence"
        first = [number for number, other in enumerate(passage.claims) if other.span == claim.span]
        if first[0] != index:
            yield f"{where}: stands twice"
    for cue in passage.cues:
        if cue.kind in ("neg", "hedge") and cue.claim is None:
            yield f"<{cue.kind}> {passage.text[slice(*cue.span)]!r} stands outside all claims"


def doubts(passage: Passage) -> Iterator[str]:
    """What is right only seldom, in a line each: for the writer to look at again."""
    inside = [claim.span for claim in passage.claims]
    for index, claim in enumerate(passage.claims):
        words = passage.text[slice(*claim.span)]
        for kind, pattern in (("hedge", _HEDGE), ("neg", _NEGATION)):
            if pattern.search(words) and not passage.marks(index, kind):
                yield f"no <{kind}> in {words[:90]!r}"
        if claim.claimant != AUTHOR and not passage.explicit(index) and '"' in words[:1]:
            yield f"a quotation, and not explicit: {words[:90]!r}"
    for start, end in sentences(passage.text):
        words = passage.text[start:end]
        covered = any(first < end and start < last for first, last in inside)
        if not covered and len(words.split()) > 6 and not words.endswith("?"):
            yield f"no claim in {words[:90]!r}"
