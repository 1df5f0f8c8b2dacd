"""The words before and after a date that tell what it is for: a deadline, the past, a bound, a correction."""

from __future__ import annotations

import re

from scheduling.reading.phrases import each_of, either, one_of

BY = re.compile(
    r"(?:"
    + either(
        *each_of(r"""
            \bby, \bno (?:[a-z]+ ){1,3}after, \b(?:received|submitted|arriving) after, (?<!day )(?<!as )\bbefore, \bno later than, \bnot later than, \bahead of, \bin advance of, \bprior to,
            \bdeadline(?: date)?(?: (?:is|was|of|for [\w' ]{1,40}))?, \bdue(?: (?:in|back|date))?,
            \btarget(?: (?:date|resolution|completion|response|finish)), \bcloses?,
            \bclosing(?: date)?(?: (?:is|for [\w' ]{1,40}))?, \bexpir(?:es?|ing|y)(?: date)?, \bexp,
            \bvalid (?:until|to|till), \brsvp, \bbook(?:ing)?s? (?:by|until|close[sd]?), \bsales end,
            \bcut[- ]?off(?: date)?(?: is)?
        """),
        r"\b"
        + one_of(r"""
            offer, sale, discount, deal, promotion, consultation, survey, registration, booking, enrolment, window,
            competition, voting, poll, vote
        """)
        + r"s? (?:ends?|closes?|finishes)",
        r"\bearly[- ]bird[\w' £]{0,40}(?:until|till|to|ends?|offer|price|rate|tickets?)",
        *each_of(r"""
            \btickets? (?:are )?(?:available |on sale )?[^\w.;]{0,20}(?:until|till|to), \bopen (?:until|till),
            \bavailable (?:until|till)
        """),
        r"\b"
        + one_of(r"""
            on sale, go on sale, released?, open for (?:booking|registration),
            registration (?:opens|closes|open|is open), bookings? opens?(?: on [a-z]\w{2,20})?, tickets? go on sale,
            applications? (?:open|close), nominations? (?:open|close), survey (?:open|close)s?,
            voting (?:open|close)s?, sign[- ]?up (?:by|closes|until)
        """)
        + r"(?: from| until| till)?",
    )
    + r")[\s,:(]*(?:"
    + one_of(r"""
        on, by, at, the, of, midnight, noon, midday, close of (?:play|business), cop, cob, eod,
        end of (?:play|the day|day), latest, for
    """)
    + r"[\s,:(]*){0,4}$",
)
UNTIL = re.compile(
    one_of(r"""
        \b(?:until|till) (?:the|our|my) [\w' ]{1,25} on, \buntil, \btill, \btil, \bto,
        \bup to(?: and including)?, \bthrough(?: to)?, \bends?, \bending, \bfinish(?:es|ing)?,
        \blast (?:session|one|meeting|date|class)(?: is| will be)?, ^\s*-, ^\s*→, \buntil the end of,
        \bto the end of, \bend(?:s)? date, \buntil end
    """)
    + r"[\s:(]*(?:(?:on|the|of|and including|including|at|w/c)[\s:]*){0,3}$",
)
ALONE_UNTIL = re.compile(
    either(
        r"\b(?:year|quarter|period|months?) (?:to|ended|ending)[\s:]*$",
        r"\((?:to|up to)\s*$",
        r"\b(?:until|till|til|up to|up until)[\s:]*(?:(?:on|the|end of|at|midnight|noon|and including)[\s:]*){0,2}$",
    )
)
FROM = re.compile(
    one_of(r"""
        \bfrom, \bstart(?:s|ing|ed)?, \bbegin(?:s|ning)?, \bcommenc(?:es|ing), \beffective(?: from)?, \bbetween,
        \bfirst (?:session|one|meeting|date|class)(?: is| will be)?, \bas (?:of|from), \bstart date,
        \bkicks? off, \bonwards from
    """)
    + r"[\s:(]*(?:(?:on|the|from|of|w/c|at|in)[\s:]*){0,2}$",
)
EXCEPT = re.compile(
    one_of(r"""
        \bexcept(?:ing)?(?: for)?, \bexcluding, \bexcl, \bapart from, \bother than, \bnot including,
        \bskip(?:ping)?, \bbut not, \bnot,
        \bno (?:session|meeting|class|clinic|group|training|drop-?in|choir|club|practice|rehearsal|call|huddle|one|lesson)s?,
        \bwith the exception of, \bminus, \bomitting, \bmissing, \bno session, \bwithout
    """)
    + r"[\s:,(.]*(?:(?:on|the|in|for|week|of|over|at|during|w/c|that)[\s:]*){0,3}$",
)
NOT = re.compile(
    r"(?:"
    + either(
        *each_of(r"""
            \bnot, \binstead of, \brather than, \breplac(?:es|ing), \bwas, \bpreviously, \boriginally, \bformerly,
            \bused to be, \bold date, \bold time, \bhad said, \bno longer, \bwere, \bhad planned, \bhad booked
        """),
        r"\b"
        + one_of(r"we've, we have, i've, i have, have had to, had to, we, i")
        + r" "
        + one_of(r"moved?, rescheduled?, rearranged?, changed?, shifted?, postponed?")
        + r"(?: the| our| my| this)?",
        r"\b(?:need|have|going|like|able|want|possible) to "
        + one_of(r"move, rearrange, reschedule, cancel, postpone, change, shift")
        + r"(?: the| our| my| this| your)?",
        r"\b(?:can|could|shall|should) (?:we|you|i) (?:please )?"
        + one_of(r"move, rearrange, reschedule, cancel, postpone, change, shift")
        + r"(?: the| our| my| this| your)?",
    )
    + r")[\s:(]*(?:"
    + one_of(r"""
        on, the, at, for, scheduled, planned, due, booked, advertised, down, arranged, to, be, held, going,
        meet, meeting, supposed, meant, have
    """)
    + r"[\s:]*){0,6}$",
)
NEW = re.compile(
    r"(?:"
    + either(
        r"\b"
        + one_of(r"""
            moved?, moving, rescheduled?, reschedul(?:e|ing), changed?, changing, shift(?:ed)?, switch(?:ed)?,
            push(?:ed)?(?: back| out)?, put back, brought forward, bring(?:ing)? forward, postponed, delayed,
            deferred, re-?arranged, re-?scheduled, swapped, swap
        """)
        + r"\b[\w' ]{0,30}?\b(?:to|until|till|for)",
        r"\bnow(?: "
        + one_of(r"""
            on, at, be, being, taking place, starts?, starting, running, happening, meeting, held, be held,
            scheduled, going ahead, going to be, it's, its, is, from
        """)
        + r")*",
        r"\bwill now[\w' ]{0,40}?",
        r"\bnew (?:date|time|slot|day)(?:/time)?s?(?: (?:is|are|of|will be|has been (?:set|confirmed) (?:as|for)))?",
        *each_of(r"""
            \bcorrect(?:ion|ed)(?: date| time)?(?: (?:is|to))?,
            \b(?:should|shd) (?:be|read|say|have (?:been|said|read)), \bi mean(?:t)?, \bi meant to (?:say|put),
            \bmake (?:it|that), \brevised(?: date| time)?(?: (?:is|to))?, \brearranged for, \bre-?scheduled for,
            \binstead(?: be| on| at)?, \b(?:sorry|apologies|oops)\s*[,:;.!-]
        """),
        r"\bno,",
        *each_of(r"""
            \bno -, \bactually, \bwill instead be, \bfollowed by correct date,
            \b(?:so|but) we(?:'ll| will) (?:now )?(?:meet|do it|go for)[\w ]{0,10}, →, ->
        """),
    )
    + r")[\s,:.!(-]*(?:"
    + one_of(r"""
        on, the, to, at, be, for, held, that's, that is, it's, is, i meant?, from, until, meant, should be,
        should read, a, place, taking, will, take, run, meet
    """)
    + r"[\s,:!-]*){0,6}$",
)
MOVED_FROM = re.compile(
    r"\b"
    + one_of(r"""
        moved?, moving, rescheduled?, rescheduling, changed?, changing, shift(?:ed)?, switch(?:ed)?,
        swap(?:ped|ping)?, push(?:ed)?(?: back)?, brought forward, bringing forward, postponed, delayed,
        re-?arranged, put back, going
    """)
    + r"\b[\w' -]{0,40}?\bfrom[\s:]*(?:(?:the|on)\s)?$",
)
INSTEAD = re.compile(r"^[\s,]*(?:(?:at|@|-|from)?[\s\d.:apm-]{0,12})(?:instead(?! of)|not\b|rather than)")
PAST = re.compile(
    either(
        r"(?<!be )(?<!is )(?<!are )(?<!being )(?<!was )\b"
        + one_of(r"""
            painted, installed, fitted, repaired, replaced, mended, removed, cleaned, planted, built, donated,
            switched on, handed over, held, started, launched, presented, reviewed, discussed, published
        """)
        + r"\b(?![\w' ]{0,40}\b(?:will|is to be|are to be)\b)[\w' ]{0,30}$",
        r"\b"
        + one_of(r"""
            we met, met, took place, took, went, came, happened, occurred, attended, wrote, emailed, received,
            updated, revised, signed, created, raised, logged, reported, printed, issued, amended, joined,
            retired, graduated, qualified, born, opened, last (?:met|seen|updated|reviewed|week(?! (?:of|in))),
            dated, your (?:e-?mail|letter|message|note) (?:of|from|dated), letter (?:of|dated),
            recording (?:of|from), slides from, photos from, feedback (?:from|on), write[- ]up (?:of|from),
            (?:results|scores|times|takings|readings|figures|pictures|highlights|news) from, began, commenced, died,
            passed away,
            report (?:of|from), actions? from,
            (?:thank(?:s| you)|cheers|ta|kudos|hats off|well done)(?: (?:so|very) much| all| everyone| everybody| both| again| folks| team){0,4} (?:for|to), great to see,
            lovely to see, good to see, nice to see, great to meet, following (?:on from|up on|the|our|your|up),
            further to, ended, finished, visited, spoke, missed, since, as at, as of, correct (?:at|as),
            copyright, ©, registered, established, founded, came into (?:force|effect|operation), re-?opened,
            refurbished, unveiled, inaugurated, commissioned, renamed, appointed, elected, inspected,
            despatched, dispatched, shipped, took effect, royal assent, was, were, had been, has been held,
            we had, referred, admitted, discharged, seen, diagnosed, submitted, approved, ratified,
            accurate record, enjoyed, celebrated, came to, came along, who came, hosted, ran our, ran a,
            did you see, drawn on, arrived, landed(?! on\b), (?<!is )(?<!are )(?<!re )(?<!am )(?<!be )back on, way back,
            ago on, expired, lapsed, (?<=[a-z] )(?<!are )(?<!is )(?<!be )(?<!office )closed on, delivered
        """)
        + r"\b(?![\w' ,]{0,60}\b(?:will|is to be|are to be|shall|next|going to)\b)(?:[\w' @&/()-]|(?<=\d)[.:](?=\d)|(?<=[ .(][a-z])\.){0,70}$",
        r"\b(?:your|the) payment\b[\w' £.,\u0001]{0,30}\bon\s*$",
        r"\bafter the\s*$",
        r"\blast "
        + one_of(r"""
            appraisal, review, inspection, service, visit, audit, check(?:ed|-?up)?, test(?:ed)?, training,
            supervision, appointment, contact, update, held, attended, cleaned, serviced
        """)
        + r"[\s:]*(?:(?:was|on)[\s:]*){0,2}$",
        r"^\W*(?:draft |approved |unconfirmed )?(?:minutes|notes|action points)\s*[-:|,][\w' ,&|-]{0,60}$",
        r"(?<!\d )\b(?:minutes|notes|actions) (?:of|from)\b[\w' @&/(),:-]{0,90}$",
        r"\bhad (?:already |since |not )?"
        + one_of(r"""
            agreed, approved, met, noted, decided, heard, considered, resolved, endorsed, voted, asked,
            received, supported, reported
        """)
        + r"\b[\w' @&/()-]{0,80}$",
    ),
)
DATED = re.compile(
    either(
        r"(?<!is )(?<!are )(?<!been )\b"
        + one_of(r"""
            booked, ordered, requested, submitted, placed, paid, accessed, retrieved, typed, dictated,
            downloaded, collected, completed
        """)
        + r" on[\s:]*$",
        r"\b"
        + one_of(r"""
            invoice, order, issue, document, letter, print, version, report, birth, joining, admission,
            referral, incident, submission, creation, approval, policy, sample, test, scan, discharge, purchase,
            delivery, dispatch, booking
        """)
        + r" (?:date|dated)[\s:]*$",
        r"(?<!be )(?<!being )\b"
        + one_of(r"""
            completed, turned (?:on|off), checked, tested, cleaned, calibrated, trained, painted, fitted,
            removed, audited, surveyed, certified, collected, repaired, installed, inspected, serviced,
            resolved, fixed, signed off, approved (?:at|by) [\w ]{1,20}:, agreed (?:at|by) [\w ]{1,20}:
        """)
        + r"[\s:]*$",
        r"\b(?:accessed|retrieved|downloaded)\s*$",
        r"(?<!be )\b"
        + one_of(r"""
            issued, printed, logged, raised, created, modified, last updated, updated, reviewed, posted,
            received, sent, dated
        """)
        + r"[\s:]*(?:on)?[\s:]*$",
    ),
)
AS_OF = re.compile(r"^\W*as (?:of|from)\s*(?:the\s)?$")
BAD = re.compile(
    r"(?:'s| is| looks| are)(?: a bit| really| just| too| pretty| very| looking| going to be)* "
    + one_of(r"""
        mad, full, rammed, hectic, chock-?a, busy, packed, tricky, difficult, a nightmare, impossible, manic,
        horrible, awful, booked up, no use
    """)
    + r"\b",
)
USUAL = re.compile(
    r"\b(?:usual|usually|normal|normally|typically|regular|regularly|instead of|rather than|generally)\b[\w' ]{0,40}$"
)
PAST_AFTER = re.compile(
    either(
        # 12 May, the staff raised a …
        r"^,? (?:[a-z][\w']+ ){0,2}"
        + one_of(r"""
            (?!has\b|is\b|was\b|does\b)[a-z]+s, we, they, he, she, it, staff, people, everyone
        """)
        + r" (?!(?:moved|changed|postponed|cancelled|rescheduled|need|speed|feed|seed|embed|succeed|proceed|exceed|indeed)\b)[a-z]{3,}ed "
        + one_of(r"""
            the, a, an, \d+, our, their, his, her, over, more, for, to, at, it, us, them, in
        """)
        + r"\b",
        r"^ results\b",
        r"^[^.?!]{0,40}\b(?:came|turned up|took part|showed up|turnout|were present)\b",
        # 12 May was attended by …, 12 May (minutes …
        r"^[\s,)]*(?:"
        + either(
            *each_of(r"""
                was, were, went, proved, raised, brought in, attracted, drew, sold, marked, has now passed, has passed,
                saw, is now closed, attended by, as recorded, minutes, \(minutes, - minutes
            """),
            r", minutes",
            r", vol\b",
            r", col\b",
            r"\bhc \d",
        )
        + r")\b(?! (?:moved|changed|rescheduled|cancelled|postponed|going to|due|to be|meant))",
    ),
)
DEADLINE_MOVED = re.compile(
    r"\b(?:deadline|closing date|cut[- ]?off)\b[\w' ]{0,40}\b"
    + one_of(r"extended, moved, pushed, put back, changed, shifted, brought forward")
    + r"\b[\w' ,:]{0,30}$"
)
DEADLINE_AFTER = re.compile(
    r"^[\s,)]*(?:"
    + either(
        *each_of(r"""
            is the (?:deadline|closing|cut|last (?:day|date) (?:to|for)), deadline, at the latest, \(deadline,
            - deadline
        """),
        r", deadline",
        r"(?:[-:] )?(?:nominations?|entries|applications?|bookings?|voting|registration|polls?|sales|submissions?) closes?\b",
        r"closing date",
        r"cut[- ]off",
    )
    + r")"
)
LEFT_OUT = re.compile(r"^[\s,]*(?:is |are )?(?:excluded|omitted|not included|left out)\b")
#: The day on which what is off takes place once more: "no yoga on 25 November, back on 2 December".
AGAIN = re.compile(r"\b(?:back|but|resum(?:es?|ing)|restart(?:s|ing)?|return(?:s|ing)?)\b[\w ]{0,20}$")
#: Before a weekday that is any such day: "happy to swap for a Saturday".
UNNAMED = re.compile(r"\b(?:a|any|another|some)\s*$")
#: `Payroll cut-off for December is noon on`: far before a date, with another date or a time between.
DUE = re.compile(
    r"\b(?:deadline|closing date|cut[- ]?off)(?: date| time)?(?: for [\w' ]{1,40})? (?:is|will be)(?: at)?"
    r"(?: [\d:.]{1,5}\s?(?:am|pm)?| noon| midday| midnight| close of (?:play|business))?(?: on)?(?: the)?\s*$"
)
CLOSED = re.compile(r"\b(?:closed|shut)(?: on)?\s*$")
