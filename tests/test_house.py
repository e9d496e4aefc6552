"""The house: which rooms there are, and that no room imports one above it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import contested
import pytest
from contested.rules import RULES

HOME = Path(contested.__file__).parent
ORDER = (
    "text",
    "results",
    "standard",
    "package",
    "git",
    "rules",
    "check",
    "derived",
    "citation",
    "report",
    "review",
    "page",
    "add",
    "release",
    "api",
    "testing",
    "strategies",
    "pytest_plugin",
    "cli",
    "__main__",
)
"""The rooms from the bottom up; a room may import those before it, and the package itself for its
version.
"""

NAMES_ALLOWED = {
    "standard/model.py": {"missing-table"},
    "standard/profile.py": {"invalid-descriptor"},
}
"""Modules that name a rule, because the parts of `schema/profile.json` have rules for titles, and
the standard lies below the rules.
"""


def modules() -> list[Path]:
    return sorted(HOME.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(HOME).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Every room that a module imports, for typing and inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (
                name.name.split(".")[1] for name in node.names if name.name.startswith("contested.")
            )
        elif isinstance(node, ast.ImportFrom) and node.module == "contested":
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("contested."):
            yield str(node.module).split(".")[1]


def test_every_room_has_its_floor() -> None:
    rooms = {room_of(path) for path in modules()} - {"__init__"}
    assert sorted(rooms) == sorted(ORDER)


@pytest.mark.parametrize("room", ORDER)
def test_no_room_imports_one_above_it(room: str) -> None:
    below = {*ORDER[: ORDER.index(room) + 1], "__version__"}
    found = {
        f"{path.relative_to(HOME)} imports {name}"
        for path in modules()
        if room_of(path) == room
        for name in imported(path)
        if name not in below
    }
    assert not found


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    names = {
        ".".join(path.relative_to(HOME.parent).with_suffix("").parts): path for path in modules()
    }
    ties = {
        name: {m for m in _modules(path) if m in names and m != name}
        for name, path in names.items()
    }
    while free := [name for name, needs in ties.items() if not needs & ties.keys()]:
        for name in free:
            del ties[name]
    assert not ties


def test_nobody_outside_the_rules_knows_one_by_its_name() -> None:
    found: dict[str, set[str]] = {}
    for path in modules():
        if room_of(path) not in ("rules", "testing"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
            if names := {text for text in texts if text in RULES}:
                found[path.relative_to(HOME).as_posix()] = {str(name) for name in names}
    assert found == NAMES_ALLOWED


def _modules(path: Path) -> Iterator[str]:
    """The modules that a module imports; what a folder's own `__init__` gathers counts for that
    folder alone.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("contested"):
            yield str(node.module)
            yield from (f"{node.module}.{name.name}" for name in node.names)
