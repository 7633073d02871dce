"""``predictions`` and ``topics``: what single claims add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ..graph.errors import UsageError
from .claim_rows import PLACE, claim_row, note_none, print_claims
from .names import check_names
from .options import AboutOption, ByOption, RowFormat, SinceOption, StoreOption, UntilOption
from .output import open_existing, print_json, row_format

if TYPE_CHECKING:
    from ..graph.topics import Voice

__all__ = ["register"]

_LEDGER = (
    *("status", "target_date", "last_day", "claimant_name", "type", "words", "negated", "hedged"),
    *("hedge_cue", "least_probability", "greatest_probability", "condition", "date_words"),
    *("quotation", "reported_by", "about", *PLACE),
)
_LEDGER_TABLE = (
    *("status", "target_date", "claimant_name", "words", "hedge_cue", "condition", "place"),
)
_TOPICS = (
    *("label", "types", "claims", "direct", "sources", "documents", "voices", "earliest"),
    *("latest", "words", "claimant_name", *(key for key in PLACE if key != "published")),
    *("topic",),
)
_TOPICS_TABLE = ("label", "claims", "direct", "sources", "voices", "latest", "words", "place")
_VOICES = 3  # that a table names


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(predictions)
    app.command()(topics)


def predictions(
    store: StoreOption = "kg",
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day to judge by; by default today.")
    ] = None,
    by: ByOption = None,
    about: AboutOption = None,
    status: Annotated[str | None, typer.Option(help="open, due or overdue.")] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="For that day, month or year, or later."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help="For that day, month or year, or earlier."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    format: RowFormat = None,
) -> None:
    """Print the ledger of predictions with their target dates.

    The first to end comes first. A prediction is open while its time is to come or is not told,
    due while it runs, and overdue from the day after; whether it came true is not said.

    Examples:

        claimgraph predictions --by 'Jakub Pachocki'

        claimgraph predictions --status overdue --on 2026-11-28

        claimgraph predictions --about AGI --from 2027 --to 2030 --format csv > ledger.csv
    """
    from ..graph.ledger import find_predictions

    row_format(format)  # a format that does not exist is found out before the work
    with open_existing(store) as opened:
        found = find_predictions(
            opened,
            on=_day(on),
            by=by,
            about=about,
            status=status,
            target_from=from_,
            target_to=to,
            since=since,
            until=until,
        )
        if not found:
            check_names(opened, by, about)
    rows = [
        claim_row(line.claim)
        | {
            "status": str(line.status),
            "last_day": line.last_day.isoformat() if line.last_day else None,
        }
        for line in found
    ]
    print_claims(_LEDGER, _LEDGER_TABLE, rows, format)
    note_none(found, "no predictions")


def topics(
    store: StoreOption = "kg",
    by: ByOption = None,
    about: AboutOption = None,
    type: Annotated[
        str | None, typer.Option(help="Only topics of a type, such as Method or Benchmark.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: Annotated[int | None, typer.Option(min=1, help="How many at most.")] = None,
    format: RowFormat = None,
) -> None:
    """Print what is talked about, by whom, in how many sources.

    Topics of the most independent sources come first. A topic counts what is narrower than it;
    direct are the claims on itself. Documents in which the same claimant speaks, or of the same
    original, are one source. The words are those of the latest claim.

    Examples:

        claimgraph topics --limit 20

        claimgraph topics --type Method --about 'reinforcement learning'

        claimgraph topics --by 'Mark Chen' --format csv
    """
    from ..graph.topics import find_topics

    form = row_format(format)
    with open_existing(store) as opened:
        found = find_topics(opened, by=by, about=about, topic_type=type, since=since, until=until)
        if not found:
            check_names(opened, by, about)
    found = found[:limit]
    if form == "json":
        print_json([asdict(topic) for topic in found])
    else:
        rows = [
            {
                **claim_row(topic.receipt),
                **{key: getattr(topic, key) for key in ("label", "types", "claims", "direct")},
                **{key: getattr(topic, key) for key in ("sources", "documents")},
                **{key: getattr(topic, key) for key in ("earliest", "latest")},
                "voices": _voices(topic.voices, _VOICES if form == "table" else None),
                "topic": topic.iri,
            }
            for topic in found
        ]
        print_claims(_TOPICS, _TOPICS_TABLE, rows, format)
    note_none(found, "no topics")


def _day(text: str | None) -> date:
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--on {text!r} is not a day; write one as in 2026-06-25") from None


def _voices(voices: Sequence[Voice], limit: int | None) -> list[str]:
    """Names with numbers of claims; behind the first `limit` only how many more there are."""
    named = [f"{voice.name} ({voice.claims})" for voice in voices[:limit]]
    return named if len(named) == len(voices) else [*named, f"and {len(voices) - len(named)} more"]
