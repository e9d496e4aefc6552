"""A changed specimen beside drawn rows, under ids of its own.

A rule's bad lines are proven by its examples to light it, and nothing else, in the specimen. Beside
any other rows they must light the same cells. So that no two rows are taken for one, ids are
renamed wherever they stand, and so is whatever two rows may not share: names, addresses and the
like.
"""

from __future__ import annotations

import hashlib
import re
import string
from dataclasses import dataclass

from contested import standard
from contested.rules.columns.groups import JOINED
from contested.rules.privacy import REDACTED
from contested.rules.rule import RULES
from contested.standard import Field
from contested.testing.specimen import Specimen, changed
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells

PREFIXES = {t.fields[t.key[0]].pattern.partition("-")[0] for t in standard.tables().values()}
"""How ids begin."""
IDS = re.compile(rf"\b({'|'.join(sorted(PREFIXES))})-")
OWN = {f"{table}.also_known_as" for table in ("actors", "locations")} | {"questions.question"}
UNIQUE = OWN.union(*(arm.on for arm in RULES["repeated-name"].arms))
"""Cells in which two rows that say the same look like one."""
TEXTS = {hashlib.sha256(data).hexdigest(): data for data in changed().texts.values()}
"""The texts of the specimen by what `text_sha256` says of them."""


@dataclass(frozen=True)
class Company:
    """A number by which one specimen's ids and names are renamed.

    No two specimens in a package share it.
    """

    number: int
    is_lone: bool = False
    """Whether there is no other specimen, so that only ids are renamed."""

    def ids(self, text: str) -> str:
        """Return a text in which every id is another."""
        return IDS.sub(rf"\1-n{self.number}-", text)

    def text(self, data: bytes) -> bytes:
        """Return a source's text with a longer last line.

        Its checksum is then its own, and it has as many lines.
        """
        return data.rstrip(b"\n") + f" Copy {self.number}.\n".encode()

    def rows(self, specimen: Specimen, table: str) -> list[Cells]:
        """Return the renamed rows of a table, as in its file."""
        return [self.cells(table, row) for row in specimen.rows(table)]

    def cells(self, table: str, row: Cells) -> Cells:
        """Return a row in which ids and names are others."""
        fields = standard.tables()[table].fields
        cells = {
            name: self._cell(f"{table}.{name}", fields[name], cell) for name, cell in row.items()
        }
        return cells | self._said(cells) if table == "revisions" else cells

    def _said(self, revision: Cells) -> Cells:
        """Return the values of a revision, renamed like its cell."""
        table, name = revision["table"], revision["field"]
        said = {
            column: revision[column]
            for column in ("old_value", "new_value")
            if revision[column] not in ("", REDACTED)
        }
        if f"{table}.{name}" not in UNIQUE:
            return said
        field = standard.tables()[table].fields[name]
        return {column: self._cell(f"{table}.{name}", field, said[column]) for column in said}

    def texts(self, specimen: Specimen) -> dict[str, bytes]:
        """Return a specimen's texts under the renamed names of its sources."""
        return {self.ids(name): self.text(data) for name, data in specimen.texts.items()}

    def _between(self, joint: re.Match[str]) -> str:
        """Return what joins two names, with the number behind the first."""
        return f" {self.number}{joint[0]}"

    def _cell(self, where: str, field: Field, cell: str) -> str:
        """Return a renamed cell, as well or badly formed as before."""
        if self.is_lone or cell in ("", REDACTED) or where not in UNIQUE:
            return self.ids(cell)
        if where == "questions.question":
            return f"{self.number} {cell}"
        if cell in TEXTS:
            return hashlib.sha256(self.text(TEXTS[cell])).hexdigest()
        if field.form == "list":
            names = cell.split(field.delimiter)
            own = (
                f"{JOINED.sub(self._between, name)} {self.number}" if name.strip() else name
                for name in names
            )
            return field.delimiter.join(own)
        if field.form == "uri":
            return re.sub("(://[^/?#]+)", rf"\1:{1024 + self.number}", cell)
        if not field.pattern:
            return f"{JOINED.sub(self._between, cell)} {self.number}"
        if field.name == "iso_code" and re.fullmatch(field.pattern, cell):
            return f"{cell[:2]}-{_in_letters(self.number)}{len(cell) % 10}"
        longer, number = f"{cell}{self.number:09}", f"{self.number:04}"
        return longer if re.fullmatch(field.pattern, longer) else cell[: -len(number)] + number


def _in_letters(number: int) -> str:
    """Return a number in two letters or digits."""
    signs = string.digits + string.ascii_uppercase
    return signs[number // len(signs) % len(signs)] + signs[number % len(signs)]


def add(
    draft: Draft, specimen: Specimen, *, is_lone: bool = False
) -> tuple[Company, dict[str, list[Cells]]]:
    """Add a specimen to a draft; return its company and its rows."""
    draft.made += 1
    company = Company(draft.made, is_lone)
    return company, {
        table: draft.take_in(table, company.rows(specimen, table)) for table in specimen.tables
    }
