"""Whose view a statement gives, and by what words it says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ...graph.model import AUTHOR, Attribution, BlockKind, EntityType
from ..patterns import load_sections
from .clauses import carries_point, main_ranges
from .discourse import Discourse, Statement
from .phrases import phrase, verb_pattern
from .reference import nearest, stands_for
from .reporting import Report, ReportKind, find_reports
from .sentencehood import has_finite_verb
from .voices import Voice, VoiceKind

__all__ = [
    "Attributed",
    "attribute",
    "has_complement",
    "quoted_share",
    "reporters",
]

_QUOTE = re.compile(r"\"[^\"]*(?:\"|$)")
_TERM = re.compile(r"(?:\b(?:the|a|an|this|that|these|those|of|as|called|term|word|'s) |\()$")
_LABEL_END = re.compile(r" ?(?:was|is)?:")
_IN = re.compile(r"(?:^|[,;:(\u2014] ?|\b(?:but|and|so) )in $")
_COMPLEMENT = re.compile(
    r"(?:,? (?:in|at|on|to|with|during|for|of) (?:[^\s,.;:]+ ){0,7}?| (?:[^\s,.;:]+ ){0,2}?)?"
    r" ?(?:(?:that|how|why|what|whether|as)\b|: )|[,.;:]|,? \""
)
_IS_THAT = re.compile(r" (?:is|was|remains) that(?!\w)")
_PROPOSITIONAL = re.compile(r" (?:claim|allege|promise)(?:s|ed|d)?$")  # what they take is claimed
_CLAUSAL = re.compile(r" (?:say(?:s|ing)?|said|think(?:s|ing)?|thought|insist(?:s|ed|ing)?)$")
_SUBJECT = re.compile(
    r" (?!(?:about|of|in|on|at|to|for|with|from|by|as|so|much|more|little|less|nothing|anything|"
    r"something|it|this|that|these|goodbye|yes|no|hello|the (?:same|opposite))(?!\w))"
    r"[^\s,.;:]+(?: [^\s,.;:]+){2}"
)
_PROPOSING = re.compile(r" propos(?:e|es|ed|ing)$")
_NEW_THING = re.compile(r" (?:(?:the|an?|his|her|their|its) )?(?:new |so-called |first )?\"?")
_NAME = 80  # characters
_AS_SAYING = re.compile(r" as \w+ing$")
_INSERTED = re.compile(r", [^,]{1,80},")
_QUOTED_SENTENCES = 8  # that a quotation runs on behind or before the words that say whose it is
_SPEAKERS = (EntityType.PERSON, EntityType.ORGANIZATION)
_NEXT = 8  # characters between a report and one inside it: says that Northlab believes
_THOUGHT = frozenset(
    {
        ReportKind.ASSERTS,
        ReportKind.JUDGES,
        ReportKind.PREDICTS,
        ReportKind.RECOMMENDS,
        ReportKind.DESCRIBES,
    }
)


@dataclass(frozen=True, slots=True)
class Attributed:
    """Whose view a statement gives.

    Attributes:
        claimant: an entity's id or `AUTHOR`.
        attribution: whether words of the statement, or a label, say so.
        cue: where those words stand in the reading; None for a label outside it or no words.
        report: the report that says so, None when something else does.
        quote: whether more than half of it is the claimant's own words.
        reported_by: through whom the document has it.
    """

    claimant: str
    attribution: Attribution = Attribution.IMPLICIT
    cue: tuple[int, int] | None = None
    report: Report | None = None
    quote: bool = False
    reported_by: tuple[str, ...] = ()


def attribute(discourse: Discourse, statement: Statement, voice: Voice) -> Attributed:
    """Whose view `statement` gives in a block of that voice."""
    if voice.kind in (VoiceKind.SPEAKER, VoiceKind.RECORDING):
        return _spoken(discourse, statement, voice)
    report, claimant, told_by = _best_report(discourse, statement, voice)
    quoted = quoted_share(statement.text) > 0.5 or _is_own_words(discourse, statement, voice)
    if report is not None and claimant is not None:
        own = claimant != AUTHOR
        return Attributed(
            claimant,
            Attribution.EXPLICIT if own else Attribution.IMPLICIT,
            (report.start, report.end) if own else None,
            report if own else None,
            quoted and own,
            (*reporters(claimant, voice), *told_by),
        )
    if quoted and (voice.guest is None or voice.kind is not VoiceKind.COMMENTARY):
        return _quoted(discourse, statement, voice)
    comment = phrase("claims-comments").search(statement.text)
    if voice.kind is VoiceKind.REPORT and (comment or _defines(discourse, statement, voice)):
        return Attributed(AUTHOR)
    return _by_voice(statement, voice)


def quoted_share(text: str) -> float:
    """The share of folded `text` that its longest quotation takes; quoted terms do not count."""
    lengths = [
        len(match.group())
        for match in _QUOTE.finditer(text)
        if not _TERM.search(text[: match.start()])
    ]
    return max(lengths, default=0) / max(1, len(text))


def _spoken(discourse: Discourse, statement: Statement, voice: Voice) -> Attributed:
    """A turn: its speaker's view, unless the speaker says what another named one holds."""
    explicit = Attribution.IMPLICIT if voice.claimant == AUTHOR else Attribution.EXPLICIT
    for report in find_reports(discourse, statement.start, statement.end):
        holder = report.holder
        if (
            holder is not None
            and report.clause
            and holder.entity != voice.claimant
            and report.kind in (ReportKind.ASSERTS, ReportKind.JUDGES, ReportKind.PREDICTS)
            and has_complement(discourse, statement, report)
            and carries_point(main_ranges(statement.text), report.start - statement.start)
        ):
            by = () if voice.claimant == AUTHOR else (voice.claimant,)
            cue = (report.start, report.end)
            return Attributed(holder.entity, Attribution.EXPLICIT, cue, report, False, by)
    return Attributed(voice.claimant, explicit, quote=True)


def _best_report(
    discourse: Discourse, statement: Statement, voice: Voice
) -> tuple[Report | None, str | None, tuple[str, ...]]:
    """The report that says whose view the whole statement gives, with the claimant and with
    whoever is said to have told of it."""
    ranges = main_ranges(statement.text)
    candidates: list[tuple[tuple[int, int], Report, str]] = []
    for report in find_reports(discourse, statement.start, statement.end):
        claimant = _holder(discourse, report, voice)
        if claimant is None or not _reports_claim(discourse, statement, report, voice, claimant):
            continue
        inner = not carries_point(ranges, report.start - statement.start)
        candidates.append(((int(inner), report.start), report, claimant))
    if not candidates:
        return None, None, ()
    _, report, claimant = min(candidates, key=lambda found: found[0])
    for _, other, holder in sorted(candidates, key=lambda found: found[0]):
        # What someone says an organization holds is the organization's view, and what someone
        # quotes another as saying the other's.
        if (
            0 <= other.start - report.end <= _NEXT
            and holder != claimant
            and other.clause
            and other.holder is not None
            and (
                other.holder.type is EntityType.ORGANIZATION
                or _AS_SAYING.search(discourse.folded, other.holder.end, other.end)
            )
        ):
            return other, holder, () if claimant == AUTHOR else (claimant,)
    return report, claimant, ()


def _holder(discourse: Discourse, report: Report, voice: Voice) -> str | None:
    if report.holder is not None:
        return report.holder.entity
    return stands_for(discourse, report.start, report.words, voice.guest)


def _reports_claim(
    discourse: Discourse, statement: Statement, report: Report, voice: Voice, claimant: str
) -> bool:
    """Whether a report says whose view the statement is, and is not itself what it is about."""
    cue = discourse.folded[report.start : report.end]
    if ", who " in cue and report.start > statement.start + 1:
        return False  # says it of a part of the statement only
    if voice.kind is VoiceKind.COMMENTARY:
        return report.kind in _THOUGHT and report.clause and _leads(statement, report)
    if claimant == voice.claimant:
        comment = phrase("claims-comments").search(statement.text)
        return not (comment and (report.kind is ReportKind.VIEW or not report.clause))
    if report.kind is ReportKind.VIEW:
        if _IN.search(statement.text[: report.start - statement.start]):
            return report.noun in load_sections("claims-views")["outlooks"]
        label = _LABEL_END.match(discourse.folded, report.end)
        behind = label or _IS_THAT.match(discourse.folded, report.end)
        return bool(_IS_THAT.search(cue) or behind) and _leads(statement, report)
    if report.kind is ReportKind.RECOMMENDS and _introduces(discourse, report):
        return False
    saying = report.kind in (ReportKind.DESCRIBES, ReportKind.ASSERTS)
    if saying and not has_complement(discourse, statement, report):
        return False
    return report.clause and (report.kind is not ReportKind.STANCE or _leads(statement, report))


def _introduces(discourse: Discourse, report: Report) -> bool:
    """Whether someone is said to have come up with a thing: `Brook proposed the lattice test`."""
    behind = _NEW_THING.match(discourse.folded, report.end)
    if behind is None or not _PROPOSING.search(discourse.folded, report.start, report.end):
        return False
    return any(
        place.start == behind.end() and place.type not in _SPEAKERS
        for place in discourse.within(behind.end(), behind.end() + _NAME)
    )


def has_complement(discourse: Discourse, statement: Statement, report: Report) -> bool:
    """Whether what is said follows as a clause or quotation: not `reported the results`."""
    if report.holder is not None and report.end == report.holder.end:
        return True  # a source: according to ...
    if _COMPLEMENT.match(discourse.folded, report.end):
        return True
    if _PROPOSITIONAL.search(discourse.folded, report.start, report.end):
        return True
    rest = discourse.folded[report.end : statement.end]
    if _CLAUSAL.search(discourse.folded, report.start, report.end) and _SUBJECT.match(rest):
        return True
    return has_finite_verb(rest.partition(",")[0]) or (
        report.kind is ReportKind.ASSERTS and has_finite_verb(_INSERTED.sub("", rest))
    )


def _leads(statement: Statement, report: Report) -> bool:
    """Whether the report is the statement's main line: nothing but an adverbial before it."""
    before = statement.text[: report.start - statement.start]
    return len(before.split()) <= 1 or before.rstrip().endswith(
        (",", ";", ":", "\u2014", "and", "but")
    )


def _quoted(discourse: Discourse, statement: Statement, voice: Voice) -> Attributed:
    before, mark, _ = statement.text.partition('"')
    outside = mark and not _quotation_is_open(discourse, statement)
    if outside and verb_pattern("claims-reporting", "tensed", "asserts").search(before):
        return Attributed(AUTHOR, quote=True)  # someone without a name says it
    if voice.claimant != AUTHOR:
        claimant = voice.claimant
    else:
        claimant = (
            _quoter(discourse, statement, voice)
            or nearest(discourse, statement.start, EntityType.PERSON)
            or AUTHOR
        )
    explicit = Attribution.IMPLICIT if claimant == AUTHOR else Attribution.EXPLICIT
    return Attributed(claimant, explicit, quote=True)


def _quoter(discourse: Discourse, statement: Statement, voice: Voice) -> str | None:
    """Whose words a quotation is that says nothing of its speaker itself: of the one who is
    said to speak where it ends, in the same paragraph, else shortly before."""
    index = bisect_left(discourse.sentences, statement.start, key=lambda other: other.start)
    ahead = discourse.sentences[index : index + _QUOTED_SENTENCES]
    for sentence in ahead if _quotation_is_open(discourse, statement, whole=True) else ():
        if sentence.block != statement.block:
            break
        closing = discourse.folded.find('"', max(statement.start + 1, sentence.start), sentence.end)
        if closing >= 0:
            if speaker := _speaker(discourse, closing, sentence.end, voice, *_SPEAKERS):
                return speaker
            break
    for sentence in reversed(discourse.sentences[max(0, index - _QUOTED_SENTENCES) : index]):
        if speaker := _speaker(discourse, sentence.start, sentence.end, voice, EntityType.PERSON):
            return speaker
    return None


def _speaker(
    discourse: Discourse, start: int, end: int, voice: Voice, *types: EntityType
) -> str | None:
    """Whoever is said to speak in a range of the reading, outside quotation marks."""
    for report in find_reports(discourse, start, end):
        quoted = discourse.folded[start : report.start].count('"') % 2
        if report.kind is ReportKind.ASSERTS and not (quoted and start != report.start):
            claimant = _holder(discourse, report, voice)
            if claimant and discourse.entities[claimant].type in types:
                return claimant
    return None


def _quotation_is_open(discourse: Discourse, statement: Statement, whole: bool = False) -> bool:
    """Whether the statement begins, or with `whole` ends, inside a quotation of its block."""
    block = discourse.blocks[statement.block]
    end = statement.end if whole else statement.start
    return discourse.folded[block.start : end].count('"') % 2 == 1


def _defines(discourse: Discourse, statement: Statement, voice: Voice) -> bool:
    """Whether the statement says who the guest is, which nobody sums up as the guest's view."""
    for place in discourse.within(statement.start, statement.end):
        if place.entity == voice.guest and place.start == statement.start:
            rest = discourse.folded[place.end : statement.end].lstrip()
            return phrase("claims-furniture", "definitions").match(rest) is not None
    return False


def _by_voice(statement: Statement, voice: Voice) -> Attributed:
    if voice.claimant == AUTHOR or voice.kind is not VoiceKind.REPORT:
        return Attributed(AUTHOR)  # words beside quotations are the writer's
    for match in _QUOTE.finditer(statement.text):
        words = len(match.group().split())
        if words >= 2 and not _TERM.search(statement.text[: match.start()]):
            span = (statement.start + match.start(), statement.start + match.end())
            return Attributed(voice.claimant, Attribution.EXPLICIT, span)
    return Attributed(voice.claimant)


def _is_own_words(discourse: Discourse, statement: Statement, voice: Voice) -> bool:
    """Whether a statement lies between quotation marks, or in a set-off quotation."""
    block = discourse.blocks[statement.block]
    set_off = voice.kind is VoiceKind.QUOTATION and block.block.kind is BlockKind.QUOTE
    return _quotation_is_open(discourse, statement) or set_off


def reporters(claimant: str, voice: Voice) -> tuple[str, ...]:
    """Through whom a claim of `claimant` reaches the document in a block of that voice."""
    if voice.claimant in (AUTHOR, claimant) or claimant == AUTHOR:
        return ()
    return (voice.claimant,)
