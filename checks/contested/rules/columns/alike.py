"""Alike: questions that are one, and addresses of one document."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from operator import itemgetter
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from contested.rules.columns.groups import with_keys
from contested.rules.frames import Frame
from contested.rules.names import column_frame
from contested.rules.privacy import REDACTED
from contested.rules.views import Views

ABOUT = ("about_id", "location_id", "period_earliest", "period_latest", "unit")
"""What a question is about besides its words."""
LONG = 15
"""Letters of a quotation that no two people say alike."""
FOLLOWING = ("utm_", "fbclid", "gclid")
"""How names of marks begin by which websites follow a reader."""


@column_frame("question_twin", "questions")
def question_twin(views: Views, table: str) -> Frame:
    """Return the record number of a question that asks the same."""
    col = views.namespace.col
    asked = views.view(table, {"question"}).filter(
        ~col("question").is_null() & (col("question") != REDACTED)
    )
    keys = with_keys(views, asked, "question").select("row", "key")
    same = keys.join(views.alike(keys, ["key"]), on="row", how="semi")
    about = views.view(table, {*ABOUT}, same.select("row")).select("row", *ABOUT)
    rows = views.rows(same.join(about, on="row", how="inner"))
    worded: dict[str, list[tuple[int, tuple[Any, ...]]]] = {}
    for row, key, *cells in sorted(rows, key=itemgetter(0)):
        worded.setdefault(key, []).append((row, tuple(cells)))
    return _twins(views, "question_twin", worded)


@column_frame("quote_twin", "claims")
def quote_twin(views: Views, table: str) -> Frame:
    """Return the record number of a claim with another speaker.

    It is of the same source. Short words two people may well have said, but not at one place.
    """
    col, names = views.namespace.col, ("source_id", "locator", "claimant_id")
    given = ~col("source_id").is_null() & ~col("claimant_id").is_null()
    quoted = views.view(table, {"quote", *names, "status"}).filter(
        given & (col("status") == "active") & (col("quote") != REDACTED)
    )
    keys = with_keys(views, quoted, "quote").filter(col("key") != "")
    same = keys.join(views.alike(keys, ["source_id", "key"]), on="row", how="semi")
    said: dict[tuple[str | None, ...], dict[str, int]] = {}
    twins: dict[int, int] = {}
    rows = views.rows(same.select("row", "key", *names))
    for row, words, source, locator, claimant in sorted(rows, key=itemgetter(0)):
        at = (source, words) if len(words) >= LONG else (source, words, locator)
        voices = said.setdefault(at, {})
        other = next((first for voice, first in voices.items() if voice != claimant), None)
        if other is not None:
            twins.setdefault(row, other)
            twins.setdefault(other, row)
        voices.setdefault(claimant, row)
    return views.frame(
        {"row": list(twins), "quote_twin": list(twins.values())},
        {"row": "UInt32", "quote_twin": "Int64"},
    )


@column_frame("url_twin", "sources")
def url_twin(views: Views, table: str) -> Frame:
    """Return the record number of another source at the same address."""
    rows = views.rows(views.view(table, {"url"}).select("row", "url"))
    pages: dict[str, list[tuple[int, tuple[Any, ...]]]] = {}
    for row, url in rows:
        if url is not None:
            page, fragment = address_key(url)
            pages.setdefault(page, []).append((row, (fragment or None,)))
    return _twins(views, "url_twin", pages)


def address_key(url: str) -> tuple[str, str]:
    """Return the page of an address, and the place in it.

    Left out is what leads to the same page: http or https, www, a slash at the end, and marks by
    which websites follow a reader.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url, ""
    if parts.scheme not in ("http", "https"):
        return url, ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    where = host if port in (None, 80, 443) else f"{host}:{port}"
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in asked if not key.startswith(FOLLOWING)]
    return f"{where}{parts.path.rstrip('/')}?{urlencode(kept)}", parts.fragment


def _twins(
    views: Views, name: str, groups: Mapping[str, list[tuple[int, tuple[Any, ...]]]]
) -> Frame:
    twins: dict[int, int] = {}
    for group in groups.values():
        if len(group) > 1:
            twins |= agreeing(group)
    return views.frame(
        {"row": list(twins), name: list(twins.values())}, {"row": "UInt32", name: "Int64"}
    )


def agreeing(rows: Iterable[tuple[int, tuple[Hashable, ...]]]) -> dict[int, int]:
    """Return, for rows whose cells agree with another's, that other row.

    A blank agrees with anything. Each row is looked up by the cells that it and another one have,
    so that no two rows are ever compared.
    """
    seen: dict[tuple[int, int, tuple[Hashable, ...]], int] = {}
    twins: dict[int, int] = {}
    for row, cells in rows:
        filled = sum(1 << n for n, cell in enumerate(cells) if cell is not None)
        for other in range(1 << len(cells)):
            both = filled & other
            found = seen.get((other, both, _chosen(cells, both)))
            if found is not None:
                twins.setdefault(row, found)
                twins.setdefault(found, row)
        for some in range(1 << len(cells)):
            if some & filled == some:
                seen.setdefault((filled, some, _chosen(cells, some)), row)
    return twins


def _chosen(cells: tuple[Hashable, ...], which: int) -> tuple[Hashable, ...]:
    return tuple(cell for n, cell in enumerate(cells) if which >> n & 1)
