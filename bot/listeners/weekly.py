"""`/ally-weekly`: a channel's prompts: set up, preview, pause, skip, resume, stop, and the workspace's hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.asking import Ask
from bot.desk import Desk
from bot.errors import NotAllowedError
from bot.features import command
from bot.listeners.answering import on_action, on_command, on_form
from bot.own_words import words_of
from bot.posting.words import channel_post, day_off, next_card
from bot.store import ledger, subscriptions, workspaces
from bot.store.errors import StoreError
from bot.store.states import SubscriptionState
from bot.store.subscriptions import Subscription, Wishes, subscription_in
from bot.views import channel_prompts
from bot.views import weekly as views
from bot.views.blocks import Block, Message, plain
from content import library
from content.errors import NothingFoundError
from scheduling import read_text
from scheduling.cadence import Rhythm, left_out, next_slots
from scheduling.errors import UnusableError
from scheduling.wording.dates import day_in_full

#: How many coming slots are shown, and how far ahead days are named on which nothing is posted.
SHOWN = 3
NAMED_AHEAD = timedelta(weeks=9)


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the command, its buttons and forms, and the buttons of the posts."""
    typed = command("weekly").typed(desk.prefix)
    words: dict[str, Callable[[Ask], None]] = {
        "": lambda ask: ask.reply(_standing(desk, ask, typed)),
        "status": lambda ask: ask.reply(_standing(desk, ask, typed)),
        "set up": lambda ask: _open_form(desk, ask),
        "change": lambda ask: _open_form(desk, ask),
        "preview": lambda ask: _preview(desk, ask),
        "pause": lambda ask: _open_pause(desk, ask),
        "resume": lambda ask: _resume(desk, ask, typed),
        "skip": lambda ask: _skip(desk, ask, typed),
        "stop": lambda ask: _stop(desk, ask),
        "hold": lambda ask: _hold(desk, ask, typed),
        "release": lambda ask: _release(desk, ask),
    }

    def weekly(ask: Ask) -> None:
        _need_channel(ask, typed)
        wish = " ".join(ask.text.casefold().replace("-", " ").split())
        wish = {"setup": "set up", "start": "set up", "on": "set up", "off": "stop", "end": "stop"}.get(wish, wish)
        if wish.startswith("pause "):
            _pause_until(desk, ask, typed)
            return
        act = words.get(wish)
        if act is None:
            known = ", ".join(word for word in words if word)
            raise UnusableError(f'"{ask.text.strip()[:60]}" is not something {typed} knows; it knows {known}.')
        act(ask)

    on_command(app, desk, command("weekly"), weekly)
    on_action(app, views.SET_UP, lambda ask: _open_form(desk, ask))
    on_action(app, views.PREVIEW, lambda ask: _preview(desk, ask))
    on_action(app, views.PAUSE, lambda ask: _open_pause(desk, ask))
    on_action(app, views.RESUME, lambda ask: _resume(desk, ask, typed))
    on_action(app, views.SKIP, lambda ask: _skip(desk, ask, typed))
    on_action(app, views.UNSKIP, lambda ask: _unskip(desk, ask, typed))
    on_action(app, views.STOP, lambda ask: _stop(desk, ask))
    on_action(app, views.RELEASE, lambda ask: _release(desk, ask))
    on_form(app, views.SET_UP_FORM, lambda ask: _save(desk, ask, typed))
    on_form(app, views.PAUSE_FORM, lambda ask: _pause(desk, ask))
    on_action(app, channel_prompts.NOT_FOR_ME, lambda ask: ask.reply(views.not_for_me(typed=typed)))
    on_action(app, channel_prompts.SOURCE, lambda ask: ask.reply(_source(desk, ask)))
    on_action(app, channel_prompts.GO_ON, lambda ask: _resume(desk, ask, typed))
    on_action(app, channel_prompts.ENOUGH, lambda ask: _enough(desk, ask, typed))


def _standing(desk: Desk, ask: Ask, typed: str) -> Message:
    now = desk.clock()
    with desk.store.read() as connection:
        found = subscription_in(connection, ask.team, ask.channel)
        held = workspaces.workspace_of(connection, ask.team).held_at is not None
        skips = ledger.skipped(connection, ask.team, found.id, now=now) if found else frozenset()
    admin = desk.may_change(ask)
    if found is None:
        standing = views.Standing(subscription=None, held=held, may_release=admin)
    else:
        rhythm = _rhythm(desk, ask, found, skips)
        until = (now + NAMED_AHEAD).date()
        unusual = [one for one in left_out(rhythm, now, until) if one.why not in ("paused", "skipped", "on hold")]
        zone = ZoneInfo(found.wishes.tz)
        standing = views.Standing(
            subscription=found,
            coming=next_slots(rhythm, now, SHOWN),
            left_out=unusual,
            skipped=min(skips).astimezone(zone) if skips else None,
            held=held,
            may_change=_may_change(ask, found, admin=admin),
            may_release=admin,
        )
    return views.standing(standing, themes=library.load().themes, typed=typed)


def _open_form(desk: Desk, ask: Ask) -> None:
    workplace = desk.workplace_of(ask)
    policy, outside = workplace.policy, workplace.answers_outside
    with desk.store.read() as connection:
        found = subscription_in(connection, ask.team, ask.channel)
        themes = words_of(connection, ask.team).themes
    if found is not None and not _may_change(ask, found, admin=desk.may_change(ask)):
        raise NotAllowedError(_NOT_YOURS)
    wishes = found.wishes if found else Wishes(tz=policy.place.tz)
    days = sorted(policy.week)
    place = policy.place.name
    new = found is None
    ask.show(views.form(wishes, themes=themes, days=days, place=place, channel=ask.channel, new=new, outside=outside))


def _save(desk: Desk, ask: Ask, typed: str) -> Block | dict[str, str]:
    """Take the form; gives the confirmation."""
    policy, now, channel = desk.workplace_of(ask).policy, desk.clock(), ask.kept
    chosen = ask.chosen
    if chosen.get(views.CHANNEL, channel) != channel:
        return {views.CHANNEL: f"Please choose the channel in which you asked, or type {typed} set up in this one."}
    if not chosen["time"]:
        return {"time": "Please choose a time."}
    with desk.store.begin() as connection:
        before = subscription_in(connection, ask.team, channel)
        if before is not None and not _may_change(ask, before, admin=desk.may_change(ask)):
            raise NotAllowedError(_NOT_YOURS)
        wishes = Wishes(
            every_weeks=int(chosen["rhythm"]),
            weekday=int(chosen["day"]),
            at=time.fromisoformat(str(chosen["time"])),
            tz=policy.place.tz,
            themes=tuple(chosen.get("themes") or ()),
            look_ahead=chosen["look_ahead"] == "yes",
        )
        workspaces.add_workspace(connection, ask.team, now, ask.enterprise)
        saved = subscriptions.save_subscription(connection, ask.team, channel, wishes, by=ask.user, now=now)
        themes = words_of(connection, ask.team).themes
    coming = next_slots(_rhythm(desk, ask, saved, frozenset()), max(now, saved.slots_after), 1)
    return views.set_up(saved, coming, themes=themes, may_post=_may_post(ask, channel))


def _may_post(ask: Ask, channel: str) -> bool:
    """Whether the bot is in the channel, found out by telling the asker alone that prompts are set up there."""
    told = plain("Prompts are set up in this channel. You alone see this line.")
    try:
        ask.client.chat_postEphemeral(channel=channel, user=ask.user, text=told.text, blocks=list(told.blocks))
    except SlackApiError as error:
        return error.response.get("error") not in ("not_in_channel", "channel_not_found")
    return True


def _preview(desk: Desk, ask: Ask) -> None:
    now = desk.clock()
    policy = desk.workplace_of(ask).policy
    with desk.store.read() as connection:
        found = subscription_in(connection, ask.team, ask.channel)
        if found is None:
            words = words_of(connection, ask.team)
            card = words.reflect(today=now.astimezone(policy.place.zone).date(), seed=ask.channel)
            ask.reply(views.preview(channel_prompts.post(card), None))
            return
        skips = ledger.skipped(connection, ask.team, found.id, now=now)
        slots = next_slots(_rhythm(desk, ask, found, skips), now, 1)
        day = slots[0].at.date() if slots else now.astimezone(ZoneInfo(found.wishes.tz)).date()
        planned = ledger.card_for(connection, ask.team, found.id, slots[0].at) if slots else None
        card = next_card(connection, found, policy, day, chosen=planned)
    ask.reply(views.preview(channel_post(card, found, policy, day), slots[0] if slots else None))


def _open_pause(desk: Desk, ask: Ask) -> None:
    found = _found(desk, ask)
    today = desk.clock().astimezone(ZoneInfo(found.wishes.tz)).date()
    ask.show(views.pause_form(ask.channel, today=today))


def _pause(desk: Desk, ask: Ask) -> Block | dict[str, str]:
    """Take the pause form; gives the confirmation."""
    now, until = desk.clock(), ask.chosen.get("until")
    day = date.fromisoformat(until) if until else None
    with desk.store.begin() as connection:
        found = subscription_in(connection, ask.team, ask.kept)
        if found is None:
            return views.done("Channel prompts", _NONE_HERE)
        if day is not None and day <= now.astimezone(ZoneInfo(found.wishes.tz)).date():
            return {"until": "Please choose a day after today."}
        subscriptions.pause(connection, ask.team, ask.kept, until=day, now=now)
    when = f"until {day_in_full(day)}" if day else "until somebody resumes"
    return views.done("Paused", f"No prompt is posted in this channel {when}.")


def _pause_until(desk: Desk, ask: Ask, typed: str) -> None:
    """A pause with its day typed behind it."""
    now, found = desk.clock(), _found(desk, ask)
    said = ask.text.strip()[len("pause") :].strip().removeprefix("until").strip()
    events = read_text(said, now=now, tz=found.wishes.tz).events
    today = now.astimezone(ZoneInfo(found.wishes.tz)).date()
    start = events[0].start if events else None
    day = start.date() if isinstance(start, datetime) else start
    if day is None or day <= today:
        raise UnusableError(f'"{said[:60]}" names no day after today; try {typed} pause until 4 January.')
    with desk.store.begin() as connection:
        subscriptions.pause(connection, ask.team, ask.channel, until=day, now=now)
    ask.reply(_standing(desk, ask, typed))


def _resume(desk: Desk, ask: Ask, typed: str) -> None:
    with desk.store.begin() as connection:
        if subscriptions.resume(connection, ask.team, ask.channel, now=desk.clock()) is None:
            raise UnusableError(_NONE_HERE)
    ask.reply(_standing(desk, ask, typed), replace=_from_ephemeral(ask))


def _skip(desk: Desk, ask: Ask, typed: str) -> None:
    now, found = desk.clock(), _found(desk, ask)
    with desk.store.begin() as connection:
        skips = ledger.skipped(connection, ask.team, found.id, now=now)
        slots = next_slots(_rhythm(desk, ask, found, skips), now, 1)
        asked = datetime.fromisoformat(ask.value) if ask.value else slots[0].at if slots else None
        done = asked is not None and ledger.skip(connection, ask.team, found.id, asked, now=now)
    if not done:
        raise UnusableError("There is no coming prompt to skip, or it is too late: Slack posts it within a minute.")
    ask.reply(_standing(desk, ask, typed), replace=_from_ephemeral(ask))


def _unskip(desk: Desk, ask: Ask, typed: str) -> None:
    found = _found(desk, ask)
    with desk.store.begin() as connection:
        slot = datetime.fromisoformat(ask.value)
        if not ledger.unskip(connection, ask.team, found.id, slot, now=desk.clock()):
            raise UnusableError("That prompt was not skipped, or its time has passed.")
    ask.reply(_standing(desk, ask, typed), replace=_from_ephemeral(ask))


def _stop(desk: Desk, ask: Ask) -> None:
    with desk.store.begin() as connection:
        found = subscription_in(connection, ask.team, ask.channel)
        if found is None:
            raise UnusableError(_NONE_HERE)
        if not _may_change(ask, found, admin=desk.may_change(ask)):
            raise NotAllowedError(_NOT_YOURS)
        subscriptions.stop(connection, ask.team, ask.channel, now=desk.clock())
    stopped = "The prompts of this channel are stopped. They can be set up again at any time."
    ask.reply(plain(stopped), replace=_from_ephemeral(ask))


def _enough(desk: Desk, ask: Ask, typed: str) -> None:
    """An answer to the question after twelve weeks; only then may anybody end it, because it has ended."""
    found = _found(desk, ask)
    if found.state is not SubscriptionState.ASKED:
        ask.reply(_standing(desk, ask, typed))
        return
    with desk.store.begin() as connection:
        subscriptions.stop(connection, ask.team, ask.channel, now=desk.clock())
    ask.reply(plain(f"Thank you. No more prompts are posted here; `{typed} set up` turns them on again."))


def _hold(desk: Desk, ask: Ask, typed: str) -> None:
    now = desk.clock()
    _need_admin(desk, ask)
    with desk.store.begin() as connection:
        changed = workspaces.hold(connection, ask.team, by=ask.user, now=now)
        subscriptions.hold_all(connection, ask.team, now=now)
    desk.workplaces.forget(ask.team)
    said = "All channel prompts of this workspace are on hold" if changed else "They were on hold already"
    ask.reply(plain(f"{said}. `{typed} release` ends the hold. A prompt due within the next minute may still appear."))


def _release(desk: Desk, ask: Ask) -> None:
    now = desk.clock()
    _need_admin(desk, ask)
    with desk.store.begin() as connection:
        changed = workspaces.release(connection, ask.team, by=ask.user, now=now)
        if changed:
            subscriptions.release_all(connection, ask.team, now=now)
    desk.workplaces.forget(ask.team)
    ask.reply(
        plain("The hold is over; prompts go on from now, and none is made up for." if changed else "There was no hold.")
    )


def _source(desk: Desk, ask: Ask) -> Message:
    """Where a card comes from, for the reader who asks; the built-in card when the database is away."""
    try:
        with desk.store.read() as connection:
            words = words_of(connection, ask.team)
    except StoreError:
        words = library.load()
    try:
        return views.source(words.card(ask.value))
    except NothingFoundError:
        return plain("This card has been taken out of the collection since.")


def _rhythm(desk: Desk, ask: Ask, found: Subscription, skips: frozenset[datetime]) -> Rhythm:
    policy = desk.workplace_of(ask).policy
    return found.rhythm(working_days=policy.week, day_off=day_off(policy), skips=skips)


def _found(desk: Desk, ask: Ask) -> Subscription:
    with desk.store.read() as connection:
        found = subscription_in(connection, ask.team, ask.channel)
    if found is None:
        raise UnusableError(_NONE_HERE)
    return found


def _may_change(ask: Ask, found: Subscription, *, admin: bool) -> bool:
    """Who set it up, admins and content owners; anybody once nobody looks after it any more."""
    return admin or found.owner_id in (ask.user, None)


def _need_admin(desk: Desk, ask: Ask) -> None:
    if not desk.may_change(ask):
        raise NotAllowedError("Only workspace admins and content owners may hold or release all prompts.")


def _need_channel(ask: Ask, typed: str) -> None:
    if ask.channel.startswith("D") or not ask.channel:
        raise UnusableError(f"Prompts belong to a channel: type {typed} in the channel that should have them.")


def _from_ephemeral(ask: Ask) -> bool:
    """Whether the pressed button is in a message that only the asker sees, which the answer may replace."""
    return bool((ask.body.get("container") or {}).get("is_ephemeral"))


_NONE_HERE = "This channel has no prompts."
_NOT_YOURS = (
    "Whoever set the prompts up and workspace admins may change or stop them. Anybody here may pause or skip them."
)
