"""How a series repeats, in words a person can check: "every Friday", "on the last Friday of every month"."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from scheduling.events import Event
from scheduling.wording.dates import WEEKDAYS, clock, day_in_full, event_in_full

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_NTH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last", "-2": "second last"}
#: Dates left out of a series that are named; of more, the number.
NAMED = 4
_BY_DAY = re.compile(r"([+-]?\d*)(MO|TU|WE|TH|FR|SA|SU)")


def when_in_full(event: Event) -> str:
    """When an event is, or how a series repeats, from when and to when, as it was understood."""
    if not event.is_series:
        return event_in_full(event)
    if event.all_day:
        return f"{series_in_words(event)}, from {event_in_full(event)}{_bound(event)}{_left_out(event)}"
    return f"{when_in_short(event)}, from {day_in_full(_local(event.start, event))}{_bound(event)}{_left_out(event)}"


def when_in_short(event: Event) -> str:
    """When an event is; of a series the rhythm and the hours only."""
    if not event.is_series or event.all_day:
        return series_in_words(event) if event.is_series else event_in_full(event)
    where = "" if event.tzid == "Europe/London" else f" ({event.tzid})"
    hours = f"{clock(_local(event.start, event))}–{clock(_local(event.end, event))}{where}"
    return f"{series_in_words(event)}, {hours}"


def series_in_words(event: Event) -> str:
    """The rhythm alone, with a capital; "Repeating" for a rule that has no short form."""
    if event.rrule is None:
        return "Repeating"
    parts = {name.upper(): value.upper() for name, _, value in (p.partition("=") for p in event.rrule.split(";"))}
    words = _rhythm(parts, event)
    return words[:1].upper() + words[1:]


def _rhythm(parts: dict[str, str], event: Event) -> str:
    frequency, every = parts.get("FREQ", ""), int(parts.get("INTERVAL", "1"))
    unit = _UNITS.get(frequency)
    days = sorted(_BY_DAY.findall(parts.get("BYDAY", "")), key=lambda day: (day[0], _CODES.index(day[1])))
    odd = set(parts) - {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL", "WKST"}
    if unit is None or odd:
        return "repeating"
    times = f"every {unit}" if every == 1 else f"every {every} {unit}s"
    names = _and([WEEKDAYS[_CODES.index(code)] for _, code in days])
    if frequency in ("DAILY", "WEEKLY") and [code for _, code in days] == list(_CODES[:5]) and every == 1:
        return "every weekday"
    if frequency == "WEEKLY":
        names = names or WEEKDAYS[event.start.weekday()]
        return f"every {names}" if every == 1 else f"{times} on {names}"
    if frequency == "MONTHLY" and days and all(nth for nth, _ in days):
        told = _and([f"{_NTH.get(nth.lstrip('+'), nth)} {WEEKDAYS[_CODES.index(code)]}" for nth, code in days])
        return f"on the {told} of {times}"
    if frequency == "MONTHLY" and "BYMONTHDAY" in parts and not days:
        return f"on day {parts['BYMONTHDAY'].replace(',', ' and ')} of {times}"
    return times if not days else "repeating"


def _local(moment: datetime | date, event: Event) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(ZoneInfo(event.tzid))
    return datetime.combine(moment, time(0), ZoneInfo(event.tzid))


def _bound(event: Event) -> str:
    if found := re.search(r"COUNT=(\d+)", event.rrule or ""):
        return f", {found[1]} times"
    if found := re.search(r"UNTIL=(\d{8})", event.rrule or ""):
        return f", until {day_in_full(date.fromisoformat(found[1]))}"
    return ""


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _left_out(event: Event) -> str:
    """The dates that the rule gives and the writer took out; of many, the first few and how many more."""
    days = sorted({_local(moment, event).date() for moment in event.exdates})
    named = [day_in_full(day) for day in days[:NAMED]]
    more = [f"{len(days) - NAMED} more dates"] if len(days) > NAMED else []
    return f", except {_and([*named, *more])}" if days else ""
