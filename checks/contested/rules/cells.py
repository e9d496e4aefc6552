"""Cells: what a field's schema asks of what is written there."""

from __future__ import annotations

from functools import reduce
from operator import or_

from contested.rules.rule import Expr, Row, also, rule
from contested.standard import Field
from contested.standard.column_names import made_of

FORMS = {
    "integer": "-?(?:0|[1-9][0-9]*)",
    "number": "-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?",
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "uri": '[A-Za-z][A-Za-z0-9+.-]*:[^ \t\n"<>]+',
}
"""How each type of Table Schema is written here: one regular expression each, so that every engine
reads it alike.
"""

OWN = "column claims x_c ; claims clm-a x_c=old ; descriptor resources.claims.schema.fields.x_c"
OUTDATED = OWN + '.deprecated={"since":"1.0","instead":"note"}'
OLD_WORD = OWN + '.categories=[{"value":"old","deprecated":{"instead":"new"}},{"value":"new"}]'
"""An own column in the examples: outdated as a whole, or with an outdated word."""


def match_whole(pattern: str) -> str:
    """Return a regular expression that matches a whole cell only."""
    return f"^(?:{pattern})$"


@rule(
    "missing-value",
    on="every field",
    finds_blank=True,
    keywords=("missingValues",),
    applies=lambda field: field.required,
    bad=(
        "claims clm-a statement=",
        "locations loc-mill gazetteer=",
        "locations loc-mill latitude=",
    ),
    good=(
        "claims clm-a note=",
        "locations loc-mill latitude= longitude= uncertainty_m= gazetteer=",
    ),
)
def missing_value(row: Row, field: Field) -> Expr:
    """Nothing is recorded for “{title}”, which every such row needs.

    A blank means “not recorded”. Where the standard asks for a value, the row says nothing without
    it; some cells are needed only because a neighbour is filled, as a point needs both its
    coordinates, its radius and its gazetteer.

    Allowed: {description}

    Mend: Fill in the cell. If the source does not say, look for the word that means so in this
    column, or leave the whole row out.
    """
    return row.cell.is_null()


@also("missing-value", on="every dependency")
def missing_beside_its_neighbour(row: Row, field: Field) -> Expr:
    filled: list[Expr] = [~row.column(made_of(n, "is_blank")) for n in field.needed_by]
    return row.cell_is_blank & reduce(or_, filled)


@rule(
    "wrong-type",
    on="every field",
    keywords=(
        "type",
        "jsonSchema",
        "fields.missingValues",
        "itemType",
        "decimalChar",
        "groupChar",
        "bareNumber",
    ),
    applies=lambda field: field.form in (*FORMS, "boolean", "list"),
    bad=(
        "relays clm-e,1 step=one",
        "claims clm-d quantity_max=15km",
        "questions qst-control exclusive=TRUE",
        "sources src-radio accessed=02/09/2021",
        "sources src-radio accessed=2021-02-30",
        "sources src-radio url=radio",
        'actors act-guard also_known_as="Guard;;River"',
        "claims clm-m quantity_min=014",
    ),
    good=(
        "claims clm-m quantity_min=14.0",
        "sources src-radio url=urn:isbn:0",
        "questions qst-seat exclusive=true",
    ),
)
def wrong_type(row: Row, field: Field) -> Expr:
    """“{cell}” is not {form}.

    Software reads these cells as numbers, days, yes or no, or addresses. Spreadsheets like to
    rewrite them (3 September for 3/9, TRUE for true), and a cell that is read differently by two
    programs is two facts.

    Allowed: {form}, such as {example}

    Mend: Type the value again in that form; in a spreadsheet, first format the column as text. What
    a spreadsheet has rewritten, “contested fmt --restore-from” brings back from an older version.
    """
    if field.form == "boolean":
        return ~row.cell.is_in([*field.true_words, *field.false_words])
    if field.form == "list":
        return row.cell.str.contains(
            f"^[{field.delimiter}]|[{field.delimiter}] *[{field.delimiter}]|[{field.delimiter}]$"
        )
    if field.form == "date":
        return ~row.cell.is_null() & (
            ~row.cell.str.contains(match_whole(FORMS["date"])) | row.cell_earliest.is_null()
        )
    return ~row.cell.str.contains(match_whole(FORMS[field.form]))


@rule(
    "not-in-vocabulary",
    on="every field",
    suggests="words",
    applies=lambda field: bool(field.words),
    bad=(
        "claims clm-a voice=speech",
        "sources src-wire source_type=Wire_report",
        "claims clm-a polarity=affirmed",
    ),
    good=("claims clm-a polarity=affirms", "claims clm-a medium=phone"),
)
def not_in_vocabulary(row: Row, field: Field) -> Expr:
    """“{cell}” is not one of the words for “{title}”.

    Each word has one meaning, written in the schema, so that rows coded by different people can be
    compared.

    Allowed: {words}

    Mend: Use one of these words, spelled exactly so. If none fits, choose the nearest and say why
    in the note.
    """
    return ~row.cell.is_in(list(field.words))


@rule(
    "outdated-cell",
    on="every field",
    severity="warning",
    applies=lambda field: bool(field.instead or field.outdated),
    together="{count} of {table} with something outdated",
    bad=(OUTDATED, OLD_WORD),
    good=(f"{OUTDATED} ; claims clm-a x_c=", f"{OLD_WORD} ; claims clm-a x_c=new"),
)
def outdated_cell(row: Row, field: Field) -> Expr:
    """“{cell}” in “{title}” is outdated.

    The standard grows, and what was right stays right: within version 1 nothing is taken away. But
    some of it has been put better since, and version 2 may leave out what is outdated.

    Allowed: {instead}

    Mend: Write that. In a published row it is a correction like any other, with its revision.
    """
    if field.instead:
        return ~row.cell.is_null()
    return row.cell.is_in([word for word, _ in field.outdated])


@rule(
    "wrong-pattern",
    on="every field",
    keywords=("pattern",),
    applies=lambda field: bool(field.pattern) and field.form != "edtf",
    bad=(
        "claims clm-a locator=2",
        "sources src-wire language=English",
        "locations loc-north iso_code=xo",
    ),
    good=(
        'claims clm-a locator="time 00:01:30"',
        'claims clm-a locator="time 00:01:30-00:01:40"',
        'claims clm-a locator="lines 2-3"',
        'claims clm-a locator="page iv"',
        'claims clm-a locator="pages 4-5"',
        'claims clm-a locator="paragraph 4"',
        "sources src-wire language=prs-AF",
    ),
)
def wrong_pattern(row: Row, field: Field) -> Expr:
    """“{cell}” is not written as “{title}” is.

    Ids, codes and locators follow a fixed form, so that nothing rewrites them and everybody finds
    what they point to.

    Allowed: {description} For example: {example}

    Mend: Write it like the example. An id is also written so in every table that names it.
    """
    return ~row.cell.str.contains(match_whole(field.pattern))


@rule(
    "out-of-bounds",
    on="every field",
    keywords=("exclusiveMinimum", "exclusiveMaximum"),
    applies=lambda field: field.minimum is not None or field.maximum is not None,
    bad=(
        "locations loc-mill latitude=90.5",
        "locations loc-mill latitude=-91",
        "locations loc-mill uncertainty_m=0",
        "relays clm-e,1 step=0",
    ),
    good=(
        "locations loc-mill latitude=90",
        "locations loc-mill latitude=-90",
        "locations loc-mill uncertainty_m=1",
    ),
)
def out_of_bounds(row: Row, field: Field) -> Expr:
    """{cell} is outside what “{title}” can be.

    A number beyond its bounds is a slip of the pen or of a spreadsheet: no latitude is larger than
    90.

    Allowed: {bounds}

    Mend: Check the number against where it came from. Latitude and longitude are easily swapped.
    """
    number = row.number(row.cell)
    beyond = [number < field.minimum] if field.minimum is not None else []
    return reduce(or_, beyond + ([number > field.maximum] if field.maximum is not None else []))


@rule(
    "too-long",
    on="every field",
    keywords=("minLength", "maxLength"),
    applies=lambda field: field.max_length is not None,
    bad='claims clm-b quote="{301}"',
    good='claims clm-f quote="{300}"',
)
def too_long(row: Row, field: Field) -> Expr:
    """“{title}” has {length} characters, which is more than it may have.

    A quotation shows the words that matter; a longer one takes over somebody else's text.

    Allowed: at most {max_length} characters

    Mend: Quote the part that carries the claim.
    """
    return row.cell.str.len_chars() > field.max_length


@rule(
    "malformed-date",
    on="every field",
    applies=lambda field: field.form == "edtf",
    bad=(
        "claims clm-a occurred=21/08/2021",
        "claims clm-a occurred=2021-02-29",
        "claims clm-a occurred=2021-08-22/2021-08-21",
        "claims clm-a occurred=2021-13",
        "claims clm-a occurred=../..",
        "claims clm-a occurred=2021-08-21T16:30Z",
        "questions qst-control period=2021-08-21T00:00+04:30",
    ),
    good=(
        "claims clm-a occurred=2021-08-21~",
        "claims clm-a stated=2021-08-21T16:30Z",
        "claims clm-g occurred=2021-08-20/2021-08",
        "claims clm-g occurred=../2021-08-22? occurred_span=within",
        "claims clm-g occurred=2021-08-21/.. occurred_span=within",
    ),
)
def malformed_date(row: Row, field: Field) -> Expr:
    """“{cell}” is not a date of the standard: {date_fault}.

    Claims are compared by when things were said to happen, were said and were printed. A date that
    two people could read in two ways would decide such a comparison by chance.

    Allowed: 2021, 2021-08 or 2021-08-21, with ?, ~ or % behind it where it is doubtful, and from
    one to another as 2021-08-21/2021-08-22, ../2021-08-22 or 2021-08-21/..; for when something was
    said, passed on or published also one moment with its distance from UTC, 2021-09-03T16:30+04:30

    Mend: Write year-month-day with leading zeros, and leave out what the source does not say. In a
    spreadsheet, format the column as text first.
    """
    no_date = ~row.cell.is_null() & row.cell_earliest.is_null() & row.cell_latest.is_null()
    if not field.pattern:
        return no_date
    is_moment = row.cell.str.contains("T[0-9]")
    return no_date | (is_moment & ~row.cell.str.contains(match_whole(field.pattern)))
