"""Days of the Hindu lunar and solar calendars, reckoned at a site; Jain and older Sikh days go by them too.

A lunar day (tithi) begins and ends at any hour, so each festival has a part of the day at which its tithi must prevail.
Rules, as the catalogue writes them:

    Kartik 15 at sunrise                                    tithi 1 to 15 waxing, 16 to 30 waning, of the amanta month
    Chaitra 1 at sunrise, else the next day                 where the tithi touches no sunrise
    Ashvin 30 at dusk, the later day                        which day, when the tithi prevails then on two
    Bhadrapada 4 at midday, the earlier day
    Magha 5 at midday, the earlier day, else at sunrise
    Shravana 15 for 144 min after sunrise, else the day before
    the day after Phalguna 15 at sunrise                    also "the day before", "7 days before"
    Vaishakha 15 at sunset in Sri Lanka, the earlier day, else at sunrise
    the sun enters Makara                                   before sunset; else the next day
    the sun enters Makara by midnight                       the civil day of the entry
    Shravana star in Simha                                  the day the moon is in that star, in that solar month
    Holika Dahan, Vijayadashami                             two rules with exceptions of their own
    the full moon after Vaishakha 15, where Thailand keeps it      in the years in which it keeps Wesak a month later

A tithi prevails at a part of the day when it does at its middle: midday (the middle fifth of daylight), afternoon (the
fourth), evening (the last), midnight (the eighth fifteenth of the night); dusk is judged at its end, a fifth of the
night after sunset; sunset in Sri Lanka, by which its full-moon days (poya) go, is an instant at Colombo. Where it
prevails on no day, the day with more of it in that part is taken; where there is none of it either, the day of its
sunrise or, for dusk, the day in whose night it begins. Months are amanta, named by the sidereal (Lahiri) sign of the
sun; a second month of one name (adhika) keeps no festivals.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from scheduling.observances.calendars import thai
from scheduling.observances.calendars.fall import RuleError
from scheduling.observances.reckoning.sky import (
    COLOMBO,
    TITHI_DEGREES,
    Site,
    civil_day,
    instant,
    lahiri,
    moon_ahead,
    moon_longitude,
    new_moon,
    new_moons_of,
    sun_longitude,
    sun_reaches,
    sunrise,
    sunset,
)

MONTHS = (
    *("Chaitra", "Vaishakha", "Jyeshtha", "Ashadha", "Shravana", "Bhadrapada"),
    *("Ashvin", "Kartik", "Margashirsha", "Pausha", "Magha", "Phalguna"),
)
SIGNS = (
    *("Mesha", "Vrishabha", "Mithuna", "Karka", "Simha", "Kanya"),
    *("Tula", "Vrishchika", "Dhanu", "Makara", "Kumbha", "Mina"),
)
STARS = 27
SHRAVANA_STAR = 21  # the 22nd of 27, counted from 0
THREE_MUHURTAS = 144  # minutes

_DAY = timedelta(days=1)
_TITHI = re.compile(
    rf"(?P<month>{'|'.join(MONTHS)}) (?P<tithi>\d{{1,2}}) "
    r"(?:at (?P<part>sunrise|midday|afternoon|evening|sunset in Sri Lanka|dusk|midnight)"
    r"(?:, the (?P<choice>earlier|later) day)?(?P<fallback>, else (?:at sunrise|the next day))?"
    r"|for (?P<minutes>\d+) min after sunrise, else the day (?P<else>before|after))"
)
_SHIFTED = re.compile(r"(?:the day|(?P<days>\d+) days) (?P<side>before|after) (?P<rule>.+)")
_ENTERS = re.compile(rf"the sun enters (?P<sign>{'|'.join(SIGNS)})(?P<midnight> by midnight)?")
_STAR = re.compile(rf"Shravana star in (?P<sign>{'|'.join(SIGNS)})")
_POYA = "sunset in Sri Lanka"
_NAMED = ("Holika Dahan", "Vijayadashami")
_A_MONTH_LATER = "the full moon after Vaishakha 15, where Thailand keeps it"


def check(rule: str) -> None:
    """Raise RuleError unless the rule is one of those above."""
    if match := _SHIFTED.fullmatch(rule):
        check(match["rule"])
    elif match := _TITHI.fullmatch(rule):
        if not 1 <= int(match["tithi"]) <= 30:
            raise RuleError(f'"{rule}": a month has tithis 1 to 30')
    elif not (_ENTERS.fullmatch(rule) or _STAR.fullmatch(rule) or rule in (*_NAMED, _A_MONTH_LATER)):
        raise RuleError(f'"{rule}" is not a rule of the Hindu calendar')


def days(rule: str, year: int, site: Site) -> list[date]:
    """The rule's days in a civil year at a site."""
    if match := _SHIFTED.fullmatch(rule):
        shift = int(match["days"] or 1) * (-1 if match["side"] == "before" else 1) * _DAY
        near = {day + shift for about in (year - 1, year, year + 1) for day in days(match["rule"], about, site)}
        return sorted(day for day in near if day.year == year)
    if match := _ENTERS.fullmatch(rule):
        return [_sun_enters(SIGNS.index(match["sign"]), year, site, by_midnight=bool(match["midnight"]))]
    if match := _STAR.fullmatch(rule):
        return [_star_day(SIGNS.index(match["sign"]), year, site)]
    found = set()
    for number in new_moons_of(year):
        month = month_name(number)
        if rule == "Holika Dahan" and month == "Phalguna":
            found.add(_holika_dahan(number, site))
        elif rule == "Vijayadashami" and month == "Ashvin":
            found.add(_vijayadashami(number, site))
        elif rule == _A_MONTH_LATER and month == "Vaishakha":
            found |= _a_month_later(number, year, site)
        elif (match := _TITHI.fullmatch(rule)) and match["month"] == month:
            found.add(_tithi_day(match, number, site))
    return sorted(day for day in found if day.year == year)


@lru_cache(maxsize=4096)
def month_name(number: int) -> str:
    """The amanta month that begins with the numbered new moon; empty for an adhika month."""
    here, there = _sign(new_moon(number)), _sign(new_moon(number + 1))
    return "" if here == there else MONTHS[(here + 1) % 12]


def _sign(at: float) -> int:
    return int((sun_longitude(at) - lahiri(at)) % 360 // 30)


def _span(number: int, tithi: int) -> tuple[float, float]:
    """When a tithi of the month of the numbered new moon begins and ends."""
    return moon_ahead(number, TITHI_DEGREES * (tithi - 1)), moon_ahead(number, TITHI_DEGREES * tithi)


def _tithi_day(match: re.Match[str], number: int, site: Site) -> date:
    span = _span(number, int(match["tithi"]))
    site = COLOMBO if match["part"] == _POYA else site
    if match["minutes"]:
        day = _at_sunrise(span, site)
        lasts = span[1] - sunrise(site, day)
        if lasts * 1440 >= int(match["minutes"]):
            return day
        return day - _DAY if match["else"] == "before" else day + _DAY
    if match["part"] == "sunrise":
        skipped = not any(span[0] <= sunrise(site, day) < span[1] for day in _days_of(span, site))
        return _at_sunrise(span, site) + (_DAY if skipped and match["fallback"] == ", else the next day" else 0 * _DAY)
    if match["fallback"] and not _days_prevailing(span, match["part"], site):
        return _at_sunrise(span, site)
    return _prevailing(span, match["part"], match["choice"] or "earlier", site)


def _days_of(span: tuple[float, float], site: Site) -> list[date]:
    """Civil days that a tithi touches, with the night after each."""
    first, last = civil_day(span[0], site.hours) - _DAY, civil_day(span[1], site.hours)
    return [first + number * _DAY for number in range((last - first).days + 1)]


def _at_sunrise(span: tuple[float, float], site: Site) -> date:
    """The day at whose sunrise the tithi prevails, the first of two; where it has none, the day on which it begins."""
    for day in _days_of(span, site):
        if span[0] <= sunrise(site, day) < span[1]:
            return day
    return _day_of(span[0], site)


def _day_of(at: float, site: Site) -> date:
    """The day, from sunrise to sunrise, of an instant."""
    day = civil_day(at, site.hours)
    return day if at >= sunrise(site, day) else day - _DAY


def part_of_day(part: str, day: date, site: Site) -> tuple[float, float]:
    """Beginning and end of a part of the day of a site."""
    rise, dusk = sunrise(site, day), sunset(site, day)
    fifth = (dusk - rise) / 5
    night = sunrise(site, day + _DAY) - dusk
    return {
        "midday": (rise + 2 * fifth, rise + 3 * fifth),
        "afternoon": (rise + 3 * fifth, rise + 4 * fifth),
        "evening": (rise + 4 * fifth, dusk),
        _POYA: (dusk, dusk),
        "dusk": (dusk, dusk + night / 5),
        "midnight": (dusk + 7 * night / 15, dusk + 8 * night / 15),
    }[part]


def _deciding(part: str, day: date, site: Site) -> float:
    begins, ends = part_of_day(part, day, site)
    return ends if part == "dusk" else (begins + ends) / 2


def _days_prevailing(span: tuple[float, float], part: str, site: Site) -> list[date]:
    return [day for day in _days_of(span, site) if span[0] <= _deciding(part, day, site) < span[1]]


def _prevailing(span: tuple[float, float], part: str, choice: str, site: Site) -> date:
    found = _days_prevailing(span, part, site)
    if found:
        return found[0] if choice == "earlier" else found[-1]
    shares = {day: _share(span, part, day, site) for day in _days_of(span, site)}
    most = max(shares, key=lambda day: shares[day])
    if shares[most] > 0:
        return most
    return _day_of(span[0], site) if part == "dusk" else _at_sunrise(span, site)


def _share(span: tuple[float, float], part: str, day: date, site: Site) -> float:
    begins, ends = part_of_day(part, day, site)
    return max(0.0, min(span[1], ends) - max(span[0], begins))


def _holika_dahan(number: int, site: Site) -> date:
    """The evening of the bonfire: full moon at dusk, but not while its first half (Bhadra) lasts beyond midnight.

    It then waits for the next evening, if the full moon lasts through three and a half of that day's four watches.
    """
    span = _span(number, 15)
    bhadra_ends = moon_ahead(number, TITHI_DEGREES * 14.5)
    day = _prevailing(span, "dusk", "later", site)
    midnight, _ = part_of_day("midnight", day, site)
    tomorrow = day + _DAY
    rise, dusk = sunrise(site, tomorrow), sunset(site, tomorrow)
    if span[0] <= midnight < bhadra_ends and span[1] >= rise + 3.5 / 4 * (dusk - rise):
        return tomorrow
    return day


def _vijayadashami(number: int, site: Site) -> date:
    """Tithi 10 in the afternoon, and of two days the one whose afternoon has the moon in Shravana.

    The day after counts as well when tithi 10 lasts three muhurtas (144 minutes) beyond its sunrise.
    """
    span = _span(number, 10)
    found = _days_prevailing(span, "afternoon", site) or [_at_sunrise(span, site)]
    later = found[0] + _DAY
    if len(found) == 1 and (span[1] - sunrise(site, later)) * 1440 < THREE_MUHURTAS:
        return found[0]
    return later if _in_star(later, site) and not _in_star(found[0], site) else found[0]


def _a_month_later(number: int, year: int, site: Site) -> set[date]:
    """The full moon of the month after, when it is within three days of Wesak in Thailand."""
    day = _at_sunrise(_span(number + 1, 15), site)
    return {day for wesak in thai.falls("full moon of month 6", year) if abs(wesak.day - day) <= 3 * _DAY}


def _in_star(day: date, site: Site) -> bool:
    return any(_star(at) == SHRAVANA_STAR for at in part_of_day("afternoon", day, site))


def _star(at: float) -> int:
    return int((moon_longitude(at) - lahiri(at)) % 360 // (360 / STARS))


def _entry(sign: int, year: int) -> float:
    """When the sun enters a sidereal sign in a civil year: Makara in January, and so on."""
    month = (sign + 3) % 12 + 1
    at = instant(date(year, month, 14))
    for _ in range(3):
        at = sun_reaches(sign * 30 + lahiri(at), year, month)
    return at


def _sun_enters(sign: int, year: int, site: Site, *, by_midnight: bool) -> date:
    """The day of the entry; an entry after sunset belongs to the next day, unless the civil day is meant."""
    at = _entry(sign, year)
    day = civil_day(at, site.hours)
    return day if by_midnight or at < sunset(site, day) else day + _DAY


def _star_day(sign: int, year: int, site: Site) -> date:
    """The day at whose sunrise the moon is in Shravana, in the solar month of that sign; else the day it enters it.

    Where the month has the star at both ends the last time counts, and of two such sunrises the first. In Kerala the
    month begins with the day of the entry when that is in the first three fifths of daylight.
    """
    first, after = _kerala_month(sign, year, site), _kerala_month((sign + 1) % 12, year, site)
    month = [first + number * _DAY for number in range((after - first).days)]
    stars = {day: _star(sunrise(site, day)) for day in [*month, after]}
    at_sunrise = [day for day in month if stars[day] == SHRAVANA_STAR]
    if at_sunrise:
        last = at_sunrise[-1]
        return last - _DAY if last - _DAY in at_sunrise else last
    return next(day for day in month if stars[day + _DAY] == SHRAVANA_STAR + 1)


def _kerala_month(sign: int, year: int, site: Site) -> date:
    at = _entry(sign, year)
    day = civil_day(at, site.hours)
    limit = sunrise(site, day) + (sunset(site, day) - sunrise(site, day)) * 3 / 5
    return day if at < limit else day + _DAY
