"""``query``: SPARQL and the named queries."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..graph.errors import UsageError
from .options import StoreOption
from .output import open_existing

if TYPE_CHECKING:
    from ..graph.store import QueryResult

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(no_args_is_help=True)(query)


def query(
    sparql: Annotated[
        str | None,
        typer.Argument(metavar="SPARQL", help="A query; '-' reads it from standard input."),
    ] = None,
    store: StoreOption = "kg",
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="Read the query from a file.")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", "-n", metavar="NAME", help="One of the queries that --list shows."),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="KEY=VALUE", help="A value for it; may be repeated."),
    ] = None,
    list_them: Annotated[
        bool, typer.Option("--list", help="List the named queries and their parameters.")
    ] = False,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="table, csv, tsv, json or xml; for CONSTRUCT table, turtle, ntriples, jsonld or "
            "rdfxml. By default table on a terminal, tsv or turtle in a pipe.",
        ),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option("--timeout", metavar="SECONDS", help="Until it is stopped; 0: never."),
    ] = 60,
    allow_network: Annotated[
        bool, typer.Option("--allow-network", help="Let SERVICE ask other servers.")
    ] = False,
) -> None:
    """Ask the graph in SPARQL, read-only.

    The prefixes cg, schema, skos, prov, oa, dcterms, rdf, rdfs, owl and xsd need no declaration,
    and the default graph is the union of all graphs.

    Examples:

        claimgraph query --name claims --param by='Mark Chen'

        claimgraph query 'SELECT ?n { ?x a schema:Person ; rdfs:label ?n }'

        claimgraph query --file people.rq --format csv > people.csv

        claimgraph query - < people.rq
    """
    if list_them:
        _list()
        return
    text = _text(sparql, file, name, param or [])
    if not (math.isfinite(timeout) and timeout >= 0):
        raise UsageError(f"--timeout {timeout:g}: give seconds, or 0 for no limit")
    from ..graph.query import run_query
    from ..graph.results import RESULT_FORMATS, RESULT_SYNTAXES, write_result

    formats = ("table", *RESULT_FORMATS, *RESULT_SYNTAXES)
    if format is not None and format not in formats:
        raise UsageError(f"no format {format!r}; choose one of {', '.join(formats)}")
    with open_existing(store) as opened:
        result = run_query(opened, text, timeout=timeout or None, allow_network=allow_network)
        write_result(result, format or _default_format(result), sys.stdout.buffer)


def _text(sparql: str | None, file: Path | None, name: str | None, param: list[str]) -> str:
    """The query, from the one place that names it.

    Raises:
        UsageError: if there is none or several, or the file cannot be read.
    """
    if sum(given is not None for given in (sparql, file, name)) != 1:
        raise UsageError("give one query: as an argument, with --file, or with --name")
    if name is not None:
        from ..graph.query_catalogue import named_query

        return named_query(name).bind(_values(param))
    if param:
        raise UsageError("--param goes with --name")
    if file is None and sparql != "-":
        return sparql or ""
    place = "standard input" if file is None else str(file)
    try:
        data = sys.stdin.buffer.read() if file is None else file.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{place}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{place}: the query is not UTF-8 text") from error


def _values(param: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in param:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--param {pair!r}: write it as KEY=VALUE")
        if key in values:
            raise UsageError(f"--param {pair!r}: {key} has the value {values[key]!r} already")
        values[key] = value
    return values


def _default_format(result: QueryResult) -> str:
    from pyoxigraph import QueryTriples

    if sys.stdout.isatty():
        return "table"
    return "turtle" if isinstance(result, QueryTriples) else "tsv"


def _list() -> None:
    from ..graph.query_catalogue import named_queries

    for known in named_queries():
        typer.echo(f"{known.name}\n    {known.description}")
        for parameter in known.parameters:
            optional = "" if parameter.default is None else ", may be left out"
            typer.echo(f"    --param {parameter.name}=...  {parameter.description}{optional}")
