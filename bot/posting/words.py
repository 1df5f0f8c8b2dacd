"""What a channel is told and when it is left in peace: composes the post, and knows a workspace's days off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.choices import lead_hours
from bot.features import command
from bot.own_words import words_of
from bot.posting.room import Compose, Post
from bot.settings import Settings
from bot.store.calendars import overrides_of
from bot.store.ledger import Delivery
from bot.store.shown_cards import shown_to
from bot.store.states import DeliveryKind
from bot.store.subscriptions import Subscription
from bot.store.workspaces import Workspace, workspace_of
from bot.views.blocks import Message
from bot.views.channel_prompts import post, question
from bot.workplace import policy_from
from content.awareness import marked_between
from content.cards import Card
from content.library import Shown
from content.lookahead import WINDOW, look_ahead, steer, written_for
from content.lookahead import Upcoming as Coming
from scheduling.cadence import DayOff
from scheduling.levels import Level
from scheduling.observances import Certainty, Occurrence, observances
from scheduling.observances.overrides import Override
from scheduling.places import Place
from scheduling.policy import Policy

BANK_HOLIDAY = "bank-holiday"


def composer(settings: Settings) -> Compose:
    """Composes posts for the workspaces of these settings."""

    def compose(connection: sa.Connection, delivery: Delivery, subscription: Subscription) -> Post:
        if delivery.kind is DeliveryKind.QUESTION:
            typed = command("weekly").typed(settings.command_prefix)
            return _handed(question(typed=typed), "")
        day = delivery.slot.astimezone(ZoneInfo(subscription.wishes.tz)).date()
        workspace = workspace_of(connection, delivery.workspace_id)
        confirmed = overrides_of(connection, delivery.workspace_id)
        policy = policy_from(workspace.policy, settings, confirmed=confirmed)
        card = next_card(connection, subscription, policy, day, chosen=delivery.card_id)
        return _handed(channel_post(card, subscription, policy, day), card.id)

    return compose


def next_card(
    connection: sa.Connection, subscription: Subscription, policy: Policy, day: date, *, chosen: str | None = None
) -> Card:
    """The card for that day by the channel's history; the one chosen before, if it can still be shown."""
    words = words_of(connection, subscription.workspace_id)
    if chosen:
        for card in (*words.prompt_cards, *words.cards_for(written_for(day))):
            if card.id == chosen:
                return card
    seen = shown_to(connection, subscription.workspace_id, subscription.channel_id)
    history = [Shown(one.card_id, one.shown_at.date()) for one in seen]
    themes = set(subscription.wishes.themes)
    wanted = [card for card in words.prompt_cards if themes & set(card.themes)] or words.prompt_cards
    asked = steer(day, [_coming(one, policy) for one in _around(policy, day)])
    return words.prompt_for(
        day, wanted, history=history, steer=asked, seed=subscription.channel_id, occasions=written_for(day)
    ).card


def channel_post(card: Card, subscription: Subscription, policy: Policy, day: date) -> Message:
    """The message for that day, with the look ahead when the channel wants it."""
    lines = (
        look_ahead(day, [_coming(one, policy) for one in _around(policy, day)])
        if subscription.wishes.look_ahead
        else []
    )
    return post(card, look_ahead=lines)


def day_off_of(settings: Settings) -> Callable[[Workspace], DayOff]:
    """For each workspace, why nothing is posted on a day: a bank holiday of its nation, or a solemn day."""
    return lambda workspace: day_off(policy_from(workspace.policy, settings))


def day_off(policy: Policy) -> DayOff:
    """Why nothing is posted on a day under this policy."""
    return lambda day: _days_off(policy.place, day.year, policy.overrides).get(day, "")


def lead_of(settings: Settings) -> Callable[[Workspace], timedelta]:
    """For each workspace, how long before its time a prompt is handed to Slack."""
    return lambda workspace: timedelta(hours=lead_hours(workspace.policy, settings))


def working_days_of(settings: Settings) -> Callable[[Workspace], frozenset[int]]:
    """For each workspace, the weekdays that are worked."""
    return lambda workspace: policy_from(workspace.policy, settings).week


@lru_cache(maxsize=512)
def _days_off(place: Place, year: int, overrides: tuple[Override, ...]) -> dict[date, str]:
    """The days of a year on which nothing is posted, with their names. Every day that some keep a solemn day counts."""
    found = observances(date(year, 1, 1), date(year, 12, 31), place=place, overrides=overrides)
    off: dict[date, str] = {}
    for one in found:
        if one.id == BANK_HOLIDAY or one.solemn:
            last = one.last_day - one.day
            for first in {one.day, *(candidate.day for candidate in one.candidates)}:
                for ahead in range(last.days + 1):
                    off.setdefault(first + timedelta(days=ahead), one.name)
    for marked in marked_between(date(year, 1, 1), date(year, 12, 31)):
        if marked.awareness.solemn:
            off.setdefault(marked.day, marked.awareness.name)
    return off


def _around(policy: Policy, day: date) -> tuple[Occurrence, ...]:
    return _observances_around(policy.place, day, policy.overrides, policy.off)


@lru_cache(maxsize=512)
def _observances_around(
    place: Place, day: date, overrides: tuple[Override, ...], off: frozenset[str]
) -> tuple[Occurrence, ...]:
    """What is worth a word in a channel around that day: what asks to be planned around, and solemn days."""
    found = observances(day - timedelta(days=2), day + WINDOW, place=place, overrides=overrides)
    return tuple(one for one in found if one.id not in off and (one.solemn or one.level > Level.KNOW))


def _coming(one: Occurrence, policy: Policy) -> Coming:
    return Coming(
        name=policy.spellings.get(one.id, one.name),
        day=one.day,
        last_day=one.last_day,
        solemn=one.solemn,
        expected=one.certainty is Certainty.EXPECTED,
        rank=0 if one.level is Level.MOVE else 1,
    )


def _handed(said: Message, card_id: str) -> Post:
    return Post(said.text, said.blocks, card_id)
