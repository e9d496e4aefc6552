"""Locations: trees of invented places, from countries down to points within facilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from making import names
from making.chance import Flags, Ints, Rng, blanked, ids, joined, shares, weighted, words

KINDS = ("country", "province", "district", "settlement", "facility", "area", "point")
COUNTRY, PROVINCE, DISTRICT, SETTLEMENT, FACILITY, AREA, POINT = range(7)
_SHARES = (0.002, 0.02, 0.1, 0.6, 0.2, 0.03, 0.05)
_WITHIN = {
    PROVINCE: COUNTRY,
    DISTRICT: PROVINCE,
    SETTLEMENT: DISTRICT,
    FACILITY: SETTLEMENT,
    AREA: DISTRICT,
    POINT: FACILITY,
}
_CODES = [f"X{chr(65 + i)}" for i in range(26)]
"""Country codes that ISO 3166-1 leaves to its users and gives to no country."""
_BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Places:
    """All places: the kind of each, what it lies within (-1 for nothing), and the district or
    larger place around it.
    """

    kind: Ints
    within: Ints
    wide: Ints
    country: Ints

    def __len__(self) -> int:
        return len(self.kind)

    def is_small(self, which: Ints) -> Flags:
        """Whether each of these is smaller than a district, small enough to find somebody in."""
        return np.isin(self.kind[which], (SETTLEMENT, FACILITY, POINT)) & (which >= 0)

    def name(self, which: Ints, script: str = "latin") -> pl.Series:
        """The names of these places."""
        return names.word("places", which, script)


def make(rng: Rng, n: int) -> Places:
    """About n / 100 places, at least one of each kind that a small package needs."""
    total = max(9, n // 100)
    counts = shares(total, _SHARES)
    extra = max(0, counts[COUNTRY] - len(_CODES))
    counts[COUNTRY], counts[SETTLEMENT] = counts[COUNTRY] - extra, counts[SETTLEMENT] + extra
    kind = rng.permutation(np.repeat(np.arange(len(KINDS)), counts)).astype(np.int64)
    of_kind = [np.flatnonzero(kind == k) for k in range(len(KINDS))]
    within = np.full(total, -1)
    for inner, outer in _WITHIN.items():
        within[of_kind[inner]] = rng.choice(of_kind[outer], len(of_kind[inner]))
    wide, country = np.arange(total), np.arange(total)
    for _ in KINDS:
        wide = np.where(np.isin(kind[wide], (SETTLEMENT, FACILITY, POINT)), within[wide], wide)
        country = np.where(within[country] >= 0, within[country], country)
    return Places(kind, within, wide, np.searchsorted(of_kind[COUNTRY], country))


def _codes(places: Places) -> tuple[pl.Series, pl.Series]:
    """ISO 3166 codes of countries and provinces, P-codes of provinces and districts."""
    serial = np.arange(len(places))
    country = words(_CODES, places.country)
    three = [words(list(_BASE36), serial // 36**power % 36) for power in (2, 1, 0)]
    province = joined(country, "-", *three)
    iso = pl.select(
        pl.when(pl.Series(places.kind == COUNTRY))
        .then(country)
        .when(pl.Series(places.kind == PROVINCE))
        .then(province)
    ).to_series()
    pcode = joined(country, pl.Series(serial).cast(pl.String).str.zfill(7))
    return iso, blanked(pcode, ~np.isin(places.kind, (PROVINCE, DISTRICT)))


def table(places: Places, rng: Rng) -> pl.DataFrame:
    """The rows of `locations`."""
    n = len(places)
    serial = np.arange(n)
    unknown = (rng.random(n) < 0.4) | ~places.is_small(serial)
    iso, pcode = _codes(places)
    aliases = weighted(rng, (0.5, 0.3, 0.2), n)
    arabic, cyrillic = places.name(serial, "arabic"), places.name(serial, "cyrillic")
    both = joined(arabic, ";", cyrillic)
    return pl.DataFrame(
        {
            "location_id": ids("loc", n),
            "name": places.name(serial),
            "location_type": words(KINDS, places.kind),
            "within_id": ids("loc", n, places.within),
            "also_known_as": (
                pl.select(
                    pl.when(pl.Series(aliases == 1))
                    .then(arabic)
                    .when(pl.Series(aliases == 2))
                    .then(both)
                ).to_series()
            ),
            "iso_code": iso,
            "ocha_pcode": pcode,
            "geonames_id": blanked(
                pl.Series(serial + 990_000_001).cast(pl.String), rng.random(n) < 0.7
            ),
            "wikidata_id": blanked(
                joined("Q", pl.Series(serial + 9_900_000_001).cast(pl.String)), rng.random(n) < 0.9
            ),
            "latitude": blanked(
                pl.Series((29 + 10 * rng.random(n)).round(4)).cast(pl.String), unknown
            ),
            "longitude": blanked(
                pl.Series((60 + 15 * rng.random(n)).round(4) * rng.choice((1, 1, -1), n)).cast(
                    pl.String
                ),
                unknown,
            ),
            "uncertainty_m": blanked(
                words(["50", "250", "1000", "2500.5"], rng.integers(0, 4, n)), unknown
            ),
            "gazetteer": blanked(
                words(
                    ["GeoNames, read 2025-07-01", "national gazetteer, 2019"], rng.integers(0, 2, n)
                ),
                unknown,
            ),
            "note": words(
                ["The point is that of the bazaar, not of the old fort."],
                np.where(~unknown & (rng.random(n) < 0.05), 0, -1),
            ),
        }
    )
