"""Models and benchmarks whom no list knows: by version, size, edition and shape of the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span

from ...graph.model import EntityType
from ..attributes import mention
from ..patterns import load_sections, load_words
from . import context
from .shapes import (
    CAPITAL,
    LOWER,
    NAME,
    NUMBER,
    alternatives,
    find,
    lower_words,
    span_at,
    tokens_of,
)

__all__ = ["find_products"]

_HYPHEN = r"[-\u2010\u2011]"
_SIZE = r"(?:\d+x)?\d+(?:\.\d+)?(?:[BMKT]|(?<=\d)b)(?!\w)"
_LONGEST_GLUED = 8  # letters before a digit without hyphen
_CAMEL = re.compile(
    rf"(?<![\w./@-])(?:{CAPITAL}{LOWER}{{1,30}}(?:{CAPITAL}{{1,9}}{LOWER}{{0,30}}){{1,4}}"
    rf"|{CAPITAL}{{2,9}}{LOWER}{{2,30}}|{CAPITAL}{LOWER}{CAPITAL}\w{{1,40}})(?![\w/@]|\.\w)"
)

_REACH = 60  # characters before a name in which the noun for it stands
_APPOSED = re.compile(
    r"\b(?:an?|the|its|our|their|his|her|new|\w+['\u2019]s) (?:[\w-]+ ){0,3}[a-z]+, $"
)
_AUTHORS = re.compile(rf"(?:{NAME} {NAME}\d{{1,2}}[*\u2020\u2021]?(?:,| and |$|\n) ?){{2,}}")
_SIZED = re.compile(
    rf"(?<![\w./@-])(?P<stem>{CAPITAL}[^\W_]{{1,30}}){_HYPHEN}"
    r"(?:base|large|small|tiny|mini|medium|xl|xxl|huge|nano|instruct|chat|preview|lite|turbo|flash|"
    r"distilled|XS|XL|XXL|Base|Large|Small|Tiny|Mini|Instruct|Chat|Lite|Turbo)(?![\w-])"
)
_SERIAL = re.compile(
    rf"(?<![\w./@-]){CAPITAL}{LOWER}+(?:{_HYPHEN}{CAPITAL}{LOWER}+)+ \d{{1,2}}(?:\.\d+)?"
    r"(?=[,.;:)]|$| (?:is|was|can|has|does|outperforms|beats|uses)\b)"
)
_SHIPPED = re.compile(
    r"\b(?:releas(?:ed|es|ing)|launch(?:ed|es|ing)|unveil(?:ed|s|ing)|ship(?:ped|s|ping)|"
    r"introduc(?:ed|es|ing)|train(?:ed|s|ing)|debut(?:ed|s|ing)) "
    rf"(?P<name>{CAPITAL}{LOWER}{{2,30}} \d{{1,2}}(?:\.\d+)?)"
    r"(?=[,.;:)]|$| (?:and|in|on|with|to|as|last|this|which|for|at)\b)"
)
_NAMED_BENCHMARK = re.compile(
    rf"(?<![\w-])(?!The )(?:{NAME} ){{1,4}}(?:Benchmark|Dataset|Data Set|Corpus|Challenge|"
    rf"Leaderboard|Test Suite|Olympiad)(?! {CAPITAL})(?![\w-])"
    rf"|(?<![\w-])(?!The )(?:{NAME} ){{2,4}}(?:challenge|competition|olympiad)(?![\w-])"
)
_MEASURED = re.compile(
    r"\b(?:scor(?:e|es|ed|ing)|accuracy|F1|BLEU|AUC|points?|percent|state[- ]of[- ]the[- ]art|SOTA|"
    r"results?|performance|gains?|improv\w+|evaluat\w+|test(?:ed|s)?|outperform\w*|achiev\w+|"
    r"error|perplexity|%)[^.\n]{0,50}? on (?:the )?"
    r"(?P<name>(?=[^\W\d_]*(?:\d|[A-Z]\w*[A-Z]))[^\W_][\w\u2010\u2011-]{1,30})"
    r"(?P<more>(?:(?:,? and|,) (?=[^\W\d_]*(?:\d|[A-Z]\w*[A-Z]))"
    r"[^\W_][\w\u2010\u2011-]{1,30}){0,5})"
    r"(?=[.,;:)]|$| (?:by|with|from|over|and|while|in|to|at|without|than|after|for)\b)"
)


def find_products(doc: Doc, known: Sequence[Span]) -> Iterator[Span]:
    """Mentions of models and benchmarks, overlapping ones among them.

    Args:
        doc: with sentences.
        known: mentions that are already found; models among them may go on with a version.
    """
    for model in known:
        if model.label_ == EntityType.MODEL:
            yield from _extended(model)
    numbered, benchmark, named = _patterns()
    yield from find(doc, benchmark, EntityType.BENCHMARK)
    yield from find(doc, named, EntityType.BENCHMARK, "name")
    text = doc._.reading.text
    authors = frozenset(i for match in _AUTHORS.finditer(text) for i in range(*match.span()))
    for match in numbered.finditer(text):
        stem = match["stem"]
        glued = match.group()[len(stem)].isdigit() and len(stem) > _LONGEST_GLUED
        if match.start() in authors or glued:
            continue
        if stem.casefold() not in load_sections("model_words")["no model"]:
            span = span_at(doc, *match.span())
            if span is not None and context.starts_word(span):
                yield mention(span, EntityType.MODEL)
    lower = lower_words(doc) | load_words("general_words")
    for span in find(doc, _NAMED_BENCHMARK, EntityType.BENCHMARK):
        is_name = span[-1].is_lower or span[0].lower_ not in lower
        if is_name and not context.in_title_case(span):
            yield span
    yield from _sized(doc)
    yield from _measured(doc, known)
    for match in _CAMEL.finditer(doc._.reading.text):
        span = span_at(doc, *match.span())
        kind = _camel_type(span) if span is not None else None
        if span is not None and kind is not None:
            yield mention(span, kind)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """``Name-3.5 Pro``; ``X-Bench``; ``X`` in ``the X benchmark``."""
    words = load_sections("model_words")
    edition = alternatives(words["edition"])
    return (
        re.compile(
            rf"(?<![\w.@/$#{{-])(?P<stem>{CAPITAL}[^\W\d_]{{0,30}})"
            rf"(?:{_HYPHEN}?[vVrR]?{NUMBER}[^\W_]{{0,20}})"
            rf"(?:{_HYPHEN}[^\W_]{{1,20}}(?:\.\d+[^\W_]{{0,9}})?){{0,6}}"
            rf"(?: {edition}\b){{0,4}}(?![\w/@]|\.\w)"
        ),
        re.compile(
            rf"(?<![\w./@-])(?:{CAPITAL}[\w\u2010\u2011-]{{0,40}}|\u03c4)"
            rf"(?:{_HYPHEN}| |(?<={LOWER}|{CAPITAL}))"
            rf"(?:{alternatives(words['benchmark end'])})"
            rf"(?:{_HYPHEN}?(?:{NUMBER}|[A-Z]\w*))?(?![\w/@]|\.\w)"
        ),
        re.compile(
            rf"(?<![\w./@-])(?P<name>{CAPITAL}[\w\u2010\u2011-]{{0,40}}(?:{CAPITAL}|\d)"
            rf"[\w\u2010\u2011-]{{0,40}})"
            rf" {alternatives(words['benchmark noun'])}\b"
        ),
    )


def _sized(doc: Doc) -> Iterator[Span]:
    """Models by name and size, such as ``Xyz-large``, or by a compound name and number."""
    lower = lower_words(doc)
    for match in _SIZED.finditer(doc._.reading.text):
        span = span_at(doc, *match.span())
        stem = match["stem"].casefold()
        if span is None or stem in lower or stem in load_words("general_words"):
            continue
        yield mention(span, EntityType.MODEL)
        alone = re.compile(rf"(?<![\w./@-]){re.escape(match['stem'])}(?![\w-]| {CAPITAL})")
        yield from find(doc, alone, EntityType.MODEL)
    yield from find(doc, _SERIAL, EntityType.MODEL)
    for span in find(doc, _SHIPPED, EntityType.MODEL, "name"):
        no_model = {*load_words("calendar"), *load_sections("model_words")["no model"]}
        if span[0].lower_ not in no_model:
            yield span


def _measured(doc: Doc, known: Sequence[Span]) -> Iterator[Span]:
    """What a score is reported on, written with capitals or digits inside: ``F1 on ab2cd``."""
    taken = tokens_of(known)
    for match in _MEASURED.finditer(doc._.reading.text):
        for part in re.finditer(r"[^\s,]+", match["name"] + match["more"]):
            start = match.start("name") + part.start()
            span = span_at(doc, start, start + len(part.group()))
            if span is None or part.group() == "and" or not taken.isdisjoint(tokens_of([span])):
                continue
            if _HARDWARE.fullmatch(part.group()) is None:
                yield mention(span, EntityType.BENCHMARK)


_HARDWARE = re.compile(r"(?:[A-Z]?\d+s?|[CGT]PUs?|GPT\S*|TPU\S*|[A-Z]\d{2,3}s?|\d\S*)")


@cache
def _continuation() -> re.Pattern[str]:
    """What may follow a model's name: version, size, edition, in any order."""
    words = load_sections("model_words")
    edition = alternatives((*words["edition"], *(word.lower() for word in words["edition"])))
    units = alternatives(words["unit"])
    version = rf"[vV]?\d{{1,2}}(?:\.\d+)*[ov]?(?!\w|\.\d|,\d|%|:\d|{_HYPHEN}\w+ (?:of|in)\b)"
    return re.compile(
        rf"(?:(?: |{_HYPHEN}|)(?:{_SIZE}|{version}(?! (?:{units})\b)|A{_SIZE})"
        rf"|{_HYPHEN}(?:{edition}|[A-Z]\w*|\d+[a-z]\w*|it|hf|distill)(?!\w)"
        rf"| {edition}(?![\w-])){{1,8}}"
    )


def _extended(span: Span) -> Iterator[Span]:
    """A model's mention together with the version, size and edition behind it."""
    doc = span.doc
    match = _continuation().match(doc._.reading.text, span.end_char)
    while match and match.end() > span.end_char:
        longer = span_at(doc, span.start_char, match.end())
        if longer is not None:
            if not (context.in_title_case(span) and match.group().strip().isalpha()):
                yield mention(longer, EntityType.MODEL)
            return
        match = _continuation().match(doc._.reading.text, span.end_char, match.end() - 1)


def _camel_type(span: Span) -> EntityType | None:
    """What a word with capitals inside names, by its end and by the words beside it."""
    words = load_sections("model_words")
    text = span.text
    if text.endswith(words["benchmark end"]):
        return EntityType.BENCHMARK
    hints = context.types_beside(span)
    preceding = span.doc._.reading.text[max(0, span.start_char - _REACH) : span.start_char]
    following = context.behind(span)
    if not hints and _APPOSED.search(preceding) and (following is None or following.is_punct):
        return EntityType.MODEL
    for kind in (EntityType.BENCHMARK, EntityType.ORGANIZATION, EntityType.MODEL):
        if kind in hints:
            return kind
    if text.endswith(words["model end"]):
        return EntityType.MODEL
    return None
