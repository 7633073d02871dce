"""The errors that claimgraph raises, in one hierarchy.

::

    ClaimgraphError             failed work: the command line exits with 1
    ├── UsageError              wrong use: the command line exits with 2
    ├── DocumentError           a source that cannot be read; names it and says why
    ├── ExtractionError         a document that was read but not extracted
    ├── ModelError              a model whose files are missing or damaged
    ├── StoreError              a store that cannot be opened, read or written
    │   └── QueryError          a query that is malformed, forbidden or failed
    │       └── QueryTimeout    a query that was stopped at its time limit
    └── ExportError             a target that cannot be written

Every message is one line that says what failed and what to do next; the command line prints it
as it stands.
"""

from __future__ import annotations

__all__ = [
    "ClaimgraphError",
    "DocumentError",
    "ExportError",
    "ExtractionError",
    "ModelError",
    "QueryError",
    "QueryTimeout",
    "StoreError",
    "UsageError",
]


class ClaimgraphError(Exception):
    """Work that failed for a reason the user can be told in one line."""


class UsageError(ClaimgraphError):
    """An option, argument or setting that cannot be what the user meant."""


class DocumentError(ClaimgraphError):
    """A source that cannot be read.

    Attributes:
        source: the file or address, as the user gave it.
        reason: why it cannot be read, without the source's name.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str]]:
        """Errors cross process borders when documents are read in parallel."""
        return type(self), (self.source, self.reason)


class ExtractionError(DocumentError):
    """A document that was read but could not be extracted."""


class ModelError(ClaimgraphError):
    """A model whose files are missing or damaged."""


class StoreError(ClaimgraphError):
    """A store that cannot be opened, read or written."""


class QueryError(StoreError):
    """A query that is malformed, not allowed, or that the store could not answer."""


class QueryTimeout(QueryError):
    """A query that was stopped because it ran past its time limit."""


class ExportError(ClaimgraphError):
    """A target that cannot be written, or that refused what was written."""
