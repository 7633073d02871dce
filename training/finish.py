"""The second stage: mentions, claims and relations from the annotated passages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from claimgraph.extract.model.inputs import pair_ranges

from .batching import Batch, batches, windowed
from .heads import ClaimHead, HolderHead, PairHead
from .losses import token_losses
from .network import Encoder
from .optimise import Rates, descend, interleaved, seed_everything
from .passages import Text
from .pretrain import word_pieces
from .public import crossner, training_trees

__all__ = ["ROUNDS", "Judges", "Round", "average", "begin", "finish", "judged", "load"]

_SIZE = 1500
_FORGET_RULES = 0.15  # the share of passages shown without what the rules say of words
_FORGET_CASE = 0.05  # the share shown without that and as if nothing were capitalized, as in chats
_NAMES = 4  # times the hundred sentences of CrossNER's AI domain are seen again
_PAIRS = 2.0  # weight of the loss of relations, most of which do not hold


class Judges(nn.Module):
    """The encoder and all heads."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.claim = ClaimHead()
        self.holder = HolderHead()
        self.pair = PairHead()


class Judged(NamedTuple):
    """Scores of one passage's claims, holders and pairs."""

    claims: Tensor
    holders: Tensor
    pairs: Tensor


def judged(model: Judges, text: Text, hidden: Tensor) -> Judged:
    """The scores of a passage's claims, (claims, 10), of its pairs of a claim and an entity,
    (P, 2), and of its pairs of entities, (R, 9), from its words' states, (words, 384)."""
    inside = _within(torch.from_numpy(text.claim_words), len(hidden))
    greatest = hidden[None].masked_fill(~inside[..., None], -1e4).amax(1)
    states = torch.cat([_mean(inside, hidden), greatest], -1)
    features = torch.from_numpy(text.claim_features).reshape(len(states), -1)
    claims = model.claim(states, features) if len(states) else states.new_zeros((0, 10))
    holders = hidden.new_zeros((0, 2))
    if len(text.holder_claim):
        owner = torch.from_numpy(text.holder_claim)
        whole = torch.cat([states, features], -1)
        owned = functional.one_hot(owner, len(whole)).float() @ whole
        word = torch.from_numpy(text.holder_word)
        named = _mean(_within(torch.stack([word, word + 1], 1), len(hidden)), hidden)
        holders = model.holder(owned, named, torch.from_numpy(text.holder_features))
    pairs = hidden.new_zeros((0, 9))
    if len(text.pair_words):
        ranges = torch.from_numpy(pair_ranges(text.pair_words, len(hidden)))
        parts = [_mean(_within(ranges[:, n], len(hidden)), hidden) for n in range(ranges.shape[1])]
        pairs = model.pair(torch.cat(parts, -1), torch.from_numpy(text.pair_features))
    return Judged(claims, holders, pairs)


def _within(ranges: Tensor, count: int) -> Tensor:
    """Which of `count` words lie in each of some ranges, (ranges, count)."""
    words = torch.arange(count)
    return (words >= ranges[:, :1]) & (words < ranges[:, 1:])


def _mean(inside: Tensor, hidden: Tensor) -> Tensor:
    """The mean state of the words inside each range, 0 where there is none.

    A product, since the gradients of many slices would cost more than the encoder's.
    """
    weights = inside.float()
    return (weights / weights.sum(1, keepdim=True).clamp(min=1)) @ hidden


def _losses(model: Judges, batch: Batch) -> dict[str, Tensor]:
    encoder = model.encoder
    encoded = encoder(batch.pieces, batch.features, batch.present, batch.first)
    losses = token_losses(encoder, batch, encoded)
    found: dict[str, list[Tensor]] = {}
    parts: dict[int, list[Tensor]] = {}
    texts: dict[int, Text] = {}
    for row, example in enumerate(batch.examples):
        text = example.extra.get("text")
        if isinstance(text, Text):
            texts[id(text)] = text
            own = encoded.hidden[row, example.repeated : len(example.words)]
            parts.setdefault(id(text), []).append(own)
    for number, text in texts.items():
        scores = judged(model, text, torch.cat(parts[number]))
        for name, value in _passage_losses(text, scores).items():
            found.setdefault(name, []).append(value)
    for name, values in found.items():
        losses[name] = torch.cat([value.flatten() for value in values]).mean()
    if "pairs" in losses:
        losses["pairs"] = losses["pairs"] * _PAIRS
    return losses


def _passage_losses(text: Text, scores: Judged) -> dict[str, Tensor]:
    losses: dict[str, Tensor] = {}
    targets = torch.from_numpy(text.claim_targets)
    if len(targets):
        known = targets[:, :5] >= 0
        losses["judgements"] = functional.binary_cross_entropy_with_logits(
            scores.claims[:, :5][known], targets[:, :5][known].float(), reduction="none"
        )
        typed = targets[:, 5] >= 0
        losses["types"] = functional.cross_entropy(
            scores.claims[typed, 5:], targets[typed, 5], reduction="none"
        )
    if len(text.holder_claim):
        right = torch.from_numpy(text.holder_targets)
        about = right[:, 1] >= 0
        losses["about"] = functional.binary_cross_entropy_with_logits(
            scores.holders[about, 1], right[about, 1], reduction="none"
        )
        wrong = []
        owner = torch.from_numpy(text.holder_claim)
        can = torch.from_numpy(text.holder_can)
        for claim in owner.unique():
            among = (owner == claim) & can
            fair = right[among, 0] > 0  # several where the rules see one claimant as two
            if fair.any():
                log = scores.holders[among, 0].log_softmax(0)
                wrong.append(-log[fair].logsumexp(0))
        if wrong:
            losses["claimants"] = torch.stack(wrong)
    if len(text.pair_words):
        related = torch.from_numpy(text.pair_targets)
        known = related >= 0
        losses["pairs"] = functional.binary_cross_entropy_with_logits(
            scores.pairs[known], related[known].float(), reduction="none"
        )
    return {name: value for name, value in losses.items() if value.numel()}


class Round(NamedTuple):
    """How often the passages are seen and the treebanks, and how fast is learned."""

    passes: int
    replay: float
    rates: Rates


ROUNDS = (
    Round(passes=2, replay=0.75, rates=Rates(pieces=0.0, encoder=2e-4, heads=1.5e-3)),
    *[Round(passes=1, replay=1.0, rates=Rates(pieces=0.0, encoder=1e-4, heads=7.5e-4))] * 3,
)
"""Each goes on from the mean of the runs of the one before."""


def begin(pretrained: Path | None, target: Path, seed: int) -> None:
    """Write to `target` what all runs start from, so that their weights can be averaged.

    Args:
        pretrained: weights of the first stage; None starts from all-MiniLM-L6-v2.
        target: file of the weights.
        seed: of the heads, which know nothing yet.
    """
    seed_everything(seed)
    encoder = Encoder.pretrained()
    if pretrained is not None:
        encoder.load_state_dict(torch.load(pretrained, weights_only=True))
    torch.save(Judges(encoder).state_dict(), target)


def finish(
    data: Path | None, texts: Sequence[Text], start: Path, target: Path, seed: int, plan: Round
) -> None:
    """Train all heads on `texts` and write the weights to `target`.

    Args:
        data: folder of the public data sets, of which the treebanks and the names of CrossNER's AI
            domain are seen again so that they are not forgotten; None trains on the passages alone.
        texts: prepared passages.
        start: weights to begin with.
        target: file of the weights.
        seed: of everything random.
        plan: how often and how fast.
    """
    seed_everything(seed)
    model = load(start)
    pieces = word_pieces()
    shuffle = random.Random(seed)
    units = [windowed(text.example, pieces) for text in texts]
    for text, unit in zip(texts, units, strict=True):
        for part in unit:
            part.extra["text"] = text
    own = [
        batch
        for _ in range(plan.passes)
        for batch in batches(
            units,
            pieces,
            size=_SIZE,
            shuffle=shuffle,
            forget_rules=_FORGET_RULES,
            forget_case=_FORGET_CASE,
        )
    ]
    replay = []
    if data is not None:
        trees = training_trees(data)
        times, rest = divmod(plan.replay, 1)
        some = shuffle.sample(trees, int(rest * len(trees)))
        again = [*trees * int(times), *some, *crossner(data, "ai", "train") * _NAMES]
        replay = list(batches([[e] for e in again], pieces, size=_SIZE, shuffle=shuffle))
    descend(
        [model],
        interleaved([own, replay], seed),
        lambda batch: _losses(model, batch),
        rates=plan.rates.of,
        name="finishing",
    )
    torch.save(model.state_dict(), target)


def average(runs: Sequence[Path], target: Path) -> None:
    """Write to `target` the mean weights of several runs of `finish` from one start.

    Runs that see the same passages in another order differ in what they learnt by chance; their
    mean labels better than each of them and costs nothing more to run (Wortsman et al. 2022,
    "Model soups").
    """
    weights = [torch.load(path, weights_only=True) for path in runs]
    mean = {name: torch.stack([one[name] for one in weights]).mean(0) for name in weights[0]}
    torch.save(mean, target)


def load(path: Path) -> Judges:
    """The model whose weights `begin`, `finish` or `average` wrote."""
    model = Judges(Encoder())
    model.load_state_dict(torch.load(path, weights_only=True))
    model.eval()
    return model
