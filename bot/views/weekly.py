"""`/ally-weekly`: how a channel's prompts stand, the form that sets them up, the pause form, the preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from bot.store.ledger import LAST_MINUTE
from bot.store.states import PauseReason, SubscriptionState
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
from bot.views.clock import as_read
from content.cards import Card, Theme
from scheduling.cadence import LeftOut, Slot, SlotKind
from scheduling.wording.dates import clock, day_in_full

SET_UP = "weekly_set_up"
CHANNEL = "channel"
SET_UP_FORM = "weekly_set_up_form"
PREVIEW = "weekly_preview"
PAUSE = "weekly_pause"
PAUSE_FORM = "weekly_pause_form"
RESUME = "weekly_resume"
SKIP = "weekly_skip"
UNSKIP = "weekly_unskip"
STOP = "weekly_stop"
RELEASE = "weekly_release"

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RHYTHMS = {1: "Every week", 2: "Every other week"}
ANY_THEME = "any theme"
#: How long a pause lasts unless somebody says otherwise.
USUAL_PAUSE = timedelta(weeks=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a channel's prompts stand: what is coming, what is left out and why, and the workspace's hold."""

    subscription: Subscription | None
    coming: Sequence[Slot] = ()
    left_out: Sequence[LeftOut] = ()
    skipped: datetime | None = None
    held: bool = False
    may_change: bool = True
    may_release: bool = False
    still: str = ""


def standing(now: Standing, *, themes: Sequence[Theme], typed: str) -> Message:
    """How the channel's prompts stand, with what the asker can do about it."""
    if now.subscription is None:
        return _nothing_yet(now)
    subscription = now.subscription
    blocks = [section(f"*This channel's prompts:* {_chosen(subscription.wishes, themes)}")]
    blocks += [section(line) for line in (now.still, *_state(now, typed)) if line]
    if now.left_out:
        lines = [f"• {day_in_full(one.day)}: {escape(one.why)}" for one in now.left_out[:5]]
        blocks.append(context("Nothing is posted on these days:\n" + "\n".join(lines)))
    blocks.append(actions(*_buttons(now)))
    if not now.may_change:
        blocks.append(context("Anybody here may pause, skip or resume. Whoever set it up and admins may change it."))
    return message(blocks)


def form(
    wishes: Wishes,
    *,
    themes: Sequence[Theme],
    days: Sequence[int],
    place: str,
    channel: str,
    new: bool,
    outside: bool = False,
) -> Block:
    """Rhythm, day, time, themes, look ahead. `days` are the working days of the workspace.

    Unless channels shared with other organisations may have prompts (`outside`), the form has a menu in which Slack
    chooses the present channel, and from which it leaves those channels out: it tells no app which they are.
    """
    weekdays = [option(WEEKDAYS[day], str(day)) for day in sorted(days)]
    rhythms = [option(label, str(weeks)) for weeks, label in RHYTHMS.items()]
    choices = [option(theme.name, theme.id) for theme in themes][:100]
    chosen = [one for one in choices if one["value"] in wishes.themes]
    day = next((one for one in weekdays if one["value"] == str(wishes.weekday)), weekdays[0])
    theme_menu: Block = {
        "type": "multi_static_select",
        "action_id": "themes",
        "placeholder": {"type": "plain_text", "text": "Any theme"},
        "options": choices,
    }
    if chosen:
        theme_menu["initial_options"] = chosen
    yes_no = [option("Yes, two lines on what is coming up", "yes"), option("No", "no")]
    time_picker = {"type": "timepicker", "action_id": "time", "initial_time": f"{wishes.at:%H:%M}"}
    blocks = [
        section(
            "A short prompt for the whole channel: one situation, one small act. No mentions, no replies asked for."
        ),
        *([] if outside else [_this_channel()]),
        _radio("How often", "rhythm", rhythms, rhythms[wishes.every_weeks - 1]),
        field("Day", _select("day", weekdays, day), block_id="day", optional=False),
        field("Time", time_picker, block_id="time", optional=False, hint=f"Local time in {place} ({wishes.tz})."),
        field("Themes", theme_menu, block_id="themes", hint="Left empty, prompts come from every theme."),
        _radio("Look ahead", "look_ahead", yes_no, yes_no[0 if wishes.look_ahead else 1]),
        context(
            "Never on a bank holiday or at a weekend, and on a solemn day only a prompt written for it. "
            "After twelve weeks the channel is asked again."
        ),
    ]
    title = "Channel prompts" if new else "Change the prompts"
    return modal(title, blocks, callback_id=SET_UP_FORM, submit="Turn on" if new else "Change", kept=channel)


def pause_form(channel: str, *, today: date) -> Block:
    """Until when to pause. Anybody may; who did is not kept."""
    picker = {"type": "datepicker", "action_id": "until", "initial_date": f"{today + USUAL_PAUSE}"}
    blocks = [
        section("No prompt is posted here until the day you choose. It is not kept who paused."),
        field("Until", picker, block_id="until", hint="Left empty, until somebody resumes."),
    ]
    return modal("Pause the prompts", blocks, callback_id=PAUSE_FORM, submit="Pause", close="Cancel", kept=channel)


def still_coming(post_at: Sequence[datetime], now: datetime, zone: tzinfo) -> str:
    """What appears all the same, though it was silenced: a sentence or two, or "" when nothing does.

    Slack deletes no scheduled message in its last minute (chat.deleteScheduledMessage).
    """
    late = [at for at in post_at if at - now <= LAST_MINUTE]
    tried = [at for at in post_at if at - now > LAST_MINUTE]
    said = []
    if late:
        what = f"The prompt due at {_clock(late[0], zone)}" if len(late) == 1 else f"{len(late)} prompts due by now"
        said.append(f"{what} will probably still appear: Slack takes nothing back in the last minute.")
    if tried:
        what = f"the prompt due at {_clock(tried[0], zone)}" if len(tried) == 1 else f"{len(tried)} prompts"
        said.append(f"Slack has not yet given back {what}; this is tried again every half minute.")
    return " ".join(said)


def done(title: str, sentence: str) -> Block:
    """What a form came to."""
    return modal(title, [section(sentence)], close="Done")


def set_up(
    subscription: Subscription, coming: Sequence[Slot], *, themes: Sequence[Theme], may_post: bool, still: str = ""
) -> Block:
    """The prompts were set up or changed: when the first one comes, what still appears, and what the bot needs."""
    first = f" The next one comes on {_moment(coming[0])}." if coming else ""
    blocks = [section(f"{_chosen(subscription.wishes, themes)}{first}")]
    if still:
        blocks.append(section(still))
    if not may_post:
        blocks.append(
            context("I am not in this channel yet, and I post only where I was invited: type `/invite @Alongside`.")
        )
    return modal("Channel prompts", blocks, close="Done")


def preview(post: Message, slot: Slot | None, *, twelve_hour: bool) -> Message:
    """The next prompt, for the asker alone: its hour on their own clock, the post as the channel will see it."""
    when = f"on {_moment(slot)}" if slot else "as things stand"
    head = plain(f"*Preview*, for you alone. This is what the channel would see {when}:")
    return message([*as_read(head, twelve_hour=twelve_hour).blocks, *post.blocks[:-1]])


def not_for_me(*, typed: str) -> Message:
    """What a reader can do who does not want this; nothing about the press is kept."""
    text = (
        "You can mute this channel for yourself in Slack. That you pressed this is not kept, and nobody sees it. "
        f"Anybody here may also pause the prompts for the whole channel, or leave one out with `{typed} skip`."
    )
    return message([section(text), actions(button("Pause the prompts", PAUSE, aria="Pause this channel's prompts"))])


def source(card: Card) -> Message:
    """Where a prompt and the words it carries come from, for the reader alone."""
    lines = []
    if card.prompt:
        lines.append(f"The prompt is our own writing. It grew from: {escape(card.prompt.source)}.")
        lines.append(
            f"{escape(card.prompt.owner)} looks after it; it is reviewed by {day_in_full(card.prompt.review)}."
        )
    if card.quotation:
        lines.append(f"The words: {escape(card.quotation.attribution)}, in {escape(card.quotation.document.byline)}")
    return plain("\n".join(lines))


def _nothing_yet(now: Standing) -> Message:
    held = " All prompts of this workspace are on hold just now." if now.held else ""
    blocks = [
        section(f"This channel has no prompts; they are off until somebody here turns them on.{held}"),
        actions(
            button("Set up", SET_UP, style="primary", aria="Set up prompts for this channel"),
            button("See an example", PREVIEW, aria="See an example of a prompt, for you alone"),
        ),
    ]
    if now.held and now.may_release:
        blocks.append(actions(button("Release the hold", RELEASE)))
    return message(blocks)


def _state(now: Standing, typed: str) -> list[str]:
    """What is the case, in sentences."""
    subscription = now.subscription
    assert subscription is not None
    lines = ["All prompts of this workspace are *on hold*; an admin can release them."] if now.held else []
    if subscription.state is SubscriptionState.ASKED:
        return [
            *lines,
            "Twelve weeks are over, and the channel was asked whether to go on. *Resume* gives twelve more.",
        ]
    if subscription.state is SubscriptionState.PAUSED and subscription.paused_until is not None:
        lines.append(f"*Paused* until {day_in_full(subscription.paused_until)}.")
    elif subscription.state is SubscriptionState.PAUSED:
        reason = subscription.pause_reason or PauseReason.PERSON
        return [*lines, f"*Paused*, because {BECAUSE[reason]}."]
    if now.skipped is not None:
        lines.append(f"Left out, because somebody skipped it: {day_in_full(now.skipped.date())}.")
    if now.coming and not now.held:
        first, *rest = now.coming
        after = f" After that: {'; '.join(day_in_full(slot.at.date()) for slot in rest)}." if rest else ""
        what = "The next prompt" if first.kind is SlotKind.PROMPT else "The question whether to go on"
        lines.append(f"{what} comes on *{_moment(first)}*.{after}")
    elif not now.held:
        lines.append(f"No prompt is coming. `{typed} set up` chooses another day.")
    return lines


def _buttons(now: Standing) -> list[Block]:
    subscription = now.subscription
    assert subscription is not None
    buttons = [button("Preview", PREVIEW, aria="See the next prompt, for you alone")]
    if subscription.state is SubscriptionState.ACTIVE:
        if now.skipped is not None:
            value = now.skipped.isoformat()
            buttons.append(
                button("Bring it back", UNSKIP, value=value, aria="Post the prompt that was skipped after all")
            )
        elif now.coming:
            value = now.coming[0].at.isoformat()
            buttons.append(button("Skip the next", SKIP, value=value, aria="Leave out the next prompt"))
        buttons.append(button("Pause…", PAUSE, aria="Pause until a day you choose"))
    else:
        buttons.append(button("Resume", RESUME, style="primary", aria="Bring the prompts back"))
    if now.may_change:
        buttons.append(button("Change", SET_UP, aria="Change rhythm, day, time, themes or look ahead"))
        buttons.append(button("Stop", STOP, style="danger", aria="End this channel's prompts") | _SURE)
    if now.held and now.may_release:
        buttons.append(button("Release the hold", RELEASE, aria="Let every channel's prompts go on"))
    return buttons


def _chosen(wishes: Wishes, themes: Sequence[Theme]) -> str:
    """Everything that was chosen, in one sentence."""
    names = [theme.name for theme in themes if theme.id in wishes.themes]
    about = escape(", ".join(names)) if names else ANY_THEME
    ahead = "with a look ahead" if wishes.look_ahead else "without a look ahead"
    when = f"{RHYTHMS[wishes.every_weeks].lower()}, {WEEKDAYS[wishes.weekday]} {wishes.at:%H:%M}"
    return f"{when} ({wishes.tz}); {about}; {ahead}."


def _clock(moment: datetime, zone: tzinfo) -> str:
    return clock(moment.astimezone(zone))


def _moment(slot: Slot) -> str:
    return f"{day_in_full(slot.at.date())} at {clock(slot.at)}"


def _select(action: str, options: list[Block], initial: Block) -> Block:
    return {"type": "static_select", "action_id": action, "options": options, "initial_option": initial}


def _this_channel() -> Block:
    menu: Block = {
        "type": "conversations_select",
        "action_id": "chosen",
        "default_to_current_conversation": True,
        "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
    }
    hint = "A channel shared with another organisation is not in this list, unless a workspace admin allows it."
    return field("Channel", menu, block_id=CHANNEL, optional=False, hint=hint)


def _radio(label: str, name: str, options: list[Block], initial: Block) -> Block:
    element = {"type": "radio_buttons", "action_id": name, "options": options, "initial_option": initial}
    return field(label, element, block_id=name, optional=False)


_SURE: Block = {
    "confirm": {
        "title": {"type": "plain_text", "text": "Stop the prompts?"},
        "text": {"type": "plain_text", "text": "Nothing more is posted here. They can be set up again at any time."},
        "confirm": {"type": "plain_text", "text": "Stop them"},
        "deny": {"type": "plain_text", "text": "Keep them"},
    }
}
