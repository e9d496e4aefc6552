"""Words: what a claim says, and where in its source it stands."""

from __future__ import annotations

from hypothesis import strategies as st

from contested.rules.privacy import REDACTED
from contested.testing.strategies.cells import BLANK, blank_or, cell
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.wishes import Wishes


def add_locator(draft: Draft, wishes: Wishes, row: Cells) -> None:
    """Fill in the place in the source, where no other claim stands."""
    row["locator"] = wishes.one("locator", cell(wishes.table.fields["locator"]))
    taken = (REDACTED, *(other["locator"] for other in draft.tables["claims"]))
    if row["locator"] in taken and "locator" not in wishes.given:
        row["locator"] = f"line {1000 + draft.made}"


def add_words(draft: Draft, wishes: Wishes, row: Cells) -> None:
    """Fill in the statement, and a quotation where the source prints one."""
    if draft.look("claims", row, "status") == "redacted":
        row["statement"] = REDACTED
    elif row["voice"] == "narrator":
        row["quote"] = wishes.one("quote", BLANK)
    elif row["voice"] == "direct_quote":
        row["quote"] = wishes.one("quote", cell(wishes.table.fields["quote"]))
    else:
        row["quote"] = wishes.one("quote", blank_or(wishes.table.fields["quote"]))
    _add_language(draft, wishes, row)
    said = {other["quote"] for other in draft.tables["claims"]}
    if row.get("quote") in said - {""} and "quote" not in wishes.given:
        row["quote"] = f"So {draft.made}"


def _add_language(draft: Draft, wishes: Wishes, row: Cells) -> None:
    """Say what language a quotation is in, if not the source's."""
    language = wishes.table.fields["quote_language"]
    if not row.get("quote"):
        row |= {name: wishes.one(name, BLANK) for name in ("quote_language", "quote_translated")}
        return
    row["quote_language"] = wishes.one("quote_language", blank_or(language))
    if row["quote_language"] == draft.look("claims", row, "source__language"):
        row["quote_language"] = ""
    row["quote_translated"] = wishes.one("quote_translated", st.sampled_from(["", "false", "true"]))
