"""The words that say of a whole line or sentence what it is: sent, due, hours, an absence, a cancellation, a story."""

from __future__ import annotations

import re

from scheduling.reading.phrases import each_of, either, one_of

#: What may stand between a word like "deadline" and its date: "deadline (by noon on ".
TAIL = (
    r"[\s,:(]*(?:"
    + one_of(r"""
        on, by, at, the, of, midnight, noon, midday, close of (?:play|business), cop, cob, eod,
        end of (?:play|the day|day), latest, for
    """)
    + r"[\s,:(]*){0,4}$"
)
#: Begins the clause with the day that does suit.
BUT = re.compile(
    r"\b(?:but|however|though|instead|could do|can do|how about|what about|so (?:the|we|let's|our|can we|could we|it|(?:mon|tue|wed|thu|fri)[a-z]* \d))\b"
)
NARRATED = re.compile(
    r"(?:^|: |\bsir, |\bmadam, )\W*(?:on|at|at about|at around|around|about|during|in|last|over)\b.{3,60}?\b"
    + one_of(r"""
        failed, was, were, arrived, attended, called, rang, phoned, reported, found, fell, told, noticed,
        observed, witnessed, became, went, left, saw, spoke, asked, collapsed, broke, stopped, lost, had, did,
        received, visited, waited, watched, walked, queued, travelled, tried, (?:i|we|he|she|they) [a-z]{3,}ed,
        complained, slipped, tripped, wrote, took, gave, got, heard, ran, returned, refused, suffered,
        sustained, experienced, responded, replied, discovered, crashed, tripped, activated, sounded, evacuated,
        declared, announced, won, opened, launched, hosted, welcomed, celebrated, raised, completed, signed,
        died, joined, retired, beat, drew, played, consecrated, rang again
    """)
    + r"\b",
)
AHEAD = re.compile(
    either(
        r"\b"
        + one_of(r"""
            will, shall, is, are, be, please, can, could, would, should, if, let's, must, may, might, you,
            please, going to, now, moved?, instead, rescheduled, postponed, cancell?ed, originally, due,
            planned, supposed, meant
        """)
        + r"\b",
        r"'ll\b",
    ),
)
#: Labels a date on which something was written, sent or done: "Last updated", "Date of referral".
_SENT_LABEL = (
    r"(?P<sent>"
    + either(
        *each_of(r"""
            sent, received, created, modified, posted(?: on)?, published(?: on)?,
            last (?:updated|modified|reviewed|edited), updated
        """),
        r"date "
        + one_of(r"""
            raised, logged, received, sent, created, reported, of issue, issued, of birth, of incident, of referral,
            of letter, of admission, published, joined, requested, submitted, signed, printed
        """),
        *each_of(r"""
            raised(?: on| by)?, logged, printed, issued?, issue date, version(?: date)?,
            (?:incident|shift|event|visitor|duty|call|activity|daily|fault) log, delivered, dispatched, despatched,
            shipped, resolved, approved, ratified, adopted, endorsed, supersedes, superseded, amended, revised,
            reviewed, last saved, first issued
        """),
        r"(?:approval|ratification|adoption|effective|implementation|publication|print|version|author(?:ed)?) date",
        r"date "
        + one_of(r"""
            approved, ratified, adopted, reviewed, revised, amended, written, prepared, effective, of approval,
            of birth
        """),
        *each_of(r"""
            d\.?o\.?b\.?, invoice date, order date, letter date, typed, dictated, booked on, order placed, ordered,
            requested, reported, opened, joined, started on, signed, document date, as at, report date, copyright,
            on (?:mon|tue|wed|thu|fri|sat|sun)\w*,? .{4,60}wrote
        """),
    )
    + r")"
)
#: Labels a date by which something must be done: "RSVP by", "Closing date".
_DEADLINE_LABEL = one_of(
    r"""
        rsvp(?: by)?, deadlines?, closing date, due(?: date| by)?, expir(?:y|es)(?: date)?, sales end,
        bookings? closes?, tickets? (?:on sale )?until, refund\w*, reply by, respond by, register by, apply by,
        submit by, return by, next review(?: date| due)?, review (?:date|by|due),
        target(?: (?:date|resolution|completion|response|finish|end))?, resolution (?:date|due|target), sla,
        complet(?:e|ion) (?:by|date), to be completed by, action by, papers (?:due|by|deadline),
        submission deadline, cut[- ]?off, abstracts? (?:due|by|deadline),
        early[- ]birds?(?: [a-z]+){0,2}(?=\s?(?::|until|till|ends?\b|by\b|closes?\b|to\b|-|£|\d)),
        last (?:date|day) (?:for|to), nominations? (?:close|by|deadline), applications? (?:close|by|deadline),
        closes
    """,
    "?P<deadline>",
)
#: Labels hours that are no event: "Office hours", "I normally work".
_HOURS_LABEL = one_of(
    r"""
        open(?:ing)? (?:hours|times), office hours, opening, hours(?: of work)?, open,
        working (?:days|hours|pattern|week), my working, i work, i normally work, i usually work, reception,
        switchboard, helpline, lines? (?:are |is )?open, surgery hours, visiting(?: hours| times)?,
        service hours, usual working, normal working, core hours, non[- ]working days?, my hours, days of work,
        part[- ]time, library hours, we(?:'re| are) open, contact hours, phone lines, shop hours,
        available hours, cover hours, desk hours
    """,
    "?P<hours>",
)
#: What a line or sentence begins with that says what its dates are.
LABEL = re.compile(
    r"^[\s•>#\d.)(-]{0,6}(?:" + either(_SENT_LABEL, _DEADLINE_LABEL, _HOURS_LABEL) + r")\b(?=[\s:./(-]|$)"
)
#: After "open" and its like: days of the week, or hours.
HOURS_FOLLOW = re.compile(
    r"\s*(?::|-|mon|from mon|daily|every|\d|24|(?:tue|wed|thu|fri|sat|sun)[a-z]*\s?(?:-|to)\s?(?:mon|tue|wed|thu|fri|sat|sun))"
)
NAMES_DAYS = re.compile(r"\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|daily|week[a-z]*)\b")
HOURS = re.compile(
    r"\b(?:"
    + either(
        *each_of(r"""
            open(?:ing)? (?:hours|times), office hours, core hours, contact hours, working (?:days|hours|pattern),
            lines? (?:are |is )?open, (?:extended|reduced|late[- ]night|late|weekend) (?:opening|hours),
            opens? (?:from )?mon\w*\s?(?:-|to), i (?:normally |usually |only |currently |now )?work\b,
            my (?:working )?(?:days|hours|week), we(?:'re| are) open, office is open, phone lines, non[- ]working,
            (?:are|is|be) (?:usually |normally )?(?:open|closed), is staffed,
            open (?:daily|every day|all week|all year|seven days|7 days)
        """),
        one_of(r"""
            nursery, school, office, reception, library, shop, café, cafe, pharmacy, box office, building,
            help ?desk, gym, pool, museum, surgery
        """)
        + r" (?:is |are )?open(?:s)?(?: from)?(?= \d)",
        *each_of(r"is manned, hours are, available (?:mon|mond), contracted, part[- ]time"),
        one_of(r"call, ring, phone, contact, e-?mail, get, reach, find, catch, get hold of")
        + r" (?:"
        + either(
            *each_of(r"us, me, our"),
            r"the "
            + one_of(r"""
                office, team, desk, helpline, line, ward, clinic, department, switchboard, surgery, school, number,
                practice, box office, duty
            """),
        )
        + r")\b(?! (?:to|if|when|know))",
        r"(?:call|ring|phone|contact|e-?mail) (?:on|your)\b(?! (?:to|if|when|know))",
        r"(?:contact|call|ring|phone|e-?mail|reach) [a-z][\w' ]{1,30} (?:on|at)(?= (?:\u0001|0\d))",
        r"(?:collected|picked up|returned|handed in|bought) (?:from|at|to) (?:the|our)",
        one_of(r"""
            manager, officer, co-?ordinator, administrator, assistant, secretary, director, practitioner,
            advis[eo]r, consultant, clerk, receptionist, chair, trainer, specialist, therapist, analyst, lead,
            librarian, matron, partner
        """)
        + r"\s\((?:days?: |works? )?(?:mon|tue|wed|thu|fri)[a-z]*(?:\s?(?:-|to|/|,|&|and)\s?(?:mon|tue|wed|thu|fri)[a-z]*)+",
        *each_of(r"help ?desk, service desk, switchboard, support line"),
    )
    + r")\b",
)
_DAY_NAME = r"(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
#: After "can't do": a day, or what stands for one; "she can't do stairs" speaks of none.
_SUCH_A_DAY = (
    r"(?=\W*$|\s?[.,;:!)(-]|\s(?:the |any |every |on |a |either of )?(?:"
    + one_of(r"""
        \d+(?:st|nd|rd|th)?, it\b(?!\?), this, that, those, these, them, then, any, either, both, next, today, tomorrow, tonight, before,
        after, until, till, at, from, mornings?, afternoons?, evenings?, days?, dates?, times?, week, first, second, third, last,
        noon, half, on, but, so, as, because, sorry, and, or
    """)
    + rf"|{_DAY_NAME})\b)"
)
#: Before "doesn't work": a day, or what stands for one; "the bell doesn't work" speaks of none.
_OF_A_DAY = (
    r"\b(?:"
    + one_of(r"""
        it, that, this, those, these, they, them, which, either, neither, none, both, days?, dates?, times?, weeks?, slots?,
        ones?, options?(?: \w)?, mornings?, afternoons?, evenings?, tomorrow, today, \d+(?:st|nd|rd|th)?, am, pm, \d+[ap]m
    """)
    + rf"|{_DAY_NAME})(?: (?:really|just|also|still|definitely|unfortunately))? "
)
#: `Hours: all 9-12`: those of the dates above it.
OF_ALL = re.compile(r"\W*hours\W{1,4}(?:all|both|each)\b")
ABSENCE = re.compile(
    either(
        r"^\W*"
        + one_of(r"""
            away on, on (?:annual )?leave, out of office, ooo\b, a/l\b,
            annual leave\b(?! (?:cover|carried|planning|requests?|policy|form|meeting|training|rota))
        """),
        r"\b"
        + one_of(r"""
            i'm, i am, i'll be, i will be, is, are, we're, she's, he's, they're, am
        """)
        + r" (?:currently |now |also )?"
        + one_of(r"""
            on (?:annual |a/l|maternity |sick |study )?leave, out of (?:the )?office, away, off sick,
            on holiday, not (?:in|around|available|free), unavailable, busy, off
        """)
        + r"\b",
        r"\b(?:can't|cannot) (?:do|make)\b" + _SUCH_A_DAY,
        r"\bout of office\b",
        r"\booo\b",
        r"\b(?:my|taking|booked) (?:annual )?leave\b",
        r"\bnot free\b",
        _OF_A_DAY + r"(?:doesn't|does not|don't|isn't|won't) (?:work|suit)\b",
        r"\b(?:doesn't|does not|don't|won't) (?:work|suit)(?: for)? (?:me|us|him|her|them|everyone)\b",
        r"\bi'm not (?:free|around|in)\b",
        r"\bunable to (?:do|make|attend)\b",
        r"\bno good\b",
        r"\bno can do\b",
        r"\bclash(?:es)? with\b",
    ),
)
CANCEL = re.compile(
    either(
        r"(?<!leave )(?<!leave is )(?<!holiday )\b(?:cancell?ed|called off|postponed|abandoned|scrapped|withdrawn)\b",
        r"\b(?:is|are) off\b(?! limits)",
        r"(?<!not )(?<!are we )\bcalling (?:it|this|that|the [\w ]{1,30}) off\b",
        r"\b(?:no|n't|not) need to meet(?: up)? (?=(?:on|this|next|tomorrow|today)\b)",
        r"\bno "
        + one_of(r"""
            meeting, session, class, clinic, group, training, huddle, stand-?up, drop-?in, club, choir,
            rehearsal, lecture, call, practice, service, coffee morning, lesson, webinar, forum, yoga, run, one,
            event
        """)
        + r"s?\b(?! (?:room|link|id|invite|papers|required|needed|until|before|will be longer))",
        r"\b(?:not|n't) (?:be )?"
        + one_of(r"""
            running, happening, taking place, going ahead, meeting, held, on, run, take place, go ahead, meet,
            happen
        """)
        + r"\b",
        r"\bwill not (?:be )?(?:run|take place|go ahead|be held|meet|happen|running)",
        r"\bwon't (?:be |run|take|go|happen|meet)",
        r"\bstood down\b",
        r"(?<!n't )(?<!not )(?<!do we )(?<!do i )\b(?:had|having|have|decided) to (?:cancel|postpone)\b",
        r"\b(?:cancel|postpon)\w*\b[\w' ()-]{0,60}\buntil further notice",
        r"\bnot going ahead\b",
    ),
)
#: Of one person, who is out, free or busy.
OF_ONE = re.compile(r"\b(?:i|i'm|i'll|i've|my|he|he's|she|she's|s/he)\b")
#: `(the last one was cancelled)`: said of another event.
ASIDE = re.compile(r"\([^()]{0,40}\b(?:last|previous|one|earlier|first|other|old|original)\b[^()]{0,40}\)")
#: After "no": what an event goes without, or a turn of speech; the event takes place.
_NO_EVENT = one_of(
    r"""
        need, problems?, charges?, costs?, fees?, book(?! (?:club|group)), ticket, limit, food(?! bank), parking, prep,
        worries, agenda, later, sooner, leave\b, earlier, experience, pressure, rush, obligation, phones?, slides, minutes, notes, visitors, bags, kit, cameras,
        pets, dogs, children, under, refunds, entry, access, smoking, alcohol, nuts, more, fewer, less, longer, dress(?! rehears),
        jeans, excuses, laptops, news, change, updates?, repl(?:y|ies), response, answer, luck, idea, sign, show, doubt,
        issues?, complaints?, trains?, bus(?:es)?, lifts?, water, heating, power, wi-?fi, post\b, deliver(?:y|ies),
        staff, spaces?, places?, rooms?, seats?, availability, time, date, reason, objections?, chance
    """,
    "?!",
)
#: `15 Dec - no choir`, at the end.
NO_TAIL = re.compile(r"(?:[-:(,]\s*|\s)no " + _NO_EVENT + r"(?P<what>[a-z][a-z ]{2,24})\)?\.?\s*$")
#: `No chair yoga on`, from the start of a sentence to its first date.
NO_HEAD = re.compile(
    r"\W*(?:[a-z]+(?: [a-z]+)?: )?no "
    + _NO_EVENT
    + r"(?P<what>[a-z])[\w'&-]*(?: (?:& )?"
    + one_of(
        r"from, to, of, until, by, before, after, is, was, will, has, have, at, available, about, than, in, later", "?!"
    )
    + r"[\w'&-]+){0,3}? (?P<on>(?:on|for|over)\s(?:the\s)?)?"
)
IF = re.compile(
    r"\b"
    + one_of(r"""
        if, unless, in case, may be, might be, could be, can be, avoid,
        (?<!have )(?<!had )(?<!having )(?<!decided )to cancel, cancellation, in the event, should it be,
        or it will be, before it is, please cancel, cannot be
    """)
    + r"\b",
)
