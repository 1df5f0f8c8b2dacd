"""Reading a file in a child process that ends at a limit of time and memory, and takes nothing else down with it."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import threading
from datetime import date, datetime

from scheduling.errors import OutOfRangeError
from scheduling.events import Reading
from scheduling.reading.calfile.limits import Limits

#: Files that are read at the same time; others wait for a place.
AT_ONCE = 4
_places = threading.BoundedSemaphore(AT_ONCE)
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from scheduling.reading.calfile.child import main; main()"
)
#: What the start of an interpreter may take on top of the reading itself, in seconds.
_STARTING = 3.0


def read_in_child(
    data: bytes | str, *, now: datetime, tz: str, first: date | None, until: date | None, limits: Limits
) -> Reading:
    """Read a file in a process of its own. Raises OutOfRangeError with one sentence when a limit is met."""
    question = pickle.dumps((data, now, tz, first, until, limits))
    if not _places.acquire(timeout=2 * limits.seconds + _STARTING):
        raise OutOfRangeError(
            "Other calendar files are being read just now; please try again in a minute.", value=AT_ONCE
        )
    try:
        answer = _answer(question, limits)
    finally:
        _places.release()
    if answer is None:
        sentence = (
            f"The calendar file took too much to read (more than {limits.seconds:g} seconds or "
            f"{limits.megabytes} MB) and was stopped. Please send fewer events, or the dates as text."
        )
        raise OutOfRangeError(sentence, value=len(data))
    if isinstance(answer, OutOfRangeError):
        raise answer
    return answer


def _answer(question: bytes, limits: Limits) -> Reading | OutOfRangeError | None:
    """What the child says, None when it met a limit."""
    command = [sys.executable, "-I", "-c", _START, json.dumps(sys.path)]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing) as child:  # noqa: S603 - our own interpreter
        try:
            said, _ = child.communicate(question, timeout=2 * limits.seconds + _STARTING)
        except subprocess.TimeoutExpired:
            return None
        finally:
            child.kill()
    if child.returncode or not said:
        return None
    answer: Reading | OutOfRangeError = pickle.loads(said)  # noqa: S301 - written by our own child
    return answer
