"""What pandera reports of a frame, in the words of validate."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import polars as pl
import pyarrow
from pandera.errors import SchemaError, SchemaErrors

from contested.check.engines.polars import views_of
from contested.check.findings import Findings
from contested.check.judge import Hits
from contested.check.load import LoadedTable
from contested.results import Finding
from contested.standard import Table
from contested.text import plural

MOST = 1000
"""Findings of one rule on one column that are put into words."""

KEPT = ("schema", "data", "failure_cases", "check", "check_index", "check_output", "reason_code")
"""What an error of pandera's says besides its message, and says again."""


class Wording:
    """The findings of one table's hits, told when they are asked for."""

    def __init__(
        self,
        frames: Mapping[str, pd.DataFrame],
        tables: Mapping[str, Table],
        today: int,
        hits: Hits,
    ) -> None:
        text = {name: _in_polars(frame) for name, frame in frames.items()}
        loaded = {name: LoadedTable(tables[name], [], frame) for name, frame in text.items()}
        self._findings = Findings(loaded, views_of(text, tables, today))
        self._hits = hits
        self._known: dict[tuple[str, str], dict[int, str]] = {}

    def of(self, rule: str, column: str) -> dict[int, str]:
        """Return the messages of a rule on a column, by row."""
        if (rule, column) not in self._known:
            told: dict[int, str] = {}
            for check, rows in self._hits.items():
                if (check.rule.name, check.column) == (rule, column):
                    findings = self._findings.group(check, rows).tell(MOST)
                    told |= {f.row: _in_words(f) for f in findings if f.row is not None}
            self._known[rule, column] = told
        return self._known[rule, column]

    def of_one(self, error: SchemaError) -> SchemaError:
        """Return pandera's error with our message for its first row."""
        told = self.of(getattr(error.check, "name", ""), str(error.schema.name))
        if not told:
            return error
        (row, message), more = min(told.items()), len(told) - 1
        left = f" (and {plural(more, 'more row')})" if more else ""
        return SchemaError(
            **{name: getattr(error, name) for name in KEPT},
            message=f"{error.column_name or error.schema.name}, row {row}: {message}{left}",
        )

    def of_all(self, errors: SchemaErrors) -> SchemaErrors:
        """Return pandera's errors with our messages, also in their failure cases."""
        told = SchemaErrors(
            errors.schema, [self.of_one(error) for error in errors.schema_errors], errors.data
        )
        cases = told.failure_cases
        told.failure_cases = cases.assign(
            message=[
                self.of(rule, column).get(int(row)) if pd.notna(row) else None
                for rule, column, row in zip(
                    cases["check"], cases["column"], cases["index"], strict=True
                )
            ]
        )
        return told


def _in_words(finding: Finding) -> str:
    parts = [finding.message]
    parts += [f"Allowed: {finding.allowed}."] if finding.allowed else []
    parts += [f"Did you mean {finding.suggestion}?"] if finding.suggestion else []
    parts += [finding.mend] if finding.mend else []
    return f"{' '.join(parts)} [{finding.rule}]"


def _in_polars(frame: pd.DataFrame) -> pl.DataFrame:
    return pl.DataFrame(pyarrow.Table.from_pandas(frame, preserve_index=False))
