"""What the drafts of one sentence are made of: a day with its time, its end, and the zone, length and notes that go with them."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduling.reading.finding.pieces import DatePiece, Day, PartPiece, Run, TimePiece, ZonePiece
from scheduling.reading.phrases import each_of, either
from scheduling.reading.sentence.roles import Role
from scheduling.reading.sentence.statement import Draft, Item, Sentence

#: Between two pieces that belong together.
JOINERS = re.compile(
    r"^[\s,;:/&|+•()@\u2192-]*(?:(?:"
    + either(
        *each_of(r"""
            and, or, then, plus, also, both, all, on, at, from, the, start, starting, starts, time
        """),
        r",",
        *each_of(r"&, @, either"),
    )
    + r")\b[\s,;:/&|+•()@-]*){0,4}$",
    re.IGNORECASE,
)


_TO = re.compile(r"\s*(?:to|until|till|-)\s*|\s[A-Za-z][\w .']{1,30}(?:→|->)\s*", re.IGNORECASE)
_DEPARTS = re.compile(r"\b(?:dep(?:art(?:s|ing|ure)?)?|leav(?:es?|ing))\b[\w .:]{0,30}$", re.IGNORECASE)
_ARRIVES = re.compile(r"\barr(?:iv(?:es?|ing|al))?\b[\w .:]{0,30}$", re.IGNORECASE)


def draft_of(s: Sentence, item: Item, day: Day | Run, slot: Item | None) -> Draft:
    """One day with one time or none, and the stretch of text they stand in."""
    draft = Draft(day, line=s.line, sentence=s.number, role=item.role)
    draft.spans = [(s.line, item.piece.start, item.piece.end)]
    if slot is not None and isinstance(slot.piece, TimePiece):
        draft.slot = slot.piece
        draft.own_time = True
        if slot.role is Role.NEW:
            draft.role = Role.NEW
        low, high = sorted([item.piece, slot.piece], key=lambda piece: piece.start)
        between = s.text[low.end - s.start : high.start - s.start]
        if JOINERS.match(between) or len(between) < 25:
            draft.spans = [(s.line, low.start, high.end)]
        else:
            draft.spans.append((s.line, slot.piece.start, slot.piece.end))
    return draft


def joined_cells(times: list[Item]) -> list[Item]:
    """Two single times in neighbouring cells of a table are a start and an end, as in `02:00 UTC to 04:00 UTC` and `dep 8.15, arr 10.28`."""
    joined: list[Item] = []
    for item in times:
        last = joined[-1] if joined else None
        if last is not None and isinstance(last.piece, TimePiece) and isinstance(item.piece, TimePiece):
            between = item.left
            is_cell = not between.strip(" |\t") and ("\t" in between or "|" in between or len(between) > 2)
            is_span = _TO.fullmatch(between) is not None or bool(
                _DEPARTS.search(last.left) and _ARRIVES.search(between)
            )
            if (is_cell or is_span) and last.piece.ends is None and item.piece.ends is None and not last.piece.open_end:
                merged = replace(last.piece, end=item.piece.end, ends=item.piece.begins)
                joined[-1] = Item(merged, last.left, item.right, last.role)
                continue
        joined.append(item)
    return joined


def give_ends(s: Sentence, ends: list[Item]) -> None:
    """A time after "finish" or "until" ends the event before it."""
    for item in ends:
        if not isinstance(item.piece, TimePiece):
            continue
        before = [draft for draft in s.drafts if draft.slot is not None and draft.slot.start < item.piece.start]
        for draft in before:
            if draft.slot is not None and draft.slot.ends is None and not draft.slot.open_end:
                draft.slot = replace(draft.slot, ends=item.piece.ends or item.piece.begins)
        if not before and len(s.drafts) == 1 and s.drafts[0].slot is None and "until" not in item.left.lower():
            s.notes.append(words_before(s, item))


def give_rest(s: Sentence) -> None:
    """Zones, lengths, parts of the day and notes go to the sentence's drafts."""
    zones = [item.piece for item in s.items if isinstance(item.piece, ZonePiece)]
    lengths = [
        length for length in s.lengths if not length.days or length.days != len(s.drafts)
    ]  # "two-day: 8 and 15 Feb"
    for draft in s.drafts:
        slot = draft.slot
        near = [zone for zone in zones if slot is not None and zone.start >= slot.end]
        if near:
            draft.zone = near[0]
        elif zones:
            draft.zone = zones[-1] if slot is None or len(zones) == 1 else zones[0]
        if len(lengths) == 1 or (lengths and len(s.drafts) == 1):
            draft.length = lengths[0]
        elif lengths:
            after = [length for length in lengths if slot is not None and length.start > slot.start]
            draft.length = after[0] if after else lengths[-1]
        draft.part = draft.part or _part_near(s, draft)
        draft.notes += [note for note in s.notes if note not in draft.notes]


def _part_near(s: Sentence, draft: Draft) -> str:
    """The part of the day named beside the draft's own date or time."""
    parts = [item.piece for item in s.items if isinstance(item.piece, PartPiece)]
    if not parts:
        return ""
    if len(parts) == 1:
        return parts[0].part
    at = draft.spans[0][1]
    later = [piece for piece in parts if piece.start >= at]
    return (later[0] if later else parts[-1]).part


def take_old(s: Sentence) -> None:
    """Note the days and the time that the sentence replaces."""
    for item in s.items:
        if item.role is Role.OLD and isinstance(item.piece, DatePiece):
            s.old += item.piece.days
        elif item.role is Role.OLD and isinstance(item.piece, TimePiece):
            s.old_slot = s.old_slot or item.piece


def words_before(s: Sentence, item: Item) -> str:
    """The last words before a note's time, and the time."""
    near = " ".join(item.left.strip(" ,:;(-").split()[-3:])
    return f"{near} {s.text[item.piece.start - s.start : item.piece.end - s.start]}".strip()
