"""Names of units as the list has them and as the units call themselves."""

import pytest

from pingkou_gui.county.collect import UnitList, short_unit


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


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("安化县平口镇人民政府", "平口镇"),
        ("青石市槐荫乡人民政府", "槐荫乡"),
        ("桃江区东街道办事处", "东街道"),
        ("县财政局", "县财政局"),
        ("甲县乙", "甲县乙"),
        ("安化县人民政府", "人民政府"),
        ("办事处", "办事处"),
        ("某某街道", "某某街道"),
    ],
)
def test_a_short_name_is_without_county_and_ending(name, short):
    assert short_unit(name) == short


def test_a_unit_is_known_by_the_first_of_its_names_and_listed_once():
    listed = UnitList(["平口镇", "平口镇", "大福镇"])
    assert listed.names == ("平口镇", "大福镇")
    assert listed.named("平口镇") == "平口镇"


def test_full_width_forms_and_blanks_do_not_matter():
    assert UnitList(["平口镇（本级）"]).named("平口镇 (本级)") == "平口镇（本级）"
