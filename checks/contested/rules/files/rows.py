"""The rows of a file once they have been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contested.rules.rule import rule

if TYPE_CHECKING:
    from contested.package.files.csvfile import Found
    from contested.package.files.order import Rows


@rule(
    "repeated-header",
    on="every file",
    ordered=True,
    unreadable=True,
    bad=(
        r'bytes relays "\nclm-" "\nclaim_id,step,relay_id,relayed,note\nclm-"',
        r'bytes relays "\nclm-" "\n\ufeffclaim_id,step,relay_id,relayed, note\nclm-"',
        r'bytes relays "\nclm-" "\nstep,claim_id,relayed,relay_id,note\nclm-"',
    ),
    good="relays clm-c,1 note=note",
)
def repeated_header(file: Rows) -> Found:
    """This row holds the names of the columns once more.

    Two files were put together with the header of the second still in it. If its columns are those
    of the first in another order, every cell below stands under another column's name.

    Allowed: the names of the columns in the first row, and nowhere else

    Mend: Compare the row with the first one. If the names stand in the same order, delete it; else
    keep the rows below it in a file of their own, and name both files in datapackage.json.
    """
    return file.repeated_headers


@rule(
    "unsorted-rows",
    on="every file",
    ordered=True,
    severity="warning",
    bad=r'bytes revisions "\nrev-1" "\nrev-9"',
    good="+relays clm-m,2 relay_id=act-told",
)
def unsorted_rows(file: Rows) -> Found:
    """The row “{key}” stands below rows that come after it; there may be more.

    Rows sorted by their id stay where they are when others are added, so that two people's
    additions do not collide and a change of one cell is seen as that. Sorting says nothing about
    what matters most.

    Allowed: rows in ascending order of {columns}: numbers by value, text letter by letter

    Mend: Run “contested fmt”, which sorts them; or sort the sheet by that column.
    """
    return file.out_of_order
