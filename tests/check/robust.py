"""What the tests of robustness share: the specimen's files, and packages judged whole."""

from __future__ import annotations

import copy
import io
import json
from collections import Counter
from datetime import date
from typing import Any

from contested import standard
from contested.check.findings import day_number
from contested.check.validate import choose_rules, validate_package
from contested.package import DESCRIPTOR, Package, from_store
from contested.package.store import MemoryStore
from contested.report import REPORTS
from contested.results import Finding, PackageReport, Report
from contested.testing.specimen import TODAY, changed

RULES = choose_rules()
DAY = day_number(date.fromisoformat(TODAY))
REQUIRED = sorted(standard.required_tables())
FILES = changed().files()
DESCRIBED: dict[str, Any] = json.loads(FILES[DESCRIPTOR])


def judged(package: Package) -> tuple[PackageReport, list[Finding]]:
    """A package's report and its findings, both forms of the report having been written; nothing
    stands among them twice.
    """
    report = validate_package(package, RULES, DAY)
    for write in REPORTS.values():
        write(Report((report,), tuple(r.name for r in RULES)), io.StringIO())
    found = [finding for group in report.groups for finding in group.tell(None)]
    seen = Counter(
        (f.rule, f.place, f.row, f.column, f.message if f.row is None else "") for f in found
    )
    assert [spot for spot, times in seen.items() if times > 1] == []
    assert len(found) == sum(group.count for group in report.groups)
    return report, found


def stored(**files: bytes) -> Package:
    """The specimen with other bytes in some of its files, which are named without folder and
    ending.
    """
    named = {
        f"data/{name}.csv" if name in standard.TABLES else DESCRIPTOR: data
        for name, data in files.items()
    }
    return from_store(MemoryStore(FILES | named))


def changed_at(value: Any, path: list[Any], new: Any) -> Any:
    """A copy of a JSON value, another thing standing at a path in it."""
    value = at = copy.deepcopy(value)
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = new
    return value
