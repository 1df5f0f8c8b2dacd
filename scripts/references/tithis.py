"""Hindu, Jain and lunar Sikh days by their published rules, day by day over PyEphem: a second opinion to 2050.

What is independent of the product: the ephemeris (libastro's: VSOP87 and Moshier's lunar theory), sunrise and sunset,
the ayanamsa, and the way. Here every civil day is asked which lunar day prevails at the moment that the rule names;
the product looks for the span of the lunar day first. What is not independent: the rules, which were read in the same
places. `panchang_days` has other people's reading of them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, partial

from references.sky import (
    CHINA,
    COLOMBO,
    DELHI,
    TEHRAN,
    Site,
    ahead,
    civil_day,
    midnight,
    moon_longitude,
    moon_of,
    new_moons,
    sidereal,
    sun_longitude,
    sunrise,
    sunset,
    when,
)

Reference = Callable[[int], list[date]]
#: A lunar day: the number of its new moon, and which of the thirty.
Lunar = tuple[int, int]

_DAY = timedelta(days=1)
_TITHI = 29.530588 / 30
_MINUTE = 1 / 1440
_SAMPLES = 60
_SHRAVANA = 21
_MONTHS = (
    *("Chaitra", "Vaishakha", "Jyeshtha", "Ashadha", "Shravana", "Bhadrapada"),
    *("Ashvin", "Kartik", "Margashirsha", "Pausha", "Magha", "Phalguna"),
)
#: Parts of the day as fifths of daylight, and of the night as fifteenths.
_FIFTHS = {"midday": 2, "afternoon": 3, "evening": 4}
_NIGHT = {"dusk": (0, 3), "midnight": (7, 8)}


def lunar(at: float) -> Lunar:
    """The lunar day that prevails at an instant."""
    return moon_of(at), int(ahead(at) // 12) + 1


@cache
def month(moon: int) -> str:
    """The amanta month of a new moon, by the sign that the sun enters in it; empty where it enters none."""
    here, there = (int(sidereal(sun_longitude(at), at) // 30) for at in new_moons()[moon : moon + 2])
    return "" if here == there else _MONTHS[there]


def part(name: str, day: date, site: Site) -> tuple[float, float, float]:
    """Beginning, end and deciding moment of a part of the day."""
    rise, fall = sunrise(day, site), sunset(day, site)
    if name == "sunrise":
        return rise, rise, rise
    if name in _FIFTHS:
        begins = rise + (fall - rise) * _FIFTHS[name] / 5
        ends = begins + (fall - rise) / 5
        return begins, ends, (begins + ends) / 2
    fifteenth = (sunrise(day + _DAY, site) - fall) / 15
    first, last = _NIGHT[name]
    begins, ends = fall + first * fifteenth, fall + last * fifteenth
    return begins, ends, ends if name == "dusk" else (begins + ends) / 2


def _near(wanted: Lunar, site: Site) -> list[date]:
    about = civil_day(new_moons()[wanted[0]] + (wanted[1] - 0.5) * _TITHI, site)
    return [about + number * _DAY for number in range(-3, 4)]


def prevailing(wanted: Lunar, name: str, site: Site) -> list[date]:
    """Days at whose deciding moment the lunar day prevails."""
    return [day for day in _near(wanted, site) if lunar(part(name, day, site)[2]) == wanted]


def kept(wanted: Lunar, name: str, last: bool, site: Site) -> date:
    """The day: of several the first or the last; of none the one with most of it then.

    Where there is none of it either, the day of its sunrise; at dusk, or without a sunrise, that on which it begins.
    """
    if found := prevailing(wanted, name, site):
        return found[-1 if last else 0]
    if name == "sunrise":
        return _begins(wanted, site)
    shares = {day: _share(wanted, name, day, site) for day in _near(wanted, site)}
    most = max(shares, key=lambda day: shares[day])
    if shares[most]:
        return most
    return _begins(wanted, site) if name == "dusk" else kept(wanted, "sunrise", last, site)


def _share(wanted: Lunar, name: str, day: date, site: Site) -> int:
    begins, ends, _ = part(name, day, site)
    return sum(lunar(begins + (ends - begins) * step / _SAMPLES) == wanted for step in range(_SAMPLES + 1))


def _begins(wanted: Lunar, site: Site) -> date:
    """The last day whose sunrise comes before the lunar day."""
    return [day for day in _near(wanted, site) if lunar(sunrise(day, site)) < wanted][-1]


def yearly(named: str, choose: Callable[[int, Site], date], site: Site) -> Reference:
    """A day of every month of one name."""

    def days(year: int) -> list[date]:
        found = {choose(moon, site) for moon in _moons_about(year) if month(moon) == named}
        return sorted(day for day in found if day.year == year)

    return days


def _moons_about(year: int) -> list[int]:
    low, high = midnight(date(year, 1, 1), DELHI) - 60, midnight(date(year, 12, 31), DELHI) + 30
    return [number for number, moon in enumerate(new_moons()[:-1]) if low < moon < high]


def tithi(named: str, number: int, name: str = "sunrise", *, last: bool = False, site: Site = DELHI) -> Reference:
    """The day on which a tithi of a month prevails at a part of the day."""
    return yearly(named, lambda moon, here: kept((moon, number), name, last, here), site)


def forenoon(named: str, number: int, *, site: Site = DELHI) -> Reference:
    """The first day on which a tithi prevails at midday; else the day of its sunrise."""

    def choose(moon: int, here: Site) -> date:
        found = prevailing((moon, number), "midday", here)
        return found[0] if found else kept((moon, number), "sunrise", False, here)

    return yearly(named, choose, site)


def lasting(named: str, number: int, minutes: float, *, site: Site = DELHI) -> Reference:
    """The day at whose sunrise a tithi prevails and lasts so long; else the day before."""

    def choose(moon: int, here: Site) -> date:
        day = kept((moon, number), "sunrise", False, here)
        rise = sunrise(day, here)
        too_short = lunar(rise) == (moon, number) != lunar(rise + minutes * _MINUTE)
        return day - _DAY if too_short else day

    return yearly(named, choose, site)


def _bonfire(moon: int, site: Site) -> date:
    """Holika Dahan: full moon at dusk; the next day if Bhadra lasts beyond midnight and the full moon long enough."""
    day = kept((moon, 15), "dusk", True, site)
    night = part("midnight", day, site)[0]
    rise, fall = sunrise(day + _DAY, site), sunset(day + _DAY, site)
    waits = lunar(night) == (moon, 15) and ahead(night) < 174 and lunar(rise + (fall - rise) * 7 / 8) == (moon, 15)
    return day + _DAY if waits else day


def holika_dahan(site: Site = DELHI) -> Reference:
    """The evening of the bonfire before Holi."""
    return yearly("Phalguna", _bonfire, site)


def holi(site: Site = DELHI) -> Reference:
    """The day after the bonfire."""
    return yearly("Phalguna", lambda moon, here: _bonfire(moon, here) + _DAY, site)


def earlier(days: int, reference: Callable[..., Reference], *, site: Site = DELHI) -> Reference:
    """So many days before a day that never falls near the turn of the civil year."""
    return lambda year: [day - days * _DAY for day in reference(site=site)(year)]


def poya(named: str, *, site: Site = COLOMBO) -> Reference:
    """The full moon in Sri Lanka: of the days at whose sunset it is full the first, else that of its sunrise."""

    def choose(moon: int, here: Site) -> date:
        days = [day for day in _near((moon, 15), here) if lunar(sunset(day, here)) == (moon, 15)]
        return days[0] if days else kept((moon, 15), "sunrise", False, here)

    return yearly(named, choose, site)


def _tenth(moon: int, site: Site) -> date:
    """Vijayadashami: tithi 10 in the afternoon; the day after where its afternoon alone has the moon in Shravana."""
    found = prevailing((moon, 10), "afternoon", site) or [kept((moon, 10), "sunrise", False, site)]
    day, later = found[0], found[0] + _DAY
    may_wait = len(found) > 1 or lunar(sunrise(later, site) + 144 * _MINUTE) == (moon, 10)
    return later if may_wait and _in_shravana(later, site) and not _in_shravana(day, site) else day


def dussehra(site: Site = DELHI) -> Reference:
    """Vijayadashami."""
    return yearly("Ashvin", _tenth, site)


def star(at: float) -> int:
    """Which of the 27 stars the moon is in, from 0."""
    return int(sidereal(moon_longitude(at), at) // (360 / 27))


def _in_shravana(day: date, site: Site) -> bool:
    return _SHRAVANA in (star(at) for at in part("afternoon", day, site)[:2])


def _entry(sign: int, year: int) -> float:
    """When the sun enters a sidereal sign: Makara (9) in January, Simha (4) in August."""
    low = midnight(date(year, (sign + 3) % 12 + 1, 8), DELHI)
    return when(lambda at: sidereal(sun_longitude(at), at), sign * 30, low, low + 18)


def sun_enters(sign: int, *, after_sunset: bool = True, site: Site = DELHI) -> Reference:
    """The day on which the sun enters a sign; after sunset the next day, if `after_sunset`."""

    def days(year: int) -> list[date]:
        at = _entry(sign, year)
        day = civil_day(at, site)
        return [day + _DAY if after_sunset and at > sunset(day, site) else day]

    return days


def onam(site: Site = DELHI) -> Reference:
    """The day at whose sunrise the moon is in Shravana in the month of Chingam; the later of two stars in it."""

    def first_of(sign: int, year: int) -> date:
        at = _entry(sign, year)
        day = civil_day(at, site)
        limit = sunrise(day, site) + (sunset(day, site) - sunrise(day, site)) * 3 / 5
        return day if at < limit else day + _DAY

    def days(year: int) -> list[date]:
        day, end = first_of(4, year), first_of(5, year)
        stars = {}
        while day <= end:
            stars[day] = star(sunrise(day, site))
            day += _DAY
        month_days = [day for day in stars if day < end]
        begun = [day for day in month_days if stars[day] == _SHRAVANA and stars.get(day - _DAY) != _SHRAVANA]
        if begun:
            return [begun[-1]]
        return [day for day in month_days if stars[day] < _SHRAVANA < stars[day + _DAY]]

    return days


def twin_birthdays(second: bool) -> Reference:
    """The births of the Báb and Bahá’u’lláh since 2015: the days after the eighth new moon from Naw-Rúz at Tehran."""

    def days(year: int) -> list[date]:
        if year < 2015:
            return [date(year, 11, 12) if second else date(year, 10, 20)]
        equinox = when(sun_longitude, 0, midnight(date(year, 3, 10), TEHRAN), midnight(date(year, 3, 30), TEHRAN))
        new_year = _day_to_sunset(equinox)
        after = [moon for moon in new_moons() if moon > sunset(new_year - _DAY, TEHRAN) + 1]
        return [_day_to_sunset(after[7]) + (2 if second else 1) * _DAY]

    return days


def _day_to_sunset(at: float) -> date:
    """The day, ending at sunset in Tehran, of an instant."""
    day = civil_day(at, TEHRAN)
    return day if at < sunset(day, TEHRAN) else day + _DAY


def seventh_month_in_china(number: int) -> Reference:
    """A day of the Chinese seventh month, not of its leap month: the month that holds the end of heat."""

    def days(year: int) -> list[date]:
        low = midnight(date(year, 8, 15), CHINA)
        heat = civil_day(when(sun_longitude, 150, low, low + 20), CHINA)  # the term that the seventh month holds
        first = max(day for day in map(partial(civil_day, site=CHINA), new_moons()) if day <= heat)
        return [first + (number - 1) * _DAY]

    return days


#: Our id → the rule of the day we show, to be given a site.
FESTIVALS: dict[str, Callable[..., Reference]] = {
    "makar-sankranti": partial(sun_enters, 9),
    "pongal": partial(sun_enters, 9),
    "vasant-panchami": partial(forenoon, "Magha", 5),
    "maha-shivaratri": partial(tithi, "Magha", 29, "midnight"),
    "holika-dahan": holika_dahan,
    "holi": holi,
    "ugadi": partial(tithi, "Chaitra", 1),
    "chaitra-navaratri": partial(tithi, "Chaitra", 1),
    "ram-navami": partial(tithi, "Chaitra", 9, "midday", last=True),
    "hanuman-jayanti": partial(tithi, "Chaitra", 15),
    "mahavir-jayanti": partial(tithi, "Chaitra", 13),
    "vesak": partial(tithi, "Vaishakha", 15),
    "rath-yatra": partial(tithi, "Ashadha", 2),
    "guru-purnima": partial(tithi, "Ashadha", 15),
    "raksha-bandhan": partial(lasting, "Shravana", 15, 144),
    "janmashtami": partial(tithi, "Shravana", 23),
    "ganesh-chaturthi": partial(tithi, "Bhadrapada", 4, "midday"),
    "samvatsari": partial(tithi, "Bhadrapada", 5, "midday"),
    "paryushan": partial(earlier, 7, partial(tithi, "Bhadrapada", 5, "midday")),
    "das-lakshana": partial(earlier, 9, partial(tithi, "Bhadrapada", 14)),
    "onam": onam,
    "navaratri": partial(lasting, "Ashvin", 1, 24),
    "durga-ashtami": partial(tithi, "Ashvin", 8),
    "dussehra": dussehra,
    "karwa-chauth": partial(tithi, "Ashvin", 19, "dusk"),
    "dhanteras": partial(tithi, "Ashvin", 28, "dusk", last=True),
    "diwali": partial(tithi, "Ashvin", 30, "dusk", last=True),
    "bandi-chhor-divas": partial(tithi, "Ashvin", 30, "dusk", last=True),
    "mahavir-nirvana": partial(tithi, "Ashvin", 30, "dusk", last=True),
    "govardhan-puja": partial(tithi, "Kartik", 1, "evening"),
    "bhai-dooj": partial(tithi, "Kartik", 2, "afternoon", last=True),
    "chhath": partial(tithi, "Kartik", 6),
    "kartik-purnima": partial(tithi, "Kartik", 15),
    "guru-nanak-birthday": partial(tithi, "Kartik", 15),
    "hola-mohalla": partial(tithi, "Phalguna", 16),
}
#: Our id → conventions of other days, each with its rule.
CONVENTIONS: dict[str, dict[str, Callable[..., Reference]]] = {
    "makar-sankranti": {"The civil day of the sun’s entry": partial(sun_enters, 9, after_sunset=False)},
    "holi": {"Dol Purnima": partial(tithi, "Phalguna", 15)},
    "janmashtami": {"Smarta": partial(tithi, "Shravana", 23, "midnight", last=True)},
    "paryushan": {"Tapagaccha": partial(earlier, 7, partial(tithi, "Bhadrapada", 4))},
    "samvatsari": {"Tapagaccha": partial(tithi, "Bhadrapada", 4)},
    "vesak": {"Sri Lankan poya": partial(poya, "Vaishakha")},
    "asalha-puja": {"Sri Lankan poya": partial(poya, "Ashadha")},
    "guru-gobind-singh-birthday": {"Lunar calendar": partial(tithi, "Pausha", 7)},
    "guru-arjan-martyrdom": {"Lunar calendar": partial(tithi, "Jyeshtha", 4)},
    "guru-granth-sahib-installation": {"Lunar calendar": partial(tithi, "Bhadrapada", 1)},
    "guru-tegh-bahadur-martyrdom": {"Lunar calendar": partial(tithi, "Margashirsha", 5)},
}
