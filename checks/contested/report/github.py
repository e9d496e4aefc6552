"""The report for a step of a GitHub workflow: annotations and log.

A line of a log that begins with `::`, or that holds `##[` anywhere, is a command to the runner. So
nothing that came from a data package may look like one:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from typing import TextIO

from contested.report import details, outline, text
from contested.results import SEVERITIES, Finding, Report, Severity
from contested.rules.rule import RULES
from contested.text import COMMAND, disarm

MOST = 10
"""Annotations of one level that GitHub shows of a step; it drops the others without a word."""
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report, out: TextIO) -> None:
    """Write annotations, and the text report.

    Of every rule one annotation comes before any rule's second.

    Where two versions were compared, only what is new stands beside the files, so that it is not
    lost among what was published so.
    """
    sections = [section for section in outline.sections(report) if not section.known]
    first = [section for section in sections if RULES[section.rule].always]
    for line in islice(_in_turn(first), MOST):
        out.write(line + "\n")
    for severity in SEVERITIES:
        of_level = [s for s in sections if s.severity == severity and s not in first]
        for line in islice(_in_turn(of_level), MOST):
            out.write(line + "\n")
        count = sum(section.told for section in of_level)
        if count > MOST:
            out.write(
                f"Of {count:,} findings ({severity}), {MOST} are shown beside the files, as many as"
                " GitHub shows.\n"
            )
    out.writelines(line + "\n" for line in text_lines(report))


def _in_turn(sections: Iterable[outline.Section]) -> Iterator[str]:
    """Yield the first annotation of every section, then the second ones."""
    for findings in zip_longest(*(_annotations(section) for section in sections)):
        yield from filter(None, findings)


def _annotations(section: outline.Section) -> Iterator[str]:
    for number, finding in enumerate(section.tell(MOST), 1):
        yield annotation(finding, _title(section, number))


def _title(section: outline.Section, number: int) -> str:
    return section.rule if section.told == 1 else f"{section.rule} ({number} of {section.told:,})"


def annotation(finding: Finding, title: str) -> str:
    """Return a finding as a workflow command, in one line."""
    at = outline.place_in_head(finding)
    given = {"file": outline.one_line(at.file), "line": at.line, "col": at.column, "title": title}
    properties = ",".join(
        f"{name}={escape_property(str(value))}" for name, value in given.items() if value
    )
    words = "\n".join([outline.one_line(finding.message), *details.details(finding)])
    return COMMAND.sub("# #", f"::{LEVELS[finding.severity]} {properties}::{escape_data(words)}")


def escape_data(words: str) -> str:
    """Return text as the message of a command holds it."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(words: str) -> str:
    """Return text as a property of a command holds it."""
    return escape_data(words).replace(":", "%3A").replace(",", "%2C")


def text_lines(report: Report) -> Iterator[str]:
    """Yield the text report in lines that are no commands."""
    whole = io.StringIO()
    text.write(report, whole)
    return map(disarm, whole.getvalue().splitlines())
