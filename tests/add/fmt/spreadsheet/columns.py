"""Columns of every kind, and the day of the examples of damage."""

from __future__ import annotations

from datetime import date

from contested import standard
from contested.standard import Table

TODAY = date(2026, 11, 22)
TABLES = standard.tables()
COLUMNS = {
    "date": TABLES["questions"].fields["period"],
    "day": TABLES["sources"].fields["accessed"],
    "number": TABLES["claims"].fields["quantity_min"],
    "latitude": TABLES["locations"].fields["latitude"],
    "integer": TABLES["relays"].fields["step"],
    "boolean": TABLES["questions"].fields["exclusive"],
    "word": TABLES["claims"].fields["voice"],
    "id": TABLES["claims"].fields["claim_id"],
    "uri": TABLES["sources"].fields["url"],
    "prose": TABLES["claims"].fields["note"],
    "digits": (
        Table.from_schema(
            "x-t", {"fields": [{"name": "x", "constraints": {"pattern": "[0-9a-zA-Z/.-]+"}}]}
        ).fields["x"]
    ),
    "loose": Table.from_schema("x-t", {"fields": [{"name": "x", "type": "boolean"}]}).fields["x"],
}
