"""The command `alongside`. Finds the subcommand, and turns every error into one plain sentence."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

#: Subcommand → where it is defined. A module is imported only when its command is asked for, so a start stays short.
COMMANDS: dict[str, str] = {
    "check": "bot.terminal.check:command",
    "dates": "bot.terminal.dates:dates",
    "try": "bot.terminal.try_it:try_it",
    "web": "bot.terminal.web:web",
    "socket": "bot.terminal.socket:socket",
    "manifest": "bot.terminal.manifest:manifest",
    "doctor": "bot.terminal.doctor:doctor",
    "quote": "bot.terminal.quote:quote",
    "reflect": "bot.terminal.reflect:reflect",
    "content": "bot.terminal.content:content",
    "worker": "bot.terminal.worker:worker",
    "migrate": "bot.terminal.migrate:migrate",
    "reseal": "bot.terminal.migrate:reseal",
}


class _Lazy(click.Group):
    """A group whose commands are imported when they are called (or when help lists them)."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="alongside", message="%(prog)s %(version)s")
def alongside() -> None:
    """Check dates against observances and caring hours; find words and small acts; run the Slack bot."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `alongside`. Exit status: 0 answered, 2 unusable input (one sentence on standard error), 1 our own fault.

    Every error that is meant for a person is a `ValueError` whose text is the sentence (`scheduling.errors`,
    `content.errors`, `bot.errors`); click's own usage errors are shortened to one line.
    """
    try:
        status = alongside.main(args=arguments, prog_name="alongside", standalone_mode=False)
    except click.exceptions.Abort:
        _stop("Stopped.", 130)
    except click.exceptions.NoArgsIsHelpError as error:
        _stop(error.format_message(), 2)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "alongside"
        _stop(f"{error.format_message()} Try: {command} --help", 2)
    except UnicodeError:
        _stop("The input is not text in UTF-8.", 2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except ValueError as error:
        if not getattr(error, "for_people", False):
            _unexpected(error)
        _stop(str(error), 2)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            _unexpected(error)
        _stop(f"The answer could not be written: {error.strerror}.", 2)
    except Exception as error:  # the last line of defence: no traceback reaches a person
        _unexpected(error)
    sys.exit(status if isinstance(status, int) else 0)


def _stop(sentence: str, status: int) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(status)


def _unexpected(error: Exception) -> NoReturn:
    """Show a short reference, and say how to see the rest."""
    if "ALONGSIDE_DEBUG" in os.environ:
        raise error
    import secrets  # only here: it would add a twentieth to every start

    reference = secrets.token_hex(3)
    kind = type(error).__name__
    _stop(f"Something went wrong on our side ({kind}, reference {reference}). ALONGSIDE_DEBUG=1 shows the details.", 1)


if __name__ == "__main__":
    main()
