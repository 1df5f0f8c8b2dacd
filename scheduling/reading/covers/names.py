"""Names and verbs that look like days: streets, books of the Bible, newspapers, "we sat"."""

from __future__ import annotations

from scheduling.reading.covers.parts import AFTER_DATE, DAYNAME, MONTH
from scheduling.reading.phrases import either, one_of

_BOOKS = (
    "genesis|gen|exodus|exod|leviticus|numbers|deuteronomy|joshua|judges|ruth|samuel|kings|chronicles|ezra|nehemiah|"
    "esther|job|psalms?|ps|proverbs|prov|ecclesiastes|song of songs|isaiah|isa|jeremiah|lamentations|ezekiel|daniel|"
    "hosea|joel|amos|obadiah|jonah|micah|nahum|habakkuk|zephaniah|haggai|zechariah|malachi|matthew|matt|mark|luke|"
    "john|jn|acts|romans|rom|corinthians|cor|galatians|gal|ephesians|eph|philippians|phil|colossians|col|"
    "thessalonians|thess|timothy|titus|philemon|hebrews|heb|james|peter|jude|revelation|rev|surah?|qur'?an|sura"
)
#: What it is, in words for people, and the pattern.
NAMES: list[tuple[str, str]] = [
    ("a citation", rf"\b(?:hansard|(?:hc|hl) deb)\b,?\s(?:\d\d? {MONTH} \d{{4}})?"),
    ("a film's certificate", r"\((?:12a|cert\.? ?(?:pg|12a?|15|18))\)|\bcert(?:ificate)? (?:12a?|15|18)\b"),
    (
        "a day in a name",
        either(
            r"\bgood friday agreement\b",
            r"\b(?:mail on sunday|sunday (?:times|telegraph|mirror|express|mail|post))\b",
            r"\bsat[- ]?navs?\b",
            r"\bsun "
            + one_of(r"""
                st, street, lane, inn, hotel, newspaper, cream, hats?, tan, lounge, terrace, salutation
            """)
            + r"\b",
            r"\bmon (?:repos|ch[eé]rie?|ami|dieu|amour)\b",
        ),
    ),
    (
        "a Bible reference",
        (
            rf"\b(?:[123]\s)?(?:{_BOOKS})\s\d{{1,3}}"
            r"(?::\d{1,3}(?:\s?-\s?\d{1,3}(?::\d{1,3})?)?(?:,\s?\d{1,3}(?:-\d{1,3})?){0,4})(?!\d|\s?[ap]m)"
        ),
    ),
    (
        "a Bible reference",
        r"\b(?:[123]\s)?"
        + one_of(r"""
            psalms?, genesis, exodus, isaiah, corinthians, romans, thessalonians, ephesians, hebrews, proverbs
        """)
        + r"\s\d{1,3}(?:-\d{1,3})?\b(?![:.]\d|\s?[ap]m)",
    ),
    (
        "a house number",
        rf"(?<![\d:./-])(?<!\bon ){AFTER_DATE}\d{{1,4}}[a-z]?(?:\s?-\s?\d{{1,4}}[a-z]?)?,?\s"
        rf"(?!{MONTH}\b(?:\s\d|[,.\s]*$)|{DAYNAME}\b)(?:[a-z][a-z']{{1,20}}\s){{1,3}}"
        + one_of(r"""
            street, st, road, rd, lane, ln, avenue, ave, drive, crescent, cres, square, sq, place, terrace,
            gardens, mews, grove, parade, broadway, embankment, wharf, quay, boulevard, hill, row, walk, way,
            close, court, park, green, yard, buildings
        """)
        + r"\b(?!\s?"
        + one_of(r"""
            hall, cent(?:re|er), surgery, library, room, hotel, school, house, office, community, hospital,
            meeting, \d{1,2}(?:[.:]|am|pm)
        """)
        + r")",
    ),
    ("a road", r"\b[abm]\d{1,4}(?:\(m\))?\b(?![:.]\d)"),
    (
        "a verb",
        either(
            r"\b"
            + one_of(r"""
                we, i, they, he, she, you, who, have, has, had, was, were, just, everyone, nobody, people
            """)
            + r"\s(?:all\s|just\s|both\s)?sat\b(?!\s?\d)",
            r"\bsat\s"
            + one_of(r"""
                in, on, at, down, by, next, through, there, here, back, around, together, outside, inside,
                under, behind, beside, waiting
            """)
            + r"\b(?!\s?\d)",
            r"\b(?:in the|the|some|any|full|of|enough|winter|evening|more)\ssun\b(?!\s?\d|,? \d)",
        ),
    ),
    (
        "a verb",
        either(
            r"(?<!\d )(?<!th )(?<!st )(?<!nd )(?<!rd )(?<!of )\b(?:may|might|march(?:es|ed|ing)?)\s"
            + one_of(r"""
                be, not, have, has, also, need, want, wish, well, require, contact, attend, bring, change, take,
                include, come, go, use, ask, apply, contain, cause, differ, vary, help, find, feel, prefer,
                like, choose, run, result, only, still, even, already, otherwise, sometimes, on, to, past,
                through, back, for, against, with, down, up
            """)
            + r"\b(?!\s?\d)",
            r"\b"
            + one_of(r"""
                you, we, i, they, it, he, she, this, that, who, which, staff, people, there, dates, times
            """)
            + r"\smay\b",
            r"\bmarch(?:es|ed|ing)\b",
        ),
    ),
]
