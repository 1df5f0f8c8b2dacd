"""The run itself: subscriptions whose slots fall within an hour, workers, kills, faults, and the count at the end."""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

import sqlalchemy as sa

from bot.playground import StandIn
from bot.playground.clock import Clock
from bot.playground.faults import Kind
from bot.store.states import DeliveryState
from bot.store.store import Store
from bot.store.subscriptions import Wishes, save_subscription
from bot.store.tables import deliveries
from tests.faults.counting import Fate, count, evidence
from tests.faults.people import People, Wanted
from tests.faults.worker import RESCUES, TERMS, FastTime, a_room, work

#: A Tuesday; the slots are between 08:40 and 09:40, and the run begins before the first is handed over.
BEGIN = datetime(2026, 12, 1, 8, 15, tzinfo=UTC)
FIRST = datetime(2026, 12, 1, 8, 40, tzinfo=UTC)
METHODS = {"chat.scheduleMessage", "chat.scheduledMessages.list", "chat.deleteScheduledMessage"}
KINDS: list[Kind] = ["rate_limited", "server_error", "lost", "dropped", "silent", "slow"]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How hard the run is."""

    url: str
    slots: int = 2000
    kills: int = 200
    workers: int = 3
    faults: float = 0.2
    acts: int = 600
    seed: int = 0
    speed: float = 12.0
    minutes: int = 60
    #: What Slack's limits let through in good time.
    slots_of_a_workspace: int = 100


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of every slot."""

    database: str
    slots: int
    kills: int
    calls: int
    seconds: float
    fates: dict[Fate, int]
    rescued: dict[str, int]
    acts: dict[str, int]
    failed: list[str]
    evidence: list[str]

    @property
    def broken(self) -> bool:
        """Whether the promise was broken. An act that was refused for want of a database is none; a deadlock is."""
        return any("40P01" in each for each in self.failed) or any(self.fates.get(fate) for fate in Fate if fate.broken)


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
        while len(teams) * plan.slots_of_a_workspace < plan.slots:
            teams.append(stand_in.another_workspace(f"Workspace {len(teams)}").workspace)
        wanted: dict[tuple[str, str], Wanted] = {}
        with store.begin() as connection:
            for number in range(plan.slots):
                team = teams[number % len(teams)]
                channel = team.add_channel(f"channel-{number}", members=[*team.people.values(), team.bot])
                slot = FIRST + timedelta(minutes=number * plan.minutes // plan.slots)
                wishes = Wishes(every_weeks=1, weekday=1, at=clock_time(slot.hour, slot.minute), look_ahead=False)
                before = BEGIN - timedelta(minutes=1)
                made = save_subscription(connection, team.id, channel.id, wishes, by="U0", now=before)
                wanted[team.id, channel.id] = Wanted(made, slot)
        fast = FastTime(BEGIN.timestamp(), time.time(), plan.speed)
        slack.clock = _Fast(fast)
        slack.faults.at_random(plan.faults, KINDS, methods=METHODS, seed=plan.seed)
        stop = threading.Event()
        posting = threading.Thread(target=_post_in_time, args=(stand_in, stop))
        posting.start()
        tokens = {team.id: team.bot_token for team in teams}
        where = (plan.url, f"{stand_in.address}/api/", tokens, fast)
        room = a_room(*where)
        people = People(store, room, fast, wanted, plan.seed)
        people.start(plan.acts, (plan.minutes + 25) * 60 / plan.speed)
        with tempfile.TemporaryDirectory(prefix="alongside-faults-") as folder:
            tally = Path(folder) / "rescues"
            tally.touch()
            killed = _kill_at_random(plan, chance, (tally, *where), store, people, say)
            rescued = Counter(tally.read_text().splitlines())
        room.store.close()
        stop.set()
        posting.join()
        slack.run_due()
        posted = Counter((team.id, message.channel) for team in teams for message in team.messages)
        result = Result(
            database=store.name,
            slots=plan.slots,
            kills=killed,
            calls=len([call for call in stand_in.slack.calls if call.method in METHODS]),
            seconds=time.monotonic() - began,
            fates=count(store, people, posted),
            rescued={said: rescued[said] for said in RESCUES},
            acts=dict(people.done),
            failed=people.failed,
            evidence=evidence(store, people, posted, stand_in.slack.calls),
        )
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
    people: People,
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
    last = max(one.slot for one in people.wanted.values())
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
            elif people.at_work:
                people.stop()
            elif _settled(store) or fast.today() > last + timedelta(minutes=40):
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


def _settled(store: Store) -> bool:
    return all(DeliveryState(state).settled for state in _states(store))


def table(results: Sequence[Result]) -> str:
    """The results as a table for people."""
    rows: list[tuple[str, Callable[[Result], object]]] = [
        ("Slots due", lambda r: r.slots),
        ("Workers killed", lambda r: r.kills),
        ("Calls Slack answered or swallowed", lambda r: r.calls),
        *((f"Rescued: {said}", lambda r, said=said: r.rescued[said]) for said in RESCUES),
        *(
            (f"People: {act}", lambda r, act=act: r.acts.get(act, 0))
            for act in sorted({a for r in results for a in r.acts})
        ),
        *((fate.value, lambda r, fate=fate: r.fates.get(fate, 0)) for fate in Fate),
        ("Acts for which there was no database", lambda r: len(r.failed)),
        ("Seconds", lambda r: round(r.seconds)),
        ("Promise", lambda r: "BROKEN" if r.broken else "kept"),
    ]
    head = f"{'':52}" + "".join(f"{result.database:>14}" for result in results)
    lines = [f"{name:52}" + "".join(f"{value(result)!s:>14}" for result in results) for name, value in rows]
    why = [line for result in results for line in (*result.failed, *result.evidence)]
    return "\n".join([head, *lines, *why])
