"""Tells a chat as Slack, Teams and WhatsApp copy it: leaves its stamps out, and parts it where a message calls off."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date, timedelta

from scheduling.reading.calling_off import says_off
from scheduling.reading.normalise import Line, cut
from scheduling.reading.phrases import either, one_of
from scheduling.reading.vocabulary import MONTHS

#: A stamp by its brackets or its date, wherever it stands.
_STAMP = re.compile(
    either(
        # [12/05/2027, 10:14] Ann: …
        r"^\s*\[?(?:"
        + either(
            r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{2,4})",
            r"(?P<iso>\d{4}-\d\d-\d\d)",
        )
        + r"),? (?:at )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]m)?\]?\s?(?:-\s)?[^:\n\t|]{1,40}:(?=\s)",
        # [10:14] Ann: …
        r"^\s*\[\d{1,2}:\d\d(?:\s?[ap]m)?\]\s?(?:[^:\n]{1,40}:)?",
        # Ann Lee  [10:14 AM]
        r"^[A-Z][\w'.-]{1,20}(?: [A-Z][\w'.-]{1,20}){0,2}\s{1,2}\[\d{1,2}:\d\d(?:\s?[AaPp][Mm])?\]\s*$",
    )
)
_NAME = r"\s*(?P<name>[^\W\d_][\w'.-]{0,20}(?: (?-i:[A-Z])[\w'.-]{0,20}){0,3})"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?:\s?(?P<half>[ap])\.?m\.?)?"
#: A stamp only among others of its kind: `Keeley Marsh  9:41 AM` with the message below, `Yusra [16:20] live lounge`.
_ABOVE = re.compile(rf"{_NAME}(?P<gap>\s{{1,4}}){_CLOCK}\s*$", re.IGNORECASE)
_BESIDE = re.compile(rf"{_NAME}\s{{1,2}}\[{_CLOCK}\]:?(?=\s)", re.IGNORECASE)
#: `Ann   14:02   lab meeting at 11?`: name, time and message in columns.
_IN_COLUMNS = re.compile(rf"{_NAME}\s{{2,12}}{_CLOCK}\s{{2,4}}(?=\S)", re.IGNORECASE)
#: The same as Slack's window copies it: the name, and the time below it with room before it.
_TWO_LINES = re.compile(rf"{_NAME}[^\S\n]*\n[^\S\n]{{1,4}}{_CLOCK}\s*$", re.IGNORECASE)
#: What makes a line above the first stamp one that says when.
_DATED = re.compile(
    r"\d|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
_TAKEN = re.compile(
    r"\d.{0,30}\bit is\b|\blet's (?:go with|say|make it)\b.{0,30}\d|\bbooked (?:for|in)\b.{0,30}\d", re.IGNORECASE
)
#: What a programme calls its parts, so that it comes back and nobody speaks.
_PART = re.compile(
    one_of(r"""
        break, coffee, tea, lunch, breakfast, dinner, supper, drinks, questions?, q, session, plenary, panel, discussion, workshop,
        talk, keynote, registration, welcome, close, depart\w*, arrive\w*, doors, interval, train, bus, coach, ferry
    """)
    + r"\b",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
#: What a chat writes between the days: `Today`, `New  Today`, `Thursday, January 7th`.
_DIVIDER = re.compile(
    rf"\W*(?:new\s+)?(?:new|today|yesterday|{_WEEKDAY}|(?:{_WEEKDAY},?\s)?"
    r"(?:(?P<month>[a-z]{3,9})\s(?P<day>\d{1,2})|(?P<first>\d{1,2})(?:st|nd|rd|th)?\s(?P<then>[a-z]{3,9}))(?:st|nd|rd|th)?(?:,?\s(?P<year>\d{4}))?)"
    r"(?:\s+new)?\W*",
    re.IGNORECASE,
)
#: How long ago a day of a chat without its year can be.
LATELY = timedelta(days=120)


def turns(lines: list[Line], today: date) -> list[list[Line]]:
    """What each person says in turn, without stamps; lines that are no chat are one turn.

    A stamp with a date is one only when that is not after `today`: "04/12/2026 15:00 Board: ..." may be an event.
    """
    stamps = {n: end for n, line in enumerate(lines) if (end := _stamped(line.text, today))}
    named = {n: match for n, line in enumerate(lines) if n not in stamps and (match := _named(lines, n))}
    clocks = {n + 1 for n, match in named.items() if "\n" in match.string}
    dividers = _dividers(lines, {*stamps, *named, *clocks}, today)
    if named and _is_chat(lines, named, dividers):
        stamps |= {n: min(match.end(), len(lines[n].text)) for n, match in named.items()}
        dividers |= clocks
    if not stamps:
        return [lines]
    gone = {n: len(lines[n].text) for n in dividers} if len(stamps) > 1 else {}
    said = [cut(line, stamps.get(n, gone.get(n, 0))) for n, line in enumerate(lines)]
    starts = [0, *sorted(stamps)[1:], len(lines)]
    return [said[first:after] for first, after in itertools.pairwise(starts)]


def since_settled(said: Sequence[list[Line]]) -> list[list[Line]]:
    """The turns of a chat as one message; as two, the newer first, when a turn settles or calls off what stands above it."""
    words = ["\n".join(line.text for line in turn) for turn in said]
    last = max((n for n, turn in enumerate(words) if says_off(turn) or _settles(turn)), default=0)
    parts = (said[last:], said[:last])
    return [[line for turn in part for line in turn] for part in parts if part]


def _settles(turn: str) -> bool:
    """`Perfect, Tues 14 Sept 11am it is`: one of the days that were proposed is taken, with its date."""
    return _TAKEN.search(turn) is not None and _DATED.search(turn) is not None


def _stamped(text: str, today: date) -> int:
    """Where the stamp at the start of a line ends; 0 when there is none."""
    match = _STAMP.match(text) if ":" in text[:40] else None
    if match is None:
        return 0
    try:
        if match["iso"]:
            said = date.fromisoformat(match["iso"])
        elif match["day"]:
            year = int(match["year"])
            said = date(year if year > 99 else 2000 + year, int(match["month"]), int(match["day"]))
        else:
            said = today
    except ValueError:
        return 0
    return match.end() if said <= today else 0


def _named(lines: Sequence[Line], n: int) -> re.Match[str] | None:
    """The name and time that line `n` is or begins with, the time perhaps in the line below."""
    text = lines[n].text
    if ":" in text[:90]:
        return _ABOVE.match(text) or _BESIDE.match(text) or _IN_COLUMNS.match(text)
    below = lines[n + 1].text if n + 1 < len(lines) else ""
    return _TWO_LINES.match(f"{text}\n{below}") if below[:1] == " " and ":" in below[:8] else None


def _is_chat(lines: Sequence[Line], named: dict[int, re.Match[str]], dividers: set[int]) -> bool:
    """Whether names with times are who spoke when, and not the parts of a programme.

    The times do not go back within a day, and a message follows each. Besides, names come back; below a line that says
    when, times that are no round ones too. Where no name comes back, such times do, if each stands apart from its name.
    """
    if len(named) < 2 or not _rise(named, dividers) or not all(_is_answered(lines, n, named, dividers) for n in named):
        return False
    names = [match["name"].lower() for match in named.values() if not _PART.match(match["name"])]
    comes_back = len(set(names)) < len(names)
    odd = any(int(match["minute"]) % 5 for match in named.values())
    above = [line.text for n, line in enumerate(lines[: min(named)]) if n not in dividers]
    if any(_DATED.search(text) for text in above):
        return comes_back and odd
    apart = all(match["half"] or len(match.groupdict().get("gap") or "  ") > 1 for match in named.values())
    return comes_back or (odd and apart)


def _rise(named: dict[int, re.Match[str]], dividers: set[int]) -> bool:
    """Whether no time is before the one above it, but for a line that begins another day."""
    before, above = 0, -1
    for n, match in named.items():
        hour = int(match["hour"])
        if match["half"]:
            hour = hour % 12 + 12 * (match["half"].lower() == "p")
        minutes = hour * 60 + int(match["minute"])
        if minutes < before and not any(above < divider < n for divider in dividers):
            return False
        before, above = minutes, n
    return True


def _is_answered(lines: Sequence[Line], n: int, named: dict[int, re.Match[str]], dividers: set[int]) -> bool:
    """Whether a message stands beside or below the stamp of line `n`."""
    if named[n].end() < len(lines[n].text.rstrip()):
        return True
    begin = n + 2 if "\n" in named[n].string else n + 1
    below = next((k for k in range(begin, len(lines)) if lines[k].text.strip()), None)
    return below is not None and below not in named and below not in dividers


def _dividers(lines: Sequence[Line], stamps: set[int], today: date) -> set[int]:
    """The lines that say on which day what follows was written: a day lately gone above a stamp, and not below one."""
    found = set()
    written = [n for n, line in enumerate(lines) if line.text.strip()]
    for at, n in enumerate(written[:-1]):
        if written[at + 1] not in stamps or (at and written[at - 1] in stamps):
            continue
        match = _DIVIDER.fullmatch(lines[n].text)
        if match is not None and _is_gone(match, today):
            found.add(n)
    return found


def _is_gone(match: re.Match[str], today: date) -> bool:
    written = (match["month"] or match["then"] or "").lower()
    if not written:
        return True
    years = [int(match["year"])] if match["year"] else [today.year, today.year - 1]
    for year in years:
        try:
            said = date(year, MONTHS.get(written, 0), int(match["day"] or match["first"]))
        except ValueError:
            continue
        if said <= today:
            return today - said <= LATELY
    return False
