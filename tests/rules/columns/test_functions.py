"""The functions behind named columns: folding names, finding numbers in wordings, cycles and
components of graphs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from contested.rules.columns.alike import address_key, agreeing
from contested.rules.columns.graphs import components, on_cycles
from contested.rules.columns.groups import name_key, name_words, sorted_key
from contested.rules.separation.verdicts import own_columns
from contested.standard import Table
from hypothesis import given
from hypothesis import strategies as st

NAMES = {"asks": ("questions", "question_id"), "read_in": ("sources", "source_id")}
NOTES = Table.from_schema(
    "x-notes",
    {
        "fields": [{"name": name, "type": "string"} for name in ("number", *NAMES, "said")],
        "primaryKey": ["number"],
        "foreignKeys": [
            {"fields": column, "reference": {"resource": table, "fields": key}}
            for column, (table, key) in NAMES.items()
        ],
    },
)
CALLS: list[tuple[Callable[..., Any], tuple[Any, ...], Any]] = [
    *(
        (name_key, (name,), folded)
        for name, folded in (
            ("River Guard", "riverguard"),
            ("RIVER  guard", "riverguard"),
            ("river-guard's", "riverguards"),
            ("Battalion 3", "battalion3"),
            ("", ""),
            ("...", ""),
            ("_", ""),
            ("Pañjshīr", "panjshir"),
            ("Ünal", "unal"),
            ("Straße", "strasse"),
            ("ﬁve", "five"),
            ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
            ("पंजशीर", "पजशीर"),
            ("ＡＢＣ１", "abc1"),
            ("№ 5", "no5"),
            ("پنج\u200cشیر", "پنجشیر"),
            ("五", "五"),
            ("É–É", "ee"),
            ("٣", "3"),
            ("①", "1"),
            ("ℳ", "m"),
            ("Rаdio Оstra", "radioostra"),
            ("СССР", "cccp"),
            ("Нива", "нива"),
            ("Вера", "bepa"),
            ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"),
            ("Αθήνα", "αθηνα"),
            ("АВЕКМНОРСТУХІЅЈԀҺ", "abekmhopctyxisjdh"),
            ("كلي", "کلی"),
            ("هىةۀہٱ", "هیههها"),
            ("مـحمد", "محمد"),
            ("می\u200cروند", "میروند"),
            ("क्रि", "करि"),
            ("a\u20dd b", "ab"),
        )
    ),
    (own_columns, (NOTES,), ["read_in", "said"]),
    *(
        (address_key, (url,), key)
        for url, key in (
            ("https://radio.example/ford", ("radio.example/ford?", "")),
            ("http://WWW.radio.example:80/ford/#a", ("radio.example/ford?", "a")),
            ("https://m.radio.example:443/", ("radio.example?", "")),
            ("https://radio.example:8080", ("radio.example:8080?", "")),
            ("https://a.example/?p=2&q=", ("a.example?p=2&q=", "")),
            ("https://a.example/?utm_source=x&p=2&fbclid=1&gclid=3", ("a.example?p=2", "")),
            ("urn:isbn:0#a", ("urn:isbn:0#a", "")),
            ("https://[a/", ("https://[a/", "")),
            ("https://a.example:99999/", ("https://a.example:99999/", "")),
        )
    ),
    *(
        (agreeing, (list(enumerate(rows)),), twins)
        for rows, twins in (
            ([("a", "b"), ("a", "b")], {0: 1, 1: 0}),
            ([("a", "b"), ("a", "c")], {}),
            ([("a", None), ("a", "c"), ("b", "c")], {0: 1, 1: 0}),
            ([(None, None), ("a", "c"), ("b", "c")], {0: 1, 1: 0, 2: 0}),
            ([("a", None), (None, "c")], {0: 1, 1: 0}),
            ([("a", "b"), ("c", "b"), ("a", "b"), ("a", "b")], {0: 2, 2: 0, 3: 0}),
        )
    ),
    *(
        (name_words, (name,), words.split())
        for name, words in (
            ("River-Guard's  3rd", "river guard s 3rd"),
            ("Pañj–Shīr", "panj shir"),
            ("Ａ۳ ٣፲", "a3 3፲"),
            ("a\u20ddb\u0301 \u00e9", "ab e"),
            ("پنج\u200cشیر", "پنجشیر"),
            ("पंजशीर", "पजशीर"),
            ("Аве Жук", "abe жук"),
            ("كي ـه", "کی ه"),
        )
    ),
    *(
        (sorted_key, (name,), key)
        for name, key in (("Marin, Ana", "anamarin"), ("Ana Marin", "anamarin"), ("", ""))
    ),
    *(
        (on_cycles, (dict(pairs.split()),), list(cyclic))
        for pairs, cyclic in (
            ("", ""),
            ("ab", ""),
            ("ab bc", ""),
            ("aa", "a"),
            ("ab ba", "ab"),
            ("ab bc cb", "bc"),
            ("ab bc ca", "abc"),
            ("cb ab ba", "ba"),
            ("ab ba cd dc ea fc", "abcd"),
            ("ab cb bd", ""),
            ("ab bb cb", "b"),
        )
    ),
    *(
        (components, (tuple((a, b) for a, b in pairs.split()),), found)
        for pairs, found in (
            ("", {}),
            ("ab", {}),
            ("aa", {}),
            ("ab ba", {"a": 0, "b": 0}),
            ("ab bc ca cd", {"a": 0, "b": 0, "c": 0}),
            ("ab bc cb", {"b": 1, "c": 1}),
            ("ab ba cd dc bc", {"a": 0, "b": 0, "c": 2, "d": 2}),
            ("ab ac ba ca", {"a": 0, "b": 0, "c": 0}),
            ("bc cb ab ad da", {"b": 0, "c": 0, "a": 2, "d": 2}),
            ("ab bc cd db ea ae", {"b": 1, "c": 1, "d": 1, "a": 0, "e": 0}),
            ("ab bc ca bd de ed ef", {"a": 0, "b": 0, "c": 0, "d": 3, "e": 3}),
            ("ab bc cd da db", dict.fromkeys("abcd", 0)),
            ("ab ac cb bd dc", dict.fromkeys("bcd", 1)),
        )
    ),
]
"""A function, its arguments, and what it returns."""

NODES = st.sampled_from("abcdefg")


@pytest.mark.parametrize(("function", "arguments", "result"), CALLS)
def test_a_function_returns_this(
    function: Callable[..., Any], arguments: tuple[Any, ...], result: Any
) -> None:
    assert function(*arguments) == result


@given(st.text())
def test_folding_a_name_twice_is_folding_it_once(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(st.text("abcABC éÉ-'.", max_size=8))
def test_case_accents_spaces_and_punctuation_do_not_tell_names_apart(name: str) -> None:
    plain = name.lower().replace("é", "e")
    assert name_key(name) == "".join(c for c in plain if c.isalpha())


@given(st.dictionaries(NODES, NODES))
def test_the_nodes_on_cycles_are_those_that_lead_back_to_themselves(
    parents: dict[str, str],
) -> None:
    def leads_back(start: str) -> bool:
        node: str | None = parents.get(start)
        for _ in parents:
            if node == start:
                return True
            node = parents.get(node or "")
        return False

    found = on_cycles(parents)
    assert sorted(found) == sorted(node for node in parents if leads_back(node))


@given(st.lists(st.tuples(NODES, NODES), max_size=14))
def test_components_hold_the_nodes_that_lead_to_each_other(edges: list[tuple[str, str]]) -> None:
    def reached(start: str) -> set[str]:
        seen, todo = set(), [start]
        while todo:
            node = todo.pop()
            new = {b for a, b in edges if a == node} - seen
            seen |= new
            todo.extend(new)
        return seen

    found = components(edges)
    nodes = {node for edge in edges for node in edge}
    together = {
        (a, b) for a in nodes for b in nodes if a != b and b in reached(a) and a in reached(b)
    }
    assert {(a, b) for a in found for b in found if a != b and found[a] == found[b]} == together
    assert set(found) == {node for pair in together for node in pair}


def test_a_chain_of_many_thousand_steps_needs_no_recursion() -> None:
    chain = {str(n): str(n + 1) for n in range(20_000)}
    assert on_cycles(chain) == []
    assert components(chain.items()) == {}
    assert (
        len(on_cycles(chain | {"20000": "0"}))
        == len(components([*chain.items(), ("20000", "0")]))
        == 20_001
    )
