"""The site as a whole: its links, its words, its sizes, and the same bytes each time."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import contested.page
import pytest
from contested.page import words
from contested.testing.specimen import changed
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from page.sites import DATASETS, facts_of, faults, files, page, reference, site, texts

HOME = Path(inspect.getfile(contested.page)).parent
EXCEPTIONS = {"reading.html": ("not a fact", "does not score")}
each = pytest.mark.parametrize("name", sorted(p.parent.name for p in DATASETS.glob("*/data")))


@each
def test_every_link_of_a_reference_dataset_leads_somewhere(name: str) -> None:
    assert faults(reference(name)) == []


@pytest.mark.parametrize(
    "line",
    [
        "",
        "claims clm-j status=withdrawn",
        "claims clm-j status=redacted statement= answer=",
        "questions qst-talks question=",
        "relations -clm-b,contradicts,clm-a",
        "locations loc-ford latitude=10.5 longitude=20.25 uncertainty_m=5000",
    ],
)
def test_every_link_of_the_specimen_leads_somewhere(line: str) -> None:
    assert faults(site(line)) == []


@given(packages())
@settings(max_examples=one_in(6))
def test_every_drawn_package_has_a_site_whose_links_lead_somewhere(drawn: Drawn) -> None:
    assert faults(files(facts_of(drawn.package()))) == []


@given(packages(), st.randoms(use_true_random=False))
@settings(max_examples=one_in(10))
def test_the_order_of_rows_changes_no_byte(drawn: Drawn, chance: object) -> None:
    before = files(facts_of(drawn.package()))
    assert before == files(facts_of(drawn.package()))
    for rows in drawn.tables.values():
        chance.shuffle(rows)  # type: ignore[attr-defined]
    assert files(facts_of(drawn.package())) == before


def test_a_package_without_rows_and_one_of_a_single_claim_have_sites() -> None:
    empty, single = changed(), changed()
    empty.tables = {name: [] for name in empty.tables}
    single.tables["claims"] = [r for r in single.tables["claims"] if r["claim_id"] == "clm-a"]
    single.tables |= {name: [] for name in ("relays", "relations", "revisions", "citations")}
    for package, questions in ((empty, 0), (single, 1)):
        told = files(facts_of(package.package()))
        assert faults(told) == []
        index = page(told, "index.html")
        assert len(index.xpath("//h3[a[starts-with(@href, 'questions/')]]")) >= questions
    bare = files(facts_of(empty.package()))
    assert "There is no question in this data yet." in bare["index.html"]
    (asked,) = single.tables["claims"]
    assert 'id="clm-a"' in told[f"questions/{asked['question_id']}.html"]


def test_stylesheet_and_script_are_small() -> None:
    told = site()
    assert len(told["site.css"].encode()) <= 17_000
    assert len(told["site.js"].encode()) <= 12_000


def said_by_the_site() -> dict[str, list[str]]:
    """Every text of ours: the words of templates without what is filled in, and of the code."""
    found = {}
    for path in (HOME / "templates").iterdir():
        source = path.read_text(encoding="utf-8")
        literals = re.findall(r'"([^"]*)"', " ".join(re.findall(r"\{[{%].*?[%}]\}", source, re.S)))
        bare = re.sub(r"\{[{%#].*?[%}#]\}", " ", source, flags=re.S)
        labels = re.findall(r'(?:aria-label|title)="([^"]*)"', bare)
        found[path.name] = [re.sub(r"<[^>]*>", " ", bare, flags=re.S), *labels, *literals]
    for module in pkgutil.iter_modules([str(HOME)]):
        tree = ast.parse(inspect.getsource(import_module(f"contested.page.{module.name}")))
        docs = {ast.get_docstring(n, clean=False) for n in ast.walk(tree) if _has_docs(n)}
        bare_texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        found[module.name] = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            if node.value not in docs and node not in bare_texts
        ]
    return found


def _has_docs(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)


def test_no_word_of_the_site_decides_anything() -> None:
    said = said_by_the_site()
    said["words"] = [one for one in said["words"] if one not in words.NEVER]
    never = re.compile(rf"\b({'|'.join(map(re.escape, words.NEVER))})\b", re.IGNORECASE)
    found = {
        name: hits
        for name, told in said.items()
        if (hits := [hit[0] for one in told for hit in never.finditer(_cut(name, one))])
    }
    assert {name: set(hits) - {"true", "false"} for name, hits in found.items()} == {
        name: set() for name in found
    }


def _cut(name: str, told: str) -> str:
    for one in EXCEPTIONS.get(name, ()):
        told = told.replace(one, "")
    return told


@each
def test_the_never_list_stands_in_no_page_outside_of_cells(name: str) -> None:
    never = re.compile(rf"\b({'|'.join(map(re.escape, words.NEVER))})\b", re.IGNORECASE)
    told = reference(name)
    for path in ("index.html", "reading.html", "matrix.html", "timeline.html", "map.html"):
        node = page(told, path)
        for cell in node.xpath("//bdi | //h1 | //*[@dir='auto'] | //a"):
            cell.drop_tree()
        bare = " ".join(node.xpath("string(//main)").split())
        assert never.findall(_cut(path, bare)) == []


@each
def test_every_page_says_how_to_cite_it_with_version_and_date(name: str) -> None:
    told = reference(name)
    for path in ("index.html", "reading.html", "timeline.html"):
        (cited,) = [one for one in texts(page(told, path), "foot") if "Cite as" in one]
        assert "(version 1.0.0)" in cited
        assert "(2026)" in cited
        assert path in cited
