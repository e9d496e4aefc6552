"""RO-Crate: the files of a release, for repositories and workflow systems."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

from contested.package import DESCRIPTOR
from contested.release.archive import SUMS, digest, files_of
from contested.release.build import write_json
from contested.release.content import Content
from contested.release.docs import site
from contested.release.exports import schemaorg

NAME = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.2"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
KINDS = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".geojson": "application/geo+json",
    ".md": "text/markdown",
    ".html": "text/html",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".db": "application/vnd.sqlite3",
    ".cff": "application/yaml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".txt": "text/plain",
    ".svg": "image/svg+xml",
    ".sql": "application/sql",
}
"""Media types by the ends of names; Python's own table differs from machine to machine."""
OTHER = "application/octet-stream"
Node = dict[str, Any]
ITSELF: Node = {
    "@id": NAME,
    "@type": "CreativeWork",
    "conformsTo": {"@id": SPECIFICATION},
    "about": {"@id": "./"},
}
SITE: Node = {
    "@id": f"{site.NAME}/",
    "@type": "Dataset",
    "name": "Site",
    "description": "Pages in which people see who claims what; SHA256SUMS lists its files.",
}
"""The site as one thing: it has some files for each question, actor, place and document."""
DATA_PACKAGE: Node = {
    "@id": PROFILE,
    "@type": ["CreativeWork", "Profile"],
    "name": "Data Package",
    "version": "2.0",
}


def write(content: Content, folder: Path) -> None:
    """Write `ro-crate-metadata.json` (RO-Crate 1.2) over the files of the folder.

    It must run behind all other writers. Only the file itself and SHA256SUMS, whose content depends
    on it, are not listed.
    """
    given = content.cited
    resources = {one["path"]: one for one in schemaorg.resources(folder)}
    names = [name for name in files_of(folder) if name not in (NAME, SUMS)]
    alone = [name for name in names if not name.startswith(SITE["@id"])]
    parts = [_file(folder, name, resources.get(name, {})) for name in alone]
    parts += [SITE] if len(alone) < len(names) else []
    creators = [
        _agent(schemaorg.agent(one), number) for number, one in enumerate(given.creators, 1)
    ]
    licences = [_licence(schemaorg.licence(one), one.title) for one in given.licences]
    root = {
        "@id": "./",
        "@type": "Dataset",
        **schemaorg.properties(given),
        "conformsTo": {"@id": PROFILE},
        "license": _ids(licences),
        "author": _ids([one for one, *_ in creators]),
        "hasPart": _ids(parts),
    }
    graph = [ITSELF, root, *parts, DATA_PACKAGE, *licences, *chain.from_iterable(creators)]
    context = [f"{SPECIFICATION}/context", {"sha256": "http://schema.org/sha256"}]
    write_json(folder / NAME, {"@context": context, "@graph": list(_once(graph))})


def _file(folder: Path, name: str, resource: Node) -> Node:
    node: Node = {"@id": quote(name), "@type": "File", "name": resource.get("title") or name}
    if "description" in resource:
        node["description"] = resource["description"]
    if name == DESCRIPTOR:
        node["conformsTo"] = {"@id": PROFILE}
    size, kind = (folder / name).stat().st_size, KINDS.get(Path(name).suffix, OTHER)
    return node | {
        "encodingFormat": kind,
        "contentSize": str(size),
        "sha256": digest(folder / name),
    }


def _agent(node: Node, number: int) -> list[Node]:
    """Return a maker, and the body that the maker is of.

    A crate is flat, and everything in it has a name.
    """
    node = {"@id": f"#creator-{number}", **node}
    if "affiliation" not in node:
        return [node]
    body: Node = {"@id": f"#affiliation-{number}", **node.pop("affiliation")}
    return [node | {"affiliation": {"@id": body["@id"]}}, body]


def _licence(address: str, title: str) -> Node:
    return {
        "@id": address if ":" in address else f"#{quote(address)}",
        "@type": "CreativeWork",
        "name": title or address,
    }


def _ids(nodes: list[Node]) -> list[Node]:
    return [{"@id": node["@id"]} for node in _once(nodes)]


def _once(nodes: list[Node]) -> Iterator[Node]:
    """Yield each node once: two makers may share one address."""
    seen: set[str] = set()
    for node in nodes:
        if node["@id"] not in seen:
            seen.add(node["@id"])
            yield node
