"""Metadata: from options, front matter and fields; dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.readers.dates import parse_date, written_date
from claimgraph.extract.readers.metadata import (
    Metadata,
    byline_names,
    front_matter,
    metadata_of,
)
from claimgraph.graph.errors import DocumentError, UsageError
from claimgraph.graph.model import Contributor


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026", "2026"),
        ("2026-06", "2026-06"),
        ("2026-06-25", "2026-06-25"),
        ("2026-06-25T10:00:00+02:00", "2026-06-25"),
        ("2026-06-25 10:00", "2026-06-25"),
        ("20260625", "2026-06-25"),
        ("2026/6/25", "2026-06-25"),
        ("25 June 2026", "2026-06-25"),
        ("25th of June, 2026", "2026-06-25"),
        ("June 25, 2026", "2026-06-25"),
        ("Jun. 25, 2026 at 10:00 AM", "2026-06-25"),
        ("Thu, 25 Jun 2026 10:00:00 GMT", "2026-06-25"),
        ("Sept 2026", "2026-09"),
        ("may 2026", "2026-05"),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "text",
    ["soon", "", "2026-13", "2026-02-30", "25/06/2026", "06/25/26", "31 June 2026", "June", "12345",
     "25 June 2026 in Oslo"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        parse_date(text)


@given(st.dates())
def test_every_iso_day_of_the_last_centuries_is_kept(day: object) -> None:
    text = str(day)
    if "1400" <= text < "2300":
        assert parse_date(text) == text


@given(st.text(max_size=30))
def test_no_text_breaks_the_search_for_a_date(text: str) -> None:
    assert written_date(text) is None or text.strip()


def test_date_at_the_start_of_a_line() -> None:
    assert written_date("May 3, 2024|1,204 views|33") == "2024-05-03"
    assert written_date("2026 was a long year") is None
    assert written_date("On 25 June 2026") is None


def test_options_override_what_is_found() -> None:
    options = Metadata(title="Mine", people=(Contributor("Jo Marsh", "host"),))
    found = Metadata(title="Theirs", published="2026", people=(Contributor("Ada", "guest"),))
    assert options.over(found) == Metadata(
        title="Mine", published="2026", people=(Contributor("Jo Marsh", "host"),)
    )


def test_written_date_in_options_becomes_iso() -> None:
    assert Metadata(published="3 June 2025").published == "2025-06-03"
    with pytest.raises(UsageError, match="'whenever' is no date; write it as 2026"):
        Metadata(published="whenever")


def test_people_in_all_their_forms() -> None:
    found = metadata_of(
        {
            "Author": "Ada Brink and Jo Marsh",
            "hosts": ["Lee Ward", {"name": "Kim Roe", "role": "moderator"}],
            "guest": {"name": "Pat Low"},
            "people": "Sam Hill (editor); Max Dale (speaker)",
            "interviewer": "Marsh, Jo",
        },
        "x.md",
    )
    assert [(person.name, person.role) for person in found.people] == [
        ("Ada Brink", "author"),
        ("Jo Marsh", "author"),
        ("Lee Ward", "host"),
        ("Kim Roe", "host"),
        ("Pat Low", "guest"),
        ("Sam Hill", "editor"),
        ("Max Dale", "speaker"),
        ("Marsh, Jo", "interviewer"),
    ]


def test_fields_by_their_usual_names() -> None:
    found = metadata_of(
        {
            "Title": "Nets",
            "publish date": "3 June 2025",
            "canonical_url": "https://a.example/nets",
            "license": "MIT",
            "summary": "About\nnets.",
            "layout": "post",
        },
        "x.md",
    )
    assert found == Metadata(
        title="Nets",
        published="2025-06-03",
        source="https://a.example/nets",
        licence="MIT",
        description="About nets.",
    )


def test_front_matter_ends_where_the_text_begins() -> None:
    text = "---\r\ntitle: 'Nets: a tale'\r\ndate: 2025-06-03\r\n---\r\nWords.\r\n"
    metadata, start = front_matter(text, "x.md")
    assert metadata == Metadata(title="Nets: a tale", published="2025-06-03")
    assert text[start:] == "Words.\r\n"


def test_front_matter_that_is_no_yaml() -> None:
    metadata, start = front_matter('---\ntitle: Nets: a tale\nauthor: "Ada"\n---\n', "x.md")
    assert metadata == Metadata(title="Nets: a tale", people=(Contributor("Ada", "author"),))
    assert start


@pytest.mark.parametrize(
    "text",
    ["---\n---\n", "---\nJust words.\n---\n", "---\ntitle: open", "title: x\n", "",
     "---\n" + "[" * 5000 + "\n---\n", "---\n- a\n- b\n---\n"],
)  # fmt: skip
def test_what_is_no_front_matter(text: str) -> None:
    assert front_matter(text, "x.md") == (Metadata(), 0)


def test_front_matter_date_that_is_none() -> None:
    with pytest.raises(DocumentError, match=r"^x\.md: '32 June 2025' is no date"):
        front_matter("---\ndate: 32 June 2025\n---\n", "x.md")


def test_bylines() -> None:
    assert byline_names("By Ada Brink and Jo Marsh") == ["Ada Brink", "Jo Marsh"]
    assert byline_names("by Edmund van Farrow") == ["Edmund van Farrow"]
    assert byline_names("By design the net is small") == []
