"""Occurrences as an iCalendar that mail programs subscribe to (RFC 5545, with the names of RFC 7986)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vDuration

from scheduling.levels import Level
from scheduling.observances.occurrence import Certainty, Occurrence
from scheduling.places import Place

#: How often a subscriber should ask again: a confirmation of an Eid comes the evening before.
REFRESH = timedelta(hours=12)

_HOST = "alongside.invalid"  # a name that can never be anybody's (RFC 2606); UIDs need one and promise nothing about it


def as_icalendar(found: Sequence[Occurrence], place: Place, *, stamp: datetime) -> bytes:
    """The occurrences as one VCALENDAR. `stamp` (aware) is when it was made.

    One-day occurrences with hours of their own are timed, in UTC; all others are all-day, with their hours in words.
    UIDs are made of id, place and the day as reckoned, so that a confirmed Eid moves instead of appearing twice. No
    alarms; nobody is shown as busy.
    """
    feed = Calendar()
    feed.add("prodid", "-//Alongside//Observances//EN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    title = f"Observances ({place.name})"
    feed.add("name", title)
    feed.add("x-wr-calname", title)
    feed.add("x-wr-timezone", place.tz)
    feed.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", vDuration(REFRESH))
    for occurrence in found:
        feed.add_component(_event(occurrence, place, stamp))
    text: bytes = feed.to_ical()
    return text


def _event(found: Occurrence, place: Place, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", _uid(found, place))
    event.add("dtstamp", stamp.astimezone(UTC))
    expected = " (expected)" if found.certainty is Certainty.EXPECTED else ""
    event.add("summary", f"{found.name}{expected}")
    if found.day == found.last_day and not _whole_day(found):
        event.add("dtstart", found.start.astimezone(UTC))
        event.add("dtend", found.end.astimezone(UTC))
    else:
        event.add("dtstart", found.day)
        event.add("dtend", found.last_day + timedelta(days=1))
    event.add("description", _description(found, place))
    event.add("categories", [found.tradition])
    event.add("transp", "TRANSPARENT")
    event.add("status", "TENTATIVE" if expected else "CONFIRMED")
    return event


def _uid(found: Occurrence, place: Place) -> str:
    where = re.sub(
        r"[^a-z0-9]+",
        "-",
        (place.nation or place.name).casefold() if found.id == "bank-holiday" else place.name.casefold(),
    )
    return f"{found.id}-{(found.reckoned or found.day):%Y%m%d}-{where.strip('-')}@{_HOST}"


def _whole_day(found: Occurrence) -> bool:
    zone = found.start.tzinfo
    midnight = datetime.combine(found.day, time(), zone)
    return found.start == midnight and found.end == datetime.combine(found.last_day + timedelta(days=1), time(), zone)


def _description(found: Occurrence, place: Place) -> str:
    lines = [found.explanation]
    if not _whole_day(found):
        lines.append(f"At {place.name}: {_moment(found.start)} to {_moment(found.end)}.")
    others = [candidate for candidate in found.candidates if candidate.day != found.day]
    if others:
        kept = "; ".join(f"{_day(candidate.day)} ({candidate.convention})" for candidate in others)
        lines.append(f"Some keep another day: {kept}.")
    if found.level is not Level.NONE:
        lines.append(f"For a date check this is at most: {found.level.label}.")
    if found.offers:
        lines.append(f"What can help: {'; '.join(found.offers)}.")
    return "\n\n".join(lines)


def _moment(at: datetime) -> str:
    return f"{at:%a} {at.day} {at:%B %Y, %H:%M}"


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%B %Y}"
