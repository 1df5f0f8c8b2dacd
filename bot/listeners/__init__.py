"""One module for each thing a person does; `register_all` tells Bolt about every one of them."""

from __future__ import annotations

from types import ModuleType

from slack_bolt import App

from bot.desk import Desk
from bot.listeners import account, dates, installing, quote, reflect

LISTENERS: tuple[ModuleType, ...] = (account, dates, installing, quote, reflect)


def register_all(app: App, desk: Desk) -> None:
    """Register every listener on the app."""
    for listener in LISTENERS:
        listener.register(app, desk)
