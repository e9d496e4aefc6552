"""The report as SARIF 2.1.0, for code scanning.

The rules come with their pages, the findings with their fingerprints.

Everything outside ASCII is escaped. In SARIF's messages `{0}` stands for an argument and
`[words](address)` is a link: braces are doubled and such links taken apart, so that neither can
come from a cell.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, Literal, TextIO
from urllib.parse import quote

from contested import __version__
from contested.check.fingerprints import Marks
from contested.report import details, inline, outline
from contested.report.together import fold_rows
from contested.results import Finding, Group, PackageReport, Report, Severity
from contested.rules.catalogue import page_parts
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
    """Write one run.

    Results are streamed, and come before the notifications, which say how many were left out.
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
    """Return a rule with its page."""
    rule, part = RULES[name], page_parts(RULES[name])
    page = {"Why": part["why"], "Allowed": part["allowed"], "Mend": part["mend"]}
    pairs = [(label, words) for label, words in page.items() if words]
    plain = "\n\n".join(f"{label}: {words}" for label, words in pairs)
    marked = "\n\n".join(f"**{label}:** {inline.text(words)}" for label, words in pairs)
    return {
        "id": name,
        "shortDescription": {"text": literal(part["message"])},
        "fullDescription": {"text": literal(part["why"])},
        "help": {"text": literal(plain), "markdown": literal(marked)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _results(report: Report, out: TextIO) -> int:
    """Write some results of every group, and return their number."""
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
    groups: list[tuple[PackageReport, Group]] = []
    for package in report.packages:
        groups += [(package, fold_rows(group)) for group in package.groups]
    limits = shares([group.count for _, group in groups], MOST)
    marks, index = Marks(), {name: number for number, name in enumerate(report.rules)}
    for (package, group), limit in zip(groups, limits, strict=True):
        for finding in group.tell(limit) if limit else ():
            result = _result(finding, index, marks.of(finding, package).fingerprint)
            if report.compares:
                result["baselineState"] = "unchanged" if finding.known else "new"
            yield json.dumps(result)


def shares(needs: Sequence[int], room: int) -> list[int]:
    """Return each one's share of the room, equal unless it needs less."""
    given = [0] * len(needs)
    for number, at in enumerate(sorted(range(len(needs)), key=lambda at: needs[at])):
        given[at] = min(needs[at], room // (len(needs) - number))
        room -= given[at]
    return given


def _result(finding: Finding, index: dict[str, int], fingerprint: str) -> dict[str, Any]:
    """Return one finding; without a line it stands on the first.

    GitHub asks for a line.

    What is gone stands in the file that it was in.
    """
    at = outline.place_in_head(finding)
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
    return literal("\n".join([outline.one_line(finding.message), *details.details(finding)]))


def literal(text: str) -> str:
    """Return text for a message, with no argument and no link."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def uri(file: str) -> str:
    """Return a path as a URI reference, relative where it is.

    Everything is encoded that is more than a plain name.
    """
    path = PurePosixPath(file).as_posix()
    return ("file://" if path.startswith("/") else "") + quote(path, errors="surrogateescape")


def _silent(package: PackageReport, report: Report) -> Iterator[dict[str, Any]]:
    """Yield the rules that did not run, an error where nothing passes."""
    grave = outline.silenced(report, package.path)
    for name in dict.fromkeys(one.rule for one in package.not_run):
        rule = {"associatedRule": {"id": name, "index": report.rules.index(name)}}
        missed = [one for one in package.not_run if one.rule == name]
        for reason in details.reasons(missed):
            words = f"did not run everywhere on {package.path}: {reason}"
            yield _notification("error" if name in grave else "warning", words) | rule


def _invocation(report: Report, written: int) -> dict[str, Any]:
    """Return the notes on what nobody should take for a pass."""
    silent = chain.from_iterable(_silent(package, report) for package in report.packages)
    ignored = [
        _notification("note", f"{name} was not asked: {reason}")
        for name, reason in report.notes.get("ignored", {}).items()
    ]
    unjudged = [_notification("error", words) for words in outline.unjudged(report)]
    total = sum(report.counts().values())
    notes = []
    if report.notes.get("baseline"):
        notes.append(_notification("note", report.notes["baseline"]))
    if written < total:
        words = (
            f"{written:,} of {total:,} findings are among the results, as many as fit;"
            f" {outline.ALL} has them all"
        )
        notes.append(_notification("warning", words))
    return {
        "executionSuccessful": outline.verdict(report) != "unjudged",
        "toolConfigurationNotifications": [*unjudged, *silent, *ignored],
        "toolExecutionNotifications": notes,
    }


def _notification(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": literal(visible(text, 10_000))}}
