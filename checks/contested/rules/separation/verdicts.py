"""Verdicts: own columns and tables that answer what only claims may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contested import standard
from contested.rules.cells import FORMS, match_whole
from contested.rules.rule import Expr, Row, rule
from contested.rules.separation.answers import id_of
from contested.standard import EXTENSION_COLUMN, EXTENSION_TABLE, schemas

if TYPE_CHECKING:
    from contested.package import Package
    from contested.standard import Table

VERDICTS = (
    *("fact", "truth", "true", "false", "untrue", "correct", "incorrect", "verified", "actual"),
    *("final", "best", "consensus", "resolved", "winner", "outcome", "confirmed", "proven"),
    *("proved", "disproved", "disproven", "debunked", "verdict", "canonical", "settled", "agreed"),
    *("merged", "happened", "really", "reality", "groundtruth"),
)
"""Words in a name that promise one answer where sources gave several."""
ANSWERING = ("answer", "result", "conclusion", "solution", "finding", "decision")
"""Words that promise one answer in the name of a column that has one cell a question."""
JUDGING = (
    *("right", "wrong", "official", "reliable", "reliability", "credible", "credibility"),
    *("plausible", "plausibility", "trustworthy", "accurate", "accuracy", "verification"),
    *("weight", "score", "rating", "likelihood", "probability", "refuted"),
)
"""Words in a name that may judge claims, or may be quite harmless."""
HAPPENINGS = ("event", "incident")
"""What the name of a table may say of its rows that nobody may dispute then."""
WORDS = re.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
"""Words of a name, parted by signs, by digits or by capital letters within it."""
YES_NO = ["yes", "no", "true", "false", "y", "n", "t", "f"]
DAY = "[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?[?~%]?"


@dataclass(frozen=True)
class Own:
    """A table or a column that a package adds."""

    name: str
    is_table: bool = False
    answers: bool = False
    """Whether it is a column with one cell a question."""
    stands_apart: bool = False
    """Whether it is a column of a table whose rows name no claim and no question."""

    def among(self, words: tuple[str, ...]) -> list[str]:
        """Return the words of the name that are on a list.

        They may stand in the plural. A name that ends in “by” says who did something, and not what
        came of it.
        """
        said = [word.lower() for word in WORDS.findall(self.name)]
        if said[-1:] == ["by"]:
            return []
        return [word for word in said if word in words or word.removesuffix("s") in words]


def own_names(package: Package) -> Iterator[Own]:
    """Yield the tables and columns that a package adds."""
    for resource in package.resources:
        name, schema = resource.get("name"), resource.get("schema")
        if not isinstance(name, str):
            continue
        if name not in standard.TABLES:
            yield Own(name, is_table=True)
        spec = package.tables.get(name)
        answers = spec is not None and question_of(spec) is not None
        named = {reference.table for reference in spec.references} if spec else set()
        apart = name not in standard.TABLES and not named & {"claims", "questions"}
        for _, column in schemas.named_fields(schema if isinstance(schema, dict) else {}):
            if name not in standard.TABLES or column.startswith(EXTENSION_COLUMN):
                yield Own(column, answers=answers, stands_apart=apart)


def question_of(table: Table) -> str | None:
    """Return how the one question of a table's row is named.

    That is the prefix of a reference, or nothing for the table of questions itself; None for
    tables that have any number of rows a question.
    """
    if table.name == "questions":
        return ""
    for reference in table.references:
        if reference.table == "questions" and (reference.column,) in table.unique_keys():
            return reference.prefix
    return None


def own_columns(table: Table) -> list[str]:
    """Return the columns that a package adds to a table.

    Keys and what names a question are not among them.
    """
    if table.name in standard.TABLES:
        return [name for name in table.fields if name.startswith(EXTENSION_COLUMN)]
    asking = [r.column for r in table.references if r.table == "questions"]
    return [name for name in table.fields if name not in (*table.key, *asking)]


@rule(
    "fact-table",
    on="the package",
    lists={"verdicts": VERDICTS, "answering": ANSWERING},
    bad=(
        "table x-confirmed-events",
        "column claims x_final",
        "column questions x_best_answer",
        "column claims x_isTrue",
        "table x-facts",
        "column questions x_result",
    ),
    good=(
        "table x-photos",
        "column claims x_finality",
        "column claims x_coder",
        "column claims x_verified_by",
        "column claims x_answer_as_printed",
        "column questions x_page",
    ),
)
def fact_table(package: Package) -> Iterator[dict[str, str]]:
    """“{name}” promises an answer that nobody disputes: it carries the word “{word}”.

    The standard has no place for what really happened, only for who says so. A table or a column of
    facts beside the claims is exactly the merging it is there to prevent.

    Allowed: names without {verdicts}; for a column with one cell a question also without
    {answering}

    Mend: Record the answer as a claim of whoever gives it. If the name means something else, choose
    another one; who did something is told by a name that ends in “by”.
    """
    for own in own_names(package):
        words = (*VERDICTS, *ANSWERING) if own.answers else VERDICTS
        for word in own.among(() if own.stands_apart else words):
            yield {"name": own.name, "word": word}


@rule(
    "judging-name",
    on="the package",
    severity="warning",
    lists={"judging": JUDGING, "happenings": HAPPENINGS},
    bad=(
        "column claims x_reliability",
        "column sources x_score",
        "table x-events",
        "table x-ucdp ; column x-ucdp best",
    ),
    good=(
        "column claims x_severity_as_reported",
        "column claims x_event_id",
        "table x-ucdp ; column x-ucdp deaths_low",
    ),
)
def judging_name(package: Package) -> Iterator[dict[str, str]]:
    """“{name}” may say which claims are right: it carries the word “{word}”.

    How far somebody is to be believed is said by those who believe or doubt them. A grade beside a
    claim has no author, and a reader takes it for a fact. In a table that names no claim and no
    question, such as untouched rows of another dataset, such words are that dataset's.

    Allowed: names without {judging}; for tables without {happenings}

    Mend: If it is somebody's judgement, record it as their claim. If it is about the coding or the
    document, choose a name that says so.
    """
    for own in own_names(package):
        words: tuple[str, ...] = JUDGING
        if own.is_table and not own.name.startswith(EXTENSION_TABLE):
            words = ()
        elif own.is_table:
            words = () if own.among(VERDICTS) else (*JUDGING, *HAPPENINGS)
        elif own.stands_apart:
            words = (*JUDGING, *VERDICTS)
        for word in own.among(words):
            yield {"name": own.name, "word": word}


def type_asked(row: Row, prefix: str) -> Expr:
    """Return the kind of answer that a row's question asks for."""
    return row.column(f"{prefix}__answer_type" if prefix else "answer_type")


@rule(
    "unclaimed-answer",
    on="every own column",
    bad=(
        "column questions x_c ; questions qst-control x_c=act-guard",
        "column questions x_c ; questions qst-seat x_c=loc-north",
        "column questions x_c ; questions qst-deaths x_c=clm-d",
        "table x-notes ; column x-notes x_c ; descriptor resources.x-notes.schema.foreignKeys="
        '[{"fields":"x_id","reference":{"resource":"questions","fields":"question_id"}}] ; bytes'
        " x-notes 1, qst-control,act-guard",
    ),
    good=(
        "column questions x_c ; questions qst-control x_c=loc-ford",
        "column questions x_c ; questions qst-seat x_c=act-guard",
        "column claims x_c ; claims clm-a x_c=act-guard",
        "column questions x_c ; questions qst-control x_c=yes",
    ),
)
def unclaimed_answer(row: Row, prefix: str) -> Expr:
    """“{cell}” answers the question, and nobody is named who says so.

    A question has the answers that claims give it. One more beside it, in a column of your own,
    would be the answer that nobody gave and nobody can dispute; a single claim picked out of them
    would be the same.

    Allowed: in a column with one cell a question, no actor where it asks for an actor, no place
    where it asks for a place, and no claim

    Mend: Record it as a claim of whoever gives that answer. What is no answer may stand in a table
    with any number of rows a question.
    """
    kind, cell = type_asked(row, prefix), row.cell
    actor = (kind == "actor") & cell.str.contains(match_whole(id_of("actors")))
    place = (kind == "location") & cell.str.contains(match_whole(id_of("locations")))
    return actor | place | cell.str.contains(match_whole(id_of("claims")))


@rule(
    "answer-like-cell",
    on="every own column",
    severity="warning",
    bad=(
        "column questions x_c ; questions qst-talks x_c=no",
        "column questions x_c ; questions qst-talks x_c=TRUE ; questions qst-deaths x_c=14",
        "column questions x_c ; questions qst-began x_c=2021-08-20",
    ),
    good=(
        "column questions x_c ; questions qst-talks x_c=no ; questions qst-deaths x_c=yes",
        "column questions x_c ; questions qst-deaths x_c=14 ; questions qst-seat x_c=3",
        (
            "column questions x_c ; questions qst-began x_c=2021-08-20 ; questions qst-seat"
            " x_c=2021-09"
        ),
        "column questions x_c ; questions qst-talks x_c=maybe",
        (
            "column questions x_c ; questions qst-talks x_c=no ; questions qst-bridge"
            " answer_type=yes_no x_c=yes ; questions qst-deaths x_c=y"
        ),
    ),
)
def answer_like_cell(row: Row, prefix: str) -> Expr:
    """“{cell}” looks like an answer to the question, in a column where only questions of that kind
    have such cells.

    A question has the answers that claims give it. A column that says yes or no where that is
    asked, and a number where that is asked, reads like the right answers.

    Allowed: marks, numbers and days that stand beside questions of several kinds, since they are
    about the questions

    Mend: If it is an answer, record it as a claim of whoever gives it. If not, fill the column for
    other questions too, or choose words that no question asks for.
    """
    kind = type_asked(row, prefix)
    return (
        _only_beside(kind, "yes_no", row.cell.str.to_lowercase().is_in(YES_NO))
        | _only_beside(kind, "quantity", row.cell.str.contains(match_whole(FORMS["number"])))
        | _only_beside(kind, "date", row.cell.str.contains(match_whole(DAY)))
    )


def _only_beside(kind: Expr, asked_for: str, alike: Expr) -> Expr:
    """Return where a form stands beside one kind of question only.

    There must be other questions, else nothing could be told from it.
    """
    other = kind != asked_for
    return (kind == asked_for) & alike & other.any() & ~(other & alike).any()
