"""When a channel is left in peace: bank holidays and solemn days, but for the prompts written for one of those."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from bot.posting.room import PolicyOf
from bot.settings import Settings
from bot.store.subscriptions import Subscription
from bot.workplace import policy_from
from content.awareness import marked_between
from content.cards import Card
from content.library import Library
from scheduling.cadence import DayOff, Rhythm, Written
from scheduling.observances import catalogue, observances
from scheduling.observances.overrides import Override
from scheduling.places import Place
from scheduling.policy import Policy

BANK_HOLIDAY = "bank-holiday"

#: Gives the words of a workspace when they are needed.
WordsOf = Callable[[], Library]


def day_off(policy: Policy) -> DayOff:
    """Why nothing is posted on a day under this policy."""
    return lambda day: next(iter(_off(policy, day).values()), "")


def written(policy: Policy, words: WordsOf, subscription: Subscription) -> Written:
    """On which days off a prompt may be posted, because it was written for them; the words are read on such a day."""
    return lambda day: bool(written_cards(policy, words(), subscription, day))


def rhythm_under(
    policy: Policy, words: WordsOf, subscription: Subscription, *, skips: frozenset[datetime] = frozenset()
) -> Rhythm:
    """When a channel's prompts fall, by the days, the week and the words of its workspace."""
    ours = written(policy, words, subscription)
    return subscription.rhythm(working_days=policy.week, day_off=day_off(policy), written=ours, skips=skips)


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


def policy_of(settings: Settings) -> PolicyOf:
    """For each workspace, what it chose and the days it confirmed."""
    return lambda workspace, confirmed: policy_from(workspace.policy, settings, confirmed=confirmed)


def _off(policy: Policy, day: date) -> Mapping[str, str]:
    return _days_off(policy.place, day.year, policy.overrides).get(day, {})


@lru_cache(maxsize=4096)
def _days_off(place: Place, year: int, overrides: tuple[Override, ...]) -> dict[date, dict[str, str]]:
    """The days of a year that are off: what falls on each, id to name. Every day that some keep a solemn day counts.

    Awareness dates and observances of one id are the same thing.
    """
    first_day, last_day = date(year, 1, 1), date(year, 12, 31)
    off: dict[date, dict[str, str]] = {}
    for one in observances(first_day, last_day, place=place, ids=_kept_free(), overrides=overrides):
        last = one.last_day - one.day
        for first in {one.day, *(candidate.day for candidate in one.candidates)}:
            for ahead in range(last.days + 1):
                off.setdefault(first + timedelta(days=ahead), {}).setdefault(one.id, one.name)
    for marked in marked_between(first_day, last_day):
        if marked.awareness.solemn:
            off.setdefault(marked.day, {}).setdefault(marked.awareness.id, marked.awareness.name)
    return off


@cache
def _kept_free() -> frozenset[str]:
    """The observances on which a channel is left in peace."""
    known = catalogue().observances.values()
    return frozenset(one.id for one in known if (one.solemn or one.id == BANK_HOLIDAY) and not one.off_by_default)
