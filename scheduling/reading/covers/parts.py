"""What the patterns of covers share: months, weekdays, and what shows that a number is part of a date or time."""

from __future__ import annotations

from scheduling.reading.vocabulary import MONTH_NAMES, WEEKDAY_NAMES

#: A month as written, in full or short.
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
#: A weekday as written, in full or short.
DAYNAME = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
#: A weekday in its own letters, where any word that begins like one will not do.
WEEKDAY = "mon(?:day)?|tue(?:s(?:day)?)?|weds?|wednesday|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
#: A month in its own letters.
MONTH_NAME = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
#: After a number: it is part of a time.
TIMELY = r"(?!\d|[:h]\d\d|\.\d\d(?!\d)|\s?[ap]\.?m\b|\s?(?:-|to)\s?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\s?hrs?\b)"
_SHORT = ("sept", "tues", "weds", "thur", "thurs")
_NAMES = [name.lower() for name in (*MONTH_NAMES, *WEEKDAY_NAMES)]
#: Not right after a month or weekday: "Sat 26 June 12-4 Weston Park" has hours, not a house number.
AFTER_DATE = "".join(rf"(?<!\b{name} )" for name in dict.fromkeys((*_NAMES, *(name[:3] for name in _NAMES), *_SHORT)))
