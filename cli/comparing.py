"""``compare`` and ``history``: claims beside each other, and beside those before them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from .claim_rows import PLACE, claim_row, note_none, prefixed, print_claims
from .names import check_names
from .options import AboutOption, RowFormat, StoreOption
from .output import Cell, open_existing, print_json, row_format

__all__ = ["register"]

_SIDE = (
    *("claimant_name", "type", "words", "negated", "hedged", "quotation", "target_date"),
    *("condition", *PLACE),
)
_COMPARED = ("topics", "mark", "reason", *(f"{side}_{key}" for side in "ab" for key in _SIDE))
_COMPARED_TABLE = ("topics", "mark", "a_words", "a_place", "b_words", "b_place", "reason")
_HISTORY = (
    *("published", "mark", "reason", "claimant_name", "type", "words", "negated", "hedged"),
    *("quotation", "target_date", "condition", "about", "earlier_words", "earlier_published"),
    *("earlier_document_title", "earlier_start", "earlier_end", "earlier_iri"),
    *(key for key in PLACE if key != "published"),
)
_HISTORY_TABLE = ("published", "mark", "words", "place", "earlier_words", "earlier_published")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command(no_args_is_help=True)(compare)
    app.command(no_args_is_help=True)(history)


def compare(
    a: Annotated[str, typer.Argument(help="Name or IRI of a claimant.")],
    b: Annotated[str, typer.Argument(help="Name or IRI of another.")],
    store: StoreOption = "kg",
    about: AboutOption = None,
    differing: Annotated[
        bool, typer.Option("--differing", help="Only claims that are shown to differ.")
    ] = False,
    format: RowFormat = None,
) -> None:
    """Put what two claimants say on shared topics side by side.

    Pairs are marked as agreeing or differing in direction, number or date only where their words
    show it, with the reason; all others are left to the reader.

    Examples:

        claimgraph compare 'Mark Chen' 'Jakub Pachocki'

        claimgraph compare OpenAI Anthropic --about 'AI alignment' --differing

        claimgraph compare 'Mark Chen' 'Jakub Pachocki' --format json | jq '.[].reason'
    """
    from ..graph.comparison import compare as compared

    form = row_format(format)
    with open_existing(store) as opened:
        found = compared(opened, a, b, about=about)
        if not found:
            for name in (a, b):
                check_names(opened, name, about)
    if differing:
        found = [pair for pair in found if pair.mark.differs]
    if form == "json":
        print_json([asdict(pair) for pair in found])
    else:
        rows = []
        for pair in found:
            sides: dict[str, Cell] = {}
            for side, claim in (("a", pair.a), ("b", pair.b)):
                sides |= prefixed(side, claim)
            rows.append(
                {"topics": pair.topics, "mark": str(pair.mark), "reason": pair.reason, **sides}
            )
        print_claims(_COMPARED, _COMPARED_TABLE, rows, format)
    note_none(found, "nothing is shown to differ" if differing else "no shared topics")


def history(
    person: Annotated[
        str, typer.Argument(help="Name or IRI of a person, organization or work that speaks.")
    ],
    store: StoreOption = "kg",
    about: AboutOption = None,
    changes: Annotated[
        bool, typer.Option("--changes", help="Only claims that differ from earlier ones.")
    ] = False,
    format: RowFormat = None,
) -> None:
    """Print what someone said on a topic over time.

    The earliest document comes first. Where a claim agrees with an earlier one of the same
    claimant, or differs from it, that is marked as in compare.

    Examples:

        claimgraph history 'Mark Chen' --about 'scaling laws'

        claimgraph history OpenAI --changes --format json
    """
    from ..graph.timeline import history as told

    form = row_format(format)
    with open_existing(store) as opened:
        found = told(opened, person, about=about)
        if not found:
            check_names(opened, person, about)
    if changes:
        found = [entry for entry in found if entry.mark is not None and entry.mark.differs]
    if form == "json":
        print_json([asdict(entry) for entry in found])
    else:
        rows = [
            {
                **claim_row(entry.claim),
                "mark": entry.mark and str(entry.mark),
                "reason": entry.reason,
                **prefixed("earlier", entry.earlier),
            }
            for entry in found
        ]
        print_claims(_HISTORY, _HISTORY_TABLE, rows, format)
    note_none(found, "no change is shown" if changes else "no claims")
