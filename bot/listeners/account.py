"""`/ally`: help, what is kept, and what the asker can see and erase about themselves."""

from __future__ import annotations

from slack_bolt import App

from bot.asking import Ask
from bot.desk import Desk
from bot.errors import UnknownWishError
from bot.features import command
from bot.listeners import settings
from bot.listeners.answering import on_action, on_command
from bot.store.erasure import forget_person, held_about
from bot.views import account as views


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about `/ally` and the button that erases."""

    def ally(ask: Ask) -> None:
        wish = ask.text.strip().casefold().replace(" ", "-")
        if wish == "privacy":
            ask.reply(views.privacy(contact=desk.settings.contact))
        elif wish == "my-data":
            show_held(desk, ask)
        elif wish == "settings":
            settings.show(desk, ask)
        elif wish in ("forget-me", "forgetme"):
            forget(ask)
        elif wish not in ("", "help", "?"):
            typed = command("").typed(desk.prefix)
            shown = ask.text.strip()[:30]
            raise UnknownWishError(f'"{shown}" is not something {typed} knows; {typed} help lists what can be asked.')
        else:
            ask.reply(views.help_for_all(prefix=desk.prefix, contact=desk.settings.contact))

    def forget(ask: Ask) -> None:
        with desk.store.begin() as connection:
            held = forget_person(connection, ask.team, ask.user)
        desk.profiles.forget(ask.team, ask.user)
        ask.reply(views.forgotten(held))

    on_command(app, desk, command(""), ally)
    on_action(app, views.FORGET, forget)


def show_held(desk: Desk, ask: Ask) -> None:
    """All that is held about the asker, with a button that erases it."""
    with desk.store.read() as connection:
        held = held_about(connection, ask.team, ask.user)
    ask.reply(views.my_data(held, typed=command("").typed(desk.prefix)))
