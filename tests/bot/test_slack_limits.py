"""Every payload a listener can produce, held against Slack's limits: by the stand-in, the SDK and slackblocks."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import slackblocks
from slack_sdk.models.blocks import Block as SdkBlock
from slack_sdk.models.views import View as SdkView

from bot.changes import Part, terms_as_written
from bot.checking import answer_all
from bot.choices import in_force
from bot.features import COMMANDS
from bot.playground.blocks import hold_message, hold_view
from bot.settings import Settings
from bot.store.calendars import Override, SchoolHoliday, TermCalendar
from bot.store.erasure import KINDS, Held
from bot.store.states import PauseReason, SubscriptionState
from bot.store.subscriptions import Subscription, Wishes
from bot.store.workspaces import Change
from bot.undoing import Reversal, sides
from bot.upcoming import next_weeks, upcoming
from bot.views import (
    account,
    channel_prompts,
    check,
    check_form,
    check_table,
    dates,
    days,
    history,
    home,
    messages,
    outside,
    quote,
    reflect,
    settings,
    settings_hours,
    share,
    weekly,
    word_forms,
    words,
)
from bot.views.blocks import MAX_TEXT, Message
from bot.views.clock import as_read
from bot.views.slip import pack, unpack
from bot.workplace import Workplace
from content import library
from content.cards import Card, Document
from content.lengths import LONGEST
from scheduling.cadence import LeftOut, Slot, SlotKind
from scheduling.events import Event, Inference, Inferred, Trait, Unread
from scheduling.findings import Finding, Kind, Outlier, Tally
from scheduling.levels import Level
from scheduling.observances import catalogue, observances
from scheduling.observances.entries import TRADITIONS
from scheduling.places import find_place
from scheduling.policy import Policy

VIEWS = Path(__file__).resolve().parents[2] / "bot" / "views"
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
    days = [one.day for one in IN_2027.values() if one.level is Level.MOVE][: check_table.PAGE]
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
    hold(check.details(check.Answers((loud,) * check_table.PAGE)))


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


def test_what_is_said_around_a_check_keeps_to_the_limits():
    hold(check.nothing_read([Unread(LONG, LONG)] * 90, typed="/ally-check"))
    hold(messages.never_about_people())
    hold(messages.only_a_file())
    hold(messages.only_dates(typed="/ally-check", contact=LONG))
    hold(outside.quiet())
    hold(outside.not_yours())
    hold(outside.not_your_form())


@pytest.mark.parametrize("out", [True, False])
def test_what_is_to_be_shared_keeps_to_the_limits(out):
    busiest = max(IN_2027.values(), key=lambda one: len(one.name))
    asked = event(busiest.day, title=LONG, traits=frozenset(Trait), rrule="FREQ=DAILY;COUNT=200")
    answer = answer_all([asked], (), policy=YORK, now=NOW).found[0]
    hold(share.form(check.shared(answer), callback_id="x" * 255, kept="x" * 3000, outside=out))
    for card in library.load().quotation_cards:
        hold(share.form(quote.shared(card), callback_id="x", kept=card.id, outside=out))


SUBSCRIBED = Subscription(
    id=1, workspace_id="T1", channel_id="C1", owner_id="U1", wishes=Wishes(themes=("listening",) * 40),
    anchor=date(2027, 1, 5), run_began=date(2027, 1, 5), state=SubscriptionState.ACTIVE, state_since=NOW,
    pause_reason=None, paused_until=None, slots_after=NOW,
)  # fmt: skip


@pytest.mark.parametrize("reason", [None, *PauseReason])
@pytest.mark.parametrize("state", SubscriptionState)
def test_how_a_channels_prompts_stand_keeps_to_the_limits(state, reason):
    themes = library.load().themes
    found = replace(SUBSCRIBED, state=state, pause_reason=reason)
    for until in (None, date(2027, 9, 1)):
        now = weekly.Standing(
            subscription=replace(found, paused_until=until),
            coming=[Slot(NOW + timedelta(weeks=n), SlotKind.PROMPT) for n in range(9)],
            left_out=[LeftOut(date(2027, 1, 5), LONG)] * 30,
            skipped=NOW, held=True, may_release=True, may_change=reason is None, still=LONG,
        )  # fmt: skip
        hold(weekly.standing(now, themes=themes, typed="/ally-weekly"))
        hold(as_read(weekly.standing(now, themes=themes, typed="/ally-weekly"), twelve_hour=True))
    hold(weekly.standing(weekly.Standing(subscription=None, held=True, may_release=True), themes=themes, typed="/x"))
    hold(weekly.set_up(found, now.coming, themes=themes, may_post=False, still=LONG))
    if reason is not None:
        hold(channel_prompts.paused_notice(found, typed="/ally-weekly"))


def test_what_a_channel_sees_keeps_to_the_limits():
    for card in library.load().prompt_cards:
        said = channel_prompts.post(card, look_ahead=[LONG] * 4)
        hold(said)
        hold(weekly.preview(said, Slot(NOW, SlotKind.PROMPT), twelve_hour=True))
    hold(channel_prompts.question(typed="/ally-weekly"))
    hold(weekly.not_for_me(typed="/ally-weekly"))
    hold(weekly.done("Paused", "x" * 200))


AREAS = [f"{n} {LONG}"[:80] for n in range(15)]
FULL_CHOICES = in_force({}, Settings()) | {
    "place": "x" * 80,
    "zone": "America/Argentina/ComodRivadavia",
    "spellings": dict.fromkeys(list(catalogue().observances)[:20], LONG[:60]),
    "hidden": list(TRADITIONS),
    "off": list(YORK.rules),
    "area": AREAS[0],
}
_DAY = date(2027, 1, 1)
_HOLIDAYS = tuple(SchoolHoliday(LONG[:200], _DAY, _DAY) for _ in range(40))
PEOPLE = [f"U{n:014d}" for n in range(40)]
#: A workspace with as much of everything as it may have.
FULL = Workplace(
    replace(YORK, spellings=dict.fromkeys(catalogue().observances, LONG[:60]), term_area=AREAS[0]),
    owners=frozenset(PEOPLE[:20]),
    held=True,
    terms=tuple(TermCalendar(area, _DAY, _DAY, _DAY, _HOLIDAYS) for area in AREAS),
    confirmed=tuple(Override(one, _DAY, "U1", NOW) for one in list(catalogue().observances)[:100]),
    certain=False,
)


def told(part: str, before: object, after: object) -> history.Told:
    """A change that can be undone, with the longest that its two sides can hold."""
    made = Change(1, NOW, "U" * 20, part, before, after, NOW)
    was, now = sides(made)
    undoing = Reversal(Part(part), now, was, list(was)) if was else None
    return history.Told(made, undoing, YORK.place.zone, FULL_CHOICES, admin=True)


_CARDS = {f"own-{n}": {"card_id": f"own-{n}", "hidden": False, "body": {"act": LONG}} for n in range(30)}
CHANGES = [
    told("policy", {}, FULL_CHOICES),
    told("policy", FULL_CHOICES, {}),
    told("policy", {"later-version": LONG}, {"later-version": [LONG]}),
    told("hold", False, True),
    told(
        "content owners",
        dict.fromkeys(PEOPLE[:20]) | dict.fromkeys(PEOPLE[20:], True),
        dict.fromkeys(PEOPLE[:20], True) | dict.fromkeys(PEOPLE[20:]),
    ),
    told("content owners", 0, 20),
    told(
        "confirmed day",
        {f"{one} 2027-01-01": None for one in IN_2027},
        {f"{one} 2027-01-01": f"{_DAY}" for one in IN_2027},
    ),
    told("school terms", dict.fromkeys(AREAS), dict.fromkeys(AREAS, terms_as_written(FULL.terms[0]))),
    told("words", dict.fromkeys(_CARDS), _CARDS),
]


def test_settings_help_and_account_keep_to_the_limits():
    hold(settings.shown(FULL, changes=CHANGES, due=10**6, lead=2856, may_change=True))
    hold(settings.shown(FULL, may_change=False))
    hold(settings.form(FULL, FULL_CHOICES, admin=True, kept="x" * 1500))
    hold(settings.saved())
    hold(settings_hours.form(FULL, kept="x" * 1500))
    hold(days.listed(FULL, told=LONG, notes=days.not_understood([LONG] * 500), kept="x" * 1500))
    hold(days.listed(FULL, start=30))
    hold(days.confirm_form(list(IN_2027.values()), kept="x" * 1500))
    hold(days.terms_form(LONG[:80], kept="x" * 1500))
    hold(account.help_for_all(prefix="a" * 20, contact=LONG))
    hold(account.privacy(contact=LONG))
    hold(account.forgotten([Held(what, 10**6) for what in KINDS]))
    hold(account.my_data([Held(what, 10**6) for what in KINDS], typed="/ally"))
    for command in COMMANDS:
        hold(account.help_for(command, prefix="a" * 20))


def test_the_history_keeps_to_the_limits_whatever_was_changed():
    for page in (CHANGES[: history.PAGE], CHANGES[-history.PAGE :]):
        hold(history.history(page, start=8, more=True, told=LONG * 3, days=90, kept="x" * 1500))
    hold(history.history((), start=0, more=False, days=90))


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
        hold(reflect.reminder_set("Tue 5 January 2027 at 09:00"))
        hold(weekly.source(card))
    hold(quote.themes(known.themes, typed="/ally-quote"))
    hold(reflect.subjects(known.situations, known.themes, typed="/ally-reflect"))


def test_a_workspaces_own_words_keep_to_the_limits():
    known = library.load()
    longest = {key: ("“<@U1>&*" * most)[:most] for key, most in LONGEST.items()}
    document = Document("d", longest["title"], longest["author"], "2024-03-21", "", longest["publisher"], "", "")
    document = replace(document, url="https://example.org/" + "&" * 470)
    said = replace(
        known.quotations[0],
        document=document,
        excerpts=("&" * 220,),
        **{key: longest[key] for key in ("text", "lead_in", "speaker", "role", "organisation", "guard")},
    )
    prompt = replace(known.prompts[0], **{key: longest[key] for key in ("notice", "act", "if_then", "source")})
    cards = [
        Card("own-1", said.themes, said),
        Card("own-2", prompt.themes, said, prompt, LONG),
        *known.quotation_cards,
        *known.prompt_cards,
    ]
    past = date(2020, 1, 1)
    listed = [
        words.Listed(card, past, hidden=True, ours=n % 4 < 2, version=n % 4 >= 2)
        for n, card in enumerate(cards[:2] * 30)
    ]
    for start in (0, words.PAGE):
        hold(words.listed(listed, which="own", start=start, today=date(2027, 1, 1), told=LONG, saved=cards[1]))
    every = [words.Listed(card, date(2027, 1, 1)) for card in cards]
    for start in range(0, len(every), words.PAGE):
        hold(words.listed(every, which="prompts", start=start, today=date(2027, 1, 1)))
    for kind, fields in (("prompt", longest), ("quotation", longest), ("author_line", longest), ("quotation", {})):
        for new in (True, False):
            hold(
                word_forms.form(
                    kind,
                    {**fields, "themes": [theme.id for theme in known.themes], "excerpts": "&" * 3000},
                    situations=known.situations,
                    themes=known.themes,
                    review=date(2027, 11, 22),
                    new=new,
                    kept="x" * 1500,
                )
            )
    hold(words.hidden("x" * 40))
    hold(words.restored())
    for card in cards[:2]:
        hold(quote.shown(card, value="x" * 2000, theme_value="x"))
        hold(quote.shared(card))
        hold(reflect.shown(card, value="x" * 2000))


@pytest.mark.parametrize("rrule", [None, "FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20271231T235959Z", "FREQ=YEARLY"])
def test_forms_keep_to_the_limits(rrule):
    hold(check_form.blank(today=date(2027, 1, 1), place=LONG[:80]))
    hold(check_form.filled(event(date(2027, 1, 1), hours=2.3, rrule=rrule, title=LONG), place="York"))
    themes = library.load().themes
    wishes = Wishes(themes=("listening",))
    hold(weekly.form(wishes, themes=themes, days=range(7), place=LONG[:80], channel="C1", new=True))
    hold(weekly.pause_form("C1", today=date(2027, 1, 1)))
    hold(weekly.form(wishes, themes=themes, days=range(7), place=LONG[:80], channel="C1", new=False, outside=True))


#: Views that are parts of others and are held with them.
PARTS = {
    "card.prompt_blocks", "card.quotation_blocks", "check.one", "check.open_form", "check_table.table",
    "check_table.not_understood", "history.lines", "settings.summary", "settings_hours.opening", "words.hide_button",
}  # fmt: skip


def views():
    """Every function of a view module that makes something to show, as "module.function"."""
    made = {"Message", "Block", "list[Block]", "Sequence[Block]", "tuple[Block, ...]"}
    for path in sorted(VIEWS.glob("*.py")):
        if path.stem not in ("__init__", "blocks", "clock", "inputs", "slip"):
            for node in ast.parse(path.read_text("utf-8")).body:
                shown = isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.returns
                if shown and ast.unparse(node.returns) in made:
                    yield f"{path.stem}.{node.name}"


def held_here():
    """Every view whose result is given to `hold` in this file."""
    for node in ast.walk(ast.parse(Path(__file__).read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"


def test_every_view_is_held_against_the_limits():
    """A new view fails here until a test of this file gives `hold` the most that the view can show."""
    known = set(views())
    assert len(known) > 50
    assert known - set(held_here()) - PARTS == set()
    assert known >= PARTS
