"""The site of a release: who claims what, as pages."""

from __future__ import annotations

from pathlib import Path

from contested.page.build import site, write_files
from contested.page.facts import Facts
from contested.release.content import Content

NAME = "site"
PAGE = f"{NAME}/index.html"
MOST = 20_000
"""Claims up to which a release has a site without being asked for one."""


def is_small(content: Content) -> bool:
    """Return whether a release has a site without being asked for one."""
    frame = content.loaded["claims"].frame
    return frame is None or frame.height <= MOST


def write(content: Content, folder: Path) -> None:
    """Write the site from the tables alone, if there is one."""
    if content.has_site or is_small(content):
        day = content.moment.date().isoformat()
        facts = Facts(content.claimed, content.descriptor, day=day)
        write_files(site(facts), folder / NAME)
