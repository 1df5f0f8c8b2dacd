"""What the data do not reach between two days at a place, in sentences for people."""

from __future__ import annotations

from datetime import date

from scheduling.observances.calendars import bank_holidays, islamic
from scheduling.places import Place

#: Civil years for which every observance of the catalogue is known.
COVERED = range(2001, 2051)


def coverage(first: date, last: date, place: Place) -> tuple[str, ...]:
    """Sentences on what is missing between two civil days at a place; empty when nothing we list is missing."""
    sentences = []
    if first.year < COVERED[0] or last.year > COVERED[-1]:
        sentences.append(
            f"Our list of observances covers {COVERED[0]} to {COVERED[-1]}; outside those years days that depend on "
            "the moon and the sun, and bank holidays, are missing."
        )
    if first.year < islamic.YEARS[0] or last.year > islamic.YEARS[-1]:
        sentences.append(f"The Umm al-Qura calendar ends with {islamic.YEARS[-1]}; Islamic days after it are missing.")
    if place.nation is None:
        sentences.append(f"Public holidays are loaded for the United Kingdom only; none are known for {place.name}.")
    else:
        announced = bank_holidays.announced_until(place.nation)
        if last.year > announced.year:
            sentences.append(
                f"Bank holidays are announced up to {announced.year}; later ones are expected, and one-off days are "
                "not known yet."
            )
    return tuple(sentences)
