"""Releases in folders, for exports that describe the files beside them."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from contested.release.build import Writer, build
from contested.release.content import Content


@contextmanager
def release_folder(content: Content, writers: Mapping[str, Writer]) -> Iterator[Path]:
    """Yield the folder of a release that these writers have written into."""
    with tempfile.TemporaryDirectory() as out:
        yield build(content, Path(out), writers)


def without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every attempt to connect to something fail."""

    def refused(*_: object) -> None:
        raise AssertionError("something was to be fetched")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
