"""Finds times of day as written: `3-4.30pm`, `1430`, `half two`, `noon`, `7.15 for 7.45`, `10pm-2am`, `6 till late`."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.pieces import Clock, Half, TimePiece
from scheduling.reading.tokens import Reader, Token
from scheduling.reading.vocabulary import NUMBERS, ORDINAL_ENDINGS

#: How plainly something is a time: SURE by itself, DOTTED `2.30`, FOUR `1430`, BARE `3`.
SURE, DOTTED, FOUR, BARE = 3, 2, 1, 0
Read = tuple[Clock, int, int]

#: Words before a bare hour that make it one.
BEFORE = frozenset(
    {"at", "@", "from", "until", "till", "til", "start", "starts", "starting", "begin", "begins", "beginning", "doors",
     "registration", "arrive", "arrival", "around", "about", "circa", "approx", "approximately", "finish", "finishes",
     "finishing", "ends", "ending", "end", "between", "after", "before", "by", "open", "opens", "time", "c", "~", "eta", "say",
     "roughly", "kick-off", "ko", "coffee", "lunch", "leave", "leaving", "back", "now", "reg", "close", "closes", "for", "off"}
)  # fmt: skip
_TO = frozenset({"-", "to", "until", "till", "til", "→", "thru", "through", "untill"})
_OPEN_ENDS = {
    "late": "late", "close": "close", "finish": "finish", "onwards": "", "onward": "", "end": "end", "tbc": "", "whenever": "",
    "done": "", "dusk": "dusk", "closing": "close", "sunset": "sunset",
}  # fmt: skip
_NOT_HOURS = frozenset(
    {"people", "places", "place", "weeks", "week", "days", "day", "hours", "hour", "hrs", "hr", "mins", "minutes", "minute", "min",
     "months", "month", "years", "year", "sessions", "session", "staff", "meetings", "spaces", "seats", "slots", "x", "times",
     "person", "delegates", "of", "points", "items", "pages", "questions", "%", "per", "am-", "point", "rooms", "tables", "stone",
     "pounds", "miles", "km", "teams", "sites", "locations", "rounds", "weekly", "options", "dates", "tickets", "adults",
     "children", "kids", "guests", "mg", "ml", "volunteers", "occurrence", "occurrences", "consecutive", "more", "or-so", "areas",
     "different", "separate", "half-day", "full", "others", "key", "new", "main", "reasons", "things", "steps", "high", "one-hour"}
)  # fmt: skip
_PARTS = {
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "eve": "evening",
    "night": "evening",
    "am": "morning",
}
_ROUGH = frozenset({"around", "about", "approx", "approximately", "circa", "roughly", "c", "~", "ca", "say"})


def time_at(
    r: Reader, i: int, *, after_date: bool = False, before_date: bool = False, chained: bool = False
) -> tuple[TimePiece, int] | None:
    """The time or range of times that starts at token `i`, and the position after it.

    `after_date`: a date ends right before it. `before_date`: one may follow. `chained`: a time and a comma or "and" come before.
    """
    token = r[i]
    if token.word == "between" and (found := _clock(r, i + 1)) and r[found[1]].word in {"and", "&", "-", "to"}:
        return _between(r, i, found)
    read = _clock(r, i)
    if read is None:
        return None
    begins, end, strength = read
    if i and r[i - 1].word in _ROUGH:
        begins = replace(begins, rough=f"{r[i - 1].word} {r.text[token.start : r[end - 1].end]}")
    if (ranged := _range(r, i, begins, end, strength, after_date=after_date, chained=chained)) is not None:
        return ranged
    if (doors := _for(r, i, begins, end, strength)) is not None:
        return doors
    if not _stands(r, i, end, begins, strength, after_date=after_date, before_date=before_date, chained=chained):
        return None
    piece = TimePiece(_begin(r, i), r[end - 1].end, begins, weak=strength <= FOUR)
    if r[end].word in {"onwards", "onward"} or (r[end].text == "+" and r[end].gap == 0 and r[end + 1].number is None):
        return replace(piece, open_end=r[end].word, end=r[end].end), end + 1
    if r[end].word == "and" and r[end + 1].word == "onwards":
        return replace(piece, open_end="onwards", end=r[end + 1].end), end + 2
    return piece, end


def _begin(r: Reader, i: int) -> int:
    return r[i].start


def _between(r: Reader, i: int, found: Read) -> tuple[TimePiece, int] | None:
    begins, middle, first_strength = found
    last = _clock(r, middle + 1)
    if last is None or (first_strength == BARE and last[2] == BARE and r[last[1]].word in _NOT_HOURS):
        return None
    if (
        r[last[1]].month is not None
        or r[last[1]].word in ORDINAL_ENDINGS
        or (last[2] == BARE and r[last[1]].text == "/")
    ):
        return None
    return TimePiece(r[i].start, r[last[1] - 1].end, begins, last[0]), last[1]


def _range(
    r: Reader, i: int, begins: Clock, end: int, strength: int, *, after_date: bool, chained: bool
) -> tuple[TimePiece, int] | None:
    """`3-4.30pm`, `9.30 to 4`, `10pm until 2am`, `6 till late`."""
    j = end
    if r[j].text == "(" and r[j + 1].word in _TO:
        return None
    if r[j].text in {","} and r[j + 1].word in {"until", "till", "til", "to"}:
        j += 1
    if r[j].word not in _TO:
        return None
    after = j + 1
    if r[j].text == "-" and r[after].text in {"-", ">"} and r[after].gap == 0:
        after += 1
    if r[after].word in {"approx", "about", "around", "c", "~", "the"}:
        after += 1
    word = r[after].word
    if word in _OPEN_ENDS and strength >= (BARE if i == 0 or r[i - 1].word in BEFORE or after_date else FOUR):
        return TimePiece(_begin(r, i), r[after].end, begins, open_end=word, weak=strength == BARE), after + 1
    if (r[after].text == "?" or word == "tbc") and strength >= FOUR:
        return TimePiece(_begin(r, i), r[after].end, begins, open_end=word), after + 1
    last = _clock(r, after)
    if last is None:
        return None
    ends, finish, last_strength = last
    follows = r[finish]
    if last_strength == BARE and (
        follows.month is not None
        or follows.word in ORDINAL_ENDINGS
        or (follows.text in {"/", "%"} and follows.gap == 0)
    ):
        return None
    if last_strength == FOUR and strength < FOUR:
        return None
    if (
        strength == BARE
        and last_strength == BARE
        and (follows.word in _NOT_HOURS or not _bare_range(r, i, begins, ends, after_date=after_date, chained=chained))
    ):
        return None
    if begins.hour > 24 or ends.hour > 24:
        return None
    if begins.part == "" and ends.part:
        begins = replace(begins, part=ends.part) if begins.half is Half.OPEN else begins
    weak = strength == BARE and last_strength == BARE and not after_date
    return TimePiece(_begin(r, i), r[finish - 1].end, begins, ends, weak=weak), finish


def _bare_range(r: Reader, i: int, begins: Clock, ends: Clock, *, after_date: bool, chained: bool) -> bool:
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
    if i == 0 or r[i].gap == 2 or before.text in {"•", "■", "|", ">"}:
        return True
    after = next((k for k in range(i, i + 8) if r[k].text == "-" or r[k].word in _TO), i) + 2
    if r[after].weekday is not None or (
        r[after].word == "on"
        and (r[after + 1].weekday is not None or r[after + 1].number is not None or r[after + 1].word == "the")
    ):
        return True
    # "Mon 7 December: exams 9-12 & 1.30-4.30": a date stands before, and more than a bare noun after.
    dated = any(r[k].month is not None or r[k].weekday is not None for k in range(max(0, i - 12), i))
    end = next((k for k in range(i, i + 8) if r[k].text == "-" or r[k].word in _TO), i) + 2
    return (
        dated
        and before.text[0].isalpha()
        and (not r[end].text[0].isalpha() or r[end].word in {"and", "in", "at", "on", "via"})
    )


def _for(r: Reader, i: int, begins: Clock, end: int, strength: int) -> tuple[TimePiece, int] | None:
    """`7.15 for 7.45`: one start, the earlier time kept as a note."""
    if r[end].word != "for":
        return None
    j = end + 1
    if r[j].word == "a":
        j += 1
    last = _clock(r, j)
    if last is None:
        return None
    ends, finish, last_strength = last
    if last_strength == BARE and (
        r[finish].word in _NOT_HOURS
        or r[finish].number is not None
        or r[finish].month is not None
        or r[finish].text == "/"
    ):
        return None
    if r[finish].word == "start":
        finish += 1
    if (
        strength == BARE
        and last_strength == BARE
        and r[i - 1].word not in BEFORE
        and r[i - 1].text not in {",", "-", ":", "("}
        and i
        and r[i - 1].month is None
    ):
        return None
    if ends.half is not Half.OPEN and begins.half is Half.OPEN:
        begins = replace(begins, half=ends.half)
    elif begins.half is not Half.OPEN and ends.half is Half.OPEN:
        ends = replace(ends, half=begins.half)
    earlier = r.text[r[i].start : r[end - 1].end]
    part = "evening" if begins.half is Half.OPEN and begins.hour in (5, 6, 7, 8) else begins.part
    piece = TimePiece(_begin(r, i), r[finish - 1].end, replace(ends, part=part), earlier=earlier)
    if (more := _range(r, j, piece.begins, finish, SURE, after_date=True, chained=False)) is not None:
        return replace(more[0], start=piece.start, earlier=earlier), more[1]
    return piece, finish


def _stands(
    r: Reader, i: int, end: int, clock: Clock, strength: int, *, after_date: bool, before_date: bool, chained: bool
) -> bool:
    """Whether a time without an end is one, given its company."""
    if strength >= DOTTED:
        return True
    before, after = r[i - 1], r[end]
    if strength == FOUR:
        if after.word in _NOT_HOURS or after.text == "/":
            return False
        here = i == 0 or r[i].gap == 2 or before.text in {"•", "|"}
        return after_date or before_date or chained or here or before.word in BEFORE or before.text in {"@", "("}
    if (
        after.word in _NOT_HOURS
        or after.month is not None
        or after.word in ORDINAL_ENDINGS
        or (after.text in {"/", "%"} and after.gap == 0)
    ):
        return False
    if clock.hour > 12 or clock.hour == 0:
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
    if before.word == "by" and r[i - 2].word in {
        "done",
        "finished",
        "finish",
        "finishes",
        "finishing",
        "back",
        "over",
        "home",
        "out",
        "ends",
        "end",
    }:
        return True
    if i and before.word in {"by", "for"}:
        return False
    if before.word == "to" and r[i - 2].word in {
        "moved",
        "moving",
        "move",
        "changed",
        "changing",
        "pushed",
        "back",
        "forward",
        "shifted",
        "switch",
        "switched",
    }:
        return True
    if (
        after.text[0].isalpha()
        and after.is_capital
        and after.weekday is None
        and not after.word.startswith(("room", "teams", "zoom", "via", "in "))
        and after.gap < 2
    ):
        return before.word in {"at", "@", "from"} and False
    return bool(i) and before.word in BEFORE


def _clock(r: Reader, i: int) -> Read | None:
    """One time at `i`: the clock, the position after it, how plainly it is one."""
    token = r[i]
    if token.number is not None:
        return _figures(r, i)
    word = token.word
    if word in {"noon", "midday"}:
        return Clock(12, 0, Half.PM), i + 1, SURE
    if word == "mid" and r[i + 1].text == "-" and r[i + 2].word == "day":
        return Clock(12, 0, Half.PM), i + 3, SURE
    if (
        word == "midnight"
        and not (token.is_capital and r[i + 1].is_capital and r[i + 1].weekday is None)
        and r[i + 1].word not in {"mass", "feast", "run", "walk", "snack", "oil", "blue", "sun"}
    ):
        return Clock(0, 0, Half.FULL), i + 1, SURE
    if word == "t" and token.gap == 0 and r[i + 1].gap == 0 and r[i + 1].number is not None and i:
        return _iso(r, i + 1)
    if word in {"half", "quarter"} or (word == "a" and r[i + 1].word == "quarter"):
        return _past(r, i)
    if word in NUMBERS:
        return _past(r, i) or _word_hour(r, i)
    return None


def _iso(r: Reader, i: int) -> Read | None:
    text = r[i].text
    if len(text) in (4, 6) and int(text[:2]) < 24 and int(text[2:4]) < 60:
        return Clock(int(text[:2]), int(text[2:4]), Half.FULL), i + 1, SURE
    read = _figures(r, i)
    return (replace(read[0], half=Half.FULL), read[1], SURE) if read else None


def _figures(r: Reader, i: int) -> Read | None:
    """`3`, `3pm`, `3.30`, `15:30`, `1530`, `15h30`, `12 noon`."""
    token = r[i]
    if _hangs(r, i):
        return None
    number = token.number or 0
    size = len(token.text)
    sign = r[i + 1]
    minute, end, strength = 0, i + 1, BARE
    if (
        size <= 2
        and sign.gap == 0
        and r[i + 2].gap == 0
        and len(r[i + 2].text) == 2
        and r[i + 2].number is not None
        and sign.text in {":", ".", "h"}
    ):
        minute, end = r[i + 2].number or 0, i + 3
        strength = DOTTED if sign.text == "." else SURE
        if (
            r[end].text == sign.text
            and r[end].gap == 0
            and len(r[end + 1].text) in (2, 4)
            and r[end + 1].gap == 0
            and r[end + 1].number is not None
        ):
            if sign.text != ":":
                return None
            end += 2
            if r[end].text == "." and r[end].gap == 0 and r[end + 1].number is not None and r[end + 1].gap == 0:
                end += 2
        if sign.text == "." and r[end].text in {"%", "/"} and r[end].gap == 0 and r[end + 2].text not in {".", ":"}:
            return None
    elif (
        size <= 2
        and sign.text in {":", "."}
        and sign.gap == 1
        and r[i + 2].gap <= 1
        and len(r[i + 2].text) == 2
        and r[i + 2].number is not None
        and _half(r, i + 3)
    ):
        minute, end, strength = r[i + 2].number or 0, i + 3, DOTTED
    elif size in (3, 4):
        minute, number, strength = number % 100, number // 100, FOUR
        if size == 3 and not _half(r, end) and r[i - 1].word not in {"at", "@", "from", "until", "till"}:
            return None
    elif size > 4:
        return None
    if minute > 59 or number > 24 or (number == 24 and minute):
        return None
    half, after = _half(r, end) or (Half.OPEN, end)
    if half is not Half.OPEN:
        if number > 12:
            half = Half.FULL
        if number == 0:
            half = Half.FULL
        return _with_part(r, Clock(number, minute, half), after, SURE)
    if r[end].word in {"noon", "midday"} and number == 12:
        return Clock(12, 0, Half.PM), end + 1, SURE
    if r[end].word == "midnight" and number == 12:
        return Clock(0, 0, Half.FULL), end + 1, SURE
    if (r[end].word in {"hrs", "hours", "hr", "hour"} and (size == 4 or strength >= DOTTED)) or (
        r[end].word == "h" and r[end].gap == 0 and (size == 4 or strength >= DOTTED or number > 12)
    ):
        return Clock(number, minute, Half.FULL), end + 1, SURE
    if r[end].word in {"o'clock", "oclock"} and strength == BARE:
        return _with_part(r, Clock(number, 0, _full(token, number)), end + 1, SURE)
    if r[end].word == "ish" or (r[end].text == "-" and r[end + 1].word == "ish" and r[end].gap == 0):
        after = end + 1 if r[end].word == "ish" else end + 2
        clock = Clock(number, minute, _full(token, number), rough=r.text[token.start : r[after - 1].end])
        return clock, after, SURE if number <= 24 else BARE
    if strength == FOUR:
        if (minute % 5 and r[i - 1].word not in {"at", "from"}) or size == 3:
            return (Clock(number, minute, Half.OPEN), end, FOUR) if size == 3 else None
        return Clock(number, minute, Half.FULL), end, FOUR
    if (
        strength == DOTTED
        and minute % 5
        and r[i - 1].word not in {"at", "from", "until", "depart", "leaves"}
        and r[end].text != "-"
    ):
        return None
    if strength == BARE and r[end].gap == 0 and r[end].text[0].isalpha() and r[end].word not in {"t"}:
        return None
    return _with_part(r, Clock(number, minute, _full(token, number)), end, strength)


def _full(token: Token, hour: int) -> Half:
    """The 24-hour clock, when the figures say so: 13 and later, 0, or a leading nought."""
    return Half.FULL if hour > 12 or hour == 0 or (len(token.text) == 2 and token.text[0] == "0") else Half.OPEN


def _hangs(r: Reader, i: int) -> bool:
    """Whether a number is the tail of something else: `10.30`, `x4`, `-3`, `3/4`."""
    token, before = r[i], r[i - 1]
    if not i or token.gap:
        return False
    if before.text in {".", ":", "/", "'", "#", "+", "=", "_", "\\"} and (before.gap == 0 or before.text != "/"):
        return (
            not (before.text == ":" and not (r[i - 2].number is not None and before.gap == 0))
            and not (before.text == "." and r[i - 2].number is None)
            and not (before.text == "/" and _is_clock_end(r, i - 2))
        )
    return (
        before.text[0].isalpha()
        and before.word not in {"at", "from", "on", "t", "h"}
        and before.weekday is None
        and before.month is None
    )


def _is_clock_end(r: Reader, i: int) -> bool:
    """Whether the token at `i` ends a time, so that a stroke after it joins another: `9.30/10.30`, `2pm/3pm`."""
    return r[i].word in {"am", "pm"} or (
        r[i].number is not None and len(r[i].text) == 2 and r[i - 1].text in {".", ":"} and r[i].gap == 0
    )


def _half(r: Reader, i: int) -> tuple[Half, int] | None:
    """`am`, `p.m.`, `pm`, at `i`."""
    token = r[i]
    if token.word in {"am", "pm"} and token.gap <= 1:
        end = i + 1
        return Half(token.word), end
    if token.word in {"a", "p"} and token.gap <= 1:
        if r[i + 1].text == "." and r[i + 2].word == "m":
            end = i + 3
            if r[end].text == "." and r[end].gap == 0:
                end += 1
            return Half(token.word + "m"), end
        if r[i + 1].word == "m" and r[i + 1].gap == 1 and token.gap == 0:
            return Half(token.word + "m"), i + 2
        if token.gap == 0 and not r[i + 1].text[0].isalnum():
            return Half(token.word + "m"), i + 1
    return None


def _with_part(r: Reader, clock: Clock, end: int, strength: int) -> Read:
    """Take in "in the morning", "at night" after an hour."""
    if r[end].word == "in" and r[end + 1].word == "the" and r[end + 2].word in _PARTS:
        part = _PARTS[r[end + 2].word]
        return replace(clock, part=part if clock.half is Half.OPEN else ""), end + 3, SURE
    if r[end].word == "at" and r[end + 1].word == "night":
        return replace(clock, part="evening" if clock.half is Half.OPEN else ""), end + 2, SURE
    return clock, end, strength


def _past(r: Reader, i: int) -> Read | None:
    """`half two`, `half past 2`, `quarter to four`, `ten past three`."""
    j = i + 1 if r[i].word == "a" else i
    word = r[j].word
    if word == "half":
        j += 1
        if r[j].word == "past":
            j += 1
        hour = _hour_number(r, j)
        if hour is None or r[j].word in {"a", "an"} or r[j + 1].word in _NOT_HOURS or r[j + 1].text == "%":
            return None
        end = j + 1
        half, end = _half(r, end) or (Half.OPEN, end)
        return _with_part(r, Clock(hour, 30, half), end, SURE)
    minutes = 15 if word == "quarter" else r[j].counted
    k = j + 1
    if r[k].word in {"minutes", "mins"}:
        k += 1
    if minutes not in (5, 10, 15, 20, 25) or r[k].word not in {"past", "to"}:
        return None
    if r[k].word == "to" and word != "quarter" and r[j].number is not None:
        return None  # "10 to 3" is a range
    hour = _hour_number(r, k + 1)
    if hour is None or r[k + 1].word in {"a", "an"}:
        return None
    if word not in {"quarter"} and r[k].word == "to" and r[k + 1].number is not None:
        return None
    half, end = _half(r, k + 2) or (Half.OPEN, k + 2)
    if r[k].word == "past":
        return _with_part(r, Clock(hour, minutes, half), end, SURE)
    before = hour - 1 or 12
    if half is not Half.OPEN and hour == 12:
        half = Half.AM if half is Half.PM else Half.PM
    return _with_part(r, Clock(before, 60 - minutes, half), end, SURE)


def _hour_number(r: Reader, i: int) -> int | None:
    number = r[i].counted
    return (
        number
        if (number is not None and 1 <= number <= 12 and len(r[i].text) != 3)
        or r[i].word in {"one", "two", "six", "ten"}
        else None
    )


def _word_hour(r: Reader, i: int) -> Read | None:
    """`ten o'clock`, `at two`, `two thirty`."""
    hour = NUMBERS.get(r[i].word)
    if hour is None or not 1 <= hour <= 12 or r[i].word in {"a", "an", "couple", "dozen"}:
        return None
    after = r[i + 1]
    if after.word in {"o'clock", "oclock"}:
        return _with_part(r, Clock(hour), i + 2, SURE)
    if after.word in {"thirty", "fifteen"} or (
        after.word == "forty" and (r[i + 2].word == "five" or r[i + 3].word == "five")
    ):
        minute = {"thirty": 30, "fifteen": 15, "forty": 45}[after.word]
        end = i + 2 if minute != 45 else (i + 3 if r[i + 2].word == "five" else i + 4)
        half, end = _half(r, end) or (Half.OPEN, end)
        return _with_part(r, Clock(hour, minute, half), end, SURE)
    if (said := _half(r, i + 1)) is not None:
        return Clock(hour, 0, said[0]), said[1], SURE
    before = r[i - 1].word if i else ""
    ends_here = (
        not after.text[0].isalpha()
        or after.word in {"on", "in", "tomorrow", "today", "till", "until", "to", "for", "if", "and", "or", "sharp"}
        or after.weekday is not None
    )
    if before in {"at", "from", "until", "till", "to", "-", "between", "and", "around", "about", "for"} and ends_here:
        return _with_part(r, Clock(hour), i + 1, BARE)
    return None
