"""Help: everything that can be done, from one description."""

from __future__ import annotations

import pytest

from bot.features import COMMANDS


def test_ally_help_names_every_command_and_whom_to_ask(slack):
    answer = slack.type("/ally help").message
    for command in COMMANDS:
        assert f"{command.typed('ally')}" in answer.text
        assert command.typed("ally") in answer.plain
    assert "#people" in answer.text


def test_ally_help_lists_all_that_ally_itself_can_be_asked(slack):
    answer = slack.type("/ally help").message.text
    for word in ("settings", "privacy", "my-data", "forget-me"):
        assert f"`/ally {word}`" in answer


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.name], ids=lambda c: c.name)
def test_every_command_answers_help_with_all_that_can_be_typed(slack, command):
    answer = slack.type(f"{command.typed('ally')} help").message
    assert answer.only_you
    for example in command.examples:
        assert example.does in answer.text


def test_a_word_that_ally_does_not_know_gets_one_sentence(slack):
    assert "/ally help lists" in slack.type("/ally wibble").message.text


@pytest.mark.parametrize("command", ["/ally", "/ally-quote", "/ally-reflect", "/ally-weekly"])
def test_a_word_that_a_command_does_not_know_comes_back_as_it_was_typed(slack, command):
    answer = slack.type(f"{command} R&D <!channel>").message
    assert '"R&amp;D &lt;!channel&gt;"' in str(answer.message.blocks), "as text in Slack, and not twice over"
    assert answer.alerts == []


def test_a_day_that_nobody_knows_is_answered_with_what_can_be_done_in_slack(slack):
    answer = slack.type("/ally-dates \U0001f389").message.text
    assert "the list of what is coming up shows our names" in answer
    assert "alongside dates" not in answer
