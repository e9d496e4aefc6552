"""The bytes of a table before rows are read.

Their order is the order in which a file is judged. One that is a gate stops those behind it, for
that file only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contested.rules.rule import rule

if TYPE_CHECKING:
    from contested.package import Package
    from contested.package.files.csvfile import Found
    from contested.package.files.facts import Facts


@rule(
    "missing-file",
    on="the package",
    bad=(
        "delete claims",
        "empty claims",
        "descriptor resources.claims.path=../claims.csv",
        "descriptor resources.claims.path=/tmp/claims.csv",
    ),
    good='descriptor resources.claims.path=["data/claims.csv"]',
)
def missing_file(package: Package) -> Iterator[dict[str, str]]:
    """The file {file} of the table {table} {fault}.

    Whoever receives the package receives only what lies in its folder. A table that is elsewhere,
    or nowhere, is lost to them.

    Allowed: a path to a file below the folder of datapackage.json, with at least the header row in
    it

    Mend: Put the file there, or correct the path in datapackage.json.
    """
    for table, parts in package.parts.items():
        yield from (
            {"table": table, "file": part.name, "fault": part.fault} for part in parts if part.fault
        )


@rule(
    "not-utf-8",
    on="every file",
    unreadable=True,
    bad=("encode claims utf-16", "encode claims utf-16-le", "encode claims utf-32-be"),
    good='bytes questions " " " é "',
)
def not_utf_8(file: Facts) -> Found:
    """This is not UTF-8 text; it looks like {encoding}.

    A file is a row of numbers, and an encoding says which character each number stands for. UTF-8
    has all the letters of all the scripts that sources are written in, and every program knows it.
    Read by the wrong one, names turn into others without a warning, or into signs that nobody can
    turn back.

    Allowed: UTF-8

    Mend: Run “contested fmt”, which turns it into UTF-8 where its encoding is certain. Or open the
    file in the program that wrote it and save it again as “CSV UTF-8”; in LibreOffice, choose
    “Unicode (UTF-8)” in the dialogue that “Save as” shows.
    """
    return file.undecodable


@rule(
    "byte-order-mark",
    on="every file",
    bad=r'bytes claims "claim_id" "\ufeffclaim_id"',
    good='bytes claims "claim_id," "\\"claim_id\\","',
)
def byte_order_mark(file: Facts) -> Found:
    """The file begins with a byte order mark.

    Some spreadsheets put this invisible character before the first letter. Other programs take it
    for a part of the first column's name, and then do not find that column.

    Allowed: a file whose first character is the first letter of its first column's name

    Mend: Run “contested fmt”, or save it as plain UTF-8, without “BOM” or “signature”.
    """
    return file.byte_order_mark


@rule(
    "merge-conflict",
    on="every file",
    gate=True,
    bad=(
        r'bytes claims "\n" "\n<<<<<<< HEAD\n"',
        r'bytes claims "\n" "\n=======\n"',
        r'bytes claims "\n" "\n>>>>>>> theirs\n"',
    ),
    good=r"""bytes claims "The Guard held Low Ford." '"The Guard held:\n=======\nLow Ford."'""",
)
def merge_conflict(file: Facts) -> Found:
    """Two versions of these rows still stand side by side: git has marked a conflict here with
    {marker}.

    Two people changed the same rows, and git left both versions in the file, between lines of
    <<<<<<<, ======= and >>>>>>>. Until somebody has decided, the table says both and neither.

    Allowed: no line that begins with seven of <, =, > or |

    Mend: Of each pair of versions keep the one that should stand, and delete the marked lines.
    """
    return file.conflicts


@rule(
    "wrong-line-ends",
    on="every file",
    bad=(
        r'bytes-all claims "\n" "\r\n"',
        r'bytes-all claims "\n" "\r"',
        r'bytes claims "\n" "\r\n"',
        r'bytes claims "\n" "\r"',
    ),
    good=r"""bytes claims "The Guard held Low Ford." '"The Guard held\nLow Ford."'""",
)
def wrong_line_ends(file: Facts) -> Found:
    """{count} of {lines} lines end in {ends}, this being the first; a line ends in a line feed (LF)
    alone.

    Windows and very old Macintosh programs end lines in other ways. A file saved so differs in
    every line, and nobody sees any more what was really changed.

    Allowed: LF, which editors also call “Unix”

    Mend: Run “contested fmt”, or save the file with LF line ends; an editor shows them in its
    bottom line.
    """
    return file.line_ends


@rule(
    "wrong-delimiter",
    on="every file",
    unreadable=True,
    bad=('bytes-all relays "," ";"', r'bytes-all claims "," "\t"', 'bytes-all claims "," "|"'),
    good='bytes questions " " "; "',
)
def wrong_delimiter(file: Facts) -> Found:
    """The columns are divided by {delimiter} instead of commas.

    Spreadsheets in many languages write semicolons, because they write decimals with a comma. Read
    by the comma, such a file is one single column.

    Allowed: commas

    Mend: Run “contested fmt”, or save it as CSV again and choose the comma as the field delimiter.
    Don't replace one sign by the other in an editor: cells hold both.
    """
    return file.delimiter


@rule(
    "wrong-header",
    on="every file",
    gate=lambda file: any(wrong.stops for wrong in file.header_faults),
    bad=(
        'bytes claims "claim_id," ""',
        'bytes claims "claim_id" "claim_ids"',
        'bytes claims "claim_id" "claim_id,verdict"',
        'bytes claims "claim_id" "claim_id,claim_id"',
        'bytes claims "claim_id" "claim_id "',
        'bytes sources "url,archive_url" "archive_url,url"',
        r'bytes relays ",note" "" ; bytes-all relays ",\n" "\n"',
    ),
    good='bytes claims "claim_id" "\\"claim_id\\""',
)
def wrong_header(file: Facts) -> Found:
    """The first row does not name the columns of this table: {wrong}.

    Programs find a column by its name. A name that is missing, misspelled or there twice leaves its
    cells without a meaning, so nothing below can be judged. Three things can still be read: a
    column that may be blank is taken for blank where it is missing, and names may be out of order
    or padded. But other programs count columns instead and take the wrong cells, and every
    comparison of two versions is harder to read.

    Allowed: the names in the table's schema, in its order; columns of your own begin with x_ and
    are declared in the schema

    Mend: “contested fmt” adds columns that may be blank, and puts columns in order. Otherwise copy
    the first row from the schema's page or from another dataset, and put the cells below the names
    that they belong to.
    """
    return [wrong.spot for wrong in file.header_faults]


@rule(
    "broken-quoting",
    on="every file",
    gate=True,
    bad=(
        r"""bytes claims '\nclm-' '\n"clm-'""",
        r"""bytes claims '\nclm-' '\nclm"-'""",
        r"""bytes claims '\nclm-' '\n"clm"-'""",
        r"""bytes relays '\n' '\nclm-x,1,act-x,,"a note\nclm-y,2,act-y,,its end"\n'""",
    ),
    good='bytes claims "claim_id," "\\"claim_id\\","',
)
def broken_quoting(file: Facts) -> Found:
    """The quotation marks do not fit together: {wrong}.

    A cell with a comma, a line break or a quotation mark in it stands between quotation marks, and
    each one inside is written twice. Where one is missing, the cell goes on until the next, through
    whole rows, and a program may swallow those rows without a word.

    Allowed: "He said ""no"", and left."

    Mend: Close the cell where it ends, and double each quotation mark inside. A spreadsheet that
    opens and saves the file does so by itself, but look first whether it shows every row.
    """
    return file.body.misquoted


@rule(
    "ragged-row",
    on="every file",
    unreadable=True,
    bad=(r'bytes claims "\n" "\nclm-x,qst-x\n"', r'bytes claims "\nclm-" "\nx,clm-"'),
    good='claims clm-a statement="The Guard held Low Ford, the mill, and the bridge."',
)
def ragged_row(file: Facts) -> Found:
    """The header names {expected} columns, and the cells of this row are {cells}.

    One comma too many or too few moves every later cell of the row under another column's name.
    Mostly it is a comma inside a text that has no quotation marks around it.

    Allowed: exactly {expected} cells, the blank ones at the end included

    Mend: Compare the row with the header, cell by cell; put quotation marks around a text that
    holds a comma.
    """
    return file.body.ragged


@rule(
    "blank-row",
    on="every file",
    bad=(
        r'bytes claims "\n" "\n\n"',
        r'bytes claims "\n" "\n,,\n"',
        r'bytes relays "\n" "\n,\"\",,,\n"',
        r'bytes claims "\n" "\n  \n"',
    ),
    good=r"""bytes claims "The Guard held Low Ford." '"The Guard held\n\nLow Ford."'""",
)
def blank_row(file: Facts) -> Found:
    """There is nothing in this row.

    Programs disagree about blank rows: some skip them, others count them as a row without an id.

    Allowed: rows with an id

    Mend: Delete the row, or run “contested fmt”.
    """
    return file.body.blank
