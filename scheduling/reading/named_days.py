"""Days with a name: those of the British civil and church year, reckoned here; others are left to the caller."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from scheduling.reading.finding.pieces import FeastDay
from scheduling.reading.finding.tokens import Reader

#: The dates that an observance's name stands for in a civil year, in order; empty when the name is not known.
NamedDays = Callable[[str, int], Sequence[date]]

#: Name as people should see it → month and day.
FIXED = {
    "New Year's Day": (1, 1), "Burns Night": (1, 25), "Valentine's Day": (2, 14), "St David's Day": (3, 1),
    "International Women's Day": (3, 8), "St Patrick's Day": (3, 17), "St George's Day": (4, 23), "Midsummer's Day": (6, 24),
    "Halloween": (10, 31), "Bonfire Night": (11, 5), "Armistice Day": (11, 11), "St Andrew's Day": (11, 30),
    "Christmas Eve": (12, 24), "Christmas Day": (12, 25), "Boxing Day": (12, 26), "New Year's Eve": (12, 31),
    "Epiphany": (1, 6), "Twelfth Night": (1, 5), "All Saints' Day": (11, 1), "World Mental Health Day": (10, 10),
    "World AIDS Day": (12, 1), "Holocaust Memorial Day": (1, 27), "May Day": (5, 1), "Windrush Day": (6, 22),
}  # fmt: skip
#: Name → days from Western Easter Sunday.
FROM_EASTER = {
    "Shrove Tuesday": -47, "Ash Wednesday": -46, "Mothering Sunday": -21, "Palm Sunday": -7, "Maundy Thursday": -3,
    "Good Friday": -2, "Holy Saturday": -1, "Easter Sunday": 0, "Easter Monday": 1, "Ascension Day": 39, "Whit Sunday": 49,
    "Whit Monday": 50, "Trinity Sunday": 56, "Corpus Christi": 60,
}  # fmt: skip
#: Name → month, weekday (Monday 0), nth (-1 the last).
NTH_DAYS = {
    "the early May bank holiday": (5, 0, 1), "the spring bank holiday": (5, 0, -1),
    "the August bank holiday": (8, 0, -1), "Father's Day": (6, 6, 3),
}  # fmt: skip
#: As people write it → name; the longest that fits is taken.
_WRITTEN = {
    "new year's day": "New Year's Day", "new years day": "New Year's Day", "new year day": "New Year's Day",
    "new year's eve": "New Year's Eve", "new years eve": "New Year's Eve", "nye": "New Year's Eve",
    "burns night": "Burns Night", "valentine's day": "Valentine's Day", "valentines day": "Valentine's Day",
    "st david's day": "St David's Day", "st davids day": "St David's Day", "st patrick's day": "St Patrick's Day",
    "st patricks day": "St Patrick's Day", "st george's day": "St George's Day", "st georges day": "St George's Day",
    "st andrew's day": "St Andrew's Day", "st andrews day": "St Andrew's Day", "halloween": "Halloween",
    "international women's day": "International Women's Day", "international womens day": "International Women's Day",
    "bonfire night": "Bonfire Night", "guy fawkes night": "Bonfire Night", "armistice day": "Armistice Day",
    "remembrance day": "Armistice Day", "remembrance sunday": "Remembrance Sunday", "advent sunday": "Advent Sunday",
    "christmas eve": "Christmas Eve", "xmas eve": "Christmas Eve", "christmas day": "Christmas Day",
    "xmas day": "Christmas Day", "boxing day": "Boxing Day", "st stephen's day": "Boxing Day", "twelfth night": "Twelfth Night",
    "all saints' day": "All Saints' Day", "all saints day": "All Saints' Day", "midsummer's day": "Midsummer's Day",
    "world mental health day": "World Mental Health Day", "world aids day": "World AIDS Day",
    "holocaust memorial day": "Holocaust Memorial Day", "windrush day": "Windrush Day",
    "may day bank holiday": "the early May bank holiday", "may day": "May Day",
    "early may bank holiday": "the early May bank holiday", "may bank holiday": "the early May bank holiday",
    "early may bank hol": "the early May bank holiday", "late may bank holiday": "the spring bank holiday",
    "spring bank holiday": "the spring bank holiday", "whitsun bank holiday": "the spring bank holiday",
    "august bank holiday": "the August bank holiday", "summer bank holiday": "the August bank holiday",
    "august bank holiday monday": "the August bank holiday", "may day monday": "the early May bank holiday",
    "august bank hol": "the August bank holiday", "spring bank holiday monday": "the spring bank holiday",
    "easter bank holiday monday": "Easter Monday",
    "shrove tuesday": "Shrove Tuesday", "pancake day": "Shrove Tuesday", "pancake tuesday": "Shrove Tuesday",
    "ash wednesday": "Ash Wednesday", "mothering sunday": "Mothering Sunday", "mother's day": "Mothering Sunday",
    "mothers day": "Mothering Sunday", "palm sunday": "Palm Sunday", "maundy thursday": "Maundy Thursday",
    "good friday": "Good Friday", "easter saturday": "Holy Saturday", "holy saturday": "Holy Saturday",
    "easter sunday": "Easter Sunday", "easter day": "Easter Sunday", "easter monday": "Easter Monday",
    "ascension day": "Ascension Day", "whit sunday": "Whit Sunday", "pentecost sunday": "Whit Sunday",
    "whit monday": "Whit Monday", "trinity sunday": "Trinity Sunday", "corpus christi": "Corpus Christi",
    "father's day": "Father's Day", "fathers day": "Father's Day",
}  # fmt: skip
#: Words that are a season as well: a date only as a bound ("until Christmas").
_LOOSE = {
    "christmas": "Christmas Day",
    "xmas": "Christmas Day",
    "easter": "Easter Sunday",
    "new year": "New Year's Day",
}
#: Names whose dates the caller knows.
_OTHERS = (
    "eid", "eid al-fitr", "eid ul-fitr", "eid al fitr", "eid ul fitr", "eid-ul-fitr", "eid-al-fitr", "eid al-adha", "eid ul-adha",
    "eid al adha", "eid ul adha", "eid-al-adha", "eid-ul-adha", "bakrid", "diwali", "deepavali", "divali", "holi", "vaisakhi",
    "baisakhi", "hanukkah", "chanukah", "passover", "pesach", "yom kippur", "rosh hashanah", "rosh hashana", "sukkot", "shavuot",
    "purim", "simchat torah", "ramadan", "ashura", "navratri", "navaratri", "dussehra", "janmashtami", "raksha bandhan",
    "ganesh chaturthi", "maha shivaratri", "lunar new year", "chinese new year", "nowruz", "naw-ruz", "wesak", "vesak",
    "buddha day", "guru nanak gurpurab", "guru nanak jayanti", "guru nanak's birthday", "bandi chhor divas", "orthodox easter",
    "orthodox christmas", "orthodox good friday", "laylat al-qadr", "mawlid", "arafah day", "day of arafah", "samvatsari",
    "tisha b'av", "lammas", "samhain", "beltane", "imbolc", "candlemas", "all souls' day", "lag b'omer", "tu bishvat",
)  # fmt: skip


def _table() -> dict[str, list[tuple[tuple[str, ...], FeastDay]]]:
    table: dict[str, list[tuple[tuple[str, ...], FeastDay]]] = {}
    rows = [(written, FeastDay(name)) for written, name in _WRITTEN.items()]
    rows += [(written, FeastDay(name, is_loose=True)) for written, name in _LOOSE.items()]
    rows += [(name, FeastDay(name, is_ours=False)) for name in _OTHERS]
    for written, feast in rows:
        words = tuple(written.replace("-", " - ").split())
        table.setdefault(words[0], []).append((words, feast))
    for candidates in table.values():
        candidates.sort(key=lambda row: -len(row[0]))
    return table


_TABLE = _table()


def named_day_at(r: Reader, i: int) -> tuple[FeastDay, int] | None:
    """The named day whose words begin at token `i`, and the position after them."""
    for words, feast in _TABLE.get(r[i].word, ()):
        if all(r[i + n].word == word or r[i + n].word == word + "'s" for n, word in enumerate(words)):
            return feast, i + len(words)
    return None


def day_of(name: str, year: int) -> date:
    """The date of one of our own named days in a year."""
    if name in FIXED:
        month, day = FIXED[name]
        return date(year, month, day)
    if name in FROM_EASTER:
        from dateutil.easter import easter

        return easter(year) + timedelta(days=FROM_EASTER[name])
    if name == "Remembrance Sunday":
        return nth_weekday(year, 11, 6, 2)
    if name == "Advent Sunday":  # the fourth Sunday before Christmas
        christmas = date(year, 12, 25)
        return christmas - timedelta(days=(christmas.weekday() + 1) % 7 or 7) - timedelta(weeks=3)
    month, weekday, nth = NTH_DAYS[name]
    return nth_weekday(year, month, weekday, nth)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth weekday of a month; -1 the last. Raises ValueError when the month has no fifth."""
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if found.month != month:
        raise ValueError(f"{month}/{year} has no {nth}th such weekday")
    return found
