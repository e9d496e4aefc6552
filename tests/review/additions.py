"""Pull requests that add claims to the reference dataset; what is added is made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from review.editing import Dataset

Edit = Callable[[Dataset], None]


@dataclass(frozen=True)
class Scenario:
    """A proposal, and what was published before it beyond the reference dataset."""

    edit: Edit
    published: Edit | None = None


SCENARIOS: dict[str, Scenario] = {}


def scenario(published: Edit | None = None) -> Callable[[Edit], Edit]:
    """Register an edit under its name."""

    def register(edit: Edit) -> Edit:
        SCENARIOS[edit.__name__.replace("_", "-")] = Scenario(edit, published)
        return edit

    return register


@scenario()
def new_source_that_contradicts_an_old_one(data: Dataset) -> None:
    """A statement of the Taliban is coded: other numbers of killed fighters, another force in Dih
    Salah.
    """
    data.descriptor["version"] = "1.1.0"
    data.descriptor["sources"].append({"title": "Statement on the fighting in Baghlan (made up)"})
    data.add(
        "sources",
        source_id="src-statement",
        title="Statement on the fighting in Baghlan",
        publisher_id="act-taliban",
        source_type="statement",
        published="2021-08-23",
        published_basis="stated",
        accessed="2026-11-23",
        language="ps",
        rights="Copyright of its publisher; only short quotations are given.",
    )
    said = {
        "claimant_id": "act-mujahid",
        "source_id": "src-statement",
        "medium": "statement",
        "voice": "indirect_speech",
        "quote": "",
        "note": "",
    }
    said |= {
        "stated": "2021-08-23",
        "stated_basis": "stated",
        "occurred": "2021-08-23",
        "occurred_span": "",
        "status": "active",
    }
    data.add(
        "claims",
        "clm-004",
        **said,
        claim_id="clm-133",
        locator="line 1",
        answer="seven",
        quantity_min="7",
        quantity_max="7",
        statement=(
            "Zabihullah Mujahid said that seven Taliban fighters were killed in Dih Salah and Banu."
        ),
    )
    data.add(
        "claims",
        "clm-002",
        **said,
        claim_id="clm-134",
        locator="line 2",
        answer="act-taliban",
        place_as_reported="Deh Salah",
        statement="Zabihullah Mujahid said that Dih Salah was in the hands of the Taliban.",
    )


@scenario()
def ten_new_claims(data: Dataset) -> None:
    """Ten claims of a second article are coded, on questions that are there."""
    data.descriptor["version"] = "1.1.0"
    data.descriptor["sources"].append({"title": "Panjshir surrounded, Taliban say (made up)"})
    data.add(
        "actors",
        actor_id="act-wire",
        name="The Wire of Baghlan",
        actor_type="media",
        note="Made up for a test.",
    )
    data.add(
        "sources",
        source_id="src-wire",
        title="Panjshir surrounded, Taliban say",
        publisher_id="act-wire",
        source_type="wire_report",
        published="2021-08-22",
        published_basis="stated",
        accessed="2026-11-23",
        language="en",
        rights="Copyright of its publisher.",
    )
    asked = (
        "clm-025",
        "clm-030",
        "clm-033",
        "clm-035",
        "clm-037",
        "clm-041",
        "clm-042",
        "clm-044",
        "clm-048",
        "clm-059",
    )
    for number, like in enumerate(asked, 133):
        (row,) = (row for row in data.table("claims") if row["claim_id"] == like)
        data.add(
            "claims",
            like,
            claim_id=f"clm-{number}",
            claimant_id="act-wire",
            source_id="src-wire",
            locator=f"line {number - 130}",
            note="",
            quote="",
            statement=row["statement"].replace("The article", "The report"),
            stated="2021-08-22",
            occurred=row["occurred"] and "2021-08-22",
        )
