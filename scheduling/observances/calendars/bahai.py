"""The Bahá’í (Badíʿ) calendar: years of nineteen months of nineteen days, from the published table of 172 to 221 B.E.

Rules: "13 Jalal"; "8 Azamat, until 2014 on 23 May"; "Birth of the Bab, until 2014 on 20 October". Until March 2015
communities in the West kept fixed civil dates, with the new year on 21 March.

The table is that of the Bahá’í World Centre (2014). It cannot be replaced by a computation: in 2026 the equinox comes
some twenty seconds from sunset at Tehran. A test recomputes every other year.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from scheduling.observances.calendars import gregorian
from scheduling.observances.calendars.fall import Fall, RuleError

YEARS = range(1900, 2065)

MONTHS = (
    *("Baha", "Jalal", "Jamal", "Azamat", "Nur", "Rahmat", "Kalimat", "Kamal", "Asma", "Izzat"),
    *("Mashiyyat", "Ilm", "Qudrat", "Qawl", "Masail", "Sharaf", "Sultan", "Mulk", "Ala"),
)
FIRST_YEAR = 2015
#: Years that begin on 21 March; the others of 2015 to 2064 begin on 20 March.
_BEGINS_ON_21 = frozenset({2015, 2018, 2019, 2022, 2023, 2026, 2027, *range(2031, 2056, 4)})
#: The Birth of the Báb, from 2015 to 2064, as month and day of the Badíʿ year. That of Bahá’u’lláh is the next day.
_PUBLISHED_BIRTHS = """
    1310 1218 1207 1306 1214 1204 1304 1211 1201 1219
    1208 1307 1215 1205 1305 1214 1202 1302 1210 1310
    1217 1206 1306 1215 1204 1304 1212 1201 1219 1208
    1308 1216 1205 1305 1214 1203 1302 1210 1309 1218
    1206 1306 1215 1204 1304 1211 1119 1219 1209 1308
"""
_BIRTH_OF_THE_BAB = tuple(divmod(int(packed), 100) for packed in _PUBLISHED_BIRTHS.split())
_DAY = timedelta(days=1)
_RULE = re.compile(
    rf"(?:(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)})|(?P<birth>Birth of the Bab|Birth of Bahaullah))"
    r"(?:, until 2014 on (?P<western>.+))?"
)


def check(rule: str) -> None:
    """Raise RuleError unless the rule is one of this calendar's."""
    match = _RULE.fullmatch(rule)
    if (
        match is None
        or (match["day"] and not 1 <= int(match["day"]) <= 19)
        or (match["birth"] and not match["western"])
    ):
        raise RuleError(f'"{rule}" is not a Bahá’í date: write a day from 1 to 19 and one of {", ".join(MONTHS)}')
    if match["western"]:
        gregorian.fixed(match["western"])


def falls(rule: str, year: int) -> list[Fall]:
    """The rule's day in a civil year."""
    match = _RULE.fullmatch(rule)
    assert match is not None  # `check` has seen every rule of the catalogue
    if match["western"] and year < FIRST_YEAR:
        return [Fall(date(year, *gregorian.fixed(match["western"])))]
    if match["birth"]:
        month, number = _BIRTH_OF_THE_BAB[year - FIRST_YEAR]
        return [Fall(_civil(year, month, number) + (match["birth"] == "Birth of Bahaullah") * _DAY)]
    month, number = MONTHS.index(match["month"]) + 1, int(match["day"])
    days = (_civil(begins, month, number) for begins in (year - 1, year))
    return [Fall(day) for day in days if day.year == year]


def new_year(year: int) -> date:
    """Naw-Rúz of a civil year: its daytime, which follows the sunset on which the year begins."""
    return date(year, 3, 21 if year < FIRST_YEAR or year in _BEGINS_ON_21 else 20)


def _civil(year: int, month: int, number: int) -> date:
    """A date of the Badíʿ year that begins in a civil year; the last month is counted back from the next new year."""
    if month == len(MONTHS):
        return new_year(year + 1) - (20 - number) * _DAY
    return new_year(year) + (19 * (month - 1) + number - 1) * _DAY
