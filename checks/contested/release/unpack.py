"""Unpacking the zip of a release, whoever packed it."""

from __future__ import annotations

import datetime
import filecmp
import shutil
import zipfile
from pathlib import Path, PurePosixPath

from contested.package import UnreadableError
from contested.package.zips import BROKEN, name_of, refuse_large
from contested.release.archive import STEP, write_zip


def unpack(path: Path, out: Path) -> Path:
    """Unpack a zip and return the one folder in it.

    Raises ValueError where there is anything else in it, a name that leads out of it, or more
    than a zip may hold.
    """
    with zipfile.ZipFile(path) as archive:
        members = {one: PurePosixPath(name_of(one)) for one in archive.infolist()}
        tops = {name.parts[0] for name in members.values() if name.parts}
        outside = any(_leads_out(name) for name in members.values())
        if len(tops) != 1 or len(set(members.values())) != len(archive.infolist()) or outside:
            raise ValueError("it is not one folder with files, each of them once")
        try:
            refuse_large(path, members)
        except UnreadableError as error:
            raise ValueError(str(error)) from error
        for one, name in members.items():
            try:
                _unpack_one(archive, one, out / name)
            except BROKEN as error:
                raise ValueError(f"{name}: {error}") from error
    return out / tops.pop()


def _unpack_one(archive: zipfile.ZipFile, one: zipfile.ZipInfo, target: Path) -> None:
    if name_of(one).endswith("/"):
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(one) as source, target.open("xb") as file:
        shutil.copyfileobj(source, file, STEP)


def _leads_out(name: PurePosixPath) -> bool:
    odd = any(sign in part for part in name.parts for sign in ("\\", ":", "\0"))
    return ".." in name.parts or name.is_absolute() or odd


def is_packed_anew(path: Path, folder: Path, spare: Path) -> bool:
    """Return True for a zip packed by another program.

    Its folder is packed once more, into a spare folder, at the moment that the zip gives.
    """
    with zipfile.ZipFile(path) as archive:
        moments = {one.date_time for one in archive.infolist()}
    again = spare / path.name
    try:
        write_zip(folder, again, datetime.datetime(*max(moments), tzinfo=datetime.UTC))
    except ValueError:
        return True
    return not filecmp.cmp(path, again, shallow=False)
