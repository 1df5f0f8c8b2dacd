"""Amounts: prices, shares, financial years, doses, measures, ages, and numbers with what they count."""

from __future__ import annotations

from scheduling.reading.covers.parts import MONTH, TIMELY, WEEKDAY
from scheduling.reading.phrases import either, one_of

#: What it is, in words for people, and the pattern.
AMOUNTS: list[tuple[str, str]] = [
    (
        "a price",
        (
            r"(?:[£$€]|\b(?:gbp|eur|usd)\s?)\s?\d[\d,]{0,12}(?:\.\d{1,2})?"
            r"(?:\s?(?:-|to)\s?[£$€]?\d[\d,]{0,10}(?:\.\d{1,2})?(?!\d|\s?[ap]m))?(?:k|m|bn|pp)?\b"
        ),
    ),
    ("a price", r"\b\d{1,4}(?:p|k)\b(?!\.?m)|\b\d[\d,]{0,9}(?:\.\d{1,2})?\s?(?:pounds?|quid|euros?|pence)\b"),
    ("a share", r"\b\d{1,4}(?:\.\d{1,3})?(?:\s?-\s?\d{1,3}(?:\.\d)?)?\s?(?:%|per ?cent\b|percent\b)"),
    ("a number", r"\b\d{1,3}(?:,\d{3}){1,4}\b"),
    (
        "a financial year",
        either(
            r"\b(?:fy\s?)(?:20)?\d\d(?:\s?[/-]\s?(?:20)?\d\d)?\b",
            r"(?<![\d/.-])(?:19|20)\d\d\s?/\s?(?:20)?\d\d(?![\d/])",
            r"(?<![\d/.-])20\d\d-(?:20)?\d\d(?![\d-]|\s?[ap]m)",
        ),
    ),
    (
        "a financial year",
        r"\b"
        + one_of(r"""
            year, season, budget, plan, accounts, session, programme, rota, calendar, dates, term, winter, cohort,
            for, in, during, ye, academic year
        """)
        + r"\s(?:2\d/2\d)(?![/\d])",
    ),
    (
        "a quarter of a year",
        either(
            r"\bq[1-4](?:\s?(?:of\s)?(?:(?:20)?\d\d(?:/\d\d)?|fy\d\d))?\b(?![:.]\d)",
            r"\b[1-4]q\d\d\b",
            r"\b(?:first|second|third|fourth|last) quarter(?:\sof\s20\d\d)?\b",
        ),
    ),
    (
        "clinicians' shorthand",
        either(
            rf"(?<![\d/])\d{{1,3}}\s?/\s?(?:52|24)\b(?!/|\s(?:of\s)?{MONTH}\b)",
            r"(?<![\d/])24/7(?:/365)?\b(?!/\d)",
            r"(?<![\d/])\d{1,2}/\d{1,2}/\d{1,2} on\b",
            r"\b\d/7 (?:days?|service|cover|working)\b",
            r"\bx\s?\d{1,2}/(?:7|12)\b(?!/)",
        ),
    ),
    (
        "clinicians' shorthand",
        either(
            r"\b"
            + one_of(r"""
                for, in, after, every, over, past, last, next, since, within, of, approx, another, further,
                about, review(?:ed)?, r/v, f/u, fu, rv, discharged?, abx, antibiotics, tds, bd, od, qds, prn,
                course, wait, repeat, see, seen, back
            """)
            + r"\s(?:in\s|for\s|a\s)?\d{1,2}(?:-\d{1,2})?/(?:7|12)\b(?!/|\s20\d\d)",
            r"(?<![\d/])\d{1,2}(?:-\d{1,2})?/(?:7|12)\s"
            + one_of(r"""
                ago, hx, history, course, of\b, post, later, old, supply, review, follow, then, cough, pain,
                after, post-?op, duration, wait
            """),
        ),
    ),
    (
        "a measure",
        either(
            # 9x12 3/4, 198x88; not 6x1 hour
            r"(?<![\d/.:])\d{1,4}(?:\.\d)?\s?x\s?\d{1,4}\b(?:\s\d{1,2}/\d{1,2}\b(?!/))?"
            r"(?![:.]\d|\s?[ap]m\b|-|\s?(?:hours?|hrs?|h|mins?|minutes?|days?|weekly|sessions?|evenings?|weeks?)\b)",
            # 1 1/2 inch, 3/4in ply
            r"(?<![\d/.:])(?:\d{1,2}[ -])?\d{1,2}/(?:2|4|8|16|32)(?:\s?-?(?:inch(?:es)?\b|\")|in\b)",
        ),
    ),
    (
        "a dose",
        (
            r"\b\d{1,4}(?:\.\d{1,2})?\s?(?:mg|mcg|g|ml|units?|tabs?|tablets?|puffs?)\s(?:on\s)?"
            rf"(?:(?:{WEEKDAY})\b[\s,/&]{{0,3}}(?:and\s)?){{1,7}}(?!\d|the\b)"
        ),
    ),
    (
        "a working pattern",
        # 22.5 hours (Mon, Wed, Thurs), 18 hours a week, Tue-Thu
        (
            r"\b(?:\d{1,2}\.\d{1,2}|[89]|[1-4]\d)\s?(?:hours|hrs)\b(?:\s(?:a|per|each)\s(?:week|wk)\b|\s?p\.?w\b\.?)?[\s,:;(-]{1,3}(?:over\s)?"
            rf"(?:{WEEKDAY})\b(?:\s?(?:,|&|/|-|and|to)\s?(?:{WEEKDAY})\b){{1,6}}(?!\s?\d)"
        ),
    ),
    (
        "a fraction",
        either(
            r"(?<![\d/])(?:1/2|1/3|2/3|1/4|3/4|1/5|2/5|3/5|4/5|1/8)(?![/\d])\s?(?:-\s?)?"
            + one_of(r"""
                days?, terms?, price, pints?, cups?, miles?, way, full, the, of, an?, time, tsp, marathon, secs?, seconds?,
                board, page, share, bottles?, inch, litre, size, staff, would, said, say, have, has, agreed?,
                want, prefer, were, are, empty, done, complete, worn, gone, finished, eaten, painted, charged
            """)
            + r"\b",
            # 12/14 of the flaky tests; not 10/11 of the month
            r"(?<![\d/])\d{1,2}/\d{1,2} of (?:the|our|my|your|their|them|these|those)\b(?! (?:month|year|week|term)\b)",
            r"½ ?(?:day|term|price)",
            r"[⅓⅔¼¾⅕⅛]",
        ),
    ),
    (
        "a measure",
        r"(?<![\d/.:])\d{1,4}(?:\.\d{1,3})?(?:\s?(?:-|x|to)\s?\d{1,4}(?:\.\d{1,3})?)?\s?"
        + one_of(r"""
                mgs?, mcg, ml, kgs?, cms?, mm, km, kms, miles?, metres?, litres?, lbs?, oz, gb, mb, tb, kw,
                mmhg, bpm, mmol, units?, wte, fte, ft, sq ?m, degrees, °c?
            """)
        + r"\b",
    ),
    (
        "clinicians' shorthand",
        either(
            r"\b(?:o2 )?sats\b:?(?:\s(?:of|are|at|now|>|<)){0,2}[^\S\t]?(?:[7-9]\d|100)(?:\s?-\s?(?:[7-9]\d|100))?\s?%?",
            r"\bgcs\s?\d{1,2}(?:/15)?\b",
        ),
    ),
    ("a blood pressure", r"\bbp\s?(?:of\s|is\s)?\d{2,3}/\d{2,3}\b|\bnews2?\s?(?:of\s|score\s)?\d{1,2}\b"),
    ("a count", r"\b\d{1,3}\s(?:out of|in every)\s\d{1,4}\b|\b1 in \d{1,4}\b(?!\s?weeks)"),
    (
        "an age",
        either(
            rf"\bage[ds]?\s(?:of\s|from\s)?\d{{1,3}}(?:\s?(?:-|to)\s?\d{{1,3}}|\+)?{TIMELY}",
            r"\b\d{1,3}(?:\s?(?:-|to|or)\s?\d{1,3})?[ -]?(?:years?|yrs?|months?|weeks?)[ -]olds?\b",
            r"\b\d{1,3}\s?y/?o\b",
            r"\b\d{1,2}\+(?!\d|:)",
            r"\b(?:over|under)[- ]?\d{1,2}s\b",
            r"\bu\d{1,2}s?\b",
        ),
    ),
    (
        "a number and what it counts",
        r"(?<![\d/.:-])(?!\d{4}\s?(?:-|to)\s?\d{4}\s|(?:19|20)\d\d\s-\s)"
        r"\d{1,5}(?:\s?(?:-|to|or|x|/)\s?\d{1,4})?[^\S\t]?\+?[^\S\t]"
        + one_of(r"""
                people, persons?, places?, spaces, seats?, delegates?, attendees?, participants?, guests?,
                staff, members?, colleagues?, patients?, volunteers?, candidates?, students?, pupils?, children,
                kids, adults?, teams?, questions?, items?, pages?, slides?, copies, responses?, tickets?,
                chairs, tables, rooms?, desks, beds, points?, stars?, votes?, calories, steps, slots?, posts?,
                vacancies, spaces, sites?, practices, trusts?, organisations, departments, wards, cases,
                reports, emails, apologies, votes, rounds, parts, modules, units, credits, cpd, laps, floors?,
                versions, options, things, reasons, ways, tips, cups?, bottles?, sandwiches, pizzas?, portions?,
                cakes?, degrees, tonnes?, goals?, nil, others?, more, of us, of you, of them, km, k run, a side,
                ply, piece, course, packs?, reams?, sheets?, boxes, amps?
            """)
        + r"\b",
    ),
]
