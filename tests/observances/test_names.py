"""Names: every spelling people use, words that mean several days, and near names for what is not on the list."""

import pytest

from scheduling.observances import UnknownObservanceError, find


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("Ramadhan", "ramadan"),
        ("RAMZAN", "ramadan"),
        ("iftaar", "ramadan"),
        ("Jumu'ah", "friday-prayer"),
        ("Jummah", "friday-prayer"),
        ("Shabbos", "shabbat"),
        ("Pentecost (Jewish)", "shavuot"),
        ("Chanukkah", "hanukkah"),
        ("Divali", "diwali"),
        ("Bandhi Chorh", "bandi-chhor-divas"),
        ("Gurpurab", "guru-nanak-birthday"),
        ("Vesak", "vesak"),
        ("Tet (Vietnamese)", "tet"),
        ("Chinese New Year (if Chinese)", "lunar-new-year"),
        ("Naw-Ruz", "naw-ruz nowruz"),
        ("Ridván", "ridvan-1 ridvan-9 ridvan-12"),
        ("Eid", "eid-al-fitr eid-al-adha"),
        ("Ash Wednesday / Lent", "ash-wednesday clean-monday"),
        ("Pascha", "orthodox-easter"),
        ("Boxing Day", "bank-holiday"),
        ("August bank holiday", "bank-holiday"),
    ],
)
def test_a_name_is_found_as_people_write_it(written, ids):
    assert find(written) == ids.split()


@pytest.mark.parametrize(
    ("written", "near"),
    [("Hannuka", "Hanukkah"), ("Yom Kippor", "Yom Kippur"), ("Vaisaki", "Vaisakhi"), ("Easter Sundy", "Easter Sunday")],
)
def test_a_misspelt_name_gets_the_near_one(written, near):
    with pytest.raises(UnknownObservanceError, match=f'"{written}" is not a name on our list; did you mean {near}'):
        find(written)


@pytest.mark.parametrize("written", ["Bonfire night", "", "()", "/", "\x00", "💥" * 300])
def test_a_name_that_is_like_none_of_ours_gets_no_wild_guess(written):
    with pytest.raises(UnknownObservanceError, match="what is coming up shows our names"):
        find(written)
