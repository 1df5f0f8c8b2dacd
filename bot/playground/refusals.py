"""What the stand-in says no with: Slack's error code, and whatever Slack sends beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


class SlackRefusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault of the stand-in
    """A request that Slack would refuse. `error` is Slack's code; `extra` joins it in the JSON answer."""

    def __init__(self, error: str, *, messages: list[str] | None = None, **extra: Any) -> None:
        super().__init__(error if not messages else f"{error}: {'; '.join(messages)}")
        self.error = error
        self.messages = messages or []
        self.extra: dict[str, Any] = dict(extra)

    def body(self) -> dict[str, Any]:
        """The JSON object that Slack answers with."""
        answer: dict[str, Any] = {"ok": False, "error": self.error, **self.extra}
        if self.messages:
            answer["errors"] = [message.removeprefix("[ERROR] ") for message in self.messages]
            answer["response_metadata"] = {"messages": list(self.messages)}
        return answer


@dataclass(frozen=True)
class Refused:
    """One refusal on record: where (a method, `response_url`, `acknowledgement`), Slack's code, and its remarks."""

    where: str
    error: str
    messages: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """One line for an assertion."""
        return f"{self.where}: {self.error}" + (f" ({'; '.join(self.messages)})" if self.messages else "")
