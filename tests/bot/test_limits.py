"""Limits of pastes and files: the settings decide, in Slack and at a terminal."""

import pytest
from click.testing import CliRunner

from bot.errors import SettingsError
from bot.limits import limits_of, local_limits
from bot.settings import Settings, local_number
from bot.terminal.check import command
from scheduling.reading import Limits, TextLimits


def test_without_settings_the_limits_are_those_of_the_core():
    limits = limits_of(Settings())
    assert (limits.text, limits.files) == (TextLimits(), Limits())


def test_each_setting_moves_its_own_limit():
    limits = limits_of(Settings(text_kb=40, text_lines=7, file_mb=3, file_events=9, file_seconds=2, file_memory_mb=256))
    assert (limits.text.size, limits.text.lines) == (40 * 1024, 7)
    assert limits.files == Limits(size=3_000_000, events=9, seconds=2.0, megabytes=256)


def test_the_terminal_reads_the_same_variables(monkeypatch):
    monkeypatch.setenv("TEXT_LINES", "2")
    monkeypatch.setenv("FILE_EVENTS", "9")
    limits = local_limits()
    assert (limits.text.lines, limits.files.events) == (2, 9)


def test_a_limit_that_is_no_number_is_named_with_the_numbers_that_can_be():
    with pytest.raises(SettingsError) as raised:
        local_number("file_mb", {"FILE_MB": "lots"})
    assert 'FILE_MB is "lots", which is not a whole number from 1 to 100.' in str(raised.value)


@pytest.mark.parametrize(
    ("variable", "value", "text", "says"),
    [
        ("TEXT_LINES", "2", "4 Dec\n5 Dec\n6 Dec 10am", "up to 2 lines can be read at once"),
        ("TEXT_KB", "1", "4 Dec 10am " * 200, "is longer than 1 KB"),
    ],
)
def test_a_paste_past_a_setting_is_refused_with_that_limit(monkeypatch, variable, value, text, says):
    monkeypatch.setenv(variable, value)
    answered = CliRunner().invoke(command, ["-"], input=text)
    assert says in (answered.output + str(answered.exception))
