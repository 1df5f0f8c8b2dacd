"""What people do in a workspace (type, press, fill in, send files) and what the bot is told of it."""

from __future__ import annotations

import copy
import re
import secrets
import threading
from dataclasses import dataclass
from typing import Any

from bot.playground.blocks import MODAL, elements_of, hold_view
from bot.playground.client_checks import client_side_errors
from bot.playground.delivery import Ack, Delivery
from bot.playground.forms import VALUES, described, given_ids
from bot.playground.methods.call import Call
from bot.playground.methods.chat import shown
from bot.playground.methods.files import file as described_file
from bot.playground.methods.views import MOST_STACKED, lay_out, replace
from bot.playground.refusals import SlackRefusal
from bot.playground.registration import Shortcut
from bot.playground.sight import escaped, read_text
from bot.playground.slack import ReplyAddress, Slack, Step
from bot.playground.workspace import Channel, File, Message, Person, View, Workspace, new_id

TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(frozen=True)
class Target:
    """An element somebody can act on, and where it stands: in a message, a form or the Home tab."""

    block: dict[str, Any]
    element: dict[str, Any]
    message: Message | None = None
    view: View | None = None

    @property
    def label(self) -> str:
        """What it says on the element, or the label of its block."""
        own = self.element.get("text") or self.block.get("label") or self.element.get("placeholder")
        return read_text(own) or (read_text(self.block.get("text")) if "text" in self.block else "")


class Acting:
    """Acts of people. Every method says who acts; the bot hears of it as it would from Slack."""

    def __init__(self, slack: Slack, delivery: Delivery) -> None:
        self.slack = slack
        self.delivery = delivery

    # Typing

    def type(
        self, workspace: Workspace, person: Person, channel: Channel, text: str, thread: str | None = None
    ) -> Ack | None:
        """Type a line and press Enter: a slash command, or a message."""
        word = text.split(maxsplit=1)[0] if text.strip() else ""
        if word.startswith("/"):
            return self._command(workspace, person, channel, word, text.strip()[len(word) :].strip())
        self.say(workspace, person, channel, text, thread=thread)
        return None

    def _command(self, workspace: Workspace, person: Person, channel: Channel, word: str, rest: str) -> Ack | None:
        known = {each.name for each in self.slack.registration.commands}
        if word not in known or not workspace.installed or person.home:
            self.notice(workspace, person, channel, f"{word} is not a valid command.")
            return None
        address = self.slack.new_reply_address(workspace, channel, person)
        ack = self.delivery.command(
            {
                "token": "verification-tokens-are-not-used",
                "team_id": workspace.id,
                "team_domain": workspace.domain,
                "channel_id": channel.id,
                "channel_name": "directmessage" if channel.kind == "im" else channel.name,
                "user_id": person.id,
                "user_name": person.name,
                "command": word,
                "text": escaped(rest),
                "api_app_id": workspace.app_id,
                "is_enterprise_install": "false",
                "response_url": address,
                "trigger_id": self.slack.new_trigger(workspace, person, channel.id),
            }
        )
        if not ack.taken:
            why = ack.error or ("http_service_error" if ack.status >= 500 else "dispatch_failed")
            self.notice(workspace, person, channel, f"{word} failed with the error “{why}”.")
        elif body := ack.json():
            self._shown_answer(workspace, person, channel, word, body)
        return ack

    def _shown_answer(
        self, workspace: Workspace, person: Person, channel: Channel, word: str, body: dict[str, Any]
    ) -> None:
        address = ReplyAddress(workspace.id, channel.id, person.id, self.slack.clock.now())
        try:
            self.slack.answer(workspace, address, body)
        except SlackRefusal as refusal:
            self.slack.note("acknowledgement", refusal)
            self.notice(workspace, person, channel, f"{word} failed with the error “{refusal.error}”.")

    def notice(self, workspace: Workspace, person: Person, channel: Channel, text: str) -> None:
        """A remark of Slack's own to one person."""
        self.slack.show(workspace, channel, text, [], only_for=person.id, subtype="slackbot")

    def say(
        self,
        workspace: Workspace,
        person: Person,
        channel: Channel,
        text: str,
        *,
        thread: str | None = None,
        files: list[File] | None = None,
    ) -> Message:
        """Post a message, as a person; the bot hears of it in its direct messages and when it is mentioned."""
        typed = escaped(text)
        for each in [workspace.bot, *workspace.people.values()]:  # as the page shows them, or by their short name
            shown_as = "|".join(map(re.escape, (each.real_name, each.name)))
            typed = re.sub(rf"@(?:{shown_as})\b", f"<@{each.id}>", typed, flags=re.IGNORECASE)
        files = files or []
        message = self.slack.show(
            workspace, channel, typed, [], author=person, thread_ts=thread, files=[each.id for each in files]
        )
        event: dict[str, Any] = {
            "type": "message",
            "user": person.id,
            "text": typed,
            "ts": message.ts,
            "event_ts": message.ts,
            "client_msg_id": secrets.token_hex(16),
            "team": person.home or workspace.id,
            "channel": channel.id,
            "blocks": [],
            **({"thread_ts": thread} if thread else {}),
        }
        if files:
            event |= {
                "subtype": "file_share",
                "files": [described_file(workspace, each, self.slack.address) for each in files],
            }
        mentioned = f"<@{workspace.bot.id}>" in typed
        if channel.kind == "im" and workspace.bot.id in channel.members:
            self.delivery.event(workspace, {**event, "channel_type": "im"}, name="message.im")
        elif mentioned and workspace.bot.id in channel.members:
            self.delivery.event(workspace, {**event, "type": "app_mention"})
        elif mentioned:
            self.notice(
                workspace,
                person,
                channel,
                f"@{workspace.bot.name} is not in this channel. Invite it to let it see this.",
            )
        return message

    def send_file(
        self, workspace: Workspace, person: Person, channel: Channel, name: str, data: bytes, text: str = ""
    ) -> Message:
        """Drop a file into a conversation."""
        return self.send_files(workspace, person, channel, [(name, data)], text)

    def send_files(
        self, workspace: Workspace, person: Person, channel: Channel, files: list[tuple[str, bytes]], text: str = ""
    ) -> Message:
        """Drop several files into a conversation at once."""
        made = []
        for name, data in files:
            kind = "text/calendar" if name.lower().endswith(".ics") else "application/octet-stream"
            each = File(new_id("F"), name, data, person.id, kind, {channel.id})
            workspace.files[each.id] = each
            made.append(each)
        for each in made:
            self.delivery.event(
                workspace, {"type": "file_shared", "file_id": each.id, "user_id": person.id, "channel_id": channel.id}
            )
        return self.say(workspace, person, channel, text, files=made)

    def keep_file(self, workspace: Workspace, person: Person, name: str, data: bytes) -> dict[str, Any]:
        """Put a file into a form's file field; it is shared with the app when the form is submitted."""
        kind = "text/calendar" if name.lower().endswith(".ics") else "application/octet-stream"
        each = File(new_id("F"), name, data, person.id, kind, {workspace.direct(person).id})
        with self.slack.lock:
            workspace.files[each.id] = each
        return described_file(workspace, each, self.slack.address)

    def invite_bot(self, workspace: Workspace, person: Person, channel: Channel) -> None:
        """Invite the bot into a channel."""
        with self.slack.lock:
            channel.members.add(workspace.bot.id)
        text = f"{person.real_name} invited {workspace.bot.real_name}."
        self.slack.show(workspace, channel, text, [], author=person, subtype="channel_join")
        event = {"type": "member_joined_channel", "user": workspace.bot.id, "channel": channel.id, "inviter": person.id}
        self.delivery.event(workspace, event)

    def remove_bot(self, workspace: Workspace, channel: Channel) -> None:
        """Remove the bot from a channel."""
        with self.slack.lock:
            channel.members.discard(workspace.bot.id)
        self.delivery.event(workspace, {"type": "channel_left", "channel": channel.id})
        self.slack.changed()

    def archive(self, workspace: Workspace, channel: Channel) -> None:
        """Archive a channel."""
        with self.slack.lock:
            channel.archived = True
        self.delivery.event(workspace, {"type": "channel_archive", "channel": channel.id})
        self.slack.changed()

    def rename(self, workspace: Workspace, channel: Channel, name: str) -> None:
        """Rename a channel."""
        with self.slack.lock:
            channel.name = name
        self.delivery.event(workspace, {"type": "channel_rename", "channel": {"id": channel.id, "name": name}})
        self.slack.changed()

    # Pressing and choosing

    def act(self, workspace: Workspace, person: Person, target: Target, value: Any = None) -> Ack:
        """Press a button or choose a value where Slack tells the bot at once."""
        element, block = target.element, target.block
        action: dict[str, Any] = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "action_ts": f"{self.slack.clock.now():.6f}",
        }
        if element["type"] == "button":
            given: dict[str, Any] = {k: element[k] for k in ("text", "value", "style", "url") if k in element}
            action |= given
        elif element["type"] == "overflow":
            action["selected_option"] = value
        else:
            key = VALUES[element["type"]][0]
            action[key] = value
            holder = target.message or target.view
            if holder is not None:
                holder.state.setdefault(block["block_id"], {})[element["action_id"]] = {
                    "type": element["type"],
                    key: value,
                }
        payload = self._payload(workspace, person, "block_actions") | {"actions": [action]}
        if target.message is not None:
            payload |= self._in_message(workspace, person, target.message)
        elif target.view is not None:
            came_from = target.view.came_from
            payload |= {
                "trigger_id": self.slack.new_trigger(workspace, person, came_from),
                "container": {"type": "view", "view_id": target.view.id},
                "view": described(workspace, target.view),
            }
        self.slack.changed()
        return self.delivery.interaction(payload)

    def _payload(self, workspace: Workspace, person: Person, kind: str) -> dict[str, Any]:
        home = person.home or workspace.id
        return {
            "type": kind,
            "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": home},
            "api_app_id": workspace.app_id,
            "token": "verification-tokens-are-not-used",
            "team": {"id": workspace.id, "domain": workspace.domain},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _in_message(self, workspace: Workspace, person: Person, message: Message) -> dict[str, Any]:
        channel = workspace.channels[message.channel]
        ephemeral = message.only_for is not None
        return {
            "trigger_id": self.slack.new_trigger(workspace, person, channel.id),
            "response_url": self.slack.new_reply_address(workspace, channel, person, original=message),
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": channel.id,
                "is_ephemeral": ephemeral,
                **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
            },
            "channel": {"id": channel.id, "name": "directmessage" if channel.kind == "im" else channel.name},
            "state": {"values": copy.deepcopy(message.state)},
            # An ephemeral message is kept nowhere, so its content does not come back.
            **({} if ephemeral else {"message": shown(message, self._call(workspace))}),
        }

    def _home_of(self, workspace: Workspace, author: str) -> str:
        person = workspace.people.get(author)
        return person.home if person is not None and person.home else workspace.id

    def _call(self, workspace: Workspace) -> Call:
        return Call(self.slack, workspace, "", {})

    def shortcut(
        self, workspace: Workspace, person: Person, shortcut: Shortcut, *, message: Message | None = None
    ) -> Ack:
        """Choose a shortcut from the menu of a message, or from the global menu."""
        if shortcut.on_message and message is not None:
            channel = workspace.channels[message.channel]
            payload = self._payload(workspace, person, "message_action") | {
                "trigger_id": self.slack.new_trigger(workspace, person, channel.id),
                "response_url": self.slack.new_reply_address(workspace, channel, person, original=message),
                "channel": {"id": channel.id, "name": channel.name},
                "message_ts": message.ts,
                "message": {
                    "type": "message",
                    "user": message.author,
                    "ts": message.ts,
                    "text": message.text,
                    "team": self._home_of(workspace, message.author),
                    **({"blocks": message.blocks} if message.blocks else {}),
                    **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
                    **(
                        {
                            "files": [
                                described_file(workspace, workspace.files[each], self.slack.address)
                                for each in message.files
                            ]
                        }
                        if message.files
                        else {}
                    ),
                },
            }
        else:
            payload = self._payload(workspace, person, "shortcut") | {
                "trigger_id": self.slack.new_trigger(workspace, person, None)
            }
        payload |= {"callback_id": shortcut.callback_id, "action_ts": f"{self.slack.clock.now():.6f}"}
        return self.delivery.interaction(payload)

    # Forms

    def set_value(self, holder: Message | View, block: dict[str, Any], element: dict[str, Any], value: Any) -> None:
        """Fill in one input without telling the bot."""
        key = VALUES[element["type"]][0]
        with self.slack.lock:
            holder.state.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"], key: value}
            if isinstance(holder, View):
                holder.errors.pop(block["block_id"], None)
        self.slack.changed()

    def submit(self, workspace: Workspace, person: Person, view: View) -> Ack | None:
        """Press the form's submit button. Slack's client looks at required fields and lengths before the bot does."""
        wrong = client_side_errors(view)
        if wrong:
            with self.slack.lock:
                view.errors = wrong
            self.slack.changed()
            return None
        payload = self._payload(workspace, person, "view_submission") | {
            "trigger_id": self.slack.new_trigger(workspace, person, view.came_from),
            "view": described(workspace, view),
            "response_urls": self._reply_addresses(workspace, person, view),
        }
        ack = self.delivery.interaction(payload)
        with self.slack.lock:
            try:
                self._after_submission(workspace, person, view, ack)
            except SlackRefusal as refusal:
                self.slack.note("view_submission", refusal)
                view.errors = {"": TROUBLE}
        self.slack.changed()
        return ack

    def _reply_addresses(self, workspace: Workspace, person: Person, view: View) -> list[dict[str, Any]]:
        found = []
        for block in view.content["blocks"]:
            for each in elements_of(block):
                if each.get("response_url_enabled"):
                    value = view.state.get(block["block_id"], {}).get(each["action_id"], {})
                    channel = workspace.channels.get(str(value.get(VALUES[each["type"]][0])))
                    if channel is not None:
                        found.append(
                            {
                                "block_id": block["block_id"],
                                "action_id": each["action_id"],
                                "channel_id": channel.id,
                                "response_url": self.slack.new_reply_address(workspace, channel, person),
                            }
                        )
        return found

    def _after_submission(self, workspace: Workspace, person: Person, view: View, ack: Ack) -> None:
        """Do what the bot's acknowledgement asks for: show errors, another form, or close."""
        if not ack.taken:
            view.errors = {"": TROUBLE}
            return
        body = ack.json()
        action = body.get("response_action")
        stack = workspace.modals.get(person.id, [])
        if action is None and not body:
            if view.id in stack:
                stack.remove(view.id)
                workspace.views.pop(view.id, None)
        elif action == "clear":
            workspace.close_modals(person)
        elif action == "errors":
            view.errors = self._field_errors(view, body.get("errors"))
        elif action == "update":
            hold_view(body.get("view"), MODAL)
            replace(view, given_ids(body["view"]))
        elif action == "push":
            hold_view(body.get("view"), MODAL)
            if len(stack) >= MOST_STACKED:
                raise SlackRefusal("push_limit_reached")
            lay_out(workspace, person, given_ids(body["view"]), view.came_from)
        else:
            raise SlackRefusal("invalid_response_action", messages=[f"[ERROR] unknown response: {str(body)[:80]}"])

    def _field_errors(self, view: View, errors: Any) -> dict[str, str]:
        inputs = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors:
            raise SlackRefusal("invalid_errors", messages=["[ERROR] errors must be a non-empty object"])
        for block, text in errors.items():
            if block not in inputs:
                raise SlackRefusal("invalid_errors", messages=[f"[ERROR] no input block is called {block}"])
            if not isinstance(text, str) or not text:
                raise SlackRefusal("invalid_errors", messages=[f"[ERROR] the error at {block} is not a text"])
        return dict(errors)

    def close(self, workspace: Workspace, person: Person, view: View, *, all_of_them: bool = False) -> None:
        """Press Cancel, Escape or the cross."""
        with self.slack.lock:
            stack = workspace.modals.get(person.id, [])
            gone = [*stack] if all_of_them or view.content.get("clear_on_close") else [view.id]
            tell = [workspace.views[each] for each in gone if workspace.views[each].content.get("notify_on_close")]
            payloads = [
                self._payload(workspace, person, "view_closed")
                | {"view": described(workspace, each), "is_cleared": len(gone) > 1}
                for each in tell
            ]
            for each in gone:
                if each in stack:
                    stack.remove(each)
                workspace.views.pop(each, None)
        self.slack.changed()
        for payload in payloads:
            threading.Thread(target=self.delivery.interaction, args=(payload,), daemon=True).start()

    def open_home(self, workspace: Workspace, person: Person, tab: str = "home") -> None:
        """Open the bot's Home tab."""
        view = workspace.home(person)
        event: dict[str, Any] = {
            "type": "app_home_opened",
            "user": person.id,
            "channel": workspace.direct(person).id,
            "tab": tab,
        }
        if view is not None and tab == "home":
            event["view"] = described(workspace, view)
        self.delivery.event(workspace, event)

    def run_step(self, workspace: Workspace, person: Person, callback_id: str, inputs: dict[str, Any]) -> str:
        """Let a workflow reach the app's step; returns the id under which the bot completes it."""
        identifier = new_id("Fx")
        self.slack.steps[identifier] = Step(workspace.id)
        self.delivery.event(
            workspace,
            {
                "type": "function_executed",
                "function": {"id": new_id("Fn"), "callback_id": callback_id, "type": "app", "app_id": workspace.app_id},
                "inputs": {"user_id": person.id, **inputs},
                "function_execution_id": identifier,
                "workflow_execution_id": new_id("Wx"),
                "bot_access_token": workspace.bot_token,
            },
        )
        return identifier
