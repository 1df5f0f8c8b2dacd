"""Ten thousand subscriptions in five hundred workspaces, for tests of speed and memory."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.store.store import Store
from bot.store.tables import subscriptions
from bot.store.workspaces import add_workspace

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
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
