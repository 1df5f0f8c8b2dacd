"""Limits of pastes and files: the settings decide, in Slack and at a terminal."""

import pytest
from click.testing import CliRunner

from bot.errors import SettingsError
from bot.limits import limits_of, local_limits
from bot.manifest import manifest
from bot.playground import StandIn
from bot.settings import Settings, local_number
from bot.terminal.check import command
from scheduling.reading import Limits, TextLimits
from tests.bot.conftest import NOW
from tests.bot.test_longer import calendar
from tests.bot.test_messages import ICS


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


@pytest.fixture
def strict(start_bot):
    """The bot with every limit as low as it goes."""
    with StandIn(manifest=manifest(url="http://127.0.0.1"), at=NOW) as stand_in:
        low = {"text_kb": 1, "text_lines": 5, "file_mb": 1, "file_events": 3}
        yield start_bot(stand_in, **low).workspace


LINES = "\n".join(f"{day} Dec 2026 10am" for day in range(1, 8))


@pytest.mark.parametrize("where", ["general", "dm"])
@pytest.mark.parametrize(
    ("pasted", "says"),
    [(LINES, "has 7 lines; up to 5 lines"), ("Fri 4 Dec 2026 10am " * 60, "is 2 KB long; up to 1 KB")],
)
def test_in_slack_a_paste_past_a_setting_is_refused_with_that_limit(strict, pasted, says, where):
    typed = pasted if where == "dm" else f"/ally-check {pasted}"
    assert says in strict.type(typed, in_=where).message.text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("four.ics", calendar(4), "holds 4 events; at most 3 are read"),
        ("large.ics", ICS + b" " * 1_000_000, "large.ics is larger than 1 MB"),
        ("long.txt", LINES.encode(), "has 7 lines; up to 5 lines"),
        ("renamed.txt", calendar(4), "holds 4 events; at most 3 are read"),
    ],
)
def test_a_file_past_a_setting_is_refused_with_that_limit_and_the_others_are_read(strict, name, content, says):
    said = strict.upload((name, content), ("good.ics", ICS)).message.text
    assert says in said
    assert "Away day" in said


@pytest.mark.parametrize("limit", [{"file_seconds": 1}, {"file_memory_mb": 128}], ids=str)
def test_a_file_that_takes_too_long_or_too_much_is_told_so_and_the_bot_goes_on(start_bot, limit):
    with StandIn(manifest=manifest(url="http://127.0.0.1"), at=NOW) as stand_in:
        slack = start_bot(stand_in, file_events=100_000, **limit).workspace
        said = slack.upload(("year.ics", calendar(30_000))).until("took too much to read", 30)
        assert "reference" not in said
        assert "15:44" in slack.type("/ally-check Fri 4 Dec 2026, 3-4.30pm").message.text
