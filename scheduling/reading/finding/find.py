"""Takes one plain line apart: every date, time, length, zone and repeat in it, in order, each with its position."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scheduling.reading.finding.bare_days import year_heading
from scheduling.reading.finding.counts import count_at
from scheduling.reading.finding.dates import date_at
from scheduling.reading.finding.day_numbers import day_numbers
from scheduling.reading.finding.lengths import length_at
from scheduling.reading.finding.pieces import (
    CalendarDay,
    DatePiece,
    DayNumberPiece,
    PartPiece,
    Piece,
    RepeatPiece,
    TimePiece,
    ZonePiece,
)
from scheduling.reading.finding.repeats import repeat_at
from scheduling.reading.finding.times import column_hour_at, time_at
from scheduling.reading.finding.tokens import MASK, Reader, tokenise
from scheduling.reading.finding.zones import zone_at
from scheduling.reading.masks import mask
from scheduling.reading.normalise import Line
from scheduling.reading.phrases import one_of
from scheduling.reading.vocabulary import ORDINAL_ENDINGS

_PARTS = {
    "morning": "morning", "mornings": "morning", "afternoon": "afternoon", "afternoons": "afternoon", "evening": "evening",
    "evenings": "evening", "night": "evening", "tonight": "evening", "breakfast": "morning", "lunchtime": "lunchtime", "eve": "evening",
}  # fmt: skip
_LIGHT = frozenset(
    {",", "@", "-", ":", ";", "|", "(", "at", "from", "•", "and", "&", "or", "/", "→", "then", "starting", "start",
     "starts", "between", "time", ".", "around", "about", "for", "now", "its", "it's", "approx", "~", "c", "c.",
     "kick-off", "—", "plus", "also", "on"}
)  # fmt: skip
#: Dates and times that are read in one line; more are no line that somebody wrote.
MOST_PIECES = 150
#: Without a figure and without any of these beginnings of words, a line has no date or time in it.
_MAY_DATE = re.compile(
    r"\d|\b"
    + one_of(r"""
        mon, tue, wed, wen, thu, thi, thr, fri, sat, sun, tus,
        jan, feb, mar, apr, may, jun, jul, jly, aug, agu, sep, oct, oco, nov, dec,
        tod, tom, tmr, tmw, ton, yes,
        this, next, last, week, wk, wc, w/, day, fort, month, every, each, alternate,
        noon, mid, half, quarter, o'?clock, at, from, in,
        first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, ten, eleven, twel, thir, twen,
        one, two, three, four, five, six, seven, eight, nine,
        the, all, morning, afternoon, evening, night, lunchtime, breakfast, bi-?, annual, year, daily,
        quarterly,
        eid, diw, deep, div, holi, vai, bai, han, chan, pass, pes, yom, rosh, suk, sha, pur, sim, ram, ash, nav,
        dus, jana, rak, gan, maha, lunar, chi, now, naw, wes, ves, bud, guru, ban, orth, lay, maw, ara, sam,
        tis, lam, belt, imb, can, lag, tu,
        xmas, christ, easter, good, box, new, nye, burns, val, st, hall, bon, guy, arm, rem, adv, shrove, pan,
        moth, palm, maun, holy, asc, whit, pent, trin, corp, fath,
        world, win,
        spring, summer,
        early, late, end, start, beg, until, till,
        gmt, utc, bak, international
    """),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """The pieces of one line, what was masked, and the tokens between."""

    line: Line
    text: str
    pieces: tuple[Piece, ...]
    masked: tuple[tuple[int, int], ...]
    #: Where reading stopped, when the line held too many pieces.
    stopped: int | None = None


def find_pieces(
    line: Line,
    year_now: int,
    *,
    session: bool = False,
    day_first: bool = False,
    hours: frozenset[int] = frozenset(),
    mark: int = 0,
) -> Found:
    """Everything in the line that belongs to a date.

    `session`: it stands in a list below a day, and two bare numbers at its end are hours. `day_first`: it stands in a
    list below a month, and the number it begins with is a day. `hours`: where a bare number is an hour because its column
    says so. `mark`: how many characters at its start are the number that a list gives it.
    """
    if not _MAY_DATE.search(line.text):
        return Found(line, line.text, (), ())
    covered, masked = mask(line.text)
    covered = MASK * mark + covered[mark:]
    for start, end in line.struck:
        covered = covered[:start] + MASK * (end - start) + covered[end:]
    numbers = {piece.start: piece for piece in day_numbers(line.text) if _stands_free(piece, masked)}
    for numbered in numbers.values():
        covered = covered[: numbered.start] + MASK * (numbered.end - numbered.start) + covered[numbered.end :]
    tokens = tokenise(covered)
    r = Reader(covered, tokens)
    pieces: list[Piece] = []
    ends: list[int] = []
    i = 0
    if day_first:
        first = next(n for n in range(r.size) if r[n].number is not None or r[n].ordinal is not None)
        i = first + 2 if r[first + 1].word in ORDINAL_ENDINGS and r[first + 1].gap == 0 else first + 1
        weekday = r[first - 1].weekday if first else None
        day = CalendarDay(r[first].number or r[first].ordinal or 0, weekday=weekday)
        pieces.append(DatePiece(r[first if weekday is None else first - 1].start, r[i - 1].end, (day,)))
        ends.append(i)
    while i < r.size and len(pieces) < MOST_PIECES:
        if (numbered_day := numbers.get(r[i].start)) is not None and r[i].text[0] == MASK:
            pieces.append(numbered_day)
            i = next((k for k in range(i, r.size) if r[k].start >= numbered_day.end), r.size)
            ends.append(i)
            continue
        if r[i].start in hours and (hour := column_hour_at(r, i)) is not None:
            pieces.append(hour)
            i += 1
            ends.append(i)
            continue
        found = _piece_at(r, i, pieces, ends, year_now, session=session and r.size - i <= 5)
        if found is None:
            i += 1
            continue
        piece, after = found
        pieces.append(piece)
        ends.append(after)
        i = after
    return Found(line, covered, tuple(pieces), tuple(masked), r[i].start if i < r.size else None)


def _piece_at(
    r: Reader, i: int, pieces: list[Piece], ends: list[int], year_now: int, *, session: bool
) -> tuple[Piece, int] | None:
    token = r[i]
    first = token.text[0]
    if not first.isalnum() and first not in "(+-~×":
        return None
    last = pieces[-1] if pieces else None
    light = bool(pieces) and _is_light(r, ends[-1], i)
    beside = isinstance(last, TimePiece) and (ends[-1] == i or (light and first == "("))
    if beside and (zone := zone_at(r, i, after_time=True, paired=_paired(pieces))) is not None:
        return zone
    if first in "(-~":
        return None
    if first == "+":
        return None
    if first.isalpha():
        if (zone := zone_at(r, i, after_time=False)) is not None:
            return zone
        if (repeat := repeat_at(r, i)) is not None:
            return repeat
    elif token.number is not None and (nth := repeat_at(r, i)) is not None:
        return nth
    if (count := count_at(r, i)) is not None:
        return count
    after_date = (light and isinstance(last, (DatePiece, RepeatPiece, DayNumberPiece))) or _after_masked_date(
        last, light
    )
    if (date := date_at(r, i, year_now)) is not None:
        piece, end = date
        if not _is_hour_instead(r, i, piece):
            return piece, end
    if (length := length_at(r, i)) is not None:
        return length
    chained = light and isinstance(last, TimePiece) and r[i - 1].text != "-" and r[i - 1].word not in {"from"}
    if chained and token.gap == 2 and isinstance(last, TimePiece) and last.ends is not None and r[i + 1].gap == 2:
        chained = False  # "9-10am", then votes in the cells beside it
    listed = session or (r[i - 1].text == ";" and any(isinstance(piece, TimePiece) and piece.ends for piece in pieces))
    before_date = _starts_date(r, i + 1)
    if (time := time_at(r, i, after_date=after_date, before_date=before_date, chained=chained or listed)) is not None:
        return time
    if token.word in _PARTS and _is_part(r, i):
        return PartPiece(token.start, token.end, _PARTS[token.word]), i + 1
    if token.word in {"all", "whole", "full"} and (
        r[i + 1].word == "day" or (r[i + 1].text == "-" and r[i + 2].word == "day")
    ):
        end = i + 2 if r[i + 1].word == "day" else i + 3
        return PartPiece(token.start, r[end - 1].end, "all day"), end
    if token.number is not None and (year := year_heading(r, i, year_now)) is not None:
        return year
    return None


def _is_part(r: Reader, i: int) -> bool:
    """Whether a word names the part of a day: "Friday night" does, "Film night" and "night shift" name an event."""
    before = r[i - 1]
    if r[i].word == "night":
        return (
            before.weekday is not None or before.month is not None or before.word in {"tomorrow", "at", "same", "that"}
        )
    return before.word not in {"good", "every", "each"}


def _stands_free(piece: DayNumberPiece, masked: list[tuple[int, int]]) -> bool:
    """Whether nothing but the number itself was covered where a numbered day stands."""
    return all(
        end <= piece.start or start >= piece.end or (piece.start <= start and end <= piece.end) for start, end in masked
    )


def _paired(pieces: list[Piece]) -> bool:
    return len(pieces) > 1 and any(isinstance(piece, ZonePiece) for piece in pieces[-3:])


def _after_masked_date(last: Piece | None, light: bool) -> bool:
    return light and isinstance(last, PartPiece)


def _is_hour_instead(r: Reader, i: int, piece: DatePiece) -> bool:
    """A number that could begin a group of days but stands where a time stands: `at 10, 11 March`."""
    only = piece.days[0]
    if r[i].number is None or (len(piece.days) == 1 and isinstance(only, CalendarDay)):
        return False
    return r[i - 1].word in {"at", "@"} and (r[i].number or 99) <= 12


def _is_light(r: Reader, start: int, end: int) -> bool:
    """Whether only signs and small words stand between two pieces."""
    if end - start > 6:
        return False
    return all(r[k].word in _LIGHT or r[k].text in _LIGHT for k in range(start, end))


def _starts_date(r: Reader, i: int) -> bool:
    j = i
    if r[j].word in {"hrs", "hours"}:
        j += 1
    if r[j].word in {"on", ","}:
        j += 1
    if r[j].word == "the":
        j += 1
    token = r[j]
    if token.weekday is not None or token.word in {"today", "tomorrow", "tonight"}:
        return True
    return token.number is not None and (
        r[j + 1].month is not None or r[j + 2].month is not None or r[j + 1].text == "/"
    )
