"""Every form, with each field left empty or filled with what nobody would type: told at its field, and nothing kept."""

from __future__ import annotations

import copy
import json
from urllib.parse import urlencode

import pytest

from bot.playground.forms import VALUES, described
from tests.bot.test_forged import everything

#: How an admin comes to each form: what is typed, and which buttons are pressed.
FORMS = {
    "check": ("/ally-check", []),
    "settings": ("/ally settings", ["Change"]),
    "hours": ("/ally settings", ["Hours and weights"]),
    "confirmed day": ("/ally settings", ["Days and terms", "Confirm a day"]),
    "school terms": ("/ally settings", ["Days and terms", "Add school terms"]),
    "prompt": ("/ally settings", ["Our words", "Add a prompt"]),
    "quotation": ("/ally settings", ["Our words", "Add a quotation"]),
    "weekly": ("/ally-weekly set up", []),
    "reminder": ("/ally-reflect", ["Remind me on…"]),
    "share": ("/ally-quote", ["Share here"]),
}
UGLY = {
    "40,000 characters": "a" * 40_000,
    "mentions and marks": "<!channel> <@U123> <https://evil.example|x> *bold* `code` @here",
    "turned around": "\u202e\u2066\u200f exe.gnp \x00\x07",
    "emoji only": "\U0001f389\U0001f54c\U0001f469\u200d\U0001f469",
    "white space": " \n\t\u00a0 ",
    "a date": "Fri 4 Dec 2026 3pm",
}
MARKS = ("\u202e", "\u2066", "\u200f", "\x00", "\x07")


@pytest.fixture(params=FORMS)
def form(slack, request):
    """The form as an admin has it open, as Slack sends it."""
    typed, buttons = FORMS[request.param]
    opened = slack.type(typed, as_="admin")
    assert opened.text
    for label in buttons:
        assert slack.press(label, as_="admin").modal
    return described(slack.workspace, slack.workspace.modal(slack.person("admin")))


def inputs(form):
    return [block for block in form["blocks"] if block["type"] == "input"]


def sent(bot, form, block, value):
    """What Slack is told when the form comes with that value in that field; every time another request."""
    slack, element = bot.workspace, block["element"]
    person, team = slack.person("admin"), slack.workspace.id
    view = copy.deepcopy(form)
    view["state"]["values"][block["block_id"]] = {
        element["action_id"]: {"type": element["type"], VALUES[element["type"]][0]: value}
    }
    payload = {
        "type": "view_submission",
        "user": {"id": person.id, "team_id": team},
        "team": {"id": team},
        "view": view,
    }
    payload["trigger_id"] = slack.slack.new_trigger(slack.workspace, person, None)
    answer = bot.post(urlencode({"payload": json.dumps(payload)}).encode())
    assert answer.status == 200
    return json.loads(answer.body or b"{}")


def test_what_must_be_filled_in_and_is_empty_is_told_at_its_field(bot, form):
    before = everything(bot)
    for block in inputs(form):
        if not block["optional"]:
            for nothing in (None, "", []):
                told = sent(bot, form, block, nothing)
                assert told["errors"][block["block_id"]] == "This cannot be left empty."
    assert everything(bot) == before


@pytest.mark.parametrize("ugly", UGLY.values(), ids=UGLY)
def test_what_nobody_would_type_comes_back_harmless_and_explained(bot, form, ugly, caplog):
    for block in inputs(form):
        if block["element"]["type"] in ("plain_text_input", "url_text_input"):
            told = json.dumps(sent(bot, form, block, ugly), ensure_ascii=False)
            assert not any(mark in told for mark in MARKS)
            assert len(told) < 20_000
    assert not [record for record in caplog.records if record.message in ("unexpected", "unanswered")]
