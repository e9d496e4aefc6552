"""The report as SARIF 2.1.0, which code scanning takes: the rules with their pages, then findings
that keep their fingerprints.

Everything outside ASCII is escaped. In SARIF's messages `{0}` stands for an argument and
`[words](address)` is a link: braces are doubled and such links taken apart, so that neither can
come from a cell.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, Literal, TextIO
from urllib.parse import quote

from contested import __version__
from contested.check.fingerprints import Marks
from contested.report import details, inline, outline
from contested.results import Finding, Group, PackageReport, Report, Severity
from contested.rules.catalogue import shown
from contested.rules.rule import RULES
from contested.text import visible

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
MOST = 25_000
"""Results of one run that GitHub takes."""
LARGEST = 9_000_000
"""Bytes of the results when compressed; GitHub takes 10 MB of a file."""
FINGERPRINT = "contested/v1"
"""Whose fingerprint it is: the name that GitHub's own upload fills would be overwritten or
complained of.
"""
LEVELS: dict[Severity, Literal["error", "warning", "note"]] = {
    "error": "error",
    "warning": "warning",
    "info": "note",
}


def write(report: Report, out: TextIO) -> None:
    """Writes one run; results are streamed, and come before the notifications, which say how many
    were left out.
    """
    rules = ",".join(f"\n    {json.dumps(_descriptor(name))}" for name in report.rules)
    driver = json.dumps(
        {"name": "contested", "version": __version__, "semanticVersion": __version__}
    ).removesuffix("}")
    out.write(
        f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n  "columnKind":'
        ' "unicodeCodePoints",\n'
    )
    out.write(f'  "tool": {{"driver": {driver}, "rules": [{rules}\n  ]}}}},\n  "results": [')
    written = _results(report, out)
    out.write(f'\n  ],\n  "invocations": [{json.dumps(_invocation(report, written))}]\n}}]}}\n')


def _descriptor(name: str) -> dict[str, Any]:
    """A rule with its page."""
    rule, part = RULES[name], shown(RULES[name])
    help_ = {"Why": part["why"], "Allowed": part["allowed"], "Mend": part["mend"]}
    return {
        "id": name,
        "shortDescription": {"text": literal(part["message"])},
        "fullDescription": {"text": literal(part["why"])},
        "help": {
            "text": literal(
                "\n\n".join(f"{label}: {told}" for label, told in help_.items() if told)
            ),
            "markdown": literal(
                "\n\n".join(
                    f"**{label}:** {inline.text(told)}" for label, told in help_.items() if told
                )
            ),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _results(report: Report, out: TextIO) -> int:
    """Writes as many results as are taken, some of every rule on every column, and gives their
    number.
    """
    packed, size, written = zlib.compressobj(), 0, 0
    for text in _chosen(report):
        line = f"{',' if written else ''}\n    {text}"
        size += len(packed.compress(line.encode()))
        if size > LARGEST:
            break
        out.write(line)
        written += 1
    return written


def _chosen(report: Report) -> Iterator[str]:
    groups: list[tuple[PackageReport, Group]] = [
        (package, group) for package in report.packages for group in package.groups
    ]
    limits = shares([group.count for _, group in groups], MOST)
    marks, index = Marks(), {name: number for number, name in enumerate(report.rules)}
    for (package, group), limit in zip(groups, limits, strict=True):
        for finding in group.tell(limit) if limit else ():
            state = (
                {"baselineState": "unchanged" if finding.known else "new"}
                if report.compares
                else {}
            )
            yield json.dumps(
                _result(finding, index, marks.of(finding, package).fingerprint) | state
            )


def shares(needs: Sequence[int], room: int) -> list[int]:
    """Return how much of the room each gets: what it needs, or an equal share of the rest."""
    given = [0] * len(needs)
    for number, at in enumerate(sorted(range(len(needs)), key=lambda at: needs[at])):
        given[at] = min(needs[at], room // (len(needs) - number))
        room -= given[at]
    return given


def _result(finding: Finding, index: dict[str, int], fingerprint: str) -> dict[str, Any]:
    """One finding; where no line is known it stands on the first, since GitHub asks for one. What
    is gone stands in the file that it was in.
    """
    at = outline.shown_at(finding)
    region = {"startLine": at.line or 1} | ({"startColumn": at.column} if at.column else {})
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": uri(at.file)}, "region": region}}
        ],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }


def _message(finding: Finding) -> str:
    return literal("\n".join([outline.line(finding.message), *details.details(finding)]))


def literal(text: str) -> str:
    """Text as a message holds it: no argument and no link is in it."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def uri(file: str) -> str:
    """A path as a reference that is relative wherever the path is, with everything encoded that is
    more than a plain name.
    """
    path = PurePosixPath(file).as_posix()
    return ("file://" if path.startswith("/") else "") + quote(path, errors="surrogateescape")


def _invocation(report: Report, written: int) -> dict[str, Any]:
    """That the rules ran, and what nobody should take for a pass."""
    index = {name: number for number, name in enumerate(report.rules)}
    silent = [
        _notification("warning", f"did not run everywhere on {package.path}: {reason}")
        | {"associatedRule": {"id": name, "index": index[name]}}
        for package in report.packages
        for name in dict.fromkeys(n.rule for n in package.not_run)
        for reason in details.reasons([n for n in package.not_run if n.rule == name])
    ]
    ignored = [
        _notification("note", f"{name} was not asked: {reason}")
        for name, reason in report.notes.get("ignored", {}).items()
    ]
    total = sum(group.count for package in report.packages for group in package.groups)
    told = [_notification("note", report.notes["baseline"])] if report.notes.get("baseline") else []
    if written < total:
        told.append(
            _notification(
                "warning",
                f"{written:,} of {total:,} findings are among the results, as many as fit;"
                f" {outline.ALL} has them all",
            )
        )
    return {
        "executionSuccessful": True,
        "toolConfigurationNotifications": [*silent, *ignored],
        "toolExecutionNotifications": told,
    }


def _notification(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": literal(visible(text, 10_000))}}
