"""The data dictionary of a release."""

from __future__ import annotations

from pathlib import Path

from contested import standard
from contested.release.tables import DERIVED, derived_table
from release.pages import body, specimen, strange, written


def test_the_dictionary_tells_every_column_of_every_table_with_its_vocabulary(
    tmp_path: Path,
) -> None:
    content = specimen("column claims x_seen ; table x-photos")
    made = written(content, tmp_path)
    tables = {
        **{name: one for name, one in standard.tables().items() if name in content.tables},
        **{name: derived_table(name) for name in DERIVED},
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


def test_the_page_asks_for_nothing(tmp_path: Path) -> None:
    page = written(strange(), tmp_path)["data-dictionary.html"]
    assert (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src'
        " 'unsafe-inline'\">" in page
    )
    elements = list(body(page).iter())
    links = {one.get("href", "#") for one in elements}
    assert links <= {"#", *(f"#{one.get('id')}" for one in elements)}
    asking = ("script", "img", "link", "iframe", "use", "image")
    assert not [one for one in elements if one.tag.endswith(asking)]
    attributes = {name for one in elements for name in one.attrib}
    assert not attributes & {"src", "srcset", "style"}
    assert not [name for name in attributes if name.startswith("on")]
    assert "@import" not in page
    assert "url(" not in page


def test_the_page_lists_what_each_table_points_to(tmp_path: Path) -> None:
    page = written(strange(), tmp_path)["data-dictionary.html"]
    pointing = next(one for one in body(page) if one.tag == "dl")
    assert ["".join(one.itertext()) for one in pointing] == [
        *("actors", "to none"),
        *("locations", "within_id to locations"),
        *("sources", "publisher_id to actors, author_id to actors, derived_from_id to sources"),
        *("questions", "about_id to actors, location_id to locations"),
        "claims",
        (
            "question_id to questions, claimant_id to actors, on_behalf_of_id to actors, source_id"
            " to sources, location_id to locations, answer to actors, answer to locations"
        ),
        *("relays", "claim_id to claims, relay_id to actors"),
        *("relations", "claim_id to claims, other_claim_id to claims"),
        *("citations", "claim_id to claims, source_id to sources"),
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
