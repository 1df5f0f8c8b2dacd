"""A channel's prompts: how they stand, the form that sets them up, and what a reader can do about one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.store.states import SubscriptionState
from bot.store.subscriptions import Subscription, Wishes
from bot.views.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    escape,
    field,
    message,
    modal,
    option,
    plain,
    section,
)
from bot.views.channel_prompts import BECAUSE
from content.cards import Card, Theme
from scheduling.cadence import Slot, SlotKind
from scheduling.wording.dates import WEEKDAYS, clock, day_in_full

SET_UP = "weekly_set_up"
PREVIEW = "weekly_preview"
PAUSE = "weekly_pause"
RESUME = "weekly_resume"
SKIP = "weekly_skip"
UNSKIP = "weekly_unskip"
STOP = "weekly_stop"
FORM = "weekly_form"

RHYTHMS = {"2": "Every other week", "1": "Every week"}
LOOK_AHEAD = {"yes": "Add a two-line look ahead at coming days"}


def not_set_up() -> Message:
    """A channel without prompts: what they are, and how to begin."""
    said = (
        "This channel has no prompts. Once somebody here turns them on, a short one comes every week or every other "
        "week: one situation, one small act. Nobody is mentioned, and nobody sees what you do with it."
    )
    return message([section(said), actions(button("Set up", SET_UP, style="primary"), button("Preview", PREVIEW))])


def state_of(found: Subscription, *, coming: Sequence[Slot], skipped: Sequence[datetime], held: bool) -> Message:
    """How the channel's prompts stand, and what anybody here may do about them."""
    zone = ZoneInfo(found.wishes.tz)
    lines = [f"*{rhythm(found.wishes)}*"]
    if held:
        lines.append("On hold: an admin stopped all channel prompts in this workspace.")
    if found.state is SubscriptionState.PAUSED:
        until = f" until {day_in_full(found.paused_until)}" if found.paused_until else ""
        because = f" because {BECAUSE[found.pause_reason]}" if found.pause_reason else ""
        lines.append(f"Paused{until}{because}.")
    elif found.state is SubscriptionState.ASKED:
        lines.append("Twelve weeks are over. Resume for twelve more, or stop.")
    elif coming:
        lines.append(f"Next: {_slot(coming[0], zone)}.")
        if len(coming) > 1:
            lines.append("Then: " + "; ".join(_slot(slot, zone) for slot in coming[1:]) + ".")
    lines += [f"Left out: {_moment(moment, zone)}." for moment in skipped]
    if found.wishes.themes:
        lines.append(f"Themes: {escape(', '.join(found.wishes.themes))}")
    blocks = [section("\n".join(lines)), actions(*_buttons(found, coming, skipped))]
    return message([*blocks, context("Anybody in the channel may change, pause or stop them.")])


def rhythm(wishes: Wishes) -> str:
    """A rhythm in words: "Every other Tuesday at 10:00 (Europe/London)"."""
    every = "Every" if wishes.every_weeks == 1 else "Every other"
    return f"{every} {WEEKDAYS[wishes.weekday]} at {wishes.at:%H:%M} ({escape(wishes.tz)})"


def form(now: Wishes, themes: Sequence[Theme], *, channel: str) -> Block:
    """Rhythm, day, time and themes, as they are or as they are suggested."""
    chosen = [option(theme.name, theme.id) for theme in themes if theme.id in now.themes]
    theme_menu: Block = {
        "type": "multi_static_select",
        "action_id": "chosen",
        "options": [option(theme.name, theme.id) for theme in themes],
    }
    box = option(LOOK_AHEAD["yes"], "yes")
    ahead: Block = {"type": "checkboxes", "action_id": "chosen", "options": [box]}
    time: Block = {"type": "timepicker", "action_id": "time", "initial_time": f"{now.at:%H:%M}"}
    days = {str(number): name for number, name in enumerate(WEEKDAYS[:5])}
    blocks = [
        field("How often", _select(RHYTHMS, str(now.every_weeks)), block_id="every", optional=False),
        field("Day", _select(days, str(min(now.weekday, 4))), block_id="weekday", optional=False),
        field("Time", time, block_id="time", optional=False, hint=f"In the zone {now.tz}."),
        field("Themes", theme_menu | ({"initial_options": chosen} if chosen else {}), block_id="themes",
              hint="None chosen means all of them."),
        field("Look ahead", ahead | ({"initial_options": [box]} if now.look_ahead else {}), block_id="ahead"),
        context("Never on a bank holiday, a weekend or a solemn day. After twelve weeks I ask whether to go on."),
    ]  # fmt: skip
    return modal(
        "Channel prompts", blocks, callback_id=FORM, submit="Save", close="Cancel", kept=f"{channel}\n{now.tz}"
    )


def set_up(found: Subscription, coming: Sequence[Slot], *, may_post: bool, bot: str) -> Block:
    """The confirmation; when the bot is not in the channel yet, the one thing left to do."""
    zone = ZoneInfo(found.wishes.tz)
    said = f"*{rhythm(found.wishes)}*" + (f"\nThe first comes on {_slot(coming[0], zone)}." if coming else "")
    blocks = [section(said)]
    if not may_post:
        blocks.append(section(f"One thing is left: I am not in this channel yet. Please type `/invite {bot}` there."))
    return modal("Channel prompts", blocks, close="Done")


def preview(said: Message) -> Message:
    """The next prompt, to the asker alone."""
    words = [block for block in said.blocks if block["type"] != "actions"]
    return message([context("A preview; only you see it."), *words])


def source(card: Card) -> Message:
    """Where a prompt and the words it carries come from."""
    lines = []
    if card.prompt:
        lines.append(f"The prompt is our own writing. It grew from: {escape(card.prompt.source)}")
    if card.quotation:
        lines.append(f"The words: {escape(card.quotation.attribution)}, in {escape(card.quotation.document.byline)}")
    return plain("\n".join(lines))


def not_for_me() -> Message:
    """Ways to see less, for the reader alone."""
    said = (
        "You can mute this channel for yourself in Slack; nobody sees that. Or pause the prompts for the whole "
        "channel, which anybody here may do."
    )
    return message([section(said), actions(button("Pause the prompts here", PAUSE), button("Preview", PREVIEW))])


def _buttons(found: Subscription, coming: Sequence[Slot], skipped: Sequence[datetime]) -> list[Block]:
    buttons = [button("Change", SET_UP), button("Preview", PREVIEW)]
    if found.state is SubscriptionState.ACTIVE:
        if coming and coming[0].kind is SlotKind.PROMPT:
            buttons.append(button("Skip the next", SKIP))
        if skipped:
            buttons.append(button("Bring it back", UNSKIP, value=skipped[0].isoformat()))
        buttons.append(button("Pause", PAUSE))
    else:
        buttons.append(button("Resume", RESUME, style="primary"))
    return [*buttons, button("Stop", STOP, style="danger") | _SURE]


_SURE: Block = {
    "confirm": {
        "title": {"type": "plain_text", "text": "Stop the prompts?"},
        "text": {"type": "plain_text", "text": "This channel gets no more of them. Pause keeps them for later."},
        "confirm": {"type": "plain_text", "text": "Stop"},
        "deny": {"type": "plain_text", "text": "Keep them"},
    }
}


def _slot(slot: Slot, zone: ZoneInfo) -> str:
    asked = " (asks whether to go on)" if slot.kind is SlotKind.QUESTION else ""
    return f"{_moment(slot.at, zone)}{asked}"


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{day_in_full(local)} at {clock(local)}"


def _select(choices: dict[str, str], initial: str) -> Block:
    return {
        "type": "static_select",
        "action_id": "chosen",
        "options": [option(words, value) for value, words in choices.items()],
        "initial_option": option(choices[initial], initial),
    }
