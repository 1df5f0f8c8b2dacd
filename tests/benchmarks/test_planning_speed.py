"""Planning 10,000 subscriptions of 500 workspaces in one pass: how long, and how much memory.

    python -m pytest tests/benchmarks/test_planning_speed.py -s

The promise (60 s, 300 MB) is printed beside what was measured.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.posting.planning import plan
from bot.settings import Settings
from bot.store.store import Store
from bot.store.tables import deliveries, subscriptions
from bot.store.workspaces import add_workspace
from bot.worker import post_room

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
WORKSPACES, CHANNELS = 500, 20


def fill(store: Store) -> None:
    """10,000 subscriptions in four zones, all of which have a slot on the coming Tuesday."""
    zones = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Sydney")
    known = {"owner_id": "U1", "weekday": 1, "local_time": "10:00", "themes": [], "look_ahead": True}
    days = {"anchor": NOW.date(), "run_began": NOW.date(), "state": "active", "state_since": NOW}
    times = {"slots_after": NOW, "plan_at": NOW, "created_at": NOW}
    with store.begin() as connection:
        for number in range(WORKSPACES):
            add_workspace(connection, f"T{number:04}", NOW)
            place = {"workspace_id": f"T{number:04}", "tz": zones[number % 4]}
            rows = [
                {"channel_id": f"C{number:04}{channel:02}", "every_weeks": 1 + channel % 2}
                | place | known | days | times
                for channel in range(CHANNELS)
            ]  # fmt: skip
            connection.execute(subscriptions.insert().values(rows))


def test_ten_thousand_subscriptions_are_planned_in_one_pass(store, benchmark):
    fill(store)
    room = post_room(Settings(bot_token="xoxb-none"), store, clock=lambda: NOW)
    planned = benchmark.pedantic(plan, args=(room,), rounds=1, iterations=1)
    with store.read() as connection:
        rows = connection.execute(sa.select(sa.func.count()).select_from(deliveries)).scalar_one()
    assert planned == rows == WORKSPACES * CHANNELS
    took = benchmark.stats.stats.max
    print(f"\n{store.name}: {WORKSPACES * CHANNELS:,} subscriptions planned in {took:.1f} s (promise 60 s)")


MEASURE = """
import resource, sys
from datetime import UTC, datetime
sys.path.insert(0, {root!r})
from bot.posting.planning import plan
from bot.settings import Settings
from bot.store.store import Store
from bot.worker import post_room
now = datetime.fromisoformat({now!r})
store = Store({url!r})
plan(post_room(Settings(bot_token="xoxb-none"), store, clock=lambda: now))
store.close()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_the_memory_of_a_pass_over_ten_thousand(store, database_url):
    """In a process of its own, because the peak of this one belongs to every test before."""
    fill(store)
    root = str(Path(__file__).resolve().parents[2])
    code = MEASURE.format(root=root, now=NOW.isoformat(), url=database_url)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    peak = int(done.stdout)
    print(f"\n{store.name}: peak memory of the pass {peak} MB (promise 300 MB)")
    assert 0 < peak < 300
