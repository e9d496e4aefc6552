"""Serving: on this machine alone, for nobody else, anew on every change, and writing nothing."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from contested.page.serve import HOST, Site, server
from contested.page.writing import Page
from contested.testing.specimen import changed
from page.browsing import tab

PAGES = [Page("index.html", "<p>one"), Page("a b.css", "x"), Page("search/words-1.js", "y")]


@pytest.fixture
def site() -> Iterator[tuple[Site, int]]:
    there = Site()
    there.replace(PAGES)
    listening = server(there, 0)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield there, listening.server_port
    listening.shutdown()
    listening.server_close()


def ask(port: int, path: str = "/", method: str = "GET", host: str = "") -> tuple[int, str, str]:
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"{HOST}:{port}")
    connection.endheaders()
    answer = connection.getresponse()
    told = answer.read().decode()
    connection.close()
    return answer.status, str(answer.headers["Content-Type"]), told


def test_pages_are_given_with_their_kinds(site: tuple[Site, int]) -> None:
    _, port = site
    assert ask(port) == (200, "text/html; charset=utf-8", "<p>one")
    assert ask(port, "/index.html?side=x")[0] == 200
    assert ask(port, "/a%20b.css") == (200, "text/css; charset=utf-8", "x")
    assert ask(port, "/search/words-1.js")[1] == "text/javascript; charset=utf-8"
    assert ask(port, "/", "HEAD") == (200, "text/html; charset=utf-8", "")


@pytest.mark.parametrize(
    "path", ["/none.html", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//x", "/<script>"]
)
def test_what_is_not_there_is_not_given(site: tuple[Site, int], path: str) -> None:
    status, _, told = ask(site[1], path)
    assert status == 404
    assert "<script>" not in told


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "0.0.0.0:{port}"]
)
def test_a_request_under_another_name_is_refused(site: tuple[Site, int], host: str) -> None:
    assert ask(site[1], host=host.format(port=site[1]))[0] == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(site: tuple[Site, int], method: str) -> None:
    assert ask(site[1], method=method)[0] == 501


def test_whoever_waits_hears_of_a_change(site: tuple[Site, int]) -> None:
    there, port = site
    heard: list[str] = []
    now = ask(port, "/changed?0")[2]
    waiting = threading.Thread(target=lambda: heard.append(ask(port, f"/changed?{now}")[2]))
    waiting.start()
    time.sleep(0.1)
    assert heard == []
    there.replace([Page("index.html", "<p>two")])
    waiting.join(30)
    assert heard == [str(int(now) + 1)]
    assert ask(port)[2] == "<p>two"
    assert ask(port, "/a%20b.css")[0] == 404


def test_it_listens_on_this_machine_alone(site: tuple[Site, int]) -> None:
    told = [one[4][0] for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    for address in {*told} - {HOST}:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((address, site[1]))


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Any]]:
    """The real command on a folder, with the address that it names."""
    command = [sys.executable, "-m", "contested", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        try:
            yield run.stdout.readline().split()[0].rstrip("/"), run
        finally:
            run.kill()


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


@pytest.mark.slow
@pytest.mark.parametrize("with_signal", [signal.SIGINT, signal.SIGTERM])
def test_the_command_writes_nothing_and_ends_cleanly(
    with_signal: signal.Signals, tmp_path: Path
) -> None:
    changed().write(tmp_path)
    before = snapshot(tmp_path)
    with serving(tmp_path) as (address, run):
        port = int(address.rpartition(":")[2])
        assert "Who held Low Ford" in ask(port)[2]
        os.kill(run.pid, with_signal)
        assert run.wait(30) == 0
        assert run.stderr.read() == ""
    assert snapshot(tmp_path) == before


@pytest.mark.slow
def test_a_change_is_shown_with_what_validate_finds(chromium: Any, tmp_path: Path) -> None:
    changed().write(tmp_path)
    path = tmp_path / "data/claims.csv"
    with serving(tmp_path) as (address, _), tab(chromium, address) as here:
        page = here.open("questions/qst-bridge.html")
        assert page.locator("#clm-j .finding").count() == 0
        told = path.read_text(encoding="utf-8")
        path.write_text(told.replace("should be reopened", "must be reopened"), encoding="utf-8")
        page.get_by_text("must be reopened").first.wait_for()
        path.write_text(
            told.replace(",demand,,,unstated,yes", ",demand,,,sure,yes"), encoding="utf-8"
        )
        page.locator("#clm-j .finding").wait_for()
        assert "not-in-vocabulary" in page.locator("#clm-j .finding").inner_text()
        path.write_bytes(b"")
        page.get_by_text("cannot be shown yet").first.wait_for()
        path.write_text(told, encoding="utf-8")
        page.locator("#clm-j").wait_for()


def test_a_port_that_is_taken_is_refused(site: tuple[Site, int], tmp_path: Path) -> None:
    changed().write(tmp_path)
    command = [sys.executable, "-m", "contested", "serve", str(tmp_path), "--port", str(site[1])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert f"port {site[1]} cannot be used" in done.stderr
    assert "--port" in done.stderr
