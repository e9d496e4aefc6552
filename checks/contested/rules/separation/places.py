"""Places: an answer is about the place that was asked about."""

from __future__ import annotations

from contested.rules.rule import Expr, Row, rule

FAR = "+locations loc-far name=Elsewhere location_type=province within_id=loc-ostra"


@rule(
    "other-place",
    on="claims.location_id",
    severity="warning",
    bad=(
        f"{FAR} ; claims clm-a location_id=loc-far",
        (
            f"{FAR} ; +locations loc-inn name=Inn location_type=facility within_id=loc-far ;"
            " claims clm-a location_id=loc-inn"
        ),
        "questions qst-control over_time=changing ; claims clm-a location_id=loc-mill",
    ),
    good=(
        "claims clm-a location_id=loc-mill",
        "claims clm-a location_id=loc-north",
        f"{FAR} ; claims clm-g location_id=loc-far",
        (
            "+locations loc-inn name=Inn location_type=facility within_id=loc-north ;"
            " claims clm-a location_id=loc-inn"
        ),
        (
            "+locations loc-vale name=Vale location_type=area within_id=loc-north ;"
            " claims clm-a location_id=loc-vale"
        ),
        (
            f"{FAR} ; withdrawn claims clm-k ; claims clm-k location_id=loc-far ; relations"
            " -clm-k,corroborates,clm-a"
        ),
    ),
)
def other_place(claim: Row) -> Expr:
    """The claim is about {location_id}, the question about {question__location_id}, which is
    another place.

    A question is about one place. An answer about another place answers another question, and must
    not be held against this one's. Where a state may change, so does an answer about a part: the
    centre of a district may be held by one force and its valleys by another.

    Allowed: the question's place, one around it and, if the answer does not change over time, one
    within it; also one of which that is not known, such as an area, or a facility whose district is
    not recorded

    Mend: Move the claim to a question about its own place, or correct the place or what it lies
    within.
    """
    other = ~claim.is_elsewhere.is_null() | ~claim.is_part.is_null()
    return (claim.status == "active") & other
