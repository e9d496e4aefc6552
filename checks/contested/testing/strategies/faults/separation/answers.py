"""Faults of answers: of another kind than was asked for, several in one, or in a place where no
answer belongs.
"""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from contested.rules.separation.answers import VERDICTS
from contested.standard import TABLES, Table
from contested.testing.strategies.days import FIRST, text_of
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.faults.fault import Hit, fault
from contested.testing.strategies.faults.voices import ACTIVE, SHOWN

IDS = ("actor", "location")
"""Types of answer that are the id of a row."""
BETWEEN = (";", ", ", ",", "|", " / ", "/", " & ", "+", " and ", " or ")
"""What people write between two answers."""


def verdict(draft: Draft) -> str:
    """A word that promises one answer."""
    return draft.draw(st.sampled_from(VERDICTS))


def standing(draft: Draft, kind: str, **wishes: str) -> Cells:
    """An active claim that answers a question of this type, and that no other row is bound to."""
    return draft.free("claims", question__answer_type=kind, status=ACTIVE, **wishes)


def some_id(draft: Draft, kind: str) -> str:
    """The id of some actor or location."""
    return draft.some(f"{kind}s")[f"{kind}_id"]


@fault("fact-table")
def a_column_of_facts(draft: Draft) -> Iterator[Hit]:
    table, word = draft.draw(st.sampled_from(TABLES)), verdict(draft)
    name = draft.draw(
        st.sampled_from(
            [f"x_{word}", f"x_{word}_answer", f"x_the_{word.upper()}", f"x_number_{word}_1"]
        )
    )
    draft.some(table)
    draft.extra[table] = [*draft.extra.get(table, []), {"name": name, "type": "string"}]
    yield "", None, ""


@fault("fact-table")
def a_table_of_facts(draft: Draft) -> Iterator[Hit]:
    word = verdict(draft)
    name = draft.draw(
        st.sampled_from([f"x-{word}", f"x-{word}-events", f"x-count-{word}", f"x-number_{word}_1"])
    )
    draft.specs[name] = Table.from_schema(
        name, {"fields": [{"name": "event_id", "type": "string"}], "primaryKey": ["event_id"]}
    )
    draft.tables[name] = []
    yield "", None, ""


@fault("fact-table")
def a_fact_in_a_table_of_the_package(draft: Draft) -> Iterator[Hit]:
    word = verdict(draft)
    column = draft.draw(st.sampled_from([word, f"{word}_on", f"is_{word}"]))
    fields = [{"name": "event_id", "type": "string"}, {"name": column, "type": "string"}]
    draft.specs["x-events"] = Table.from_schema(
        "x-events", {"fields": fields, "primaryKey": ["event_id"]}
    )
    draft.tables["x-events"] = [{"event_id": "1", column: "so"}]
    yield "", None, ""


@fault("wrong-kind-of-answer")
def neither_yes_nor_no(draft: Draft) -> Iterator[Hit]:
    claim = standing(draft, "yes_no")
    claim["answer"] = draft.draw(
        st.sampled_from(
            ["maybe", "Yes", "NO", "yes.", "n", "true", "not yet", "no no", some_id(draft, "actor")]
        )
    )
    yield "claims", claim, "answer"


@fault("wrong-kind-of-answer")
def no_id_of_an_actor(draft: Draft) -> Iterator[Hit]:
    claim = standing(draft, "actor")
    wrong = [
        "yes",
        "12",
        claim["answer"].upper(),
        f"{claim['answer']}-",
        claim["answer"].replace("-", "_"),
        f"the {claim['answer']}",
    ]
    claim["answer"] = draft.draw(
        st.sampled_from([*wrong, some_id(draft, "location"), draft.some("actors")["name"]])
    )
    yield "claims", claim, "answer"


@fault("wrong-kind-of-answer")
def no_id_of_a_location(draft: Draft) -> Iterator[Hit]:
    claim = standing(draft, "location")
    wrong = [
        "yes",
        "12",
        claim["answer"].upper(),
        f"{claim['answer']}-",
        claim["answer"].replace("-", "_"),
        f"in {claim['answer']}",
    ]
    claim["answer"] = draft.draw(
        st.sampled_from([*wrong, some_id(draft, "actor"), draft.some("locations")["name"]])
    )
    yield "claims", claim, "answer"


@fault("wrong-kind-of-answer")
def no_date(draft: Draft) -> Iterator[Hit]:
    claim = standing(draft, "date")
    wrong = [
        "yesterday",
        "2021-02-29",
        "2021-13",
        "21",
        "0000",
        "2021-8-1",
        "../..",
        "2021-08-02/2021-08-01",
        "2021-08-01T10:00",
        "2021-08-0?",
    ]
    claim["answer"] = draft.draw(st.sampled_from(wrong))
    yield "claims", claim, "answer"


@fault("wrong-kind-of-answer")
def a_quantity_without_a_bound(draft: Draft) -> Iterator[Hit]:
    claim = standing(draft, "quantity")
    claim |= {"quantity_min": "", "quantity_max": ""}
    yield "claims", claim, "quantity_min"


@fault("wrong-kind-of-answer")
def bounds_of_what_is_no_quantity(draft: Draft) -> Iterator[Hit]:
    kinds = [
        word for word in draft.specs["questions"].fields["answer_type"].words if word != "quantity"
    ]
    claim = standing(draft, draft.draw(st.sampled_from(kinds)))
    claim |= draft.draw(
        st.sampled_from(
            [
                {"quantity_min": "3"},
                {"quantity_max": "0"},
                {"quantity_min": "2", "quantity_max": "2.0"},
            ]
        )
    )
    yield "claims", claim, "quantity_min"


@fault("merged-answer")
def yes_as_well_as_no(draft: Draft) -> Iterator[Hit]:
    claim, words = standing(draft, "yes_no"), draft.draw(st.permutations(["yes", "no"]))
    merged = draft.draw(st.sampled_from(BETWEEN)).join(words)
    claim["answer"] = draft.draw(st.sampled_from([merged, merged.capitalize(), merged.upper()]))
    yield "claims", claim, "answer"


@fault("merged-answer")
def several_ids(draft: Draft) -> Iterator[Hit]:
    kind = draft.draw(st.sampled_from(IDS))
    claim = standing(draft, kind)
    several = [
        claim["answer"],
        *(some_id(draft, kind) for _ in range(draft.draw(st.integers(1, 2)))),
    ]
    claim["answer"] = draft.draw(st.sampled_from(BETWEEN)).join(several)
    yield "claims", claim, "answer"


@fault("merged-answer")
def several_dates(draft: Draft) -> Iterator[Hit]:
    claim, day = standing(draft, "date"), FIRST + draft.draw(st.integers(0, 9))
    one, other = (
        draft.draw(
            st.sampled_from(
                [text_of(d), text_of(d, parts=1), f"{text_of(d)}?", f"{text_of(d)}/..", "2021-08"]
            )
        )
        for d in (day, day + 1)
    )
    claim["answer"] = draft.draw(
        st.sampled_from([joint for joint in BETWEEN if "/" not in joint])
    ).join([one, other])
    yield "claims", claim, "answer"


@fault("exclusive-misplaced")
def left_open_whether_two_can_be_right(draft: Draft) -> Iterator[Hit]:
    question = draft.use("questions", draft.some("questions", answer_type=IDS))
    question["exclusive"] = ""
    yield "questions", question, "exclusive"


@fault("exclusive-misplaced")
def said_where_it_goes_without_saying(draft: Draft) -> Iterator[Hit]:
    kinds = [
        word for word in draft.specs["questions"].fields["answer_type"].words if word not in IDS
    ]
    question = draft.new("questions", answer_type=kinds)
    for _ in range(draft.draw(st.integers(1, 2))):
        draft.new("claims", question_id=question["question_id"], status=SHOWN)
    question["exclusive"] = draft.draw(st.sampled_from(["true", "false"]))
    yield "questions", question, "exclusive"


@fault("double-negative")
def a_denied_yes_or_no(draft: Draft) -> Iterator[Hit]:
    claim = standing(draft, "yes_no")
    claim["polarity"] = "denies"
    yield "claims", claim, "polarity"


def ranged(draft: Draft, low: float, high: float, wording: str) -> Cells:
    """A claim of a quantity between two bounds, in these words; what it states has no digits,
    unless it is redacted or not.
    """
    claim = draft.free("claims", question__answer_type="quantity", status=SHOWN)
    claim |= {
        "quantity_min": f"{low:g}",
        "quantity_max": f"{high:g}",
        "answer": wording,
        "statement": "So many were counted.",
    }
    return claim


@fault("range-nobody-stated")
def a_bound_that_is_one_off(draft: Draft) -> Iterator[Hit]:
    low = draft.draw(st.integers(2, 2000))
    high = low + draft.draw(st.integers(2, 2000))
    wording = draft.draw(
        st.sampled_from(
            [
                f"{low} to {high}",
                f"{low:,}–{high:,}",
                f"between {low:,} and {high}".replace(",", " "),
                f"{high}, not {low}",
            ]
        )
    )
    wide, narrow = draft.draw(
        st.sampled_from(
            [(low - 1, high), (low, high + 1), (low + 1, high), (low, high - 1), (low + 0.5, high)]
        )
    )
    where, claim = (
        draft.draw(st.sampled_from(["answer", "statement"])),
        ranged(draft, wide, narrow, "a number of them"),
    )
    claim[where] = wording
    yield "claims", claim, "quantity_min"


@fault("range-nobody-stated")
def a_bound_that_is_part_of_another_number(draft: Draft) -> Iterator[Hit]:
    low = draft.draw(st.integers(2, 90))
    wording = draft.draw(
        st.sampled_from(
            [f"{low}0 to 99999", f"1{low} to 99999", f"0{low}3,99999", f"{low} to 199999"]
        )
    )
    yield "claims", ranged(draft, low, 99999, wording), "quantity_min"


@fault("range-nobody-stated")
def bounds_from_two_places(draft: Draft) -> Iterator[Hit]:
    low = draft.draw(st.integers(2, 900))
    claim = ranged(draft, low, low + 1, f"{low} or more")
    claim["statement"] = f"No more than {low + 1} were counted."
    yield "claims", claim, "quantity_min"


@fault("backwards-range")
def a_least_just_above_the_most(draft: Draft) -> Iterator[Hit]:
    high = draft.draw(st.integers(0, 900))
    claim = draft.free("claims", question__answer_type="quantity", status=SHOWN)
    claim |= {
        "quantity_min": draft.draw(st.sampled_from([str(high + 1), f"{high}.01"])),
        "quantity_max": str(high),
    }
    yield "claims", claim, "quantity_min"
