"""Good lines of the rules over two versions: what is excused, and what comes close to a fault and
is none; and what is told, word by word.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rules.history.bad_lines import (
    BOTH_TOLD,
    DEGREES,
    DISPUTED,
    EXCLUSIVE,
    HIDDEN,
    MERGED,
    NO_CONTROL,
    NO_TALKS,
    OUT,
    RANGE,
    SAME,
    TWO,
    Lines,
    published,
    rev,
)

GOOD: Lines = {
    "rewritten-answer": [
        "corrected claims clm-e quantity_min=4",
        "corrected claims clm-m quantity_min=",
        "corrected claims clm-g polarity=denies",
        "redacted claims clm-m status=redacted quantity_min=",
        "redacted claims clm-m status=redacted quantity_max=",
        (
            "claims clm-j status=redacted answer=[redacted] ;"
            f" {rev('redacted', 'claims', 'clm-j', '', '[redacted]')}"
        ),
        "identity_merged locations loc-north=loc-ford ; claims clm-g answer=loc-ford",
    ],
    "rewritten-attribution": [
        (
            "claims clm-j claimant_id=act-elders ;"
            f" {rev('identity_merged', 'actors', 'act-heron', new='act-elders')}"
        ),
        (
            "claims clm-j claimant_id=act-elders ;"
            f" {rev('identity_merged', 'actors', 'act-elders', old='act-heron', new='act-elders')}"
        ),
        (
            "identity_merged actors act-wire=act-radio ; sources src-wire publisher_id=act-radio ;"
            " relays clm-m,1 relay_id=act-radio"
        ),
        "identity_merged sources src-reprint=src-wire ; claims clm-m source_id=src-wire",
        "corrected relays clm-c,1 relayed=",
        "redacted relays clm-c,1 relayed=2021-08",
        "redacted relays clm-c,1 relayed=",
        "redacted claims clm-j claimant_id=act-elders",
        "claims -clm-e ; relays -clm-e,1",
        "redacted sources src-reprint published=2021",
    ],
    "silent-merge": [
        "corrected claims clm-j claimant_id=act-elders",
        (
            "claims clm-k source_id=act-heron | claims clm-j claimant_id=act-elders ; claims clm-k"
            " source_id=src-radio"
        ),
        f"{MERGED} ; {rev('identity_merged', 'actors', 'act-told', new='act-leaflet')}",
        "corrected locations loc-ford within_id= ; corrected claims clm-g answer=loc-ford",
        (
            f"{MERGED} ;"
            f" {rev('identity_merged', 'actors', 'act-leaflet', old='act-told', new='act-leaflet')}"
        ),
        "relays -clm-e,1 ; corrected relays clm-c,1 relay_id=act-leaflet",
    ],
    "collapsed-claims": [
        (
            "corrected claims clm-d answer=14 quantity_min=14 quantity_max=14 stated=2021-08-23"
            " source_id=src-reprint ; claims clm-m note=x"
        ),
        f"claims clm-k {SAME} status=withdrawn",
        f"claims clm-k {SAME} ; claims clm-a status=withdrawn",
        f"claims clm-k status=withdrawn | claims clm-k {SAME}",
        f"claims clm-a status=withdrawn | claims clm-k {SAME}",
        f"claims clm-k {SAME} answer=act-council",
        published(
            "+claims clm-x from=clm-k locator=2",
            "claims clm-x stated=2021-08-30 ; claims clm-k stated=2021-08-30",
        ),
        "claims clm-k stated=2021-08-30 ; +claims clm-x from=clm-k",
    ],
    "laundered-range": [
        f"{RANGE} ; claims clm-d note=x ; withdrawn claims clm-m",
        f"{RANGE} polarity=denies ; {OUT}",
        f"{RANGE} status=withdrawn ; {OUT}",
        f"claims clm-d polarity=denies | {RANGE} polarity= ; {OUT}",
        (
            f"claims clm-d status=withdrawn | {RANGE} status= ; claims clm-d stated=2021 ;"
            " withdrawn claims clm-m"
        ),
        "claims clm-d quantity_max=40 ; withdrawn claims clm-m",
        published(
            "+claims clm-x from=clm-m claimant_id=act-elders",
            "+claims clm-new from=clm-m ; withdrawn claims clm-m ; withdrawn claims clm-x",
        ),
        *(
            f"+claims clm-new from=clm-d quantity_min={least} quantity_max={most} ; {OUT}"
            for least, most in (("13", "15"), ("12", "14"))
        ),
        f"claims clm-d quantity_min= | {RANGE} ; {OUT}",
        (
            "+claims clm-new from=clm-d quantity_min= quantity_max=20 ; withdrawn claims clm-c ;"
            " withdrawn claims clm-m"
        ),
        published(TWO, f"{RANGE} question_id=qst-two ; {OUT}"),
        published(
            f"{TWO} ; +claims clm-x from=clm-m question_id=qst-two",
            f"{RANGE} ; withdrawn claims clm-m ; withdrawn claims clm-x",
        ),
        published(
            "+claims clm-x from=clm-d quantity_min=2",
            "+claims clm-new from=clm-d quantity_max=20 ; withdrawn claims clm-d ; withdrawn claims"
            " clm-x",
        ),
        published(
            "+claims clm-x from=clm-d quantity_max=40",
            "+claims clm-new from=clm-d quantity_max=20 ; withdrawn claims clm-d ; withdrawn claims"
            " clm-x",
        ),
        f"{RANGE} ; {RANGE.replace('clm-new', 'clm-new-2')} ; withdrawn claims clm-m",
        (
            "claims clm-e quantity_min=1 ; claims clm-f quantity_min=1 | +claims clm-new from=clm-e"
            " quantity_min=0 ; claims -clm-e ; claims -clm-f"
        ),
    ],
    "weakened-relation": [
        (
            "+relations clm-b,disputes,clm-k basis=curator | +relations clm-k,contradicts,clm-b"
            " basis=curator"
        ),
        (
            "+relations clm-b,disputes,clm-k basis=curator | +relations clm-k,disputes,clm-b"
            " basis=curator"
        ),
        published(
            "+relations clm-e,contradicts,clm-f basis=curator", "relations -clm-f,contradicts,clm-e"
        ),
        published(
            "+relations clm-f,disputes,clm-e basis=curator ; +relations clm-e,contradicts,clm-f"
            " basis=curator",
            "relations -clm-f,contradicts,clm-e",
        ),
        "relations -clm-k,corroborates,clm-a",
        "claims -clm-f ; relations -clm-f,contradicts,clm-e",
        "claims -clm-e ; relations -clm-f,contradicts,clm-e",
    ],
    "vanished-row": [
        "identity_merged sources -src-reprint=src-wire",
        "identity_merged questions -qst-seat=qst-talks",
        "identity_merged locations -loc-mill=loc-ford",
        (
            "actors -act-told ;"
            f" {rev('identity_merged', 'actors', 'act-leaflet', old='act-told', new='act-leaflet')}"
        ),
        "withdrawn sources -src-reprint",
    ],
    "reused-key": [
        "claims clm-e claimant_id=act-council question_id=qst-bridge",
        "claims clm-e claimant_id=act-council source_id=src-wire",
        "claims clm-e question_id=qst-bridge source_id=src-wire",
        "actors act-told actor_type=organisation",
        'locations loc-mill name="New Bridge"',
        "sources src-wire source_type=report",
        'questions qst-seat question="When did the council sit?"',
        "questions qst-seat answer_type=date",
    ],
    "revision-rewritten": [
        f"revisions rev-2 note=Named. | {HIDDEN}",
    ],
    "contest-erased": [
        f"{NO_TALKS} ; reassigned claims clm-f question_id=qst-bridge",
        (
            f"{NO_TALKS} ; claims clm-e claimant_id=act-guard ; identity_merged actors"
            " act-marin=act-guard"
        ),
        "redacted claims clm-f status=redacted statement=[redacted] answer=[redacted]",
        f"{NO_TALKS} ; corrected claims clm-f answer=yes ; claims clm-e stated=2021-08-21",
        "redacted claims clm-e status=redacted",
        f"claims clm-e status=redacted ; {rev('redacted', 'claims', 'clm-e', '', '[redacted]')}",
        f"{EXCLUSIVE} | {EXCLUSIVE} ; corrected questions qst-control exclusive=false",
        f"{NO_CONTROL} ; corrected claims clm-b polarity= ; questions qst-control period=2021",
        "claims clm-k answer=act-council",
        "relations -clm-f,contradicts,clm-e",
        "questions qst-seat answer_type=text",
        f"{NO_CONTROL} ; corrected claims clm-b polarity= ; claims clm-e certainty=possible",
        (
            f"{DISPUTED} | relation_removed relations -clm-b,contradicts,clm-a ;"
            f" {rev('relation_removed', 'relations', 'clm-c disputes clm-d', number=9)}"
        ),
        f"{NO_TALKS} ; corrected claims clm-f answer=yes ; claims clm-k answer=act-council",
        (
            f"{DISPUTED} | {rev('relation_removed', 'relations', 'clm-c disputes clm-d')} ; claims"
            " clm-m quantity_min=13"
        ),
    ],
    "lost-voice": [
        "claims clm-d status=withdrawn ; withdrawn claims clm-m",
        "claims clm-j status=withdrawn | claims -clm-j",
        (
            "claims clm-j claimant_id=act-marin ;"
            f" {rev('identity_merged', 'actors', 'act-heron', new='act-marin')}"
        ),
        (
            "claims clm-m source_id=src-wire ;"
            f" {rev('identity_merged', 'sources', 'src-reprint', new='src-wire')}"
        ),
        f"claims clm-f status=redacted ; {rev('redacted', 'claims', 'clm-f', '', '[redacted]')}",
    ],
    "reworded-question": [
        published(
            "+questions qst-new from=qst-talks question=Then?",
            "questions qst-new question=When? answer_type=date exclusive=true unit=x",
        ),
        published(
            "+questions qst-new from=qst-talks question=Then?",
            "questions qst-new question=When? ; +claims clm-new from=clm-e question_id=qst-new",
        ),
        "corrected questions qst-deaths unit=",
        "corrected questions qst-seat exclusive=true",
    ],
    "hardened-certainty": [
        *(
            f"claims clm-a certainty={more} | claims clm-a certainty={less}"
            for less, more in pairwise(DEGREES)
        ),
        "corrected claims clm-c certainty=certain",
    ],
}

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
        published(
            TWO, f"{RANGE} ; {RANGE.replace('clm-new', 'clm-new-2')} question_id=qst-two ; {OUT}"
        ),
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
        "contest-erased",
        f"{DISPUTED} | claims clm-a note=Loud.",
        {"qst-deaths": {"calming_claims": "clm-c, clm-d"}},
    ),
    (
        "contest-erased",
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
