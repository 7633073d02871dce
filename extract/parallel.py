"""Extracts many documents: in this process, or in a pool of processes.

A process of the pool is a fresh interpreter, since a fork would copy the locks of threads. It ends
with the one that started it, however that ends. spaCy is imported with the first document, so
that a build that finds nothing to do is spared it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING

from ..graph.errors import ClaimgraphError, DocumentError
from ..graph.model import Document, Extraction
from .settings import PipelineSettings

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Outcome", "extractions"]

Outcome = Extraction | DocumentError
"""What became of a source."""

_POOL_FROM = 200_000
"""A process takes some three seconds to start; it pays for them from this many characters on."""

_AHEAD = 4
"""Documents that wait for each process, so that none is idle and few are held in memory."""


def extractions(
    documents: Iterable[Document | DocumentError], settings: PipelineSettings, jobs: int | None
) -> Iterator[Outcome]:
    """What each document gives, in order; an error in place of a document stays what it is.

    Args:
        documents: taken up as they are needed, a few ahead of the one that is returned.
        settings: of the pipeline, which is loaded with the first document.
        jobs: number of processes; None takes one for each core where there is enough to do.

    Raises:
        ClaimgraphError: if a process of the pool was ended from outside.
        ModelError: if a file of the model is missing or damaged.
    """
    waiting = iter(documents)
    first, processes = _first(waiting, jobs)
    if processes > 1:
        yield from _in_pool(chain(first, waiting), settings, processes)
        return
    remaining = chain(first, waiting)
    for document in remaining:
        if isinstance(document, DocumentError):
            yield document
            continue
        from .extraction import extract_many

        yield from extract_many(chain([document], remaining), _Pipeline.load(settings))


def _first(
    documents: Iterator[Document | DocumentError], jobs: int | None
) -> tuple[list[Document | DocumentError], int]:
    """As many documents as it takes to choose a number of processes, and that number."""
    processes = jobs or os.cpu_count() or 1
    first: list[Document | DocumentError] = []
    if processes == 1:
        return first, 1
    found = characters = 0
    for document in documents:
        first.append(document)
        if isinstance(document, Document):
            found += 1
            characters += len(document.text)
            if found > 1 and (jobs or characters >= _POOL_FROM):
                return first, processes
    return first, 1


def _in_pool(
    documents: Iterable[Document | DocumentError], settings: PipelineSettings, processes: int
) -> Iterator[Outcome]:
    pool = ProcessPoolExecutor(
        processes,
        multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        initargs=(settings,),
    )
    waiting: deque[Future[Outcome] | DocumentError] = deque()
    try:
        for document in documents:
            if isinstance(document, DocumentError):
                waiting.append(document)
            else:
                with _interrupt_held_back():  # submitting starts processes
                    waiting.append(pool.submit(_extract, document, settings))
            if len(waiting) >= processes * _AHEAD:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    except BrokenProcessPool as error:
        raise ClaimgraphError(
            "a process of the pool was ended from outside, for lack of memory perhaps; what was "
            "written stays; try again with fewer jobs"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _result(outcome: Future[Outcome] | DocumentError) -> Outcome:
    return outcome if isinstance(outcome, DocumentError) else outcome.result()


@contextmanager
def _interrupt_held_back() -> Iterator[None]:
    """Processes that are started in the block do not see Ctrl-C; it reaches this one after it.

    They let it in themselves once they can end without a traceback.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker(settings: PipelineSettings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(ClaimgraphError):  # the first document tells of it, where it reaches the user
        _Pipeline.load(settings)


def _end_with_parent() -> None:
    """A process of the pool would wait for ever for work from a parent that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class _Pipeline:
    """The pipeline of this process, loaded before its first document and kept for the next."""

    nlp: Language | None = None
    settings: PipelineSettings

    @classmethod
    def load(cls, settings: PipelineSettings) -> Language:
        from .pipeline import load_pipeline

        if cls.nlp is None or cls.settings != settings:
            cls.nlp, cls.settings = load_pipeline(settings), settings
        return cls.nlp


def _extract(document: Document, settings: PipelineSettings) -> Outcome:
    from .extraction import extract

    try:
        return extract(document, _Pipeline.load(settings))
    except DocumentError as error:
        return error
