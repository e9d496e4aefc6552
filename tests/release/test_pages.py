"""Pages of a release: README, data dictionary and disagreement report."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from contested import standard
from contested.package import find
from contested.package.files.canonical import canonical
from contested.release.citation import cff, datacite, zenodo
from contested.release.content import Content
from contested.release.docs import dictionary, disagreement, readme
from contested.release.tables import DERIVED, derived_frame, derived_table
from contested.release.writers import EXPORTS
from contested.release.writers import WRITERS as WRITERS_OF_ALL
from contested.testing.specimen import changed
from contested.testing.strategies import Drawn, packages
from hypothesis import given, settings
from markdown_it import MarkdownIt
from release.folders import released
from release.releases import content_of

ROOT = Path(__file__).parents[2]
FEW = max(settings().max_examples // 4, 1)
WRITERS = (cff, zenodo, datacite, disagreement, dictionary)
STRANGE = (
    "column claims x_seen ; table x-photos ; descriptor title=<b>*Claims*</b> ; claims clm-a"
    " statement=<script>alert(1)</script> ; claims clm-l note=x ; actors act-guard"
    " name=Guard|*of*|<b>Low</b> ; questions qst-control question=Who_held_|Low|_`Ford`?"
)


def written(
    content: Content, folder: Path, exports: dict[str, str] | None = None
) -> dict[str, str]:
    (folder / "derived").mkdir(exist_ok=True)
    for name in DERIVED:
        (folder / "derived" / f"{name}.csv").write_bytes(
            canonical(derived_frame(content, name), derived_table(name))
        )
    for one in WRITERS:
        one.write(content, folder)
    readme.write(content, folder, exports or {})
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def specimen(line: str = "") -> Content:
    return content_of(changed(line).package())


def strange() -> Content:
    """A package in which texts look like Markdown and HTML wherever texts can stand."""
    made = changed(STRANGE)
    claims = next(one for one in made.descriptor["resources"] if one["name"] == "claims")
    claims["schema"]["fields"][-1] |= {
        "description": "<b onclick='x'>_Seen_</b> | `by`",
        "example": "a|`b`",
        "constraints": {"enum": ["<i>", "*no*"]},
    }
    return content_of(made.package())


def body(page: str) -> ET.Element:
    return ET.fromstring(f"<body>{page.partition('<body>')[2].partition('</body>')[0]}</body>")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_readme_says_what_there_is_and_picks_no_answer(tmp_path: Path) -> None:
    assert written(specimen(), tmp_path)["README.md"] == (
        Path(__file__).parent / "readme.md"
    ).read_text(encoding="utf-8")


def test_the_readme_tells_of_an_export_only_where_its_file_is_there(tmp_path: Path) -> None:
    exports = {"exports/{name}.sqlite": "open it with `sqlite3 {name}`", "exports/b": "not there"}
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "low-ford.sqlite").touch()
    told = written(specimen(), tmp_path, exports)["README.md"]
    assert (
        "- [exports/low-ford.sqlite](exports/low-ford.sqlite): open it with `sqlite3 low-ford`\n"
        in told
    )
    assert "exports/b" not in told


def test_every_writer_writes_what_it_is_named_by(tmp_path: Path) -> None:
    with released(specimen(), WRITERS_OF_ALL) as folder:
        told = (folder / "README.md").read_text(encoding="utf-8")
        for path in (name.format(name="low-ford") for name in WRITERS_OF_ALL):
            assert (folder / path).exists(), path
        for path in (name.format(name="low-ford") for name in EXPORTS):
            assert f"- [{path}]({path}): " in told


def test_the_disagreement_report_sets_positions_beside_each_other(tmp_path: Path) -> None:
    made = written(specimen(), tmp_path)
    assert made["disagreement.md"] == (Path(__file__).parent / "disagreement.md").read_text(
        encoding="utf-8"
    )
    assert made["derived/disagreement.csv"].splitlines()[3:5] == [
        "qst-control,Who held Low Ford on 21 August 2021?,control,true,3,3,2,2,2,1,2,1",
        (
            "qst-deaths,How many people died at Low Ford on 21 August"
            " 2021?,casualties,false,3,2,2,2,3,2,2,2"
        ),
    ]
    nobody = written(
        specimen(
            "relations -clm-f,contradicts,clm-e ; claims clm-f answer=yes ; claims clm-b"
            " status=withdrawn"
        ),
        tmp_path,
    )["disagreement.md"]
    assert nobody.endswith("None: no active claim is in conflict with somebody else's.\n")


def test_sources_that_go_back_to_one_document_are_one_origin(tmp_path: Path) -> None:
    made = rows(
        written(specimen("sources src-radio derived_from_id=src-wire"), tmp_path)[
            "derived/disagreement.csv"
        ]
    )
    deaths = next(row for row in made if row["question_id"] == "qst-deaths")
    assert (deaths["source_count"], deaths["origin_count"]) == ("2", "1")


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_every_number_of_the_disagreement_is_what_counting_by_hand_gives(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    made = {
        row["question_id"]: row
        for row in derived_frame(content, "disagreement").iter_rows(named=True)
    }
    positions = dict(content.position_of.select("claim_id", "position").iter_rows())
    parents = {row["source_id"]: row["derived_from_id"] for row in drawn.tables["sources"]}
    assert sorted(made) == sorted(row["question_id"] for row in drawn.tables["questions"])
    for ident, row in made.items():
        claims = [
            c
            for c in drawn.tables["claims"]
            if c["question_id"] == ident and c["status"] in ("", "active")
        ]
        held = [positions[c["claim_id"]] for c in claims]
        told = [int(row[name]) for name in row if name.endswith("_count")]
        origins = {_root(c["source_id"], parents) for c in claims}
        assert told == [
            len(claims),
            *(len({c[key] for c in claims}) for key in ("claimant_id", "source_id")),
            len(origins),
            len(set(held)),
        ]
        least = min((sum(other != kept for other in held) for kept in held), default=0)
        assert [int(row[name]) for name in row if name.endswith("_hidden")] == [
            max(len(set(held)) - 1, 0),
            max(len(claims) - 1, 0),
            least,
        ]
    assert {ident for ident, row in made.items() if row["is_contested"] == "true"} == set(
        content.contested_questions["question_id"]
    )


def _root(source: str, parents: dict[str, str]) -> str:
    while parents.get(source):
        source = parents[source]
    return source


def test_the_dictionary_tells_every_column_of_every_table_with_its_vocabulary(
    tmp_path: Path,
) -> None:
    made = written(specimen("column claims x_seen ; table x-photos"), tmp_path)
    tables = {
        **standard.tables(),
        **{
            name: derived_table(name)
            for name in ("positions", "contested_questions", "disagreement")
        },
    }
    page = body(made["data-dictionary.html"])
    ids = {one.get("id"): "".join(one.itertext()) for one in page.iter() if one.get("id")}
    assert {"claims.x_seen", "x-photos", "x-photos.x_id"} <= set(ids)
    for name, table in tables.items():
        assert f"## {name}\n".replace("_", "\\_") in made["data-dictionary.md"]
        for field in table.fields.values():
            told = ids[f"{name}.{field.name}"]
            assert field.description in told
            assert f"type{'date (EDTF)' if field.form == 'edtf' else ''}" in told
            assert field.example in told
            assert f"| `{field.name}`" in made["data-dictionary.md"]
        for raw in (one for one in table.schema["fields"] if one.get("categories")):
            for category in raw["categories"]:
                assert f"- `{category['value']}`: " in made["data-dictionary.md"]
                assert category["label"] in ids[f"{name}.{raw['name']}"]


def test_the_page_asks_for_nothing_and_tells_references_in_words(tmp_path: Path) -> None:
    page = written(strange(), tmp_path)["data-dictionary.html"]
    assert (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src'
        " 'unsafe-inline'\">" in page
    )
    elements = list(body(page).iter())
    assert {one.get("href", "#")[0] for one in elements} == {"#"}
    assert {one.get("href", "#")[1:] for one in elements} <= {
        "",
        *(one.get("id") for one in elements),
    }
    assert not [
        one
        for one in elements
        if one.tag.endswith(("script", "img", "link", "iframe", "use", "image"))
    ]
    assert not [
        name
        for one in elements
        for name in one.attrib
        if name.startswith("on") or name in ("src", "srcset", "style")
    ]
    assert "@import" not in page
    assert "url(" not in page
    pointing = next(one for one in body(page) if one.tag == "dl")
    assert ["".join(one.itertext()) for one in pointing] == [
        *("actors", "to none"),
        *("locations", "within_id to locations"),
        *("sources", "publisher_id to actors, derived_from_id to sources"),
        *("questions", "about_id to actors, location_id to locations"),
        "claims",
        (
            "question_id to questions, claimant_id to actors, source_id to sources, location_id to"
            " locations, answer to actors, answer to locations"
        ),
        *("relays", "claim_id to claims, relay_id to actors"),
        *("relations", "claim_id to claims, other_claim_id to claims"),
        *("revisions", "to none"),
        *("x-photos", "to none"),
    ]


def test_the_diagram_has_keys_and_says_which_references_may_be_blank(tmp_path: Path) -> None:
    page = written(specimen(), tmp_path)["data-dictionary.md"]
    drawn = page.partition("```mermaid\nerDiagram\n")[2].partition("```")[0]
    assert "    relays {\n        string claim_id PK, FK\n        integer step PK\n" in drawn
    assert '    actors ||--o{ claims : "claimant_id"\n' in drawn
    assert '    locations |o--o{ claims : "location_id"\n' in drawn
    assert '    actors |o--o{ claims : "answer"\n' in drawn
    assert "record_id" not in drawn


def test_text_of_a_dataset_formats_nothing(tmp_path: Path) -> None:
    made = written(strange(), tmp_path)
    for name in ("README.md", "data-dictionary.md", "disagreement.md"):
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(made[name])
        inline = [child for token in tokens for child in token.children or []]
        assert not [one for one in (*tokens, *inline) if one.type.startswith("html")]
        assert not [one for one in inline if one.type in ("em_open", "strong_open", "s_open")]
    cells = [row for row in made["disagreement.md"].splitlines() if row.startswith("| Who")]
    assert cells == [r"| Who\_held\_\|Low\|\_\`Ford\`? | 3 | 3 | 2 | 2 | 2 |"]
    assert r"- `denies act-guard`: Valley Council (1 claim)" in made["disagreement.md"]
    assert r"Guard\|\*of\*\|\<b\>Low\</b\>" in made["disagreement.md"]


def test_nothing_of_a_redacted_or_withdrawn_claim_is_told(tmp_path: Path) -> None:
    made = written(specimen("claims clm-j status=withdrawn answer=no"), tmp_path)
    assert not [name for name, text in made.items() if re.search("clm-[jl]", text)]
    assert not [
        name
        for name, text in made.items()
        if "redacted]" in text and not name.startswith("data-dictionary")
    ]
    assert (
        "qst-bridge,Should the bridge at Low Ford be reopened?,movement,false,0,0,0,0,0,0,0,0\n"
        in made["derived/disagreement.csv"]
    )


@pytest.mark.parametrize("package", ["specimen", "panjshir"])
def test_the_same_content_gives_the_same_bytes(package: str, tmp_path: Path) -> None:
    first, second = (
        written(
            (
                specimen()
                if package == "specimen"
                else content_of(find(ROOT / "datasets" / "panjshir-2021")[0])
            ),
            tmp_path / name,
        )
        for name in ("a", "b")
        if (tmp_path / name).mkdir() is None
    )
    assert first == second
    assert all(text.endswith("\n") and "\r" not in text for text in first.values())


def test_a_dataset_that_names_nobody_still_has_its_pages(tmp_path: Path) -> None:
    told = written(
        specimen(
            "descriptor -contributors ; descriptor -title ; descriptor -description ; descriptor"
            " -licenses"
        ),
        tmp_path,
    )
    assert told["README.md"].startswith("# low-ford\n\nVersion 1.0.0 of 2026-11-22.\n\nEach row")
    assert "names nobody" in told["README.md"]
    assert "CITATION.cff" not in told["README.md"]
    assert "The descriptor names none." in told["README.md"]
