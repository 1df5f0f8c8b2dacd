"""What a channel sees of its prompts: the post, the question after twelve weeks, and the notice to who set it up."""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.states import PauseReason
from bot.store.subscriptions import Subscription
from bot.views.blocks import Message, actions, button, context, escape, message, section
from bot.views.card import prompt_blocks
from content.cards import Card

NOT_FOR_ME = "channel_prompt_not_for_me"
SOURCE = "channel_prompt_source"
GO_ON = "channel_prompt_go_on"
ENOUGH = "channel_prompt_enough"

#: Why a subscription is paused, as the end of "I stopped posting prompts in this channel because …".
BECAUSE = {
    PauseReason.PERSON: "somebody in the channel paused them",
    PauseReason.NOT_IN_CHANNEL: "I am not in the channel. Invite me again, then resume",
    PauseReason.CHANNEL_ARCHIVED: "the channel is archived",
    PauseReason.CHANNEL_GONE: "Slack no longer shows me the channel. If it still exists, invite me again, then resume",
    PauseReason.POSTING_RESTRICTED: (
        "only some people may post there, or it is shared with another organisation. A workspace admin can let me, "
        "then resume"
    ),
    PauseReason.TOKEN: "Slack stopped accepting my token. Once Alongside is installed again they go on",
}


def post(card: Card, *, look_ahead: Sequence[str] = ()) -> Message:
    """The prompt in the channel: no mention, no greeting, no reply asked for; two buttons for the reader alone."""
    blocks = prompt_blocks(card)
    if look_ahead:
        blocks.append(context("\n".join(escape(line) for line in look_ahead)))
    said = message(blocks)
    buttons = actions(
        button("Not for me", NOT_FOR_ME, aria="Not for me: ways to see less of this, shown to you alone"),
        button("Source", SOURCE, value=card.id, aria="Where this comes from, shown to you alone"),
    )
    return Message(said.text, (*said.blocks, buttons))


def question(*, typed: str) -> Message:
    """After twelve weeks: shall we go on? Nothing more is posted until somebody presses a button."""
    text = (
        "This channel has had prompts for twelve weeks. Would it like twelve more? Anybody here may answer. "
        f"Without an answer nothing more is posted; `{typed}` brings them back at any time."
    )
    buttons = actions(
        button("Go on", GO_ON, aria="Twelve more weeks of prompts in this channel"),
        button("That is enough", ENOUGH, aria="End the prompts in this channel"),
    )
    return Message(text.replace("`", ""), (section(text), buttons))


def paused_notice(subscription: Subscription, *, typed: str) -> Message:
    """To whoever set it up, once."""
    assert subscription.pause_reason is not None
    because = BECAUSE[subscription.pause_reason]
    text = (
        f"I stopped posting prompts in <#{subscription.channel_id}> because {because}. "
        f"`{typed}` in the channel shows how they stand. I tell you this once."
    )
    return Message(text.replace("`", ""), (section(text),))
