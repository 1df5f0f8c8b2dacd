"""A long list of checked events: a line for each, what was inferred below, the details behind buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.checking import Answer, Answers
from bot.views.blocks import (
    MAX_CHARACTERS,
    MAX_MESSAGE_BLOCKS,
    Block,
    button,
    characters,
    clip,
    context,
    escape,
    section,
    words,
)
from bot.views.check_words import read_as, when
from bot.views.slip import pack
from scheduling.events import Unread
from scheduling.levels import Level
from scheduling.wording.findings import templates

DETAILS = "check_details"

#: From so many events on, the answer is a table with the details behind buttons.
IN_FULL = 3
#: Lines of the table behind one *Details* button.
PAGE = 8
#: Lines of the table in one message; a longer list goes on in the file.
MOST_LINES = 200
#: Notes below a table, on how its events were read.
NOTES = 18

_LEFT = "One message does not hold the whole list. All of it is in the table that I send you as a direct message."


def table(answers: Answers) -> list[Block]:
    """A line for each event, in the order they came, with the details behind a button for every few."""
    counted = ", ".join(
        f"{sum(answer.level is level for answer in answers.found)} {level.label}"
        for level in reversed(Level)
        if any(answer.level is level for answer in answers.found)
    )
    blocks = [section(f"*{len(answers.found)} events*: {counted}.")]
    pages = [answers.found[start : start + PAGE] for start in range(0, min(len(answers.found), MOST_LINES), PAGE)]
    for number, page in enumerate(pages):
        first = number * PAGE + 1
        lines = "\n".join(f"{first + place}. {_line(answer)}" for place, answer in enumerate(page))
        carried = pack([answer.event for answer in page])
        label = f"Details {first}–{first + len(page) - 1}"
        beside = button(label, f"{DETAILS}_{number}", value=carried, aria=f"Show {label}") if carried else None
        blocks.append(section(lines, accessory=beside))
    last = [*_notes(answers.found), *not_understood(answers.unread), context(not_complete())]
    return _within(blocks, last, more=len(pages) * PAGE < len(answers.found) or len(_said_of(answers.found)) > NOTES)


def overflows(answers: Answers) -> bool:
    """Whether one message cannot hold the whole answer, so that it goes out as a file too."""
    return len(answers.found) > IN_FULL and any(words(block) == _LEFT for block in table(answers))


def _said_of(found: Sequence[Answer]) -> dict[str, list[int]]:
    """What was inferred of the events of a table, and how else they could be read, with the numbers of their lines."""
    said: dict[str, list[int]] = {}
    for number, answer in enumerate(found, 1):
        for sentence in dict.fromkeys(read_as(answer.event)):
            said.setdefault(sentence, []).append(number)
    return said


def _notes(found: Sequence[Answer]) -> list[Block]:
    """The notes of a table: below it, since each would stand many times in it."""
    said = list(_said_of(found).items())[:NOTES]
    lines = [f"{_numbers(numbers, len(found))}: {escape(clip(sentence, 200))}" for sentence, numbers in said]
    parts = ["\n".join(lines[start : start + NOTES // 3]) for start in range(0, len(lines), NOTES // 3)]
    blocks = [section("*How they were read*"), *map(context, parts)] if parts else []
    coverage = dict.fromkeys(sentence for answer in found for sentence in answer.check.coverage)
    return [*blocks, context(" ".join(map(escape, list(coverage)[:NOTES])))] if coverage else blocks


def _numbers(numbers: Sequence[int], of: int) -> str:
    """Line numbers in short: "All", "3", "1–4, 7"; of many scattered ones the first."""
    if len(numbers) == of:
        return "All"
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [f"{first}" if first == last else f"{first}–{last}" for first, last in runs]
    return ", ".join(told[:8]) + (" and others" if len(told) > 8 else "")


def _line(answer: Answer) -> str:
    names = ", ".join(finding.name for finding in answer.check.causes[:4])
    title = f"{escape(clip(answer.event.title, 40))}, " if answer.event.title else ""
    counted = f", {answer.check.tally.count} dates" if answer.check.tally.count != 1 else ""
    said = (
        f"{title}{escape(when(answer.event))}{counted}: *{answer.level.label}*{f' ({escape(names)})' if names else ''}"
    )
    return clip(said, 320)


def not_understood(unread: Sequence[Unread]) -> list[Block]:
    """What looked like a date and was not read, each with the reason."""
    if not unread:
        return []
    lines = [f"• “{escape(clip(item.text, 80))}”: {escape(item.why)}" for item in unread[:10]]
    more = f"\nand {len(unread) - 10} more" if len(unread) > 10 else ""
    return [section("*Not understood*\n" + "\n".join(lines) + more)]


def not_complete() -> str:
    """What an answer is not. Nobody reads "nothing found" as "nothing there"."""
    return escape(str(templates("answer")["not_complete"]))


def _within(blocks: list[Block], last: list[Block], *, more: bool) -> list[Block]:
    """As many of the blocks as a message holds, and a line that says where the rest is (`more`: there is a rest)."""
    kept: list[Block] = []
    room = MAX_CHARACTERS - characters(last) - 200
    for block in blocks:
        if len(kept) + len(last) + 1 >= MAX_MESSAGE_BLOCKS or characters([*kept, block]) > room:
            return [*kept, context(_LEFT), *last]
        kept.append(block)
    return [*kept, *([context(_LEFT)] if more else []), *last]
