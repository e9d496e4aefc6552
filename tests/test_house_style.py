"""The house's style: files of one idea."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
LENGTH = 300


def sources(*folders: str) -> list[Path]:
    """Return our Python files, those that a template or an example holds included."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if ".venv" not in path.parts)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_a_file_is_one_idea() -> None:
    lengths = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in sources("checks")}
    assert {path: length for path, length in lengths.items() if length > LENGTH} == {}
