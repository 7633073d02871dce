"""``identities``, ``merge`` and ``split``: who is who."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..graph.errors import UsageError
from ..graph.iris import apart_iri
from ..ontology.prefixes import BASE
from .names import unknown
from .options import BaseOption, DecisionsOption, RowFormat, StoreOption
from .output import Cell, counted, note, open_existing, print_rows, row_format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.identity.changing import Change, Thing
    from ..graph.identity.namesakes import Namesake
    from ..graph.store import QuadStore

__all__ = ["register"]

_PROPOSED = (
    *("proposal", "likelihood", "a_name", "b_name", "types", "reasons", "against"),
    *("documents", "a", "b"),
)
_DECIDED = ("decision", "by", "kept_name", "joined_name", "because", "kept", "joined")

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
    """Print what may be the same or several things, and why.

    Each has what speaks for it and what speaks against it. Nothing is merged or split by it:
    decide with merge or split. What was decided on is not proposed again.

    Examples:

        claimgraph identities

        claimgraph identities --type Person --format json

        claimgraph identities --decided
    """
    from ..graph.answers import answers
    from ..graph.identity.decisions import read_decisions
    from ..graph.identity.namesakes import namesakes, with_namesakes
    from ..graph.identity.proposals import propose

    row_format(format)
    file = _file(store, decisions)
    known = read_decisions(file) if file else ()
    with open_existing(store) as opened:
        in_force = with_namesakes(opened, known)
        if decided:
            found = [
                asdict(decision) | {"by": "person" if decision in known else "documents"}
                for decision in in_force
            ]
            print_rows(_DECIDED, found, format)
            if not found:
                note("nothing is decided")
            return
        merges = propose(opened, in_force)
        splits = [found for found in namesakes(opened, known) if found.likelihood == "possible"]
        places = {row["document"]: row["location"] for row in answers(opened, "documents")}
    if type is not None:
        merges = [found for found in merges if type.lower() in map(str.lower, found.types)]
        splits = splits if type.lower() == "person" else []
    rows: list[dict[str, Cell]] = [
        *(asdict(found) | {"proposal": "merge"} for found in merges),
        *(_split_row(found, places) for found in splits),
    ]
    if likely:
        rows = [row for row in rows if row["likelihood"] == "likely"]
    print_rows(_PROPOSED, rows, format)
    if not rows:
        note("nothing is proposed")


def _split_row(found: Namesake, places: Mapping[str, str]) -> dict[str, Cell]:
    return {
        "proposal": "split",
        "likelihood": found.likelihood,
        "a": found.whole,
        "a_name": found.name,
        "b": apart_iri(found.whole, found.documents[0]),
        "b_name": found.name,
        "types": ("Person",),
        "reasons": found.reasons,
        "against": found.against,
        "documents": tuple(places.get(document, document) for document in found.documents),
    }


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
    a: Annotated[str, typer.Argument(help="Name or IRI of a thing that is not one.")],
    b: Annotated[
        str | None,
        typer.Argument(help="Of what it is not; without it, all that it was merged with."),
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(
            "--document",
            metavar="DOCUMENT",
            help="Location, title or IRI of a document that means another thing by the name; "
            "may be repeated.",
        ),
    ] = None,
    because: BecauseOption = "",
    store: StoreOption = "kg",
    decisions: DecisionsOption = None,
    base: BaseOption = BASE,
) -> None:
    """Decide that two things are not the same.

    A merge of them is undone without a trace. Two that were not merged are not proposed again.
    With --document, what some documents call by a name becomes a thing of its own; merge undoes it.

    Examples:

        claimgraph split 'Jakub Pachocki' 'Yakub Pachotsky'

        claimgraph split 'Mark Chen' --because 'three people of that name'

        claimgraph split 'Mark Chen' --document notes/clinic.txt
    """
    from ..graph.identity import changing

    if document and b is not None:
        raise UsageError("give either a second name or --document")
    file = _needed(store, decisions)
    with _open_to_write(store) as opened:
        if document:
            change = changing.split_off(opened, file, a, document, because, base)
        else:
            change = changing.split(opened, file, a, b, because, base)
    _tell(change, file)


def _tell(change: Change, file: Path) -> None:
    for decision in change.decisions:
        verb = "is" if decision.decision == "same" else "is not"
        names = decision.joined_name, decision.kept_name
        if names[0] == names[1]:
            names = decision.joined, decision.kept
        note(f"{names[0]} {verb} {names[1]}")
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
