"""The ticker: runs jobs at their intervals inside this process, each by itself and never twice at once.

APScheduler with its own memory: schedulers of several processes that share a job store run jobs twice. What must
happen once is the ledger's business, not the ticker's.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger("alongside.ticker")


@dataclass(frozen=True, slots=True)
class Job:
    """Something to run every so often, for the first time after one interval or (`at_once`) at the start."""

    run: Callable[[], object]
    every: timedelta
    at_once: bool = True


class Ticker:
    """Runs jobs until it is stopped. A job that fails is logged and runs again at its next time."""

    def __init__(self, jobs: Mapping[str, Job]) -> None:
        executors = {"default": ThreadPoolExecutor(len(jobs) or 1)}
        # A job that is late or still running is run once when it can be: never a burst of those that were missed.
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = BackgroundScheduler(executors=executors, job_defaults=defaults, timezone="UTC")
        for name, job in jobs.items():
            first = {"next_run_time": datetime.now(UTC)} if job.at_once else {}
            self._scheduler.add_job(
                _guarded(name, job.run), "interval", seconds=job.every.total_seconds(), id=name, **first
            )

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()

    def stop(self) -> None:
        """Start nothing more, and wait for what is running."""
        self._scheduler.shutdown(wait=True)


def _guarded(name: str, run: Callable[[], object]) -> Callable[[], None]:
    def guarded() -> None:
        try:
            run()
        except Exception as error:  # the next time may be better; a ticker that dies of one failure posts nothing
            kind = type(error).__name__
            if getattr(error, "for_people", False):
                log.warning("job failed", extra={"job": name, "kind": kind})
            else:
                log.exception("job failed", extra={"job": name, "kind": kind})

    return guarded
