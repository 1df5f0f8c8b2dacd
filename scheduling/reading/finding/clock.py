"""Finds one time of day in figures: `3pm`, `3.30`, `15:30`, `1430`, `15h30`, `12 noon`; and says how plainly it is one."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.finding.clock_parts import BARE, DOTTED, FOUR, SURE, Read, full_or_open, half_at, with_part
from scheduling.reading.finding.clock_words import past_at, word_hour_at
from scheduling.reading.finding.pieces import MIDNIGHT, Clock, Half
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.vocabulary import NUMBERS


def clock_at(r: Reader, i: int) -> Read | None:
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
        return Clock(0, 0, Half.FULL, part=MIDNIGHT), i + 1, SURE
    if word == "t" and token.gap == 0 and r[i + 1].gap == 0 and r[i + 1].number is not None and i:
        return _iso(r, i + 1)
    if word in {"half", "quarter"} or (word == "a" and r[i + 1].word == "quarter"):
        return past_at(r, i)
    if word in NUMBERS:
        return past_at(r, i) or word_hour_at(r, i)
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
    if _hangs(r, i) or _is_enumerator(r, i):
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
        and half_at(r, i + 3)
    ):
        minute, end, strength = r[i + 2].number or 0, i + 3, DOTTED
    elif size in (3, 4):
        minute, number, strength = number % 100, number // 100, FOUR
        if size == 3 and not half_at(r, end) and r[i - 1].word not in {"at", "@", "from", "until", "till"}:
            return None
    elif size > 4:
        return None
    if minute > 59 or number > 24 or (number == 24 and minute):
        return None
    half, after = half_at(r, end) or (Half.OPEN, end)
    if half is not Half.OPEN:
        if number > 12:
            half = Half.FULL
        if number == 0:
            half = Half.FULL
        return with_part(r, Clock(number, minute, half), after, SURE)
    if r[end].word in {"noon", "midday"} and number == 12:
        return Clock(12, 0, Half.PM), end + 1, SURE
    if r[end].word == "midnight" and number == 12:
        return Clock(0, 0, Half.FULL, part=MIDNIGHT), end + 1, SURE
    if (r[end].word in {"hrs", "hours", "hr", "hour"} and (size == 4 or strength >= DOTTED)) or (
        r[end].word == "h" and r[end].gap == 0 and (size == 4 or strength >= DOTTED or number > 12)
    ):
        return Clock(number, minute, Half.FULL), end + 1, SURE
    if r[end].word in {"o'clock", "oclock"} and strength == BARE:
        return with_part(r, Clock(number, 0, full_or_open(token, number)), end + 1, SURE)
    if r[end].word == "ish" or (r[end].text == "-" and r[end + 1].word == "ish" and r[end].gap == 0):
        after = end + 1 if r[end].word == "ish" else end + 2
        clock = Clock(number, minute, full_or_open(token, number), rough=r.text[token.start : r[after - 1].end])
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
    return with_part(r, Clock(number, minute, full_or_open(token, number)), end, strength)


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


def _is_enumerator(r: Reader, i: int) -> bool:
    """Whether a number is the mark of an item: `2)` with no bracket open before it, and something after it."""
    if r[i + 1].text != ")" or r[i + 1].gap or i + 2 >= r.size or (i and not r[i].gap) or len(r[i].text) > 2:
        return False
    bracket = next((r[k].text for k in range(i - 1, max(-1, i - 20), -1) if r[k].text in {"(", ")"}), ")")
    return bracket == ")"


def _is_clock_end(r: Reader, i: int) -> bool:
    """Whether the token at `i` ends a time, so that a stroke after it joins another: `9.30/10.30`, `2pm/3pm`."""
    return r[i].word in {"am", "pm"} or (
        r[i].number is not None and len(r[i].text) == 2 and r[i - 1].text in {".", ":"} and r[i].gap == 0
    )
