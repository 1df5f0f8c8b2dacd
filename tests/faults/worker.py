"""One worker process of a fault run: the product's own worker on a faster clock."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.posting.answers import bare_client
from bot.posting.opening import post_room
from bot.posting.room import PostRoom
from bot.settings import Settings
from bot.store.claims import Terms
from bot.store.store import Store
from bot.worker import Worker
from content import library

#: By the run's own clock. A lease is longer than a call can take, here as in life.
TERMS = Terms(
    lead=timedelta(minutes=20),
    lateness=timedelta(minutes=30),
    lease=timedelta(minutes=2),
    margin=timedelta(seconds=90),
    skew=timedelta(seconds=5),
    grace=timedelta(minutes=1),
)
#: Real seconds after which a call to Slack is given up.
TIMEOUT = 1


@dataclass(frozen=True)
class FastTime:
    """A clock that began at `origin` when the real one showed `real`, and runs `speed` times as fast."""

    origin: float
    real: float
    speed: float

    def now(self) -> float:
        return self.origin + (time.time() - self.real) * self.speed

    def today(self) -> datetime:
        return datetime.fromtimestamp(self.now(), UTC)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds / self.speed)


library.load()  # once, in the process that the workers are forked from


#: What a worker says when it found a hand-over that another one had not brought to an end.
RESCUES = ("hand-over adopted", "hand-over made again")


class Tally(logging.Handler):
    """Notes rescues in a file, a line each: a memory that a kill does not take along."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg in RESCUES:
            with self._path.open("a") as file:
                file.write(f"{record.msg}\n")


def a_room(url: str, api_url: str, tokens: Mapping[str, str], clock: FastTime) -> PostRoom:
    """The product's own room, with a token for each workspace, on the fast clock."""
    settings = Settings(bot_token="xoxb-none", api_url=api_url, place="York")
    return replace(
        post_room(settings, Store(url), clock=clock.today),
        client_of=lambda workspace: bare_client(tokens[workspace.workspace_id], api_url, timeout=TIMEOUT),
        sleep=clock.sleep,
        terms=TERMS,
        threads=4,
        lead_of=None,  # the lead of the terms
    )


def work(tally: Path, url: str, api_url: str, tokens: Mapping[str, str], clock: FastTime) -> None:
    """Run until killed."""
    logging.basicConfig(level=logging.INFO, handlers=[Tally(tally)], force=True)
    Worker(a_room(url, api_url, tokens, clock), haste=clock.speed).run(threading.Event())
