"""Graphs: places within places, sources from sources, claims that replace claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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


def lineage(node: str, parents: Mapping[str, str]) -> Iterator[str]:
    """Yield a node and all above it, each once."""
    seen: set[str] = set()
    while node and node not in seen:
        yield node
        seen.add(node)
        node = parents.get(node, "")


def places_around(views: Views) -> Frame:
    """Return each place beside itself and all that it lies within."""
    rows = views.rows(views.view("locations", {"within_id"}).select("location_id", "within_id"))
    parents = {place: around for place, around in rows if around}
    places = dict.fromkeys(place for place, _ in rows if place)
    return _pairs(views, {one: lineage(one, parents) for one in places}, "place", "around")


def documents_above(views: Views) -> Frame:
    """Return each source beside all that it was written from."""
    parents = _parents(views, "sources")
    above = {one: lineage(parent, parents) for one, parent in parents.items()}
    return _pairs(views, above, "source_id", "above")


def _pairs(views: Views, above: Mapping[str, Iterable[str]], one: str, other: str) -> Frame:
    """Return each key beside all that stands above it, under these names."""
    pairs: list[tuple[str, str]] = []
    for key, every in above.items():
        pairs += [(key, up) for up in every]
    columns = {one: [key for key, _ in pairs], other: [up for _, up in pairs]}
    return views.frame(columns, dict.fromkeys(columns, "String"))


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
