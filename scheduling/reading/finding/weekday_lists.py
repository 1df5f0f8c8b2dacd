"""Finds weekdays in a row that repeat: `Mon, Wed and Fri`, `Monday to Thursday`; not those of dates."""

from __future__ import annotations

from scheduling.reading.finding.tokens import Reader
from scheduling.reading.vocabulary import ORDINAL_ENDINGS


def has_day_number(r: Reader, i: int) -> bool:
    """Whether the weekday at `i` has a day of the month: "Tuesdays 2, 9 and 16 March" is a list, not a series."""
    j = i + 1
    if r[j].text in {",", ":"}:
        j += 1
    if r[j].word == "the":
        j += 1
    if r[j].number is None or len(r[j].text) > 2:
        return False
    if r[j + 1].month is not None or r[j + 1].word in ORDINAL_ENDINGS or (r[j + 1].text == "/" and r[j + 1].gap == 0):
        return True
    for k in range(j, min(j + 14, r.size)):
        if r[k].month is not None:
            return r[k - 1].word not in {"from", "until", "in", "to", "starting", "till"}
        if (
            r[k].number is None
            and r[k].text not in {",", "&", "/"}
            and r[k].word not in {"and", "or", "of", *ORDINAL_ENDINGS}
        ):
            return False
    return False


def weekday_list_at(r: Reader, i: int) -> tuple[tuple[int, ...], int]:
    """`Tuesday`, `Mon, Wed and Fri`, `Monday to Thursday`."""
    days = [r[i].weekday or 0]
    end = i + 1
    while True:
        j = end
        if r[j].text == "." and r[j].gap == 0 and r[j + 1].text in {",", "&"}:
            j += 1
        joiner = r[j].word
        if joiner in {"-", "to", "through"} and r[j + 1].weekday is not None and len(days) == 1:
            last = r[j + 1].weekday or 0
            days = [(days[0] + n) % 7 for n in range((last - days[0]) % 7 + 1)]
            return tuple(days), j + 2
        if joiner not in {",", "and", "&", "/", "+"}:
            break
        j += 1
        if r[j].word in {"and", "&", "every", "alternate"}:
            j += 1
        if r[j].weekday is None or has_day_number(r, j):
            break
        days.append(r[j].weekday or 0)
        end = j + 1
    return tuple(sorted(set(days))), end
