"""Questions: neutral, and answered once by each utterance."""

from __future__ import annotations

from contested.rules.attribution.claimants import LABELS, word_of
from contested.rules.files.signs import DIRECTION
from contested.rules.rule import Expr, Row, rule

MARKS = "?؟？⁇⁈⁉‽⸮፧՞"
"""Question marks; the Armenian one stands within a word."""
QUOTED = '“[^”]*”|"[^"]*"|«[^»]*»|„[^“”]*[“”]|‘[^’]*’|「[^」]*」|『[^』]*』'
"""Words in quotation marks, which may ask something of their own."""
UNMARKED = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
"""Scripts in which a question needs no mark."""
PRESUMING = (
    *("really", "actually", "obviously", "of course", "is it true that", "is it not"),
    *("isn['’]t it", "wasn['’]t it", "aren['’]t they", "weren['’]t they"),
)
"""Words in a question that hold its answer."""
TAKING_SIDES = (
    *("admit", "admits", "admitted", "confess", "confesses", "confessed", "confirm", "confirms"),
    *("confirmed", "refute", "refutes", "refuted", "massacre", "massacred", "liberate"),
    *("liberated", *LABELS),
)
"""Words in a question that some side may object to."""
PLAIN = (
    r"(?i)\b(?:is|are|was|were|be|been|being|people|patients|wounded|injured) admitted\b"
    r"|\bconfirmed (?:dead|deaths|killed|wounded|cases|casualties|victims)\b"
    r"|\bso-called islamic state\b"
)
"""Such words where they take no side."""


@rule(
    "repeated-claim",
    on="claims.claim_id",
    bad=(
        "+claims clm-new from=clm-d",
        '+claims clm-new from=clm-h statement="It began then."',
        '+claims clm-new from=clm-d answer="12-15" statement="12 to 15"',
    ),
    good=(
        '+claims clm-new from=clm-h locator="line 7"',
        "+claims clm-new from=clm-h ; withdrawn claims clm-new",
        "+claims clm-new from=clm-a claimant_id=act-elders",
        "+claims clm-new from=clm-g stated=2021-08-21",
        "+claims clm-new from=clm-g occurred=2021-08-21",
        (
            "+claims clm-new from=clm-k source_id=src-wire voice=indirect_speech"
            " stated_basis=stated stated=2021-08-22"
        ),
        "+claims clm-new from=clm-i answer=mayor",
    ),
)
def repeated_claim(claim: Row) -> Expr:
    """The same claim is there already, on line {twins}: same question, claimant, source, place in
    it, answer and days.

    One utterance counts once. Twice, it looks like two people who agree.

    Allowed: one row for each time something was said

    Mend: Withdraw the row that was added later; if it was said twice, say where (the locator) or
    when.
    """
    return ~claim.claim_twin.is_null()


@rule(
    "claimant-contradicts-self",
    on="claims.answer",
    severity="warning",
    bad=(
        "+claims clm-new from=clm-e answer=no",
        "+claims clm-new from=clm-k answer=act-council",
        "+claims clm-new from=clm-k polarity=denies",
        "+claims clm-new from=clm-d answer=20 quantity_min=20 quantity_max=20",
        "+claims clm-new from=clm-d polarity=denies",
        "+claims clm-new from=clm-h answer=2021-08-21",
        "+claims clm-new from=clm-d answer=11 quantity_min= quantity_max=11",
    ),
    good=(
        "+claims clm-new from=clm-e answer=no ; +relations clm-new,qualifies,clm-e basis=in_source",
        "+claims clm-new from=clm-g answer=loc-ford",
        "+claims clm-new from=clm-d answer=15 quantity_min=15 quantity_max=15",
        "+claims clm-new from=clm-h answer=2021-08",
        "+claims clm-new from=clm-e answer=no ; withdrawn claims clm-new",
        (
            "+claims clm-new from=clm-e answer=no source_id=src-wire ; relations"
            " -clm-m,supersedes,clm-d"
        ),
        "+claims clm-new from=clm-e answer=no claimant_id=act-council",
        "+claims clm-new from=clm-d answer=12 quantity_min= quantity_max=12",
        "+claims clm-new from=clm-k answer=act-council polarity=denies",
    ),
)
def claimant_contradicts_self(claim: Row) -> Expr:
    """{claimant_id} gives answers to one question, in one source, that cannot both be right; one of
    them is “{answer}”.

    People do contradict themselves, and then both claims stay. More often a speaker was mistaken
    for another, or one answer limits or replaces the other.

    Allowed: answers that can both be right, or a relation (qualifies, corrects, retracts,
    supersedes) that says how they stand to each other

    Mend: Check who said which. If one person said both, add the relation.
    """
    return claim.contradicts_own & claim.is_reconciled.is_null()


@rule(
    "loaded-question",
    on="questions.question",
    lists={"presuming": PRESUMING},
    bad=(
        'questions qst-talks question="Talks were under way."',
        'questions qst-talks question="Were there talks? On what?"',
        'questions qst-talks question="Were there talks? Some say so."',
        'questions qst-talks question="Did the Guard and/or the council talk?"',
        'questions qst-talks question="Was the Guard REALLY there?"',
        'questions qst-talks question="Is it true that there were talks?"',
        "questions qst-talks question=?",
        'questions qst-talks question="12?"',
        'questions qst-talks question="Υπήρχαν συνομιλίες; Πότε;"',
        'questions qst-talks question="Υπήρχαν συνομιλίες."',
        'questions qst-talks question="話し合いが行われた。"',
    ),
    good=(
        'questions qst-talks question="آیا گفتگو در جریان بود؟"',
        'questions qst-talks question="آیا گفتگو در جریان بود؟\u200f"'.replace("\\u200f", "\u200f"),
        'questions qst-talks question="Who was invited to the talks on confirmation day？"',
        'questions qst-talks question="Υπήρχαν συνομιλίες;"',
        'questions qst-talks question="Բանակցություններ եղե՞լ են։"',
        'questions qst-talks question="話し合いは行われたか。"',
        'questions qst-talks question="ድርድር ነበር፧"',
        'questions qst-talks question="มีการเจรจาหรือไม่"',
        'questions qst-talks question="¿Hubo conversaciones?"',
        "questions qst-talks question='Was “Who are we? Who?” shouted at the talks?'",
    ),
)
def loaded_question(question: Row) -> Expr:
    """“{question}” is not one neutral question.

    Everybody who answers must be able to accept the question. One that holds two, or its own
    answer, makes one side look evasive.

    Allowed: one question with its mark, as its script writes it, where words in quotation marks do
    not count; none of: and/or, {presuming}

    Mend: Ask for one thing, in words that no side would object to.
    """
    bare = question.question.str.replace_all(f"[{DIRECTION}]", "").str.replace_all(QUOTED, "x")
    asks = bare.str.contains(f"^[^{MARKS}]*[{MARKS}]$")
    rest = question.when(~asks, bare)
    asks_otherwise = rest.str.contains(f"^[^{MARKS}]*\\p{{Armenian}}՞[^{MARKS}]*$")
    greek = rest.str.contains(f"^[^{MARKS};\u037e]*[;\u037e]$")
    asks_otherwise = asks_otherwise | (greek & rest.str.contains(r"\p{Greek}"))
    asks_otherwise = asks_otherwise | rest.str.contains(f"^[^{MARKS}。]*か。?$")
    unmarked = rest.str.contains(f"^[^{MARKS}]*[{UNMARKED}][^{MARKS}]*$")
    return (
        (~asks & ~asks_otherwise & ~unmarked)
        | ~bare.str.contains(r"\p{L}")
        | bare.str.contains("(?i)and/or")
        | bare.str.contains(word_of(PRESUMING))
    )


@rule(
    "presuming-question",
    on="questions.question",
    severity="warning",
    lists={"taking_sides": TAKING_SIDES},
    bad=(
        'questions qst-talks question="Did the council admit to talks?"',
        'questions qst-talks question="Did the so-called River Guard talk?"',
        'questions qst-talks question="Who confirmed the talks?"',
        'questions qst-talks question="Were the terrorists in talks?"',
    ),
    good=(
        'questions qst-talks question="How many people were admitted to hospital?"',
        'questions qst-talks question="How many were among the confirmed dead?"',
        'questions qst-talks question="Did the so-called Islamic State talk?"',
        'questions qst-talks question="Was the slogan “Down with the regime” shouted?"',
    ),
)
def presuming_question(question: Row) -> Expr:
    """“{question}” may take a side: it holds a word that somebody may object to.

    Who is asked whether they admit something is told that it is so. Whose fighters are called
    terrorists, or rebels, cannot answer without accepting the name.

    Allowed: a question without {taking_sides}; such words in quotation marks, and wounded people
    who were admitted or deaths that were confirmed

    Mend: Ask whether it was said, or whether it is so, and call everybody by their own name. Leave
    the question as it is if the word takes no side here.
    """
    words = word_of(TAKING_SIDES)
    loaded = question.when(question.question.str.contains(words), question.question)
    bare = loaded.str.replace_all(QUOTED, "x").str.replace_all(PLAIN, "x")
    return bare.str.contains(words)


@rule(
    "repeated-question",
    on="questions.question",
    bad=(
        "+questions qst-dup from=qst-talks ; claims clm-f question_id=qst-dup ; relations"
        " -clm-f,contradicts,clm-e",
        "+questions qst-dup from=qst-talks question='WERE the River Guard, and the Valley Council,"
        " in talks on 22 August 2021?' ; claims clm-f question_id=qst-dup ; relations"
        " -clm-f,contradicts,clm-e",
        "+questions qst-dup from=qst-talks period= ; claims clm-f question_id=qst-dup ; relations"
        " -clm-f,contradicts,clm-e",
        "+questions qst-dup from=qst-seat period=2021-08-01/2021-08-31 ; claims clm-g"
        " question_id=qst-dup ; +claims clm-new from=clm-g question_id=qst-seat",
    ),
    good=(
        "+questions qst-dup from=qst-talks period=2021-08-23 ; +claims clm-new from=clm-f"
        " question_id=qst-dup occurred=2021-08-23",
        "+questions qst-dup from=qst-seat period=2021-07-31/2021-08-31 ; +claims clm-new"
        " from=clm-g question_id=qst-dup",
        "+questions qst-dup from=qst-seat period=2021-08-01/2021-09-01 ; +claims clm-new"
        " from=clm-g question_id=qst-dup",
        "+questions qst-dup from=qst-seat about_id=act-guard ; +claims clm-new from=clm-g"
        " question_id=qst-dup",
        "+questions qst-dup from=qst-bridge location_id=loc-north ; +claims clm-new from=clm-j"
        " question_id=qst-dup",
        "+questions qst-dup from=qst-deaths unit=animals ; +claims clm-new from=clm-m"
        " question_id=qst-dup",
        "+questions qst-dup from=qst-talks question='Did the two talk?' ; +claims clm-new"
        " from=clm-f question_id=qst-dup",
    ),
)
def repeated_question(question: Row) -> Expr:
    """“{question}” is asked already, on line {twins}.

    Answers meet only under one question. If it stands there twice, two sides that contradict each
    other never meet, and a contest disappears. Words are compared without regard to case, accents,
    punctuation and spaces; a blank about, place, period or unit agrees with any.

    Allowed: one row for one question about one thing, one place and one time

    Mend: Keep one of the rows, and give its id to all claims, with a revision of the kind
    reassigned for those that are published. If the questions differ, say in their words how.
    """
    return ~question.question_twin.is_null()


@rule(
    "unasked-contest",
    on="questions.question_id",
    severity="info",
    bad=(
        "+claims clm-new from=clm-i claimant_id=act-marin voice=indirect_speech"
        " stated=../2021-08-23 answer=mayor"
    ),
    good=(
        (
            "+claims clm-new from=clm-i claimant_id=act-marin voice=indirect_speech"
            " stated=../2021-08-23"
        ),
        (
            "+claims clm-new from=clm-i claimant_id=act-marin voice=indirect_speech"
            " stated=../2021-08-23 answer=mayor ; +relations clm-new,disputes,clm-i basis=curator"
        ),
        "+claims clm-new from=clm-i locator=post answer=mayor",
        (
            "+claims clm-new from=clm-i claimant_id=act-marin voice=indirect_speech"
            " stated=../2021-08-23 answer=mayor ; withdrawn claims clm-new"
        ),
    ),
)
def unasked_contest(question: Row) -> Expr:
    """Claimants give different answers to “{question}”, and nothing says how these stand to each
    other.

    Free texts may differ in wording alone, so no rule can tell whether they conflict. Only somebody
    who reads them can.

    Allowed: a relation between the claims, or a question whose answers can be compared

    Mend: If they conflict, add contradicts or disputes; if one limits another, qualifies; if they
    say the same, use the same words. This is for your information only.
    """
    return ~question.differing_labels.is_null()
