"""Bad lines of the rules over two versions: what comes close to an excuse and is none, each act by
itself, and every way round.

A line is a change of the specimen; before ` | ` stands what was published, if that is not the
specimen itself.
"""

from __future__ import annotations

from itertools import pairwise

from contested import standard

Lines = dict[str, list[str]]

DEGREES = standard.tables()["claims"].fields["certainty"].ranked


def rev(
    kind: str,
    table: str,
    record: str,
    field: str = "",
    old: str = "",
    new: str = "",
    number: int = 8,
) -> str:
    """A revision more."""
    return (
        f'+revisions rev-{number} table={table} record_id="{record}" field={field} kind={kind}'
        f' old_value="{old}" new_value="{new}"'
    )


def published(rows: str, line: str) -> str:
    """A change that starts from rows that the specimen has not."""
    return f"{rows} | {rows} ; {line}"


ANSWERED = ("corrected", "claims", "clm-j", "answer", "yes", "no")
"""A revision that covers `claims clm-j answer=no`."""
MERGED = "relays clm-c,1 relay_id=act-leaflet ; relays clm-e,1 relay_id=act-leaflet"
BOTH_TOLD = (
    "corrected relays clm-c,1 relay_id=act-leaflet ; corrected relays clm-e,1 relay_id=act-leaflet"
)
"""Each of the two relays that name act-told, put right."""
ACTOR = '{"fields":"ID","reference":{"resource":"actors","fields":"actor_id"}}'
"""What says that a column of an extension names actors."""
NO_TALKS = "relation_removed relations -clm-f,contradicts,clm-e"
NO_CONTROL = "relation_removed relations -clm-b,contradicts,clm-a"
EXCLUSIVE = "relations -clm-b,contradicts,clm-a ; claims clm-b polarity= answer=act-council"
"""A contest that is one only because the question excludes all answers but one."""
DISPUTED = "+relations clm-c,disputes,clm-d basis=curator"
HIDDEN = "redacted relays clm-m,1 note="
OUT = "withdrawn claims clm-d ; withdrawn claims clm-m"
RANGE = "+claims clm-new from=clm-d quantity_min=10 quantity_max=20"
TWO = "+questions qst-two from=qst-deaths question=Which?"
SAME = "claimant_id=act-guard source_id=src-radio stated=2021-08-21"
"""What makes clm-k like clm-a."""

BAD: Lines = {
    "rewritten-answer": [
        *(
            f"claims clm-j answer=no ; {rev(*ANSWERED[:number], other, *ANSWERED[number + 1 :])}"
            for number, others in enumerate(
                (("reassigned",), ("sources",), (), ("polarity",), ("",), ("",))
            )
            for other in others
        ),
        f"{rev(*ANSWERED)} | {rev(*ANSWERED)} ; claims clm-j answer=no",
        (
            "claims clm-e quantity_min=4 ;"
            f" {rev('corrected', 'claims', 'clm-e', 'quantity_min', '3', '4')}"
        ),
        (
            "claims clm-m quantity_min= ;"
            f" {rev('corrected', 'claims', 'clm-m', 'quantity_min', '', '')}"
        ),
        (
            "claims clm-j answer=no ;"
            f" {rev('redacted', 'claims', 'clm-j', 'answer', '[redacted]', 'no')}"
        ),
        (
            "claims clm-j answer=[redacted] status=redacted ;"
            f" {rev('redacted', 'claims', 'clm-j', '', 'yes')}"
        ),
        (
            "claims clm-j answer=[redacted] status=redacted ;"
            f" {rev('redacted', 'claims', 'clm-e', '', '[redacted]')}"
        ),
        (
            "claims clm-j answer=[redacted] status=withdrawn ;"
            f" {rev('redacted', 'claims', 'clm-j', '', '[redacted]')}"
        ),
        "redacted claims clm-j status=redacted answer=no",
        "redacted claims clm-j status=redacted answer=",
        "redacted claims clm-j status=redacted polarity=[redacted]",
        "redacted claims clm-m status=redacted quantity_min=13",
        "identity_merged locations loc-north=loc-ford ; claims clm-g answer=loc-mill",
    ],
    "rewritten-attribution": [
        (
            "claims clm-j claimant_id=act-elders ;"
            f" {rev('identity_merged', 'actors', 'act-heron', new='act-council')}"
        ),
        (
            "claims clm-e claimant_id=act-elders ;"
            f" {rev('identity_merged', 'actors', 'act-heron', new='act-elders')}"
        ),
        (
            "claims clm-j claimant_id=act-elders ;"
            f" {rev('identity_merged', 'actors', 'act-elders', new='act-heron')}"
        ),
        (
            "claims clm-j claimant_id=act-elders ;"
            f" {rev('identity_merged', 'locations', 'act-heron', new='act-elders')}"
        ),
        (
            "claims clm-j claimant_id=act-elders ;"
            f" {rev('withdrawn', 'actors', 'act-heron', new='act-elders')}"
        ),
        (
            "claims clm-k source_id=act-wire | claims clm-k source_id=act-radio ;"
            f" {rev('identity_merged', 'actors', 'act-wire', new='act-radio')}"
        ),
        *(
            f"claims clm-e stated=2021-08 ; {rev(kind, table, record, field, old, new)}"
            for kind, table, record, field, old, new in (
                ("corrected", "claims", "clm-e", "stated", "[redacted]", "2021-08"),
                ("redacted", "relays", "clm-e", "stated", "[redacted]", "2021-08"),
                ("redacted", "claims", "clm-e", "", "[redacted]", "2021-08"),
                ("redacted", "claims", "clm-e", "occurred", "[redacted]", "2021-08"),
                ("redacted", "claims", "clm-e", "stated", "2021-08-22", "2021-08"),
                ("redacted", "claims", "clm-e", "stated", "[redacted]", "2021"),
            )
        ),
        (
            "redacted claims clm-j status=redacted statement=[redacted] answer=[redacted] ; claims"
            " clm-j claimant_id=act-elders"
        ),
        (
            "redacted claims clm-j status=redacted statement=[redacted] answer=[redacted] ; claims"
            " clm-j claimant_id=[redacted]"
        ),
        "redacted claims clm-m status=redacted ; claims clm-m stated=",
        f"relays -clm-e,1 ; {rev('relation_removed', 'relays', 'clm-e 1')}",
        f"relays -clm-e,1 ; {rev('withdrawn', 'relations', 'clm-e 1')}",
        f"relays -clm-e,1 ; {rev('withdrawn', 'relays', 'clm-m 1')}",
        f"relays -clm-e,1 ; {rev('identity_merged', 'relays', 'clm-e 1', new='clm-m 1')}",
        (
            f"{rev('withdrawn', 'relays', 'clm-e 1')} | {rev('withdrawn', 'relays', 'clm-e 1')} ;"
            " relays -clm-e,1"
        ),
        "withdrawn claims clm-e ; relays -clm-e,1",
        "claims -clm-j ; relays -clm-e,1",
        "relays clm-e,1 relayed=2021-08-22 | relays clm-e,1 relayed= ; "
        + rev("corrected", "relays", "clm-e 1", "relayed", "2021-08-22", "2021-08-23"),
    ],
    "silent-merge": [
        "corrected locations loc-ford within_id=loc-ostra ; corrected claims clm-g answer=loc-ford",
        published(rev("corrected", "actors", "act-told", "note"), BOTH_TOLD),
        f'relays clm-c,1 relay_id=" act-told" | {MERGED}',
        f"{MERGED} ; {rev('identity_merged', 'actors', 'act-told', new='act-elders')}",
        f"{MERGED} ; {rev('identity_merged', 'locations', 'act-told', new='act-leaflet')}",
        f"{MERGED} ; {rev('corrected', 'actors', 'act-told', new='act-leaflet')}",
        published(rev("identity_merged", "actors", "act-told", new="act-leaflet"), MERGED),
        (
            f"{BOTH_TOLD} ; column sources x_who ; descriptor"
            f" resources.sources.schema.foreignKeys=[{ACTOR.replace('ID', 'x_who')}]"
        ),
        (
            f"{BOTH_TOLD} ; table x-people ; descriptor"
            f" resources.x-people.schema.foreignKeys=[{ACTOR.replace('ID', 'x_id')}]"
        ),
    ],
    "collapsed-claims": [
        *(
            published(
                f"+claims clm-x from=clm-{like} {cell}",
                f"claims clm-x {cell.partition('=')[0]}={now}",
            )
            for like, cell, now in (
                ("a", "question_id=qst-seat", "qst-control"),
                ("a", "claimant_id=act-elders", "act-guard"),
                ("a", "source_id=src-wire", "src-radio"),
                ("a", "stated=2021-08-30", "2021-08-21"),
                ("a", "polarity=denies", ""),
                ("a", "answer=act-council", "act-guard"),
                ("d", "quantity_min=10", "12"),
                ("d", "quantity_max=20", "15"),
            )
        ),
        (
            f"claims clm-k {SAME} ;"
            f" {rev('corrected', 'claims', 'clm-k', 'stated', '2021-08', '2021-08-21')}"
        ),
    ],
    "laundered-range": [
        *(
            f"{RANGE} ; claims clm-d {cell} ; withdrawn claims clm-m"
            for cell in (
                "question_id=qst-talks",
                "stated=2021-08-30",
                "polarity=denies",
                "quantity_max=90",
                "status=redacted",
            )
        ),
        *(
            f"+claims clm-new from=clm-d quantity_min={least} quantity_max={most} ; {OUT}"
            for least, most in (("12", ""), ("", "15"))
        ),
        (
            "claims clm-d quantity_min= | +claims clm-new from=clm-d quantity_min= quantity_max=20"
            f" ; {OUT}"
        ),
        published(
            "+claims clm-x from=clm-h claimant_id=act-elders answer=2021-08-22",
            "+claims clm-new from=clm-h answer=2021-08-20/2021-08-22 ; withdrawn claims clm-h ;"
            " withdrawn claims clm-x",
        ),
    ],
    "weakened-relation": [
        "+relations clm-b,disputes,clm-k basis=curator | claims clm-a note=Loud.",
        "relations -clm-f,contradicts,clm-e ; +relations clm-e,disputes,clm-f basis=curator",
        f"{DISPUTED} | +relations clm-c,corroborates,clm-d basis=curator",
        "relations -clm-f,contradicts,clm-e ; +relations clm-f,contradicts,clm-a basis=curator",
        "relations -clm-f,contradicts,clm-e ; +relations clm-a,contradicts,clm-e basis=curator",
        "withdrawn claims clm-f ; relations -clm-f,contradicts,clm-e",
        "claims -clm-j ; relations -clm-f,contradicts,clm-e",
        published(
            "+relations clm-f,disputes,clm-e basis=curator", "relations -clm-f,contradicts,clm-e"
        ),
        *(
            f"relations -clm-f,contradicts,clm-e ; {rev(kind, table, record, new='x')}"
            for kind, table, record in (
                ("withdrawn", "relations", "clm-f contradicts clm-e"),
                ("relation_removed", "relays", "clm-f contradicts clm-e"),
                ("relation_removed", "relations", "clm-e contradicts clm-f"),
                ("identity_merged", "relations", "clm-f contradicts clm-e"),
            )
        ),
        "{0} | {0} ; relations -clm-f,contradicts,clm-e".replace(
            "{0}", rev("relation_removed", "relations", "clm-f contradicts clm-e")
        ),
    ],
    "vanished-row": [
        f"claims -clm-j ; {rev('withdrawn', 'claims', 'clm-j')}",
        f"claims -clm-k ; {rev('identity_merged', 'claims', 'clm-k', new='clm-a')}",
        (
            "actors -act-leaflet ;"
            f" {rev('identity_merged', 'actors', 'act-leaflet', old='act-told', new='act-leaflet')}"
        ),
        f"actors -act-told ; {rev('identity_merged', 'actors', 'act-told')}",
        f"actors -act-told ; {rev('identity_merged', 'locations', 'act-told', new='act-leaflet')}",
        f"actors -act-told ; {rev('corrected', 'actors', 'act-told', new='act-leaflet')}",
        f"actors -act-told ; {rev('withdrawn', 'actors', 'act-wire')}",
        (
            f"{rev('withdrawn', 'actors', 'act-told')} | {rev('withdrawn', 'actors', 'act-told')} ;"
            " actors -act-told"
        ),
    ],
    "revision-rewritten": [
        *(
            f"revisions rev-2 {cell}"
            for cell in (
                "table=relations",
                'record_id="clm-c 1"',
                "field=relayed",
                "kind=reassigned",
                "new_value=x",
                "reference=p.1",
            )
        ),
        *(
            f"{HIDDEN} ; revisions rev-2 {cell}"
            for cell in ("old_value=act-told", "new_value=", "note=[redacted]", "reason=[redacted]")
        ),
        "revisions rev-2 note=Named. | claims clm-a note=x",
        (
            "revisions rev-2 note=Named. | redacted relays clm-m,1 note= ; revisions rev-2"
            " note=Others."
        ),
        *(
            f"{rev(kind, table, record, 'note', '[redacted]')} ; revisions rev-2"
            " old_value=[redacted]"
            for kind, table, record in (
                ("redacted", "relations", "clm-m 1"),
                ("redacted", "relays", "clm-e 1"),
                ("corrected", "relays", "clm-m 1"),
            )
        ),
        "{0} | {0} ; revisions rev-2 old_value=[redacted]".replace(
            "{0}", rev("redacted", "relays", "clm-m 1", "note", "[redacted]")
        ),
    ],
    "contest-erased": [
        f"{DISPUTED} | claims clm-a note=Loud.",
        f"{NO_TALKS} ; claims clm-f question_id=qst-bridge",
        f"{NO_TALKS} ; claims clm-f claimant_id=act-marin",
        f"{NO_TALKS} ; claims clm-f answer=yes",
        f"{NO_CONTROL} ; claims clm-b polarity=",
        published(
            "+claims clm-x from=clm-c claimant_id=act-council quantity_min=20",
            "claims clm-x quantity_min=10",
        ),
        published(
            "+claims clm-x from=clm-c claimant_id=act-council quantity_min= quantity_max=2",
            "claims clm-x quantity_max=20",
        ),
        *(
            f"claims clm-e status=withdrawn ; {rev(kind, table, record, field, old, new)}"
            for kind, table, record, field, old, new in (
                ("withdrawn", "sources", "clm-e", "", "", ""),
                ("withdrawn", "claims", "clm-a", "", "", ""),
                ("corrected", "claims", "clm-e", "", "", ""),
                ("redacted", "claims", "clm-e", "status", "[redacted]", "withdrawn"),
                ("redacted", "claims", "clm-e", "", "[redacted]", ""),
            )
        ),
        f"claims clm-e status=redacted ; {rev('withdrawn', 'claims', 'clm-e')}",
        (
            f"claims clm-b answer=withdrawn ; {NO_CONTROL} ;"
            f" {rev('withdrawn', 'claims', 'clm-b', number=9)}"
        ),
        f"{EXCLUSIVE} | {EXCLUSIVE} ; questions qst-control exclusive=false",
        f"{EXCLUSIVE} | {EXCLUSIVE} ; questions qst-control answer_type=text",
        "questions -qst-talks ; claims -clm-e ; claims -clm-f",
    ],
    "lost-voice": [
        f"claims clm-f status=withdrawn ; {rev('corrected', 'claims', 'clm-a', 'note')}",
        f"claims clm-f status=withdrawn ; {rev('withdrawn', 'relations', 'clm-f')}",
        (
            f"{rev('withdrawn', 'claims', 'clm-f')} | {rev('withdrawn', 'claims', 'clm-f')} ;"
            " claims clm-f status=withdrawn"
        ),
        "claims clm-m status=withdrawn ; withdrawn claims clm-d",
        "claims clm-e status=withdrawn ; withdrawn claims clm-f",
        "claims clm-f status=redacted",
        "claims clm-f question_id=qst-bridge",
        "claims clm-e claimant_id=act-guard",
        "claims clm-m source_id=src-radio",
        (
            "claims clm-j status=withdrawn ;"
            f" {rev('identity_merged', 'actors', 'act-heron', new='act-marin')}"
        ),
        (
            "claims clm-j claimant_id=act-elders ;"
            f" {rev('identity_merged', 'actors', 'act-heron', new='act-marin')}"
        ),
        (
            "claims clm-j claimant_id=act-elders ;"
            f" {rev('identity_merged', 'actors', 'act-marin', new='act-elders')}"
        ),
        (
            "claims clm-j claimant_id=act-marin ;"
            f" {rev('identity_merged', 'sources', 'act-heron', new='act-marin')}"
        ),
        (
            "claims clm-m source_id=src-radio ;"
            f" {rev('identity_merged', 'sources', 'src-reprint', new='src-wire')}"
        ),
        (
            "claims clm-m source_id=src-radio ;"
            f" {rev('identity_merged', 'actors', 'src-reprint', new='src-radio')}"
        ),
        (
            "+claims clm-x from=clm-e claimant_id=act-heron | +claims clm-x from=clm-e"
            " claimant_id=act-heron status=withdrawn ; identity_merged actors act-heron=act-elders"
            " ; claims clm-j claimant_id=act-elders"
        ),
        (
            "claims clm-e claimant_id=act-council ; claims clm-f status=withdrawn ;"
            f" {rev('identity_merged', 'actors', 'act-marin', new='act-council')}"
        ),
    ],
    "reworded-question": [
        (
            "questions qst-deaths unit=fighters ;"
            f" {rev('reassigned', 'questions', 'qst-deaths', 'unit', 'people', 'fighters')}"
        ),
        (
            "questions qst-deaths unit= ;"
            f" {rev('corrected', 'questions', 'qst-deaths', 'unit', 'people', 'x')}"
        ),
        (
            "claims clm-g status=withdrawn | claims clm-g status=withdrawn ; questions qst-seat"
            " exclusive=true"
        ),
        "questions qst-seat exclusive=true ; claims clm-g question_id=qst-talks",
    ],
    "hardened-certainty": [
        *(
            f"claims clm-a certainty={less} | claims clm-a certainty={more}"
            for less, more in pairwise(DEGREES)
        ),
        f"claims clm-a certainty={DEGREES[0]} | claims clm-a note=x",
        "redacted claims clm-c certainty=certain",
    ],
    "reassigned-question": [
        f"claims clm-j question_id=qst-talks ; {rev('reassigned', *rest)}"
        for rest in (
            ("sources", "clm-j", "question_id", "qst-bridge", "qst-talks"),
            ("claims", "clm-e", "question_id", "qst-bridge", "qst-talks"),
            ("claims", "clm-j", "answer", "qst-bridge", "qst-talks"),
            ("claims", "clm-j", "question_id", "qst-seat", "qst-talks"),
            ("claims", "clm-j", "question_id", "qst-bridge", "qst-seat"),
        )
    ],
    "unredacted": [
        "corrected claims clm-l status=",
        f"claims clm-l status=withdrawn ; {rev('withdrawn', 'claims', 'clm-l')}",
    ],
}
