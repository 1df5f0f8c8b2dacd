"""When all lines are read: what is left that is no event, because it says how often but not when, or since when but not what."""

from __future__ import annotations

import re

from scheduling.reading.finding.pieces import MonthOf, Run, YearOf
from scheduling.reading.message.carried import Carried, Refused
from scheduling.reading.message.rules import is_bounded
from scheduling.reading.sentence.open_ended import HOLDS_FROM, from_then_on
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Draft

_SAYS_HOW_OFTEN = re.compile(r"\b(?:every|each|alternate|weekly|fortnightly|monthly|of the month)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")


def drop_open_ended(c: Carried) -> None:
    """`The new car park opens from 4 January`: it holds from that day on, and nothing happens on it that has a length."""
    d = c.document
    for draft in list(d.drafts):
        if draft.role is not Role.FROM or draft.rule is not None or draft.slot is not None or draft.length is not None:
            continue
        beside = any(other is not draft and other.sentence == draft.sentence for other in d.drafts)
        if beside or isinstance(draft.day, (Run, MonthOf, YearOf)):
            continue
        line, start, end = draft.spans[0]
        if from_then_on(d.lines.get(line, "")[:start]):
            d.drafts.remove(draft)
            d.refused.append(Refused(line, start, end, HOLDS_FROM))


def drop_vague(c: Carried) -> None:
    """A repeat without any day or date is no event yet; nor is a weekday in passing, without a time."""
    d = c.document
    for draft in list(d.drafts):
        why = _why_vague(c, draft)
        if why:
            d.drafts.remove(draft)
            line, start, end = draft.spans[0]
            d.refused.append(Refused(line, start, end, why))


def _why_vague(c: Carried, draft: Draft) -> str:
    rule = draft.rule
    if rule is None:
        return ""
    repeat = rule.repeat
    vague = not repeat.weekdays and not repeat.month_day and rule.since is None and not rule.named
    if vague and not (repeat.freq == "DAILY" and draft.slot is not None):
        return "it says how often, but not on which day"
    if repeat.weekdays and draft.slot is None and not is_bounded(rule) and not rule.window:
        line, start, end = draft.spans[0]
        text = c.document.lines.get(line, "")
        if not _SAYS_HOW_OFTEN.search(text[start:end]) and len(_WORDS.findall(text)) > 5:
            return "it names a weekday in general, with no time"
    return ""
