"""`/ally-reflect`: a prompt for the asker, another one, a reminder that Slack keeps, sharing."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from slack_bolt import App

from bot.asking import Ask
from bot.dealing import Turn, card_in_sight, prompt, turn_from
from bot.desk import Desk
from bot.features import command
from bot.listeners import own_clock
from bot.listeners.answering import on_action, on_command, on_form
from bot.listeners.sharing import on_share
from bot.views import reflect as views
from bot.views.blocks import Block, Message
from content import library
from scheduling.wording.dates import clock, day_in_full

#: Slack keeps a scheduled message for up to 120 days, and needs a little time before it is due.
FURTHEST = timedelta(days=120)
SOONEST = timedelta(minutes=2)


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the command, the buttons of its card, and the reminder form."""
    typed = command("reflect")

    def reflect(ask: Ask) -> None:
        if ask.text.strip().casefold() in ("themes", "situations", "list"):
            words = library.load()
            ask.reply(views.subjects(words.situations, words.themes, typed=typed.typed(desk.prefix)))
        else:
            show(desk, ask, Turn(ask.text.strip()), replace=False)

    def another(ask: Ask) -> None:
        show(desk, ask, turn_from(ask.value).next, replace=True)

    def remind(ask: Ask) -> None:
        here = desk.clock().astimezone(desk.profile_of(ask).zone)
        ask.show(views.reminder_form(card_in_sight(desk, ask, ask.value), now=here))

    def shared(ask: Ask, card_id: str) -> Message:
        return views.shared(card_in_sight(desk, ask, card_id))

    on_command(app, desk, typed, reflect)
    on_action(app, views.ANOTHER, another)
    on_action(app, views.REMIND, remind)
    on_share(app, desk, views.SHARE, views.SHARE_FORM, shared)
    on_form(app, views.REMIND_FORM, lambda ask: _remind_on(desk, ask))


def show(desk: Desk, ask: Ask, turn: Turn, *, replace: bool) -> None:
    """A prompt for the asker alone."""
    card = prompt(desk, ask, turn)
    may = desk.may_change(ask)
    ask.reply(views.shown(card, value=turn.value, shareable=not ask.is_direct, may_hide=may), replace=replace)


def _remind_on(desk: Desk, ask: Ask) -> Block | dict[str, str]:
    """Hand the reminder to Slack; gives the confirmation, or what is wrong with the day or time."""
    chosen, zone = ask.chosen, desk.profile_of(ask).zone
    when = _moment(str(chosen["day"]), str(chosen["time"]), zone)
    now = desk.clock()
    if when < now + SOONEST:
        return {"day": "That moment has passed. Please choose a later one."}
    if when > now + FURTHEST:
        return {"day": "Slack keeps a reminder for up to 120 days. Please choose an earlier day."}
    message = views.reminder(card_in_sight(desk, ask, ask.kept))
    ask.client.chat_scheduleMessage(
        channel=ask.user, post_at=int(when.timestamp()), text=message.text, blocks=list(message.blocks)
    )
    done = views.reminder_set(f"{day_in_full(when)} at {clock(when)}")
    return own_clock.on_clock(desk, ask, done)


def _moment(day: str, at: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(datetime.fromisoformat(day), time.fromisoformat(at), tzinfo=zone)
