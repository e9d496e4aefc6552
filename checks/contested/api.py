"""The tables of a package for notebooks and pipelines.

They are pandas frames, a pandera schema for each, and the tables derived from them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from contested.check.findings import day_number
from contested.check.load import LoadedTable, load
from contested.derived.claimed import Claimed
from contested.derived.described import with_columns
from contested.derived.tables import DERIVED
from contested.package import Package, UnreadableError, find_one
from contested.rules import RULES
from contested.rules.check import expand

if TYPE_CHECKING:
    import pandas as pd

    from contested.check.engines.pandera import TableSchema


@dataclass
class Dataset:
    """One data package opened for reading.

    `tables` are its tables as pandas frames, `descriptor` is what datapackage.json says.
    """

    package: Package

    @property
    def name(self) -> str:
        """The package's own name."""
        return self.package.name

    @property
    def descriptor(self) -> dict[str, object]:
        """What datapackage.json says."""
        return dict(self.package.descriptor)

    @cached_property
    def loaded(self) -> dict[str, LoadedTable]:
        """The tables as they were read."""
        return load(self.package)

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Each table as a pandas frame of text.

        It has the columns of the schema and the rows in the order of the file; a blank cell
        is null. Raises UnreadableError, with the reason, where a file of the package cannot
        be read.
        """
        from contested.check.engines.pandera import arrow_frame

        for one in self.loaded.values():
            if one.frame is None:
                raise UnreadableError(
                    f"The table {one.table.name} cannot be read: {one.reason}. contested validate"
                    " tells more."
                )
        return {
            name: arrow_frame(one.frame.drop("row").to_arrow())
            for name, one in self.loaded.items()
            if one.frame is not None
        }

    @cached_property
    def _claimed(self) -> Claimed:
        return Claimed.of(self.loaded)


def open(path: str | Path) -> Dataset:
    """Return the one package at a path: folder, datapackage.json or zip.

    Raises UnreadableError where there is none, or more than one.
    """
    return Dataset(find_one(Path(path)))


def schemas(dataset: Dataset, *, today: datetime.date | None = None) -> dict[str, TableSchema]:
    """Return a pandera schema for each table, with all its rules.

    `schemas(dataset)["claims"].validate(frame)` judges any pandas frame as the claims of this
    package, the rows that it refers to being the package's, and gives it back unchanged. `today`
    is the day that no date may lie after.
    """
    from contested.check.engines.pandera import Suite, text_frame

    tables = dataset.package.tables
    suite_checks = expand([r for r in RULES.values() if r.on_rows], tables)
    frames = {name: text_frame(frame, tables[name]) for name, frame in dataset.tables.items()}
    return Suite(frames, tables, suite_checks, day_number(today), words=True).schemas()


@with_columns(
    "positions", ("wordings", "list of texts", "The answers of these claims as they stand.")
)
def positions(dataset: Dataset) -> pd.DataFrame:
    """Return who holds which position, one row a question and position.

    Some active claim gives that answer to the question. Rows of one question stand beside each
    other, and none of them is the answer.
    """
    return _derived(dataset, "positions")


@with_columns("contested_questions")
def contested_questions(dataset: Dataset) -> pd.DataFrame:
    """Return which questions are contested, one row a question.

    Claims of different claimants on it exclude each other, or one says so of another.
    """
    return _derived(dataset, "contested_questions")


@with_columns("conflicts")
def conflicts(dataset: Dataset) -> pd.DataFrame:
    """Return which positions are in conflict, one row a pair of positions.

    Positions of questions that hold too many of them are in `crowded_questions` instead.
    """
    return _derived(dataset, "conflicts")


@with_columns("crowded_questions")
def crowded_questions(dataset: Dataset) -> pd.DataFrame:
    """Return the positions that are too many for `conflicts`, one a row.

    Their questions hold more of them than could be told pair by pair.
    """
    return _derived(dataset, "crowded_questions")


@with_columns("utterances")
def utterances(dataset: Dataset) -> pd.DataFrame:
    """Return the acts of speaking that claims report, one row each.

    Claims of one claimant are one utterance where a relation says so.
    """
    return _derived(dataset, "utterances")


@with_columns("chains")
def chains(dataset: Dataset) -> pd.DataFrame:
    """Return the stations from claimant to publisher, one row each.

    Between them stand the relays, and the documents that the source derives from.
    """
    return _derived(dataset, "chains")


@with_columns("disagreement", ("location_id", "text", "The place that the question is about."))
def disagreement(dataset: Dataset) -> pd.DataFrame:
    """Return how much is said about each question, one row a question.

    It counts claims, claimants and positions, and picks none of them.
    """
    return _derived(dataset, "disagreement")


def _derived(dataset: Dataset, name: str) -> pd.DataFrame:
    from contested.check.engines.pandera import arrow_frame

    return arrow_frame(DERIVED[name](dataset._claimed).to_arrow())
