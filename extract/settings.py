"""How a pipeline is put together, and what that means for what it extracts.

Nothing here needs spaCy, so that a build that finds nothing to do is spared its import.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..graph.errors import UsageError
from .vocabulary import load_vocabulary

__all__ = ["COMPONENTS", "PipelineSettings", "extractor_settings"]

COMPONENTS = (
    "claimgraph_sentences",
    "claimgraph_vocabulary",
    "claimgraph_names",
    "claimgraph_acronyms",
    "claimgraph_resolver",
    "claimgraph_relations",
    "claimgraph_claims",
)
"""The components in the order in which they run."""


@dataclass(frozen=True, slots=True)
class PipelineSettings:
    """How a pipeline is put together; can be sent to other processes.

    Attributes:
        vocabulary: vocabulary files beside the shipped ones, see `vocabulary.load_vocabulary`.
        exclude: names of components to leave out.
        components: settings by component name; the key ``factory`` names another spaCy factory
            that takes the component's place.
    """

    vocabulary: tuple[Path, ...] = ()
    exclude: tuple[str, ...] = ()
    components: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Reject names of components that do not exist.

        Raises:
            UsageError: if a name in `exclude` or `components` is not one of `COMPONENTS`.
        """
        if unknown := {*self.exclude, *self.components} - set(COMPONENTS):
            raise UsageError(
                f"no such component: {', '.join(sorted(unknown))}; known: {', '.join(COMPONENTS)}"
            )


def extractor_settings(settings: PipelineSettings | None = None) -> dict[str, str]:
    """What made an extraction: equal values on equal documents mean equal extractions.

    ``version`` is the package's; ``vocabulary`` is the SHA-256 of the vocabulary's content;
    ``components`` is that of the settings that differ from the default, where any do.

    Raises:
        UsageError: if a vocabulary file is faulty.
    """
    settings = settings or PipelineSettings()
    found = {
        "version": version("claimgraph"),
        "vocabulary": load_vocabulary(settings.vocabulary).fingerprint,
    }
    changed = [sorted(settings.exclude), {k: dict(v) for k, v in settings.components.items()}]
    if any(changed):
        text = json.dumps(changed, sort_keys=True, default=str)
        found["components"] = sha256(text.encode()).hexdigest()
    return found
