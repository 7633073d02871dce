"""Reading batches of annotated passages (``seeds/corpus/FORMAT.md``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from claimgraph.graph.model import ClaimType, EntityType, Predicate

from .passage import CUE_KINDS, Cue, Passage, Range, WrittenClaim, WrittenEntity, WrittenRelation

__all__ = ["NO_MENTION", "MarkupError", "parse_batch", "read_batch", "read_corpus", "sentences"]

NO_MENTION = "-"
"""Stands for the entity where a name is marked as an ordinary word."""

_HEAD = re.compile(r"^=== (?P<id>[a-z0-9-]+) \| (?P<kind>[^|\n]+?)(?: \| (?P<note>[^\n]*?))?[ ]*$")
_MARK = re.compile(
    r"\[\[(?P<surface>[^\[\]|\n]+)\|(?P<entity>[a-z]+[0-9]+|-)\]\]"
    r"|<(?P<close>/?)(?P<tag>c|src|cue|neg|hedge)(?P<rest>(?: [^<>\n]*)?)>"
)
_LEFT_OVER = re.compile(r"\[\[|\]\]|</?(?:c|src|cue|neg|hedge)\b")
_ENTITY = re.compile(
    r"^(?P<optional>\??)(?P<id>[a-z]+[0-9]+) (?P<types>[A-Za-z|]+) = (?P<names>.+)$"
)
_RELATION = re.compile(
    r"^(?P<optional>\??)(?P<subject>[a-z]+[0-9]+) (?P<predicate>[A-Za-z]+) (?P<object>[a-z]+[0-9]+)"
    r"(?: : (?P<role>[^@\n]+?))?(?: @ (?P<words>.+?))?[ ]*$"
)
_SENTENCE_END = re.compile(r"(?P<end>[.!?][\"'\u201d\u2019)\]*_]*)\s+|\n+")


class MarkupError(ValueError):
    """A batch that cannot be read; says which passage, and what is wrong with it."""


def read_corpus(folder: Path) -> Iterator[Passage]:
    """The passages of all batches below `folder`, by path.

    Raises:
        MarkupError: if a batch is faulty.
    """
    for path in sorted(folder.rglob("*.txt")):
        yield from read_batch(path)


def read_batch(path: Path) -> list[Passage]:
    """The passages of one batch file.

    Raises:
        MarkupError: if it is faulty.
    """
    return parse_batch(path.read_text(encoding="utf-8"), path.name)


def parse_batch(text: str, name: str = "batch") -> list[Passage]:
    """The passages that `text` holds; what stands before the first is a description.

    Raises:
        MarkupError: if a passage is faulty.
    """
    passages: list[Passage] = []
    lines: list[str] = []
    head: re.Match[str] | None = None
    for line in [*text.split("\n"), "=== end"]:
        if not line.startswith("=== "):
            lines.append(line)
            continue
        if head is not None:
            passages.append(_passage(head, lines, f"{name}, {head['id']}"))
        lines = []
        head = _HEAD.match(line)
        if head is None and line != "=== end":
            raise MarkupError(f"{name}: not a passage's first line: {line!r}")
    return passages


def _passage(head: re.Match[str], lines: list[str], where: str) -> Passage:
    try:
        first = lines.index("--- entities")
        second = lines.index("--- relations")
    except ValueError:
        raise MarkupError(f"{where}: needs the lines '--- entities', '--- relations'") from None
    plain, places, claims, cues = _read_marks("\n".join(lines[:first]).strip("\n"), where)
    entities = tuple(
        _entity(line, plain, places, where) for line in lines[first + 1 : second] if line.strip()
    )
    if unknown := places.keys() - {entity.id for entity in entities} - {NO_MENTION}:
        raise MarkupError(f"{where}: not in the entity list: {', '.join(sorted(unknown))}")
    by_id = {entity.id: entity for entity in entities}
    relations = tuple(
        _relation(line, plain, by_id, where) for line in lines[second + 1 :] if line.strip()
    )
    return Passage(
        head["id"],
        head["kind"],
        head["note"] or "",
        plain,
        entities,
        relations,
        claims,
        cues,
        places.get(NO_MENTION, ()),
    )


def _read_marks(
    marked: str, where: str
) -> tuple[str, dict[str, tuple[Range, ...]], tuple[WrittenClaim, ...], tuple[Cue, ...]]:
    """The text without its marks, and what these say: mentions by entity, claims, cues."""
    parts: list[str] = []
    length = 0
    position = 0
    places: dict[str, list[Range]] = {}
    claims: list[WrittenClaim | None] = []
    cues: list[Cue] = []
    opened: list[tuple[str, int, str, int]] = []  # tag, start, rest, index of the claim
    for match in _MARK.finditer(marked):
        parts.append(marked[position : match.start()])
        length += match.start() - position
        position = match.end()
        if match["entity"]:
            parts.append(match["surface"])
            places.setdefault(match["entity"], []).append((length, length + len(match["surface"])))
            length += len(match["surface"])
        elif not match["close"]:
            opened.append((match["tag"], length, match["rest"], len(claims)))
            if match["tag"] == "c":
                claims.append(None)
        else:
            if not opened or opened[-1][0] != match["tag"]:
                near = marked[max(0, match.start() - 40) : match.start()]
                raise MarkupError(f"{where}: </{match['tag']}> closes nothing, behind {near!r}")
            tag, start, rest, index = opened.pop()
            if start == length:
                raise MarkupError(f"{where}: an empty <{tag}>")
            if tag == "c":
                claims[index] = _claim(rest, (start, length), where)
            else:
                around = [number for kind, _, _, number in opened if kind == "c"]
                cues.append(Cue(tag, (start, length), around[-1] if around else None))
    if opened:
        raise MarkupError(f"{where}: <{opened[-1][0]}{opened[-1][2]}> is never closed")
    parts.append(marked[position:])
    plain = "".join(parts)
    if left := _LEFT_OVER.search(plain):
        near = plain[max(0, left.start() - 20) : left.end() + 30]
        raise MarkupError(f"{where}: not a mark: {near!r}")
    closed = tuple(claim for claim in claims if claim is not None)
    return plain, {k: tuple(v) for k, v in places.items()}, closed, tuple(sorted(cues, key=_start))


def _start(cue: Cue) -> tuple[Range, str]:
    assert cue.kind in CUE_KINDS
    return cue.span, cue.kind


def _claim(rest: str, span: Range, where: str) -> WrittenClaim:
    words = rest.split()
    if len(words) < 2:
        raise MarkupError(f"{where}: <c{rest}> needs a claimant and a type")
    claimant, type_, *flags = words
    if type_ not in set(ClaimType):
        raise MarkupError(f"{where}: <c{rest}>: no type of claim: {type_}")
    date = None
    more: list[str] = []
    less: list[str] = []
    for flag in flags:
        if flag.startswith("date="):
            date = flag.removeprefix("date=")
        elif flag[0] in "+-":
            (more if flag[0] == "+" else less).append(flag[1:])
        elif flag not in ("explicit", "quote", "?"):
            raise MarkupError(f"{where}: <c{rest}>: unknown flag {flag}")
    return WrittenClaim(
        span,
        claimant,
        ClaimType(type_),
        "explicit" in flags,
        "quote" in flags,
        date,
        tuple(more),
        tuple(less),
        "?" in flags,
    )


def _entity(
    line: str, plain: str, places: dict[str, tuple[Range, ...]], where: str
) -> WrittenEntity:
    match = _ENTITY.match(line.strip())
    if match is None:
        raise MarkupError(f"{where}: not an entity: {line!r}")
    kinds = match["types"].split("|")
    if unknown := set(kinds) - set(EntityType):
        raise MarkupError(f"{where}: {line!r}: no type {', '.join(sorted(unknown))}")
    name, *aliases = (part.strip() for part in match["names"].split(";"))
    mentions = places.get(match["id"], ())
    surfaces = (" ".join(plain[start:end].split()) for start, end in mentions)
    return WrittenEntity(
        match["id"],
        tuple(EntityType(kind) for kind in kinds),
        name,
        bool(match["optional"]),
        tuple(dict.fromkeys(other for other in (*aliases, *surfaces) if other != name)),
        mentions,
    )


def _relation(
    line: str, plain: str, entities: dict[str, WrittenEntity], where: str
) -> WrittenRelation:
    match = _RELATION.match(line.strip())
    if match is None:
        raise MarkupError(f"{where}: not a relation: {line!r}")
    if match["predicate"] not in set(Predicate):
        raise MarkupError(f"{where}: {line!r}: no predicate {match['predicate']}")
    for end in (match["subject"], match["object"]):
        if end not in entities:
            raise MarkupError(f"{where}: {line!r}: no entity {end}")
    evidence = _evidence(plain, match, entities)
    if evidence is None:
        raise MarkupError(
            f"{where}: {line!r}: no sentence names both; add '@ first words' of the one that "
            "states it"
        )
    return WrittenRelation(
        match["subject"],
        Predicate(match["predicate"]),
        match["object"],
        match["role"],
        bool(match["optional"]),
        evidence,
    )


def _evidence(plain: str, match: re.Match[str], entities: dict[str, WrittenEntity]) -> Range | None:
    """The sentence that begins with the words given, else the first that names both ends."""
    subject, object_ = entities[match["subject"]], entities[match["object"]]
    for start, end in sentences(plain):
        if match["words"]:
            if plain[start:end].lstrip("#>*- '\"").startswith(match["words"].strip("'\"")):
                return start, end
        elif all(
            any(start <= first and last <= end for first, last in entity.mentions)
            for entity in (subject, object_)
        ):
            return start, end
    return None


def sentences(plain: str) -> Iterator[Range]:
    """The sentences and lines of `plain`, as ranges without white space at their ends."""
    start = 0
    ends = _SENTENCE_END.finditer(plain)
    for end, after in [
        *((max(match.span("end")[1], match.start()), match.end()) for match in ends),
        (len(plain), len(plain)),
    ]:
        words = plain[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            yield first, first + len(words.strip())
        start = after
