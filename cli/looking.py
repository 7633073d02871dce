"""``claims``, ``show``, ``search`` and ``stats``: the graph without SPARQL."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from ..graph.errors import UsageError
from .names import check_names, unknown
from .options import AboutOption, ByOption, RowFormat, SinceOption, StoreOption, UntilOption
from .output import note, open_existing, print_json, print_rows, row_format

__all__ = ["register"]

_CLAIM_COLUMNS = (
    *("claimant_name", "type", "words", "attribution", "negated", "hedged", "quotation"),
    *("target_date", "date_words", "condition", "least_probability", "greatest_probability"),
    *("attribution_cue", "negation_cue", "hedge_cue", "negation_scope", "hedge_scope"),
    *("reported_by", "within_words", "about"),
    *("document_title", "published", "location", "start", "end"),
    *("page", "start_time", "end_time", "speaker", "source", "iri", "claimant", "document"),
)
_HIT_COLUMNS = ("kinds", "label", "match", "text", "iri")
_COUNT_COLUMNS = ("what", "kind", "count")


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(claims)
    app.command(no_args_is_help=True)(show)
    app.command(no_args_is_help=True)(search)
    app.command()(stats)


def claims(
    store: StoreOption = "kg",
    by: ByOption = None,
    about: AboutOption = None,
    type: Annotated[
        str | None,
        typer.Option(help="fact, opinion, prediction, recommendation or plan."),
    ] = None,
    document: Annotated[
        str | None, typer.Option(help="Title, location or IRI of a document.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="text, table, csv, tsv or json; by default text on a terminal and tsv in a pipe.",
        ),
    ] = None,
) -> None:
    """Print claims with their words, claimant, source and place.

    Examples:

        claimgraph claims --by 'Mark Chen' --about evals

        claimgraph claims --type prediction --since 2026

        claimgraph claims --about alignment --format csv > alignment.csv
    """
    from ..graph.claims import find_claims

    if format is None and sys.stdout.isatty():
        format = "text"
    if format != "text":
        row_format(format)  # a format that does not exist is found out before the work
    with open_existing(store) as opened:
        found = find_claims(
            opened,
            by=by,
            about=about,
            claim_type=type,
            document=document,
            since=since,
            until=until,
        )
        if not found:
            check_names(opened, by, about, document)
    if format == "text":
        from .pages import claim_lines

        for line in claim_lines(found):
            print(line)
    else:
        print_rows(_CLAIM_COLUMNS, [asdict(claim) for claim in found], format)
    if format == "text" or not found:
        note(f"{len(found)} claim{'' if len(found) == 1 else 's'}")


def show(
    entity: Annotated[str, typer.Argument(help="A name, whatever its case, or an IRI.")],
    store: StoreOption = "kg",
    limit: Annotated[
        int, typer.Option(min=1, help="How many relations, claims and documents at most.")
    ] = 10,
    format: Annotated[
        str, typer.Option("--format", "-f", help="text, or json, which has everything.")
    ] = "text",
) -> None:
    """Print all about a person, organization or other thing.

    Where several things share the name, each has its page.

    Examples:

        claimgraph show OpenAI

        claimgraph show RLHF --limit 50

        claimgraph show 'Mark Chen' --format json | jq '.[].claims_made[].words'
    """
    from ..graph.entities import describe

    if format not in ("text", "json"):
        raise UsageError(f"no format {format!r}; choose text or json")
    with open_existing(store) as opened:
        pages = describe(opened, entity)
        if not pages:
            raise unknown(opened, "thing", entity)
    if format == "json":
        print_json([asdict(page) for page in pages])
        return
    from .pages import page_lines

    for page in pages:
        for line in page_lines(page, limit):
            print(line)


def search(
    text: Annotated[str, typer.Argument(help="Words; each has to begin a word of what is found.")],
    store: StoreOption = "kg",
    type: Annotated[
        list[str] | None,
        typer.Option(help="What to find, such as Person, Claim or Document; may be repeated."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 20,
    format: RowFormat = None,
) -> None:
    """Find things by name, claims and documents by their words.

    The best come first.

    Examples:

        claimgraph search 'reinforcement learn'

        claimgraph search pachocki --type Person

        claimgraph search 'curing diseases' --type Claim --type Document --limit 5
    """
    from ..graph.text_search import KINDS
    from ..graph.text_search import search as find

    row_format(format)
    kinds = {kind.lower(): kind for kind in KINDS}
    with open_existing(store) as opened:
        hits = find(
            opened,
            text,
            kinds=[kinds.get(name.lower(), name) for name in type] if type else None,
            limit=limit,
        )
    rows = [asdict(hit) | {"match": hit.match.name.lower()} for hit in hits]
    print_rows(_HIT_COLUMNS, rows, format)
    if not hits:
        note("nothing found")


def stats(store: StoreOption = "kg", format: RowFormat = None) -> None:
    """Count documents, entities, relations and claims.

    Examples:

        claimgraph stats

        claimgraph stats --store kg --format json
    """
    from ..graph.statistics import count_all

    row_format(format)
    with open_existing(store) as opened:
        counts = count_all(opened)
    rows: list[dict[str, str | int]] = []
    for what, value in asdict(counts).items():
        kinds = value if isinstance(value, dict) else {"": value}
        rows += [
            {"what": what.replace("_", " "), "kind": kind, "count": count}
            for kind, count in kinds.items()
        ]
    print_rows(_COUNT_COLUMNS, rows, format)
