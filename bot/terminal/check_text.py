"""The check for a person at a terminal: short, aligned, in words first and in colour only where there is any."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

import click

from bot.checking import Answer, Answers
from bot.terminal.answer import Circumstances, printable, unread_in_words
from scheduling.events import Event
from scheduling.findings import Check, Finding, told_once
from scheduling.levels import Level
from scheduling.wording.better import no_better, what_is_left
from scheduling.wording.dates import day_in_full, span_in_full
from scheduling.wording.findings import templates
from scheduling.wording.invitation import invitation, invitation_for_any
from scheduling.wording.repeats import when_in_full, when_in_short

#: From this many events on, a table comes first, the detail behind it, and words for the invitation once.
TABLE_FROM = 3
#: Up to this many events the detail follows the table; beyond it, only when it is asked for with --explain.
DETAIL_UP_TO = 40
#: Dates of a series that are named; the others are counted.
_EXCEPTIONS_SHOWN = 12
_WIDEST = 100
#: Room for a title, and at least for the causes, in a line of the table.
_TITLE = 24


@dataclass(slots=True)
class _Telling:
    """What has been said so far, so that a list does not say it again."""

    explain: bool
    in_list: bool
    now: datetime
    said: set[str] = field(default_factory=set)


def answer_as_text(answers: Answers, asked: Circumstances, *, explain: bool = False) -> str:
    """The whole answer, with ANSI styles that `click.echo` removes where there is no terminal."""
    blocks: list[str] = []
    telling = _Telling(explain, len(answers.found) >= TABLE_FROM, asked.now)
    if telling.in_list:
        blocks.append("\n".join(_table(answers)))
    detailed = [found for found in answers.found if found.check.findings or explain or not telling.in_list]
    if explain or len(answers.found) <= DETAIL_UP_TO:
        blocks += ["\n".join(_event(found, telling)) for found in detailed]
    else:
        blocks.append(f"{len(answers.found)} events: the detail is left out; --explain shows it.")
    if answers.unread:
        blocks.append("\n".join(_unread(answers)))
    if telling.in_list and any(found.level >= Level.ADJUST for found in answers.found):
        blocks.append("\n".join(_invitation(invitation_for_any())))
    blocks.append("\n".join(_limits(answers, asked)))
    return "\n\n".join(blocks)


def _table(answers: Answers) -> Iterator[str]:
    """One line an event: when, what it is called, how much it asks, and why."""
    whens = [when_in_short(found.event) for found in answers.found]
    titles = [textwrap.shorten(printable(found.event.title), _TITLE, placeholder="…") for found in answers.found]
    wide, named = max(map(len, whens)), max(map(len, titles))
    for found, when, title in zip(answers.found, whens, titles, strict=True):
        names = ", ".join(finding.name for finding in found.check.pattern if finding.level >= Level.ADJUST)
        head = f"{when:<{wide}}  {title:<{named}}  " if named else f"{when:<{wide}}  "
        room = max(_width() - len(head) - _LABEL - 2, _TITLE)
        short = textwrap.shorten(names, room, placeholder=" …", break_on_hyphens=False)
        yield f"{head}{_level(found.level)}  {short}".rstrip()


def _event(found: Answer, telling: _Telling) -> Iterator[str]:
    checked = found.check
    title = f"  {printable(checked.event.title)}" if checked.event.title else ""
    yield click.style(when_in_full(checked.event), bold=True) + title
    yield from _understood(found, telling)
    if checked.event.is_series:
        yield from _pattern(checked)
    if not checked.findings:
        yield f"{_level(Level.NONE).rstrip()}."
    for finding in checked.pattern:
        yield from _finding(finding, checked, telling)
    yield from _sometimes(checked)
    yield from _exceptions(checked, telling)
    yield from _better(found, telling)
    if checked.checklist:
        yield ""
        yield "Checklist:"
        for line in checked.checklist:
            yield from _wrapped(line, "  - ", "    ")
    if checked.level >= Level.ADJUST and not telling.in_list:
        yield ""
        yield from _invitation(printable(invitation(checked.event)))


def _understood(found: Answer, telling: _Telling) -> Iterator[str]:
    """What was supplied rather than read, so that a misreading is seen at once."""
    event, place = found.event, found.policy.place
    if telling.explain and event.text:
        yield from _wrapped(f'Read from: "{printable(event.text)}"', "  ", "  ")
    if isinstance(event.start, datetime) and event.start.utcoffset() != event.start.astimezone(place.zone).utcoffset():
        yield f"  In {place.name}: {span_in_full(event.span, place.zone)}."
    for inference in event.inferences:
        yield from _wrapped(printable(inference.words), "  ", "  ")
    for other in event.alternatives:
        yield from _wrapped(f"It could also mean {when_in_full(other)}.", "  ", "  ")


def _pattern(checked: Check) -> Iterator[str]:
    tally = checked.tally
    told = [
        f"{tally.by_level[level]} {level.label}"
        for level in sorted(Level, key=lambda level: -level.weight)
        if tally.by_level.get(level)
    ]
    yield f"  {tally.count} dates: {', '.join(told)}." if told else "  No dates in this window."


def _finding(finding: Finding, checked: Check, telling: _Telling) -> Iterator[str]:
    reach = f" ({finding.reach} of {checked.tally.count})" if checked.event.is_series else ""
    again = " (as above)" if finding.why in telling.said else ""
    yield f"{_level(finding.level)}  {click.style(finding.name, bold=True)}{reach}{again}"
    indent = " " * (_LABEL + 2)
    if not again:
        telling.said.add(finding.why)
        yield from _wrapped(finding.why, indent, indent)
        for option in finding.options:
            yield from _wrapped(option, f"{indent}> ", f"{indent}  ")
    if telling.explain:
        for sentence in _reasons(finding):
            yield from _wrapped(sentence, indent, indent)


def _reasons(finding: Finding) -> Iterator[str]:
    """What a finding is about, and its rule with its hours, certainty, arithmetic and source."""
    if finding.about:
        yield finding.about
    yield f"Rule: {finding.rule}"
    if finding.certainty:
        yield f"Certainty: {finding.certainty}."
    if finding.reckoning:
        yield f"Reckoned: {finding.reckoning}."
    if finding.related:
        yield f"Told together with: {', '.join(finding.related)}."
    if finding.sources:
        yield f"Sources: {'; '.join(finding.sources)}."


def _sometimes(checked: Check) -> Iterator[str]:
    """Causes that fewer than a third of the dates share, one line each; those of few dates follow by date."""
    named = {finding.id for outlier in checked.exceptions for finding in outlier.findings}
    rare = [finding for finding in checked.causes if finding not in checked.pattern and finding.id not in named]
    if rare:
        yield ""
        yield "On some of the dates:"
    for finding in rare:
        yield f"  {_level(finding.level)}  {finding.name} ({finding.reach} of {checked.tally.count})"


def _exceptions(checked: Check, telling: _Telling) -> Iterator[str]:
    if not checked.exceptions:
        return
    yield ""
    yield "Dates that differ:"
    shown = len(checked.exceptions) if telling.explain else _EXCEPTIONS_SHOWN
    for outlier in checked.exceptions[:shown]:
        names = ", ".join(finding.name for finding in told_once(outlier.findings))
        yield f"  {day_in_full(outlier.span.start):<22}  {_level(outlier.level)}  {names}"
    more = len(checked.exceptions) - shown
    if more > 0:
        yield f"  and {more} more (--explain shows all)."


def _better(found: Answer, telling: _Telling) -> Iterator[str]:
    if found.better:
        yield ""
        yield _sentence("better")
        whens = [when_in_full(slot.event) for slot in found.better]
        wide = max(map(len, whens))
        for when, slot in zip(whens, found.better, strict=True):
            yield f"  {when:<{wide}}  {_level(slot.level)}  {what_is_left(slot)}".rstrip()
    elif found.level >= Level.ADJUST and found.looked_for_better and not _is_past(found.event, telling.now):
        yield ""
        yield no_better(found.event)


def _is_past(event: Event, now: datetime) -> bool:
    day: date = event.start.date() if isinstance(event.start, datetime) else event.start
    return not event.is_series and day < now.date()


def _invitation(text: str) -> Iterator[str]:
    yield "To paste into the invitation:"
    yield from _wrapped(text, "  ", "  ")


def _unread(answers: Answers) -> Iterator[str]:
    for unread in answers.unread:
        yield from _wrapped(unread_in_words(unread.text, unread.why), "", "  ")


def _limits(answers: Answers, asked: Circumstances) -> Iterator[str]:
    places = dict.fromkeys(found.policy.place for found in answers.found) or {asked.place: None}
    told = [f"{place.name}, {place.nation}" if place.nation else place.name for place in places]
    yield from _wrapped(f"Checked for {' and '.join(told)}.", "", "")
    for sentence in dict.fromkeys(sentence for found in answers.found for sentence in found.check.coverage):
        yield from _wrapped(sentence, "", "")
    route = _sentence("private_route") if any(found.check.findings for found in answers.found) else ""
    yield from _wrapped(f"{route} {_sentence('not_complete')}".strip(), "", "")


_LABEL = len(Level.KNOW.label)
#: Never red, and no green: nothing found is not a green light.
_COLOURS = {Level.MOVE: "magenta", Level.ADJUST: "yellow", Level.KNOW: "cyan", Level.NONE: None}


def _level(level: Level) -> str:
    label, colour = f"{level.label:<{_LABEL}}", _COLOURS[level]
    return click.style(label, fg=colour) if colour else label


def _sentence(key: str) -> str:
    return str(templates("answer")[key])


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, _width(), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _width() -> int:
    return min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
