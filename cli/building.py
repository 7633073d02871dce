"""``build`` and ``extract``: from files to the store, or to JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..graph.errors import DocumentError, UsageError
from ..ontology.prefixes import BASE
from .options import (
    BaseOption,
    DecisionsOption,
    ExtraVocabulary,
    JobsOption,
    ModelOption,
    Sources,
    StoreOption,
    ThreadsOption,
)
from .output import counted, note, progress_bar

if TYPE_CHECKING:
    from ..extract.readers.metadata import Metadata
    from ..extract.settings import PipelineSettings

__all__ = ["register"]

TitleOption = Annotated[
    str | None,
    typer.Option("--title", metavar="TEXT", help="Title, whatever the documents say."),
]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="DATE",
        help="Date of publication, such as 2026-06-25, whatever the documents say.",
    ),
]
PersonOption = Annotated[
    list[str] | None,
    typer.Option(
        "--person",
        metavar="ROLE=NAME",
        help="A contributor, such as 'guest=Ada Example', in place of those that the documents "
        "name; may be repeated.",
    ),
]
SourceOption = Annotated[
    str | None,
    typer.Option(
        "--source", metavar="TEXT", help="Address or citation, whatever the documents say."
    ),
]
LicenceOption = Annotated[
    str | None,
    typer.Option("--licence", metavar="TEXT", help="Licence, whatever the documents say."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command(no_args_is_help=True)(build)
    app.command(no_args_is_help=True)(extract)


def build(
    sources: Sources,
    store: StoreOption = "kg",
    prune: Annotated[
        bool,
        typer.Option("--prune", help="Remove documents of the store that are not among SOURCES."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Read again also what has not changed.")
    ] = False,
    jobs: JobsOption = None,
    base: BaseOption = BASE,
    vocabulary: ExtraVocabulary = None,
    model: ModelOption = True,
    threads: ThreadsOption = 1,
    decisions: DecisionsOption = None,
    title: TitleOption = None,
    date: DateOption = None,
    person: PersonOption = None,
    source: SourceOption = None,
    licence: LicenceOption = None,
) -> None:
    """Read documents into the store.

    Text, Markdown, HTML, PDF, Word, WebVTT, SRT and JSON transcripts. What has not changed is
    skipped; a file that cannot be read is named, the rest goes on, and the exit code is 1. A build
    that was interrupted leaves whole documents, and the next one goes on from there.

    Examples:

        claimgraph build interviews/ notes.md

        claimgraph build 'archive/**/*.vtt' --store kg --prune

        claimgraph build talk.txt --person 'guest=Ada Example'
    """
    metadata = _metadata(title, date, person, source, licence)
    from ..extract.batch import build as build_documents

    try:
        with progress_bar("Reading") as progress:
            report = build_documents(
                sources,
                store,
                base=base,
                metadata=metadata,
                settings=_settings(vocabulary, model, threads),
                decisions=decisions,
                force=force,
                prune_missing=prune,
                jobs=jobs,
                progress=progress,
            )
    except KeyboardInterrupt:
        note("interrupted; what was written stays, and the same command goes on from there")
        raise
    for location in report.duplicates:
        note(f"{location}: same content as another source, not stored twice")
    for location in report.skipped:
        note(f"{location}: no reader for this kind of file, skipped")
    for location in report.pruned:
        note(f"{location}: no longer among the sources, removed")
    if report.reread:
        note(
            f"{counted(len(report.reread), 'document')} had not changed but had been read in "
            "another way (version, vocabulary, model or options)"
        )
    for failure in report.failures:
        note(str(failure))
    if prune and report.failures:
        note("nothing was removed, since a source failed whose document may still be wanted")
    note(
        f"{counted(len(report.written), 'document')} written, {len(report.unchanged)} unchanged, "
        f"{len(report.pruned)} removed, {len(report.failures)} failed; store {store}"
    )
    if report.failures:
        raise typer.Exit(1)


def extract(
    files: Sources,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FOLDER", help="Write one FOLDER/NAME.json for each file."
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="Only json, the annotation guideline's format.",
        ),
    ] = "json",
    jobs: JobsOption = None,
    vocabulary: ExtraVocabulary = None,
    model: ModelOption = True,
    threads: ThreadsOption = 1,
    title: TitleOption = None,
    date: DateOption = None,
    person: PersonOption = None,
    source: SourceOption = None,
    licence: LicenceOption = None,
) -> None:
    """Print what is read from documents as JSON, without a store.

    Prints one JSON object a line, one for each file in the order of their paths. A file that
    cannot be read is named, the rest goes on, and the exit code is 1.

    Examples:

        claimgraph extract interview.txt

        claimgraph extract transcripts/ --output predicted/

        claimgraph extract notes.md | jq '.claims[] | select(.quote)'
    """
    if format != "json":
        raise UsageError(f"no format {format!r}; extract prints json")
    metadata = _metadata(title, date, person, source, licence)
    from ..exports.files import replacing
    from ..extract.batch import extract_all
    from ..extract.guideline import to_guideline

    failed = 0
    written: dict[str, str] = {}
    # A bar would be drawn between the lines that are printed to the same terminal.
    wanted = output is not None or not sys.stdout.isatty()
    with progress_bar("Extracting", wanted=wanted) as progress:
        for outcome in extract_all(
            files,
            metadata=metadata,
            settings=_settings(vocabulary, model, threads),
            jobs=jobs,
            progress=progress,
        ):
            if isinstance(outcome, DocumentError):
                note(str(outcome))
                failed += 1
                continue
            answer = to_guideline(outcome)
            if output is None:
                print(json.dumps(answer, ensure_ascii=False), flush=True)
                continue
            location = outcome.document.location
            target = output / f"{outcome.document.name}.json"
            first = written.setdefault(target.name, location)
            if first != location:
                note(f"{location}: {target} has the answer for {first}; not written")
                failed += 1
                continue
            with replacing(target) as file:
                file.write(json.dumps(answer, ensure_ascii=False, indent=1).encode() + b"\n")
    if output is not None:
        note(f"{counted(len(written), 'file')} written to {output}, {failed} failed")
    if failed:
        raise typer.Exit(1)


def _settings(vocabulary: list[Path] | None, model: bool, threads: int) -> PipelineSettings:
    from ..extract.settings import PipelineSettings

    return PipelineSettings(vocabulary=tuple(vocabulary or ()), model=model, threads=threads)


def _metadata(
    title: str | None,
    published: str | None,
    people: list[str] | None,
    source: str | None,
    licence: str | None,
) -> Metadata | None:
    """The options as metadata; None when none is given."""
    from ..extract.readers.metadata import Metadata
    from ..graph.model import Contributor

    contributors = []
    for person in people or ():
        role, equals, name = (part.strip() for part in person.partition("="))
        if not (role and equals and name):
            raise UsageError(
                f"--person {person!r}: write it as ROLE=NAME, such as 'host=Ada Example'"
            )
        contributors.append(Contributor(name, role.lower()))
    metadata = Metadata(
        title=title,
        published=published,
        people=tuple(contributors),
        source=source,
        licence=licence,
    )
    return metadata if metadata != Metadata() else None
