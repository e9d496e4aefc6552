"""Lines beyond the examples: every word of the published lists, every sign of the patterns, and
cells so wrong that another rule speaks.

A bad line lights its rule and a good one does not, whatever else they light; the examples say what
else.
"""

from __future__ import annotations

import json
from datetime import date

import pytest
from contested.check.validate import validate_package
from contested.results import Finding
from contested.rules.rule import RULES
from contested.testing import specimen
from contested.testing.specimen import Specimen
from rules.beside import beside, needs_own_package

Lines = dict[str, list[str]]
TODAY = date.fromisoformat(specimen.TODAY).toordinal()

OFFICES = [
    "president",
    "vice president",
    "prime minister",
    "minister",
    "governor",
    "mayor",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "commander",
    "general",
    "colonel",
    "leader",
    "chief",
    "head",
    "director",
    "ambassador",
    "secretary",
]
LABELS = [
    "so-called",
    "self-styled",
    "self-proclaimed",
    "rebel",
    "rebels",
    "terrorist",
    "terrorists",
    "insurgent",
    "insurgents",
    "militant",
    "militants",
    "extremist",
    "extremists",
    "regime",
]
LOWER = [
    *("at least 3", "no fewer than 3", "no less than 3", "not less than 3", "more than 3"),
    *("not fewer than 3", "Not fewer than 3", "I say no fewer than 3"),
    *("upwards of 3", "over 3", "Over 0", "AT LEAST 9", "some say over 3"),
]
UPPER = [
    *("at most 3", "no more than 3", "not more than 3", "up to 3", "as many as 3"),
    *("fewer than 3", "under 3", "Under 0", "UP TO 9", "some say under 3"),
]
COUNTED = [
    *("people", "person", "persons", "civilian", "civilians", "soldier", "soldiers", "fighter"),
    *("fighters", "victim", "victims", "child", "children", "women", "men", "dead", "killed"),
    *("wounded", "Men", "'armed men'", "'men under arms'"),
]
HOUSE = [
    *("house", "flat", "apartment", "apt", "room", "building", "door", "street", "lane", "alley"),
    *("avenue", "дом", "будинок", "улица", "вулиця", "خانه", "کوچه", "منزل", "بيت", "شارع"),
]
PRESUMING = [
    *("really", "actually", "obviously", "of course", "is it true that", "is it not"),
    *("isn't it", "wasn't it", "aren't they", "weren't they", "isn’t it", "wasn’t it"),
    *("aren’t they", "weren’t they"),
]
HEDGES = [
    *("may", "might", "perhaps", "maybe", "possibly", "probably", "presumably", "reportedly"),
    *("allegedly", "supposedly", "apparently", "seemingly", "likely", "unlikely", "unconfirmed"),
]
QUOTES = ("“”", '""', "«»", "„“", "„”", "‘’", "「」", "『』")
TAKING_SIDES = [
    *("admit", "admits", "admitted", "confess", "confesses", "confessed", "confirm", "confirms"),
    *("confirmed", "refute", "refutes", "refuted", "massacre", "massacred", "liberate"),
    *("liberated", *LABELS),
]
VERDICTS = [
    "fact",
    "truth",
    "true",
    "false",
    "untrue",
    "correct",
    "incorrect",
    "verified",
    "actual",
    "final",
    "best",
    "consensus",
    "resolved",
    "winner",
    "outcome",
    "confirmed",
    "proven",
    "proved",
    "disproved",
    "disproven",
    "debunked",
    "verdict",
    "canonical",
    "settled",
    "agreed",
    "merged",
    "happened",
    "really",
    "reality",
    "groundtruth",
]
ANSWERING = ["answer", "result", "conclusion", "solution", "finding", "decision"]
JUDGING = [
    "right",
    "wrong",
    "official",
    "reliable",
    "reliability",
    "credible",
    "credibility",
    "plausible",
    "plausibility",
    "trustworthy",
    "accurate",
    "accuracy",
    "verification",
    "weight",
    "score",
    "rating",
    "likelihood",
    "probability",
    "refuted",
]


def pointing(table: str, column: str = "x_id") -> str:
    """Return the change by which rows of a table of one's own name those of another."""
    key = {"resource": table, "fields": f"{table.removesuffix('s')}_id"}
    keys = json.dumps([{"fields": column, "reference": key}], separators=(",", ":"))
    return f"descriptor resources.x-notes.schema.foreignKeys={keys}"


def notes(table: str, column: str, cells: str) -> str:
    """Return a change that adds such a table with one row."""
    added = f"table x-notes ; column x-notes x_c ; {pointing(table, column)}"
    return f"{added} ; bytes x-notes 1, {cells}"


BAD: Lines = {
    "bound-on-other-side": [
        *(f'claims clm-c answer="{words}" quantity_min= quantity_max=3' for words in LOWER),
        *(f'claims clm-c answer="{words}"' for words in UPPER),
    ],
    "less-than-none": [
        f"claims clm-c quantity_min=-1 answer=-1 ; questions qst-deaths topic=other unit={unit}"
        for unit in COUNTED
    ],
    "other-calendar": ["claims clm-h occurred=1199/1400 occurred_span=within"],
    "title-as-attribute": [
        *(f'actors act-marin name="Ana Marin, {word} of Ostra"' for word in OFFICES),
        *(f'actors act-guard name="{word} River Guard"' for word in LABELS),
    ],
    "loaded-question": [
        *(f'questions qst-talks question="Did the council {word} talks?"' for word in PRESUMING),
        'questions qst-talks question="آیا؟ چرا؟"',
        *(f'questions qst-talks question="Talks{mark} When{mark}"' for mark in "?؟？⁇⁈⁉‽⸮፧"),
        'questions qst-talks question="Եղե՞լ են, ե՞րբ։"',
        'questions qst-talks question="When? Եղե՞լ են։"',
        'questions qst-talks question="Talks՞ were there."',
        'questions qst-talks question="Talks;"',
        'questions qst-talks question="เจรจา? เมื่อไร?"',
        'questions qst-talks question="いたか。いつか。"',
        'questions qst-talks question="いたか。Yes"',
    ],
    "fact-table": [
        *(f"column claims x_{word}" for word in VERDICTS),
        *(f"column questions x_{word}" for word in ANSWERING),
        "column claims x_TRUE",
        "column claims x_wasTrue",
        "column claims x_2true",
        "column claims x_UNTrue",
    ],
    "unclaimed-answer": [notes("questions", "x_id", "qst-control,act-guard").replace("x_c", "who")],
    "presuming-question": [
        *(f'questions qst-talks question="Did the council {word} talks?"' for word in TAKING_SIDES),
        *(
            f"questions qst-talks question='Did the regime say {one}no{two}?'"
            for one, two in QUOTES
        ),
        *(
            f"questions qst-talks question='Was {mark}no said by the regime?'"
            for mark in sorted({one for one, _ in QUOTES})
        ),
        "questions qst-talks question='Was „it“ what the regime called „that”?'",
        "questions qst-talks question='Was „it” what the regime called „that“?'",
    ],
    "hedged-certainty": [f'claims clm-e statement="Talks {word} be on."' for word in HEDGES],
    "judging-name": [
        *(f"column claims x_{word}" for word in JUDGING),
        "table x-incidents",
        "table x-scores",
    ],
    "answer-like-cell": [
        f"column questions x_c ; questions qst-{question} x_c={cell}"
        for question, cells in {
            "talks": ("yes", "No", "true", "false", "Y", "n", "t", "F"),
            "deaths": ("0", "-3", "10", "12.5"),
            "began": ("2021-08", "2021-08-20~", "2021-08?", "2021-08-20%"),
        }.items()
        for cell in cells
    ],
    "publisher-as-claimant": [
        f"claims clm-a claimant_id=act-radio ; sources src-radio source_type={kind}"
        for kind in ("news_article", "wire_report", "broadcast", "report", "other")
    ],
    "several-claimants": ['claims clm-a claimant_id="act-guard|act-council"'],
    "pinpointed-person": [
        *(
            f"claims clm-j location_id=loc-mill ; locations loc-mill location_type={kind}"
            for kind in ("settlement", "facility", "point")
        ),
        *(f'claims clm-j place_as_reported="{word} 3"' for word in HOUSE),
    ],
    "relation-to-itself": [
        f"+relations clm-{a},{word},clm-{b} basis=curator ; +relations clm-{b},{word},clm-{a}"
        " basis=in_source"
        for word in ("contradicts", "disputes", "corroborates")
        for a, b in ("ae", "ea")
    ],
    "merged-answer": [
        *(
            f'claims clm-e answer="{answer}"'
            for answer in (
                "yes|no",
                "yes&no",
                "yes+no",
                "YES, no",
                "yes or no",
                "no  or  yes",
                "yes  ;no",
                "yes;  no",
                "no,yes",
            )
        ),
        *(
            f'claims clm-h answer="2021-08-20{joint}2021"'
            for joint in (";", ",", "|", "&", "+", "  ;", ";  ", " and ", " or ", "  or  ")
        ),
        *(
            f'claims clm-h answer="2021-08-20{sign};2021"'
            for sign in ("?", "~", "%", "/..", "/2021")
        ),
    ],
    "wrong-type": [
        *(
            f'actors act-guard also_known_as="{names}"'
            for names in (";Guard", "Guard;", "Guard; ;River", "Guard;;River")
        ),
        *(
            f"sources src-radio url='{url}'"
            for url in ("radio", "1a:x", "a_b:x", "a:", 'a:"b', "a:<b", "a:>b", "a:x y")
        ),
        *(
            f"locations loc-mill latitude={number}"
            for number in ("1.", ".5", "01", "1e1", "+1", "1,5", "--1", "1.5.1", "٣")
        ),
        *(f"relays clm-e,1 step={number}" for number in ("1.0", "01", "+1", "1_0", "one")),
        *(
            f"sources src-radio accessed={day}"
            for day in (
                "2021-08",
                "2021-09-31",
                "20210902",
                "2021-9-2",
                "2021-09-02T00:00",
                "2021-09-02?",
            )
        ),
    ],
    "out-of-bounds": [
        (
            "column claims x_n ; descriptor resources.claims.schema.fields.x_n.type=integer ;"
            ' descriptor resources.claims.schema.fields.x_n.constraints={"maximum":5} ; claims'
            " clm-a x_n=6"
        ),
        "locations loc-mill longitude=180.5",
        "locations loc-mill longitude=-181",
    ],
    "control-character": [
        r"""bytes claims "The Guard held Low Ford." "\u200cThe Guard held Low Ford." """,
        r"""bytes claims "Low Ford." "Low Ford.\u200d" """,
        r"""bytes revisions "\nrev-" "\nrev-\t" """,
        r"""bytes claims ",statement,src" ",\"state\nment\",src" """,
    ],
}
GOOD: Lines = {
    "unclaimed-answer": [
        "questions qst-control about_id=act-guard",
        notes("questions", "x_c", "act-guard,qst-control"),
        notes("claims", "x_id", "clm-a,act-guard"),
    ],
    "endless-publication": ["sources src-wire published="],
    "less-than-none": [
        "claims clm-c quantity_min=-1 answer=-1 ; questions qst-deaths topic=other unit=regimen",
        "claims clm-c quantity_min=-1 answer=-1 ; questions qst-deaths topic=other unit=mention",
    ],
    "bound-on-other-side": [
        'claims clm-i answer="at least 3" quantity_max=3',
        'claims clm-d answer="at least 12, up to 15" quantity_min=',
        'claims clm-c answer="flat least 3" quantity_max=3',
        'claims clm-c answer="cover 3" quantity_max=3',
        'claims clm-c answer="over: 3" quantity_max=3',
        'claims clm-c answer="cup to 3"',
        'claims clm-c answer="under: 3"',
        'claims clm-c answer="piano fewer than 3" quantity_min= quantity_max=3',
        'claims clm-c answer="not fewer than 3"',
    ],
    "judging-name": ["column claims x_incident", "column claims x_events"],
    "answer-like-cell": [
        "column questions x_c ; questions qst-talks x_c=nope",
        "column questions x_c ; questions qst-deaths x_c=12a",
        "column questions x_c ; questions qst-began x_c=12021-08",
        "column questions x_c ; questions qst-began x_c=2021-08-20/",
        "column claims x_c ; claims clm-e x_c=yes",
        "column questions x_c ; questions qst-bridge answer_type=vote x_c=yes",
        notes("questions", "x_id", "qst-talks,no"),
    ],
    "title-as-attribute": [
        'actors act-guard name="Unregime"',
        'actors act-guard name="Zregime"',
        'actors act-marin name="Az-Whitehead, Overhead"',
    ],
    "several-claimants": [
        'claims clm-a claimant_id="act-guard andy"',
        'claims clm-a claimant_id="act-grand guard"',
    ],
    "padded-cell": [
        'claims clm-a statement="x Low Ford x"',
        r"""bytes questions "Who" "\u200cWho" """,
    ],
    "control-character": ['claims clm-a statement="x Low x"'],
    "wrong-type": [
        'actors act-guard also_known_as="xa;ax;xb;bx"',
        "sources src-radio url=Mm5M+.-:x",
        "sources src-radio url=a0Z:/?#x",
        "relays clm-e,1 step=0",
        "relays clm-e,1 step=-45",
        "relays clm-e,1 step=490",
        "locations loc-mill latitude=0",
        "locations loc-mill latitude=0.45",
        "locations loc-mill latitude=45.01",
        *(f"sources src-radio accessed=2021-{month:02}-28" for month in range(1, 13)),
        "sources src-radio accessed=1937-05-16",
        "sources src-radio accessed=",
    ],
    "wrong-pattern": ["claims clm-a occurred=21/08/2021"],
    "malformed-date": ["claims clm-a stated="],
    "open-statement-date": ["claims clm-a stated="],
    "repeated-key": [
        "relays clm-c,1 claim_id= ; relays clm-c,2 claim_id= step=1",
        "revisions rev-1 revision_id= ; revisions rev-2 revision_id=",
    ],
    "dangling-reference": ["claims clm-g answer=north", "claims clm-l question_id=qst-seat"],
    "impossible-revision": ["+revisions rev-x table= record_id=clm-e kind=reassigned"],
    "untold-withdrawal": ["claims clm-j claim_id=j status=withdrawn"],
    "broken-relay": ["relays clm-c,2 claim_id="],
    "wrong-kind-of-answer": [
        "claims clm-h answer=",
        "claims clm-e answer=",
        "claims clm-a answer=",
    ],
    "merged-answer": [
        *(
            f'claims clm-j answer="{answer}"'
            for answer in ("yes and no, perhaps", "not yes and no", "yes/yes", "yesno")
        ),
        'claims clm-b answer="xact-guard;act-council"',
        'claims clm-g answer="xloc-north;loc-ford"',
        'claims clm-h answer="x2021;2022"',
        "claims clm-h answer=2021=1;2022",
        "claims clm-h answer=2021-08-20/2021-08-21",
    ],
    "presuming-question": [
        *(
            f'questions qst-talks question="How many {word} admitted?"'
            for word in (
                *("is", "are", "was", "were", "be", "been", "being", "people", "patients"),
                *("wounded", "injured"),
            )
        ),
        *(
            f'questions qst-talks question="How many confirmed {word}?"'
            for word in ("dead", "deaths", "killed", "wounded", "cases", "casualties", "victims")
        ),
        *(f"questions qst-talks question='Was {one}the regime{two} named?'" for one, two in QUOTES),
    ],
    "loaded-question": [
        *(f'questions qst-talks question="Talks{mark}"' for mark in "?؟？⁇⁈⁉‽⸮፧"),
        'questions qst-talks question="Υπήρχαν\u037e"',
        'questions qst-talks question="いたか"',
        *(
            f'questions qst-talks question="{asked}"'
            for asked in ("ມີບໍ", "មានទេ", "ရှိလား။", "ཡོད་དམ", "กี่คน? ".strip())
        ),
        'questions qst-talks question="Did the talks end/or begin?"',
        'questions qst-talks question="Was it about land/oil?"',
    ],
    "false-corroboration": [
        "+relations clm-k,corroborates,clm-e basis=curator",
        "+relations clm-a,corroborates,clm-a basis=curator",
        "claims clm-k answer=",
        "+relays clm-a,1 relay_id= ; +relays clm-k,1 relay_id=",
    ],
    "agreeing-contradiction": [
        "+relations clm-a,contradicts,clm-a basis=curator",
        "claims clm-a answer= ; claims clm-b answer= polarity=",
    ],
    "claimant-contradicts-self": ["+claims clm-new from=clm-k answer= polarity=denies"],
}
LINES = {True: BAD, False: GOOD}


@pytest.mark.parametrize("name", sorted({*BAD, *GOOD}))
def test_lines_light_the_rule_or_do_not(name: str) -> None:
    """The lines of a rule stand side by side in one package, if they can."""
    lines = {line: lit for lit, of in LINES.items() for line in of.get(name, ())}
    assert len(lines) == len(BAD.get(name, ())) + len(GOOD.get(name, ()))
    made = {line: specimen.changed(line) for line in lines}
    alone = [line for line, one in made.items() if needs_own_package(one)]
    together = [line for line in lines if line not in alone]
    lit = {line for line in alone if findings(made[line], name)}
    if together:
        every = beside([made[line] for line in together])
        lit.update(together[every.owner(one)] for one in findings(every.specimen, name))
    assert {line: line in lit for line in lines} == lines


def findings(made: Specimen, name: str) -> list[Finding]:
    """Return what a rule finds in a specimen."""
    groups = validate_package(made.package(), [RULES[name]], TODAY).groups
    return [one for group in groups if group.rule == name for one in group.tell(None)]
