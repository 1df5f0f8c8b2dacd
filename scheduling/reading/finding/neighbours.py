"""Tells by its neighbours that a number is no day: an hour, a count, the tail of something else."""

from __future__ import annotations

from scheduling.reading.finding.tokens import Reader

#: After a number: it counts something.
UNITS = frozenset(
    {"people", "places", "weeks", "week", "days", "hours", "hrs", "hr", "mins", "minutes", "min", "months", "years", "sessions",
     "staff", "of", "meetings", "spaces", "seats", "slots", "x", "year", "months'", "weeks'", "times", "pm", "am", "person", "delegates"}
)  # fmt: skip


def is_timely(r: Reader, i: int) -> bool:
    """Whether the number at `i` is an hour by what follows it: `3pm`, `3.30`, `3:30`, `3-4pm`, `14h30`."""
    after = r[i + 1]
    if after.word in {"am", "pm", "noon", "midnight", "o'clock", "oclock"}:
        return True
    if after.word in {"a", "p"} and (r[i + 2].word == "m" or (r[i + 2].text == "." and r[i + 3].word == "m")):
        return True
    if (
        after.gap == 0
        and after.text in {":", "."}
        and r[i + 2].gap == 0
        and len(r[i + 2].text) == 2
        and r[i + 2].number is not None
    ):
        return not (
            r[i + 3].gap == 0
            and r[i + 3].text in {".", "/", "-"}
            and r[i + 4].gap == 0
            and len(r[i + 4].text) in (2, 4)
            and after.text != ":"
            and r[i + 4].number is not None
            and r[i + 3].text == after.text
        )
    if after.gap == 0 and after.word in {"h", "hrs", "hr", "hours", "p", "a"}:
        return True
    if after.text in {"-"} or after.word in {"to", "til", "till", "until"}:
        if (r[i].number or 0) > 12 and (r[i + 2].number or 99) <= 12 and r[i + 3].word in {"am", "pm"}:
            return False  # "Tue 15 - 2pm": a day and its hour
        return (r[i + 2].number or 99) <= 24 and _ends_timely(r, i + 2)
    return False


def _ends_timely(r: Reader, i: int) -> bool:
    after = r[i + 1]
    if after.word in {"am", "pm", "noon"} or (after.gap == 0 and after.text == ":"):
        return True
    if (
        after.gap == 0
        and after.text == "."
        and r[i + 2].gap == 0
        and len(r[i + 2].text) == 2
        and r[i + 2].number is not None
    ):
        return r[i + 3].text != "." or r[i + 3].gap > 0 or r[i + 4].number is None or r[i + 4].gap > 0
    return after.word in {"a", "p"} and r[i + 2].text == "." and r[i + 3].word == "m"


def is_glued(r: Reader, i: int) -> bool:
    """Whether the number hangs on something before it that makes it no day: `10.30`, `x4`, `B12`, `-3`."""
    before = r[i - 1]
    if i == 0 or r[i].gap:
        return False
    if before.text in {".", ":"}:
        return r[i - 2].number is not None and r[i - 1].gap == 0
    if before.text[0].isalpha():
        return before.month is None and before.weekday is None and before.word not in {"on", "the", "at", "from", "to"}
    return before.text in {"'", "_", "#", "=", "%"}
