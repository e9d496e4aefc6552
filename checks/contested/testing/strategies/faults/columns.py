"""A cell of any field, where what is done touches nothing else."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from contested import standard
from contested.standard import Field
from contested.testing.strategies.cells import cell
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.links import NOT_PERSONS
from contested.testing.strategies.wishes import Wish

SWEPT = ("actors", "locations", "sources", "questions")
"""Tables whose rows have to be named by some other row."""
NAMED = [
    word
    for word in standard.tables()["actors"].fields["actor_type"].words
    if word not in ("unnamed_source", "collective")
]
"""Kinds of actor of which no two have one name."""
Judged = Callable[[Field], bool]
Cell = tuple[str, Cells, Field]
NEEDS: dict[str, dict[str, Wish]] = {
    "also_known_as": {"actor_type": NAMED},
    "wikidata_id": {"actor_type": NAMED},
    "exclusive": {"answer_type": ["actor", "location"]},
    "quantity_min": {"question__answer_type": "quantity", "quantity_min": "3", "quantity_max": "3"},
    "quantity_max": {"question__answer_type": "quantity", "quantity_min": "3", "quantity_max": "3"},
    **{name: {"kind": "corrected"} for name in ("field", "old_value", "new_value")},
    "quantity_about": {"question__answer_type": "quantity", "quantity_min": "3"},
    "withheld": {"polarity": "withholds"},
    "quote": {"voice": ["headline", "indirect_speech", "direct_quote"]},
    "quote_language": {"voice": "direct_quote"},
    "native_name": {"native_language": "fa", "actor_type": NOT_PERSONS},
    "native_language": {"native_language": "fa", "actor_type": NOT_PERSONS},
    "removed": {"removed": "2021-09-30"},
    "latitude": {"latitude": "0"},
    "longitude": {"latitude": "0"},
    "uncertainty_m": {"latitude": "0"},
}
"""What a row must be like for a cell of this name to be filled in it."""


def some_cell(draft: Draft, judged: Judged, *, keys: bool = False, keep: bool = False) -> Cell:
    """Return a filled cell of any field that a rule judges.

    With `keys` these are the ids of rows that others have to name, otherwise all other cells. A
    blank one is filled, or with `keep` left alone for another cell of its row, so that no cell
    says anything new. Nothing else hangs on the cell: whatever its row names is named elsewhere
    too, and a key is one that nobody points to.
    """
    found: list[tuple[str, Field]] = []
    for name in draft.specs:
        if name in standard.TABLES or draft.tables[name]:
            found += [(name, field) for field in _fields(draft, name, keys) if judged(field)]
    table, field = draft.draw(st.sampled_from(found))
    row = some_row(draft, table, field)
    if not row[field.name] and keep:
        others = [other for other in _fields(draft, table, keys) if row[other.name]]
        field = draft.draw(st.sampled_from(others))
    elif not row[field.name]:
        row[field.name] = field.default or draft.draw(cell(field))
    return table, row, field


def _fields(draft: Draft, table: str, keys: bool) -> list[Field]:
    spec = draft.specs[table]
    ids = spec.key if table in SWEPT else ()
    return [field for field in spec.fields.values() if (field.name in ids) == keys]


def some_row(draft: Draft, table: str, field: Field) -> Cells:
    """Return a row that may lose this cell."""
    if table not in standard.TABLES:
        own: Cells = draft.draw(st.sampled_from(draft.tables[table]))
        return own
    known = draft.specs[table].fields
    needed = NEEDS.get(field.name, {}).items()
    wishes = {name: wish for name, wish in needed if "__" in name or name in known}
    if table in SWEPT and field.name in draft.specs[table].key:
        row = draft.free(table, **wishes)
    elif table in SWEPT:
        row = (
            draft.new(table, **wishes)
            if field.name == "answer_type"
            else draft.some(table, **wishes)
        )
        draft.use(table, row)
    else:
        row = draft.free(table, **wishes)
        if table == "relays" and int(row["step"]) < sum(
            other["claim_id"] == row["claim_id"] for other in draft.tables["relays"]
        ):
            row = draft.new("relays", claim_id=row["claim_id"])
    for reference in draft.specs[table].references:
        named = (
            draft.find(reference.table, row[reference.column]) if len(reference.keys) == 1 else None
        )
        if named is not None and reference.table in SWEPT:
            draft.use(reference.table, named)
    return row
