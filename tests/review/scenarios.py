"""Pull requests as people write them, each an edit of the reference dataset; what is added is made
up for these tests.
"""

from __future__ import annotations

import csv
import re

from review.additions import SCENARIOS, Scenario, new_source_that_contradicts_an_old_one, scenario
from review.editing import Dataset

__all__ = ["SCENARIOS", "Scenario"]


@scenario(published=new_source_that_contradicts_an_old_one)
def two_opposing_claims_become_one_row(data: Dataset) -> None:
    """Two claims on who holds Dih Salah are tidied up into one row that tells both."""
    data.delete("claims", "clm-134")
    data.edit(
        "claims",
        "clm-002",
        claimant_id="act-article-publisher",
        answer="act-anti-taliban-movement",
        certainty="probable",
        statement=(
            "The anti-Taliban movement probably took Salah district back; the Taliban say"
            " otherwise."
        ),
    )


@scenario(published=new_source_that_contradicts_an_old_one)
def casualty_range_swallows_two_counts(data: Dataset) -> None:
    """One row with a range replaces the counts that two sides gave."""
    for claim in ("clm-004", "clm-019", "clm-133"):
        data.edit("claims", claim, status="withdrawn")
    data.add(
        "claims",
        "clm-004",
        claim_id="clm-135",
        claimant_id="act-article-publisher",
        voice="narrator",
        medium="press_report",
        quote="",
        statement="Between seven and dozens of Taliban fighters were killed.",
        answer="seven to dozens",
        quantity_min="7",
        quantity_max="",
        stated="2021-08-23?",
        note="",
        status="active",
    )


@scenario()
def the_taliban_said_becomes_narrator_voice(data: Dataset) -> None:
    """What Zabihullah Mujahid said is put as something that the article says itself."""
    data.edit(
        "claims",
        "clm-058",
        claimant_id="act-article-publisher",
        voice="narrator",
        medium="press_report",
        stated="2021-08-23?",
        statement="Taliban forces had surrounded Panjshir.",
    )


@scenario()
def only_the_voice_becomes_the_narrators(data: Dataset) -> None:
    """The same done by halves: the claimant stays, the voice does not."""
    data.edit(
        "claims", "clm-058", voice="narrator", statement="Taliban forces had surrounded Panjshir."
    )


@scenario()
def denial_deleted(data: Dataset) -> None:
    """The one claim that denies Taliban control of Panjshir is deleted."""
    data.delete("claims", "clm-028")


@scenario()
def actor_merged_into_another(data: Dataset) -> None:
    """The fighters who spoke are taken to be the movement, everywhere."""
    for table in ("claims", "questions"):
        for row in data.table(table):
            row.update(
                {
                    column: "act-anti-taliban-movement"
                    for column, cell in row.items()
                    if cell == "act-movement-fighters"
                }
            )
    data.delete("actors", "act-movement-fighters")


@scenario()
def certainty_raised(data: Dataset) -> None:
    """What the article passes on as reported becomes certain."""
    data.edit(
        "claims",
        "clm-032",
        certainty="certain",
        statement="The article says that the Taliban have surrounded Panjshir.",
        note="",
    )


@scenario()
def question_reworded_and_its_claims_moved(data: Dataset) -> None:
    """A question is put more sharply, and a claim that no longer answers it goes to a new one."""
    data.edit(
        "questions",
        "qst-panjshir-talks-aim",
        question="On what terms would the stand-off over Panjshir end?",
    )
    data.add(
        "questions",
        "qst-panjshir-talks-aim",
        question_id="qst-panjshir-taliban-aim",
        question="What did the Taliban want from the talks over Panjshir?",
    )
    data.edit("claims", "clm-103", question_id="qst-panjshir-taliban-aim")


@scenario()
def honest_correction_with_its_revision(data: Dataset) -> None:
    """A number that was misread is corrected, and a revision says so for each cell."""
    data.descriptor["version"] = "1.1.0"
    said = (
        "The British military gives the number of Afghan civilians killed in chaos at Kabul"
        " airport as {}."
    )
    right = {"quantity_min": "8", "quantity_max": "8", "statement": said.format("eight")}
    data.edit("claims", "clm-127", answer="eight", **right)
    shared = {
        "table": "claims",
        "record_id": "clm-127",
        "kind": "corrected",
        "reason": "transcription_error",
        "note": "Misread in line 28.",
    }
    data.revise(
        *(
            {**shared, "field": f, "old_value": old, "new_value": new}
            for f, old, new in [
                ("answer", "seven", "eight"),
                ("quantity_min", "7", "8"),
                ("quantity_max", "7", "8"),
                ("statement", said.format("seven"), said.format("eight")),
            ]
        )
    )


@scenario()
def redaction(data: Dataset) -> None:
    """What unnamed sources said is taken out to protect them; the row stays."""
    data.descriptor["version"] = "2.0.0"
    hidden = dict.fromkeys(("statement", "answer", "locator"), "[redacted]")
    data.edit("claims", "clm-101", status="redacted", occurred="", occurred_span="", **hidden)
    data.edit("relays", "clm-101 1", note="")
    data.revise(
        {
            "table": "claims",
            "record_id": "clm-101",
            "kind": "redacted",
            "old_value": "[redacted]",
            "reason": "protection",
        }
    )


@scenario()
def spreadsheet_that_reformatted_everything(data: Dataset) -> None:
    """The claims went through a spreadsheet: its dates, its line ends, quotation marks around
    everything, a column wide with blanks.
    """
    rows = data.table("claims")
    for row in rows:
        for column in ("stated", "occurred"):
            row[column] = re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3.\2.\1", row[column].rstrip("?"))
        row["locator"] += " "
    data.save()
    with data.path("claims").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)


@scenario()
def spreadsheet_that_wrote_semicolons(data: Dataset) -> None:
    """The questions were saved with semicolons, as a spreadsheet does where the comma is a decimal
    sign.
    """
    rows = data.table("questions")
    data.save()
    with data.path("questions").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
