"""Cancellations, corrections and days left out: what a line takes back of what stands above it."""

from __future__ import annotations

import re

from scheduling.reading.finding.pieces import Day, MonthOf, Run, TimePiece
from scheduling.reading.message.carried import Carried, Refused
from scheduling.reading.message.giving import add_span, give_time
from scheduling.reading.sentence.joining import is_bare_weekday
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Draft, Sentence

_CANCEL_HEAD = re.compile(r"^[\s•>*!-]*(?:subject:\s*)?(?:cancell?ed|postponed)\b", re.IGNORECASE)
_NO_TIME_YET = re.compile(r"\btimes? (?:tbc|tba|to be confirmed|to follow)|\btbc\b|\btba\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")
TAKEN_BACK = "the text says that it is cancelled or moved"
#: Before the words of a cancellation that heads the message and so takes back what stands below it as well.
_HEADS = "HEAD "


def leave_out(c: Carried, days: list[Day | Run]) -> None:
    """Days on which it does not happen: exceptions of the series above, otherwise days taken off the list."""
    series = c.document.series
    if series is not None:
        series[1].without += days
    else:
        c.document.removed += [(day, c.heading) for day in days]


def take_cancellation(c: Carried, s: Sentence) -> None:
    """`The 22nd is cancelled`, `Cancelled: quiz`: days left out, or everything above."""
    d = c.document
    if not s.cancelled:
        return
    if any(draft.role is Role.NEW for draft in s.drafts) or (s.without and not s.drafts):
        return
    if s.cancelled_days:
        leave_out(c, s.cancelled_days)
        if d.series is None:
            d.called_off += [Refused(s.line, start, end, TAKEN_BACK) for start, end in s.called_off]
        d.cancelled = d.cancelled or s.text.strip()
        return
    if any(draft.rule is not None for draft in s.drafts) or _is_month_without(s):
        return
    if d.drafts:
        for draft in d.drafts:
            draft.role = Role.OLD
        d.cancelled = s.text.strip()
    elif _CANCEL_HEAD.match(s.text):
        d.cancelled = _HEADS + s.text.strip()
    elif len(_WORDS.findall(s.text)) <= 14:
        d.cancelled = s.text.strip()


def _is_month_without(s: Sentence) -> bool:
    """`August - no meeting` in a list of days: that month has none, and nothing else is off."""
    return not s.items and any(isinstance(day, MonthOf) for day in s.headings)


def drop_cancelled(c: Carried) -> None:
    """At the end: a cancellation that heads the message takes back every event below it, all but a new date."""
    d = c.document
    if d.cancelled.startswith(_HEADS):
        d.cancelled = d.cancelled.removeprefix(_HEADS)
        for draft in d.drafts:
            draft.role = draft.role if draft.is_new else Role.OLD
    d.drafts = d.live


def supersede(c: Carried, s: Sentence) -> None:
    """A corrected date takes the place of the one it corrects, and its time when it has none of its own."""
    d = c.document
    new = [draft for draft in s.drafts if draft.role is Role.NEW]
    if not new:
        return
    live = d.live
    replaced = [draft for draft in s.drafts if draft.role is not Role.NEW and not (live and _is_weekday_alone(draft))]
    explicit = bool(s.old) or bool(replaced)
    if explicit:
        d.removed += [(day, c.heading) for day in s.old]
        d.removed += [(draft.day, c.heading) for draft in replaced if draft.day is not None]
    source = replaced[-1] if replaced else None
    if not explicit and live:
        source = live[-1]
        source.role = Role.OLD
    elif source is None and live:
        source = live[-1]
    slot = s.old_slot or (source.slot if source is not None else None)
    for draft in new:
        if draft.slot is None and slot is not None and not _NO_TIME_YET.search(s.text):
            draft.slot = slot
            draft.zone = draft.zone or (source.zone if source else None)
            draft.length = draft.length or (source.length if source else None)
        elif draft.slot is None and c.default:
            give_time(c, draft, c.default)
        if source is not None and source.spans:
            line, start, end = source.spans[0]
            draft.replaced = d.lines.get(line, "")[start:end]
        draft.role = Role.EVENT
        draft.is_new = True
    s.drafts = new


def _is_weekday_alone(draft: Draft) -> bool:
    """`No, Tues 1 Dec 12.30, the painters are in on the Monday`: a weekday in passing, and not what is replaced."""
    return draft.slot is None and draft.day is not None and is_bare_weekday(draft.day)


def supersede_time(c: Carried, s: Sentence) -> bool:
    """`Now at 3pm`: a new time for the last event, or for those to come."""
    if not any(item.role is Role.NEW for item in s.slots):
        return False
    new = [item for item in s.slots if item.role is Role.NEW]
    times = [item.piece for item in new if isinstance(item.piece, TimePiece)]
    live = c.document.live
    if times and not live:
        c.default = new
    elif times:
        last = live[-1]
        if last.slot is not None:
            line, _start, _end = last.spans[-1]
            last.replaced = c.document.lines.get(line, "")[last.slot.start : last.slot.end]
        last.slot = times[0]
        add_span(last, s, new)
    return True
