"""Dates in a message: sent to the bot, with the bot mentioned, under the message shortcut, or in a calendar file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from slack_bolt import App

from bot.asking import Ask
from bot.checking import Answers, answer_all
from bot.desk import Desk
from bot.features import command
from bot.files import FileError, described, fetch
from bot.listeners.answering import on_event, on_shortcut
from bot.listeners.check import give, read_and_answer
from bot.slacktext import as_typed, said_in
from bot.views import account
from bot.views import check as views
from bot.views import messages as words
from scheduling import read_ics, read_text
from scheduling.events import Event, Reading, Unread
from scheduling.places import Place

#: Files that are opened from one message.
MOST_FILES = 5
#: Events that are judged at once: some ten seconds of work.
MOST_EVENTS = 2000


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about direct messages, mentions and the message shortcut."""
    on_event(app, desk, "message", lambda ask: _direct(desk, ask), only=_is_from_a_person)
    on_event(app, desk, "app_mention", lambda ask: _answer(desk, ask), only=_is_from_a_person)
    on_shortcut(app, "check_message", lambda ask: _check_message(desk, ask))


def _is_from_a_person(event: dict[str, Any]) -> bool:
    """Neither a bot's, nor an edit, nor a notice of Slack's; one with files, or shown beside its thread, is a person's.

    Slackbot writes to the bot as a person would, when somebody removes it from a channel for example.
    """
    if event.get("bot_id") or event.get("user") in (None, "", "USLACKBOT"):
        return False
    return event.get("subtype") in (None, "file_share", "thread_broadcast", "me_message")


def _direct(desk: Desk, ask: Ask) -> None:
    if ask.event.get("channel_type") != "im":
        return
    _answer(desk, ask)


def _answer(desk: Desk, ask: Ask) -> None:
    text = as_typed(ask.text)
    if files := ask.event.get("files"):
        _check_files(desk, ask, files, text)
    elif text.casefold().strip(" .!?") in ("", "help", "hello", "hi", "hey"):
        ask.reply(account.help_for_all(prefix=desk.prefix, contact=desk.settings.contact))
    else:
        _check(desk, ask, text)


def _check_message(desk: Desk, ask: Ask) -> None:
    """The check of somebody's message; of its blocks and attachments where its text has nothing to check."""
    message = ask.body.get("message") or {}
    for text in (as_typed(ask.text), as_typed(said_in(message))):
        if _anything_in(read_and_answer(desk, ask, text)):
            _check(desk, ask, text)
            return
    if message.get("files"):
        ask.reply(words.only_a_file())
    else:
        _check(desk, ask, as_typed(ask.text))


def _anything_in(answers: Answers) -> bool:
    return bool(answers.found or answers.unread)


def _check(desk: Desk, ask: Ask, text: str) -> None:
    """The check of a message; words without a date get what the bot can and cannot do."""
    typed = command("check").typed(desk.prefix)
    answers = read_and_answer(desk, ask, text)
    if words.asks_about_people(text, dated=bool(answers.found)):
        ask.reply(words.never_about_people())
    elif _anything_in(answers):
        give(desk, ask, answers)
    elif ask.event:
        ask.reply(words.only_dates(typed=typed, contact=desk.settings.contact))
    else:
        ask.reply(views.nothing_read((), typed=typed))


def _check_files(desk: Desk, ask: Ask, files: list[dict[str, Any]], text: str) -> None:
    """Every file of one message as one answer, with the dates of its text before them."""
    events: list[Event] = []
    unread: list[Unread] = []
    zone, now = desk.profile_of(ask).zone.key, desk.clock()
    policy = desk.workplace_of(ask).policy
    answers = read_and_answer(desk, ask, text) if text.strip() else Answers()
    for file in files[:MOST_FILES]:
        name = str(file.get("name") or "file")
        try:
            reading = _read_file(desk, ask, file, now=now, tz=zone, place=policy.place)
        except ValueError as error:
            if not getattr(error, "for_people", False):
                raise
            unread.append(Unread(name, str(error)))
            continue
        events += reading.events
        unread += reading.unread
    if len(files) > MOST_FILES:
        unread.append(Unread(f"{len(files) - MOST_FILES} more files", f"At most {MOST_FILES} files are read at once."))
    if (rest := len(events) - MOST_EVENTS) > 0:
        unread.append(
            Unread(f"{rest} more events", f"At most {MOST_EVENTS} are checked at once. Please send the rest apart.")
        )
    judged = answer_all(events[:MOST_EVENTS], unread, policy=policy, now=now)
    whole = Answers((*answers.found, *judged.found), (*answers.unread, *judged.unread))
    give(desk, ask, whole)


def _read_file(desk: Desk, ask: Ask, sent: dict[str, Any], *, now: datetime, tz: str, place: Place) -> Reading:
    """A calendar, or plain text such as the snippet that Slack makes of a long paste. Raises FileError and others."""
    file, limits = described(ask.client, sent), desk.limits
    known = str(file.get("name") or "").casefold()
    if known.endswith(_CALENDARS):
        return read_ics(fetch(ask.client, file, most=limits.files.size), now=now, tz=tz, limits=limits.files)
    if known.endswith(_TEXTS):
        text = fetch(ask.client, file, most=limits.files.size).decode("utf-8", "replace")
        return read_text(text, now=now, tz=tz, place=place, limits=limits.text, files=limits.files)
    raise FileError("Only calendar files (.ics) and plain text (.txt) are read; please paste the dates as text.")


_CALENDARS = (".ics", ".ical", ".vcs")
_TEXTS = (".txt", ".text", ".md", ".csv", ".eml")
