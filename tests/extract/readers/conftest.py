from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimgraph.extract.readers.inline import visible
from claimgraph.graph.model import Block, BlockKind

Outline = Callable[[str, Sequence[Block]], list[str]]

SHORT = {
    BlockKind.TITLE: "title",
    BlockKind.HEADING: "h",
    BlockKind.PARAGRAPH: "p",
    BlockKind.LIST_ITEM: "li",
    BlockKind.QUOTE: "quote",
    BlockKind.TURN: "turn",
    BlockKind.FURNITURE: "-",
}


@pytest.fixture(scope="session")
def outline() -> Outline:
    """Each block as ``kind|words``, with level, speaker and start time where it has them."""

    def shown(text: str, blocks: Sequence[Block]) -> list[str]:
        lines = []
        for block in blocks:
            kind = SHORT[block.kind] + (str(block.level) if block.level else "")
            speaker = f" {block.speaker}" if block.speaker else ""
            time = f" @{block.start_time:g}" if block.start_time is not None else ""
            words = visible(text, block.span.start, block.span.end, block.hidden)
            lines.append(f"{kind}{speaker}{time}|{words}")
        return lines

    return shown
