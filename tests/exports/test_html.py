from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from claimgraph.exports.view import GraphView
from claimgraph.exports.view_reader import read_view
from claimgraph.graph.model import (
    Claim,
    Contributor,
    Document,
    Entity,
    EntityType,
    Extraction,
    Mention,
    Predicate,
    Relation,
    Span,
)
from claimgraph.graph.rdf import extraction_quads
from claimgraph.graph.store import open_store
from tests.exports.conftest import note
from tests.exports.opened import TITLE, Opened, click, opening

HOSTILE = (
    "<script>window.attacked = 1</script>",
    "</script><img src=x onerror='window.attacked = 1'>",
    "<!-- --> \"quoted\" 'single' & &amp; {{title}} {{data}}",
    "مرحبا بالعالم \u202e right to left",
    "line\u2028separator\u2029and \U0001f9d1\u200d\U0001f4bb emoji \\u003c \\",
)


@pytest.fixture
def opened(browser: Browser, tmp_path: Path, view: GraphView) -> Iterator[Opened]:
    yield from opening(browser, tmp_path, view)


@pytest.mark.browser
def test_opens_with_an_overview(opened: Opened) -> None:
    assert opened.page.title() == TITLE
    assert "8 entities \u00b7 3 relations \u00b7 3 claims \u00b7 2 documents" in opened.details()
    assert "person/ada-byron" in opened.visible()
    assert not any(node.startswith("document/") and "#" not in node for node in opened.visible())


@pytest.mark.browser
def test_search_suggests_and_enter_selects(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("weaving")
    expect(page.get_by_role("option")).to_have_count(1)
    assert "loom" in page.get_by_role("option").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text("loom")
    assert opened.selected() == ["method/loom"]


@pytest.mark.browser
def test_arrows_choose_among_suggestions(opened: Opened) -> None:
    query = opened.page.get_by_role("combobox")
    query.fill("b")
    options = opened.page.get_by_role("option").all_inner_texts()
    assert len(options) >= 2
    query.press("ArrowDown")
    assert query.get_attribute("aria-activedescendant") == "suggestion-1"
    query.press("Enter")
    expect(opened.page.locator("#details h2")).to_have_text(options[1].split("\n")[0])


@pytest.mark.browser
def test_search_that_finds_nothing_says_so(opened: Opened) -> None:
    opened.page.get_by_role("combobox").fill("zzz")
    expect(opened.page.locator("#suggestions")).to_have_text("No such name")


@pytest.mark.browser
def test_legend_filters_nodes_and_links(opened: Opened) -> None:
    before, links = opened.visible(), opened.visible_links()
    opened.box("Person").uncheck()
    assert before - opened.visible() == {node for node in before if node.startswith("person/")}
    assert not any("person/" in link for link in opened.visible_links())
    opened.box("Person").check()
    opened.box("claims").uncheck()
    assert opened.visible() == before
    assert links - opened.visible_links() == {link for link in links if "|claims|" in link}


@pytest.mark.browser
def test_legend_filters_types_of_claims(opened: Opened) -> None:
    opened.page.evaluate("claimgraph.select('method/loom')")
    babbage = "person/babbage.ce7611e7481e75f085f6|claims|method/loom"
    assert babbage in opened.visible_links()
    opened.box("prediction").uncheck()
    assert babbage not in opened.visible_links()
    assert (
        "Looms might compose music" not in opened.page.locator("#topic article").all_inner_texts()
    )
    assert "1 claim hidden by the legend" in opened.details()


@pytest.mark.browser
def test_documents_can_be_shown(opened: Opened) -> None:
    assert not any("|inDocument|" in link for link in opened.visible_links())
    opened.box("Document").check()
    assert {"document/ce7611e7481e75f085f6", "document/edb465624291e4053c6c"} <= opened.visible()
    assert any("|inDocument|" in link for link in opened.visible_links())


@pytest.mark.browser
def test_nodes_without_links_can_be_hidden(opened: Opened) -> None:
    assert "person/charles-dodgson" in opened.visible()
    opened.page.get_by_label("without links").uncheck()
    assert "person/charles-dodgson" not in opened.visible()
    assert "person/ada-byron" in opened.visible()


@pytest.mark.browser
def test_click_on_a_node_shows_its_claims_with_their_exact_words(opened: Opened) -> None:
    click(opened, "claimgraph.network.getPosition('method/loom')")
    page = opened.page
    expect(page.locator("#details h2")).to_have_text("loom")
    assert opened.selected() == ["method/loom"]
    assert page.url.endswith("#method/loom")
    card = page.locator("#topic article", has_text="Babbage predicts")
    assert card.locator("blockquote").inner_text() == "Looms might compose music by 2028"
    assert card.locator("mark").all_inner_texts() == ["might"]
    text = card.inner_text()
    for expected in (
        "prediction",
        "about 2028",
        "hedged",
        "Babbage believes",
        "Reported by Ada Byron",
        "A talk on looms",
        "2026-06",
        "0:00\u20130:12",
        "Ada Byron speaking",
        "characters 44\u201377",
        "confidence 0.8",
    ):
        assert expected in text
    source = card.get_by_role("link", name="source")
    assert source.get_attribute("href") == "https://example.org/talk"
    opinion = page.locator("#topic article", has_text="Looms will not think.")
    assert "author of A talk on looms holds" in opinion.inner_text()
    assert opinion.locator("blockquote.quoted mark.negation").inner_text() == "not"
    assert "Part of a claim of Babbage" in opinion.inner_text()


@pytest.mark.browser
def test_details_have_aliases_identifiers_and_relations(opened: Opened) -> None:
    page = opened.page
    page.evaluate("claimgraph.select('method/loom')")
    assert "weaving loom" in page.locator(".aliases").inner_text()
    assert page.locator(".identifiers a").evaluate_all("links => links.map(a => a.href)") == [
        "https://example.org/things/loom",
        "https://w3id.org/aio/ActiveLearning",
        "https://arxiv.org/abs/1706.03762",
    ]
    assert "from the vocabulary" in page.locator("#relations").inner_text()
    page.evaluate("claimgraph.select('person/ada-byron')")
    relations = page.locator("#relations")
    for expected in (
        "affiliated with",
        "as research lead",
        "I lead research at Engine Works",
        "founded",
        "A. Byron founded Engine Works",
        "page 1",
    ):
        assert expected in relations.inner_text()
    relations.get_by_role("link", name="Engine Works").first.click()
    expect(page.locator("#details h2")).to_have_text("Engine Works")
    assert "founded by" in page.locator("#relations").inner_text()


@pytest.mark.browser
def test_click_on_a_link_shows_what_is_behind_it(opened: Opened) -> None:
    click(
        opened,
        "(() => { const [a, b] = ['person/grace-murray', 'method/loom']"
        ".map((id) => claimgraph.network.getPosition(id));"
        " return {x: (a.x + b.x) / 2, y: (a.y + b.y) / 2}; })()",
    )
    expect(opened.page.locator("#details h2")).to_have_text(
        "1 claim by Grace Murray about loom", use_inner_text=True
    )
    assert "Punched cards are the future of looms." in opened.details()
    assert opened.page.evaluate("claimgraph.network.getSelectedEdges()") == [
        "person/grace-murray|claims|method/loom"
    ]


@pytest.mark.browser
def test_document_shows_its_metadata_mentions_and_claims(opened: Opened) -> None:
    opened.page.locator("#documents").get_by_role("link", name="A talk on looms").click()
    text = opened.details()
    for expected in ("Two people talk.", "2026-06", "CC0", "documents/talk.vtt", "Claims (2)"):
        assert expected in text
    assert opened.page.locator("dd a").first.inner_text() == "Ada Byron"  # the guest


@pytest.mark.browser
def test_address_opens_an_entity_and_back_returns(
    browser: Browser, tmp_path: Path, view: GraphView
) -> None:
    for opened in opening(browser, tmp_path, view, "#person/ada-byron"):
        title = opened.page.locator("#details h2")
        expect(title).to_have_text("Ada Byron")
        assert opened.selected() == ["person/ada-byron"]
        opened.page.evaluate("claimgraph.select('concept/machine')")
        expect(title).to_have_text("machine")
        opened.page.go_back()
        expect(title).to_have_text("Ada Byron")
        assert opened.selected() == ["person/ada-byron"]
        opened.page.go_forward()
        expect(title).to_have_text("machine")


@pytest.mark.browser
@pytest.mark.parametrize("fragment", ["#nobody", "#%", "#a&b&c", "#constructor"])
def test_address_of_nothing_shows_the_overview(
    browser: Browser, tmp_path: Path, view: GraphView, fragment: str
) -> None:
    for opened in opening(browser, tmp_path, view, fragment):
        expect(opened.page.locator("#details h2")).to_have_text("Overview")


@pytest.mark.browser
def test_dark_and_narrow_screens(browser: Browser, tmp_path: Path, view: GraphView) -> None:
    options = {"color_scheme": "dark", "viewport": {"width": 380, "height": 760}}
    for opened in opening(browser, tmp_path, view, "#method/loom", **options):
        page = opened.page
        background = page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor")
        assert max(map(int, re.findall(r"\d+", background))) < 64
        assert page.evaluate("document.documentElement.scrollWidth") <= 380
        assert page.locator("#filters").is_hidden()
        page.emulate_media(color_scheme="light")  # drawn anew, with the selection
        assert opened.selected() == ["method/loom"]


@pytest.mark.browser
def test_address_within_a_citation_is_a_link(
    browser: Browser, tmp_path: Path, view: GraphView
) -> None:
    source = "A podcast (part 2), https://example.org/watch?v=1&t=2."
    nodes = tuple(
        replace(node, properties={**node.properties, "source": source})
        if node.id.endswith("ce7611e7481e75f085f6")
        else node
        for node in view.nodes
    )
    changed = GraphView(nodes, view.edges)
    for opened in opening(browser, tmp_path, changed, "#document/ce7611e7481e75f085f6"):
        cited = opened.page.locator("dd", has_text="A podcast")
        assert cited.inner_text().startswith("A podcast (part 2), example.org/watch?v=1&t=2")
        link = cited.get_by_role("link")
        assert link.get_attribute("href") == "https://example.org/watch?v=1&t=2"
        assert link.get_attribute("rel") == "noopener noreferrer"


@pytest.mark.browser
def test_empty_graph_says_that_it_is_empty(browser: Browser, tmp_path: Path) -> None:
    for opened in opening(browser, tmp_path, GraphView((), ())):
        expect(opened.page.locator("#empty")).to_be_visible()
        expect(opened.page.locator("#empty")).to_contain_text("claimgraph build")


@pytest.mark.browser
def test_hostile_text_is_shown_and_does_nothing(browser: Browser, tmp_path: Path) -> None:
    for opened in opening(browser, tmp_path, hostile_view()):
        page = opened.page
        labels = page.evaluate("claimgraph.graph.nodes.map((node) => node.label)")
        assert set(HOSTILE) <= set(labels)
        for name in HOSTILE:
            page.evaluate(
                "(label) => claimgraph.select("
                "claimgraph.graph.nodes.find((node) => node.label === label).id)",
                name,
            )
            shown = page.locator("#details h2").evaluate("(title) => title.textContent")
            assert shown == name
            quotes = page.locator("#topic blockquote").evaluate_all(
                "(quotes) => quotes.map((quote) => quote.textContent)"
            )
            assert quotes == [f"{name} is claimed."]
            page.get_by_role("combobox").fill(name[:8])
            expect(page.get_by_role("option").first).to_be_visible()
        assert page.evaluate("window.attacked") is None
        assert page.locator("#details img, #details script, #suggestions img").count() == 0
        links = page.locator("a").evaluate_all("(links) => links.map((a) => a.protocol)")
        assert "javascript:" not in links


def hostile_view() -> GraphView:
    lines = [f"{name} is claimed." for name in HOSTILE]
    text = "\n".join(lines)
    spans, start = [], 0
    for line in lines:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    entities = [
        Entity(
            f"e{i}",
            (EntityType.PERSON,),
            name,
            (),
            (Mention(Span(spans[i].start, spans[i].start + len(name)), name),),
        )
        for i, name in enumerate(HOSTILE)
    ]
    extraction = Extraction(
        Document(
            name="hostile",
            text=text,
            blocks=(),
            sha256=sha256(text.encode()).hexdigest(),
            location=HOSTILE[1],
            title=HOSTILE[0] + " title",
            description=HOSTILE[2],
            source="javascript:window.attacked=1",
            licence=HOSTILE[1],
            people=(Contributor(HOSTILE[1] + " host", "host"),),
        ),
        tuple(entities),
        (Relation("e0", Predicate.AFFILIATED_WITH, "e1", HOSTILE[1], (spans[1],)),),
        tuple(Claim(f"c{i}", spans[i], lines[i], about=(f"e{i}",)) for i in range(len(HOSTILE))),
    )
    with open_store(":memory:") as store:
        store.replace([], extraction_quads(extraction))
        return read_view(store)


@pytest.mark.browser
def test_claimant_who_is_the_topic_too_is_shown(browser: Browser, tmp_path: Path) -> None:
    extraction = note()
    own = replace(extraction.claims[0], claimant="e1", about=("e1",))
    with open_store(":memory:") as store:
        store.replace([], extraction_quads(replace(extraction, claims=(own,))))
        view = read_view(store)
    for opened in opening(browser, tmp_path, view, "#person/ada-byron"):
        assert opened.page.locator("#made article, #topic article").count() == 2


@pytest.mark.browser
def test_condition_time_and_probability_of_a_claim_are_shown(
    browser: Browser, tmp_path: Path
) -> None:
    extraction = note()
    claim = extraction.claims[0]
    words = claim.span.of(extraction.document.text)
    first, last = words.split()[0], words.split()[-1]
    told = replace(
        claim,
        condition=Span(claim.span.start, claim.span.start + len(first)),
        date_cue=Span(claim.span.end - len(last), claim.span.end),
        date=None,
        hedged=True,
        probability=(0.25, 0.5),
    )
    with open_store(":memory:") as store:
        store.replace([], extraction_quads(replace(extraction, claims=(told,))))
        view = read_view(store)
    for opened in opening(browser, tmp_path, view, "#method/loom"):
        card = opened.page.locator("#topic article").first
        text = card.inner_text()
        assert "25 to 50 %" in text
        assert re.search(f"On the condition: .?{re.escape(first)}", text)
        assert re.search(f"For when: .?{re.escape(last)}", text)
        assert card.locator("mark.condition").inner_text() == first
        assert card.locator("mark.date").inner_text() == last
