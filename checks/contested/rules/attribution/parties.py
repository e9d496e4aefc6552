"""Parties: for whom somebody speaks, and whose reporting it is."""

from __future__ import annotations

from contested.rules.rule import Expr, Row, also, rule


@rule(
    "own-behalf",
    on="claims.on_behalf_of_id",
    bad="claims clm-a on_behalf_of_id=act-guard",
    good=("claims clm-e on_behalf_of_id=act-council", "claims clm-e on_behalf_of_id="),
)
def own_behalf(claim: Row) -> Expr:
    """{claimant_id} is said to speak on behalf of {on_behalf_of_id}, which is the same actor.

    A party that speaks for itself is the claimant and nothing more.

    Allowed: another actor than the claimant; a blank where the source names none

    Mend: Empty the cell. If a spokesman said it, the spokesman is the claimant.
    """
    return claim.on_behalf_of_id == claim.claimant_id


@rule(
    "publisher-as-author",
    on="sources.author_id",
    bad="sources src-wire author_id=act-wire",
    good=("sources src-wire author_id=act-marin", "sources src-wire author_id="),
)
def publisher_as_author(source: Row) -> Expr:
    """{author_id} is recorded as the author and as the publisher.

    What a document says in its own voice is the publisher's, unless it names somebody else as its
    author.

    Allowed: another actor than the publisher; a blank where the document names none

    Mend: Empty the cell.
    """
    return source.author_id == source.publisher_id


@rule(
    "self-citation",
    on="citations.source_id",
    bad="+citations clm-k,src-leaflet",
    good="+citations clm-k,src-wire",
)
def self_citation(citation: Row) -> Expr:
    """{claim_id} is said to cite {source_id}, which is the document that it stands in.

    A citation is what the claimant names as a ground. The document in which they say so is
    recorded with the claim.

    Allowed: another document than the claim's own source

    Mend: Delete the row, or name the document that is meant.
    """
    return citation.source_id == citation.claim__source_id


@rule(
    "own-reporting-of-all",
    on="claims.own_reporting",
    bad="claims clm-h own_reporting=true",
    good=("claims clm-m own_reporting=true", "claims clm-h own_reporting=false"),
)
def own_reporting_of_all(claim: Row) -> Expr:
    """{source_id} is not said to be written from another document, so all of it is its own.

    The column tells what a document adds from what it took over. Where nothing was taken over there
    is nothing to tell apart.

    Allowed: true only in claims from a source with derived_from_id

    Mend: Empty the cell, or say in sources what the document was written from.
    """
    return (claim.own_reporting == "true") & claim.source__derived_from_id.is_null()


@rule(
    "quotation-misplaced",
    on="claims.quote_language",
    bad=(
        "claims clm-a quote_language=fa",
        "claims clm-b quote_language=en",
        "claims clm-a quote_translated=true",
    ),
    good=(
        "claims clm-b quote_language=fa",
        "claims clm-b quote_translated=true",
        "claims clm-a quote_translated=false",
    ),
)
def quotation_misplaced(claim: Row) -> Expr:
    """“{title}” says something of a quotation: {cell}. There is none, or it is in the source's own
    language.

    Where the words of a quotation are a translation, or in another language than the rest, readers
    have to know it. Elsewhere it says nothing.

    Allowed: the language of a quotation, where it is another one than the source's; a blank where
    there is no quotation

    Mend: Empty the cell, or add the quotation.
    """
    own = claim.quote_language == claim.source__language
    return ~claim.quote_language_is_blank & (claim.quote_is_blank | own.fill_null(False))


@also("quotation-misplaced", on="claims.quote_translated")
def translation_misplaced(claim: Row) -> Expr:
    return (claim.quote_translated == "true") & claim.quote_is_blank


@rule(
    "separate-utterances",
    on="relations.relation",
    bad=(
        "+relations clm-b,same_utterance,clm-k basis=curator",
        "+relations clm-d,same_utterance,clm-m basis=curator",
    ),
    good=(
        (
            "relations -clm-m,supersedes,clm-d ; claims clm-m stated=2021-08-22/2021-08-23 ;"
            " +relations clm-d,same_utterance,clm-m basis=curator"
        ),
        (
            "relations -clm-m,supersedes,clm-d ; claims clm-m stated=2021-08-23T00:30+04:30 ;"
            " claims clm-d stated=2021-08-22T20:00Z ;"
            " +relations clm-d,same_utterance,clm-m basis=curator"
        ),
    ),
)
def separate_utterances(relation: Row) -> Expr:
    """{claim_id} and {other_claim_id} cannot report one act of speaking: they were said by
    {claim__claimant_id} ({claim__stated}) and {other_claim__claimant_id} ({other_claim__stated}).

    One act of speaking has one speaker and one time. What somebody says again is repeated.

    Allowed: two claims of one claimant, said on days that touch or at one moment

    Mend: Use repeats, or correct the claimant or the day.
    """
    another = relation.claim__claimant_id != relation.other_claim__claimant_id
    before = relation.claim__stated_latest < relation.other_claim__stated_earliest
    after = relation.other_claim__stated_latest < relation.claim__stated_earliest
    one_moment = relation.claim__stated_instant == relation.other_claim__stated_instant
    apart = (before | after).fill_null(False) & ~one_moment.fill_null(False)
    return (relation.relation == "same_utterance") & (another | apart)
