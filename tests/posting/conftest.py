"""A worker's passes over a stand-in Slack whose clock stands still until a test moves it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from bot.app import build_app
from bot.desk import Desk
from bot.manifest import manifest
from bot.playground import Driver, StandIn
from bot.playground.workspace import Message
from bot.posting.opening import post_room
from bot.posting.room import PostRoom
from bot.reach import Reach
from bot.settings import Settings
from bot.store import ledger
from bot.store.ledger import Delivery
from bot.store.store import Store
from bot.store.subscriptions import Subscription, Wishes, save_subscription, subscription_in
from bot.web import web_app
from bot.worker import one_round

#: A Sunday; the first Tuesday slot is two days later.
NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
FIRST = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
SECOND = datetime(2026, 12, 8, 10, 0, tzinfo=UTC)


@dataclass
class Office:
    """One workspace, one database, one worker whose passes run when the test says so."""

    stand_in: StandIn
    store: Store
    room: PostRoom

    @property
    def team(self) -> str:
        return self.stand_in.workspace.workspace.id

    @property
    def now(self) -> datetime:
        return self.room.now()

    def channel(self, name: str = "general") -> str:
        return self.stand_in.workspace.workspace.channel(name).id

    def subscribe(self, name: str = "general", **wishes: object) -> Subscription:
        with self.store.begin() as connection:
            return save_subscription(
                connection,
                self.team,
                self.channel(name),
                Wishes(**({"every_weeks": 1} | wishes)),  # type: ignore[arg-type]
                by=self.stand_in.workspace.workspace.person("jo").id,
                now=self.now,
            )

    def subscription(self, name: str = "general") -> Subscription | None:
        with self.store.read() as connection:
            return subscription_in(connection, self.team, self.channel(name))

    def work(self) -> None:
        """One round of every pass, as a worker makes it."""
        one_round(self.room)

    def work_until(self, moment: datetime) -> None:
        """Let time pass with a worker at work, more often towards the end."""
        self.work()
        while self.now < moment:
            close = moment - self.now < timedelta(hours=3)
            self.be_away_until(min(moment, self.now + timedelta(minutes=20 if close else 160)))
            self.work()

    def pass_slot(self, slot: datetime) -> None:
        """Let one slot pass, with a worker that looks in an hour before and an hour after."""
        for hours in (-1, 1):
            self.be_away_until(slot + timedelta(hours=hours))
            self.work()

    def be_away_until(self, moment: datetime) -> None:
        """Let time pass with no worker running."""
        self.stand_in.slack.move_clock(moment)

    def posts(self, name: str = "general") -> list[Message]:
        channel = self.channel(name)
        with self.stand_in.slack.lock:
            return [each for each in self.stand_in.workspace.workspace.messages if each.channel == channel]

    def posted_at(self, name: str = "general") -> list[datetime]:
        return [datetime.fromtimestamp(int(float(each.ts)), UTC) for each in self.posts(name)]

    def held(self) -> list[datetime]:
        scheduled = self.stand_in.workspace.workspace.scheduled.values()
        return sorted(datetime.fromtimestamp(each.post_at, UTC) for each in scheduled)

    def deliveries(self, name: str = "general") -> list[Delivery]:
        """Oldest first."""
        with self.store.read() as connection:
            from bot.store.tables import subscriptions

            query = subscriptions.select().where(
                subscriptions.c.workspace_id == self.team, subscriptions.c.channel_id == self.channel(name)
            )
            key = connection.execute(query).mappings().one()["id"]
            return ledger.deliveries_of(connection, self.team, key, limit=50)[::-1]

    def states(self, name: str = "general") -> list[str]:
        return [str(one.state) for one in self.deliveries(name)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Claims and leases are tried on both databases every time; the rest on PostgreSQL when there is time."""
    for item in items:
        if "[postgresql" in item.name and item.path.parent == HERE and not set(BOTH) & set(item.name.split("_")):
            item.add_marker(pytest.mark.slow)


HERE = Path(__file__).parent
BOTH = ("workers", "died", "hold", "second", "two")


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn(manifest=manifest(url="http://127.0.0.1"), at=NOW, frozen=True, rates=False) as stand_in:
        yield stand_in


@pytest.fixture
def open_office(stand_in: StandIn, store: Store) -> Callable[..., Office]:
    """Makes a worker's room on the stand-in; a second call makes a second worker on the same database."""

    def make(**changes: object) -> Office:
        given = stand_in.environment()
        settings = Settings(
            bot_token=given["SLACK_BOT_TOKEN"], api_url=given["SLACK_API_URL"], place="York", lead_hours=2
        )
        slack = stand_in.slack
        room = replace(
            post_room(settings, store, clock=slack.clock.today),
            sleep=slack.advance,
            threads=2,
            **changes,  # type: ignore[arg-type]
        )
        return Office(stand_in, store, room)

    return make


@pytest.fixture
def office(open_office: Callable[..., Office]) -> Office:
    return open_office()


@dataclass
class Scene:
    """A workspace whose bot listens, and a worker that works when the test lets time pass."""

    stand_in: StandIn
    desk: Desk
    room: PostRoom

    @property
    def slack(self) -> Driver:
        return self.stand_in.workspace

    def pass_to(self, moment: datetime) -> None:
        one_round(self.room)
        self.stand_in.slack.move_clock(moment)
        one_round(self.room)

    def set_up(self, **changes: object) -> str:
        self.slack.type("/ally-weekly", as_="organiser")
        self.slack.press("Set up", as_="organiser")
        values = {"How often": "Every week", "Day": "Tuesday", "Time": "10:00"} | changes
        said = self.slack.submit(values, as_="organiser").modal
        self.slack.close(as_="organiser")
        return said


class Silent(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def scene(database_url: str) -> Iterator[Scene]:
    with a_scene(database_url) as made:
        yield made


@contextmanager
def a_scene(database_url: str) -> Iterator[Scene]:
    """The real bot, served over HTTP to a stand-in whose clock stands still."""
    with StandIn(manifest=manifest(url="http://127.0.0.1"), at=NOW, frozen=True, rates=False) as stand_in:
        given = stand_in.environment()
        settings = Settings(
            bot_token=given["SLACK_BOT_TOKEN"],
            signing_secret=given["SLACK_SIGNING_SECRET"],
            api_url=given["SLACK_API_URL"],
            database_url=database_url,
            place="York",
        )
        store = Store(database_url)
        reach = Reach(patience=20)  # the machine may be busy
        desk = Desk(settings, store, clock=stand_in.slack.clock.today, reach=reach)
        app = build_app(desk)
        server = make_server("127.0.0.1", 0, web_app(app, settings.signing_secret, dict), handler_class=Silent)
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        serving.start()
        stand_in.connect(f"http://127.0.0.1:{server.server_port}/slack/events")
        room = replace(
            post_room(settings, store, clock=stand_in.slack.clock.today), sleep=stand_in.slack.advance, threads=2
        )
        yield Scene(stand_in, desk, room)
        server.shutdown()
        server.server_close()
        serving.join(5)
        app.listener_runner.listener_executor.shutdown()
        app.listener_runner.lazy_listener_runner.executor.shutdown()
        desk.workplaces.close()
        store.close()


@pytest.fixture
def open_scene() -> Callable[[str], AbstractContextManager[Scene]]:
    """Opens a scene on a database of the test's own."""
    return a_scene
