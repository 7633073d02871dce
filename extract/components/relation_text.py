"""Stretches of text in which every named thing is one sign, so that patterns see what lies between.

A sign is a character of Unicode's private use area that tells the types of what it stands for.
Names that are listed (``A, B and C``) become one sign, since they share their relations.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...graph.model import EntityType
from .discourse import Discourse

__all__ = ["ANY", "Referent", "SignedText", "sign_class", "signed_texts"]

_FIRST = 0xE000
_BITS = {type_: 1 << index for index, type_ in enumerate(EntityType)}
_NAMED = 1 << len(_BITS)  # the bit of proper names
_LAST = _FIRST + 2 * _NAMED - 1
ANY = f"[{chr(_FIRST + 1)}-{chr(_LAST)}]"
"""Regular expression for any sign."""

_PRIVATE = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
_TECHNICAL = frozenset(
    {EntityType.METHOD, EntityType.MODEL, EntityType.CONCEPT, EntityType.BENCHMARK}
)
_FAMILIES = (
    frozenset({EntityType.PERSON}),
    frozenset({EntityType.ORGANIZATION}),
    _TECHNICAL,
    frozenset({EntityType.WORK}),
    frozenset({EntityType.EVENT}),
)
_BRACKETS = re.compile(r" ?(?:\([^()]*\)|\[[^\[\]]*\])")
_QUOTES = re.compile(rf"\"|(?<=[ (])'(?={ANY})|(?<={ANY})'(?!s|\w)|(?<=[,.])'(?= |$)|^'")
_TITLES = re.compile(rf"(?<!\w)(?:dr|prof|mr|mrs|ms|sir|dame)[.\u00b7]? (?={ANY})")
_LISTED = re.compile(
    r"(?P<joined>,? (?:and|or|&|plus|as well as|along with|together with)"
    r"(?:, [^,.;:]{2,24},|,? (?:since|in|from|later in) \d{4},?)? "
    r"(?:later |then |also |now |more recently )?(?:(?:on|with|at|by|from|in|of|for) )?"
    r"(?:(?:the|a|an|its|their|our|his|her) )?| ?[/+&] ?)|, (?:the )?"
)
_AND_OTHERS = re.compile(
    r",? (?:and|or) (?:(?:his|her|their|several|many|other|some) )*(?:more|others?|so on|many|"
    r"several|similar|colleagues|co-authors|coauthors|collaborators|co-workers|students)(?!\w)"
    r"|,? etc(?!\w)"
)
_CONTRACTED = re.compile(r"(?:he|she|it)'s(?= )")
_INNER_STOP = re.compile(
    r"\.(?=[^\s\"')\]])|(?<=\bal)\.(?= )|(?<=\b(?:vs|dr|mr|st|eg|ie))\.(?= )"
    r"|(?<=\b(?:inc|ltd))\.(?= )|(?<=\bcorp)\.(?= )|(?<=\bph\.d)\.(?= )|(?<=\b[bmu]\.[acks])\.(?= )"
)


@dataclass(frozen=True, slots=True)
class Referent:
    """What one sign stands for.

    Attributes:
        start: offset of its first character in the reading.
        end: behind its last one.
        entities: the entities it names, several for a list.
        types: all types that any of them has.
        named: whether any has a proper name, one with a capital or digit.
        antecedent: for a pronoun or definite phrase, where the name stands that it takes up.
        possessive: whether it is a determiner such as ``its``, read as ``it's``.
    """

    start: int
    end: int
    entities: tuple[str, ...]
    types: frozenset[EntityType]
    named: bool = True
    antecedent: int | None = None
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class SignedText:
    """Folded text with signs.

    Attributes:
        text: the text; quotation marks and titles of persons are left out.
        origins: for each of its characters, where it stands in the reading.
        referents: what each sign stands for, by its offset in `text`.
    """

    text: str
    origins: tuple[int, ...]
    referents: Mapping[int, Referent]

    @classmethod
    def of(
        cls,
        discourse: Discourse,
        start: int,
        end: int,
        referents: Iterable[Referent],
        lead: Referent | None = None,
        glue: str = ", ",
    ) -> SignedText:
        """The stretch ``[start, end)`` of the reading, with signs for `referents` inside it.

        Args:
            discourse: the document.
            start: offset in the reading.
            end: behind the stretch.
            referents: disjoint and sorted.
            lead: what the words speak of, put before them.
            glue: what joins it to them; by itself it makes them an apposition.
        """
        parts: list[str] = []
        origins: list[int] = []
        found: dict[int, Referent] = {}
        if lead is not None:
            found[0] = replace(lead, antecedent=lead.start)
            parts.append(_sign(lead) + glue)
            origins.extend([start] * (1 + len(glue)))
        position = start
        for referent in referents:
            parts.append(_plain(discourse.folded[position : referent.start]))
            origins.extend(range(position, referent.start))
            found[len(origins)] = referent
            parts.append(_sign(referent))
            origins.append(referent.start)
            position = referent.end
            if referent.possessive:
                parts.append("'s")
                origins.extend([referent.end - 1] * 2)
            elif _CONTRACTED.match(discourse.folded, referent.start):
                parts.append(" is")
                origins.extend([position, position, position + 1])
                position += 2
        parts.append(_plain(discourse.folded[position:end]))
        origins.extend(range(position, end))
        whole = cls("".join(parts), tuple(origins), found)
        left_out = (*_QUOTES.finditer(whole.text), *_TITLES.finditer(whole.text))
        return whole._without(match.span() for match in left_out)

    def _without(self, ranges: Iterable[tuple[int, int]]) -> SignedText:
        dropped = {index for start, end in ranges for index in range(start, end)}
        if not dropped:
            return self
        kept = [index for index in range(len(self.text)) if index not in dropped]
        return SignedText(
            "".join(self.text[index] for index in kept),
            tuple(self.origins[index] for index in kept),
            {new: self.referents[old] for new, old in enumerate(kept) if old in self.referents},
        )

    def without_brackets(self) -> SignedText:
        """The text without what stands in brackets."""
        return self._without(match.span() for match in _BRACKETS.finditer(self.text))

    def with_lists(self) -> SignedText:
        """The text with one sign for each list of names of a kind.

        Two names with a mere comma between them are no list: one may explain the other.
        """
        referents = dict(self.referents)
        ranges = []
        for run in self._lists():
            members = [referents.pop(position) for position in run]
            entities = dict.fromkeys(entity for member in members for entity in member.entities)
            types = frozenset().union(*(member.types for member in members))
            named = any(member.named for member in members)
            start, end = members[0].start, members[-1].end
            antecedent = members[0].antecedent
            referents[run[0]] = Referent(start, end, tuple(entities), types, named, antecedent)
            ranges.append((run[0] + 1, run[-1] + 1))
        text = list(self.text)
        for position, referent in referents.items():
            text[position] = _sign(referent)
        return SignedText("".join(text), self.origins, referents)._without(ranges)

    def _lists(self) -> Iterator[list[int]]:
        """Positions of the signs of each list."""
        positions = sorted(self.referents)
        index = 0
        while index < len(positions):
            run = [positions[index]]
            joined = False
            for following in positions[index + 1 :]:
                link = _LISTED.fullmatch(self.text, run[-1] + 1, following)
                if link is None or not self._alike(run[-1], following):
                    break
                if joined and link[0].startswith(","):
                    break  # a list ends with the name behind its conjunction
                if self.text.startswith("'s", following + 1):
                    break  # the possessor of what follows, not of the list
                run.append(following)
                joined = joined or bool(link["joined"])
            joined = joined or bool(_AND_OTHERS.match(self.text, run[-1] + 1))
            if len(run) > 2 or (len(run) == 2 and joined):
                yield run
            index += len(run)

    def _alike(self, first: int, second: int) -> bool:
        one, other = self.referents[first].types, self.referents[second].types
        return any(family & one and family & other for family in _FAMILIES)

    def reading_range(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]``, which must not be empty, stands in the reading."""
        last = self.referents.get(end - 1)
        return self.origins[start], last.end if last else self.origins[end - 1] + 1


def signed_texts(whole: SignedText) -> tuple[SignedText, ...]:
    """The text with its lists joined, as it stands and, if it has any, without its brackets."""
    found = [whole.with_lists()]
    bare = whole.without_brackets()
    if bare is not whole:
        found.append(bare.with_lists())
    return tuple(found)


def sign_class(types: Collection[EntityType], *, named: bool = False) -> str:
    """A regular expression for the signs of things that have one of `types`.

    Args:
        types: of which one is enough.
        named: take proper names only.
    """
    wanted = sum(_BITS[type_] for type_ in types)
    needed = _NAMED if named else 0
    signs = [
        chr(_FIRST + bits)
        for bits in range(1, 2 * _NAMED)
        if bits & wanted and bits & needed == needed
    ]
    return f"[{''.join(signs)}]"


def _sign(referent: Referent) -> str:
    named = _NAMED if referent.named else 0
    return chr(_FIRST + named + sum(_BITS[type_] for type_ in referent.types))


def _plain(text: str) -> str:
    """`text` without signs of its own, and with full stops only at the ends of sentences."""
    if not text.isascii():
        text = _PRIVATE.sub("\ufffd", text)
    return _INNER_STOP.sub("\u00b7", text) if "." in text else text
