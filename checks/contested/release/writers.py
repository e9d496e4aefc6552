"""The writers of a release's files besides tables, in their order."""

from __future__ import annotations

from pathlib import Path

from contested.release.build import Writer
from contested.release.citation import cff, datacite, zenodo
from contested.release.content import CHANGELOG, Content
from contested.release.docs import dictionary, disagreement, readme, site
from contested.release.exports import (
    croissant,
    datasette,
    ftm,
    geojson,
    jsonld,
    parquet,
    prov,
    rocrate,
    sqlite,
)
from contested.text import plural

EXPORTS: dict[str, tuple[Writer, str]] = {
    "exports/{name}.sqlite": (
        sqlite.write,
        "SQLite, with keys, vocabularies and views: `sqlite3 exports/{name}.sqlite`",
    ),
    "exports/datasette.json": (
        datasette.write,
        (
            "metadata for Datasette: `datasette exports/{name}.sqlite --metadata"
            " exports/datasette.json`"
        ),
    ),
    "exports/parquet": (
        parquet.write,
        "Parquet, typed: `duckdb -c \"SELECT * FROM 'exports/parquet/claims.parquet'\"`",
    ),
    "exports/claims.geojson": (
        geojson.write,
        "GeoJSON of claims about places whose point is known, for any program that draws maps",
    ),
    "exports/dataset.jsonld": (jsonld.write, "JSON-LD in the words of schema.org"),
    "exports/prov.json": (prov.write, "W3C PROV: the chain from claimant through relays to source"),
    "exports/followthemoney": (ftm.write, "FollowTheMoney, with one statement a claim"),
    "croissant.json": (
        croissant.write,
        'Croissant: `mlcroissant.Dataset("croissant.json").records("claims")` in Python',
    ),
}
"""By its path in the release, what writes each export and how a reader opens it."""


def write_readme(content: Content, folder: Path) -> None:
    """Write README.md, which says how to open each export that is there."""
    told = {path: words for path, (_, words) in EXPORTS.items()}
    left_out = plural(geojson.claims_without_point(content), "claim")
    told[geojson.NAME] += f"; places without a point are left out, and with them {left_out}"
    readme.write(content, folder, told)


def write_changelog(content: Content, folder: Path) -> None:
    """Write the changelog as the dataset has it."""
    if content.changelog is not None:
        (folder / CHANGELOG).write_bytes(content.changelog)


WRITERS: dict[str, Writer] = {
    CHANGELOG: write_changelog,
    cff.NAME: cff.write,
    zenodo.NAME: zenodo.write,
    datacite.NAME: datacite.write,
    disagreement.PAGE: disagreement.write,
    dictionary.MARKDOWN: dictionary.write,
    site.NAME: site.write,
    **{path: write for path, (write, _) in EXPORTS.items()},
    readme.NAME: write_readme,
    rocrate.NAME: rocrate.write,
}
"""By what each writes. The README lists what is there, and the RO-Crate has a digest of everything,
so they come last.
"""
