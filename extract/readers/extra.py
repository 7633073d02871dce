"""Libraries that only some formats need and that a plain installation leaves out."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from ...graph.errors import DocumentError

__all__ = ["require"]

INSTALL = "pip install 'claimgraph[documents]'"


def require(module: str, source: str) -> ModuleType:
    """The module of that name.

    Raises:
        DocumentError: if it is not installed, with the command that installs it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise DocumentError(source, f"its type needs a library; {INSTALL}") from error
