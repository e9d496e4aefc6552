"""Graphs: places within places, sources from sources, claims that replace claims."""

from __future__ import annotations

from collections.abc import Iterable

from contested.rules.frames import Frame
from contested.rules.names import column_frame
from contested.rules.views import Views


def on_cycles(parents: dict[str, str]) -> list[str]:
    """Return the nodes on a cycle; each has at most one parent.

    What merely leads to a cycle is not on it.
    """
    state: dict[str, int] = {}
    cyclic: list[str] = []
    for number, start in enumerate(parents):
        node = start
        while node in parents and node not in state:
            state[node] = number
            node = parents[node]
        if state.get(node) == number:
            first = node
            while True:
                cyclic.append(node)
                node = parents[node]
                if node == first:
                    break
    return cyclic


def components(edges: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return the strongly connected component of each node that shares one.

    It is Tarjan's algorithm, without recursion.
    """
    follow: dict[str, list[str]] = {}
    for a, b in edges:
        follow.setdefault(a, []).append(b)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    done: dict[str, int] = {}
    for root in follow:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        work = [(root, iter(follow[root]))]
        while work:
            node, rest = work[-1]
            for near in rest:
                if near not in index:
                    index[near] = low[near] = len(index)
                    stack.append(near)
                    work.append((near, iter(follow.get(near, ()))))
                    break
                if near not in done:
                    low[node] = min(low[node], index[near])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    members = stack[stack.index(node) :] if stack[-1] != node else [node]
                    del stack[len(stack) - len(members) :]
                    done.update(dict.fromkeys(members, index[node] if len(members) > 1 else -1))
    return {node: component for node, component in done.items() if component >= 0}


def _parents(views: Views, table: str) -> dict[str, str]:
    spec = views.tables[table]
    column = next(r.column for r in spec.references if r.table == table)
    frame = views.view(table, {column}).filter(~views.namespace.col(column).is_null())
    return dict(views.rows(frame.select(spec.key[0], column)))


@column_frame("in_cycle", "locations", "sources")
def in_cycle(views: Views, table: str) -> Frame:
    """Return True for rows on a cycle of references within the table."""
    found = on_cycles(_parents(views, table))
    return views.frame(
        {views.tables[table].key[0]: found, "in_cycle": [True] * len(found)},
        {views.tables[table].key[0]: "String", "in_cycle": "Boolean"},
    )


@column_frame("origin", "sources")
def origin(views: Views, table: str) -> Frame:
    """Return the document that a source goes back to at the last.

    It is the source itself, where it is derived from none.
    """
    parents = _parents(views, table)
    ids = dict.fromkeys(row[0] for row in views.rows(views.view(table, set()).select("source_id")))
    roots: dict[str, str] = dict.fromkeys(on_cycles(parents), "")
    for start in ids:
        path, node = [], start
        while node not in roots and node in parents:
            path.append(node)
            node = parents[node]
        roots.update(dict.fromkeys(path, roots.get(node, node) or node))
    return views.frame(
        {"source_id": list(ids), "origin": [roots.get(i) or i for i in ids]},
        {"source_id": "String", "origin": "String"},
    )


@column_frame("is_circular", "relations")
def is_circular(views: Views, table: str) -> Frame:
    """Return True where claims replace each other in a circle.

    By such relations a claim is, step by step, replaced by what it replaces.
    """
    col = views.namespace.col
    replacing = views.view(table, {"relation"}).filter(
        col("relation").is_in(["corrects", "retracts", "supersedes"])
        & (col("claim_id") != col("other_claim_id"))
    )
    rows = views.rows(replacing.select("claim_id", "relation", "other_claim_id").unique())
    inside = components((a, b) for a, _, b in rows)
    found = [r for r in rows if r[0] in inside and inside[r[0]] == inside.get(r[2])]
    columns = {
        "claim_id": [r[0] for r in found],
        "relation": [r[1] for r in found],
        "other_claim_id": [r[2] for r in found],
        "is_circular": [True] * len(found),
    }
    return views.frame(
        columns,
        dict.fromkeys(("claim_id", "relation", "other_claim_id"), "String")
        | {"is_circular": "Boolean"},
    )


@column_frame("shares_relay", "relations", needs=("relays",))
def shares_relay(views: Views, table: str) -> Frame:
    """Return True for corroborations whose two claims came through one relay."""
    col = views.namespace.col
    rows = views.rows(
        views.view(table, {"relation"})
        .filter(col("relation") == "corroborates")
        .select("claim_id", "relation", "other_claim_id")
        .unique()
    )
    asked = {r[0] for r in rows} | {r[2] for r in rows}
    relays: dict[str, set[str]] = {}
    for claim, relay in (
        views.rows(views.view("relays", {"relay_id"}).select("claim_id", "relay_id"))
        if asked
        else []
    ):
        if claim in asked and relay is not None:
            relays.setdefault(claim, set()).add(relay)
    found = [r for r in rows if relays.get(r[0], set()) & relays.get(r[2], set())]
    columns = {
        "claim_id": [r[0] for r in found],
        "relation": [r[1] for r in found],
        "other_claim_id": [r[2] for r in found],
        "shares_relay": [True] * len(found),
    }
    return views.frame(
        columns,
        dict.fromkeys(("claim_id", "relation", "other_claim_id"), "String")
        | {"shares_relay": "Boolean"},
    )
