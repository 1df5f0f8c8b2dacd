"""Finds how an event repeats: `every other Tuesday`, `weekly on Mondays`, `Tuesdays and Thursdays`, `every weekday`."""

from __future__ import annotations

from scheduling.reading.finding.monthly import nth_at, of_every_at, ordinals_at
from scheduling.reading.finding.pieces import RepeatPiece
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.finding.weekday_lists import has_day_number, weekday_list_at
from scheduling.reading.vocabulary import ORDINAL_ENDINGS

_WEEKDAYS = (0, 1, 2, 3, 4)


_ADVERBS: dict[str, tuple[str, int]] = {
    "weekly": ("WEEKLY", 1), "fortnightly": ("WEEKLY", 2), "biweekly": ("WEEKLY", 2), "monthly": ("MONTHLY", 1), "daily": ("DAILY", 1),
    "quarterly": ("MONTHLY", 3), "annually": ("YEARLY", 1), "yearly": ("YEARLY", 1), "bimonthly": ("MONTHLY", 2),
}  # fmt: skip


_UNITS: dict[str, tuple[str, int]] = {
    "day": ("DAILY", 1), "days": ("DAILY", 1), "week": ("WEEKLY", 1), "weeks": ("WEEKLY", 1), "wk": ("WEEKLY", 1), "wks": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2), "month": ("MONTHLY", 1), "months": ("MONTHLY", 1), "quarter": ("MONTHLY", 3), "year": ("YEARLY", 1),
    "morning": ("DAILY", 1), "evening": ("DAILY", 1), "afternoon": ("DAILY", 1), "night": ("DAILY", 1), "lunchtime": ("DAILY", 1),
}  # fmt: skip


#: After "weekly" these show that it says how often, and is not the adjective of a name ("weekly report").
_AFTER_ADVERB = frozenset(
    {"on", "at", "from", "until", "till", "starting", "beginning", "for", "in", "and", "or", "between", "commencing",
     "thereafter", "basis", "with", "to", "via", "half", "noon", "except", "x"}
)  # fmt: skip
_EVERY = frozenset({"every", "each", "ev", "evry"})


def repeat_at(r: Reader, i: int) -> tuple[RepeatPiece, int] | None:
    """The repeat that starts at token `i`, and the position after it."""
    word = r[i].word
    if word in _EVERY:
        return _every(r, i)
    if word == "alternate" and (r[i + 1].weekday is not None or r[i + 1].word in {"weeks", "months"}):
        return _after_every(r, i, i + 1, 2)
    if word == "weekdays" or (word == "week" and r[i + 1].word == "days"):
        end = i + 1 if word == "weekdays" else i + 2
        return RepeatPiece(r[i].start, r[end - 1].end, "WEEKLY", 1, _WEEKDAYS), end
    if word in _ADVERBS or (word == "bi" and r[i + 1].text == "-" and r[i + 2].word in {"weekly", "monthly"}):
        return _adverb(r, i)
    if (
        word in {"once", "twice"}
        and r[i + 1].word in {"a", "every", "per"}
        and r[i + 2].word in {"week", "fortnight", "month"}
        and word == "once"
    ):
        freq, interval = _UNITS[r[i + 2].word]
        return RepeatPiece(r[i].start, r[i + 2].end, freq, interval), i + 3
    if r[i].is_plural and r[i].weekday is not None:
        return _plural(r, i)
    if word == "day" and r[i + 1].number is not None and r[i + 2].word == "of" and r[i + 3].word == "every":
        return of_every_at(r, i, i + 2, (), (), r[i + 1].number)
    return nth_at(r, i)


def _every(r: Reader, i: int) -> tuple[RepeatPiece, int] | None:
    j = i + 1
    interval = 1
    if r[j].word in {"other", "alternate", "2nd", "second"} or (r[j].number == 2 and r[j + 1].word == "nd"):
        step = j + 2 if r[j].number == 2 else j + 1
        found = nth_at(r, j, start=i)
        if found is not None:
            return found
        j, interval = step, 2
    elif (found := nth_at(r, j, start=i)) is not None:
        return found
    elif r[j].word in {"third", "fourth"} or (r[j].number in (3, 4) and r[j + 1].word in ORDINAL_ENDINGS):
        interval = 3 if r[j].word == "third" or r[j].number == 3 else 4
        j += 1 if r[j].number is None else 2
    elif r[j].counted is not None and r[j + 1].gap <= 1 and r[j + 1].word in _UNITS | {"wks": 1}:
        interval, j = r[j].counted or 1, j + 1
        if not 0 < interval <= 52:
            return None
    elif r[j].word == "single":
        j += 1
    return _after_every(r, i, j, interval)


def _after_every(r: Reader, i: int, j: int, interval: int) -> tuple[RepeatPiece, int] | None:
    if r[j].weekday is not None:
        weekdays, end = weekday_list_at(r, j)
        if r[end].word == "fortnight":
            return RepeatPiece(r[i].start, r[end].end, "WEEKLY", 2, weekdays), end + 1
        return RepeatPiece(r[i].start, r[end - 1].end, "WEEKLY", interval, weekdays), end
    if r[j].word in {"weekday", "weekdays", "workday"} or (r[j].word == "working" and r[j + 1].word == "day"):
        end = j + 1 if r[j].word != "working" else j + 2
        if r[end].text == "(" and r[end + 1].weekday == 0:
            while end < r.size and r[end].text != ")":
                end += 1
            end += 1
        return RepeatPiece(r[i].start, r[end - 1].end, "WEEKLY", 1, _WEEKDAYS), end
    if r[j].word not in _UNITS:
        return None
    freq, step = _UNITS[r[j].word]
    end = j + 1
    if r[end].text == "(" and r[end + 1].word == "s" and r[end + 2].text == ")":
        end += 3
    if freq == "WEEKLY":
        k = end + 1 if r[end].word == "on" or r[end].text in {",", ":"} else end
        if r[k].word == "a":
            k += 1
        if r[k].weekday is not None and not has_day_number(r, k):
            weekdays, end = weekday_list_at(r, k)
            return RepeatPiece(r[i].start, r[end - 1].end, freq, interval * step, weekdays), end
    if freq == "MONTHLY":
        k = end + 1 if r[end].word == "on" or r[end].text in {",", ":"} else end
        if r[k].word == "the":
            k += 1
        nths, k2 = ordinals_at(r, k)
        if nths and r[k2].weekday is not None:
            return RepeatPiece(r[i].start, r[k2].end, freq, interval * step, (r[k2].weekday or 0,), nths), k2 + 1
        if nths and -1 not in nths and r[k2].month is None and (r[end].word == "on"):
            return RepeatPiece(r[i].start, r[k2 - 1].end, freq, interval * step, (), (), nths[0]), k2
    return RepeatPiece(r[i].start, r[end - 1].end, freq, interval * step), end


def _adverb(r: Reader, i: int) -> tuple[RepeatPiece, int] | None:
    note = ""
    j = i
    if r[i].word == "bi":
        j = i + 2
        freq, interval = ("WEEKLY", 2) if r[j].word == "weekly" else ("MONTHLY", 2)
        note = "bi"
    else:
        freq, interval = _ADVERBS[r[i].word]
        if r[i].word.startswith("bi"):
            note = "bi"
    end = j + 1
    k = end
    if r[k].text in {",", ":", "-", "("} and (r[k + 1].weekday is not None or r[k + 1].word == "on"):
        k += 1
    if r[k].word == "on":
        k += 1
    if r[k].word in {"a", "the"}:
        k += 1
    if r[k].weekday is not None and not has_day_number(r, k) and freq == "WEEKLY":
        weekdays, after = weekday_list_at(r, k)
        return RepeatPiece(r[i].start, r[after - 1].end, freq, interval, weekdays, note=note), after
    if freq == "MONTHLY":
        nths, after = ordinals_at(r, k)
        if nths and r[after].weekday is not None:
            return RepeatPiece(
                r[i].start, r[after].end, freq, interval, (r[after].weekday or 0,), nths, note=note
            ), after + 1
        if (
            nths
            and -1 not in nths
            and r[k - 1].word in {"the", "on"}
            and r[after].month is None
            and r[after].word != "of"
        ):
            return RepeatPiece(r[i].start, r[after - 1].end, freq, interval, (), (), nths[0], note), after
    if (
        r[end].text[0].isalpha()
        and r[end].weekday is None
        and r[end].word not in _AFTER_ADVERB
        and r[end].month is None
    ):
        if r[i].word in {"quarterly", "annually", "yearly"}:
            return None  # "quarterly business review": what it is called
        note = note or "adjective"
    return RepeatPiece(r[i].start, r[end - 1].end, freq, interval, note=note), end


def _plural(r: Reader, i: int) -> tuple[RepeatPiece, int] | None:
    """`Tuesdays and Thursdays`, unless the days of the month follow."""
    if has_day_number(r, i):
        return None
    weekdays, end = weekday_list_at(r, i)
    interval = 1
    if r[end].word in {"fortnightly", "weekly"}:
        interval = 2 if r[end].word == "fortnightly" else 1
        end += 1
    elif r[end].text == "," and r[end + 1].word == "fortnightly":
        interval, end = 2, end + 2
    return RepeatPiece(r[i].start, r[end - 1].end, "WEEKLY", interval, weekdays), end
