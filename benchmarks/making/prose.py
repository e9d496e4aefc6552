"""The words of claims: statements, quotations, spellings and notes, in several scripts."""

from __future__ import annotations

import numpy as np
import polars as pl

from making.chance import Flags, Ints, Rng, blanked, joined, words
from making.people import People
from making.places import Places

_SAID = (
    " says",
    " said",
    " reports",
    " repeated",
    " told reporters",
    " wrote",
    " announced on the radio",
    " told a caller",
    " insists",
    " was quoted as saying",
)
_LEADS = {
    "yes": (
        " that it was so in ",
        " that this had been the case in ",
        " that reports of it were right for ",
    ),
    "no": (
        " that it was not so in ",
        " that nothing of the kind had been seen in ",
        " that reports of it were wrong for ",
    ),
    "affirms": (
        " that it was {} in ",
        " that, as far as anyone knew, it was {} in ",
        " that it had been {} in ",
        ", when asked, that it was {} in ",
    ),
    "denies": (
        " that it was not {} in ",
        " that it had never been {} in ",
        " that it could not be {} in ",
    ),
}
_CLAUSES = (
    ", where the shops stayed shut",
    ", which the other side calls a rumour",
    " despite the snow on the pass",
    ", as on every market day",
    " and that the lines were cut",
    ', in what it called an "orderly" way',
    ", but gave no reason",
    " before the bridge was closed",
    ", two days after the shelling",
    " while the talks went on",
    ", according to drivers",
    " and that nobody was asked",
    ', a "matter of hours"',
    " until the convoy had left",
    ", though only on the left bank",
    " when the power came back",
)
_SENTENCES = (
    "The report names neither the hour nor the street.",
    "Others who were there remember it differently.",
    "A second call, an hour later, brought nothing new.",
    'The word used was "mostly", not "all".',
    "No figures were given.",
    "Families from the valley had said so, too.",
    "Three lorries, a tractor and a bus were mentioned.",
    "The answer came in writing, and late.",
    "It is not said how this was known.",
    "Whoever asked was sent away.",
    "The list had been read out in the mosque, then taken down.",
    "Roads to the north, east and west are named.",
)
_SPOKEN = (
    ("arabic", " می‌گوید که در ", " راه‌ها باز است، اما شب‌ها کسی بیرون نمی‌رود."),
    ("arabic", " به خبرنگاران گفت که مردم ", " دکان‌های خود را بسته‌اند و «هیچ کس» نمانده است."),
    ("arabic", " وایي چې په ", " کې جګړه نه ده شوې، خو لاره لا هم تړلې ده."),
    ("arabic", " وویل چې د ", " خلک کورونو ته ستانه شوي دي."),
    ("arabic", " قال إن الطريق إلى ", " مغلقة منذ يومين، ولا يعرف أحد السبب."),
    ("arabic", " ذكر أن سكان ", " تلقوا المساعدات، لكنها لم تكف."),
    ("cyrillic", " каже, що у місті ", " працює лише одна крамниця, і та до обіду."),
    ("cyrillic", " повідомляє, що біля села ", " чути постріли, але дорога відкрита."),
    ("cyrillic", " сообщает, что в городе ", " нет света, воды и связи уже третий день."),
    ("cyrillic", " говорит, что мост у села ", " никто не охраняет, хотя обещали."),
)
_AFTERWORDS = {
    "arabic": "این گفته را کسی دیگر تکرار نکرد.",
    "cyrillic": "Більше нічого про це не сказано.",
}
_QUOTES = (
    "We were there before sunrise",
    "Nobody left, nobody came",
    "dozens",
    "a matter of hours",
    'They call it "order", we call it hunger',
    "The bridge is ours, and so is the road",
    "not a single shot",
    "I counted the lorries myself, one after the other, until it was dark",
    "We have nothing to hide",
    "some of us, not all",
    "by the grace of God",
    "Ask those who were on the other bank",
    "There will be no talks as long as the pass is closed, and everybody knows it",
    "mostly",
    "ما اینجا هستیم و می‌مانیم",
    "هیچ کس نیامد",
    "موږ دلته یو",
    "لم نغادر",
    "Ми нікуди не йдемо",
    "никого там не было",
)
_NOTES = (
    "The tense is that of the source.",
    "The line before names the same place, spelled otherwise.",
    "Translated by the curator; the verb may also mean “to pass by”.",
)
_SPELLINGS = ("", " town", " area")


def _english(
    rng: Rng, name: pl.Series, lead: Ints, phrase: pl.Series, place: pl.Series
) -> pl.Series:
    """Who said, what they answered and about which place, mostly with a clause behind it."""
    n = len(lead)
    flat = [text for group in ("yes", "no", "affirms", "denies") for text in _LEADS[group]]
    sizes = np.array([len(_LEADS[group]) for group in ("yes", "no", "affirms", "denies")])
    which = (np.cumsum(sizes) - sizes)[lead] + rng.integers(0, 12, n) % sizes[lead]
    before, after = (
        [text.partition("{}")[0] for text in flat],
        [text.partition("{}")[2] or None for text in flat],
    )
    answer = blanked(phrase, lead < 2)
    clause = words(_CLAUSES, np.where(rng.random(n) < 0.75, rng.integers(0, len(_CLAUSES), n), -1))
    return joined(
        name,
        words(_SAID, rng.integers(0, len(_SAID), n)),
        words(before, which),
        answer,
        words(after, which),
        place,
        clause,
        ".",
    )


def statements(
    rng: Rng,
    claimant: Ints,
    place: Ints,
    lead: Ints,
    phrase: pl.Series,
    people: People,
    places: Places,
) -> pl.Series:
    """What was claimed, in a curator's words: a tenth in another script than Latin, about 7 in 100
    over two lines.

    `lead` is 0 where the claim says yes, 1 for no, 2 where it affirms an answer and 3 where it
    denies one.
    """
    n = len(claimant)
    latin = _english(
        rng, people.name(claimant), lead, phrase, places.name(place).fill_null("the border")
    )
    which = rng.integers(0, len(_SPOKEN), n)
    tongue = rng.random(n)
    body = latin
    for script in ("arabic", "cyrillic"):
        spoken = np.isin(which, [i for i, (s, _, _) in enumerate(_SPOKEN) if s == script])
        about = places.name(place, script).fill_null({"arabic": "مرز", "cyrillic": "Ріка"}[script])
        text = joined(
            people.name(claimant, script),
            words([b for _, b, _ in _SPOKEN], which),
            about,
            words([a for _, _, a in _SPOKEN], which),
        )
        body = pl.select(
            pl.when(pl.Series((tongue < 0.09) & spoken)).then(text).otherwise(body)
        ).to_series()
    return joined(body, _afterword(rng, tongue, which))


def _afterword(
    rng: Rng, tongue: np.ndarray[tuple[int], np.dtype[np.float64]], which: Ints
) -> pl.Series:
    """A second sentence for some statements, on a line of its own where a source breaks
    the line.
    """
    n, chance = len(which), rng.random(len(which))
    other = tongue < 0.09
    pool = [*_SENTENCES, *_AFTERWORDS.values()]
    foreign = (
        len(_SENTENCES)
        + np.array([0 if script == "arabic" else 1 for script, _, _ in _SPOKEN])[which]
    )
    sentence = np.where(other, foreign, rng.integers(0, len(_SENTENCES), n))
    said = np.where((chance < 0.07) | (~other & (chance < 0.65)), sentence, -1)
    return joined(
        words(["\n", " "], np.where(said < 0, -1, (chance >= 0.07).astype(np.int64))),
        words(pool, said),
    )


def quotes(rng: Rng, quoted: Flags) -> pl.Series:
    """The words between quotation marks, where there are any."""
    return words(_QUOTES, np.where(quoted, rng.integers(0, len(_QUOTES), len(quoted)), -1))


def spellings(rng: Rng, place: Ints, spelled: Flags, places: Places) -> pl.Series:
    """The names of places as sources spell them."""
    n, script = len(place), rng.random(len(place))
    plain = joined(places.name(place), words(_SPELLINGS, rng.integers(0, len(_SPELLINGS), n)))
    found = (
        pl.when(pl.Series(script < 0.15))
        .then(places.name(place, "arabic"))
        .when(pl.Series(script < 0.2))
        .then(places.name(place, "cyrillic"))
        .otherwise(plain)
    )
    return blanked(pl.select(found).to_series(), ~spelled)


def notes(
    rng: Rng, speaker_is_inferred: Flags, day_is_inferred: Flags, is_withdrawn: Flags
) -> pl.Series:
    """A note on whatever was inferred or withdrawn, and on a few other claims."""
    n = len(is_withdrawn)
    own = [
        (
            "The line before names the speaker, this one says only “he”; the day follows from “that"
            " night”."
        ),
        "The line before names the speaker; this one says only “he”.",
        "No day is given, but the line speaks of the night of the storm.",
        "A coding error: the line is about another place.",
    ]
    cases = [
        speaker_is_inferred & day_is_inferred,
        speaker_is_inferred,
        day_is_inferred,
        is_withdrawn,
        rng.random(n) < 0.04,
    ]
    return words(
        [*own, *_NOTES], np.select(cases, [0, 1, 2, 3, 4 + rng.integers(0, len(_NOTES), n)], -1)
    )
