#!/usr/bin/env python3
"""Compare our days, 2001 to 2050, with independent references; print every disagreement, one a line.

The references are development dependencies that share neither code nor data with our arithmetic (convertdate, PyMeeus,
the tables of the holidays package), and for Umm al-Qura its own published rule over astronomy-engine.
`docs/comparison.md` explains the disagreements. Run it as `scripts/compare_calendars.py [id …]`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import astronomy
from convertdate import bahai, coptic, hebrew, persian
from holidays.calendars.buddhist import _BuddhistLunisolar
from holidays.calendars.chinese import (
    KOREAN_CALENDAR,
    VIETNAMESE_CALENDAR,
    _ChineseLunisolar,
)
from holidays.calendars.hebrew import _HebrewLunisolar
from holidays.calendars.hindu import _HinduLunisolar
from holidays.calendars.thai import _ThaiLunisolar
from holidays.calendars.tibetan import _TibetanLunisolar
from pymeeus.Epoch import Epoch
from pymeeus.Sun import Sun

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scheduling.observances import catalogue, observances  # noqa: E402 - after the path is set
from scheduling.places import find_place  # noqa: E402

YEARS = range(2001, 2051)
PLACE = find_place("London")

#: A reference answers with the days it has for a civil year; none where its table ends.
Reference = Callable[[int], list[date]]


@dataclass
class Score:
    """How one observance compares with one reference."""

    identity: str
    reference: str
    days: int = 0
    same: int = 0
    candidate: int = 0
    differences: list[str] = field(default_factory=list)


def compare(identity: str, name: str, reference: Reference) -> Score:
    """Hold every day of the reference against the nearest occurrence of ours."""
    score = Score(identity, name)
    for year in YEARS:
        for day in reference(year):
            ours = min(_ours(identity), key=lambda one: abs(one[0] - day))
            score.days += 1
            score.same += ours[0] == day
            score.candidate += day in ours[1]
            if ours[0] != day:
                kept = "a candidate" if day in ours[1] else "NOT A CANDIDATE"
                others = ", ".join(f"{other:%d %b}" for other in ours[1] if other != ours[0]) or "none"
                both = f"{name} has {day:%a %d %b %Y}, we have {ours[0]:%a %d %b %Y} (others: {others})"
                score.differences.append(f"{identity}: {both} - {kept}")
    return score


@cache
def _all() -> dict[str, list[tuple[date, tuple[date, ...]]]]:
    found: dict[str, list[tuple[date, tuple[date, ...]]]] = {identity: [] for identity in catalogue().observances}
    for one in observances(date(2000, 1, 1), date(2051, 12, 31), place=PLACE):
        found[one.id].append((one.day, tuple(candidate.day for candidate in one.candidates)))
    return found


def _ours(identity: str) -> list[tuple[date, tuple[date, ...]]]:
    return _all()[identity]


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


def bahai_days(month: int, day: int) -> Reference:
    """Bahá’í dates since 2015 by convertdate."""

    def days(year: int) -> list[date]:
        if year < 2015:
            return []
        found = [date(*bahai.to_gregorian(year - offset, month, day)) for offset in (1843, 1844)]
        return [civil for civil in found if civil.year == year]

    return days


def season_days(which: str) -> Reference:
    """Equinoxes and solstices by PyMeeus, as civil days in London."""

    def days(year: int) -> list[date]:
        year_, month, day, hour, minute, _ = Sun.get_equinox_solstice(year, which).get_full_date()
        return [datetime(year_, month, day, hour, minute, tzinfo=UTC).astimezone(PLACE.zone).date()]

    return days


def table(owner: object, method: str, **options: str) -> Reference:
    """A table of the holidays package."""

    def days(year: int) -> list[date]:
        found = getattr(owner, method)(year, **options)
        day = found[0] if isinstance(found, tuple) else found
        several = day if isinstance(day, set) else {day}
        return sorted(one for one in several if one is not None and one.year == year)

    return days


def shifted(reference: Reference, by: int) -> Reference:
    """A reference some days on."""
    return lambda year: [day + timedelta(days=by) for day in reference(year)]


EXACT = "exact"
HINDU = "hindu"
OTHER = "other"


def references() -> Iterator[tuple[str, str, str, Reference]]:
    """Group, id, name of the reference, and the reference."""
    for identity, (month, day) in HEBREW.items():
        yield EXACT, identity, "convertdate", hebrew_days(month, day)
    for identity, (month, day, moves) in HEBREW_MOVED.items():
        yield EXACT, identity, "convertdate", hebrew_days(month, day, moves)
    jewish = _HebrewLunisolar()
    for identity in ("rosh-hashanah", "yom-kippur", "sukkot", "hanukkah", "purim", "passover", "lag-baomer", "shavuot"):
        yield EXACT, identity, "holidays", table(jewish, f"{identity.replace('-', '_')}_date")
    for identity, offset in {"easter-sunday": 0, "good-friday": -2, "ash-wednesday": -46, "pentecost": 49}.items():
        yield EXACT, identity, "PyMeeus", western_easter(offset)
    for identity, offset in {"orthodox-easter": 0, "orthodox-good-friday": -2, "clean-monday": -48}.items():
        yield EXACT, identity, "Meeus", orthodox_easter(offset)
    for identity, (month, day) in ISLAMIC.items():
        yield EXACT, identity, "Umm al-Qura rule", islamic_days(month, day)
    for identity, (month, day) in {"enkutatash": (1, 1), "meskel": (1, 17), "timkat": (5, 11)}.items():
        yield EXACT, identity, "convertdate (Coptic)", ethiopian_days(month, day)
    yield EXACT, "nowruz", "convertdate", persian_days(1, 1)
    for identity, (month, day) in BAHAI.items():
        yield EXACT, identity, "convertdate", bahai_days(month, day)
    chinese = _ChineseLunisolar()
    for identity, method in EAST_ASIAN.items():
        yield EXACT, identity, "holidays", table(chinese, method)
    yield EXACT, "lunar-new-year-eve", "holidays", shifted(table(chinese, "lunar_new_year_date"), -1)
    yield EXACT, "seollal", "holidays", table(_ChineseLunisolar(calendar=KOREAN_CALENDAR), "lunar_new_year_date")
    yield EXACT, "chuseok", "holidays", table(_ChineseLunisolar(calendar=KOREAN_CALENDAR), "mid_autumn_date")
    yield EXACT, "tet", "holidays", table(_ChineseLunisolar(calendar=VIETNAMESE_CALENDAR), "lunar_new_year_date")
    for identity, which in {"ostara": "spring", "litha": "summer", "mabon": "autumn", "yule": "winter"}.items():
        yield EXACT, identity, "PyMeeus", season_days(which)
    indian = _HinduLunisolar()
    for identity, method in INDIAN.items():
        yield HINDU, identity, "holidays", table(indian, method)
    yield HINDU, "holika-dahan", "holidays", shifted(table(indian, "holi_date"), -1)
    yield OTHER, "vesak", "holidays (India)", table(indian, "buddha_purnima_date")
    yield OTHER, "vesak", "holidays (Singapore)", table(_BuddhistLunisolar(), "vesak_date")
    yield OTHER, "vesak", "holidays (Malaysia)", table(_BuddhistLunisolar(), "vesak_may_date")
    thai = _ThaiLunisolar()
    for identity, method in {"vesak": "visakha", "magha-puja": "makha", "asalha-puja": "asarnha"}.items():
        yield OTHER, identity, "holidays (Thailand)", table(thai, f"{method}_bucha_date")
    yield OTHER, "losar", "holidays (Bhutan)", table(_TibetanLunisolar(), "losar_date")
    yield OTHER, "losar", "holidays (Nepal)", table(indian, "gyalpo_losar_date")


BAHAI = {
    "naw-ruz": (1, 1),
    "ridvan-1": (2, 13),
    "ridvan-9": (3, 2),
    "ridvan-12": (3, 5),
    "declaration-of-the-bab": (4, 8),
    "ascension-of-bahaullah": (4, 13),
    "martyrdom-of-the-bab": (6, 17),
    "day-of-the-covenant": (14, 4),
    "ascension-of-abdul-baha": (14, 6),
}
EAST_ASIAN = {
    "lunar-new-year": "lunar_new_year_date",
    "qingming": "qingming_date",
    "dragon-boat": "dragon_boat_date",
    "mid-autumn": "mid_autumn_date",
    "double-ninth": "double_ninth_date",
}
INDIAN = {
    "makar-sankranti": "makar_sankranti_date",
    "pongal": "pongal_date",
    "vasant-panchami": "basant_panchami_date",
    "maha-shivaratri": "maha_shivaratri_date",
    "holi": "holi_date",
    "ugadi": "gudi_padwa_date",
    "chaitra-navaratri": "chaitra_navratri_date",
    "ram-navami": "ram_navami_date",
    "hanuman-jayanti": "hanuman_jayanti_date",
    "rath-yatra": "rath_yatra_date",
    "guru-purnima": "guru_purnima_date",
    "raksha-bandhan": "raksha_bandhan_date",
    "janmashtami": "janmashtami_date",
    "ganesh-chaturthi": "ganesh_chaturthi_date",
    "onam": "onam_date",
    "navaratri": "sharad_navratri_date",
    "durga-ashtami": "maha_ashtami_date",
    "dussehra": "dussehra_date",
    "karwa-chauth": "karwa_chauth_date",
    "diwali": "diwali_india_date",
    "govardhan-puja": "govardhan_puja_date",
    "chhath": "chhath_puja_date",
    "kartik-purnima": "guru_nanak_jayanti_date",
    "guru-nanak-birthday": "guru_nanak_jayanti_date",
    "bandi-chhor-divas": "diwali_india_date",
    "mahavir-jayanti": "mahavir_jayanti_date",
    "samvatsari": "samvatsari_parva_date",
    "mahavir-nirvana": "diwali_india_date",
}


def scores(only: frozenset[str] = frozenset()) -> dict[str, list[Score]]:
    """Every comparison, by group."""
    found: dict[str, list[Score]] = {EXACT: [], HINDU: [], OTHER: []}
    for group, identity, name, reference in references():
        if not only or identity in only:
            found[group].append(compare(identity, name, reference))
    return found


def main(arguments: list[str]) -> int:
    """Print the tables and every disagreement."""
    for group, compared in scores(frozenset(arguments)).items():
        if not compared:
            continue
        print(f"== {group}")
        for score in compared:
            counts = f"{score.days:4} days, {score.same:4} same, {score.candidate:4} kept"
            print(f"{score.identity:28} {score.reference:22} {counts}")
        days, same, kept = (sum(getattr(one, what) for one in compared) for what in ("days", "same", "candidate"))
        print(f"{'all':28} {'':22} {days:4} days, {same / days:.2%} on the day, {kept / days:.2%} on some candidate")
        for score in compared:
            for line in score.differences:
                print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
