"""The rotation: its rules hold for any history and any subset, and it says which one gives way when they cannot."""

from collections import Counter
from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import library
from content.cards import AuthorLine, Card, Document, Tone
from content.lookahead import steer
from content.rotation import Rule, Shown, Steer, choose, walk

WORDS = library.load()
START = date(2027, 1, 5)
WEEK = timedelta(weeks=1)

_DOCUMENT = Document("d", "A title", "An author", "2024", "", "")
_VOICES = [("", ""), ("Ann", "she"), ("Bea", "she"), ("Carl", "he"), ("Dan", "he"), ("Eve", ""), ("Finn", "he")]
_THEMES = ["allyship", "listening", "change", "service"]
_LIMITS = {"allyship": ("Carl", "Dan")}


def a_card(name, voice, pronoun, themes, tone=Tone.PLAIN):
    if not voice:
        return Card(name, themes)
    document = Document("d", "A title", voice, "2024", "", "")
    said = AuthorLine(name, "words", document, themes, "", pronoun, "", tone, "", "", "EDI lead", START, "")
    return Card(name, themes, said)


@st.composite
def some_cards(draw):
    count = draw(st.integers(1, 12))
    rows = [(draw(st.sampled_from(_VOICES)), draw(st.sampled_from(_THEMES))) for _ in range(count)]
    return [a_card(f"c{n}", *who, (theme,)) for n, (who, theme) in enumerate(rows)]


histories = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 40)), max_size=30)


def a_history(rows):
    """Cards c0 to c14, of which some are not enabled and some are unknown, each some days after the one before."""
    day, told = START - timedelta(days=sum(days for _, days in rows)), []
    for number, days in rows:
        told.append(Shown(f"c{number}", day))
        day += timedelta(days=days)
    return told


def broken_by(card, history, known, today):
    """The rules as product.md states them, worked out afresh from the whole history."""
    told = [(known[shown.card], shown.on) for shown in history if shown.card in known]
    spoken = [(before, on) for before, on in told if before.voice]
    broken = set()
    if told and told[-1][0].theme == card.theme:
        broken.add(Rule.THEME)
    if not card.voice:
        return broken
    if any(before.voice == card.voice and (today - on).days < 56 for before, on in spoken):
        broken.add(Rule.SPEAKER)
    eight = [before for before, _ in spoken[-7:]] + [card]
    if card.is_from_a_man and sum(one.is_from_a_man for one in eight) > 4:
        broken.add(Rule.BALANCE)
    if "allyship" in card.subjects:
        run = [*[before.voice for before, _ in spoken if "allyship" in before.subjects][-3:], card.voice]
        if len(run) == 4 and set(run) <= set(_LIMITS["allyship"]):
            broken.add(Rule.VOICES)
    return broken


def left_in_round(cards, history):
    names, seen = {card.id for card in cards}, set()
    for shown in history:
        seen |= {shown.card} & names
        if seen == names:
            seen = set()
    return names - seen


@given(some_cards(), histories, st.text(max_size=3))
def test_any_history_and_subset_get_a_card_not_yet_shown_in_this_round(cards, rows, seed):
    history = a_history(rows)
    pick = choose(cards, history, today=START, not_only=_LIMITS, seed=seed)
    assert pick.card.id in left_in_round(cards, history)


@given(some_cards(), histories, st.text(max_size=3))
def test_the_pick_says_which_rules_gave_way_and_no_other_card_would_have_broken_less(cards, rows, seed):
    history = a_history(rows)
    known = {card.id: card for card in cards}
    pick = choose(cards, history, today=START, not_only=_LIMITS, seed=seed)
    assert set(pick.gave_way) == broken_by(pick.card, history, known, START)
    left = left_in_round(cards, history)
    price = {name: [rule in broken_by(known[name], history, known, START) for rule in Rule] for name in left}
    assert price[pick.card.id] == min(price.values())


@given(some_cards(), st.text(max_size=3))
def test_nobody_sees_a_card_again_until_the_rest_were_shown(cards, seed):
    shown = [pick.card.id for _, pick in islice(walk(cards, start=START, seed=seed), 3 * len(cards))]
    for number in range(3):
        turn = shown[number * len(cards) : (number + 1) * len(cards)]
        assert sorted(turn) == sorted(card.id for card in cards)


@given(some_cards(), histories)
def test_the_same_history_gives_the_same_card(cards, rows):
    history = a_history(rows)
    assert choose(cards, history, today=START) == choose(list(reversed(cards)), history, today=START)


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=6), st.dates(date(2026, 11, 22), date(2030, 12, 31)))
def test_a_year_of_weekly_prompts_keeps_every_rule_for_any_channel_and_start(seed, start):
    year = [
        (day, pick)
        for day, pick in islice(walk(WORDS.prompt_cards, start=start, not_only=WORDS.not_only, seed=seed), 52)
    ]
    cards = [pick.card for _, pick in year]
    assert [pick.gave_way for _, pick in year if pick.gave_way] == []
    assert len({card.id for card in cards}) == 52
    assert all(one.theme != other.theme for one, other in pairwise(cards))
    for voice in {card.voice for card in cards if card.voice}:
        weeks = [week for week, card in enumerate(cards) if card.voice == voice]
        assert all(later - earlier >= 8 for earlier, later in pairwise(weeks))
    said = [card for card in cards if card.voice]
    assert len(said) >= 12
    for first in range(len(said) - 7):
        assert sum(card.is_from_a_man for card in said[first : first + 8]) <= 4
    allies = [card.voice for card in said if "allyship" in card.subjects]
    assert all(set(allies[n : n + 4]) - {"James Rawlinson", "James Hawkins"} for n in range(len(allies) - 3))


@settings(max_examples=15, deadline=None)
@given(st.sets(st.sampled_from([card.id for card in WORDS.prompt_cards]), min_size=60))
def test_with_half_of_the_prompts_hidden_a_half_year_still_keeps_every_rule(enabled):
    cards = [card for card in WORDS.prompt_cards if card.id in enabled]
    picks = [pick for _, pick in islice(walk(cards, start=START, not_only=WORDS.not_only), 26)]
    assert [pick.gave_way for pick in picks if set(pick.gave_way) - {Rule.THEME}] == []


def test_a_subset_with_one_speaker_says_that_the_speaker_comes_back():
    cards = [a_card("a", "Ann", "she", ("listening",)), a_card("b", "Ann", "she", ("change",))]
    picks = [pick for _, pick in islice(walk(cards, start=START), 2)]
    assert [pick.gave_way for pick in picks] == [(), (Rule.SPEAKER,)]
    assert Rule.SPEAKER.sentence == "A speaker comes back within eight weeks."


def test_a_subset_of_men_says_that_the_balance_gave_way_at_the_fifth():
    cards = [a_card(f"m{n}", f"Man {n}", "he", (_THEMES[n % 4],)) for n in range(6)]
    picks = [pick for _, pick in islice(walk(cards, start=START, every=9 * WEEK), 5)]
    assert [Rule.BALANCE in pick.gave_way for pick in picks] == [False, False, False, False, True]


def test_a_name_is_not_evidence_of_who_is_a_man():
    assert not a_card("x", "James", "", ("change",)).is_from_a_man
    unprinted = {said.speaker for said in WORDS.quotations if not said.pronoun}
    assert {"Gregg Holland", "Arif Patel"} <= unprinted


def test_a_speaker_may_come_back_on_the_day_eight_weeks_later_and_not_the_day_before():
    ann, bea = a_card("a", "Ann", "she", ("listening",)), a_card("b", "Bea", "she", ("change",))
    other = a_card("a2", "Ann", "she", ("service",))
    history = [Shown("a", START), Shown("b", START)]
    early = choose([ann, bea, other], history, today=START + timedelta(days=55))
    late = choose([ann, bea, other], history, today=START + timedelta(days=56))
    assert (early.gave_way, late.gave_way) == ((Rule.SPEAKER,), ())


def test_a_card_that_was_taken_down_still_counts_for_its_speaker():
    gone, next_one = a_card("gone", "Ann", "she", ("listening",)), a_card("next", "Ann", "she", ("change",))
    pick = choose([next_one], [Shown("gone", START)], today=START + WEEK, known=[gone])
    assert pick.gave_way == (Rule.SPEAKER,)


def test_a_card_added_in_mid_round_is_shown_once_in_it_and_not_over_and_over():
    old = [a_card(f"o{n}", "", "", (_THEMES[n % 4],)) for n in range(4)]
    history = [Shown(f"o{n % 4}", START) for n in range(6)]
    cards = [*old, a_card("new", "", "", ("listening",))]
    shown = [pick.card.id for _, pick in islice(walk(cards, start=START, history=history), 10)]
    assert Counter(shown)["new"] <= 3


def test_the_coming_days_steer_where_the_rules_leave_a_choice():
    cards = [a_card(f"p{n}", "", "", (theme,)) for n, theme in enumerate(_THEMES)]
    for theme in _THEMES:
        assert choose(cards, [], today=START, steer=Steer(themes=frozenset({theme}))).card.theme == theme


@pytest.mark.parametrize("channel", ["C1", "C2", "C3"])
def test_a_year_that_is_steered_by_its_awareness_dates_keeps_every_rule(channel):
    history = []
    for week in range(52):
        day = START + week * WEEK
        pick = choose(WORDS.prompt_cards, history, today=day, not_only=WORDS.not_only, steer=steer(day), seed=channel)
        assert pick.gave_way == ()
        history.append(Shown(pick.card.id, day))


def test_nothing_light_is_chosen_near_a_solemn_day():
    cards = [a_card("joke", "Ann", "she", ("change",), Tone.LIGHT), a_card("plain", "Bea", "she", ("service",))]
    for seed in "abcdef":
        assert choose(cards, [], today=START, steer=Steer(solemn=True), seed=seed).card.id == "plain"


def test_a_terminal_without_memory_keeps_the_rules_from_day_to_day():
    days = [START + timedelta(days=n) for n in range(40)]
    prompts = [WORDS.prompt_of_the_day(today=day) for day in days]
    assert len({card.id for card in prompts}) == len(days)
    assert all(one.theme != other.theme for one, other in pairwise(prompts))
    said = [WORDS.quotation_of_the_day(today=day) for day in days]
    assert len({card.id for card in said}) == len(days)
    assert all(sum(card.is_from_a_man for card in said[n : n + 8]) <= 4 for n in range(len(said) - 7))


def test_nothing_enabled_gives_nothing():
    assert choose([], [], today=START) is None


@pytest.mark.parametrize("weeks", [1, 2])
def test_channels_do_not_all_post_the_same(weeks):
    first = {
        next(iter(walk(WORDS.prompt_cards, start=START, every=weeks * WEEK, seed=f"C{n}")))[1].card.id
        for n in range(20)
    }
    assert len(first) > 5


@pytest.mark.parametrize("seed", ["", "U1", "U2", "2027"])
def test_asked_day_by_day_the_author_with_most_lines_never_speaks_twice_running(seed):
    day = timedelta(days=1)
    picks = islice(walk(WORDS.quotation_cards, start=START, every=day, not_only=WORDS.not_only, seed=seed), 92)
    voices = [pick.card.voice for _, pick in picks]
    assert all(one != other for one, other in pairwise(voices))
