"""Finds times and ranges of times: `3-4.30pm`, `between 2 and 3`, `7.15 for 7.45`, `10pm-2am`, `6 till late`."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.finding.bare_times import BEFORE, NOT_HOURS, TO, counts, is_bare_range, stands
from scheduling.reading.finding.clock import clock_at
from scheduling.reading.finding.clock_parts import BARE, FOUR, SURE, Read
from scheduling.reading.finding.pieces import Clock, Half, TimePiece
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.vocabulary import ORDINAL_ENDINGS

_OPEN_ENDS = {
    "late": "late", "close": "close", "finish": "finish", "onwards": "", "onward": "", "end": "end", "tbc": "", "whenever": "",
    "done": "", "dusk": "dusk", "closing": "close", "sunset": "sunset",
}  # fmt: skip
_ROUGH = frozenset({"around", "about", "approx", "approximately", "circa", "roughly", "c", "~", "ca", "say"})


def time_at(
    r: Reader, i: int, *, after_date: bool = False, before_date: bool = False, chained: bool = False
) -> tuple[TimePiece, int] | None:
    """The time or range of times that starts at token `i`, and the position after it.

    `after_date`: a date ends right before it. `before_date`: one may follow. `chained`: a time and a comma or "and" come before.
    """
    token = r[i]
    if token.word == "between" and (found := clock_at(r, i + 1)) and r[found[1]].word in {"and", "&", "-", "to"}:
        return _between(r, i, found)
    read = clock_at(r, i)
    if read is None:
        return None
    begins, end, strength = read
    if i and r[i - 1].word in _ROUGH:
        begins = replace(begins, rough=f"{r[i - 1].word} {r.text[token.start : r[end - 1].end]}")
    if (ranged := _range(r, i, begins, end, strength, after_date=after_date, chained=chained)) is not None:
        return ranged
    if (doors := _for(r, i, begins, end, strength)) is not None:
        return doors
    if not stands(r, i, end, begins, strength, after_date=after_date, before_date=before_date, chained=chained):
        return None
    piece = TimePiece(r[i].start, r[end - 1].end, begins, weak=strength <= FOUR)
    if r[end].word in {"onwards", "onward"} or (r[end].text == "+" and r[end].gap == 0 and r[end + 1].number is None):
        return replace(piece, open_end=r[end].word, end=r[end].end), end + 1
    if r[end].word == "and" and r[end + 1].word == "onwards":
        return replace(piece, open_end="onwards", end=r[end + 1].end), end + 2
    return piece, end


def column_hour_at(r: Reader, i: int) -> TimePiece | None:
    """The bare number at token `i` as an hour, in a cell of a column of hours."""
    read = clock_at(r, i)
    return TimePiece(r[i].start, r[i].end, read[0], weak=True) if read is not None and read[1] == i + 1 else None


def _between(r: Reader, i: int, found: Read) -> tuple[TimePiece, int] | None:
    begins, middle, first_strength = found
    last = clock_at(r, middle + 1)
    if last is None or (first_strength == BARE and last[2] == BARE and r[last[1]].word in NOT_HOURS):
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
    if r[j].text == "(" and r[j + 1].word in TO:
        return None
    if r[j].text in {","} and r[j + 1].word in {"until", "till", "til", "to"}:
        j += 1
    if r[j].word not in TO:
        return None
    after = j + 1
    if r[j].text == "-" and r[after].text in {"-", ">"} and r[after].gap == 0:
        after += 1
    if r[after].word in {"approx", "about", "around", "c", "~", "the"}:
        after += 1
    word = r[after].word
    bounds_series = word in {"end", "start"} and r[after + 1].word in {"of", "in"}  # "until the end of March"
    if (
        word in _OPEN_ENDS
        and not bounds_series
        and strength >= (BARE if i == 0 or r[i - 1].word in BEFORE or after_date else FOUR)
    ):
        return TimePiece(r[i].start, r[after].end, begins, open_end=word, weak=strength == BARE), after + 1
    if (r[after].text == "?" or word == "tbc") and strength >= FOUR:
        return TimePiece(r[i].start, r[after].end, begins, open_end=word), after + 1
    last = clock_at(r, after)
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
    stretch = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
    short = after_date and 0 < stretch <= 480 and ends.minute % 5 == 0  # "tomorrow 10-1030"
    if last_strength == FOUR and strength < FOUR and not short:
        return None
    if (
        strength == BARE
        and last_strength == BARE
        and (counts(r, finish) or not is_bare_range(r, i, begins, ends, after_date=after_date, chained=chained))
    ):
        return None
    if begins.hour > 24 or ends.hour > 24:
        return None
    if begins.part == "" and ends.part:
        begins = replace(begins, part=ends.part) if begins.half is Half.OPEN else begins
    weak = strength == BARE and last_strength == BARE and not after_date
    return TimePiece(r[i].start, r[finish - 1].end, begins, ends, weak=weak), finish


def _for(r: Reader, i: int, begins: Clock, end: int, strength: int) -> tuple[TimePiece, int] | None:
    """`7.15 for 7.45`: one start, the earlier time kept as a note."""
    if r[end].word != "for":
        return None
    j = end + 1
    if r[j].word == "a":
        j += 1
    last = clock_at(r, j)
    if last is None:
        return None
    ends, finish, last_strength = last
    if last_strength == BARE and (
        r[finish].word in NOT_HOURS
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
    piece = TimePiece(r[i].start, r[finish - 1].end, replace(ends, part=part), earlier=earlier)
    if (more := _range(r, j, piece.begins, finish, SURE, after_date=True, chained=False)) is not None:
        return replace(more[0], start=piece.start, earlier=earlier), more[1]
    return piece, finish
