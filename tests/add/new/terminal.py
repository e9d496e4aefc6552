"""Somebody at a terminal: the real command, answered line by line.

It runs at a pseudo-terminal.
"""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>78])|[\r\x07]")
"""What moves the cursor and changes colours."""
PATIENCE = 60
"""Seconds after which a question that has not come will not come."""


class Seat:
    """A command at a terminal.

    That is its standard input and standard error; its standard output is a pipe, as in $(…).
    """

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        environment = os.environ | {
            "TERM": "xterm",
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "COLUMNS": "200",
            "LINES": "40",
        }
        self._command = subprocess.Popen(
            [sys.executable, "-m", "contested", *arguments],
            cwd=folder,
            env=environment,
            stdin=slave,
            stdout=subprocess.PIPE,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self._seen = b""

    def __enter__(self) -> Seat:
        return self

    def __exit__(self, *_: object) -> None:
        self._command.kill()
        self._command.communicate()
        os.close(self._master)

    def answer(self, column: str, typed: str) -> None:
        """Answer the question about a column, once it is there."""
        self.wait_for(f"{column}>")
        os.write(self._master, typed.encode() + b"\r")

    def press(self, key: bytes) -> None:
        """Press a key."""
        os.write(self._master, key)

    def wait_for(self, text: str) -> None:
        """Read until a text is on the screen; forget what came before."""
        until = time.monotonic() + PATIENCE
        while text.encode() not in (shown := ESCAPES.sub(b"", self._seen)):
            if not self._read(until):
                raise AssertionError(
                    f"“{text}” never came; instead:\n{shown.decode(errors='replace')}"
                )
        self._seen = shown.partition(text.encode())[2]

    def leave(self) -> tuple[int, str, str]:
        """Wait for the command to end.

        Gives its exit code, what it printed, and what was on the screen last.
        """
        until = time.monotonic() + PATIENCE
        while self._read(until):
            pass
        printed, _ = self._command.communicate(timeout=PATIENCE)
        return (
            self._command.returncode,
            printed.decode(),
            ESCAPES.sub(b"", self._seen).decode(errors="replace"),
        )

    def _read(self, until: float) -> bool:
        """Read what has been shown; return False when nothing will come."""
        ready, _, _ = select.select([self._master], [], [], max(until - time.monotonic(), 0))
        try:
            new = os.read(self._master, 1 << 16) if ready else b""
        except OSError:  # Linux says so when the other end of a terminal is closed.
            new = b""
        self._seen += new
        return bool(new)


def answered(folder: Path, arguments: list[str], answers: Mapping[str, str]) -> str:
    """Run a command and answer its questions; return what it printed."""
    with Seat(folder, *arguments) as seat:
        for column, typed in answers.items():
            seat.answer(column, typed)
        code, printed, shown = seat.leave()
        assert code == 0, shown
        return printed.removesuffix("\n")
