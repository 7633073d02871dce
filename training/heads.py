"""The heads that judge claims, their claimants and topics, and relations."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from claimgraph.extract.model.inputs import CLAIM_FEATURES, HOLDER_FEATURES, PAIR_FEATURES
from claimgraph.extract.model.labels import CLAIM_TYPES, PREDICATES

from .network import WIDTH

__all__ = ["CLAIM_OUTPUTS", "PAIR_STATES", "ClaimHead", "HolderHead", "PairHead"]

PAIR_STATES = 5
"""The stretches of words whose states are read of a pair."""

CLAIM_OUTPUTS = 5 + len(CLAIM_TYPES)
"""Claim, negated, hedged, quote, explicit; then the types."""

_INNER = 192


class ClaimHead(nn.Module):
    """Judges stretches of text: whether they are claims, and of what kind."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.inner = nn.Linear(2 * WIDTH + CLAIM_FEATURES, _INNER)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(_INNER, CLAIM_OUTPUTS)

    def forward(self, states: Tensor, features: Tensor) -> Tensor:
        """Scores, (claims, `CLAIM_OUTPUTS`), from the mean and the greatest of each claim's states,
        (claims, 768), and its features."""
        joined = torch.cat([self.dropout(states), features], -1)
        scores: Tensor = self.out(self.dropout(torch.relu(self.inner(joined))))
        return scores


class HolderHead(nn.Module):
    """Judges entities beside a claim: whether they hold it, and whether it is about them."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.claim = nn.Linear(2 * WIDTH + CLAIM_FEATURES, _INNER)
        self.named = nn.Linear(WIDTH, _INNER)
        self.features = nn.Linear(HOLDER_FEATURES, _INNER)
        self.second = nn.Linear(_INNER, _INNER // 2)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(_INNER // 2, 2)

    def forward(self, claims: Tensor, named: Tensor, features: Tensor) -> Tensor:
        """Scores, (pairs, 2), from a claim's states with its features, the state of a mention (0
        where there is none), and the features of the two together."""
        claim = self.claim(self.dropout(claims))
        mention = self.named(self.dropout(named))
        inner = torch.relu(claim + mention + self.features(features))
        scores: Tensor = self.out(self.dropout(torch.relu(self.second(self.dropout(inner)))))
        return scores


class PairHead(nn.Module):
    """Judges which relations hold between two named entities."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.states = nn.Linear(PAIR_STATES * WIDTH, _INNER)
        self.features = nn.Linear(PAIR_FEATURES, _INNER)
        self.second = nn.Linear(_INNER, _INNER // 2)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(_INNER // 2, len(PREDICATES))

    def forward(self, states: Tensor, features: Tensor) -> Tensor:
        """Scores, (pairs, predicates), from the mean states of the stretches of `pair_ranges`,
        (pairs, 1920), and the features of the pair."""
        inner = torch.relu(self.states(self.dropout(states)) + self.features(features))
        scores: Tensor = self.out(self.dropout(torch.relu(self.second(self.dropout(inner)))))
        return scores
