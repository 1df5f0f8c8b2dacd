"""The words before and after a time that tell what it is for: doors, an end, an hour by which, what has happened."""

from __future__ import annotations

import re

from scheduling.reading.phrases import one_of

#: Between the hours of a journey: "07:32 Sheffield → 09:44 London".
ONWARD = re.compile(r"\s(?!(?:now|new|moved|changed)\b)[a-z][\w .']{1,30}(?:→|->)\s*")
NOTE_TIME = re.compile(
    r"\b"
    + one_of(r"""
        doors(?: (?:open(?:s|ing)?|at))?, registration(?: (?:opens?|from|and [\w ]{1,20}))?, reg,
        arriv(?:e|al|als|ing)(?: and [\w ]{1,20})?, coffee(?: and [\w ]{1,20})?, tea(?: and [\w ]{1,20})?,
        refreshments?, (?:light )?lunch(?: (?:is|will be))?(?: (?:served|provided|available))?, mince pies,
        cakes?, pizzas?, nibbles, wine, snacks, bacon (?:rolls|butties), pastries, sandwiches, tea and cake,
        hot food, bbq, pre-?meet, sound ?checks?, breakfast, networking(?: from)?, drinks?, buffet, supper,
        sign[- ]?in, log[- ]?in, lobby opens?, waiting room opens?, set[- ]?up, gates(?: open)?,
        bar(?: opens?)?, check[- ]?in, meet(?:ing)? (?:outside|in reception), join from,
        room (?:open|available|booked), pre-?drinks, canapes, warm[- ]?up,
        last (?:entry|orders|admission|booking)s?, assemble, gather, muster, line up, food,
        (?:train|bus|coach|flight|minibus|ferry|taxi|plane)s?(?: (?:leaves?|departs?|is|arrives?|gets in))?
    """)
    + r"\b[\w ,]{0,24}?[\s,:@-]*(?:(?:from|at|is|on|opens?|available|served|around|about|for)[\s:]*){0,4}$",
)
NOTE_AFTER = re.compile(
    r"^[\s]*(?:[-–]\s?)?(?:\((?=\w+\)))?(?:for )?"
    + one_of(r"""
        doors?, registration, arrivals?, arrive, check[- ]?in, reg, sign[- ]?in, gates, coffee and registration,
        tea and registration, refreshments and registration
    """)
    + r"\b(?! (?:meeting|club|and learn|seminar|briefing|talk|session|event|webinar|lecture|party|with|time))",
)
START_AFTER = re.compile(r"^[\s]*(?:sharp |prompt |for )?(?:start|kick[- ]?off|begin)\b")
END_TIME = re.compile(
    r"\b"
    + one_of(r"""
        end(?:s|ing)?, finish(?:es|ed|ing)?, clos(?:e|es|ing), conclud(?:es|ing), over, done,
        (?<!is )(?<!are )(?<!re )(?<!welcome )back, wrap(?:s|ping)? up, depart(?:s|ure|ing)?, until, till, til,
        leave, carriages, home
    """)
    + r"(?: time)?[\s:]*(?:(?:by|at|around|about|approx|is|will be|no later than|for)[\s:]*){0,3}$",
)
MUST_ARRIVE = re.compile(
    r"\b(?:must|should|need to|have to|to) (?:arrive|be received|reach us|be in|be with us|be returned|be submitted) (?:by|before|no later than)\s*$"
)
TOLD_TIME = re.compile(
    r"\b"
    + one_of(r"""
        meeting, chair, hearing, session, committee, debate, court, council, panel, board, gate, ward, clinic,
        lift, alarm, call
    """)
    + r"\b[\w ]{0,20}\b"
    + one_of(r"""
        closed, ended, finished, concluded, adjourned, rose, opened, started, began, failed, rang
    """)
    + r"(?: the meeting)?(?: at)?\s*$",
)
END_AFTER = re.compile(r"^[\s]*(?:finish|close|end|carriages|depart)\b")
BY_TIME = re.compile(
    r"\b"
    + one_of(r"""
        by, before, after, no later than, free (?:from|after|until|at), available (?:from|after|until),
        call me (?:from|after|before), not before, leave at, until i, from my
    """)
    + r"[\s:]*(?:(?:the|about|around)\s)?$",
)
FREE_UNTIL = re.compile(
    r"\b(?:free|available|booked|out|busy|away|gone|tied up|in meetings|in clinic|teaching) (?:until|till|from|after|before|up to)\s*(?:about |around )?$"
)
MAIN_TIME = re.compile(
    r"\b"
    + one_of(r"""
        start(?:s|ing)?, begin(?:s|ning)?, meeting, kick[- ]?off, sit down, curtain(?: up)?, commenc(?:es|ing),
        performance, dinner served, talk, talks, show, main
    """)
    + r"[\s:]*(?:(?:at|from|is|the|time|promptly|prompt)[\s:]*){0,3}$",
)
