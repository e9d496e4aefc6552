"""A new data repository: a valid package without rows."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from contested import __version__, standard
from contested.add.init.requirement import is_installable, quoted, with_extra
from contested.package import DESCRIPTOR
from contested.package.files.canonical import canonical
from contested.standard import Table
from contested.standard.versions import asked_of, newest
from contested.text import visible

TEMPLATES = Path(__file__).parent / "template"
DOT = "dot-"
"""Stands for a leading dot in the name of a template.

So nothing takes the templates for settings of this project.
"""
VERSION = "0.1.0"
LEFT_ALONE = {".git", ".venv", "venv", ".idea", ".vscode", ".DS_Store", "Thumbs.db", "desktop.ini"}
"""What may be in a folder that counts as empty: nothing in it is data."""
LICENCES = {
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "CC0-1.0": (
        "Creative Commons Zero 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    "ODC-By-1.0": (
        "Open Data Commons Attribution License 1.0",
        "https://opendatacommons.org/licenses/by/1-0/",
    ),
    "ODbL-1.0": (
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    "PDDL-1.0": (
        "Open Data Commons Public Domain Dedication and License 1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
    ),
}
"""Licences for data by their SPDX names, with their titles and addresses. Any other can be written
into datapackage.json by hand.
"""


class StartError(Exception):
    """A repository that cannot be made, and why."""


@dataclass(frozen=True)
class NewDataset:
    """Facts about a new dataset, most of which may be left out."""

    name: str
    created: datetime.date
    title: str = ""
    description: str = ""
    contributor: str = ""
    licence: str = "CC-BY-4.0"
    install_from: str = f"contested=={__version__}"
    """The requirement that pip is given, in the workflow and by contributors."""

    @property
    def words(self) -> dict[str, str]:
        """What the templates say, by the names of their places."""
        title = _line(self.title) or self.name.replace("-", " ").capitalize()
        named, address = LICENCES[self.licence]
        return {
            "name": self.name,
            "title": title,
            "description": (
                _line(self.description)
                or "Who claimed what, when, and through which source."
                " The data does not say which claim is right."
            ),
            "contributor": _line(self.contributor) or f"{title} contributors",
            "licence": self.licence,
            "licence_title": named,
            "licence_url": address,
            "version": VERSION,
            "day": self.created.isoformat(),
            "install": quoted(self.install_from),
            "install_spreadsheet": quoted(
                with_extra(self.install_from, "spreadsheet", "contested")
            ),
            "tables": "\n".join(
                f"| [{standard.path_of(t.name)}]({standard.path_of(t.name)}) | {_one_row(t)} |"
                for t in standard.tables().values()
            ),
        }


def _line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def name_of(folder: Path) -> str:
    """Return a package name made of the folder's own name.

    It has lower-case letters, digits and hyphens. Raises StartError where the folder's name has
    none of these.
    """
    plain = (
        unicodedata.normalize("NFKD", folder.resolve().name)
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not name:
        raise StartError(
            f"“{folder.resolve().name}” has no letters that a name of a package can be made of."
            " Give it one with --name, such as --name panjshir-2021."
        )
    return name


def repository(plan: NewDataset) -> dict[str, bytes]:
    """Return the files of a new repository, by their paths in it.

    Raises StartError for a name, a licence or a requirement that cannot be.
    """
    if not re.search(asked_of("name")["pattern"], plan.name):
        raise StartError(
            f"“{plan.name}” cannot be the name of a package. It is written in lower-case letters,"
            " digits, hyphens, dots and underscores, like panjshir-2021."
        )
    if plan.licence not in LICENCES:
        raise StartError(
            f"“{plan.licence}” is not one of the licences that are known here:"
            f" {', '.join(LICENCES)}. Take one; datapackage.json can be changed later."
        )
    if not is_installable(plan.install_from):
        raise StartError(
            f"“{visible(plan.install_from)}” is nothing that contested can be installed from. Give"
            f" --install-from a version, such as contested=={__version__}, or an address that"
            " begins with https:// or git+https:// and has no password in it."
        )
    told = plan.words
    files = {
        _path_of(path): _fill(path, told) for path in sorted(TEMPLATES.rglob("*")) if path.is_file()
    }
    files |= {
        standard.path_of(t.name): canonical(
            pl.DataFrame(schema=dict.fromkeys(t.fields, pl.String)), t
        )
        for t in standard.tables().values()
    }
    files[DESCRIPTOR] = descriptor_of(told)
    return files


def descriptor_of(told: Mapping[str, str]) -> bytes:
    """Return the descriptor of a package with every table."""
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": told["name"],
        "contested": newest(),
        "title": told["title"],
        "description": told["description"],
        "version": told["version"],
        "created": f"{told['day']}T00:00:00Z",
        "licenses": [
            {"name": told["licence"], "path": told["licence_url"], "title": told["licence_title"]}
        ],
        "contributors": [{"title": told["contributor"], "roles": ["creator"]}],
        "resources": [standard.resource(name, standard.schema(name)) for name in standard.TABLES],
    }
    return (json.dumps(descriptor, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def write_repository(files: Mapping[str, bytes], folder: Path) -> None:
    """Write a repository into an empty or new folder, or nothing.

    All files are written in a folder of their own first, which then becomes the new one, or whose
    content moves over. Raises StartError where there is something in the way.
    """
    folder = folder.resolve()
    is_there = folder.is_dir()
    if folder.exists() and not is_there:
        raise StartError(f"{folder.name} is a file. Name a folder that is empty or not there yet.")
    if is_there and (found := sorted(p.name for p in folder.iterdir() if p.name not in LEFT_ALONE)):
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        raise StartError(
            f"{folder.name} is not empty: it holds {', '.join(found[:3])}{more}. Name another"
            " folder, and afterwards copy into it what you need."
        )
    if not is_there:
        folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(
        tempfile.mkdtemp(
            dir=folder if is_there else folder.parent, prefix=f".{folder.name}.", suffix=".part"
        )
    )
    try:
        whole = beside / folder.name
        for name, content in files.items():
            (whole / name).parent.mkdir(parents=True, exist_ok=True)
            (whole / name).write_bytes(content)
        if is_there:
            _move(whole, folder)
        else:
            whole.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _move(whole: Path, folder: Path) -> None:
    """Move the content of a folder into another, the descriptor last.

    Where something cannot be moved, everything is moved back.
    """
    moved: list[tuple[Path, Path]] = []
    try:
        for path in sorted(whole.iterdir(), key=lambda p: p.name == DESCRIPTOR):
            moved.append((path, path.rename(folder / path.name)))
    except BaseException:
        for old, new in moved:
            new.rename(old)
        raise


def _path_of(template: Path) -> str:
    """Return the path of the file that a template makes."""
    parts = template.relative_to(TEMPLATES).parts
    return "/".join(
        f".{part.removeprefix(DOT)}" if part.startswith(DOT) else part for part in parts
    )


def _fill(template: Path, told: Mapping[str, str]) -> bytes:
    """Return a template with its places, written %{so}, filled.

    Raises KeyError for a place that nothing is known of.
    """
    return re.sub(
        r"%\{(\w+)\}", lambda place: told[place[1]], template.read_text(encoding="utf-8")
    ).encode()


def _one_row(table: Table) -> str:
    """Return the first sentence of a table's description."""
    return table.description.partition(". ")[0].removesuffix(".").replace("|", "\\|")
