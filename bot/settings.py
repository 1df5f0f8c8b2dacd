"""Settings from the environment: one table that is read at start, explained by `doctor`, and printed into the docs.

Importing this module is cheap; `environs` is loaded only when a whole set of settings is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from bot.errors import SettingsError

DEFAULT_PLACE = "London"
DEFAULT_TZ = "Europe/London"


class Way(StrEnum):
    """How Alongside runs; each way needs its own settings."""

    SOCKET = "socket"
    WEB = "web"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: what it is for, what it is when unset, and how to get one."""

    name: str
    meaning: str
    read: Callable[[str], object]
    default: str = ""
    secret: bool = False
    obtain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an installation can be told from outside. An unset text is "". Secrets do not show in `repr`."""

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    token_keys: tuple[str, ...] = field(default=(), repr=False)
    api_url: str = "https://slack.com/api/"
    public_url: str = ""
    database_url: str = field(default="sqlite:///alongside.db", repr=False)
    command_prefix: str = "ally"
    place: str = DEFAULT_PLACE
    tz: str = DEFAULT_TZ
    contact: str = ""
    host: str = "127.0.0.1"
    port: int = 3000
    web_workers: int = 2
    web_threads: int = 8
    lead_hours: int = 2
    lateness_hours: int = 2
    worker_haste: int = 1
    text_kb: int = 20
    text_lines: int = 200
    file_mb: int = 10
    file_events: int = 20_000
    file_seconds: int = 5
    file_memory_mb: int = 512
    log_level: str = "INFO"

    @property
    def many_workspaces(self) -> bool:
        """Whether workspaces install by OAuth, rather than one by its token."""
        return bool(self.client_id and self.client_secret)

    @property
    def authorize_url(self) -> str:
        """Where an installer is sent to approve: beside the Web API, so that a stand-in has its own."""
        return self.api_url.removesuffix("api/") + "oauth/v2/authorize"


def load() -> Settings:
    """Read every setting from the environment.

    Raises SettingsError with one sentence for each value that cannot be used. What is merely absent is not an error
    here: ask `problems` for what a way of running still needs.
    """
    from environs import Env, EnvValidationError, ValidationError

    env = Env(eager=False, expand_vars=False)

    def read(text: str, *, variable: Variable) -> object:
        try:
            return variable.read(text.strip())
        except ValueError as error:
            shown = "" if variable.secret else f' is "{text.strip()[:60]}", which'
            raise ValidationError(f"{variable.name}{shown} {error}") from error

    env.add_parser("variable", read)
    values: dict[str, Any] = {}
    for name, variable in VARIABLES.items():
        if os.environ.get(variable.name, "").strip():
            values[name] = env.variable(variable.name, variable=variable)
    try:
        env.seal()
    except EnvValidationError as error:
        found: Any = error.error_messages  # by variable, as `seal` gives them
        raise SettingsError(tuple(line for lines in found.values() for line in lines)) from None
    return Settings(**values)


def problems(settings: Settings, way: Way) -> tuple[str, ...]:
    """What this way of running still needs: one sentence a missing setting, with how to get it."""
    needed = {
        Way.SOCKET: ("bot_token", "app_token"),
        Way.WEB: ("signing_secret",),
        Way.WORKER: (),
    }[way]
    found = [_missing(name, way) for name in needed if not getattr(settings, name)]
    if way is not Way.SOCKET:
        found += _who_installs(settings, way)
    return tuple(found)


def require(settings: Settings, way: Way) -> Settings:
    """The same settings when they suffice for this way of running; otherwise raises SettingsError."""
    if found := problems(settings, way):
        raise SettingsError(found)
    return settings


def local_defaults(environ: Mapping[str, str] = os.environ) -> tuple[str, str]:
    """Place name and IANA zone to assume at a terminal, unchecked: ALONGSIDE_PLACE and ALONGSIDE_TZ or the defaults."""
    place = environ.get("ALONGSIDE_PLACE", "").strip() or DEFAULT_PLACE
    return place, environ.get("ALONGSIDE_TZ", "").strip() or DEFAULT_TZ


def local_number(name: str, environ: Mapping[str, str] = os.environ) -> int:
    """One whole number at a terminal, by its field: what the environment says, or the default. Raises SettingsError."""
    variable = VARIABLES[name]
    written = environ.get(variable.name, "").strip() or variable.default
    try:
        return int(str(variable.read(written)))
    except ValueError as error:
        raise SettingsError((f'{variable.name} is "{written[:60]}", which {error}',)) from None


def _who_installs(settings: Settings, way: Way) -> list[str]:
    """A server needs either one workspace's token or everything that installing into many takes."""
    oauth = {name: getattr(settings, name) for name in ("client_id", "client_secret")}
    if not any(oauth.values()):
        return [] if settings.bot_token else [_missing("bot_token", way) + " Or set SLACK_CLIENT_ID for many."]
    found = [_missing(name, way) for name, value in oauth.items() if not value]
    if not settings.token_keys:
        found.append(_missing("token_keys", way))
    if way is Way.WEB and not settings.public_url:
        found.append(_missing("public_url", way))
    return found


def _missing(name: str, way: Way) -> str:
    variable = VARIABLES[name]
    return f"{variable.name} is not set, and `alongside {way}` needs it. {variable.obtain}"


def _text(value: str) -> str:
    return value


def _starting(prefix: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if not value.startswith(prefix) or len(value) < len(prefix) + 4 or not value.isascii():
            raise ValueError(f"does not look like a Slack token of this kind: they begin with {prefix}.")
        return value

    return read


def _signing_secret(value: str) -> str:
    if len(value) < 16 or not value.isalnum():
        raise ValueError("does not look like a signing secret: Slack's are letters and digits, usually 32 of them.")
    return value


def _whole(lowest: int, highest: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not value.isascii() or not value.isdecimal() or not lowest <= int(value[:9]) <= highest:
            raise ValueError(f"is not a whole number from {lowest} to {highest}.")
        return int(value)

    return read


def _address(*, slash: bool) -> Callable[[str], str]:
    def read(value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("is not a web address that begins with https:// or http://.")
        return value.rstrip("/") + ("/" if slash else "")

    return read


def _database(value: str) -> str:
    """Accept the short forms that hosting platforms hand out, and name the driver that is installed."""
    scheme, separator, rest = value.partition("://")
    if scheme in ("postgres", "postgresql"):
        scheme = "postgresql+pg8000"
    if not separator or scheme not in ("sqlite", "postgresql+pg8000"):
        raise ValueError("is not a database address that begins with sqlite:/// or postgresql://.")
    return f"{scheme}://{rest}"


def _prefix(value: str) -> str:
    word = value.removeprefix("/")
    if not word.replace("-", "").isalnum() or not word.isascii() or word != word.lower() or len(word) > 20:
        raise ValueError("is not a command prefix: use up to 20 lower-case letters, digits and hyphens, as in ally.")
    return word


def _place(value: str) -> str:
    from scheduling.places import find_place

    try:
        find_place(value)
    except ValueError as error:
        raise ValueError(f"cannot be used: {error}") from error
    return value


def _zone(value: str) -> str:
    from scheduling.places import zone

    try:
        zone(value)
    except ValueError:
        raise ValueError("is not a time zone; use an IANA name such as Europe/London.") from None
    return value


def _keys(value: str) -> tuple[str, ...]:
    from cryptography.fernet import Fernet

    keys = tuple(filter(None, (key.strip() for key in value.split(","))))
    for key in keys:
        try:
            Fernet(key)
        except ValueError:
            raise ValueError(f"is not a list of keys. {_MAKE_KEY}") from None
    return keys


def _log_level(value: str) -> str:
    if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("is not one of DEBUG, INFO, WARNING, ERROR.")
    return value.upper()


_MAKE_KEY = (
    'Make one with: python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())" '
    "and keep it with your other secrets."
)
_APP = "Open your app at api.slack.com/apps"

#: Field of `Settings` → its environment variable.
VARIABLES: dict[str, Variable] = {
    "bot_token": Variable(
        "SLACK_BOT_TOKEN",
        "The bot token of the one workspace Alongside serves.",
        _starting("xoxb-"),
        secret=True,
        obtain=f"{_APP}, choose OAuth & Permissions, install the app, and copy the Bot User OAuth Token.",
    ),
    "app_token": Variable(
        "SLACK_APP_TOKEN",
        "The app-level token that Socket Mode connects with.",
        _starting("xapp-"),
        secret=True,
        obtain=f"{_APP}, choose Basic Information, and generate an app-level token with connections:write.",
    ),
    "signing_secret": Variable(
        "SLACK_SIGNING_SECRET",
        "Proves that a request over HTTP comes from Slack.",
        _signing_secret,
        secret=True,
        obtain=f"{_APP}, choose Basic Information, and copy the Signing Secret.",
    ),
    "client_id": Variable(
        "SLACK_CLIENT_ID",
        "With the client secret: lets many workspaces install Alongside by OAuth.",
        _text,
        obtain=f"{_APP}, choose Basic Information, and copy the Client ID.",
    ),
    "client_secret": Variable(
        "SLACK_CLIENT_SECRET",
        "The other half of the OAuth client.",
        _text,
        secret=True,
        obtain=f"{_APP}, choose Basic Information, and copy the Client Secret.",
    ),
    "token_keys": Variable(
        "TOKEN_KEYS",
        "Keys that encrypt the tokens of installed workspaces in the database, separated by commas. "
        "The first encrypts; all are tried to decrypt, so a new key goes in front and the old one stays for a while.",
        _keys,
        secret=True,
        obtain=_MAKE_KEY,
    ),
    "api_url": Variable(
        "SLACK_API_URL",
        "Where the Web API is. Only a stand-in workspace or a proxy needs another.",
        _address(slash=True),
        default="https://slack.com/api/",
    ),
    "public_url": Variable(
        "PUBLIC_URL",
        "The address at which Slack reaches this server, as in https://alongside.example.org.",
        _address(slash=False),
        obtain="It is the https:// address of your host or proxy, without a path.",
    ),
    "database_url": Variable(
        "DATABASE_URL",
        "Where settings, subscriptions and deliveries are kept: SQLite or PostgreSQL.",
        _database,
        default="sqlite:///alongside.db",
        secret=True,
    ),
    "command_prefix": Variable(
        "COMMAND_PREFIX",
        "The word that commands begin with, so that a trial and a live bot can share one workspace.",
        _prefix,
        default="ally",
    ),
    "place": Variable(
        "ALONGSIDE_PLACE",
        "Where events are held until a workspace says otherwise: a town, or latitude,longitude.",
        _place,
        default=DEFAULT_PLACE,
    ),
    "tz": Variable(
        "ALONGSIDE_TZ",
        "The time zone of dates whose writer's own zone is not known.",
        _zone,
        default=DEFAULT_TZ,
    ),
    "contact": Variable(
        "CONTACT",
        "Who answers questions about Alongside here (a name, a channel or an address); shown in help and privacy.",
        _text,
    ),
    "host": Variable("HOST", "The network address the web server listens on.", _text, default="127.0.0.1"),
    "port": Variable("PORT", "The port the web server listens on.", _whole(1, 65535), default="3000"),
    "web_workers": Variable("WEB_WORKERS", "Processes of the web server.", _whole(1, 64), default="2"),
    "web_threads": Variable("WEB_THREADS", "Threads in each of those processes.", _whole(1, 128), default="8"),
    "lead_hours": Variable(
        "LEAD_HOURS",
        "How many hours before its time a channel prompt is handed to Slack, which then posts it even if we are down.",
        _whole(1, 24 * 119),
        default="2",
    ),
    "lateness_hours": Variable(
        "LATENESS_HOURS",
        "How many hours late a channel prompt may still be posted after an outage; older ones are skipped.",
        _whole(0, 24 * 7),
        default="2",
    ),
    "worker_haste": Variable(
        "WORKER_HASTE",
        "How many times as often as usual a worker looks for something to do; more is for trying things out.",
        _whole(1, 60),
        default="1",
    ),
    "text_kb": Variable(
        "TEXT_KB",
        "How much pasted text is read at once, in KB; longer text gets one sentence.",
        _whole(1, 100),
        default="20",
    ),
    "text_lines": Variable(
        "TEXT_LINES", "How many lines of pasted text are read at once.", _whole(1, 5000), default="200"
    ),
    "file_mb": Variable(
        "FILE_MB", "The largest calendar or text file that is fetched and read, in MB.", _whole(1, 100), default="10"
    ),
    "file_events": Variable(
        "FILE_EVENTS", "How many events of one calendar file are read.", _whole(1, 200_000), default="20000"
    ),
    "file_seconds": Variable(
        "FILE_SECONDS", "How many seconds of work one calendar file may take.", _whole(1, 60), default="5"
    ),
    "file_memory_mb": Variable(
        "FILE_MEMORY_MB",
        "How much memory the process that reads a calendar file may take, in MB.",
        _whole(128, 8192),
        default="512",
    ),
    "log_level": Variable("LOG_LEVEL", "DEBUG, INFO, WARNING or ERROR.", _log_level, default="INFO"),
}

# A field without a variable, or a variable without a field, is our own mistake: found at import, not in production.
if {item.name for item in fields(Settings)} != set(VARIABLES):
    raise RuntimeError("bot/settings.py: fields and variables differ")
