"""Compares our reader with dateparser (search), dateutil (fuzzy) and timefhuman on the corpus, in one run.

    python -m scripts.compare_readers [--files '05*'] [--seconds 5]

For each reader: the share of pastes read exactly right (every start, end and all-day flag, and nothing extra), how
many pastes without an event were given one, and the time for all. The other readers know no ends and no repeats, so
a second figure counts starts alone. Each runs in a child process; a paste that takes longer than the limit is counted
as a hang and the process is replaced.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.reading.corpus_file import HORIZON, Case, cases, happenings  # noqa: E402 - the path is set above

#: What a reader gives: start and end of each event, as instants or dates in ISO form.
Found = list[tuple[str, str, bool]]


def ours(case: Case) -> Found:
    """Our own reader."""
    from scheduling.pastes import read_text

    return happenings(read_text(case.text, now=case.now, tz=case.tz).events, case.now)


def by_dateparser(case: Case) -> Found:
    """dateparser, with the settings that suit British text best."""
    from dateparser.search import search_dates

    base = case.now.replace(tzinfo=None)
    options = {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "future", "RELATIVE_BASE": base}
    found = search_dates(case.text, languages=["en"], settings=options) or []
    return sorted(_moment(moment, case) for _, moment in found)


def by_dateutil(case: Case) -> Found:
    """Dateutil's fuzzy parser, one date a line as it can find no more."""
    from dateutil.parser import ParserError, parse

    found: Found = []
    for line in case.text.splitlines():
        try:
            moment = parse(line, fuzzy=True, dayfirst=True, default=case.now.replace(tzinfo=None, hour=0, minute=0))
        except (ParserError, OverflowError, TypeError):
            continue
        found.append(_moment(moment, case))
    return sorted(found)


def by_timefhuman(case: Case) -> Found:
    """timefhuman, with the moment of reading."""
    from timefhuman import timefhuman
    from timefhuman.main import tfhConfig

    result = timefhuman(case.text, config=tfhConfig(now=case.now.replace(tzinfo=None)))
    flat = result if isinstance(result, list) else [result]
    found: Found = []
    for each in flat:
        if isinstance(each, tuple) and len(each) == 2 and all(isinstance(end, datetime) for end in each):
            found.append((_moment(each[0], case)[0], _moment(each[1], case)[0], True))
        elif isinstance(each, (datetime, date)):
            found.append(_moment(each, case))
    return sorted(found)


READERS: dict[str, Callable[[Case], Found]] = {
    "alongside": ours,
    "dateparser": by_dateparser,
    "dateutil": by_dateutil,
    "timefhuman": by_timefhuman,
}


def _moment(moment: datetime | date, case: Case) -> tuple[str, str, bool]:
    """A start as the corpus writes it: midnight is a whole day, any other time an hour with its end not stated."""
    if not isinstance(moment, datetime) or (moment.hour, moment.minute) == (0, 0):
        day = moment.date() if isinstance(moment, datetime) else moment
        return day.isoformat(), (day + timedelta(days=1)).isoformat(), True
    aware = (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(case.tz))).astimezone(UTC)
    return aware.isoformat(), (aware + timedelta(hours=1)).isoformat(), False


def _serve(pipe: Connection, name: str) -> None:
    """Answer cases until told to stop."""
    warnings.simplefilter("ignore")
    reader = READERS[name]
    while (case := pipe.recv()) is not None:
        began = time.perf_counter()
        try:
            answer: Found | None = reader(case)
        except Exception:  # a reader that raises has read nothing
            answer = None
        pipe.send((answer, time.perf_counter() - began))


class _Child:
    """A process that reads with one reader, replaced when it hangs."""

    def __init__(self, name: str, seconds: float) -> None:
        self.name = name
        self.seconds = seconds
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self.name), daemon=True)
        self.process.start()

    def read(self, case: Case, seconds: float | None = None) -> tuple[Found | None, float] | None:
        """The answer and its time; None for a hang."""
        self.pipe.send(case)
        if self.pipe.poll(seconds or self.seconds):
            try:
                answer: tuple[Found | None, float] = self.pipe.recv()
            except EOFError:
                self._start()
                return None
            return answer
        self.process.kill()
        self.process.join()
        self._start()
        return None

    def stop(self) -> None:
        """End the process."""
        self.pipe.send(None)
        self.process.join(2)
        self.process.kill()


def compare(name: str, corpus: list[Case], seconds: float) -> str:
    """One row of the table."""
    child = _Child(name, seconds)
    child.read(corpus[0], 60)  # imports are not counted
    exact = starts = false = hangs = 0
    spent = 0.0
    empty = sum(not case.expected for case in corpus)
    for case in corpus:
        answer = child.read(case)
        if answer is None:
            hangs += 1
            continue
        found, took = answer
        spent += took
        wanted = happenings(case.expected, case.now)
        exact += found == wanted
        starts += sorted({row[0] for row in found or []}) == sorted({row[0] for row in wanted})
        false += not case.expected and bool(found)
    child.stop()
    total = len(corpus)
    return (
        f"{name:<12}{100 * exact / total:>9.1f} %{100 * starts / total:>12.1f} %"
        f"{false:>8} of {empty}{hangs:>8}{spent:>10.2f} s"
    )


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--files", default="*.txt", help="which corpus files, as a pattern")
    asked.add_argument("--seconds", type=float, default=5.0, help="how long one paste may take")
    options = asked.parse_args()
    corpus = cases(options.files)
    print(f"{len(corpus)} pastes; series compared over {HORIZON} days")
    print(f"{'':<12}{'exactly':>11}{'starts only':>14}{'false':>13}{'hangs':>8}{'time':>12}")
    for name in READERS:
        print(compare(name, corpus, options.seconds), flush=True)


if __name__ == "__main__":
    main()
