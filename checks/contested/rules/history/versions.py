"""Versions: packages that come and go, and their numbers.

The number tells readers how much has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from contested.rules.rule import rule

Told = dict[str, str]


class Bump(Protocol):
    """The version that a change asks for, as reviews find it."""

    @property
    def is_owed(self) -> bool: ...
    @property
    def base(self) -> str: ...
    @property
    def head(self) -> str: ...
    @property
    def least(self) -> str: ...
    @property
    def why(self) -> str: ...


@rule(
    "version-not-raised",
    on="both versions",
    blocks_release=True,
    severity="warning",
    bad=(
        "descriptor version=1.0.0 ; +actors act-new name=Somebody actor_type=collective",
        "descriptor version=1.0.1 ; +actors act-new name=Somebody actor_type=collective",
        "descriptor version=1.1.0 ; withdrawn claims clm-k",
        'descriptor version=1.0.0 ; corrected claims clm-a locator="line 9"',
        'descriptor version=1.0.0 ; corrected claims clm-a locator="line 9" ; claims clm-b note=X.',
        "descriptor version=0.9.0 ; claims clm-a note=Spelling.",
        "descriptor version=soon ; claims clm-a note=Spelling.",
    ),
    good=(
        "descriptor version=1.0.0",
        "descriptor version=1.0.0 ; claims clm-a note=Spelling.",
        "descriptor version=1.0.0 ; actors act-wire wikidata_id=Q7 also_known_as=Wire",
        "descriptor version=1.0.1 ; claims clm-a note=Spelling.",
        "descriptor version=1.1.0 ; +actors act-new name=Somebody actor_type=collective",
        "descriptor version=2.0.0 ; withdrawn claims clm-k",
        'descriptor version=1.0.0 ; bytes claims "\\r" ""',
    ),
)
def version_not_raised(bump: Bump) -> Iterator[Told]:
    """The change asks for version {least} or later ({why}); {base_version} is published, and the
    package says {version}.

    A version tells whoever built on the data whether they have to look again. The Data Package
    Version recipe raises the first number for rows that were withdrawn or moved, the second for new
    rows, the third for corrections. Notes and what else may be changed freely ask for none before
    the next release.

    Allowed: {least} or any later version

    Mend: Write "version": "{least}" into datapackage.json.
    """
    if bump.is_owed:
        yield {
            "base_version": bump.base,
            "version": bump.head,
            "least": bump.least,
            "why": bump.why,
        }


@rule(
    "vanished-package",
    on="whole packages",
    bad="package -low-ford",
    good=(
        (
            "descriptor name=low-ford-2 ; +revisions rev-x table=datapackage"
            " record_id=datapackage.json field=name kind=corrected old_value=low-ford"
            ' new_value=low-ford-2 note="There is another Low Ford."'
        ),
        "descriptor version=1.0.0",
    ),
)
def vanished_package() -> None:
    """The package {package} was published and is gone.

    Whoever cites it would find nothing. Data that should no longer be used can say so itself, in
    its description and its README.

    Allowed: packages that stay; one that was moved or renamed, as long as its folder or its name is
    the same

    Mend: Put the package back.
    """


@rule(
    "new-package",
    on="whole packages",
    severity="info",
    bad="+package low-ford",
    good="descriptor version=1.0.0",
)
def new_package() -> None:
    """The package {package} is new.

    There is nothing yet that it could be compared with, so only the rules for one version were
    asked of it.

    Allowed: new packages

    Mend: Nothing, if it is meant to be new. If it is one that was moved, its name in
    datapackage.json should be the old one.
    """
