"""How many days the months have, and why a day and month are no date."""

from __future__ import annotations

from scheduling.reading.vocabulary import MONTH_NAMES

#: The most days a month has; February's 29th is tested against its year later.
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def no_such_day(day: int, month: int) -> str:
    """Why a day and month are no date."""
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if day == 0:
        return "there is no day 0"
    length = "28 or 29" if month == 2 else MONTH_DAYS[month - 1]
    return f"{MONTH_NAMES[month - 1]} has {length} days"
