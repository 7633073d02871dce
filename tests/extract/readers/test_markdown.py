"""Markdown: kinds of lines by CommonMark, the text as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimgraph.extract.readers.markdown import parse_markdown
from claimgraph.graph.model import Block, BlockKind, Contributor

Outline = Callable[[str, Sequence[Block]], list[str]]

README = """\
---
title: Fjord
date: 2025-06
people:
  - name: Ada Brink
    role: author
licence: CC-BY-4.0
tags: [nets]
---

# fjord

[![CI](https://a.example/ci.svg)](https://a.example/ci)

Fjord is a library for small networks.
It was written at the [Nordhaven Institute](https://nordhaven.example) by
Ada Brink, who
reads a lot.

## Results

| Net | Score |
|-----|------:|
| **Fjord-2** | best so far |

> "Depth is overrated," says Brink,
> who leads the group.

1. First we train.
2. Then we test
   on books.
   - and on plays

```python
run()

stop()
```

    indented code

Setext heading
--------------

<details>
<summary>How it was made</summary>
</details>

[ref]: https://a.example/x "title"
"""


def test_readme(outline: Outline) -> None:
    parsed = parse_markdown(README)
    assert parsed.text == README
    assert outline(parsed.text, parsed.blocks) == [
        "title|fjord",
        "-|",
        "p|Fjord is a library for small networks.",
        "p|It was written at the Nordhaven Institute by Ada Brink, who reads a lot.",
        "h2|Results",
        "p|Net",
        "p|Score",
        "p|Fjord-2",
        "p|best so far",
        'quote|"Depth is overrated," says Brink, who leads the group.',
        "li1|First we train.",
        "li1|Then we test on books.",
        "li2|and on plays",
        "-|run() stop()",
        "-|indented code",
        "h2|Setext heading",
        "p|How it was made",
    ]
    metadata = parsed.metadata
    assert metadata.title == "Fjord"
    assert metadata.published == "2025-06"
    assert metadata.people == (Contributor("Ada Brink", "author"),)
    assert metadata.licence == "CC-BY-4.0"


def test_title_without_front_matter() -> None:
    assert parse_markdown("# Small nets\n\nThey do.\n").metadata.title == "Small nets"


def test_sentence_over_soft_breaks_is_not_cut(outline: Outline) -> None:
    parsed = parse_markdown("The talk of\nAda Brink at\nNordhaven\nwas short. It was\nGood.\n")
    assert outline(parsed.text, parsed.blocks) == [
        "p|The talk of Ada Brink at Nordhaven was short. It was Good."
    ]


def test_fence_without_end_runs_to_the_end(outline: Outline) -> None:
    parsed = parse_markdown("Text.\n\n```\ncode 1\n\ncode 2\n")
    assert outline(parsed.text, parsed.blocks) == ["p|Text.", "-|code 1 code 2"]


def test_turns_are_found_as_in_plain_text(outline: Outline) -> None:
    parsed = parse_markdown("**Jo Marsh:** Do you read?\n\n**Ada Brink:** I do.\n\n---\n\nEnd.\n")
    assert outline(parsed.text, parsed.blocks) == [
        "turn Jo Marsh|Do you read?",
        "turn Ada Brink|I do.",
        "p|End.",
    ]


def test_year_at_the_start_of_a_wrapped_line_is_no_item(outline: Outline) -> None:
    parsed = parse_markdown("They began the work in the\n19. century and ended it.\n")
    assert outline(parsed.text, parsed.blocks) == [
        "p|They began the work in the 19. century and ended it."
    ]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab*_`[]()<>!|~=\\:/012 \n\r\t-&#.\u2028\x0c+", max_size=80))
@example(":\r#\u2028")  # a line that is read and has no words
def test_never_fails_and_keeps_the_text(text: str) -> None:
    parsed = parse_markdown(text)
    assert parsed.text == text
    position = 0
    for block in parsed.blocks:
        assert position <= block.span.start < block.span.end <= len(text)
        assert block.kind in BlockKind
        position = block.span.end
