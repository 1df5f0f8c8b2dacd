"""Hours that a workspace can set: stretches of the clock, and how far around sunset an observance is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, time, timedelta
from typing import Self

from scheduling.errors import SettingError
from scheduling.observances.occurrence import Occurrence, Part, Window

#: The longest that a stretch before or after a sunset may be set to.
LONGEST_LEAD = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of a day in local wall time, half-open. `end` midnight (`time(0)`) is the end of the day.

    Raises SettingError for one that does not end after it begins.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.end != time(0) and self.end <= self.start:
            sentence = f"{self} are not hours of a day: give an end after the start, 24:00 at the latest."
            raise SettingError(sentence, value=(self.start, self.end))

    @classmethod
    def of(cls, start: str, end: str) -> Self:
        """From two clock times such as "08:15" and "24:00". Raises SettingError for one that is none."""
        return cls(_clock(start), time(0) if end == "24:00" else _clock(end))

    def __contains__(self, other: Hours) -> bool:
        """Whether the other hours lie inside these."""
        return self.start <= other.start and (self.end == time(0) or time(0) < other.end <= self.end)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{'24:00' if self.end == time(0) else format(self.end, '%H:%M')}"


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise SettingError(f'"{text}" is not a time of day: write it as 09:30.', value=text) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservanceHours:
    """The hours of observances that people keep differently, or that are ours to choose. Defaults: `statuses.toml`.

    Friday prayers have a core, and edges for travel and other sittings. `before_rest` is the time before the sunset at
    which a rest day begins, to travel home. In Ramadan the late afternoon begins `before_ramadan_sunset`; the meal that
    breaks the fast takes from `before_iftar` to `after_iftar` around sunset. `before_evening` is when an evening of
    worship or family begins, before sunset. Raises SettingError for hours that cannot be.
    """

    friday_prayer: Hours = Hours(time(12), time(14, 30))
    friday_prayer_core: Hours = Hours(time(12, 30), time(14))
    sunday_worship: Hours = Hours(time(8), time(12))
    before_rest: timedelta = timedelta(hours=2)
    before_ramadan_sunset: timedelta = timedelta(minutes=90)
    before_iftar: timedelta = timedelta(minutes=30)
    after_iftar: timedelta = timedelta(minutes=45)
    before_evening: timedelta = timedelta(minutes=90)

    def __post_init__(self) -> None:
        if self.friday_prayer_core not in self.friday_prayer:
            sentence = (
                f"The core of Friday prayers, {self.friday_prayer_core}, is not inside their hours, "
                f"{self.friday_prayer}: widen those, or give a core inside them."
            )
            raise SettingError(sentence, value=self.friday_prayer_core)
        for each in fields(self):
            lead = getattr(self, each.name)
            if isinstance(lead, timedelta) and not timedelta() <= lead <= LONGEST_LEAD:
                minutes = int(lead.total_seconds() // 60)
                sentence = f'"{each.name}" cannot be {minutes} minutes: give 0 (not at all) to 360 (six hours).'
                raise SettingError(sentence, value=lead)
        if self.before_iftar > self.before_ramadan_sunset:
            sentence = (
                f"The meal that breaks the fast cannot begin {in_words(self.before_iftar)} before sunset when the late "
                f"afternoon begins {in_words(self.before_ramadan_sunset)} before it: give it a later start."
            )
            raise SettingError(sentence, value=self.before_iftar)


#: As shipped. Windows as the catalogue gives them already have these hours.
AS_SHIPPED = ObservanceHours()


def windows_of(occurrence: Occurrence, hours: ObservanceHours) -> Iterator[Window]:
    """The windows of an occurrence, with the hours that were set; one that has no length left is left out."""
    for window in occurrence.windows:
        fitted = window if hours == AS_SHIPPED else _fitted(occurrence.id, window, hours)
        if fitted.start.timestamp() < fitted.end.timestamp():
            yield fitted


def in_words(lead: timedelta) -> str:
    """A length of time as people say it: "90 minutes", "two hours"."""
    minutes = int(lead.total_seconds() // 60)
    whole, rest = divmod(minutes, 60)
    if rest or not whole:
        return f"{minutes} minutes"
    return "one hour" if whole == 1 else f"{_NUMBERS.get(whole, whole)} hours"


_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


def _fitted(id_: str, window: Window, hours: ObservanceHours) -> Window:
    if id_ == "friday-prayer":
        return _prayer(window, hours)
    if id_ == "sunday-worship":
        return _between(window, hours.sunday_worship.start, hours.sunday_worship.end)
    if window.part is Part.EVE:
        return replace(window, start=_moved(window.end, -hours.before_rest))
    sunset = window.moment
    if sunset is None:
        return window
    if id_ == "ramadan":
        return _ramadan(window, sunset, hours)
    if window.part is Part.EVENING and window.start.timestamp() < sunset.timestamp():
        return replace(window, start=_moved(sunset, -hours.before_evening))
    return window


def _prayer(window: Window, hours: ObservanceHours) -> Window:
    """The core, or the edge before or after it: which of the two is told by the hours of the catalogue."""
    whole, core = hours.friday_prayer, hours.friday_prayer_core
    if window.part is not Part.PRAYER_EDGE:
        return _between(window, core.start, core.end)
    if window.start.time() < AS_SHIPPED.friday_prayer_core.start:
        return _between(window, whole.start, core.start)
    return _between(window, core.end, whole.end)


def _between(window: Window, start: time, end: time) -> Window:
    """Those hours on the day of the window; from one time to the same is nothing, to midnight the end of the day."""
    last = window.day + timedelta(days=1) if end == time(0) and start != end else window.day
    zone = window.start.tzinfo
    return replace(window, start=datetime.combine(window.day, start, zone), end=datetime.combine(last, end, zone))


def _ramadan(window: Window, sunset: datetime, hours: ObservanceHours) -> Window:
    iftar, after = _moved(sunset, -hours.before_iftar), _moved(sunset, hours.after_iftar)
    if window.part is Part.LATE_AFTERNOON:
        return replace(window, start=_moved(sunset, -hours.before_ramadan_sunset), end=iftar)
    if window.part is Part.SUNSET:
        return replace(window, start=iftar, end=after)
    return replace(window, start=after) if window.part is Part.EVENING else window


def _moved(moment: datetime, by: timedelta) -> datetime:
    """So much real time away: sums in a zone would be sums of wall time."""
    return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)
