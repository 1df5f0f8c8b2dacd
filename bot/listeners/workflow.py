"""The step *Check dates* of Workflow Builder: typed inputs in, level, summary and better times out."""

from __future__ import annotations

from dataclasses import replace

from slack_bolt import App

from bot.asking import Ask
from bot.checking import Answers, answer_all
from bot.desk import Desk
from bot.features import STEP_CALLBACK
from bot.listeners.answering import acknowledge, beside
from bot.views.check_words import outputs as outputs_of
from scheduling import read_text
from scheduling.places import find_place


def register(app: App, desk: Desk) -> None:
    """Tell Bolt about the step."""

    def run(ask: Ask) -> None:
        execution = str(ask.event.get("function_execution_id") or "")
        if not desk.seen.first_time(ask.team, ask.event_id, desk.clock()):
            return
        try:
            answers = _check(desk, ask)
        except ValueError as error:
            if not getattr(error, "for_people", False):
                raise
            ask.client.functions_completeError(function_execution_id=execution, error=str(error))
            return
        if answers.found:
            outputs = outputs_of(answers)
            ask.client.functions_completeSuccess(function_execution_id=execution, outputs=outputs)
        else:
            sentence = "No date was found in the input of this step. Write dates as in: Fri 4 Dec 2026, 3-4.30pm"
            ask.client.functions_completeError(function_execution_id=execution, error=sentence)

    app.function(STEP_CALLBACK)(ack=acknowledge, lazy=[beside(STEP_CALLBACK, run)])


def _check(desk: Desk, ask: Ask) -> Answers:
    """The check of the step's inputs, in the zone of its place."""
    inputs = ask.event.get("inputs") or {}
    policy = desk.workplaces.of(ask.team).policy
    if place := str(inputs.get("place") or "").strip():
        policy = replace(policy, place=find_place(place))
    now = desk.clock()
    text, limits = str(inputs.get("dates") or ""), desk.limits
    reading = read_text(text, now=now, tz=policy.place.tz, place=policy.place, limits=limits.text, files=limits.files)
    return answer_all(reading.events, reading.unread, policy=policy, now=now)
