"""Help: everything that can be done, from one description."""

from bot.features import COMMANDS


def test_ally_help_names_every_command_and_whom_to_ask(bot):
    answer = bot.ask("/ally", "help")
    for command in COMMANDS:
        assert f"*{command.typed('ally')}*" in answer.words
        assert command.typed("ally") in answer["text"]
    assert "#people" in answer.words
