"""Names of units as the list has them and as the units call themselves."""

import pytest

from pingkou_gui.county.collecting.units import UnitList, short_unit


@pytest.mark.parametrize(
    ("listed", "own"),
    [
        ("平口镇", "安化县平口镇人民政府"),
        ("安化县平口镇人民政府", "平口镇"),
        ("安化县平口镇人民政府", "安化县 平口镇人民政府"),
        ("东坪街道", "安化县东坪街道办事处"),
        ("县财政局", "县财政局"),
    ],
)
def test_a_unit_is_known_by_either_name(listed, own):
    assert UnitList([listed]).named(own) == listed


def test_another_unit_is_not_on_the_list():
    assert UnitList(["平口镇"]).named("安化县大福镇人民政府") is None


def test_a_short_name_that_two_units_share_is_neither():
    listed = UnitList(["甲县城关镇人民政府", "乙县城关镇人民政府"])
    assert listed.named("城关镇") is None
    assert listed.named("乙县城关镇人民政府") == "乙县城关镇人民政府"


def test_a_name_of_nothing_but_an_ending_stays():
    assert short_unit("人民政府") == "人民政府"
