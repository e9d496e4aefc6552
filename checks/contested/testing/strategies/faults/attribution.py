"""Faults of attribution: words in the wrong mouth, a chain with a link missing, a name that takes
sides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from hypothesis import strategies as st

from contested.rules.attribution import LABELS, OFFICES
from contested.testing.strategies.cells import prose
from contested.testing.strategies.draft import Draft, Wish
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.faults.fault import Hit, fault
from contested.testing.strategies.faults.voices import OPENLY, SHOWN

REPORTED = ["direct_quote", "indirect_speech"]
"""Voices in which somebody else than the source speaks."""
REPORTS = ("broadcast", "news_article", "other", "report", "wire_report")
"""Kinds of source that pass on what others say, told over here, so that a rule that forgets one of
them is found out.
"""
JOINTS = (";", "; ", "|", ",", ", ", " and ", " | ")
"""What people write between two ids."""


def open_source(draft: Draft, **wishes: Wish) -> Cells:
    """A new document whose publisher hides behind no other name."""
    return draft.new("sources", publisher__actor_type=OPENLY, **wishes)


def somebody_else(draft: Draft, claim: Cells) -> str:
    """An actor who hides behind no other name and has not answered the claim's question in its
    source.
    """
    publisher = draft.look("claims", claim, "source__publisher_id")
    spoken = [
        o["claimant_id"]
        for o in draft.tables["claims"]
        if all(o[c] == claim[c] for c in ("question_id", "source_id"))
    ]
    return draft.some("actors", [publisher, *spoken], actor_type=OPENLY)["actor_id"]


@fault("several-claimants")
def two_claimants(draft: Draft) -> Iterator[Hit]:
    claim = draft.free("claims")
    others = [somebody_else(draft, claim), "the council", claim["claimant_id"]]
    claim["claimant_id"] += draft.draw(st.sampled_from(JOINTS)) + draft.draw(
        st.sampled_from(others)
    )
    yield "claims", claim, "claimant_id"


@fault("several-claimants")
def two_at_one_step(draft: Draft) -> Iterator[Hit]:
    relay = draft.some("relays")
    relay["relay_id"] += draft.draw(st.sampled_from(JOINTS)) + draft.some("actors")["actor_id"]
    yield "relays", relay, "relay_id"


@fault("narrator-is-not-publisher")
def somebody_else_than_the_narrator(draft: Draft) -> Iterator[Hit]:
    claim = draft.free("claims", voice="narrator")
    claim["claimant_id"] = somebody_else(draft, claim)
    yield "claims", claim, "claimant_id"


@fault("narrator-is-not-publisher")
def retold_speech_in_the_voice_of_the_narrator(draft: Draft) -> Iterator[Hit]:
    source = draft.new("sources", source_type=REPORTS)
    claim = draft.new("claims", source_id=source["source_id"], voice=REPORTED)
    claim |= {"voice": "narrator", "quote": ""}
    yield "claims", claim, "claimant_id"


@fault("publisher-as-claimant")
def a_medium_in_the_place_of_the_speaker(draft: Draft) -> Iterator[Hit]:
    source = open_source(draft, source_type=REPORTS)
    claim = draft.new("claims", source_id=source["source_id"], voice=REPORTED)
    claim["claimant_id"] = source["publisher_id"]
    yield "claims", claim, "claimant_id"


@fault("publisher-as-claimant")
def the_narrator_taken_for_a_speaker(draft: Draft) -> Iterator[Hit]:
    claim = draft.free("claims", voice="narrator", source__source_type=REPORTS)
    claim["voice"] = "indirect_speech"
    yield "claims", claim, "claimant_id"


@fault("publisher-as-claimant")
def a_statement_taken_for_a_report(draft: Draft) -> Iterator[Hit]:
    own = [
        word for word in draft.specs["sources"].fields["source_type"].words if word not in REPORTS
    ]
    source = open_source(draft, source_type=own)
    claim = draft.new(
        "claims", source_id=source["source_id"], claimant_id=source["publisher_id"], voice=REPORTED
    )
    source["source_type"] = draft.draw(st.sampled_from(REPORTS))
    yield "claims", claim, "claimant_id"


@fault("shared-anonymous-publisher")
def one_unknown_hand_for_several_documents(draft: Draft) -> Iterator[Hit]:
    source = draft.use("sources", draft.some("sources", publisher__actor_type="unnamed_source"))
    for _ in range(draft.draw(st.integers(1, 2))):
        draft.use("sources", draft.new("sources"))["publisher_id"] = source["publisher_id"]
    yield "actors", draft.find("actors", source["publisher_id"]), "actor_id"


def chain(draft: Draft, steps: int) -> list[Cells]:
    """A new claim's way to its source, in so many steps."""
    claim = draft.new("claims")
    return [draft.new("relays", claim_id=claim["claim_id"]) for _ in range(steps)]


@fault("broken-relay")
def a_step_that_is_lost(draft: Draft) -> Iterator[Hit]:
    steps = chain(draft, draft.draw(st.integers(2, 4)))
    lost = draft.draw(st.sampled_from(steps[:-1]))
    draft.tables["relays"][:] = [row for row in draft.tables["relays"] if row is not lost]
    yield "relays", steps[-1], "step"


@fault("broken-relay")
def numbers_that_start_too_late(draft: Draft) -> Iterator[Hit]:
    steps, late = chain(draft, draft.draw(st.integers(1, 3))), draft.draw(st.integers(1, 9))
    for number, row in enumerate(steps, 1):
        row["step"] = str(number + late)
        if number + late > len(steps):
            yield "relays", row, "step"


@fault("broken-relay")
def a_last_step_one_too_far(draft: Draft) -> Iterator[Hit]:
    last = chain(draft, draft.draw(st.integers(1, 3)))[-1]
    last["step"] = str(int(last["step"]) + 1)
    yield "relays", last, "step"


@fault("relay-repeats-end")
def passed_on_by_the_claimant(draft: Draft) -> Iterator[Hit]:
    row = draft.draw(st.sampled_from(chain(draft, draft.draw(st.integers(1, 3)))))
    row["relay_id"] = draft.look("relays", row, "claim__claimant_id")
    yield "relays", row, "relay_id"


@fault("relay-repeats-end")
def passed_on_by_the_publisher(draft: Draft) -> Iterator[Hit]:
    row = draft.draw(st.sampled_from(chain(draft, draft.draw(st.integers(1, 3)))))
    row["relay_id"] = draft.look("relays", row, "claim__source__publisher_id")
    yield "relays", row, "relay_id"


@fault("quote-without-speech")
def a_narrator_in_quotation_marks(draft: Draft) -> Iterator[Hit]:
    claim = draft.free("claims", voice="narrator", status=SHOWN)
    claim["quote"] = draft.draw(prose())
    yield "claims", claim, "quote"


@fault("quote-without-speech")
def a_quotation_without_words(draft: Draft) -> Iterator[Hit]:
    claim = draft.free("claims", voice="direct_quote", status=SHOWN)
    claim["quote"] = ""
    yield "claims", claim, "quote"


@fault("unexplained-inference")
def a_speaker_inferred_from_nothing(draft: Draft) -> Iterator[Hit]:
    claim = draft.free("claims", stated_basis="stated")
    claim |= {"claimant_basis": "inferred", "note": ""}
    yield "claims", claim, "claimant_basis"


@fault("unexplained-inference")
def a_day_of_speech_inferred_from_nothing(draft: Draft) -> Iterator[Hit]:
    claim = draft.free("claims", claimant_basis="stated")
    claim |= {"stated_basis": "inferred", "note": ""}
    yield "claims", claim, "stated_basis"


@fault("unexplained-inference")
def a_day_of_print_inferred_from_nothing(draft: Draft) -> Iterator[Hit]:
    source = draft.use("sources", draft.some("sources"))
    source |= {"published_basis": "inferred", "note": ""}
    yield "sources", source, "published_basis"


def coded(draft: Draft) -> tuple[Cells, list[str]]:
    """A new document and the lines of its text, which is at hand under some name; each line ends in
    its own number.
    """
    lines = [
        f"{' '.join(draft.draw(prose()).split())} ({number})"
        for number in range(1, draft.draw(st.integers(3, 5)))
    ]
    data = draft.draw(st.sampled_from(["\n", "\r\n", " \n"])).join(lines).encode()
    source = draft.new("sources", text_sha256=hashlib.sha256(data).hexdigest())
    draft.texts[
        draft.draw(st.sampled_from([f"{source['source_id']}.txt", f"texts/{draft.made}.html"]))
    ] = data
    return source, lines


def quoting(draft: Draft, source: Cells, quote: str, locator: str) -> Cells:
    """A new claim in the very words of a document."""
    return draft.new(
        "claims",
        source_id=source["source_id"],
        voice="direct_quote",
        status=SHOWN,
        quote=quote,
        locator=locator,
    )


@fault("quote-not-in-source")
def a_letter_that_is_not_there(draft: Draft) -> Iterator[Hit]:
    source, lines = coded(draft)
    number = draft.draw(st.integers(1, len(lines)))
    line, (right, wrong) = (
        lines[number - 1],
        draft.draw(
            st.permutations(
                [f"line {number}", draft.draw(st.sampled_from(["post", "page 1", "time 00:00:01"]))]
            )
        ),
    )
    quoting(draft, source, line.replace(" ", draft.draw(st.sampled_from([" ", "  ", "\n"]))), right)
    changed = draft.draw(
        st.sampled_from(
            [
                line.replace(" (", "("),
                f"{line[:-1]}!)",
                line.replace("(", "(+"),
                f"“{line}”",
                line.swapcase() + "x",
            ]
        )
    )
    yield "claims", quoting(draft, source, changed, wrong), "quote"


@fault("quote-not-in-source")
def a_line_too_high_or_too_low(draft: Draft) -> Iterator[Hit]:
    source, lines = coded(draft)
    number = draft.draw(st.integers(1, len(lines)))
    off = draft.draw(
        st.sampled_from([near for near in (number - 1, number + 1) if 0 < near <= len(lines)])
    )
    yield "claims", quoting(draft, source, lines[number - 1], f"line {off}"), "quote"


@fault("quote-not-in-source")
def a_line_beyond_the_end(draft: Draft) -> Iterator[Hit]:
    source, lines = coded(draft)
    yield (
        "claims",
        quoting(draft, source, lines[-1], f"line {len(lines) + draft.draw(st.integers(1, 2))}"),
        "quote",
    )


@fault("quote-not-in-source")
def words_from_two_lines_at_one(draft: Draft) -> Iterator[Hit]:
    source, lines = coded(draft)
    both = f"{lines[0]} {lines[1]}"
    quoting(draft, source, both, "post")
    yield (
        "claims",
        quoting(draft, source, both, draft.draw(st.sampled_from(["line 1", "line 2"]))),
        "quote",
    )


@fault("text-mismatch")
def another_text_under_the_name_of_the_source(draft: Draft) -> Iterator[Hit]:
    text = draft.draw(prose()).encode()
    source = draft.use(
        "sources", draft.new("sources", text_sha256=hashlib.sha256(text).hexdigest())
    )
    other = draft.draw(st.sampled_from([text + b"\n", b"\xef\xbb\xbf" + text, text[:-1], b""]))
    draft.texts[
        draft.draw(st.sampled_from(["", "texts/"]))
        + source["source_id"]
        + draft.draw(st.sampled_from([".txt", "", ".html"]))
    ] = other
    if draft.draw(st.booleans()):
        draft.texts["the right one.txt"] = text
    yield "sources", source, "text_sha256"


def labelled(draft: Draft, name: str, words: tuple[str, ...]) -> str:
    """A name that carries one of these words, before it, behind it or in it."""
    word = draft.draw(st.sampled_from(words))
    word = draft.draw(st.sampled_from([word, word.title(), word.upper()]))
    return draft.draw(
        st.sampled_from(
            [
                f"{word} {name}",
                f"{name} ({word})",
                f"The {word} of {name}",
                f"{name}, {word}",
                f"“{word}”",
            ]
        )
    )


@fault("title-as-attribute")
def a_person_by_office(draft: Draft) -> Iterator[Hit]:
    actor = draft.use("actors", draft.some("actors", actor_type="person"))
    actor["name"] = f"{labelled(draft, actor['name'], OFFICES)} {draft.made}"
    yield "actors", actor, "name"


@fault("title-as-attribute")
def a_person_known_by_office(draft: Draft) -> Iterator[Hit]:
    actor = draft.use("actors", draft.some("actors", actor_type="person"))
    actor["also_known_as"] = (
        draft.draw(st.sampled_from(["", f"Gale {draft.made};"]))
        + f"{labelled(draft, 'Hill', OFFICES)} {draft.made}"
    )
    yield "actors", actor, "also_known_as"


@fault("title-as-attribute")
def anybody_by_a_label(draft: Draft) -> Iterator[Hit]:
    actor = draft.use("actors", draft.some("actors"))
    actor["name"] = f"{labelled(draft, actor['name'], LABELS)} {draft.made}"
    yield "actors", actor, "name"


@fault("title-as-attribute")
def anybody_known_by_a_label(draft: Draft) -> Iterator[Hit]:
    kinds = [
        word
        for word in draft.specs["actors"].fields["actor_type"].words
        if word != "unnamed_source"
    ]
    actor = draft.use("actors", draft.some("actors", actor_type=kinds))
    actor["also_known_as"] = f"{labelled(draft, 'Hill', LABELS)} {draft.made}" + draft.draw(
        st.sampled_from(["", f";Gale {draft.made}"])
    )
    yield "actors", actor, "also_known_as"
