"""Validation: the one path from a package to its report."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import polars as pl

from contested import standard
from contested.check import judge, quotations
from contested.check.engines import engine as engine_named
from contested.check.findings import Teller, day_number
from contested.check.load import Loaded, load
from contested.package import DESCRIPTOR, Package, find
from contested.package.files.csvfile import Found
from contested.package.quotations import read
from contested.results import Finding, Group, NotRun, PackageReport, Place, Report
from contested.rules import FAMILIES
from contested.rules.check import Check, expand
from contested.rules.page import lists_of, page_of
from contested.rules.rule import RULES, Rule
from contested.rules.views import Views
from contested.standard import EXTENSION_COLUMN, profile

UNJUDGED = {
    "exclusiveMinimum": "out-of-bounds",
    "exclusiveMaximum": "out-of-bounds",
    "minLength": "too-long",
    "jsonSchema": "wrong-type",
}
"""Constraints of Table Schema that no rule judges, with the rule that comes nearest."""
UNREAD = ("missingValues", "itemType", "decimalChar", "groupChar", "bareNumber")
"""What Table Schema may say of how a column's cells are written, and no rule heeds."""

__all__ = ["FAMILIES", "chosen", "validate", "validate_package"]


def chosen(
    select: Iterable[str] | None = None, ignore: Iterable[str] = (), *, compares: bool = False
) -> list[Rule]:
    """The rules that are asked of one package: those selected, by name or family, without those
    ignored; or, with `compares`, of two versions.

    Raises KeyError for an unknown name.
    """
    for name in [*(select or ()), *ignore]:
        if name not in RULES and name not in FAMILIES:
            raise KeyError(name)
    picked, left = set(select) if select else None, set(ignore)
    named = [
        r
        for r in RULES.values()
        if (picked is None or {r.name, r.family} & picked) and not {r.name, r.family} & left
    ]
    return [r for r in named if r.compares is compares]


def validate(
    path: str | Path,
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    today: datetime.date | None = None,
    texts_folder: str | Path | None = None,
    engine: str = "polars",
) -> Report:
    """Judges every package at a path by the rules, and reports all that they find.

    Raises UnreadableError where there is no package, KeyError for an unknown rule.
    """
    rules = chosen(select, ignore)
    held = read(Path(texts_folder)) if texts_folder is not None else None
    reports = [
        validate_package(p, rules, day_number(today), held, engine) for p in find(Path(path))
    ]
    return Report(tuple(reports), tuple(r.name for r in rules))


def validate_package(
    package: Package,
    rules: Collection[Rule],
    today: int,
    held: Mapping[str, bytes] | None = None,
    engine: str = "polars",
    loaded: Mapping[str, Loaded] | None = None,
) -> PackageReport:
    """Judges one package: its descriptor, its files, then its rows; `loaded` are its tables, where
    they were read already.
    """
    path, asked = package.store.label.rstrip("/") or ".", {r.name for r in rules}
    by_scope = {
        scope: [r for r in rules if r.scope == scope] for scope in ("package", "file", "text")
    }
    groups: list[Group] = list(_of_descriptor(package, by_scope["package"]))
    if package.fault:
        silent = (
            NotRun(r.name, "the package", "datapackage.json cannot be read")
            for r in rules
            if r.name != "invalid-descriptor"
        )
        return PackageReport(path, package.name, tuple(groups), tuple(silent), {})
    loaded = load(package) if loaded is None else loaded
    not_run = [one for one in unjudged(package) if one.rule in asked]
    for one in loaded.values():
        groups.extend(_of_files(one, by_scope["file"]))
        not_run.extend(
            NotRun(
                name,
                part.file.name,
                f"{one.table.name}: {part.file.name} could not be read ({part.linted.stopped})",
            )
            for part in one.parts
            for name in part.linted.not_run
            if name in asked
        )
    frames = {name: one.frame for name, one in loaded.items() if one.frame is not None}
    runnable, blocked = _runnable(expand(_judging(rules), package.tables), package, loaded)
    not_run.extend(one for one in blocked if one.rule in asked)
    judged = engine_named(engine)(frames, package.tables, runnable, today)
    views = judged.views or Views(pl, package.tables, {}, {}, today)
    teller = Teller(loaded, views)
    if by_scope["text"]:
        not_run.extend(_of_texts(by_scope["text"], held, teller, judged.hits, frames))
    groups.extend(
        teller.group(check, rows)
        for check, rows in judge.settle(
            {c: rows for c, rows in judged.hits.items() if c.rule.name in asked}
        ).items()
    )
    return PackageReport(
        path, package.name, tuple(groups), tuple(not_run), {n: len(f) for n, f in frames.items()}
    )


def _judging(rules: Collection[Rule]) -> list[Rule]:
    """The rules to run: those asked, and every form rule, since what is malformed must be known."""
    asked = {r.name for r in rules}
    return [
        r for r in RULES.values() if r.scope in ("field", "key") or (r.name in asked and r.on_rows)
    ]


def _of_descriptor(package: Package, rules: Iterable[Rule]) -> Iterator[Group]:
    for rule in rules:
        told = list(rule.arms[0].wrong(package))
        if told:
            line, column = package.fault_at or (None, None)
            place = Place(package.store.label + DESCRIPTOR, line, column)
            found = [_finding(rule, place, values, values.get("table")) for values in told]
            yield Group(
                rule.name,
                rule.severity,
                len(found),
                lambda limit, found=found: iter(found[:limit]),  # type: ignore[misc]
            )


def _of_files(loaded: Loaded, rules: Iterable[Rule]) -> Iterator[Group]:
    for part in loaded.parts:
        for rule in rules:
            if spots := part.linted.found.get(rule.name):

                def tell(
                    limit: int | None,
                    rule: Rule = rule,
                    spots: Found = spots,
                    file: str = part.file.name,
                ) -> Iterator[Finding]:
                    for spot in islice(spots, limit):
                        yield _finding(
                            rule,
                            Place(file, spot.line, spot.column, spot.cell),
                            spot.values,
                            loaded.table.name,
                        )

                yield Group(rule.name, rule.severity, len(spots), tell)


def _finding(rule: Rule, place: Place, values: Mapping[str, str], table: str | None) -> Finding:
    told = lists_of(rule) | dict(values)
    return Finding(
        rule.name, rule.severity, place, *page_of(rule, told), table or None, values=dict(values)
    )


def _runnable(
    checks: Iterable[Check], package: Package, loaded: Mapping[str, Loaded]
) -> tuple[list[Check], list[NotRun]]:
    """The checks whose tables are all there, and of the others why they did not run, once for each
    rule, table and reason.
    """
    runnable: list[Check] = []
    blocked: list[NotRun] = []
    for check in checks:
        missing = [t for t in sorted(check.reads(package.tables)) if loaded[t].frame is None]
        if not missing:
            runnable.append(check)
        else:
            blocked.extend(
                NotRun(check.rule.name, check.table, f"{name}: {loaded[name].reason}")
                for name in missing
            )
    return runnable, list(dict.fromkeys(blocked))


def unjudged(package: Package) -> Iterator[NotRun]:
    """What the schemas ask of a package's own columns and no rule judges, though other software
    may.
    """
    for resource in package.resources:
        table, schema = str(resource.get("name")), resource.get("schema")
        schema = schema if isinstance(schema, dict) else {}
        own = table not in standard.TABLES
        for number, name in profile.named_fields(schema):
            if own or name.startswith(EXTENSION_COLUMN):
                one = schema["fields"][number]
                kind, asked = one.get("type", "string"), one.get("constraints")
                if kind not in (*profile.JUDGED, "any") or (
                    kind == "date" and one.get("format", "default") != "default"
                ):
                    yield NotRun(
                        "wrong-type",
                        table,
                        f"in {name}, cells of its type are taken as text: {kind}",
                    )
                asked = asked if isinstance(asked, dict) else {}
                for key in [k for k in UNJUDGED if k in asked]:
                    yield NotRun(UNJUDGED[key], table, f"in {name}, nothing judges {key}")
                if "maxLength" in asked and kind != "string":
                    yield NotRun(
                        "too-long", table, f"in {name}, nothing counts the items of a cell: {kind}"
                    )
                for key in UNREAD:
                    if one.get(key) not in (None, True, "string", ".", [""]):
                        yield NotRun(
                            "wrong-type", table, f"in {name}, cells are read without heed to {key}"
                        )
        if own and any(
            isinstance(key.get("fields"), list) and len(key["fields"]) > 1
            for _, key in profile.foreign_keys(schema)
        ):
            yield NotRun(
                "dangling-reference", table, "nothing judges foreign keys of several columns"
            )
        if own and schema.get("missingValues", [""]) != [""]:
            yield NotRun("missing-value", table, "cells are read without heed to missingValues")
        if own and schema.get("uniqueKeys"):
            yield NotRun("repeated-key", table, "nothing judges uniqueKeys")


def _of_texts(
    rules: list[Rule],
    held: Mapping[str, bytes] | None,
    teller: Teller,
    hits: judge.Hits,
    frames: Mapping[str, pl.DataFrame],
) -> Iterator[NotRun]:
    """Checks quotations and texts where the texts are at hand; yields what could not be checked."""
    named = {r.name: r for r in rules}
    if held is None or not {"sources", "claims"} <= set(frames):
        reason = (
            "no folder of texts was given (--texts)"
            if held is None
            else "sources or claims could not be read"
        )
        yield from (NotRun(name, "sources", reason) for name in named)
        return
    found = quotations.compare(held, frames["sources"], frames["claims"])
    for name, column, table in (
        ("text-mismatch", "text_sha256", "sources"),
        ("quote-not-in-source", "quote", "claims"),
    ):
        wrong = found.mismatches if name == "text-mismatch" else found.misquoted
        if name in named and wrong:
            check = Check(named[name], table, column, named[name].arms[0].wrong)
            hits[check] = pl.Series("row", sorted(wrong), dtype=pl.UInt32)
            teller.extra.update({(name, row): values for row, values in wrong.items()})
    if "quote-not-in-source" in named:
        yield from (
            NotRun("quote-not-in-source", source, "its text is not in the folder of texts")
            for source in found.without_text
        )
