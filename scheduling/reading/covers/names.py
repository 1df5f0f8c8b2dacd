"""Names and verbs that look like days: streets, books of the Bible, newspapers, "we sat"."""

from __future__ import annotations

from scheduling.reading.covers.parts import AFTER_DATE, DAYNAME, MONTH, MONTH_NAME, WEEKDAY
from scheduling.reading.phrases import either, one_of

_BOOKS = one_of(r"""
    genesis, gen, exodus, exod, leviticus, numbers, deuteronomy, joshua, judges, ruth, samuel, kings,
    chronicles, ezra, nehemiah, esther, job, psalms?, ps, proverbs, prov, ecclesiastes, song of songs, isaiah,
    isa, jeremiah, lamentations, ezekiel, daniel, hosea, joel, amos, obadiah, jonah, micah, nahum, habakkuk,
    zephaniah, haggai, zechariah, malachi, matthew, matt, mark, luke, john, jn, acts, romans, rom, corinthians,
    cor, galatians, gal, ephesians, eph, philippians, phil, colossians, col, thessalonians, thess, timothy,
    titus, philemon, hebrews, heb, james, peter, jude, revelation, rev, surah?, qur'?an, sura
""")
#: Months and weekdays as they begin in names.
_CAPITAL_MONTH = "Jan|Feb|March|April|May|June|July|August|Sept|Oct|Nov|Dec"
_CAPITAL = "Sun|Mon|Tues|Wednes|Thurs|Fri|Satur"
_CAPITAL_NAME = "January|March|April|May|June|July|August|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
#: Not with an hour close behind, which makes a day of a title: "Manic Monday bootcamp 6pm".
_NO_HOUR = r"(?![^.;\n]{0,30}\b\d{1,2}(?:[:.]\d\d|\s?[ap]m\b))"
#: What it is, in words for people, and the pattern.
NAMES: list[tuple[str, str]] = [
    ("a citation", rf"\b(?:hansard|(?:hc|hl) deb)\b,?\s(?:\d\d? {MONTH} \d{{4}})?"),
    (
        "a citation",
        either(
            # 2021;14(3):9-11 and 2024;5:e1430
            r"(?<![/.-])\b(?:19|20)\d\d;\s?\d{1,4}(?:\s?\(\d{1,3}(?:-\d{1,3})?\))?:\s?[es]?\d{1,6}(?:-\d{1,6})?",
            r"\bdoi[:\s]\s?10\.\S{1,200}",
            r"(?<!\S)10\.\d{4,9}/\S{1,200}",
        ),
    ),
    (
        "an author",
        # March J, Patel S; May T. What nurses want; Sun L et al: a letter, but for I and a kiss
        (
            rf"(?<!\d )(?-i:\b(?:{_CAPITAL}|{_CAPITAL_MONTH})(?:day)?\s(?![IX]\b)[A-Z]{{1,2}}\b)"
            rf"(?:(?=,\s(?!{DAYNAME}\b)[a-z'-]{{2,20}}\s[a-z]{{1,2}}[.,])|(?=\.\s[a-z])|\set al\b)"
        ),
    ),
    ("names in a picture", r"\b(?:(?:from )?left to right|l to r|l-r|from (?:the )?left)\b[^\d\n.;]{1,200}"),
    (
        "a person",
        (
            r"\b(?:cheques?|cash|money|payments?|pay|repl(?:y|ies)|names?|orders?|forms?|donations|apologies|tickets?|thanks|email|speak|talk|write) "
            r"to (?:april|may|june|august|jan)\b(?!\s\d)"
        ),
    ),
    (
        "a person",
        # PC Friday & Sgt May; not "see the Dr Friday 3pm"
        (
            r"(?-i:(?=[CDILMNPRSW])\b(?:PC|PCSO|PS|DC|DS|DI|WPC|Sgt|Sergeant|Insp|Inspector|Constable|Dr|Mr|Mrs|Ms|Miss|Mx|Cllr|Councillor|Rev|Revd"
            rf"|Prof|Professor|Nurse|Sister|Sir|Dame|Lady|Lord|Capt|Captain)\b\.?\s(?:{_CAPITAL_NAME}))\b"
            r"(?!,?\s(?:at\s|the\s)?\d|,?\s(?:morning|afternoon|evening|next|week)\b)"
        ),
    ),
    (
        "a title",
        # a song, a play, a book: a day only with its hour
        r"\b"
        + one_of(r"""
            manic monday, ruby tuesday, blue monday, stormy monday, monday after the miracle, one fine day in may,
            friday i'm in love, friday on my mind, freaky friday, girl friday, man friday, sunday girl, gloomy sunday,
            sunday,? bloody sunday, bloody sunday, saturday night fever,
            thursday's child, wednesday addams, man who was thursday, long good friday, thursday murder club,
            i don't like mondays
        """)
        + rf"\b{_NO_HOUR}",
    ),
    (
        "a title",
        # Twelfth Night is free; but on Twelfth Night, Twelfth Night party
        (
            r"\b(?=twelfth )(?<!\bon )(?<!\bby )(?<!before )(?<!until )(?<!\btill )(?<!after )(?<!every )twelfth night\b"
            r"(?!\s(?:part(?:y|ies)|celebrations?|bonfire|feast|supper|dinner|wassail\w*|drinks|service|ceilidh|gathering|revels|cake|procession)\b)"
            r"(?!,?\s(?:at\s|from\s)?\d{1,2}(?:[:.]\d\d|\s?[ap]m\b))"
        ),
    ),
    ("a film's certificate", r"\((?:12a|cert\.? ?(?:pg|12a?|15|18))\)|\bcert(?:ificate)? (?:12a?|15|18)\b"),
    (
        "a day in a name",
        either(
            r"\bgood friday agreement\b",
            r"\b(?:mail on sunday|sunday (?:times|telegraph|mirror|express|mail|post))\b",
            r"\bsat[- ]?navs?\b",
            r"\b(?-i:SATs)\b",
            r"\bsheffield wednesday(?=\s\d{1,2}-\d{1,2}\s(?-i:[A-Z])|\s(?:v|vs|fc|fans?|match|game|tickets?|shirts?|won|lost|drew|beat)\b)",
            r"\bsun "
            + one_of(r"""
                st, street, lane, inn, hotel, newspaper, cream, hats?, tan, lounge, terrace, salutation, xi
            """)
            + r"\b",
            r"\b(?:allez|c'est|avec|dans|bonjour|adieu|merci)\s(?:à\s)?mon\b",
            r"\bmon (?:repos|ch[eé]rie?|ami|dieu|amour|[eé]cole|p[eè]re|fr[eè]re|coeur|cœur|mari)\b",
        ),
    ),
    (
        "a Bible reference",
        (
            rf"\b(?:[123]\s)?{_BOOKS}\s\d{{1,3}}"
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
        rf"(?=[1-9])(?!\d{{4}}\s?-\s?\d{{4}}\b)(?<![\d:./-])(?<!\bon ){AFTER_DATE}\d{{1,4}}[a-z]?(?:\s?-\s?\d{{1,4}}[a-z]?)?,?\s"
        rf"(?!(?:{MONTH_NAME}|{WEEKDAY})\b)(?:[a-z][a-z']{{1,20}}\s){{1,3}}"
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
    (
        "a house number",
        # 24 June Avenue, 3 April Close, 9-11 Saturday Market Place
        (
            rf"(?=[1-9])(?!\d{{4}}\s?-\s?\d{{4}}\b)(?<![\d:./-])(?<!\bon ){AFTER_DATE}\d{{1,4}}[a-z]?(?:\s?-\s?\d{{1,4}}[a-z]?)?,?\s"
            rf"(?-i:(?:{_CAPITAL}|{_CAPITAL_MONTH})[a-z]*\s(?:Market\s)?(?:Street|Road|Lane|Avenue|Close|Place|Court|Crescent|Terrace|Gardens|Mews|Grove|Drive|Way|Row|Square))"
            r"\b(?=\s*(?:[,.;)]|$)|\s(?:and|or|in|near|not)\b|\s[a-z]{1,2}\d|(?:\s\s+|\t)\d{1,2}(?:/\d|\s(?:of )?(?-i:[A-Z])))"
        ),
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
            # the panel sat 3 hours, sat 4 to a bench
            r"\b(?-i:sat)\s\d{1,3}\s(?:hours?|minutes?|mins|days|weeks|papers?|exams?|tests?|rows?|to an?|deep|abreast)\b",
            # sat 3 mock interviews
            r"\b(?-i:sat)\s\d{1,3}\s(?!(?:at|for|from|in|on|to|and|or|with|if|is|please|till|until)\b)(?:[a-z]{3,}\s)?[a-z]{3,}s\b",
            # 9 of ours sat 4
            r"(?=\d)(?<![\d:./-])\d{1,3}\s(?:of\s(?:us|you|them|ours|yours|theirs)\s)?(?-i:sat)(?=\s\d)",
            # she sat 3 papers, we sat 12 to a table; not "can we Sat 12 at 3"
            r"(?<!can )(?<!could )(?<!shall )\b(?:i|we|they|he|she|who|everyone|pupils|students)\s(?:all\s|just\s|both\s)?(?-i:sat)"
            rf"(?=\s\d{{1,3}}\s(?!at|from|or|and|if|for|is|in|on|please|works?|would|{MONTH}|to\s\d)[a-z]{{1,20}}\b)",
            r"(?<!can )(?<!could )(?<!shall )\b(?:we|they|he|she|i|who)\s(?:were\s|are\s|got\s)?wed\s(?:our|my|his|her|their|a|an|in|each)\b(?!\s?\d)",
            r"\bsat\s"
            + one_of(r"""
                in, on, at, down, by, next, through, there, here, back, around, together, outside, inside,
                under, behind, beside, waiting, somewhere, between, among, alongside, above, below, well, quietly,
                empty, idle, unread, unopened
            """)
            + r"\b(?!\s?\d)",
            # sat 10 minutes in the sun, march 12 paces, may 2 at a time
            r"\b(?-i:sat)\s\d{1,3}\s(?:minutes|mins|hours|rows|seats|places|feet|metres|deep)\b",
            r"\b(?-i:may|march)\s\d{1,3}\s(?:by\s\d{1,3}|abreast|paces|steps|miles|yards|rows|deep|laps|at\sa\stime|times)\b(?!\s?-)",
            r"\bmay\s\d{1,3}\s(?:at\sa\stime|times\sout\sof)\b",
            r"\b(?:in the|the|some|any|full|of|enough|winter|evening|more)\ssun\b(?!\s?\d|,? \d)",
            r"\b(?:rising|setting|midnight|golden) sun\b",
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
