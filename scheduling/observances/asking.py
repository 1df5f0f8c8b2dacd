"""What somebody wants to see: "next month", "March 2027 jewish", "Ramadan", "Diwali 2028"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from scheduling.errors import OutOfRangeError
from scheduling.observances.entries import TRADITIONS
from scheduling.observances.names import BANK_HOLIDAY, bank_holiday_called, find
from scheduling.observances.occurrence import Occurrence
from scheduling.observances.spelling import fold

#: How far ahead a question without a time looks.
AHEAD = timedelta(weeks=6)
#: How far ahead the next occurrence of a named observance is sought: longer than a year of any calendar.
NEXT = timedelta(days=400)

#: What people call a tradition → our word.
_TRADITIONS = {
    **{fold(word): word for word in TRADITIONS},
    "judaism": "jewish",
    "islam": "muslim",
    "islamic": "muslim",
    "moslem": "muslim",
    "christianity": "christian",
    "catholic": "christian",
    "hinduism": "hindu",
    "sikhism": "sikh",
    "buddhism": "buddhist",
    "jainism": "jain",
    "paganism": "pagan",
    "wiccan": "pagan",
    "druid": "pagan",
    "zoroastrianism": "zoroastrian",
    "parsi": "zoroastrian",
    "chinese": "east-asian",
    "korean": "east-asian",
    "vietnamese": "east-asian",
    "rasta": "rastafari",
    "bahaifaith": "bahai",
    "humanism": "humanist",
    "ethiopian": "orthodox",
    "greek": "orthodox",
}
_FILLER = re.compile(
    r"\b(when(?:'s|’s)?|is|are|what(?:'s|’s)?|show|list|me|the|dates?|days?|holidays?|festivals?|observances?|"
    r"coming up|in|on|of|for|during|and|from|please)\b|[?!.,:;]"
)
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12}


@dataclass(frozen=True, slots=True)
class Question:
    """Civil days from `first` to `last`; only these ids or traditions if given; `next_only`: the first of each id.

    `called` is how the folded name begins, when one bank holiday of several is meant.
    """

    first: date
    last: date
    ids: tuple[str, ...] | None = None
    traditions: tuple[str, ...] | None = None
    next_only: bool = False
    called: str = ""

    def wants(self, found: Occurrence) -> bool:
        """Whether an occurrence is one of those asked about: on the days, and if a bank holiday, the one named."""
        return found.day <= self.last and found.last_day >= self.first and fold(found.name).startswith(self.called)


def read_question(text: str, today: date) -> Question:
    """Understand a question in words. Raises UnknownObservanceError with near names for what is not understood."""
    plain = " ".join(text.casefold().split())[:200]
    when, rest = _when(plain, today)
    rest = " ".join(rest.split())
    if not _FILLER.sub(" ", rest).split():
        first, last = when or (today, today + AHEAD)
        return Question(first, last)
    if tradition := _tradition(rest):
        first, last = when or (today, today + NEXT)
        return Question(first, last, traditions=(tradition,))
    first, last = when or (today, today + NEXT)
    if called := bank_holiday_called(rest):
        return Question(first, last, ids=(BANK_HOLIDAY,), next_only=when is None, called=called)
    return Question(first, last, ids=tuple(_find(rest)), next_only=when is None)


def _tradition(rest: str) -> str | None:
    return _TRADITIONS.get(fold(_FILLER.sub(" ", rest)))


def _find(rest: str) -> list[str]:
    """Names as written, then without "when is", "the dates of" and the like."""
    shorter = " ".join(_FILLER.sub(" ", rest).split())
    for name in (rest, shorter):
        try:
            return find(name)
        except ValueError:
            continue
    return find(rest)


def _when(text: str, today: date) -> tuple[tuple[date, date] | None, str]:
    """The days a text speaks of, and the rest of it. The longest phrase wins."""
    for pattern, read in _PHRASES:
        if match := pattern.search(text):
            days = read(match, today)
            if days is not None:
                return days, f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def _iso_range(match: re.Match[str], _today: date) -> tuple[date, date]:
    first = _iso(match["first"])
    return first, _iso(match["last"]) if match["last"] else first


def _iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise OutOfRangeError(f'"{text}" is not a date. Write it as 2027-03-01.', value=text) from error


def _british(match: re.Match[str], today: date) -> tuple[date, date]:
    """A day, or the days from one to another, as "14 April 2027" or "10 to 14 April"; without a year, the next such."""
    month = _MONTHS[match["month"]]
    named = match.groupdict()
    last = _day(match[0], match["day"], month, match["year"], today)
    if not named.get("from"):
        return last, last
    month = _MONTHS[named["from_month"]] if named.get("from_month") else last.month
    year = int(named["from_year"]) if named.get("from_year") else last.year - (month > last.month)
    return _day(match[0], named["from"], month, str(year), today), last


def _slashed(match: re.Match[str], today: date) -> tuple[date, date]:
    """A day as 14/4/2027: day before month."""
    year = match["year"] if len(match["year"]) == _FULL_YEAR else f"20{match['year']}"
    day = _day(match[0], match["day"], int(match["month"]), year, today)
    return day, day


def _day(written: str, day: str, month: int, year: str | None, today: date) -> date:
    """A civil day; without a year the next such day. Raises OutOfRangeError for one that is not in the calendar."""
    if year and not MINYEAR <= int(year) <= MAXYEAR:
        raise OutOfRangeError(f'"{written}" is not a date: there is no year {int(year)}.', value=written)
    for about in (int(year),) if year else range(today.year, today.year + _LEAP_YEARS):
        if 1 <= month <= len(_MONTH_NAMES) and 1 <= int(day) <= calendar.monthrange(about, month)[1]:
            found = date(about, month, int(day))
            if year or found >= today:
                return found
    if not 1 <= month <= len(_MONTH_NAMES):
        raise OutOfRangeError(f'"{written}" is not a date: write the day before the month, 14/4/2027.', value=written)
    in_month = f"{calendar.month_name[month]}{f' {year}' if year else ''}"
    longest = calendar.monthrange(int(year) if year else _A_LEAP_YEAR, month)[1]
    raise OutOfRangeError(f'"{int(day)} {in_month}" is not a date: {in_month} has {longest} days.', value=written)


def _months(match: re.Match[str], today: date) -> tuple[date, date]:
    """A month, or the months from one to another; without a year, the next such month."""
    month = _MONTHS[match["month"]]
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    first = date(year, month, 1)
    if not match["to"]:
        return first, _month_end(first)
    until = _MONTHS[match["to"]]
    if match["to_year"]:
        year_until = int(match["to_year"])
        if not match["year"]:
            first = date(year_until - (month > until), month, 1)
    else:
        year_until = year + (until < month)
    return first, _month_end(date(year_until, until, 1))


def _relative(match: re.Match[str], today: date) -> tuple[date, date]:
    which, unit = match["which"], match["unit"]
    if unit == "year":
        year = today.year + (which == "next")
        return date(year, 1, 1), date(year, 12, 31)
    if unit == "month":
        first = today.replace(day=1)
        if which == "next":
            first = _month_end(first) + timedelta(days=1)
        return first, _month_end(first)
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=which == "next")
    return monday, monday + timedelta(days=6)


def _ahead(match: re.Match[str], today: date) -> tuple[date, date]:
    count = _NUMBERS.get(match["count"]) or int(match["count"])
    days = {"day": 1, "week": 7, "month": 31, "year": 366}[match["unit"]]
    return today, today + timedelta(days=min(count * days, 3660))


def _year(match: re.Match[str], _today: date) -> tuple[date, date]:
    return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)


def _near_day(match: re.Match[str], today: date) -> tuple[date, date]:
    day = today + timedelta(days=match[0] == "tomorrow")
    return day, day


def _month_end(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


_FULL_YEAR = 4
_A_LEAP_YEAR = 2028
#: Within so many years there is a 29 February, and any other day twice.
_LEAP_YEARS = 9
_MONTH_NAMES = calendar.month_name[1:]
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name
}
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"[12]\d{3}"
_WEEKDAY = rf"(?:(?:{'|'.join(name[:3].casefold() for name in calendar.day_name)})[a-z]*,? (?:the )?)?"

#: Phrases of time, the more particular first.
_PHRASES: list[tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[date, date] | None]]] = [
    (
        re.compile(r"\b(?P<first>\d{4}-\d\d-\d\d)(?:\s*(?:to|until|–|-|\.\.)\s*(?P<last>\d{4}-\d\d-\d\d))?\b"),
        _iso_range,
    ),
    (
        re.compile(
            rf"(?:(?:from|on|the) )*{_WEEKDAY}(?P<from>\d{{1,2}})(?:st|nd|rd|th)?(?: (?P<from_month>{_NAMED})\b)?"
            rf"(?: (?P<from_year>{_YEAR}))?\s*(?:to|until|–|-)\s*"
            rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_NAMED})\b(?:,? (?P<year>{_YEAR}))?"
        ),
        _british,
    ),
    (
        re.compile(
            rf"(?:(?:on|the) )*{_WEEKDAY}\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_NAMED})\b"
            rf"(?:,? (?P<year>{_YEAR}))?"
        ),
        _british,
    ),
    (
        re.compile(rf"\b(?P<month>{_NAMED}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<year>{_YEAR}))?"),
        _british,
    ),
    (re.compile(r"(?<!\d)(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}|\d\d)(?!\d)"), _slashed),
    (
        re.compile(
            rf"\b(?:from |in |next )?(?P<month>{_NAMED})\b(?! day)(?: (?P<year>{_YEAR}))?"
            rf"(?:\s*(?:to|until|–|-)\s*(?P<to>{_NAMED})\b(?: (?P<to_year>{_YEAR}))?)?"
        ),
        _months,
    ),
    (re.compile(r"\b(?:in )?(?:the )?(?P<which>this|next) (?P<unit>week|month|year)\b"), _relative),
    (
        re.compile(
            rf"\b(?:in )?(?:the )?next (?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s?\b"
        ),
        _ahead,
    ),
    (re.compile(rf"\b(?:in )?(?P<year>{_YEAR})\b"), _year),
    (re.compile(r"\b(?:today|tomorrow)\b"), _near_day),
]
