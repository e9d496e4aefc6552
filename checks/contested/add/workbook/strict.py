"""Strict Open XML, which Excel saves on request.

It is the usual form with other names for its namespaces. openpyxl 3.1 knows the usual names only,
and finds no sheet where they are the others.
"""

from __future__ import annotations

import io
import zipfile
from typing import IO

STRICT = b"http://purl.oclc.org/ooxml/"
OURS = b"http://schemas.openxmlformats.org/"
NAMES = {
    b"officeDocument/extendedProperties": b"officeDocument/2006/extended-properties",
    b"officeDocument/customProperties": b"officeDocument/2006/custom-properties",
    b"officeDocument/relationships/metadata/core-properties": (
        b"package/2006/relationships/metadata/core-properties"
    ),
    b"officeDocument/": b"officeDocument/2006/",
    b"spreadsheetml/": b"spreadsheetml/2006/",
    b"drawingml/": b"drawingml/2006/",
}
"""How what stands behind the two beginnings differs; the longer names stand first. ISO/IEC 29500-1
and -4 list them.
"""


def usual(archive: zipfile.ZipFile) -> IO[bytes] | None:
    """Return a strict workbook in the usual form, else None."""
    parts = [one for one in archive.infolist() if one.filename.endswith((".xml", ".rels"))]
    roots = [one for one in parts if one.filename.endswith(("workbook.xml", "_rels/.rels"))]
    if not any(STRICT in archive.read(one) for one in roots):
        return None
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as copy:
        for one in archive.infolist():
            data = archive.read(one)
            copy.writestr(one.filename, _renamed(data) if one in parts else data)
    made.seek(0)
    return made


def _renamed(data: bytes) -> bytes:
    for strict, name in NAMES.items():
        data = data.replace(STRICT + strict, OURS + name)
    return data
