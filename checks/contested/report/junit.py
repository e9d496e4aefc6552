"""The report as JUnit XML, which every build server shows: a suite for each family of rules on each
package, a case for each rule.

An error fails its case, unless the published version has it too and only new ones were to fail.
Warnings and remarks do not, they are what the case printed; a rule that could not judge everything
and found nothing is skipped, so that nobody takes it for passed. The names of cases never depend on
what was found.
"""

from __future__ import annotations

import re
from typing import TextIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from contested import __version__
from contested.report import details, outline
from contested.results import Finding, Group, NotRun, PackageReport, Report
from contested.rules.rule import RULES
from contested.text import plural

SHOWN = 50
"""Findings of one rule on one package that are told; of the others there is the number."""
OUTSIDE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


def write(report: Report, out: TextIO) -> None:
    """Writes one document."""
    root = Element("testsuites", name="contested")
    notes = [
        f"ignored ({reason}): {name}" for name, reason in report.notes.get("ignored", {}).items()
    ]
    for package in report.packages:
        for family in dict.fromkeys(RULES[name].family for name in report.rules):
            rules = [name for name in report.rules if RULES[name].family == family]
            _suite(root, package, family, rules, only_new=bool(report.notes.get("only_new")))
    base = f"compared with {report.notes['base']}" if "base" in report.notes else None
    notes += filter(None, [report.notes.get("baseline"), base])
    for suite in root:
        _properties(suite, [("contested", __version__), *(("note", note) for note in notes)])
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, 0)) for suite in root)))
    ElementTree.indent(root)
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, "unicode")}\n')


def _suite(
    root: Element, package: PackageReport, family: str, rules: list[str], *, only_new: bool
) -> None:
    suite = SubElement(root, "testsuite", name=named(f"{package.path} {family}"))
    for rule in rules:
        groups = sorted(
            (g for g in package.groups if g.rule == rule), key=lambda group: group.known
        )
        case = SubElement(suite, "testcase", classname=named(f"{package.path} {family}"), name=rule)
        fails = any(g.severity == "error" and not (only_new and g.known) for g in groups)
        _case(case, groups, [n for n in package.not_run if n.rule == rule], fails=fails)
    counts = {
        "tests": "testcase",
        "failures": "testcase/failure",
        "errors": "testcase/error",
        "skipped": "testcase/skipped",
    }
    for name, path in counts.items():
        suite.set(name, str(len(suite.findall(path))))


def _case(case: Element, groups: list[Group], missed: list[NotRun], *, fails: bool) -> None:
    count, reasons = sum(g.count for g in groups), details.reasons(missed)
    if not count:
        if reasons:
            SubElement(
                case, "skipped", message=named(f"did not run everywhere: {'; '.join(reasons)}")
            )
        return
    told = "\n".join(_findings(groups, count))
    if fails:
        first = next(groups[0].tell(1))
        failure = SubElement(
            case,
            "failure",
            type=groups[0].rule,
            message=named(f"{plural(count, 'finding')}, the first: {outline.line(first.message)}"),
        )
        failure.text, told = named(told), ""
    printed = [told, *(f"did not run everywhere: {reason}" for reason in reasons)]
    if any(printed):
        SubElement(case, "system-out").text = named("\n".join(filter(None, printed)))


def _findings(groups: list[Group], count: int) -> list[str]:
    told: list[Finding] = []
    for group in groups:
        told.extend(group.tell(SHOWN - len(told)) if len(told) < SHOWN else ())
    lines = [line for finding in told for line in _lines(finding)]
    return (
        lines
        if count <= len(told)
        else [*lines, f"{count - len(told):,} more of {count:,}; {outline.ALL} has them all"]
    )


def _lines(finding: Finding) -> list[str]:
    first = f"{outline.place(finding)}: {finding.severity}: {outline.message(finding)}"
    return [first, *(f"    {detail}" for detail in details.details(finding))]


def _properties(suite: Element, told: list[tuple[str, str]]) -> None:
    properties = Element("properties")
    suite.insert(0, properties)
    for name, value in told:
        SubElement(properties, "property", name=name, value=named(value))


def named(text: str) -> str:
    """Text with the characters named that XML cannot hold."""
    lines = [outline.line(line, 100_000) for line in text.split("\n")]
    return OUTSIDE.sub(lambda character: f"⟨U+{ord(character[0]):04X}⟩", "\n".join(lines))
