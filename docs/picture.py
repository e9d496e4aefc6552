"""The picture of the output in the README, drawn as SVG.

It is a real report on the specimen with two faults.
"""

from __future__ import annotations

import datetime
import io
import os
import re
import textwrap
from html import escape

from contested.check.validate import validate_package
from contested.report import text
from contested.results import Report
from contested.rules import RULES
from contested.testing import specimen

FAULTS = "claims clm-a stated=2021-08-25 ; claims clm-e claimant_id=act-marim"
WIDTH, LINE, CHARACTER = 110, 19, 8.4
"""Characters in a line, and pixels of a line and of a character."""
COLOURS = {"31": "#ff7b72", "33": "#e3b341", "36": "#79c0ff", "1": "#ffffff"}


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def report() -> str:
    """Return what a terminal shows, colours included."""
    today = datetime.date.fromisoformat(specimen.TODAY).toordinal()
    faulty = specimen.changed(FAULTS)
    judged = validate_package(faulty.package(), list(RULES.values()), today, faulty.texts)
    os.environ.update(NO_COLOR="", TERM="xterm")
    out = _Terminal()
    text.write(Report((judged,), tuple(RULES)), out)
    return out.getvalue()


def svg() -> str:
    """Return the report as a picture: a dark window, one `text` a line."""
    lines = [
        wrapped
        for line in ["$ contested validate", *report().splitlines()]
        for wrapped in _wrapped(line)
    ]
    height = LINE * (len(lines) + 2)
    drawn = [
        f'<text x="16" y="{LINE * (number + 2)}" xml:space="preserve">{_coloured(line)}</text>'
        for number, line in enumerate(lines)
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * CHARACTER + 32:.0f}"'
        f' height="{height}" role="img">'
    )
    style = (
        "<style>text{font:14px ui-monospace,Menlo,Consolas,'DejaVu Sans"
        " Mono',monospace;fill:#c9d1d9}</style>"
    )
    return (
        "\n".join(
            [
                head,
                style,
                '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
                *drawn,
                "</svg>",
            ]
        )
        + "\n"
    )


def _wrapped(line: str) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()) + (9 if line.startswith("    ") else 2))
    return textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _coloured(line: str) -> str:
    parts = re.split(r"\x1b\[([0-9]+)m", line)
    drawn = escape(parts[0])
    for code, part in zip(parts[1::2], parts[2::2], strict=True):
        drawn += (
            f'<tspan fill="{COLOURS[code]}">{escape(part)}</tspan>'
            if code in COLOURS and part
            else escape(part)
        )
    return drawn
