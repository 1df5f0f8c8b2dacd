"""Turns one sentence into events in the making."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduling.reading.finding.counts import EVERY
from scheduling.reading.finding.pieces import (
    CalendarDay,
    CountPiece,
    DatePiece,
    MonthOf,
    NamedWeekday,
    NthWeekday,
    RepeatPiece,
    Run,
    TimePiece,
)
from scheduling.reading.sentence.exceptions import draft_them, hours_of_their_own, without_them
from scheduling.reading.sentence.loose import sort_out
from scheduling.reading.sentence.pairing import draft_days
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.series import draft_series
from scheduling.reading.sentence.statement import REFUSED, Item, Sentence

_UNKNOWN = re.compile(r"\b(?:tbc|tba|tbd|to (?:follow|be (?:confirmed|advised|agreed|announced)))\b", re.IGNORECASE)
#: Before it: the time, a date, or nothing that it would be said of instead ("nurse tbc", "room to be confirmed").
_OF_TIME = re.compile(
    r"(?:^\s*|[^\w\s]\s?|\d\s?|\b(?:dates?|times?|hours|start|details|all|still|is|are)(?: and [a-z]+)?\s|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s)$",
    re.IGNORECASE,
)


def draft_sentence(s: Sentence) -> None:
    """Fill in the drafts of a sentence and what it leaves for others."""
    sort_out(s)
    usable = [item for item in s.items if _is_usable(item)]
    repeats = _repeats(usable)
    in_series = bool(repeats) and repeats[0].role is not Role.HOURS
    own = hours_of_their_own(usable)
    usable = without_them(usable, own, in_series=in_series)
    if in_series:
        draft_series(s, usable, repeats)
    else:
        draft_days(s, usable)
    draft_them(s, own)
    for item in s.items:
        if isinstance(item.piece, (DatePiece, RepeatPiece)) and item.role in REFUSED:
            s.refused.append((item.piece.start, item.piece.end, item.role))
    if any(_OF_TIME.search(s.text[: unknown.start()]) for unknown in _UNKNOWN.finditer(s.text)):
        for draft in s.drafts:
            draft.to_be_confirmed = True


def _repeats(usable: list[Item]) -> list[Item]:
    """The repeats that make a series; weekdays with an "until" are one, "quarterly" before a list of days is none."""
    repeats = [item for item in usable if isinstance(item.piece, RepeatPiece)] or _counted_repeat(usable)
    if any(_is_dated(item) and item.role is Role.EVENT for item in usable):
        repeats = [item for item in repeats if not _is_adjective(item, usable)]
    if _is_daily_run(usable, repeats):
        return []
    listed = any(isinstance(item.piece, DatePiece) and len(item.piece.days) > 1 and _is_dated(item) for item in usable)
    if listed and all(isinstance(item.piece, RepeatPiece) and not item.piece.weekdays for item in repeats):
        return []
    if repeats or not any(_bounds_weekdays(item, usable) for item in usable):
        return repeats
    for item in usable:
        piece = item.piece
        if not isinstance(piece, DatePiece) or item.role not in {Role.EVENT, Role.FROM}:
            continue
        only = piece.only
        if isinstance(only, Run) and isinstance(only.first, NamedWeekday) and isinstance(only.last, NamedWeekday):
            first = only.first.weekday
            weekdays = [(first + n) % 7 for n in range((only.last.weekday - first) % 7 + 1)]
        else:
            weekdays = [day.weekday for day in piece.days if isinstance(day, NamedWeekday) and not day.which]
            weekdays = weekdays if len(weekdays) == len(piece.days) else []
        if weekdays and any(isinstance(other.piece, TimePiece) or _is_month(other) for other in usable):
            item.piece = RepeatPiece(piece.start, piece.end, "WEEKLY", 1, tuple(sorted(weekdays)))
            return [item]
    return []


def _counted_repeat(usable: list[Item]) -> list[Item]:
    """`6 weekly sessions starting Tuesday 2 February`: the count says how often as well."""
    begins = sum(_is_dated(item) for item in usable)
    for item in usable:
        piece = item.piece
        if isinstance(piece, CountPiece) and piece.every and begins == 1:
            freq, interval = EVERY[piece.every]
            repeat = replace(item, piece=RepeatPiece(piece.start, piece.end, freq, interval))
            usable.append(repeat)
            return [repeat]
    return []


def _is_daily_run(usable: list[Item], repeats: list[Item]) -> bool:
    """`Mon 1 to Wed 3 March, 9.30-4.30 each day` says of a run of days what the run says by itself."""
    daily = [item.piece for item in repeats if isinstance(item.piece, RepeatPiece)]
    if not daily or any(piece.freq != "DAILY" or piece.interval != 1 or piece.weekdays for piece in daily):
        return False
    dates = [item.piece.only for item in usable if isinstance(item.piece, DatePiece) and item.role is not Role.EXCEPT]
    runs = [day for day in dates if isinstance(day, Run)]
    counted = any(isinstance(item.piece, CountPiece) for item in usable)
    return len(dates) == len(runs) == 1 and isinstance(runs[0].first, CalendarDay) and not counted


def _bounds_weekdays(item: Item, usable: list[Item]) -> bool:
    """Whether a piece beside weekdays makes a series of them: an end, a count, a run of dates."""
    if isinstance(item.piece, CountPiece):
        return item.piece.count > 1 or item.piece.weeks > 1
    if not isinstance(item.piece, DatePiece):
        return False
    only = item.piece.only
    if item.role is Role.UNTIL or isinstance(only, MonthOf):
        return True
    named = [
        other
        for other in usable
        if isinstance(other.piece, DatePiece)
        and isinstance(other.piece.days[0], (NamedWeekday, Run))
        and other is not item
    ]
    follows = any(other.piece.start < item.piece.start for other in named)
    return follows and isinstance(only, Run) and isinstance(only.first, CalendarDay)


def _is_month(item: Item) -> bool:
    return isinstance(item.piece, DatePiece) and isinstance(item.piece.only, MonthOf)


def _is_adjective(item: Item, usable: list[Item]) -> bool:
    """`The monthly forum on 14 January` is one date; `weekly team meeting, Mon 7 Dec` begins a series."""
    if not isinstance(item.piece, RepeatPiece) or item.piece.note != "adjective":
        return False
    named = any(_is_dated(other) and re.search(r"\b(?:on|for)\s*$", other.left) for other in usable)
    return item.piece.freq != "WEEKLY" or named


def _is_dated(item: Item) -> bool:
    piece = item.piece
    return isinstance(piece, DatePiece) and any(isinstance(day, (CalendarDay, NthWeekday)) for day in piece.days)


def _is_usable(item: Item) -> bool:
    return item.role not in REFUSED and item.role is not Role.OLD
