"""Every payload a listener can produce, held against Slack's limits: by the stand-in, the SDK and slackblocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import slackblocks
from slack_sdk.models.blocks import Block as SdkBlock
from slack_sdk.models.views import View as SdkView

from bot.checking import answer_all
from bot.features import COMMANDS
from bot.playground.blocks import hold_message, hold_view
from bot.store.erasure import PERSON_COLUMNS, Held
from bot.store.subscriptions import Wishes
from bot.upcoming import next_weeks, upcoming
from bot.views import account, check, check_form, dates, home, quote, reflect, settings, weekly, words
from bot.views.blocks import MAX_TEXT, Message
from bot.views.slip import pack, unpack
from bot.workplace import Workplace
from content import library
from scheduling.events import Event, Inference, Inferred, Trait, Unread
from scheduling.findings import Finding, Kind, Outlier, Tally
from scheduling.levels import Level
from scheduling.observances import observances
from scheduling.observances.entries import TRADITIONS
from scheduling.places import find_place
from scheduling.policy import Policy

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
YORK = Policy(place=find_place("York"))
LONG = "Interprofessional <@U123> *steering* & <!channel> committee " * 12


def hold(said: Message | dict) -> None:
    """Fail when any of the three would refuse it."""
    if isinstance(said, Message):
        hold_message(list(said.blocks))
        assert said.text
        assert len(said.text) <= MAX_TEXT
        blocks = list(said.blocks)
        slackblocks.Message(channel="C1", text=said.text, blocks=[_second(block) for block in blocks])
    else:
        hold_view(said, said["type"])
        SdkView(**said).to_dict()
        blocks = said["blocks"]
        assert len(blocks) <= 100
    for block in blocks:
        parsed = SdkBlock.parse(block)
        assert parsed is not None, block["type"]
        parsed.to_dict()


def _second(block: dict) -> slackblocks.Block:
    """The same block in the other package's classes, whose constructors check lengths and counts."""
    if block["type"] == "header":
        return slackblocks.HeaderBlock(block["text"]["text"])
    if block["type"] == "section":
        accessory = _button(block["accessory"]) if "accessory" in block else None
        return slackblocks.SectionBlock(block["text"]["text"], accessory=accessory)
    if block["type"] == "context":
        return slackblocks.ContextBlock([slackblocks.Text(item["text"]) for item in block["elements"]])
    if block["type"] == "actions":
        return slackblocks.ActionsBlock([_button(item) for item in block["elements"] if item["type"] == "button"])
    return slackblocks.DividerBlock()


def _button(item: dict) -> slackblocks.Button:
    return slackblocks.Button(text=item["text"]["text"], action_id=item["action_id"], value=item.get("value"))


def event(day: date, start: str = "09:00", hours: float = 8, **more: object) -> Event:
    zone = YORK.place.zone
    begins = datetime.combine(day, time.fromisoformat(start), tzinfo=zone)
    chosen = {"text": "x", "start": begins, "end": begins + timedelta(hours=hours), "tzid": "Europe/London"} | more
    return Event(**chosen)


IN_2027 = {one.id: one for one in observances(date(2027, 1, 1), date(2027, 12, 31), place=YORK.place, weekly=True)}


@pytest.mark.parametrize("tradition", TRADITIONS)
def test_an_answer_about_any_day_of_any_tradition_keeps_to_the_limits(tradition):
    for one in (one for one in IN_2027.values() if one.tradition == tradition):
        asked = event(one.day, title=LONG, traits=frozenset(Trait), end_stated=False)
        answer = answer_all([asked], (), policy=YORK, now=NOW).found[0]
        hold(check.answered(answer_all([asked], (), policy=YORK, now=NOW), typed="/ally-check"))
        hold(check.shared(answer))
        hold(check.why(answer))
        hold(check.invite(answer))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 8, 9, 50, 200])
def test_any_number_of_events_keeps_to_the_limits(count):
    events = [event(date(2027, 1, 1) + timedelta(days=3 * n), title=f"{n} {LONG}") for n in range(count)]
    unread = [Unread(LONG, LONG)] * count
    hold(check.answered(answer_all(events, unread, policy=YORK, now=NOW), typed="/ally-check"))


def test_the_details_of_a_page_keep_to_the_limits():
    days = [one.day for one in IN_2027.values() if one.level is Level.MOVE][: check.PAGE]
    events = [event(day, title=LONG, traits=frozenset(Trait)) for day in days]
    hold(check.details(answer_all(events, (), policy=YORK, now=NOW)))


@pytest.mark.parametrize("level", [Level.NONE, Level.MOVE])
def test_an_answer_with_more_than_anybody_could_say_keeps_to_the_limits(level):
    answer = answer_all([event(date(2027, 3, 10))], (), policy=YORK, now=NOW).found[0]
    findings = tuple(
        Finding(
            id=f"f{n}", kind=Kind.OBSERVANCE, level=level, name=LONG, start=NOW, end=NOW, why=LONG * 5,
            options=(LONG,) * 6, sources=(LONG,) * 6, reckoning=LONG * 5, certainty="expected",
        )
        for n in range(60)
    )  # fmt: skip
    inferences = tuple(Inference(kind, LONG) for kind in Inferred)
    loud = replace(
        answer,
        check=replace(
            answer.check,
            event=replace(answer.event, inferences=inferences, alternatives=(answer.event,) * 9, title=LONG),
            level=level,
            findings=findings,
            tally=Tally(200, dict.fromkeys(Level, 50)),
            exceptions=tuple(Outlier(answer.event.span, level, findings) for _ in range(90)),
            checklist=(LONG,) * 20,
            coverage=(LONG,) * 20,
        ),
        better=(answer.check,) * 3,
    )
    for found in ((loud,), (loud, loud, loud), (loud,) * 200):
        hold(check.answered(check.Answers(found, (Unread(LONG, LONG),) * 300), typed="/ally-check"))
    hold(check.shared(loud))
    hold(check.why(loud))
    hold(check.all_dates(loud))
    hold(check.details(check.Answers((loud,) * check.PAGE)))


def test_an_event_comes_back_from_a_button_as_it_went_in():
    series = event(date(2027, 1, 8), rrule="FREQ=WEEKLY;UNTIL=20270326", title="Board", place_name="Leeds")
    series = replace(series, exdates=(series.start + timedelta(weeks=1),), traits=frozenset({Trait.FOOD}), text="")
    whole = replace(series, start=date(2027, 1, 8), end=date(2027, 1, 10), exdates=(date(2027, 1, 15),))
    assert unpack(pack([series, whole])) == (series, whole)
    assert pack([event(date(2027, 1, 1), title=LONG)] * 200) == ""


@pytest.mark.parametrize("asked", ["", "2027", *[f"2027 {word}" for word in TRADITIONS]])
def test_lists_of_days_keep_to_the_limits(asked):
    answer = upcoming(asked, today=date(2027, 1, 1), policy=YORK)
    spellings = {one.id: LONG for one in answer.found}
    for start in range(0, max(1, len(answer.found)), dates.PAGE):
        hold(dates.listed(answer, place=LONG, spellings=spellings, start=start, value="x" * 2000))


@pytest.mark.parametrize("lightest", [Level.KNOW, Level.ADJUST, Level.MOVE])
@pytest.mark.parametrize("month", [1, 3, 4, 9, 10, 12])
def test_home_keeps_to_the_limits(lightest, month):
    answer = next_weeks(today=date(2027, month, 1), policy=YORK, lightest=lightest)
    view = home.home(
        answer,
        policy=replace(YORK, spellings={one.id: LONG for one in answer.found}),
        settings=settings.summary(Workplace(YORK)),
        lightest=lightest,
        chosen=home.EVERY,
        prefix="a" * 20,
        may_change=True,
        certain=False,
    )
    hold(view)


def test_settings_help_and_account_keep_to_the_limits():
    spelt = Workplace(replace(YORK, spellings=dict.fromkeys(IN_2027, LONG), term_area=LONG[:80]), owners=frozenset("U"))
    hold(settings.shown(spelt, may_change=True))
    hold(settings.form(spelt, admin=True, area=LONG[:80]))
    hold(settings.confirm_form(list(IN_2027.values())))
    hold(settings.terms_form("York"))
    hold(account.help_for_all(prefix="a" * 20, contact=LONG))
    hold(account.privacy(contact=LONG))
    hold(account.my_data([Held(what, 10**6) for _, what, _ in PERSON_COLUMNS], typed="/ally"))
    for command in COMMANDS:
        hold(account.help_for(command, prefix="a" * 20))


def test_every_card_keeps_to_the_limits():
    known = library.load()
    for card in known.quotation_cards:
        hold(quote.shown(card, value="x" * 2000, theme_value=card.theme))
        hold(quote.shared(card))
    for card in known.prompt_cards:
        hold(reflect.shown(card, value="x" * 2000))
        hold(reflect.shared(card))
        hold(reflect.reminder(card))
        hold(reflect.reminder_form(card, now=NOW))
        hold(weekly.source(card))
    hold(quote.themes(known.themes, typed="/ally-quote"))
    hold(reflect.subjects(known.situations, known.themes, typed="/ally-reflect"))


def test_a_workspaces_own_words_keep_to_the_limits():
    known = library.load()
    cards = [*known.quotation_cards, *known.prompt_cards]
    hold(words.ours(cards, cards))
    hold(words.form(known.situations, known.themes, review=date(2027, 11, 22)))
    hold(words.hidden("x" * 40))
    hold(words.added(known.prompt_cards[0]))


@pytest.mark.parametrize("rrule", [None, "FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20271231T235959Z", "FREQ=YEARLY"])
def test_forms_keep_to_the_limits(rrule):
    hold(check_form.blank(today=date(2027, 1, 1), place=LONG[:80]))
    hold(check_form.filled(event(date(2027, 1, 1), hours=2.3, rrule=rrule, title=LONG), place="York"))
    themes = library.load().themes
    wishes = Wishes(themes=("listening",))
    hold(weekly.form(wishes, themes=themes, days=range(7), place=LONG[:80], channel="C1", new=True))
    hold(weekly.pause_form("C1", today=date(2027, 1, 1)))
