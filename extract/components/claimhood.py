"""Whether a stretch of text is a claim at all.

Left out are questions, adverts and calls on the reader, page furniture, what a text says of
itself, who met whom, greetings and back-channel talk, titles that are no sentences and the values
of field lists.
"""

from __future__ import annotations

import re

from ...graph.model import BlockKind, EntityType
from .discourse import WORD, Discourse, Statement
from .phrases import phrase
from .reporting import ReportKind, find_reports
from .sentencehood import has_finite_verb, is_clausal_heading, lacks_subject
from .voices import Voice, VoiceKind

__all__ = ["is_claim"]

_STOPPED = re.compile(r"[.!\u2026][\"')\]\u2b06\u2191\s]*$")
_ASKED = re.compile(r"\?[\"')\]\s]*$")
_BRACKETED = re.compile(r"\[[^\]]*\]\W*")  # a note, not words of the text
_ADVERT = re.compile(
    r"\W{0,3}(?:ad|advert|advertisement|sponsored|sponsor|promotion|promoted)[\]:)|]"
)
_TRAIL = re.compile(r" [\u00bb\u203a] ")  # where the page stands on its site
_LETTERS = re.compile(r"[a-z]{2}")
_LINKING = re.compile(r"(?:that|which|who|where|how|why|with .+ing|because|;|,)(?!\w)")
_TELLING = re.compile(r"(?:, which|: |\u2014|that (?:the|a|an)\b)")
_COMPANION = re.compile(r"\bwith (?:\w+ )?$")
_ACTING = re.compile(r" \w+ing\b")
_SPOKEN = frozenset({VoiceKind.SPEAKER, VoiceKind.RECORDING})
_SHORT = 3  # words
_SMALL_TALK = 5
_TOPIC_WORDS = 14
_GAP_WORDS = 3  # between the name of a document and what it does: the interview also covers
_NEAR = 40  # characters between a verb of meeting and the one who is met
_AHEAD = 20  # characters before a report that leads its sentence


def is_claim(discourse: Discourse, statement: Statement, voice: Voice) -> bool:
    """Whether a stretch of text puts forward something about the world."""
    kind = discourse.kind(statement)
    text = statement.text
    words = WORD.findall(text)
    if kind is BlockKind.FURNITURE or voice.kind is VoiceKind.LISTING:
        return False
    if _ADVERT.match(discourse.folded, discourse.blocks[statement.block].start):
        return False
    if _BRACKETED.fullmatch(text) or _TRAIL.search(text):
        return False
    if len(words) < _SHORT or _is_question(text) or not _LETTERS.search(text):
        return False
    names = tuple(
        (place.start - statement.start, place.end - statement.start)
        for place in discourse.within(statement.start, statement.end)
    )
    if kind in (BlockKind.TITLE, BlockKind.HEADING):
        return is_clausal_heading(text, names) and not _addresses(text, voice)
    if _addresses(text, voice) or _is_small_talk(text, words, voice):
        return False
    if _is_meeting(discourse, statement) or _is_about_text(discourse, statement):
        return False
    if _STOPPED.search(text):
        prose = voice.kind not in (VoiceKind.SPEAKER, VoiceKind.RECORDING)
        return prose or len(words) > _SHORT or has_finite_verb(text, names)
    if text.endswith(":"):
        return False
    noted = voice.kind is VoiceKind.REPORT and kind is BlockKind.LIST_ITEM
    return has_finite_verb(text, names) or (noted and lacks_subject(text))


def _is_question(text: str) -> bool:
    """Whether it asks; a statement before a colon makes the question behind it its topic."""
    if not _ASKED.search(text):
        return False
    stated = text.rpartition(": ")[0]
    if (
        not stated
        or phrase("claims-furniture", "question words").match(stated)
        or "question" in stated
    ):
        return True
    return not has_finite_verb(stated)


def _addresses(text: str, voice: Voice) -> bool:
    """Whether the words call on the reader or announce what comes."""
    bare = _without_markers(text)
    if voice.kind not in (VoiceKind.REPORT, VoiceKind.QUOTATION):
        if phrase("claims-furniture", "announcements").match(bare):
            return True
    else:
        if re.match(r"let's", bare):
            return True
    return phrase("claims-furniture", "calls").match(bare) is not None


def _is_small_talk(text: str, words: list[str], voice: Voice) -> bool:
    if voice.kind not in (VoiceKind.SPEAKER, VoiceKind.RECORDING):
        return False
    bare = text.lstrip("\"'( ")
    match = phrase("claims-furniture", "small talk").match(bare)
    if phrase("claims-furniture", "openers").match(bare):
        return True
    return match is not None and (
        len(words) <= _SMALL_TALK or len(WORD.findall(bare[match.end() :])) <= 1
    )


def _is_meeting(discourse: Discourse, statement: Statement) -> bool:
    """Whether it says only who met or interviewed whom."""
    for match in phrase("claims-furniture", "meetings").finditer(statement.text):
        behind = statement.start + match.end()
        if any(
            place.type is EntityType.PERSON
            for place in discourse.within(behind, min(statement.end, behind + _NEAR))
        ):
            return True
    return phrase("claims-furniture", "guests").match(statement.text.lstrip("\"'( ")) is not None


def _is_about_text(discourse: Discourse, statement: Statement) -> bool:
    """Whether it says what the document, or someone in it, speaks about, and nothing of that."""
    match = _document_covers(statement.text)
    if match is not None:
        reported = [
            report
            for report in find_reports(discourse, statement.start, statement.end)
            if report.start > statement.start + match.end()
        ]
        rest = statement.text[match.end() :]
        acts = any(
            place.type is EntityType.PERSON
            and re.search(r"\bwith (?:\w+ )?$", discourse.folded[place.start - 16 : place.start])
            and re.match(r" \w+ing\b", discourse.folded[place.end : place.end + 20])
            for place in discourse.within(statement.start, statement.end)
        )
        return (
            not reported
            and not acts
            and not re.search(r"(?:, which|: |\u2014|that (?:the|a|an)\b)", rest)
        )
    for report in find_reports(discourse, statement.start, statement.end):
        if report.kind is not ReportKind.DISCUSSES or report.start > statement.start + _AHEAD:
            continue
        rest = discourse.folded[report.end : statement.end]
        if len(WORD.findall(rest)) <= _TOPIC_WORDS and not _LINKING.search(rest):
            return True
    return False


def _document_covers(text: str) -> re.Match[str] | None:
    """The words with which a sentence says what a document does, at its front."""
    start = len(text) - len(_without_markers(text))
    for section in ("explored", "inside"):
        if match := phrase("claims-furniture", section).match(text, start):
            return match
    named = phrase("claims-furniture", "documents").match(text, start)
    if named is None:
        return None
    for gap in range(_GAP_WORDS + 1):
        behind = re.compile(rf"(?: \w+){{{gap}}} ").match(text, named.end())
        if behind and (match := phrase("claims-furniture", "covers").match(text, behind.end())):
            return match
    return None


def _without_markers(text: str) -> str:
    """The words behind the markers that link a sentence to the one before: `so, well, overall`."""
    position = len(text) - len(text.lstrip("\"'( "))
    while match := phrase("claims-furniture", "markers").match(text, position):
        behind = match.end() + (text[match.end() : match.end() + 1] == ",")
        position = behind + (text[behind : behind + 1] == " ")
        if position == behind:
            break
    return text[position:]
