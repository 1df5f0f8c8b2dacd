"""A card that is deleted or hidden while somebody has it in front of them: every button and form says so."""

from __future__ import annotations

import pytest

from bot.changes import change_words
from bot.own_words import own_records
from content import drafts, library, own
from tests.bot.test_own_words import PROMPT, QUOTATION, add, ours

TAKEN_OUT = "This card has been taken out of the collection since."


def take_out(bot, how):
    """Somebody else deletes the workspace's only own card, or hides it."""
    team = bot.workspace.workspace.id
    with bot.desk.store.begin() as connection:
        records = own_records(connection, team)
        card = next(one.card_id for one in records if one.kind != "source")
        if how == "deleted":
            gone = drafts.deleted(card, library.load(), records)
            change_words(connection, team, removed=gone, by=None, now=bot.desk.clock())
        else:
            change_words(connection, team, [own.hide(card, library.load(), records)], by=None, now=bot.desk.clock())
    return card


def shown(slack, typed, words):
    """The message with our own card, dealt after as many others as it takes."""
    for _ in range(80):
        if words in slack.type(typed, as_="member").message.text:
            return slack.last(as_="member")
    raise AssertionError(f"{words} does not come up")


@pytest.mark.parametrize("how", ["deleted", "hidden"])
def test_a_prompt_that_is_gone_is_neither_shared_nor_kept_for_a_reminder(bot, slack, how):
    assert add(slack, PROMPT, "prompt").until("Latest changes")
    card = shown(slack, "/ally-reflect chairing", "read one question from the chat")
    assert slack.press("Remind me on…", as_="member", on=card).modal
    take_out(bot, how)
    assert TAKEN_OUT in slack.submit(as_="member").modal
    slack.close(as_="member")
    for label in ("Remind me on…", "Share here"):
        assert TAKEN_OUT in slack.press(label, as_="member", on=card).text
    assert "This week:" in slack.press("Another", as_="member", on=card).message.text


def test_a_quotation_that_is_gone_is_not_shared_from_a_form_that_was_open(bot, slack):
    assert add(slack, QUOTATION).until("Latest changes")
    card = shown(slack, "/ally-quote Sam Carter", "We listen first")
    assert slack.press("Share here", as_="member", on=card).modal
    before = len(slack.see())
    take_out(bot, "deleted")
    assert TAKEN_OUT in slack.submit(as_="member").modal
    assert len(slack.see()) == before


@pytest.mark.parametrize("label", ["Edit", "Hide here", "Delete"])
def test_an_owner_whose_list_is_out_of_date_is_told_so(bot, slack, label):
    assert add(slack, PROMPT, "prompt").until("Latest changes")
    slack.close(as_="admin")
    ours(slack)
    card = take_out(bot, "deleted")
    said = slack.press(label, as_="admin").text
    assert "This card was deleted meanwhile. It can be brought back under All changes." in said
    assert card not in said


def test_an_edit_of_a_card_that_was_deleted_meanwhile_is_told_so(bot, slack):
    assert add(slack, PROMPT, "prompt").until("Latest changes")
    slack.close(as_="admin")
    ours(slack)
    assert slack.press("Edit", as_="admin").modal
    take_out(bot, "deleted")
    assert "deleted meanwhile" in slack.submit({"Act": "Sit there."}, as_="admin").text
