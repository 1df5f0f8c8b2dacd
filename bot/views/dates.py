"""A list of observances by month: day, name, tradition, level in words, and how certain the day is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from bot.upcoming import Upcoming
from bot.views.blocks import Message, actions, button, clip, context, escape, message, section
from scheduling.observances import Certainty, Occurrence
from scheduling.wording.dates import MONTHS, clock, day_in_full, days_in_full
from scheduling.wording.findings import templates

MORE = "dates_more"

#: Observances in one message; the rest come with *Show more*.
PAGE = 32

TRADITIONS = {"bahai": "Bahá’í", "east-asian": "East Asian"}


def listed(answer: Upcoming, *, place: str, spellings: Mapping[str, str], start: int = 0, value: str = "") -> Message:
    """One page of the list for the asker; `value` goes back with *Show more*."""
    span = escape(days_in_full(answer.first, answer.last))
    page = answer.found[start : start + PAGE]
    blocks = [section(f"*{span}* · {escape(place)}")]
    if not page:
        blocks.append(section("Nothing on our list in these days."))
    blocks += [section(text) for text in by_month(page, spellings)]
    if start + PAGE < len(answer.found):
        rest = len(answer.found) - start - PAGE
        blocks.append(actions(button(f"Show {rest} more", MORE, value=value)))
    notes = [*answer.missing, str(templates("answer")["not_complete"]).split(";")[0].rstrip(".") + "."]
    return message([*blocks, context(" ".join(escape(note) for note in notes))])


def by_month(found: Sequence[Occurrence], spellings: Mapping[str, str]) -> Iterator[str]:
    """The lines of each month under its name, in pieces that fit a section."""
    for (year, month), group in groupby(found, key=lambda one: (one.day.year, one.day.month)):
        lines = [line(one, spellings) for one in group]
        for start in range(0, len(lines), 8):
            title = f"*{MONTHS[month - 1]} {year}*\n" if start == 0 else ""
            yield title + "\n".join(lines[start : start + 8])


def line(one: Occurrence, spellings: Mapping[str, str]) -> str:
    """One observance in a line."""
    name = spellings.get(one.id, one.name)
    said = f"• {escape(days_in_full(one.day, one.last_day))}: *{escape(name)}*"
    return clip(f"{said} ({tradition(one.tradition)}) · {one.level.label}{_certainty(one)}{_evening(one)}", 300)


def tradition(word: str) -> str:
    """A tradition as people write it."""
    return TRADITIONS.get(word, word.capitalize())


def _certainty(one: Occurrence) -> str:
    if one.certainty is Certainty.ANNOUNCED:
        return " · confirmed"
    others = sorted((other.day, other.convention) for other in one.candidates if other.day != one.day)[:2]
    kept = " or ".join(f"{day_in_full(day, year=False)} ({escape(convention)})" for day, convention in others)
    some = f"{kept} for some" if kept else ""
    if one.certainty is Certainty.EXPECTED:
        return f" · expected{', ' if some else ''}{some}"
    return f" · {some}" if some else ""


def _evening(one: Occurrence) -> str:
    """When it begins the evening before."""
    return f" · from {clock(one.start)} the day before" if one.start.date() < one.day else ""
