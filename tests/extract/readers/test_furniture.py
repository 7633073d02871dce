"""Page furniture holds no claims; what is said in running text is none."""

from __future__ import annotations

import pytest

from claimgraph.extract.readers.text import parse_text
from claimgraph.graph.model import BlockKind

PROSE = "Small networks are cheap to train, and for most tasks they are good enough by far."


def kind_of(line: str, *, above: str = PROSE, below: str = PROSE) -> BlockKind:
    text = f"{above}\n\n{line}\n\n{below}\n"
    start = text.index(line)
    return next(block.kind for block in parse_text(text).blocks if block.span.start == start)


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "Home | Papers | People | Search",
        "Nets \u203a Reading \u203a Books",
        "Timeline   Machines   Letters   About",
        "1,204 views",
        "12 likes \u00b7 3 comments",
        "7 min read",
        "Share this article",
        "Get Started Free",
        "Save to playlist",
        "View all 12 episodes",
        "Subscribe to our newsletter and get new posts by email.",
        "We use cookies to improve your experience. By continuing to browse you accept them.",
        "This episode is brought to you by Example Mattress. Use code NETS for 20% off your first "
        "order at mattress.example.",
        "\u00a9 2025 Nordhaven Institute",
        "Photo by Jo Marsh",
        "***|***",
        "4711",
    ],
)
def test_furniture(line: str) -> None:
    assert kind_of(line) is BlockKind.FURNITURE


@pytest.mark.parametrize(
    "line",
    [
        "Subscriptions paid for most of the work at the institute.",
        "Share prices of chip makers fell when the net came out.",
        "The newsletter of the institute argues that depth is overrated.",
        "The model card says that it was trained on forty books with 12 likes each.",
        "Related work has shown that nets of this size can read.",
        "Save energy: train small networks.",
        "Views on this differ.",
        "We will follow Ada Brink and train small networks only.",
        "Get more data before you train a larger network.",
    ],
)
def test_running_text(line: str) -> None:
    assert kind_of(line) is BlockKind.PARAGRAPH


def test_related_items_end_with_the_next_running_text() -> None:
    text = f"{PROSE}\n\nRelated posts\n\nA short history of nets\n\nWhy depth\n\n{PROSE}\n"
    kinds = [block.kind for block in parse_text(text).blocks]
    assert kinds == [BlockKind.PARAGRAPH, *[BlockKind.FURNITURE] * 3, BlockKind.PARAGRAPH]


def test_a_menu_of_single_lines() -> None:
    text = f"Home\nBlog\nPapers\nPeople\nWhy small networks will do\n{PROSE}\n"
    blocks = parse_text(text).blocks
    assert [block.kind for block in blocks[:4]] == [BlockKind.FURNITURE] * 4
    assert blocks[4].kind is BlockKind.TITLE


def test_offers_above_and_below_the_text_only() -> None:
    offer = "Ask anything about this talk. We will answer you."
    text = f"A title of five words\n\n{offer}\n\n{PROSE}\n\n{offer}\n"
    kinds = [block.kind for block in parse_text(text).blocks]
    assert kinds == [
        BlockKind.TITLE,
        BlockKind.FURNITURE,
        BlockKind.PARAGRAPH,
        BlockKind.FURNITURE,
    ]


def test_sentences_under_a_list_of_topics_stay() -> None:
    text = "## Topics\n\n- Small nets\n- Nets of this size can read whole books.\n"
    kinds = [block.kind for block in parse_text(text).blocks]
    assert kinds == [BlockKind.FURNITURE, BlockKind.FURNITURE, BlockKind.LIST_ITEM]
