"""What a time of day is made of: how plainly it is one, and the words after an hour that say which half of the day it is in."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.finding.pieces import Clock, Half
from scheduling.reading.finding.tokens import Reader, Token

#: How plainly something is a time: SURE by itself, DOTTED `2.30`, FOUR `1430`, BARE `3`.
SURE, DOTTED, FOUR, BARE = 3, 2, 1, 0
Read = tuple[Clock, int, int]
_PARTS = {
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "eve": "evening",
    "night": "evening",
    "am": "morning",
}


def half_at(r: Reader, i: int) -> tuple[Half, int] | None:
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


def with_part(r: Reader, clock: Clock, end: int, strength: int) -> Read:
    """Take in "in the morning", "at night" after an hour."""
    if r[end].word == "in" and r[end + 1].word == "the" and r[end + 2].word in _PARTS:
        part = _PARTS[r[end + 2].word]
        return replace(clock, part=part if clock.half is Half.OPEN else ""), end + 3, SURE
    if r[end].word == "at" and r[end + 1].word == "night":
        return replace(clock, part="evening" if clock.half is Half.OPEN else ""), end + 2, SURE
    return clock, end, strength


def full_or_open(token: Token, hour: int) -> Half:
    """The 24-hour clock, when the figures say so: 13 and later, 0, or a leading nought."""
    return Half.FULL if hour > 12 or hour == 0 or (len(token.text) == 2 and token.text[0] == "0") else Half.OPEN
