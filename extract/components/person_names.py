"""Persons whom no list knows: by given name, title, role, reporting verb and enumeration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from spacy.tokens import Doc, Span

from ...graph.model import EntityType
from ..attributes import mention
from ..patterns import load_sections, load_words
from . import context
from .person_evidence import acting_surnames, is_introduced, is_subject_of_pronoun
from .persons import given_names, is_person_name, parse_name
from .shapes import CAPITAL, LOWER, NAME, alternatives, find, lower_words, span_at

__all__ = ["find_persons"]

_PARTICLE = (
    r"(?:van der|van den|van de|von der|de la|de los|van|von|de|del|della|di|da|dos|du|el|al|bin|"
    r"ibn|ten|ter)"
)
_SURNAME = rf"(?:{_PARTICLE} )?{CAPITAL}(?:[^\W\d_]|['\u2019-](?!s\b)){{0,40}}{LOWER}"
_MIDDLE = rf"(?:(?:{CAPITAL}\.-?){{1,4}}|\"{NAME}\"|\u201c{NAME}\u201d|\({NAME}\))"
_INITIALS = rf"(?:{CAPITAL}\.[ -]?){{1,3}}"
_GIVEN = rf"(?:{CAPITAL}(?:[^\W\d_]|-){{0,30}}{LOWER}|{_INITIALS})"
_FULL = rf"{_GIVEN}(?: {_MIDDLE})?(?: {_SURNAME}){{1,3}}"
_FULL_NAME = re.compile(rf"(?<![\w.-])(?P<name>{_FULL})(?![\w-])")
_BRACKETED = re.compile(rf"(?<!\w){CAPITAL}{LOWER}+ \[{CAPITAL}{LOWER}+\]")
_ET_AL = re.compile(rf"(?<![\w-])(?P<name>{_SURNAME}) et al\b")
_ALONE = re.compile(rf"(?<![\w.-]){CAPITAL}{LOWER}{{2,}}(?![\w-])")
_NOT_GIVEN = frozenset({"u.s", "u.k", "u.n", "e.u", "a.i"})
_INITIALED = re.compile(rf"{_INITIALS} ?{_SURNAME}")
_RANKS = frozenset(
    [
        "assistant",
        "associate",
        "chief",
        "deputy",
        "executive",
        "managing",
        "prime",
        "senior",
        "vice",
    ]
)
_BEFORE_AGENT = frozenset({"and", "by", "from", "to", "with"})
_LONGEST_GAP = 9
_LIST_GAP = re.compile(r"(?:, (?:and |& )?| and | & | and the )")


def find_persons(doc: Doc, known: list[Span]) -> Iterator[Span]:
    """Mentions of persons, overlapping ones among them.

    Args:
        doc: with sentences.
        known: mentions that are already found; those of persons vouch for names beside them.
    """
    lower = lower_words(doc)
    named = _contributors(doc)
    surnames = acting_surnames(doc)
    accepted: dict[tuple[int, int], Span] = {}
    rest: list[Span] = []
    for match in _FULL_NAME.finditer(doc._.reading.text):
        span = _trimmed(doc, match, lower)
        if span is None:
            continue
        if span.text in named or _is_person(span, lower, surnames):
            accepted[span.start, span.end] = span
        else:
            rest.append(span)
    vouching = [span for span in known if span.label_ == EntityType.PERSON]
    vouching = [s for s in vouching if (s.start, s.end) not in accepted] + [*accepted.values()]
    for span in _enumerated(rest, vouching):
        accepted[span.start, span.end] = span
    short = {_initial_form(span.text) for span in accepted.values() if _is_initialed(span.text)}
    for span in rest:
        if _initial_form(span.text) in short:
            accepted[span.start, span.end] = span
    for span in _again(doc, {span.text for span in accepted.values()}):
        accepted[span.start, span.end] = span
    yield from (mention(span, EntityType.PERSON) for span in accepted.values())
    yield from find(doc, _BRACKETED, EntityType.PERSON)
    yield from find(doc, _ET_AL, EntityType.PERSON, "name")
    yield from find(doc, _TITLED, EntityType.PERSON, "name")
    yield from _listed_surnames(doc)
    yield from _addressed(doc)
    yield from _given_alone(doc)


def _is_initialed(name: str) -> bool:
    return _INITIALED.fullmatch(name) is not None


def _initial_form(name: str) -> tuple[str, str]:
    """First letter and surname: what a name shares with its form with an initial."""
    return name[0], name.rsplit(" ", 1)[-1]


def _again(doc: Doc, names: Set[str]) -> Iterator[Span]:
    """All places of `names`, unless another name goes on there."""
    if names:
        pattern = re.compile(rf"(?<![\w.-]){alternatives(frozenset(names))}(?![\w-])")
        for match in pattern.finditer(doc._.reading.text):
            span = span_at(doc, *match.span())
            if span is not None and not _belongs_to_thing(span):
                yield span


def _contributors(doc: Doc) -> frozenset[str]:
    """The full names of the document's contributors and speakers."""
    document = doc._.reading.document
    labels = [person.name for person in document.people]
    labels += [block.speaker for block in document.blocks if block.speaker]
    labels += [label.title() for label in labels if label.isupper()]
    names = (parse_name(label) for label in labels if is_person_name(label))
    return frozenset(name.full for name in names if name.given)


def _trimmed(doc: Doc, match: re.Match[str], lower: frozenset[str]) -> Span | None:
    """The match without words at its end that end no name, where two words are left.

    What stands in brackets within it has to be a given name.
    """
    start, end = match.span("name")
    words = match["name"].split(" ")
    if any(word[0] == "(" and word.strip("()") not in _given() for word in words):
        return None
    while len(words) > 1 and (
        words[-1].casefold() in load_words("not_surnames")
        or (len(words) > 2 and words[-1].casefold() in lower)
    ):
        end -= len(words.pop()) + 1
    for number in range(len(words) - 2, 0, -1):
        if _is_role(words[number - 1]):
            start += sum(len(word) + 1 for word in words[:number])
            words = words[number:]
            break
    while len(words) > 2 and _leads_in(words):
        start += len(words.pop(0)) + 1
    if len(words) < 2 or _is_role(words[0]) or words[0].rstrip(".").casefold() in _NOT_GIVEN:
        return None
    if words[0].casefold() in _RANKS or (words[0].endswith("ly") and words[0] not in _given()):
        return None
    return span_at(doc, start, end)


def _given() -> frozenset[str]:
    return given_names("clear") | given_names("unclear")


def _is_role(word: str) -> bool:
    """Whether a capitalised word is a role or a usual first word of a sentence, not a name."""
    roles = load_sections("person_context")["role"]
    return (
        word.casefold() in load_words("sentence_starts") or word in roles or word.lower() in roles
    )


def _leads_in(words: list[str]) -> bool:
    """Whether the second word is a given name and the first is none, as at a sentence's start."""
    return words[1] in given_names("clear") and words[0] not in _given()


def _is_person(span: Span, lower: frozenset[str], surnames: frozenset[str]) -> bool:
    """Whether the given name, the words around a full name or its surname elsewhere, one of
    `surnames`, show a person.
    """
    words = span.text.split(" ")
    given = words[0].split("-")[0]
    if _belongs_to_thing(span):
        return False
    if given in given_names("clear") and words[-1].casefold() not in lower:
        return True
    common = any(word.casefold() in lower for word in words if word[:1].isupper())
    if given in given_names("unclear") and not common and not context.in_title_case(span):
        return True
    if common or any(word.casefold() in load_words("not_surnames") for word in words):
        return False
    if _is_initialed(span.text):
        starter = words[-1].casefold() in load_words("sentence_starts")
        return not starter and not context.has_capital_neighbour(span)
    preceding = context.before(span)
    if "-" in words[-1] and preceding is not None and preceding.text in _BEFORE_AGENT:
        return not context.has_capital_neighbour(span)
    return words[-1] in surnames or is_introduced(span) or is_subject_of_pronoun(span)


def _belongs_to_thing(span: Span) -> bool:
    """Whether a capitalised word behind a name makes it that of a prize, a building or a body."""
    following = context.behind(span)
    return (
        following is not None
        and following.text[:1].isupper()
        and following.lower_ in load_words("namesakes")
    )


def _enumerated(spans: list[Span], vouching: list[Span]) -> Iterator[Span]:
    """Those of `spans` that stand in one enumeration with a name that is known to be a person's."""
    known = {(span.start, span.end) for span in vouching}
    chain: list[Span] = []
    for span in [*sorted([*spans, *vouching], key=lambda span: span.start), None]:
        if span is not None and chain:
            gap = span.doc._.reading.text[chain[-1].end_char : span.start_char]
            if len(gap) <= _LONGEST_GAP and _LIST_GAP.fullmatch(gap):
                chain.append(span)
                continue
        if any((link.start, link.end) in known for link in chain):
            yield from (link for link in chain if (link.start, link.end) not in known)
        chain = [span] if span is not None else []


_SURNAME_LIST = re.compile(
    rf"\b(?:researchers|scientists|authors|engineers|professors|colleagues|founders|co-founders|"
    rf"cofounders|physicists|philosophers|mathematicians|economists|"
    rf"(?:paper|book|study|work|article|essay|survey|preprint|report) by) "
    rf"(?P<list>{_SURNAME}(?:, {_SURNAME})*,? (?:and|&) {_SURNAME})(?! {CAPITAL})"
)
_SURNAMES_ACT = re.compile(
    r"(?:^|(?<=[.:!?] )|(?<=\n\n)|\b(?:by|of|to|when|that|where) )"
    rf"(?P<list>{_SURNAME}(?:, {_SURNAME})*,? (?:and|&) {_SURNAME})(?: (?:first|then|later|also))? "
    r"(?:propos|publish|introduc|describ|demonstrat|invent|conjectur|prov|deriv|formulat|coin|show|"
    r"wrote|write|built|build|argu|observ)(?:e|ed|s|es|ing)?\b"
)
_TITLED = re.compile(
    r"(?<!\w)(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame)\.? "
    rf"(?P<name>{_SURNAME})(?![\w-]| {CAPITAL})"
)
_ADDRESSED = re.compile(
    r"(?:Thank you|Thanks|Welcome|Hi|Hello|Hey|Sure|Yeah|Yes|No|Well|Okay|Right|Exactly|Look|Oh), "
    rf"(?P<name>{CAPITAL}{LOWER}{{2,20}})(?=[.,!?])"
)
_MADE = re.compile(
    r"(?:buil[dt]s?|creat\w+|develop\w*|releas\w+|launch\w*|introduc\w+|call\w*|named?s?|train\w*)$"
)


def _listed_surnames(doc: Doc) -> Iterator[Span]:
    """The names in ``researchers Rossi, Okafor and Lind`` and in ``Rossi and Okafor proposed``."""
    text = doc._.reading.text
    lower = lower_words(doc)
    acting = [
        match
        for match in _SURNAMES_ACT.finditer(text)
        if not any(
            word.casefold() in load_words("sentence_starts") or word.casefold() in lower
            for word in re.findall(_SURNAME, match["list"])
        )
    ]
    for match in (*_SURNAME_LIST.finditer(text), *acting):
        for name in re.finditer(_SURNAME, match["list"]):
            start = match.start("list") + name.start()
            span = span_at(doc, start, start + len(name.group()))
            if span is not None:
                yield mention(span, EntityType.PERSON)


def _addressed(doc: Doc) -> Iterator[Span]:
    """Names by which speakers address each other, as in ``Thank you, Ada.``"""
    lower = lower_words(doc)
    for span in find(doc, _ADDRESSED, EntityType.PERSON, "name"):
        turn = doc._.blocks[span[0]._.block].block.speaker is not None
        name = span.text.casefold()
        if turn and name not in lower and name not in load_words("sentence_starts"):
            yield span


def _given_alone(doc: Doc) -> Iterator[Span]:
    """Given names by themselves, where no capitalised word beside them makes another name."""
    for match in _ALONE.finditer(doc._.reading.text):
        if match.group() not in given_names("clear"):
            continue
        span = span_at(doc, *match.span())
        if span is None or context.in_title_case(span):
            continue
        preceding = context.before(span)
        if preceding is not None and _MADE.match(preceding.lower_):
            continue
        if not context.has_capital_neighbour(span):
            yield mention(span, EntityType.PERSON)
