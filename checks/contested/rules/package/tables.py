"""The tables that a descriptor names, and their schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contested import standard
from contested.package.journal import JOURNAL
from contested.rules.drift import drift
from contested.rules.package.telling import Told, problems_of
from contested.rules.rule import rule
from contested.standard.by_version import comparable, find_later

if TYPE_CHECKING:
    from contested.package import Package


@rule(
    "missing-table",
    on="the package",
    bad=("descriptor -resources.claims", "descriptor -resources.actors"),
    good="descriptor -resources.revisions ; claims -clm-l",
)
def missing_table(package: Package) -> Iterator[Told]:
    """The table {table} is not in the package.

    Claims need whoever made them, where they were found, what they answer and where that is.
    Without one of these five tables the others point to nothing.

    Allowed: {tables}

    Mend: Add the table, if need be with its header row alone, and name it in datapackage.json.
    """
    yield from (
        {"table": fault.resource, "tables": ", ".join(sorted(standard.required_tables()))}
        for fault in problems_of(package, "missing-table")
    )


@rule(
    "unknown-table",
    on="the package",
    bad=("table events", "table Claims2"),
    good="table x-photos",
    implies=("invalid-descriptor",),
)
def unknown_table(package: Package) -> Iterator[Told]:
    """“{table}” is not a table of the standard.

    A reader who meets a table they do not know cannot tell a slip of the pen from an extension.

    Allowed: {tables}, and extensions, whose names begin with x-

    Mend: Correct the name; if the table is your own, let its name begin with x-. A file that is no
    table, such as a PDF, is not named among the resources; it may lie beside them.
    """
    yield from (
        {"table": fault.resource, "tables": ", ".join(standard.TABLES)}
        for fault in problems_of(package, "unknown-table")
    )


@rule(
    "schema-drift",
    on="the package",
    bad=(
        "descriptor resources.claims.schema.fields.0.title=Id",
        "descriptor resources.relays.schema.primaryKey=claim_id",
        "descriptor resources.claims.schema=",
        "descriptor -resources.relays.schema.fields.4",
    ),
    good="column claims x_coder",
)
def schema_drift(package: Package) -> Iterator[Told]:
    """The schema of {table} in datapackage.json is not the standard's: {difference}.

    A package carries its schemas with it, so that any software can read it. If they differ from the
    standard's, one word means two things in two packages.

    Allowed: the schema of the standard; an extension may add columns behind its last one, whose
    names begin with x_

    Mend: Run contested sync on the package, which writes the standard's schemas into
    datapackage.json and keeps your own columns. What came with a newer version of the standard
    needs that version under "contested" first.
    """
    for resource in package.resources:
        name, given = resource.get("name"), resource.get("schema")
        if name in standard.TABLES:
            ours, theirs = comparable(name, given, package.version)
            difference = find_later(name, given, package.version) or drift(ours, theirs)
            if difference:
                yield {"table": name, "difference": difference}


@rule(
    "unfinished-change",
    on="the package",
    bad="file .contested.part/journal.json {}",
    good="file .contested.part/0.new text",
)
def unfinished_change(package: Package) -> Iterator[Told]:
    """A command was stopped while it replaced files: some tables are old and some are new.

    It wrote down what it was about to do in {journal}, so that the next command that writes can
    bring it to an end. Until then the tables do not fit together, and what is published from
    them was never there.

    Allowed: no such file, but for the moment in which a command writes

    Mend: Run “contested fmt”, which finishes what the command began. If a table was changed since,
    it says so, and writes nothing.
    """
    if not package.store.status(JOURNAL):
        yield {"journal": JOURNAL}


@rule(
    "unpinned-file",
    on="the package",
    bad=(
        "descriptor resources.claims.encoding=",
        "descriptor resources.claims.encoding=cp1252",
        "descriptor resources.claims.dialect=",
        'descriptor resources.claims.dialect.delimiter=";"',
        "table x-photos ; descriptor resources.x-photos.encoding=",
    ),
    good=(
        "descriptor resources.claims.format=csv",
        "descriptor resources.claims.encoding=UTF-8",
        "descriptor resources.claims.encoding=utf8",
    ),
)
def unpinned_file(package: Package) -> Iterator[Told]:
    """How the file of {table} is to be read is not fixed: {where} {what}.

    Software that has to guess the encoding or the delimiter guesses differently on different days,
    and names in other scripts are the first to suffer.

    Allowed: "encoding": "utf-8" and "dialect": {{"delimiter": ","}}

    Mend: Write both into datapackage.json for this table. A file that is no table, such as a PDF,
    is not named among the resources; it may lie beside them.
    """
    yield from (
        {"table": f.resource, "where": f.where, "what": f.what}
        for f in problems_of(package, "unpinned-file")
    )


@rule(
    "missing-profile",
    on="the package",
    severity="warning",
    bad=(
        "descriptor resources.claims.profile=",
        "descriptor resources.claims.profile=data-resource",
        "table x-photos ; descriptor resources.x-photos.profile=",
    ),
    good="descriptor resources.claims.profile=tabular-data-resource",
)
def missing_profile(package: Package) -> Iterator[Told]:
    """Readers in R refuse {table}: {where} {what}.

    Version 2 of Data Package says "type": "table". The package frictionless of R still asks for
    what version 1 said in its place, and reads nothing without it.

    Allowed: "profile": "tabular-data-resource"

    Mend: Run contested sync on the package, which writes it into datapackage.json.
    """
    yield from (
        {"table": f.resource, "where": f.where, "what": f.what}
        for f in problems_of(package, "missing-profile")
    )
