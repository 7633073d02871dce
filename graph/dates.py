"""Dates of known precision as RDF literals."""

from __future__ import annotations

import re
from datetime import date

from pyoxigraph import Literal, NamedNode

from ..ontology.terms import CG, XSD

__all__ = ["date_literal", "is_edtf"]

_XSD_FORMS = (
    (re.compile(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]"), "", XSD.date),
    (re.compile(r"[0-9]{4}-[0-9][0-9]"), "-01", XSD.gYearMonth),
    (re.compile(r"[0-9]{4}"), "-01-01", XSD.gYear),
)
_SEASON = re.compile(r"[0-9]{4}-2[1-4]")
_UNSPECIFIED = re.compile(
    r"[0-9]{3}X|[0-9][0-9]XX|[0-9]{4}-XX|[0-9]{4}-[0-9][0-9]-XX|[0-9]{4}-XX-XX"
)
_QUALIFIERS = "?~%"


def date_literal(text: str) -> Literal:
    """A literal whose datatype says how precisely the date is known.

    Returns:
        An ``xsd:date``, ``xsd:gYearMonth`` or ``xsd:gYear`` for a day, month or year of the years
        1 to 9999; a ``cg:edtf`` for a period or another date of the Extended Date/Time Format
        (ISO 8601-2:2019, levels 0 and 1 without times and years of more than four digits); a
        plain string, which `graph.validation` reports, for anything else.
    """
    for pattern, rest, datatype in _XSD_FORMS:
        if pattern.fullmatch(text) and _is_day(text + rest):
            return Literal(text, datatype=NamedNode(datatype))
    return Literal(text, datatype=NamedNode(CG.edtf)) if is_edtf(text) else Literal(text)


def is_edtf(text: str) -> bool:
    """Whether `text` is a date or an interval of the Extended Date/Time Format, as above.

    >>> is_edtf("2016/2017"), is_edtf("2028-03/.."), is_edtf("203X"), is_edtf("soon")
    (True, True, True, False)
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _is_edtf_date(start)
    open_ends = ("", "..")
    return (
        not (start in open_ends and end in open_ends)
        and (start in open_ends or _is_edtf_date(start))
        and (end in open_ends or _is_edtf_date(end))
    )


def _is_edtf_date(text: str) -> bool:
    if text and text[-1] in _QUALIFIERS:
        text = text[:-1]
    if _SEASON.fullmatch(text):
        return True
    if _UNSPECIFIED.fullmatch(text):
        month = text[5:7]
        return month in ("", "XX") or 1 <= int(month) <= 12
    return any(
        pattern.fullmatch(text) is not None and _is_day(text + rest)
        for pattern, rest, _ in _XSD_FORMS
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return text.isascii()
