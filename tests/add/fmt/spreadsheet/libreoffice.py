"""CSV files taken through real LibreOffice.

They are opened, saved as a workbook, opened again and saved as CSV.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

import pytest

PROGRAM = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(
    PROGRAM is None, reason="LibreOffice (soffice) is not installed"
)
Via = Literal["ods", "xlsx"]
Locale = Literal["en-US", "de-DE"]

READING = {
    "default": "",
    "utf-8": "CSV:44,34,76,1,,0,false,false",
    "special": "CSV:44,34,76,1,,0,false,true",
    "english": f"CSV:44,34,76,1,{'/'.join(f'{column}/10' for column in range(1, 41))},0,false,true",
    "text": f"CSV:44,34,76,1,{'/'.join(f'{column}/2' for column in range(1, 41))},0,false,false",
}
"""How LibreOffice opens a CSV file: without being told anything, in which case it takes UTF-8 for
Windows-1252; as UTF-8; with “Detect special numbers”; with that and every column of the type “US
English”; with every column of the type “Text”.
"""
WRITING = {
    "default": "csv",
    "utf-8": "csv:Text - txt - csv (StarCalc):44,34,76,1",
    "western": "csv:Text - txt - csv (StarCalc):44,34,1,1",
    "mac": "csv:Text - txt - csv (StarCalc):44,34,2,1",
    "semicolon": "csv:Text - txt - csv (StarCalc):59,34,76,1",
    "utf-16": "csv:Text - txt - csv (StarCalc):9,34,65535,1",
}
"""How it saves one: without being told anything, which is Windows-1252; as UTF-8, Windows-1252 or
Mac Roman with commas; as UTF-8 with semicolons; as UTF-16 with tabs.
"""
SECONDS = 240
LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" \
xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" \
oor:op="fuse"><value>{}</value></prop></item>
</oor:items>"""


def round_trip(
    content: bytes,
    via: Via = "ods",
    locale: Locale = "en-US",
    *,
    reading: str = "default",
    writing: str = "default",
) -> bytes:
    """Return a CSV file after LibreOffice has opened and saved it."""
    return round_trips({"file": content}, via, locale, reading=reading, writing=writing)["file"]


def round_trips(
    files: dict[str, bytes],
    via: Via = "ods",
    locale: Locale = "en-US",
    *,
    reading: str = "default",
    writing: str = "default",
) -> dict[str, bytes]:
    """Return CSV files after LibreOffice has opened and saved each.

    They have any names; `reading` and `writing` are of the names above.
    """
    with tempfile.TemporaryDirectory() as folder:
        there, back = Path(folder, "there"), Path(folder, "back")
        given = [Path(folder, f"{number}.csv") for number in range(len(files))]
        for path, content in zip(given, files.values(), strict=True):
            path.write_bytes(content)
        books = _convert(given, via, there, locale, READING[reading])
        made = _convert(books, WRITING[writing], back, locale)
        return {name: path.read_bytes() for name, path in zip(files, made, strict=True)}


def _convert(
    given: Iterable[Path], to: str, folder: Path, locale: Locale, reading: str = ""
) -> list[Path]:
    """Convert files into a folder, at the second attempt if need be."""
    made = [folder / f"{path.stem}.{to.partition(':')[0]}" for path in given]
    filters = [f"--infilter={reading}"] if reading else []
    command = [
        str(PROGRAM),
        "--headless",
        "--norestore",
        f"-env:UserInstallation={_profile(locale).as_uri()}",
        *filters,
    ]
    for attempt in (1, 2):
        told = _run([*command, "--convert-to", to, "--outdir", str(folder), *map(str, given)])
        if all(path.exists() for path in made):
            return made
        if attempt == 2:
            raise RuntimeError(
                f"LibreOffice made no {to} of {[path.name for path in given]}: {told}"
            )
    return made


def _run(command: list[str]) -> str:
    """Run a program in a session of its own.

    So whatever it has started ends with it if it takes too long.
    """
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        env=environment,
        text=True,
    ) as running:
        try:
            return running.communicate(timeout=SECONDS)[0]
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return f"it took more than {SECONDS} seconds"


@cache
def _profile(locale: Locale) -> Path:
    """Write settings of this process alone.

    Nothing but the locale is set.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"libreoffice-{locale}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir()
    settings.write_text(LOCALE.format(locale), encoding="utf-8")
    return folder
