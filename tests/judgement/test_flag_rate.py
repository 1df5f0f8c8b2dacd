"""The check does not cry wolf: few slots of an ordinary week ask for something, and mid-week mornings none."""

import importlib.util
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scheduling import Policy, find_place
from scheduling.levels import Level

_SPEC = importlib.util.spec_from_file_location("flag_rate", Path(__file__).parents[2] / "scripts" / "flag_rate.py")
assert _SPEC is not None
assert _SPEC.loader is not None
flag_rate = importlib.util.module_from_spec(_SPEC)
# The dataclasses of a script need it to be a known module.
sys.modules["flag_rate"] = flag_rate
_SPEC.loader.exec_module(flag_rate)


@pytest.mark.parametrize("place", ["London", "Glasgow", "Cardiff", "Belfast"])
def test_ordinary_weeks_of_2027_stay_below_the_promised_rate(place):
    weeks = list(flag_rate.weeks_of(2027, Policy(place=find_place(place))))
    ordinary = [week for week in weeks if week.ordinary]
    assert len(weeks) == 52
    assert len(ordinary) >= 15
    assert [week.monday for week in ordinary if not week.kept] == []


def test_the_picture_shows_every_week(capsys, tmp_path):
    drawing = tmp_path / "year.svg"
    assert flag_rate.main(["2027", "London", str(drawing)]) == 0
    shapes = [element for element in ElementTree.parse(drawing).iter() if element.tag.endswith("rect")]
    fills = {element.get("fill") for element in shapes}
    hours = sum((int(element.get("width", "0")) + 1) // 14 for element in shapes if element.get("width") != "100%")
    assert hours == 52 * 40 + len(Level)
    assert len(fills) == 1 + len(Level)
    printed = capsys.readouterr().out
    assert printed.count("%") >= 52
    assert "ramadan" in printed
