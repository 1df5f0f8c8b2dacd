"""References and addresses: time stamps, web addresses, telephone numbers, postcodes."""

from __future__ import annotations

from scheduling.reading.covers.parts import AFTER_DATE, DAYNAME, MONTH, TIMELY
from scheduling.reading.phrases import either, one_of

#: What it is, in words for people, and the pattern.
REFERENCES: list[tuple[str, str]] = [
    (
        "a line of a terminal",
        either(
            # -rw-r--r-- 1 root root 81M Jan 11 02:30 backup.tar
            r"(?<!\S)[bcdlps-](?:[r-][w-][xst-]){3}[.+@]?\s.{1,300}",
            # $ ls -l /srv, ann@box:~$ crontab -l
            r"^(?:[\w.-]{1,32}@[\w.-]{1,64}[:~/\w.-]{0,80}[$#]|\$) [a-z][\w./-]{1,40}(?:\s.{0,300})?$",
        ),
    ),
    (
        "a reference of a date",
        # log 412 of 9 January
        (
            r"\b"
            + one_of(r"""
                log, ref, reference, crime, incident, cad, invoice, order, letter, circular, memo, docket, ticket, entry,
                case, receipt, warrant, permit
            """)
            + r"\b(?:\s(?:no\.?|number|ref))?\s(?=[a-z/-]{0,8}\d)[\w/-]{1,16}\s(?:of|dated)\s(?:the\s)?"
            rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}(?:\s\d{{4}})?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)\b"
        ),
    ),
    ("a time code", r"(?<![\d:])\d\d:\d\d:\d\d[:;]\d\d(?![\d:])"),
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
        "a number with a name",
        # batch 10-03, lot 4TX119, seal no. 004412
        (
            r"\b(?:batch|lot|seal|cert|serial)\b(?:\s(?:no\.?|number))?[\s:]{1,2}"
            rf"(?:\d{{1,2}}-0\d|(?=[a-z/-]{{0,8}}\d)[a-z\d/-]{{4,16}})(?![\w/-]|\s?(?:of\s)?{MONTH}){TIMELY}"
        ),
    ),
    (
        "a date quoted as an example",
        (
            r"\b(?:dates|(?:written|shown|stored|typed|formatted|displayed|entered|appears?)) (?:as|like this:) "
            r"[\"']?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b[\"']?(?!\s?(?:,|-|and\b|or\b|&|to\b|at\b|from\b))"
        ),
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
    ("a postcode", r"\b[a-z]{1,2}\d[a-z\d]?\s{1,2}\d(?!am\b|pm\b)[abd-hjlnp-uw-z]{2}\b"),
]
#: A line with a time stamp to the second, and the stamps in it that fall on a full minute.
STAMPED = r"(?<![\d:])\d\d?:\d\d:(?!00)\d\d(?![\d:])"
IN_STAMPED = r"(?<![\d:])\d\d?:\d\d:00(?![\d:])"
#: A line about what lies where in a store, and the places in it: 03-04-27 is an aisle, a bay and a shelf.
STORED = r"\b(?:pick(?:ing)? faces?|in bulk at|bin locations?|putaways?|replen)\b"
IN_STORED = rf"(?<![\w/.-])(?<!\bon )(?<!\bby ){AFTER_DATE}\d\d-\d\d-\d\d(?![\d:/-]|,?\s(?:at\s)?(?:{DAYNAME}\b|\d{{1,2}}(?:[:.]\d\d|\s?[ap]m)))"
