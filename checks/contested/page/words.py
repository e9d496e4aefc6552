"""The site's own words, which decide nothing.

Words of the vocabularies that are not among them stand as they are, so that a new one of the
standard is never lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contested.standard import readable

CERTAINTY = {
    "certain": "said plainly",
    "probable": "said as likely",
    "possible": "said as possible",
    "unstated": "passed on, not vouched for",
    "not_recorded": "how sure it was said is not recorded",
}
VOICE = {
    "direct_quote": "",
    "indirect_speech": "Told in the document’s words, not quoted",
    "narrator": "In the document’s own voice",
    "headline": "From a headline or a caption",
    "not_recorded": "",
}
"""How a document gives a claim, where it does not quote it."""
MEDIUM = {
    "interview": "in an interview",
    "press_conference": "at a press conference",
    "statement": "in a statement",
    "video": "in a video",
    "social_post": "in a post",
    "text_message": "in a message",
    "phone": "by phone",
    "broadcast": "on air",
    "press_report": "in a report",
    "unspecified": "",
}
TYPES = {
    "observation": "",
    "demand": "A demand",
    "intention": "What the claimant means to do",
    "prediction": "About what lies ahead",
    "assessment": "A judgement",
}
STANDING = {
    "retracted": "Taken back by the claimant",
    "corrected": "Corrected by the claimant",
    "superseded": "Replaced by the claimant",
}
SINCE = {
    "retracted": "taken back since",
    "corrected": "corrected since",
    "superseded": "replaced since",
}
SURE = {"probable": "as likely", "possible": "as possible", "unstated": "passed on"}
"""How sure an answer was given, where a list has only names."""
RELATIONS = {
    "contradicts": ("Contradicts", "Contradicts"),
    "disputes": ("Sits ill with", "Sits ill with"),
    "qualifies": ("Narrows", "Narrowed by"),
    "repeats": ("Says again", "Said again in"),
    "same_utterance": ("The same act of speaking as", "The same act of speaking as"),
    "corroborates": ("Says the same as", "Says the same as"),
    "corrects": ("Corrects", "Corrected by"),
    "retracts": ("Takes back", "Taken back by"),
    "supersedes": ("Replaces", "Replaced by"),
}
"""A relation as either of its claims has it."""
BASIS = {
    "in_source": "so the document says",
    "curator": "set side by side by the curator",
}
WITHHELD = {
    "could_not_confirm": "could not confirm it",
    "does_not_know": "does not know",
    "declined": "would not say",
}
GONE = {
    "withdrawn": "Withdrawn by the curators: the document does not say this",
    "redacted": "Redacted by the curators, to protect somebody",
}
OVER_TIME = {
    "fixed": "",
    "changing": "The answer may change from day to day. Answers are set against each other only"
    " where they speak of the same days.",
    "running": "A count that can grow. A later and greater number stands against no earlier one.",
}
TOPICS_LAST = ("other",)
NOT_STATED = "not stated"
BETWEEN, WITHIN = "between sides", "within one side"
NEVER = (
    *("true", "false", "fact", "verified", "credible", "reliable", "official", "alleged"),
    *("so-called", "admits", "reveals", "majority", "most sources", "score", "vs."),
)
"""Words that the site itself never says of a claim."""


def with_manner(name: str, claim: Mapping[str, Any], side: str) -> str:
    """Return a name with the side, how sure, and what followed."""
    sure = "" if claim["withheld"] else SURE.get(claim["certainty"] or "", "")
    more = [f"for {side}" if side else "", sure, SINCE.get(claim["standing"] or "", "")]
    told = ", ".join(filter(None, more))
    return f"{name} ({told})" if told else name


def word(words: Mapping[str, str], value: str | None) -> str:
    """Return what the site says for a word of a vocabulary."""
    value = value or ""
    return words.get(value, value.replace("_", " "))


def happened(text: str | None, span: str | None) -> str:
    """Return when something is said to have happened, in words."""
    if not text:
        return NOT_STATED
    days = readable.days(text)
    return {"within": f"at some time, {days}", "throughout": f"over the whole time, {days}"}.get(
        span or "", days
    )


def said(text: str | None) -> str:
    """Return when something was said or printed, in words."""
    return readable.days(text) if text else NOT_STATED


def sentence(row: Mapping[str, Any], positions: int) -> str:
    """Return the same as a sentence, where contested stands before it."""
    told = state(row, positions)
    return f"Contested {told}." if row["is_contested"] else told


def state(row: Mapping[str, Any], positions: int) -> str:
    """Return how the answers to a question stand, in a line."""
    if row["is_contested"]:
        among = {
            (True, True): "between sides and within one side",
            (False, True): WITHIN,
        }.get((row["between_sides"], row["within_side"]), BETWEEN)
        now = "" if row["is_contested_now"] else ", but no longer among claims that stand"
        return f"{among}{now}"
    if positions > 1:
        return "Answered in more than one way; no two answers exclude each other."
    return (
        "Answered one way only, in this data." if positions else "Nobody in this data answers it."
    )
