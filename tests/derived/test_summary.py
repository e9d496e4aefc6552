"""What `contested stats` tells in words: sides, changes, approximate numbers, what is withheld."""

from __future__ import annotations

import json

from contested.derived.stats import stats
from contested.derived.stats_text import lines
from contested.testing.specimen import changed
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings

FEW = one_in(4)
RUNNING = "questions qst-deaths over_time=running period=2021-08"
PLAIN = "relations -clm-m,supersedes,clm-d"
SILENT = (
    "claims clm-e polarity=withholds withheld=could_not_confirm answer= certainty=unstated"
    " ; relations -clm-f,contradicts,clm-e"
)


def part(heading: str, change: str = "") -> list[str]:
    """Return the lines under one heading of the statistics of a changed specimen."""
    told = list(lines(stats(changed(change).package())))
    first = told.index(heading) + 1
    last = told.index("", first) if "" in told[first:] else len(told)
    return told[first:last]


def test_each_side_is_told_with_who_speaks_for_it() -> None:
    spokesman = "claims clm-k claimant_id=act-leaflet on_behalf_of_id=act-guard certainty=possible"
    assert part("What each side says on contested questions", spokesman)[:3] == [
        "  Who held Low Ford on 21 August 2021?",
        ("    River Guard: River Guard (River Guard, whoever printed the leaflet found at"),
        "        the mill [possible])",
    ]


def test_nobody_is_named_where_only_the_side_itself_speaks() -> None:
    unsure = "claims clm-f certainty=probable"
    found = part("What each side says on contested questions", unsure)
    assert found[-2:] == ["    Ana Marin: yes", "    River Guard: no [probable]"]
    both = "+claims clm-new from=clm-f source_id=src-wire certainty=probable locator='line 1'"
    found = part("What each side says on contested questions", both)
    assert found[-1] == "    River Guard: no"


def test_many_claimants_of_one_answer_are_counted() -> None:
    more = " ; ".join(
        f"+claims clm-x{n} from=clm-a claimant_id=act-x{n} on_behalf_of_id=act-guard"
        f" ; +actors act-x{n} from=act-guard name=X{n}"
        for n in range(6)
    )
    found = part("What each side says on contested questions", more)
    assert found[1] == "    River Guard: River Guard (River Guard, X0, X1, X2, X3 and 2 more)"


def test_a_relation_across_questions_is_told_at_both_ends() -> None:
    across = "+relations clm-i,disputes,clm-g basis=curator"
    found = part("What each side says on contested questions", across)
    assert found[4:-3] == [
        "  What office did Ana Marin hold in August 2021?",
        "    Radio Ostra: head of the council",
        "    set against what is said on another question: Where did the Valley Council",
        "        sit in August 2021?",
        "  Where did the Valley Council sit in August 2021?",
        "    Valley Council: North Ostra",
        "    set against what is said on another question: What office did Ana Marin hold",
        "        in August 2021?",
    ]


def test_a_growing_count_is_told_by_the_days_up_to_which_it_counts() -> None:
    grown = f"{RUNNING} ; claims clm-d quantity_about=true ; claims clm-m stated=2021-08-25"
    later = "claims clm-m occurred=2021-08-01/2021-08-24? occurred_span=throughout"
    found = part("What changed when", f"{grown} ; {later}")
    assert found == [
        "  How many people died at Low Ford on 21 August 2021?",
        "    by 21 August 2021",
        "      River Guard: about 12 to 15 [superseded]",
        "      elders of Low Ford: 3 or more [probable]",
        "    by 24 August 2021 (uncertain)",
        "      River Guard: 14",
    ]


def test_a_state_is_told_by_the_days_on_which_it_holds() -> None:
    held = (
        "questions qst-control over_time=changing period=2021-08"
        " ; relations -clm-b,contradicts,clm-a"
        " ; claims clm-b occurred=2021-08-21/2021-08-22 occurred_span=within"
        " ; claims clm-k occurred=../2021-08-23 occurred_span=throughout"
    )
    assert part("What changed when", held) == [
        "  Who held Low Ford on 21 August 2021?",
        "    21 August 2021",
        "      River Guard: River Guard",
        "    21 to 22 August 2021, on some day",
        "      Valley Council: not: River Guard",
        "    no later than 23 August 2021, all the time",
        "      whoever printed the leaflet found at the mill: River Guard",
    ]


def test_answers_that_are_the_same_on_all_days_are_no_change() -> None:
    same = "questions qst-control over_time=changing period=2021-08 ; claims clm-b polarity="
    other_day = "claims clm-k occurred=2021-08-22 ; relations -clm-b,contradicts,clm-a"
    assert part("What changed when", f"{same} ; {other_day}") == ["  none"]


def test_what_was_taken_back_is_told_with_what_took_its_place() -> None:
    assert part("Taken back, corrected or replaced since") == [
        "  How many people died at Low Ford on 21 August 2021?",
        "    River Guard: 12 to 15 (said 22 August 2021), superseded",
        "    since then: 14 (said 23 August 2021)",
    ]
    assert part("Taken back, corrected or replaced since", PLAIN) == ["  none"]


def test_approximate_numbers_are_told_in_the_words_of_the_source() -> None:
    about = "claims clm-m answer='some 14' quantity_about=true on_behalf_of_id=act-council"
    assert part("Approximate numbers", about) == [
        "  How many people died at Low Ford on 21 August 2021?",
        "    River Guard for Valley Council: some 14",
    ]


def test_who_could_not_confirm_stands_beside_what_is_claimed() -> None:
    heading = "What could not be confirmed, is not known, or was not told"
    assert part(heading, SILENT) == [
        "  Were the River Guard and the Valley Council in talks on 22 August 2021?",
        "    River Guard: no",
        "    Ana Marin could not confirm it",
    ]
    declined = SILENT.replace("could_not_confirm", "declined")
    assert part(heading, declined)[-1] == "    Ana Marin declined to say"
    unknown = SILENT.replace("could_not_confirm", "does_not_know")
    assert part(heading, unknown)[-1] == "    Ana Marin does not know"
    blank = SILENT.replace("could_not_confirm", "")
    assert part(heading, blank)[-1] == "    Ana Marin gives no answer"


def test_a_long_list_of_questions_is_cut_and_says_so() -> None:
    more = " ; ".join(
        f"+questions qst-x{n} from=qst-deaths question='How many in hamlet {n}?'"
        f" ; +claims clm-x{n} from=clm-m question_id=qst-x{n} quantity_about=true"
        for n in range(27)
    )
    found = part("Approximate numbers", more)
    assert (len(found), found[-1]) == (51, "  2 more of 27; --format json has them all")


def test_of_a_question_with_very_many_sides_all_answers_are_told_or_none() -> None:
    def told(sides: int) -> list[str]:
        more = " ; ".join(
            f"+claims clm-x{n} from=clm-a claimant_id=act-x{n}"
            f" ; +actors act-x{n} from=act-guard name=X{n}"
            for n in range(sides)
        )
        return part("What each side says on contested questions", more)

    assert told(57)[60:62] == [
        "    whoever printed the leaflet found at the mill: River Guard",
        "  Were the River Guard and the Valley Council in talks on 22 August 2021?",
    ]
    assert told(58)[:3] == [
        "  Who held Low Ford on 21 August 2021?",
        "    too much to tell here; --format json has all of it",
        "  Were the River Guard and the Valley Council in talks on 22 August 2021?",
    ]


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_every_active_claim_is_told_once(drawn: Drawn) -> None:
    told = json.loads(json.dumps(stats(drawn.package())))
    active = [row for row in drawn.tables["claims"] if row["status"] in ("", "active")]
    silent = {row["claim_id"] for row in active if row["polarity"] == "withholds"}
    answers = [
        claim["claim_id"]
        for question in told["sides"]
        for side in question["sides"]
        for position in side["says"]
        for claim in position["claims"]
    ]
    assert sorted(answers) == sorted({row["claim_id"] for row in active} - silent)
    withheld = [one["claim_id"] for question in told["sides"] for one in question["withheld"]]
    assert sorted(withheld) == sorted(silent)
    contested = [one["question_id"] for one in told["sides"] if one["is_contested"]]
    assert contested == told["questions"]["ids"]["contested"]
    assert {one["claim_id"] for one in told["approximate"]} == {
        row["claim_id"]
        for row in active
        if row["quantity_about"] == "true" and row["claim_id"] not in silent
    }
    list(lines(told))
