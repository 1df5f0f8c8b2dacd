"""`alongside try`: a stand-in Slack workspace in the browser with the real bot in it, on this computer only."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import sys
import tempfile
import threading
import webbrowser
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.playground.process import Process
    from bot.playground.standin import StandIn

#: Proxies are for the world outside; the bot talks to this computer only.
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
#: Starts a command of `alongside` and ends it when its standard input ends, which is when we are gone.
LAUNCH = """
import os, signal, sys, threading

def until_alone():
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)

threading.Thread(target=until_alone, daemon=True).start()
from bot.cli import main
main()
"""
#: Every prompt within Slack's own limit is handed over at once, so that a moved clock finds it.
LEAD_HOURS = 24 * 119
#: Nobody who tries this waits a minute for the first prompt to be planned.
WORKER_HASTE = 12


@click.command("try")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Keep the workspace and the bot's database in this folder; default: a temporary one that is deleted.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The page's port; default: any that is free.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser (default), or only print it.")
def try_it(data: Path | None, port: int, browser: bool) -> None:
    """Try Alongside without Slack: a demonstration workspace in your browser. Stop with Ctrl-C.

    The bot is the real one; Slack is a stand-in. Nothing leaves this computer.
    """
    from bot.playground.front import Front

    stopping = threading.Event()
    for sign in {signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
        signal.signal(sign, lambda *_: stopping.set())
    with ExitStack() as ending:
        folder = _folder(data, ending)
        stand_in = _stand_in(folder, port, kept=data is not None)
        bot = _bot(stand_in, folder)
        stand_in.server.rooms.append(Front(stand_in, bot))
        stand_in.start()
        ending.callback(stand_in.stop)
        bot.start()
        ending.callback(bot.stop)
        click.echo(f"Alongside, to try: {stand_in.address}/")
        click.echo("A demonstration workspace: the bot is real, Slack is a stand-in, and nothing leaves this computer.")
        click.echo(f"Kept in {folder}." if data else "It is forgotten when you stop it. Ctrl-C stops it.")
        if browser and _has_screen():
            webbrowser.open(f"{stand_in.address}/")
        _wait(stopping, stand_in, bot, kept=folder if data else None)
        click.echo("Stopping…")
    click.echo("Stopped.")


def _folder(data: Path | None, ending: ExitStack) -> Path:
    if data is not None:
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.UsageError(f'"{data}" cannot be used as a folder: {error.strerror}.') from None
        if not os.access(data, os.W_OK):
            raise click.UsageError(f'"{data}" cannot be written to. Choose another folder for --data.')
        return data.resolve()
    folder = Path(tempfile.mkdtemp(prefix="alongside-try-"))
    ending.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _stand_in(folder: Path, port: int, *, kept: bool) -> StandIn:
    from bot.manifest import manifest
    from bot.playground.keeping import load
    from bot.playground.standin import StandIn

    try:
        stand_in = StandIn(manifest=manifest(), socket_mode=True, port=port)
    except OSError:
        raise click.UsageError(f"Port {port} is taken. Leave --port out to use any that is free.") from None
    if kept:
        load(stand_in, folder)
    return stand_in


def _bot(stand_in: StandIn, folder: Path) -> Process:
    """The bot as anybody would run it over Socket Mode: `alongside socket`, told by settings where Slack is."""
    import bot
    from bot.playground.process import Process
    from bot.settings import VARIABLES

    place = {"place", "tz", "contact"}
    own = {variable.name for name, variable in VARIABLES.items() if name not in place}
    dropped = own | {*PROXIES, *(each.lower() for each in PROXIES)}
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    code = str(Path(bot.__file__).parent.parent)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [code, environment.get("PYTHONPATH", "")]))
    environment |= stand_in.environment()
    environment["DATABASE_URL"] = f"sqlite:///{folder / 'alongside.db'}"
    environment["TOKEN_KEYS"] = _key(folder)
    environment["LEAD_HOURS"] = str(LEAD_HOURS)
    environment["WORKER_HASTE"] = str(WORKER_HASTE)
    return Process(
        [sys.executable, "-c", LAUNCH, "socket"],
        environment=environment,
        folder=folder,
        log=folder / "bot.log",
        ready=lambda: stand_in.sockets.connected > 0,
        changed=stand_in.slack.changed,
    )


def _key(folder: Path) -> str:
    """A key for the database of this folder, made once."""
    import base64

    path = folder / "key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
    return path.read_text().strip()


def _has_screen() -> bool:
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def _wait(stopping: threading.Event, stand_in: StandIn, bot: Process, *, kept: Path | None) -> None:
    """Until Ctrl-C: say when the bot is ready or has stopped by itself, and keep the workspace if asked to."""
    from bot.playground.keeping import save

    told = ""
    while not stopping.wait(0.2):
        state = bot.state
        if state != told:
            told = state
            if state == "running":
                click.echo("The bot is connected.")
            elif state == "stopped" and bot.ended_badly:
                click.echo(f"The bot stopped by itself. Its last words:\n{bot.last_words}", err=True)
        if kept is not None:
            save(stand_in, kept)
    if kept is not None:
        save(stand_in, kept)
