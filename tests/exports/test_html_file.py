"""What stands in the file, without a browser."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claimgraph.exports.html import html_page, write_html
from claimgraph.exports.view import GraphView
from claimgraph.graph.errors import ExportError


def data_of(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_equal_views_give_equal_pages(view: GraphView) -> None:
    assert html_page(view, title="T") == html_page(view, title="T")


def test_page_names_nothing_to_load(view: GraphView) -> None:
    page = html_page(view, title="T")
    assert "default-src &#x27;none&#x27;" in page
    assert re.findall(r"<(?:script|img|link|iframe)[^>]*\b(?:src|href)=\"(?!data:)", page) == []
    assert "sourceMappingURL" not in page
    assert "@license" in page  # of vis-network


def test_an_existing_file_is_replaced_whole(tmp_path: Path, view: GraphView) -> None:
    target = tmp_path / "network.html"
    target.write_text("old")
    write_html(view, target, title="T")
    assert target.read_text(encoding="utf-8") == html_page(view, title="T")
    assert list(tmp_path.iterdir()) == [target]


def test_a_target_that_cannot_be_written_is_named(tmp_path: Path, view: GraphView) -> None:
    with pytest.raises(ExportError, match=re.escape(str(tmp_path))):
        write_html(view, tmp_path, title="T")


def test_all_claims_relations_and_mentions_are_in_the_data(view: GraphView) -> None:
    data = data_of(html_page(view, title="T"))
    assert len(data["nodes"]["id"]) == sum(node.kind != "Claim" for node in view.nodes)
    assert len(data["claims"]) == sum(node.kind == "Claim" for node in view.nodes)
    assert len(data["mentions"]) == sum(edge.kind == "mentionedIn" for edge in view.edges)
    assert len(data["relations"]) == sum(
        edge.kind in ("affiliatedWith", "founded", "broader") for edge in view.edges
    )


def test_the_entity_with_most_links_is_the_largest(view: GraphView) -> None:
    nodes = data_of(html_page(view, title="T"))["nodes"]
    assert nodes["label"][nodes["size"].index(max(nodes["size"]))] == "loom"


def test_half_a_surrogate_pair_does_not_stop_it(view: GraphView) -> None:
    broken = replace(view.nodes[-1], label="half \ud83d")
    page = html_page(GraphView((*view.nodes[:-1], broken), view.edges), title="T")
    assert data_of(page.encode().decode())["nodes"]["label"][-1] == "half \ud83d"
