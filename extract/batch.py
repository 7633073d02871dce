"""Documents into a store: read, extract in parallel, write one document at a time.

Extraction is a pure function of a document, so it runs in a pool of processes; only this process
writes. Results are taken in the order of the sources and each document is written in one
transaction, so an interrupted build leaves whole documents only, and the next build goes on
where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from ..graph.errors import DocumentError, UsageError
from ..graph.identity.application import apply_decisions
from ..graph.identity.decisions import decisions_file, read_decisions
from ..graph.identity.namesakes import with_namesakes
from ..graph.ingest import documents, ingest, is_current, prune, refresh_vocabulary
from ..graph.iris import checked_base
from ..graph.model import Document
from ..graph.store import QuadStore, open_store
from ..ontology.prefixes import BASE
from .parallel import Outcome, extractions
from .readers.metadata import Metadata
from .readers.registry import read_document
from .settings import PipelineSettings, extractor_settings
from .sources import find_sources

__all__ = ["BuildReport", "Outcome", "Progress", "build", "extract_all"]

Progress = Callable[[str, int, int], None]
"""Told of each source as it is taken up: its name, how many came before, how many there are."""


@dataclass(slots=True)
class BuildReport:
    """What a build did; the lists hold locations, in the order of the sources.

    Attributes:
        written: documents that were extracted and stored.
        reread: documents that had not changed but had been read in another way: by another
            version, vocabulary or model, with other options or below another base.
        unchanged: documents that the store already had, read in the same way.
        duplicates: sources whose content equals that of an earlier source; not stored.
        skipped: files in folders that no reader knows.
        pruned: documents that were removed, since their source is no longer among the sources.
        failures: why a source could not be read or extracted; what the store held of it stays.
    """

    written: list[str] = field(default_factory=list)
    reread: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    pruned: list[str] = field(default_factory=list)
    failures: list[DocumentError] = field(default_factory=list)


def build(
    sources: Sequence[str | Path],
    store: QuadStore | str | Path,
    *,
    base: str = BASE,
    metadata: Metadata | None = None,
    settings: PipelineSettings | None = None,
    decisions: str | Path | None = None,
    force: bool = False,
    prune_missing: bool = False,
    jobs: int | None = 1,
    progress: Progress | None = None,
) -> BuildReport:
    """Reads the sources into the store and returns what was done.

    A document that the store has from the same bytes, place, metadata and extractor is left as it
    is. One whose bytes changed takes the place of what the store has from the same place. The
    same sources give the same quads, whatever their order and the number of processes.

    Args:
        sources: files, folders (read recursively) and globs.
        store: an open store, or what `open_store` opens; one that is opened here is closed.
        base: IRI below which data IRIs are made.
        metadata: overrides what the documents say of themselves.
        settings: of the pipeline.
        decisions: file of decisions on who is who, which are applied at the end, with namesakes
            that the documents tell apart; by default that beside the store's folder. For a store
            without a folder and without a file, what was merged or split in it stays, but
            documents that are read again are as they were read.
        force: extract also what has not changed.
        prune_missing: remove the documents of the store that are not among the sources; not done
            when a source failed, since its document may still be wanted.
        jobs: number of processes that extract; None takes one for each core where there is enough
            to do. A script that asks for several keeps its own work behind
            ``if __name__ == "__main__":``, since each process imports it (see `multiprocessing`).
        progress: told how far it is.

    Raises:
        UsageError: if a source matches nothing, or an option or the file of decisions cannot be
            right.
        StoreError: if the store cannot be read or written; documents before stay written.
        ModelError: if a file of the model is missing or damaged.
        ClaimgraphError: if a process was ended from outside; documents before stay written.
    """
    settings = settings or PipelineSettings()
    report = BuildReport()
    _check_jobs(jobs)
    checked_base(base)
    paths = find_sources(sources, skipped=lambda path: report.skipped.append(path.as_posix()))
    extractor = _extractor(settings, metadata)
    with ExitStack() as stack:
        if isinstance(store, (str, Path)):
            store = stack.enter_context(open_store(store))
        root = _root(store)
        file = decisions_file(store.location) if decisions is None else Path(decisions)
        if file is not None:
            read_decisions(file)  # a fault in it is told before the work
        located = [(path, _location(path, root)) for path in paths]
        stored = {} if force else {known.location: known.sha256 for known in documents(store)}

        def changed() -> Iterator[Document | DocumentError]:
            seen: dict[str, str] = {}
            for done, (path, location) in enumerate(located):
                if progress:
                    progress(location, done, len(located))
                document: Document | DocumentError | None = None
                hashed = _sha256(path) if location in stored else None
                if hashed is None or hashed != stored[location]:
                    document = _read(path, metadata, location)
                    if isinstance(document, DocumentError):
                        yield document
                        continue
                    hashed = document.sha256
                if seen.setdefault(hashed, location) != location:
                    report.duplicates.append(location)
                elif document is not None:
                    yield document
                elif is_current(store, hashed, location, extractor, base):
                    report.unchanged.append(location)
                else:
                    report.reread.append(location)
                    yield _read(path, metadata, location)

        for outcome in extractions(changed(), settings, jobs):
            if isinstance(outcome, DocumentError):
                report.failures.append(outcome)
            else:
                ingest(store, replace(outcome, extractor=extractor), base)
                report.written.append(outcome.document.location)
        if prune_missing and not report.failures:
            keep = {location for _, location in located} - set(report.duplicates)
            report.pruned = [gone.location for gone in prune(store, keep, base)]
        # Also when nothing was written: a build before may have been stopped short of this.
        refresh_vocabulary(store, base)
        if file is not None:
            apply_decisions(store, with_namesakes(store, read_decisions(file)), base)
        if progress:
            progress("", len(located), len(located))
    return report


def extract_all(
    sources: Sequence[str | Path],
    *,
    metadata: Metadata | None = None,
    settings: PipelineSettings | None = None,
    jobs: int | None = 1,
    progress: Progress | None = None,
) -> Iterator[Outcome]:
    """What is read from each source, or why it is not, in their order.

    The arguments are those of `build`; the location of a document is its path as found.

    Raises:
        UsageError: if a source matches nothing, or an option cannot be right.
        ModelError: if a file of the model is missing or damaged.
        ClaimgraphError: if a process was ended from outside.
    """
    settings = settings or PipelineSettings()
    _check_jobs(jobs)
    paths = find_sources(sources)
    extractor = _extractor(settings, metadata)

    def read() -> Iterator[Document | DocumentError]:
        for done, path in enumerate(paths):
            if progress:
                progress(path.as_posix(), done, len(paths))
            yield _read(path, metadata, path.as_posix())

    for outcome in extractions(read(), settings, jobs):
        if isinstance(outcome, DocumentError):
            yield outcome
        else:
            yield replace(outcome, extractor=extractor)
    if progress:
        progress("", len(paths), len(paths))


def _check_jobs(jobs: int | None) -> None:
    if jobs is not None and jobs < 1:
        raise UsageError(f"the number of jobs must be at least 1, not {jobs}")


def _extractor(settings: PipelineSettings, metadata: Metadata | None) -> dict[str, str]:
    """What decides, beside a file's bytes and name, what is read from it.

    ``metadata`` is added to the settings of the pipeline: what the user said, as JSON.
    """
    given = {name: value for name, value in asdict(metadata or Metadata()).items() if value}
    found = extractor_settings(settings)
    if given:
        found["metadata"] = json.dumps(given, sort_keys=True, ensure_ascii=False)
    return found


def _read(path: Path, metadata: Metadata | None, location: str) -> Document | DocumentError:
    try:
        str(path).encode()
    except UnicodeEncodeError:  # bytes that no IRI, no literal and no JSON can hold
        return DocumentError(str(path), "the file's name is not UTF-8; rename it")
    try:
        return read_document(path, metadata, location=location)
    except DocumentError as error:
        return error


def _sha256(path: Path) -> str | None:
    """The hash of a file's bytes; None if they cannot be read, which `_read` then tells of."""
    try:
        if path.is_file():
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        pass
    return None


def _root(store: QuadStore) -> Path:
    """The folder that locations are relative to: the one in which an embedded store lies."""
    folder = Path(store.location)
    return folder.resolve().parent if folder.is_dir() else Path.cwd()


def _location(path: Path, root: Path) -> str:
    """`path` relative to `root` in POSIX form: a folder that moves as a whole keeps its graph."""
    try:
        return Path(os.path.relpath(path.resolve(), root)).as_posix()
    except ValueError:  # another drive
        return path.resolve().as_posix()
