"""How every listener runs: acknowledged at once, worked on beside, its errors shown to the person who asked."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.kwargs_injection.args import Args
from slack_sdk.errors import SlackApiError

from bot.asking import Ask, ask_from
from bot.desk import Desk
from bot.features import Command
from bot.punctual import is_late
from bot.views.account import help_for
from bot.views.blocks import Message, escape, modal, plain, section, visible

log = logging.getLogger("alongside.listeners")

Work = Callable[[Ask], object]
Sent = Callable[[Ask], dict[str, Any]]


#: What Slack says when a form was to be opened more than three seconds after the press.
TOO_LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged"})
_TOO_LATE = "Slack opens a form only within three seconds, and this took longer. Please try once more."


def _any(event: dict[str, Any]) -> bool:
    """Every event of the kind is meant."""
    del event
    return True


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
            _note(name, began, "told", because=type(error).__name__)
            _tell(name, ask, plain(escape(str(error))))
        else:
            _unexpected(name, ask, error)
    except SlackApiError as error:
        if error.response.get("error") not in TOO_LATE:
            _unexpected(name, ask, error)
            return
        _note(name, began, "told", because="too late")
        _tell(name, ask, plain(_TOO_LATE))
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


def on_action(app: App, action_id: str, work: Work, *, numbered: bool = False) -> None:
    """Answer a button or a menu; a numbered one has many of its kind in a message, each with a number after its id."""
    known = re.compile(rf"{re.escape(action_id)}_\d+") if numbered else action_id
    app.action(known)(ack=acknowledge, lazy=[beside(action_id, work)])


def on_shortcut(app: App, callback_id: str, work: Work) -> None:
    """Answer an entry of the shortcut menu, or of the menu of a message."""
    app.shortcut(callback_id)(ack=acknowledge, lazy=[beside(callback_id, work)])


_ANY = re.compile("")


def on_any_action(app: App, work: Sent) -> None:
    """Answer whatever button or menu no listener knows."""
    app.action(_ANY)(ack=acknowledge, lazy=[beside("unknown_action", work)])


def on_any_shortcut(app: App, work: Sent) -> None:
    """Answer whatever shortcut no listener knows."""
    app.shortcut(_ANY)(ack=acknowledge, lazy=[beside("unknown_shortcut", work)])


def on_any_form(app: App, take: Sent) -> None:
    """Answer whatever form no listener knows."""
    _take(app, _ANY, "unknown_form", take)


def on_event(app: App, desk: Desk, kind: str, work: Work, *, only: Callable[[dict[str, Any]], bool] = _any) -> None:
    """Do something when Slack tells of an event; the same event told again is passed over.

    Every event of the kind is acknowledged, or Slack would tell of it again; `only` says whether it is meant.
    """

    def once(ask: Ask) -> None:
        if only(dict(ask.event)) and desk.seen.first_time(ask.team, ask.event_id, desk.clock()):
            work(ask)

    on_repeatable_event(app, kind, once)


def on_repeatable_event(app: App, kind: str, work: Work) -> None:
    """Do something that may be done again when Slack tells of the event again; no trace of the event is kept."""
    app.event(kind)(ack=acknowledge, lazy=[beside(kind, work)])


def on_form(app: App, callback_id: str, take: Sent, *, after: Work | None = None) -> None:
    """Take a form that was sent.

    `take` gives the modal to show next, or the mistakes by block, or nothing to close the form. It must be quick,
    because Slack waits for it; its errors are shown in the modal. `after` is done once Slack was answered, unless the
    form stays open with its mistakes.
    """
    _take(app, callback_id, callback_id, take, after)


def _take(app: App, known: str | re.Pattern[str], name: str, take: Sent, after: Work | None = None) -> None:
    def taken(ack: Ack, args: Args) -> None:
        ask = ask_from(args)
        found = _left_empty(ask) or _outcome(name, take, ask)
        if found.get("type") == "modal":
            ack(response_action="update", view=found)
        elif found:
            ack(response_action="errors", errors={block: visible(fault) for block, fault in found.items()})
        else:
            ack()
        if is_late(args.context):
            _show_late(args, found)
        if after is not None and (not found or found.get("type") == "modal"):
            answer(name, after, ask)

    app.view(known)(taken)


def _left_empty(ask: Ask) -> dict[str, str]:
    """What must be filled in and is not, by block. Slack's own clients ask for it too, each in its way."""
    chosen = ask.chosen
    needed = [
        str(block["block_id"])
        for block in (ask.body.get("view") or {}).get("blocks") or ()
        if block.get("type") == "input" and not block.get("optional")
    ]
    return {block: "This cannot be left empty." for block in needed if chosen.get(block) in (None, "", [])}


def _outcome(name: str, take: Sent, ask: Ask) -> dict[str, Any]:
    """What a form leads to, with every error turned into a modal."""
    began = time.monotonic()
    try:
        found = take(ask)
    except ValueError as error:
        if not getattr(error, "for_people", False):
            return modal("Alongside", plain(report(name, error)).blocks)
        _note(name, began, "told", because=type(error).__name__)
        return modal("Alongside", plain(escape(str(error))).blocks)
    except Exception as error:  # the last line of defence, in the modal that is open
        return modal("Alongside", plain(report(name, error)).blocks)
    _note(name, began, "answered")
    return found


def _show_late(args: Args, found: dict[str, Any]) -> None:
    """Put the outcome into the modal that Slack was told to keep open."""
    if found.get("type") != "modal":
        found = modal("Alongside", [section("\n".join(map(escape, found.values())) or "Done.")])
    try:
        args.client.views_update(view_id=args.body["view"]["id"], view=found)
    except SlackApiError as error:
        log.error("unanswered", extra={"kind": _kind(error)})


def _unexpected(name: str, ask: Ask, error: Exception) -> None:
    _tell(name, ask, plain(report(name, error)))


def report(name: str, error: Exception) -> str:
    """Log an unknown error under a short reference, with where it happened; never the text of the request."""
    reference = secrets.token_hex(3)
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
    log.error("unexpected", extra={"listener": name, "reference": reference, "kind": _kind(error), "where": where})
    return f"Something went wrong on our side. If it happens again, please pass on this reference: {reference}."


def _kind(error: Exception) -> str:
    """The class of an error, with Slack's own code where there is one; messages may hold personal text."""
    code = error.response.get("error") if isinstance(error, SlackApiError) else None
    return f"{type(error).__name__}: {code}" if code else type(error).__name__


def _tell(name: str, ask: Ask, message: Message) -> None:
    try:
        ask.reply(message)
    except Exception as error:  # Slack itself does not take the answer: there is nobody left to tell
        log.error("unanswered", extra={"listener": name, "kind": _kind(error)})


def _note(name: str, began: float, outcome: str, *, because: str = "") -> None:
    """Log what became of a request and how long it took; the kind of a refusal, and never its words."""
    took = {"listener": name, "took_ms": round((time.monotonic() - began) * 1000)}
    log.info(outcome, extra=took | ({"because": because} if because else {}))
