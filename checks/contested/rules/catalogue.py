"""The rules as pages, for the terminal and for docs/."""

from __future__ import annotations

import textwrap
from itertools import chain

from contested import standard
from contested.rules import FAMILIES, RULES
from contested.rules.page import fill, lists_of
from contested.rules.rule import Rule
from contested.standard.columns import column_pages, columns_markdown
from contested.standard.guards import GUARDS
from contested.standard.versions import first
from contested.text import markdown, markdown_code

SCOPED = {
    "every field": "every column, as its schema asks",
    "every dependency": "columns that another one needs",
    "every reference": "every column that names a row of another table",
    "every own column": "columns of a package's own that have one cell a question",
    "every key": "primary keys",
    "every file": "the bytes of every file",
    "the package": "datapackage.json",
    "the texts": "the texts that were coded, with --texts",
    "both versions": "datapackage.json and all tables, in two versions",
    "whole packages": "packages that only one of two versions has",
    "every guarded cell": "every cell that is published and not free, and the descriptor",
    "the content of claims": "what a claim says, and what is said of it in other tables",
    "every other table": "the rows of a package's own tables",
    "every text": "every text and every column of a package's own, and the descriptor",
}


UNKNOWABLE = (
    "Whether two questions in different words ask the same, or one question asks two things:"
    " “capture and hold” is two, “the Guard and the Council in talks” is one.",
    "Whether a question presumes something that has no telling word, and what its words say of a"
    " place or a day that its cells do not.",
    "Whether two answers can both be right: `exclusive` is the curator's to say, and so is how two"
    " free texts stand to each other.",
    "Whether a statement names two speakers, and whether “several sources” are one voice.",
    "Whether a statement is as certain as the source, and whether a quotation means what the"
    " statement says.",
    "Whether two people said the same words, and whether “may” gives leave or doubts: both are"
    " told as warnings. Words of doubt in other languages than English are not known at all, and of"
    " words such as “at least” only the commonest in a few languages.",
    "Whether a number in several words is right: “a hundred and twenty” is not added up.",
    "Whether two places share ground where their districts are not recorded, or one is an area.",
    "Whether a name that joins two is one actor's own: “Valley Council and River Guard” is told"
    " only if both are actors by themselves.",
    "Whether the log tells of what stood in a cell before, unless the published version is there.",
    "Whether two spellings are one name: Zabihullah and Zabiullah may be two people.",
    "Whether an alias is somebody's real name, and whether a note, a title or an own column names"
    " or judges somebody.",
    "What the name of an own column promises in words of other languages, and whether a table with"
    " any number of rows a question holds the right ones.",
    "Whether an actor can be what an answer makes of it, such as a news site that controls a"
    " province, or a speaker whose death others report.",
    "Whether a number stands for something that can be below zero, unless people are counted.",
)
"""What stays with those who read: rules that would have to guess it are not there."""


def listing() -> str:
    """Return all rules, a line each, by family."""
    width = max(map(len, RULES))
    lines: list[str] = []
    for family in FAMILIES:
        lines.append(("\n" if lines else "") + family)
        lines.extend(
            f"  {r.name:<{width}}  {r.severity:<7}  {page_parts(r)['message']}"
            for r in RULES.values()
            if r.family == family
        )
    return "\n".join(lines)


def page_parts(rule: Rule) -> dict[str, str]:
    """Return a rule's page with its lists filled in.

    Places for cells stand in angle brackets.
    """
    lists = lists_of(rule) | {"tables": ", ".join(standard.TABLES)}
    names = rule.placeholders | {"tables"}
    places = {name: f"<{name.replace('__', ' ').replace('_', ' ')}>" for name in names}
    named = {name: lists.get(name, place) for name, place in places.items()}
    return {part: fill(text, named) if part != "why" else text for part, text in rule.page.items()}


def page(rule: Rule) -> str:
    """Return the page of one rule as text, wrapped for a terminal."""
    part = page_parts(rule)
    on = chain.from_iterable(arm.on for arm in rule.arms)
    cells = dict.fromkeys(SCOPED.get(cell, cell) for cell in on)
    blocks = [
        f"{rule.name} ({rule.severity}, family {rule.family})",
        "",
        _wrapped(part["message"]),
        "",
    ]
    blocks += [_wrapped(paragraph) + "\n" for paragraph in part["why"].split("\n\n")]
    named = {
        "Judges": "; ".join(cells),
        "Allowed": part["allowed"],
        "Mend": part["mend"],
        "Since": _since(rule),
        "Outdated": f"{rule.instead} takes its place" if rule.instead else "",
        "Implies": ", ".join(rule.implies),
        "Instead of": ", ".join(rule.instead_of),
    }
    blocks += [_wrapped(f"{label:<12}{text}", " " * 12) for label, text in named.items() if text]
    blocks += [
        "",
        "Changes to the specimen (a small valid package) that this rule finds:",
        *(f"  {line}" for line in rule.bad),
    ]
    if rule.good:
        blocks += ["", "and that are right:", *(f"  {line}" for line in rule.good)]
    return "\n".join(blocks)


def _since(rule: Rule) -> str:
    """Return the version that a later rule came with."""
    return "" if rule.since == first() else f"version {rule.since} of the standard"


def _dated(rule: Rule) -> str:
    told = [f"since {rule.since}"] if _since(rule) else []
    told += [f"outdated, see {rule.instead}"] if rule.instead else []
    return f" ({'; '.join(told)})" if told else ""


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, 100, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )


def rules_markdown() -> str:
    """Return the page of all rules, docs/rules.md."""
    out = [
        "# Rules",
        "",
        (
            "Made from the rules themselves by `make docs`; every example on this page is a test."
            " An example is a one-line change to the"
        ),
        "specimen, a small valid package (`checks/contested/testing/specimen`).",
        "",
    ]
    for family in FAMILIES:
        rules = [r for r in RULES.values() if r.family == family]
        out += [f"## {family}", ""]
        for rule in rules:
            part = page_parts(rule)
            out += [
                f"### {rule.name}",
                "",
                f"*{rule.severity}*{_dated(rule)} — {markdown(part['message'])}",
                "",
                _paragraphs(part["why"]),
                "",
                f"- Allowed: {markdown(part['allowed'])}",
                f"- Mend: {markdown(part['mend'])}",
                "",
            ]
            out += ["Found:", "", "```", *rule.bad, "```", ""] + (
                ["Right:", "", "```", *rule.good, "```", ""] if rule.good else []
            )
    out += ["## What no machine can know", "", *(f"- {line}" for line in UNKNOWABLE)]
    return "\n".join(out).rstrip() + "\n"


def _paragraphs(text: str) -> str:
    return "\n\n".join(map(markdown, text.split("\n\n")))


def tables_markdown() -> str:
    """Return the page of all tables and columns, docs/tables.md."""
    out = ["# Tables", "", "Made from `schema/` by `make docs`.", "", *_guards()]
    for table in standard.tables().values():
        key = " + ".join(map(markdown_code, table.key))
        out += [f"## {table.name}", "", table.description, "", f"Key: {key}", ""]
        out += [*columns_markdown(column_pages(table), guarded=True), ""]
    return "\n".join(out).rstrip() + "\n"


def _guards() -> list[str]:
    """Return the lines that say what the column on published cells means."""
    told = [f"- {markdown_code(guard)}: {markdown(words)}" for guard, words in GUARDS.items()]
    return [
        (
            "A published cell is guarded unless its column is free. The last column of each table"
            " says how:"
        ),
        "",
        *told,
        "",
        (
            "Columns and tables of a package's own are `wording`, unless their schema in"
            " `datapackage.json` says another of these words as `guard` when they are published."
            " How revisions are written is in [review.md](review.md)."
        ),
        "",
    ]
