"""The house's style: lines one can read, files and functions of one idea, summaries of a line."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import contested
from contested.rules.rule import RULES

HOME = Path(contested.__file__).parent
ROOT = Path(__file__).parents[1]
WIDTH, LENGTH, LONG, WORDS = 100, 300, 40, 12
Named = tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
PROPERTIES = {"property", "cached_property"}
NO_VERB = {"a", "an", "how", "so", "the", "there", "what", "when", "where", "whether", "which"}
"""Words with which a sentence begins that has no imperative at its head; ruff knows more."""


def sources(*folders: str) -> list[Path]:
    """Return our Python files, those that a template or an example holds included."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if ".venv" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions() -> Iterator[Named]:
    for path in sources("checks"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def test_no_line_is_too_wide() -> None:
    wide = {
        f"{name(path)}:{number}"
        for path in sources("checks", "tests", "benchmarks", "docs", "templates")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > WIDTH
    }
    assert wide == set()


def test_a_file_is_one_idea() -> None:
    lengths = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in sources("checks")}
    assert {path: length for path, length in lengths.items() if length > LENGTH} == {}


def test_a_function_is_one_idea() -> None:
    lengths = {
        f"{name(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, node in functions()
        if not is_rule(path, node)
    }
    assert {path: length for path, length in lengths.items() if length > LONG} == {}


def test_comprehensions_have_one_for() -> None:
    kinds = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    found = [
        f"{name(path)}:{node.lineno}"
        for path in sources("checks")
        for node in ast.walk(tree(path))
        if isinstance(node, kinds) and len(node.generators) > 1
    ]
    assert len(found) <= 10, found


def test_a_summary_has_few_words() -> None:
    """The docstring of a rule is its page: its first line is what a finding says."""
    long = {
        f"{name(path)}:{getattr(node, 'lineno', 1)}": summary
        for path, node, summary in summaries()
        if len(summary.split()) > WORDS
    }
    assert long == {}


def test_the_summary_of_a_function_begins_with_a_verb() -> None:
    found = {
        f"{name(path)}:{node.lineno}": summary
        for path, node, summary in summaries()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not is_property(node)
        and summary.split()[0].lower() in NO_VERB
    }
    assert found == {}


def summaries() -> Iterator[tuple[Path, Documented, str]]:
    """Yield every docstring's first paragraph but those of rules."""
    for path in sources("checks"):
        for node in ast.walk(tree(path)):
            if isinstance(node, Documented) and not is_rule(path, node):
                told = ast.get_docstring(node)
                if told:
                    yield path, node, re.split(r"\n\s*\n", told)[0].replace("\n", " ")


@cache
def rules() -> set[tuple[str, str]]:
    """Return file and name of the functions that are rules."""
    arms = [arm.wrong for rule in RULES.values() for arm in rule.arms]
    return {(str(inspect.getsourcefile(arm)), arm.__name__) for arm in arms}


def is_rule(path: Path, node: ast.AST) -> bool:
    return (str(path), getattr(node, "name", "")) in rules()


def is_property(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(ast.unparse(one).split(".")[-1] in PROPERTIES for one in node.decorator_list)
