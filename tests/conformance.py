"""The conformance suite: valid and invalid packages, and what is found in each.

    python tests/conformance.py FOLDER          writes FOLDER/conformance-1.0 and a zip of it
    python tests/conformance.py --check FOLDER  judges all packages of a suite once more

It is made of the examples by which the rules are documented and tested, so that whoever writes
another validator can try it on them. Examples of a rule stand side by side in one package where
they can. The same code makes the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import io
import shutil
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from contested.check.validate import choose_rules, validate_package
from contested.git.pairs import Pair
from contested.package import Package, from_store
from contested.package.quotations import read as read_texts
from contested.package.store import MemoryStore
from contested.release.archive import FIRST, write_sum, write_zip
from contested.results import Finding, PackageReport
from contested.review.run import review_pair
from contested.rules.rule import RULES, Rule
from contested.standard.versions import newest
from contested.testing import specimen
from contested.testing.specimen import Specimen, changed
from rules.beside import beside, is_alone
from rules.history.test_examples import head_of

HOME = Path(__file__).parent
NAME = f"conformance-{newest()}"
TODAY = datetime.date.fromisoformat(specimen.TODAY)
SIDES = ("base", "head")
PACKAGES = ("package", "verdict", "versions", "texts", "today")
EXAMPLES = ("package", "number", "change")
EXPECTED = ("package", "rule", "severity", "side", "table", "row", "column", "file", "line")
"""The columns of the three tables; the README of the suite says what they mean."""
ALL_RIGHT = "all is found that is expected, and nothing else"
Row = tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One package, in one version or in two, and the examples that it shows."""

    name: str
    rule: Rule | None
    verdict: str
    lines: tuple[str, ...]
    head: Specimen
    base: Specimen | None = None

    @property
    def has_texts(self) -> bool:
        """Whether it is judged beside the texts that were coded."""
        return self.rule is not None and self.rule.scope == "text"

    def write(self, folder: Path) -> Row:
        """Write it into the folder of a suite, and return its row of `packages.csv`."""
        home = folder / "packages" / self.name
        if self.base is None:
            self.head.write(home)
        else:
            for side, made in zip(SIDES, (self.base, self.head), strict=True):
                if self.head.status != {"base": "new", "head": "removed"}[side]:
                    made.write(home / side)
        texts = f"texts/{self.name}" if self.has_texts else ""
        if texts:
            (folder / texts).mkdir(parents=True)
            for name, text in self.head.texts.items():
                (folder / texts / name).write_bytes(text)
        versions = "one" if self.base is None else "two"
        return (self.name, self.verdict, versions, texts, specimen.TODAY)


def cases(rules: Collection[Rule]) -> Iterator[Case]:
    """Yield the specimen itself, and the packages of these rules."""
    yield Case("specimen", None, "valid", (), changed())
    for rule in rules:
        yield from _of_rule(rule, "valid", rule.good)
        yield from _of_rule(rule, "invalid", rule.bad)


def _of_rule(rule: Rule, verdict: str, lines: Sequence[str]) -> Iterator[Case]:
    name = f"{rule.name}-{verdict}"
    made = {line: head_of(rule.name, line) if rule.compares else changed(line) for line in lines}
    lone = rule.scope in ("text", "versions", "packages")
    alone = [line for line, one in made.items() if lone or is_alone(rule.name, one)]
    together = tuple(line for line in lines if line not in alone)
    if together:
        many = [made[line] for line in together]
        head = beside(many).specimen if len(many) > 1 else many[0]
        yield Case(name, rule, verdict, together, head, _base(rule, len(many)))
    for number, line in enumerate(alone, 1):
        yield Case(f"{name}-{number}", rule, verdict, (line,), made[line], _base(rule, 1))


def _base(rule: Rule, count: int) -> Specimen | None:
    """Return what was published, of a rule that compares two versions."""
    if not rule.compares:
        return None
    return beside([changed()] * count).specimen if count > 1 else changed()


def build(target: Path, rules: Collection[Rule]) -> Path:
    """Write the suite of these rules below a folder, with a zip of it beside it.

    Raises ValueError where a package is not what it is said to be.
    """
    folder = target / NAME
    if folder.exists():
        shutil.rmtree(folder)
    tables: dict[str, list[Row]] = {"packages": [], "examples": [], "expected": []}
    for case in cases(rules):
        row = case.write(folder)
        found = judged(folder, row)
        lit = {one[EXPECTED.index("rule")] for one in found}
        if case.verdict == "valid" and lit:
            raise ValueError(f"{case.name} is not valid: {sorted(lit)}")
        if case.verdict == "invalid" and case.rule and case.rule.name not in lit:
            raise ValueError(f"{case.name} does not break its rule")
        tables["packages"].append(row)
        numbered = enumerate(case.lines)
        tables["examples"].extend((case.name, str(number), line) for number, line in numbered)
        tables["expected"].extend(found)
    for name, columns in (("packages", PACKAGES), ("examples", EXAMPLES), ("expected", EXPECTED)):
        (folder / f"{name}.csv").write_bytes(_csv(columns, tables[name]))
    readme = (HOME / "conformance.md").read_text(encoding="utf-8").replace("%{version}", newest())
    (folder / "README.md").write_text(readme, encoding="utf-8", newline="\n")
    shutil.copyfile(HOME.parent / "LICENSE", folder / "LICENSE")
    archive = target / f"{NAME}.zip"
    write_zip(folder, archive, FIRST)
    write_sum(archive)
    return folder


def judged(folder: Path, row: Row) -> list[Row]:
    """Return the rows of `expected.csv` for a package of a suite, as they are found now."""
    name, _, versions, texts, _ = row
    home = folder / "packages" / name
    if versions == "two":
        base, head = (_package(home / side) if (home / side).exists() else None for side in SIDES)
        report = review_pair(Pair(base, head), [], choose_rules(compares=True), TODAY.toordinal())
    else:
        held = read_texts(folder / texts) if texts else None
        report = validate_package(_package(home), choose_rules(), TODAY.toordinal(), held)
    return sorted(
        _rows(name, report, versions == "two"), key=lambda one: (*one[1:8], len(one[8]), one[8])
    )


def _package(home: Path) -> Package:
    files = {p.relative_to(home).as_posix(): p.read_bytes() for p in home.rglob("*") if p.is_file()}
    return from_store(MemoryStore(files))


def _rows(name: str, report: PackageReport, has_sides: bool) -> Iterator[Row]:
    for finding in (one for group in report.groups for one in group.tell(None)):
        yield name, finding.rule, finding.severity, *_where(finding, has_sides)


def _where(finding: Finding, has_sides: bool) -> Row:
    return (
        finding.side if has_sides else "",
        finding.table or "",
        " ".join(finding.key or ()),
        finding.column or "",
        finding.place.file,
        str(finding.place.line or ""),
    )


def differences(folder: Path, *, only_valid: bool = False) -> list[str]:
    """Return in what the packages of a suite are found to be otherwise than it says."""
    told: list[str] = []
    expected = read_table(folder, "expected")
    for row in read_table(folder, "packages"):
        if only_valid and row[PACKAGES.index("verdict")] != "valid":
            continue
        wanted = [one for one in expected if one[0] == row[0]]
        found = judged(folder, row)
        told += [f"not found: {', '.join(one)}" for one in wanted if one not in found]
        told += [f"not expected: {', '.join(one)}" for one in found if one not in wanted]
    return told


def _csv(columns: Row, rows: Sequence[Row]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([columns, *rows])
    return out.getvalue().encode()


def read_table(folder: Path, name: str) -> list[Row]:
    """Return the rows of one of the tables of a suite."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="judge a suite instead of writing one")
    parser.add_argument("--valid", action="store_true", help="with --check, only the valid ones")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    if given.check:
        told = differences(given.folder, only_valid=given.valid)
        print("\n".join(told) or ALL_RIGHT)
        return 1 if told else 0
    print(f"wrote {build(given.folder, RULES.values())} and a zip of it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
