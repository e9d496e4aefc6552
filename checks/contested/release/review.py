"""The review of a package against its last release."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from contested.check.load import LoadedTable
from contested.check.validate import choose_rules
from contested.git.pairs import Pair, pair_of
from contested.git.published import base_of, release_tags
from contested.package import Package, UnreadableError
from contested.release.earlier import refuse_unsure
from contested.results import PackageReport
from contested.review.run import review_pair


def review_since_release(
    package: Package,
    path: Path,
    base: str | None,
    loaded: Mapping[str, LoadedTable],
    today: int,
    texts: Mapping[str, bytes] | None,
    *,
    is_first: bool = False,
) -> tuple[str | None, PackageReport]:
    """Return the last release's name, if any, and the review since it.

    The package is at `path`.

    It is compared with `base` where it is given, or else with its newest tag. A tag that is this
    very release, as when a workflow runs because of it, is not what came before. `is_first` is
    whether somebody says that there is no earlier one. Raises UnreadableError where that has to be
    asked, and where the release is not in what it is to be compared with.
    """

    def review(pair: Pair) -> PackageReport:
        return review_pair(pair, choose_rules(), choose_rules(compares=True), today, texts, loaded)

    own = f"{package.name}-v{package.descriptor.get('version')}"
    for name in [base] if base else release_tags(package):
        pair = pair_of(package, base_of(name, path), path)
        if pair.base is None:
            raise UnreadableError(
                f"{name} holds no package that {package.name} could be compared with. Name another"
                " with --base, or say that this is the first release (--first)."
            )
        report = review(pair)
        is_itself = name == own and report.change is not None and report.change.status == "same"
        if base or not is_itself:
            return name, report
    if not is_first:
        refuse_unsure(package)
    return None, review(Pair(None, package))
