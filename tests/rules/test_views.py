"""Views: each table joined with the rows its keys name, the same on both engines."""

from __future__ import annotations

from datetime import date

import pytest
from contested.rules.names import reference_of, resolve
from contested.rules.views import Views
from contested.standard import Table
from rules.columns.viewing import TODAY, views_of

pytestmark = pytest.mark.parametrize("engine", ["polars", "pandas"])


def seen(line: str, engine: str, table: str, key: str, *names: str) -> tuple[object, ...]:
    """What the view of a changed specimen shows in the only row of a key."""
    found = views_of(line, engine)
    keys = found.tables[table].key
    rows = found.rows(found.view(table, set(names)).select(*keys, *names))
    (row,) = [row for row in rows if " ".join(str(k) for k in row[: len(keys)]) == key]
    return tuple(row[len(keys) :])


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_a_row_sees_the_rows_that_its_keys_name(engine: str) -> None:
    assert seen(
        "",
        engine,
        "claims",
        "clm-a",
        "source__published",
        "claimant__name",
        "question__topic",
        "source__found",
    ) == (
        "2021-08-23",
        "River Guard",
        "control",
        True,
    )
    assert seen(
        "", engine, "claims", "clm-a", "source__published_latest", "source__accessed_earliest"
    ) == (day("2021-08-23"), day("2021-09-02"))


def test_a_row_sees_over_two_tables_and_over_three(engine: str) -> None:
    assert seen(
        "",
        engine,
        "relays",
        "clm-m 1",
        "claim__source__published",
        "claim__source__publisher__name",
    ) == ("2021-08-24", "Radio Ostra")
    assert seen(
        "",
        engine,
        "relations",
        "clm-b contradicts clm-a",
        "claim__claimant__name",
        "other_claim__claimant__name",
    ) == ("Valley Council", "River Guard")
    assert seen("", engine, "claims", "clm-a", "question__location__within__name") == (
        "North Ostra",
    )


def test_a_key_that_is_blank_or_names_nothing_shows_nothing(engine: str) -> None:
    assert seen("", engine, "claims", "clm-e", "location__name", "location__found") == (None, None)
    assert seen(
        "claims clm-a location_id=loc-fort",
        engine,
        "claims",
        "clm-a",
        "location__name",
        "location__found",
    ) == (None, None)


def test_a_key_that_stands_twice_is_found_but_says_nothing_and_no_row_is_multiplied(
    engine: str,
) -> None:
    line = "+sources src-wire title=Again ; +relays clm-m,1 relay_id=act-told"
    assert seen(line, engine, "claims", "clm-l", "source__published", "source__found") == (
        None,
        True,
    )
    assert seen(line, engine, "claims", "clm-a", "source__published", "source__found") == (
        "2021-08-23",
        True,
    )
    assert seen(line, engine, "relays", "clm-c 1", "claim__source__published") == ("2021-08-23",)
    assert seen(
        line, engine, "revisions", "rev-2", "record_relays__found", "record_relays__relay_id"
    ) == (True, None)


def test_a_malformed_cell_is_blank_but_not_for_whoever_asks_what_was_typed(engine: str) -> None:
    line = "claims clm-a stated=21/8/21 ; sources src-wire published=soon"
    assert seen(
        line,
        engine,
        "claims",
        "clm-a",
        "stated",
        "stated_raw",
        "stated_is_blank",
        "stated_earliest",
    ) == (None, "21/8/21", False, None)
    assert seen(line, engine, "claims", "clm-b", "stated", "stated_raw", "stated_is_blank") == (
        "2021-08-22",
        "2021-08-22",
        False,
    )
    assert seen(
        line,
        engine,
        "claims",
        "clm-l",
        "source__published",
        "source__published_latest",
        "source__found",
    ) == (None, None, True)
    assert seen(line, engine, "claims", "clm-a", "note", "note_raw", "note_is_blank") == (
        None,
        None,
        True,
    )
    assert seen(
        "claims clm-a location_id=Ford",
        engine,
        "claims",
        "clm-a",
        "location__found",
        "location_id_raw",
        "small_place",
    ) == (None, "Ford", None)


def test_a_padded_cell_is_read_without_its_padding(engine: str) -> None:
    assert seen(
        r'bytes relays "clm-m,1,act-wire" "clm-m,1, act-wire "',
        engine,
        "relays",
        "clm-m 1",
        "relay_id",
        "relay__name",
    ) == ("act-wire", "Ostra Wire")


def test_a_default_fills_a_blank_cell_and_not_a_malformed_one(engine: str) -> None:
    line = "claims clm-b status=gone ; claims clm-c polarity=denies"
    assert seen(line, engine, "claims", "clm-a", "status", "polarity") == ("active", "affirms")
    assert seen(line, engine, "claims", "clm-b", "status", "polarity") == (None, "denies")
    assert seen(line, engine, "claims", "clm-c", "status", "polarity", "status_is_blank") == (
        "active",
        "denies",
        True,
    )
    assert seen(
        line, engine, "relations", "clm-b contradicts clm-a", "claim__status", "other_claim__status"
    ) == (None, "active")


def test_numbers_and_days_are_what_their_texts_mean(engine: str) -> None:
    assert seen(
        "claims clm-d quantity_max=15.50",
        engine,
        "claims",
        "clm-d",
        "quantity_min_number",
        "quantity_max_number",
    ) == (12.0, 15.5)
    assert seen(
        "claims clm-d quantity_max=many",
        engine,
        "claims",
        "clm-d",
        "quantity_min_number",
        "quantity_max_number",
    ) == (12.0, None)
    assert seen("", engine, "claims", "clm-i", "occurred_earliest", "occurred_latest") == (
        day("2021-08-01"),
        day("2021-08-31"),
    )
    assert seen("", engine, "claims", "clm-c", "stated_earliest", "stated_latest") == (
        None,
        day("2021-08-23"),
    )


def test_a_conditional_reference_joins_whatever_its_condition_says(engine: str) -> None:
    assert seen("", engine, "claims", "clm-a", "answer_actor__name", "answer_location__name") == (
        "River Guard",
        None,
    )
    assert seen("", engine, "claims", "clm-g", "answer_actor__found", "answer_location__name") == (
        None,
        "North Ostra",
    )
    assert seen(
        "", engine, "revisions", "rev-2", "record_relays__relay_id", "record_claims__found"
    ) == ("act-wire", None)
    assert seen(
        "", engine, "revisions", "rev-1", "record_relays__found", "record_claims__status"
    ) == (None, "redacted")


def test_a_name_tells_from_which_tables_it_is_read(engine: str) -> None:
    tables = views_of("", engine).tables
    assert resolve(tables, "claims", "stated_earliest") == {"claims"}
    assert resolve(tables, "relays", "claim__source__publisher__name") == {
        "relays",
        "claims",
        "sources",
        "actors",
    }
    places = {"claims", "questions", "locations", "relations"}
    assert resolve(tables, "claims", "contradicts_own") == places
    assert resolve(tables, "relations", "is_incompatible") == places
    assert resolve(tables, "claims", "mood") is None
    assert resolve(tables, "claims", "mood__name") is None
    assert resolve(tables, "claims", "source__mood") is None
    with pytest.raises(KeyError):
        reference_of(tables["claims"], "mood")


def test_a_table_of_the_packages_own_that_cannot_be_read_is_no_row_that_uses_anything(
    engine: str,
) -> None:
    schema = {
        "fields": [{"name": "actor_id"}],
        "foreignKeys": [
            {"fields": "actor_id", "reference": {"resource": "actors", "fields": "actor_id"}}
        ],
    }
    whole = views_of("", engine)
    tables = {**whole.tables, "x-photos": Table.from_schema("x-photos", schema)}
    found = Views(whole.namespace, tables, whole.frames, whole.days, TODAY)
    assert len(found.rows(found.view("actors", {"is_used"}).select("is_used"))) == 9
