"""Web pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimgraph.extract.readers.metadata import Metadata
from claimgraph.extract.readers.reader import Parsed, Source
from claimgraph.extract.readers.registry import readers
from claimgraph.graph.errors import DocumentError
from claimgraph.graph.model import Block, Contributor

Outline = Callable[[str, Sequence[Block]], list[str]]


def read(page: str | bytes) -> Parsed:
    data = page.encode() if isinstance(page, str) else page
    return readers()["html"].read(Source("page.html", data))


FIRST = (
    "Small networks are cheap to train, and for most tasks they are good enough, as the tests "
    "of the Nordhaven Institute have shown over the years."
)
SECOND = (
    "Nobody knows yet why the larger network is faster than the small one; the group of Ada "
    "Brink will look into it next year."
)
PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8">
<title>Why small networks will do | Field Notes</title>
<meta property="og:site_name" content="Field Notes">
<meta name="author" content="Ada Brink"><meta name="author" content="Jo Marsh">
<meta property="article:published_time" content="2025-06-04T08:00:00Z">
<meta name="description" content="On reading nets.">
<link rel="canonical" href="https://notes.example/small">
<link rel="license" href="https://licences.example/by">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/papers">Papers</a></li></ul></nav>
<article><h1>Why small networks will do</h1>
<p>{FIRST}</p>
<h2>What was tested</h2>
<ul><li>Fjord-1 read forty books<ul><li>and two plays</li></ul></li><li>Fjord-2 read ten</li></ul>
<p>{SECOND} See <a href="https://a.example/1">the paper</a> at https://a.example/2 please.</p>
<blockquote><p>Depth is overrated, and we can show it.</p></blockquote>
<table><tr><th>Net</th><th>Score</th></tr><tr><td>Fjord-2</td><td>best so far</td></tr></table>
</article>
<footer><p>Cookie settings</p></footer>
</body></html>"""


def test_page(outline: Outline) -> None:
    parsed = read(PAGE)
    assert outline(parsed.text, parsed.blocks) == [
        "title|Why small networks will do",
        f"p|{FIRST}",
        "h2|What was tested",
        "li1|Fjord-1 read forty books",
        "li2|and two plays",
        "li1|Fjord-2 read ten",
        f"p|{SECOND} See the paper at please.",
        "quote|Depth is overrated, and we can show it.",
        "p|Net",
        "p|Score",
        "p|Fjord-2",
        "p|best so far",
    ]
    assert parsed.metadata == Metadata(
        title="Why small networks will do",
        published="2025-06-04",
        people=(Contributor("Ada Brink", "author"), Contributor("Jo Marsh", "author")),
        source="https://notes.example/small",
        licence="https://licences.example/by",
        description="On reading nets.",
    )


def test_interview_with_labels(outline: Outline) -> None:
    page = (
        "<html><body><article><h1>An interview</h1>"
        "<p><strong>Jo Marsh:</strong> Do you think that small networks can read whole books and "
        "plays, as your last paper says they can?</p>"
        "<p><strong>Ada Brink:</strong> I do. We have tested forty books with them, and I was as "
        "surprised as anybody else in the room.</p>"
        "<p>They read plays too, which nobody had expected of a network of such a size.</p>"
        "</article></body></html>"
    )
    parsed = read(page)
    assert [line.split("|")[0] for line in outline(parsed.text, parsed.blocks)] == [
        "title",
        "turn Jo Marsh",
        "turn Ada Brink",
        "turn Ada Brink",
    ]


def test_json_ld_is_metadata() -> None:
    page = (
        '<html><head><script type="application/ld+json">{"@graph": [{"@type": "Article", '
        '"headline": "Nets", "author": [{"name": "Ada Brink"}], "datePublished": "2024-11-08", '
        '"isBasedOn": ["https://a.example/paper"]}]}</script></head>'
        f"<body><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    )
    assert read(page).metadata == Metadata(
        title="Nets",
        published="2024-11-08",
        people=(Contributor("Ada Brink", "author"),),
        source="https://a.example/paper",
    )


def test_head_with_a_date_that_is_none_is_read_without_it() -> None:
    page = f'<html><head><meta name="date" content="soon"></head><body><p>{FIRST}</p></body></html>'
    assert read(page).metadata.published is None


def test_declared_encoding() -> None:
    head = '<head><meta charset="iso-8859-1"></head>'
    page = f"<html>{head}<body><p>Caf\u00e9. {FIRST}</p></body></html>"
    assert "Caf\u00e9" in read(page.encode("latin-1")).text
    with pytest.raises(DocumentError, match="not UTF-8: byte 0xe9"):
        read(page.replace("iso-8859-1", "utf-8").encode("latin-1"))


def test_short_page_is_read_too() -> None:
    assert "Small nets." in read("<p>Small nets.</p>").text


@pytest.mark.parametrize(
    ("page", "reason"), [("just words", "no HTML"), ("<html><body></body></html>", None)]
)
def test_pages_without_text(page: str, reason: str | None) -> None:
    if reason is None:
        assert read(page).blocks == ()
    else:
        with pytest.raises(DocumentError, match=reason):
            read(page)
