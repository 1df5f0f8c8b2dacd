"""Days that arithmetic, equinoxes and new moons settle: by convertdate, PyMeeus, Meeus and the rule of Umm al-Qura."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import astronomy
from convertdate import bahai, coptic, hebrew, julian, persian
from pymeeus.Epoch import Epoch
from pymeeus.Sun import Sun

#: A reference answers with the days it has for a civil year; none where it does not reach.
Reference = Callable[[int], list[date]]

# Hebrew days, by convertdate's arithmetic.
HEBREW = {
    "rosh-hashanah": (7, 1),
    "yom-kippur": (7, 10),
    "sukkot": (7, 15),
    "chol-hamoed-sukkot": (7, 17),
    "shemini-atzeret": (7, 22),
    "simchat-torah": (7, 23),
    "hanukkah": (9, 25),
    "fast-of-tevet": (10, 10),
    "tu-bishvat": (11, 15),
    "purim": (13, 14),
    "passover": (1, 15),
    "chol-hamoed-passover": (1, 17),
    "lag-baomer": (2, 18),
    "shavuot": (3, 6),
}
#: Days that move off a weekday: month, day, and weekday (0 is Monday) to days moved.
HEBREW_MOVED = {
    "fast-of-gedaliah": (7, 3, {5: 1}),
    "fast-of-esther": (13, 13, {5: -2}),
    "yom-hashoah": (1, 27, {4: -1, 6: 1}),
    "fast-of-tammuz": (4, 17, {5: 1}),
    "tisha-bav": (5, 9, {5: 1}),
}


def hebrew_days(month: int, day: int, moves: dict[int, int] | None = None) -> Reference:
    """Civil days of a Hebrew date by convertdate; month 13 is the last month of the year, Adar or Adar II."""

    def days(year: int) -> list[date]:
        found = []
        for hebrew_year in (year + 3760, year + 3761):
            number = hebrew.year_months(hebrew_year) if month == 13 else month
            civil = date(*hebrew.to_gregorian(hebrew_year, number, day))
            civil += timedelta(days=(moves or {}).get(civil.weekday(), 0))
            if civil.year == year:
                found.append(civil)
        return found

    return days


#: Days from Easter.
EASTER = {
    "shrove-tuesday": -47,
    "ash-wednesday": -46,
    "mothering-sunday": -21,
    "palm-sunday": -7,
    "maundy-thursday": -3,
    "good-friday": -2,
    "easter-sunday": 0,
    "easter-monday": 1,
    "ascension-day": 39,
    "pentecost": 49,
    "trinity-sunday": 56,
    "corpus-christi": 60,
}
ORTHODOX_EASTER = {
    "clean-monday": -48,
    "orthodox-palm-sunday": -7,
    "orthodox-good-friday": -2,
    "orthodox-easter": 0,
    "orthodox-ascension": 39,
    "orthodox-pentecost": 49,
}


def western_easter(offset: int) -> Reference:
    """Days from Western Easter, by PyMeeus."""
    return lambda year: [date(year, *Epoch.easter(year)) + timedelta(days=offset)]


def orthodox_easter(offset: int) -> Reference:
    """Days from Orthodox Easter, by Meeus's Julian algorithm."""

    def days(year: int) -> list[date]:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, number = divmod(d + e + 114, 31)
        return [date(year, month, number + 1) + timedelta(days=13 + offset)]

    return days


#: Month and day of the Julian year.
JULIAN = {"orthodox-christmas": (12, 25), "orthodox-theophany": (1, 6), "genna": (12, 25)}


def julian_days(month: int, day: int) -> Reference:
    """Julian dates by convertdate."""

    def days(year: int) -> list[date]:
        found = [date(*julian.to_gregorian(about, month, day)) for about in (year - 1, year)]
        return [civil for civil in found if civil.year == year]

    return days


# Umm al-Qura by its published rule: the month begins after a day on which, at Mecca, the moon is new before sunset and
# sets after the sun (from 1423); before that, on which it sets after the sun (from 1419).
MECCA = astronomy.Observer(21.4225, 39.8262, 0)
MECCA_HOURS = 3


@cache
def mecca_month_starts() -> list[date]:
    """First days of the months from 2000 to 2051, by the rule of Umm al-Qura."""
    starts = []
    moon = astronomy.SearchMoonPhase(0, astronomy.Time.Make(1999, 12, 1, 0, 0, 0), 40)
    while moon.ut < astronomy.Time.Make(2052, 2, 1, 0, 0, 0).ut:
        evening = _civil(moon.ut)
        while not _month_ends(evening, moon.ut):
            evening += timedelta(days=1)
        starts.append(evening + timedelta(days=1))
        moon = astronomy.SearchMoonPhase(0, astronomy.Time(moon.ut + 25), 40)
    return starts


def _civil(ut: float) -> date:
    return (datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(days=ut, hours=MECCA_HOURS)).date()


def _month_ends(evening: date, new_moon: float) -> bool:
    noon = astronomy.Time.Make(evening.year, evening.month, evening.day, 12 - MECCA_HOURS, 0, 0)
    sunset = astronomy.SearchRiseSet(astronomy.Body.Sun, MECCA, astronomy.Direction.Set, noon, 1)
    moonset = astronomy.SearchRiseSet(astronomy.Body.Moon, MECCA, astronomy.Direction.Set, noon, 1)
    after = moonset is not None and moonset.ut > sunset.ut
    if evening < date(2002, 3, 1):
        return bool(after)
    return bool(after and new_moon < sunset.ut)


#: Month and day of the Islamic year, counted from the start of a month.
ISLAMIC = {
    "islamic-new-year": (1, 1),
    "ashura": (1, 10),
    "arbaeen": (2, 20),
    "mawlid": (3, 12),
    "isra-and-miraj": (7, 27),
    "nisf-shaban": (8, 15),
    "ramadan": (9, 1),
    "laylat-al-qadr": (9, 27),
    "eid-al-fitr": (10, 1),
    "day-of-arafah": (12, 9),
    "eid-al-adha": (12, 10),
}
#: 1 Ramadan 1421, the ninth month, as a known point: 27 November 2000.
KNOWN_RAMADAN = date(2000, 11, 27)


def islamic_days(month: int, day: int) -> Reference:
    """Civil days of an Islamic date by the rule of Umm al-Qura."""

    def days(year: int) -> list[date]:
        starts = mecca_month_starts()
        known = min(range(len(starts)), key=lambda index: abs(starts[index] - KNOWN_RAMADAN))
        found = [
            start + timedelta(days=day - 1)
            for index, start in enumerate(starts)
            if (index - known + 9 - month) % 12 == 0
        ]
        return [civil for civil in found if civil.year == year]

    return days


#: Month and day of the Ethiopian year.
ETHIOPIAN = {"enkutatash": (1, 1), "meskel": (1, 17), "timkat": (5, 11)}


def ethiopian_days(month: int, day: int) -> Reference:
    """Ethiopian dates by convertdate's Coptic calendar, which has the same months."""

    def days(year: int) -> list[date]:
        found = [date(*coptic.to_gregorian(coptic_year, month, day)) for coptic_year in (year - 284, year - 283)]
        return [civil for civil in found if civil.year == year]

    return days


def persian_days(month: int, day: int) -> Reference:
    """Persian dates by convertdate."""

    def days(year: int) -> list[date]:
        found = [date(*persian.to_gregorian(year - offset, month, day)) for offset in (621, 622)]
        return [civil for civil in found if civil.year == year]

    return days


def bahai_days(month: int, day: int, before: tuple[int, int]) -> Reference:
    """Bahá’í dates: until 2014 the day of the civil year on which the West kept them, since 2015 by convertdate."""

    def days(year: int) -> list[date]:
        if year < 2015:
            return [date(year, *before)]
        found = [date(*bahai.to_gregorian(year - offset, month, day)) for offset in (1843, 1844)]
        return [civil for civil in found if civil.year == year]

    return days


#: A new year of the Shahenshahi calendar as printed, after which every year has 365 days.
PARSI_NEW_YEAR = date(2023, 8, 16)


def parsi_new_year(year: int) -> list[date]:
    """1 Farvardin of the Shahenshahi calendar, in years of 365 days from a printed one."""
    found = PARSI_NEW_YEAR + timedelta(days=365 * (year - PARSI_NEW_YEAR.year))
    return [found] if found.year == year else []


LONDON = ZoneInfo("Europe/London")
SEASONS = {"ostara": "spring", "litha": "summer", "mabon": "autumn", "yule": "winter"}


def season_days(which: str) -> Reference:
    """Equinoxes and solstices by PyMeeus, as civil days in London."""

    def days(year: int) -> list[date]:
        year_, month, day, hour, minute, _ = Sun.get_equinox_solstice(year, which).get_full_date()
        return [datetime(year_, month, day, hour, minute, tzinfo=UTC).astimezone(LONDON).date()]

    return days


#: Month and day of the Bahá’í year, and the day of the civil year until 2014.
BAHAI = {
    "naw-ruz": (1, 1, (3, 21)),
    "ridvan-1": (2, 13, (4, 21)),
    "ridvan-9": (3, 2, (4, 29)),
    "ridvan-12": (3, 5, (5, 2)),
    "declaration-of-the-bab": (4, 8, (5, 23)),
    "ascension-of-bahaullah": (4, 13, (5, 29)),
    "martyrdom-of-the-bab": (6, 17, (7, 9)),
    "day-of-the-covenant": (14, 4, (11, 26)),
    "ascension-of-abdul-baha": (14, 6, (11, 28)),
}
