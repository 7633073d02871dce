"""How commands speak: results to standard output, everything else to standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from ..graph.errors import UsageError

if TYPE_CHECKING:
    from ..graph.store import QuadStore

__all__ = [
    "Cell",
    "counted",
    "note",
    "open_existing",
    "print_json",
    "print_rows",
    "progress_bar",
    "row_format",
]

Cell = str | int | float | bool | None | Sequence[str]

_ROW_FORMATS = ("table", "csv", "tsv", "json")


def note(message: str) -> None:
    """One line to standard error; line breaks and control characters in it are escaped."""
    typer.echo(_printable(message), err=True)


def counted(number: int, noun: str) -> str:
    """The number with its noun.

    >>> counted(1, "fault"), counted(2, "fault")
    ('1 fault', '2 faults')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def open_existing(store: str) -> QuadStore:
    """The store to read; one that does not exist is an error that says how to make it.

    Raises:
        StoreError: if it cannot be opened.
    """
    from ..graph.store import open_store

    return open_store(store, read_only=True, create=False)


def row_format(wanted: str | None) -> str:
    """The format to print rows in: what is wanted, else ``table`` on a terminal, ``tsv`` in a pipe.

    Raises:
        UsageError: if there is no such format.
    """
    if wanted is None:
        return "table" if sys.stdout.isatty() else "tsv"
    if wanted not in _ROW_FORMATS:
        raise UsageError(f"no format {wanted!r}; choose one of {', '.join(_ROW_FORMATS)}")
    return wanted


def print_json(value: object) -> None:
    """Print a value as JSON, indented, all characters as they are."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def print_rows(
    columns: Sequence[str], rows: Sequence[Mapping[str, Cell]], wanted: str | None
) -> None:
    """Print rows in the format that `wanted` names; see `row_format`.

    JSON is a list of objects with all their keys and types; the others have `columns` only, in that
    order, several values of a cell parted by ``; `` and, in TSV, tabs and line breaks as spaces.
    """
    match row_format(wanted):
        case "json":
            print_json(list(rows))
        case "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_text(row.get(column)) for column in columns] for row in rows)
        case "tsv":
            for line in (columns, *([_text(row.get(c)) for c in columns] for row in rows)):
                print("\t".join(" ".join(cell.split()) for cell in line))
        case _:
            _print_table(columns, rows)


def _text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case int() | float():
            return str(value)
        case _:
            return "; ".join(value)


def _printable(text: str) -> str:
    """`text` without what a terminal obeys: documents and names of files may hold anything."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def _print_table(columns: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=box.SIMPLE_HEAD)
    for row in rows:
        cells = (" ".join(_text(row.get(column)).split()) for column in columns)
        # Text, since words of a document may look like console markup.
        table.add_row(*(Text(_printable(cell)) for cell in cells))
    # In a pipe or a file nothing is cut to a width.
    Console(width=None if sys.stdout.isatty() else 1_000_000).print(table)


@contextmanager
def progress_bar(verb: str, *, wanted: bool = True) -> Iterator[Callable[[str, int, int], None]]:
    """A function to report progress with: the current thing, how many are done, how many there are.

    It draws a bar on standard error when that is a terminal and a bar is `wanted`, and does
    nothing otherwise.
    """
    if not wanted or not sys.stderr.isatty():
        yield lambda current, done, total: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[current]}", markup=False),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # results go where the user sends them, not to the bar's console
    ) as bar:
        task = bar.add_task(verb, total=None, current="")
        yield lambda current, done, total: bar.update(
            task, completed=done, total=total, current=_printable(current)
        )
