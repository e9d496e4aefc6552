"""The site in a release: of the tables alone, checked to the byte, and left out where large."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest
from contested.check.validate import choose_rules
from contested.release.archive import write_sums
from contested.release.build import build
from contested.release.content import Content
from contested.release.docs import dictionary, site
from contested.release.verify import verify
from contested.release.writers import WRITERS
from contested.testing.specimen import changed
from page.browsing import tab
from release.releases import content_of

DAY = datetime.date(2026, 11, 30).toordinal()


@pytest.fixture
def content() -> Content:
    return content_of(changed().package())


def faults(folder: Path) -> list[str]:
    return list(verify(folder, choose_rules(), DAY).faults)


def test_a_release_has_a_site_that_is_checked_to_the_byte(content: Content, tmp_path: Path) -> None:
    folder = build(content, tmp_path, WRITERS)
    assert (folder / "site/index.html").is_file()
    assert faults(folder) == []
    page = folder / "site/index.html"
    page.write_text(page.read_text() + " ")
    assert any("site/index.html" in one for one in faults(folder))


def test_a_release_whose_site_is_gone_says_so_once(content: Content, tmp_path: Path) -> None:
    folder = build(content, tmp_path, WRITERS)
    shutil.rmtree(folder / site.NAME)
    shutil.rmtree(tmp_path / f"{folder.name}.zip", ignore_errors=True)
    (tmp_path / f"{folder.name}.zip").unlink()
    write_sums(folder)
    told = [one for one in faults(folder) if "site" in one]
    assert "site/ is not there" in told


def test_a_large_release_has_one_only_where_it_is_asked_for(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "MOST", 1)
    folder = build(content, tmp_path / "without", WRITERS)
    assert not (folder / site.NAME).exists()
    assert faults(folder) == []
    asked = content_of(changed().package())
    asked.has_site = True
    folder = build(asked, tmp_path / "with", WRITERS)
    assert (folder / site.PAGE).is_file()
    assert faults(folder) == []


@pytest.mark.slow
def test_no_name_of_the_dictionary_breaks_over_the_edge_of_its_column(
    chromium: Any, tmp_path: Path
) -> None:
    dictionary.write(content_of(changed().package()), tmp_path)
    with tab(chromium, tmp_path, viewport={"width": 1280, "height": 900}) as here:
        opened = here.open(dictionary.HTML)
        assert opened.evaluate(
            "Array.from(document.querySelectorAll('nav a')).every(one =>"
            " one.getClientRects().length == 1 && one.offsetWidth <= one.parentElement.clientWidth)"
        )


def test_a_release_holds_its_changelog_to_the_byte(content: Content, tmp_path: Path) -> None:
    content.changelog = b"## 1.0.0\r\n\r\nFirst.\n"
    folder = build(content, tmp_path, WRITERS)
    assert (folder / "CHANGELOG.md").read_bytes() == content.changelog
    assert "[CHANGELOG.md](CHANGELOG.md)" in (folder / "README.md").read_text(encoding="utf-8")
    assert faults(folder) == []
