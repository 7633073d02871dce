"""The queries that come with claimgraph: ``queries/*.rq``, and how values are put into them.

A file begins with comments that describe it::

    # title: Documents
    # description: What the store was built from, newest first.
    # param since date  earliest day of publication
    # param limit integer 100  how many at most

A parameter line has name, type and, where the parameter may be left out, a default value; two
spaces separate them from what the parameter is. In the query, ``$since`` stands for the value;
it is never a variable.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from ..ontology.prefixes import PREFIXES
from .errors import UsageError
from .sparql import Token, readings

__all__ = ["NamedQuery", "Parameter", "named_queries", "named_query", "read_query"]

_XSD = PREFIXES["xsd"]
_HEADER = re.compile(r"#\s*(title|description|param)\b:?\s*(.*)")
_PARAMETER = re.compile(
    r'(?P<name>[a-z][A-Za-z0-9]*) (?P<type>[a-z]+)(?: (?P<default>"[^"]*"|\S+))?  +(?P<what>\S.*)'
)
_ABSOLUTE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|urn:)\S+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query needs.

    Attributes:
        name: without ``$``.
        type: ``text``, ``iri`` (whole, or with a prefix of `ontology.prefixes`), ``entity`` (an
            IRI, or a name, which becomes text), ``date`` (``2026-06-25``) or ``integer``.
        default: what it is when it is left out; None if it must not be.
        description: what it means.
    """

    name: str
    type: str
    default: str | None
    description: str

    def term(self, value: str) -> NamedNode | Literal:
        """The RDF term that `value` stands for.

        Raises:
            UsageError: if it is no value of the parameter's type.
        """
        try:
            return _TERMS[self.type](value)
        except (ValueError, UnicodeEncodeError) as error:
            raise UsageError(f"parameter {self.name}: {value!r} is not {error}") from error


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with a name.

    Attributes:
        name: the file's, without ``.rq``.
        title: a few words.
        description: what it answers.
        parameters: in the order of the file.
        text: the file, with ``$name`` where values go.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    def bind(self, values: Mapping[str, str]) -> str:
        """The query with a term in the place of each parameter; whatever a value holds, it stays
        one term.

        Raises:
            UsageError: if a value is missing, of the wrong type, or for no parameter.
        """
        known = [parameter.name for parameter in self.parameters]
        for name in values:
            if name not in known:
                takes = ", ".join(known) if known else "no parameters"
                raise UsageError(f"query {self.name}: no parameter {name!r}; it takes {takes}")
        terms = {}
        for parameter in self.parameters:
            value = values.get(parameter.name, parameter.default)
            if value is None:
                raise UsageError(
                    f"query {self.name}: parameter {parameter.name} is missing: "
                    f"{parameter.description}"
                )
            terms[f"${parameter.name}"] = str(parameter.term(value))
        bound, end = "", 0
        for place in _places(self.text):
            bound += self.text[end : place.start] + terms[place.text]
            end = place.end
        return bound + self.text[end:]


def named_query(name: str) -> NamedQuery:
    """The query of that name.

    Raises:
        UsageError: if there is none; the message lists all and suggests the nearest.
    """
    queries = {query.name: query for query in named_queries()}
    if name not in queries:
        nearest = difflib.get_close_matches(name, queries, n=1)
        hint = f"; did you mean {nearest[0]!r}?" if nearest else ";"
        raise UsageError(f"no query named {name!r}{hint} there are {', '.join(queries)}")
    return queries[name]


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """All queries that come with claimgraph, sorted by name."""
    folder = files(f"{__package__}.queries")
    return tuple(
        read_query(path.name.removesuffix(".rq"), path.read_text(encoding="utf-8"))
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".rq")
    )


def read_query(name: str, text: str) -> NamedQuery:
    """A query from the text of its file.

    Raises:
        ValueError: if the header is malformed, or it and the query name other parameters.
    """
    title = description = ""
    parameters = []
    for line in text.splitlines():
        match = _HEADER.fullmatch(line)
        if match is None:
            if line.startswith("#"):
                continue
            break
        if match[1] == "title":
            title = match[2]
        elif match[1] == "description":
            description = match[2]
        else:
            parameters.append(_parameter(name, match[2]))
    declared = {f"${parameter.name}" for parameter in parameters}
    used = {place.text for place in _places(text)}
    if not title or not description or declared != used:
        raise ValueError(
            f"query {name}: needs a title, a description and a parameter line for each of "
            f"{sorted(used)}, has lines for {sorted(declared)}"
        )
    return NamedQuery(name, title, description, tuple(parameters), text)


def _parameter(query: str, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None or match["type"] not in _TERMS:
        raise ValueError(f"query {query}: not a parameter line: {line!r}")
    default = match["default"]
    if default is not None and default.startswith('"'):
        default = default[1:-1]
    parameter = Parameter(match["name"], match["type"], default, match["what"])
    if default is not None:
        parameter.term(default)
    return parameter


def _places(text: str) -> list[Token]:
    """Where ``$name`` stands, outside of comments, strings and IRIs."""
    tokens = readings(text)
    return [token for token in tokens if token.kind == "variable" and token.text[0] == "$"]


def _text(value: str) -> Literal:
    return Literal(value)


def _iri(value: str) -> NamedNode:
    prefix, colon, local = value.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        value = PREFIXES[prefix] + local
    try:
        return NamedNode(value)
    except ValueError:
        raise ValueError("an IRI, such as schema:Person or https://example.org/x") from None


def _entity(value: str) -> NamedNode | Literal:
    return _iri(value) if _ABSOLUTE.fullmatch(value) else Literal(value)


def _date(value: str) -> Literal:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise ValueError("a date such as 2026-06-25") from None
    return Literal(day.isoformat(), datatype=NamedNode(f"{_XSD}date"))


def _integer(value: str) -> Literal:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        raise ValueError("a whole number")
    return Literal(str(int(value)), datatype=NamedNode(f"{_XSD}integer"))


_TERMS = {"date": _date, "entity": _entity, "integer": _integer, "iri": _iri, "text": _text}
