"""Makes a series of a sentence that repeats: its rule, bounds, exceptions and times."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduling.reading.finding.pieces import (
    CountPiece,
    DatePiece,
    FeastDay,
    MonthOf,
    NamedWeekday,
    Piece,
    RepeatPiece,
    Run,
    TimePiece,
    WeekOf,
    YearOf,
)
from scheduling.reading.sentence.parts import give_ends, give_rest, joined_cells, take_old, words_before
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import REFUSED, Draft, Item, Rule, Sentence
from scheduling.reading.sentence.stretches import UNTIL_END


def draft_series(s: Sentence, usable: list[Item], repeats: list[Item]) -> None:
    """A rule with its bounds, exceptions and times."""
    take_old(s)
    bounded = any(item.role in {Role.EXCEPT, Role.FROM, Role.UNTIL} for item in usable)
    timed = any(isinstance(item.piece, TimePiece) for item in usable)
    if s.cancelled and not bounded and not timed and re.search(r"\bno\b|\bnot\b|n't", s.text, re.IGNORECASE):
        s.cancelled_days += [day for item in usable if isinstance(item.piece, DatePiece) for day in item.piece.days]
        return
    repeat = _merged(repeats, usable)
    rules: list[Rule] = [Rule(repeat)]
    rule = rules[0]
    for item in usable:
        piece = item.piece
        if isinstance(piece, CountPiece) and rule.count is None:
            rule.count = piece
        if not isinstance(piece, DatePiece):
            continue
        _bound(rule, item, piece)
    if len(rule.window) == 1 and isinstance(rule.window[0], MonthOf) and isinstance(rule.until, MonthOf):
        rule.since = rule.since or rule.window.pop()  # "first Monday of the month, Sept to Dec"
    slots = [
        item for item in usable if isinstance(item.piece, TimePiece) and item.role in {Role.EVENT, Role.NEW, Role.FROM}
    ]
    ends = [item for item in usable if isinstance(item.piece, TimePiece) and item.role is Role.END]
    for item in usable:
        if isinstance(item.piece, TimePiece) and item.role is Role.NOTE:
            s.notes.append(words_before(s, item))
    slots = joined_cells(slots)
    distinct = _distinct_rules(repeats, slots)
    if distinct:
        for own, slot in distinct:
            s.drafts.append(_series_draft(s, replace_rule(rule, own), slot, repeats))
    else:
        several: list[Item | None] = [*slots] or [None]
        for each in several:
            own_rule = rule if len(several) < 2 else replace_rule(rule, rule.repeat)
            s.drafts.append(_series_draft(s, own_rule, each, repeats))
    give_ends(s, ends)
    give_rest(s)


def replace_rule(rule: Rule, repeat: RepeatPiece) -> Rule:
    """The same bounds for another repeat."""
    return Rule(repeat, rule.since, rule.until, list(rule.window), rule.count, list(rule.without), list(rule.named))


def _distinct_rules(repeats: list[Item], slots: list[Item]) -> list[tuple[RepeatPiece, Item]]:
    """`Mondays 9-10 and Thursdays 2-3`: each repeat with the time after it."""
    if len(repeats) < 2 or len(repeats) != len(slots):
        return []
    pairs = []
    for item, slot in zip(repeats, slots, strict=True):
        if not isinstance(item.piece, RepeatPiece) or slot.piece.start < item.piece.end or not item.piece.weekdays:
            return []
        pairs.append((item.piece, slot))
    return pairs


def _merged(repeats: list[Item], usable: list[Item]) -> RepeatPiece:
    """`weekly ... on Tuesdays`, `Tuesday ... fortnightly`: one rule out of two pieces."""
    pieces = [item.piece for item in repeats if isinstance(item.piece, RepeatPiece)]
    repeat = pieces[0]
    for other in pieces[1:]:
        if other.freq == repeat.freq == "WEEKLY":
            repeat = replace(
                repeat,
                interval=max(repeat.interval, other.interval),
                weekdays=tuple(sorted({*repeat.weekdays, *other.weekdays})),
                note=repeat.note or other.note,
            )
        elif repeat.freq == other.freq == "MONTHLY" and other.month_day and not repeat.weekdays:
            repeat = other  # "monthly: the 15th of every month"
        elif repeat.freq == "MONTHLY" and other.weekdays and not repeat.weekdays:
            repeat = replace(repeat, weekdays=other.weekdays, nths=other.nths or repeat.nths)
        elif other.freq == "MONTHLY" and not other.weekdays and other.month_day is None:
            repeat = replace(repeat, freq="MONTHLY", interval=other.interval)
        elif (other.freq == "MONTHLY" and other.weekdays) or (repeat.freq == "DAILY" and other.weekdays):
            repeat = other
    if not repeat.weekdays and repeat.freq in {"WEEKLY", "DAILY"}:
        for item in usable:
            if not isinstance(item.piece, DatePiece) or item.role not in {Role.EVENT, Role.FROM}:
                continue
            days = item.piece.days
            if (
                all(isinstance(day, NamedWeekday) and not day.which and not day.weeks for day in days)
                and repeat.freq == "WEEKLY"
            ):
                return replace(
                    repeat, weekdays=tuple(sorted(day.weekday for day in days if isinstance(day, NamedWeekday)))
                )
            only = item.piece.only
            if isinstance(only, Run) and isinstance(only.first, NamedWeekday) and isinstance(only.last, NamedWeekday):
                span = (only.last.weekday - only.first.weekday) % 7
                return replace(
                    repeat, freq="WEEKLY", weekdays=tuple(sorted((only.first.weekday + n) % 7 for n in range(span + 1)))
                )
    return repeat


def _bound(rule: Rule, item: Item, piece: DatePiece) -> None:
    """Take a date of a series' sentence as its start, end or exception."""
    only = piece.only
    if item.role is Role.EXCEPT or (item.role is Role.OLD):
        rule.without += piece.days
    elif (isinstance(only, NamedWeekday) and not only.which and not only.weeks and only.in_week is None) or (
        isinstance(only, Run) and isinstance(only.first, NamedWeekday)
    ):
        return
    elif isinstance(only, Run):
        rule.since, rule.until = only.first, only.last
    elif item.role is Role.UNTIL and only is not None:
        rule.until = only
    elif isinstance(only, (MonthOf, YearOf)):
        if item.role is Role.FROM:
            rule.since = only
        else:
            rule.window.append(only)
    elif item.role in {Role.FROM, Role.NEW} and only is not None:
        rule.since = only
    elif only is not None and isinstance(only, FeastDay) and only.is_loose:
        return
    elif isinstance(only, WeekOf):
        rule.window.append(only)
    elif rule.since is None and only is not None:
        rule.since = only
    elif only is not None and rule.until is None and UNTIL_END.search(item.left):
        rule.until = only
    elif only is None:
        rule.named += piece.days


def _series_draft(s: Sentence, rule: Rule, slot: Item | None, repeats: list[Item]) -> Draft:
    draft = Draft(None, rule=rule, line=s.line, sentence=s.number)
    anchors: list[Piece] = [
        item.piece
        for item in s.items
        if isinstance(item.piece, (DatePiece, RepeatPiece, TimePiece, CountPiece)) and item.role not in REFUSED
    ]
    draft.spans = [(s.line, min(piece.start for piece in anchors), max(piece.end for piece in anchors))]
    if slot is not None and isinstance(slot.piece, TimePiece):
        draft.slot = slot.piece
        draft.own_time = True
    if any(item.role is Role.NEW for item in repeats):
        draft.role = Role.NEW
    return draft
