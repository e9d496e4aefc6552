"""The report as JUnit XML, which every build server shows.

A family of rules on a package is a suite, and a rule a case.

An error fails its case, unless the published version has it too and only new ones were to fail.
Warnings and remarks do not, they are what the case printed; a rule that could not judge everything
and found nothing is skipped, so that nobody takes it for passed, or an error where the run does not
pass for it. The names of cases never depend on
what was found.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TextIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from contested import __version__
from contested.report import details, outline
from contested.report.together import fold_rows
from contested.results import Finding, Group, NotRun, PackageReport, Report
from contested.rules.rule import RULES
from contested.text import plural

SHOWN = 50
"""Findings of one rule on one package that are shown; of the others there is the number."""
OUTSIDE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


def write(report: Report, out: TextIO) -> None:
    """Write one document."""
    root = Element("testsuites", name="contested")
    notes = [
        f"ignored ({reason}): {name}" for name, reason in report.notes.get("ignored", {}).items()
    ]
    for package in report.packages:
        stopped = outline.silenced(report, package.path)
        for family in dict.fromkeys(RULES[name].family for name in report.rules):
            rules = [name for name in report.rules if RULES[name].family == family]
            only_new = bool(report.notes.get("only_new"))
            _suite(root, package, family, rules, stopped, only_new=only_new)
    base = f"compared with {report.notes['base']}" if "base" in report.notes else None
    notes += outline.unjudged(report)
    notes += filter(None, [report.notes.get("baseline"), base])
    for suite in root:
        _properties(suite, [("contested", __version__), *(("note", note) for note in notes)])
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, 0)) for suite in root)))
    ElementTree.indent(root)
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, "unicode")}\n')


def _suite(
    root: Element,
    package: PackageReport,
    family: str,
    rules: list[str],
    stopped: Collection[str],
    *,
    only_new: bool,
) -> None:
    title = escape(f"{package.path} {family}")
    suite = SubElement(root, "testsuite", name=title)
    for rule in rules:
        mine = [group for group in package.groups if group.rule == rule]
        groups = sorted(mine, key=lambda group: group.known)
        case = SubElement(suite, "testcase", classname=title, name=rule)
        fails = any(g.severity == "error" and not (only_new and g.known) for g in groups)
        missed = [one for one in package.not_run if one.rule == rule]
        _case(case, groups, missed, fails=fails, stopped=rule in stopped)
    counts = {
        "tests": "testcase",
        "failures": "testcase/failure",
        "errors": "testcase/error",
        "skipped": "testcase/skipped",
    }
    for what, path in counts.items():
        suite.set(what, str(len(suite.findall(path))))


def _case(
    case: Element, groups: list[Group], missed: list[NotRun], *, fails: bool, stopped: bool
) -> None:
    count = sum(group.count for group in groups)
    reasons = details.reasons(missed)
    if not count:
        if reasons:
            message = escape(f"did not run everywhere: {'; '.join(reasons)}")
            SubElement(case, "error" if stopped else "skipped", message=message)
        return
    printed = [f"did not run everywhere: {reason}" for reason in reasons]
    findings = "\n".join(_findings([fold_rows(group) for group in groups]))
    if fails:
        first = outline.one_line(next(groups[0].tell(1)).message)
        message = escape(f"{plural(count, 'finding')}, the first: {first}")
        failure = SubElement(case, "failure", type=groups[0].rule, message=message)
        failure.text = escape(findings)
    else:
        printed.insert(0, findings)
    if printed:
        SubElement(case, "system-out").text = escape("\n".join(printed))


def _findings(groups: list[Group]) -> list[str]:
    count = sum(group.count for group in groups)
    findings: list[Finding] = []
    for group in groups:
        if len(findings) < SHOWN:
            findings.extend(group.tell(SHOWN - len(findings)))
    lines: list[str] = []
    for finding in findings:
        lines += _lines(finding)
    if left := count - len(findings):
        lines.append(f"{left:,} more of {count:,}; {outline.ALL} has them all")
    return lines


def _lines(finding: Finding) -> list[str]:
    first = f"{outline.place(finding)}: {finding.severity}: {outline.message(finding)}"
    return [first, *(f"    {detail}" for detail in details.details(finding))]


def _properties(suite: Element, pairs: list[tuple[str, str]]) -> None:
    properties = Element("properties")
    suite.insert(0, properties)
    for name, value in pairs:
        SubElement(properties, "property", name=name, value=escape(value))


def escape(text: str) -> str:
    """Return text with names in place of characters that XML cannot hold."""
    lines = [outline.one_line(line, 100_000) for line in text.split("\n")]
    return OUTSIDE.sub(lambda character: f"⟨U+{ord(character[0]):04X}⟩", "\n".join(lines))
