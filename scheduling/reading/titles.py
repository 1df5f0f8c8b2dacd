"""What an event is called: a label's value, the words beside its date, or the heading above it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scheduling.reading.phrases import either, one_of

#: The longest title that is kept, in characters.
LONGEST = 80
_LABEL = re.compile(
    r"^[\s•>*|#-]*(?:title|event|topic|subject|meeting|what|re|summary|course|session|name)\s*(?::|\t)\s*(?P<value>\S.{0,200})$",
    re.IGNORECASE,
)
#: A line that says when or where, and is no title: "Date and time:".
_WHEN_LABEL = re.compile(
    r"^[\s•>*|#-]*"
    + one_of(r"""
        when, date, dates, time, times, start, starts, end, ends, date and time, date & time, day, from, until,
        to, where, venue, location, who, rsvp, join, organi[sz]er
    """)
    + r"\s*(?::|\t|$)",
    re.IGNORECASE,
)
#: Before a title: "FW:", "2) Reminder - ", "b) ", "for the".
_LEAD_JUNK = re.compile(
    r"^(?:"
    + either(
        r"[\s•>*|#,;:.()&-]",
        r"(?:\d{1,2}|[a-z])[.)]\s",
        one_of(r"""
            re, fw, fwd, subject, event, title, topic, meeting, invitation, reminder, save the date!*,
            updated invitation, new, cancell?ed, option [a-z0-9], session \d+
        """)
        + r"\s*[:|-]\s*",
        r"(?:for|the|an?|our|my|to|that|and|with|of|but|is|will|it|be|now|has been)\s",
    )
    + r")+",
    re.IGNORECASE,
)
#: After a title, before its date: "has moved to", "will be held on".
_TAIL_JUNK = re.compile(
    r"(?:"
    + either(
        r"[\s•>*|#,;:.(&@-]",
        r"\b"
        + one_of(r"""
            on, at, from, is, are, will be, will be held, to be held, held, takes? place, taking place,
            will take place, the, and, for, has moved to, moved to, now, date, time, when, starts?, starting,
            begins?, this, next, in, of, every, each, until, by, all, our next, being held, due,
            except(?:ing)?(?: for)?, apart from, other than
        """)
        + r"\s*",
    )
    + r")+$",
    re.IGNORECASE,
)
_TRAIL_START = re.compile(r"^[\s,;:.)|•-]*(?:(?:for|at|in|with|on)\b.*$)?", re.IGNORECASE)
_PROSE = re.compile(
    r"\b(?:hi|hello|dear|hiya|i|i'd|we|we'd|we're|you|your|please|could|can|shall|let's|thanks|thank|would|should)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_EMPTY = frozenset(
    {"no", "not", "now", "or", "and", "then", "also", "all", "both", "sorry", "doors", "starts", "start", "either",
     "plus", "new", "yes", "but", "maybe", "from", "between", "be", "due", "to", "at", "on", "for", "by",
     "perfect", "great", "lovely", "brilliant", "fine", "ok", "okay", "sure", "yep", "yeah", "cool", "good", "agreed",
     "registration", "arrive", "available", "here", "off", "cancelled", "postponed", "moved", "as", "with", "each", "early", "late"}
)  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]{2,}")


def title_of(
    line: int, start: int, end: int, lines: Mapping[int, str], pieces: Mapping[int, Sequence[tuple[int, int]]]
) -> str:
    """The title of an event that stands in `lines[line][start:end]`; `pieces`: where dates and times stand, by line."""
    text = lines.get(line, "")
    labelled = _labelled(lines, pieces)
    if _WHEN_LABEL.match(text):
        return labelled or _heading(line, lines, pieces)
    others = pieces.get(line, ())
    left = max((stop for _, stop in others if stop <= start), default=0)
    right = min((begin for begin, _ in others if begin >= end), default=len(text))
    before = _clean(_SENTENCE.split(text[left:start])[-1])
    if _is_name(before):
        return _shortened(before)
    after = _clean(_TRAIL_START.sub("", text[end:right]).split("\t")[0].split(" | ")[0])
    if not _WORDS.findall(before) and _is_name(after):
        return _shortened(after)
    return labelled or _heading(line, lines, pieces)


def _is_name(words: str) -> bool:
    found = _WORDS.findall(words)
    return 0 < len(found) <= 9 and not _PROSE.search(words) and any(word.lower() not in _EMPTY for word in found)


def _labelled(lines: Mapping[int, str], pieces: Mapping[int, Sequence[tuple[int, int]]]) -> str:
    for number, text in lines.items():
        if number not in pieces and text.count("\t") < 2 and (match := _LABEL.match(text)):
            return _shortened(_clean(match["value"]))
    return ""


def _heading(line: int, lines: Mapping[int, str], pieces: Mapping[int, Sequence[tuple[int, int]]]) -> str:
    """The nearest line above that has no date of its own and reads like a name."""
    above = [number for number in lines if number < line]
    for number in reversed(above[-12:]):
        text = lines[number].strip()
        if not text or number in pieces or text.count("\t") > 1 or text.count("|") > 1:
            continue  # the header of a table is no title
        words = len(_WORDS.findall(text))
        if 0 < words <= 9 and not _PROSE.search(text) and not _WHEN_LABEL.match(text) and not text.endswith((",", ".")):
            return _shortened(_clean(text))
    return ""


def _clean(text: str) -> str:
    text = text.replace("\u0001", "").replace("•", " ")
    return " ".join(_TAIL_JUNK.sub("", _LEAD_JUNK.sub("", text)).split())


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
