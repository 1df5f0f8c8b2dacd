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


def weekdays_of(event: Event) -> tuple[int, ...]:
    """The weekdays (0 = Monday) that the series keeps to, and could exchange for others; () when it keeps to none."""
    parts = _parts(event.rrule or "")
    named = parts.get("BYDAY", "")
    if parts.get("FREQ") == "WEEKLY" and not named:
        return (event.start.weekday(),)
    days = [_BY_DAY.fullmatch(day) for day in named.split(",")]
    known = tuple(_WEEKDAYS.index(day["day"]) for day in days if day is not None)
    return known if parts.get("FREQ") in ("WEEKLY", "MONTHLY") and len(known) == len(days) else ()


def moved_series(event: Event, days: int, start: datetime | date) -> Event:
    """The series with its first happening at `start` (aware, or a date for whole days), its length kept.

    `days` is how far its weekday moves. The rule's weekday and its UNTIL move along (RFC 5545 section 3.3.10);
    happenings that were left out stay out.
    """
    zone = ZoneInfo(event.tzid)
    old, new = _wall(event.start, zone), _wall(start, zone)
    shift, length = new - old, _wall(event.end, zone) - old

    def move(moment: datetime | date) -> datetime | date:
        moved = _wall(moment, zone) + shift
        return moved.replace(tzinfo=zone) if isinstance(moment, datetime) else moved.date()

    ends = new + length
    return replace(
        event,
        start=new.replace(tzinfo=zone) if isinstance(start, datetime) else new.date(),
        end=ends.replace(tzinfo=zone) if isinstance(start, datetime) else ends.date(),
        rrule=_moved_rule(event.rrule, days, zone) if event.rrule is not None else None,
        exdates=tuple(move(moment) for moment in event.exdates),
        instances=None if event.instances is None else tuple(Span(move(s.start), move(s.end)) for s in event.instances),
        text="",
        inferences=(),
        alternatives=(),
    )


def from_now_on(series: Event, now: datetime | None, until: date) -> Event | None:
    """The series without the happenings that are over, if `now` is known; None when none is left up to `until`.

    What is left keeps its rhythm: it starts at a happening of its own, and a COUNT is less by those that are gone.
    """
    zone = ZoneInfo(series.tzid)
    begins = _wall(series.start, zone).date()
    soon = begins if now is None else max(begins, now.astimezone(zone).date())
    coming = [
        span for span in series.spans(soon, until) if now is None or _wall(span.start, zone).replace(tzinfo=zone) > now
    ]
    if not coming:
        return None
    rule = series.rrule
    if rule is not None and (found := _COUNT.search(rule)):
        first = _wall(coming[0].start, zone)
        gone = sum(_wall(span.start, zone) < first for span in series.spans(begins, first.date()))
        rule = f"{rule[: found.start(1)]}{max(int(found[1]) - gone, 1)}{rule[found.end(1) :]}"
    instances = None if series.instances is None else tuple(coming)
    return replace(series, start=coming[0].start, end=coming[0].end, rrule=rule, instances=instances)


def _moved_rule(rrule: str, days: int, zone: ZoneInfo) -> str:
    parts = _parts(rrule)
    if days and (named := parts.get("BYDAY")):
        parts["BYDAY"] = ",".join(_moved_day(day, days) for day in named.split(","))
    if until := parts.get("UNTIL"):
        # As a whole local day: the hour may have moved past the old instant.
        if until.endswith("Z"):
            last = datetime.strptime(until, "%Y%m%dT%H%M%S%z").astimezone(zone).date()
        else:
            last = date.fromisoformat(until[:8])
        parts["UNTIL"] = f"{last + timedelta(days=days):%Y%m%d}"
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _moved_day(day: str, days: int) -> str:
    match = _BY_DAY.fullmatch(day)
    return match["nth"] + _WEEKDAYS[(_WEEKDAYS.index(match["day"]) + days) % 7] if match else day


def _parts(rrule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rrule.split(";") if part)
    return {name.upper(): value.upper() for name, _, value in pairs}


def _wall(moment: datetime | date, zone: ZoneInfo) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(zone).replace(tzinfo=None)
    return datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - wall time on purpose
