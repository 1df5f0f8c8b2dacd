"""A workspace's own words in Slack: hidden, brought back, added; by those who may."""

from __future__ import annotations

PROMPT = {
    "Situation": "Chairing",
    "Themes": ["Listening"],
    "Notice": "The chat often holds the question that nobody asks aloud.",
    "Act": "In your next call, read one question from the chat aloud.",
    "If … then …": "If the chat fills up, then I will stop and read it.",
    "Source": "what our staff networks asked for",
}


def test_an_owner_hides_a_card_for_everybody_and_brings_it_back(slack):
    card = slack.type("/ally-reflect chairing", as_="admin").message
    assert "Hide here" in card.buttons
    hidden = slack.press("Hide here", as_="admin").message
    assert "Hidden in the whole workspace" in hidden.text
    assert "Shown again" in slack.press("Show it again", as_="admin").message.text


def test_others_see_no_way_to_hide(slack):
    assert "Hide here" not in slack.type("/ally-reflect chairing", as_="member").message.buttons
    assert "Hide here" not in slack.type("/ally-quote", as_="member").message.buttons


def test_a_prompt_of_our_own_is_added_and_comes_up(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert "Our own cards" in slack.press("Our words", as_="admin").modal
    assert slack.press("Add a prompt", as_="admin").modal
    assert "Added" in slack.submit(PROMPT, as_="admin").modal
    slack.close(as_="admin")
    seen = []
    for _ in range(60):
        card = slack.type("/ally-reflect chairing", as_="member").message.text
        if "read one question from the chat" in card:
            break
        seen.append(card)
    else:
        raise AssertionError(f"not among {len(seen)} cards")


def test_a_prompt_against_the_rules_is_told_at_its_field(slack):
    assert slack.type("/ally settings", as_="admin").message.only_you
    assert slack.press("Our words", as_="admin").modal
    assert slack.press("Add a prompt", as_="admin").modal
    wrong = PROMPT | {"If … then …": "Read the chat."}
    assert "If …, then I will" in slack.submit(wrong, as_="admin").errors["If … then …"]
