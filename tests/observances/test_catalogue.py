"""The whole list: every id, every year from 2001 to 2050, with days and hours that hold together."""

import re
from collections import Counter
from datetime import UTC, date

import pytest

from scheduling.observances import catalogue, observances
from scheduling.places import find_place

LEEDS = find_place("Leeds")

_SPECIFIED = """
shabbat friday-prayer sunday-worship adventist-sabbath rosh-hashanah fast-of-gedaliah yom-kippur sukkot
chol-hamoed-sukkot shemini-atzeret simchat-torah hanukkah fast-of-tevet tu-bishvat fast-of-esther purim passover
chol-hamoed-passover yom-hashoah lag-baomer shavuot fast-of-tammuz tisha-bav islamic-new-year ashura arbaeen mawlid
isra-and-miraj nisf-shaban ramadan laylat-al-qadr eid-al-fitr day-of-arafah eid-al-adha epiphany candlemas
shrove-tuesday ash-wednesday mothering-sunday palm-sunday maundy-thursday good-friday easter-sunday easter-monday
ascension-day pentecost trinity-sunday corpus-christi assumption all-saints all-souls advent-sunday christmas-eve
christmas-day orthodox-christmas orthodox-theophany clean-monday orthodox-palm-sunday orthodox-good-friday
orthodox-easter orthodox-ascension orthodox-pentecost dormition genna timkat enkutatash meskel makar-sankranti
pongal vasant-panchami maha-shivaratri holika-dahan holi ugadi chaitra-navaratri ram-navami hanuman-jayanti
rath-yatra guru-purnima raksha-bandhan janmashtami ganesh-chaturthi onam navaratri durga-ashtami dussehra
karwa-chauth dhanteras diwali govardhan-puja bhai-dooj chhath kartik-purnima guru-gobind-singh-birthday maghi
nanakshahi-new-year hola-mohalla vaisakhi guru-arjan-martyrdom guru-granth-sahib-installation bandi-chhor-divas
guru-nanak-birthday guru-tegh-bahadur-martyrdom parinirvana-day losar magha-puja theravada-new-year vesak
asalha-puja bodhi-day mahavir-jayanti paryushan samvatsari das-lakshana mahavir-nirvana naw-ruz ridvan-1 ridvan-9
ridvan-12 declaration-of-the-bab ascension-of-bahaullah martyrdom-of-the-bab birth-of-the-bab birth-of-bahaullah
day-of-the-covenant ascension-of-abdul-baha nineteen-day-fast nowruz khordad-sal parsi-new-year zartosht-no-diso
sadeh mehregan lunar-new-year-eve lunar-new-year lantern-festival qingming dragon-boat qixi ghost-festival
mid-autumn double-ninth chuseok seollal tet imbolc ostara beltane litha lammas mabon samhain yule groundation-day
haile-selassie-birthday haile-selassie-coronation darwin-day world-humanist-day bank-holiday new-years-eve
holocaust-memorial-day st-davids-day st-patricks-day st-georges-day st-andrews-day remembrance-day
remembrance-sunday
"""
IDS = _SPECIFIED.split()

#: Days that go by a year of 354 days, and one that stands near the end of the civil year, as (years without, with two).
IRREGULAR = {
    "islamic-new-year": (0, 2),
    "ashura": (0, 2),
    "arbaeen": (0, 2),
    "mawlid": (0, 2),
    "isra-and-miraj": (0, 1),
    "nisf-shaban": (0, 1),
    "ramadan": (0, 1),
    "laylat-al-qadr": (0, 1),
    "eid-al-fitr": (0, 1),
    "day-of-arafah": (0, 2),
    "eid-al-adha": (0, 2),
    "fast-of-tevet": (18, 19),
}


@pytest.fixture(scope="module")
def half_century():
    return observances(date(2001, 1, 1), date(2050, 12, 31), place=LEEDS)


def test_the_catalogue_holds_the_ids_of_the_specification_and_no_others():
    assert sorted(catalogue().observances) == sorted(IDS)


def test_every_observance_falls_in_every_year_that_its_calendar_gives_it(half_century):
    counts = {identity: Counter() for identity in IDS}
    for one in half_century:
        counts[one.id][one.day.year] += 1
    for identity, years in counts.items():
        entry = catalogue().observances[identity]
        if entry.weekly:
            assert not years
        elif identity == "bank-holiday":
            assert all(8 <= years[year] <= 10 for year in range(2001, 2051))
        else:
            without = sum(years[year] == 0 for year in range(2001, 2051))
            twice = sum(years[year] == 2 for year in range(2001, 2051))
            assert (without, twice) == IRREGULAR.get(identity, (0, 0)), identity


def test_days_and_hours_of_every_occurrence_hold_together(half_century):
    for one in half_century:
        assert one.start < one.end, one
        for moment in (
            one.start,
            one.end,
        ):  # a real instant of the zone: no hour that the clocks skipped, no bare offset
            assert moment.tzinfo is LEEDS.zone
            assert moment.astimezone(UTC).astimezone(LEEDS.zone) == moment
            assert moment.astimezone(UTC).astimezone(LEEDS.zone).utcoffset() == moment.utcoffset()
        assert one.day <= one.last_day
        assert one.day in {candidate.day for candidate in one.candidates}, one
        assert len({candidate.day for candidate in one.candidates}) == len(one.candidates), one
        assert all(candidate.convention for candidate in one.candidates), one
        assert all(window.start < window.end for window in one.windows)
        assert all(one.day <= day <= one.last_day for day in one.rest_days)


def test_every_observance_has_words_for_organisers():
    for entry in catalogue().observances.values():
        assert len(re.findall(r"[.?](?: |$)", entry.explanation)) == 2, entry.id
        assert entry.offers, entry.id
        assert entry.sources, entry.id
        assert "Muslims will" not in entry.explanation
        assert not entry.review or any("General knowledge" in source for source in entry.sources), entry.id
