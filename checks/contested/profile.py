"""The profile: what a descriptor must say, judged by the JSON Schema in `schema/profile.json`.

Each part of that schema bears the name of a rule as its title, so that the path of a failure tells which rule speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from contested import standard


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a descriptor says wrongly or not at all."""

    rule: str
    where: str
    what: str
    resource: str = ""


@cache
def _validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(standard.schema("profile"), retriever=lambda _: {})


def faults(descriptor: Any) -> list[Fault]:
    """Everything in which a descriptor departs from the profile, each thing once, in the order of the profile's parts.

    The Data Package profile itself, which the schema refers to by address, is not fetched: what it asks is said again in the
    part that follows it.
    """
    parts = standard.schema("profile")["allOf"]
    found = [_fault(parts[int(error.schema_path[1])]["title"], error, descriptor) for error in _validator().iter_errors(descriptor)]
    return list(dict.fromkeys([*found, *_repeated_names(descriptor)]))


def _repeated_names(descriptor: Any) -> Iterator[Fault]:
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    seen: set[str] = set()
    for number, resource in enumerate(resources if isinstance(resources, list) else []):
        name = resource.get("name") if isinstance(resource, dict) else None
        if isinstance(name, str) and name in seen:
            yield Fault("invalid-descriptor", f"resources[{number}].name", f"“{name}” names a resource for the second time", name)
        seen.add(name if isinstance(name, str) else "")


def _fault(rule: str, error: Any, descriptor: Any) -> Fault:
    kind, path = error.kind, list(error.instance_path)
    where = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")
    resource = _resource(descriptor, path)
    name = type(kind).__name__
    if name == "Required":
        where, what = f"{where}.{kind.property}".lstrip("."), "is missing"
    elif name == "Contains":
        want = standard.schema("profile")
        for step in list(error.schema_path)[: list(error.schema_path).index("contains")]:
            want = want[int(step) if isinstance(want, list) else step]
        resource = where = want["contains"]["properties"]["name"]["const"]
        what = "is not among the resources"
    elif name == "Constant":
        what = f"is {_shown(error.instance)}, and must be {_shown(kind.expected_value)}"
    elif name == "Format":
        what = f"is {_shown(error.instance)}, which is not a {kind.format}"
    elif name in ("MinLength", "MinItems", "MinProperties"):
        what = "is empty"
    elif name == "Type":
        what = f"is {_shown(error.instance)}, which is not of the type {' or '.join(kind.types)}"
    elif name == "Pattern":
        what = f"is {_shown(error.instance)}, which is not written as such names are"
    elif name == "AnyOf" and where.startswith("contributors"):
        what = "names nobody"
    else:
        what = f"is {_shown(error.instance)}, which the profile does not allow"
    return Fault(rule, where or "the descriptor", what, resource)


def _resource(descriptor: Any, path: list[Any]) -> str:
    if len(path) > 1 and path[0] == "resources" and isinstance(path[1], int):
        one = descriptor["resources"][path[1]]
        name = one.get("name") if isinstance(one, dict) else None
        return name if isinstance(name, str) else f"resource {path[1] + 1}"
    return ""


def _shown(value: Any) -> str:
    import json

    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"
