"""Tables of days in the holidays package: what timeanddate.com, drikpanchang.com and governments printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from holidays.calendars.buddhist import _BuddhistLunisolar
from holidays.calendars.chinese import KOREAN_CALENDAR, VIETNAMESE_CALENDAR, _ChineseLunisolar
from holidays.calendars.hebrew import _HebrewLunisolar
from holidays.calendars.hindu import _HinduLunisolar
from holidays.calendars.islamic import _IslamicLunar
from holidays.calendars.sinhala import _SinhalaLunar
from holidays.calendars.thai import _ThaiLunisolar
from holidays.calendars.tibetan import _TibetanLunisolar

Reference = Callable[[int], list[date]]

HEBREW = _HebrewLunisolar()
CHINA = _ChineseLunisolar()
KOREA = _ChineseLunisolar(calendar=KOREAN_CALENDAR)
VIETNAM = _ChineseLunisolar(calendar=VIETNAMESE_CALENDAR)
INDIA = _HinduLunisolar()
ISLAM = _IslamicLunar()
SINGAPORE = _BuddhistLunisolar()
SRI_LANKA = _SinhalaLunar()
THAILAND = _ThaiLunisolar()
BHUTAN = _TibetanLunisolar()


def table(owner: object, method: str) -> Reference:
    """One of a calendar's tables; none where it ends."""

    @cache
    def days(year: int) -> list[date]:
        found = getattr(owner, method)(year)
        if isinstance(found, tuple):
            several = [found[0]]
        elif found is None or isinstance(found, date):
            several = [found]
        else:  # a set of days, or days each with how sure it is
            several = [one[0] if isinstance(one, tuple) else one for one in found]
        return sorted(one for one in several if one is not None and one.year == year)

    return days


def shifted(reference: Reference, by: int) -> Reference:
    """A reference some days on."""

    def days(year: int) -> list[date]:
        near = [day + timedelta(days=by) for about in (year - 1, year, year + 1) for day in reference(about)]
        return [day for day in near if day.year == year]

    return days


#: Our id → the table of the same observance.
JEWISH = {
    identity: f"{identity.replace('-', '_')}_date"
    for identity in ("rosh-hashanah", "yom-kippur", "sukkot", "hanukkah", "purim", "passover", "lag-baomer", "shavuot")
}
MUSLIM = {
    "islamic-new-year": "hijri_new_year_dates",
    "ashura": "ashura_dates",
    "arbaeen": "arbaeen_dates",
    "mawlid": "mawlid_dates",
    "isra-and-miraj": "isra_and_miraj_dates",
    "nisf-shaban": "imam_mahdi_birthday_dates",  # the same 15 Sha’ban
    "ramadan": "ramadan_beginning_dates",
    "laylat-al-qadr": "laylat_al_qadr_dates",
    "eid-al-fitr": "eid_al_fitr_dates",
    "eid-al-adha": "eid_al_adha_dates",
}
CHINESE = {
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
    "hola-mohalla": "hola_mohalla_date",
    "mahavir-jayanti": "mahavir_jayanti_date",
    "samvatsari": "samvatsari_parva_date",
    "mahavir-nirvana": "diwali_india_date",
}
