"""Finds what repeats by its place in the month: `last Friday of the month`, `2nd and 4th Thursday`, `15th of every month`."""

from __future__ import annotations

from scheduling.reading.finding.pieces import RepeatPiece
from scheduling.reading.finding.tokens import Reader
from scheduling.reading.vocabulary import ORDINAL_ENDINGS

_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}


def ordinals_at(r: Reader, i: int) -> tuple[tuple[int, ...], int]:
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


def nth_at(r: Reader, i: int, *, start: int | None = None) -> tuple[RepeatPiece, int] | None:
    """`last Friday of the month`, `1st and 3rd Wednesday of each month`, `second Tuesday monthly`, `15th of every month`."""
    begin = i if start is None else start
    if r[i].word not in _NTH and (r[i].number is None or r[i + 1].word not in ORDINAL_ENDINGS):
        return None
    nths, j = ordinals_at(r, i)
    if not nths:
        return None
    if r[j].weekday is not None and all(-1 <= n <= 5 for n in nths):
        weekdays = [r[j].weekday or 0]
        end = j + 1
        if (
            r[end].word in {"and", "&"}
            and ordinals_at(r, end + 1)[0]
            and r[ordinals_at(r, end + 1)[1]].weekday == weekdays[0]
        ):
            more, k = ordinals_at(r, end + 1)
            nths, end = (*nths, *more), k + 1
        every = start is not None or any(token.word in {"monthly", "month", "months"} for token in r.tokens)
        return of_every_at(r, begin, end, tuple(weekdays), nths, None) or (
            (RepeatPiece(r[begin].start, r[end - 1].end, "MONTHLY", 1, tuple(weekdays), nths), end)
            if (every and (nths[0] != 2 or start is None) and r[end].word not in {"in", "of"})
            or ((r[j].is_plural or len(nths) > 1) and r[end].word not in {"in", "of"})
            else None
        )
    if len(nths) == 1 and nths[0] > 0:
        return of_every_at(r, begin, j, (), (), nths[0])
    return None


def of_every_at(
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
