"""`contested release`: makes a release of a dataset, if nothing is missing.

Others can cite, load and trust it.
"""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.cli import options
from contested.cli.exits import FOUND, OK, RefusedError, day, say, source_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from contested.package import Package
    from contested.release.content import Content


def add(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "release",
        help="make a dataset into a release that others can cite and load",
        description=(
            "Writes a folder and a zip of a dataset, with derived tables, exports, citation files"
            " and checksums. Refuses where anything is wrong with the dataset, or with what was"
            " changed since the last release."
        ),
    )
    parser.set_defaults(command=_release)
    _add_options(parser.add_argument)


def _add_options(option: Callable[..., object]) -> None:
    option(
        "dataset",
        metavar="DATASET",
        nargs="?",
        type=Path,
        help="the datapackage.json or its folder",
    )
    option(
        "-o",
        "--output",
        metavar="DIR",
        type=Path,
        default=Path("dist"),
        help="where to write it (default: dist)",
    )
    option(
        "--base",
        metavar="BASE",
        help=(
            "the last release: a git revision, a folder or a zip (default: the newest tag NAME-v*)"
        ),
    )
    option("--first", action="store_true", help="there is no earlier release")
    _add_kinds(option)


def _add_kinds(option: Callable[..., object]) -> None:
    """Add what is made or checked, and how."""
    option(
        "--site",
        action="store_true",
        help="put a site into it also where there are more than 20,000 claims",
    )
    option("--check", action="store_true", help="write nothing; say what is missing")
    option(
        "--verify",
        metavar="FILE",
        type=Path,
        help="check a release, a zip or its folder, instead of making one",
    )
    option("--today", metavar="DAY", help="take this day (2021-08-23) for today")
    option(
        "--texts",
        metavar="DIR",
        type=Path,
        help="a folder with the texts that were coded, to check quotations against",
    )


def _release(given: argparse.Namespace) -> int:
    if given.verify is not None:
        if given.dataset is not None:
            raise RefusedError("--verify checks a release that is there; leave out DATASET")
        return _verify(given)
    if given.first and given.base is not None:
        raise RefusedError("--base says which release came before, and --first that none did")
    if given.dataset is None:
        raise RefusedError(
            "say which dataset: contested release DATASET, its folder or its datapackage.json"
        )
    return _make(given)


def _make(given: argparse.Namespace) -> int:
    from contested.check.load import load
    from contested.citation.work import missing_metadata
    from contested.package import UnreadableError, find_one
    from contested.release.blockers import blockers
    from contested.release.content import Content
    from contested.release.review import review_since_release
    from contested.text import plural, visible

    try:
        package = find_one(given.dataset)
        _refuse_zip(package, given.dataset)
        loaded = load(package)
        base, report = review_since_release(
            package,
            given.dataset,
            given.base,
            loaded,
            day(given.today).toordinal(),
            options.texts(given.texts),
            is_first=given.first,
        )
        found = list(blockers(package, report, base or ""))
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    compared = f"compared with {base}" if base else "there is no earlier release to compare it with"
    if found:
        say(f"{visible(one.what, 1000)}\n    mend     {visible(one.mend, 1000)}" for one in found)
        print(
            f"{package.name} cannot be released: {plural(len(found), 'thing')} to mend ({compared})"
        )
        return FOUND
    content = Content(package, loaded, _moment(package), has_site=given.site)
    content.changelog = _changelog(given.dataset)
    if given.check:
        lacking = missing_metadata(content.descriptor, content.cited)
        say(f"for the citation there could be: {visible(line, 1000)}" for line in lacking)
        print(f"{package.name} {package.descriptor['version']} can be released ({compared})")
        return OK
    return _build(content, given, compared)


def _refuse_zip(package: Package, path: Path) -> None:
    from contested.package.store import FolderStore

    if not isinstance(package.store, FolderStore):
        raise RefusedError(
            f"{path} is a zip, and nothing beside it says what was published before, or what"
            " changed. Unpack it into its repository, and name the folder."
        )


def _build(content: Content, given: argparse.Namespace, compared: str) -> int:
    from contested.release.build import build
    from contested.release.docs import site
    from contested.release.writers import WRITERS

    try:
        name = build(content, given.output, WRITERS).name
    except OSError as error:
        raise RefusedError(
            f"{error.filename or given.output} cannot be written: {error.strerror}. Nothing was"
            f" changed in {given.output}."
        ) from error
    print(f"{given.output / name}/ and {given.output / name}.zip ({compared})")
    if not (given.output / name / site.PAGE).exists():
        print(f"It has no site, since there are more than {site.MOST:,} claims; --site makes one")
    return OK


def _changelog(dataset: Path) -> bytes | None:
    """Return the changelog that is nearest to a dataset."""
    from contested.release.blockers import changelogs

    folder = dataset if dataset.is_dir() else dataset.parent
    nearest = next(changelogs(folder.resolve()), None)
    return nearest.read_bytes() if nearest else None


def _moment(package: Package) -> datetime.datetime:
    """Return the moment that every file of the release bears.

    It is SOURCE_DATE_EPOCH, or when the descriptor says that the data was created.
    """
    moment = source_date()
    if moment:
        return moment
    try:
        made = datetime.datetime.fromisoformat(str(package.descriptor["created"]))
        is_bare = made.tzinfo is None
        return made.replace(tzinfo=datetime.UTC) if is_bare else made.astimezone(datetime.UTC)
    except (ValueError, OverflowError) as error:
        raise RefusedError(f"“created” is no moment: {package.descriptor['created']}") from error


def _verify(given: argparse.Namespace) -> int:
    from contested.check.validate import choose_rules
    from contested.release.verify import verify
    from contested.text import plural, visible

    if not given.verify.exists():
        raise RefusedError(f"--verify: {given.verify} is not there")
    verified = verify(given.verify, choose_rules(), day(given.today).toordinal())
    say(visible(one, 1000) for one in verified.faults)
    if verified.faults:
        print(f"{given.verify}: {plural(len(verified.faults), 'fault')}")
        return FOUND
    anew = "; only the zip was packed anew" if verified.is_packed_anew else ""
    print(f"{given.verify} is whole: every file is what its own tables give{anew}")
    return OK
