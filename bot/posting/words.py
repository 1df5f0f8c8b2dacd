"""What a channel is told: chooses the card, and composes the post."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import sqlalchemy as sa

from bot.features import command
from bot.own_words import words_of
from bot.posting.days_off import day_off, written_cards
from bot.posting.room import Compose, LeftInPeaceError, Post
from bot.settings import Settings
from bot.store.calendars import overrides_of
from bot.store.ledger import Delivery
from bot.store.shown_cards import shown_to
from bot.store.states import DeliveryKind
from bot.store.subscriptions import Subscription
from bot.store.workspaces import workspace_of
from bot.views.blocks import Message
from bot.views.channel_prompts import post, question
from bot.workplace import policy_from
from content.cards import Card
from content.library import Shown
from content.lookahead import WINDOW, look_ahead, steer, written_for
from content.lookahead import Upcoming as Coming
from scheduling.levels import Level
from scheduling.observances import Certainty, Occurrence, observances
from scheduling.observances.overrides import Override
from scheduling.places import Place
from scheduling.policy import Policy


def composer(settings: Settings) -> Compose:
    """Composes posts for the workspaces of these settings."""

    def compose(connection: sa.Connection, delivery: Delivery, subscription: Subscription) -> Post:
        day = delivery.slot.astimezone(subscription.zone).date()
        workspace = workspace_of(connection, delivery.workspace_id)
        confirmed = overrides_of(connection, delivery.workspace_id)
        policy = policy_from(workspace.policy, settings, confirmed=confirmed)
        asks = delivery.kind is DeliveryKind.QUESTION
        off = day_off(policy)(day)
        if off and (asks or not written_cards(policy, words_of(connection, delivery.workspace_id), subscription, day)):
            raise LeftInPeaceError(off)
        if asks:
            return _handed(question(typed=command("weekly").typed(settings.command_prefix)), "")
        card = next_card(connection, subscription, policy, day, chosen=delivery.card_id)
        return _handed(channel_post(card, subscription, policy, day), card.id)

    return compose


def next_card(
    connection: sa.Connection, subscription: Subscription, policy: Policy, day: date, *, chosen: str | None = None
) -> Card:
    """The card for that day by the channel's history; the one chosen before, if it can still be shown.

    On a solemn day it is one written for the day, where there is one that the channel's themes allow.
    """
    words = words_of(connection, subscription.workspace_id)
    solemn = written_cards(policy, words, subscription, day)
    for card in solemn or (*words.prompt_cards, *words.cards_for(written_for(day))):
        if card.id == chosen:
            return card
    seen = shown_to(connection, subscription.workspace_id, subscription.channel_id)
    history = [Shown(one.card_id, one.shown_at.date()) for one in seen]
    themes = set(subscription.wishes.themes)
    wanted = [card for card in words.prompt_cards if themes & set(card.themes)] or words.prompt_cards
    asked = steer(day, [_coming(one, policy) for one in _around(policy, day)])
    if solemn:
        return words.pick(solemn, today=day, history=history, steer=asked, seed=subscription.channel_id).card
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
