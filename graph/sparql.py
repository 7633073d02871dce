"""Reads SPARQL text as tokens: what form a query has, what it declares, what it would reach.

Section numbers are those of the SPARQL 1.1 Query Language recommendation. Where a text can be
read in two ways (``?a<?b&&?c>?d`` holds one IRI or two comparisons), every way is followed, since
which one a parser takes depends on the grammar; and keywords may touch what precedes them
(``trueSERVICE``), since Oxigraph's parser lets them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..ontology.prefixes import PREFIXES
from .errors import QueryError

__all__ = [
    "Token",
    "declared_prefixes",
    "first_token",
    "position",
    "query_form",
    "readings",
    "service_clause",
    "syntax_error",
    "with_dataset",
]

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = rf"{_BASE}_0-9\u00b7\u0300-\u036f\u203f\u2040"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"

# Section 19.8, less strict where that changes no token's end: IRIs and strings may hold any escape.
_TOKEN = re.compile(
    rf"""
    (?P<space>   [ \t\r\n]+ | \#[^\r\n]* )
  | (?P<iri>     <[^<>"{{}}|^`\x00-\x20]*> )
  | (?P<string>  '''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
               | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*" )
  | (?P<variable> [?$][{_BASE}_0-9][{_NAME}]* )
  | (?P<blank>   _:[{_BASE}_0-9](?:[{_NAME}\-.]*[{_NAME}\-])? )
  | (?P<name>    (?:[{_BASE}](?:[{_NAME}\-.]*[{_NAME}\-])?)?:
                 (?:(?:[{_BASE}_0-9:]|{_ESCAPE})
                    (?:(?:[{_NAME}\-.:]|{_ESCAPE})*(?:[{_NAME}\-:]|{_ESCAPE}))?)? )
  | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<word>    [A-Za-z_]+ )
  | (?P<nothing> // )
  | (?P<sign>    [0-9{{}}()\[\].,;*/+\-=!<>&|^?~$@%] )
    """,
    re.VERBOSE | re.DOTALL,
)


_AFTER_DATASET = frozenset({"WHERE", "{", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query.

    Attributes:
        kind: ``iri``, ``string``, ``variable``, ``blank``, ``name`` (a prefixed name or a
            prefix), ``language``, ``word`` (keywords, function names, ``a``) or ``sign``.
        text: as it stands in the query.
        start: its offset in the query.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def readings(sparql: str) -> list[Token]:
    """The tokens of every way to read the text to its end, sorted; none if there is no such way.

    A ``<`` opens an IRI where it can, or is an operator; what holds ``//`` outside of IRIs,
    strings and comments is no way to read it.
    """
    found: list[Token] = []
    seen = set()
    ahead = [0]
    while ahead:
        start = ahead.pop()
        match = _TOKEN.match(sparql, start)
        if start in seen or match is None or match.lastgroup in (None, "nothing"):
            continue
        seen.add(start)
        steps = [Token(str(match.lastgroup), match[0], start)]
        if match.lastgroup == "iri":
            steps.append(Token("sign", "<", start))
        found += steps
        ahead += [step.end for step in steps]
    complete = {len(sparql)}
    kept = []
    for token in sorted(found, key=lambda token: token.start, reverse=True):
        if token.end in complete:
            complete.add(token.start)
            if token.kind != "space":
                kept.append(token)
    return sorted(kept, key=lambda token: (token.start, -token.end))


def _first_reading(sparql: str) -> Iterator[Token]:
    """Tokens up to the first place where there is none, each ``<`` read as an IRI if it can be."""
    start = 0
    while match := _TOKEN.match(sparql, start):
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match[0], start)
        start = match.end()


def _prologue(sparql: str) -> tuple[frozenset[str], Token | None]:
    """The prefixes that the prologue (4.1) declares, and the first token after it."""
    declared = set()
    tokens = _first_reading(sparql)
    for token in tokens:
        word = token.text.upper()
        if word.startswith("PREFIX"):
            # "PREFIX:" and "PREFIXex:" read as names; the keyword alone is followed by one.
            name = (
                token.text[6:] if token.kind == "name" else getattr(next(tokens, None), "text", "")
            )
            declared.add(name.removesuffix(":"))
            next(tokens, None)
        elif word in {"BASE", "VERSION"}:
            next(tokens, None)
        else:
            return frozenset(declared), token
    return frozenset(declared), None


def declared_prefixes(sparql: str) -> frozenset[str]:
    """The prefixes, without colon, that the text's own prologue declares."""
    return _prologue(sparql)[0]


def first_token(sparql: str) -> Token | None:
    """What follows the prologue; None if nothing does."""
    return _prologue(sparql)[1]


def query_form(sparql: str) -> str | None:
    """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; None for what begins otherwise."""
    first = first_token(sparql)
    if first is not None:
        for form in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
            if first.text.upper().startswith(form):
                return form
    return None


def service_clause(sparql: str) -> Token | None:
    """The first token that may open a ``SERVICE`` clause, by which a query reaches the network.

    It misses none that Oxigraph's parser would find, nor one that a parser finds which resolves
    the escapes of section 19.2 first. It reports what is none where a prefix holds the word and a
    name with it stands before a group, as in ``service:x { ... }``, which is read both ways.
    """
    for text in {sparql, _resolved(sparql)}:
        if "service" not in text.casefold():
            continue
        tokens = readings(text)
        if not tokens:  # not SPARQL as this module knows it: rather refuse too much
            start = text.casefold().index("service")
            return Token("word", "service", min(start, len(sparql)))
        for token in tokens:
            prefix = token.text.split(":")[0] if token.kind == "name" else ""
            if token.kind == "word" and "service" in token.text.casefold():
                return token
            if "service" in prefix.casefold() and _opens_group(text, token):
                return token
    return None


def _opens_group(text: str, name: Token) -> bool:
    """Whether ``{`` follows the name, and ``GRAPH`` does not precede it."""
    return (
        re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*\{").match(text, name.end) is not None
        and re.search(r"(?<![\w?$:@])graph[ \t\r\n]*\Z", text[: name.start], re.IGNORECASE) is None
    )


def _resolved(sparql: str) -> str:
    """The text with the code point escapes of section 19.2 resolved."""

    def character(escape: re.Match[str]) -> str:
        number = int(escape[1] or escape[2], 16)
        return chr(number) if number < 0x110000 else escape[0]

    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", character, sparql)


def with_dataset(sparql: str, default: NamedNode, named: Iterable[NamedNode]) -> str:
    """The query with ``FROM`` clauses (13.2), unless it brings its own.

    Args:
        sparql: a query.
        default: the graph that the default graph is made of.
        named: the graphs that ``GRAPH`` may range over.
    """
    tokens = list(_first_reading(sparql))
    first = first_token(sparql)
    if first is None:
        return sparql
    depth, template = 0, query_form(sparql) == "CONSTRUCT"
    for before, token in itertools.pairwise(tokens[tokens.index(first) :]):
        word = token.text.upper() if token.kind == "word" else token.text
        if word == "FROM":
            return sparql
        if depth == 0 and template and word == "{" and before == first:
            depth += 1
        elif depth == 0 and word in _AFTER_DATASET:
            offset = token.start
            break
        else:
            depth += (word in "([{") - (word in ")]}")
    else:
        offset = len(sparql)
    clauses = f"FROM {default} " + "".join(f"FROM NAMED {name} " for name in named)
    return f"{sparql[:offset]} {clauses}{sparql[offset:]}"


def position(sparql: str, offset: int) -> str:
    """Where the offset is, as ``line 2, column 10``, both counted from 1."""
    before = sparql[:offset].split("\n")
    return f"line {len(before)}, column {len(before[-1]) + 1}"


def syntax_error(sparql: str, words: str) -> QueryError:
    """What a person can do with the words of Oxigraph's parser, in one line."""
    tokens = list(_first_reading(sparql))
    match = re.match(r"error at (\d+):(\d+): (.*)", words, re.DOTALL)
    if match is None:
        where, problem = "", " ".join(words.split())[:200]
    elif (found := _undeclared(sparql, tokens)) and "Prefix not found" in words:
        where, problem = position(sparql, found.start), f"no PREFIX declares {found.text!r}"
    elif found := _unpaired(tokens):
        where, problem = position(sparql, found.start), f"{found.text!r} has no counterpart"
    else:
        line, column, expected = int(match[1]), int(match[2]), match[3]
        rest = [*sparql.split("\n"), ""][line - 1][column - 1 :].split()
        where = f"line {line}, column {column}"
        problem = f"unexpected {rest[0][:40]!r}" if rest else "the line ends too early"
        if len(expected) <= 60 and "[" not in expected:  # longer ones are classes of characters
            problem += f" ({expected})"
    return QueryError(f"the query is not well-formed{where and ', ' + where}: {problem}")


def _undeclared(sparql: str, tokens: list[Token]) -> Token | None:
    """The first prefixed name whose prefix neither the text nor `ontology.prefixes` declares."""
    known = {*declared_prefixes(sparql), *PREFIXES}
    for token in tokens:
        if token.kind == "name" and token.text.split(":")[0] not in known:
            return token
    return None


def _unpaired(tokens: list[Token]) -> Token | None:
    """The first bracket that closes nothing, or else the last one that nothing closes."""
    pairs = {")": "(", "]": "[", "}": "{"}
    open_brackets: list[Token] = []
    for token in tokens:
        if token.text in pairs.values():
            open_brackets.append(token)
        elif token.text in pairs:
            if not open_brackets or open_brackets[-1].text != pairs[token.text]:
                return token
            open_brackets.pop()
    return open_brackets[-1] if open_brackets else None
