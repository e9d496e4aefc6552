"""Texts: quotations and places as the text that was coded has them."""

from __future__ import annotations

from contested.package.quotations import Quoted, Text
from contested.rules.rule import rule


@rule(
    "quote-not-in-source",
    on="the texts",
    cell="claims.quote",
    bad=(
        'claims clm-b quote="The Guard holds Low Ford,"',
        'claims clm-b locator="line 4"',
        'claims clm-f quote="held Low Ford" locator="line 2"',
        'claims clm-b locator="line 4-5"',
    ),
    good=(
        "claims clm-b locator=post",
        'claims clm-b quote="does not hold"',
        'claims clm-b locator="lines 2-4"',
        "claims clm-b quote='The Guard does not \u202ahold\u202c Low Ford,'",
    ),
)
def quote_not_in_source(text: Text, quoted: Quoted) -> bool:
    """The words “{quote}” do not stand in quotation marks at {locator} of {source_id}.

    A quotation is checked letter by letter against the text that was coded; only line ends, runs of
    spaces and signs that nobody sees may differ. Words that a source prints without quotation marks
    are the source's, not the speaker's.

    Allowed: words that the source prints in quotation marks at that place

    Mend: Copy the words from the source, or correct the locator. If they stand there without
    quotation marks, leave the quotation out.
    """
    there = not text.ends_before(quoted.locator)
    return there and not text.holds(quoted.quote, quoted.locator)


@rule(
    "locator-beyond-text",
    on="the texts",
    cell="claims.locator",
    bad=(
        'claims clm-a locator="line 8"',
        'claims clm-b locator="line 40"',
        'claims clm-a locator="line 2-9"',
        'claims clm-a locator="lines 3-2"',
    ),
    good=('claims clm-a locator="line 7"', 'claims clm-a locator="line 6-7"'),
)
def locator_beyond_text(text: Text, quoted: Quoted) -> bool:
    """{locator} is not in the text of {source_id}.

    A claim has to be found where it is said to stand. The lines of a text are counted from 1 as
    they were coded, blank ones too.

    Allowed: lines that the text has, the first before the last

    Mend: Look up the line and correct the locator.
    """
    return text.ends_before(quoted.locator)


@rule(
    "text-mismatch",
    on="the texts",
    cell="sources.text_sha256",
    bad='text src-radio.txt "Sunday" "Monday"',
    good='text other.txt "" "Another text."',
)
def text_mismatch(text: Text) -> bool:
    """The file {file} is named after {source_id} but is not the text that was coded.

    Quotations and locators can be checked only against the very text that the curator read, which
    text_sha256 names.

    Allowed: the text whose SHA-256 is {text_sha256}

    Mend: Find the text that was coded; if the source was coded anew from this one, record its
    SHA-256.
    """
    return text.bears_id and not text.matches
