"""Guards: what may become of a cell once it is published."""

from __future__ import annotations

from typing import Any, Literal, get_args

Guard = Literal[
    "key", "attribution", "wording", "identity", "reference", "additive", "free", "status"
]
"""How a cell is guarded.

`key` is also every part of a key, and columns of which nothing is said are `wording`.
"""
GUARDS: dict[Guard, str] = {
    "key": "Never changes. Where a row goes, a revision says why.",
    "attribution": (
        "Who said it, where and when. A blank cell is filled with a revision of the kind"
        " completed, a filled one changed with one of the kind corrected whose note or reference"
        " says where the source bears it out."
    ),
    "wording": "What was said or asked. Filled and changed like attribution.",
    "identity": "Who or what a row stands for. Filled and changed like attribution.",
    "reference": (
        "Where more can be found. A blank cell is filled freely; a filled one is changed with a"
        " revision of the kind corrected."
    ),
    "additive": (
        "A list that may grow freely. Taking one away needs a revision of the kind corrected."
    ),
    "free": "May be changed without a revision.",
    "status": (
        "To withdrawn or redacted with a revision of that kind, and from there to nothing else."
    ),
}
"""What may become of a published cell, for each way in which one is guarded."""


def guard_of(given: Any) -> Guard:
    """Return the guard that a schema names.

    What is none of these words frees nothing.
    """
    return next((word for word in get_args(Guard) if word == given), "wording")
