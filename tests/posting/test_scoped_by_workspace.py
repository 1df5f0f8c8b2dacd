"""Whatever a person does about prompts touches rows of their own workspace only: every statement says which one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot.store.subscriptions import Wishes, save_subscription, subscription_in
from bot.store.tables import METADATA

#: Tables whose rows belong to a workspace.
OWNED = {table.name for table in METADATA.tables.values() if "workspace_id" in table.c}


@pytest.fixture
def statements(scene) -> Iterator[list[tuple[str, object]]]:
    """The statements that the listeners send, with their values."""
    sent: list[tuple[str, object]] = []

    def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
        sent.append((statement, parameters))

    sa.event.listen(scene.desk.store.engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(scene.desk.store.engine, "before_cursor_execute", note)


def do_everything(scene) -> None:
    """Every word that the command knows, and every button."""
    scene.set_up()
    for words in ("", "preview", "skip", "pause until 15 December", "resume", "hold", "release", "stop", "preview"):
        assert scene.slack.type(f"/ally-weekly {words}".strip(), as_="admin").message


def test_every_statement_names_the_workspace(scene, statements):
    do_everything(scene)
    team = scene.slack.workspace.id
    touching = [
        (statement, parameters)
        for statement, parameters in statements
        if OWNED & set(re.findall(r"(?:FROM|INTO|UPDATE|JOIN) (\w+)", statement))
    ]
    assert len(touching) > 40
    for statement, parameters in touching:
        assert "workspace_id" in statement, statement
        values = parameters.values() if isinstance(parameters, dict) else parameters
        assert team in values, statement


def test_what_one_workspace_does_leaves_another_with_the_same_channel_as_it_was(scene):
    now = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
    channel = scene.slack.workspace.channel("general").id
    with scene.desk.store.begin() as connection:
        before = save_subscription(connection, "T-other", channel, Wishes(), by="U-other", now=now)
    do_everything(scene)
    with scene.desk.store.read() as connection:
        assert subscription_in(connection, "T-other", channel) == before
