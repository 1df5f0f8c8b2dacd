"""Finds how long something lasts: `for 90 minutes`, `2h`, `1½ hours`, `two-day`."""

from __future__ import annotations

from scheduling.reading.finding.pieces import LengthPiece
from scheduling.reading.finding.tokens import Reader

_HOURS = frozenset({"hour", "hours", "hr", "hrs", "h", "hours'", "hour's"})
_MINUTES = frozenset({"minute", "minutes", "min", "mins", "m", "minutes'"})
#: After a length: it is not how long the event lasts.
_NOT_AFTER = frozenset(
    {"before", "after", "earlier", "later", "late", "early", "break", "breaks", "notice", "ago", "walk", "drive",
     "prior", "away", "slots", "slot", "each", "per", "ahead", "beforehand", "in", "delay", "intervals", "interval",
     "a", "coffee", "lunch", "comfort", "from", "drop-in", "presentation", "presentations", "talk", "talks",
     "journey", "warning", "grace", "old", "buffer", "turn", "into"}
)  # fmt: skip
_NOT_BEFORE = frozenset(
    {"every", "within", "last", "past", "next", "least", "than", "extra", "another", "in", "up", "after", "takes",
     "take", "by", "max", "maximum", "minimum", "about-", "with", "arrive", "first", "spend", "per", "sick", "worked",
     "of"}
)  # fmt: skip
#: Before "should take" and "will last": the event, or what stands for it.
_TAKES = frozenset({"it", "this", "that", "which", "and", "meeting", "session", "visit", "call", "we"})


def length_at(r: Reader, i: int) -> tuple[LengthPiece, int] | None:
    """The length that starts at token `i`, and the position after it."""
    found = _length(r, i)
    if found is None:
        return None
    piece, end = found
    after = r[end]
    before = r[i - 1].word if i else ""
    per_session = after.word == "per" and r[end + 1].word in {"session", "meeting", "week", "class", "workshop"}
    if (
        after.word in _NOT_AFTER
        and not per_session
        and not (after.word in {"in", "from", "each", "a"} and piece.minutes)
    ):
        return None
    fitted = before == "in" and r[i - 2].word in {"squeeze", "fit", "pencil", "book", "grab"}
    fitted = fitted or (
        before == "with" and r[i - 2].word in {"do", "be"} and r[i - 3].word in {"could", "would", "can"}
    )
    if (before in _NOT_BEFORE and not fitted and not _is_taken(r, i)) or (
        before == "-" and r[i - 2].number is not None
    ):
        return None
    if before == "x" and not after.text[0].isalpha():
        return None  # "8 x 3 mins", and not "2 x 1 hour webinars"
    if after.text == "-" and after.gap == 0 and r[end + 1].text[0].isalpha():
        return None
    if after.text == "-" and r[end - 1].word == "h" and r[end + 1].number is not None:
        return None  # "18h-19h30": hours
    return piece, end


def _is_taken(r: Reader, i: int) -> bool:
    """`Should take 2h`, `should only take 45 mins`, `it will last 90 minutes`: how long the event takes, and not a form or a journey."""
    at = i - 2 if r[i - 2].word in {"only", "just"} else i - 1
    if r[i - 1].word not in {"take", "last"} or r[at - 1].word not in {"should", "will", "shouldn't", "might", "ll"}:
        return False
    about = r[at - 2].word if at > 1 else ""
    return not about[:1].isalpha() or about in _TAKES


def _length(r: Reader, i: int) -> tuple[LengthPiece, int] | None:
    token = r[i]
    start = token.start
    if token.word in {"half", "½"}:
        if (token.text == "½" and r[i + 1].word in _HOURS) or r[i + 1].word == "hour":
            return LengthPiece(start, r[i + 1].end, minutes=30), i + 2
        if r[i + 1].word in {"an", "a"} and r[i + 2].word == "hour":
            return LengthPiece(start, r[i + 2].end, minutes=30), i + 3
        return None
    count = token.counted
    if count is None or count > 600 or token.word in {"couple", "dozen"}:
        return None
    j = i + 1
    extra = 0.0
    if r[j].text == "½" or r[j].text in {"¼", "¾"}:
        extra, j = {"½": 0.5, "¼": 0.25, "¾": 0.75}[r[j].text], j + 1
    elif (
        r[j].text == "."
        and r[j].gap == 0
        and r[j + 1].number is not None
        and r[j + 1].gap == 0
        and (r[j + 2].word in _HOURS or r[j + 3].word in _HOURS)
    ):
        extra, j = float(f"0.{r[j + 1].text}"), j + 2
    elif r[j].word == "and" and r[j + 1].word == "a" and r[j + 2].word == "half":
        extra, j = 0.5, j + 3
    elif r[j].word == "half" and token.word == "a":
        return None
    if r[j].text == "-" and r[j].gap == 0 and r[j + 1].gap == 0 and r[j + 1].text[0].isalpha():
        j += 1
    unit = r[j].word
    if r[j].gap > 1:
        return None
    if unit in _HOURS:
        if unit == "h" and (
            r[j].gap
            or token.text[0] == "0"
            or (
                r[j + 1].gap == 0
                and r[j + 1].number is not None
                and token.counted is not None
                and len(r[j + 1].text) == 2
                and count > 8
            )
        ):
            return None
        minutes = round((count + extra) * 60)
        end = j + 1
        if r[end].word == "and" and r[end + 1].word == "a" and r[end + 2].word == "half":
            minutes, end = minutes + 30, end + 3
        elif r[end].word == "and" and r[end + 1].word == "a" and r[end + 2].word == "quarter":
            minutes, end = minutes + 15, end + 3
        else:
            k = end + 1 if r[end].word in {"and", ","} else end
            if (
                r[k].number is not None
                and (r[k + 1].word in _MINUTES or (unit == "h" and r[k].gap == 0))
                and (r[k].number or 0) < 60
            ):
                minutes += r[k].number or 0
                end = k + 2 if r[k + 1].word in _MINUTES else k + 1
        return (LengthPiece(start, r[end - 1].end, minutes=minutes), end) if 0 < minutes <= 72 * 60 else None
    if unit in _MINUTES and not extra:
        if unit == "m" and (r[j].gap or count < 10):
            return None
        return LengthPiece(start, r[j].end, minutes=count), j + 1
    if unit in {"day", "days"} and not extra and count <= 60 and token.word not in {"a", "an"}:
        return LengthPiece(start, r[j].end, days=count), j + 1
    return None
