"""Checksums: what the descriptor says of a file, beside the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contested.package.checksums import stated
from contested.rules.rule import rule

if TYPE_CHECKING:
    from contested.package import Package


@rule(
    "stale-checksum",
    on="the package",
    bad=(
        "descriptor resources.claims.hash=sha256:0000000000000000000000000000000000000000000000000"
        "000000000000000",
        "descriptor resources.claims.hash=00000000000000000000000000000000",
    ),
    good="descriptor resources.claims.format=csv",
)
def stale_checksum(package: Package) -> Iterator[dict[str, str]]:
    """datapackage.json says of {file} that its {what} is {said}, and it is {found}.

    Whoever receives the package compares the file with what is said of it, to know that nobody
    changed it on the way. If the two differ here already, every such check fails, or nobody
    believes it any more.

    Allowed: the hash and the number of bytes that the file has, or neither

    Mend: If the file is right, run “contested sync”, which writes both anew; if not, get the file
    again.
    """
    for one in stated(package):
        if str(one.said).lower() != str(one.found):
            yield {
                "table": one.table,
                "file": one.file,
                "what": one.what,
                "said": str(one.said),
                "found": str(one.found),
            }
