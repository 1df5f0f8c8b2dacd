"""A series moved as a whole: to another weekday, to another hour, with its rule kept in step."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduling.events import Event, Span

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"(?P<nth>[+-]?\d{0,2})(?P<day>MO|TU|WE|TH|FR|SA|SU)")

_COUNT = re.compile(r"\bCOUNT=(\d+)", re.IGNORECASE)


def keeps_weekday(event: Event) -> bool:
    """Whether the series comes back on one weekday only, so that another weekday can be offered."""
    parts = _parts(event.rrule or "")
    if parts.get("FREQ") == "WEEKLY":
        return _BY_DAY.fullmatch(parts.get("BYDAY", _WEEKDAYS[event.start.weekday()])) is not None
    return parts.get("FREQ") == "MONTHLY" and _BY_DAY.fullmatch(parts.get("BYDAY", "")) is not None


def moved_series(event: Event, days: int, start: datetime) -> Event:
    """The series with its first happening at `start` (aware), its weekday moved by `days`, its length kept.

    The rule's weekday and its UNTIL move along (RFC 5545 section 3.3.10); happenings that were left out stay out.
    """
    zone = ZoneInfo(event.tzid)
    old = _wall(event.start, zone)
    new = start.astimezone(zone).replace(tzinfo=None)
    shift = new - old
    length = _wall(event.end, zone) - old

    def move(moment: datetime | date) -> datetime:
        return (_wall(moment, zone) + shift).replace(tzinfo=zone)

    return replace(
        event,
        start=new.replace(tzinfo=zone),
        end=(new + length).replace(tzinfo=zone),
        rrule=_moved_rule(event.rrule, days, zone) if event.rrule is not None else None,
        exdates=tuple(move(moment) for moment in event.exdates),
        instances=None if event.instances is None else tuple(Span(move(s.start), move(s.end)) for s in event.instances),
        text="",
        inferences=(),
        alternatives=(),
    )


def from_now_on(series: Event, now: datetime, until: date) -> Event | None:
    """The series without the happenings that are over; None when none is left up to `until` (inclusive).

    What is left keeps its rhythm: it starts at a happening of its own, and a COUNT is less by those that are gone.
    """
    zone = ZoneInfo(series.tzid)
    spans = list(series.spans(_wall(series.start, zone).date(), until))
    coming = [span for span in spans if _wall(span.start, zone).replace(tzinfo=zone) > now]
    if not coming:
        return None
    gone = len(spans) - len(coming)
    rule = series.rrule
    if rule is not None and (found := _COUNT.search(rule)):
        rule = f"{rule[: found.start(1)]}{max(int(found[1]) - gone, 1)}{rule[found.end(1) :]}"
    instances = None if series.instances is None else tuple(coming)
    return replace(series, start=coming[0].start, end=coming[0].end, rrule=rule, instances=instances)


def _moved_rule(rrule: str, days: int, zone: ZoneInfo) -> str:
    parts = _parts(rrule)
    if days and (match := _BY_DAY.fullmatch(parts.get("BYDAY", ""))):
        parts["BYDAY"] = match["nth"] + _WEEKDAYS[(_WEEKDAYS.index(match["day"]) + days) % 7]
    if until := parts.get("UNTIL"):
        # As a whole local day: the hour may have moved past the old instant.
        if until.endswith("Z"):
            last = datetime.strptime(until, "%Y%m%dT%H%M%S%z").astimezone(zone).date()
        else:
            last = date.fromisoformat(until[:8])
        parts["UNTIL"] = f"{last + timedelta(days=days):%Y%m%d}"
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _parts(rrule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rrule.split(";") if part)
    return {name.upper(): value.upper() for name, _, value in pairs}


def _wall(moment: datetime | date, zone: ZoneInfo) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(zone).replace(tzinfo=None)
    return datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - wall time on purpose
