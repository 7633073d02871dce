"""The ``claimgraph`` command: its groups, and how errors reach the user.

Commands import what they need when they run, so that ``claimgraph --help`` stays fast.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated

import typer

from ..graph.errors import ClaimgraphError, UsageError
from . import (
    building,
    checking,
    comparing,
    evaluating,
    exporting,
    gathering,
    identifying,
    looking,
    querying,
)
from .output import note

__all__ = ["app", "main"]

app = typer.Typer(
    name="claimgraph",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Plain help: boxes cost a third of a second, and wrap examples that are to be copied.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: claimgraph build DOCUMENTS, then claimgraph claims, then claimgraph view.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"claimgraph {version('claimgraph')}")
        raise typer.Exit


@app.callback()
def claimgraph(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Read what is said and written about AI research into a graph of claims with receipts.

    Exit codes: 0 done, 1 failed work (each failure is a line on standard error), 2 wrong use,
    130 stopped by Ctrl-C.

    Examples:

        claimgraph build interviews/

        claimgraph claims --by 'Mark Chen' --about evals

        claimgraph view --open
    """


GROUPS = (
    building,
    querying,
    looking,
    gathering,
    comparing,
    identifying,
    exporting,
    checking,
    evaluating,
)
for group in GROUPS:
    group.register(app)


def main() -> None:
    """Run the command line and exit: 0 done, 1 failed work, 2 wrong use, 130 stopped by Ctrl-C.

    A `ClaimgraphError` is printed to standard error as the one line it is, and so is what the
    system says of a file or a stream. A reader that closes our output early (``| head``) ends the
    command quietly, with 1. Standard output is UTF-8 where it is no terminal; on a terminal,
    characters that it lacks are escaped.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except ClaimgraphError as error:
        note(f"claimgraph: {error}")
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except OSError as error:
        # Python flushes standard output at exit, which may fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if not isinstance(error, BrokenPipeError):
            place = f"{error.filename}: " if error.filename else ""
            note(f"claimgraph: {place}{(error.strerror or str(error)).lower()}")
        sys.exit(1)
