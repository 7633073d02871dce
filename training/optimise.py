"""Gradient descent over a fixed list of batches, the same for every stage."""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from .batching import Batch

__all__ = ["Rates", "descend", "interleaved", "seed_everything"]

_CLIP = 2.0
_DECAY = 0.01
_WARM_UP = 0.1
_REPORT = 20  # batches


class Rates(NamedTuple):
    """The highest learning rates of the embeddings of word pieces, the encoder and the heads."""

    pieces: float
    encoder: float
    heads: float

    def of(self, name: str) -> float:
        """The rate of a parameter of an `Encoder`, or of a model that has one as ``encoder``."""
        name = name.removeprefix("encoder.")
        if name.startswith("pieces"):
            return self.pieces
        return self.encoder if name.startswith(("places", "layers", "norm", "kind")) else self.heads


def seed_everything(seed: int) -> None:
    """Make what follows repeatable on one machine."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def descend(
    modules: Sequence[nn.Module],
    todo: Sequence[Batch],
    losses: Callable[[Batch], dict[str, Tensor]],
    *,
    rates: Callable[[str], float],
    name: str,
) -> None:
    """One pass over `todo` with AdamW, warm-up and linear decay.

    Args:
        modules: what is trained.
        todo: batches, as often as they are to be seen, in order.
        losses: the losses of a batch by name; their sum is what is made smaller.
        rates: the highest learning rate of a parameter, by its name; 0 leaves it as it is.
        name: of the stage, for the progress on standard error.
    """
    groups: dict[tuple[float, float], list[nn.Parameter]] = defaultdict(list)
    for module in modules:
        module.train()
        for parameter_name, parameter in module.named_parameters():
            rate = rates(parameter_name)
            parameter.requires_grad_(rate > 0)
            if rate:
                decay = _DECAY if parameter.ndim > 1 else 0.0
                groups[rate, decay].append(parameter)
    optimiser = torch.optim.AdamW(
        [{"params": p, "lr": rate, "weight_decay": decay} for (rate, decay), p in groups.items()],
        fused=True,
    )
    total = len(todo)
    warm = max(1, int(total * _WARM_UP))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / warm, max(0.0, (total - step) / (total - warm + 1))),
    )
    seen: defaultdict[str, list[float]] = defaultdict(list)
    began = time.monotonic()
    for step, batch in enumerate(todo, 1):
        found = losses(batch)
        if found:
            optimiser.zero_grad(set_to_none=True)
            torch.stack(list(found.values())).sum().backward()
            for _, parameters in groups.items():
                nn.utils.clip_grad_norm_(parameters, _CLIP)
            optimiser.step()
        schedule.step()
        for key, value in found.items():
            seen[key].append(value.item())
        if step % _REPORT == 0 or step == total:
            means = ", ".join(f"{key} {np.mean(values):.3f}" for key, values in seen.items())
            spent = time.monotonic() - began
            print(f"{name}: {step}/{total}, {spent:.0f} s, {means}", file=sys.stderr, flush=True)
            seen.clear()
    for module in modules:
        module.eval()
        for parameter in module.parameters():
            parameter.requires_grad_(True)


def interleaved(parts: Iterable[Sequence[Batch]], seed: int) -> list[Batch]:
    """All batches in one random order."""
    mixed = [batch for part in parts for batch in part]
    random.Random(seed).shuffle(mixed)
    return mixed
