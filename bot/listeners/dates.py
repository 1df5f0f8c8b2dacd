"""`/ally-dates`: what is coming up, by time, tradition or name."""

from __future__ import annotations

import json

from slack_bolt import App

from bot.asking import Ask
from bot.desk import Desk
from bot.features import command
from bot.listeners import own_clock
from bot.listeners.answering import on_action, on_command
from bot.upcoming import upcoming
from bot.views import dates as views


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the command and *Show more*."""

    def dates(ask: Ask) -> None:
        _list(desk, ask, ask.text.strip(), 0)

    def more(ask: Ask) -> None:
        carried = json.loads(ask.value)
        _list(desk, ask, str(carried["asked"]), int(carried["from"]))

    on_command(app, desk, command("dates"), dates)
    on_action(app, views.MORE, more)


def _list(desk: Desk, ask: Ask, asked: str, start: int) -> None:
    policy = desk.workplace_of(ask).policy
    answer = upcoming(asked, today=desk.today_of(ask), policy=policy)
    value = json.dumps({"asked": asked[:200], "from": start + views.PAGE})
    shown = views.listed(answer, place=policy.place.name, spellings=policy.spellings, start=start, value=value)
    own_clock.reply(desk, ask, shown, replace=start > 0)
