"""Buttons and forms of admins, sent by somebody without the right: refused, logged, and nothing changed."""

from __future__ import annotations

import json
import logging
import re
import time
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa

from bot.playground.forms import described
from bot.store.tables import METADATA
from bot.views import days, history, settings, settings_hours, word_forms, words

_NAME = re.compile(r"(?:settings|days|history|words)(?:_\w+)?")
NAMES = {
    value
    for module in (settings, settings_hours, days, history, word_forms, words)
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, str) and _NAME.fullmatch(value)
}
FORMS = {name for name in NAMES if name.endswith("_form")}
NUMBERED = {days.MORE, history.PAGES, words.PAGES}
BUTTONS = NAMES - FORMS - {history.MODAL}
#: How an admin comes to each form, and what they enter.
WAYS = {
    settings.FORM: (["Change"], {"Place": "Leeds"}),
    settings_hours.FORM: (["Hours and weights"], {"Minutes before a rest day’s sunset": "60"}),
    days.CONFIRM_FORM: (["Days and terms", "Confirm a day"], {"Observance": "ramadan", "First day": "2027-02-09"}),
    days.TERMS_FORM: (["Days and terms", "Add school terms"], {"Area": "York"}),
    word_forms.FORM: (
        ["Our words", "Add a prompt"],
        {
            "Situation": "Chairing",
            "Themes": ["Listening"],
            "Source": "us",
            "Notice": "Rooms have a loud end.",
            "Act": "Sit there.",
            "If … then …": "If it is loud, then I will ask.",
        },
    ),
}


def test_every_button_and_form_of_the_settings_is_here():
    assert set(WAYS) == FORMS
    assert {settings.CHANGE, settings_hours.OPEN, words.DELETE, history.UNDO} <= BUTTONS
    assert NUMBERED <= BUTTONS


def everything(bot) -> dict[str, list[object]]:
    with bot.desk.store.read() as connection:
        return {
            name: [tuple(row) for row in connection.execute(sa.select(table))]
            for name, table in METADATA.tables.items()
            if name not in ("heartbeats", "processed_events")
        }


def sent_by(bot, who, **payload):
    person = bot.workspace.person(who)
    team = bot.workspace.workspace.id
    whole = {"team": {"id": team}, "user": {"id": person.id, "team_id": team}, **payload}
    return bot.post(urlencode({"payload": json.dumps(whole)}).encode())


def refusals(caplog, *, count: int, seconds=30.0) -> list[str]:
    """The listeners that refused, once there are so many."""
    end = time.monotonic() + seconds
    found: list[str] = []
    while len(found) < count and time.monotonic() < end:
        found = [one.listener for one in caplog.records if getattr(one, "because", "") == "NotAllowedError"]
        time.sleep(0.02)
    return found


def test_every_button_pressed_by_somebody_without_the_right_is_refused_and_changes_nothing(bot, slack, caplog):
    caplog.set_level(logging.INFO, "alongside")
    assert slack.type("/ally settings", as_="admin").message.only_you
    slack.press("Hold all channel prompts", as_="admin").until("on hold")
    before = everything(bot)
    for button in BUTTONS:
        action = f"{button}_1" if button in NUMBERED else button
        pressed = {"type": "button", "action_id": action, "block_id": "b", "value": "1", "action_ts": "1"}
        assert sent_by(bot, "member", type="block_actions", actions=[pressed]).status == 200
    assert sorted(refusals(caplog, count=len(BUTTONS))) == sorted(BUTTONS)
    assert everything(bot) == before


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_form_of_an_admin_sent_by_somebody_else_changes_nothing(bot, slack, form):
    buttons, filled = WAYS[form]
    assert slack.type("/ally settings", as_="admin").message.only_you
    for label in buttons:
        assert slack.press(label, as_="admin").modal
    file = {days.TERMS_FORM: {"Calendar of school terms (.ics)": [slack.add_file("terms.ics", b"x", owner="admin")]}}
    slack.fill(filled | file.get(form, {}), as_="admin")
    view = slack.workspace.modal(slack.person("admin"))
    before = everything(bot)
    answered = sent_by(bot, "member", type="view_submission", view=described(slack.workspace, view))
    assert "Only workspace admins and content owners can change this." in answered.body.decode()
    assert everything(bot) == before


def test_a_content_owner_cannot_name_owners_by_a_form_made_for_an_admin(bot, slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Change", as_="admin").modal
    slack.submit({"Content owners": [slack.person("organiser").id]}, as_="admin").until("Latest changes")
    slack.close(as_="admin")
    assert slack.press("Change", as_="admin").modal
    slack.fill({"Content owners": [slack.person("member").id], "Place": "Leeds"}, as_="admin")
    view = slack.workspace.modal(slack.person("admin"))
    sent_by(bot, "organiser", type="view_submission", view=described(slack.workspace, view))
    bot.desk.workplaces.forget(slack.workspace.id)
    place = bot.desk.workplaces.of(slack.workspace.id)
    assert place.owners == {slack.person("organiser").id}
    assert place.chosen == {"place": "Leeds"}, "what an owner may change is changed"


@pytest.mark.parametrize("card", ["q16", "chairing-credit"])
def test_a_built_in_card_cannot_be_rewritten_by_a_forged_form_even_by_an_admin(bot, slack, card):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Our words", as_="admin").modal
    assert slack.press("Add a prompt", as_="admin").modal
    slack.fill(WAYS[word_forms.FORM][1], as_="admin")
    view = described(slack.workspace, slack.workspace.modal(slack.person("admin")))
    view["private_metadata"] = json.dumps({"back": "", "card": card, "kind": "prompt", "new": False})
    before = everything(bot)
    answered = sent_by(bot, "admin", type="view_submission", view=view)
    assert "is a built-in card" in answered.body.decode()
    assert everything(bot) == before
