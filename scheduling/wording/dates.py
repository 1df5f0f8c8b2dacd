"""Dates, times and stretches as people here write them: "Fri 4 December 2026, 15:00–16:30"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduling.events import Event, Span

# Not strftime: its names follow the locale of the machine, and the product speaks British English everywhere.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def day_in_full(day: date, *, year: bool = True) -> str:
    """A day such as "Fri 4 December 2026", or "Fri 4 December" without its year."""
    words = f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def date_in_full(day: date) -> str:
    """A date without its weekday: "4 December 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_in_full(first: date, last: date) -> str:
    """A run of days, both named, the year said once: "Mon 1 to Wed 3 March 2027"."""
    if first == last:
        return day_in_full(first)
    if first.year != last.year:
        return f"{day_in_full(first)} to {day_in_full(last)}"
    if first.month != last.month:
        return f"{day_in_full(first, year=False)} to {day_in_full(last)}"
    return f"{WEEKDAYS[first.weekday()][:3]} {first.day} to {day_in_full(last)}"


def length_of_notice(days: int) -> str:
    """So many days in words: whole weeks as weeks, a small number spelt out."""
    number, unit = (days // 7, "week") if days % 7 == 0 and days else (days, "day")
    return f"{_SMALL[number] if number < len(_SMALL) else number} {unit}{'' if number == 1 else 's'}"


def clock(moment: datetime) -> str:
    """Wall time to the minute, 24-hour: "15:44"."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def span_in_full(span: Span, zone: ZoneInfo) -> str:
    """One happening in full, in that zone: "Fri 4 December 2026, 15:00–16:30", or its days."""
    start, end = span.start, span.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return days_in_full(_civil(start), _civil(end) - timedelta(days=1))
    start, end = start.astimezone(zone), end.astimezone(zone)
    if start.date() == end.date():
        return f"{day_in_full(start)}, {clock(start)}–{clock(end)}"
    return f"{day_in_full(start)}, {clock(start)} to {day_in_full(end)}, {clock(end)}"


def event_in_full(event: Event) -> str:
    """When an event is, as it was understood, in its own zone; a zone other than London's is named.

    A series is given by its first happening; `series_in_words` says how it repeats.
    """
    words = span_in_full(event.span, ZoneInfo(event.tzid))
    if event.all_day:
        return words
    return words if event.tzid == "Europe/London" else f"{words} ({event.tzid})"


def hours_in_full(start: datetime, end: datetime) -> str:
    """A stretch in words: "all day", "from 12:30 to 14:00", or with both days named when it crosses midnight."""
    if start.time() == end.time() and (start.hour, start.minute) == (0, 0):
        return "all day"
    if start.date() == (end - timedelta(microseconds=1)).date():
        return f"from {clock(start)} to {'midnight' if (end.hour, end.minute) == (0, 0) else clock(end)}"
    return f"from {clock(start)} on {day_in_full(start, year=False)} to {clock(end)} on {day_in_full(end, year=False)}"


def _civil(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
