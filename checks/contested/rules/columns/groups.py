"""Groups: what rows share with others, and how often they are named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from contested.rules.frames import Frame
from contested.rules.names import column, column_frame
from contested.rules.rule import Expr, Row
from contested.rules.views import Views

GONE = ["relation_removed", "identity_merged"]
"""Kinds of revision whose record is rightly no longer there."""
_SIGNS = re.compile("[^a-z0-9]+")


LOOKALIKES = str.maketrans(
    "авекмнорстухіѕјԁһ" + "αβεζηικμνορτυχ", "abekmhopctyxisjdh" + "abezhikmnoptyx"
)
"""Letters of the Cyrillic and the Greek alphabet that look like Latin ones, large or small."""
SPELLINGS = str.maketrans("يىكةەہٱ", "ییکههها", "\u0640")
"""Letters that Arabic and Persian keyboards write differently; a stretching sign is no letter."""


def name_key(name: str) -> str:
    """Return what of a name tells it from others.

    It lacks case, accents, punctuation and spaces.
    """
    return _SIGNS.sub("", name.lower()) if name.isascii() else "".join(name_words(name))


def name_words(name: str) -> list[str]:
    """Return the words of a name, each as `name_key` has it.

    A word all of whose letters look like Latin ones is taken for what it looks like.
    """
    if name.isascii():
        return _SIGNS.sub(" ", name.lower()).split()
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    words = bare.translate(SPELLINGS).translate(LETTERS).split()
    seen = [word.translate(LOOKALIKES) for word in words]
    return [look if look.isascii() else word for word, look in zip(words, seen, strict=True)]


def _letter(sign: str) -> str:
    """Return a letter or digit as it is, a space otherwise.

    What can be left out, such as an accent, is nothing.
    """
    kind = unicodedata.category(sign)
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if kind[0] in "LN" or kind == "Mc":
        return sign
    return "" if kind in ("Mn", "Me", "Cf") else " "


class _Letters(dict[int, str]):
    """What `_letter` makes of each sign, worked out once."""

    def __missing__(self, sign: int) -> str:
        self[sign] = _letter(chr(sign))
        return self[sign]


LETTERS = _Letters()


def with_keys(views: Views, texts: Frame, column: str) -> Frame:
    """Return rows with `key`, what `name_key` makes of their text.

    Only what is not ASCII is looked at one by one.
    """
    col = views.namespace.col
    is_foreign = col(column).str.contains("[^\\x00-\\x7f]")
    lowered = col(column).str.to_lowercase().str.replace_all(_SIGNS.pattern, "")
    plain = texts.filter(~is_foreign).select("row", lowered.alias("key"))
    rows = views.rows(texts.filter(is_foreign).select("row", column))
    folded = {"row": [row for row, _ in rows], "key": [name_key(text) for _, text in rows]}
    foreign = views.frame(folded, {"row": "UInt32", "key": "String"})
    return texts.join(views.namespace.concat([plain, foreign]), on="row", how="inner")


@column_frame(
    "is_used",
    "actors",
    "locations",
    "sources",
    "questions",
    needs=("claims", "relays", "revisions", "sources", "questions", "locations"),
)
def is_used(views: Views, table: str) -> Frame:
    """Return True for the keys that some row of any table names."""
    key, col = views.tables[table].key[0], views.namespace.col
    named = []
    for other, spec in views.tables.items():
        for name in dict.fromkeys(r.column for r in spec.references if r.table == table):
            if other in views.frames:
                named.append(views.view(other, {name}).select(col(name).alias(key)).unique())
    return (
        views.namespace.concat(named)
        .unique()
        .with_columns(views.namespace.lit(True).alias("is_used"))
    )


@column_frame("name_twin", "actors", "locations")
def name_twin(views: Views, table: str) -> Frame:
    """Return the record number of another row of the same name."""
    key, kind = views.tables[table].key[0], f"{table.removesuffix('s')}_type"
    columns = ["name", "also_known_as", kind, *(["within_id"] if table == "locations" else [])]
    rows = views.rows(views.view(table, set(columns)).select("row", key, *columns))
    first: dict[Any, tuple[int, str]] = {}
    twins: dict[str, int] = {}
    for row, ident, name, aliases, *rest in rows:
        if ident is None or (table == "actors" and rest[0] in ("unnamed_source", "collective")):
            continue
        names = [name, *(aliases or "").split(";")]
        for folded in _keys_of(filter(None, names), rest[0] == "person"):
            same = (folded,) if table == "actors" else (folded, *rest)
            if same in first and first[same][1] != ident:
                twins.setdefault(ident, first[same][0])
                twins.setdefault(first[same][1], row)
            first.setdefault(same, (row, ident))
    return views.frame(
        {key: list(twins), "name_twin": list(twins.values())}, {key: "String", "name_twin": "Int64"}
    )


JOINED = re.compile(r"(?i)\s*[,;/&+|]\s*|\s+(?:and|or|und|et|y|e|و|и|та)\s+")
"""What stands between two names in one."""


@column_frame("joined_names", "actors")
def joined_names(views: Views, table: str) -> Frame:
    """Return the cell of an actor's names that joins those of others."""
    cells = ["name", "also_known_as"]
    seen = views.view(table, set(cells)).select("row", *cells)
    joining = [views.namespace.col(cell).str.contains(JOINED.pattern) for cell in cells]
    may = joining[0].fill_null(False) | joining[1].fill_null(False)
    rows = views.rows(seen) if views.rows(seen.filter(may).select("row")) else []
    named = [(row, name, [name]) for row, name, _ in rows if name]
    named += [(row, aliases, aliases.split(";")) for row, _, aliases in rows if aliases]
    alone: dict[str, set[int]] = {}
    for row, _, names in named:
        for name in names:
            alone.setdefault(name_key(name), set()).add(row)
    found: dict[int, str] = {}
    for row, cell, names in named:
        if any(_joins_others(name, alone, row) for name in names):
            found.setdefault(row, cell)
    return views.frame(
        {"row": list(found), "joined_names": list(found.values())},
        {"row": "UInt32", "joined_names": "String"},
    )


def _joins_others(name: str, alone: dict[str, set[int]], row: int) -> bool:
    parts = [name_key(part) for part in JOINED.split(name)]
    return len(parts) > 1 and all(part and alone.get(part, set()) - {row} for part in parts)


def _keys_of(names: Iterable[str], is_person: bool) -> Iterator[str]:
    """Yield the keys by which names are compared.

    The words of a person's name may stand in any order.
    """
    for name in names:
        keys = [name_key(name), *([sorted_key(name)] if is_person else [])]
        yield from filter(None, dict.fromkeys(keys))


def sorted_key(name: str) -> str:
    """Return the key of a name in any order of words."""
    return "".join(sorted(name_words(name)))


@column_frame("publishes", "actors", needs=("sources",))
def publishes(views: Views, table: str) -> Frame:
    """Return how many sources an actor published."""
    named = views.view("sources", {"publisher_id"}).group_by("publisher_id")
    return named.agg(views.namespace.len().alias("publishes")).rename({"publisher_id": "actor_id"})


@column_frame("step_before_earliest", "relays")
def step_before_earliest(views: Views, table: str) -> Frame:
    """Return the earliest day of the last dated step before this."""
    return _of_step_before(views, table, "earliest")


@column_frame("step_before_instant", "relays")
def step_before_instant(views: Views, table: str) -> Frame:
    """Return the instant of the last dated step before this."""
    return _of_step_before(views, table, "instant")


def _of_step_before(views: Views, table: str, what: str) -> Frame:
    col, asked = views.namespace.col, {"step_number", "relayed_earliest", f"relayed_{what}"}
    dated = views.view(table, asked).filter(
        ~col("relayed_earliest").is_null() & ~col("step_number").is_null()
    )
    before = col(f"relayed_{what}").shift(1).over("claim_id", order_by="step_number")
    named = before.alias(f"step_before_{what}")
    return dated.select("claim_id", "step", named).unique(subset=["claim_id", "step"], keep="any")


@column("reversed_low", "relations")
def reversed_low(relation: Row) -> Expr:
    """Return the claim of the pair that is first in the alphabet."""
    return relation.when(
        relation.claim_id < relation.other_claim_id, relation.claim_id, relation.other_claim_id
    )


@column("reversed_high", "relations")
def reversed_high(relation: Row) -> Expr:
    """Return the claim of the pair that is last in the alphabet."""
    return relation.when(
        relation.claim_id < relation.other_claim_id, relation.other_claim_id, relation.claim_id
    )


@column("reversed_twin", "relations")
def reversed_twin(relation: Row) -> Expr:
    """Return the first claim of a relation in both directions.

    It comes first in a row of the same relation and pair, and is another one than this row's where
    the pair stands in both directions.
    """
    same = ("relation", "reversed_low", "reversed_high")
    least = relation.over(relation.claim_id.min(), *same)
    most = relation.over(relation.claim_id.max(), *same)
    return relation.when(least == relation.claim_id, most, least)


@column("lets_go", "revisions")
def lets_go(revision: Row) -> Expr:
    """Return the changed row if this revision lets it go.

    A claim keeps its row, whatever becomes of it.
    """
    whole = (revision.kind == "redacted") & revision.field_is_blank
    gone = (revision.kind == "withdrawn") | whole
    gone = revision.kind.is_in(GONE) | (gone & (revision.table != "claims"))
    return revision.when(gone, revision.record_id)


@column("let_go", "revisions")
def let_go(revision: Row) -> Expr:
    """Return whether any revision lets the changed row go."""
    return revision.over(revision.lets_go.count(), "table", "record_id") > 0
