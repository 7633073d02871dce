"""From data to the shipped model: ``python -m training --help``; `make train` runs all of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from .corpus.markup import read_corpus
from .export import export
from .finish import ROUNDS, average, begin, finish
from .measure import measures
from .prepare import prepared, share_of, split
from .pretrain import pretrain

ROOT = Path(__file__).parents[1]

app = typer.Typer(add_completion=False, help=__doc__)


@app.command()
def train(
    data: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the public data sets, laid out as training/README.md says; without it "
            "the corpus alone is trained on."
        ),
    ] = None,
    work: Annotated[
        Path, typer.Option(help="Folder where finished steps are kept and found again.")
    ] = ROOT / "build" / "training",
    output: Annotated[Path, typer.Option(help="Folder for the files of the model.")] = ROOT
    / "extract"
    / "model",
    seed: Annotated[int, typer.Option(help="Of everything random.")] = 1,
    share: Annotated[
        float, typer.Option(min=0.01, max=1.0, help="The share of the passages to train on.")
    ] = 1.0,
    renamings: Annotated[
        int, typer.Option(help="How often each passage is seen again with other names.")
    ] = 2,
    runs: Annotated[
        int,
        typer.Option(
            min=1,
            help="How many models are finished from the same start in each round; "
            "their mean goes on.",
        ),
    ] = 2,
) -> None:
    """Train, export and measure the model; steps whose files lie in the work folder are skipped.

    Examples:

        python -m training --data ../data

        python -m training --work build/quarter --output build/quarter/model --share 0.25
    """
    first = work / "pretrained.pt"
    if data is not None and not first.exists():
        pretrain(data, first, seed)
    corpus = ROOT / "seeds" / "corpus"
    passages, _ = split(list(read_corpus(corpus / "train")))
    texts = prepared(passages, work / "train.pickle", seed, renamings=renamings)
    test = prepared(list(read_corpus(corpus / "test")), work / "test.pickle", seed)
    chosen = share_of(texts, share, renamings)
    weights = work / "start.pt"
    if not weights.exists():
        begin(first if first.exists() else None, weights, seed)
    for number, plan in enumerate(ROUNDS, 1):
        mean = work / f"round-{number}.pt"
        if not mean.exists():
            finished = [work / f"round-{number}-{run}.pt" for run in range(1, runs + 1)]
            for run, path in enumerate(finished):  # each in another order
                if not path.exists():
                    finish(data, chosen, weights, path, seed + run, plan)
            average(finished, mean)
        weights = mean
    export(weights, output)
    typer.echo(json.dumps(measures(output, data, test), indent=1))


if __name__ == "__main__":
    app()
