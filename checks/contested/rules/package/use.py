"""What a reader needs to use and to cite a package."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contested.rules.package.telling import Told, problems_of
from contested.rules.rule import rule

if TYPE_CHECKING:
    from contested.package import Package


@rule(
    "missing-licence",
    on="the package",
    bad=("descriptor licenses=", "descriptor licenses=[]"),
    good='descriptor licenses=[{"name":"CC0-1.0"}]',
)
def missing_licence(package: Package) -> Iterator[Told]:
    """The package does not say under which licence its data may be used.

    Without a licence nobody may copy the data, however freely it lies on the web. Rights in the
    sources are another matter and stand with each source.

    Allowed: at least one licence, such as CC-BY-4.0

    Mend: Add "licenses" to datapackage.json.
    """
    yield from ({"where": f.where} for f in problems_of(package, "missing-licence"))


@rule(
    "missing-metadata",
    on="the package",
    severity="warning",
    bad=(
        "descriptor title=",
        "descriptor description=",
        "descriptor version=",
        "descriptor contributors=",
        "descriptor created=",
        "descriptor contributors=[]",
        'descriptor contributors=[{"roles":["creator"]}]',
    ),
    good='descriptor contributors=[{"title":"A group"}]',
)
def missing_metadata(package: Package) -> Iterator[Told]:
    """In datapackage.json, {where} {what}.

    A reader wants to know what the package is about, who made it, when, and which version they
    hold, so that they can cite it.

    Allowed: a title, a description, a version, a day of creation and at least one named contributor

    Mend: Add it to datapackage.json.
    """
    yield from (
        {"where": f.where, "what": f.what} for f in problems_of(package, "missing-metadata")
    )
