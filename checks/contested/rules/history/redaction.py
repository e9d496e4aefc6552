"""Redaction over time: what is taken out is left nowhere."""

from __future__ import annotations

import re

from contested.rules.rule import Expr, Row, rule
from contested.standard import Field

NAME = (
    "redacted actors act-marin name=[redacted] ; redacted questions qst-office question='What"
    " office did [redacted] hold in August 2021?' ; redacted claims clm-i status=redacted"
    " statement=[redacted] answer=[redacted] locator=[redacted] occurred= occurred_span="
)
"""A person's name is taken out wherever it stands."""
MILL = "redacted locations loc-mill name=[redacted]"
HIDDEN = (
    "redacted claims clm-j status=redacted statement=[redacted] answer=[redacted]"
    " locator=[redacted]"
)
NEW = "+claims clm-new"
"""A claim of another source."""


@rule(
    "redaction-incomplete",
    on="every text",
    over="keys",
    applies=lambda field: not field.words,
    bad=(
        "redacted actors act-marin name=[redacted]",
        f"{NAME} ; claims clm-e note='Dr. ANA-MARÍN said so.'",
        f"{NAME} ; sources src-radio note='Marin was there.'",
        f"{NAME} ; sources src-radio url=https://radio.example/ana-marin",
        f"{NAME} ; actors act-told also_known_as='friends of Ana Marin'",
        f"{NAME} ; column claims x_who ; claims clm-e x_who='Ana Marin'",
        (
            f"{NAME} ; corrected claims clm-m source_id=src-radio ; revisions rev-11"
            " note='So Ana Marin said.'"
        ),
        f"{NAME} ; descriptor description='What Ana Marin and others said.'",
        f"{NAME} ; descriptor title='Ana Marin at Low Ford'",
        f"{MILL} ; questions qst-talks note='Held at the Old Mill.'",
        f"{HIDDEN} ; relays clm-c,1 note='The bridge should be re-opened.'",
        (
            "redacted claims clm-b quote=[redacted] ; claims clm-a"
            " quote='The Guard does not hold Low Ford'"
        ),
    ),
    good=(
        NAME,
        f"{NAME} ; claims clm-e note='Ananias and the Marinos said so.'",
        f"{NAME} ; claims clm-e note='Said in the marin dialect.'",
        MILL,
        f"{MILL} ; questions qst-talks note='Held at an old windmill.'",
        f"{HIDDEN} ; {NEW} from=clm-m locator='line 3' statement='The bridge should be reopened.'",
        "redacted actors act-heron name=[redacted] ; claims clm-j note='A heron flew by.'",
        (
            f"redacted claims clm-b quote=[redacted] ; {NEW} from=clm-b source_id=src-wire"
            " locator='line 1' quote='The Guard does not hold Low Ford,'"
        ),
    ),
    implies=("changed-in-silence",),
)
def redaction_incomplete(row: Row, field: Field) -> Expr:
    """“{title}” still says what was redacted: {taken_from}.

    What is taken out of one cell to protect somebody has not been taken out if it can be read in
    the next one. Whoever looks for a name looks everywhere.

    Allowed: texts, addresses, columns and tables of the package's own, revisions and a descriptor
    in which no old words stand as whole words, whatever their case, accents, signs and keyboards.
    Looked for are names and other names of actors and places from 4 letters on (2 in scripts
    without spaces), each word of a person's name from 4 letters on, places as reported, what
    [redacted] took the place of, and other texts from 15 letters on (6). A single word counts only
    with a capital, and not if it belongs to the name of another actor or place. Not looked for are
    answers, ids, and what claims of other sources say in the same column; nor, where a revision
    names a whole row, its notes among notes of the same table

    Mend: Take the words out of this cell too, with a revision of the kind redacted if it was
    published. “contested revise” writes it. If an id tells who it is, give the row another one: a
    new row, and the old one goes with a revision of the kind redacted.
    """
    return row.left_in.str.contains(f"\x1f{re.escape(field.name)}\x1f")
