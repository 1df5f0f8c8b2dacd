"""What has figures in it and is never a date, as words and patterns: telephone numbers, prices, rooms, references, scores.

Every pattern is anchored at a word or a sign and its repeats are bounded, so a search is linear in the line.
"""

from __future__ import annotations

from scheduling.reading.phrases import either, one_of
from scheduling.reading.vocabulary import MONTH_NAMES, WEEKDAY_NAMES

#: A month as written, in full or short.
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
#: A weekday as written, in full or short.
DAYNAME = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
#: After a number: it is part of a time.
_TIMELY = r"(?!\d|[:h]\d\d|\.\d\d(?!\d)|\s?[ap]\.?m\b|\s?(?:-|to)\s?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\s?hrs?\b)"
_SHORT = ("sept", "tues", "weds", "thur", "thurs")
_NAMES = [name.lower() for name in (*MONTH_NAMES, *WEEKDAY_NAMES)]
#: Not right after a month or weekday: "Sat 26 June 12-4 Weston Park" has hours, not a house number.
_AFTER_DATE = "".join(rf"(?<!\b{name} )" for name in dict.fromkeys((*_NAMES, *(name[:3] for name in _NAMES), *_SHORT)))
_BOOKS = (
    "genesis|gen|exodus|exod|leviticus|numbers|deuteronomy|joshua|judges|ruth|samuel|kings|chronicles|ezra|nehemiah|"
    "esther|job|psalms?|ps|proverbs|prov|ecclesiastes|song of songs|isaiah|isa|jeremiah|lamentations|ezekiel|daniel|"
    "hosea|joel|amos|obadiah|jonah|micah|nahum|habakkuk|zephaniah|haggai|zechariah|malachi|matthew|matt|mark|luke|"
    "john|jn|acts|romans|rom|corinthians|cor|galatians|gal|ephesians|eph|philippians|phil|colossians|col|"
    "thessalonians|thess|timothy|titus|philemon|hebrews|heb|james|peter|jude|revelation|rev|surah?|qur'?an|sura"
)
#: A place, a document part or a grade: the number after it is a name, a range included.
_LABELS = (
    "room|rooms|rm|suite|floor|ward|wards|bay|bed|beds|desk|unit|flat|apartment|building|bldg|block|gate|platform|"
    "studio|lab|band|bands|grade|grades|tier|level|levels|phase|stage|page|pages|pp|pg|paragraph|para|chapter|ch|"
    "section|sect|clause|article|item|items|agenda item|appendix|annex|figure|fig|table|slide|slides|question|"
    "questions|module|exercise|key stage|ks|form|bus|route|junction|jct|zone|row|seat|box|po box|locker|car park|"
    "versions?|ver|releases?|draft|revision|windows|office|python|ios|android|paper|papers|enc|enclosure|schedule|"
    "standard|recommendation|objective|priority|risk|action|task|ticket|job|case|sprint|epic|policy|iso|bs|regulation|"
    "line|lines|exit|pod|cabin|bench|court|pitch|lane|stand|stall|entrance|lift|theatre|category|cat|class|"
    "type|stop|channel|area|sector|region|hut|portakabin|top|vol|volume|issue|edition|series|season|episode|part|parts"
)
#: The same, but these often stand before an hour as well ("clinic 9-12"): one whole number only.
_LOOSE_LABELS = (
    "day|days|week|weeks|session|sessions|group|groups|team|cohort|set|lesson|clinic|hall|meeting|workshop|round|step|"
    "year|years|yr|yrs|term|number|no\\.|nos\\.|nr|num|option|choice|slot|date|shift|stream|track|strand|topic|theme|"
    "webinar|seminar|lecture|shop|house|zoom|teams|bank|list|quarter|month|max|min|up to|capacity|site|camp|wave|tutorial"
)
#: What it is, in words for people, and the pattern; the first that fits wins.
PATTERNS: list[tuple[str, str]] = [
    (
        "a time stamp",
        r"(?:"
        + either(
            # 2027-05-12 10:14:07
            r"(?<!\d)\d{4}-\d\d-\d\d[t ,]{1,2}",
            # 12/May/2027:10:14:07
            rf"(?<!\d)\d\d?/(?:\d\d?|{MONTH})/\d{{4}}(?:,? |:)",
            # Wed, May 12 10:14:07
            rf"\b(?:{DAYNAME},? )?{MONTH} {{1,2}}\d\d? ",
            r"(?<![\d:])",
        )
        + r")\d\d?:\d\d:(?!00(?!\d))\d\d(?!\d|:)(?:[.,]\d{1,6})?(?:\s?(?:z\b|[+-]\d\d:?\d\d(?!\d)|\d{4} [+-]\d{4}\b))?",
    ),
    (
        "a number with a name",
        r"\b[a-z]{2,20}[-_](?:20)?\d\d-?[01]\d-?[0-3]\d(?:t\d{4,6}z?)?(?:[._-]\w{1,12}){1,3}|(?<![\d/.-])20\d\d[01]\d[0-3]\d[.-]\d{1,6}\b",
    ),
    (
        "a web address",
        r"\b(?:https?://|www\.)\S{1,2000}|\b[a-z][a-z\d-]{1,40}\.(?:com|org|net|info|io|app|(?:co|org|gov|nhs|ac)\.uk)\b(?:/\S{0,2000})?",
    ),
    ("a file name", r"(?<!\S)/[a-z][\w.-]{1,40}/[\w./-]{1,200}"),
    ("a network address", r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]\d)"),
    ("an e-mail address", r"(?<![\w.+-])[\w.+-]{1,64}@[a-z][\w-]{0,62}(?:\.[\w-]{1,62}){1,5}"),
    (
        "a file name",
        r"(?<!\S)[^\s\t]{1,80}\.(?:docx?|xlsx?|pptx?|pdf|png|jpe?g|csv|ics|zip|txt|msg|mp[34]|odt|rtf|html?)\b",
    ),
    (
        "a number with a name",
        r"\b"
        + one_of(r"""
                passcode, pass code, password, pin, meeting id, webinar id, conference id, phone conference id,
                access code, host code, event id, call id, booking ref(?:erence)?, reference, ref, order no,
                order, invoice, po no, po, account, a/c, sort code, job ref, esr, uprn, nhs no, nhs number,
                hospital no, mrn, dob, date of birth, staff no, employee no, cost code, ticket no, datix,
                incident, id, code, registered charity, charity, company, reg
            """)
        + r"\b(?:\s?(?:no\b\.?|number|is|ref|id|#)){0,2}\s?[:#.=]?\s{0,3}(?=[\w/#.-]{0,24}\d)[\w#/.-]{2,40}(?:[ -]\d{2,6}){0,5}#?",
    ),
    (
        "a telephone number",
        r"\b"
        + one_of(r"""
                tel, telephone, phone, mobile, mob, fax, bleep, blp, pager, page, ext, extn, extension,
                switchboard, helpline, dial, dial-in, dial in, ring, text, call, whatsapp, sms
            """)
        + r"\b[:.]?(?:\s(?:us|me|on|no\.?|number|in|or)\b){0,3}[\s:]{0,3}"
        r"(?!(?:19|20)\d\d-[01]\d-[0-3]\d|\d{1,2}-\d{1,2}-(?:20)?\d\d(?!\d))"
        r"[(+]?\d(?![ap]m\b|\s[ap]m\b)[\d()+-]{3,14}(?:\s[\d()-]{3,8}){0,4}(?![ap]?m)",
    ),
    ("a telephone extension", r"\b(?:ext|extn|extension|bleep|blp|pager|x)[.:]?\s?(?:no\.?\s?)?\d{3,6}\b"),
    ("a telephone number", r"(?<![\d/.:-])\+\d(?:[\s()-]{0,2}\d){7,14}(?:,,[\d#,*]{1,40})?"),
    (
        "a telephone number",
        r"(?<![\d/.:-])\(?0(?=(?:[\s()-]{0,2}\d){9,10}(?!\d|[:.]\d|\s?[ap]m))[1-8]\d{1,4}\)?(?:[\s-]?\d){6,9}(?!\d)",
    ),
    (
        "a telephone number",
        r"(?<![\d/.:-])0(?:800|808|300|303|330|333|345|844|845|870|871)\s\d{3,4}(?:\s?\d{2,4})?\b(?!\s?[ap]m|\s?hrs)",
    ),
    ("an NHS number", r"(?<![\d/.:-])\d{3}[ -]\d{3}[ -]\d{4}(?![\d-])"),
    ("a meeting number", r"(?<![\d/.:-])\d{3}\s\d{3,4}\s\d{3,4}(?:\s\d{3,4})?(?![\d:])"),
    ("a long number", r"(?<![\d/.:-])(?!(?:19|20)\d\d[01]\d[0-3]\d(?!\d))\d{7,}#?"),
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
    ("a postcode", r"\b[a-z]{1,2}\d[a-z\d]?\s{1,2}\d(?!am\b|pm\b)[abd-hjlnp-uw-z]{2}\b"),
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
            r"(?<![\d/])\d{1,3}\s?/\s?(?:52|24)\b(?!/)",
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
        "a fraction",
        either(
            r"(?<![\d/])(?:1/2|1/3|2/3|1/4|3/4|1/5|2/5|3/5|4/5|1/8)(?![/\d])\s?(?:-\s?)?"
            + one_of(r"""
                days?, terms?, price, pints?, cups?, miles?, way, full, the, of, an?, time, tsp, marathon,
                board, page, share, bottles?, inch, litre, size, staff, would, said, say, have, has, agreed?,
                want, prefer, were, are, empty, done, complete
            """)
            + r"\b",
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
    (
        "a meeting of two",
        r"(?<![\d:./-])(?:1\s?-\s?2\s?-\s?1|1\s?:\s?1|1\s?-\s?to\s?-\s?1|1 to 1|1-1)(?:'?s)?\b(?![:.]?\d|\s?[ap]m|\s?pm)",
    ),
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
    ("a blood pressure", r"\bbp\s?(?:of\s|is\s)?\d{2,3}/\d{2,3}\b|\bnews2?\s?(?:of\s|score\s)?\d{1,2}\b"),
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
    ("a count", r"\b\d{1,3}\s(?:out of|in every)\s\d{1,4}\b|\b1 in \d{1,4}\b(?!\s?weeks)"),
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
        "an age",
        either(
            rf"\bage[ds]?\s(?:of\s|from\s)?\d{{1,3}}(?:\s?(?:-|to)\s?\d{{1,3}}|\+)?{_TIMELY}",
            r"\b\d{1,3}(?:\s?(?:-|to|or)\s?\d{1,3})?[ -]?(?:years?|yrs?|months?|weeks?)[ -]olds?\b",
            r"\b\d{1,3}\s?y/?o\b",
            r"\b\d{1,2}\+(?!\d|:)",
            r"\b(?:over|under)[- ]?\d{1,2}s\b",
            r"\bu\d{1,2}s?\b",
        ),
    ),
    (
        "a version",
        either(
            r"\b(?:versions?|ver|releases?|builds?|v)\.?\s?\d{1,3}(?:\.\d{1,4}){1,3}"
            r"(?:(?:,\s?|\s?-\s?|\s(?:and|or|to|&)\s)\d{1,3}(?:\.\d{1,4}){2,3}){1,6}\b",
            r"\bv(?:er)?\.?\s?\d{1,3}(?:\.\d{1,4}){0,3}\b",
            r"\b\d{1,3}\.\d{1,3}\.\d{1,4}(?:\.\d{1,4})?(?=\s(?:release|update|patch|build))",
        ),
    ),
    (
        "a number with a name",
        (
            rf"\b(?:{_LABELS})\s?(?:no\.?\s?|number\s?|#\s?)?"
            r"(?:[a-z]\.?)?\d{1,4}(?:[a-z]\b|(?:\.\d{1,3}){1,3}|)"
            # and 4, to 6b: up to two numbers more
            r"(?:(?:\s?[-/&,]\s?|\sand\s|\sto\s)(?:[a-z])?\d{1,4}(?:[a-z]\b|)"
            rf"(?!\d|[:.]\d|\s?[ap]\.?m|\s?{MONTH}|[/]\d|\s?-\s?\d|st\b|nd\b|rd\b|th\b)){{0,2}}"
            # not before the rest of a date
            rf"(?!/\d|[a-z]|\s?(?:-|to)\s?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}|\s?(?:st|nd|rd|th)?\s?(?:of\s)?{MONTH}\b)"
            rf"{_TIMELY}"
        ),
    ),
    (
        "a number with a name",
        (
            rf"\b(?!days? \d{{1,2}}\s?-\s?\d{{1,2}}\b)(?:{_LOOSE_LABELS})\s?#?\d{{1,3}}{_TIMELY}(?!"
            # not before the rest of a date
            + either(
                r"\d|[/.-]\d|st\b|nd\b|rd\b|th\b",
                rf"\s?(?:-|to|and|&|,|or)\s?\d{{1,2}}(?:st|nd|rd|th)?\s?(?:of\s)?{MONTH}",
                rf"\s?(?:of\s)?{MONTH}\b",
            )
            + r")(?:\s(?:of|/)\s\d{1,2}\b)?"
        ),
    ),
    (
        "a number with a name",
        r"\b"
        + one_of(r"years, classes, grades, forms, chapters, stages, weeks")
        + r"\s\d{1,2}\s?(?:-|to|&|and)\s?\d{1,2}\b(?![:.]\d|\s?[ap]m|\s?(?:st|nd|rd|th)\b)",
    ),
    ("a number with a name", r"\bdoors? \d{1,3}\b(?![.:]\d|\s?[ap]m|\s?-)"),
    ("a number with a name", r"#\d{1,8}\b|\bno\.\s?\d{1,6}\b|\bn\d{1,2}\b"),
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
                ply, piece, course
            """)
        + r"\b",
    ),
    (
        "a house number",
        rf"(?<![\d:./-])(?<!\bon ){_AFTER_DATE}\d{{1,4}}[a-z]?(?:\s?-\s?\d{{1,4}}[a-z]?)?,?\s"
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
        "an ordinal that is not a day",
        r"\b\d{1,2}(?:st|nd|rd|th)[ -]"
        + one_of(r"""
                floor, edition, draft, party, place, class, year, century, birthday, anniversary, annual,
                iteration, attempt, round, time, version, street, avenue, grade, team, xi, battalion, person,
                degree, reading, generation, wave, cohort, quarter, half, dose, jab, choice, option, item, row,
                world, national, international, meeting, conference, symposium, festival, congress, forum,
                season, sitting, set
            """)
        + r"\b",
    ),
    (
        "an ordinal that is not a day",
        r"\b(?:first|second|third)[ -]"
        + one_of(r"""
                floor, edition, draft, party, place, class, year, century, aid, aiders?, hand, world, half,
                of all, come, rate, names?, things? first, thing, impressions?, line, dose, reading, time,
                version, person, generation, language, home, opinion, thoughts?
            """)
        + r"\b",
    ),
    (
        "shorthand",
        either(
            r"\b"
            + one_of(r"""
                covid, sars-cov, type, f, a, b, r, n, cop, gpt, windows, gen, top, web, apollo
            """)
            + r"-\d{1,3}\b",
            r"\b\d{1,2}[ -](?:step|point|week|month|part|minute|hour|seater|page|year|mile)[ -]"
            + one_of(r"""
                plan, check, review, programme, process, pathway, wait, guide, strategy, project, walk, run,
                delay, contract
            """)
            + r"\b",
        ),
    ),
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
