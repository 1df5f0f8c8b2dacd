"""The check for a person at a terminal: short, aligned, in words first and in colour only where there is any."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

import click

from bot.checking import Answer, Answers
from bot.terminal.answer import Circumstances, unread_in_words
from scheduling.findings import Check, Finding, told_once
from scheduling.levels import Level
from scheduling.wording.dates import clock, day_in_full
from scheduling.wording.findings import templates
from scheduling.wording.invitation import invitation
from scheduling.wording.repeats import when_in_full

#: From this many events on, a table comes first and the detail behind it.
TABLE_FROM = 3
#: Heavier dates of a series that are named; the others are counted.
_EXCEPTIONS_SHOWN = 12
_WIDEST = 100


def answer_as_text(answers: Answers, asked: Circumstances, *, explain: bool = False) -> str:
    """The whole answer, with ANSI styles that `click.echo` removes where there is no terminal."""
    blocks: list[str] = []
    if len(answers.found) >= TABLE_FROM:
        blocks.append("\n".join(_table(answers)))
    blocks += ["\n".join(_event(found, explain)) for found in answers.found]
    if answers.unread:
        blocks.append("\n".join(_unread(answers)))
    blocks.append("\n".join(_limits(answers, asked)))
    return "\n\n".join(blocks)


def _table(answers: Answers) -> Iterator[str]:
    whens = [_when(found.check) for found in answers.found]
    wide = max(map(len, whens))
    for found, when in zip(answers.found, whens, strict=True):
        names = ", ".join(finding.name for finding in found.check.causes if finding.level >= Level.ADJUST)
        row = f"{when:<{wide}}  {found.level.label:<{_LABEL}}  {names}".rstrip()
        yield textwrap.shorten(row, _width() * 2, placeholder=" …") if len(row) > _width() * 2 else row


def _event(found: Answer, explain: bool) -> Iterator[str]:
    checked = found.check
    title = f"  {checked.event.title}" if checked.event.title else ""
    yield click.style(_when(checked), bold=True) + title
    yield from _understood(checked, explain)
    if checked.event.is_series:
        yield from _pattern(checked)
    if not checked.findings:
        yield _level(Level.NONE) + "."
    for finding in checked.pattern:
        yield from _finding(finding, checked, explain)
    yield from _sometimes(checked)
    yield from _exceptions(checked)
    if found.better:
        yield ""
        yield _sentence("better")
        wide = max(len(_when(slot)) for slot in found.better)
        yield from (f"  {_when(slot):<{wide}}  {_level(slot.level)}".rstrip() for slot in found.better)
    elif checked.level >= Level.ADJUST:
        yield ""
        yield _sentence("no_better")
    if checked.checklist:
        yield ""
        yield "Checklist:"
        for line in checked.checklist:
            yield from _wrapped(line, "  - ", "    ")
    if checked.level >= Level.ADJUST:
        yield ""
        yield "To paste into the invitation:"
        yield from _wrapped(invitation(checked.event), "  ", "  ")


def _understood(checked: Check, explain: bool) -> Iterator[str]:
    """What was supplied rather than read, so that a misreading is seen at once."""
    if explain and checked.event.text:
        yield from _wrapped(f'Read from: "{" ".join(checked.event.text.split())}"', "  ", "  ")
    for inference in checked.event.inferences:
        yield from _wrapped(inference.words, "  ", "  ")


def _pattern(checked: Check) -> Iterator[str]:
    tally = checked.tally
    told = [
        f"{tally.by_level[level]} {level.label}"
        for level in sorted(Level, key=lambda level: -level.weight)
        if tally.by_level.get(level)
    ]
    yield f"  {tally.count} dates: {', '.join(told)}." if told else "  No dates in this window."


def _finding(finding: Finding, checked: Check, explain: bool) -> Iterator[str]:
    reach = f" ({finding.reach} of {checked.tally.count})" if checked.event.is_series else ""
    yield f"{_level(finding.level)}  {click.style(finding.name, bold=True)}{reach}"
    indent = " " * (_LABEL + 2)
    yield from _wrapped(finding.why, indent, indent)
    for option in finding.options:
        yield from _wrapped(option, f"{indent}> ", f"{indent}  ")
    if explain:
        hours = (
            f"{day_in_full(finding.start)} {clock(finding.start)} to {day_in_full(finding.end)} {clock(finding.end)}"
        )
        yield from _wrapped(f"Rule: {finding.id}; hours: {hours}.", indent, indent)
        if finding.certainty:
            yield from _wrapped(f"Certainty: {finding.certainty}.", indent, indent)
        if finding.reckoning:
            yield from _wrapped(f"Reckoned: {finding.reckoning}.", indent, indent)
        if finding.sources:
            yield from _wrapped(f"Sources: {'; '.join(finding.sources)}.", indent, indent)


def _sometimes(checked: Check) -> Iterator[str]:
    """Causes that fewer than a third of the dates share, one line each; their dates follow where they are few."""
    named = {finding.id for outlier in checked.exceptions for finding in outlier.findings}
    others = [finding for finding in checked.causes if finding not in checked.pattern and finding.id not in named]
    for finding in others:
        yield f"{_level(finding.level)}  {finding.name} ({finding.reach} of {checked.tally.count})"


def _exceptions(checked: Check) -> Iterator[str]:
    if not checked.exceptions:
        return
    yield ""
    yield "Dates that differ:"
    for outlier in checked.exceptions[:_EXCEPTIONS_SHOWN]:
        names = ", ".join(finding.name for finding in told_once(outlier.findings))
        yield f"  {day_in_full(outlier.span.start):<22}  {_level(outlier.level)}  {names}"
    more = len(checked.exceptions) - _EXCEPTIONS_SHOWN
    if more > 0:
        yield f"  and {more} more."


def _unread(answers: Answers) -> Iterator[str]:
    for unread in answers.unread:
        yield from _wrapped(unread_in_words(unread.text, unread.why), "  ", "  ")


def _limits(answers: Answers, asked: Circumstances) -> Iterator[str]:
    places = dict.fromkeys(found.policy.place for found in answers.found) or {asked.place: None}
    told = [f"{place.name}, {place.nation}" if place.nation else place.name for place in places]
    yield from _wrapped(f"Checked for {' and '.join(told)}.", "", "")
    for sentence in dict.fromkeys(sentence for found in answers.found for sentence in found.check.coverage):
        yield from _wrapped(sentence, "", "")
    route = _sentence("private_route") if any(found.check.findings for found in answers.found) else ""
    yield from _wrapped(f"{route} {_sentence('not_complete')}".strip(), "", "")


def _when(checked: Check) -> str:
    return when_in_full(checked.event)


_LABEL = len(Level.KNOW.label)
_COLOURS = {Level.MOVE: "magenta", Level.ADJUST: "yellow", Level.KNOW: "cyan", Level.NONE: "green"}


def _level(level: Level) -> str:
    return click.style(f"{level.label:<{_LABEL}}", fg=_COLOURS[level])


def _sentence(key: str) -> str:
    return str(templates("answer")[key])


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, _width(), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _width() -> int:
    return min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
