"""A day on which a rule falls, before place and hours come into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from scheduling.observances.occurrence import Candidate, Certainty


class RuleError(ValueError):
    """A rule that a calendar does not know; the text says what it does know."""


@dataclass(frozen=True, slots=True)
class Fall:
    """One happening of a rule.

    `candidates` is empty when nobody keeps another day. `last_day` is set only when the calendar itself decides how
    long it lasts (a month of 29 or 30 days); `latest` when no candidate goes past a day: a confirmed Eid ends Ramadan
    for those who began a day later too. `certainty` and `name` are set where the calendar knows better than the
    catalogue: a day confirmed by a person, the name of a bank holiday. `reckoned` is the day before it was confirmed;
    `at` the instant (aware) of an equinox, whose civil day is the place's.
    """

    day: date
    candidates: tuple[Candidate, ...] = ()
    last_day: date | None = None
    latest: date | None = None
    certainty: Certainty | None = None
    name: str = ""
    reckoned: date | None = None
    at: datetime | None = None
