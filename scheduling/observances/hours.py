"""From a day to real hours at a place: the windows of an occurrence, each with its level and its reckoning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from scheduling.levels import Level
from scheduling.observances.calendars.fall import Fall
from scheduling.observances.entries import Hours, Observance, Status
from scheduling.observances.moments import Instant, at
from scheduling.observances.occurrence import Candidate, Certainty, Occurrence, Window
from scheduling.places import Place

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _KeptDay:
    """A civil day on which one status applies, by which conventions, and whether it opens a run of such days."""

    day: date
    status: Status
    convention: str
    opens: bool


@lru_cache(maxsize=8_000)
def occurrence(entry: Observance, fall: Fall, place: Place) -> Occurrence:
    """The occurrence of an observance on those days at that place."""
    last_day = _last_day(entry, fall)
    windows = tuple(sorted(_windows(entry, fall, place), key=lambda window: (window.start, window.end)))
    begins = at(entry.statuses[0].begins, place, fall.day)
    ends = at(_status(entry, fall, last_day).ends, place, last_day)
    rest = sorted({window.day for window in windows if _is_rest(window) and fall.day <= window.day <= last_day})
    return Occurrence(
        id=entry.id,
        name=fall.name or entry.name,
        tradition=entry.tradition,
        day=fall.day,
        last_day=last_day,
        start=begins.at,
        end=ends.at,
        certainty=fall.certainty or Certainty.EXACT,
        candidates=fall.candidates or (Candidate(fall.day, entry.convention),),
        level=max((window.level for window in windows if window.only_with is None), default=Level.NONE),
        practice=entry.practice,
        windows=windows,
        aliases=entry.aliases,
        rest_days=tuple(rest) if last_day > fall.day else (),
        weekly=entry.weekly,
        solemn=entry.solemn,
        explanation=entry.explanation,
        offers=entry.offers,
        sources=entry.sources,
        review=entry.review,
        reckoned=fall.reckoned or fall.day,
    )


def span(entry: Observance, fall: Fall) -> tuple[date, date]:
    """Civil days that the windows of an occurrence can touch, anywhere: a day more at each end."""
    days = [fall.day, _last_day(entry, fall), *(candidate.day for candidate in fall.candidates)]
    length = _last_day(entry, fall) - fall.day
    return min(days) - _DAY, max(days) + length + _DAY


def _last_day(entry: Observance, fall: Fall) -> date:
    return fall.last_day or fall.day + (len(entry.statuses) - 1) * _DAY


def _status(entry: Observance, fall: Fall, day: date) -> Status:
    return entry.statuses[min((day - fall.day).days, len(entry.statuses) - 1)]


def _is_rest(window: Window) -> bool:
    return window.level is Level.MOVE


def _windows(entry: Observance, fall: Fall, place: Place) -> Iterator[Window]:
    for kept in _kept_days(entry, fall):
        for hours in kept.status.hours:
            if hours.only == "first day" and not kept.opens:
                continue
            begins, ends = at(hours.begins, place, kept.day), at(hours.ends, place, kept.day)
            if begins.at.timestamp() < ends.at.timestamp():
                yield _window(kept, hours, begins, ends, place)


def _window(kept: _KeptDay, hours: Hours, begins: Instant, ends: Instant, place: Place) -> Window:
    words = ", ".join(dict.fromkeys(filter(None, (begins.words, ends.words))))
    return Window(
        start=begins.at,
        end=ends.at,
        level=hours.level,
        part=hours.part,
        day=kept.day,
        strong=hours.strong,
        only_with=hours.only_with,
        convention=kept.convention,
        reckoning=f"{words} at {place.coordinates}" if words else "",
        moment=_built_around(hours, begins, ends),
    )


def _built_around(hours: Hours, begins: Instant, ends: Instant) -> datetime | None:
    """The sunset of the stretch, if it has one; else whatever the sun decides in it."""
    told = [(hours.begins.base, begins.sun), (hours.ends.base, ends.sun)]
    sunsets = [sun for base, sun in told if base == "sunset"]
    return next(iter(sunsets), None) or begins.sun or ends.sun


def _kept_days(entry: Observance, fall: Fall) -> list[_KeptDay]:
    """Each civil day once for each status. Where every convention agrees on a day, it names none."""
    length = (_last_day(entry, fall) - fall.day).days + 1
    own = [(other.convention, other.status) for other in entry.others if other.status]
    candidates = fall.candidates or (Candidate(fall.day, entry.convention),)
    kept: dict[tuple[date, str], tuple[Status, list[str]]] = {}
    for candidate in candidates:
        for number in range(length):
            day = candidate.day + number * _DAY
            if fall.latest is not None and day > fall.latest:
                break
            usual = entry.statuses[min(number, len(entry.statuses) - 1)]
            status = next((mine for name, mine in own if candidate.convention.startswith(name)), usual)
            kept.setdefault((day, status.name), (status, []))[1].append(candidate.convention)
    return [
        _KeptDay(
            day=day,
            status=status,
            convention="" if len(conventions) == len(candidates) else ", ".join(filter(None, conventions)),
            opens=(day - _DAY, name) not in kept,
        )
        for (day, name), (status, conventions) in kept.items()
    ]
