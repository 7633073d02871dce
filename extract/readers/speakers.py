"""Who speaks: labels such as ``Name:``, ``**Name:**``, ``[00:12:31] NAME:`` and ``Name  12:34``.

A colon behind a capitalized word is no proof of a speaker: ``Abstract:`` and ``Founders:`` stand
there too. So labels are judged together: by their form, by how often they come back, by a time
beside them, by whether what follows is said in the first or second person, and by the people that
the metadata names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...graph.model import Contributor
from ..patterns import load_sections
from .inline import CLOCK, clock

__all__ = ["Label", "Utterance", "labels_in", "match_label", "person_of"]

_STAMP = rf"(?:\\?[\[(]\s?{CLOCK}(?:\s?[-\u2013\u2014]\s?{CLOCK})?\s?\\?[\])]|{CLOCK})"
_CLOSE = r"(?:[*_]{1,3}|</(?:b|i|strong|em)>|\])"
_LABEL = re.compile(
    rf"""
    (?:(?P<before>{_STAMP})\s{{0,4}}[-\u2013\u2014:]?\s{{0,4}})?
    (?P<change>(?:>>|-)\s{{0,2}})?
    (?P<open>[*_]{{1,3}}|<(?:b|i|strong|em)>|\[)?\s?
    (?P<name>[^\W_](?:[^\W]|[.'\u2019&-]|[ ](?=[^\s])){{0,47}}?)
    (?:\s?\((?P<role>[^()\d:]{{2,40}})\)|,\s(?P<post>[^\d:,.*]{{2,30}})(?=:))?
    (?:
      \s?:(?P<close1>{_CLOSE})?(?:\s{{0,4}}[*_]{{0,3}}(?P<after1>{_STAMP})[*_]{{0,3}})?
    | (?P<close2>{_CLOSE})\s?:(?:\s{{0,4}}[*_]{{0,3}}(?P<after2>{_STAMP})[*_]{{0,3}})?
    | (?P<close3>{_CLOSE})?\s{{0,4}}[*_]{{0,3}}(?P<after3>{_STAMP})[*_]{{0,3}}(?::|$)
    | (?P<close4>{_CLOSE})?$
    )
    (?=\s|$)
    """,
    re.VERBOSE,
)
_PARTICLES = frozenset(
    {"af", "al", "and", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "el"}
    | {"ibn", "la", "le", "of", "ter", "van", "von", "y", "&"}
)
_SPOKEN = re.compile(
    r"\b(?:I|me|OK|[Yy]ou|[Yy]our|[Mm]y|[Ww]e|[Yy]eah|[Yy]es|[Nn]o|[Oo]kay|[Ww]ell|[Hh]i|[Hh]ello|"
    r"[Tt]hanks|[Uu]h|[Uu]m|[Rr]ight|[Ss]ure|[Ll]et(?:'|\u2019)s)\b|\?"
)
_PARTS = {
    "a": ("guest", "speaker"),
    "answer": ("guest", "speaker"),
    "guest": ("guest", "speaker"),
    "interviewee": ("guest", "speaker"),
    "interviewer": ("interviewer", "host"),
    "moderator": ("host", "interviewer"),
    "presenter": ("host",),
    "q": ("interviewer", "host"),
    "question": ("interviewer", "host"),
}
_LONGEST_LABEL = 160
_LISTENED = 400  # characters behind a label that are looked at


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker label at the start of a line, with offsets into that line.

    Attributes:
        end: behind the label, its marks, colon and time.
        name: who speaks.
        name_start: where the name begins.
        time: when, in seconds, where the label says so.
        firm: whether a colon or bold type marks it as a label.
        alone: whether nothing follows on the line.
        bold: whether it is set in bold or italics.
    """

    end: int
    name: str
    name_start: int
    time: float | None
    firm: bool
    alone: bool
    bold: bool


@dataclass(frozen=True, slots=True)
class Utterance:
    """A line that may begin with a label, and what is read after it.

    Attributes:
        line: the line, from its first character that is no white space.
        follows: the line of text after it, or an empty string.
        time: the time on a line of its own between the two, in seconds.
    """

    line: str
    follows: str
    time: float | None = None


def person_of(name: str, people: Iterable[Contributor]) -> str | None:
    """Who speaks under the label `name`; None for a part such as ``Q`` or ``Speaker 2``.

    A part that exactly one of `people` has, such as ``Host``, is that person.
    """
    if not _is_role(_key(name)):
        return name
    part = _part(_key(name)).removeprefix("co-")
    roles = _PARTS.get(part, (part,))
    filling = [{person.name for person in people if person.role == role} for role in roles]
    found = next((names for names in filling if names), set())
    return found.pop() if len(found) == 1 else None


def match_label(line: str) -> Label | None:
    """The label that `line` could begin with, by its form alone."""
    found = _LABEL.match(line[:_LONGEST_LABEL].rstrip())
    if not found:
        return None
    form = next((n for n in "1234" if found[f"close{n}"]), None)
    stamp = found["before"] or found["after1"] or found["after2"] or found["after3"]
    colon = ":" in found[0][found.end("name") - found.start() :].replace(stamp or "\0", "")
    emphatic = bool(found["open"]) and found["open"] != "["
    if bool(found["open"]) != bool(form) and not (found["open"] and colon):
        return None
    name = found["name"].strip()
    if not _is_name(name):
        return None
    return Label(
        end=found.end(),
        name=name,
        name_start=found.start("name"),
        time=clock(stamp) if stamp else None,
        firm=colon,
        alone=not line[found.end() :].strip(),
        bold=emphatic,
    )


def labels_in(
    utterances: Sequence[Utterance], people: Iterable[Contributor] = ()
) -> dict[int, Label]:
    """The labels among `utterances` that name speakers, by index.

    Args:
        utterances: in the order of the text.
        people: who is known to have a part in the document.
    """
    candidates: dict[int, Label] = {}
    for index, utterance in enumerate(utterances):
        if label := match_label(utterance.line):
            timed = label.alone and label.time is None
            candidates[index] = replace(label, time=utterance.time) if timed else label
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for index, label in candidates.items():
        by_name[_key(label.name)].append(index)
    known = {_key(person.name) for person in people}
    spoken = {
        name
        for name, places in by_name.items()
        if any(_is_spoken(utterances[i], candidates[i]) for i in places)
    }
    accepted = {
        name
        for name, places in by_name.items()
        if _stands_alone(name, [candidates[i] for i in places], known, name in spoken)
    }
    if accepted:
        forms = {_form(candidates[i]) for name in accepted for i in by_name[name]}
        accepted |= {
            name
            for name, places in by_name.items()
            if (name in spoken or _is_role(name))
            and any(_form(candidates[i]) in forms or candidates[i].firm for i in places)
        }
    else:
        accepted = _jointly(candidates, by_name, spoken)
    return {i: label for i, label in candidates.items() if _keeps(label, accepted, by_name)}


def _keeps(label: Label, accepted: Collection[str], by_name: Mapping[str, list[int]]) -> bool:
    """A name without colon, bold type or time is a label only where it keeps coming back."""
    key = _key(label.name)
    return key in accepted and (
        label.firm or label.bold or label.time is not None or len(by_name[key]) > 1
    )


def _stands_alone(name: str, labels: Sequence[Label], known: set[str], spoken: bool) -> bool:
    """Whether a label is sure to name a speaker, without regard to other labels."""
    timed = [label for label in labels if label.time is not None]
    if any(label.firm for label in timed):
        return True
    if any(label.alone for label in timed) and (spoken or len(labels) > 1 or name in known):
        return True
    firm = [label for label in labels if label.firm]
    if name in known:
        return bool(firm) or len(labels) > 1
    if len(firm) > 1:
        return spoken or _is_role(name)
    if len(labels) > 2 and all(label.alone for label in labels):
        return spoken and (" " in name or _is_role(name))
    return False


def _jointly(
    candidates: Mapping[int, Label], by_name: Mapping[str, list[int]], spoken: set[str]
) -> set[str]:
    """Speakers of a short excerpt, in which none of them speaks twice."""
    firm = {name for name in by_name if _firm(candidates, by_name[name])}
    full = {name for name in firm & spoken if " " in name or _is_role(name)}
    if len(full) > 1:
        return full
    return {name for name in full if any(candidates[i].bold for i in by_name[name])}


def _form(label: Label) -> tuple[bool, bool, bool, bool]:
    return label.firm, label.bold, label.alone, label.time is not None


def _firm(candidates: Mapping[int, Label], places: Iterable[int]) -> bool:
    return any(candidates[i].firm for i in places)


def _is_spoken(utterance: Utterance, label: Label) -> bool:
    """Whether what follows the label is said to somebody, in the first or second person."""
    words = utterance.line[label.end : label.end + _LISTENED]
    return bool(_SPOKEN.search(words if words.strip() else utterance.follows[:_LISTENED]))


def _is_name(name: str) -> bool:
    """Whether `name` has the form of a speaker's name and is no common section label."""
    words = name.split()
    if not 1 <= len(words) <= 5:
        return False
    if _is_role(_key(name)):
        return True
    lists = load_sections("readers-labels")
    plain = [word.casefold().strip(".'\u2019") for word in words]
    if any(word in _stop_words() for word in plain):
        return False
    if _key(name) in lists["labels"]:
        return False
    first = words[0][0]
    if not first.isalpha() or first.islower():
        return False
    return all(
        word.casefold() in _PARTICLES or (word[0].isalpha() and not word[0].islower())
        for word in words[1:]
    )


def _is_role(key: str) -> bool:
    """Whether the label is a part in a conversation: ``Q``, ``Host``, ``Speaker 2``."""
    return _part(key) in load_sections("readers-labels")["roles"]


def _part(key: str) -> str:
    """The label without the number or letter that tells several of its kind."""
    words = key.replace("_", " ").split()
    if len(words) > 1 and (words[-1].isdigit() or len(words[-1]) == 1):
        words = words[:-1]
    return " ".join(words)


def _stop_words() -> frozenset[str]:
    return frozenset(load_sections("readers-labels")["words"])


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
