"""How long before its time a prompt is handed to Slack: the installation's hours, or those a workspace chose."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.posting.opening import lead_of
from bot.posting.planning import plan
from bot.settings import Settings
from bot.store.tables import deliveries
from bot.store.workspaces import save_policy


@pytest.mark.parametrize(("chosen", "hours"), [({}, 2), ({"lead": 6}, 6), ({"lead": 24}, 24), ({"lead": "soon"}, 2)])
def test_a_slot_is_due_so_many_hours_before_its_time(office, chosen, hours):
    office.subscribe()
    with office.store.begin() as connection:
        save_policy(connection, office.team, chosen, by=None, now=office.now)
    room = replace(office.room, lead_of=lead_of(Settings()))
    monday = office.now + timedelta(days=7 - office.now.weekday())
    office.stand_in.slack.move_clock(monday.replace(hour=8, minute=0))
    plan(room)
    with office.store.read() as connection:
        rows = connection.execute(deliveries.select()).mappings().all()
    assert [row["slot"] - row["due_at"] for row in rows] == [timedelta(hours=hours)]
