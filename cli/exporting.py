"""``view`` and ``export``: the graph as a network to look at, and in other tools' formats."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from ..graph.errors import ClaimgraphError, UsageError
from .options import StoreOption
from .output import note, open_existing

if TYPE_CHECKING:
    from ..exports.exporter import Exporter
    from ..graph.store import QuadStore

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(view)
    app.command(no_args_is_help=True)(export)


def view(
    store: StoreOption = "kg",
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file.")
    ] = Path("network.html"),
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the web browser.")] = False,
) -> None:
    """Write the network as one HTML file that opens offline.

    Prints the file's name.

    Examples:

        claimgraph view --open

        claimgraph view --store kg --output labs.html
    """
    from ..exports.exporter import exporter

    with open_existing(store) as opened:
        exporter("html").write(opened, str(output))
    print(output)
    if open_it:
        import webbrowser

        if not webbrowser.open(output.resolve().as_uri()):
            raise ClaimgraphError(f"no web browser was found; open {output} yourself")


def export(
    format: Annotated[
        str | None, typer.Argument(metavar="FORMAT", help="One of those that --list shows.")
    ] = None,
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="TARGET",
            help="File, folder or address. Where the format is one file, '-' is standard output, "
            "and the default in a pipe.",
        ),
    ] = None,
    store: StoreOption = "kg",
    list_them: Annotated[bool, typer.Option("--list", help="List the formats.")] = False,
) -> None:
    """Write everything in the store in another format.

    Neo4j takes user and password from NEO4J_USERNAME and NEO4J_PASSWORD.

    Examples:

        claimgraph export trig graph.trig

        claimgraph export nquads | gzip > graph.nq.gz

        claimgraph export csv tables/

        claimgraph export neo4j neo4j://localhost:7687
    """
    from ..exports.exporter import Target, exporter, exporters

    if list_them:
        width = max(map(len, exporters()))
        for known in exporters().values():
            print(f"{known.name:{width}}  {known.target:7}  {known.description}")
        return
    if format is None:
        raise UsageError(f"name a format: one of {', '.join(exporters())}")
    chosen = exporter(format)
    if chosen.target is not Target.FILE and target in (None, "-"):
        raise UsageError(f"export {format} needs a target: the {chosen.target} to write to")
    if target is None and sys.stdout.isatty():
        raise UsageError(f"name a file, such as graph{chosen.suffix}, or '-' for the terminal")
    with open_existing(store) as opened:
        if target in (None, "-"):
            _print_file(chosen, opened)
        else:
            chosen.write(opened, target)
            note(f"wrote {target}")


def _print_file(chosen: Exporter, store: QuadStore) -> None:
    """Print what an exporter writes, once it is whole."""
    with TemporaryDirectory(prefix="claimgraph-") as folder:
        path = Path(folder, f"graph{chosen.suffix}")
        chosen.write(store, str(path))
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
