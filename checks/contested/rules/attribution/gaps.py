"""Gaps: what nobody recorded.

Data has them that was taken over from a table.
"""

from __future__ import annotations

from contested.rules.rule import Expr, Row, rule

UNRECORDED = ["not_recorded", "und"]
"""Words for it; `und` is that of BCP 47 for a language that is not determined."""


@rule(
    "not-recorded",
    on=(
        "actors.actor_type",
        "locations.location_type",
        "sources.language",
        "claims.voice",
        "claims.certainty",
    ),
    severity="info",
    together="{count} of {table} of which this is not recorded",
    bad=(
        "actors act-told actor_type=not_recorded",
        "locations loc-mill location_type=not_recorded",
        "sources src-wire language=und",
        "claims clm-g voice=not_recorded",
        "claims clm-g certainty=not_recorded",
    ),
    good="actors act-told actor_type=social_account",
)
def not_recorded(row: Row) -> Expr:
    """“{title}” of this row is not recorded.

    Whoever takes over somebody else's table has what stands in it and no more. That is better said
    than guessed, and readers should know how much of it there is.

    Allowed: not_recorded, and und for a language, in data that was taken over from a table

    Mend: Nothing has to be mended. If the document is at hand, look it up. This is for your
    information only.
    """
    return row.cell.is_in(UNRECORDED)
