"""Tells "the 9th", which is a day, from "the 2nd item", which is none."""

from __future__ import annotations

from scheduling.reading.finding.neighbours import is_timely
from scheduling.reading.finding.tokens import MASK, Reader
from scheduling.reading.vocabulary import ORDINAL_ENDINGS

#: After an ordinal alone ("the 9th"), these show that it is a day.
_AFTER_ORDINAL = frozenset(
    {"at", "in", "from", "and", "or", "to", "for", "if", "is", "as", "with", "instead", "then", "when", "morning",
     "afternoon", "evening", "night", "work", "works", "would", "will", "please", "but", "around", "about", "after",
     "we", "it", "that", "same", "still", "now", "via", "on", "@", "noon", "midday", "half", "though", "anyone", "looks",
     "was", "has", "all", "either", "until", "between", "good", "suits", "any", "can", "should", "too"}
)  # fmt: skip
#: Before an ordinal alone: it is a day.
_POINTING = frozenset(
    {"the", "on", "of", "for", "to", "until", "and", "or", "from", "by", "not", "except", "about", "till"}
)
#: Before an ordinal alone: it is a place in a table or a queue.
_RANKED = frozenset(
    {"us", "them", "you", "him", "her", "me", "come", "came", "coming", "finish", "finished", "placed", "ranked",
     "joint", "are", "was", "were", "lie", "currently", "only", "my", "his", "their", "our", "your"}
)  # fmt: skip
#: "first", "second", "third" in words count what was named before, unless a month makes a day of them, or "on" and what follows.
_COUNTING = (1, 2, 3)


def ordinal_stands(r: Reader, end: int) -> bool:
    """Whether an ordinal that ends at `end` is a day and not "the 2nd item": by "the" before and what follows."""
    start = end - 1
    while start > 0 and r[start].word in ORDINAL_ENDINGS:
        start -= 1
    before = r[start - 1].word
    if r[start].number is None and before not in {"the"}:
        return False  # "first", "second" alone are no days
    if (
        before
        not in {"the", "on", "of", "for", "to", "until", "and", "&", "or", ",", "from", "by", "not", "except", "about"}
        and start > 0
        and r[start].number is None
    ):
        return False
    if r[start].number is None and r[start].ordinal in _COUNTING and not _meets_on(r, start, end):
        return False  # "ring the first until you have tried the second", "actuals are on the first"
    after = r[end]
    if before in _RANKED or (
        r[start].number == 1 and start and end == r.size and before[:1].isalpha() and before not in _POINTING
    ):
        return False  # "read the brief 1st"
    if r[start].number is not None and before == "the" and r[start - 2].word == "on":
        return True
    if r[start].number is None and after.number is not None and after.gap == 1 and not is_timely(r, end):
        return False  # "the first 5 minutes"
    if r[start].number is None and after.text[0] == MASK:
        return False  # "the second Luke 2:1-14"
    if after.gap == 2 or after.number is not None or not after.text[0].isalpha():
        return True
    return after.word in _AFTER_ORDINAL


def _meets_on(r: Reader, start: int, end: int) -> bool:
    """`We meet on the second, 7pm`, `on the second at 7`."""
    return r[start - 2].word == "on" and (r[end].text == "," or r[end].word in {"at", "from", "@", "between"})
