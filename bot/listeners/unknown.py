"""What no other listener knows: a button, a form or a shortcut that another version of Alongside made."""

from __future__ import annotations

import logging
import re

from slack_bolt import App

from bot.asking import Ask
from bot.desk import Desk
from bot.errors import OutdatedError
from bot.features import command
from bot.listeners.answering import on_any_action, on_any_form, on_any_shortcut
from bot.views.blocks import Block

log = logging.getLogger("alongside.unknown")

_IDENTIFIER = re.compile(r"[a-z0-9_-]{1,60}")


def register(app: App, desk: Desk) -> None:
    """Tell Bolt; it must be the last to do so."""
    typed = command("").typed(desk.prefix)

    def outdated(ask: Ask) -> Block:
        log.warning("unknown", extra={"kind": str(ask.body.get("type"))[:30], "identifier": _identifier(ask)})
        raise OutdatedError(f"This belongs to another version of Alongside. `{typed} help` lists what can be asked.")

    on_any_action(app, outdated)
    on_any_shortcut(app, outdated)
    on_any_form(app, outdated)


def _identifier(ask: Ask) -> str:
    """The id that was not known, where it looks like one of ours; nothing else of the request is logged."""
    pressed = (ask.body.get("actions") or [{}])[0].get("action_id")
    found = str(pressed or ask.body.get("callback_id") or (ask.body.get("view") or {}).get("callback_id") or "")
    return found if _IDENTIFIER.fullmatch(found) else ""
