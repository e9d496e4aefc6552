"""Findings in head that tell nothing that is withheld there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contested.results import Finding, Group
from contested.review.views import History
from contested.review.withheld import WITHHELD
from contested.rules.page import fill, lists_of
from contested.rules.rule import RULES
from contested.standard.wording import of_field


def quieten(history: History, groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Return findings without what is withheld in head."""
    if not history.withheld.hides("head"):
        return groups
    return tuple(_quiet(history, group) for group in groups)


def _quiet(history: History, group: Group) -> Group:
    def tell(limit: int | None) -> Iterator[Finding]:
        for finding in group.tell(limit):
            yield _withhold(history, finding) if _tells(history, finding) else finding

    return replace(group, tell=tell)


def _tells(history: History, finding: Finding) -> bool:
    """Return whether a finding is about a withheld cell, or repeats one."""
    withheld = history.withheld
    if finding.table and finding.key and finding.column:
        record = " ".join(finding.key)
        if withheld.is_withheld("head", finding.table, record, finding.column):
            return True
    said = (finding.message, finding.mend, finding.found, *finding.values.values())
    return any(secret in words for words in said if words for secret in withheld.left)


def _withhold(history: History, finding: Finding) -> Finding:
    """Return a finding without words from cells."""
    rule = RULES[finding.rule]
    known = lists_of(rule) | {"table": finding.table or ""}
    table = history.versions.tables.get(finding.table or "")
    field = table.fields.get(finding.column or "") if table else None
    if field is not None:
        known |= of_field(field)
    if table is not None and finding.key:
        known |= dict(zip(table.key, finding.key, strict=False))
    words = dict.fromkeys(rule.placeholders, WITHHELD) | known
    return replace(
        finding,
        message=fill(rule.page["message"], words),
        allowed=fill(rule.page["allowed"], words),
        mend=fill(rule.page["mend"], words),
        found=finding.found and WITHHELD,
        suggestion=None,
        values={name: known.get(name, WITHHELD) for name in finding.values},
    )
