"""`/ally-weekly`: a channel's prompts, set up, previewed, paused, skipped and stopped by anybody in the channel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.asking import Ask
from bot.dealing import words_for
from bot.desk import Desk
from bot.errors import NotAChannelError
from bot.features import APP_NAME, command
from bot.listeners import settings as workspace_settings
from bot.listeners.answering import on_action, on_command, on_form
from bot.posting.words import channel_post, day_off_of, next_card
from bot.store import ledger, subscriptions
from bot.store.subscriptions import Subscription, Wishes
from bot.store.workspaces import workspace_of
from bot.views import channel_prompts
from bot.views import weekly as views
from bot.views.blocks import Block, plain
from content import library
from scheduling import read_text
from scheduling.cadence import Slot, next_slots


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the command, the form, and the buttons under a prompt."""

    def weekly(ask: Ask) -> None:
        wish, _, rest = ask.text.strip().casefold().partition(" ")
        _require_channel(ask)
        if wish in ("set", "setup", "set-up", "start", "change"):
            ask.show(_form(desk, ask))
        elif wish == "hold":
            workspace_settings.switch(desk, ask, hold=True)
        elif wish in _WISHES:
            _WISHES[wish](desk, ask, rest)
        else:
            _show(desk, ask)

    on_command(app, desk, command("weekly"), weekly)
    on_action(app, views.SET_UP, lambda ask: ask.show(_form(desk, ask)))
    on_form(app, views.FORM, lambda ask: _save(desk, ask))
    for action, wish in _BUTTONS.items():
        on_action(app, action, _button(desk, wish))
    on_action(app, channel_prompts.NOT_FOR_ME, lambda ask: ask.reply(views.not_for_me()))
    on_action(app, channel_prompts.SOURCE, lambda ask: ask.reply(views.source(words_for(desk, ask).card(ask.value))))


def _button(desk: Desk, wish: str) -> Any:
    return lambda ask: _WISHES[wish](desk, ask, "")


def _show(desk: Desk, ask: Ask, *, replaced: bool = False) -> None:
    """How the channel's prompts stand."""
    now = desk.clock()
    with desk.store.read() as connection:
        found = subscriptions.subscription_in(connection, ask.team, ask.channel)
        if found is None:
            ask.reply(views.not_set_up(), replace=replaced)
            return
        skipped = sorted(ledger.skipped(connection, ask.team, found.id, now=now))
        held = workspace_of(connection, ask.team).held_at is not None
        coming = _coming(desk, connection, found, now)
    ask.reply(views.state_of(found, coming=coming, skipped=skipped, held=held), replace=replaced)


def _coming(desk: Desk, connection: sa.Connection, found: Subscription, now: datetime) -> Sequence[Slot]:
    """The next three slots."""
    workspace = workspace_of(connection, found.workspace_id)
    rhythm = found.rhythm(
        working_days=desk.workplaces.of(found.workspace_id).policy.week,
        day_off=day_off_of(desk.settings)(workspace),
        skips=ledger.skipped(connection, found.workspace_id, found.id, now=now),
    )
    planned = {
        row.slot for row in ledger.deliveries_of(connection, found.workspace_id, found.id) if not row.state.settled
    }
    slots = next_slots(rhythm, now, 6)
    return [slot for slot in slots if slot.at > found.slots_after or slot.at in planned][:3]


def _form(desk: Desk, ask: Ask) -> Block:
    _require_channel(ask)
    with desk.store.read() as connection:
        found = subscriptions.subscription_in(connection, ask.team, ask.channel)
    wishes = found.wishes if found else Wishes(tz=desk.workplace_of(ask).policy.place.tz)
    return views.form(wishes, library.load().themes, channel=ask.channel)


def _save(desk: Desk, ask: Ask) -> Block:
    channel, _, tz = ask.kept.partition("\n")
    chosen, now = ask.chosen, desk.clock()
    wishes = Wishes(
        every_weeks=int(chosen["every"]),
        weekday=int(chosen["weekday"]),
        at=time.fromisoformat(str(chosen["time"])),
        tz=tz,
        themes=tuple(chosen.get("themes") or ()),
        look_ahead=bool(chosen.get("ahead")),
    )
    with desk.store.begin() as connection:
        found = subscriptions.save_subscription(connection, ask.team, channel, wishes, by=ask.user, now=now)
        coming = _coming(desk, connection, found, now)
    typed = command("weekly").typed(desk.prefix)
    told = f"Prompts are set up here. {views.rhythm(wishes)}; `{typed}` changes them."
    return views.set_up(found, coming, may_post=_tell(ask, channel, told), bot=f"@{APP_NAME}")


def _tell(ask: Ask, channel: str, words: str) -> bool:
    """Tell the asker in the channel; whether the bot may write there."""
    message = plain(words)
    try:
        ask.client.chat_postEphemeral(channel=channel, user=ask.user, text=message.text, blocks=list(message.blocks))
    except SlackApiError as error:
        if error.response.get("error") in ("not_in_channel", "channel_not_found"):
            return False
        raise
    return True


def _preview(desk: Desk, ask: Ask, rest: str) -> None:
    """The next prompt as the channel would see it, to the asker alone."""
    del rest
    now = desk.clock()
    policy = desk.workplace_of(ask).policy
    with desk.store.read() as connection:
        found = subscriptions.subscription_in(connection, ask.team, ask.channel)
        if found is None:
            said = None
        else:
            coming = _coming(desk, connection, found, now)
            day = coming[0].at.date() if coming else desk.today_of(ask)
            said = channel_post(next_card(connection, found, policy, day), found, policy, day)
    if said is None:
        said = channel_prompts.post(words_for(desk, ask).reflect(today=desk.today_of(ask), seed=ask.channel))
    ask.reply(views.preview(said))


def _pause(desk: Desk, ask: Ask, rest: str) -> None:
    now = desk.clock()
    until = _day(desk, ask, rest) if rest.strip() else None
    with desk.store.begin() as connection:
        subscriptions.pause(connection, ask.team, ask.channel, until=until, now=now)
    _show(desk, ask, replaced=_pressed(ask))


def _day(desk: Desk, ask: Ask, rest: str) -> date | None:
    """The day that "until 4 January" names; None when it names none."""
    read = read_text(rest.removeprefix("until "), now=desk.clock(), tz=desk.profile_of(ask).zone.key)
    if not read.events:
        return None
    start = read.events[0].start
    return start.date() if isinstance(start, datetime) else start


def _resume(desk: Desk, ask: Ask, rest: str) -> None:
    del rest
    with desk.store.begin() as connection:
        subscriptions.resume(connection, ask.team, ask.channel, now=desk.clock())
    _show(desk, ask, replaced=_pressed(ask))


def _skip(desk: Desk, ask: Ask, rest: str) -> None:
    del rest
    now = desk.clock()
    with desk.store.begin() as connection:
        found = subscriptions.subscription_in(connection, ask.team, ask.channel)
        coming = _coming(desk, connection, found, now) if found else ()
        if found and coming:
            ledger.skip(connection, ask.team, found.id, coming[0].at, now=now)
    _show(desk, ask, replaced=_pressed(ask))


def _unskip(desk: Desk, ask: Ask, rest: str) -> None:
    del rest
    with desk.store.begin() as connection:
        found = subscriptions.subscription_in(connection, ask.team, ask.channel)
        if found and ask.value:
            ledger.unskip(connection, ask.team, found.id, datetime.fromisoformat(ask.value), now=desk.clock())
    _show(desk, ask, replaced=_pressed(ask))


def _stop(desk: Desk, ask: Ask, rest: str) -> None:
    del rest
    with desk.store.begin() as connection:
        subscriptions.stop(connection, ask.team, ask.channel, now=desk.clock())
    _show(desk, ask, replaced=_pressed(ask))


def _go_on(desk: Desk, ask: Ask, rest: str) -> None:
    """The channel's answer to the question after twelve weeks, in place of the question."""
    _resume(desk, ask, rest)


def _pressed(ask: Ask) -> bool:
    """Whether the request came from a button of an answer that only the asker sees."""
    return bool(ask.body.get("actions")) and (ask.body.get("container") or {}).get("is_ephemeral") is True


def _require_channel(ask: Ask) -> None:
    if not ask.channel or ask.channel.startswith("D"):
        raise NotAChannelError("Prompts are for channels. Please use this in the channel that wants them.")


_WISHES = {
    "preview": _preview,
    "pause": _pause,
    "resume": _resume,
    "skip": _skip,
    "unskip": _unskip,
    "stop": _stop,
    "go-on": _go_on,
}
_BUTTONS = {
    views.PREVIEW: "preview",
    views.PAUSE: "pause",
    views.RESUME: "resume",
    views.SKIP: "skip",
    views.UNSKIP: "unskip",
    views.STOP: "stop",
    channel_prompts.GO_ON: "go-on",
    channel_prompts.ENOUGH: "stop",
}
