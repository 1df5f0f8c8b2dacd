"""How the parts are, in words: for `/healthz` and for `alongside doctor`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Thread

import sqlalchemy as sa

from bot.store.errors import StoreError
from bot.store.heartbeats import Heartbeat, all_heartbeats
from bot.store.settling import counts
from bot.store.states import DeliveryState
from bot.store.store import Store
from bot.store.subscriptions import active_subscriptions

#: How long the database may take to say that it is there, in seconds.
PATIENCE = 2.0


def health_of(store: Store, now: datetime | None = None) -> dict[str, str]:
    """Say "ok" when everything answers; "degraded" without the database, when checks and words still do."""
    database = database_says(store)
    if database != "ok":
        return {"status": "degraded", "database": database, "workers": "unknown"}
    try:
        workers = workers_say(store, now or datetime.now(UTC))
    except StoreError as error:
        return {"status": "degraded", "database": type(error).__name__, "workers": "unknown"}
    return {"status": "ok", "database": database, "workers": "ok" if workers.well else "not well"}


def database_says(store: Store) -> str:
    """Say "ok", or what is the matter; never waits longer than two seconds."""
    answers: list[str] = []
    asking = Thread(target=lambda: answers.append(_ask(store)), daemon=True)
    asking.start()
    asking.join(PATIENCE)
    return answers[0] if answers else "does not answer in time"


def _ask(store: Store) -> str:
    try:
        with store.read() as connection:
            connection.execute(sa.text("SELECT 1"))
    except StoreError as error:
        return type(error).__name__
    return "ok"


#: How long after its last end a job of a worker counts as stuck; the hourly clean-up has longer.
LATE = timedelta(minutes=10)
LATE_CLEAN_UP = timedelta(hours=3)
#: A process that fell silent so long ago is no longer spoken of.
FORGOTTEN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Workers:
    """How the workers are: whether channel prompts are being posted, and a sentence for `doctor`."""

    well: bool
    says: str


def workers_say(store: Store, now: datetime) -> Workers:
    """Whether a worker is at work, is stuck, or is missed. Raises StoreError."""
    with store.read() as connection:
        beats = [one for one in all_heartbeats(connection) if one.role == "worker" and now - one.beat_at < FORGOTTEN]
        wanted = active_subscriptions(connection)
        unconfirmed = counts(connection).get(DeliveryState.UNCONFIRMED, 0)
    alive = [one for one in beats if now - one.beat_at <= LATE]
    stuck = {one.process: jobs for one in alive if (jobs := _stuck(one, now))}
    told = []
    if stuck:
        told += [f"{process} is stuck at {', '.join(jobs)}; restart it." for process, jobs in stuck.items()]
    if len(alive) > len(stuck):
        told.append(f"{len(alive) - len(stuck)} at work.")
    elif wanted and not stuck:
        channels = "1 channel asks" if wanted == 1 else f"{wanted} channels ask"
        told.append(f"None is running, and {channels} for prompts. Start `alongside worker`.")
    elif not stuck:
        told.append("None is running; no channel asks for prompts.")
    told += [f"{one.process} has been silent since {one.beat_at:%d %B %H:%M} UTC." for one in beats if one not in alive]
    if unconfirmed:
        told.append(
            f"{unconfirmed} prompts in the last 90 days are unconfirmed: nobody can know whether they appeared."
        )
    return Workers(not stuck and (bool(alive) or not wanted), " ".join(told))


def _stuck(heartbeat: Heartbeat, now: datetime) -> tuple[str, ...]:
    """The jobs that have not come to an end for too long; those that never did count from the start."""
    late = []
    for name in ("plan", "hand over", "reconcile", "notices", "clean up"):
        ended = heartbeat.passes.get(name)
        since = datetime.fromisoformat(ended) if ended else heartbeat.started_at
        if now - since > (LATE_CLEAN_UP if name == "clean up" else LATE):
            late.append(name)
    return tuple(late)
