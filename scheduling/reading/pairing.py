"""Pairs the days and times of a sentence: which time belongs to which day, stretches, ends, notes."""

from __future__ import annotations

import re
from dataclasses import replace

from scheduling.reading.loose import is_feast
from scheduling.reading.pieces import CalendarDay, DatePiece, Day, FeastDay, PartPiece, Run, TimePiece, ZonePiece
from scheduling.reading.roles import Role
from scheduling.reading.statement import MAIN, Draft, Item, Sentence

_JOINERS = re.compile(
    r"^[\s,;:/&|+•()@\u2192-]*(?:(?:and|or|then|plus|also|both|all|on|at|from|the|start|starting|starts|time|,|&|@|either)\b[\s,;:/&|+•()@-]*){0,4}$",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(r"\b(?:all|both|each|every one|always|same time)\b", re.IGNORECASE)
UNTIL_END = re.compile(
    r"(?:\buntil|\btill|\btil|\bto|\bthrough|-|→|\bdepart(?:ing|ure)?|\bleav(?:e|ing)|\bending|\bends|\bfinish(?:es|ing)?|\breturn(?:ing)?)[\s(:]*(?:(?:the|on|approx|about|at)\s)?$",
    re.IGNORECASE,
)
_THEN = re.compile(r"\b(?:then|followed by)\s+(?!(?:on|the|from|at|again)?\s*$)[a-z]", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;]\s*(?:and\s+)?(?!(?:and|or|then|on|also|plus|the|both|from)\b)[a-z][\w' -]*$", re.IGNORECASE)
_BESIDE = re.compile(r"[\s@(]*(?:at|from|between)?\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def draft_days(s: Sentence, usable: list[Item]) -> None:
    """Pair days and times."""
    dates = [item for item in usable if isinstance(item.piece, DatePiece)]
    for item in list(dates):
        if item.role is Role.EXCEPT:
            if isinstance(item.piece, DatePiece):
                s.without += item.piece.days
            dates.remove(item)
    dates = _without_loose_feasts(dates)
    times = [item for item in usable if isinstance(item.piece, TimePiece)]
    take_old(s)
    if s.cancelled and not any(item.role is Role.NEW for item in dates + times):
        for item in dates:
            if isinstance(item.piece, DatePiece):
                s.cancelled_days += item.piece.days
        return
    main = [item for item in times if item.role in MAIN]
    if not main:  # "Diwali lunch 1pm": the lunch is the event
        for item in times:
            item.was_note = item.role is Role.NOTE
            item.role = Role.EVENT if item.role is Role.NOTE else item.role
        main = [item for item in times if item.role in MAIN]
    s.notes += [words_before(s, item) for item in times if item.role is Role.NOTE]
    ends = [item for item in times if item.role is Role.END]
    if ends and not main and len(dates) == 1 and ends[0].piece.start < dates[0].piece.start:
        dates[0].role = Role.DEADLINE  # "ends at midnight on 18 December"
        return
    if not dates:
        s.slots = main + ends
        return
    if _draft_stretch(s, dates, times) or _draft_residential(s, dates, times):
        return
    groups = _grouped(sorted(dates + main, key=lambda item: item.piece.start))
    _pair(s, groups)
    give_ends(s, ends)
    give_rest(s)


def _without_loose_feasts(dates: list[Item]) -> list[Item]:
    """Treat festivals: "Christmas" and "Eid" are names of events when a plain date stands beside them, and seasons when alone."""
    plain = [item for item in dates if not is_feast(item)]
    kept = []
    for item in dates:
        if not isinstance(item.piece, DatePiece) or not is_feast(item):
            kept.append(item)
            continue
        feast = item.piece.days[0]
        if plain and item.role in {Role.EVENT}:
            continue
        if isinstance(feast, FeastDay) and feast.is_loose and item.role not in {Role.FROM, Role.UNTIL, Role.NEW}:
            continue
        kept.append(item)
    return kept


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


def _draft_stretch(s: Sentence, dates: list[Item], times: list[Item]) -> bool:
    """`from 7am Mon 14 June until 7am Fri 18 June`: one continuous stretch."""
    if len(dates) != 2 or len(times) not in (1, 2) or dates[1].role is Role.NEW:
        return False
    first, last = dates
    if not isinstance(first.piece, DatePiece) or not isinstance(last.piece, DatePiece):
        return False
    one, two = first.piece.only, last.piece.only
    if one is None or two is None or isinstance(one, Run) or isinstance(two, Run):
        return False
    ordered = sorted(dates + times, key=lambda item: item.piece.start)
    kinds = "".join("D" if isinstance(item.piece, DatePiece) else "T" for item in ordered)
    second = {"DTDT": 2, "TDTD": 2, "TDDT": 2, "DTTD": 2, "DTD": 2, "DDT": 1}.get(kinds)
    if second is None or not UNTIL_END.search(ordered[second].left):
        return False
    if any(isinstance(item.piece, TimePiece) and item.piece.ends is not None for item in times):
        return False
    slots = [item.piece for item in ordered if isinstance(item.piece, TimePiece)]
    if kinds in {"DTD", "DDT"}:
        return False
    draft = _draft(s, first, one, times[0] if isinstance(times[0].piece, TimePiece) else None)
    draft.until_day, draft.until_slot = two, slots[1]
    draft.spans = [(s.line, ordered[0].piece.start, ordered[-1].piece.end)]
    s.drafts.append(draft)
    give_rest(s)
    return True


_ARRIVE = re.compile(r"\b(?:arriv(?:e|al|ing)|check[- ]?in|starts?|from|begins?)\b[\w ]{0,12}$", re.IGNORECASE)
_LEAVE = re.compile(
    r"\b(?:leav(?:e|ing)|depart(?:ure|ing)?|check[- ]?out|ends?|finish(?:es)?|until)\b[\w ]{0,12}$", re.IGNORECASE
)


def _draft_residential(s: Sentence, dates: list[Item], times: list[Item]) -> bool:
    """`20-22 May (arrive 2pm Thursday, leave 1pm Saturday)`: one stretch over the days."""
    runs = [item for item in dates if isinstance(item.piece, DatePiece) and isinstance(item.piece.only, Run)]
    if len(runs) != 1 or len(times) != 2 or not _ARRIVE.search(times[0].left) or not _LEAVE.search(times[1].left):
        return False
    run = runs[0].piece.days[0] if isinstance(runs[0].piece, DatePiece) else None
    last = times[1].piece
    if not isinstance(run, Run) or not isinstance(run.first, CalendarDay) or not isinstance(last, TimePiece):
        return False
    times[0].role = Role.EVENT
    draft = _draft(s, runs[0], run.first, times[0])
    draft.until_day, draft.until_slot = run.last, last
    draft.spans = [(s.line, runs[0].piece.start, last.end)]
    s.drafts.append(draft)
    give_rest(s)
    return True


def _grouped(items: list[Item]) -> list[list[Item]]:
    """Days in a row and times in a row; a row of days is cut where real words stand between."""
    groups: list[list[Item]] = []
    for index, item in enumerate(items):
        same = groups and isinstance(groups[-1][-1].piece, DatePiece) == isinstance(item.piece, DatePiece)
        heavy = len(_WORD.findall(item.left)) > 3 or _is_clause(item, items[index + 1 :])
        if same and not (isinstance(item.piece, DatePiece) and (heavy or item.role is Role.NEW)):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _is_clause(item: Item, later: list[Item]) -> bool:
    """Whether a date begins a clause of its own: "..., then review 12 Feb 2pm" keeps its time to itself."""
    if not isinstance(item.piece, DatePiece):
        return False
    if _THEN.search(item.left):
        return True
    time = next((other for other in later if isinstance(other.piece, TimePiece)), None)
    beside = (
        time is not None
        and later[0] is time
        and _BESIDE.fullmatch(time.left) is not None
        and bool(_CLAUSE.search(item.left))
    )
    return beside and not any(isinstance(other.piece, DatePiece) for other in later)


def _pair(s: Sentence, groups: list[list[Item]]) -> None:
    """Give each row of days its times: those that follow, or those before when the sentence begins with a time."""
    shape = "".join("D" if isinstance(group[0].piece, DatePiece) else "T" for group in groups)
    time_first = shape.startswith("T") and shape.endswith("D") and shape == "TD" * (len(shape) // 2)
    pairs: list[tuple[list[Item], list[Item]]] = []
    index = 0
    if time_first:
        pairs = [(groups[n + 1], groups[n]) for n in range(0, len(groups), 2)]
    else:
        before: list[Item] = []
        if shape.startswith("T"):
            before, index = groups[0], 1
            if (
                "\t" in s.text
                and len(groups) > 2
                and len(groups[2]) >= 2
                and len(before) == 1
                and _is_dotted(s, before[0])
            ):
                before = []  # "2.05<tab>Tue 1 Dec<tab>1300<tab>1700": a room
        while index < len(groups):
            days = groups[index]
            times: list[Item] = before
            before = []
            index += 1
            if index < len(groups) and isinstance(groups[index][0].piece, TimePiece):
                times = times + groups[index]
                index += 1
            pairs.append((days, times))
    for_all = None
    if pairs and pairs[-1][1] and len(pairs) > 1 and _FOR_ALL.search(pairs[-1][1][0].left):
        for_all = pairs[-1][1]
    for days, times in pairs:
        _draft_pair(s, days, times or for_all or [])


def _is_dotted(s: Sentence, item: Item) -> bool:
    return bool(re.fullmatch(r"\d{1,2}\.\d\d", s.text[item.piece.start - s.start : item.piece.end - s.start]))


def _draft_pair(s: Sentence, days: list[Item], times: list[Item]) -> None:
    slots = joined_cells(times)
    each: list[tuple[Item, Day | Run]] = []
    for item in days:
        if isinstance(item.piece, DatePiece):
            if (
                item.role is Role.UNTIL
                and each
                and not isinstance(first := each[-1][1], Run)
                and not isinstance(last := item.piece.days[0], Run)
            ):
                each[-1] = (each[-1][0], Run(first, last))
                continue
            each += [(item, day) for day in item.piece.days]
    if len(each) == len(slots) > 1 and re.search(r"\brespectively\b", s.text):
        for (item, day), slot in zip(each, slots, strict=True):
            s.drafts.append(_draft(s, item, day, slot))
        return
    new_slots = [slot for slot in slots if slot.role is Role.NEW]
    if new_slots and any(slot.role is not Role.NEW for slot in slots):
        slots = new_slots
    for item, day in each:
        if not slots:
            s.drafts.append(_draft(s, item, day, None))
        for slot in slots:
            s.drafts.append(_draft(s, item, day, slot))


def joined_cells(times: list[Item]) -> list[Item]:
    """Two single times in neighbouring cells of a table are a start and an end."""
    joined: list[Item] = []
    for item in times:
        last = joined[-1] if joined else None
        if last is not None and isinstance(last.piece, TimePiece) and isinstance(item.piece, TimePiece):
            between = item.left
            is_cell = not between.strip(" |\t") and ("\t" in between or "|" in between or len(between) > 2)
            if is_cell and last.piece.ends is None and item.piece.ends is None and not last.piece.open_end:
                merged = replace(last.piece, end=item.piece.end, ends=item.piece.begins)
                joined[-1] = Item(merged, last.left, item.right, last.role)
                continue
        joined.append(item)
    return joined


def _draft(s: Sentence, item: Item, day: Day | Run, slot: Item | None) -> Draft:
    draft = Draft(day, line=s.line, sentence=s.number, role=item.role)
    draft.spans = [(s.line, item.piece.start, item.piece.end)]
    if slot is not None and isinstance(slot.piece, TimePiece):
        draft.slot = slot.piece
        draft.own_time = True
        if slot.role is Role.NEW:
            draft.role = Role.NEW
        low, high = sorted([item.piece, slot.piece], key=lambda piece: piece.start)
        between = s.text[low.end - s.start : high.start - s.start]
        if _JOINERS.match(between) or len(between) < 25:
            draft.spans = [(s.line, low.start, high.end)]
        else:
            draft.spans.append((s.line, slot.piece.start, slot.piece.end))
    return draft


def give_ends(s: Sentence, ends: list[Item]) -> None:
    """A time after "finish" or "until" ends the event before it."""
    for item in ends:
        if not isinstance(item.piece, TimePiece):
            continue
        before = [draft for draft in s.drafts if draft.slot is not None]
        for draft in before:
            if draft.slot is not None and draft.slot.ends is None and not draft.slot.open_end:
                draft.slot = replace(draft.slot, ends=item.piece.ends or item.piece.begins)
        if not before and len(s.drafts) == 1 and s.drafts[0].slot is None and "until" not in item.left.lower():
            s.notes.append(words_before(s, item))


def give_rest(s: Sentence) -> None:
    """Zones, lengths, parts of the day and notes go to the sentence's drafts."""
    zones = [item.piece for item in s.items if isinstance(item.piece, ZonePiece)]
    for draft in s.drafts:
        slot = draft.slot
        near = [zone for zone in zones if slot is not None and zone.start >= slot.end]
        if near:
            draft.zone = near[0]
        elif zones:
            draft.zone = zones[-1] if slot is None or len(zones) == 1 else zones[0]
        if len(s.lengths) == 1 or (s.lengths and len(s.drafts) == 1):
            draft.length = s.lengths[0]
        elif s.lengths:
            after = [length for length in s.lengths if slot is not None and length.start > slot.start]
            draft.length = after[0] if after else s.lengths[-1]
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
