"""How well texts are read: predictions against gold answers, by the guideline's measures.

The measures are defined in ``docs/guideline.md``, section Scores; all are micro-averaged, that is,
counted over all documents together.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from ..graph.errors import DocumentError, UsageError
from ..graph.model import Document, Extraction
from .batch import Progress, extract_all
from .guideline import from_guideline
from .judgements import judge
from .matching import Gold, Judgement
from .readers.registry import read_document
from .scores import DERIVED, MEASURES, Score, scores_of
from .settings import PipelineSettings

__all__ = ["DocumentScores", "Evaluation", "evaluate"]

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class DocumentScores:
    """The judgements on one document.

    Attributes:
        name: of its gold file, without suffix.
        kind: of text, where the gold file tells one as ``"kind"``.
        judgements: on each item of gold and of the answer.
        text: what the judgements' offsets refer to.
    """

    name: str
    kind: str | None
    judgements: tuple[Judgement, ...]
    text: str

    @property
    def scores(self) -> dict[str, Score]:
        """Each measure of the document."""
        return scores_of(self.judgements)

    def errors(self) -> Iterator[Judgement]:
        """What is wrong or missed, each error once, in the order of `MEASURES` and of the text."""
        wrong = [j for j in self.judgements if j.outcome != "right" and j.measure not in DERIVED]
        yield from sorted(wrong, key=_place)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation found.

    Attributes:
        documents: the judgements, by name of the gold file.
        unanswered: documents without a prediction, which counts as an empty one.
        unused: files of predictions for which there is no gold.
        failures: documents that could not be read or extracted; they are left out of all figures.
    """

    documents: tuple[DocumentScores, ...]
    unanswered: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    failures: tuple[DocumentError, ...] = ()

    @property
    def scores(self) -> dict[str, Score]:
        """Each measure over all documents together."""
        return scores_of(j for document in self.documents for j in document.judgements)

    def by_kind(self) -> dict[str | None, Evaluation]:
        """The documents of each kind, sorted; those that tell no kind come last, under None."""
        kinds: dict[str | None, list[DocumentScores]] = {}
        for document in sorted(self.documents, key=lambda d: (d.kind is None, d.kind or "")):
            kinds.setdefault(document.kind, []).append(document)
        return {kind: Evaluation(tuple(documents)) for kind, documents in kinds.items()}


def evaluate(
    gold: str | Path,
    predicted: str | Path | None = None,
    *,
    documents: Sequence[str | Path] = (),
    settings: PipelineSettings | None = None,
    jobs: int | None = 1,
    progress: Progress | None = None,
) -> Evaluation:
    """Compares answers with gold ones, document by document.

    Args:
        gold: folder of gold files, ``NAME.json`` in the guideline's format, with or without marks
            that an item is optional, each with its text: the file that its ``doc`` names, or else
            ``NAME.txt``.
        predicted: folder of predictions under the same names; by default the texts are extracted.
        documents: folders in which texts lie that are not beside their gold file.
        settings: of the pipeline that extracts.
        jobs: number of processes that extract; None takes one for each core where that saves time.
        progress: told of each text as it is extracted.

    Raises:
        UsageError: if there are no gold files, no prediction for any of them, or a text is missing.
        ClaimgraphError: if a process was ended from outside.
    """
    folder = _folder(gold)
    files = sorted(folder.glob("*.json"))
    if not files:
        raise UsageError(f"{folder}: holds no gold files (NAME.json)")
    answers_in = None if predicted is None else _folder(predicted)
    failures: list[DocumentError] = []
    records = _records(files, failures)
    texts = _texts(records, [folder, *map(_folder, documents)])
    known: list[_Known] = []
    for file, record in records.items():
        try:
            known.append(_known(file, record, texts[file]))
        except DocumentError as error:
            failures.append(error)
    unanswered: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    if answers_in is None:
        answers = _extracted(known, settings, jobs, progress, failures) if known else {}
    else:
        unanswered, unused = _unpaired(files, answers_in)
        answers = _predicted(known, answers_in, failures)
    judged = (
        DocumentScores(
            item.name, item.kind, tuple(judge(item.gold, answers[item.name])), item.document.text
        )
        for item in known
        if item.name in answers
    )
    return Evaluation(tuple(judged), unanswered, unused, tuple(failures))


@dataclass(frozen=True, slots=True)
class _Known:
    """A document with its gold answer."""

    name: str
    kind: str | None
    path: Path
    document: Document
    gold: Gold


def _folder(path: str | Path) -> Path:
    if not Path(path).is_dir():
        raise UsageError(f"{path}: no such folder")
    return Path(path)


def _records(files: Sequence[Path], failures: list[DocumentError]) -> dict[Path, dict[str, Any]]:
    found = {}
    for file in files:
        try:
            found[file] = _record(file)
        except DocumentError as error:
            failures.append(error)
    return found


def _record(file: Path) -> dict[str, Any]:
    """The JSON object in a file, with an empty list for what it does not have.

    Raises:
        DocumentError: if there is no JSON object in it.
    """
    try:
        record = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DocumentError(str(file), (error.strerror or str(error)).lower()) from error
    except (ValueError, RecursionError) as error:
        raise DocumentError(str(file), f"is no JSON: {error}") from error
    if not isinstance(record, dict):
        raise DocumentError(str(file), "is no JSON object in the guideline's format")
    return {"entities": [], "relations": [], "claims": [], **record}


def _texts(records: Mapping[Path, Mapping[str, Any]], folders: Sequence[Path]) -> dict[Path, Path]:
    """For each gold file, where its text lies.

    Raises:
        UsageError: if a text lies in none of the folders.
    """
    found: dict[Path, Path] = {}
    for file, record in records.items():
        names = dict.fromkeys(
            (PurePosixPath(str(record.get("doc") or "")).name, f"{file.stem}.txt")
        )
        places = [folder / name for name in names if name for folder in folders]
        existing = [place for place in places if place.is_file()]
        if not existing:
            sought = " or ".join(name for name in names if name)
            where = ", ".join(map(str, dict.fromkeys(folders)))
            raise UsageError(
                f"{file}: its text {sought} is not in {where}; name its folder with --documents"
            )
        found[file] = existing[0]
    return found


def _known(file: Path, record: Mapping[str, Any], path: Path) -> _Known:
    document = read_document(path)
    kind = record.get("kind")
    gold = _parsed(file, record, lambda: Gold.of(record, document))
    return _Known(file.stem, str(kind) if kind else None, path, document, gold)


def _parsed(file: Path, record: Mapping[str, Any], parse: Callable[[], _Result]) -> _Result:
    """What `parse` makes of the record of a file.

    Raises:
        DocumentError: if the record is not in the guideline's format.
    """
    try:
        parsed = parse()
        identifiers = [item["id"] for item in record["entities"]]
    except KeyError as error:
        raise DocumentError(str(file), f"an item lacks the field {error}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise DocumentError(str(file), f"not in the guideline's format: {error}") from error
    if len(set(identifiers)) < len(identifiers):
        raise DocumentError(str(file), "two entities have the same id")
    return parsed


def _extracted(
    known: Sequence[_Known],
    settings: PipelineSettings | None,
    jobs: int | None,
    progress: Progress | None,
    failures: list[DocumentError],
) -> dict[str, Extraction]:
    """What the pipeline reads in each text."""
    paths = [item.path for item in known]
    found: dict[str, Extraction] = {}
    for outcome in extract_all(paths, settings=settings, jobs=jobs, progress=progress):
        if isinstance(outcome, DocumentError):
            failures.append(outcome)
        else:
            found[os.path.realpath(outcome.document.location)] = outcome
    by_name = {item.name: found.get(os.path.realpath(item.path)) for item in known}
    return {name: answer for name, answer in by_name.items() if answer is not None}


def _unpaired(files: Sequence[Path], folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the gold files without prediction, and the predictions without gold file.

    Raises:
        UsageError: if no names agree.
    """
    wanted = {file.name for file in files}
    found = {file.name for file in folder.glob("*.json")}
    if wanted.isdisjoint(found):
        raise UsageError(f"{folder}: no prediction is named like a gold file ({files[0].name})")
    unanswered = tuple(sorted(Path(name).stem for name in wanted - found))
    return unanswered, tuple(str(folder / name) for name in sorted(found - wanted))


def _predicted(
    known: Sequence[_Known], folder: Path, failures: list[DocumentError]
) -> dict[str, Extraction]:
    """The predictions of a folder; a missing one is an empty one."""
    found: dict[str, Extraction] = {}
    for item in known:
        file = folder / f"{item.name}.json"
        if not file.exists():
            found[item.name] = Extraction(item.document)
            continue
        try:
            found[item.name] = _prediction(file, item.document)
        except DocumentError as error:
            failures.append(error)
    return found


def _prediction(file: Path, document: Document) -> Extraction:
    record = _record(file)
    return _parsed(file, record, lambda: from_guideline(record, document))


def _place(judgement: Judgement) -> tuple[int, int, int, str, str]:
    span = judgement.span
    start, end = (span.start, span.end) if span else (-1, -1)
    order = MEASURES.index(judgement.measure)
    return order, start, end, judgement.outcome, judgement.expected or judgement.got
