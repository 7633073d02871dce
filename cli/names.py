"""Names that a user gives: those that nothing has are an error, with names that are like them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.errors import ClaimgraphError
from ..graph.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..graph.store import QuadStore

__all__ = ["check_names", "unknown"]


def check_names(
    store: QuadStore,
    by: str | None = None,
    about: str | None = None,
    document: str | None = None,
) -> None:
    """Sees why nothing was found: that no claim answers is no error, an unknown name is.

    Raises:
        ClaimgraphError: if one of them is the name of nothing.
    """
    from ..graph.answers import answers

    for what, name in (("claimant", by), ("topic", about)):
        if name and not answers(store, "entity", name=name):
            raise unknown(store, what, name)
    if document and not any(
        document in (row["document"], row["location"])
        or document.casefold() == row["title"].casefold()
        for row in answers(store, "documents")
    ):
        raise unknown(store, "document", document, ("Document",))


def unknown(
    store: QuadStore, what: str, name: str, kinds: Collection[str] = tuple(EntityType)
) -> ClaimgraphError:
    """The error that nothing has that name, with names that are like it."""
    from ..graph.suggestions import similar_names

    similar = similar_names(store, name, kinds=kinds)
    hint = f"; did you mean {' or '.join(map(repr, similar))}?" if similar else ""
    return ClaimgraphError(f"no {what} is named {name!r}{hint or '; see claimgraph search'}")
