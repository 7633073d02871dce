"""``verify`` and ``validate``: whether the receipts hold, and whether the graph has its shape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import StoreOption
from .output import counted, note, open_existing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.faults import Fault

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(verify)
    app.command()(validate)


def verify(
    store: StoreOption = "kg",
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources",
            metavar="FOLDER",
            help="Folder that locations are relative to: check the files' hashes too.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
) -> None:
    """Re-check that quoted texts stand where their receipts say.

    Prints each fault on a line and exits with 1 if there is one. Locations are relative to the
    folder in which the store lies.

    Examples:

        claimgraph verify

        claimgraph verify --store demo/kg --sources demo
    """
    from ..graph.verification import verify as find_faults

    with open_existing(store) as opened:
        _report(find_faults(opened, sources), "every receipt holds")


def validate(store: StoreOption = "kg") -> None:
    """Check the graph against the SHACL shapes of the ontology.

    Prints each fault on a line and exits with 1 if there is one.

    Examples:

        claimgraph validate

        claimgraph validate --store kg > faults.txt
    """
    from ..graph.validation import validate as find_faults

    with open_existing(store) as opened:
        _report(find_faults(opened), "the graph conforms to its shapes")


def _report(faults: Sequence[Fault], all_well: str) -> None:
    for fault in faults:
        typer.echo(str(fault))
    if faults:
        note(counted(len(faults), "fault"))
        raise typer.Exit(1)
    note(all_well)
