"""Drafts of whole packages, in which nothing is wrong."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from contested.standard import TABLES, Table
from contested.standard.content import claim_states
from contested.testing.strategies import claims, links, rows  # noqa: F401 -- makers of rows
from contested.testing.strategies.cells import blank_or, cell
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.hiding import hide_redacted

EXTRA: tuple[dict[str, Any], ...] = (
    {"name": "x_coder", "type": "string"},
    {"name": "x_seen_on", "type": "date"},
    {"name": "x_share", "type": "number", "constraints": {"minimum": 0, "maximum": 1}},
    {"name": "x_batch", "type": "integer", "constraints": {"required": True}},
    {"name": "x_grade", "type": "string", "constraints": {"enum": ["a", "b"]}},
)
"""Columns that a package may add to those of the standard."""
REQUIRED = [one for one in EXTRA if one.get("constraints", {}).get("required")]
"""Those in which nothing can be withheld once a claim is redacted."""
OF_QUESTIONS = ("x_batch", "x_grade")
"""Those in which nothing looks like an answer to a question."""
PHOTOS: dict[str, Any] = {
    "fields": [
        {"name": "photo_id", "type": "string"},
        {"name": "claim_id", "type": "string"},
        {"name": "taken", "type": "date"},
    ],
    "primaryKey": ["photo_id"],
    "foreignKeys": [
        {"fields": ["claim_id"], "reference": {"resource": "claims", "fields": ["claim_id"]}}
    ],
}
"""The schema of a table that a package may add."""


@st.composite
def drafts(
    draw: st.DrawFn, min_claims: int = 1, max_claims: int = 6, *, extensions: bool = True
) -> Draft:
    """Draw a draft in which nothing at all is wrong.

    It has that many claims, and all that they need.
    """
    draft = Draft(draw)
    for _ in range(draw(st.integers(min_claims, max_claims))):
        draft.new("claims")
    for table in ("relays", "relations", "citations", "revisions"):
        for _ in range(draw(st.integers(0, 2))):
            draft.new(table)
    if extensions:
        _extend(draft)
    hide_redacted(draft)
    return draft


def _extend(draft: Draft) -> None:
    """Add perhaps a few columns to tables, and a table."""
    draw = draft.draw
    for name in draw(st.lists(st.sampled_from(TABLES), max_size=2, unique=True)):
        tells = claim_states(draft.specs[name])
        fields = draw(
            st.lists(
                st.sampled_from(
                    [
                        one
                        for one in EXTRA
                        if not (tells and one in REQUIRED)
                        and (name != "questions" or one["name"] in OF_QUESTIONS)
                    ]
                ),
                min_size=1,
                max_size=2,
                unique_by=lambda field: str(field["name"]),
            )
        )
        draft.extra[name] = fields
        draft.specs[name] = draft.specs[name].extended({"fields": fields})
        for row in draft.tables[name]:
            row |= {f["name"]: _any(draft, name, f["name"]) for f in fields}
    if draw(st.booleans()):
        spec = draft.specs["x-photos"] = Table.from_schema("x-photos", PHOTOS)
        claims = [row["claim_id"] for row in draft.tables["claims"]]
        draft.tables["x-photos"] = [
            {name: _any(draft, "x-photos", name) for name in spec.fields}
            | {"photo_id": str(number), "claim_id": draw(st.sampled_from(claims))}
            for number in range(draw(st.integers(0, 2)) if claims else 0)
        ]


def _any(draft: Draft, table: str, column: str) -> str:
    field = draft.specs[table].fields[column]
    return draft.draw(cell(field) if field.required else blank_or(field))
