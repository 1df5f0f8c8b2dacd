"""Wall times on a day in a zone, with a note where the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from scheduling.events import Inference, Inferred
from scheduling.reading.resolving.setting import day_words


def clock_change(moment: datetime) -> Inference | None:
    """A note when a wall time does not exist, or exists twice, because the clocks change."""
    zone = moment.tzinfo
    if not isinstance(zone, ZoneInfo):
        return None
    wall = moment.replace(tzinfo=None)
    shown = f"{moment:%H:%M} on {day_words(moment.date())}"
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        later = moment.astimezone(UTC).astimezone(zone)
        return Inference(
            Inferred.CLOCK_CHANGE, f"The clocks go forward: {shown} does not exist and is read as {later:%H:%M}."
        )
    if moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset():
        return Inference(Inferred.CLOCK_CHANGE, f"The clocks go back: {shown} happens twice; the first was used.")
    return None


def crosses_change(start: datetime, end: datetime) -> Inference | None:
    """A note when the clocks change during the event."""
    before, after = start.utcoffset(), end.utcoffset()
    if before is None or after is None or before == after or start.tzinfo is not end.tzinfo:
        return None
    hours = "an hour shorter" if after > before else "an hour longer"
    return Inference(
        Inferred.CLOCK_CHANGE, f"The clocks change during this event, which makes it {hours} than its times suggest."
    )


def at(day: date, clock: time, zone: tzinfo) -> datetime:
    """A wall time on a day in a zone."""
    return datetime.combine(day, clock, tzinfo=zone)
