"""The first stage: syntax and names from public data sets."""

from __future__ import annotations

import random
from pathlib import Path

import torch
from tokenizers import Tokenizer

from claimgraph.extract.model.words import WordPieces

from .batching import batches
from .losses import token_losses
from .network import Encoder, pretrained_folder
from .optimise import descend, interleaved, seed_everything
from .public import crossner, named, scirex, treebank

__all__ = ["pretrain", "word_pieces"]

_SIZE = 1500  # word pieces a batch
_ENCODER, _HEADS = 1.5e-4, 1e-3
_SYNTAX_EPOCHS, _NAME_EPOCHS = 4, 2
_SCIREX = 1500  # sentences
_DOMAINS = ("literature", "music", "politics", "science")


def word_pieces() -> WordPieces:
    """The tokenizer of all-MiniLM-L6-v2."""
    return WordPieces(Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json")))


def _rate(name: str) -> float:
    """The learning rate of a parameter; the embeddings of word pieces stay as they are."""
    if name.startswith("pieces"):
        return 0.0
    return _ENCODER if name.startswith(("places", "layers", "norm", "kind")) else _HEADS


def pretrain(data: Path, target: Path, seed: int) -> None:
    """Train the encoder on the data sets in `data` and write its weights to `target`.

    Of CrossNER's AI domain only the train part is used, of the English Web Treebank only the
    train part, so that the others can measure.
    """
    seed_everything(seed)
    pieces = word_pieces()
    shuffle = random.Random(seed)
    syntax = treebank(
        data / "ud-ewt" / "en_ewt-ud-train.rebuilt.conllu.gz", *sorted((data / "gum").glob("*.gz"))
    )
    names = [
        *crossner(data, "ai", "train"),
        *(e for domain in _DOMAINS for part in ("train", "dev", "test")
          for e in crossner(data, domain, part)),
        *named(data),
        *scirex(data, _SCIREX, seed),
    ]  # fmt: skip
    todo = interleaved(
        [
            list(batches([[e] for e in examples], pieces, size=_SIZE, shuffle=shuffle))
            for examples, epochs in ((syntax, _SYNTAX_EPOCHS), (names, _NAME_EPOCHS))
            for _ in range(epochs)
        ],
        seed,
    )
    model = Encoder.pretrained()
    descend(
        [model],
        todo,
        lambda batch: token_losses(
            model, batch, model(batch.pieces, batch.features, batch.present, batch.first)
        ),
        rates=_rate,
        name="pretraining",
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), target)
