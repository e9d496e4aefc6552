"""The content of claims: what a redaction takes out, in every table."""

from __future__ import annotations

from contested.standard.model import EXTENSION_COLUMN, EXTENSION_TABLE, Field, Table


def content_of(table: Table) -> list[Field]:
    """Return the columns that nothing of a redacted claim stays in.

    Of what a package adds, that is all but keys and the claims that are named.
    """
    named = {one.column for one in table.references if one.table == "claims"}
    own = table.name.startswith(EXTENSION_TABLE)
    return [
        one
        for one in table.fields.values()
        if one.name not in (*table.key, *(named if own else ()))
        and (own or one.name.startswith(EXTENSION_COLUMN) or not one.is_kept)
    ]


def claim_states(table: Table) -> tuple[str, ...]:
    """Return the columns of a view with the status of claims."""
    if table.name == "claims":
        return ("status",)
    return tuple(f"{one.prefix}__status" for one in table.references if one.table == "claims")
