"""Lists of scores, as in release notes: ``70B: MMLU 82.3; GSM8K 91.0``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...graph.model import EntityType
from .discourse import Discourse, Place, Statement

__all__ = ["listed_scores"]

_NUMBER = r"\d+(?:\.\d+)?(?: ?%| points)?(?![\w.]*\w)"
_BEHIND = re.compile(rf" ?(?:score|accuracy)?(?: of)?[:=|]? ?\(?{_NUMBER}")
_BEFORE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?: ?%)? (?:on |in )?$")
_LABEL = re.compile(r"[^\w(]*(?P<label>[\w.-]+)(?: \([^()]*\))? ?: ")
_SCORED = frozenset({EntityType.MODEL, EntityType.METHOD})
_FEWEST = 2  # scores that make a list


def listed_scores(
    discourse: Discourse, statement: Statement, topic: Place | None
) -> Iterator[tuple[str, str, int]]:
    """Model, benchmark and a place that names the model, for each score in a list of them.

    The model is named before the first score, by a label such as the size that ends its name
    (``70B``), or by the section.
    """
    places = discourse.within(statement.start, statement.end)
    scored = [place for place in places if _has_score(discourse, place)]
    if len(scored) < _FEWEST and not (topic is not None and len(scored) == 1 == len(places)):
        return
    model, place = _model(discourse, statement, scored[0], topic)
    if model is not None:
        for benchmark in scored:
            yield model, benchmark.entity, place


def _has_score(discourse: Discourse, place: Place) -> bool:
    if EntityType.BENCHMARK not in discourse.entities[place.entity].types:
        return False
    before = discourse.folded[max(0, place.start - 16) : place.start]
    return bool(_BEHIND.match(discourse.folded, place.end) or _BEFORE.search(before))


def _model(
    discourse: Discourse, statement: Statement, first: Place, topic: Place | None
) -> tuple[str | None, int]:
    named = [p for p in discourse.within(statement.start, first.start) if p.type in _SCORED]
    if named:
        return named[0].entity, named[0].start
    label = _LABEL.match(statement.text, 0, first.start - statement.start)
    if label:
        ending = re.compile(rf"[ -]{re.escape(label['label'])}$")
        fitting = [
            entity.id
            for entity in discourse.entities.values()
            if entity.type in _SCORED and ending.search(entity.name.lower())
        ]
        if len(fitting) != 1:
            return None, statement.start
        starts = (place.start for place in discourse.places if place.entity == fitting[0])
        return fitting[0], next(starts, statement.start)
    if topic is not None and topic.type in _SCORED:
        return topic.entity, topic.start
    return None, statement.start
