"""Serve: a site on this machine alone, anew on every change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from contested.page.writing import MISSING, Page

HOST = "127.0.0.1"
KINDS = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
}
WAIT = 25.0
"""Seconds for which a page waits to hear of a change, before it asks again."""
Make = Callable[[], Iterable[Page]]


class Site:
    """The files of a site in memory, and their number.

    The number grows with every change.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.number = 0
        self._changed = threading.Condition()

    def replace(self, pages: Iterable[Page]) -> None:
        """Put new files in the place of all old ones."""
        files = {page.path: page.text.encode("utf-8") for page in pages}
        with self._changed:
            self.files = files
            self.number += 1
            self._changed.notify_all()

    def wait(self, number: int) -> int:
        """Return the number once it changed, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != number, WAIT)
            return self.number


def server(site: Site, port: int) -> ThreadingHTTPServer:
    """Return a server on 127.0.0.1; port 0 takes a free one.

    It answers those alone who ask this machine by its own name: a page of the web that has a name
    of its own point here is refused. Raises OSError where the port is taken.
    """

    return ThreadingHTTPServer((HOST, port), _handler(site))


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    """Return what answers for a site."""

    class Handler(BaseHTTPRequestHandler):
        """Answers GET and HEAD."""

        def do_GET(self) -> None:
            self._answer()

        def do_HEAD(self) -> None:
            self._answer()

        def _answer(self) -> None:
            asked = urlsplit(self.path)
            if not _is_ours(self.headers.get("Host", ""), self.connection.getsockname()[1]):
                return self._send(421, "text/plain; charset=utf-8", b"Ask 127.0.0.1.\n")
            if asked.path == "/changed":
                told = site.wait(int(asked.query) if asked.query.isdecimal() else -1)
                return self._send(200, "text/plain; charset=utf-8", str(told).encode())
            name = unquote(asked.path).removeprefix("/") or "index.html"
            content = site.files.get(name)
            if content is None:
                return self._send(404, KINDS["html"], site.files.get(MISSING, b"Not there.\n"))
            kind = KINDS.get(name.rpartition(".")[2], "application/octet-stream")
            return self._send(200, kind, content)

        def _send(self, status: int, kind: str, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Say nothing: what is asked is nobody's business."""

    return Handler


def _is_ours(host: str, port: int) -> bool:
    return host in (f"{HOST}:{port}", f"localhost:{port}")
