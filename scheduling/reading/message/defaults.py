"""Hours for several days: a time above a list, below it, or "for all", and days that share the hours of others."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduling.reading.finding.pieces import Run, TimePiece, WeekOf
from scheduling.reading.message.carried import Carried
from scheduling.reading.message.giving import add_span, give_tail, give_time, is_all_day, takes_time
from scheduling.reading.phrases import one_of
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Draft, Item, Sentence

_FOR_ALL = re.compile(
    r"\b"
    + one_of(r"""
        all, both, each, every, always, unless (?:otherwise )?(?:stated|shown|noted|specified),
        times?(?: for all)?, sessions? (?:run|are|last), meetings? (?:run|are|start)
    """)
    + r"\b",
    re.IGNORECASE,
)
_SAME_TIME = re.compile(r"\bsame (?:times?|hours|slot|place and time)\b", re.IGNORECASE)
_BEGINS_WITH_TIME = re.compile(r"[\s•>|*(\d.-]{0,4}\d")


def is_for_all(text: str) -> bool:
    """Whether a time is said to be that of all the days: `all 2-3pm`; not in a line that begins with it."""
    return bool(_FOR_ALL.search(text))


def begins_with_time(text: str) -> bool:
    """Whether a line begins with figures, as a line of a programme does."""
    return bool(_BEGINS_WITH_TIME.match(text))


def set_default(c: Carried, s: Sentence, mains: list[Item], ends: list[Item]) -> None:
    """A time above the dates, or for all of them, is the default of those without their own."""
    if not mains:
        return
    if c.day is None and begins_with_time(s.text):
        c.above += [(s, item) for item in mains]
    else:
        c.above = []
    c.default = (c.default if c.default_line == s.line else []) + mains + ends
    c.default_line = s.line
    c.default_length = s.lengths[0] if s.lengths else None
    if s.zones:
        c.document.zone = c.document.zone or s.zones[0]
    for draft in c.document.live:
        if draft.slot is None and takes_time(draft):
            give_time(c, draft, c.default)
            add_span(draft, s, mains)
            give_tail(draft, s)
    c.untimed = []


def give_default(c: Carried, draft: Draft) -> None:
    """The default hours for a day that has none of its own."""
    if draft.slot is None and c.default and takes_time(draft) and draft.role is not Role.NEW:
        give_time(c, draft, c.default)


def fill_untimed(c: Carried, s: Sentence, mains: list[Item], ends: list[Item]) -> None:
    """A time below several days without one is that of each of them."""
    for draft in c.untimed:
        if takes_time(draft):
            give_time(c, draft, mains + ends)
            add_span(draft, s, mains)
            give_tail(draft, s)
    c.untimed = []


def multiply_default(c: Carried, s: Sentence) -> None:
    """A default with several times gives each day several events."""
    if len(c.default) < 2:
        return
    for draft in list(s.drafts):
        if draft.own_time or draft.slot is None:
            continue
        for item in c.default[1:]:
            if isinstance(item.piece, TimePiece) and item.role is not Role.END:
                other = replace(draft, slot=item.piece, spans=list(draft.spans), notes=list(draft.notes))
                c.document.drafts.append(other)


def take_same_time(c: Carried, s: Sentence) -> None:
    """`Or Tuesday week, same time`: the hours of the date before it."""
    timed = next((draft for draft in reversed(c.document.drafts) if draft.slot is not None), None)
    if timed is None or not _SAME_TIME.search(s.text):
        return
    for draft in s.drafts:
        if draft.slot is None and draft.role is Role.EVENT:
            draft.slot, draft.zone, draft.length = timed.slot, timed.zone, draft.length or timed.length
            draft.own_time = True


def share_line(c: Carried, s: Sentence) -> None:
    """`9.00-9.45 Amal; 10.00-10.45 Bea (Thursday 7 January)`: the day at the end is that of the times before it."""
    if c.default_line != s.line or len(s.drafts) != 1:
        return
    last = s.drafts[0]
    if last.rule is not None or not last.own_time:
        return
    for item in c.default:
        if isinstance(item.piece, TimePiece) and item.role is Role.EVENT:
            spans = [(s.line, item.piece.start, item.piece.end), last.spans[-1]]
            c.document.drafts.insert(-1, replace(last, slot=item.piece, spans=spans, notes=[]))
    c.default = []


def share_above(c: Carried, s: Sentence) -> None:
    """A date below a list of times is that of the whole list; so is each further date right below it."""
    above, c.above = c.above, []
    if len(above) < 2 or not all(_takes_list(draft) for draft in s.drafts):
        return
    lines = {sentence.line for sentence, _ in above}
    if not 0 < s.line - max(lines) <= 3:
        return
    drafts = c.document.drafts
    for draft in s.drafts:
        sessions = []
        for sentence, item in above:
            if isinstance(item.piece, TimePiece):
                spans = [(sentence.line, item.piece.start, item.piece.end), *draft.spans[:1]]
                sessions.append(replace(draft, slot=item.piece, spans=spans, line=sentence.line, in_programme=True))
        at = next(n for n, other in enumerate(drafts) if other is draft)
        drafts[at : at + 1] = sessions
    c.default, c.untimed = [], []


def _takes_list(draft: Draft) -> bool:
    """Whether a date can stand for a list of times above it: one day with no hours of its own."""
    return (
        draft.rule is None and not draft.own_time and not isinstance(draft.day, (Run, WeekOf)) and not is_all_day(draft)
    )
