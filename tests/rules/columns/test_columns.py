"""Named columns: exactly which rows have which value, on both engines' frames."""

from __future__ import annotations

from datetime import date

import pytest
from contested.rules.views import NAMED_COLUMNS
from rules.columns.viewing import column_of, settled_views_of

AUGUST = date(2021, 8, 1).toordinal() - 1
"""The day before 1 August 2021, so that AUGUST + 22 is the 22nd."""
COLUMNS: list[tuple[str, str, str, dict[str, object]]] = [
    (
        (
            "actors act-heron actor_id= ; claims clm-b claimant_id= ; relays clm-e,1"
            " relay_id=act-heron"
        ),
        "actors",
        "is_used",
        {
            "act-council": True,
            "act-elders": True,
            "act-guard": True,
            "act-leaflet": True,
            "act-marin": True,
            "act-radio": True,
            "act-told": True,
            "act-wire": True,
        },
    ),
    (
        "locations loc-ford within_id=loc-ostra ; claims clm-h location_id=",
        "locations",
        "is_used",
        {"loc-ford": True, "loc-north": True, "loc-ostra": True},
    ),
    (
        "claims clm-k source_id= ; questions qst-talks about_id=act-guard",
        "sources",
        "is_used",
        {"src-radio": True, "src-reprint": True, "src-wire": True},
    ),
    (
        "claims clm-i question_id=qst-talks",
        "questions",
        "is_used",
        {
            "qst-began": True,
            "qst-bridge": True,
            "qst-control": True,
            "qst-deaths": True,
            "qst-seat": True,
            "qst-talks": True,
        },
    ),
    (
        (
            "sources src-wire publisher_id=act-radio ; sources src-leaflet publisher_id= ; actors"
            " act-heron actor_id="
        ),
        "actors",
        "publishes",
        {"act-radio": 3},
    ),
    (
        "claims clm-h answer=2021-08/.. ; claims clm-i answer=2021-08-20",
        "claims",
        "answer_earliest",
        {"clm-h": AUGUST + 1},
    ),
    (
        "claims clm-h answer=../2021-08 ; claims clm-i answer=2021-08-20",
        "claims",
        "answer_latest",
        {"clm-h": AUGUST + 31},
    ),
    (
        (
            "claims clm-h answer= ; claims clm-i answer=2021-08-20 ; questions qst-office"
            " answer_type=date"
        ),
        "claims",
        "answer_latest",
        {"clm-i": AUGUST + 20},
    ),
    (
        (
            "claims clm-d quantity_min=12.0 ; claims clm-a answer= ; claims clm-c quantity_min= ;"
            " claims clm-f polarity=denied"
        ),
        "claims",
        "position",
        {
            "clm-b": "denies\x1fact-guard",
            "clm-c": "affirms\x1f\x1f",
            "clm-d": "affirms\x1f12\x1f15",
            "clm-e": "affirms\x1fyes",
            "clm-g": "affirms\x1floc-north",
            "clm-h": "affirms\x1f2021-08-20",
            "clm-i": "affirms\x1fhead of the council",
            "clm-j": "affirms\x1fyes",
            "clm-k": "affirms\x1fact-guard",
            "clm-l": "affirms\x1f[redacted]",
            "clm-m": "affirms\x1f14\x1f14",
        },
    ),
    (
        "claims clm-d quantity_min=12.0 ; claims clm-a answer= ; claims clm-c quantity_min=",
        "claims",
        "answered",
        {
            "clm-b": "act-guard",
            "clm-c": "\x1f",
            "clm-d": "12\x1f15",
            "clm-e": "yes",
            "clm-f": "no",
            "clm-g": "loc-north",
            "clm-h": "2021-08-20",
            "clm-i": "head of the council",
            "clm-j": "yes",
            "clm-k": "act-guard",
            "clm-l": "[redacted]",
            "clm-m": "14\x1f14",
        },
    ),
    (
        (
            "questions qst-seat exclusive=true ; questions qst-control exclusive=false ; questions"
            " qst-office exclusive=true"
        ),
        "claims",
        "excludes",
        {
            "clm-a": False,
            "clm-b": False,
            "clm-c": False,
            "clm-d": False,
            "clm-e": True,
            "clm-f": True,
            "clm-g": True,
            "clm-h": False,
            "clm-i": False,
            "clm-j": True,
            "clm-k": False,
            "clm-l": True,
            "clm-m": False,
        },
    ),
    (
        "claims clm-d quantity_min=-0.0 quantity_max=0",
        "claims",
        "answered",
        {
            "clm-b": "act-guard",
            "clm-c": "3\x1f",
            "clm-d": "0\x1f0",
            "clm-a": "act-guard",
            "clm-e": "yes",
            "clm-f": "no",
            "clm-g": "loc-north",
            "clm-h": "2021-08-20",
            "clm-i": "head of the council",
            "clm-j": "yes",
            "clm-k": "act-guard",
            "clm-l": "[redacted]",
            "clm-m": "14\x1f14",
        },
    ),
    (
        "",
        "claims",
        "is_ranged",
        {
            "clm-a": False,
            "clm-b": False,
            "clm-c": True,
            "clm-d": True,
            "clm-e": False,
            "clm-f": False,
            "clm-g": False,
            "clm-h": True,
            "clm-i": False,
            "clm-j": False,
            "clm-k": False,
            "clm-l": False,
            "clm-m": True,
        },
    ),
    (
        "claims clm-h answer=2021-08 ; claims clm-i answer=2021",
        "claims",
        "least",
        {"clm-c": 3.0, "clm-d": 12.0, "clm-h": AUGUST + 1, "clm-m": 14.0},
    ),
    (
        "claims clm-h answer=2021-08 ; claims clm-i answer=2021",
        "claims",
        "most",
        {"clm-d": 15.0, "clm-h": AUGUST + 31, "clm-m": 14.0},
    ),
    (
        (
            "claims clm-a location_id=loc-mill ; claims clm-b location_id=loc-nowhere ; claims"
            " clm-e location_id=loc-north"
        ),
        "claims",
        "place_type",
        {
            "clm-a": "settlement",
            "clm-c": "district",
            "clm-d": "district",
            "clm-e": "province",
            "clm-h": "settlement",
            "clm-j": "district",
            "clm-k": "district",
            "clm-l": "district",
            "clm-m": "district",
        },
    ),
    (
        (
            "+relations clm-a,disputes,clm-e basis=curator ; +relations clm-b,qualifies,clm-c"
            " basis=curator ; +relations clm-b,corrects,clm-d basis=curator ; +relations"
            " clm-f,retracts,clm-g basis=curator ; relations -clm-m,supersedes,clm-d"
        ),
        "claims",
        "is_reconciled",
        {"clm-b": True, "clm-c": True, "clm-d": True, "clm-f": True, "clm-g": True},
    ),
    (
        (
            "+relations clm-b,qualifies,clm-c basis=curator ; +relations clm-b,corrects,clm-c"
            " other_claim_id= ; +claims clm-new from=clm-d ; claims clm-d claim_id="
        ),
        "claims",
        "is_reconciled",
        {"clm-b": True, "clm-c": True, "clm-m": True},
    ),
    (
        (
            "+claims clm-new from=clm-e answer=no ; +claims clm-two from=clm-f locator=post ;"
            " +claims clm-out from=clm-f answer=yes status=withdrawn"
        ),
        "claims",
        "contradicts_own",
        {"clm-e": True, "clm-new": True},
    ),
    (
        (
            "+claims clm-one from=clm-k answer=act-council ; +claims clm-two from=clm-k"
            " answer=act-elders polarity=denies"
        ),
        "claims",
        "contradicts_own",
        {"clm-k": True, "clm-one": True},
    ),
    (
        (
            "+claims clm-one from=clm-k polarity=denies ; +claims clm-two from=clm-k"
            " answer=act-council polarity=denies"
        ),
        "claims",
        "contradicts_own",
        {"clm-k": True, "clm-one": True},
    ),
    (
        (
            "+claims clm-one from=clm-k answer= ; +claims clm-two from=clm-k answer="
            " polarity=denies ; +claims clm-three from=clm-g answer=loc-ford"
        ),
        "claims",
        "contradicts_own",
        {},
    ),
    (
        (
            "+claims clm-one from=clm-d quantity_min=15 quantity_max= ; +claims clm-two from=clm-d"
            " quantity_min=16 quantity_max= ; +claims clm-three from=clm-d quantity_min=1"
            " quantity_max=2 polarity=denies"
        ),
        "claims",
        "contradicts_own",
        {"clm-d": True, "clm-two": True},
    ),
    (
        (
            "+claims clm-one from=clm-d quantity_min= quantity_max=12 ; +claims clm-two from=clm-d"
            " quantity_min= quantity_max=11 ; +claims clm-three from=clm-d quantity_min=13"
            " quantity_max=15"
        ),
        "claims",
        "contradicts_own",
        {"clm-d": True, "clm-one": True, "clm-three": True, "clm-two": True},
    ),
    (
        (
            "+claims clm-one from=clm-h answer=2021-08-21/.. ; +claims clm-two from=clm-h"
            " answer=2021-08"
        ),
        "claims",
        "contradicts_own",
        {"clm-h": True, "clm-one": True},
    ),
    (
        (
            "+claims clm-one from=clm-i answer=a ; +claims clm-two from=clm-e quantity_min=3 ;"
            " claims clm-e quantity_max=2"
        ),
        "claims",
        "contradicts_own",
        {},
    ),
    (
        (
            "+claims clm-one from=clm-e answer=no source_id=src-wire ; +claims clm-two from=clm-e"
            " answer=no claimant_id=act-council ; +claims clm-three from=clm-e"
            " question_id=qst-bridge answer=no ; claims clm-a claimant_id= ; +claims clm-four"
            " from=clm-k claimant_id= source_id=src-radio answer=act-council"
        ),
        "claims",
        "contradicts_own",
        {},
    ),
    (
        "+claims clm-new from=clm-d ; +claims clm-three from=clm-d answer=12-15",
        "claims",
        "claim_twin",
        {"clm-d": 14, "clm-new": 3, "clm-three": 3},
    ),
    (
        (
            "+claims clm-new from=clm-j ; +claims clm-two from=clm-e question_id=qst-bridge ;"
            " +claims clm-three from=clm-d source_id=src-wire ; +claims clm-four from=clm-c"
            " claimant_id=act-marin"
        ),
        "claims",
        "claim_twin",
        {"clm-j": 14, "clm-new": 10},
    ),
    (
        (
            "+claims clm-new from=clm-e answer=no ; +claims clm-two from=clm-f answer=yes ; +claims"
            " clm-three from=clm-h status=withdrawn ; +claims clm-d from=clm-d"
        ),
        "claims",
        "claim_twin",
        {},
    ),
    (
        (
            "claims clm-a locator= ; +claims clm-new from=clm-a ; +claims clm-three from=clm-g"
            " stated=2021-08-20 ; +claims clm-four from=clm-g occurred=2021-08-20 ; +claims"
            " clm-five from=clm-g locator=post"
        ),
        "claims",
        "claim_twin",
        {},
    ),
    (
        "claims clm-j stated= ; +claims clm-new from=clm-j",
        "claims",
        "claim_twin",
        {"clm-j": 13, "clm-new": 9},
    ),
    (
        (
            "claims clm-j polarity=denied ; +claims clm-new from=clm-j answer=no ; claims clm-a"
            " answer= ; +claims clm-two from=clm-a"
        ),
        "claims",
        "claim_twin",
        {},
    ),
    ("", "claims", "range_is_stated", {"clm-d": True}),
    (
        (
            'claims clm-d quantity_max=16 statement="From 12 to 16." ; claims clm-m quantity_max=15'
            ' ; claims clm-c quantity_max=4 answer="three, at most 4" statement=3'
        ),
        "claims",
        "range_is_stated",
        {"clm-d": True},
    ),
    (
        (
            "claims clm-d answer= ; claims clm-c answer=3 quantity_max=4 statement= ; claims clm-m"
            " quantity_min="
        ),
        "claims",
        "range_is_stated",
        {"clm-d": True},
    ),
    (
        "+claims clm-new from=clm-i claimant_id=act-marin answer=mayor",
        "questions",
        "differing_labels",
        {"qst-office": True},
    ),
    (
        (
            "+claims clm-new from=clm-i answer=mayor ; +claims clm-two from=clm-d"
            " claimant_id=act-elders ; +claims clm-old from=clm-i claimant_id=act-marin"
            " answer=mayor status=withdrawn"
        ),
        "questions",
        "differing_labels",
        {},
    ),
    (
        (
            "+claims clm-new from=clm-i claimant_id=act-marin answer=mayor ; +relations"
            " clm-a,disputes,clm-i basis=curator ; relations -clm-b,contradicts,clm-a"
        ),
        "questions",
        "differing_labels",
        {},
    ),
    (
        (
            "+claims clm-new from=clm-i claimant_id=act-marin answer=mayor ; +relations"
            " clm-i,disputes,clm-a basis=curator"
        ),
        "questions",
        "differing_labels",
        {},
    ),
    (
        (
            "+claims clm-new from=clm-i claimant_id=act-marin answer=mayor ; +relations"
            " clm-a,disputes,clm-b claim_id= ; +claims clm-x from=clm-i"
        ),
        "questions",
        "differing_labels",
        {"qst-office": True},
    ),
    (
        (
            "+claims clm-new from=clm-i claimant_id=act-marin answer=mayor question_id= ; +claims"
            " clm-two from=clm-i question_id= ; questions qst-bridge question_id="
        ),
        "questions",
        "differing_labels",
        {},
    ),
    (
        (
            "relays clm-m,1 relayed=2021-08-23 ; +relays clm-c,3 relayed=2021-08-20 ; +relays"
            " clm-c,10 relayed=2021-08-21"
        ),
        "relays",
        "step_before_earliest",
        {"clm-c 10": AUGUST + 20, "clm-c 2": AUGUST + 22, "clm-c 3": AUGUST + 22},
    ),
    (
        (
            "+relays clm-m,2 relay_id=act-told relayed=2021-08-24 ; relays clm-m,1"
            " relayed=2021-08-23 ; relays clm-e,1 claim_id="
        ),
        "relays",
        "step_before_earliest",
        {"clm-c 2": AUGUST + 22, "clm-m 2": AUGUST + 23},
    ),
    (
        (
            "relays clm-c,2 relayed= ; +relays clm-c,3 relay_id=act-told relayed=2021-08-21/.. ;"
            " +relays clm-c,4 relay_id=act-told relayed=2021-08-25"
        ),
        "relays",
        "step_before_earliest",
        {"clm-c 3": AUGUST + 22, "clm-c 4": AUGUST + 21},
    ),
    (
        (
            "+relays clm-c,2 relay_id=act-told relayed=2021-08-22 ; +relays clm-e,2 step="
            " relayed=2021-08-01 ; +relays clm-e,3 relayed=2021-08-02 ; +relays clm-e,4 claim_id="
            " relayed=2021-08-03 ; +relays clm-m,4 claim_id= relayed=2021-08-04"
        ),
        "relays",
        "step_before_earliest",
        {"clm-c 2": AUGUST + 22},
    ),
    (
        (
            "claims clm-k polarity=denies answer=act-council ; +relations clm-d,disputes,clm-c"
            " basis=curator ; +relations clm-e,disputes,clm-a basis=curator"
        ),
        "relations",
        "is_incompatible",
        {
            "clm-m supersedes clm-d": False,
            "clm-b contradicts clm-a": True,
            "clm-e disputes clm-a": False,
            "clm-f contradicts clm-e": True,
            "clm-k corroborates clm-a": False,
        },
    ),
    (
        (
            "claims clm-k answer=act-council ; claims clm-a answer= ; +relations"
            " clm-k,disputes,clm-b basis=curator ; claims clm-f polarity=denies"
        ),
        "relations",
        "is_incompatible",
        {
            "clm-m supersedes clm-d": False,
            "clm-f contradicts clm-e": False,
            "clm-k disputes clm-b": False,
        },
    ),
    (
        (
            "claims clm-a polarity=denies answer=act-council ; claims clm-f question_id= ; claims"
            " clm-e question_id="
        ),
        "relations",
        "is_incompatible",
        {
            "clm-m supersedes clm-d": False,
            "clm-b contradicts clm-a": False,
            "clm-k corroborates clm-a": False,
        },
    ),
    (
        (
            "claims clm-m quantity_min=15 ; claims clm-d quantity_min=2 ; +relations"
            " clm-c,disputes,clm-d basis=curator ; claims clm-c quantity_min=16"
        ),
        "relations",
        "is_incompatible",
        {
            "clm-m supersedes clm-d": False,
            "clm-b contradicts clm-a": True,
            "clm-c disputes clm-d": True,
            "clm-f contradicts clm-e": True,
            "clm-k corroborates clm-a": False,
        },
    ),
    (
        (
            "claims clm-m quantity_min=15 quantity_max=16 ; +relations clm-d,disputes,clm-m"
            " basis=curator"
        ),
        "relations",
        "is_incompatible",
        {
            "clm-m supersedes clm-d": False,
            "clm-d disputes clm-m": False,
            "clm-b contradicts clm-a": True,
            "clm-f contradicts clm-e": True,
            "clm-k corroborates clm-a": False,
        },
    ),
    (
        (
            "claims clm-m quantity_min=16 quantity_max= polarity=denies ; +relations"
            " clm-a,disputes,clm-k basis=curator ; claims clm-a quantity_min=3 ; claims clm-k"
            " quantity_max=2"
        ),
        "relations",
        "is_incompatible",
        {
            "clm-a disputes clm-k": False,
            "clm-b contradicts clm-a": True,
            "clm-f contradicts clm-e": True,
            "clm-k corroborates clm-a": False,
            "clm-m supersedes clm-d": False,
        },
    ),
    (
        (
            "+relations clm-d,disputes,clm-m basis=curator ; +relations clm-d,qualifies,clm-m"
            " basis=curator"
        ),
        "relations",
        "is_circular",
        {},
    ),
    (
        (
            "+relations clm-d,corrects,clm-m basis=curator ; +relations clm-m,corrects,clm-m"
            " basis=curator ; +relations clm-a,retracts,clm-b basis=curator ; +relations"
            " clm-b,retracts,clm-a basis=curator ; +relations clm-d,supersedes,clm-a basis=curator"
        ),
        "relations",
        "is_circular",
        {
            "clm-a retracts clm-b": True,
            "clm-b retracts clm-a": True,
            "clm-d corrects clm-m": True,
            "clm-m supersedes clm-d": True,
        },
    ),
    (
        (
            "+relations clm-d,corrects,clm-m basis=curator ; +relations clm-e,supersedes,clm-d"
            " basis=curator"
        ),
        "relations",
        "is_circular",
        {"clm-d corrects clm-m": True, "clm-m supersedes clm-d": True},
    ),
    (
        (
            "+relations clm-d,corrects,clm-m basis=curator ; +relations clm-d,corrects,clm-m"
            " basis=in_source ; +relations clm-d,retracts,clm-e other_claim_id="
        ),
        "relations",
        "is_circular",
        {"clm-d corrects clm-m": True, "clm-m supersedes clm-d": True},
    ),
    (
        (
            "+relays clm-a,1 relay_id=act-told ; +relays clm-k,1 relay_id=act-wire ; +relays"
            " clm-k,2 relay_id=act-told ; +relays clm-f,1 relay_id=act-told ; +relations"
            " clm-k,corroborates,clm-a basis=curator"
        ),
        "relations",
        "shares_relay",
        {"clm-k corroborates clm-a": True},
    ),
    (
        (
            "+relays clm-a,1 relay_id= ; +relays clm-k,1 relay_id= ; +relays clm-e,2"
            " relay_id=act-wire ; +relays clm-f,1 relay_id=act-wire"
        ),
        "relations",
        "shares_relay",
        {},
    ),
    (
        (
            "+relations clm-a,disputes,clm-a basis=curator ; +relations clm-a,disputes,clm-b"
            " basis=curator"
        ),
        "relations",
        "reversed_low",
        {
            "clm-a disputes clm-a": "clm-a",
            "clm-a disputes clm-b": "clm-a",
            "clm-b contradicts clm-a": "clm-a",
            "clm-f contradicts clm-e": "clm-e",
            "clm-k corroborates clm-a": "clm-a",
            "clm-m supersedes clm-d": "clm-d",
        },
    ),
    (
        (
            "+relations clm-a,disputes,clm-a basis=curator ; +relations clm-a,disputes,clm-b"
            " basis=curator"
        ),
        "relations",
        "reversed_high",
        {
            "clm-a disputes clm-a": "clm-a",
            "clm-a disputes clm-b": "clm-b",
            "clm-b contradicts clm-a": "clm-b",
            "clm-f contradicts clm-e": "clm-f",
            "clm-k corroborates clm-a": "clm-k",
            "clm-m supersedes clm-d": "clm-m",
        },
    ),
    (
        (
            "+relations clm-e,contradicts,clm-f basis=curator ; +relations clm-a,disputes,clm-e"
            " basis=curator ; +relations clm-f,disputes,clm-a basis=curator ; +relations"
            " clm-a,repeats,clm-b basis=curator ; +relations clm-b,repeats,clm-f basis=curator ;"
            " +relations clm-e,repeats,clm-f basis=curator"
        ),
        "relations",
        "reversed_twin",
        {
            "clm-a disputes clm-e": "clm-a",
            "clm-a repeats clm-b": "clm-a",
            "clm-b contradicts clm-a": "clm-b",
            "clm-b repeats clm-f": "clm-b",
            "clm-e contradicts clm-f": "clm-f",
            "clm-e repeats clm-f": "clm-e",
            "clm-f contradicts clm-e": "clm-e",
            "clm-f disputes clm-a": "clm-f",
            "clm-k corroborates clm-a": "clm-k",
            "clm-m supersedes clm-d": "clm-m",
        },
    ),
    (
        (
            "sources src-wire derived_from_id=src-reprint ; sources src-leaflet"
            " derived_from_id=src-wire"
        ),
        "sources",
        "origin",
        {
            "src-leaflet": "src-wire",
            "src-radio": "src-radio",
            "src-reprint": "src-reprint",
            "src-wire": "src-wire",
        },
    ),
    (
        (
            "sources src-leaflet derived_from_id=src-gone ; +sources src-new"
            " derived_from_id=src-reprint ; sources src-radio source_id="
        ),
        "sources",
        "origin",
        {
            "src-leaflet": "src-gone",
            "src-new": "src-wire",
            "src-reprint": "src-wire",
            "src-wire": "src-wire",
        },
    ),
    (
        (
            "sources src-wire derived_from_id=src-reprint ; sources src-leaflet"
            " derived_from_id=src-wire"
        ),
        "sources",
        "in_cycle",
        {"src-reprint": True, "src-wire": True},
    ),
    (
        "locations loc-ostra within_id=loc-ford ; locations loc-north location_id=",
        "locations",
        "in_cycle",
        {},
    ),
    (
        "locations loc-ostra within_id=loc-ford",
        "locations",
        "in_cycle",
        {"loc-ford": True, "loc-north": True, "loc-ostra": True},
    ),
    (
        (
            'actors act-wire name="RADIO  Ostra" ; actors act-told name="radio ostra" ; actors'
            ' act-elders name="Radio Ostra"'
        ),
        "actors",
        "name_twin",
        {"act-radio": 8, "act-wire": 6},
    ),
    (
        (
            'actors act-wire also_known_as="Guard of the river" ; actors act-heron name="..." ;'
            ' actors act-marin name="--" ; actors act-council also_known_as="valley council"'
        ),
        "actors",
        "name_twin",
        {"act-guard": 8, "act-wire": 2},
    ),
    ("+actors act-wire note=again", "actors", "name_twin", {}),
    (
        (
            "actors act-radio name= ; actors act-wire name= ; actors act-council actor_id="
            ' name="River Guard"'
        ),
        "actors",
        "name_twin",
        {},
    ),
    (
        (
            'actors act-heron also_known_as="Ana Marin" ; +actors act-new name="Ana Marin"'
            " actor_type=person privacy=pseudonym"
        ),
        "actors",
        "name_twin",
        {"act-heron": 5, "act-marin": 3, "act-new": 3},
    ),
    (
        (
            '+locations loc-new name="low ford" location_type=district within_id=loc-north ;'
            ' +locations loc-two name="Low Ford" location_type=area within_id=loc-north ;'
            ' +locations loc-three name="Low Ford" location_type=district within_id=loc-ostra ;'
            " +locations loc-four name=Ford location_type=district within_id=loc-north"
            ' also_known_as="Low Ford"'
        ),
        "locations",
        "name_twin",
        {"loc-ford": 3, "loc-new": 0},
    ),
    (
        "",
        "claims",
        "in_conflict",
        dict.fromkeys(("clm-a", "clm-b", "clm-e", "clm-f", "clm-k"), True),
    ),
    (
        (
            "relations -clm-b,contradicts,clm-a ; relations -clm-f,contradicts,clm-e ; claims clm-b"
            " status=withdrawn ; claims clm-e status=redacted"
        ),
        "claims",
        "in_conflict",
        {},
    ),
    (
        (
            "claims clm-b claimant_id=act-leaflet ; claims clm-e claimant_id=act-guard ; +claims"
            " clm-new from=clm-e claimant_id=act-guard"
        ),
        "claims",
        "in_conflict",
        {"clm-a": True, "clm-b": True},
    ),
    (
        (
            "claims clm-b answer=act-council polarity= ; claims clm-f question_id=qst-bridge ;"
            " +claims clm-new from=clm-g claimant_id=act-guard answer=loc-ford"
        ),
        "claims",
        "in_conflict",
        dict.fromkeys(("clm-a", "clm-b", "clm-e", "clm-f", "clm-j", "clm-k"), True),
    ),
    (
        (
            "relations -clm-b,contradicts,clm-a ; relations -clm-f,contradicts,clm-e ; claims clm-b"
            " answer=act-council polarity= ; questions qst-control exclusive= ; claims clm-f"
            " polarity=denies ; claims clm-a polarity=denies ; claims clm-k polarity=denies"
            " answer=act-told"
        ),
        "claims",
        "in_conflict",
        {},
    ),
    (
        (
            "relations -clm-b,contradicts,clm-a ; relations -clm-f,contradicts,clm-e ; claims clm-e"
            " answer=no ; questions qst-control exclusive=false ; +claims clm-new from=clm-i"
            " claimant_id=act-marin polarity=denies ; +claims clm-two from=clm-i"
            " claimant_id=act-told answer=mayor ; +claims clm-three from=clm-c"
            " claimant_id=act-marin polarity=denies quantity_min=3.0 answer=three"
        ),
        "claims",
        "in_conflict",
        dict.fromkeys(("clm-a", "clm-b", "clm-c", "clm-i", "clm-k", "clm-new", "clm-three"), True),
    ),
    (
        (
            "claims clm-a polarity=denied ; claims clm-k answer= ; claims clm-e claimant_id= ;"
            " claims clm-f question_id="
        ),
        "claims",
        "in_conflict",
        {"clm-a": True, "clm-b": True},
    ),
    (
        (
            "questions qst-office exclusive=true ; +claims clm-new from=clm-i claimant_id=act-marin"
            " answer=mayor ; questions qst-deaths exclusive=true ; +relations clm-a,disputes,clm-m"
            " basis=curator ; +relations clm-b,qualifies,clm-c basis=curator ; +relations"
            " clm-d,disputes,clm-e basis=curator ; +relations clm-l,disputes,clm-g basis=curator"
        ),
        "claims",
        "in_conflict",
        dict.fromkeys(("clm-a", "clm-b", "clm-d", "clm-e", "clm-f", "clm-k"), True),
    ),
    (
        (
            "questions qst-control question_id=qst-then ; claims clm-b answer=act-council ;"
            " relations -clm-b,contradicts,clm-a ; +claims clm-new from=clm-f claimant_id=act-told"
            " ; +claims clm-new from=clm-i ; +relations clm-new,disputes,clm-h basis=curator"
        ),
        "claims",
        "in_conflict",
        dict.fromkeys(("clm-e", "clm-f", "clm-new"), True),
    ),
    (
        (
            "claims clm-c quantity_min=16 ; +claims clm-one from=clm-c claimant_id=act-told"
            " quantity_min= quantity_max=13.5 ; +claims clm-two from=clm-c claimant_id=act-marin"
            " quantity_min=15.0 quantity_max=16 ; +claims clm-three from=clm-c quantity_min=90"
            " claimant_id=act-heron polarity=denies"
        ),
        "claims",
        "in_conflict",
        dict.fromkeys(
            (
                "clm-a",
                "clm-b",
                "clm-c",
                "clm-d",
                "clm-e",
                "clm-f",
                "clm-k",
                "clm-m",
                "clm-one",
                "clm-two",
            ),
            True,
        ),
    ),
    (
        (
            "claims clm-c quantity_min=1 quantity_max=2 claimant_id=act-guard ; +claims clm-one"
            " from=clm-m claimant_id=act-told quantity_min=12 quantity_max=13 ; claims clm-e"
            " answer=no"
        ),
        "claims",
        "in_conflict",
        dict.fromkeys(
            ("clm-a", "clm-b", "clm-c", "clm-e", "clm-f", "clm-k", "clm-m", "clm-one"), True
        ),
    ),
    (
        (
            "claims clm-e answer=no ; +claims clm-one from=clm-h claimant_id=act-told"
            " answer=2021-08-21/.. ; +claims clm-two from=clm-h answer=2021-08-22 ; +claims"
            " clm-three from=clm-h answer=../2021-08 claimant_id=act-told ; +claims clm-four"
            " from=clm-h claimant_id=act-marin answer=never"
        ),
        "claims",
        "in_conflict",
        dict.fromkeys(("clm-a", "clm-b", "clm-e", "clm-f", "clm-h", "clm-k", "clm-one"), True),
    ),
    (
        (
            "relations -clm-f,contradicts,clm-e ; relations -clm-b,contradicts,clm-a ; claims clm-e"
            " claimant_id= ; claims clm-k polarity=denied ; claims clm-b question_id= ; +claims"
            " clm-new from=clm-b polarity=affirms claimant_id=act-told ; claims clm-i answer= ;"
            " +claims clm-two from=clm-i polarity=denies claimant_id=act-told"
        ),
        "claims",
        "in_conflict",
        {},
    ),
    (
        (
            "relations -clm-f,contradicts,clm-e ; claims clm-f status=withdrawn ; claims clm-e"
            " polarity=denies ; claims clm-i quantity_min=5 ; +claims clm-new from=clm-i"
            " claimant_id=act-marin quantity_min= quantity_max=3 ; claims clm-c quantity_min=15 ;"
            " claims clm-m quantity_min=15 quantity_max=15"
        ),
        "claims",
        "in_conflict",
        dict.fromkeys(("clm-a", "clm-b", "clm-k"), True),
    ),
    (
        (
            "questions qst-seat exclusive=true ; +claims clm-new from=clm-g claimant_id=act-guard"
            " answer=loc-ford ; claims clm-f status=withdrawn ; claims clm-d quantity_min="
            " quantity_max=1 ; claims clm-c quantity_min= quantity_max=20"
        ),
        "claims",
        "in_conflict",
        dict.fromkeys(("clm-a", "clm-b", "clm-g", "clm-k", "clm-new"), True),
    ),
    (
        (
            "claims clm-f status=withdrawn ; claims clm-d quantity_min= quantity_max=1 ; claims"
            " clm-c quantity_min= quantity_max=10 ; +claims clm-new from=clm-c claimant_id=act-told"
            " quantity_max=20"
        ),
        "claims",
        "in_conflict",
        dict.fromkeys(("clm-a", "clm-b", "clm-c", "clm-k", "clm-m"), True),
    ),
    ("", "questions", "is_contested", {"qst-control": True, "qst-talks": True}),
    (
        (
            "+relations clm-a,disputes,clm-c basis=curator ; claims clm-f question_id= ; +claims"
            " clm-new from=clm-h claimant_id=act-marin answer=2020 ; claims clm-h claim_id="
        ),
        "questions",
        "is_contested",
        {"qst-began": True, "qst-control": True, "qst-deaths": True, "qst-talks": True},
    ),
    (
        "claims clm-b question_id=qst-gone ; claims clm-f status=withdrawn",
        "questions",
        "is_contested",
        {"qst-control": True},
    ),
    (
        (
            "relations -clm-b,contradicts,clm-a ; relations -clm-f,contradicts,clm-e ; claims clm-b"
            " status=withdrawn ; claims clm-e status=redacted ; +claims clm-m from=clm-m"
        ),
        "questions",
        "is_contested",
        {},
    ),
    ("relations -clm-f,contradicts,clm-e", "questions", "differing_labels", {}),
    (
        "sources src-reprint source_id= ; sources src-radio derived_from_id=src-leaflet",
        "sources",
        "origin",
        {"src-leaflet": "src-leaflet", "src-radio": "src-leaflet", "src-wire": "src-wire"},
    ),
]
"""A line of changes, a table, a named column, and its values by key."""


@pytest.mark.parametrize("engine", ["polars", "pandas"])
@pytest.mark.parametrize(("line", "table", "name", "expected"), COLUMNS)
def test_a_named_column_has_these_values_and_no_others(
    line: str, table: str, name: str, expected: dict[str, object], engine: str
) -> None:
    assert column_of(settled_views_of(line, engine), table, name) == expected


def test_every_named_column_is_among_the_cases() -> None:
    assert {(table, name) for _, table, name, _ in COLUMNS} == set(NAMED_COLUMNS)
