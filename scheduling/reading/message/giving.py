"""Hands times, lengths, zones and notes of one line on to an event in the making of another."""

from __future__ import annotations

from dataclasses import replace

from scheduling.reading.finding.pieces import TimePiece
from scheduling.reading.message.carried import Carried
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Draft, Item, Sentence


def give_time(c: Carried, draft: Draft, items: list[Item]) -> None:
    """Give a draft the time of a heading or a line below, and the length that goes with the default."""
    for item in items:
        if isinstance(item.piece, TimePiece) and item.role is not Role.END:
            draft.slot = item.piece
            break
    ends = [item.piece for item in items if item.role is Role.END and isinstance(item.piece, TimePiece)]
    if ends and draft.slot is not None and draft.slot.ends is None:
        draft.slot = replace(draft.slot, ends=ends[0].begins)
    if draft.length is None and c.default_length is not None:
        draft.length = c.default_length


def add_span(draft: Draft, s: Sentence, items: list[Item]) -> None:
    """Note that a draft came from these pieces too."""
    if items:
        draft.spans.append((s.line, items[0].piece.start, items[-1].piece.end))


def give_tail(draft: Draft, s: Sentence) -> None:
    """The length, zone, part of the day and notes of a sentence whose time the draft took."""
    if s.lengths and draft.length is None:
        draft.length = s.lengths[0]
    if s.zones and draft.zone is None:
        draft.zone = s.zones[0]
    draft.part = draft.part or s.part
    draft.notes += [note for note in s.notes if note not in draft.notes]


def takes_time(draft: Draft) -> bool:
    """Whether a draft waits for a time: not "all day", and not "time to be confirmed"."""
    return not draft.to_be_confirmed and not is_all_day(draft)


def is_all_day(draft: Draft) -> bool:
    """Whether the text says that it lasts all day."""
    return draft.part == "all day"
