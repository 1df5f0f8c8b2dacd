"""Finds how often, or over how long, a series runs: `6 sessions`, `for 8 weeks`, `x6`."""

from __future__ import annotations

from scheduling.reading.finding.pieces import CountPiece
from scheduling.reading.finding.tokens import Reader

#: After a number and a weekday: the weekday is counted ("six Monday evenings").
_PARTS_OF_DAYS = frozenset(
    {"evenings", "mornings", "afternoons", "nights", "lunchtimes", "sessions", "classes", "meetings", "workshops"}
)
#: The frequency and interval of RFC 5545 that an adjective before "sessions" names.
EVERY = {"daily": ("DAILY", 1), "weekly": ("WEEKLY", 1), "fortnightly": ("WEEKLY", 2), "monthly": ("MONTHLY", 1)}
#: Between a number and what it counts: "six weekly sessions".
_KINDS = frozenset(
    {"weekly", "fortnightly", "monthly", "consecutive", "daily", "x", "online", "one-hour", "half-day", "morning",
     "evening", "lunchtime", "teaching", "training", "drop-in", "meetings"}
)  # fmt: skip
#: What a series is counted in.
_SESSIONS = frozenset(
    {"sessions", "meetings", "times", "occurrence", "occurrences", "classes", "workshops", "lessons", "webinars",
     "dates", "instances", "seminars", "lectures", "part", "evenings", "mornings"}
)  # fmt: skip


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
    if r[k].word in _KINDS:
        k += 1
    if r[k].weekday is not None and count > 1 and (r[k].is_plural or r[k + 1].word in _PARTS_OF_DAYS):
        return CountPiece(start, r[j].end, count=count), j + 1
    every = r[k - 1].word if r[k - 1].word in EVERY else ""
    unit = r[k].word
    if unit in _SESSIONS:
        if unit == "occurrence" and r[k + 1].text == "(":
            return CountPiece(start, r[k + 3].end, count=count), k + 4
        if count == 1:
            return None
        return CountPiece(start, r[k].end, count=count, every=every), k + 1
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
