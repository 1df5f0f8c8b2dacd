"""What the child process does: bound itself, read one file from standard input, answer on standard output."""

from __future__ import annotations

import gc
import pickle
import signal
import sys

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
    """Let the system end this process at its limits: memory, seconds on the clock, and seconds of work."""
    import resource

    room = limits.megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    work = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (work, work + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the system ends the process, whatever it is doing
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
