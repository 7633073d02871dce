"""Writes the answer to a query: as a table, in the SPARQL results formats, or as RDF."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import IO

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..ontology.prefixes import PREFIXES
from .errors import UsageError
from .store import QueryResult

__all__ = ["RESULT_FORMATS", "RESULT_SYNTAXES", "write_result"]

RESULT_FORMATS: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "csv": QueryResultsFormat.CSV,
        "json": QueryResultsFormat.JSON,
        "tsv": QueryResultsFormat.TSV,
        "xml": QueryResultsFormat.XML,
    }
)
"""For SELECT and ASK: the formats of SPARQL 1.1 Query Results, by name."""

RESULT_SYNTAXES: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "jsonld": RdfFormat.JSON_LD,
        "ntriples": RdfFormat.N_TRIPLES,
        "rdfxml": RdfFormat.RDF_XML,
        "turtle": RdfFormat.TURTLE,
    }
)
"""For CONSTRUCT and DESCRIBE: RDF syntaxes, by name."""


def write_result(result: QueryResult, format_name: str, output: IO[bytes]) -> None:
    """Writes `result` to `output` in UTF-8, and reads it to its end.

    Rows of the SPARQL formats are written one by one in the query's order; triples are sorted. A
    ``table`` is for people: it has IRIs shortened by the prefixes of `ontology.prefixes` and the
    text of literals; on a terminal it is fitted to the width, elsewhere each row is one
    line and nothing is cut.

    Args:
        result: of a query.
        format_name: ``table``, for any result; one of `RESULT_FORMATS` for rows and yes or no;
            one of `RESULT_SYNTAXES` for triples.
        output: where the bytes go; it stays open.

    Raises:
        UsageError: if the result cannot have that format.
    """
    if format_name == "table":
        _write_table(result, output)
    elif isinstance(result, QueryTriples):
        syntax = RESULT_SYNTAXES.get(format_name)
        if syntax is None:
            raise _no_format(format_name, "triples", RESULT_SYNTAXES)
        serialize(sorted(result, key=str), output, syntax, prefixes=dict(PREFIXES))
        if format_name in {"jsonld", "rdfxml"}:
            output.write(b"\n")
    else:
        shape = RESULT_FORMATS.get(format_name)
        if shape is None:
            what = "a yes or no" if isinstance(result, QueryBoolean) else "rows"
            raise _no_format(format_name, what, RESULT_FORMATS)
        result.serialize(output, shape)
        if isinstance(result, QueryBoolean) or format_name in {"json", "xml"}:
            output.write(b"\n")


def _no_format(name: str, what: str, formats: Mapping[str, object]) -> UsageError:
    return UsageError(f"format {name!r} cannot hold {what}; use table, {', '.join(formats)}")


def _write_table(result: QueryResult, output: IO[bytes]) -> None:
    text = io.TextIOWrapper(output, encoding="utf-8", newline="\n", write_through=True)
    try:
        if isinstance(result, QueryBoolean):
            text.write("yes\n" if result else "no\n")
        elif text.isatty():
            _write_fitted(*_cells(result), text)
        else:
            _write_aligned(*_cells(result), text)
    finally:
        text.detach()  # or it would close `output`


def _cells(result: QuerySolutions | QueryTriples) -> tuple[list[str], Iterator[list[str]]]:
    if isinstance(result, QueryTriples):
        triples = sorted(result, key=str)
        return ["subject", "predicate", "object"], ([*map(_cell, triple)] for triple in triples)
    names = [variable.value for variable in result.variables]
    return names, ([*map(_cell, row)] for row in result)


def _cell(term: object) -> str:
    """A term as people read it, in one line."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        return " ".join(term.value.split())
    if isinstance(term, NamedNode):
        for prefix, namespace in PREFIXES.items():
            local = term.value.removeprefix(namespace)
            if local != term.value and local.replace("-", "").replace("_", "").isalnum():
                return f"{prefix}:{local}"
        return term.value
    return str(term)


def _write_aligned(names: list[str], rows: Iterator[list[str]], output: IO[str]) -> None:
    table = [names, *rows]
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    for row in table:
        padded = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        output.write("  ".join(padded).rstrip() + "\n")


def _write_fitted(names: list[str], rows: Iterator[list[str]], output: IO[str]) -> None:
    table = Table(*names, box=SIMPLE_HEAD, pad_edge=False)
    count = 0
    for row in rows:
        table.add_row(*map(Text, row))
        count += 1
    console = Console(file=output)
    console.print(table)
    console.print(f"{count} row{'' if count == 1 else 's'}", style="dim")
