"""The vocabulary: things that are known before any document is read, and how to spot their names.

A vocabulary file is UTF-8 text with a header line and six columns parted by tabs; its type is
given by its file name (``people.tsv``, ``models.tsv``, ...). ``seeds/README.md`` describes the
columns, the markers ``=`` (exactly this case), ``*`` (any case) and ``?`` (ambiguous with common
language) and the rule for letter case without a marker.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from ..graph.errors import UsageError
from ..graph.model import EntityType, VocabularyEntry
from ..ontology.prefixes import IDENTIFIER_PREFIXES

__all__ = ["FILES", "Case", "Name", "Vocabulary", "fold", "load_vocabulary"]

FILES: Mapping[str, EntityType] = MappingProxyType(
    {
        "people.tsv": EntityType.PERSON,
        "organizations.tsv": EntityType.ORGANIZATION,
        "methods.tsv": EntityType.METHOD,
        "models.tsv": EntityType.MODEL,
        "benchmarks.tsv": EntityType.BENCHMARK,
        "concepts.tsv": EntityType.CONCEPT,
        "works.tsv": EntityType.WORK,
        "events.tsv": EntityType.EVENT,
    }
)
"""File name to the type of the file's entries."""

_COLUMNS = ("name", "match", "aliases", "types", "broader", "identifiers")
_SHIPPED = files("claimgraph.seeds.vocabulary")
_MARKERS = ("", "=", "*", "?", "?=", "?*", "=?", "*?")
_COMMON_TYPES = (EntityType.METHOD, EntityType.CONCEPT)
_MOST_TYPES = 3
_IDENTIFIER = re.compile(r"(?P<prefix>[a-z]+):(?P<local>[^\s<>\"{}|\\^`]+)")
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]+")
_INNER_CAPITAL = re.compile(r"(?<=[^\W_])[A-Z]")


class Case(Enum):
    """How the letter case of a name in a text must agree with the vocabulary's."""

    EXACT = "exactly"
    GIVEN = "exactly, or in a name of several words all lower or all upper"
    ANY = "not at all"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry.

    Attributes:
        text: the name.
        entry: key of the entry.
        case: how its letter case must agree.
        ambiguous: whether the words also have a common meaning, so that the document must
            support this one.
    """

    text: str
    entry: tuple[EntityType, str]
    case: Case
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Entries and their names.

    Attributes:
        entries: by key, in the order of the files.
        names: every name and alias of every entry.
        fingerprint: SHA-256 of the content, hexadecimal; file names and line ends do not count.
    """

    entries: Mapping[tuple[EntityType, str], VocabularyEntry]
    names: tuple[Name, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    type: EntityType
    cells: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.cells[0]

    @property
    def key(self) -> tuple[EntityType, str]:
        return self.type, self.name

    def names(self) -> list[tuple[str, str]]:
        """The preferred name and the aliases, each with its marker."""
        found = [(self.name, self.cells[1])]
        for alias in self.items("aliases"):
            bare = alias.lstrip("".join(_MARKERS))
            found.append((bare, alias[: len(alias) - len(bare)]))
        return found

    def items(self, column: str) -> list[str]:
        cell = self.cells[_COLUMNS.index(column)]
        return cell.split("|") if cell else []

    def fault(self, reason: str) -> UsageError:
        return UsageError(f"{self.place}: {reason}")


def fold(name: str) -> str:
    """The form in which two names are the same: case, hyphens and apostrophes do not count.

    >>> fold("Chain\u2011of\u2011Thought  prompting") == fold("chain of thought prompting")
    True
    """
    return _SEPARATORS.sub(" ", name.casefold().replace("\u2019", "'")).strip()


def load_vocabulary(extra: Sequence[Path] = ()) -> Vocabulary:
    """The shipped vocabulary together with the entries of further files.

    Args:
        extra: files in the same format and with the same names, or folders of such files. Their
            entries come first: an entry of the same type and name replaces a shipped one, and a
            name that a shipped entry of the same type claims goes to theirs.

    Raises:
        UsageError: with the file and line, if a row is malformed, two entries of one type claim
            the same name, a broader term does not exist, or broader terms form a cycle.
    """
    return _load(tuple(sorted(_expand(extra))))


def _expand(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        found = (
            [path / name for name in FILES if (path / name).is_file()] if path.is_dir() else [path]
        )
        if not found:
            raise UsageError(f"{path}: holds none of {', '.join(FILES)}")
        for file in found:
            if file.name not in FILES:
                raise UsageError(f"{file}: a vocabulary file is named one of {', '.join(FILES)}")
            try:
                yield file, file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise UsageError(f"{file}: cannot be read: {error}") from error


@lru_cache(maxsize=4)
def _load(extra: tuple[tuple[Path, str], ...]) -> Vocabulary:
    theirs = [row for path, text in extra for row in _rows(str(path), FILES[path.name], text)]
    shipped = [
        row
        for name, kind in FILES.items()
        for row in _rows(name, kind, _SHIPPED.joinpath(name).read_text(encoding="utf-8"))
    ]
    for rows in (theirs, shipped):
        _check_names(rows)
    replaced = {row.key for row in theirs}
    claimed = {(row.type, fold(name)) for row in theirs for name, _ in row.names()}
    kept = {row.key: row.names() for row in theirs}
    for row in shipped:
        if row.key not in replaced:
            kept[row.key] = [
                (name, marker)
                for name, marker in row.names()
                if (row.type, fold(name)) not in claimed
            ]
    rows = theirs + [row for row in shipped if row.key not in replaced]
    entries = {row.key: _entry(row, kept[row.key], kept.keys()) for row in rows}
    _check_acyclic(entries, rows)
    names = tuple(_name(*found, key) for key, all_ in kept.items() for found in all_)
    digest = sha256("\n".join("\t".join((row.type, *row.cells)) for row in rows).encode())
    return Vocabulary(entries, names, digest.hexdigest())


def _rows(source: str, kind: EntityType, text: str) -> Iterator[_Row]:
    """The rows of one file, checked one by one."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or tuple(lines[0].split("\t")) != _COLUMNS:
        raise UsageError(f"{source}:1: the first line must name the columns {' '.join(_COLUMNS)}")
    for number, line in enumerate(lines[1:], 2):
        cells = tuple(line.split("\t"))
        row = _Row(f"{source}:{number}", kind, cells)
        if len(cells) != len(_COLUMNS):
            raise row.fault(f"{len(cells)} columns instead of {len(_COLUMNS)}")
        if any(cell != cell.strip() for cell in [*cells, *row.items("aliases")]):
            raise row.fault("white space at the end of a cell or alias")
        if not all(name for name, _ in row.names()):
            raise row.fault("an empty name")
        for _, marker in row.names():
            if marker not in _MARKERS:
                raise row.fault(f"unknown marker {marker!r}; there are {' '.join(_MARKERS[1:])}")
        yield row


def _check_names(rows: Sequence[_Row]) -> None:
    """That no two rows of one type claim a name."""
    claims: dict[tuple[EntityType, str], _Row] = {}
    for row in rows:
        for name, _ in row.names():
            other = claims.setdefault((row.type, fold(name)), row)
            if other is not row:
                raise row.fault(f"{name!r} is already a name of {other.name!r} ({other.place})")


def _check_acyclic(
    entries: Mapping[tuple[EntityType, str], VocabularyEntry], rows: Sequence[_Row]
) -> None:
    """That no entry is broader than itself."""
    sorter = TopologicalSorter({entry.key: set(entry.broader) for entry in entries.values()})
    try:
        sorter.prepare()
    except CycleError as error:
        cycle = error.args[1]
        row = next(row for row in rows if row.key == cycle[0])
        raise row.fault(f"broader terms form a cycle: {' > '.join(k[1] for k in cycle)}") from None


def _entry(
    row: _Row, names: Sequence[tuple[str, str]], known: Container[tuple[EntityType, str]]
) -> VocabularyEntry:
    types = [row.type]
    for text in row.items("types"):
        if text not in set(EntityType):
            raise row.fault(f"unknown type {text!r}; there are {', '.join(EntityType)}")
        if text not in types:
            types.append(EntityType(text))
    if len(types) > _MOST_TYPES:
        raise row.fault(f"more than {_MOST_TYPES} types")
    organization = row.type is EntityType.ORGANIZATION
    above = (EntityType.ORGANIZATION,) if organization else _COMMON_TYPES
    broader = []
    for name in row.items("broader"):
        found = next(((kind, name) for kind in above if (kind, name) in known), None)
        if found is None:
            raise row.fault(f"no {' or '.join(above)} is named {name!r}")
        broader.append(found)
    for identifier in row.items("identifiers"):
        match = _IDENTIFIER.fullmatch(identifier)
        if not match or match["prefix"] not in IDENTIFIER_PREFIXES:
            raise row.fault(f"not an identifier: {identifier!r}")
    return VocabularyEntry(
        types=tuple(types),
        name=row.name,
        aliases=tuple(sorted({name for name, _ in names} - {row.name})),
        broader=tuple(broader),
        identifiers=tuple(row.items("identifiers")),
    )


def _name(text: str, marker: str, entry: tuple[EntityType, str]) -> Name:
    if "=" in marker:
        case = Case.EXACT
    elif "*" in marker:
        case = Case.ANY
    elif entry[0] not in _COMMON_TYPES or _is_capital_word(text):
        case = Case.GIVEN
    else:
        case = Case.ANY
    return Name(text, entry, case, "?" in marker)


def _is_capital_word(text: str) -> bool:
    """Whether a name is one word with a capital inside, such as ``RL``, ``LoRA`` or ``GloVe``."""
    return not _SEPARATORS.search(text) and bool(_INNER_CAPITAL.search(text))
