"""What rules between versions tell, word by word."""

from __future__ import annotations

import re

RANGE = "+claims clm-new from=clm-d quantity_min=10 quantity_max=20"
RANGE_2 = RANGE.replace("clm-new", "clm-new-2")
OUT = "withdrawn claims clm-d ; withdrawn claims clm-m"
TWO = "+questions qst-two from=qst-deaths question=Which?"
BOTH_TOLD = (
    "corrected relays clm-c,1 relay_id=act-leaflet ; corrected relays clm-e,1 relay_id=act-leaflet"
)
"""Each of the two relays that name act-told, put right."""
DISPUTED = "+relations clm-c,disputes,clm-d basis=curator"
SIX = " ; ".join(f"+claims clm-x{number} from=clm-m locator={number}" for number in range(6))
"""Six claims that say the same."""
SEVEN = " ; ".join(
    f"+claims clm-x{number} from=clm-a stated=2021-07-{number // 2 + 11}" for number in range(1, 14)
)
"""Thirteen claims that say what clm-a says on other days: the first alone on its day, the others
two by two.
"""
OTHERS = ("elders", "heron", "marin", "radio", "wire", "told")
DENIED = " ; ".join(
    f"+claims clm-x{number} from=clm-b claimant_id=act-{who}" for number, who in enumerate(OTHERS)
)
"""Six claimants more who deny what the Guard claims."""
COVERING: dict[str, dict[str, str | None]] = {
    "clm-new": {"swallowed": "2", "swallowed_claims": "clm-d, clm-m"}
}
MISFITS = {
    "table=x-no record_id=a kind=corrected": "there is no table x-no",
    "table=claims record_id=clm-e kind=corrected field=no": "claims has no column no",
    "table=claims record_id=clm-e kind=withdrawn": "the status of the claim is not withdrawn",
    'table=relays record_id="clm-e 1" kind=withdrawn': "the row is still there",
    'table=relays record_id="clm-e 1" kind=relation_removed': (
        "relation_removed is about rows of relations"
    ),
    "table=questions record_id=qst-talks kind=reassigned field=question old_value=a": (
        "reassigned is about rows of claims"
    ),
    "table=claims record_id=clm-e kind=reassigned field=answer old_value=a": (
        "reassigned is about the column question_id"
    ),
    "table=claims record_id=clm-e kind=reassigned field=question_id": (
        "reassigned needs old_value, which is blank"
    ),
    "table=claims record_id=clm-e kind=completed field=quote": "quote is blank",
    "table=claims record_id=clm-e kind=completed": "completed names a column, and field is blank",
    "table=claims record_id=clm-e kind=completed field=answer new_value=yes": (
        "completed has no values, since the row has them"
    ),
    'table=claims record_id=clm-e kind=corrected field="answer quote" old_value=a': (
        "corrected names one column, and field has 2"
    ),
    'table=relays record_id="clm-c 1" kind=corrected field=relay_id old_value=a new_value=b': (
        "its new value is not what stands in relay_id"
    ),
    "table=sources record_id=src-wire kind=identity_merged new_value=src-radio": (
        "identity_merged is about rows of actors or locations"
    ),
    "table=actors record_id=act-guard kind=identity_merged new_value=act-council": (
        "a row that is given up is named by no other any more, the one that stays is there and of"
        " the same kind, and neither has a part in another merge"
    ),
}
"""What does not fit in a new revision, by what it says."""
TOLD: list[tuple[str, str, dict[str, dict[str, str | None]]]] = [
    (
        "laundered-range",
        f"{RANGE} ; +claims clm-new-2 from=clm-d quantity_min=13 quantity_max=20 ; {OUT}",
        COVERING,
    ),
    (
        "laundered-range",
        (
            "+claims clm-new from=clm-d quantity_max=20 ; +claims clm-new-2 from=clm-d"
            f" quantity_max=14 ; {OUT}"
        ),
        COVERING,
    ),
    (
        "laundered-range",
        f"{TWO} | {TWO} ; {RANGE} ; {RANGE_2} question_id=qst-two ; {OUT}",
        COVERING,
    ),
    (
        "laundered-range",
        f"{SIX} | {RANGE}",
        {
            "clm-new": {
                "swallowed": "6",
                "swallowed_claims": "clm-x0, clm-x1, clm-x2, clm-x3, clm-x4",
            }
        },
    ),
    (
        "collapsed-claims",
        f"{SEVEN} | {re.sub('stated=[-0-9]+', '', SEVEN)}",
        {
            f"clm-x{number}": {
                "record_id": f"clm-x{number}",
                "collapsed_with": f"clm-a, clm-{', clm-'.join(others)}",
            }
            for numbers, others in (
                ((1,), ("x10", "x12", "x2", "x4")),
                ((2, 3), ("x1", "x10", "x12", "x4")),
                ((4, 5, 6, 7, 8, 9), ("x1", "x10", "x12", "x2")),
                ((10, 11), ("x1", "x12", "x2", "x4")),
                ((12, 13), ("x1", "x10", "x2", "x4")),
            )
            for number in numbers
        },
    ),
    (
        "lost-voice",
        "claims clm-e status=withdrawn ; claims clm-f status=withdrawn",
        {"qst-talks": {"lost_voices": "act-guard, act-marin, src-radio"}},
    ),
    (
        "lost-voice",
        f"{DENIED} | claims clm-a status=withdrawn ; claims clm-b status=withdrawn",
        {
            "qst-control": {
                "lost_voices": "act-council, act-elders, act-guard, act-heron, act-marin"
            }
        },
    ),
    (
        "contest-ended",
        f"{DISPUTED} | claims clm-a note=Loud.",
        {"qst-deaths": {"calming_claims": "clm-c, clm-d"}},
    ),
    (
        "contest-ended",
        f"{DENIED} | claims -clm-a ; claims -clm-b ; claims -clm-k",
        {"qst-control": {"calming_claims": "clm-a, clm-b, clm-k, clm-x0, clm-x1"}},
    ),
    (
        "version-not-raised",
        "descriptor version=1.0.1 ; +actors act-new name=Somebody actor_type=collective",
        {
            "": {
                "base_version": "1.0.0",
                "version": "1.0.1",
                "least": "1.1.0",
                "why": "1 new row in actors",
            },
        },
    ),
    ("silent-merge", BOTH_TOLD, {"act-told": {"record_id": "act-told", "renamed_references": "2"}}),
]
"""A rule, a line, and all that it finds: by the key of the row what the message speaks of."""
TOLD += [
    ("false-revision", f"+revisions rev-x note=. {said}", {"rev-x": {"misfit": words}})
    for said, words in MISFITS.items()
]
TOLD += [
    (
        "redaction-incomplete",
        "redacted actors act-heron name=[redacted] ; redacted locations loc-mill name=[redacted] ;"
        " claims clm-a note='Heron, at the Old Mill.'",
        {"clm-a": {"taken_from": "name of actors act-heron"}},
    ),
]
