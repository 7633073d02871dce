"""Evaluates a query in Oxigraph: in this process, or in one that can be stopped.

A child process gets a job on standard input, a line of JSON and, for a store that has no folder,
its N-Quads. It answers on standard output, a line that says what follows and then the result.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import weakref
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import (
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from ..ontology.prefixes import PREFIXES
from .errors import QueryError, QueryTimeout
from .sparql import syntax_error

if TYPE_CHECKING:
    from .store.protocol import QueryResult

__all__ = ["query_here", "query_in_child", "triples_from"]

_NO_MEMORY = (
    "memory allocation",
    "MemoryError",
    "bad_alloc",
    # of a thread of RocksDB, which found no room for its stack
    "Resource temporarily unavailable",
)
"""What a process that ran out of memory may have said last."""

_TOLD = "QueryError: "
"""Begins the words of a child process that fails with a message of its own."""

_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def query_here(database: Store, sparql: str) -> QueryResult:
    """Evaluates `sparql` over the database's own default graph and named graphs.

    Raises:
        QueryError: if it is not a well-formed query, or failed.
    """
    try:
        return database.query(sparql, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise syntax_error(sparql, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())}") from error


def triples_from(source: IO[bytes] | bytes, format: RdfFormat) -> QueryTriples:
    """Serialised triples as the answer of a CONSTRUCT query, each once.

    Raises:
        SyntaxError: if they are not well-formed.
    """
    triples = Store()
    triples.bulk_load(source, format)
    result = triples.query(_EVERYTHING)
    assert isinstance(result, QueryTriples)  # a CONSTRUCT query has no other answer
    return result


def query_in_child(sparql: str, timeout: float, source: Path | Store) -> QueryResult:
    """Evaluates `sparql` in a process of its own, whose memory is limited to half the machine's.

    The whole answer is waited for, in an unnamed temporary file, and parsed as it is read.

    Args:
        sparql: the query.
        timeout: seconds that the process may live, starting and loading included.
        source: folder of a database that nobody writes to, or a database, which is copied.

    Raises:
        QueryTimeout: if the time was over.
        QueryError: if the query is not well-formed or failed, or needs too much memory.
    """
    answer = tempfile.TemporaryFile()  # noqa: SIM115 - the result reads it, and closes it
    result = cast(IO[bytes], _Reader(answer))  # pyoxigraph needs no more than `read`
    with tempfile.TemporaryFile() as job, tempfile.TemporaryFile() as words:
        folder = str(source.resolve()) if isinstance(source, Path) else None
        head = {"query": sparql, "folder": folder, "timeout": timeout}
        job.write(json.dumps(head).encode() + b"\n")
        if isinstance(source, Store):
            source.dump(job, RdfFormat.N_QUADS)
        job.seek(0)
        command = [sys.executable, "-P", "-m", __name__]
        child = subprocess.Popen(command, stdin=job, stdout=answer, stderr=words)
        try:
            status = child.wait(timeout)
        except subprocess.TimeoutExpired:
            raise _timeout(timeout) from None
        finally:
            child.kill()
            child.wait()
        if status != 0:
            words.seek(0)
            raise _failure(status, words.read().decode(errors="replace"), timeout)
    answer.seek(0)
    if answer.readline() == b"triples\n":
        return triples_from(answer, RdfFormat.N_TRIPLES)
    return parse_query_results(result, QueryResultsFormat.TSV)


class _Reader:
    """What pyoxigraph reads a result from; it keeps no reference that would close the file."""

    def __init__(self, file: IO[bytes]) -> None:
        self.read = file.read
        weakref.finalize(self, file.close)


def _timeout(limit: float) -> QueryTimeout:
    return QueryTimeout(
        f"the query was stopped after {limit:g} s; narrow it, add LIMIT, or allow more time"
    )


def _failure(status: int, words: str, limit: float) -> QueryError:
    """Why a child process gave no result; `words` are what it wrote to standard error."""
    if words.startswith(_TOLD):
        return QueryError(words.removeprefix(_TOLD))
    if sys.platform != "win32" and status == -signal.SIGALRM:
        return _timeout(limit)
    if any(sign in words for sign in _NO_MEMORY):
        return QueryError("the query needs too much memory; narrow it or add LIMIT")
    last = words.strip().splitlines()[-1:] or ["no reason given"]
    return QueryError(f"the query's process ended with status {status}: {last[0]}")


def _limit_this_process(timeout: float) -> None:
    """Sees that it ends by itself, should its parent be gone, and leaves memory to others."""
    if sys.platform == "win32":
        return
    import resource

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, timeout + 1)
    half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = half if most == resource.RLIM_INFINITY else min(half, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer_job(job: IO[bytes], answer: IO[bytes]) -> None:
    """The child's work: evaluates what `query_in_child` asks for."""
    head = json.loads(job.readline())
    _limit_this_process(head["timeout"])
    if head["folder"] is None:
        database = Store()
        database.bulk_load(job, RdfFormat.N_QUADS)
    else:
        database = Store.read_only(head["folder"])
    result = query_here(database, head["query"])
    if isinstance(result, QueryTriples):
        answer.write(b"triples\n")
        result.serialize(answer, RdfFormat.N_TRIPLES)
    else:
        answer.write(b"rows\n")
        result.serialize(answer, QueryResultsFormat.TSV)
    answer.flush()


if __name__ == "__main__":
    try:
        _answer_job(sys.stdin.buffer, sys.stdout.buffer)
    except QueryError as error:
        sys.stderr.write(f"{_TOLD}{error}")
        sys.exit(1)
