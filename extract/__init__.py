"""From source files to extractions: readers, the spaCy pipeline, vocabulary and resolution.

The names below load on first use, since spaCy takes about a second to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .batch import BuildReport, build
    from .evaluation import Evaluation, evaluate
    from .extraction import extract
    from .guideline import from_guideline, to_guideline
    from .pipeline import load_pipeline
    from .readers.metadata import Metadata
    from .readers.registry import read_document

__all__ = [
    "BuildReport",
    "Evaluation",
    "Metadata",
    "build",
    "evaluate",
    "extract",
    "from_guideline",
    "load_pipeline",
    "read_document",
    "to_guideline",
]

_MODULES = {
    "BuildReport": ".batch",
    "Evaluation": ".evaluation",
    "Metadata": ".readers.metadata",
    "build": ".batch",
    "evaluate": ".evaluation",
    "extract": ".extraction",
    "from_guideline": ".guideline",
    "load_pipeline": ".pipeline",
    "read_document": ".readers.registry",
    "to_guideline": ".guideline",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_MODULES[name], __name__), name)
    globals()[name] = value
    return value
