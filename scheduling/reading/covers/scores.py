"""Scores and ratios."""

from __future__ import annotations

from scheduling.reading.phrases import either, one_of

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
                won, win, lost, lose, beat, beaten, beating, drew, drawn?, score, scored, scoring, full[- ]time,
                half[- ]time, ft, ht, aggregate, defeat(?:ed)?, victory, led, leading, vote, voted, voting,
                split, scraped
            """)
        + r"\b[^\d\n]{0,30}?(?<![\d:.])\d{1,3}\s?[-–:]\s?\d{1,3}(?!\s?[ap]m|[:.]\d)",
    ),
    (
        "a score",
        r"(?<![\d:.])\d{1,3}\s?-\s?\d{1,3}\s"
        + one_of(r"""
            win, victory, defeat, loss, draw, up, down, ahead, against, vote, score, on aggregate, away, at home to
        """)
        + r"\b",
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
