"""Finds how an event repeats: `every other Tuesday`, `2nd and 4th Thursday of the month`, `6 sessions`, `Tuesdays`."""

from __future__ import annotations

from scheduling.reading.pieces import CountPiece, RepeatPiece
from scheduling.reading.tokens import Reader
from scheduling.reading.vocabulary import ORDINAL_ENDINGS

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
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
    {"on", "at", "from", "until", "till", "starting", "beginning", "for", "in", "and", "or", "between", "commencing", "thereafter", "basis", "with", "to", "via", "half", "noon", "except", "x"}
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
        return _of_every(r, i, i + 2, (), (), r[i + 1].number)
    return _nth(r, i)


def count_at(r: Reader, i: int) -> tuple[CountPiece, int] | None:
    """How often, or over how long, a series runs: `6 sessions`, `for 8 weeks`, `x6`."""
    token = r[i]
    start = token.start
    if token.word in {"x", "×"} and r[i + 1].number is not None and (r[i + 1].number or 0) <= 400:
        if r[i + 1].gap <= 1 and r[i + 2].word not in {"hour", "hours", "hr", "mins", "min", "day", "days"}:
            return CountPiece(start, r[i + 1].end, count=r[i + 1].number or 0), i + 2
        return None
    j = i
    if token.word in {"for", "over", "lasting", "runs"}:
        j += 1
        if r[j].word in {"the", "a", "next", "total", "of"} and r[j].word != "a":
            j += 1
        if r[j].word == "next":
            j += 1
    count = r[j].counted
    if count is None or not 0 < count <= 400 or (r[j].word in {"a", "an", "couple"} and j == i):
        return None
    k = j + 1
    if r[k].text == "-" and r[k].gap == 0:
        k += 1
    if r[k].word in {
        "weekly",
        "fortnightly",
        "monthly",
        "consecutive",
        "daily",
        "x",
        "online",
        "one-hour",
        "half-day",
        "morning",
        "evening",
        "lunchtime",
        "teaching",
        "training",
        "drop-in",
        "meetings",
    }:
        k += 1
    unit = r[k].word
    if unit in {
        "sessions",
        "meetings",
        "times",
        "occurrence",
        "occurrences",
        "classes",
        "workshops",
        "lessons",
        "webinars",
        "dates",
        "instances",
        "seminars",
        "lectures",
        "part",
        "evenings",
        "mornings",
    }:
        if unit == "occurrence" and r[k + 1].text == "(":
            return CountPiece(start, r[k + 3].end, count=count), k + 4
        if count == 1:
            return None
        return CountPiece(start, r[k].end, count=count), k + 1
    if (
        unit in {"weeks", "week", "wks", "wk", "weeks'"}
        and count > 1
        and r[k + 1].word not in {"time", "notice", "ago", "before", "on", "later", "ahead", "after", "today"}
    ) and (
        j > i
        or r[k + 1].text in {")", ",", ".", ";", "\u0002"}
        or r[k + 1].word in {"course", "programme", "block", "from", "starting", "run"}
        or r[i - 1].text in {"(", ","}
    ):
        return CountPiece(start, r[k].end, weeks=count), k + 1
    if unit in {"months", "month"} and j > i and r[k + 1].word not in {"time", "ago"}:
        return CountPiece(start, r[k].end, months=count), k + 1
    if unit == "year" and j > i and token.word == "for":
        return CountPiece(start, r[k].end, months=12 * count), k + 1
    if unit in {"fortnights"} and j > i:
        return CountPiece(start, r[k].end, weeks=2 * count), k + 1
    return None


def _every(r: Reader, i: int) -> tuple[RepeatPiece, int] | None:
    j = i + 1
    interval = 1
    if r[j].word in {"other", "alternate", "2nd", "second"} or (r[j].number == 2 and r[j + 1].word == "nd"):
        step = j + 2 if r[j].number == 2 else j + 1
        found = _nth(r, j, start=i)
        if found is not None:
            return found
        j, interval = step, 2
    elif (found := _nth(r, j, start=i)) is not None:
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
        weekdays, end = _weekday_list(r, j)
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
        if r[k].weekday is not None and not _has_day_number(r, k):
            weekdays, end = _weekday_list(r, k)
            return RepeatPiece(r[i].start, r[end - 1].end, freq, interval * step, weekdays), end
    if freq == "MONTHLY":
        k = end + 1 if r[end].word == "on" or r[end].text in {",", ":"} else end
        if r[k].word == "the":
            k += 1
        nths, k2 = _ordinals(r, k)
        if nths and r[k2].weekday is not None:
            return RepeatPiece(r[i].start, r[k2].end, freq, interval * step, (r[k2].weekday or 0,), nths), k2 + 1
        if nths and -1 not in nths and r[k2].month is None and (r[end].word == "on"):
            return RepeatPiece(r[i].start, r[k2 - 1].end, freq, interval * step, (), (), nths[0]), k2
    return RepeatPiece(r[i].start, r[end - 1].end, freq, interval * step), end


def _has_day_number(r: Reader, i: int) -> bool:
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


def _weekday_list(r: Reader, i: int) -> tuple[tuple[int, ...], int]:
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
        if r[j].weekday is None or _has_day_number(r, j):
            break
        days.append(r[j].weekday or 0)
        end = j + 1
    return tuple(sorted(set(days))), end


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
    if r[k].weekday is not None and not _has_day_number(r, k) and freq == "WEEKLY":
        weekdays, after = _weekday_list(r, k)
        return RepeatPiece(r[i].start, r[after - 1].end, freq, interval, weekdays, note=note), after
    if freq == "MONTHLY":
        nths, after = _ordinals(r, k)
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
        note = note or "adjective"
    return RepeatPiece(r[i].start, r[end - 1].end, freq, interval, note=note), end


def _plural(r: Reader, i: int) -> tuple[RepeatPiece, int] | None:
    """`Tuesdays and Thursdays`, unless the days of the month follow."""
    if _has_day_number(r, i):
        return None
    weekdays, end = _weekday_list(r, i)
    interval = 1
    if r[end].word in {"fortnightly", "weekly"}:
        interval = 2 if r[end].word == "fortnightly" else 1
        end += 1
    elif r[end].text == "," and r[end + 1].word == "fortnightly":
        interval, end = 2, end + 2
    return RepeatPiece(r[i].start, r[end - 1].end, "WEEKLY", interval, weekdays), end


def _ordinals(r: Reader, i: int) -> tuple[tuple[int, ...], int]:
    """`2nd and 4th`, `first`, `last`: the numbers and the position after them."""
    found: list[int] = []
    j = i
    end = i
    while True:
        if r[j].word == "the":
            j += 1
        if (nth := _NTH.get(r[j].word)) is not None:
            j += 1
        elif r[j].number is not None and 0 < (r[j].number or 0) <= 31 and r[j + 1].word in ORDINAL_ENDINGS:
            nth, j = r[j].number or 0, j + 2
        else:
            break
        found.append(nth)
        end = j
        if r[j].text in {",", "&", "/", "+"} or r[j].word == "and":
            j += 1
            if r[j].word == "and":
                j += 1
        else:
            break
    return tuple(found), end


def _nth(r: Reader, i: int, *, start: int | None = None) -> tuple[RepeatPiece, int] | None:
    """`last Friday of the month`, `1st and 3rd Wednesday of each month`, `second Tuesday monthly`, `15th of every month`."""
    begin = i if start is None else start
    if r[i].word not in _NTH and (r[i].number is None or r[i + 1].word not in ORDINAL_ENDINGS):
        return None
    nths, j = _ordinals(r, i)
    if not nths:
        return None
    if r[j].weekday is not None and all(-1 <= n <= 5 for n in nths):
        weekdays = [r[j].weekday or 0]
        end = j + 1
        if (
            r[end].word in {"and", "&"}
            and _ordinals(r, end + 1)[0]
            and r[_ordinals(r, end + 1)[1]].weekday == weekdays[0]
        ):
            more, k = _ordinals(r, end + 1)
            nths, end = (*nths, *more), k + 1
        every = start is not None or any(token.word in {"monthly", "month", "months"} for token in r.tokens)
        return _of_every(r, begin, end, tuple(weekdays), nths, None) or (
            (RepeatPiece(r[begin].start, r[end - 1].end, "MONTHLY", 1, tuple(weekdays), nths), end)
            if (every and (nths[0] != 2 or start is None) and r[end].word not in {"in", "of"})
            or (r[j].is_plural and r[end].word not in {"in", "of"})
            else None
        )
    if len(nths) == 1 and nths[0] > 0:
        return _of_every(r, begin, j, (), (), nths[0])
    return None


def _of_every(
    r: Reader, i: int, j: int, weekdays: tuple[int, ...], nths: tuple[int, ...], day: int | None
) -> tuple[RepeatPiece, int] | None:
    """`of the month`, `in each month`, `of every other month`, `monthly` after an nth weekday or a day."""
    k = j
    if r[k].text in {",", "("} and r[k + 1].word in {"monthly", "each", "every"}:
        k += 1
    if r[k].word == "monthly":
        return RepeatPiece(r[i].start, r[k].end, "MONTHLY", 1, weekdays, nths, day), k + 1
    if r[k].word in {"of", "in", "every", "each"}:
        if r[k].word in {"of", "in"}:
            k += 1
        interval = 1
        if r[k].word == "the" and nths and r[k + 1].word == "month":
            return RepeatPiece(r[i].start, r[k + 1].end, "MONTHLY", 1, weekdays, nths, day), k + 2
        if r[k].word in {"every", "each", "alternate", "a"} or r[k].word == "every":
            if r[k].word == "alternate":
                interval = 2
            k += 1
            if r[k].word in {"other", "second", "alternate"}:
                interval, k = 2, k + 1
            elif r[k].number is not None and r[k + 1].word in {"month", "months"}:
                interval, k = r[k].number or 1, k + 1
            elif r[k].word == "calendar":
                k += 1
            if r[k].word in {"month", "months"} and 0 < interval <= 24:
                end = k + 1
                if r[end].text == "(" and r[end + 1].word == "s":
                    end += 3
                return RepeatPiece(r[i].start, r[end - 1].end, "MONTHLY", interval, weekdays, nths, day), end
            if r[k].word == "quarter":
                return RepeatPiece(r[i].start, r[k].end, "MONTHLY", 3, weekdays, nths, day), k + 1
    return None
