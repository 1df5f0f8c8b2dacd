"""The run itself: subscriptions whose slots fall within an hour, workers, kills, faults, and the count at the end."""

from __future__ import annotations

import multiprocessing
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time

import sqlalchemy as sa

from bot.playground import StandIn
from bot.playground.clock import Clock
from bot.playground.faults import Kind
from bot.store.states import DeliveryState
from bot.store.store import Store
from bot.store.subscriptions import Wishes, save_subscription
from bot.store.tables import deliveries
from tests.faults.worker import TERMS, FastTime, work

#: A Tuesday; the slots are between 08:40 and 09:40, and the run begins before the first is handed over.
BEGIN = datetime(2026, 12, 1, 8, 15, tzinfo=UTC)
FIRST = datetime(2026, 12, 1, 8, 40, tzinfo=UTC)
METHODS = {"chat.scheduleMessage", "chat.scheduledMessages.list", "chat.deleteScheduledMessage"}
KINDS: list[Kind] = ["rate_limited", "server_error", "lost", "dropped", "silent", "slow"]
#: Slots of one workspace: what Slack's limits let through in good time.
PER_WORKSPACE = 100


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How hard the run is."""

    url: str
    slots: int = 2000
    kills: int = 200
    workers: int = 3
    faults: float = 0.2
    seed: int = 0
    speed: float = 12.0
    minutes: int = 60


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of every slot."""

    database: str
    slots: int
    once: int
    unconfirmed: int
    twice: int
    lost: int
    stray: int
    kills: int
    calls: int
    seconds: float
    states: dict[str, int]

    @property
    def broken(self) -> bool:
        """Whether the promise was broken."""
        return bool(self.twice or self.lost or self.stray) or self.once + self.unconfirmed != self.slots


class _Fast(Clock):
    """The stand-in's clock, running as fast as the workers'."""

    def __init__(self, fast: FastTime) -> None:
        super().__init__()
        self._fast = fast

    def now(self) -> float:
        return self._fast.now()


def run(plan: Plan, *, say: Callable[[str], None] = lambda _line: None) -> Result:
    """Do it; the counts at the end."""
    chance = random.Random(plan.seed)
    began = time.monotonic()
    store = Store(plan.url)
    with StandIn(rates=True) as stand_in:
        slack = stand_in.slack
        teams = [stand_in.workspace.workspace]
        while len(teams) * PER_WORKSPACE < plan.slots:
            teams.append(stand_in.another_workspace(f"Workspace {len(teams)}").workspace)
        due: dict[tuple[str, str], datetime] = {}
        with store.begin() as connection:
            for number in range(plan.slots):
                team = teams[number % len(teams)]
                channel = team.add_channel(f"channel-{number}", members=[*team.people.values(), team.bot])
                slot = FIRST + timedelta(minutes=number * plan.minutes // plan.slots)
                wishes = Wishes(every_weeks=1, weekday=1, at=clock_time(slot.hour, slot.minute), look_ahead=False)
                save_subscription(connection, team.id, channel.id, wishes, by="U0", now=BEGIN - timedelta(minutes=1))
                due[team.id, channel.id] = slot
        fast = FastTime(BEGIN.timestamp(), time.time(), plan.speed)
        slack.clock = _Fast(fast)
        slack.faults.at_random(plan.faults, KINDS, methods=METHODS, seed=plan.seed)
        stop = threading.Event()
        posting = threading.Thread(target=_post_in_time, args=(stand_in, stop))
        posting.start()
        tokens = {team.id: team.bot_token for team in teams}
        killed = _kill_at_random(plan, chance, (plan.url, f"{stand_in.address}/api/", tokens, fast), store, due, say)
        stop.set()
        posting.join()
        slack.run_due()
        posted = Counter((team.id, message.channel) for team in teams for message in team.messages)
        result = _count(plan, store, due, posted, killed, stand_in, time.monotonic() - began)
    store.close()
    return result


def _post_in_time(stand_in: StandIn, stop: threading.Event) -> None:
    """Post scheduled messages at their time; the stand-in's own ticking looks only once a second."""
    while not stop.wait(0.05):
        stand_in.slack.run_due()


def _kill_at_random(
    plan: Plan,
    chance: random.Random,
    arguments: tuple[object, ...],
    store: Store,
    due: dict[tuple[str, str], datetime],
    say: Callable[[str], None],
) -> int:
    """Keep the workers running and kill one of them now and then, until all is settled; how many were killed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.worker"])
    running = [context.Process(target=work, args=arguments, daemon=True) for _ in range(plan.workers)]
    for process in running:
        process.start()
    fast = arguments[-1]
    assert isinstance(fast, FastTime)
    last = max(due.values())
    # The kills are spread over the time in which slots are handed over and settled.
    ends = (last + TERMS.grace - BEGIN).total_seconds() / plan.speed
    killed, mean = 0, ends / max(1, plan.kills) * 0.9
    said = time.monotonic()
    try:
        while True:
            time.sleep(chance.uniform(0.1, 1.9) * mean)
            if fast.today() < last + TERMS.grace or killed < plan.kills:
                victim = chance.randrange(len(running))
                running[victim].kill()
                running[victim].join()
                killed += 1
                running[victim] = context.Process(target=work, args=arguments, daemon=True)
                running[victim].start()
            elif _settled(store, len(due)) or fast.today() > last + timedelta(minutes=40):
                return killed
            if time.monotonic() - said > 20:
                said = time.monotonic()
                say(f"{fast.today():%H:%M:%S} {store.name}: {killed} kills, {_states(store)}")
    finally:
        for process in running:
            process.kill()
            process.join()


def _states(store: Store) -> dict[str, int]:
    """How many of the run's slots are in each state."""
    query = (
        sa.select(deliveries.c.state, sa.func.count())
        .where(deliveries.c.slot < BEGIN + timedelta(days=1))
        .group_by(deliveries.c.state)
    )
    with store.read() as connection:
        return dict(sorted((state, count) for state, count in connection.execute(query)))


def _settled(store: Store, slots: int) -> bool:
    states = _states(store)
    return sum(count for state, count in states.items() if DeliveryState(state).settled) == slots


def _count(
    plan: Plan,
    store: Store,
    due: dict[tuple[str, str], datetime],
    posted: Counter[tuple[str, str]],
    killed: int,
    stand_in: StandIn,
    seconds: float,
) -> Result:
    with store.read() as connection:
        query = sa.select(deliveries).where(deliveries.c.slot < BEGIN + timedelta(days=1))
        rows = {(row["workspace_id"], row["channel_id"]): row for row in connection.execute(query).mappings()}
    once = unconfirmed = lost = stray = 0
    for key in due:
        state = rows[key]["state"] if key in rows else "missing"
        if posted[key] > 1:
            continue
        if state == DeliveryState.UNCONFIRMED:
            unconfirmed += 1
        elif posted[key] == 1 and state == DeliveryState.POSTED:
            once += 1
        elif posted[key] == 0:
            lost += 1
        else:
            stray += 1  # posted, but the ledger does not know it
    calls = [call for call in stand_in.slack.calls if call.method in METHODS]
    return Result(
        database=store.name,
        slots=plan.slots,
        once=once,
        unconfirmed=unconfirmed,
        twice=sum(1 for key in due if posted[key] > 1),
        lost=lost,
        stray=stray,
        kills=killed,
        calls=len(calls),
        seconds=seconds,
        states=_states(store),
    )


def table(results: Sequence[Result]) -> str:
    """The results as a table for people."""
    rows: list[tuple[str, Callable[[Result], object]]] = [
        ("Slots due", lambda r: r.slots),
        ("Workers killed", lambda r: r.kills),
        ("Calls Slack answered or swallowed", lambda r: r.calls),
        ("Posted exactly once", lambda r: r.once),
        ("Unconfirmed, and listed as such", lambda r: r.unconfirmed),
        ("Posted twice", lambda r: r.twice),
        ("Lost", lambda r: r.lost),
        ("Posted, but not in the ledger", lambda r: r.stray),
        ("Seconds", lambda r: round(r.seconds)),
        ("Promise", lambda r: "BROKEN" if r.broken else "kept"),
    ]
    head = f"{'':36}" + "".join(f"{result.database:>14}" for result in results)
    lines = [f"{name:36}" + "".join(f"{value(result)!s:>14}" for result in results) for name, value in rows]
    return "\n".join([head, *lines])
