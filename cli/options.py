"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "AboutOption",
    "BaseOption",
    "ByOption",
    "DecisionsOption",
    "ExtraVocabulary",
    "JobsOption",
    "ModelOption",
    "RowFormat",
    "SinceOption",
    "Sources",
    "StoreOption",
    "ThreadsOption",
    "UntilOption",
]

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        "-s",
        envvar="CLAIMGRAPH_STORE",
        metavar="STORE",
        help="The store: a folder, or the address of a SPARQL 1.1 endpoint.",
    ),
]

BaseOption = Annotated[
    str,
    typer.Option(
        "--base",
        envvar="CLAIMGRAPH_BASE",
        metavar="IRI",
        help="IRI, ending in a slash, below which the graph's own IRIs are made.",
    ),
]

DecisionsOption = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        envvar="CLAIMGRAPH_DECISIONS",
        metavar="FILE",
        help="Decisions on who is who; by default STORE.identities.tsv beside the store's folder.",
        dir_okay=False,
    ),
]

ByOption = Annotated[str | None, typer.Option(help="Name or IRI of the claimant.")]

AboutOption = Annotated[
    str | None, typer.Option(help="Name or IRI of a topic; narrower ones count too.")
]

SinceOption = Annotated[
    str | None, typer.Option(help="Earliest publication: a day, month or year, ISO 8601.")
]

UntilOption = Annotated[
    str | None, typer.Option(help="Latest publication: a day, month or year, ISO 8601.")
]

RowFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="table, csv, tsv or json; by default table on a terminal and tsv in a pipe.",
    ),
]

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Files, folders (read recursively) or quoted globs.",
        show_default=False,
    ),
]

ExtraVocabulary = Annotated[
    list[Path] | None,
    typer.Option(
        "--vocabulary",
        metavar="PATH",
        help="A vocabulary of your own beside the shipped one: a file such as people.tsv, or a "
        "folder of them; may be repeated.",
    ),
]

JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        help="Number of processes.  [default: one a core where that saves time]",
    ),
]

ModelOption = Annotated[
    bool,
    typer.Option(
        "--model/--no-model",
        help="Whether the shipped model judges what the rules find. More is right with it, above "
        "all relations and claimants; without it, reading is two to four times as fast.",
    ),
]

ThreadsOption = Annotated[
    int,
    typer.Option(
        "--threads",
        envvar="CLAIMGRAPH_THREADS",
        metavar="N",
        help="Threads of the model in each process; 0: one a core. The answers are the same.",
    ),
]
