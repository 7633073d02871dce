"""``evaluate``: how well texts are read, measured against gold answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..graph.errors import UsageError
from .options import ExtraVocabulary, JobsOption, ModelOption, RowFormat, ThreadsOption
from .output import Cell, counted, note, print_json, print_rows, progress_bar, row_format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..extract.evaluation import Evaluation
    from ..extract.scores import Score

__all__ = ["register"]

_SCORES = ("measure", "precision", "recall", "f1", "accuracy", "right", "wrong", "missed")
_ERRORS = ("document", "measure", "fault", "start", "end", "words", "expected", "got")
_MAIN = (
    *("entities", "mentions", "relations", "claims", "claims+claimant", "claim about"),
    "accuracy of type",
)


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(no_args_is_help=True)(evaluate)


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="Folder of gold files NAME.json, in the annotation guideline's format.",
            show_default=False,
        ),
    ],
    predicted: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PREDICTED]",
            help="Folder of predictions under the same names; without it the texts are extracted.",
            show_default=False,
        ),
    ] = None,
    documents: Annotated[
        list[Path] | None,
        typer.Option(
            "--documents",
            metavar="FOLDER",
            help="Folder of texts that are not beside their gold file; may be repeated.",
        ),
    ] = None,
    per_document: Annotated[
        bool, typer.Option("--per-document", help="A row for each document: F1 and accuracies.")
    ] = False,
    per_kind: Annotated[
        bool,
        typer.Option("--per-kind", help="A row for each kind of text that the gold files tell."),
    ] = False,
    errors: Annotated[
        bool,
        typer.Option("--errors", help="Each thing that is wrong or missed, with its words."),
    ] = False,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="COMPONENT",
            help="Extract without this component of the pipeline; may be repeated.",
        ),
    ] = None,
    vocabulary: ExtraVocabulary = None,
    model: ModelOption = True,
    jobs: JobsOption = None,
    threads: ThreadsOption = 1,
    format: RowFormat = None,
) -> None:
    """Measure how well texts are read, against gold answers.

    Precision, recall and F1 with their counts for entities (and each type), mentions, relations
    (and each predicate), claims and what claims are about; accuracies over the claims found. The
    text of NAME.json is the file that it names, or NAME.txt. A document that fails is named and
    left out of the figures, and the exit code is 1.

    Examples:

        claimgraph evaluate seeds/corpus/development

        claimgraph evaluate gold/ predicted/ --documents texts/ --per-document

        claimgraph evaluate gold/ --without claimgraph_acronyms --format json

        claimgraph evaluate gold/ --no-model

        claimgraph evaluate gold/ --errors | cut -f 2-3 | sort | uniq -c
    """
    form = row_format(format)
    if per_document + per_kind + errors > 1:
        raise UsageError("choose one of --per-document, --per-kind and --errors")
    if predicted is not None and (without or vocabulary or not model or jobs is not None):
        raise UsageError(
            "--without, --vocabulary, --no-model and --jobs are for extracting; "
            "leave out the folder of predictions"
        )
    from ..extract.evaluation import evaluate as measure
    from ..extract.settings import PipelineSettings

    with progress_bar("Extracting") as progress:
        found = measure(
            gold,
            predicted,
            documents=documents or (),
            settings=PipelineSettings(
                vocabulary=tuple(vocabulary or ()),
                exclude=tuple(without or ()),
                model=model,
                threads=threads,
            ),
            jobs=jobs,
            progress=progress,
        )
    for name in found.unanswered:
        note(f"{name}: no prediction; everything in it counts as missed")
    for file in found.unused:
        note(f"{file}: no gold file of that name, not used")
    for failure in found.failures:
        note(str(failure))
    if errors:
        print_rows(_ERRORS, _error_rows(found), form)
    elif per_document:
        _print_parts("document", {d.name: d.scores for d in found.documents}, found, form)
    elif per_kind:
        kinds = {kind or "not told": part.scores for kind, part in found.by_kind().items()}
        _print_parts("kind", kinds, found, form)
    else:
        print_rows(_SCORES, [_score_row(score, form) for score in found.scores.values()], form)
    if found.failures:
        note(f"{counted(len(found.documents), 'document')} measured, {len(found.failures)} failed")
        raise typer.Exit(1)


def _score_row(score: Score, form: str) -> dict[str, Cell]:
    shares = {
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "accuracy": score.accuracy,
    }
    return {
        "measure": score.measure,
        **{name: _figure(value if score.items else None, form) for name, value in shares.items()},
        "right": score.right,
        "wrong": score.wrong,
        "missed": score.missed,
    }


def _figure(value: float | None, form: str) -> Cell:
    """A share for people with three digits; for programs as it is."""
    return f"{value:.3f}" if form == "table" and value is not None else value


def _print_parts(
    what: str, parts: Mapping[str, Mapping[str, Score]], whole: Evaluation, form: str
) -> None:
    """A row for each part, and one for all; JSON has every measure with its counts."""
    everything = {**parts, "all": whole.scores}
    if form == "json":
        print_json(
            [
                {what: name, "scores": [_score_row(score, form) for score in scores.values()]}
                for name, scores in everything.items()
            ]
        )
        return
    measures = _MAIN if form == "table" else [name for name in whole.scores if "/" not in name]
    rows = [
        {what: name, **{measure: _figure(scores[measure].value, form) for measure in measures}}
        for name, scores in everything.items()
    ]
    print_rows([what, *measures], rows, form)


def _error_rows(found: Evaluation) -> list[dict[str, Cell]]:
    rows: list[dict[str, Cell]] = []
    for document in found.documents:
        for error in document.errors():
            span = error.span
            rows.append(
                {
                    "document": document.name,
                    "measure": error.measure,
                    "fault": error.outcome,
                    "start": span.start if span else None,
                    "end": span.end if span else None,
                    "words": span.of(document.text) if span else None,
                    "expected": error.expected,
                    "got": error.got,
                }
            )
    return rows
