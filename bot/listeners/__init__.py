"""One module for each thing a person does; `register_all` tells Bolt about every one of them."""

from __future__ import annotations

from types import ModuleType

from slack_bolt import App

from bot.desk import Desk
from bot.listeners import (
    account,
    check,
    check_form,
    dates,
    days,
    history,
    home,
    installing,
    messages,
    outside,
    quote,
    reflect,
    settings,
    settings_hours,
    unknown,
    weekly,
    words,
    workflow,
)

#: In the order in which they are asked: who is answered at all comes first, what nobody knows last.
LISTENERS: tuple[ModuleType, ...] = (
    outside,
    account,
    check,
    check_form,
    dates,
    days,
    history,
    home,
    installing,
    messages,
    quote,
    reflect,
    settings,
    settings_hours,
    weekly,
    words,
    workflow,
    unknown,
)


def register_all(app: App, desk: Desk) -> None:
    """Register every listener on the app."""
    for listener in LISTENERS:
        listener.register(app, desk)
