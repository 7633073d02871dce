"""Checks, converts and counts annotated passages: ``python -m training.corpus --help``."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from claimgraph.graph.errors import ClaimgraphError

from .checks import doubts, faults, repeated_ids
from .markup import MarkupError, read_batch
from .passage import Passage

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)

Sources = Annotated[list[Path], typer.Argument(help="Batch files, or folders of them.")]


def _batches(sources: list[Path]) -> list[Path]:
    return [
        path
        for source in sources
        for path in (sorted(source.rglob("*.txt")) if source.is_dir() else [source])
    ]


@app.command()
def check(
    sources: Sources,
    quiet: Annotated[bool, typer.Option(help="Faults only, no doubts.")] = False,
) -> None:
    """Name every fault and doubt; exit with 1 if there is a fault."""
    failed = 0
    passages: list[Passage] = []
    for path in _batches(sources):
        try:
            batch = read_batch(path)
        except MarkupError as error:
            typer.echo(f"fault  {error}")
            failed += 1
            continue
        passages += batch
        for passage in batch:
            for line in faults(passage):
                typer.echo(f"fault  {path.name}, {passage.id}: {line}")
                failed += 1
            for line in () if quiet else doubts(passage):
                typer.echo(f"doubt  {path.name}, {passage.id}: {line}")
    for name in repeated_ids(passages):
        typer.echo(f"fault  {name}: the id of more than one passage")
        failed += 1
    words = sum(len(passage.text.split()) for passage in passages)
    typer.echo(f"{len(passages)} passages, {words} words, {failed} faults", err=True)
    raise typer.Exit(1 if failed else 0)


@app.command()
def convert(
    sources: Sources,
    output: Annotated[Path, typer.Option(help="Folder for ID.txt and ID.json of each passage.")],
) -> None:
    """Write each passage as a plain text and its gold answer in the guideline's JSON."""
    output.mkdir(parents=True, exist_ok=True)
    for path in _batches(sources):
        for passage in read_batch(path):
            (output / f"{passage.id}.txt").write_text(passage.text, encoding="utf-8", newline="")
            answer = json.dumps(passage.to_guideline(), ensure_ascii=False, indent=1)
            (output / f"{passage.id}.json").write_text(answer + "\n", encoding="utf-8")


@app.command()
def count(sources: Sources) -> None:
    """Count passages, words and labels, as JSON."""
    totals: dict[str, Counter[str]] = {
        name: Counter()
        for name in ("kinds", "words", "entities", "mentions", "relations", "claims", "marks")
    }
    batches = Counter[str]()
    for path in _batches(sources):
        for passage in read_batch(path):
            batches[path.stem] += 1
            totals["kinds"][passage.kind] += 1
            totals["words"][passage.kind] += len(passage.text.split())
            for entity in passage.entities:
                totals["entities"][entity.types[0]] += 1
                totals["mentions"][entity.types[0]] += len(entity.mentions)
            totals["relations"].update(str(r.predicate) for r in passage.relations)
            for index, claim in enumerate(passage.claims):
                totals["claims"][claim.type] += 1
                totals["marks"]["author's" if claim.claimant == "author" else "of others"] += 1
                totals["marks"]["explicit"] += passage.explicit(index)
                totals["marks"]["quote"] += claim.quote
                totals["marks"]["dated"] += claim.date is not None
            totals["marks"].update(cue.kind for cue in passage.cues)
    typer.echo(json.dumps({"batches": batches, **totals}, indent=1))


if __name__ == "__main__":
    try:
        app()
    except (MarkupError, ClaimgraphError) as error:
        raise SystemExit(str(error)) from None
