"""Pages of a release as tests read them."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

from contested.package.files.canonical import canonical
from contested.release.citation import cff, datacite, zenodo
from contested.release.content import Content
from contested.release.docs import dictionary, disagreement, readme
from contested.release.tables import DERIVED, derived_frame, derived_table
from contested.testing.specimen import changed
from release.releases import content_of

ROOT = Path(__file__).parents[2]
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
    """Return a package whose texts look like Markdown and HTML."""
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
