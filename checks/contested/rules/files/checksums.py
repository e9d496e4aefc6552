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
    good="descriptor resources.relays.hash=40f3f37e2d6957df645308c17829c3be",
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
        if not one.why and not one.is_so:
            yield {
                "table": one.table,
                "file": one.file,
                "what": one.what,
                "said": str(one.said),
                "found": str(one.found),
            }


@rule(
    "unchecked-checksum",
    on="the package",
    severity="warning",
    bad=(
        "descriptor resources.claims.hash=crc32:00000000",
        "descriptor resources.claims.hash=sha25:00000000",
        (
            "file data/more.csv claim_id,step,relay_id,relayed,note ; descriptor"
            ' resources.relays.path=["data/relays.csv","data/more.csv"] ; descriptor'
            " resources.relays.hash=sha256:00"
        ),
    ),
    good="descriptor resources.relays.hash=40f3f37e2d6957df645308c17829c3be",
)
def unchecked_checksum(package: Package) -> Iterator[dict[str, str]]:
    """datapackage.json says of {table} that its {what} is {said}, and nobody compares it: {why}.

    What is said of a file and never looked at is no promise. Other software may know the kind of
    hash, or how it is taken of several files; here it would pass whatever the file holds.

    Allowed: a hash of a kind such as sha256 and a number of bytes, of a table in one file

    Mend: If the files are right, run “contested sync”, which writes a SHA-256 in its place, or
    takes out what is said of several files.
    """
    for one in stated(package):
        if one.why:
            yield {"table": one.table, "what": one.what, "said": str(one.said), "why": one.why}
