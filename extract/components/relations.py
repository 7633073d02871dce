"""Relations between the entities of a document, read off words, structure, names and metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from ...graph.model import SIGNATURES, EntityType, Predicate, Relation, Span
from .discourse import Discourse
from .relation_sources import Finding, find_all

__all__ = ["RelationReader", "find_relations"]

_MOST_EVIDENCE = 3  # places that are kept for one relation
_IMPLIED = 0.95  # what remains of the confidence of a relation that another one implies
_ONE_WAY = frozenset({Predicate.BROADER, Predicate.PART_OF, Predicate.USES})


class RelationReader:
    """Sets ``doc._.relations``; reads entities, mentions, blocks, sentences and metadata."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the relations of one document."""
        doc._.relations = find_relations(Discourse.of(doc), doc._.reading.span)
        return doc


def find_relations(discourse: Discourse, span: Callable[[int, int], Span]) -> tuple[Relation, ...]:
    """The relations of a document, one for each subject, predicate and object, in text order.

    The evidence of a relation is the sentence that states it, with that of the name where it
    uses a pronoun; for a relation found more than once, a few of the surest such places. Of two
    opposite relations that cannot both hold, the surer one is kept, or else the first; a loose
    finding is kept where nothing surer relates its ends.

    Args:
        discourse: the document.
        span: maps a range of the reading to a span of the document.
    """
    types = {entity.id: frozenset(entity.types) for entity in discourse.entities.values()}
    found: dict[tuple[str, Predicate, str], list[Finding]] = {}
    for finding in find_all(discourse):
        for one in _with_implied(finding):
            if _fits(one, types):
                found.setdefault((one.subject, one.predicate, one.object), []).append(one)
    merged = {key: _merged(findings) for key, findings in found.items()}
    sure = {
        frozenset((finding.subject, finding.object))
        for finding in merged.values()
        if not finding.loose
    }
    kept = [
        finding
        for (subject, predicate, object_), finding in merged.items()
        if not (finding.loose and frozenset((subject, object_)) in sure)
        and (
            predicate not in _ONE_WAY
            or (opposite := merged.get((object_, predicate, subject))) is None
            or _rank(finding) < _rank(opposite)
        )
    ]
    return tuple(
        Relation(
            finding.subject,
            finding.predicate,
            finding.object,
            finding.role,
            tuple(sorted({span(*range_) for range_ in finding.evidence})),
            round(finding.confidence, 3),
        )
        for finding in sorted(kept, key=_place)
    )


def _with_implied(finding: Finding) -> Iterator[Finding]:
    """Who founded an organization is affiliated with it, though another role goes before."""
    yield finding
    if finding.predicate is Predicate.FOUNDED:
        yield replace(
            finding,
            predicate=Predicate.AFFILIATED_WITH,
            role=finding.role or "founder",
            confidence=finding.confidence * _IMPLIED,
        )


def _fits(finding: Finding, types: dict[str, frozenset[EntityType]]) -> bool:
    subjects, objects = SIGNATURES[finding.predicate]
    return (
        finding.subject != finding.object
        and bool(subjects & types[finding.subject])
        and bool(objects & types[finding.object])
    )


def _merged(findings: list[Finding]) -> Finding:
    """One finding with the surest places of several, and the first role that any gives."""
    ordered = sorted(findings, key=_rank)
    evidence: dict[tuple[int, int], None] = {}
    for finding in ordered:
        if not evidence or len({*evidence, *finding.evidence}) <= _MOST_EVIDENCE:
            evidence.update(dict.fromkeys(finding.evidence))
    stated = [finding.role for finding in ordered if finding.role]
    return replace(
        ordered[0],
        evidence=tuple(sorted(evidence)),
        role=stated[0] if stated else None,
    )


def _rank(finding: Finding) -> tuple[float, tuple[tuple[int, int], ...], str]:
    return -finding.confidence, finding.evidence, finding.subject


def _place(finding: Finding) -> tuple[tuple[int, int], str, str, str]:
    return finding.evidence[-1], finding.subject, finding.predicate, finding.object
