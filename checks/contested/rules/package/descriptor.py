"""The descriptor as a whole: readable, and of this standard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contested.rules.package.telling import Told, problems_of
from contested.rules.rule import rule
from contested.standard.versions import newest

if TYPE_CHECKING:
    from contested.package import Package


@rule(
    "invalid-descriptor",
    on="the package",
    gate=True,
    lists={"version": (newest(),)},
    bad=(
        "descriptor contested=1",
        "descriptor contested=1.1",
        "descriptor contested=2.0",
        "descriptor contested=",
        "descriptor name=Low_Ford!",
        "descriptor created=yesterday",
        'descriptor contributors=["us"]',
        "descriptor homepage=javascript:alert(1)",
        'descriptor licenses=[{"name":"x","path":"data:text/html,x"}]',
        'descriptor licenses=[{"name":"x","path":"https://x/<b>"}]',
        'descriptor licenses=[{"name":"x","path":"ask us"}]',
        "descriptor-bytes {",
        "descriptor resources.relays.path=",
    ),
    good='descriptor keywords=["river"]',
)
def invalid_descriptor(package: Package) -> Iterator[Told]:
    """In datapackage.json, {where} {what}.

    The descriptor is what other software reads first. It follows the Data Package standard, version
    2, and says which version of this standard the package keeps to.

    Allowed: JSON that fits schema/profile.json, with "contested": "{version}"

    Mend: Correct it in a text editor; commas and quotation marks are easily lost.
    """
    if package.fault and not package.is_strange:
        yield {"where": "the text", "what": f"cannot be read: {package.fault}"}
    yield from (
        {"where": f.where, "what": f.what, "table": f.resource}
        for f in problems_of(package, "invalid-descriptor")
    )


@rule(
    "foreign-package",
    on="the package",
    gate=True,
    lists={"version": (newest(),)},
    bad=(
        'descriptor-bytes {"name":"cameras","resources":[{"name":"media","path":"media.csv"}]}',
        'descriptor-bytes {"profile":"https://profile.example/cameras.json","resources":[]}',
        "descriptor contested= ; descriptor -resources.claims ; descriptor -resources.actors ;"
        " descriptor -resources.sources ; descriptor -resources.locations",
    ),
    good="descriptor profile=https://profile.example/cameras.json",
)
def foreign_package(package: Package) -> Iterator[Told]:
    """Nothing in this package was judged: {fault}.

    Most data packages hold something else than claims, and many keep to a profile of their own.
    What is wrong with them, their own standard says.

    Allowed: a datapackage.json with "contested": "{version}", and the tables of the standard

    Mend: If you look for a place to begin, “contested init” makes a package of this standard. Rows
    of another package can lie in it, in tables whose names begin with x-. If this one is meant to
    be of this standard, write "contested": "{version}" into its datapackage.json.
    """
    if package.is_strange:
        yield {"fault": package.fault}
