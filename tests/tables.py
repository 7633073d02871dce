"""Tables of pairs that were judged by hand, some for each part such as ``held-out``."""

from __future__ import annotations

import csv
from pathlib import Path

__all__ = ["rows_of"]


def rows_of(table: Path, part: str) -> list[dict[str, str]]:
    """The rows of `table` whose column ``part`` says `part`, in order."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["part"] == part]
