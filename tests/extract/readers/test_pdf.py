"""PDF files, made by reportlab."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib import pagesizes, pdfencrypt
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from claimgraph.extract.readers.metadata import Metadata
from claimgraph.extract.readers.reader import Parsed, Source
from claimgraph.extract.readers.registry import readers
from claimgraph.graph.errors import DocumentError
from claimgraph.graph.model import Block, Contributor

Outline = Callable[[str, Sequence[Block]], list[str]]
WIDTH, HEIGHT = pagesizes.A4


def read(data: bytes) -> Parsed:
    return readers()["pdf"].read(Source("paper.pdf", data))


def lines_as_pdf(*pages: Sequence[str], **options: object) -> bytes:
    """Pages of single lines, 14 points apart; an empty line leaves a gap."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=pagesizes.A4, **options)
    for page in pages:
        for number, line in enumerate(page):
            canvas.drawString(72, HEIGHT - 150 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture(scope="module")
def paper() -> bytes:
    styles = getSampleStyleSheet()
    long = "The network of Ada Brink reads one page after the other and keeps a small state. "

    def running(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, HEIGHT - 40, "Proceedings of a Small Workshop 2024")
        canvas.drawCentredString(WIDTH / 2, 30, str(document.page))

    story = [
        Paragraph("Reading with small networks", styles["Title"]),
        Paragraph("1 Introduction", styles["Heading1"]),
        Paragraph(long * 5, styles["BodyText"]),
        Paragraph("We train it in two steps:", styles["BodyText"]),
        Paragraph("First we read.", styles["BodyText"], bulletText="\u2022"),
        Paragraph("Then we write.", styles["BodyText"], bulletText="\u2022"),
        PageBreak(),
        Paragraph("2 Results", styles["Heading1"]),
        Paragraph(long * 3, styles["BodyText"]),
    ]
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer, pagesize=pagesizes.A4, title="Reading", author="Ada Brink", subject="On nets"
    )
    template.build(story, onFirstPage=running, onLaterPages=running)
    return buffer.getvalue()


def test_paper(paper: bytes, outline: Outline) -> None:
    parsed = read(paper)
    long = "The network of Ada Brink reads one page after the other and keeps a small state."
    assert outline(parsed.text, parsed.blocks) == [
        "title|Reading with small networks",
        "h1|1 Introduction",
        "p|" + " ".join([long] * 5),
        "p|We train it in two steps:",
        "li1|First we read.",
        "li1|Then we write.",
        "-|Proceedings of a Small Workshop 2024",
        "-|1",
        "h1|2 Results",
        "p|" + " ".join([long] * 3),
        "-|Proceedings of a Small Workshop 2024",
        "-|2",
    ]
    assert [block.page for block in parsed.blocks] == [1] * 8 + [2] * 4
    assert parsed.metadata == Metadata(
        title="Reading", people=(Contributor("Ada Brink", "author"),), description="On nets"
    )


def test_hyphens_at_line_ends(outline: Outline) -> None:
    parsed = read(
        lines_as_pdf(
            [
                "The long-term plan of the institute is to train small net-",
                "works for all readers, and to keep the long-",
                "term memory of each of them as small as the GPT-",
                "2 model was.",
            ]
        )
    )
    assert outline(parsed.text, parsed.blocks) == [
        "p|The long-term plan of the institute is to train small networks for all readers, and to "
        "keep the long-term memory of each of them as small as the GPT-2 model was."
    ]


def test_paragraph_that_runs_on_over_a_page(outline: Outline) -> None:
    parsed = read(lines_as_pdf(["It reads one page and then"], ["it reads another one."]))
    assert outline(parsed.text, parsed.blocks) == [
        "p|It reads one page and then it reads another one."
    ]


def test_encrypted() -> None:
    locked = lines_as_pdf(["Secret."], encrypt=pdfencrypt.StandardEncryption("word", "owner"))
    with pytest.raises(DocumentError, match=r"^paper\.pdf: is encrypted; save a copy without"):
        read(locked)


def test_encrypted_for_the_owner_only_is_read() -> None:
    data = lines_as_pdf(["It reads."], encrypt=pdfencrypt.StandardEncryption("", "owner"))
    assert read(data).text == "It reads."


def test_without_text_layer() -> None:
    with pytest.raises(DocumentError, match="has no text layer"):
        read(lines_as_pdf([]))


@pytest.mark.parametrize("cut", [9, 300, 900])
def test_damaged(paper: bytes, cut: int) -> None:
    with pytest.raises(DocumentError, match=r"^paper\.pdf: (damaged PDF|has no text layer)"):
        read(paper[:cut])


def test_no_pdf() -> None:
    with pytest.raises(DocumentError, match="no PDF"):
        read(b"words")
