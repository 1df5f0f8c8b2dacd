"""Which reference every moving day is compared with, in groups by what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from references import arithmetic, panchang_days, tables, tithis
from references.sky import LONDON

Reference = Callable[[int], list[date]]

EXACT = "exact"  # agree in every case
PRINTED = "printed"  # Hindu days, printed tables to 2035
RECKONED = "reckoned"  # Hindu days, the same rules over another ephemeris to 2050
READ = "read"  # Hindu days, others' reading of the same rules to 2050
OTHER_RULE = "other rule"  # Hindu days, others' rule that is not ours
CONVENTION = "convention"  # a day that some keep, by the table or the rule of those who do
COUNTRY = "country"  # tables of other conventions than the one we show, or of several


@dataclass(frozen=True)
class Row:
    """A reference for an observance; with `convention`, for that candidate of ours instead of the day we show."""

    group: str
    identity: str
    name: str
    days: Reference
    convention: str = ""


def rows() -> Iterator[Row]:
    """Every comparison there is."""
    yield from _exact()
    yield from _hindu()
    yield from _conventions()
    yield from _countries()


def _exact() -> Iterator[Row]:
    for identity, (month, day) in arithmetic.HEBREW.items():
        yield Row(EXACT, identity, "convertdate", arithmetic.hebrew_days(month, day))
    for identity, (month, day, moves) in arithmetic.HEBREW_MOVED.items():
        yield Row(EXACT, identity, "convertdate", arithmetic.hebrew_days(month, day, moves))
    for identity, method in tables.JEWISH.items():
        yield Row(EXACT, identity, "holidays", tables.table(tables.HEBREW, method))
    for identity, offset in arithmetic.EASTER.items():
        yield Row(EXACT, identity, "PyMeeus", arithmetic.western_easter(offset))
    for identity, offset in arithmetic.ORTHODOX_EASTER.items():
        yield Row(EXACT, identity, "Meeus", arithmetic.orthodox_easter(offset))
    for identity, (month, day) in arithmetic.JULIAN.items():
        yield Row(EXACT, identity, "convertdate", arithmetic.julian_days(month, day))
    for identity, (month, day) in arithmetic.ISLAMIC.items():
        yield Row(EXACT, identity, "Umm al-Qura rule", arithmetic.islamic_days(month, day))
    for identity, method in tables.MUSLIM.items():
        yield Row(EXACT, identity, "holidays", tables.table(tables.ISLAM, method))
    for identity, (month, day) in arithmetic.ETHIOPIAN.items():
        yield Row(EXACT, identity, "convertdate (Coptic)", arithmetic.ethiopian_days(month, day))
    yield Row(EXACT, "nowruz", "convertdate", arithmetic.persian_days(1, 1))
    yield Row(EXACT, "parsi-new-year", "365-day year", arithmetic.parsi_new_year)
    for identity, (month, day, before) in arithmetic.BAHAI.items():
        yield Row(EXACT, identity, "convertdate", arithmetic.bahai_days(month, day, before))
    new_year = arithmetic.bahai_days(*arithmetic.BAHAI["naw-ruz"])
    yield Row(EXACT, "nineteen-day-fast", "convertdate", tables.shifted(new_year, -19))
    yield Row(EXACT, "birth-of-the-bab", "PyEphem", tithis.twin_birthdays(second=False))
    yield Row(EXACT, "birth-of-bahaullah", "PyEphem", tithis.twin_birthdays(second=True))
    for identity, method in tables.CHINESE.items():
        yield Row(EXACT, identity, "holidays", tables.table(tables.CHINA, method))
    new_year = tables.table(tables.CHINA, "lunar_new_year_date")
    yield Row(EXACT, "lunar-new-year-eve", "holidays", tables.shifted(new_year, -1))
    yield Row(EXACT, "lantern-festival", "holidays", tables.shifted(new_year, 14))
    for identity, day in {"qixi": 7, "ghost-festival": 15}.items():
        yield Row(EXACT, identity, "PyEphem", tithis.seventh_month_in_china(day))
    yield Row(EXACT, "seollal", "holidays", tables.table(tables.KOREA, "lunar_new_year_date"))
    yield Row(EXACT, "chuseok", "holidays", tables.table(tables.KOREA, "mid_autumn_date"))
    yield Row(EXACT, "tet", "holidays", tables.table(tables.VIETNAM, "lunar_new_year_date"))
    for identity, which in arithmetic.SEASONS.items():
        yield Row(EXACT, identity, "PyMeeus", arithmetic.season_days(which))
    yield Row(EXACT, "magha-puja", "holidays (Thailand)", tables.table(tables.THAILAND, "makha_bucha_date"))
    yield Row(EXACT, "asalha-puja", "holidays (Thailand)", tables.table(tables.THAILAND, "asarnha_bucha_date"))


def _hindu() -> Iterator[Row]:
    for identity, method in tables.INDIAN.items():
        yield Row(PRINTED, identity, "holidays", tables.table(tables.INDIA, method))
    holi = tables.table(tables.INDIA, "holi_date")
    yield Row(PRINTED, "holika-dahan", "holidays", tables.shifted(holi, -1))
    for identity, reckoned in tithis.FESTIVALS.items():
        yield Row(RECKONED, identity, "PyEphem", reckoned())
    if panchang_days.available():
        for group, ids in {READ: panchang_days.SAME, OTHER_RULE: panchang_days.OTHER}.items():
            for identity, theirs in ids.items():
                yield Row(group, identity, "panchang", panchang_days.festival(theirs))


def _conventions() -> Iterator[Row]:
    for identity, reckoned in tithis.FESTIVALS.items():
        yield Row(CONVENTION, identity, "PyEphem in London", reckoned(site=LONDON), "London reckoning")
    for identity, named in tithis.CONVENTIONS.items():
        for convention, reckoned in named.items():
            yield Row(CONVENTION, identity, "PyEphem", reckoned(), convention)
    singapore = tables.table(tables.SINGAPORE, "vesak_date")
    yield Row(CONVENTION, "vesak", "holidays (Singapore)", singapore, "Chinese calendar")
    poya = "Sri Lankan poya"
    thai = tables.table(tables.THAILAND, "visakha_bucha_date")
    yield Row(CONVENTION, "vesak", "holidays (Thailand)", thai, "Thai calendar")
    yield Row(CONVENTION, "vesak", "holidays (Sri Lanka)", tables.table(tables.SRI_LANKA, "vesak_poya_date"), poya)
    esala = tables.table(tables.SRI_LANKA, "esala_poya_date")
    yield Row(CONVENTION, "asalha-puja", "holidays (Sri Lanka)", esala, poya)
    yield Row(CONVENTION, "losar", "holidays (Bhutan)", tables.table(tables.BHUTAN, "losar_date"), "Bhutan")


def _countries() -> Iterator[Row]:
    india = tables.table(tables.INDIA, "buddha_purnima_date")
    yield Row(COUNTRY, "vesak", "holidays (India)", india)
    yield Row(COUNTRY, "vesak", "holidays (Malaysia)", tables.table(tables.SINGAPORE, "vesak_may_date"))
    yield Row(COUNTRY, "losar", "holidays (Nepal)", tables.table(tables.INDIA, "gyalpo_losar_date"))
    yield Row(COUNTRY, "vaisakhi", "holidays (India)", tables.table(tables.INDIA, "vaisakhi_date"))
    gobind_singh = tables.table(tables.INDIA, "guru_gobind_singh_jayanti_date")
    yield Row(COUNTRY, "guru-gobind-singh-birthday", "holidays (India)", gobind_singh, "Lunar calendar")
    arjan = tables.table(tables.INDIA, "guru_arjun_dev_martyrdom_date")
    yield Row(COUNTRY, "guru-arjan-martyrdom", "holidays (India)", arjan, "Lunar calendar")
