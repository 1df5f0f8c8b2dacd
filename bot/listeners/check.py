"""`/ally-check`: the date check of pasted text, and what can be done with its answer."""

from __future__ import annotations

from slack_bolt import App

from bot.asking import Ask
from bot.checking import Answer, Answers, answer_all
from bot.desk import Desk
from bot.features import command
from bot.listeners import check_form
from bot.listeners.answering import on_action, on_command
from bot.views import check as views
from bot.views.slip import unpack
from scheduling import read_text


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the command and the buttons of its answer."""
    typed = command("check").typed(desk.prefix)

    def check(ask: Ask) -> None:
        if ask.text.strip():
            ask.reply(views.answered(read_and_answer(desk, ask, ask.text), typed=typed, shareable=not ask.is_direct))
        else:
            check_form.open_blank(desk, ask)

    def share(ask: Ask) -> None:
        ask.share(views.shared(_carried(desk, ask)))

    def read_as(ask: Ask) -> None:
        ask.reply(views.answered(_all_carried(desk, ask), typed=typed, shareable=not ask.is_direct), replace=True)

    on_command(app, desk, command("check"), check)
    on_action(app, views.SHARE, share)
    on_action(app, views.WHY, lambda ask: ask.show(views.why(_carried(desk, ask))))
    on_action(app, views.INVITE, lambda ask: ask.show(views.invite(_carried(desk, ask))))
    on_action(app, views.ADJUST, lambda ask: check_form.open_filled(desk, ask, unpack(ask.value)[0]))
    on_action(app, views.FORM, lambda ask: check_form.open_blank(desk, ask))
    on_action(app, views.DETAILS, lambda ask: ask.show(views.details(_all_carried(desk, ask))), numbered=True)
    on_action(app, views.READ_AS, read_as, numbered=True)


def read_and_answer(desk: Desk, ask: Ask, text: str) -> Answers:
    """The one way from pasted text to answers: read it in the asker's zone, judge it by the workspace's policy."""
    now = desk.clock()
    policy = desk.workplace_of(ask).policy
    reading = read_text(text, now=now, tz=desk.profile_of(ask).zone.key, place=policy.place)
    return answer_all(reading.events, reading.unread, policy=policy, now=now)


def _carried(desk: Desk, ask: Ask) -> Answer:
    return _all_carried(desk, ask).found[0]


def _all_carried(desk: Desk, ask: Ask) -> Answers:
    return answer_all(unpack(ask.value), (), policy=desk.workplace_of(ask).policy, now=desk.clock())
