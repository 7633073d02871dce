"""Word documents, made by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import docx
import pytest

from claimgraph.extract.readers import word
from claimgraph.extract.readers.metadata import Metadata
from claimgraph.extract.readers.reader import Parsed, Source
from claimgraph.extract.readers.registry import readers
from claimgraph.graph.errors import DocumentError
from claimgraph.graph.model import Block, Contributor

Outline = Callable[[str, Sequence[Block]], list[str]]


def read(data: bytes) -> Parsed:
    return readers()["word"].read(Source("talk.docx", data))


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]  # python-docx has no type information
    return buffer.getvalue()


def test_styles(outline: Outline) -> None:
    document = docx.Document()
    document.core_properties.title = "On nets"
    document.core_properties.author = "Ada Brink"
    document.core_properties.subject = "A talk"
    document.add_heading("Small networks", 0)
    document.add_heading("Why", 1)
    document.add_paragraph("They are cheap.\u00ad See https://a.example now.")
    document.add_paragraph("one", style="List Bullet")
    document.add_paragraph("two", style="List Bullet 2")
    document.add_paragraph("three", style="List Number")
    document.add_paragraph("Depth is overrated.", style="Quote")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Net", "Score", "Fjord", "best"),
        strict=True,
    ):
        cell.text = words
    document.add_paragraph("The end.")
    parsed = read(saved(document))
    assert outline(parsed.text, parsed.blocks) == [
        "title|Small networks",
        "h1|Why",
        "p|They are cheap. See now.",
        "li1|one",
        "li2|two",
        "li1|three",
        "quote|Depth is overrated.",
        "p|Net",
        "p|Score",
        "p|Fjord",
        "p|best",
        "p|The end.",
    ]
    assert parsed.metadata == Metadata(
        title="On nets", people=(Contributor("Ada Brink", "author"),), description="A talk"
    )


def test_transcript_with_line_breaks(outline: Outline) -> None:
    document = docx.Document()
    document.add_paragraph("Jo Marsh: Do you read?\nAda Brink: I do.")
    document.add_paragraph("And I write.")
    parsed = read(saved(document))
    assert outline(parsed.text, parsed.blocks) == [
        "turn Jo Marsh|Do you read?",
        "turn Ada Brink|I do.",
        "turn Ada Brink|And I write.",
    ]
    assert parsed.metadata == Metadata()


def test_damaged_and_encrypted() -> None:
    good = saved(docx.Document())
    with pytest.raises(DocumentError, match=r"^talk\.docx: damaged Word document: no ZIP package$"):
        read(good[: len(good) // 2])
    with pytest.raises(DocumentError, match="is encrypted or in the old Word format"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("words.txt", "words")
    with pytest.raises(DocumentError, match="damaged Word document") as caught:
        read(buffer.getvalue())
    assert "\n" not in str(caught.value)


def test_package_that_would_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "_LARGEST", 1000)
    with pytest.raises(DocumentError, match=r"bytes when unpacked, more than the limit of 1,000"):
        read(saved(docx.Document()))
