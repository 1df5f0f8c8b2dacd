"""Tells by its company whether a number without am or pm is an hour: `at 3`, `Tues 10-11`, `1430` after a date."""

from __future__ import annotations

from scheduling.reading.finding.clock_parts import DOTTED, FOUR
from scheduling.reading.finding.pieces import Clock
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.vocabulary import ORDINAL_ENDINGS

#: Words before a bare hour that make it one.
BEFORE = frozenset(
    {"at", "@", "from", "until", "till", "til", "start", "starts", "starting", "begin", "begins", "beginning", "doors",
     "registration", "arrive", "arrival", "around", "about", "circa", "approx", "approximately", "finish", "finishes",
     "finishing", "ends", "ending", "end", "between", "after", "before", "by", "open", "opens", "time", "c", "~", "eta", "say",
     "roughly", "kick-off", "ko", "coffee", "lunch", "leave", "leaving", "back", "now", "reg", "close", "closes", "for", "off"}
)  # fmt: skip
#: Between the start and the end of a range of hours.
TO = frozenset({"-", "to", "until", "till", "til", "→", "thru", "through", "untill"})
#: After a number: it counts something, and is no hour.
NOT_HOURS = frozenset(
    {"people", "places", "place", "weeks", "week", "days", "day", "hours", "hour", "hrs", "hr", "mins", "minutes", "minute", "min",
     "months", "month", "years", "year", "sessions", "session", "staff", "meetings", "spaces", "seats", "slots", "x", "times",
     "person", "delegates", "of", "points", "items", "pages", "questions", "%", "per", "am-", "point", "rooms", "tables", "stone",
     "pounds", "miles", "km", "teams", "sites", "locations", "rounds", "weekly", "options", "dates", "tickets", "adults",
     "children", "kids", "guests", "mg", "ml", "volunteers", "occurrence", "occurrences", "consecutive", "more", "or-so", "areas",
     "different", "separate", "half-day", "full", "others", "key", "new", "main", "reasons", "things", "steps", "high", "one-hour"}
)  # fmt: skip


#: After "staff" these show that people are counted, not named: "2-3 staff needed", and not "2-3 staff meeting".
_STAFF_ARE = frozenset(
    {"in", "at", "and", "are", "is", "needed", "required", "available", "to", "from", "per", "on", "will", "can",
     "for", "only", "short", "off", "with", "who", "or"}
)  # fmt: skip
#: Before "by": it is an hour ("finished by 4").
_DONE = frozenset({"done", "finished", "finish", "finishes", "finishing", "back", "over", "home", "out", "ends", "end"})
#: Before "to": it is an hour ("moved to 3").
_CHANGED = frozenset(
    {"moved", "moving", "move", "changed", "changing", "pushed", "back", "forward", "shifted", "switch", "switched"}
)


#: What is held at hours, after "all" or "each": "all sessions 10-12".
_HELD = frozenset(
    {"session", "sessions", "meeting", "meetings", "workshop", "workshops", "rehearsal", "rehearsals", "clinic", "clinics",
     "class", "classes", "lesson", "lessons", "date", "dates", "day", "days", "event", "events", "seminar", "seminars",
     "webinar", "webinars", "drop-in", "drop-ins", "talk", "talks", "course", "courses"}
)  # fmt: skip
#: How many words before a bare range its date can stand.
FAR = 30
#: "Year in review", "week ahead": names that begin like a count.
_WHOLE = frozenset({"year", "month", "week", "day"})
_OF_WHOLE = frozenset({"in", "ahead", "end", "review", "planning", "plan", "group"})
_ARE = frozenset({"is", "are", "run", "runs", "last"})


def counts(r: Reader, i: int) -> bool:
    """Whether what follows a number or range at `i` is what it counts: "10-12 people"."""
    word, after = r[i].word, r[i + 1]
    if word == "staff" and after.text[0].isalpha() and after.word not in _STAFF_ARE:
        return False
    if word in _WHOLE and after.word in _OF_WHOLE:
        return False  # "10-11 year in review"
    return word in NOT_HOURS


def is_bare_range(r: Reader, i: int, begins: Clock, ends: Clock, *, after_date: bool, chained: bool) -> bool:
    """Whether two bare numbers can be hours: after a date, a word that says so, or alone at the start of a line or cell."""
    if max(begins.hour, ends.hour) > 12 and not (after_date and ends.hour <= 24 and 7 <= begins.hour < ends.hour):
        return False
    if after_date or chained:
        return True
    before = r[i - 1]
    if i and (
        before.word in BEFORE
        or before.weekday is not None
        or before.word
        in {"time", "times", "all", ":", "(", ",", "-", "|", "am", "daily", "hours", "each", "always", "/", "usual"}
    ):
        return True
    if i == 0 or r[i].gap == 2 or before.text in {"•", "■", "|", ">"} or _is_of_all(r, i):
        return True
    after = next((k for k in range(i, i + 8) if r[k].text == "-" or r[k].word in TO), i) + 2
    if (
        r[after].weekday is not None
        or (r[after].text == "," and r[after + 1].weekday is not None)
        or (
            r[after].word == "on"
            and (r[after + 1].weekday is not None or r[after + 1].number is not None or r[after + 1].word == "the")
        )
    ):
        return True
    # "Mon 7 December: exams 9-12 & 1.30-4.30": a date stands before, and more than a bare noun after.
    dated = any(_names_day(r, k) for k in range(max(0, i - FAR), i))
    end = next((k for k in range(i, i + 8) if r[k].text == "-" or r[k].word in TO), i) + 2
    if dated and before.text == "." and r[i].gap and r[end].text[0].isalpha():
        return True  # "... is Fri 2 July. 10-11 safeguarding"
    return (
        dated
        and before.text[0].isalpha()
        and before.word != "of"  # "teams of 3-5"
        and (not r[end].text[0].isalpha() or r[end].word in {"and", "in", "at", "on", "via"})
    )


def _names_day(r: Reader, i: int) -> bool:
    """Whether a word is of a date: a month, a weekday, or the last of "Boxing Day" and "Christmas Eve"."""
    return r[i].month is not None or r[i].weekday is not None or r[i].word in {"day", "eve"}


def _is_of_all(r: Reader, i: int) -> bool:
    """`All sessions 10-12`, `each meeting runs 2-3`: what a range at `i` is said of is held at hours."""
    j = i - 1 if r[i - 1].word in _ARE else i
    if r[j - 1].word not in _HELD:
        return False
    return any(r[k].word in {"all", "each", "every", "both"} for k in range(max(0, j - 4), j - 1))


def stands(
    r: Reader, i: int, end: int, clock: Clock, strength: int, *, after_date: bool, before_date: bool, chained: bool
) -> bool:
    """Whether a time without an end is one, given its company."""
    if strength >= DOTTED:
        return True
    before, after = r[i - 1], r[end]
    if strength == FOUR:
        if after.word in NOT_HOURS or after.text == "/":
            return False
        here = i == 0 or r[i].gap == 2 or before.text in {"•", "|"}
        return after_date or before_date or chained or here or before.word in BEFORE or before.text in {"@", "("}
    if (
        after.word in NOT_HOURS
        or after.month is not None
        or after.word in ORDINAL_ENDINGS
        or (after.text in {"/", "%"} and after.gap == 0)
    ):
        return False
    if clock.hour > 12 or clock.hour == 0 or _is_counted(r, end):
        return False
    if clock.rough:
        return i > 0 and (
            after.text[0] in ".,;)(!?\u0002-"
            or not after.text[0].isalpha()
            or after.word in {"on", "in", "at", "for", "and", "or", "tomorrow", "today", "if", "work", "ok", "please"}
            or after.weekday is not None
        )
    if chained:
        return (
            not after.text[0].isalpha()
            or after.word in {"on", "in", "at", "for", "and", "or", "start", "please", "with"}
            or after.weekday is not None
        )
    if before.word == "by" and r[i - 2].word in _DONE:
        return True
    if i and before.word in {"by", "for"}:
        return False
    if before.word == "to" and r[i - 2].word in _CHANGED:
        return True
    if after_date and r[i].gap == 1 and _ends_cell(r, end) and _is_full_day(r, i):
        return True
    names = after.text[0].isalpha() and after.is_capital and after.weekday is None and after.gap < 2
    if names and not after.word.startswith(("room", "teams", "zoom", "via", "in ")):
        return False
    return bool(i) and before.word in BEFORE


def _is_counted(r: Reader, end: int) -> bool:
    """`lead time 4-6 weeks`: the number that ends before `end` begins a range of what is counted."""
    joined = r[end].word in TO and (r[end].text != "-" or r[end].gap == 0)
    return joined and r[end + 1].number is not None and counts(r, end + 2)


def _ends_cell(r: Reader, i: int) -> bool:
    """Whether nothing of a line, a cell or an item of a list is left at `i`."""
    return r[i].gap == 2 or r[i].text in {";", "|", "/", "("} or r[i + 1].text == ")"


def _is_full_day(r: Reader, i: int) -> bool:
    """Whether a day that needs no further number ends before `i`: `Tues 8 Dec 10`, `Thurs next week, 11`."""
    before = r[i - 1]
    if before.text == ",":
        return r[i - 2].word in {"week", "today", "tomorrow", "fortnight"}
    return before.month is not None and r[i - 2].number is not None and r[i - 3].weekday is not None
