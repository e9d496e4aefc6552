"""Settings: `[tool.contested]` of pyproject.toml, or a contested.toml.

The nearest one counts, from the current folder upwards.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from contested.results import SEVERITIES, Severity, is_as_grave
from contested.rules import FAMILIES, RULES
from contested.text import nearest

FILES = ("contested.toml", "pyproject.toml")
KEYS = ("select", "ignore", "fail-on", "encoding")
ENCODINGS = "cp1252, cp1256 or mac_roman"
"""What messages give as examples of encodings."""


class SettingsError(Exception):
    """A settings file that cannot be followed.

    It says which file, what is wrong and what is allowed.
    """


@dataclass(frozen=True)
class Settings:
    """What a repository has settled for its data."""

    select: tuple[str, ...] = ()
    ignore: dict[str, str] = field(default_factory=dict)
    """Rules that are not asked, each with the reason why."""
    fail_on: Severity = "error"
    encoding: str | None = None
    """What `contested fmt` takes files for that are not UTF-8."""


def find(start: Path) -> Settings:
    """Return the settings that hold in a folder, or the defaults.

    Raises SettingsError.
    """
    for folder in (start, *start.parents):
        for path in (folder / name for name in FILES):
            given = _parsed(path, _read(path)) if path.is_file() else None
            if given is not None:
                return _settings_of(path, given)
        if (folder / ".git").exists():
            break
    return Settings()


def find_published(folder: str, read: Callable[[str], bytes | None]) -> Settings:
    """Return the settings of a folder in a commit, or the defaults.

    Its name is that from the top, and `read` gives the file of a name, if there is one. Raises
    SettingsError.
    """
    below = PurePosixPath(folder)
    for above in (below, *below.parents):
        for path in (above / name for name in FILES):
            data = read(path.as_posix())
            given = _parsed(Path(path), data) if data is not None else None
            if given is not None:
                return _settings_of(Path(path), given)
    return Settings()


def loosened(published: Settings, proposed: Settings) -> list[str]:
    """Return in what proposed settings ask less than published ones."""
    found = [f"ignores {name}" for name in proposed.ignore if name not in published.ignore]
    if proposed.select and set(proposed.select) != set(published.select):
        found.append(f"selects {', '.join(proposed.select)}")
    if not is_as_grave(published.fail_on, proposed.fail_on):
        found.append(f"fails from {proposed.fail_on} upwards, not from {published.fail_on}")
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path} cannot be opened: {error.strerror}.") from error


def _parsed(path: Path, data: bytes) -> dict[str, Any] | None:
    try:
        content = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: this is not TOML: {error}") from error
    if path.name == "contested.toml":
        return content
    tool = content.get("tool", {})
    return tool.get("contested") if isinstance(tool, dict) else None


def _refuse_unknown_key(path: Path, key: str) -> None:
    if key not in KEYS:
        near = nearest(key, KEYS)
        meant = f"; did you mean “{near}”?" if near else "."
        raise SettingsError(
            f"{path}: there is no setting “{key}”{meant} The settings are {', '.join(KEYS)}."
        )


def _refuse_unknown_rule(path: Path, name: str) -> None:
    if name not in RULES and name not in FAMILIES:
        near = nearest(name, [*RULES, *FAMILIES])
        meant = f"; did you mean “{near}”?" if near else "."
        raise SettingsError(
            f"{path}: there is no rule “{name}”{meant} “contested rules” lists them."
        )


def _settings_of(path: Path, given: Any) -> Settings:
    if not isinstance(given, dict):
        raise SettingsError(f"{path}: [tool.contested] is a table of settings: {', '.join(KEYS)}.")
    for key in given:
        _refuse_unknown_key(path, key)
    select, ignore = given.get("select", []), given.get("ignore", {})
    fail_on = given.get("fail-on", "error")
    if not isinstance(select, list) or not all(isinstance(s, str) for s in select):
        raise SettingsError(
            f'{path}: “select” is a list of rules or families, such as ["dates", "repeated-key"].'
        )
    if not isinstance(ignore, dict) or not all(
        isinstance(r, str) and r.strip() for r in ignore.values()
    ):
        raise SettingsError(
            f'{path}: “ignore” gives a reason for each rule, such as ignore = {{ "unused-row" ='
            ' "actors are shared between datasets" }.'
        )
    if fail_on not in SEVERITIES:
        raise SettingsError(
            f"{path}: “fail-on” is one of {', '.join(SEVERITIES)}, not “{fail_on}”."
        )
    for name in (*select, *ignore):
        _refuse_unknown_rule(path, name)
    encoding = given.get("encoding")
    if encoding is not None and not (isinstance(encoding, str) and is_encoding(encoding)):
        raise SettingsError(
            f"{path}: “encoding” is the name of an encoding of text, such as {ENCODINGS}."
        )
    return Settings(tuple(select), dict(ignore), fail_on, encoding)


def is_encoding(name: str) -> bool:
    """Return True for an encoding of text that Python knows."""
    try:
        b"a".decode(name)
    except UnicodeError:
        return True
    except (LookupError, ValueError):
        return False
    return True
