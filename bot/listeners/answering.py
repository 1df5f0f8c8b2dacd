"""How every listener runs: acknowledged at once, worked on beside, its errors shown to the person who asked."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable

from slack_bolt import Ack, App
from slack_bolt.kwargs_injection.args import Args
from slack_sdk.errors import SlackApiError

from bot.asking import Ask, ask_from
from bot.desk import Desk
from bot.features import Command
from bot.views.account import help_for
from bot.views.blocks import Message, escape, plain

log = logging.getLogger("alongside.listeners")

Work = Callable[[Ask], None]


def acknowledge(ack: Ack) -> None:
    """Tell Slack that the request arrived; the answer follows."""
    ack()


def beside(name: str, work: Work) -> Callable[[Args], None]:
    """Work to be done after the acknowledgement, on another thread, with every error turned into an answer."""

    def run(args: Args) -> None:
        answer(name, work, ask_from(args))

    run.__name__ = f"run_{name}"
    return run


def answer(name: str, work: Work, ask: Ask) -> None:
    """Do the work; show what went wrong where the person asked, and log it without their words."""
    began = time.monotonic()
    try:
        work(ask)
    except ValueError as error:
        if getattr(error, "for_people", False):
            _note(name, began, "told")
            _tell(name, ask, plain(escape(str(error))))
        else:
            _unexpected(name, ask, error)
    except Exception as error:  # the last line of defence: a person always gets an answer
        _unexpected(name, ask, error)
    else:
        _note(name, began, "answered")


def on_command(app: App, desk: Desk, command: Command, work: Work) -> None:
    """Answer a slash command with `work`, and with its own help when that is what was typed."""

    def answer_command(ask: Ask) -> None:
        if ask.text.strip().casefold() in ("help", "?") and command.name:
            ask.reply(help_for(command, prefix=desk.prefix))
        else:
            work(ask)

    app.command(command.typed(desk.prefix))(ack=acknowledge, lazy=[beside(command.name or "ally", answer_command)])


def _unexpected(name: str, ask: Ask, error: Exception) -> None:
    """Show a short reference, and log it with where it happened; never the text of the request."""
    reference = secrets.token_hex(3)
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
    log.error("unexpected", extra={"listener": name, "reference": reference, "kind": _kind(error), "where": where})
    sentence = f"Something went wrong on our side. If it happens again, please pass on this reference: {reference}."
    _tell(name, ask, plain(sentence))


def _kind(error: Exception) -> str:
    """The class of an error, with Slack's own code where there is one; messages may hold personal text."""
    code = error.response.get("error") if isinstance(error, SlackApiError) else None
    return f"{type(error).__name__}: {code}" if code else type(error).__name__


def _tell(name: str, ask: Ask, message: Message) -> None:
    try:
        ask.reply(message)
    except Exception as error:  # Slack itself does not take the answer: there is nobody left to tell
        log.error("unanswered", extra={"listener": name, "kind": _kind(error)})


def _note(name: str, began: float, outcome: str) -> None:
    took = round((time.monotonic() - began) * 1000)
    log.info(outcome, extra={"listener": name, "took_ms": took})
