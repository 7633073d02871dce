"""Reads Cypher by the openCypher grammar (ANTLR), independently of how claimgraph writes it."""

from __future__ import annotations

import re
from typing import Any

from antlr4 import CommonTokenStream, InputStream, TerminalNode
from antlr4_cypher import CypherLexer, CypherParser

__all__ = ["read_statements"]

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def read_statements(script: str) -> list[tuple[str, list[dict[str, Any]] | None]]:
    """Each statement of a script without its rows, and the rows that it unwinds, if any."""
    found: list[tuple[str, list[dict[str, Any]] | None]] = []
    for line in script.split("\n")[:-1]:
        assert line.endswith(";")
        if line.startswith("CREATE CONSTRAINT"):  # schema commands are no part of openCypher
            found.append((line, None))
            continue
        parser = CypherParser(CommonTokenStream(CypherLexer(InputStream(line))))
        tree = parser.script()
        assert parser.getNumberOfSyntaxErrors() == 0, line
        unwind = _first(tree, CypherParser.UnwindStContext)
        rows = unwind.expression()
        start, stop = rows.start.start, rows.stop.stop + 1
        found.append((f"{line[:start]}$rows{line[stop:]}", _value(rows)))
    return found


def _first(tree: Any, kind: type) -> Any:
    if isinstance(tree, kind):
        return tree
    for child in tree.getChildren() if hasattr(tree, "getChildren") else ():
        if (found := _first(child, kind)) is not None:
            return found
    return None


def _value(tree: Any) -> Any:
    """The value of a literal expression."""
    match tree:
        case CypherParser.ListLitContext():
            chain = tree.expressionChain()
            return [_value(item) for item in chain.expression()] if chain else []
        case CypherParser.MapLitContext():
            return {pair.name().getText(): _value(pair.expression()) for pair in tree.mapPair()}
        case CypherParser.CharLitContext() | CypherParser.StringLitContext():
            return _ESCAPE.sub(_unescaped, tree.getText()[1:-1])
        case CypherParser.BoolLitContext():
            return tree.getText().lower() == "true"
        case CypherParser.NumLitContext():
            return float(tree.getText())
    if isinstance(tree, TerminalNode):
        return int(tree.getText())
    if tree.getChildCount() > 1:  # the grammar reads 1.0 as a property of 1
        return float(tree.getText())
    return _value(tree.getChild(0))


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return _PLAIN.get(match[2], match[2])
