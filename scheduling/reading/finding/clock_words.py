"""Finds times of day in words: `half two`, `quarter to four`, `ten o'clock`, `two thirty`."""

from __future__ import annotations

from scheduling.reading.finding.bare_times import NOT_HOURS, TO
from scheduling.reading.finding.clock_parts import BARE, SURE, Read, half_at, with_part
from scheduling.reading.finding.pieces import Clock, Half
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.vocabulary import NUMBERS

#: Words beside an hour in words that make it one: "at two", "from ten till twelve at the mill".
_BEFORE_HOUR = frozenset({"at", "from", "until", "till", "to", "-", "between", "and", "around", "about", "for"})
_AFTER_HOUR = frozenset(
    {"on", "in", "at", "tomorrow", "today", "till", "until", "to", "for", "if", "and", "or", "sharp"}
)


def past_at(r: Reader, i: int) -> Read | None:
    """`half two`, `half past 2`, `quarter to four`, `ten past three`."""
    j = i + 1 if r[i].word == "a" else i
    word = r[j].word
    if word == "half":
        j += 1
        if r[j].word == "past":
            j += 1
        hour = _hour_number(r, j)
        if hour is None or r[j].word in {"a", "an"} or r[j + 1].word in NOT_HOURS or r[j + 1].text == "%":
            return None
        end = j + 1
        half, end = half_at(r, end) or (Half.OPEN, end)
        return with_part(r, Clock(hour, 30, half), end, SURE)
    minutes = 15 if word == "quarter" else r[j].counted
    k = j + 1
    if r[k].word in {"minutes", "mins"}:
        k += 1
    if minutes not in (5, 10, 15, 20, 25) or r[k].word not in {"past", "to"}:
        return None
    if r[k].word == "to" and word != "quarter" and r[i - 1].word in {"from", "between"}:
        return None  # "from five to six" is a range
    if r[k].word == "to" and word != "quarter" and r[j].number is not None:
        return None  # "10 to 3" is a range
    hour = _hour_number(r, k + 1)
    if hour is None or r[k + 1].word in {"a", "an"}:
        return None
    if word not in {"quarter"} and r[k].word == "to" and r[k + 1].number is not None:
        return None
    half, end = half_at(r, k + 2) or (Half.OPEN, k + 2)
    if r[k].word == "past":
        return with_part(r, Clock(hour, minutes, half), end, SURE)
    before = hour - 1 or 12
    if half is not Half.OPEN and hour == 12:
        half = Half.AM if half is Half.PM else Half.PM
    return with_part(r, Clock(before, 60 - minutes, half), end, SURE)


def _hour_number(r: Reader, i: int) -> int | None:
    number = r[i].counted
    return (
        number
        if (number is not None and 1 <= number <= 12 and len(r[i].text) != 3)
        or r[i].word in {"one", "two", "six", "ten"}
        else None
    )


def word_hour_at(r: Reader, i: int) -> Read | None:
    """`ten o'clock`, `at two`, `two thirty`."""
    hour = NUMBERS.get(r[i].word)
    if hour is None or not 1 <= hour <= 12 or r[i].word in {"a", "an", "couple", "dozen"}:
        return None
    after = r[i + 1]
    if after.word in {"o'clock", "oclock"}:
        return with_part(r, Clock(hour), i + 2, SURE)
    if after.word in {"thirty", "fifteen"} or (
        after.word == "forty" and (r[i + 2].word == "five" or r[i + 3].word == "five")
    ):
        minute = {"thirty": 30, "fifteen": 15, "forty": 45}[after.word]
        end = i + 2 if minute != 45 else (i + 3 if r[i + 2].word == "five" else i + 4)
        half, end = half_at(r, end) or (Half.OPEN, end)
        return with_part(r, Clock(hour, minute, half), end, SURE)
    if (said := half_at(r, i + 1)) is not None:
        return Clock(hour, 0, said[0]), said[1], SURE
    in_part = with_part(r, Clock(hour), i + 1, BARE)
    if in_part[2] == SURE:
        return in_part  # "seven in the evening"
    before = r[i - 1].word if i else ""
    ends_here = not after.text[0].isalpha() or after.word in _AFTER_HOUR or after.weekday is not None
    if before in _BEFORE_HOUR and ends_here:
        return with_part(r, Clock(hour), i + 1, BARE)
    if i and (r[i - 1].weekday is not None or r[i - 1].month is not None) and _ranges_in_words(r, i):
        return Clock(hour), i + 1, BARE
    return None


def _ranges_in_words(r: Reader, i: int) -> bool:
    """Whether an hour in words begins a range of them: `Thurs nine to eleven`, and not "nine to eleven people"."""
    last = NUMBERS.get(r[i + 2].word)
    return r[i + 1].word in TO and last is not None and 1 <= last <= 12 and r[i + 3].word not in NOT_HOURS
