"""Views of others inside a claim: ``X says that Y believes Z``, ``X rejects Y's claim that Z``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...graph.model import AUTHOR, Attribution, EntityType
from .attribution import Attributed, has_complement
from .discourse import Discourse, Statement
from .nesting import VERDICT
from .reference import stands_for
from .reporting import ReportKind, definite_phrase, find_reports

__all__ = ["held_views", "told_views"]

_NOUNS = (
    r"(?:advice|allegation|argument|assertion|assumption|belief|boast|charge|claim|complaint|"
    r"conclusion|contention|conviction|estimate|fear|forecast|hope|hypothesis|idea|insistence|"
    r"notion|objection|opinion|prediction|promise|prophecy|remark|story|suggestion|theory|thesis|"
    r"verdict|view|warning)s?"
)
_VIEW = re.compile(rf" (?:[\w-]+ )?{_NOUNS} that (?=\S)")
_VIEW_OF = re.compile(rf"(?<!\w)(?:the|an?) (?:[\w-]+ )?{_NOUNS} (?:of|by|from) (?:the )?$")
_POSSESSIVE = re.compile(r"(?<!\w)(?:his|her|their|its)(?!\w)")
_WITHIN = re.compile(r"[^,;:\"]{0,24} that (?:the )?| (?:the )?")  # between a report and the next
_THAT = re.compile(r",? that (?=\S)")
_SUBJECT = re.compile(r"(?:^| that |, |; )\"?(?:the )?$")
_END = re.compile(r"[,;:\u2014]| as \"")
_SHORT = 12  # characters; less is no proposition
_LEAD = 60  # characters before a name that call a view the bearer's
_HOLDERS = (EntityType.PERSON, EntityType.ORGANIZATION)
_TOLD = frozenset({ReportKind.ASSERTS, ReportKind.JUDGES, ReportKind.PREDICTS})


def told_views(
    discourse: Discourse, statement: Statement, outer: Attributed
) -> Iterator[tuple[Statement, Attributed]]:
    """What the one whose view a statement reports tells of another's view, with its holder."""
    first = outer.report
    if first is None or outer.claimant == AUTHOR:
        return
    for report in find_reports(discourse, first.end, statement.end):
        part = discourse.part(statement, report.start, statement.end)
        if (
            report.holder is not None
            and report.holder.entity != outer.claimant
            and report.clause
            and report.kind in _TOLD
            and _WITHIN.fullmatch(discourse.folded, first.end, report.start)
            and has_complement(discourse, part, report)
        ):
            cue = (report.start, report.end)
            yield part, Attributed(report.holder.entity, Attribution.EXPLICIT, cue, report)
            return


def held_views(
    discourse: Discourse, statement: Statement, outer: Attributed
) -> Iterator[tuple[Statement, Attributed]]:
    """What a statement calls another's view, with its holder: ``Lind's claim that ...``."""
    text = discourse.folded
    for start, stop, holder in _owners(discourse, statement, outer):
        view = _VIEW.match(text, stop, statement.end)
        opened = (start, view.end()) if view else None
        if opened is None and (of := _VIEW_OF.search(text, max(0, start - _LEAD), start)):
            that = _THAT.match(text, stop, statement.end)
            opened = (of.start(), that.end()) if that else None
        if opened is None or holder == outer.claimant or opened[0] < statement.start:
            continue
        if outer.cue is not None and outer.cue[0] == opened[0]:
            continue  # the statement is that view
        # As the subject of a clause, the view ends where that says something of it.
        leads = _SUBJECT.search(text[statement.start : opened[0]]) is not None
        beyond = (VERDICT if leads else _END).search(text, opened[1] + _SHORT, statement.end)
        if leads and beyond is None:
            continue
        end = beyond.start() if beyond else statement.start + len(statement.text.rstrip(" .!?"))
        if end - opened[1] < _SHORT:
            continue
        part = discourse.part(statement, opened[0], end)
        cue = (opened[0], opened[1] - len(" that "))
        yield part, Attributed(holder, Attribution.EXPLICIT, cue)


def _owners(
    discourse: Discourse, statement: Statement, outer: Attributed
) -> Iterator[tuple[int, int, str]]:
    """Whoever a view could be of: where the name or pronoun begins and ends, `'s` included."""
    text = discourse.folded
    rejects = outer.report is not None and outer.report.kind is ReportKind.REJECTS
    for place in discourse.within(statement.start, statement.end):
        if place.type in _HOLDERS:
            owns = next((s for s in ("'s", "'") if text.startswith(f"{s} ", place.end)), "")
            yield place.start, place.end + len(owns), place.entity
    for pattern, owns in ((_POSSESSIVE, ""), (definite_phrase(), "'s")):
        for match in pattern.finditer(text, statement.start, statement.end):
            # Who rejects a view has another's in mind.
            position = statement.start if rejects else match.start()
            holder = stands_for(discourse, position, match.group())
            if holder and text.startswith(owns, match.end()):
                yield match.start(), match.end() + len(owns), holder
