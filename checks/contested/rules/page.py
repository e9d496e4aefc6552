"""A rule's page, filled in: its message, what it allows, the remedy."""

from __future__ import annotations

from contested.rules.rule import Rule


def lists_of(rule: Rule) -> dict[str, str]:
    """Return the published lists of a rule as text, by their names."""
    return {name: ", ".join(words) for name, words in rule.lists.items()}


class _Values(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def fill(template: str, values: dict[str, str]) -> str:
    """Return a template with its places filled.

    A place that nothing is known of stays as it is.
    """
    return template.format_map(_Values(values))


def page_of(rule: Rule, values: dict[str, str]) -> tuple[str, str, str]:
    """Return a rule's message, what it allows and the remedy, filled in."""
    return (
        fill(rule.page["message"], values),
        fill(rule.page["allowed"], values),
        fill(rule.page["mend"], values),
    )
