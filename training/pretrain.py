"""The first stage: syntax and names from public data sets."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

import torch
from tokenizers import Tokenizer

from claimgraph.extract.model.words import WordPieces

from .batching import batches
from .losses import token_losses
from .network import Encoder, pretrained_folder
from .optimise import Rates, descend, interleaved, seed_everything
from .public import crossner, named, scirex, training_trees

__all__ = ["pretrain", "word_pieces"]

_SIZE = 1500  # word pieces a batch
_SCIREX = 1500  # sentences
_DOMAINS = ("literature", "music", "politics", "science")


def word_pieces() -> WordPieces:
    """The tokenizer of all-MiniLM-L6-v2."""
    return WordPieces(Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json")))


class _Round(NamedTuple):
    """How often the data are seen, and how fast is learned."""

    syntax: int
    names: int
    rates: Rates


# The embeddings of word pieces learn only when the heads know something, so that the noise of new
# heads does not spoil them.
_ROUNDS = (
    _Round(syntax=4, names=2, rates=Rates(pieces=0.0, encoder=1.5e-4, heads=1e-3)),
    _Round(syntax=2, names=1, rates=Rates(pieces=1e-4, encoder=1e-4, heads=5e-4)),
)


def pretrain(data: Path, target: Path, seed: int) -> None:
    """Train the encoder on the data sets in `data` and write its weights to `target`.

    Of CrossNER's AI domain only the train part is used, of the English Web Treebank only the
    train part, so that the others can measure.
    """
    seed_everything(seed)
    pieces = word_pieces()
    shuffle = random.Random(seed)
    syntax = training_trees(data)
    names = [
        *crossner(data, "ai", "train"),
        *(e for domain in _DOMAINS for part in ("train", "dev", "test")
          for e in crossner(data, domain, part)),
        *named(data),
        *scirex(data, _SCIREX, seed),
    ]  # fmt: skip
    model = Encoder.pretrained()
    for number, one in enumerate(_ROUNDS):
        todo = interleaved(
            [
                list(batches([[e] for e in examples], pieces, size=_SIZE, shuffle=shuffle))
                for examples, epochs in ((syntax, one.syntax), (names, one.names))
                for _ in range(epochs)
            ],
            seed + number,
        )
        descend(
            [model],
            todo,
            lambda batch: token_losses(
                model, batch, model(batch.pieces, batch.features, batch.present, batch.first)
            ),
            rates=one.rates.of,
            name=f"pretraining {number + 1}",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), target)
