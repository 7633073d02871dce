"""From a file to a document."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from claimgraph.extract.readers import registry
from claimgraph.extract.readers.metadata import Metadata
from claimgraph.extract.readers.reader import Parsed, Reader, Source
from claimgraph.extract.readers.registry import read_document, readers, suffixes
from claimgraph.graph.errors import DocumentError, UsageError
from claimgraph.graph.model import Block, BlockKind, Contributor, Span


def test_readers_are_these() -> None:
    assert {name: (reader.suffixes, reader.media_type) for name, reader in readers().items()} == {
        "html": ((".html", ".htm", ".xhtml"), "text/html"),
        "markdown": (
            (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"),
            "text/markdown",
        ),
        "pdf": ((".pdf",), "application/pdf"),
        "subrip": ((".srt",), "application/x-subrip"),
        "text": ((".txt", ".text"), "text/plain"),
        "transcript": ((".json",), "application/json"),
        "webvtt": ((".vtt",), "text/vtt"),
        "word": (
            (".docx",),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    }
    assert list(readers()) == sorted(readers())
    assert suffixes() == tuple(sorted(s for reader in readers().values() for s in reader.suffixes))


def test_document_of_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "talk.TXT"
    data = b"A talk on small nets\r\n\r\nThey read whole books and plays by now.\r\n"
    path.write_bytes(data)
    document = read_document(path, Metadata(published="June 2025"), location="talks/talk.txt")
    assert document.name == "talk"
    assert document.text.encode() == data
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.location == "talks/talk.txt"
    assert document.media_type == "text/plain"
    assert document.title == "A talk on small nets"
    assert document.published == "2025-06"
    assert read_document(path).location == path.as_posix()


def test_options_override_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "talk.md"
    path.write_text("---\ntitle: Theirs\nhost: Jo Marsh\ndate: 2025\n---\nThey read.\n")
    options = Metadata(title="Mine", people=(Contributor("Ada Brink", "guest"),))
    document = read_document(path, options)
    assert (document.title, document.published) == ("Mine", "2025")
    assert document.people == options.people


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"They read whole books.\n", "text/plain"),
        (b"<!DOCTYPE html><html><body><p>They read whole books.</p></body></html>", "text/html"),
        (b"WEBVTT\n\n00:00.000 --> 00:01.000\nThey read.\n", "text/vtt"),
        (b"1\n00:00:00,000 --> 00:00:01,000\nThey read.\n", "application/x-subrip"),
        (b'[{"text": "They read."}]', "application/json"),
    ],
)
def test_file_without_suffix_is_told_by_its_content(
    tmp_path: Path, content: bytes, media_type: str
) -> None:
    path = tmp_path / "README"
    path.write_bytes(content)
    assert read_document(path).media_type == media_type


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("Zo\u00eb reads whole books.\n", encoding=encoding)
    document = read_document(path)
    assert document.text.removeprefix("\ufeff") == "Zo\u00eb reads whole books.\n"
    assert document.blocks[0].span.of(document.text) == "Zo\u00eb reads whole books."


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xyz", b"words", "files of type .xyz cannot be read; known types are .docx, .htm"),
        ("a.doc", b"words", "files of type .doc cannot be read; save the document as .docx"),
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t", "is empty"),
        ("a.txt", b"\xef\xbb\xbf\n", "holds no text"),
        ("a.txt", b"a\0b", "binary data, not text"),
        ("a.txt", b"one\ntw\xf6\n", "not UTF-8: byte 0xf6 at offset 6 (line 2); convert the file "),
        ("a.txt", "a\ud800".encode("utf-16", "surrogatepass"), "not UTF-16-LE: byte 0x00"),
        ("a.txt", b"%PDF-1.7\nwords", "holds a .pdf file; give it the suffix .pdf"),
        ("a.md", b"---\ntitle: x\n---\n", "holds no text"),
        ("a.json", b"{1}", "damaged JSON at line 1, column 2"),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: {reason}")
    assert "\n" not in message
    assert (caught.value.source, f"{path}: {caught.value.reason}") == (str(path), message)


def test_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file or directory"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match="is a folder, not a file"):
        read_document(tmp_path)
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(DocumentError, match="is no regular file"):
        read_document(pipe)


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("words")
    path.chmod(0)
    with pytest.raises(DocumentError, match="permission denied"):
        read_document(path)


def test_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"They read whole books.")
    assert read_document(path, max_bytes=22).text
    with pytest.raises(DocumentError, match="has 22 bytes, more than the limit of 21"):
        read_document(path, max_bytes=21)


def _shout(source: Source) -> Parsed:
    text = source.data.decode().upper()
    return Parsed(text, (Block(Span(0, len(text)), BlockKind.PARAGRAPH),))


SHOUT = Reader("shout", (".shout",), "text/x-shout", _shout)
SECOND_TEXT = Reader("second", (".txt",), "text/plain", _shout)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> object:
    """Make entry points as an installed package would."""

    def install(name: str, value: str) -> None:
        entry = EntryPoint(name, value, "claimgraph.readers")
        monkeypatch.setattr(registry, "entry_points", lambda group: [entry])
        readers.cache_clear()

    yield install
    readers.cache_clear()


def test_reader_of_another_package(
    tmp_path: Path, installed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "shouting", sys.modules[__name__])
    installed("shout", "shouting:SHOUT")  # type: ignore[operator]  # the fixture's function
    path = tmp_path / "a.shout"
    path.write_text("they read")
    document = read_document(path)
    assert (document.text, document.media_type) == ("THEY READ", "text/x-shout")
    assert ".shout" in suffixes()


def test_readers_that_clash_or_fail(installed: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shouting", sys.modules[__name__])
    installed("second", "shouting:SECOND_TEXT")  # type: ignore[operator]  # the fixture's function
    with pytest.raises(UsageError, match=r"'text' and 'second' both read \.txt files"):
        readers()
    installed("gone", "no.such.module:READER")  # type: ignore[operator]  # the fixture's function
    with pytest.raises(UsageError, match="reader 'gone' cannot be loaded"):
        readers()


@pytest.mark.parametrize(
    ("name", "library"), [("a.html", "trafilatura"), ("a.pdf", "pdfminer"), ("a.docx", "docx")]
)
def test_missing_library_is_named_with_the_command(tmp_path: Path, name: str, library: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"<p>words</p> %PDF-1.4")
    code = (
        "import sys\n"
        f"sys.modules[{library!r}] = None\n"
        "from claimgraph.extract.readers.registry import read_document\n"
        "try:\n"
        f"    read_document({str(path)!r})\n"
        "except Exception as error:\n"
        "    print(type(error).__name__, error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == (
        f"DocumentError {path}: its type needs a library; pip install 'claimgraph[documents]'\n"
    )
