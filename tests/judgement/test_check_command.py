"""`alongside check` as people and programs meet it."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from case_table import event

from bot import cli
from bot.checking import answer_all
from bot.terminal.answer import circumstances
from bot.terminal.check_text import answer_as_text

NOW = "2026-11-22T09:00"


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs the command; gives its exit status, standard output and standard error."""
    monkeypatch.delenv("ALONGSIDE_PLACE", raising=False)
    monkeypatch.delenv("ALONGSIDE_TZ", raising=False)

    def _run(*arguments, stdin=""):
        content = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        with pytest.raises(SystemExit) as stopped:
            cli.main(["check", *arguments])
        told = capsys.readouterr()
        return stopped.value.code, told.out, told.err

    return _run


def test_a_friday_afternoon_in_december_in_york(run):
    status, out, err = run("Fri 4 Dec 2026, 3-4.30pm", "--place", "York", "--now", NOW)
    told = " ".join(out.split())
    assert (status, err) == (0, "")
    assert out.startswith("Fri 4 December 2026, 15:00–16:30\n")
    assert "Shabbat begins on Fri 4 December 2026 at sunset, 15:44 in York" in told
    assert "School pick-up is about 15:00 to 15:45" in told
    assert "These nearby times overlap with less" in told
    assert "Thu 3 December 2026, 13:00–14:30 Nothing on our list" in told
    assert "tell me privately" in told


def test_an_ordinary_wednesday_morning(run):
    status, out, _ = run("Wed 20 Jan 2027 10.30-11.30", "--now", NOW)
    told = " ".join(out.split())
    assert status == 0
    assert "Nothing on our list." in told
    assert "The list is not complete; please also ask the people you invite." in told
    assert "These nearby times" not in told


def test_json_has_every_field_that_is_promised(run):
    status, out, _ = run("Fri 4 Dec 3-4.30pm", "--place", "York", "--json", "--now", NOW)
    answer = json.loads(out)
    assert status == 0
    assert set(answer) == {"place", "tz", "events", "unread"}
    (found,) = answer["events"]
    assert found["start"] == "2026-12-04T15:00:00+00:00"
    assert found["end"] == "2026-12-04T16:30:00+00:00"
    assert (found["end_stated"], found["all_day"], found["tzid"], found["rrule"]) == (
        True,
        False,
        "Europe/London",
        None,
    )
    assert found["level"] == "adjust"
    assert found["occurrences"] == {"count": 1, "move": 0, "adjust": 1, "know": 0, "none": 0}
    shabbat = next(finding for finding in found["findings"] if finding["id"] == "shabbat")
    assert shabbat["start"].startswith("2026-12-04T15:4")
    assert {"id", "kind", "level", "name", "tradition", "start", "end", "certainty", "why", "options"} <= set(shabbat)
    assert all(set(better) >= {"start", "end", "level"} for better in found["better"])
    assert len(found["better"]) == 3


def test_a_whole_day_has_dates_and_an_exclusive_end(run):
    _, out, _ = run("Tue 9 March 2027", "--json", "--now", NOW)
    (found,) = json.loads(out)["events"]
    assert (found["start"], found["end"], found["all_day"], found["level"]) == (
        "2027-03-09",
        "2027-03-10",
        True,
        "move",
    )


def test_a_series_has_its_rule_and_its_counts(run):
    _, out, _ = run("every Friday 12.45-1.45pm from 8 January 2027 until 26 March 2027", "--json", "--now", NOW)
    (found,) = json.loads(out)["events"]
    assert "FREQ=WEEKLY" in found["rrule"]
    counts = found["occurrences"]
    assert counts["count"] == counts["move"] + counts["adjust"] + counts["know"] + counts["none"] == 12
    assert [exception["level"] for exception in found["exceptions"]].count("move") == counts["move"]


@pytest.mark.parametrize(
    ("arguments", "stdin", "reason"),
    [
        (["sdkfj sldkf"], "", "No date was found"),
        ([], "", "Nothing to check"),
        (["", "  "], "", "Nothing to check"),
        (["-"], "   \n", "standard input is empty"),
        (["-"], "4 Dec 3pm\n" * 20_000, "longer than 20 KB"),
        (["-"], b"\x80\x81 4 Dec", "not text in UTF-8"),
        (["4 March 1800"], "", "1800"),
        (["31/11 at 3pm"], "", "November has 30 days"),
        (["4 Dec 3pm", "--place", "Atlantiss"], "", '"Atlantiss" is not a place we know'),
        (["4 Dec 3pm", "--place", "95,10"], "", "not a place on Earth"),
        (["4 Dec 3pm", "--tz", "Mars/Base"], "", '"Mars/Base" is not a time zone'),
        (["4 Dec 3pm", "--now", "yesterday"], "", '"yesterday" is not a moment'),
        (["4 Dec 3pm", "--from", "soon"], "", '"soon" is not a day'),
        (["every Friday 1pm", "--from", "1000-06-01"], "", "outside what we can check"),
        (["every Friday 1pm", "--until", "9999-01-01"], "", "a day from 1902 to 2100 with --until"),
        (["every Friday 1pm", "--from", "2027-06-01", "--until", "2027-01-01"], "", "give the earlier day with --from"),
        (["4 Dec 3pm", "--file", "nowhere.ics"], "", "nowhere.ics"),
        (["4 Dec 3pm", "--bogus"], "", "Try: alongside check --help"),
    ],
)
def test_input_that_cannot_be_used_gets_one_plain_sentence(run, arguments, stdin, reason):
    present = [] if "--now" in arguments else ["--now", NOW]
    status, out, err = run(*arguments, *present, stdin=stdin)
    assert status == 2
    assert out == ""
    assert reason in err
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err


def test_json_without_an_event_is_still_an_answer_and_says_why(run):
    status, out, err = run("31/11 at 3pm", "--json", "--now", NOW)
    assert status == 2
    assert json.loads(out)["events"] == []
    assert "November has 30 days" in err


def test_place_and_zone_come_from_the_environment(run, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_PLACE", "Glasgow")
    _, out, _ = run("Tue 12 Jan 2027 3-4pm", "--json", "--now", NOW)
    assert json.loads(out)["place"] == "Glasgow"


def test_a_place_elsewhere_keeps_its_own_clock(run):
    _, out, _ = run("Fri 4 Dec 2026 2.45-3.15pm", "--place", "New York", "--json", "--now", NOW)
    answer = json.loads(out)
    assert answer["tz"] == "America/New_York"
    assert answer["events"][0]["start"] == "2026-12-04T14:45:00-05:00"
    assert {finding["id"] for finding in answer["events"][0]["findings"]} >= {"shabbat"}
    assert "Public holidays are loaded for the United Kingdom only" in " ".join(answer["events"][0]["coverage"])


def test_jsonl_answers_each_line_and_goes_on_after_a_bad_one(run):
    lines = [
        json.dumps({"text": "Fri 4 Dec 3-4.30pm", "place": "York", "now": NOW}),
        "rubbish",
        json.dumps({"text": "hello there"}),
        json.dumps({"text": "4 Dec 3pm", "place": "Nowhereville"}),
        json.dumps(["text"]),
        json.dumps({"words": "4 Dec"}),
        json.dumps({"text": "4 Dec 3pm", "place": 5}),
        json.dumps({"text": "x" * 30_000}),
        json.dumps({"text": "Wed 20 Jan 2027 10.30-11.30", "now": NOW}),
    ]
    status, out, _ = run("--jsonl", stdin="\n".join(lines) + "\n\n")
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert ["error" in answer for answer in answers] == [False, True, False, True, True, True, True, True, False]
    assert answers[0]["events"][0]["level"] == "adjust"
    assert answers[2]["events"] == []
    assert answers[-1]["events"][0]["level"] == "none"


def test_jsonl_survives_text_that_is_not_utf_8_and_json_that_is_too_deep(run):
    deep = "[" * 100_000
    status, out, _ = run("--jsonl", stdin=b'{"text": "\xff"}\n' + deep.encode() + b"\n")
    assert status == 0
    assert all("error" in json.loads(line) for line in out.splitlines())
    assert len(out.splitlines()) == 2


def test_explain_shows_what_was_read_the_rule_its_source_and_the_arithmetic(run):
    _, out, _ = run("Fri 4 Dec 2026, 3-4.30pm", "--place", "York", "--explain", "--now", NOW)
    told = " ".join(out.split())
    assert 'Read from: "Fri 4 Dec 2026, 3-4.30pm"' in told
    assert "Rule: shabbat" in told
    assert "sunset 15:44" in told
    assert "53.96 N 1.08 W" in told
    assert "Sources:" in told


def test_a_list_is_a_table_first(run):
    _, out, _ = run(
        "-", "--now", NOW, stdin="Wed 20 Jan 2027 10.30-11.30\nFri 22 Jan 2027 1-2pm\nMon 3 May 2027 10-11\n"
    )
    table = out.split("\n\n")[0].splitlines()
    assert len(table) == 3
    assert "Nothing on our list" in table[0]
    assert "Friday prayers" in table[1]
    assert "Best moved" in table[2]


def test_a_calendar_file_is_checked(run, tmp_path):
    path = tmp_path / "one.ics"
    path.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\nBEGIN:VEVENT\nUID:1\nSUMMARY:Board\n"
        "DTSTART;TZID=Europe/London:20261204T150000\nDTEND;TZID=Europe/London:20261204T163000\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    status, out, _ = run("--file", str(path), "--json", "--place", "York", "--now", NOW)
    (found,) = json.loads(out)["events"]
    assert (status, found["title"], found["level"]) == (0, "Board", "adjust")


def test_school_terms_are_read_from_a_file(run, tmp_path):
    path = tmp_path / "leeds.ics"
    days = [(date(2027, 2, 15), date(2027, 2, 20)), (date(2027, 3, 25), date(2027, 4, 10))]
    entries = "".join(
        f"BEGIN:VEVENT\nUID:{number}\nSUMMARY:School holiday\nDTSTART;VALUE=DATE:{first:%Y%m%d}\n"
        f"DTEND;VALUE=DATE:{last:%Y%m%d}\nEND:VEVENT\n"
        for number, (first, last) in enumerate(days)
    )
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n{entries}END:VCALENDAR\n")
    _, out, _ = run("Tue 16 Feb 2027 3-4pm", "--terms", str(path), "--place", "Leeds", "--json", "--now", NOW)
    ids = {finding["id"] for finding in json.loads(out)["events"][0]["findings"]}
    assert "school-holiday" in ids
    assert "school-pickup" not in ids


def test_no_colour_reaches_a_pipe(run):
    _, out, _ = run("Fri 4 Dec 2026, 3-4.30pm", "--now", NOW)
    assert "\x1b" not in out


def test_several_quoted_pieces_are_several_lines_and_bare_words_are_one(run):
    _, out, _ = run("Wed 20 Jan 2027 10.30-11.30", "Thu 21 Jan 2027 10.30-11.30", "--json", "--now", NOW)
    assert len(json.loads(out)["events"]) == 2
    _, out, _ = run("Wed", "20", "Jan", "2027", "10.30-11.30", "--json", "--now", NOW)
    assert len(json.loads(out)["events"]) == 1


def test_a_check_of_text_imports_nothing_heavy():
    code = (
        "import sys; from bot import cli\n"
        "try: cli.main(['check', 'Fri 4 Dec 2026, 3-4.30pm', '--place', 'York'])\n"
        "except SystemExit: pass\n"
        "heavy = {'slack_bolt', 'sqlalchemy', 'icalendar', 'holidays', 'environs', 'astronomy', 'rapidfuzz'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, capture_output=True)


def test_a_list_says_nothing_twice_and_gives_one_text_for_the_invitation(run):
    lines = "".join(f"Tue {day} Jan 2027 3-4pm\n" for day in (12, 19, 26))
    _, out, _ = run("-", "--now", NOW, stdin=lines)
    told = " ".join(out.split())
    assert told.count("Some colleagues are collecting children") == 1
    assert told.count("(as above)") == 2
    assert told.count("To paste into the invitation") == 1
    assert told.count("tell me privately") == 1


def test_better_times_are_written_in_the_zone_of_the_question(run):
    _, out, _ = run("Tue 12 Jan 2027 10-11am", "--tz", "America/New_York", "--json", "--now", NOW)
    (found,) = json.loads(out)["events"]
    assert found["start"] == "2027-01-12T10:00:00-05:00"
    assert "school-pickup" in {finding["id"] for finding in found["findings"]}
    assert all(better["start"].endswith("-05:00") for better in found["better"])


def test_a_title_cannot_steer_the_terminal(run, tmp_path):
    path = tmp_path / "one.ics"
    path.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\nBEGIN:VEVENT\nUID:1\nSUMMARY:Bo\x1b[2Jard \u202egnp\n"
        "DTSTART:20270112T150000Z\nDTEND:20270112T160000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    _, out, err = run("--file", str(path), "--explain", "--now", NOW)
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err


def test_a_time_elsewhere_is_told_in_the_time_of_the_place_too(run):
    _, out, _ = run("Tue 12 Jan 2027 11am-12 ET", "--now", NOW)
    assert "In London: Tue 12 January 2027, 16:00–17:00." in out


def test_nothing_better_is_sought_for_a_day_that_is_past(run):
    status, out, _ = run("Fri 6 Nov 2026 3-4pm", "--now", NOW)
    assert status == 0
    assert "nearby time" not in out


def test_a_very_long_list_is_a_table_and_the_detail_comes_when_asked_for(run):
    lines = "".join(f"{day} Jan 2027 {hour}-{hour + 1}pm\n" for day in range(4, 30) for hour in (1, 3))
    _, out, _ = run("-", "--now", NOW, stdin=lines)
    assert "52 events: the detail is left out; --explain shows it." in out
    assert "Some colleagues are collecting children" not in out
    _, out, _ = run("-", "--explain", "--now", NOW, stdin=lines)
    assert "Some colleagues are collecting" in " ".join(out.split())


def test_a_series_is_told_as_a_pattern_with_the_dates_that_differ(run):
    _, out, _ = run("every Friday 12.45-1.45pm from 8 January 2027 for a year", "--now", NOW)
    told = " ".join(out.split())
    assert out.startswith("Every Friday, 12:45–13:45, from Fri 8 January 2027")
    assert "Friday prayers (46 of 46)" in told
    assert "Always the same weekday" in told
    assert "Dates that differ: " in told
    assert "Fri 26 March 2027 Best moved Good Friday (bank holiday)" in told
    assert "Every Thursday, 12:30–13:30" in told


def test_a_daily_series_names_its_habits_and_counts_the_rest(run):
    _, out, _ = run("every weekday 3-3.30pm from 4 January 2027 to 17 December 2027", "--now", NOW)
    told = " ".join(out.split())
    assert "School pick-up (" in told
    assert "Shabbat (" in told
    assert "more (--explain shows all)." in told
    _, explained, _ = run("every weekday 3-3.30pm from 4 January 2027 to 17 December 2027", "--explain", "--now", NOW)
    assert "more (--explain" not in explained


def test_a_series_without_a_date_in_the_window_is_answered(run):
    _, out, _ = run("every Friday 1-2pm until 18 December 2026", "--from", "2027-02-01", "--now", NOW)
    assert "No dates in this window." in out


def test_a_series_of_more_dates_than_are_judged_says_which_were(run):
    _, out, _ = run("every day 1-2pm", "--until", "2040-01-01", "--json", "--now", NOW)
    told = json.loads(out)["events"][0]
    assert told["occurrences"]["count"] == 2000
    cut = "Only the first 2000 dates of a longer series are judged: those from Sun 22 November 2026 to Thu 13 May 2032."
    assert cut in told["coverage"]
    assert not [sentence for sentence in told["coverage"] if sentence.startswith("A series is judged from")]


def test_an_answer_that_cannot_be_written_is_told_in_one_sentence():
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(  # our own command
            [sys.executable, "-m", "bot.cli", "check", "Wed 20 Jan 2027 10.30-11.30"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 2
    assert ended.stderr == "The answer could not be written: No space left on device.\n"


def test_what_was_not_read_is_said_beside_what_was(run):
    status, out, _ = run("-", "--now", NOW, stdin="Wed 20 Jan 2027 10.30-11.30\n31/11/2027 3pm\n")
    assert status == 0
    assert "November has 30 days" in out


def test_dates_and_a_file_are_one_too_many(run, tmp_path):
    path = tmp_path / "dates.txt"
    path.write_text("Wed 20 Jan 2027 10.30-11.30\n")
    assert run("4 Dec", "--file", str(path), "--now", NOW)[0] == 2
    status, out, _ = run("--file", str(path), "--now", NOW)
    assert (status, "Nothing on our list." in out) == (0, True)


def test_lines_can_come_from_a_file(run, tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps({"text": "Fri 4 Dec 2026, 3-4.30pm"}) + "\n")
    status, out, _ = run("--jsonl", "--file", str(path), "--now", NOW)
    assert (status, json.loads(out)["events"][0]["level"]) == (0, "adjust")


def test_a_second_sensible_reading_is_shown():
    asked = circumstances({"place": "London", "now": NOW})
    morning = event("Tue 2027-01-12 07:00-08:00", asked.tz)
    evening = event("Tue 2027-01-12 19:00-20:00", asked.tz)
    both = replace(morning, alternatives=(evening,))
    told = answer_as_text(answer_all([both], [], policy=asked.policy, now=asked.now), asked)
    assert "It could also mean Tue 12 January 2027, 19:00–20:00." in told
