"""Names of the unit, for itself and of its county: which of them agree, by how names are built."""

import pytest

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.report.checks import findings
from pingkou_gui.report.checks_own_names import Level, level_of
from pingkou_gui.report.findings import QuickFix, Severity

AGREE = [
    ("梅溪县青山镇人民政府", "我镇", "梅溪县"),
    ("梅溪县青山镇人民政府", "我镇", "常平市梅溪县"),
    ("梅溪县青山镇人民政府", "青山镇", "梅溪县"),
    ("梅溪县青山镇人民政府", "镇政府", "梅溪县"),
    ("青山镇人民政府", "我镇政府", "道县"),
    ("梅溪县青山镇人民政府", "青山镇党委", "梅溪县"),
    ("梅溪县青山镇人民政府（本级）", "本镇", "梅溪县"),
    ("梅溪县白水瑶族乡人民政府", "我乡", "梅溪县"),
    ("常平市河西区城南街道办事处", "我街道", "河西区"),
    ("常平市河西区城南街道办事处", "我办", "常平市"),
    ("河西区城南办事处", "我街道", "河西区"),
    ("常平经济开发区双江街道办事处", "我街道", "梅溪县"),
    ("梅溪县工业园区管理委员会", "我区", "梅溪县"),
    ("梅溪县财政局", "我局", "梅溪县"),
    ("梅溪县住房和城乡建设局", "县住建局", "梅溪县"),
    ("常平市公安局梅溪分局", "我局", "梅溪县"),
    ("梅溪县人民政府办公室", "我办", "梅溪县"),
    ("梅溪县人民政府", "我县", "梅溪县"),
    ("梅溪县第一中学", "我校", "梅溪县"),
    ("梅溪县青山镇中心卫生院", "我院", "梅溪县"),
    ("梅溪县公路养护中心", "我单位", "本溪市"),
    ("梅溪县公路养护中心", "本部门", "全州县"),
    ("津水市市新镇人民政府", "我镇", "津水市"),
    ("", "我镇", "梅溪县"),
    ("", "梅溪县", "梅溪县"),
]


@pytest.mark.parametrize(("name", "short", "county"), AGREE)
def test_names_of_one_unit_are_not_questioned(facts_of, name, short, county):
    values = {"unit__name": name, "unit__short_name": short, "unit__county": county}
    found = findings(facts_of(**{key: value for key, value in values.items() if value}))
    assert [x.message for x in found if x.check == "own_names_agree"] == []


def test_a_unit_that_governs_nothing_is_not_called_a_government(facts_of):
    found = findings(facts_of(unit__name="梅溪县公路养护中心", unit__short_name="政府"))
    assert [x.message for x in found if "自称" in x.message] == [
        "单位名称里没有自称“政府”的字，核对"
    ]


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("云岭县石塘镇", "云岭县石塘镇人民政府"),
        ("云岭县白水瑶族乡", "云岭县白水瑶族乡人民政府"),
        ("城南街道", "城南街道办事处"),
    ],
)
def test_the_name_of_a_place_is_asked_whether_its_government_is_meant(facts_of, name, whole):
    found = findings(facts_of(unit__name=name))
    (told,) = [x for x in found if x.check == "own_names_agree"]
    assert told.severity is Severity.REMINDER
    assert [fix.text for fix in told.fixes] == [whole]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("梅溪县", Level.COUNTY),
        ("白水苗族自治县", Level.COUNTY),
        ("青山区", Level.COUNTY),
        ("桥头社区", Level.VILLAGE),
        ("青山镇人民政府", Level.TOWN),
        ("城南街道办事处", Level.STREET),
        ("梅溪县财政局", Level.OFFICE),
        ("内蒙古自治区", Level.PROVINCE),
        ("梅溪", None),
    ],
)
def test_a_name_says_its_level_by_its_last_word(name, level):
    assert level_of(name) is level


def test_values_filled_in_each_other_s_place_are_swapped_in_one_step(facts_of):
    values = {"unit__name": "梅溪县青山镇人民政府", "unit__short_name": "梅溪县"}
    [found] = findings(facts_of(**values, unit__county="我镇"))
    assert found.severity is Severity.ERROR
    assert found.places == (Unit.short_name.at(), Unit.county.at())
    swap = QuickFix("对调", Unit.short_name.at(), "我镇", ((Unit.county.at(), "梅溪县"),))
    assert found.fixes == (swap,)


@pytest.mark.parametrize(("short", "offered"), [("", []), ("本镇", []), ("青山镇", ["青山镇"])])
def test_a_name_that_is_what_it_calls_itself_is_swapped_with_a_name_alone(facts_of, short, offered):
    found = findings(facts_of(unit__name="我镇", unit__short_name=short))
    [told] = [each for each in found if "会印成标题" in each.message]
    assert [fix.text for fix in told.fixes] == offered


def test_another_county_than_the_unit_s_own_name_has_is_offered_instead(facts_of):
    [found] = findings(facts_of(unit__name="梅溪县青山镇人民政府", unit__county="竹山县"))
    assert found.fixes == (QuickFix("改为 梅溪县", Unit.county.at(), "梅溪县"),)
