"""The profile: what a descriptor must say, as `schema/profile.json` has it.

Each part of that schema bears the name of a rule as its title, so that the path of a failure tells
which rule speaks. The schemas inside a descriptor are judged by `contested.standard.schemas`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from contested import standard
from contested.standard.schemas import as_json, columns, shape, unresolved
from contested.standard.versions import NAMED_BY, fault_of, newest

INVALID = "invalid-descriptor"
"""The rule that speaks of whatever no other rule does."""
KINDS = {
    "array": "a list in square brackets",
    "object": "a set of names and values in curly brackets",
    "string": "a text in quotation marks",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "date-time": "a day and time such as 2026-11-22T00:00:00Z",
    "uri": "a web address",
    "email": "an e-mail address",
}
"""Types and formats of JSON Schema in plain words."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a descriptor says wrongly or not at all."""

    rule: str
    where: str
    what: str
    resource: str = ""


@cache
def _validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(standard.schema("profile"), retriever=lambda _: {})


def problems(descriptor: Any) -> list[Problem]:
    """Return everything in which a descriptor departs from the profile.

    Each thing is there once, in the order of the profile's parts. The Data Package profile itself,
    which the schema refers to by address, is not fetched: what it asks is said again in the part
    that follows it.
    """
    parts = standard.schema("profile")["allOf"]
    found = [
        _problem(parts[int(error.schema_path[1])]["title"], error, descriptor)
        for error in _validator().iter_errors(descriptor)
    ]
    return list(dict.fromkeys([*found, *_repeated_names(descriptor), *_of_schemas(descriptor)]))


def _resources(descriptor: Any) -> list[Any]:
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    return resources if isinstance(resources, list) else []


def _repeated_names(descriptor: Any) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, resource in enumerate(_resources(descriptor)):
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str):
            continue
        if name in seen:
            what = f"is “{name}”, as another resource is called"
            yield Problem(INVALID, f"resources[{number}].name", what, name)
        seen.add(name)


def _of_schemas(descriptor: Any) -> Iterator[Problem]:
    """Yield what cannot be followed in the schemas inside a descriptor.

    That they are not the standard's is another rule's.
    """
    resources = _resources(descriptor)
    known = columns([one for one in resources if isinstance(one, dict)])
    for number, resource in enumerate(resources):
        schema = resource.get("schema") if isinstance(resource, dict) else None
        if not isinstance(schema, dict):
            continue
        above = ["resources", number, "schema"]
        for error in shape().iter_errors(schema):
            yield _problem(INVALID, error, descriptor, above)
        for path, what in unresolved(schema, known):
            where = _where(descriptor, [*above, *path])
            yield Problem(INVALID, where, what, _resource(descriptor, above))


def _problem(rule: str, error: Any, descriptor: Any, above: Iterable[Any] = ()) -> Problem:
    path = [*above, *error.instance_path]
    where, resource = _where(descriptor, path), _resource(descriptor, path)
    name = type(error.kind).__name__
    if name == "Required" and error.kind.property == NAMED_BY:
        return Problem(rule, NAMED_BY, f'is missing; write "{NAMED_BY}": "{newest()}"', resource)
    if name == "Required":
        where = f"{where}.{error.kind.property}".lstrip(".")
        return Problem(rule, where, "is missing", resource)
    if name == "Contains":
        missing = _wanted(list(error.schema_path))
        return Problem(rule, missing, "is not among the resources", missing)
    if name == "AnyOf" and where.startswith("contributors"):
        return Problem(rule, where, "names nobody", resource)
    return Problem(rule, where or "the descriptor", _what(error), resource)


def _what(error: Any) -> str:
    """Return in plain words what is wrong with a value."""
    said, kind = f"is {as_json(error.instance)}", error.kind
    match type(kind).__name__:
        case "MinLength" | "MinItems" | "MinProperties":
            return "is empty"
        case "Constant":
            return f"{said}, and must be {as_json(kind.expected_value)}"
        case "Format":
            return f"{said}, which is not {KINDS.get(kind.format, kind.format)}"
        case "Enum" if list(error.instance_path) == [NAMED_BY]:
            return f"{said}, {fault_of(error.instance)}"
        case "Type" if isinstance(error.instance, str) and _is_written_out(error):
            return (
                f"{said}, and has to be written out here: put its content in place of its address"
            )
        case "Type":
            return f"{said}, which is not {' or '.join(KINDS.get(t, t) for t in kind.types)}"
        case "Enum":
            return f"{said}, which is none of {', '.join(map(str, kind.options))}"
        case "Pattern" if "://" in kind.pattern:
            return (
                f"{said}, which is no address that begins with https:// or doi:, and no path;"
                " neither holds spaces, quotation marks or < and >"
            )
        case "Pattern" if "Uu" in kind.pattern:
            return f'{said}, and must be "utf-8"'
        case "Pattern":
            return f"{said}, which is not written as such names are"
    return f"{said}, which the profile does not allow"


def _is_written_out(error: Any) -> bool:
    """Return True for what other descriptors may give as an address."""
    path = list(error.instance_path)
    return path[:1] == ["resources"] and path[2:] in (["schema"], ["dialect"])


def _wanted(schema_path: list[Any]) -> str:
    """Return the resource that a part of the profile wants."""
    part = standard.schema("profile")
    for step in schema_path[: schema_path.index("contains")]:
        part = part[int(step) if isinstance(part, list) else step]
    return str(part["contains"]["properties"]["name"]["const"])


def _where(descriptor: Any, path: list[Any]) -> str:
    """Return a path in words.

    Resources and columns are called by their names where those are their own.
    """
    at, shown, above = descriptor, "", None
    for step in path:
        name = _own_name(at, step) if above in ("resources", "fields") else None
        shown += f".{name or step}" if name or isinstance(step, str) else f"[{step}]"
        at, above = at[step], step
    return shown.lstrip(".")


def _own_name(siblings: Any, number: int) -> str | None:
    names = [one.get("name") if isinstance(one, dict) else None for one in siblings]
    name = names[number] if names else None
    return name if isinstance(name, str) and names.count(name) == 1 else None


def _resource(descriptor: Any, path: list[Any]) -> str:
    if len(path) > 1 and path[0] == "resources" and isinstance(path[1], int):
        one = descriptor["resources"][path[1]]
        name = one.get("name") if isinstance(one, dict) else None
        return name if isinstance(name, str) else f"resource {path[1] + 1}"
    return ""
