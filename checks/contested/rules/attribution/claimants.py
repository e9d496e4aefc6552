"""Claimants: who says it, and in which words."""

from __future__ import annotations

from contested.rules.rule import Expr, Row, also, rule

OFFICES = (
    *("president", "vice president", "prime minister", "minister", "governor", "mayor"),
    *("spokesman", "spokeswoman", "spokesperson", "commander", "general", "colonel", "leader"),
    *("chief", "head", "director", "ambassador", "secretary"),
)
"""Words for offices: whoever holds one is named without it, and a claim of topic `role` says who
says that they hold it.
"""
LABELS = (
    *("so-called", "self-styled", "self-proclaimed", "rebel", "rebels", "terrorist"),
    *("terrorists", "insurgent", "insurgents", "militant", "militants", "extremist"),
    *("extremists", "regime"),
)
"""Words by which one side speaks of another: they take a side, so they are no part of anybody's
name.
"""
OWN_LABELS = "(?:Rebel|Rebels|Insurgent|Insurgents|Militant|Militants)\\b"
"""Labels with a capital letter: groups have given themselves such names."""
SURNAMES = (
    "^[A-Z][a-z]+ (?:General|Leader|Chief|Head|Mayor|Governor|Minister|President)(?: [0-9]+)?$"
)
"""Names of two words, the second of which is a surname; a number may tell namesakes apart."""
REPORTS = ("news_article", "wire_report", "broadcast", "report", "other")
"""Kinds of source that pass on what others say; a statement or a post is published by whoever
speaks in it.
"""


def word_of(words: tuple[str, ...]) -> str:
    """Return the regular expression for one of these words, in either case."""
    return f"(?i)(?:^|[^a-z])(?:{'|'.join(words)})(?:[^a-z]|$)"


@rule(
    "several-claimants",
    on=("claims.claimant_id", "relays.relay_id"),
    bad=(
        "claims clm-a claimant_id=act-guard;act-council",
        'relays clm-m,1 relay_id="act-told and act-wire"',
        "claims clm-a claimant_id=act-guard,act-council",
        'actors act-wire name="Valley Council and River Guard"',
        'actors act-wire name="River Guard/Radio Ostra"',
        'actors act-wire also_known_as="Guard of the river & Radio Ostra"',
    ),
    good=(
        "claims clm-a claimant_id=act-elders",
        'actors act-elders name="Anna and Otto"',
        'actors act-elders name="Valley Council and River Guard"',
        'actors act-wire name="River Guard and Sons"',
    ),
    instead_of=("wrong-pattern",),
)
def several_claimants(row: Row) -> Expr:
    """“{cell}” names more than one actor.

    A claim is one voice. If two made it, there are two claims, and later one of them may take it
    back.

    Allowed: the id of one actor; for actors a name that is not made of two other actors' names

    Mend: Make a row for each of them; if they are quoted as one voice (“elders said”), make one
    actor of the kind collective.
    """
    return row.cell_raw.str.contains("[;|,]| and ")


@also("several-claimants", on=("actors.name", "actors.also_known_as"))
def several_names(actor: Row) -> Expr:
    kept = actor.actor_type.is_in(["collective", "unnamed_source"])
    return ~kept & (actor.joined_names == actor.cell)


@rule(
    "narrator-is-not-publisher",
    on="claims.claimant_id",
    bad="claims clm-h claimant_id=act-guard",
    good=(
        "claims clm-h voice=indirect_speech claimant_id=act-guard",
        "claims clm-h claimant_id=act-marin ; sources src-radio author_id=act-marin",
    ),
)
def narrator_is_not_publisher(claim: Row) -> Expr:
    """The narrator's voice is that of {source__publisher_id}, who published the source, or of who
    wrote it, not of {claimant_id}.

    What a source asserts without saying who says so is the publisher's own claim, or that of an
    agency or a guest who wrote it. Ascribed to somebody else, it would put words into their mouth;
    ascribed to nobody, it would pass for a fact.

    Allowed: {source__publisher_id}, the source's author, or another voice

    Mend: If the source names who says it, the voice is indirect_speech; if not, the claimant is the
    publisher.
    """
    is_author = (claim.claimant_id == claim.source__author_id).fill_null(False)
    is_other = (claim.claimant_id != claim.source__publisher_id) & ~is_author
    return (claim.voice == "narrator") & is_other


@rule(
    "publisher-as-claimant",
    on="claims.claimant_id",
    severity="warning",
    bad=("claims clm-a claimant_id=act-radio", "claims clm-b claimant_id=act-radio"),
    good=(
        "claims clm-a claimant_id=act-radio ; sources src-radio source_type=statement",
        "claims clm-a claimant_id=act-radio voice=headline",
    ),
)
def publisher_as_claimant(claim: Row) -> Expr:
    """The speech is reported by {claimant_id}, who also published the source.

    A medium that asserts something does so as narrator. Where it reports speech, somebody else
    spoke, and that voice is lost if the medium stands in for it.

    Allowed: whoever the source says spoke

    Mend: Name the speaker. If the source speaks for itself, the voice is narrator.
    """
    spoken = claim.voice.is_in(["direct_quote", "indirect_speech"])
    return (
        spoken
        & (claim.claimant_id == claim.source__publisher_id)
        & claim.source__source_type.is_in(REPORTS)
    )


@rule(
    "shared-anonymous-publisher",
    on="actors.actor_id",
    bad="sources src-wire publisher_id=act-leaflet",
    good="sources src-wire publisher_id=act-council ; relays -clm-c,2",
)
def shared_anonymous_publisher(actor: Row) -> Expr:
    """{actor_id} is nobody known, yet publishes {publishes} sources.

    Two documents whose publishers are not known need not come from the same hand. Under one id they
    would look like one voice.

    Allowed: one unnamed publisher for each document

    Mend: Make an actor of the kind unnamed_source for each source.
    """
    return (actor.actor_type == "unnamed_source") & (actor.publishes > 1)


@rule(
    "quote-without-speech",
    on="claims.quote",
    bad=('claims clm-h quote="on 20 August"', "claims clm-b quote="),
    good=("claims clm-f quote=", "claims clm-l voice=direct_quote"),
)
def quote_without_speech(claim: Row) -> Expr:
    """The voice is {voice}, and the quotation is: {quote}.

    Quotation marks belong to whoever is quoted. A narrator has none, and a direct quotation is
    nothing without its words.

    Allowed: a quotation with direct_quote always, with indirect_speech and headline where the
    source prints one, with narrator never

    Mend: Change the voice to what the source does, or move the words into the statement in your own
    words.
    """
    printed = claim.status != "redacted"
    return ((claim.voice == "narrator") & ~claim.quote_is_blank) | (
        printed & (claim.voice == "direct_quote") & claim.quote_is_blank
    )


@rule(
    "shared-quotation",
    on="claims.quote",
    severity="warning",
    bad=(
        'claims clm-a quote="The Guard does not hold Low Ford," voice=direct_quote',
        'claims clm-d quote="Not so." ; claims clm-c quote="not so" voice=direct_quote',
    ),
    good=(
        'claims clm-a quote="does not hold" voice=direct_quote',
        'claims clm-d quote="Not so." ; claims clm-e quote="Not so."',
        'claims clm-m quote="The Guard does not hold Low Ford,"',
        'claims clm-f quote="talks of the two sides" ; claims clm-d quote="talks of the two sides"',
        "claims clm-d quote=[redacted] ; claims clm-c quote=[redacted]",
        'withdrawn claims clm-c ; claims clm-c quote="Not so." ; claims clm-d quote="Not so."',
    ),
)
def shared_quotation(claim: Row) -> Expr:
    """“{quote}” is given to somebody else too, on line {twins}.

    One quotation has one speaker. Where the same words of the same source stand under two, one of
    them was most likely copied from the other row.

    Allowed: words of 15 letters or more under one claimant in a source, shorter ones under one at
    each place of it; signs, case and spaces aside

    Mend: Look up who says it, and take it out of the other claim. If both said the same words,
    leave them.
    """
    return ~claim.quote_twin.is_null()


@rule(
    "unexplained-inference",
    on=("claims.claimant_basis", "claims.stated_basis", "sources.published_basis"),
    severity="warning",
    bad=(
        "claims clm-a claimant_basis=inferred",
        "claims clm-a stated_basis=inferred",
        "sources src-leaflet note=",
    ),
    good='claims clm-a claimant_basis=inferred note="The speaker of the line before."',
)
def unexplained_inference(row: Row) -> Expr:
    """“{title}” is inferred, and the note does not say from what.

    An inference is the curator's, not the source's. Whoever disagrees must be able to see how it
    was made.

    Allowed: inferred together with a note

    Mend: Write into the note what you concluded it from.
    """
    return (row.cell == "inferred") & row.note_is_blank


@rule(
    "title-as-attribute",
    on=("actors.name", "actors.also_known_as"),
    lists={"offices": OFFICES, "labels": LABELS},
    severity="warning",
    bad=(
        'actors act-marin name="President Ana Marin"',
        'actors act-guard name="so-called River Guard"',
        'actors act-marin also_known_as="The council\'s Spokeswoman"',
    ),
    good=(
        'actors act-told name="sources close to the president"',
        'actors act-guard name="Rebelle River"',
        'actors act-marin name="Ana Whitehead"',
        'actors act-marin name="Ana Head"',
        'actors act-guard name="Rebel Army of the River"',
    ),
)
def title_as_attribute(actor: Row) -> Expr:
    """“{cell}” carries an office or a label, which somebody may dispute.

    Who holds an office, and what a group may be called, is often the very thing that is fought
    over. As part of a name it would look settled.

    A surname that happens to be such a word is none, nor is what a group calls itself with a
    capital letter, such as Rebel Army.

    Allowed: the bare name. Not for persons: {offices}. Not for anybody: {labels}

    Mend: Keep the name alone, and record the office as a claim of the topic role under whoever says
    so.
    """
    own = actor.cell.str.replace_all(OWN_LABELS, "x").str.replace_all(SURNAMES, "x")
    label = own.str.contains(word_of(LABELS))
    office = own.str.contains(word_of(OFFICES))
    return label | ((actor.actor_type == "person") & office)
