"""A series over several lines: what bounds it, its hours, its number, and the lines that make one of a single date."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduling.reading.finding.pieces import CalendarDay, DatePiece, MonthOf, Run, WeekOf
from scheduling.reading.message.carried import Carried
from scheduling.reading.message.giving import takes_time
from scheduling.reading.message.labels import is_end_label, is_start_label
from scheduling.reading.sentence.joining import is_bare_weekday
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Draft, Rule, Sentence

_REPEATS = re.compile(r"\b(?:repeats?|recurr\w*|occurs|frequency|recurrence|pattern)\b", re.IGNORECASE)
_UNTIL_WORD = re.compile(
    r"\b(?:until|till|til|up to|ends?|ending|last (?:session|one|meeting|date)|through)\b[\s:]*(?:on |the )*$",
    re.IGNORECASE,
)


def bound_by_count(c: Carried, s: Sentence) -> None:
    """`Six sessions`, `Ends 29 March` in a line of its own: bounds of the series above."""
    d = c.document
    if d.series is None:
        return
    _, rule = d.series
    for count in s.counts:
        if rule.count is None:
            rule.count = count
    for item in s.items:
        piece = item.piece
        if not isinstance(piece, DatePiece) or item.role is not Role.DEADLINE or piece.only is None:
            continue
        if rule.until is None and _UNTIL_WORD.search(item.left):
            rule.until = piece.only
            d.refused = [r for r in d.refused if not (r.line == s.line and r.start == piece.start)]


def bound_by_dates(c: Carried, s: Sentence) -> bool:
    """`Starts 12 January`, `Last session 23 March`: bounds of the series above."""
    if c.document.series is None or any(draft.rule is not None for draft in s.drafts):
        return False
    owner, series = c.document.series
    taken = 0
    for draft in s.drafts:
        if draft.slot is not None and _gives_hours(s, draft, owner, series):
            taken += 1
            continue
        if draft.slot is not None and draft.own_time and draft.role not in {Role.FROM, Role.UNTIL}:
            return False
        if isinstance(draft.day, Run) and _spans_series(draft, owner, series):
            series.since, series.until = draft.day.first, draft.day.last
            taken += 1
        elif (
            draft.role is Role.FROM
            and draft.day is not None
            and (series.since is None or not isinstance(series.since, Run))
        ):
            if isinstance(draft.day, Run):
                series.since, series.until = draft.day.first, draft.day.last
            else:
                series.since = series.since or draft.day
            taken += 1
        elif (
            is_end_label(s.text)
            or draft.role is Role.UNTIL
            or _UNTIL_WORD.search(s.text[: max(0, draft.spans[0][1] - s.start)])
        ):
            if not isinstance(draft.day, Run):
                series.until = series.until or draft.day
            if series.since is None and s.headings and isinstance(s.headings[0], MonthOf):
                series.since = s.headings[0]  # "January to March 2027"
            taken += 1
        elif is_start_label(s.text) and not isinstance(draft.day, Run):
            series.since = series.since or draft.day
            taken += 1
    if taken and s.counts and series.count is None:
        series.count = s.counts[0]
    return bool(taken) and taken == len(s.drafts)


def _spans_series(draft: Draft, owner: Draft, series: Rule) -> bool:
    """`19 April to 24 May` right below `Mondays 10.30-11.30am`: the weeks in which it runs."""
    day = draft.day
    if not isinstance(day, Run) or not isinstance(day.first, CalendarDay) or not isinstance(day.last, CalendarDay):
        return False
    if draft.slot is not None or draft.line - owner.line > 2 or series.count is not None:
        return False
    long = day.first.month != day.last.month or day.last.day - day.first.day >= 7
    return long and series.since is None and series.until is None and bool(series.repeat.weekdays)


def _gives_hours(s: Sentence, draft: Draft, owner: Draft, series: Rule) -> bool:
    """`Start: 7 Dec 10:00`, `End: 7 Dec 10:30` below "weekly": the first happening, with its hours."""
    if isinstance(draft.day, Run) or draft.slot is None:
        return False
    if owner.slot is None and (is_start_label(s.text) or draft.role is Role.FROM or series.since is None):
        series.since = series.since or draft.day
        owner.slot, owner.zone, owner.length = draft.slot, draft.zone, owner.length or draft.length
        owner.spans += draft.spans
        return True
    if owner.slot is not None and owner.slot.ends is None and is_end_label(s.text) and draft.day == series.since:
        owner.slot = replace(owner.slot, ends=draft.slot.begins)
        return True
    return False


_GOES_ON = re.compile(r"\W*(?:and |it's |it is )?(?:then|thereafter|after that|from then on)\b", re.IGNORECASE)


def repeat_the_date_above(c: Carried, s: Sentence) -> bool:
    """`Repeats weekly until 29 January` after a single date makes it a series."""
    d = c.document
    rules = [draft for draft in s.drafts if draft.rule is not None]
    before = [draft for draft in d.drafts if draft.rule is None and not draft.tentative]
    ends = [draft for draft in d.drafts if draft.tentative]
    if len(rules) != 1 or len(before) != 1:
        return False
    if rules[0].slot is not None and (before[0].slot is not None or not _GOES_ON.match(s.text)):
        return False
    if before[0].day is None or isinstance(before[0].day, Run):
        return False
    rule = rules[0].rule
    if rule is None or rule.since is not None or rule.window:
        return False
    if not (_REPEATS.search(s.text) or not rule.repeat.weekdays or s.line - before[0].line <= 2):
        return False
    rule.since = before[0].day
    if ends and rule.until is None and ends[-1].day is not None and not isinstance(ends[-1].day, Run):
        rule.until = ends[-1].day
        d.drafts = [draft for draft in d.drafts if not draft.tentative]
    merged = replace(
        before[0], day=None, rule=rule, slot=before[0].slot or rules[0].slot, length=before[0].length or rules[0].length
    )
    merged.spans = before[0].spans + rules[0].spans
    d.drafts[d.drafts.index(before[0])] = merged
    c.untimed = []
    return True


def give_daily_hours(c: Carried, s: Sentence) -> bool:
    """`9am-3pm daily` below a run or a list of days gives their hours."""
    draft = s.drafts[0]
    rule = draft.rule
    if len(s.drafts) != 1 or rule is None or draft.slot is None:
        return False
    if rule.repeat.freq != "DAILY" or rule.since is not None:
        return False
    listed = len(c.untimed) > 1
    runs = [other for other in c.untimed if listed or isinstance(other.day, (Run, WeekOf))]
    for other in runs:
        other.slot, other.own_time = draft.slot, True
        other.spans += draft.spans
    c.untimed = [other for other in c.untimed if other not in runs]
    return bool(runs)


def spread_over_list(c: Carried) -> None:
    """`Thursdays, 2pm` or `Wednesday teaching, 12.30-1.30` above a list of dates is their hour, and nothing beside them."""
    d = c.document
    for draft in list(d.drafts):
        if draft.slot is None or not (_is_weekly(draft) or _is_weekday_on_top(c, draft)):
            continue
        listed = [other for other in d.drafts if other.line > draft.line and _is_listed_day(draft, other)]
        if len(listed) < 2:
            continue
        for other in listed:
            if other.slot is None and takes_time(other):
                other.slot, other.length, other.zone = draft.slot, draft.length, draft.zone
                other.spans += draft.spans
        d.drafts.remove(draft)


def _is_weekly(draft: Draft) -> bool:
    rule = draft.rule
    return rule is not None and rule.repeat.freq == "WEEKLY" and not is_bounded(rule)


def _is_weekday_on_top(c: Carried, draft: Draft) -> bool:
    """Whether a draft is a weekday and no more, in the first line that has a date."""
    return c.document.drafts[0] is draft and draft.day is not None and is_bare_weekday(draft.day)


def _is_listed_day(above: Draft, draft: Draft) -> bool:
    """Whether a draft is a date without hours of its own, or, below a weekday alone, any date without a weekday."""
    if draft.rule is not None or not isinstance(draft.day, CalendarDay):
        return False
    return draft.slot is None or (above.rule is None and draft.day.weekday is None)


def is_bounded(rule: Rule) -> bool:
    """Whether the text says when a series begins, ends, or how often it happens."""
    return rule.since is not None or rule.until is not None or rule.count is not None
