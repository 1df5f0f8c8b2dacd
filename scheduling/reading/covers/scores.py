"""Scores and ratios, and the lines of results in which every range and fraction is one."""

from __future__ import annotations

from scheduling.reading.covers.parts import AFTER_DATE, DAYNAME, MONTH
from scheduling.reading.phrases import either, one_of

#: What letters tell apart, so that a range after one of them is hours.
_LETTERED = (
    *("hall", "room", "studio", "lab", "theatre", "suite", "court", "pitch", "bay", "gate", "block", "wing", "zone"),
    *("Hall", "Room", "Studio", "Lab", "Theatre", "Suite", "Court", "Pitch", "Bay", "Gate", "Block", "Wing", "Zone"),
    *("group", "Group", "team", "Team", "class", "Class", "set", "Set", "ward", "Ward", "option", "Option"),
)
#: What it is, in words for people, and the pattern.
SCORES: list[tuple[str, str]] = [
    (
        "a meeting of two",
        r"(?<![\d:./-])(?:1\s?-\s?2\s?-\s?1|1\s?:\s?1|1\s?-\s?to\s?-\s?1|1 to 1|1-1)(?:'?s)?\b(?![:.]?\d|\s?[ap]m|\s?pm)",
    ),
    ("a ratio", r"(?<![\d:.])(?:\d{1,3}:\d(?![\d:])|\d{1,3}:1000?\b)"),
    (
        "a ratio",
        either(
            r"\b(?:ratios?|scale|odds|dilution|aspect|adrenaline|proportion)\b(?:\sof|\sis|\sat)?\s?\d{1,4}\s?[:/]\s?\d{1,5}",
            r"\bodds\b[^\d\n]{0,20}\d{1,3}/\d{1,2}(?:(?:,\s|\s(?:and|or|to)\s)\d{1,3}/\d{1,2}\b){0,5}",
            # a numerator that no day and a denominator that no month reaches would do as well: 33/1 is long odds
            r"(?<![\d/])(?:33|40|50|66|80|100)/1\b(?!/)",
            # the upright picture, and how long one may last
            r"(?<![\d:.])9:16(?![\d:]|\s?[ap]m)",
            r"\b(?:max|maximum|up to|under|runs?|duration|length)\s\d{1,2}:\d\d(?=\s?$|[,;.)])",
            r"\d{1,4}:\d{1,4}\s"
            + one_of(r"""
                ratio, scale, dilution, adrenaline, odds, aspect, format, screen, video
            """)
            + r"\b",
        ),
    ),
    (
        "a score",
        r"\b"
        + one_of(r"""
                won, win, lost, lose, beat, beaten, beating, drew, drawn?, score, scored, scoring,
                (?:full|half)[- ]time(?=\W{1,3}\d), ft, ht, aggregate, defeat(?:ed)?, victory, led, leading, vote,
                voted, voting, split, scraped
            """)
        + r"\b[^\d\n]{0,30}?(?<![\d:.])\d{1,3}(?:\s?[-–]\s?\d{1,3}|:\d)(?!\d|\s?[ap]m|[:.]\d)",
    ),
    (
        "a score",
        r"(?<![\d:.])\d{1,3}\s?-\s?\d{1,3}\s"
        + one_of(r"""
            win, victory, defeat, loss, draw, up, down, ahead, against, vote, score, on aggregate, away, at home to,
            favourites, outsiders, on penalties
        """)
        + r"\b",
    ),
    (
        "a score",
        either(
            # W 3-2, L 1-4, D 2-2: not "Hall D 2-4"
            r"(?-i:(?=[WLD]\s?\d)(?<!\w)(?:W\s?\d{1,2}|"
            + "".join(rf"(?<!{label} )" for label in _LETTERED)
            + r"[LD]\s?\d{1,2}))\s?-\s?\d{1,2}(?![\d:./-]|\s?[ap]\.?m\b)",
            # no hour is nought, and nothing lasts from 2 to 2
            rf"(?=\d\d?-\d)(?<![\d:./-]){AFTER_DATE}(?:0-\d{{1,2}}|\d{{1,2}}-0|1-1|2-2|3-3|4-4)(?![\d:./-]|\s?[ap]\.?m\b|\s?{MONTH})",
            r"\b(?:risk|likelihood|severity|impact|consequence|probability)(?:\s?(?:score|rating))?:?\s(?:[0-5]/5|\d\d?/(?:10|25))\b(?![/\d]|\s?(?:at|from)\b)",
        ),
    ),
    (
        "a score",
        either(
            r"(?<![\d/])"
            + one_of(r"[0-5]\s?/\s?5, (?:\d|10)\s?/\s?10, (?:1?\d|20)\s?/\s?20, \d{1,3}\s?/\s?100")
            + r"\b(?![/\d])"
            r"(?=\s?(?:stars?|rating|score|would|for|on (?:the|trip)|marks?|\)|-\s(?!all\b|both\b|each\b|at\b|from\b|\d)))",
            r"\b"
            + one_of(r"""
                scored?, rated?, rating, got, gave, given, mark(?:ed)?, pain, confidence, satisfaction, average,
                feedback
            """)
            + r"\b[^\d\n]{0,20}?\d{1,3}(?:\.\d)?(?:\s?/\s?|\sout of\s)\d{1,3}(?:[^\d\n.;]{1,20}\d{1,2}/(?:10|5)\b)?",
        ),
    ),
]
#: A line of results: what is said only of games that were played.
RESULTS = (
    r"\b"
    + one_of(r"""
        \d{1,3} (?:overs|wickets|runs), overs \d, not out, innings, scorecard, at half[- ]time, after extra time, in extra time, bt, hat[- ]tricks?,
        in the series, on penalties, final score, results? from (?:last |the )?(?:weekend|night|mon|tue|wed|thu|fri|sat|sun)\w*, (?:latest|final|full) (?:scores?|results?)
    """)
    + r"(?!\w)"
)
#: In a line of results: 142-9, 4-1-19-4, 3/24, a name that is a weekday, 72 for the 4th.
IN_RESULTS = either(
    rf"(?=\d)(?<![\d:./-]){AFTER_DATE}(?<!\bat )(?<!\bfrom )\d{{1,3}}\s?-\s?\d{{1,3}}(?:-\d{{1,3}}){{0,2}}"
    rf"(?![\d:/-]|\.\d|\s?[ap]\.?m\b|\s?{MONTH}|,?\s(?:on\s)?{DAYNAME}\b(?!\s(?-i:[A-Z][a-z])))",
    r"(?<![\d/])(?<!\bon )(?<!\bfor )(?<!\bfrom )\d{1,3}/\d{1,2}(?![\d/])",
    rf"\b{DAYNAME}(?=\s(?-i:[A-Z][a-z]{{1,20}})\s\d{{1,3}}(?:\*|\snot out\b))",
    r"(?<=\d )for the \d(?:st|nd|rd|th)\b",
)
