"""Sharing is the asker's own act: they see what will be posted and where, the same on every card and answer."""

from __future__ import annotations

from bot.views.blocks import Block, Message, divider, field, modal, section

WHERE = "where"


def form(preview: Message, *, callback_id: str, kept: str, outside: bool) -> Block:
    """What everybody would see, and the conversation, which is the one the asker is in.

    Slack itself leaves channels shared with other organisations out of the list, unless `outside`: it tells no app
    about a channel without a permission to read them all.
    """
    menu: Block = {
        "type": "conversations_select",
        "action_id": "chosen",
        "default_to_current_conversation": True,
        "response_url_enabled": True,
        "filter": {
            "include": ["public", "private", "mpim", "im"],
            "exclude_bot_users": True,
            "exclude_external_shared_channels": not outside,
        },
    }
    hint = "" if outside else "Not in channels shared with other organisations, unless a workspace admin allows it."
    blocks = [
        section("Everybody in the conversation will see this. It names nobody, you included."),
        divider(),
        *preview.blocks,
        divider(),
        field("Share in", menu, block_id=WHERE, optional=False, hint=hint),
    ]
    return modal("Share here", blocks, callback_id=callback_id, submit="Share", close="Keep it to myself", kept=kept)
