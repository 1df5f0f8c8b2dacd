"""Which observances are coming up: a question in words, answered for a workspace's place and choices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.spellings import in_our_words
from scheduling.levels import Level
from scheduling.observances import Occurrence, coverage, observances
from scheduling.observances.asking import Question, read_question
from scheduling.policy import Policy

#: The most that one question in Slack may span; a longer list is for the terminal, which can write a calendar file.
LONGEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The occurrences of a stretch of days, in order, and what the data do not reach."""

    first: date
    last: date
    found: tuple[Occurrence, ...]
    missing: tuple[str, ...] = ()


def upcoming(text: str, *, today: date, policy: Policy) -> Upcoming:
    """What was asked for. Raises UnknownObservanceError or OutOfRangeError with a sentence."""
    asked = read_question(in_our_words(text, policy.spellings), today)
    return _answer(replace(asked, last=min(asked.last, asked.first + LONGEST)), policy)


def next_weeks(
    *, today: date, policy: Policy, weeks: int = 6, tradition: str = "", lightest: Level = Level.KNOW
) -> Upcoming:
    """The coming weeks, of one tradition if given, from a level on."""
    asked = Question(today, today + timedelta(weeks=weeks), traditions=(tradition,) if tradition else None)
    answer = _answer(asked, policy)
    return Upcoming(answer.first, answer.last, tuple(o for o in answer.found if o.level >= lightest), answer.missing)


def _answer(asked: Question, policy: Policy) -> Upcoming:
    found = observances(
        asked.first,
        asked.last,
        place=policy.place,
        traditions=asked.traditions,
        ids=asked.ids,
        overrides=policy.overrides,
    )
    # The library answers with everything that touches the days; a list of dates shows what is on them.
    shown = [one for one in found if asked.wants(one)]
    if asked.ids is None:
        shown = [one for one in shown if one.id not in policy.off]
    if asked.next_only:
        shown = list({one.id: one for one in reversed(shown)}.values())[::-1]
    missing = coverage(asked.first, asked.last, policy.place, traditions=asked.traditions, ids=asked.ids)
    return Upcoming(asked.first, asked.last, tuple(shown), missing)
