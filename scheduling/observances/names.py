"""From what people write to the observances they mean, and to the days they fall on."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from scheduling.errors import UnusableError
from scheduling.observances.catalogue_files import catalogue
from scheduling.observances.falls import falls, where_of
from scheduling.observances.overrides import confirm
from scheduling.observances.spelling import fold
from scheduling.places import Place

BANK_HOLIDAY = "bank-holiday"

_NEAR = 5
_BRACKETS = re.compile(r"\([^)]*\)")
_SHORTEST = 4
#: Days that everybody calls by a name, whether or not that very day is the bank holiday.
_FIXED = {"boxingday": (12, 26), "ststephensday": (12, 26), "newyearsday": (1, 1), "newyear": (1, 1)}
_BEGINNINGS = frozenset(
    {"boxingday", "newyearsday", "summerbankholiday", "earlymaybankholiday", "springbankholiday", "battleoftheboyne"}
)
#: What people call a bank holiday → the beginning of what GOV.UK calls it.
_SPOKEN = {
    "augustbankholiday": "summerbankholiday",
    "latesummerbankholiday": "summerbankholiday",
    "augustbankholidaymonday": "summerbankholiday",
    "summerbankholidaymonday": "summerbankholiday",
    "mayday": "earlymaybankholiday",
    "maydaybankholiday": "earlymaybankholiday",
    "firstmaybankholiday": "earlymaybankholiday",
    "earlymay": "earlymaybankholiday",
    "latemaybankholiday": "springbankholiday",
    "secondmaybankholiday": "springbankholiday",
    "whitsunbankholiday": "springbankholiday",
    "whitmonday": "springbankholiday",
    "thetwelfth": "battleoftheboyne",
    "orangemensday": "battleoftheboyne",
}
_CLOSE_ENOUGH = 79.0


class UnknownObservanceError(UnusableError):
    """A name that is not on our list; the sentence has the nearest ones that are."""


def find(name: str) -> list[str]:
    """The ids that a name means, under any spelling; "Eid" means two. Raises UnknownObservanceError with near names.

    What stands in brackets is left aside when the whole is not a name ("Tet (Vietnamese)"); a slash parts two names.
    """
    names = catalogue().names
    for part in (name, _BRACKETS.sub(" ", name)):
        if found := names.get(fold(part)):
            return list(found)
    several = [names.get(fold(part), ()) for part in name.split("/")] if "/" in name else []
    if several and all(several):
        return list(dict.fromkeys(identity for ids in several for identity in ids))
    if bank_holiday_called(name):
        return [BANK_HOLIDAY]
    raise UnknownObservanceError(_unknown(name), value=name)


def require_ids(ids: Collection[str]) -> None:
    """Raise UnknownObservanceError for the first id that is not in the catalogue."""
    for identity in ids:
        if identity not in catalogue().observances:
            raise UnknownObservanceError(_unknown(identity), value=identity)


def named_days(name: str, year: int, place: Place) -> tuple[date, ...]:
    """The days of a civil year that a name means at a place: ("Boxing Day", 2027) → 26 December 2027.

    Every observance of our list under any spelling, by its display day, and the bank holidays of the nation by name
    ("August bank holiday", "spring bank holiday"). Empty when the name is not known or does not fall in that year.
    """
    found = set()
    for identity in catalogue().names.get(fold(name), ()):
        entry = catalogue().observances[identity]
        if not entry.weekly and identity != BANK_HOLIDAY:
            found |= {fall.day for fall in falls(entry, year, where_of(entry, place), confirm(()))}
    return tuple(sorted(found or _bank_holidays(fold(name), year, place)))


def bank_holiday_called(name: str) -> str | None:
    """How the folded names of a bank holiday begin that people call so: "August bank holiday" → "summerbankholiday"."""
    wanted = _SPOKEN.get(fold(name), fold(name))
    return wanted if wanted in _BEGINNINGS else None


def _bank_holidays(wanted: str, year: int, place: Place) -> set[date]:
    """Bank holidays by what they are called; a fixed day by its date, even where another day stands in for it."""
    if wanted in _FIXED and place.nation is not None:
        return {date(year, *_FIXED[wanted])}
    entry = catalogue().observances[BANK_HOLIDAY]
    return {
        fall.day
        for fall in falls(entry, year, where_of(entry, place), confirm(()))
        if fold(fall.name).startswith(_SPOKEN.get(wanted, wanted)) and len(wanted) > _SHORTEST
    }


def _unknown(name: str) -> str:
    from rapidfuzz import fuzz, process  # only on the way to an error: keeps a cold start short

    shown = name.strip()[:60]
    known = catalogue().names
    near = process.extract(fold(name)[:60], known.keys(), scorer=fuzz.WRatio, limit=20, score_cutoff=_CLOSE_ENOUGH)
    ids = dict.fromkeys(identity for key, _, _ in near for identity in known[key])
    names = [catalogue().observances[identity].name for identity in ids][:_NEAR]
    if names:
        return f'"{shown}" is not a name on our list; did you mean {_either(names)}?'
    return f'"{shown}" is not a name on our list; the list of what is coming up shows our names.'


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
