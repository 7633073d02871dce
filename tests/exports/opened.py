"""A network page in a browser, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from claimgraph.exports.html import write_html
from claimgraph.exports.view import GraphView

__all__ = ["TITLE", "Opened", "click", "opening"]

TITLE = "Looms & <b>more</b>"


class Opened:
    """A page, with what it complained about and what it asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def visible(self) -> set[str]:
        return set(self.page.evaluate("claimgraph.visibleNodes()"))

    def visible_links(self) -> set[str]:
        return set(self.page.evaluate("claimgraph.visibleLinks()"))

    def selected(self) -> Any:
        return self.page.evaluate("claimgraph.network.getSelectedNodes()")

    def details(self) -> str:
        return self.page.locator("#details").inner_text()

    def box(self, value: str) -> Any:
        return self.page.locator(f"#filters input[value={value}]")


def opening(
    browser: Browser, folder: Path, view: GraphView, fragment: str = "", **options: Any
) -> Iterator[Opened]:
    """The page of `view`, opened from disk; checks at the end that it was quiet."""
    target = folder / "network.html"
    write_html(view, target, title=TITLE)
    with browser.new_context(reduced_motion="reduce", **options) as context:
        opened = Opened(context.new_page())
        opened.page.goto(target.as_uri() + fragment)
        opened.page.wait_for_function("window.claimgraph")
        yield opened
        assert opened.complaints == []
        assert {url.partition("#")[0] for url in opened.requests} == {target.as_uri()}


def click(opened: Opened, expression: str) -> None:
    """Clicks where `expression` has a place of the picture, in its own coordinates."""
    place = opened.page.evaluate(f"claimgraph.network.canvasToDOM({expression})")
    canvas = opened.page.locator("#picture canvas").bounding_box()
    assert canvas
    opened.page.mouse.click(canvas["x"] + place["x"], canvas["y"] + place["y"])
