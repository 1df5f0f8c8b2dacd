"""A mistake in the catalogue fails with file, line and reason: somebody from a staff network can put it right."""

import re
import shutil
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from scheduling.errors import CatalogueError
from scheduling.observances.catalogue_files import read_catalogue
from scheduling.observances.overrides import Override, OverrideError, read_overrides, settle

SHIPPED = Path(str(resources.files("scheduling.observances").joinpath("catalogue")))


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(SHIPPED, tmp_path / "catalogue"))


def line_of(file, text):
    return next(number for number, line in enumerate(file.read_text("utf-8").splitlines(), 1) if text in line)


MISTAKES = [
    # file, what is written, what it becomes, where the error points, what it says
    ("jewish.toml", 'falls = "10 Tishri"', 'falls = "10 Tishre"', "10 Tishre", '"10 Tishre" is not a Hebrew date'),
    ("jewish.toml", 'falls = "10 Tishri"', 'falls = "31 Tishri"', "31 Tishri", '"31 Tishri" is not a Hebrew date'),
    ("muslim.toml", 'falls = "1 Shawwal"', 'falls = "1 Shawal"', "1 Shawal", "is not an Islamic date"),
    ("christian.toml", '"47 days before Easter"', '"47 before Easter"', "47 before", "is not counted from Easter"),
    ("christian.toml", '"25 December"', '"32 December"', "32 December", "is not in every year"),
    ("hindu.toml", '"Ashvin 30 at dusk, the later day"', '"Ashvin 30 at dinner"', "dinner", "not in the almanac"),
    ("bahai.toml", 'falls = "13 Jalal"', 'falls = "20 Jalal"', "20 Jalal", "is not a Bahá’í date"),
    ("buddhist.toml", '"full moon of month 8"', '"full moon of month 13"', "month 13", "Thai calendar"),
    ("zoroastrian.toml", '"day 1 of month 1, Kadmi"', '"day 1 of month 1, Qadmi"', "Qadmi", "Zoroastrian date"),
    ("orthodox.toml", 'falls = "11 Tir"', 'falls = "31 Tir"', "31 Tir", "is not an Ethiopian date"),
    ("jewish.toml", 'calendar = "hebrew"', 'calendar = "jewish"', '"jewish"', "is not a calendar: use one of hebrew"),
    ("jewish.toml", 'aliases = ["Pesach", ', 'aliases = ["Purim", ', '"Purim", ', '"Purim" is already a name of purim'),
    ("jewish.toml", 'id = "purim"', 'id = "shabbat"', 'name = "Purim"', "is the id of another observance"),
    ("jewish.toml", 'id = "purim"', 'id = "Purim!"', "Purim!", "is not an id"),
    ("jewish.toml", '"7-8" = "rest', '"7-9" = "rest', '"7-9"', 'day "7-9" is outside the range: it has 8 days'),
    ("jewish.toml", '"3-6" = "half', '"4-6" = "half', '"4-6"', "day 3 has no status"),
    ("jewish.toml", '"3-6" = "half', '"2-6" = "half', '"2-6"', "day 2 has two statuses"),
    ("jewish.toml", 'status = "known day from sunset to nightfall"', 'status = "party"', '"party"', "not a status"),
    ("jewish.toml", 'practice = ["rest", "travel", "screens"]', 'practice = ["phone"]', '"phone"', "is not a practice"),
    ("jewish.toml", '["ou", "civil-service-judaism", "jewish-police"]', "[]", 'id = "shabbat"', "needs a source"),
    ("jewish.toml", '["ou", "westminster", "hebrew-calendar"]', '["hearsay"]', "hearsay", "is not in sources.toml"),
    ("jewish.toml", 'Saturday = "the Sunday after"', 'Saturday = "Sunday"', "moves", "is not a move such as"),
    ("jewish.toml", "solemn = true", "sollemn = true", "sollemn", "is not something an observance can say"),
    ("hindu.toml", 'certainty = "expected"', 'certainty = "sure"', '"sure"', "is not a certainty"),
    ("statuses.toml", 'from = "dawn", to = "night', 'from = "daybreak", to = "night', "dawn to", "not a moment"),
    ("statuses.toml", 'level = "move", part = "holiday"', 'level = "red", part = "holiday"', "public holiday", "'red'"),
    ("sources.toml", 'title = "Sabbath times"\n', "", "jewish-police", "needs a publisher and a title"),
    ("groups.toml", '"eid-al-adha"]', '"eid-adha"]', '"Eid"', '"eid-adha" is not an observance'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "written", "mistaken", "where", "reason"), MISTAKES, ids=lambda value: value[:40])
def test_a_mistake_names_its_file_its_line_and_the_reason(folder, name, written, mistaken, where, reason):
    file = folder / name
    text = file.read_text("utf-8")
    assert written in text
    file.write_text(text.replace(written, mistaken, 1), "utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(folder)
    said = str(caught.value)
    assert reason in said
    match = re.fullmatch(rf"{name}, line (\d+): .+", said)
    assert match, said
    assert abs(int(match[1]) - line_of(file, where)) <= 3, said


def test_text_that_is_not_toml_names_line_and_column(folder):
    (folder / "jain.toml").write_text('[[observance]]\nid = "x\n', "utf-8")
    with pytest.raises(CatalogueError, match=r"jain\.toml: .*line 2"):
        read_catalogue(folder)


def test_a_missing_file_is_named(folder):
    (folder / "sikh.toml").unlink()
    with pytest.raises(CatalogueError, match=r"sikh\.toml: the file is missing"):
        read_catalogue(folder)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[confirmed]]\nid = "eid-al-fitr"\n', "confirmation 1 needs id, day, source and on"),
        ('[[confirmed]]\nid = "eid-al-fitr"\nday = "soon"\non = 2027-01-01\nsource = "x"\n', "needs id, day"),
        ("[[confirmed]\n", "overrides.toml"),
    ],
)
def test_a_confirmation_that_is_not_one_is_refused(text, reason):
    with pytest.raises(CatalogueError, match=reason):
        read_overrides(text)


@pytest.mark.parametrize(
    ("identity", "day", "reason"),
    [
        ("eid-al-fitr", "2027-04-10", "Eid al-Fitr is expected on or around 9 March 2027; 10 April 2027 is too far"),
        ("shabbat", "2027-04-10", "Shabbat cannot be confirmed for one day"),
        ("bank-holiday", "2027-04-10", "Bank holiday cannot be confirmed"),
        ("easter-bunny", "2027-04-10", '"easter-bunny" is not an observance on our list'),
    ],
)
def test_a_confirmation_that_cannot_be_says_why(identity, day, reason):
    with pytest.raises(OverrideError, match=re.escape(reason)):
        settle((Override(identity, date.fromisoformat(day)),))
