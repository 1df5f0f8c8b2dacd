"""Sets aside what has the form of a date and names no day: impossible dates, months and years, weeks and weekdays in general."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduling.reading.finding.pieces import (
    CountPiece,
    DatePiece,
    LengthPiece,
    MonthOf,
    NoSuchDay,
    PartPiece,
    RepeatPiece,
    Run,
    TimePiece,
    WeekOfMonth,
    YearOf,
    ZonePiece,
)
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.in_passing import is_loose_fraction, is_loose_weekday
from scheduling.reading.sentence.joining import is_bare_week, is_bare_weekday, join_weekday, weekdays_of_month
from scheduling.reading.sentence.open_ended import HOLDS_FROM, is_open_ended
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Item, Sentence

_GREETING = re.compile(
    r"\bhappy (?:\d+(?:st|nd|rd|th) |belated |big )?(?:b-?day|birthday|anniversary)\b", re.IGNORECASE
)
_YEAR_RUNS = re.compile(
    r"\b"
    + one_of(r"""
        leave, financial, academic, tax, school, membership, budget, appraisal, subscription, reporting
    """)
    + r" year\b[\w ]{0,12}\b(?:runs?|is|starts?|begins?|ends?|from)\b",
    re.IGNORECASE,
)
_OTHER_WORD = re.compile(r"[^\W\d_]{2,}")
_IN_TOTAL = re.compile(r"\s*(?:in total|in all|altogether|overall|all told|all together)\b", re.IGNORECASE)
_IN_THE_WEEK = re.compile(
    r"\b(?:in|by|during|until|before|after|from|around|about)\s+(?:the\s+)?(?:very\s+)?$", re.IGNORECASE
)


def sort_out(s: Sentence) -> None:
    """Set aside what is no day: months, years, impossible dates, loose fractions."""
    join_weekday(s)
    kept: list[Item] = []
    for item in s.items:
        piece = item.piece
        if isinstance(piece, DatePiece) and _is_vague_week(s, item, piece):
            s.vague.append((piece.start, piece.end, "it names a week, but no day of it"))
            continue
        if isinstance(piece, DatePiece) and _is_weekdays_only(s, item, piece):
            s.vague.append((piece.start, piece.end, "it names weekdays in general, with no date or time"))
            continue
        if isinstance(piece, DatePiece) and is_open_ended(s, item, piece):
            s.vague.append((piece.start, piece.end, HOLDS_FROM))
            continue
        if isinstance(piece, TimePiece) and piece.role:
            item.role = Role.OLD if piece.role == "old" else Role.NEW
        if isinstance(piece, DatePiece):
            impossible = [day for day in piece.days if isinstance(day, NoSuchDay)]
            if impossible:
                s.impossible.append((piece.start, piece.end, impossible[0].why))
                rest = tuple(day for day in piece.days if not isinstance(day, NoSuchDay))
                if not rest:
                    continue
                item.piece = piece = replace(piece, days=rest)
            if _GREETING.search(s.text):
                s.vague.append((piece.start, piece.end, "it stands in a greeting"))
                continue
            if _YEAR_RUNS.search(s.text):
                s.vague.append((piece.start, piece.end, "it says when a year begins and ends; it is not an event"))
                continue
            if _is_stretch_of_months(s):
                s.vague.append((piece.start, piece.end, "it names a month, but no day of it"))
                continue
            if isinstance(piece.only, YearOf) or (
                isinstance(piece.only, MonthOf) and item.role not in {Role.UNTIL, Role.FROM, Role.EXCEPT}
            ):
                weekdays = weekdays_of_month(s, item, piece)
                if len(weekdays) == 1 and not weekdays[0].is_plural:
                    s.vague.append((piece.start, piece.end, "it names a weekday and a month, but not which day of it"))
                    kept = [other for other in kept if not _is_weekdays(other)]
                    continue
                s.headings.append(piece.only)
                if not weekdays and not any(isinstance(other.piece, RepeatPiece) for other in s.items):
                    continue
            if is_loose_fraction(s, item, piece) or is_loose_weekday(s, item, piece):
                continue
        if isinstance(piece, ZonePiece):
            s.zones.append(piece)
        elif isinstance(piece, LengthPiece):
            if _IN_TOTAL.match(item.right) and sum(isinstance(other.piece, TimePiece) for other in s.items) > 1:
                continue
            s.lengths.append(piece)
        elif isinstance(piece, CountPiece):
            s.counts.append(piece)
        elif isinstance(piece, PartPiece):
            s.part = s.part or piece.part
        kept.append(item)
    s.items = kept


def _is_stretch_of_months(s: Sentence) -> bool:
    """`Sept 2019 - March 2022`: months alone, however they are joined, with no time and no repeat."""
    dates = [item for item in s.items if isinstance(item.piece, DatePiece)]
    others = any(isinstance(item.piece, (TimePiece, RepeatPiece, CountPiece)) for item in s.items)
    bounds = any(item.role in {Role.UNTIL, Role.FROM} for item in dates)
    months = all(isinstance(item.piece, DatePiece) and isinstance(item.piece.only, MonthOf) for item in dates)
    return bounds and months and not others and len(dates) > 1 and len(_OTHER_WORD.findall(s.text)) > len(dates) + 1


def _is_weekdays(item: Item) -> bool:
    return isinstance(item.piece, DatePiece) and all(is_bare_weekday(day) for day in item.piece.days)


def _is_vague_week(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """`Could we meet next week?` names no day; `all next week` names five."""
    if isinstance(piece.only, WeekOfMonth) and _IN_THE_WEEK.search(item.left):
        return not any(isinstance(other.piece, (TimePiece, RepeatPiece)) for other in s.items)
    if not is_bare_week(piece.only) or item.role is not Role.EVENT or s.cancelled:
        return False
    if any(isinstance(other.piece, RepeatPiece) for other in s.items):
        return False
    return not re.search(r"\b(?:all|all of|whole of|every day|throughout)\s*$", item.left, re.IGNORECASE)


def _is_weekdays_only(s: Sentence, item: Item, piece: DatePiece) -> bool:
    """`Contact: Tue-Thu only`."""
    only = piece.only
    if not isinstance(only, Run) or not is_bare_weekday(only.first) or item.role is not Role.EVENT:
        return False
    return (
        not any(isinstance(other.piece, (TimePiece, RepeatPiece, CountPiece)) for other in s.items)
        and len(s.items) == 1
    )
