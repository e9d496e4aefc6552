"""An honest week of work: every change is lawful, and costs a curator little."""

from __future__ import annotations

from pathlib import Path

import pytest
from add.revise.editing import DAY, Work
from contested.cli import main

PUBLISHED = (
    '+actors act-h2 name="Grey Heron" actor_type=person privacy=pseudonym ; +claims clm-x'
    ' from=clm-j claimant_id=act-h2 source_id=src-wire locator="line 9" stated=../2021-08-22'
)
"""Besides the specimen: somebody who is entered twice."""
WEEK: dict[str, tuple[str, tuple[str, ...], int]] = {
    "typo": (
        'claims clm-a statement="The Guard held the town of Low Ford."',
        ("own_wording", "Only our wording; line 2 is as it was."),
        1,
    ),
    "dead link": (
        "sources src-radio url=https://radio.example/2021/ford"
        " archive_url=https://archive.example/ford",
        (),
        1,
    ),
    "alias": (
        'actors act-guard also_known_as="Guard of the River;Нічна варта;River Watch"',
        (),
        0,
    ),
    "geocode": (
        "locations loc-ford latitude=12.25 longitude=-71.5 uncertainty_m=2000 gazetteer=GeoNames",
        (),
        0,
    ),
    "better translation": (
        'claims clm-b statement="The Guard was not in control of Low Ford."'
        ' quote="The Guard does not control Low Ford,"',
        ("translation_error", "Line 3: control, not hold."),
        2,
    ),
    "a person asks to be removed": (
        'actors act-marin name="a resident of Low Ford" actor_type=unnamed_source privacy='
        ' wikidata_id= ; questions qst-office question="What office did [redacted] hold in August'
        ' 2021?" ; claims clm-i statement="[redacted] heads the council."',
        (),
        3,
    ),
    "two actors are one": (
        "claims clm-x claimant_id=act-heron ; actors -act-h2",
        (),
        1,
    ),
    "a question is split": (
        '+questions qst-later from=qst-talks question="Were the two in talks in September 2021?"'
        " period=2021-09 ; claims clm-e question_id=qst-later occurred=2021-09 occurred_span=within"
        " claim_type=prediction ; relations -clm-f,contradicts,clm-e",
        ("wrong_question", "Line 5 speaks of September."),
        5,
    ),
}
"""What is done, what the curator answers (a reason and a note, or nothing), and how many revisions
that takes.
"""


@pytest.mark.slow
def test_an_honest_week_is_published_through_revise(tmp_path: Path) -> None:
    work = Work.begin(tmp_path, PUBLISHED)
    rows = answers = 0
    for what, (line, answered, expected) in WEEK.items():
        work.edit(line)
        assert (work.run("review") == 0) is (expected == 0), what
        said = zip(("--reason", "--note"), answered, strict=False)
        written = work.revise(*(part for option in said for part in option))
        assert len(written) == expected, what
        assert work.run("review") == 0, what
        assert main(["validate", str(work.proposed), *DAY]) == 0, what
        assert work.revise() == [], what
        work.publish()
        rows, answers = rows + len(written), answers + len(answered)
    assert (rows, answers) == (13, 6)
