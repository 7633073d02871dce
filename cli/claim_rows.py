"""Claims as rows that commands print, with their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from .output import Cell, note, print_rows, row_format
from .pages import place_of

if TYPE_CHECKING:
    from ..graph.claims import FoundClaim

__all__ = ["PLACE", "claim_row", "note_none", "prefixed", "print_claims"]

PLACE = (
    *("document_title", "published", "location", "start", "end", "page", "start_time", "end_time"),
    *("speaker", "source", "iri", "claimant", "document"),
)
"""The columns that say where a claim stands."""


def claim_row(claim: FoundClaim) -> dict[str, Cell]:
    """All that is known of a claim, and ``place``: where it stands, in words."""
    return asdict(claim) | {"place": place_of(claim)}


def prefixed(prefix: str, claim: FoundClaim | None) -> dict[str, Cell]:
    """The same with a prefix on each name, where there is such a claim."""
    row = claim_row(claim) if claim is not None else {}
    return {f"{prefix}_{key}": value for key, value in row.items()}


def print_claims(
    columns: Sequence[str],
    table: Sequence[str],
    rows: Sequence[dict[str, Cell]],
    wanted: str | None,
) -> None:
    """Print rows with `columns`; a table for people has those of `table`."""
    form = row_format(wanted)
    if form == "json":
        rows = [{key: row.get(key) for key in columns} for row in rows]
    print_rows(table if form == "table" else columns, rows, form)


def note_none(found: Sequence[object], message: str) -> None:
    """Say so when nothing was found."""
    if not found:
        note(message)
