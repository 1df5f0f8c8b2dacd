"""Planning 10,000 subscriptions of 500 workspaces in one pass; the promise (60 s) is printed beside the measurement.

python -m pytest tests/benchmarks/test_planning_speed.py -s
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.posting.opening import post_room
from bot.posting.planning import plan
from bot.settings import Settings
from bot.store.tables import deliveries
from tests.crowd import CHANNELS, NOW, WORKSPACES, fill


def test_ten_thousand_subscriptions_are_planned_in_one_pass(store, benchmark):
    fill(store)
    room = post_room(Settings(bot_token="xoxb-none"), store, clock=lambda: NOW)
    planned = benchmark.pedantic(plan, args=(room,), rounds=1, iterations=1)
    with store.read() as connection:
        rows = connection.execute(sa.select(sa.func.count()).select_from(deliveries)).scalar_one()
    assert planned == rows == WORKSPACES * CHANNELS
    took = benchmark.stats.stats.max
    print(f"\n{store.name}: {WORKSPACES * CHANNELS:,} subscriptions planned in {took:.1f} s (promise 60 s)")
