"""The `chat.*` methods: messages for all, for one, later, changed and taken back."""

from __future__ import annotations

from typing import Any

from bot.playground.blocks import hold_message
from bot.playground.methods.call import Call
from bot.playground.refusals import SlackRefusal
from bot.playground.workspace import Channel, Message, Scheduled, new_id

#: Slack cuts a text of more characters when it posts, and refuses it when it updates.
MOST_TEXT, MOST_UPDATED_TEXT = 40_000, 4_000
DAY = 86_400


def content(arguments: dict[str, Any], call: Call) -> tuple[str, list[dict[str, Any]]]:
    """Text and blocks of a message, held against Slack's rules."""
    text = arguments.get("text")
    if text is not None and not isinstance(text, str):
        raise SlackRefusal("invalid_arguments", messages=["[ERROR] must be a string [json-pointer:/text]"])
    blocks = call.json("blocks", wrong="invalid_blocks_format")
    if blocks is not None and blocks != []:
        hold_message(blocks)
    attachments = call.json("attachments", wrong="invalid_attachments") or []
    if not (text and text.strip()) and not blocks and not attachments:
        raise SlackRefusal("no_text")
    return (text or "")[:MOST_TEXT], blocks or []


def _writable(call: Call, channel: Channel) -> None:
    if channel.archived:
        raise SlackRefusal("is_archived")
    if call.workspace.bot.id not in channel.members:
        if channel.kind == "public" and "chat:write.public" in call.workspace.scopes:
            return
        raise SlackRefusal("not_in_channel")


def shown(message: Message, call: Call) -> dict[str, Any]:
    """A message as the Web API describes it."""
    return {
        "type": "message",
        "user": message.author,
        "bot_id": call.workspace.bot_id,
        "app_id": call.workspace.app_id,
        "team": call.workspace.id,
        "text": message.text,
        "blocks": message.blocks,
        "ts": message.ts,
        **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
        **({"metadata": message.metadata} if message.metadata else {}),
    }


def post_message(call: Call) -> dict[str, Any]:
    """`chat.postMessage`."""
    channel = call.channel()
    text, blocks = content(call.arguments, call)
    _writable(call, channel)
    thread = call.arguments.get("thread_ts")
    if thread and call.workspace.message(channel.id, str(thread)) is None:
        raise SlackRefusal("thread_not_found")
    metadata = call.json("metadata", wrong="invalid_metadata_format")
    message = call.slack.show(call.workspace, channel, text, blocks, thread_ts=thread, metadata=metadata)
    return {"channel": channel.id, "ts": message.ts, "message": shown(message, call)}


def post_ephemeral(call: Call) -> dict[str, Any]:
    """`chat.postEphemeral`."""
    channel = call.channel()
    person = call.person("user")
    text, blocks = content(call.arguments, call)
    _writable(call, channel)
    if person.id not in channel.members:
        raise SlackRefusal("user_not_in_channel")
    message = call.slack.show(
        call.workspace, channel, text, blocks, thread_ts=call.arguments.get("thread_ts"), only_for=person.id
    )
    return {"message_ts": message.ts}


def _own(call: Call, otherwise: str) -> Message:
    message = call.workspace.message(call.channel().id, call.text("ts", missing="message_not_found"))
    if message is None or message.only_for is not None:
        raise SlackRefusal("message_not_found")
    if message.author != call.workspace.bot.id:
        raise SlackRefusal(otherwise)
    return message


def update(call: Call) -> dict[str, Any]:
    """`chat.update`; an ephemeral message cannot be updated this way."""
    message = _own(call, "cant_update_message")
    text, blocks = content(call.arguments, call)
    if len(text) > MOST_UPDATED_TEXT:
        raise SlackRefusal("msg_too_long")
    call.slack.change(message, text, blocks)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": shown(message, call)}


def delete(call: Call) -> dict[str, Any]:
    """`chat.delete`."""
    message = _own(call, "cant_delete_message")
    call.slack.remove(call.workspace, message)
    return {"channel": message.channel, "ts": message.ts}


def permalink(call: Call) -> dict[str, Any]:
    """`chat.getPermalink`."""
    channel = call.channel()
    ts = call.text("message_ts", missing="message_not_found")
    if call.workspace.message(channel.id, ts) is None:
        raise SlackRefusal("message_not_found")
    address = f"https://{call.workspace.domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": address}


def schedule_message(call: Call) -> dict[str, Any]:
    """`chat.scheduleMessage`: up to 120 days ahead, at most 30 in five minutes of a channel."""
    channel = call.channel()
    post_at = call.whole("post_at", wrong="invalid_time")
    text, blocks = content(call.arguments, call)
    _writable(call, channel)
    now = call.slack.clock.now()
    if post_at <= now:
        raise SlackRefusal("time_in_past")
    if post_at > now + 120 * DAY:
        raise SlackRefusal("time_too_far")
    window = post_at // 300
    waiting = call.workspace.scheduled.values()
    if sum(1 for each in waiting if each.channel == channel.id and each.post_at // 300 == window) >= 30:
        raise SlackRefusal("restricted_too_many")
    metadata = call.json("metadata", wrong="invalid_metadata_format")
    scheduled = Scheduled(
        new_id("Q"), channel.id, post_at, int(now), text, blocks, call.arguments.get("thread_ts"), metadata
    )
    call.workspace.schedule(scheduled)
    call.slack.changed()
    return {
        "channel": channel.id,
        "scheduled_message_id": scheduled.id,
        "post_at": str(post_at),
        "message": {"text": text, "type": "delayed_message", "bot_id": call.workspace.bot_id, "blocks": blocks},
    }


def scheduled_list(call: Call) -> dict[str, Any]:
    """`chat.scheduledMessages.list`, in pages of up to 100, narrowed by channel and by `oldest` and `latest`."""
    channel = call.arguments.get("channel")
    if channel:
        channel = call.channel().id
    oldest, latest = float(call.arguments.get("oldest") or 0), float(call.arguments.get("latest") or 2**53)
    if oldest > latest:
        raise SlackRefusal("invalid_arguments")
    found = sorted(
        (
            each
            for each in call.workspace.scheduled.values()
            if (not channel or each.channel == channel) and oldest <= each.post_at <= latest
        ),
        key=lambda each: (each.post_at, each.id),
    )
    try:
        start = int(call.arguments.get("cursor") or 0)
        size = min(100, int(call.arguments.get("limit") or 100))
    except ValueError:
        raise SlackRefusal("invalid_cursor") from None
    page = found[start : start + size]
    more = str(start + size) if start + size < len(found) else ""
    return {
        "scheduled_messages": [
            {
                "id": each.id,
                "channel_id": each.channel,
                "post_at": each.post_at,
                "date_created": each.made_at,
                "text": each.text,
            }
            for each in page
        ],
        "response_metadata": {"next_cursor": more},
    }


def delete_scheduled(call: Call) -> dict[str, Any]:
    """`chat.deleteScheduledMessage`: refused in the last 60 seconds and once it is posted."""
    channel = call.channel()
    scheduled = call.workspace.scheduled.get(call.text("scheduled_message_id", missing="invalid_scheduled_message_id"))
    soon = scheduled is not None and scheduled.post_at - call.slack.clock.now() < 60
    if scheduled is None or scheduled.channel != channel.id or soon:
        raise SlackRefusal("invalid_scheduled_message_id")
    del call.workspace.scheduled[scheduled.id]
    call.slack.changed()
    return {}
