"""Days counted from Easter Sunday, of the Western and of the Orthodox computus.

Rules: "Easter", "2 days before Easter", "39 days after Easter", and the same with "Orthodox Easter".
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.easter import easter

from scheduling.observances.calendars.fall import Fall, RuleError

YEARS = range(1900, 2200)

#: The computus, by the numbers `dateutil` gives them.
Method = Literal[1, 2, 3]
ORTHODOX: Method = 2
WESTERN: Method = 3

_RULE = re.compile(r"(?:(?P<days>\d{1,3}) days? (?P<side>before|after) )?(?P<which>Easter|Orthodox Easter)")


def check(rule: str) -> None:
    """Raise RuleError unless the rule is one of this calendar's."""
    _read(rule)


def falls(rule: str, year: int) -> list[Fall]:
    """The rule's day in a civil year."""
    method, days = _read(rule)
    return [Fall(sunday(year, method) + timedelta(days=days))]


@lru_cache(maxsize=1024)
def sunday(year: int, method: Method = WESTERN) -> date:
    """Easter Sunday."""
    return easter(year, method)


def _read(rule: str) -> tuple[Method, int]:
    match = _RULE.fullmatch(rule)
    if match is None:
        raise RuleError(f'"{rule}" is not counted from Easter: write "2 days before Easter" or "Orthodox Easter"')
    days = int(match["days"] or 0) * (-1 if match["side"] == "before" else 1)
    return (ORTHODOX if match["which"].startswith("Orthodox") else WESTERN), days
