"""What is known about a document: from the user, from front matter, from what its format says.

The user's options override front matter, and front matter overrides what the format or the first
lines of the text say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

import yaml

from ...graph.errors import DocumentError, UsageError
from ...graph.model import Contributor
from .dates import parse_date, written_date

__all__ = [
    "Metadata",
    "bare_fields",
    "byline_names",
    "front_matter",
    "metadata_of",
    "page_metadata",
]

_KEYS = {
    "title": "title name headline",
    "published": "published date pubdate publish_date published_at date_published datepublished "
    "publication_date publicationdate upload_date release_date published_time recorded",
    "source": "source url link canonical canonical_url original original_url webpage_url doi",
    "licence": "licence license rights",
    "description": "description summary abstract excerpt subtitle",
}
_FIELD_OF = {key: name for name, keys in _KEYS.items() for key in keys.split()}
_ROLES = {
    "author": "author authors by byline writer writers creator creators",
    "host": "host hosts cohost cohosts co-host co-hosts moderator moderators presenter presenters",
    "guest": "guest guests interviewee interviewees",
    "interviewer": "interviewer interviewers",
    "speaker": "speaker speakers people participants panelists panellists panelist contributors",
    "editor": "editor editors",
    "translator": "translator translators",
    "publisher": "publisher publishers",
}
_ROLE_OF = {key: role for role, keys in _ROLES.items() for key in keys.split()}
_LONGEST_FRONT_MATTER = 64 * 1024
_MOST_BRACKETS = 500  # the time PyYAML takes grows with the square of their depth
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<body>(?:(?!(?:---|\.\.\.)[ \t]*(?:\r?\n|$)).*\r?\n)*?)"
    r"(?:---|\.\.\.)[ \t]*(?:\r?\n|$)"
)
_FIELD = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
_ROLE_BEHIND = re.compile(r"(.+?)\s*\(([^()]+)\)")
_BYLINE = re.compile(
    r"(?i:(?:written |posted |words |text |story )?by:?)\s+"
    r"(?P<names>[^\W\d_a-z][^|\u00b7\u2022\d]{2,80})"
)
_NAME = re.compile(
    r"[^\W\d_a-z][\w.'\u2019-]*(?:\s+(?:de|van|von|der|den|da|di|la|le|al|bin|ten)|"
    r"\s+[^\W\d_a-z][\w.'\u2019-]*){1,4}"
)
_DATED = re.compile(
    r"(?:(?:first\s+)?(?:published|posted|released|recorded|aired|(?:last\s+)?updated|date)(?:\s+on)?\s*:?\s*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document beside its text; the fields are those of `Document`.

    Attributes:
        title: of the work.
        published: a date in ISO 8601 or in words; kept as ISO 8601 to the precision given.
        people: contributors, in order.
        source: address or citation of the original.
        licence: of the text.
        description: one or two sentences.

    Raises:
        UsageError: if `published` is no date.
    """

    title: str | None = None
    published: str | None = None
    people: tuple[Contributor, ...] = ()
    source: str | None = None
    licence: str | None = None
    description: str | None = None

    def __post_init__(self) -> None:
        """Bring the date into its ISO form."""
        if self.published is not None:
            try:
                object.__setattr__(self, "published", parse_date(self.published))
            except ValueError as error:
                raise UsageError(str(error)) from error

    def over(self, other: Metadata) -> Metadata:
        """This metadata, with what it lacks from `other`."""
        missing = {
            field.name: getattr(other, field.name)
            for field in fields(self)
            if not getattr(self, field.name)
        }
        return replace(self, **missing)


def metadata_of(fields: Mapping[str, object], source: str) -> Metadata:
    """Metadata from the fields of front matter or of a transcript's head, by their usual names.

    Names of fields are compared without regard to case; unknown ones are left out. People are
    strings (``Name`` or ``Name (role)``), mappings with ``name`` and ``role``, or lists of both.

    Raises:
        DocumentError: if the date is none.
    """
    values: dict[str, str] = {}
    people: list[Contributor] = []
    for key, value in fields.items():
        plain = (
            str(key).strip().casefold().replace(" ", "_").removeprefix("dc.").removeprefix("og:")
        )
        if plain in _ROLE_OF:
            people += _people(value, _ROLE_OF[plain])
        elif plain in _FIELD_OF and (text := _text(value)):
            values.setdefault(_FIELD_OF[plain], text)
    try:
        return Metadata(people=tuple(dict.fromkeys(people)), **values)
    except UsageError as error:
        raise DocumentError(source, str(error)) from error


def front_matter(text: str, source: str) -> tuple[Metadata, int]:
    """The metadata in YAML front matter at the beginning of `text`, and the offset behind it.

    Front matter is a block between lines of three hyphens that holds fields; anything else
    there is text. A value that YAML does not allow bare, such as one with a colon, is taken as
    it stands.

    Raises:
        DocumentError: if its date is none.
    """
    found = _FRONT_MATTER.match(text[:_LONGEST_FRONT_MATTER])
    values = _fields(found["body"]) if found else None
    if found is None or values is None:
        return Metadata(), 0
    return metadata_of(values, source), found.end()


def page_metadata(lines: Iterable[str], title: str | None) -> Metadata:
    """Metadata from the lines above the running text: a date, and names behind ``By``."""
    published: str | None = None
    people: list[Contributor] = []
    for line in lines:
        if line == title:
            continue
        marked = _DATED.match(line)
        if published is None and marked:
            published = written_date(line[marked.end() :])
        people = people or [Contributor(name, "author") for name in byline_names(line)]
    return Metadata(title=title, published=published, people=tuple(people))


def byline_names(line: str) -> list[str]:
    """The names in a line such as ``By Ada Brink and Jo Marsh``; none if it is no such line."""
    found = _BYLINE.match(line)
    names = _split_names(found["names"]) if found else []
    return [name for name in names if _NAME.fullmatch(name)]


def _fields(body: str) -> Mapping[str, object] | None:
    """The fields of front matter, or None when it holds none."""
    if body.count("[") + body.count("{") > _MOST_BRACKETS:
        return bare_fields(body)
    try:
        values = yaml.safe_load(body)
    except (yaml.YAMLError, ValueError, RecursionError):
        return bare_fields(body)
    return values if isinstance(values, dict) else None


def bare_fields(body: str) -> Mapping[str, object] | None:
    """Fields line by line, for front matter that is no YAML."""
    values: dict[str, object] = {}
    for line in body.splitlines():
        if not line.strip() or line[0] in " \t#-":
            continue
        found = _FIELD.fullmatch(line.rstrip())
        if not found:
            return None
        value = (found[2] or "").strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        values[found[1]] = value
    return values or None


def _text(value: object) -> str | None:
    """A field's value as text; the first of several."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    if isinstance(value, (list, tuple)):
        return next((text for item in value if (text := _text(item))), None)
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return " ".join(str(value).split()) or None
    return None


def _people(value: object, role: str) -> list[Contributor]:
    if isinstance(value, str):
        return [_person(name, role) for name in _split_names(value)]
    if isinstance(value, Mapping):
        names = value.get("name") or value.get("full_name")
        own = _text(value.get("role"))
        known = _ROLE_OF.get(own.casefold(), role) if own else role
        return [Contributor(text, known)] if (text := _text(names)) else []
    if isinstance(value, Sequence):
        return [person for item in value for person in _people(item, role)]
    return []


def _person(name: str, role: str) -> Contributor:
    """A contributor from ``Name`` or ``Name (role)``."""
    found = _ROLE_BEHIND.fullmatch(name)
    if found and found[2].casefold() in _ROLE_OF:
        return Contributor(found[1], _ROLE_OF[found[2].casefold()])
    return Contributor(name, role)


def _split_names(names: str) -> list[str]:
    """The names in a list with semicolons, ``and`` or commas.

    A comma parts names only where each of them has two words: ``Lovelace, Ada`` is one person.
    """
    pieces = re.split(r"\s*;\s*|,?\s+and\s+|\s+&\s+", " ".join(names.split()))
    found = []
    for piece in pieces:
        parts = [part.strip() for part in piece.split(",") if part.strip()]
        found += parts if all(" " in part for part in parts) else [piece.strip(" ,")]
    return [name for name in found if name]
