"""A workspace's own words in Slack: added ones are dealt, hidden and taken-down ones are not."""

from __future__ import annotations

from bot.own_words import save_records
from content import library, own

PROMPT = {
    "id": "own-loud-end",
    "situation": "launching",
    "themes": ["service"],
    "notice": "Rooms have a loud end.",
    "act": "Sit at the other one this week.",
    "if_then": "If the loud end answers first, then I will ask the other end next.",
    "quotation": "q16",
    "source": "own: sitting elsewhere",
    "owner": "EDI lead",
    "review": "2027-11-22",
}


def keep(bot, *records):
    with bot.desk.store.begin() as connection:
        save_records(connection, bot.stand_in.workspace.workspace.id, records, now=bot.desk.clock())


def test_a_prompt_of_the_workspaces_own_is_dealt_and_can_be_shared(bot, slack):
    keep(bot, own.add("prompt", PROMPT, library.load()))
    assert "Rooms have a loud end." in slack.type("/ally-reflect own-loud-end").message.text
    assert "Rooms have a loud end." in slack.press("Share here").message.text


def test_what_a_workspace_hides_is_dealt_to_nobody_there(bot, slack):
    words = library.load()
    left = words.find_quotations("accessibility").cards[-1]
    keep(bot, *(own.hide(card.id, words) for card in words.find_quotations("accessibility").cards if card != left))
    for _ in range(3):
        assert left.quotation.shown in slack.type("/ally-quote accessibility").message.text


def test_words_taken_down_leave_the_prompts_that_carried_them(bot, slack):
    words = library.load()
    keep(bot, own.take_down("q16", words))
    card = slack.type("/ally-reflect launching-by-keyboard").message.text
    assert words.card("launching-by-keyboard").prompt.act in card
    assert "eye opener" not in card
