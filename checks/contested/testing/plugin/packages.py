"""Data packages as pytest sees them.

A package is a file of tests, each of its tables a group, and every rule on it a test.
"""

from __future__ import annotations

import datetime
import importlib.util
import os
import warnings
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from contested.check import settings
from contested.check.engines import ENGINES
from contested.check.findings import day_number
from contested.check.validate import choose_rules
from contested.package import DESCRIPTOR, UnreadableError, find
from contested.package.store import FolderStore
from contested.results import SEVERITIES
from contested.rules import FAMILIES
from contested.rules.rule import Rule
from contested.testing.plugin.subject import Asked, Subject
from contested.text import visible

NEEDED = {"pandera": ("pandera", "pandas", "pyarrow", "narwhals")}
"""What an engine needs that is not installed with contested itself."""


class Packages:
    """The packages that a run tests, and the hooks for them."""

    def __init__(self, config: pytest.Config, warning: type[UserWarning]) -> None:
        self._asked = _asked(config, warning)
        home, settled = (
            config.invocation_params.dir,
            [Path(path) for path in config.getini("contested_paths")],
        )
        named = self._found([home / path for path in config.getoption("contested")])
        self._subjects = self._found(settled) | named
        self._due = _add_to_args(config, list(named), list(self._subjects))
        for name, meaning in _markers():
            config.addinivalue_line("markers", f"{name}: {meaning}")

    def _found(self, paths: list[Path]) -> dict[Path, list[Subject]]:
        """Return every package at the paths, by its file.

        Several share one if that is a zip.
        """
        found: dict[Path, list[Subject]] = {}
        for path in paths:
            try:
                # What lies in a zip is named as it was typed; what lies in a folder is found again
                # wherever a test has gone.
                packages = find(Path(os.path.relpath(path)) if path.suffix == ".zip" else path)
            except UnreadableError as error:
                raise pytest.UsageError(f"--contested: {error}") from error
            mine: dict[Path, list[Subject]] = {}
            for package in packages:
                root = (
                    package.store.root / DESCRIPTOR
                    if isinstance(package.store, FolderStore)
                    else path
                )
                at = Path(os.path.abspath(root))  # noqa: PTH100 - as pytest does: links stay
                mine.setdefault(at, []).append(Subject(package, self._asked))
            found |= mine
        return found

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """Take the files that packages are found by, and no others."""
        subjects = self._subjects.get(file_path)
        self._due.discard(file_path)
        return (
            PackageFile.from_parent(parent, path=file_path, subjects=subjects) if subjects else None
        )

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self) -> None:
        """Refuse a run in which pytest passed over a package."""
        if self._due:
            astray = ", ".join(sorted(str(path) for path in self._due))
            raise pytest.UsageError(
                f"--contested: pytest passed over {astray}, as norecursedirs, collect_ignore or"
                " --ignore tell it to"
            )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Say of a skipped test to which package it belongs.

        pytest would name the line of this module that skipped it.
        """
        report = yield
        if isinstance(item, RuleItem) and report.skipped and isinstance(report.longrepr, tuple):
            report.longrepr = (os.fspath(item.path), 1, report.longrepr[2])
        return report


def _asked(config: pytest.Config, warning: type[UserWarning]) -> Asked:
    """Return what is asked of every package.

    The options and the settings of the folder say it.
    """
    try:
        settled = settings.find(config.invocation_params.dir)
    except settings.SettingsError as error:
        raise pytest.UsageError(str(error)) from error
    rules = choose_rules(settled.select or None)
    judged = choose_rules(settled.select or None, settled.ignore)
    if not judged:
        raise pytest.UsageError(
            "--contested: no rule is left to ask: every one that is selected is also ignored"
        )
    engine = _engine(config.getoption("contested_engine"))
    given, folder = config.getoption("contested_today"), config.getoption("contested_texts")
    try:
        today = day_number(datetime.date.fromisoformat(given) if given else None)
    except ValueError as error:
        raise pytest.UsageError(
            f"--contested-today is a day such as 2021-08-23, not “{given}”"
        ) from error
    texts = config.invocation_params.dir / folder if folder else None
    if texts and not texts.is_dir():
        raise pytest.UsageError(f"--contested-texts: there is no folder {folder}")
    ignored = {
        r.name: settled.ignore.get(r.name) or settled.ignore[r.family]
        for r in rules
        if r not in judged
    }
    return Asked(rules, ignored, settled.fail_on, today, texts, warning, engine)


def _engine(name: str) -> str:
    """Return the name of an engine that can run, or raise UsageError."""
    if name not in ENGINES:
        raise pytest.UsageError(f"--contested-engine is one of {', '.join(ENGINES)}, not “{name}”")
    for needed in NEEDED.get(name, ()):
        if importlib.util.find_spec(needed) is None:
            raise pytest.UsageError(
                f"--contested-engine {name} needs {needed}, which is not installed: pip install"
                f" 'contested[{name}]'"
            )
    return name


def _add_to_args(config: pytest.Config, named: list[Path], every: list[Path]) -> set[Path]:
    """Add packages to what pytest collects, and return those added.

    Without arguments, `--contested` tests its packages alone; the setting, like testpaths, says
    what is tested where pytest is called in the root, and its packages are tested besides the
    project's own tests. With arguments, `--contested` adds its packages, except one of which an
    argument names a part, and the setting adds nothing.
    """
    home, added = config.invocation_params.dir, list[Path]()
    if config.args_source == config.ArgsSource.ARGS:
        parts = {
            os.path.abspath(home / arg.partition("::")[0])  # noqa: PTH100 - as pytest does
            for arg in config.args
            if "::" in arg
        }
        added = [path for path in named if str(path) not in parts]
    elif named:
        added, config.args, config.args_source = named, [], config.ArgsSource.ARGS
    elif home == config.rootpath:
        added = every
    config.args = [*config.args, *(str(path) for path in added)]
    return set(added)


def _markers() -> Iterator[tuple[str, str]]:
    yield "contested", "a rule of contested, on one table of a data package"
    yield from ((f"contested_{family}", f"a rule of the family {family}") for family in FAMILIES)
    yield from (
        (f"contested_{severity}", f"a rule that finds what is of the severity {severity}")
        for severity in SEVERITIES
    )


class PackageFile(pytest.File):
    """A datapackage.json, or a zip of one package or several."""

    def __init__(self, *, subjects: list[Subject], **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]
        self._subjects = subjects

    def collect(self) -> Iterator[pytest.Collector]:
        """Yield the levels of the package, or the packages of a zip.

        Raises CollectError for a descriptor that cannot be read.
        """
        for subject in self._subjects:
            package = subject.package
            if package.fault:
                where = "".join(f":{number}" for number in package.fault_at or ())
                raise self.CollectError(
                    f"{package.store.label}{DESCRIPTOR}{where} cannot be read: {package.fault}"
                )
        if len(self._subjects) == 1:
            yield from _levels(self, self._subjects[0])
        else:
            for subject in self._subjects:
                folder = subject.package.store.label.partition(f"{self.path.name}/")[2].rstrip("/")
                yield Zipped.from_parent(self, name=visible(folder, 200), subject=subject)


class Zipped(pytest.Collector):
    """One of several packages in a zip."""

    def __init__(self, *, subject: Subject, **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]
        self._subject = subject

    def collect(self) -> Iterator[pytest.Collector]:
        """Return the levels of the package."""
        return _levels(self, self._subject)


def _levels(parent: pytest.Collector, subject: Subject) -> Iterator[pytest.Collector]:
    for level, rules in subject.levels.items():
        yield Level.from_parent(
            parent, name=visible(level, 200), level=level, rules=rules, subject=subject
        )


class Level(pytest.Collector):
    """A table of a package, the whole package, or its texts."""

    def __init__(self, *, level: str, rules: list[Rule], subject: Subject, **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]
        self._level, self._rules, self._subject = level, rules, subject

    def collect(self) -> Iterator[pytest.Item]:
        """Yield a test for every rule that judges something here."""
        for rule in self._rules:
            yield RuleItem.from_parent(
                self, name=rule.name, rule=rule, level=self._level, subject=self._subject
            )


class RuleItem(pytest.Item):
    """A rule on one table: fails with its findings, or is skipped.

    It is skipped where the rule could not judge.
    """

    def __init__(self, *, rule: Rule, level: str, subject: Subject, **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]
        self._rule, self._level, self._subject = rule, level, subject
        for marker in ("contested", f"contested_{rule.family}", f"contested_{rule.severity}"):
            self.add_marker(marker)

    def runtest(self) -> None:
        """Have the package judged once, and say what came of it here."""
        verdict = self._subject.verdict(self._level, self._rule)
        if verdict.failed:
            pytest.fail(verdict.text, pytrace=False)
        if verdict.text and verdict.severity == "warning":
            # Of the line that a warning stands on, pytest prints the source; there is no line 0, so
            # the descriptor is not printed.
            warnings.warn_explicit(
                self._subject.asked.warning(verdict.text), None, str(self.path), 0
            )
        elif verdict.text:
            self.add_report_section("call", "contested", verdict.text)
        if verdict.unjudged:
            pytest.skip(verdict.unjudged)

    def repr_failure(  # type: ignore[override]
        self, excinfo: pytest.ExceptionInfo[BaseException], *args: object, **more: object
    ) -> object:
        """Return the findings alone where warnings are errors.

        A traceback is shown only where contested itself is at fault.
        """
        return (
            str(excinfo.value)
            if isinstance(excinfo.value, self._subject.asked.warning)
            else super().repr_failure(excinfo)
        )

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the package's file, and level and rule as a heading."""
        return self.path, 0, f"{self._level}::{self._rule.name}"
