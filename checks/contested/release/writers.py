"""What writes the files of a release besides its tables, in the order in which it runs."""

from __future__ import annotations

from contested.release.build import Writer
from contested.release.citation import cff, datacite, zenodo
from contested.release.docs import dictionary, disagreement, readme
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

WRITERS: dict[str, Writer] = {
    "CITATION.cff": cff.write,
    ".zenodo.json": zenodo.write,
    "datacite.json": datacite.write,
    "disagreement": disagreement.write,
    "data dictionary": dictionary.write,
    "SQLite": sqlite.write,
    "Datasette": datasette.write,
    "Parquet": parquet.write,
    "GeoJSON": geojson.write,
    "JSON-LD": jsonld.write,
    "PROV": prov.write,
    "FollowTheMoney": ftm.write,
    "Croissant": croissant.write,
    "README": readme.write,
    "RO-Crate": rocrate.write,
}
"""By what each writes. The README tells what is there, and the RO-Crate has a digest of everything,
so they come last.
"""
