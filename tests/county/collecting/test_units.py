"""Names of units as the list has them and as the units call themselves."""

import pytest

from pingkou_gui.county.collection_result import UnitList, look_alike, short_unit


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


# Units that look like one.


@pytest.mark.parametrize(
    "names",
    [
        ("安化县柳溪乡人民政府", "柳溪乡人民政府", "安化县柳溪乡人民政府（本级）"),
        ("柳溪乡政府", "柳溪乡人民政府"),
        ("湖南省益阳市安化县柳溪乡人民政府", "安化县柳溪乡"),
        ("安化县财政局", "县财政局", "财政局机关"),
        ("东坪街道", "安化县东坪街道办事处"),
        ("平口镇(本级)", "平口镇（本级）", "平口镇"),
    ],
)
def test_several_names_of_one_unit_look_alike(names):
    assert [set(group) for group in look_alike(names)] == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("安化县柳溪乡人民政府", "桃江县柳溪乡人民政府"),
        ("柳溪乡人民政府", "柳溪镇人民政府"),
        ("安化县人民政府", "桃江县人民政府"),
        ("开发区管委会", "高新区管委会"),
        ("安化县财政局", "安化县审计局"),
        ("老城区街道办事处", "新城区街道办事处"),
    ],
)
def test_names_of_different_units_do_not_look_alike(names):
    assert look_alike(names) == []


def test_a_name_without_a_county_belongs_to_the_only_one_that_is_stated():
    assert look_alike(["甲县城关镇", "城关镇"]) == [("甲县城关镇", "城关镇")]
    assert look_alike(["甲县城关镇", "乙县城关镇", "城关镇"]) == []


def test_units_of_a_list_stand_before_others_and_those_by_pinyin():
    listed = UnitList(["溪口镇", "白沙镇"])
    names = ["毛田镇", "白沙镇", "石桥镇", "溪口镇", "陈家镇"]
    assert sorted(names, key=listed.position) == ["溪口镇", "白沙镇", "陈家镇", "毛田镇", "石桥镇"]
