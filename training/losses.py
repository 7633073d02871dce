"""What the network is told of its mistakes."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from claimgraph.extract.model.labels import MARK_TAGS, MARKS

from .batching import Batch
from .network import Encoded, Encoder

__all__ = ["arc_scores", "token_losses"]


def token_losses(model: Encoder, batch: Batch, encoded: Encoded) -> dict[str, Tensor]:
    """The mean loss of each head for which the batch has labels.

    For mentions, the probability of all tags that are right counts (marginal likelihood), so that
    a mention that may fairly be of two types asks for either.
    """
    losses: dict[str, Tensor] = {}
    if batch.entities is not None:
        log = encoded.entities.log_softmax(-1)
        right = torch.logsumexp(log + torch.log(batch.entities.clamp(min=1e-9)), -1)
        known = (batch.entities.sum(-1) < batch.entities.shape[-1]) & batch.valid
        if known.any():
            losses["entities"] = -right[known].mean()
    if batch.tags is not None:
        known = batch.tags >= 0
        losses["tags"] = functional.cross_entropy(encoded.tags[known], batch.tags[known])
    if batch.marks is not None:
        known = batch.marks >= 0
        scores = encoded.marks.view(*encoded.marks.shape[:2], len(MARKS), len(MARK_TAGS))
        losses["marks"] = functional.cross_entropy(scores[known], batch.marks[known])
    if batch.heads is not None and batch.labels is not None:
        losses.update(_dependency_losses(model, batch, encoded))
    return losses


def arc_scores(model: Encoder, batch: Batch, encoded: Encoded) -> Tensor:
    """Scores of heads, (windows, words, words + 1), the root first; of other sentences -10000."""
    root, _ = model.root_states()
    heads = torch.cat([root.expand(len(batch.examples), 1, -1), encoded.arc_head], 1)
    scores = encoded.arc_word @ heads.transpose(1, 2)
    number = torch.zeros(batch.valid.shape, dtype=torch.long)
    for row, example in enumerate(batch.examples):
        number[row, example.starts] = 1
    number = number.cumsum(1)
    same = number[:, :, None] == number[:, None, :]
    same = same & batch.valid[:, None, :]
    same = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    return scores.masked_fill(~same, -10000.0)


def _dependency_losses(model: Encoder, batch: Batch, encoded: Encoded) -> dict[str, Tensor]:
    assert batch.heads is not None
    assert batch.labels is not None
    known = batch.heads >= -1
    if not known.any():
        return {}
    scores = arc_scores(model, batch, encoded)
    columns = (batch.heads + 1).clamp(min=0)
    arcs = functional.cross_entropy(scores[known], columns[known])
    _, root = model.root_states()
    heads = torch.cat([root.expand(len(batch.examples), 1, -1), encoded.label_head], 1)
    chosen = heads.gather(1, columns[..., None].expand(-1, -1, heads.shape[-1]))
    labels = functional.cross_entropy(
        model.label(encoded.label_word[known], chosen[known]), batch.labels[known]
    )
    return {"arcs": arcs, "labels": labels}
