from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.graph.dates import date_literal, is_edtf
from claimgraph.ontology.terms import CG, XSD

from ..strategies import texts


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2028", XSD.gYear),
        ("2028-03", XSD.gYearMonth),
        ("2028-02-29", XSD.date),
        ("2016/2017", CG.edtf),
        ("2028-03/..", CG.edtf),
        ("/2028", CG.edtf),
        ("203X", CG.edtf),
        ("20XX", CG.edtf),
        ("2028-XX", CG.edtf),
        ("2028-03-XX", CG.edtf),
        ("2028-XX-XX", CG.edtf),
        ("2028-21", CG.edtf),
        ("2028~", CG.edtf),
        ("2027-02-29", XSD.string),
        ("2028-13", XSD.string),
        ("2028-13-XX", XSD.string),
        ("0000", XSD.string),
        ("28", XSD.string),
        ("20280301", XSD.string),
        ("2028-W01-1", XSD.string),
        ("2028-25", XSD.string),
        ("2028-03-01T10:00:00Z", XSD.string),
        ("../..", XSD.string),
        ("2028/2029/2030", XSD.string),
        ("\u0662\u0660\u0662\u0668", XSD.string),
        ("2028\n", XSD.string),
        ("next year", XSD.string),
        ("", XSD.string),
    ],
)
def test_the_datatype_says_how_precisely_the_date_is_known(text: str, datatype: str) -> None:
    literal = date_literal(text)
    assert literal.value == text
    assert literal.datatype.value == datatype


@given(st.dates())
def test_every_day_month_and_year_is_a_date(day: object) -> None:
    text = str(day)
    forms = {text: XSD.date, text[:7]: XSD.gYearMonth, text[:4]: XSD.gYear}
    assert {form: date_literal(form).datatype.value for form in forms} == forms
    assert all(is_edtf(f"{form}/{text}") for form in forms)


@given(texts())
def test_any_text_is_kept_as_it_is(text: str) -> None:
    assert date_literal(text).value == text
