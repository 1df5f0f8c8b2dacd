"""What the data do not reach between two days at a place, in sentences for people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from scheduling.observances.calendars import bank_holidays, islamic
from scheduling.observances.catalogue_files import catalogue
from scheduling.observances.entries import calendar_module
from scheduling.places import Place

#: Civil years for which every observance of the catalogue is known.
COVERED = range(2001, 2051)

_BANK_HOLIDAYS = "uk bank holidays"
_ISLAMIC = "islamic"


def coverage(
    first: date,
    last: date,
    place: Place,
    *,
    traditions: Collection[str] | None = None,
    ids: Collection[str] | None = None,
) -> tuple[str, ...]:
    """Sentences on what is missing between two civil days at a place; empty when nothing we list is missing.

    With `traditions` or `ids`, as `observances()` takes them, only what concerns those.
    """
    calendars = {
        entry.calendar
        for entry in catalogue().observances.values()
        if (ids is None or entry.id in ids) and (traditions is None or entry.tradition in traditions)
    }
    sentences = []
    if any(not _reaches(calendar, first, last) for calendar in calendars - {_ISLAMIC}):
        sentences.append(
            f"Our list of observances covers {COVERED[0]} to {COVERED[-1]}; outside those years days that depend on "
            "the moon and the sun, and bank holidays, are missing."
        )
    if _ISLAMIC in calendars and not _reaches(_ISLAMIC, first, last):
        sentences.append(f"The Umm al-Qura calendar ends with {islamic.YEARS[-1]}; Islamic days after it are missing.")
    if _BANK_HOLIDAYS in calendars:
        sentences += _bank_holidays(last, place)
    return tuple(sentences)


def _reaches(calendar: str, first: date, last: date) -> bool:
    years = calendar_module(calendar).YEARS
    return first.year >= years[0] and last.year <= years[-1]


def _bank_holidays(last: date, place: Place) -> list[str]:
    if place.nation is None:
        return [f"Public holidays are loaded for the United Kingdom only; none are known for {place.name}."]
    announced = bank_holidays.announced_until(place.nation)
    if last.year <= announced.year:
        return []
    known = f"Bank holidays are announced up to {announced.year}"
    return [f"{known}; later ones are expected, and one-off days are not known yet."]
