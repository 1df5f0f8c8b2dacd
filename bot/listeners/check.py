"""`/ally-check`: the date check of pasted text, and what can be done with its answer."""

from __future__ import annotations

from dataclasses import replace

from slack_bolt import App

from bot.asking import Ask
from bot.checking import Answer, Answers, answer_all
from bot.desk import Desk
from bot.features import command
from bot.listeners import check_form, own_clock
from bot.listeners.answering import on_action, on_command
from bot.listeners.sharing import on_share
from bot.longer import as_table, send_table
from bot.views import check as views
from bot.views.blocks import Message
from bot.views.check_table import DETAILS, overflows
from bot.views.clock import as_read
from bot.views.messages import asks_about_people, never_about_people
from bot.views.slip import unpack
from scheduling import read_text


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the command and the buttons of its answer."""

    def check(ask: Ask) -> None:
        if not ask.text.strip():
            check_form.open_blank(desk, ask)
            return
        answers = read_and_answer(desk, ask, ask.text)
        if asks_about_people(ask.text, dated=bool(answers.found)):
            ask.reply(never_about_people())
        else:
            give(desk, ask, answers)

    def shared(ask: Ask, carried: str) -> Message:
        return views.shared(_all_carried(desk, ask, carried).found[0])

    def read_as(ask: Ask) -> None:
        meant, *otherwise = unpack(ask.value)  # the way back stays a button
        event = replace(meant, alternatives=tuple(otherwise))
        answers = answer_all([event], (), policy=desk.workplace_of(ask).policy, now=desk.clock())
        give(desk, ask, answers, replace=True)

    on_command(app, desk, command("check"), check)
    on_share(app, desk, views.SHARE, views.SHARE_FORM, shared)
    on_action(app, views.WHY, lambda ask: own_clock.show(desk, ask, views.why(_carried(desk, ask))))
    on_action(app, views.INVITE, lambda ask: own_clock.show(desk, ask, views.invite(_carried(desk, ask))))
    on_action(app, views.ALL_DATES, lambda ask: own_clock.show(desk, ask, views.all_dates(_carried(desk, ask))))
    on_action(app, views.ADJUST, lambda ask: check_form.open_filled(desk, ask, unpack(ask.value)[0]))
    on_action(app, views.FORM, lambda ask: check_form.open_blank(desk, ask))
    on_action(
        app, DETAILS, lambda ask: own_clock.show(desk, ask, views.details(_all_carried(desk, ask))), numbered=True
    )
    on_action(app, views.READ_AS, read_as, numbered=True)


def give(desk: Desk, ask: Ask, answers: Answers, *, replace: bool = False) -> None:
    """The answer to the asker, on their own clock; one that no message holds goes out as a table too."""
    twelve_hour = desk.profile_of(ask).twelve_hour
    said = views.answered(
        answers,
        typed=command("check").typed(desk.prefix),
        shareable=not ask.is_direct,
        certain=desk.workplace_of(ask).certain,
    )
    ask.reply(as_read(said, twelve_hour=twelve_hour), replace=replace)
    if overflows(answers):
        send_table(ask.client, ask.user, as_table(answers, twelve_hour=twelve_hour), said="The whole date check:")


def read_and_answer(desk: Desk, ask: Ask, text: str) -> Answers:
    """The one way from pasted text to answers: read it in the asker's zone, judge it by the workspace's policy."""
    now = desk.clock()
    policy = desk.workplace_of(ask).policy
    tz, limits = desk.profile_of(ask).zone.key, desk.limits
    reading = read_text(text, now=now, tz=tz, place=policy.place, limits=limits.text, files=limits.files)
    return answer_all(reading.events, reading.unread, policy=policy, now=now)


def _carried(desk: Desk, ask: Ask) -> Answer:
    return _all_carried(desk, ask).found[0]


def _all_carried(desk: Desk, ask: Ask, carried: str = "") -> Answers:
    return answer_all(unpack(carried or ask.value), (), policy=desk.workplace_of(ask).policy, now=desk.clock())
