"""The `files.*` methods: what people send to the bot, and what the bot sends in two steps."""

from __future__ import annotations

from typing import Any

from bot.playground.methods.call import Call
from bot.playground.refusals import SlackRefusal
from bot.playground.workspace import File, Workspace, new_id


def file(workspace: Workspace, each: File, address: str) -> dict[str, Any]:
    """A file object; `url_private_download` needs the bot's token in the `Authorization` header."""
    where = f"{address}/files-pri/{workspace.id}-{each.id}/{each.name}"
    return {
        "id": each.id,
        "name": each.name,
        "title": each.name,
        "mimetype": each.mimetype,
        "filetype": each.name.rpartition(".")[2].lower() or "text",
        "user": each.owner,
        "size": len(each.content),
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": where,
        "url_private_download": where.replace("/files-pri/", "/files-pri/download/"),
        "channels": [],
        "ims": sorted(each.channels),
    }


def info(call: Call) -> dict[str, Any]:
    """`files.info`: only files shared where the bot is."""
    each = call.workspace.files.get(call.text("file", missing="file_not_found"))
    if each is None or not _shared_with_bot(call.workspace, each):
        raise SlackRefusal("file_not_found")
    if each.deleted:
        raise SlackRefusal("file_deleted")
    return {"file": file(call.workspace, each, call.slack.address)}


def _shared_with_bot(workspace: Workspace, each: File) -> bool:
    return each.owner == workspace.bot.id or any(
        workspace.bot.id in workspace.channels[channel].members for channel in each.channels
    )


def get_upload_url(call: Call) -> dict[str, Any]:
    """`files.getUploadURLExternal`: a place to send the content to."""
    name = call.text("filename")
    length = call.whole("length")
    if length <= 0:
        raise SlackRefusal("invalid_arguments", messages=["[ERROR] must be greater than 0 [json-pointer:/length]"])
    each = File(new_id("F"), name, b"", call.workspace.bot.id)
    call.slack.awaiting_upload[each.id] = (call.workspace.id, each, length)
    return {"upload_url": f"{call.slack.address}/upload/{each.id}", "file_id": each.id}


def complete_upload(call: Call) -> dict[str, Any]:
    """`files.completeUploadExternal`: shows the uploaded files in a conversation."""
    wanted = call.json("files", wrong="invalid_arguments")
    if not isinstance(wanted, list) or not wanted:
        raise SlackRefusal("invalid_arguments")
    done = []
    for each in wanted:
        identifier = each.get("id") if isinstance(each, dict) else None
        entry = call.slack.awaiting_upload.get(str(identifier))
        if entry is None or entry[0] != call.workspace.id:
            raise SlackRefusal("file_not_found")
        if len(entry[1].content) != entry[2]:
            raise SlackRefusal("file_update_failed")
        done.append(entry[1])
    channel = call.channel("channel_id") if call.arguments.get("channel_id") else None
    if channel is not None and call.workspace.bot.id not in channel.members:
        raise SlackRefusal("not_in_channel")
    for each in done:
        del call.slack.awaiting_upload[each.id]
        call.workspace.files[each.id] = each
        if channel is not None:
            each.channels.add(channel.id)
    if channel is not None:
        comment = str(call.arguments.get("initial_comment") or "")
        call.slack.show(
            call.workspace, channel, comment, [], thread_ts=call.arguments.get("thread_ts"), files=[f.id for f in done]
        )
    return {"files": [file(call.workspace, each, call.slack.address) for each in done]}
