"""Packages to export, and what must come back of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from contested.package import DESCRIPTOR, find
from contested.release.content import Content
from contested.testing import specimen
from release.releases import content_of

PANJSHIR = Path(__file__).parents[2] / "datasets" / "panjshir-2021"
DATASETS = sorted(one.parent for one in PANJSHIR.parent.glob(f"*/{DESCRIPTOR}"))
LINES = {
    "specimen": "",
    "withdrawn": "withdrawn claims clm-k",
    "extensions": (
        "column claims x_coder ; column claims x_Coder ; table x-photos ; table x-Photos ; claims"
        " clm-a x_coder=Ana x_Coder=Ben"
    ),
    "shouting": (
        """claims clm-a statement="It's \\"ours\\", they say; نو" """
        "; claims clm-d quantity_min=-0 quantity_max=12.50"
    ),
}
CASES = [*LINES, "panjshir", "typed", "foreign"]
TYPED: dict[str, list[Any]] = {
    "fields": [
        {"name": "x_no", "type": "integer"},
        {"name": "x_size", "type": "number", "constraints": {"enum": [1, 2.5]}},
        {"name": "x_seen", "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
        {"name": "x_tags", "type": "list", "delimiter": ";"},
        {"name": "x_day", "type": "date"},
        {
            "name": "x_code",
            "type": "string",
            "constraints": {"unique": True, "enum": ["it's", "b"]},
            "default": "b",
        },
        {"name": "x_claim", "type": "string"},
        {"name": "x_like", "type": "integer"},
        {"name": "x_select", "type": "string"},
    ],
    "primaryKey": ["x_no"],
    "foreignKeys": [
        {"fields": ["x_claim"], "reference": {"resource": "claims", "fields": ["claim_id"]}},
        {"fields": ["x_like"], "reference": {"resource": "", "fields": ["x_no"]}},
    ],
}
"""An extension table with a column of each type; two of its keys are written differently but are
the same number.
"""
ROWS = (
    ("-0", "1", "yes", "a;b", "0001-02-03", "it's", "clm-a", "0", 'a "quoted" word'),
    ("0", "2.5", "no", "", "", "", "", "-0", ""),
    ("3", "", "", "c", "9999-12-31", "", "clm-l", "", "=1+1"),
)


QUESTION = {"resource": "questions", "fields": ["question_id"]}
FOREIGN = (
    *("_id", "1st", "field artillery", "person:name", "ISO3166-1-Alpha-2", "a__b", "x.y", "a/b"),
    *("event_date", "event_date_earliest", "deaths", "deaths_raw", "value", "value_number", "qst"),
    *("@id", "قتلى", "Число жертв", "it's", "100%", "Row", "text", "key", "n", "#", "$ref", "{x}"),
    *("[y]", "first", "select", "Name, English", "a;b", "a|b", "=1+1", "UPPER", "upper", "target"),
    *("cell", "cell_raw", "index", "position", "in_conflict", "Déjà  vu"),
)
"""Names as other people's tables have them, and some that mean something to programs."""


@cache
def case(name: str) -> Content:
    """Return one of the contents that every export is tried on."""
    if name == "panjshir":
        (found,) = find(PANJSHIR)
    elif name in MADE:
        found = MADE[name]().package()
    else:
        found = specimen.changed(LINES[name]).package()
    return content_of(found)


def typed() -> specimen.Specimen:
    """Return the specimen with a table of columns of each type."""
    made = specimen.changed("table x-things")
    made.descriptor["resources"][-1]["schema"] = TYPED
    made.tables["x-things"] = [
        dict(zip((str(field["name"]) for field in TYPED["fields"]), row, strict=True))
        for row in ROWS
    ]
    return made


def foreign() -> specimen.Specimen:
    """Return the specimen with rows of somebody else's beside it, under the names they have."""
    made = specimen.changed("table x-reports")
    kinds = {"deaths": "integer", "value": "number", "event_date": "date", "a__b": "integer"}
    made.descriptor["resources"][-1]["schema"] = {
        "fields": [{"name": one, "type": kinds.get(one, "string")} for one in FOREIGN],
        "primaryKey": ["_id"],
        "foreignKeys": [{"fields": ["qst"], "reference": QUESTION}],
    }
    cells = {"deaths": "12", "value": "1.5", "event_date": "2021-08-21", "a__b": "7"}
    made.tables["x-reports"] = [
        {one: cells.get(one, f"{number} {one}") for one in FOREIGN} | {"qst": question}
        for number, question in enumerate(("qst-control", "", "qst-deaths"))
    ]
    return made


MADE = {"typed": typed, "foreign": foreign}


def claims_by_id(content: Content) -> dict[str, tuple[Any, ...]]:
    """Return each claim's claimant, source, date, position and `in_conflict`.

    They are read from the text of the tables; a claim that withholds an answer has no position,
    and one that is not active neither of the last two.
    """
    claims = content.frame("claims").select("claim_id", "claimant_id", "source_id", "stated")
    held = content.position_of.select("claim_id", "position", "in_conflict")
    rows = claims.join(held, on="claim_id", how="left").rows()
    found = {key: tuple(rest) for key, *rest in rows}
    assert len(found) == claims.height
    return found


def same_cells(values: list[Any], texts: list[str | None], default: str = "") -> bool:
    """Return True if typed cells say what a column's text says."""
    return len(values) == len(texts) and all(
        _same_cell(value, text if text is not None else default or None)
        for value, text in zip(values, texts, strict=True)
    )


def _same_cell(value: Any, text: str | None) -> bool:
    if text is None or value is None:
        return text is value
    if isinstance(value, bool):
        return text in (("true", "yes") if value else ("false", "no"))
    if isinstance(value, int | float):
        return value == float(text)
    return text == (";".join(value) if isinstance(value, list) else str(value))


def texts(content: Content, name: str) -> dict[str, list[str | None]]:
    """Return the cells of a table as text, by column."""
    frame: pl.DataFrame = content.frame(name)
    return frame.to_dict(as_series=False)
