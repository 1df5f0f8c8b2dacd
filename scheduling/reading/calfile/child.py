"""What the child process does: bound itself, read one file from standard input, answer on standard output."""

from __future__ import annotations

import gc
import pickle
import signal
import sys
from contextlib import suppress

from scheduling.errors import OutOfRangeError
from scheduling.reading.calfile.limits import Limits


def main() -> None:
    """Answer one question of `guarded.read_in_child`. Exit status 1 means that a limit was met."""
    data, now, tz, first, until, limits = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    from scheduling.reading.calfile.whole import read_in_process

    _bound(limits)
    gc.disable()  # this process ends with its answer
    try:
        answer: object = read_in_process(data, now=now, tz=tz, first=first, until=until, limits=limits)
    except OutOfRangeError as error:
        answer = error
    except MemoryError:
        sys.exit(1)
    sys.stdout.buffer.write(pickle.dumps(answer))


def _bound(limits: Limits) -> None:
    """Let the system end this process, whatever it is doing: at its memory, its seconds of work, twice that by the clock.

    Work is what is limited, so that a busy machine does not refuse a file that an idle one reads.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the parent's patience is the limit
        return
    room = limits.megabytes * 1_000_000
    with suppress(ValueError, OSError):  # macOS does not limit the memory of a process
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for timer, stop, seconds in (
        (signal.ITIMER_PROF, signal.SIGPROF, limits.seconds),
        (signal.ITIMER_REAL, signal.SIGALRM, 2 * limits.seconds),
    ):
        signal.signal(stop, signal.SIG_DFL)
        signal.setitimer(timer, seconds)
