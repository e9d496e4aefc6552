"""Relations: how claims stand to each other.

None puts another out of the way.
"""

from __future__ import annotations

from contested.rules.dates.clocks import comes_after
from contested.rules.rule import Expr, Row, rule

ONE_OR_OTHER = ["corrects", "retracts", "supersedes"]
"""Relations by which an actor replaces what it said itself."""
SYMMETRIC = ["contradicts", "disputes", "corroborates", "same_utterance"]
"""Relations that say the same from either end."""
BOUND = ["contradicts", "corroborates", "same_utterance"]
"""Relations that hold between answers to one question only, besides those that replace."""


@rule(
    "relation-to-itself",
    on="relations.other_claim_id",
    bad=(
        "+relations clm-a,disputes,clm-a basis=curator",
        "+relations clm-e,contradicts,clm-f basis=curator",
        "+relations clm-a,qualifies,clm-a basis=curator",
    ),
    good=(
        "+relations clm-e,disputes,clm-f basis=curator",
        (
            "+relations clm-a,repeats,clm-k basis=curator ; +relations clm-k,repeats,clm-a"
            " basis=curator"
        ),
    ),
)
def relation_to_itself(relation: Row) -> Expr:
    """{claim_id} {relation} {other_claim_id} says nothing new: it relates a claim to itself, or
    says a second time what holds from both ends.

    Some relations mean the same whichever claim comes first; recorded twice they would count twice.

    Allowed: two different claims; contradicts, disputes, corroborates and same_utterance in one
    direction only

    Mend: Delete the row, or correct the claim that was meant.
    """
    twice = relation.relation.is_in(SYMMETRIC) & (relation.reversed_twin != relation.claim_id)
    return (relation.claim_id == relation.other_claim_id) | twice


@rule(
    "relation-across-questions",
    on="relations.relation",
    bad=(
        "+relations clm-a,contradicts,clm-e basis=curator",
        "+relations clm-k,corroborates,clm-e basis=curator",
        "+relations clm-f,supersedes,clm-a basis=curator",
        "+relations clm-f,corrects,clm-a basis=curator",
        "+relations clm-f,retracts,clm-a basis=curator",
    ),
    good=(
        "+relations clm-a,disputes,clm-e basis=curator",
        "+relations clm-a,qualifies,clm-e basis=curator",
        "+relations clm-a,repeats,clm-e basis=curator",
    ),
)
def relation_across_questions(relation: Row) -> Expr:
    """{claim_id} cannot be said to “{relation}” {other_claim_id}: they answer different questions.

    Only answers to one question can exclude, confirm or replace each other. Claims that merely sit
    ill together dispute one another.

    Allowed: across questions only disputes, qualifies and repeats

    Mend: Use disputes, and say in the note why; or give both claims one question, if they answer
    the same.
    """
    bound = relation.relation.is_in([*BOUND, *ONE_OR_OTHER])
    return bound & (relation.claim__question_id != relation.other_claim__question_id)


@rule(
    "superseded-by-another",
    on="relations.relation",
    bad=(
        "+relations clm-f,supersedes,clm-e basis=curator",
        (
            "+relations clm-d,corrects,clm-m basis=curator ; relations -clm-m,supersedes,clm-d ;"
            " claims clm-m stated=2021-08-24"
        ),
        "+relations clm-f,retracts,clm-e basis=curator",
    ),
    good=(
        "+relations clm-f,disputes,clm-e basis=curator",
        "claims clm-m stated=2021-08-21",
        "claims clm-m stated=2021-08",
        "claims clm-d stated=2021-08-22/2021-08-24",
    ),
)
def superseded_by_another(relation: Row) -> Expr:
    """{claim_id} {relation} {other_claim_id}, but it is by {claim__claimant_id} of {claim__stated},
    the other by {other_claim__claimant_id} of {other_claim__stated}.

    Only whoever said a thing can take it back, and only later. Another's denial is a claim against
    it, not its end. One day is let pass, since days are those of the place where they were written
    down.

    Allowed: two claims of one claimant, the later one first

    Mend: Between different claimants use contradicts or disputes; if the order is wrong, swap the
    two.
    """
    another = relation.claim__claimant_id != relation.other_claim__claimant_id
    earlier = comes_after(relation, "other_claim__stated", "claim__stated").fill_null(False)
    return relation.relation.is_in(ONE_OR_OTHER) & (another | earlier)


@rule(
    "circular-supersession",
    on="relations.relation",
    bad="claims clm-m stated=2021-08-22 ; +relations clm-d,corrects,clm-m basis=curator",
    good=(
        "+claims clm-new from=clm-m locator=post ; +relations clm-new,corrects,clm-m basis=curator"
    ),
)
def circular_supersession(relation: Row) -> Expr:
    """{claim_id} {relation} {other_claim_id}, and is itself, step by step, replaced by it.

    If each replaces the other, neither is the newer.

    Allowed: corrections that lead from a newer claim to an older one, never back

    Mend: Find out which was said last, and delete the relation that points to it.
    """
    return relation.is_circular


@rule(
    "false-corroboration",
    on="relations.relation",
    bad=(
        "claims clm-k claimant_id=act-guard voice=indirect_speech",
        "claims clm-a on_behalf_of_id=act-council ; claims clm-k on_behalf_of_id=act-council",
        "claims clm-a on_behalf_of_id=act-leaflet",
        "+relays clm-a,1 relay_id=act-leaflet",
        "+relays clm-k,1 relay_id=act-guard ; claims clm-k voice=headline",
        "sources src-leaflet derived_from_id=src-radio",
        "sources src-radio derived_from_id=src-leaflet",
        "claims clm-k answer=act-council",
        "claims clm-k polarity=denies",
        (
            "sources src-leaflet derived_from_id=src-wire ; +claims clm-new from=clm-k"
            " source_id=src-reprint claimant_id=act-radio locator='line 1' stated=2021-08-24 ;"
            " +relations clm-new,corroborates,clm-k basis=curator"
        ),
        (
            "+relations clm-d,corroborates,clm-c basis=curator ; claims clm-d polarity=denies"
            " source_id=src-wire answer=3 quantity_min=3 quantity_max="
        ),
        (
            "relays clm-m,1 relay_id=act-council ; +relations clm-m,corroborates,clm-c"
            " basis=curator ; claims clm-c source_id=src-leaflet stated=../2021-08-31 answer=twenty"
            " quantity_min=20"
        ),
        (
            "+claims clm-new from=clm-h source_id=src-leaflet claimant_id=act-leaflet"
            " stated=2021-08 answer=2021-08-21 ; +relations clm-new,corroborates,clm-h"
            " basis=curator"
        ),
        (
            "+claims clm-new from=clm-g source_id=src-leaflet claimant_id=act-elders stated=2021-08"
            " answer=loc-ford ; +relations clm-new,corroborates,clm-g basis=curator"
        ),
    ),
    good=(
        'claims clm-a source_id=src-leaflet locator="page 2"',
        (
            "+relays clm-a,1 relay_id=act-wire ; +relays clm-k,1 relay_id=act-wire ;"
            " claims clm-k voice=headline"
        ),
        "sources src-leaflet derived_from_id=src-wire",
        (
            "sources src-leaflet derived_from_id=src-wire ; +claims clm-new from=clm-k"
            " source_id=src-reprint claimant_id=act-radio locator='line 1' stated=2021-08-24"
            " own_reporting=true ; +relations clm-new,corroborates,clm-k basis=curator"
        ),
        (
            "redacted claims clm-k status=redacted statement=[redacted] answer=[redacted]"
            " locator=[redacted] occurred="
        ),
        "+relations clm-m,corroborates,clm-c basis=curator",
        "claims clm-a on_behalf_of_id=act-council",
        (
            "+claims clm-new from=clm-h source_id=src-leaflet claimant_id=act-leaflet"
            " stated=2021-08 answer=2021-08 ; +relations clm-new,corroborates,clm-h basis=curator"
        ),
    ),
)
def false_corroboration(relation: Row) -> Expr:
    """{claim_id} does not corroborate {other_claim_id}: {dependence}.

    Two reports confirm each other only if neither comes from the other. The same words through the
    same agency are one voice heard twice; two witnesses in one article are two.

    Allowed: claims of one question that give one answer, or amounts that can both be right, whose
    claimants, sides and originators differ; neither claimant passed the other's claim on, and
    neither source was written from the other

    Mend: Take the relation out; where the two differ, contradicts says so.
    """
    apart = relation.claim_id != relation.other_claim_id
    return (relation.relation == "corroborates") & apart & ~relation.dependence.is_null()


@rule(
    "agreeing-contradiction",
    on="relations.relation",
    bad=(
        "claims clm-b polarity=",
        (
            "+claims clm-new from=clm-d claimant_id=act-elders answer=12-15 ; +relations"
            " clm-new,contradicts,clm-d basis=curator"
        ),
    ),
    good=(
        "claims clm-b polarity= answer=act-council",
        "withdrawn claims clm-b ; claims clm-b polarity=",
        (
            "+claims clm-new from=clm-d claimant_id=act-elders polarity=denies ; +relations"
            " clm-new,contradicts,clm-d basis=curator"
        ),
    ),
)
def agreeing_contradiction(relation: Row) -> Expr:
    """{claim_id} is said to contradict {other_claim_id}, but both can be right.

    Claims that say the same are on one side, and what may change can be one thing on one day and
    another on the next. A contradiction between them would show a contest where there is none.

    Allowed: contradicts between different answers about the same days

    Mend: Correct the answer or the days that were coded wrongly, or use repeats, corroborates or
    disputes.
    """
    two = relation.claim_id != relation.other_claim_id
    agrees = relation.claim__position == relation.other_claim__position
    kept_apart = relation.excludes_other & ~relation.meets_other
    wrong = agrees.fill_null(False) | kept_apart.fill_null(False)
    return (relation.relation == "contradicts") & two & relation.is_one_question & wrong
