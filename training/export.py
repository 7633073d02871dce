"""The trained model as the files that are shipped: ONNX, with the encoder's weights in 8 bits."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from claimgraph.extract.model.files import hashed
from claimgraph.extract.model.inputs import CLAIM_FEATURES, HOLDER_FEATURES, PAIR_FEATURES
from claimgraph.extract.model.words import FEATURES

from .finish import Judges, load
from .heads import PAIR_STATES
from .network import LABEL, WIDTH, Encoder, pretrained_folder

__all__ = ["export"]

_OPSET = 17
_IN_FULL = re.compile(r"/layers\.[01]/outer/")
"""Products left in 32 bits: what goes into them, after GELU, has outliers that take the eight bits
from all else. In the first two layers this costs nearly all that quantisation does."""


class _Whole(nn.Module):
    """The encoder with the root put before the words among the heads."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(
        self, pieces: Tensor, features: Tensor, present: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        found = self.encoder(pieces, features, present, first)
        arc, label = self.encoder.root_states()
        count = pieces.shape[0]

        def with_root(words: Tensor, root: Tensor) -> Tensor:
            return torch.cat([root[None, None].expand(count, 1, root.shape[0]), words], 1)

        return (
            found.hidden,
            found.entities,
            found.tags,
            found.marks,
            found.arc_word,
            with_root(found.arc_head, arc),
            found.label_word,
            with_root(found.label_head, label),
        )


def export(weights: Path, target: Path) -> None:
    """Write the model's files to the folder `target`.

    The encoder's matrices and tables, but those of `_IN_FULL`, become 8-bit integers, each channel
    with its own scale, in seven bits, so that processors without VNNI do not overflow; activations
    are quantised as they come (dynamic quantisation).
    """
    model = load(weights)
    target.mkdir(parents=True, exist_ok=True)
    plain = weights.with_name("encoder-plain.onnx")
    _export_encoder(model, plain)
    quantize_dynamic(
        plain,
        target / "encoder.onnx",
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=[
            node.name for node in onnx.load(plain).graph.node if _IN_FULL.search(node.name)
        ],
    )
    _export_part(model.encoder.label, target / "labels.onnx", words=LABEL, heads=LABEL)
    _export_part(model.claim, target / "claims.onnx", states=2 * WIDTH, features=CLAIM_FEATURES)
    _export_part(
        model.holder,
        target / "holders.onnx",
        claims=2 * WIDTH + CLAIM_FEATURES,
        named=WIDTH,
        features=HOLDER_FEATURES,
    )
    _export_part(
        model.pair, target / "pairs.onnx", states=PAIR_STATES * WIDTH, features=PAIR_FEATURES
    )
    shutil.copyfile(pretrained_folder() / "tokenizer.json", target / "tokenizer.json")
    (target / "fingerprint.txt").write_text(hashed(target) + "\n", encoding="ascii")


def _export_encoder(model: Judges, path: Path) -> None:
    whole = _Whole(model.encoder).eval()
    example = (
        torch.ones(2, 12, dtype=torch.long),
        torch.zeros(2, 12, len(FEATURES), dtype=torch.long),
        torch.ones(2, 12),
        torch.zeros(2, 5, dtype=torch.long),
    )
    inputs = ["pieces", "features", "present", "first"]
    outputs = [
        "hidden", "entities", "tags", "marks", "arc_word", "arc_head", "label_word", "label_head",
    ]  # fmt: skip
    axes = {name: {0: "windows", 1: "pieces"} for name in inputs[:3]}
    axes["first"] = {0: "windows", 1: "words"}
    axes |= {name: {0: "windows", 1: "words"} for name in outputs}
    torch.onnx.export(
        whole,
        example,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=_OPSET,
        dynamo=False,
    )


def _export_part(part: nn.Module, path: Path, **widths: int) -> None:
    torch.onnx.export(
        part.eval(),
        tuple(torch.zeros(3, width) for width in widths.values()),
        str(path),
        input_names=list(widths),
        output_names=["scores"],
        dynamic_axes={name: {0: "rows"} for name in (*widths, "scores")},
        opset_version=_OPSET,
        dynamo=False,
    )
    onnx.checker.check_model(str(path))
