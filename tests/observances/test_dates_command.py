"""`alongside dates`, as somebody types it."""

import json

import pytest
from click.testing import CliRunner

from bot.terminal.dates import dates
from scheduling.errors import UnusableError

NOW = ["--now", "2026-11-22"]


def run(*arguments):
    result = CliRunner().invoke(dates, [*arguments, *NOW])
    if isinstance(result.exception, UnusableError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def ids(*arguments):
    return [one["id"] for one in json.loads(run("--json", *arguments))]


def test_an_object_has_the_fields_of_the_specification():
    (eid,) = json.loads(
        run("--json", "--from", "2027-03-09", "--to", "2027-03-09", "--tradition", "muslim", "--place", "Leeds")
    )
    fields = "id name tradition day last_day start end certainty candidates level practice"
    assert " ".join(eid) == fields
    assert eid["start"] == "2027-03-09T00:00:00+00:00"
    assert {"day": eid["day"], "convention": "Saudi calendar (Umm al-Qura)"} in eid["candidates"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["next", "month", "jewish"], ["hanukkah", "fast-of-tevet"]),
        (["Ramadan"], ["ramadan"]),
        (["when", "is", "pesach?"], ["passover"]),
        (["eid", "2030"], ["eid-al-fitr", "eid-al-adha"]),
        (["March 2027", "muslim"], ["ramadan", "laylat-al-qadr", "eid-al-fitr"]),
    ],
)
def test_words_are_understood(words, expected):
    assert ids(*words)[: len(expected)] == expected


def test_weekly_observances_come_only_when_asked_for():
    assert "shabbat" not in ids("next", "month")
    assert "shabbat" in ids("next", "month", "--weekly")
    assert "adventist-sabbath" not in ids("next", "month", "--weekly")
    assert "adventist-sabbath" in ids("next", "month", "--weekly", "--adventist")


def test_an_unknown_name_gets_a_close_one():
    with pytest.raises(UnusableError, match="did you mean Hanukkah"):
        run("Hannuka")


def test_an_empty_answer_says_that_the_list_is_not_complete():
    assert "Nothing on our list" in run("--from", "2026-12-01", "--to", "2026-12-02")
