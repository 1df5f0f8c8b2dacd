"""The built-in words: all there, whole, and found by what people type."""

from datetime import date

import pytest

from content import library
from content.cards import CARD_LENGTH
from content.digest import digest, normalised
from content.errors import NothingFoundError

TODAY = date(2026, 11, 22)
WORDS = library.load()
SAID = [*WORDS.quotations, *WORDS.author_lines]


def test_there_are_thirty_quotation_cards_and_the_author_lines_are_kept_apart():
    assert len(WORDS.quotations) >= 30
    assert all(line.kind.value == "author-line" for line in WORDS.author_lines)
    assert {line.attribution for line in WORDS.author_lines} == {
        "Nosheen Hussain, writing for One HealthTech about a Rewired24 panel (2024)"
    }


@pytest.mark.parametrize("said", SAID, ids=lambda said: said.id)
def test_every_text_has_the_digest_it_had_when_it_was_verified(said):
    assert digest(said.text) == said.digest


@pytest.mark.parametrize("said", WORDS.quotations, ids=lambda said: said.id)
def test_every_excerpt_is_inside_its_quotation_and_fits_a_card(said):
    assert len(said.shown) <= CARD_LENGTH
    assert all(normalised(excerpt) in normalised(said.text) for excerpt in said.excerpts)


def test_nobody_is_named_without_the_role_they_held_at_the_time():
    assert [said.id for said in WORDS.quotations if said.speaker and not (said.role and said.organisation)] == []


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("listening", "Listening"),
        ("LISTENING ", "Listening"),
        ("lisening", "Listening"),
        ("imposter syndrome", "Development"),
        ("bias", "Inclusion"),
        ("menopause", "Inclusion"),
        ("school run", "Inclusion"),
        ("quiet voices", "Speaking up"),
        ("speaking-up", "Speaking up"),
        ("Speaking  Up!", "Speaking up"),
        ("resiliance", "Resilience"),
        ("charlee martin", "Charlee Martin"),
        ("Hawkins", "James Hawkins"),
        ("rahim", "Ayesha Rahim"),
        ("q16", "q16"),
    ],
)
def test_a_theme_or_speaker_is_found_under_what_people_type(typed, label):
    found = WORDS.find_quotations(typed)
    assert found.label == label
    assert found.cards


def test_a_situation_finds_its_prompts():
    cards = WORDS.find_prompts("chairing").cards
    assert cards
    assert {card.prompt.situation for card in cards} == {"chairing"}


def test_two_names_together_find_what_answers_to_both():
    for card in WORDS.find_prompts("listening in meetings").cards:
        assert (card.prompt.situation, "listening" in card.themes) == ("chairing", True)


def test_a_by_name_brings_first_the_cards_that_say_it():
    found = WORDS.find_prompts("menopause")
    assert (found.label, found.cards[0].id) == ("Inclusion", "managing-nobody-has-to-ask")
    assert WORDS.prompt_of_the_day("menopause", today=TODAY).id == "managing-nobody-has-to-ask"
    first = WORDS.reflect("menopause", today=TODAY)
    assert first.id == "managing-nobody-has-to-ask"
    then = WORDS.reflect("menopause", today=TODAY, history=[library.Shown(first.id, TODAY)])
    assert (then.id != first.id, "inclusion" in then.themes) == (True, True)


def test_a_prompt_written_for_a_day_is_shown_on_it_and_at_no_other_time():
    written = {prompt.id for prompt in WORDS.prompts if prompt.occasions}
    assert written.isdisjoint(card.id for card in WORDS.prompt_cards)
    occasions = {"remembrance-day"}
    day = date(2026, 11, 11)
    card = WORDS.prompt_for(day, WORDS.prompt_cards, occasions=occasions).card
    assert card.id == "occasion-remembrance"
    assert [found.id for found in WORDS.find_prompts("remembrance day").cards] == ["occasion-remembrance"]
    again = WORDS.prompt_for(day, WORDS.prompt_cards, occasions=occasions, history=[library.Shown(card.id, day)]).card
    assert not again.prompt.occasions


def test_a_prompt_on_speaking_up_says_where_to_turn_and_others_do_not():
    for card in WORDS.prompt_cards:
        assert ("Freedom to Speak Up Guardian" in card.signpost) == (card.theme == "speaking-up")
    assert WORDS.card("everyone-only-a-joke").plain_text.endswith("Alongside takes no reports.")


@pytest.mark.parametrize(
    ("recommendation", "practices"),
    [
        (
            "reflect on your own activity",
            ["how you recruit", "how you chair", "how you line manage", "biases|language"],
        ),
        ("recruitment and retention", ["job descriptions and person", "internal promotions", "asking HR", "retention"]),
        ("education", ["follow-ups and team discussions", "mandatory training", "leadership teams", "curiosity"]),
    ],
)
def test_each_recommendation_of_the_fourth_document_has_its_prompts(recommendation, practices):
    sources = [prompt.source for prompt in WORDS.prompts if prompt.source.startswith("rewired24: ")]
    for practice in practices:
        assert any(word in source for source in sources for word in practice.split("|")), (recommendation, practice)


def test_free_words_find_the_cards_that_have_them():
    assert [card.id for card in WORDS.find_quotations("slippers").cards] == ["q06"]


@pytest.mark.parametrize(
    "typed", ["xyzzy", "🎉", "...", "a", "'; DROP TABLE", "<!channel>", "x" * 300, "listening " * 50]
)
def test_what_nothing_matches_gets_one_plain_sentence(typed):
    with pytest.raises(NothingFoundError) as caught:
        WORDS.find_quotations(typed)
    assert caught.value.for_people
    assert len(str(caught.value)) < 240


def test_a_near_miss_suggests():
    with pytest.raises(NothingFoundError) as caught:
        WORDS.find_quotations("empothy")
    assert str(caught.value) == 'Nothing is filed under "empothy"; did you mean Empathy?'
    assert caught.value.suggestions == ("Empathy",)


def test_a_name_that_several_people_have_finds_them_all():
    found = WORDS.find_quotations("James")
    assert {card.voice for card in found.cards} == {"James Rawlinson", "James Hawkins", "Phill James"}


@pytest.mark.parametrize("typed", ["anything", "surprise me", "any quote please"])
def test_anything_is_a_good_mix(typed):
    assert len(WORDS.find_quotations(typed).cards) == len(WORDS.quotation_cards)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("imposter", "Development"),
        ("Ramadhan", "Inclusion"),
        ("working from home", "Inclusion"),
        ("1:1", "Line managing"),
        ("hiring", "Recruiting"),
        ("a meeting", "Chairing"),
        ("courage", "Speaking up"),
        ("neurodiversty", "Accessibility"),
        ("tired", "Resilience"),
        ("Christmas party", "Organising"),
        ("go-live", "Launching"),
    ],
)
def test_a_prompt_is_found_under_what_people_type(typed, label):
    assert WORDS.find_prompts(typed).label == label


def test_no_theme_gives_a_card_and_the_same_one_all_day():
    assert WORDS.quotation_of_the_day(today=TODAY) == WORDS.quotation_of_the_day(today=TODAY)
    days = [WORDS.quotation_of_the_day(today=TODAY, another=n).id for n in range(10)]
    assert len(set(days)) == 10
