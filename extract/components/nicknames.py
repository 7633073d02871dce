"""What a text says beside a person's full name that the person is called."""

from __future__ import annotations

import re

from spacy.tokens import Span

from .shapes import CAPITAL, LOWER

__all__ = ["nicknames_behind"]

_NAME = rf"(?P<name>{CAPITAL}{LOWER}[^\W\d_]{{0,19}})(?![\w\u2019'-]| of\b| {CAPITAL})"
_OPEN, _CLOSE = "[\"\u201c\u2018']", "[\"\u201d\u2019']"
_MAYBE_QUOTED = rf"(?:{_OPEN}{_NAME}{_CLOSE}|{_NAME.replace('name', 'plain')})"
_TO = (
    r" to (?:everyone|everybody|all|most|many|some|anyone|people|friends|colleagues|his|her|their|"
    r"those)\b"
)
_CUE = (
    r"(?:(?:also |better |best |widely |generally |usually |often |always )?known"
    r"(?: to [a-z ]{1,30})? as|nicknamed|who (?:goes|went|is going) by|goes by|"
    r"whom? (?:everyone|everybody|most people|friends|colleagues) calls?|"
    r"(?:everyone|everybody|most people|friends|colleagues) calls? (?:him|her|them)) "
)
_BEHIND = (
    re.compile(rf" \((?:{_CUE}|called ){_MAYBE_QUOTED}"),
    re.compile(rf", {_CUE}{_MAYBE_QUOTED}"),
    re.compile(rf"(?: \(|, ){_MAYBE_QUOTED}{_TO}"),
    re.compile(rf" \({_OPEN}{_NAME}{_CLOSE}\)"),
)


def nicknames_behind(span: Span) -> tuple[str, ...]:
    """The single names that the words behind `span`, a person's full name, give as a nickname.

    ``Robert Ellis (Bob to everyone)``, ``Robert Ellis, known as Bob``: a name in brackets by
    itself, which may be an employer's, is none unless it is quoted.
    """
    text = span.doc._.reading.text
    found = (pattern.match(text, span.end_char) for pattern in _BEHIND)
    names = (match["name"] or match.groupdict().get("plain") for match in found if match)
    return tuple(dict.fromkeys(name for name in names if name))
