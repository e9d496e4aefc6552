"""What checks read: no table but those they say, and of a large one a stretch at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl
import pytest
from contested.check import judge, load
from contested.rules import views
from contested.rules.check import Check, expand
from contested.rules.rule import RULES
from contested.standard import Table
from contested.testing import specimen

TODAY = date.fromisoformat(specimen.TODAY).toordinal()
FAULTS = (
    "claims clm-a stated=2021-08-25 location_id=loc-fort ; relays clm-m,1 relayed=2021-08-21 ;"
    " +relations clm-f,supersedes,clm-a basis=curator ; actors act-told wikidata_id=Q7 ; locations"
    " loc-ostra within_id=loc-ford ; +claims clm-new from=clm-e answer=no ; claims clm-d"
    " quantity_max=16 ; +claims clm-two from=clm-h ; sources src-wire publisher_id=act-leaflet ;"
    " questions qst-began location_id= ; claims clm-i occurred=2021-13"
)


def hits(
    frames: dict[str, pl.DataFrame], tables: dict[str, Table], checks: Iterable[Check]
) -> dict[tuple[str, str, str, int], list[int]]:
    found = judge.judge(
        pl, {n: f.lazy() for n, f in frames.items()}, tables, list(checks), TODAY
    ).hits
    return {(c.rule.name, c.table, c.column, c.arm): rows.to_list() for c, rows in found.items()}


def test_a_check_reads_no_table_but_those_it_says_and_finds_the_same_in_stretches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    package = specimen.changed(FAULTS).package()
    frames = {name: one.frame for name, one in load.load(package).items() if one.frame is not None}
    checks = expand((r for r in RULES.values() if r.on_rows), package.tables)
    whole = hits(frames, package.tables, checks)
    assert len(whole) == 13
    apart = {}
    for reads in {frozenset(c.reads(package.tables)) for c in checks}:
        mine = [
            c for c in checks if (c.form and c.table in reads) or c.reads(package.tables) == reads
        ]
        apart |= hits({name: frames[name] for name in reads}, package.tables, mine)
    assert apart == whole
    monkeypatch.setattr(views, "STRETCH", 4)
    assert hits(frames, package.tables, checks) == whole
