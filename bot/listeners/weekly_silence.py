"""`/ally-weekly`: pausing, skipping, resuming and stopping a channel's prompts, and holding those of the workspace.

What Slack holds already is taken back at once; what can no longer be taken back is said.
"""

from __future__ import annotations

from datetime import date, datetime

from bot.asking import Ask
from bot.desk import Desk
from bot.errors import NotAllowedError
from bot.listeners import own_clock
from bot.listeners.silencing import hold_all, release_all, take_back_at_once, too_late
from bot.listeners.weekly_standing import NONE_HERE, NOT_YOURS, found_in, may_change, rhythm_of, standing_of
from bot.store import ledger, subscriptions
from bot.store.states import SubscriptionState
from bot.store.subscriptions import subscription_in
from bot.views import weekly as views
from bot.views.blocks import Block, plain
from scheduling import read_text
from scheduling.cadence import next_slots
from scheduling.errors import UnusableError
from scheduling.wording.dates import day_in_full


def open_pause(desk: Desk, ask: Ask) -> None:
    """Ask until when."""
    found = found_in(desk, ask)
    today = desk.clock().astimezone(found.zone).date()
    own_clock.show(desk, ask, views.pause_form(ask.channel, today=today))


def pause(desk: Desk, ask: Ask) -> Block | dict[str, str]:
    """Take the pause form; gives the confirmation."""
    now, until = desk.clock(), ask.chosen.get("until")
    day = date.fromisoformat(until) if until else None
    with desk.store.begin() as connection:
        found = subscription_in(connection, ask.team, ask.kept)
        if found is None:
            return views.done("Channel prompts", NONE_HERE)
        if day is not None and day <= now.astimezone(found.zone).date():
            return {"until": "Please choose a day after today."}
        subscriptions.pause(connection, ask.team, ask.kept, until=day, now=now)
        late = too_late(connection, ask.team, found.id, now)
    when = f"until {day_in_full(day)}" if day else "until somebody resumes"
    still = views.still_coming(late, now, found.zone)
    done = views.done("Paused", f"No prompt is posted in this channel {when}. {still}".strip())
    return own_clock.on_clock(desk, ask, done)


def pause_until(desk: Desk, ask: Ask, typed: str) -> None:
    """A pause with its day typed behind it."""
    now, found = desk.clock(), found_in(desk, ask)
    said = ask.text.strip()[len("pause") :].strip().removeprefix("until").strip()
    events = read_text(said, now=now, tz=found.wishes.tz).events
    today = now.astimezone(found.zone).date()
    start = events[0].start if events else None
    day = start.date() if isinstance(start, datetime) else start
    if day is None or day <= today:
        raise UnusableError(f'"{said[:60]}" names no day after today; try {typed} pause until 4 January.')
    with desk.store.begin() as connection:
        subscriptions.pause(connection, ask.team, ask.channel, until=day, now=now)
    own_clock.reply(desk, ask, standing_of(desk, ask, typed, still=take_back_at_once(desk, ask, found.id)))


def resume(desk: Desk, ask: Ask, typed: str) -> None:
    """Bring them back, from now on."""
    with desk.store.begin() as connection:
        if subscriptions.resume(connection, ask.team, ask.channel, now=desk.clock()) is None:
            raise UnusableError(NONE_HERE)
    own_clock.reply(desk, ask, standing_of(desk, ask, typed), replace=_from_ephemeral(ask))


def skip(desk: Desk, ask: Ask, typed: str) -> None:
    """Leave out the next one, or the one whose button was pressed."""
    now, found = desk.clock(), found_in(desk, ask)
    with desk.store.begin() as connection:
        skips = ledger.skipped(connection, ask.team, found.id, now=now)
        slots = next_slots(rhythm_of(desk, ask, connection, found, skips), now, 1)
        asked = datetime.fromisoformat(ask.value) if ask.value else slots[0].at if slots else None
        done = asked is not None and ledger.skip(connection, ask.team, found.id, asked, now=now)
    if not done:
        raise UnusableError("There is no coming prompt to skip, or it is too late: Slack posts it within a minute.")
    still = take_back_at_once(desk, ask, found.id)
    own_clock.reply(desk, ask, standing_of(desk, ask, typed, still=still), replace=_from_ephemeral(ask))


def unskip(desk: Desk, ask: Ask, typed: str) -> None:
    """Post the one that was left out after all."""
    found = found_in(desk, ask)
    with desk.store.begin() as connection:
        slot = datetime.fromisoformat(ask.value)
        if not ledger.unskip(connection, ask.team, found.id, slot, now=desk.clock()):
            raise UnusableError("That prompt was not skipped, or its time has passed.")
    own_clock.reply(desk, ask, standing_of(desk, ask, typed), replace=_from_ephemeral(ask))


def stop(desk: Desk, ask: Ask) -> None:
    """End them, for those who may."""
    with desk.store.begin() as connection:
        found = subscription_in(connection, ask.team, ask.channel)
        if found is None:
            raise UnusableError(NONE_HERE)
        if not may_change(ask, found, admin=desk.may_change(ask)):
            raise NotAllowedError(NOT_YOURS)
        subscriptions.stop(connection, ask.team, ask.channel, now=desk.clock())
    still = views.still_coming(take_back_at_once(desk, ask, found.id), desk.clock(), found.zone)
    stopped = f"The prompts of this channel are stopped. They can be set up again at any time. {still}"
    own_clock.reply(desk, ask, plain(stopped.strip()), replace=_from_ephemeral(ask))


def enough(desk: Desk, ask: Ask, typed: str) -> None:
    """An answer to the question after twelve weeks; only then may anybody end it, because it has ended."""
    found = found_in(desk, ask)
    if found.state is not SubscriptionState.ASKED:
        own_clock.reply(desk, ask, standing_of(desk, ask, typed))
        return
    with desk.store.begin() as connection:
        subscriptions.stop(connection, ask.team, ask.channel, now=desk.clock())
    own_clock.reply(
        desk, ask, plain(f"Thank you. No more prompts are posted here; `{typed} set up` turns them on again.")
    )


def hold(desk: Desk, ask: Ask, typed: str) -> None:
    """The workspace's switch."""
    _need_admin(desk, ask)
    changed, still = hold_all(desk, ask)
    said = "All channel prompts of this workspace are on hold" if changed else "They were on hold already"
    late = views.still_coming(still, desk.clock(), desk.workplace_of(ask).policy.place.zone)
    own_clock.reply(desk, ask, plain(f"{said}. `{typed} release` ends the hold. {late}".strip()))


def release(desk: Desk, ask: Ask) -> None:
    """The end of the hold."""
    _need_admin(desk, ask)
    changed = release_all(desk, ask)
    own_clock.reply(
        desk,
        ask,
        plain(
            "The hold is over; prompts go on from now, and none is made up for." if changed else "There was no hold."
        ),
    )


def _need_admin(desk: Desk, ask: Ask) -> None:
    if not desk.may_change(ask):
        raise NotAllowedError("Only workspace admins and content owners may hold or release all prompts.")


def _from_ephemeral(ask: Ask) -> bool:
    """Whether the pressed button is in a message that only the asker sees, which the answer may replace."""
    return bool((ask.body.get("container") or {}).get("is_ephemeral"))
