"""What people can do with Alongside in Slack: the one description behind help, manifest, Home tab and docs."""

from __future__ import annotations

from dataclasses import dataclass

APP_NAME = "Alongside"
SHORT_DESCRIPTION = "Check dates for observances and caring hours; find words and small acts of allyship."
LONG_DESCRIPTION = (
    "Alongside helps a workplace to work for everyone. Paste proposed meeting dates and it says which religious "
    "observances and caring hours they overlap, how certain that is, and which nearby times overlap with less. Ask it "
    "for a leadership quotation or a reflection prompt, and let a channel have a short prompt on its own rhythm. It "
    "looks at the date, time, place and kind of event only: never at who is invited, and it keeps no text you paste."
)


@dataclass(frozen=True, slots=True)
class Example:
    """Something that can be typed after a command, and what it does."""

    typed: str
    does: str


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command. `name` is what follows the prefix: "check" is /ally-check, and "" is /ally itself."""

    name: str
    summary: str
    hint: str
    examples: tuple[Example, ...]

    def typed(self, prefix: str) -> str:
        """The command as a person types it."""
        return f"/{prefix}-{self.name}" if self.name else f"/{prefix}"


COMMANDS: tuple[Command, ...] = (
    Command(
        "check",
        "Check proposed dates for observances and caring hours",
        "[dates as you would write them]",
        (
            Example("Fri 4 Dec 3-4.30pm", "checks one date"),
            Example("every other Tuesday 10-11 until Easter", "checks a series"),
            Example("12 March 2pm 2h Leeds, lunch provided", "takes the place and the food into account"),
            Example("", "opens a form"),
        ),
    ),
    Command(
        "dates",
        "See which observances are coming up",
        "[when] [tradition or day]",
        (
            Example("", "the next six weeks"),
            Example("March 2027", "one month"),
            Example("next month Jewish", "one tradition"),
            Example("Diwali 2028", "one day, under any spelling"),
        ),
    ),
    Command(
        "quote",
        "Show a quotation from a leader about allyship",
        "[theme]",
        (
            Example("", "any theme"),
            Example("courage", "a theme"),
            Example("themes", "lists the themes"),
        ),
    ),
    Command(
        "reflect",
        "Show a prompt: one situation, one small act",
        "[theme or situation]",
        (
            Example("", "any situation"),
            Example("chairing", "a situation"),
            Example("themes", "lists situations and themes"),
        ),
    ),
    Command(
        "weekly",
        "Set up, pause or stop this channel's prompts",
        "[set up | preview | pause | resume | skip | stop | hold | release]",
        (
            Example("", "shows how this channel's prompts stand"),
            Example("set up", "chooses day, time and rhythm"),
            Example("preview", "shows the next prompt to you alone"),
            Example("pause", "pauses until a day you choose; anybody in the channel may"),
            Example("resume", "brings them back"),
            Example("skip", "leaves out the next one"),
            Example("stop", "ends them"),
            Example("hold", "for workspace admins: silences the prompts of every channel at once"),
            Example("release", "for workspace admins: ends the hold"),
        ),
    ),
    Command(
        "",
        "Help, this workspace's settings, and your data",
        "[help | settings | privacy | my-data | forget-me]",
        (
            Example("help", "this list"),
            Example("settings", "this workspace's place, zone, hours and calendars"),
            Example("privacy", "what is kept and what never is"),
            Example("my-data", "shows what is held about you"),
            Example("forget-me", "erases it"),
        ),
    ),
)


def command(name: str) -> Command:
    """The command of that name ("" is the bare prefix)."""
    return next(item for item in COMMANDS if item.name == name)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An entry in Slack's shortcut menu (global) or in the menu of a message."""

    callback_id: str
    name: str
    kind: str
    description: str


SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("check_message", "Check these dates", "message", "Check the dates in this message. Only you see it."),
    Shortcut("check_form", "Check dates", "global", "Check a proposed date for observances and caring hours."),
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A typed input or output of the Workflow Builder step."""

    name: str
    kind: str
    title: str
    description: str
    required: bool = False


STEP_CALLBACK = "check_dates"
STEP_TITLE = "Check dates"
STEP_DESCRIPTION = "Check proposed dates for observances and caring hours."
STEP_INPUTS: tuple[Parameter, ...] = (
    Parameter("dates", "string", "Dates", "The dates as people write them.", required=True),
    Parameter("place", "string", "Place", "A town, or latitude,longitude. Left out: this workspace's place."),
)
STEP_OUTPUTS: tuple[Parameter, ...] = (
    Parameter("level", "string", "Level", "Best moved, Adjust, Good to know, or Nothing on our list.", required=True),
    Parameter("summary", "string", "Summary", "What was found, in words.", required=True),
    Parameter("better", "string", "Better times", "Nearby times that overlap with less, one a line.", required=True),
    Parameter("unread", "string", "Not understood", "What could not be read as a date.", required=True),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """A permission, why it is asked for, and the methods and events that need it."""

    name: str
    reason: str
    methods: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


SCOPES: tuple[Scope, ...] = (
    Scope("commands", "To answer the slash commands and shortcuts."),
    Scope(
        "chat:write",
        "To answer people in a direct message or a thread, and to post a channel's prompts where it was invited.",
        methods=(
            "chat.postMessage",
            "chat.postEphemeral",
            "chat.scheduleMessage",
            "chat.deleteScheduledMessage",
            "chat.scheduledMessages.list",
        ),
    ),
    Scope(
        "im:history",
        "To read direct messages that people send to the bot itself; no other conversation.",
        events=("message.im",),
    ),
    Scope("app_mentions:read", "To see a message that mentions the bot by name.", events=("app_mention",)),
    Scope("files:read", "To open a calendar file (.ics) that somebody sends to the bot.", methods=("files.info",)),
    Scope(
        "files:write",
        "To send the asker a long answer as a table, in their direct messages with the bot.",
        methods=("files.getUploadURLExternal", "files.completeUploadExternal"),
    ),
    Scope(
        "users:read",
        "To know the asker's time zone and whether they are a workspace admin. No e-mail addresses.",
        methods=("users.info",),
    ),
)

#: Events and methods that need no scope of their own.
FREE_EVENTS = ("app_home_opened", "app_uninstalled", "tokens_revoked", "function_executed")
FREE_METHODS = (
    "auth.test",
    "apps.connections.open",
    "oauth.v2.access",
    "views.open",
    "views.push",
    "views.update",
    "views.publish",
    "functions.completeSuccess",
    "functions.completeError",
)


def bot_scopes() -> list[str]:
    """The scopes to ask for, in the order in which the documents explain them."""
    return [scope.name for scope in SCOPES]


def bot_events() -> list[str]:
    """The events to subscribe to, sorted."""
    return sorted([*FREE_EVENTS, *(event for scope in SCOPES for event in scope.events)])
