"""The network as one HTML file that opens from disk and asks nothing of any network.

The page holds everything: the data as JSON that no browser runs, the style sheet, vis-network as
the pyvis package carries it, and our own script. A content security policy (W3C, Content Security
Policy Level 3) names the hashes of the three and forbids all else, so that no text from a
document can do anything, and no request leaves the page; links to sources are followed when a
reader clicks them. Texts become text nodes, never markup.

What is selected stands behind ``#`` in the address: ``network.html#person/ada-byron`` opens with
that entity. For the console and for pages that embed this one, ``window.claimgraph`` has ``graph``
(what is drawn, with its claims), ``network`` (the ``vis.Network``), ``select(id)``,
``visibleNodes()`` and ``visibleLinks()``.
"""

from __future__ import annotations

import html
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from ..graph.store import QuadStore
from .exporter import Exporter, Target
from .files import replacing
from .html_data import network_data
from .view import GraphView
from .view_reader import read_view

__all__ = ["EXPORTERS", "html_page", "write_html"]

_SCRIPTS = ("model.js", "receipts.js", "details.js", "labels.js", "picture.js", "controls.js")
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
_TITLE = "Claims and relations"
_UNSAFE = re.compile("[<>&\u2028\u2029]")
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def write_html(view: GraphView, target: str | Path, *, title: str) -> None:
    """Writes the page of `view` to `target`, in UTF-8; the same bytes for equal views.

    A file that is there already is replaced once the new one is whole.

    Raises:
        ExportError: if the file cannot be written.
    """
    with replacing(target) as file:
        file.write(html_page(view, title=title).encode("utf-8"))


def html_page(view: GraphView, *, title: str) -> str:
    """The page of `view`; `title` is its title and heading."""
    templates = files(__package__).joinpath("templates")
    library = files("pyvis").joinpath(_LIBRARY).read_text("utf-8")
    own = "".join(templates.joinpath(name).read_text("utf-8") for name in _SCRIPTS)
    parts = {
        "title": html.escape(title),
        "style": templates.joinpath("network.css").read_text("utf-8"),
        "data": _embedded_json(network_data(view)),
        # A map that is not there would be asked for by a browser's tools for developers.
        "library": _SOURCE_MAP.sub("", library),
        "script": f'(() => {{\n"use strict";\n{own}}})();\n',
    }
    parts["policy"] = html.escape(_policy(parts))
    # In one pass, so that nothing in a part is taken for a placeholder.
    template = templates.joinpath("network.html").read_text("utf-8")
    return _PLACEHOLDER.sub(lambda place: parts[place[1]], template)


def _policy(parts: Mapping[str, str]) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hash(parts['library'])} {_hash(parts['script'])}",
            f"style-src {_hash(parts['style'])}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _embedded_json(data: object) -> str:
    """JSON that stays inside its ``<script>`` element and is ASCII where that matters.

    A half of a surrogate pair, which UTF-8 cannot hold, is escaped too.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _write(store: QuadStore, target: str) -> None:
    write_html(read_view(store), target, title=_TITLE)


EXPORTERS = (
    Exporter("html", "network to explore in a browser, in one file", Target.FILE, ".html", _write),
)
