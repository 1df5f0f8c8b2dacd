"""When a channel is left in peace: bank holidays and solemn days, but for the prompts written for one of those."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache

import sqlalchemy as sa

from bot.own_words import words_of
from bot.settings import Settings
from bot.store.subscriptions import Subscription
from bot.store.workspaces import Workspace
from bot.workplace import policy_from
from content.awareness import marked_between
from content.cards import Card
from content.library import Library
from scheduling.cadence import DayOff, Written
from scheduling.observances import observances
from scheduling.observances.overrides import Override
from scheduling.places import Place
from scheduling.policy import Policy

BANK_HOLIDAY = "bank-holiday"


def day_off(policy: Policy) -> DayOff:
    """Why nothing is posted on a day under this policy."""
    return lambda day: next(iter(_off(policy, day).values()), "")


def written(policy: Policy, words: Library, subscription: Subscription) -> Written:
    """On which days off a prompt may be posted, because it was written for them."""
    return lambda day: bool(written_cards(policy, words, subscription, day))


def written_cards(policy: Policy, words: Library, subscription: Subscription, day: date) -> list[Card]:
    """The prompts written for a day off that the channel's themes allow; none unless they cover all that falls on it.

    A bank holiday has none. Where two solemn days meet and a prompt was written for one of them, the other is not
    passed over: then there is none either.
    """
    off = _off(policy, day).keys()
    themes = set(subscription.wishes.themes)
    cards = [card for card in words.cards_for(off) if not themes or themes & set(card.themes)]
    covered = {occasion for card in cards if card.prompt for occasion in card.prompt.occasions}
    return cards if off <= covered else []


def day_off_of(settings: Settings) -> Callable[[Workspace], DayOff]:
    """For each workspace, why nothing is posted on a day: a bank holiday of its nation, or a solemn day."""
    return lambda workspace: day_off(policy_from(workspace.policy, settings))


def written_of(settings: Settings) -> Callable[[sa.Connection, Workspace, Subscription], Written]:
    """For each channel, on which days off a prompt may be posted; the words are read when such a day comes."""

    def of(connection: sa.Connection, workspace: Workspace, subscription: Subscription) -> Written:
        def on(day: date) -> bool:
            policy = policy_from(workspace.policy, settings)
            return written(policy, words_of(connection, workspace.workspace_id), subscription)(day)

        return on

    return of


def working_days_of(settings: Settings) -> Callable[[Workspace], frozenset[int]]:
    """For each workspace, the weekdays that are worked."""
    return lambda workspace: policy_from(workspace.policy, settings).week


def _off(policy: Policy, day: date) -> Mapping[str, str]:
    return _days_off(policy.place, day.year, policy.overrides).get(day, {})


@lru_cache(maxsize=512)
def _days_off(place: Place, year: int, overrides: tuple[Override, ...]) -> dict[date, dict[str, str]]:
    """The days of a year that are off: what falls on each, id to name. Every day that some keep a solemn day counts.

    Awareness dates and observances of one id are the same thing.
    """
    first_day, last_day = date(year, 1, 1), date(year, 12, 31)
    off: dict[date, dict[str, str]] = {}
    for one in observances(first_day, last_day, place=place, overrides=overrides):
        if one.id == BANK_HOLIDAY or one.solemn:
            last = one.last_day - one.day
            for first in {one.day, *(candidate.day for candidate in one.candidates)}:
                for ahead in range(last.days + 1):
                    off.setdefault(first + timedelta(days=ahead), {}).setdefault(one.id, one.name)
    for marked in marked_between(first_day, last_day):
        if marked.awareness.solemn:
            off.setdefault(marked.day, {}).setdefault(marked.awareness.id, marked.awareness.name)
    return off
