"""``identities``, ``merge`` and ``split``: who is who."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..graph.errors import UsageError
from ..ontology.prefixes import BASE
from .names import unknown
from .options import BaseOption, DecisionsOption, RowFormat, StoreOption
from .output import counted, note, open_existing, print_rows, row_format

if TYPE_CHECKING:
    from ..graph.identity.changing import Change, Thing
    from ..graph.store import QuadStore

__all__ = ["register"]

_PROPOSED = ("likelihood", "a_name", "b_name", "types", "reasons", "against", "a", "b")
_DECIDED = ("decision", "kept_name", "joined_name", "because", "kept", "joined")

BecauseOption = Annotated[
    str, typer.Option("--because", metavar="TEXT", help="Why; it is kept with the decision.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(identities)
    app.command(no_args_is_help=True)(merge)
    app.command(no_args_is_help=True)(split)


def identities(
    store: StoreOption = "kg",
    decided: Annotated[
        bool, typer.Option("--decided", help="What was decided, in place of what is proposed.")
    ] = False,
    type: Annotated[str | None, typer.Option(help="Only things of a type, such as Person.")] = None,
    likely: Annotated[
        bool, typer.Option("--likely", help="Only where the names differ in spelling alone.")
    ] = False,
    decisions: DecisionsOption = None,
    format: RowFormat = None,
) -> None:
    """Print which things may be the same, and why.

    Each has what speaks for it and what speaks against it. Nothing is merged by it: decide with
    merge or split. What was decided on is not proposed again.

    Examples:

        claimgraph identities

        claimgraph identities --type Person --format json

        claimgraph identities --decided
    """
    from ..graph.identity.decisions import read_decisions
    from ..graph.identity.proposals import propose

    row_format(format)
    file = _file(store, decisions)
    known = read_decisions(file) if file else ()
    if decided:
        print_rows(_DECIDED, [asdict(decision) for decision in known], format)
        if not known:
            note("nothing is decided")
        return
    with open_existing(store) as opened:
        found = propose(opened, known)
    rows = [
        asdict(proposal)
        for proposal in found
        if (type is None or type.lower() in map(str.lower, proposal.types))
        and (proposal.likelihood == "likely" or not likely)
    ]
    print_rows(_PROPOSED, rows, format)
    if not rows:
        note("nothing is proposed")


def merge(
    a: Annotated[str, typer.Argument(help="Name or IRI of the thing whose name goes on.")],
    b: Annotated[str, typer.Argument(help="Name or IRI of what is the same.")],
    because: BecauseOption = "",
    store: StoreOption = "kg",
    decisions: DecisionsOption = None,
    base: BaseOption = BASE,
) -> None:
    """Decide that two things are the same.

    Every command tells them as one from then on. Where only the second is in the vocabulary, its
    name goes on. The decision is kept in a file beside the store, holds for later builds, and is
    undone by split.

    Examples:

        claimgraph merge 'Jakub Pachocki' 'Yakub Pachotsky' --because misheard

        claimgraph merge OpenAI 'Open A.I.' --decisions team.tsv
    """
    from ..graph.identity import changing

    file = _needed(store, decisions)
    with _open_to_write(store) as opened:
        first, second = _one(opened, a), _one(opened, b)
        change = changing.merge(opened, file, first, second, because, base)
    _tell(change, file)


def split(
    a: Annotated[str, typer.Argument(help="Name or IRI of a thing that was merged.")],
    b: Annotated[
        str | None,
        typer.Argument(help="Of what it is not; without it, all that it was merged with."),
    ] = None,
    because: BecauseOption = "",
    store: StoreOption = "kg",
    decisions: DecisionsOption = None,
    base: BaseOption = BASE,
) -> None:
    """Decide that two things are not the same.

    A merge of them is undone without a trace. Two that were not merged are not proposed again.

    Examples:

        claimgraph split 'Jakub Pachocki' 'Yakub Pachotsky'

        claimgraph split 'Mark Chen' --because 'three people of that name'
    """
    from ..graph.identity import changing

    file = _needed(store, decisions)
    with _open_to_write(store) as opened:
        change = changing.split(opened, file, a, b, because, base)
    _tell(change, file)


def _tell(change: Change, file: Path) -> None:
    for decision in change.decisions:
        verb = "is" if decision.decision == "same" else "is not"
        note(f"{decision.joined_name} {verb} {decision.kept_name}")
    note(f"{counted(len(change.documents), 'document')} changed; decisions in {file}")


def _file(store: str, decisions: Path | None) -> Path | None:
    from ..graph.identity.decisions import decisions_file

    return decisions or decisions_file(store)


def _needed(store: str, decisions: Path | None) -> Path:
    file = _file(store, decisions)
    if file is None:
        raise UsageError(f"{store}: is no folder; name a file for decisions with --decisions")
    return file


def _open_to_write(store: str) -> QuadStore:
    from ..graph.store import open_store

    return open_store(store, create=False)


def _one(store: QuadStore, name: str) -> Thing:
    """The only thing of that name.

    Raises:
        ClaimgraphError: if nothing has it.
        UsageError: if several have it; the message lists their IRIs.
    """
    from ..graph.identity.changing import named

    things = named(store, name)
    if not things:
        raise unknown(store, "thing", name)
    if len(things) > 1:
        iris = ", ".join(thing.iri for thing in things)
        raise UsageError(f"{len(things)} things are named {name!r}; give an IRI: {iris}")
    return things[0]
