"""Settings: `[tool.contested]` of pyproject.toml, or a contested.toml.

The nearest one counts, from the current folder upwards.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contested.results import SEVERITIES, Severity
from contested.rules import FAMILIES, RULES
from contested.text import nearest

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
        for name in ("contested.toml", "pyproject.toml"):
            if (folder / name).is_file():
                given = _read(folder / name)
                if given is not None:
                    return _settings_of(folder / name, given)
        if (folder / ".git").exists():
            break
    return Settings()


def _read(path: Path) -> dict[str, Any] | None:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path} cannot be opened: {error.strerror}.") from error
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
