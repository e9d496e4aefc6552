"""Reports: a function for each form in which findings are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from contested.report import github, gitlab, html, json, junit, markdown, sarif, text
from contested.results import Report

REPORTS: dict[str, Callable[[Report, TextIO], None]] = {
    "text": text.write,
    "json": json.write,
    "github": github.write,
    "markdown": markdown.write,
    "html": html.write,
    "sarif": sarif.write,
    "junit": junit.write,
    "gitlab": gitlab.write,
}
"""Each form by its name: a function that writes a report to a stream."""
