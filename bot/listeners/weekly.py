"""`/ally-weekly`: how a channel's prompts stand, the form that sets them up, a preview, and where a card is from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.asking import Ask
from bot.dealing import card_in_sight
from bot.desk import Desk
from bot.errors import NotAllowedError
from bot.features import command
from bot.listeners import own_clock, weekly_silence
from bot.listeners.answering import on_action, on_command, on_form
from bot.listeners.silencing import after_form, too_late
from bot.listeners.weekly_standing import NOT_YOURS, may_change, rhythm_of, standing_of
from bot.own_words import words_of
from bot.posting.words import channel_post, next_card
from bot.store import ledger, subscriptions
from bot.store.subscriptions import Wishes, subscription_in
from bot.views import channel_prompts
from bot.views import weekly as views
from bot.views.blocks import Block, Message, plain
from scheduling.cadence import next_slots
from scheduling.errors import UnusableError


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the command, its buttons and forms, and the buttons of the posts."""
    typed = command("weekly").typed(desk.prefix)
    words: dict[str, Callable[[Ask], None]] = {
        "": lambda ask: own_clock.reply(desk, ask, standing_of(desk, ask, typed)),
        "status": lambda ask: own_clock.reply(desk, ask, standing_of(desk, ask, typed)),
        "set up": lambda ask: _open_form(desk, ask),
        "change": lambda ask: _open_form(desk, ask),
        "preview": lambda ask: _preview(desk, ask),
        "pause": lambda ask: weekly_silence.open_pause(desk, ask),
        "resume": lambda ask: weekly_silence.resume(desk, ask, typed),
        "skip": lambda ask: weekly_silence.skip(desk, ask, typed),
        "stop": lambda ask: weekly_silence.stop(desk, ask),
        "hold": lambda ask: weekly_silence.hold(desk, ask, typed),
        "release": lambda ask: weekly_silence.release(desk, ask),
    }

    def weekly(ask: Ask) -> None:
        _need_channel(ask, typed)
        wish = " ".join(ask.text.casefold().replace("-", " ").split())
        wish = {"setup": "set up", "start": "set up", "on": "set up", "off": "stop", "end": "stop"}.get(wish, wish)
        if wish.startswith("pause "):
            weekly_silence.pause_until(desk, ask, typed)
            return
        act = words.get(wish)
        if act is None:
            known = ", ".join(word for word in words if word)
            raise UnusableError(f'"{ask.text.strip()[:60]}" is not something {typed} knows; it knows {known}.')
        act(ask)

    on_command(app, desk, command("weekly"), weekly)
    on_action(app, views.SET_UP, lambda ask: _open_form(desk, ask))
    on_action(app, views.PREVIEW, lambda ask: _preview(desk, ask))
    on_action(app, views.PAUSE, lambda ask: weekly_silence.open_pause(desk, ask))
    on_action(app, views.RESUME, lambda ask: weekly_silence.resume(desk, ask, typed))
    on_action(app, views.SKIP, lambda ask: weekly_silence.skip(desk, ask, typed))
    on_action(app, views.UNSKIP, lambda ask: weekly_silence.unskip(desk, ask, typed))
    on_action(app, views.STOP, lambda ask: weekly_silence.stop(desk, ask))
    on_action(app, views.RELEASE, lambda ask: weekly_silence.release(desk, ask))
    on_form(app, views.SET_UP_FORM, lambda ask: _save(desk, ask, typed), after=lambda ask: after_form(desk, ask))
    on_form(app, views.PAUSE_FORM, lambda ask: weekly_silence.pause(desk, ask), after=lambda ask: after_form(desk, ask))
    on_action(app, channel_prompts.NOT_FOR_ME, lambda ask: ask.reply(views.not_for_me(typed=typed)))
    on_action(app, channel_prompts.SOURCE, lambda ask: ask.reply(_source(desk, ask)))
    on_action(app, channel_prompts.GO_ON, lambda ask: weekly_silence.resume(desk, ask, typed))
    on_action(app, channel_prompts.ENOUGH, lambda ask: weekly_silence.enough(desk, ask, typed))


def _open_form(desk: Desk, ask: Ask) -> None:
    workplace = desk.workplace_of(ask)
    policy, outside = workplace.policy, workplace.answers_outside
    with desk.store.read() as connection:
        found = subscription_in(connection, ask.team, ask.channel)
        themes = words_of(connection, ask.team).themes
    if found is not None and not may_change(ask, found, admin=desk.may_change(ask)):
        raise NotAllowedError(NOT_YOURS)
    wishes = found.wishes if found else Wishes(tz=policy.place.tz)
    days = sorted(policy.week)
    place = policy.place.name
    new = found is None
    form = views.form(wishes, themes=themes, days=days, place=place, channel=ask.channel, new=new, outside=outside)
    own_clock.show(desk, ask, form)


def _save(desk: Desk, ask: Ask, typed: str) -> Block | dict[str, str]:
    """Take the form; gives the confirmation."""
    policy, now, channel = desk.workplace_of(ask).policy, desk.clock(), ask.kept
    chosen = ask.chosen
    if chosen.get(views.CHANNEL, channel) != channel:
        return {views.CHANNEL: f"Please choose the channel in which you asked, or type {typed} set up in this one."}
    with desk.writing(ask) as connection:
        before = subscription_in(connection, ask.team, channel)
        if before is not None and not may_change(ask, before, admin=desk.may_change(ask)):
            raise NotAllowedError(NOT_YOURS)
        wishes = Wishes(
            every_weeks=int(chosen["rhythm"]),
            weekday=int(chosen["day"]),
            at=time.fromisoformat(str(chosen["time"])),
            tz=policy.place.tz,
            themes=tuple(chosen.get("themes") or ()),
            look_ahead=chosen["look_ahead"] == "yes",
        )
        saved = subscriptions.save_subscription(connection, ask.team, channel, wishes, by=ask.user, now=now)
        themes = words_of(connection, ask.team).themes
        skips = ledger.skipped(connection, ask.team, saved.id, now=now)
        still = views.still_coming(too_late(connection, ask.team, saved.id, now), now, saved.zone)
        rhythm = rhythm_of(desk, ask, connection, saved, skips)
    coming = next_slots(rhythm, max(now, saved.slots_after), 1)
    done = views.set_up(saved, coming, themes=themes, may_post=_may_post(ask, channel), still=still)
    return own_clock.on_clock(desk, ask, done)


def _may_post(ask: Ask, channel: str) -> bool:
    """Whether the bot is in the channel, found out by telling the asker alone that prompts are set up there."""
    told = plain("Prompts are set up in this channel. You alone see this line.")
    try:
        ask.client.chat_postEphemeral(channel=channel, user=ask.user, text=told.text, blocks=list(told.blocks))
    except SlackApiError as error:
        return error.response.get("error") not in ("not_in_channel", "channel_not_found")
    return True


def _preview(desk: Desk, ask: Ask) -> None:
    """The next prompt as the channel will see it, and when it comes on the asker's own clock."""
    now, twelve_hour = desk.clock(), desk.profile_of(ask).twelve_hour
    policy = desk.workplace_of(ask).policy
    with desk.store.read() as connection:
        found = subscription_in(connection, ask.team, ask.channel)
        if found is None:
            words = words_of(connection, ask.team)
            card = words.reflect(today=now.astimezone(policy.place.zone).date(), seed=ask.channel)
            ask.reply(views.preview(channel_prompts.post(card), None, twelve_hour=twelve_hour))
            return
        skips = ledger.skipped(connection, ask.team, found.id, now=now)
        slots = next_slots(rhythm_of(desk, ask, connection, found, skips), now, 1)
        day = slots[0].at.date() if slots else now.astimezone(found.zone).date()
        planned = ledger.card_for(connection, ask.team, found.id, slots[0].at) if slots else None
        card = next_card(connection, found, policy, day, chosen=planned)
    post = channel_post(card, found, policy, day)
    ask.reply(views.preview(post, slots[0] if slots else None, twelve_hour=twelve_hour))


def _source(desk: Desk, ask: Ask) -> Message:
    """Where a card comes from, for the reader who asks; the built-in card when the database is away."""
    return views.source(card_in_sight(desk, ask, ask.value))


def _need_channel(ask: Ask, typed: str) -> None:
    if ask.channel.startswith("D") or not ask.channel:
        raise UnusableError(f"Prompts belong to a channel: type {typed} in the channel that should have them.")
