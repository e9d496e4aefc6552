"""Setting up a repository's merge and diff drivers, and undoing it."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from contested.git.process import GitError, answer, complaint_of, run
from contested.git.repository import Repository
from contested.package import DESCRIPTOR, find
from contested.package.write import write_all

CLEAN, CONFLICT = 0, 3
"""Exit codes of the merge driver. Of all others git's own merge is called, so that a driver that is
broken or gone does no harm.
"""
ATTRIBUTES = {"text": "set", "eol": "lf", "merge": "contested", "diff": "contested"}
"""What `git check-attr` has to say of a table's file."""
WRITTEN = "text eol=lf merge=contested diff=contested"
SECTIONS = {
    "merge.contested": "merges these tables by rows and cells",
    "diff.contested": "shows changes in them cell by cell",
}


def settings() -> dict[str, str]:
    """Return git's configuration by name; the commands run this very Python."""
    # -P (Python 3.11): without it, a module of the repository's top folder would be imported
    # instead of an installed one.
    python = f"{shlex.quote(Path(sys.executable).as_posix())} -P -m contested"
    lines = "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1"
    merging = f"{python.replace('%', '%%')} git-merge --marker-size=%L -- %O %A %B %P %X %Y"
    return {
        "merge.contested.name": "tables of contested claims, by rows and cells",
        "merge.contested.driver": (
            f"{merging}; case $? in {CLEAN}) ;; {CONFLICT}) exit 1 ;; *) {lines} ;; esac"
        ),
        "diff.contested.textconv": f'f() {{ {python} git-textconv -- "$1" || cat -- "$1"; }}; f',
    }


def set_up(repository: Repository, folder: Path) -> list[str]:
    """Configure a repository for its packages; return what was done.

    What is done already stays as it is. Raises UnreadableError where there is no package, and
    GitError where other attributes stand in the way.
    """
    files = _files(repository, folder)
    if not files:
        raise GitError(
            f"No package in {folder} has a file that belongs to the repository {repository.top}."
        )
    _refuse_other_drivers(repository, files)
    added = _add_attributes(repository, files)
    said = [
        f"{name}: {'as it was' if _has(repository, name) else _configure(repository, name)}"
        for name in SECTIONS
    ]
    return [
        *said,
        *(f".gitattributes: added “{line}”" for line in added),
        *([] if added else [".gitattributes: as it was"]),
    ]


def _add_attributes(repository: Repository, files: dict[str, str]) -> list[str]:
    """Add the lines that .gitattributes lacks, and return them."""
    added = list(
        dict.fromkeys(f"{files[name]} {WRITTEN}" for name in _without_attributes(repository, files))
    )
    if added:
        path = repository.top / ".gitattributes"
        before = path.read_bytes() if path.exists() else b""
        write_all(
            {
                path: (
                    before
                    + (b"\n" if before and not before.endswith(b"\n") else b"")
                    + os.fsencode("\n".join([*added, ""]))
                )
            }
        )
    for name in _without_attributes(repository, files):
        stronger = ", ".join(_places(repository, name)[:-1])
        raise GitError(
            f"A stronger line than those in .gitattributes speaks of {name}. Look for it in"
            f" {stronger}, and take it out there."
        )
    return added


def take_back(repository: Repository) -> list[str]:
    """Undo `set_up` in this clone, and return what was done.

    Lines of .gitattributes that are committed stay: they are everybody's, and without the drivers
    git does as it always does.
    """
    said = []
    for section in SECTIONS:
        there = (
            run(repository.top, "config", "--local", "--remove-section", section).returncode == 0
        )
        said.append(f"{section}: {'removed' if there else 'was not there'}")
    path = repository.top / ".gitattributes"
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    ours = [line for line in lines if line.rstrip(b"\r\n").endswith(f" {WRITTEN}".encode())]
    committed = run(repository.top, "cat-file", "blob", "HEAD:.gitattributes").stdout.splitlines()
    mine = [line for line in ours if line.rstrip(b"\r\n") not in committed]
    if mine and len(mine) == len(lines):
        path.unlink()
    elif mine:
        write_all({path: b"".join(line for line in lines if line not in mine)})
    told = (
        f"{'removed' if line in mine else 'kept'}"
        f" “{os.fsdecode(line).strip()}”{'' if line in mine else ', which is committed'}"
        for line in ours
    )
    return [
        *said,
        *(f".gitattributes: {one}" for one in told),
        *([] if ours else [".gitattributes: as it was"]),
    ]


def pattern_of(package: PurePosixPath, name: str) -> str:
    """Return the pattern in .gitattributes for a package's file.

    It covers the files beside it, and those of the packages beside the package.
    """
    path = PurePosixPath(name)
    where = [_escaped(part) for part in package.parts]
    if len(where) > 1:
        where[-1] = "*"
    whole = "/".join(
        [
            *where,
            *map(_escaped, path.parent.parts),
            (
                f"*{_escaped(path.suffix)}"
                if path.suffix and name != DESCRIPTOR
                else _escaped(path.name)
            ),
        ]
    )
    if "/" not in whole or whole[0] in "#!":
        whole = f"/{whole}"
    if not re.search(r'[\s"]', whole):
        return whole
    return '"' + re.sub(r'(["\\])', r"\\\1", whole).replace("\n", r"\n").replace("\t", r"\t") + '"'


def _escaped(part: str) -> str:
    return re.sub(r"([\\*?\[\]])", r"\\\1", part)


def _files(repository: Repository, folder: Path) -> dict[str, str]:
    """Return the tables' files of the repository, each with its pattern.

    The descriptor is among them where a table has several files, to which people add more.
    """
    found = {}
    for package in find(folder):
        root = package.store.path("")
        if root is None or not root.resolve().is_relative_to(repository.top):
            continue
        inside = PurePosixPath(repository.within(root.resolve()))
        for part in (part for parts in package.parts.values() for part in parts if not part.fault):
            found[str(inside / part.name)] = pattern_of(inside, part.name)
        if any(isinstance(resource.get("path"), list) for resource in package.resources):
            found[str(inside / DESCRIPTOR)] = pattern_of(inside, DESCRIPTOR)
    return found


def _attributes(
    repository: Repository, files: Iterable[str], *names: str
) -> Iterator[tuple[str, str, str]]:
    """Yield file, attribute and value, as git sees them."""
    given = b"".join(os.fsencode(name) + b"\0" for name in files)
    told = os.fsdecode(
        answer(repository.top, "check-attr", "-z", "--stdin", *names, given=given)
    ).split("\0")
    yield from zip(told[::3], told[1::3], told[2::3], strict=False)


def _without_attributes(repository: Repository, files: Iterable[str]) -> list[str]:
    """Return the files that lack one of our attributes."""
    told = _attributes(repository, files, *ATTRIBUTES)
    return list(dict.fromkeys(file for file, name, value in told if value != ATTRIBUTES[name]))


def _refuse_other_drivers(repository: Repository, files: Iterable[str]) -> None:
    for file, _, value in _attributes(repository, files, "merge"):
        if value not in ("unspecified", "set", "contested"):
            said = "-merge" if value == "unset" else f"merge={value}"
            lines = [f"git’s attributes of {file}"]
            for place in reversed(_places(repository, file)):
                lines = [*_lines_with(repository, place, said), *lines]
            why = (
                "keeps both versions of a row that two people changed, and tells nobody"
                if value == "union"
                else "is another way to merge this file"
            )
            raise GitError(
                f"{lines[0]} says {said} of {file}: that {why}. Take it out of that line, then run"
                " contested git-setup again."
            )


def _places(repository: Repository, file: str) -> list[str]:
    """Return the attribute files that may apply, the strongest first."""
    info = os.fsdecode(answer(repository.top, "rev-parse", "--git-path", "info/attributes")).strip()
    return [info, *(str(folder / ".gitattributes") for folder in PurePosixPath(file).parents)]


def _lines_with(repository: Repository, name: str, said: str) -> Iterator[str]:
    path = repository.top / name
    lines = (
        path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    )
    yield from (
        f"{name}, line {number}" for number, line in enumerate(lines, 1) if said in line.split()[1:]
    )


def _has(repository: Repository, section: str) -> bool:
    wanted = {name: value for name, value in settings().items() if name.startswith(section)}
    return all(
        os.fsdecode(run(repository.top, "config", "--local", "--get", name).stdout) == f"{value}\n"
        for name, value in wanted.items()
    )


def _configure(repository: Repository, section: str) -> str:
    for name, value in settings().items():
        if name.startswith(section):
            done = run(repository.top, "config", "--local", name, value)
            if done.returncode:
                raise GitError(f"git could not write its configuration: {complaint_of(done)}")
    return f"git {SECTIONS[section]} from now on"
