"""The report for a step of a GitHub workflow: annotations beside the lines of the files, and the
same as text in the log.

A line of a log that begins with `::`, or that holds `##[` anywhere, is a command to the runner. So
nothing that came from a data package may look like one:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TextIO

from contested.report import details, outline, text
from contested.results import SEVERITIES, Finding, Report, Severity

MOST = 10
"""Annotations of one level that GitHub shows of a step; it drops the others without a word."""
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report, out: TextIO) -> None:
    """Writes annotations, of every rule one before of any rule two, and then the text report.

    Where two versions were compared, only what is new stands beside the files, so that it is not
    lost among what was published so.
    """
    sections = [section for section in outline.sections(report) if not section.known]
    for severity in SEVERITIES:
        of_level = [s for s in sections if s.severity == severity]
        told = [
            [(finding, _title(s, number)) for number, finding in enumerate(s.tell(MOST), 1)]
            for s in of_level
        ]
        in_turn = [one for turn in zip_longest(*told) for one in turn if one is not None]
        for finding, title in in_turn[:MOST]:
            out.write(annotation(finding, title) + "\n")
        if (count := sum(s.count for s in of_level)) > MOST:
            out.write(
                f"Of {count:,} findings ({severity}), {MOST} are shown beside the files, as many as"
                " GitHub shows.\n"
            )
    out.writelines(line + "\n" for line in told_as_text(report))


def _title(section: outline.Section, number: int) -> str:
    return section.rule if section.count == 1 else f"{section.rule} ({number} of {section.count:,})"


def annotation(finding: Finding, title: str) -> str:
    """A finding as a workflow command, in one line."""
    at = outline.shown_at(finding)
    given = {"file": outline.line(at.file), "line": at.line, "col": at.column, "title": title}
    properties = ",".join(
        f"{name}={in_property(str(value))}" for name, value in given.items() if value
    )
    words = "\n".join([outline.line(finding.message), *details.details(finding)])
    return _parted(f"::{LEVELS[finding.severity]} {properties}::{in_data(words)}")


def in_data(words: str) -> str:
    """Text as the message of a command holds it."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def in_property(words: str) -> str:
    """Text as a property of a command holds it."""
    return in_data(words).replace(":", "%3A").replace(",", "%2C")


def told_as_text(report: Report) -> Iterator[str]:
    """The text report, in lines that the runner takes for nothing but text."""
    whole = io.StringIO()
    text.write(report, whole)
    return inert(whole.getvalue().splitlines())


def inert(lines: Iterable[str]) -> Iterator[str]:
    """Lines in which a space parts what would make them a command."""
    for line in lines:
        rest = line.lstrip()
        yield line[: len(line) - len(rest)] + _parted(
            f": {rest[1:]}" if rest.startswith("::") else rest
        )


def _parted(line: str) -> str:
    return line.replace("##[", "# #[")
