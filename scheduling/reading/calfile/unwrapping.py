"""From the bytes or the paste that somebody sent to clean calendar text: encoding, line ends, fences, indentation."""

from __future__ import annotations

import re

_OPENS = re.compile(
    r"^[ \t>*_`]*BEGIN: ?(?:VCALENDAR|VEVENT|VTODO|VJOURNAL|VFREEBUSY)[ \t`]*$", re.IGNORECASE | re.MULTILINE
)
_FOLD = re.compile(rb"\r?\n[ \t]")
_BREAK = re.compile(r"\r\r\n|\r\n|\r|\u0085|\u2028|\u2029")

#: What a paste picks up on its way: characters that take no room, and spaces that do not break.
_UNSEEN = re.compile(r"[\0\u200b\u200e\u200f\u2060\ufeff]")
_SPACE = re.compile(r"[\u00a0\u202f]")
#: Signs that inner lines are set in, as people set in code: RFC 5545 would take them for continuations.
_SET_IN = re.compile(r"^(?:[ \t]+BEGIN:VEVENT|BEGIN:VEVENT[ \t]*\n[ \t]+[A-Z-]+[:;])", re.IGNORECASE | re.MULTILINE)
#: A calendar whose line ends became spaces, and where its lines began.
_FLAT = re.compile(r"\bBEGIN:(?:VCALENDAR|VEVENT)[ \t]+[A-Z-]{3,40}[:;]", re.IGNORECASE)
_BEFORE_NAME = re.compile(
    r"(?<![ \t])[ \t]+(?=(?:BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|UID|CLASS|CREATED|SUMMARY|LOCATION|DESCRIPTION|STATUS|SEQUENCE|"
    r"DTSTAMP|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|ORGANIZER|ATTENDEE|PRIORITY|TRANSP|LAST-MODIFIED|"
    r"TZID|TZOFFSETFROM|TZOFFSETTO|TZNAME|X-[A-Z-]{1,40})[:;])"
)
_PROPERTY = re.compile(r"[ \t]+[A-Z][A-Z-]{2,40}[:;]")


def looks_like_calendar(text: str) -> bool:
    """Whether a paste holds a calendar object: a line `BEGIN:VCALENDAR` or `BEGIN:VEVENT`, fenced, indented or bare."""
    return "BEGIN:V" in text.upper() and bool(unwrapped(text))


def decoded(data: bytes | str) -> str:
    """Text of a calendar file: UTF-8 or UTF-16 with or without its mark, else Windows-1252. Never raises.

    A file that is UTF-8 but for a few bytes stays so, with those replaced.
    """
    if isinstance(data, str):
        return data.lstrip("\ufeff")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").lstrip("\ufeff")
    if b"\0" in data[:64]:  # UTF-16 without a mark: which half of each pair is empty tells the order
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    for form in (data, _FOLD.sub(b"", data)):  # some programs fold a line inside a letter of several bytes
        try:
            return form.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
    text = data.decode("utf-8-sig", "replace")
    damaged, whole = text.count("\ufffd"), sum(character > "\x7f" for character in text)
    return text if whole > 2 * damaged else data.decode("cp1252", "replace")


def unwrapped(text: str) -> list[str]:
    """The lines of the calendar object, from its first BEGIN on, without fence, quotation marks or indentation.

    Folded lines (RFC 5545 section 3.1) stay folded.
    """
    text = _SPACE.sub(" ", _UNSEEN.sub("", _BREAK.sub("\n", text)))
    if "&" in text:  # as Slack hands over what people type
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    opening = _OPENS.search(text)
    if opening is None and _FLAT.search(text):
        text = _BEFORE_NAME.sub("\n", text)
        opening = _OPENS.search(text)
    if opening is None:
        return []
    begin = text.rfind("\n", 0, opening.start() + 1) + 1 if opening.start() else 0
    lines = text[begin:].split("\n")
    margin = lines[0][: len(lines[0]) - len(lines[0].lstrip(" \t>"))] if lines[0][:1] in " \t>" else ""
    if margin:
        bare = margin.rstrip()
        lines = [line.removeprefix(margin) if line.startswith(margin) else line.removeprefix(bare) for line in lines]
    if _SET_IN.search("\n".join(lines)):
        lines = [line.lstrip() if _PROPERTY.match(line) else line for line in lines]
    return lines


def text_beside(text: str) -> str:
    """The words before and after the calendar object when they may hold a date (any figure), "" otherwise."""
    text = _BREAK.sub("\n", text)
    opening = _OPENS.search(text)
    if opening is None:
        return ""
    closing = max(text.rfind("END:V"), text.rfind("end:v"))
    after = text[closing:].partition("\n")[2] if closing >= 0 else ""
    outside = " ".join(f"{text[: opening.start()]} {after}".split())
    return outside[:200] if any(character.isdigit() for character in outside) else ""
