"""Structured logs: one JSON object a line, with no personal text."""

from __future__ import annotations

import json
import logging
import logging.config
from datetime import UTC, datetime
from typing import Any

_OURS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """A record as one line of JSON: when, level, which part, what, and the fields given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its line end."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "part": record.name,
            "event": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in _OURS}
        if record.exc_info and record.exc_info[0]:
            line["kind"] = record.exc_info[0].__name__
        return json.dumps(line, default=str, ensure_ascii=False)


def config(level: str = "INFO") -> dict[str, Any]:
    """A configuration for `logging.config`: every log to standard error as JSON lines.

    The libraries that may print requests stay at WARNING whatever the level.
    """
    quiet = ("slack_bolt", "slack_sdk", "urllib3", "sqlalchemy.engine", "apscheduler", "alembic")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
        "root": {"level": level, "handlers": ["console"]},
        "loggers": {
            "gunicorn.error": {"level": level, "handlers": ["console"], "propagate": False},
            "gunicorn.access": {"level": "ERROR", "handlers": [], "propagate": False},
            **{name: {"level": "WARNING"} for name in quiet},
        },
    }


def start(level: str = "INFO") -> None:
    """Send every log of this process to standard error."""
    logging.config.dictConfig(config(level))
