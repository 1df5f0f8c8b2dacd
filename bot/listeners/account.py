"""`/ally`: help, and what the workspace and the asker can see and change about themselves."""

from __future__ import annotations

from slack_bolt import App

from bot.asking import Ask
from bot.desk import Desk
from bot.features import command
from bot.listeners.answering import on_command
from bot.views import account as views


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about `/ally`."""

    def ally(ask: Ask) -> None:
        ask.reply(views.help_for_all(prefix=desk.prefix, contact=desk.settings.contact))

    on_command(app, desk, command(""), ally)
