"""Hindu, Jain and lunar Sikh days by the panchang package: other people's rules, over the Swiss Ephemeris, to 2050.

`SAME` are the festivals for which it states the part of the day that published lists go by. For those in `OTHER` it
takes another moment, mostly the tithi at sunrise, which is a candidate of ours or nobody's custom.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import date
from functools import cache

Reference = Callable[[int], list[date]]

#: Our id → its id.
SAME = {
    "maha-shivaratri": "maha_shivaratri",
    "ugadi": "ugadi",
    "chaitra-navaratri": "chaitra_navaratri",
    "ram-navami": "ram_navami",
    "hanuman-jayanti": "hanuman_jayanti",
    "rath-yatra": "jagannath_rath_yatra",
    "guru-purnima": "guru_purnima",
    "ganesh-chaturthi": "ganesh_chaturthi",
    "navaratri": "navaratri_start",
    "durga-ashtami": "durga_ashtami",
    "dussehra": "dussehra",
    "karwa-chauth": "karva_chauth",
    "dhanteras": "dhanteras",
    "diwali": "diwali",
    "chhath": "chhath_puja",
    "kartik-purnima": "kartik_purnima",
    "guru-nanak-birthday": "kartik_purnima",
    "bandi-chhor-divas": "diwali",
    "mahavir-jayanti": "mahavir_jayanti",
    "mahavir-nirvana": "diwali",
    "vesak": "buddha_purnima",
}
OTHER = {
    "makar-sankranti": "makar_sankranti",
    "pongal": "pongal",
    "vasant-panchami": "vasant_panchami",
    "holika-dahan": "holika_dahan",
    "holi": "holi",
    "raksha-bandhan": "raksha_bandhan",
    "janmashtami": "janmashtami",
    "govardhan-puja": "govardhan_puja",
    "bhai-dooj": "bhai_dooj",
    "onam": "onam",
    "vaisakhi": "baisakhi",
}


def available() -> bool:
    """Whether the package is here: it has no wheel for some machines."""
    return importlib.util.find_spec("panchang") is not None


def festival(identity: str) -> Reference:
    """The days of a festival by its id there."""
    return lambda year: sorted(day for name, day in _year(year) if name == identity and day.year == year)


@cache
def _year(year: int) -> list[tuple[str, date]]:
    from panchang import Location, calendar

    delhi = Location(lat=28.6139, lng=77.2090, tz="Asia/Kolkata")
    return [(found.id, found.date) for found in calendar.compute_festivals(year, delhi)]
