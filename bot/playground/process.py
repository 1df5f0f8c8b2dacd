"""The bot's process, started and stopped beside the stand-in; it is told where Slack is by its environment alone."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

GRACE = 5.0


class Process:
    """One process in a session of its own, so that Ctrl-C reaches only us and we stop it in order.

    Its standard input is a pipe that ends when we do: a command that watches it leaves nothing behind, however we end.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        folder: Path,
        log: Path,
        ready: Callable[[], bool],
        changed: Callable[[], None],
    ) -> None:
        self._command = [*command]
        self._environment = dict(environment)
        self._folder = folder
        self._log = log
        self._ready = ready
        self._changed = changed
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    @property
    def state(self) -> str:
        """`starting`, `running` or `stopped`."""
        if self._process is None or self._process.poll() is not None:
            return "stopped"
        return "running" if self._ready() else "starting"

    @property
    def ended_badly(self) -> bool:
        """Whether it ended with a status that says something went wrong, and not because we asked."""
        return self._process is not None and self._process.poll() not in (None, 0, -signal.SIGTERM, -signal.SIGKILL)

    @property
    def last_words(self) -> str:
        """The last lines of the process's output, for somebody who asks why it stopped."""
        if not self._log.exists():
            return ""
        return "\n".join(self._log.read_text("utf-8", "replace").splitlines()[-5:])

    def start(self) -> None:
        """Start it, unless it runs."""
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                return
            with self._log.open("ab") as output:
                self._process = subprocess.Popen(  # noqa: S603 - our own command, no shell
                    self._command,
                    env=self._environment,
                    cwd=self._folder,
                    stdin=subprocess.PIPE,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            threading.Thread(target=self._watch, args=(self._process,), daemon=True).start()
        self._changed()

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        process.wait()
        if process.stdin is not None:
            process.stdin.close()
        self._changed()

    def stop(self) -> None:
        """Ask it to end, and end it after a moment."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def _end(self, sign: signal.Signals) -> None:
        with self._lock:
            process = self._process
            if process is None or process.poll() is not None:
                return
            process.send_signal(sign)
            try:
                process.wait(GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._changed()
