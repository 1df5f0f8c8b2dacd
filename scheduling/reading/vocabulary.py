"""The words of British dates: months, weekdays, numbers and ordinals, with short forms and slips of typing."""

from __future__ import annotations

from functools import lru_cache

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTHS: dict[str, int] = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {name.lower()[:3]: number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {
    "sept": 9,
    "janu": 1,
    "febr": 2,
    "febuary": 2,
    "feburary": 2,
    "febrary": 2,
    "apri": 4,
    "agust": 8,
    "augst": 8,
}
MONTHS |= {
    "septmber": 9,
    "octber": 10,
    "novmber": 11,
    "decmber": 12,
    "jly": 7,
    "jul": 7,
    "jun": 6,
    "ocotber": 10,
    "apirl": 4,
    "arpil": 4,
    "aprl": 4,
    "jully": 7,
    "jluy": 7,
    "jnue": 6,
}

WEEKDAYS: dict[str, int] = {name.lower(): number for number, name in enumerate(WEEKDAY_NAMES)}
WEEKDAYS |= {name.lower()[:3]: number for number, name in enumerate(WEEKDAY_NAMES)}
WEEKDAYS |= {
    "tues": 1,
    "weds": 2,
    "wedn": 2,
    "thur": 3,
    "thurs": 3,
    "wensday": 2,
    "wendsday": 2,
    "tusday": 1,
    "thirsday": 3,
}
WEEKDAYS |= {"satur": 5, "weday": 2}

#: Short words that are also English words or names: dates only beside a number, a time or another date.
WORDS_TOO = frozenset(
    {"may", "march", "mar", "sat", "sun", "mon", "wed", "jan", "dec", "fri", "tue", "thu", "oct", "nov", "feb", "apr",
     "jun", "jul", "aug", "sep", "sept", "august", "april", "june"}
)  # fmt: skip

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
          "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]  # fmt: skip
NUMBERS: dict[str, int] = {word: number for number, word in enumerate(_UNITS) if number}
NUMBERS |= {"twenty-five": 25, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90}
NUMBERS |= {"a": 1, "an": 1, "couple": 2, "dozen": 12}

_ORDINAL_WORDS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
]  # fmt: skip
ORDINALS: dict[str, int] = {word: number for number, word in enumerate(_ORDINAL_WORDS, 1)}

#: What may follow a day's number directly: `10th`, `10 th`.
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})


@lru_cache(maxsize=4096)
def month_of(word: str) -> int | None:
    """The month a word names, slips of typing included: "Decemeber" is 12. None when it names none."""
    if word in MONTHS:
        return MONTHS[word]
    if len(word) >= 6 and word[0] in "jfmasond":
        for name in ("january", "february", "august", "september", "october", "november", "december"):
            if _one_slip(word, name):
                return MONTHS[name]
    return None


@lru_cache(maxsize=4096)
def weekday_of(word: str) -> int | None:
    """The weekday a word names, plural and possessive aside, slips of typing included. Monday is 0."""
    stem = word.removesuffix("'s").removesuffix("'")
    if stem in WEEKDAYS:
        return WEEKDAYS[stem]
    if stem.endswith("s") and stem[:-1] in WEEKDAYS:
        return WEEKDAYS[stem[:-1]]
    if len(stem) >= 5 and stem[0] in "mtwfs":
        bare = stem.removesuffix("s")
        for number, name in enumerate(WEEKDAY_NAMES):
            if _one_slip(bare, name.lower()):
                return number
    return None


def is_plural_weekday(word: str) -> bool:
    """Whether a weekday's name is in the plural, which makes it a series: "Tuesdays", "Weds" aside."""
    return word.endswith("days") and weekday_of(word) is not None


def is_misspelt(word: str) -> bool:
    """Whether a month or weekday was recognised in spite of a slip."""
    stem = word.removesuffix("'s").removesuffix("'")
    known = stem in MONTHS or stem in WEEKDAYS or stem.removesuffix("s") in WEEKDAYS
    proper = known and not (
        len(stem) > 5 and stem.capitalize() not in MONTH_NAMES + WEEKDAY_NAMES and not stem.endswith("days")
    )
    return not proper and (month_of(word) is not None or weekday_of(word) is not None)


_REAL_WORDS = frozenset({"sundry", "monday", "someday", "midday", "holiday", "today", "fridge", "augusta", "octagon"})


def _one_slip(word: str, name: str) -> bool:
    """Whether one letter was added, left out, changed or swapped with its neighbour; the first letter is right."""
    if word in _REAL_WORDS or word[0] != name[0] or abs(len(word) - len(name)) > 1 or word == name:
        return word == name
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    end = 0
    while end < min(len(word), len(name)) - start and word[-1 - end] == name[-1 - end]:
        end += 1
    left, right = word[start : len(word) - end], name[start : len(name) - end]
    if len(left) <= 1 and len(right) <= 1:
        return True
    return len(left) == 2 and left == right[::-1]
