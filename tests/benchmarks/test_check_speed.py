"""How long a check takes: warm, with better times, a year of a daily series, a thousand lines, and from a cold start.

Printed beside a yardstick of the same run (the reckoning of one sunset, the bare import of slack_bolt); the promises
are in each test's name. `python -m pytest tests/benchmarks --benchmark-only`.
"""

import json
import subprocess
import sys
import time
from datetime import date, datetime, timedelta

import pytest

from scheduling import Policy, better_slots, check, find_place
from scheduling.events import Event
from scheduling.observances import sun

POLICY = Policy(place=find_place("York"))
ZONE = POLICY.place.zone
NOW = datetime(2026, 11, 22, 9, tzinfo=ZONE)


def _event(start, rrule=None):
    return Event(text="", start=start, end=start + timedelta(minutes=90), tzid="Europe/London", rrule=rrule)


FRIDAY = _event(datetime(2026, 12, 4, 15, tzinfo=ZONE))
WEEKLY = _event(datetime(2026, 12, 4, 15, tzinfo=ZONE), "FREQ=WEEKLY")
WHOLE_DAYS = Event(
    text="", start=date(2026, 12, 4), end=date(2026, 12, 5), tzid="Europe/London", rrule="FREQ=WEEKLY;BYDAY=FR"
)
DAILY = _event(datetime(2026, 12, 1, 15, tzinfo=ZONE), "FREQ=DAILY")


def test_yardstick_one_sunset(benchmark):
    days = iter(date(1950, 1, 1) + timedelta(days=number) for number in range(10**6))
    benchmark(lambda: sun.sunset(POLICY.place, next(days)))


def test_one_check_warm_at_most_5_ms(benchmark):
    answer = benchmark(check, FRIDAY, policy=POLICY, now=NOW)
    assert answer.findings


def test_better_slots_warm_at_most_50_ms(benchmark):
    slots = benchmark(better_slots, FRIDAY, policy=POLICY, now=NOW)
    assert len(slots) == 3


def test_a_daily_series_of_a_year_at_most_150_ms(benchmark):
    answer = benchmark(check, DAILY, policy=POLICY, now=NOW)
    assert answer.tally.count > 350


def test_better_slots_of_a_weekly_series_of_a_year(benchmark):
    assert benchmark(better_slots, WEEKLY, policy=POLICY, now=NOW)


def test_better_weekdays_for_whole_days_of_a_year_at_most_150_ms(benchmark):
    assert len(benchmark(better_slots, WHOLE_DAYS, policy=POLICY, now=NOW)) == 3


def test_better_slots_of_a_daily_series_of_a_year(benchmark):
    assert benchmark(better_slots, DAILY, policy=POLICY, now=NOW)


def test_the_first_check_of_a_year_at_a_new_place(benchmark):
    longitudes = iter(range(-20, 20))

    def cold():
        place = find_place(f"52.0,{next(longitudes) / 10}")
        return check(DAILY, policy=Policy(place=place), now=NOW)

    benchmark.pedantic(cold, rounds=3)


@pytest.mark.slow
def test_a_thousand_lines_at_most_10_s(benchmark):
    lines = "\n".join(
        json.dumps({"text": f"{date(2027, 1, 4) + timedelta(days=number % 360):%d/%m/%Y} 3-4.30pm", "place": "York"})
        for number in range(1000)
    )

    def run():
        command = [sys.executable, "-m", "bot.cli", "check", "--jsonl", "--now", "2026-11-22"]
        return subprocess.run(command, input=lines, capture_output=True, text=True, check=True)

    done = benchmark.pedantic(run, rounds=1)
    assert len(done.stdout.splitlines()) == 1000
    assert '"error"' not in done.stdout


@pytest.mark.slow
def test_a_cold_start_at_most_700_ms_beside_the_import_of_slack_bolt(benchmark, capsys):
    command = [sys.executable, "-m", "bot.cli", "check", "Fri 4 Dec 2026, 3-4.30pm", "--place", "York"]
    done = benchmark.pedantic(lambda: subprocess.run(command, capture_output=True, text=True, check=True), rounds=5)
    assert "15:44" in done.stdout
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import slack_bolt"], check=True)
    with capsys.disabled():
        sys.stdout.write(f"\nimport slack_bolt: {(time.perf_counter() - began) * 1000:.0f} ms\n")
