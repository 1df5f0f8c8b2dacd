"""A worker that is at work, stuck, silent or missing is seen for what it is."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from bot.health import health_of, workers_say
from bot.store.heartbeats import Heartbeat, all_heartbeats, beat
from bot.store.store import Store
from bot.store.subscriptions import Wishes, save_subscription
from bot.worker import EVERY, Worker

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
JOBS = tuple(EVERY)


def a_worker(store: Store, name: str = "one", *, silent: int = 0, stuck: str = "") -> None:
    """A heartbeat `silent` minutes ago; the job `stuck` came to no end for half an hour."""
    ended = {job: (NOW - timedelta(minutes=30 if job == stuck else 1)).isoformat() for job in JOBS}
    made = Heartbeat(
        process=name,
        role="worker",
        started_at=NOW - timedelta(hours=2),
        beat_at=NOW - timedelta(minutes=silent),
        passes=ended,
    )
    with store.begin() as connection:
        beat(connection, made)


def a_channel(store: Store) -> None:
    with store.begin() as connection:
        save_subscription(connection, "T1", "C1", Wishes(), by="U1", now=NOW)


def test_a_worker_at_work_is_well(store):
    a_channel(store)
    a_worker(store)
    assert workers_say(store, NOW).well
    assert workers_say(store, NOW).says == "1 at work."


def test_none_is_missed_only_where_a_channel_asks_for_prompts(store):
    assert workers_say(store, NOW).well
    a_channel(store)
    said = workers_say(store, NOW)
    assert not said.well
    assert "Start `alongside worker`" in said.says


@pytest.mark.parametrize("job", [job for job in JOBS if job != "clean up"])
def test_a_stuck_job_is_named(store, job):
    a_worker(store, stuck=job)
    said = workers_say(store, NOW)
    assert not said.well
    assert f"one is stuck at {job}" in said.says


def test_a_silent_worker_is_named_and_matters_when_it_was_the_only_one(store):
    a_channel(store)
    a_worker(store, silent=30)
    assert not workers_say(store, NOW).well
    assert "one has been silent since 22 November 08:30 UTC" in workers_say(store, NOW).says
    a_worker(store, "two")
    assert workers_say(store, NOW).well


def test_health_names_workers_and_stays_up_without_them(store):
    assert health_of(store, NOW) == {"status": "ok", "database": "ok", "workers": "ok"}
    a_channel(store)
    assert health_of(store, NOW)["workers"] == "not well"


def test_a_running_worker_writes_its_heartbeat_and_signs_off(open_office, store):
    office = open_office()
    worker = Worker(office.room, haste=100)
    worker.start()
    seen = threading.Event()
    deadline = datetime.now(UTC) + timedelta(seconds=20)
    while datetime.now(UTC) < deadline and not seen.wait(0.05):
        with store.read() as connection:
            if any(set(one.passes) == set(JOBS) for one in all_heartbeats(connection)):
                seen.set()
    worker.stop()
    assert seen.is_set()
    with store.read() as connection:
        assert all_heartbeats(connection) == []
