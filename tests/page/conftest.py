"""Sites on disk and from the server, and the browsers of Debian that open them."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from contested.package import find_one
from contested.page import build
from contested.page.boundaries import read
from contested.page.facts import Facts
from contested.page.serve import HOST, Site, server
from page.sites import BOUNDARIES, DATASETS, facts, facts_of

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = [
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-quic", "--no-first-run", "--disable-gpu"),
]
"""What keeps Chromium from asking its makers for anything."""


@pytest.fixture(scope="session")
def reference_facts() -> Facts:
    """The second reference dataset, with boundaries."""
    package = find_one(DATASETS / "panjshir-2021-09")
    return facts_of(package, boundaries=read(BOUNDARIES))


@pytest.fixture(scope="session")
def folder(reference_facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the reference dataset in a folder."""
    path = tmp_path_factory.mktemp("page") / "site"
    build.write(build.site(reference_facts), path)
    return path


@pytest.fixture(scope="session")
def specimen_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the specimen in a folder."""
    path = tmp_path_factory.mktemp("specimen") / "site"
    build.write(build.site(facts()), path)
    return path


@pytest.fixture(scope="session")
def served(reference_facts: Facts) -> Iterator[str]:
    """The address at which the same site is served."""
    there = Site()
    there.replace(build.site(reference_facts, serving=True))
    listening = server(there, 0)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://{HOST}:{listening.server_port}"
    listening.shutdown()
    listening.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium, which .ci/install brings")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=QUIET, chromium_sandbox=False
        )
        yield browser
        browser.close()
