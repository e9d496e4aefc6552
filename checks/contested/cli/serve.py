"""`contested serve`: the site of a dataset, anew as it changes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from contested.cli import options
from contested.cli.exits import OK, RefusedError

PORT = 8642
EVERY = 0.5
"""Seconds between two looks at the files."""


def add(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "serve",
        help="show the site of a dataset while working on it",
        description=(
            "Shows the site on this machine alone, makes it anew whenever a file of the dataset"
            " changes, and shows what validate finds beside the claims. Writes nothing. Ctrl-C ends"
            " it."
        ),
    )
    options.dataset(parser, is_folder=True)
    parser.add_argument(
        "--port", metavar="N", type=int, default=PORT, help=f"0 takes a free one (default: {PORT})"
    )
    parser.set_defaults(command=_serve)


def _serve(given: argparse.Namespace) -> int:
    import signal
    import threading

    from contested.page.serve import HOST, Site, server

    site = Site()
    watch = _Watch(given.dataset, site)
    watch.look()
    try:
        listening = server(site, given.port)
    except OSError as error:
        raise RefusedError(
            f"port {given.port} cannot be used: {error.strerror}; choose another one with --port"
        ) from error
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        print(f"http://{HOST}:{listening.server_address[1]}/ (Ctrl-C ends it)", flush=True)
        while True:
            threading.Event().wait(EVERY)
            watch.look()
    except KeyboardInterrupt:
        return OK
    finally:
        listening.shutdown()
        listening.server_close()


class _Watch:
    """A dataset's files, looked at again and again."""

    def __init__(self, dataset: Path, site: Any) -> None:
        self.dataset, self.site = dataset, site
        self.seen: dict[str, tuple[int, int]] = {}

    def look(self) -> None:
        """Make the site anew if a file is another than it was."""
        now = {str(path): _state(path) for path in _files(self.dataset)}
        if now != self.seen or not self.site.files:
            self.seen = now
            self.site.replace(_pages(self.dataset))


def _files(dataset: Path) -> list[Path]:
    folder = dataset if dataset.is_dir() else dataset.parent
    return [path for path in folder.rglob("*") if path.suffix in (".csv", ".json")]


def _state(path: Path) -> tuple[int, int]:
    try:
        told = path.stat()
    except OSError:
        return 0, 0
    return told.st_mtime_ns, told.st_size


def _pages(dataset: Path) -> Any:
    """Return the pages of a site, or why there are none."""
    import datetime
    from itertools import chain

    from contested.check.load import load
    from contested.check.validate import choose_rules, validate_package
    from contested.derived.claimed import Claimed
    from contested.package import UnreadableError, find_one
    from contested.page.build import site
    from contested.page.facts import Facts
    from contested.page.troubles import page, told_by_claim

    try:
        package = find_one(dataset)
        loaded = load(package)
    except UnreadableError as error:
        return [*page(str(error), [])]
    today = datetime.date.today().toordinal()
    report = validate_package(package, choose_rules(), today, loaded=loaded)
    found = list(chain.from_iterable(group.tell(None) for group in report.groups))
    try:
        claimed = Claimed.of(loaded)
        facts = Facts(claimed, dict(package.descriptor), told_by_claim(found))
        return [*site(facts, serving=True)]
    except UnreadableError as error:
        return [*page(str(error), found)]
