"""What a piece of text says, in words and before anything is resolved: `Friday 4 December`, `14:30 to 16:00`, `every 2 weeks`."""

from __future__ import annotations

from scheduling.reading.finding.pieces import (
    MIDNIGHT,
    Ahead,
    CalendarDay,
    Clock,
    CountPiece,
    DatePiece,
    Day,
    DayNumberPiece,
    DayOfRun,
    FeastDay,
    Half,
    LengthPiece,
    MonthEnd,
    MonthOf,
    NamedWeekday,
    NoSuchDay,
    NthWeekday,
    PartPiece,
    Piece,
    RepeatPiece,
    Run,
    TimePiece,
    WeekOf,
    WeekOfMonth,
    YearOf,
    ZonePiece,
)
from scheduling.reading.vocabulary import MONTH_NAMES, WEEKDAY_NAMES

_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def value_of(piece: Piece) -> str:
    """What a piece says."""
    match piece:
        case DatePiece():
            joiner = " or " if piece.joined == "or" else ", "
            return joiner.join(_run(day) if isinstance(day, Run) else _day(day) for day in piece.days)
        case TimePiece():
            return _time(piece)
        case LengthPiece():
            units = (("month", piece.months), ("week", piece.weeks), ("day", piece.days), ("minute", piece.minutes))
            return " ".join(_counted(count, unit) for unit, count in units if count)
        case ZonePiece():
            return piece.name or _offset(piece.offset or 0)
        case RepeatPiece():
            return _repeat(piece)
        case CountPiece():
            if piece.count:
                return _counted(piece.count, "time")
            return "for " + (_counted(piece.weeks, "week") if piece.weeks else _counted(piece.months, "month"))
        case PartPiece():
            return piece.part
        case DayNumberPiece():
            return " and ".join("the last day" if number < 0 else f"day {number}" for number in piece.numbers)


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" + ("s" if count != 1 else "")


def _run(run: Run) -> str:
    return f"{_day(run.first)} to {_day(run.last)}"


def _day(day: Day) -> str:
    match day:
        case CalendarDay():
            return _calendar_day(day)
        case NamedWeekday():
            return _weekday(day)
        case Ahead():
            parts = [_counted(day.months, "month"), _counted(day.weeks, "week"), _counted(day.days, "day")]
            given = [part for part in parts if not part.startswith("0 ")]
            return f"today and {' '.join(given)}" if given else "today"
        case NthWeekday():
            month = _month(day.month, day.year, day.months_ahead)
            return f"the {_NTH[day.nth]} {WEEKDAY_NAMES[day.weekday]} of {month}"
        case MonthEnd():
            which = "first" if day.first else "last"
            return f"the {which} day of {_month(day.month, day.year, day.months_ahead)}"
        case FeastDay():
            return f"{day.name} {day.year}" if day.year else day.name
        case WeekOf():
            days = "Saturday and Sunday" if day.weekend else "Monday to Friday"
            return f"{days} of the week of {_calendar_day(day.day)}" if day.day else f"{days}, {_weeks(day.weeks)}"
        case WeekOfMonth():
            return f"the {_NTH[day.nth]} week of {_month(day.month, day.year, day.months_ahead)}"
        case MonthOf():
            return _month(day.month, day.year, day.months_ahead)
        case YearOf():
            return f"the year {day.year}"
        case DayOfRun():
            which = f"day {day.number}" if day.weekday is None else WEEKDAY_NAMES[day.weekday]
            return f"{which} of {_run(day.days) if isinstance(day.days, Run) else _day(day.days)}"
        case NoSuchDay():
            return f"no date: {day.why}"


def _calendar_day(day: CalendarDay) -> str:
    weekday = f"{WEEKDAY_NAMES[day.weekday]} " if day.weekday is not None else ""
    if day.month is not None:
        return f"{weekday}{day.day} {MONTH_NAMES[day.month - 1]}" + (f" {day.year}" if day.year else ", no year")
    if day.months_ahead is not None:
        return f"{weekday}{day.day} of {_month(None, None, day.months_ahead)}"
    return f"{weekday}{day.day}, no month"


def _month(month: int | None, year: int | None, ahead: int | None) -> str:
    if month is None:
        return {0: "this month", 1: "next month", -1: "last month"}.get(ahead or 0, f"the month {ahead} on")
    return MONTH_NAMES[month - 1] + (f" {year}" if year else "")


def _weekday(day: NamedWeekday) -> str:
    name = WEEKDAY_NAMES[day.weekday]
    if day.in_week is not None:
        return f"{name}, {_weeks(day.in_week)}"
    if day.weeks:
        return f"{name}, and {_counted(day.weeks, 'week')} on"
    return f"{day.which} {name}".strip()


def _weeks(ahead: int) -> str:
    return {0: "this week", 1: "next week", -1: "last week"}.get(ahead, f"{ahead} weeks on")


def _time(piece: TimePiece) -> str:
    said = _clock(piece.begins)
    if piece.ends is not None:
        said = f"{said} to {_clock(piece.ends)}"
    elif piece.open_end:
        said = f"{said}, open end"
    is_open = piece.begins.half is Half.OPEN and (piece.ends is None or piece.ends.half is Half.OPEN)
    if is_open:
        said += f", in the {piece.begins.part}" if piece.begins.part else ", am or pm not said"
    return f"{said}, after {piece.earlier}" if piece.earlier else said


def _clock(clock: Clock) -> str:
    if clock.part == MIDNIGHT:
        return "midnight"
    hour = clock.hour % 12 + 12 * (clock.half is Half.PM) if clock.half in {Half.AM, Half.PM} else clock.hour
    words = f"{hour}:{clock.minute:02}" if clock.half is Half.OPEN else f"{hour:02}:{clock.minute:02}"
    return f"roughly {words}" if clock.rough else words


def _offset(minutes: int) -> str:
    sign = "+" if minutes >= 0 else "-"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "UTC"


def _repeat(piece: RepeatPiece) -> str:
    unit = _UNITS[piece.freq]
    said = f"every {unit}" if piece.interval == 1 else f"every {piece.interval} {unit}s"
    days = " and ".join(WEEKDAY_NAMES[day] for day in piece.weekdays)
    if piece.nths:
        return f"{said}, the {' and '.join(_NTH.get(nth, str(nth)) for nth in piece.nths)} {days}"
    if piece.month_day:
        return f"{said}, day {piece.month_day}"
    return f"{said}, {days}" if days else said
