"""Signs that no cell may hold: unseen ones, and formulas."""

from __future__ import annotations

from contested.package.files.canonical import WHITE
from contested.rules.rule import Expr, Row, rule
from contested.standard import Field

JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner: spelling in Persian and Dari, and what holds some emoji
together.
"""
NEVER = "\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069"
"""C0 but tab and line feed, delete, C1; zero-width space, word joiner, byte order mark; embeddings,
overrides, isolates.
"""
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200e\u200f\u2028\u2029\u2061-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""What else nobody sees: it may shape prose, but has no place in an id, a word, a date or a number.
"""


@rule(
    "padded-cell",
    on="every field",
    trims=True,
    breaks_form=True,
    bad=(
        r'bytes sources "\nsrc-" "\n src-"',
        'bytes sources "\\nsrc-" "\\n\u00a0src-"',
        'bytes questions "?" "? "',
    ),
    good='bytes questions "?" "\u00a0?"',
)
def padded_cell(row: Row, field: Field) -> Expr:
    """There is white space around “{cell}”.

    Nobody sees it, but a program takes it for a part of the text: an id with a space behind it is
    another id.

    Allowed: no space, no-break space, tab or line break at the beginning or the end of a cell

    Mend: Delete it, or run “contested fmt”.
    """
    return row.cell.str.contains(f"^[{WHITE}]") | row.cell.str.contains(f"[{WHITE}]$")


@rule(
    "control-character",
    on="every field",
    breaks_form=True,
    bad=(
        'bytes questions " " "\u200b "',
        'bytes questions " " " \u202e"',
        'bytes questions "?" "\x07?"',
        r'bytes questions " " "\t"',
        'bytes revisions "\\nrev-2" "\\nrev-2\u200d"',
        'bytes revisions "redacted," "redac\u200bted,"',
        'bytes revisions "2021-09-03" "2021-09-03\u200b"',
        'bytes claims "2021-08-21,stated" "2021-08-21\u200b,stated"',
    ),
    good=('bytes questions " " "\u200c"', 'bytes questions " " " \u200f"'),
    instead_of=("wrong-pattern", "not-in-vocabulary", "wrong-type", "malformed-date"),
)
def control_character(row: Row, field: Field) -> Expr:
    """“{cell}” holds a character that cannot be seen.

    Such characters come along when text is copied from a web page or a PDF. They make two words
    that look the same differ, hide a part of a text or turn its order around.

    Allowed: in free text, line breaks, marks of direction, and the joiners U+200C and U+200D
    between two characters, as Dari is spelled; in ids, words, dates and numbers, nothing that
    cannot be seen

    Mend: Delete the word and type it anew.
    """
    if field.prose:
        return (
            row.cell.str.contains(f"[\t{NEVER}]")
            | row.cell.str.contains(f"^[{JOINERS}]")
            | row.cell.str.contains(f"[{JOINERS}]$")
        )
    return row.cell.str.contains(f"[\t\n{NEVER}{JOINERS}{INVISIBLE}]")


@rule(
    "formula-cell",
    on="every field",
    severity="warning",
    applies=lambda field: field.prose,
    bad=(
        "claims clm-a note==A1",
        "claims clm-a note==A1-5",
        "claims clm-a note=+sure",
        "claims clm-a note=-",
        "claims clm-a note=@line",
        'claims clm-a note="+93 for calls"',
    ),
    good=(
        "claims clm-a note=-1.55",
        "claims clm-a note=+93,700",
        'claims clm-a note="5 - 7"',
        'claims clm-a note="-180, 90"',
    ),
)
def formula_cell(row: Row, field: Field) -> Expr:
    """A spreadsheet would take “{cell}” for a formula.

    A cell that begins with =, +, - or @ is worked out as soon as a spreadsheet opens the file: the
    text is lost, and a formula written by a stranger may fetch or send something.

    Allowed: a text that begins with any other character; numbers

    Mend: Put a word or a quotation mark before it. A list of points reads as well with “•” as with
    “-”.
    """
    return row.cell.str.contains("^[=+@-]") & ~row.cell.str.contains("^[+-][0-9][0-9., ]*$")
