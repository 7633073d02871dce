"""Web pages: the main text by trafilatura, the metadata from the page's head.

Menus, adverts and other furniture are left out by trafilatura; what of them remains is marked.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from ...graph.errors import DocumentError
from ...graph.model import BlockKind
from .assembly import Piece, assemble, plain
from .decoding import decode
from .extra import require
from .metadata import Metadata, metadata_of
from .reader import Parsed, Reader, Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element

__all__ = ["READERS"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
_ELEMENTS = re.compile(r"<[a-zA-Z!/]")
_NAMES = {
    "og:title": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "citation_title": "title",
    "twitter:title": "title",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "citation_author": "author",
    "article:published_time": "date",
    "og:published_time": "date",
    "date": "date",
    "dc.date": "date",
    "dcterms.date": "date",
    "dcterms.created": "date",
    "dcterms.issued": "date",
    "datepublished": "date",
    "pubdate": "date",
    "citation_publication_date": "date",
    "citation_date": "date",
    "parsely-pub-date": "date",
    "description": "description",
    "og:description": "description",
    "dc.description": "description",
    "dcterms.description": "description",
    "dc.source": "source",
    "dcterms.source": "source",
    "dc.rights": "licence",
    "dcterms.license": "licence",
    "dcterms.rights": "licence",
    "og:site_name": "site",
}
_JSON_LD = {
    "headline": "title",
    "datePublished": "date",
    "license": "licence",
    "description": "description",
    "author": "author",
    "editor": "editor",
    "isBasedOn": "source",
}


def _read(source: Source) -> Parsed:
    trafilatura = require("trafilatura", source.name)
    lxml_html = require("lxml.html", source.name)
    text = _decoded(source)
    if not _ELEMENTS.search(text):
        raise DocumentError(source.name, "no HTML: it holds no element")
    try:
        tree = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except Exception as error:  # lxml has several, and ValueError for characters XML forbids
        raise DocumentError(source.name, f"damaged HTML: {' '.join(str(error).split())}") from error
    metadata = _head_metadata(tree, source.name)
    body = _main_body(trafilatura, tree)
    pieces = list(_pieces(body)) if body is not None else []
    if (
        metadata.title
        and pieces
        and not any(p.kind is BlockKind.HEADING and p.level == 1 for p in pieces)
    ):
        pieces.insert(0, Piece(metadata.title, BlockKind.TITLE))
    else:
        pieces = _titled(pieces)
    made, blocks = assemble(pieces, (*source.options.people, *metadata.people))
    return Parsed(made, blocks, metadata)


def _decoded(source: Source) -> str:
    """The page's characters, by byte order mark, by its own declaration, or as UTF-8."""
    declared = _CHARSET.search(source.data[:_HEAD_BYTES])
    has_mark = source.data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if declared and not has_mark:
        name = declared[1].decode("ascii")
        try:
            if codecs.lookup(name).name != "utf-8":
                return source.data.decode(name)
        except (LookupError, UnicodeDecodeError) as error:
            reason = f"not in {name}, the encoding that the page declares"
            raise DocumentError(source.name, reason) from error
    return decode(source.data, source.name).removeprefix("\ufeff")


def _main_body(trafilatura: object, tree: Element) -> Element | None:
    """The main part of the page; where trafilatura finds none, its paragraphs."""
    found = trafilatura.bare_extraction(  # type: ignore[attr-defined]  # a module
        deepcopy(tree),
        fast=True,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"max_date": "9999-12-31"},
    )
    if found is not None and found.body is not None and len(found.body):
        return found.body
    body, _, length = trafilatura.baseline(deepcopy(tree))  # type: ignore[attr-defined]  # a module
    return body if length else None


def _pieces(body: Element, level: int = 0) -> Iterator[Piece]:
    """The pieces below an element of trafilatura's XML; `level` is that of a list."""
    for element in body:
        tag = element.tag
        if tag == "head":
            digits = element.get("rend", "")[1:]
            yield Piece(
                _words(element), BlockKind.HEADING, int(digits) if digits.isdecimal() else 2
            )
        elif tag == "item":
            yield Piece(_words(element, skip="list"), BlockKind.LIST_ITEM, max(level, 1))
            for inner in element.iterfind("list"):
                yield from _pieces(inner, level + 1)
        elif tag == "list":
            yield from _pieces(element, level + 1)
        elif tag in ("table", "row"):
            yield from _pieces(element, level)
        elif tag == "quote":
            for inner in element.findall("p") or [element]:
                yield Piece(_words(inner), BlockKind.QUOTE)
        elif tag == "code":
            yield Piece(element.xpath("string()"), BlockKind.FURNITURE)
        elif tag == "cell":
            yield Piece(_words(element), is_cell=True)
        elif isinstance(tag, str):
            yield from (Piece(plain(line)) for line in _characters(element).split("\n"))


def _words(element: Element, skip: str = "") -> str:
    """What is read of an element, without what lies in `skip` elements below it."""
    return plain(_characters(element, skip))


def _characters(element: Element, skip: str = "") -> str:
    """The text of an element; only a hard line break is a line break."""
    parts = [_flat(element.text)]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag != skip and isinstance(child.tag, str):
            parts.append(_characters(child, skip))
        parts.append(_flat(child.tail))
    return "".join(parts)


def _flat(text: str | None) -> str:
    return text.replace("\n", " ") if text else ""


def _titled(pieces: list[Piece]) -> list[Piece]:
    """The first heading of level 1 is the title, when no running text stands above it."""
    for index, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING and piece.level == 1:
            pieces[index] = Piece(piece.text, BlockKind.TITLE)
            break
        if piece.kind is not BlockKind.PARAGRAPH or len(piece.text.split()) > 12:
            break
    return pieces


def _head_metadata(tree: Element, source: str) -> Metadata:
    """Metadata that the head states; a date there that is none is left out."""
    fields: dict[str, object] = {}
    authors: list[str] = []
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        key, content = _NAMES.get(name.lower()), plain(element.get("content") or "")
        if key == "author" and content and not content.startswith("http"):
            authors.append(content)
        elif key and content:
            fields.setdefault(key, content)
    if authors:
        fields["author"] = list(dict.fromkeys(authors))
    for element in tree.iter("script"):
        if element.get("type") == "application/ld+json":
            for key, value in _json_ld(element.text or "").items():
                fields.setdefault(key, value)
    for element in tree.iter("link"):
        rel, target = (element.get("rel") or "").lower(), element.get("href") or ""
        if target and rel in ("canonical", "license"):
            fields.setdefault("source" if rel == "canonical" else "licence", target)
    title = tree.find(".//head/title")
    heading = next(tree.iter("h1"), None)
    site = fields.pop("site", None)
    if "title" not in fields and title is not None:
        fields["title"] = _without_site(plain(title.text_content()), site, heading)
    try:
        return metadata_of(fields, source)
    except DocumentError:
        fields.pop("date", None)
        return metadata_of(fields, source)


def _without_site(title: str, site: object, heading: Element | None) -> str:
    """The page's title without the name of the site behind it."""
    own = plain(heading.text_content()) if heading is not None else ""
    if own and title.casefold().startswith(own.casefold()):
        return own
    if isinstance(site, str) and title.endswith(site):
        return title.removesuffix(site).rstrip(" |-\u2013\u2014\u00b7:") or title
    return title


def _json_ld(text: str) -> Mapping[str, object]:
    """Fields of the first JSON-LD object that is an article or the like."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    items = data if isinstance(data, list) else [data]
    items += [item for d in items if isinstance(d, dict) for item in _graph(d)]
    for item in items:
        if isinstance(item, dict) and ("headline" in item or "datePublished" in item):
            return {name: item[key] for key, name in _JSON_LD.items() if item.get(key)}
    return {}


def _graph(data: Mapping[str, object]) -> list[object]:
    graph = data.get("@graph")
    return graph if isinstance(graph, list) else []


READERS = (Reader("html", (".html", ".htm", ".xhtml"), "text/html", _read),)
