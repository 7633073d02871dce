"""The view as a Cypher script, for ``cypher-shell < graph.cypher`` and Neo4j's browser.

Strings are written as openCypher has them (Cypher manual, "Expressions": single quotes, escapes by
backslash). Line ends and control characters are escaped, so that each statement is one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..graph.store import QuadStore
from .exporter import Exporter, Target
from .files import replacing
from .property_graph import CONSTRAINTS, batches
from .view_reader import read_view

__all__ = ["EXPORTERS", "literal"]

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile("[\\\\'\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def literal(value: object) -> str:
    """The Cypher expression whose value is `value`.

    Args:
        value: text, a number, a truth value, or lists and mappings of them.

    Raises:
        TypeError: if it is anything else.

    >>> literal({"name": "O'Neil", "places": [1, 2]})
    "{name: 'O\\\\'Neil', places: [1, 2]}"
    """
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return f"'{_ESCAPED.sub(_escape, value)}'"
        case Mapping():
            return "{" + ", ".join(f"{_key(k)}: {literal(v)}" for k, v in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(map(literal, value)) + "]"
        case _:
            raise TypeError(f"no Cypher literal for {type(value).__name__}")


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], f"\\u{ord(match[0]):04x}")


def _key(name: object) -> str:
    text = str(name)
    return text if re.fullmatch(r"[A-Za-z_]\w*", text) else "`" + text.replace("`", "``") + "`"


def _write(store: QuadStore, target: str) -> None:
    view = read_view(store)
    with replacing(target) as stream:
        for constraint in CONSTRAINTS:
            stream.write(f"{constraint};\n".encode())
        for batch in batches(view):
            statement = batch.cypher.replace("$rows", literal(batch.rows), 1)
            stream.write(f"{statement};\n".encode())


EXPORTERS = (
    Exporter(
        "cypher",
        "a Cypher script that loads Neo4j, again without harm",
        Target.FILE,
        ".cypher",
        _write,
    ),
)
"""The exporters of this module."""
