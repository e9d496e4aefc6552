"""Signs that no cell may hold: unseen ones, and formulas."""

from __future__ import annotations

from contested.package.files.canonical import WHITE
from contested.rules.rule import Expr, Row, rule
from contested.standard import Field

JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner: spelling in Persian and Dari, and what holds some emoji
together.
"""
NEVER = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u115f\u1160\u180e\u2060-\u2064\u206a-\u206f"
    "\u202d\u202e\u3164\ufeff\uffa0\ufff9-\ufffb"
)
"""C0 but tab and line feed, delete, C1; soft hyphen, fillers, word joiner, signs of mathematics,
byte order mark; signs that turn the order of letters round.
"""
SPACE = "\u200b"
"""Zero-width space."""
UNSPACED = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{Javanese}\p{Balinese}"
"""Scripts without spaces, in which a zero-width space parts two words."""
DIRECTION = "\u200e\u200f\u061c\u202a-\u202c\u2066-\u2069"
"""Marks of direction, embeddings and isolates, which programs put round words that run from right
to left.
"""
INVISIBLE = (
    f"{SPACE}{DIRECTION}\u034f\u17b4\u17b5\u180b-\u180d\u180f"
    "\u2028\u2029\u2065\ufe00-\ufe0f\U000e0000-\U000e0fff"
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
        'bytes questions "Ford" "\u0e1f\u200b\u0e1f a\u200bb"',
        'bytes questions "?" "\u200b?"',
        'bytes questions "fighting" "fight\u00ading"',
        'bytes questions "fighting" "fight\u3164ing"',
        'bytes questions "?" "\x07?"',
        r'bytes questions " " "\t"',
        'bytes revisions "\\nrev-2" "\\nrev-2\u200d"',
        'bytes revisions "redacted," "redac\u200bted,"',
        'bytes revisions "2021-09-03" "2021-09-03\u200b"',
        'bytes claims "2021-08-21,stated" "2021-08-21\u200b,stated"',
    ),
    good=(
        'bytes questions " " "\u200c"',
        'bytes questions " " " \u200f"',
        'bytes questions "Low" "\u2067\u0633\u06cc\u0644\u2069"',
        'bytes questions "Low" "\u202b\u0633\u06cc\u0644\u202c"',
        'bytes questions "Low" "\u0e1f\u0e2d\u200b\u0e23"',
        'bytes questions "Low" "\u1795\u17d2\u1793\u17bc\u200b\u1780"',
    ),
    instead_of=("wrong-pattern", "not-in-vocabulary", "wrong-type", "malformed-date"),
)
def control_character(row: Row, field: Field) -> Expr:
    """“{cell}” holds a character that cannot be seen.

    Such characters come along when text is copied from a web page or a PDF. They make two words
    that look the same differ, hide a part of a text or turn its order around.

    Allowed: in free text, line breaks, marks of direction, embeddings and isolates (U+202A to
    U+202C, U+2066 to U+2069), the joiners U+200C and U+200D between two characters, as Dari is
    spelled, and a zero-width space behind a letter of a script without spaces, such as Thai, Khmer
    or Burmese; in ids, words, dates and numbers, nothing that cannot be seen

    Mend: Delete the word and type it anew.
    """
    if field.prose:
        cell = row.when(row.cell.str.contains(f"[\t{NEVER}{SPACE}{JOINERS}]"), row.cell)
        return (
            cell.str.contains(f"[\t{NEVER}]")
            | cell.str.contains(f"(?:^|[^{UNSPACED}]){SPACE}")
            | cell.str.contains(f"{SPACE}$")
            | cell.str.contains(f"^[{JOINERS}]")
            | cell.str.contains(f"[{JOINERS}]$")
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
        "claims clm-a note=@SUM(A1)",
        'claims clm-a note="@ the mill"',
        "claims clm-a note=@A1+1",
        'claims clm-a note="+93 for calls"',
    ),
    good=(
        "claims clm-a note=@OstraWire",
        'claims clm-a note="@ostra_wire.en: three dead"',
        'claims clm-a note="@اوسترا گفت"',
        "claims clm-a note=-1.55",
        "claims clm-a note=+93,700",
        'claims clm-a note="5 - 7"',
        'claims clm-a note="-180, 90"',
    ),
)
def formula_cell(row: Row, field: Field) -> Expr:
    """A spreadsheet would take “{cell}” for a formula.

    A cell that begins with =, +, - or @ is worked out as soon as a spreadsheet opens the file: the
    text is lost, and a formula written by a stranger may fetch or send something. The name of an
    account, such as @OstraWire, cannot be worked out, and stands as text in the workbooks that
    contested writes.

    Allowed: a text that begins with any other character; numbers; the name of an account

    Mend: Put a word or a quotation mark before it. A list of points reads as well with “•” as with
    “-”.
    """
    number, account = "^[+-][0-9][0-9., ]*$", r"^@[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.]*(?:[ :,;]|$)"
    return (
        row.cell.str.contains("^[=+@-]")
        & ~row.cell.str.contains(number)
        & ~row.cell.str.contains(account)
    )
