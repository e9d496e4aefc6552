"""Drift: in what a schema inside a descriptor is not the standard's."""

from __future__ import annotations

from contested.standard import EXTENSION_COLUMN


def drift(ours: dict[str, object], given: object) -> str:
    """Return in what a schema first differs from the standard's.

    Extension columns at its end do not count; empty if it differs in nothing.
    """
    if not isinstance(given, dict):
        return "there is none"
    mine, theirs = ours["fields"], given.get("fields")
    assert isinstance(mine, list)
    if not isinstance(theirs, list):
        return "it has no fields"
    for number, want in enumerate(mine):
        if number >= len(theirs) or theirs[number] != want:
            got = (
                theirs[number].get("name")
                if number < len(theirs) and isinstance(theirs[number], dict)
                else None
            )
            return (
                f"“{want['name']}” is described otherwise"
                if got == want["name"]
                else f"where “{want['name']}” belongs there is “{got or 'nothing'}”"
            )
    for extra in theirs[len(mine) :]:
        if not (
            isinstance(extra, dict) and str(extra.get("name", "")).startswith(EXTENSION_COLUMN)
        ):
            return (
                "it has a further column"
                f" “{extra.get('name') if isinstance(extra, dict) else extra}”, which does not"
                f" begin with {EXTENSION_COLUMN}"
            )
    for key in dict.fromkeys([*ours, *given]):
        if key != "fields" and ours.get(key) != (
            foreign_keys(given, False) if key == "foreignKeys" else given.get(key)
        ):
            return f"“{key}” is not the same"
    return ""


def foreign_keys(schema: dict[str, object], own: bool) -> object:
    """Return the foreign keys of a schema's extensions, or the others.

    With `own` those whose columns are all extensions; None where there are none.
    """
    keys = schema.get("foreignKeys")
    return [key for key in keys if _extends(key) is own] or None if isinstance(keys, list) else keys


def _extends(key: object) -> bool:
    columns = key.get("fields") if isinstance(key, dict) else None
    columns = [columns] if isinstance(columns, str) else columns
    names = columns if isinstance(columns, list) else []
    return bool(names) and all(str(name).startswith(EXTENSION_COLUMN) for name in names)
