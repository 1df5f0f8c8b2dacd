"""Why a finding is there, for whoever asks: its rule and weight, its hours, what the slot shares with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from scheduling.hours import ObservanceHours, in_words
from scheduling.levels import Level
from scheduling.observances.catalogue_files import catalogue
from scheduling.observances.occurrence import Certainty, Occurrence, Part, Window
from scheduling.policy import Applies, CaringRule, Days, Policy
from scheduling.wording.dates import WEEKDAYS, clock, day_in_full, days_in_full, hours_in_full

#: A stretch of time, aware and local to the place.
Stretch = tuple[datetime, datetime]


#: How calendars are called in a sentence, where it is not just their name with a capital.
_CALENDARS = {"bahai": "Bahá’í", "easter": "church", "season": "solar", "persian": "Persian solar"}


def observance_rule(id_: str, window: Window, level: Level, strong: bool, slot: Stretch) -> str:
    """The rule by which a stretch of an observance counts for a slot, both aware and local to the place."""
    said = f"{id_}/{window.part}, {_weight(level, strong)}; {hours_in_full(window.start, window.end)}."
    if window.only_with is not None:
        said += f" Only for events with {window.only_with.value.replace('-', ' ')}."
    if shared := _shared(slot, (window.start, window.end)):
        return f"{said} {shared}"
    return f"{said} Outside the hours assumed, {clock(slot[0])} to {clock(slot[1])}, so one level milder."


def observance_reckoning(occurrence: Occurrence, window: Window, hours: ObservanceHours) -> str:
    """The arithmetic: which rule of which calendar gives the day, what the sun does there, what is counted from it."""
    return "; ".join(filter(None, (_day(occurrence, window), _sun(window, hours))))


def _day(occurrence: Occurrence, window: Window) -> str:
    """The rule of the catalogue and the day it gives; by whose convention, where this stretch belongs to some only."""
    entry = catalogue().observances[occurrence.id]
    if occurrence.weekly:
        return f"every {entry.falls}"
    if entry.calendar == "uk bank holidays":
        return f"bank holidays of the {entry.falls}: {day_in_full(window.day)}"
    if occurrence.certainty is Certainty.ANNOUNCED:
        return f"the day was confirmed: {days_in_full(occurrence.day, occurrence.last_day)}"
    calendar = _CALENDARS.get(entry.calendar, entry.calendar.title())
    said = f"{entry.falls} ({calendar} calendar): {days_in_full(occurrence.day, occurrence.last_day)}"
    if window.convention and not occurrence.day <= window.day <= occurrence.last_day:
        said += f"; {day_in_full(window.day, year=False)} for some: {window.convention}"
    return said


def _sun(window: Window, hours: ObservanceHours) -> str:
    if window.moment is None:
        return window.reckoning
    if window.part is Part.EVE:
        return f"{window.reckoning}; {in_words(hours.before_rest)} before is {clock(window.start)}"
    if window.part in (Part.LATE_AFTERNOON, Part.SUNSET, Part.EVENING) and window.start != window.moment:
        return f"{window.reckoning}; {_apart(window.moment, window.start)} is {clock(window.start)}"
    return window.reckoning


def caring_rule(rule: CaringRule, level: Level, strong: bool, stretch: Stretch, slot: Stretch, policy: Policy) -> str:
    """The caring rule, when it applies, its hours on that day, and what the slot shares with them."""
    said = f"{rule.id}, {_weight(level, strong)}; {_when(rule)}"
    if rule.applies in (Applies.NOTICE, Applies.SERIES):
        return f"{said}."
    if rule.applies is Applies.BEFORE_CORE:
        return f"{said}, from {clock(stretch[0])} to the core hours, {policy.core.start:%H:%M}."
    return f"{said}, {hours_in_full(*stretch)}. {_shared(slot, stretch)}".strip()


def caring_reckoning(rule: CaringRule, facts: Mapping[str, str], slot: Stretch, policy: Policy) -> str:
    """The arithmetic behind a caring rule, "" where its hours say it all."""
    if rule.applies is Applies.BEFORE_CORE:
        return f"the slot starts at {clock(slot[0])}, before {policy.core.start:%H:%M}"
    if rule.applies is Applies.NOTICE:
        asked = date.fromisoformat(facts["asked"])
        return f"{days_in_full(asked, slot[0].date())}: {facts['days']} days, fewer than {rule.less_than_days}"
    if rule.applies is Applies.SERIES:
        weekday = WEEKDAYS[slot[0].weekday()]
        return f"all {facts['count']} dates are on a {weekday}; told from {rule.occurrences} dates on"
    if rule.applies is Applies.HOLIDAY:
        first, last = (date.fromisoformat(facts[end]) for end in ("first", "last"))
        return f"{day_in_full(slot[0])} is in the holiday from {days_in_full(first, last)}"
    return "the event states a night away" if "stay" in facts else ""


def _weight(level: Level, strong: bool) -> str:
    return f"{level.label}, strong" if strong else level.label


def _when(rule: CaringRule) -> str:
    days = "working days" if rule.days is Days.WORKING else "every day"
    where = " in the United Kingdom" if rule.uk_only else ""
    term = ", in term" if rule.term_only else ""
    audience = f", for events that are {rule.only_with.value}" if rule.only_with is not None else ""
    return f"{days}{where}{term}{audience}"


def _shared(slot: Stretch, stretch: Stretch) -> str:
    start, end = max(slot[0], stretch[0]), min(slot[1], stretch[1])
    minutes = int((end - start) / timedelta(minutes=1))
    if minutes <= 0:
        return ""
    return f"Shared with the slot: {hours_in_full(start, end)}, {_length(minutes)}."


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours and rest else f"{hours} h" if hours else f"{rest} min"


def _apart(moment: datetime, start: datetime) -> str:
    between = start - moment
    return f"{in_words(abs(between))} {'before' if between < timedelta() else 'after'}"
