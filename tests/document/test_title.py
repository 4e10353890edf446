"""Where a title is broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.document.line_breaking import broken, measure


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2024年度自评报告", ["2024年度自评报告"]),
        (
            "2024年度青石县槐荫乡人民政府部门整体支出绩效自评报告",
            ["2024年度青石县槐荫乡人民政府", "部门整体支出绩效自评报告"],
        ),
        ("槐荫乡\n自评报告", ["槐荫乡", "自评报告"]),
        (
            "2023年度湘西土家族苗族自治州石提县红石林镇人民政府部门整体支出绩效自评报告",
            [
                "2023年度湘西土家族苗族自治州石提县",
                "红石林镇人民政府部门整体支出绩效自评报告",
            ],
        ),
        (
            "2023年度内蒙古自治区锡林郭勒盟西乌珠穆沁旗巴拉嘎尔高勒镇人民政府部门整体支出绩效自评报告",
            [
                "2023年度内蒙古自治区锡林郭勒盟",
                "西乌珠穆沁旗巴拉嘎尔高勒镇人民政府",
                "部门整体支出绩效自评报告",
            ],
        ),
        (
            "2023年度新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县米粮泉回族乡人民政府部门整体支出绩效自评报告",
            [
                "2023年度新疆维吾尔自治区伊犁哈萨克自治州",
                "察布查尔锡伯自治县米粮泉回族乡人民政府",
                "部门整体支出绩效自评报告",
            ],
        ),
        (
            "2023年度内蒙古自治区呼伦贝尔市鄂温克族自治旗巴彦托海镇人民政府部门整体支出绩效自评报告",
            [
                "2023年度内蒙古自治区呼伦贝尔市",
                "鄂温克族自治旗巴彦托海镇人民政府",
                "部门整体支出绩效自评报告",
            ],
        ),
        (
            "2022年度中央财政农村人居环境整治弥补缺口资金项目支出绩效自评表",
            ["2022年度中央财政农村人居环境整治", "弥补缺口资金项目支出绩效自评表"],
        ),
        (
            "青石县槐荫乡乡村振兴村级集体经济发展弥补村级组织运转经费项目支出绩效自评表",
            ["青石县槐荫乡乡村振兴村级集体经济发展", "弥补村级组织运转经费项目支出绩效自评表"],
        ),
        (
            (
                "2023年度青石县槐荫乡人民政府农业综合服务中心和社会事务综合服务中心联合党支部委员会"
                "部门整体支出绩效自评报告"
            ),
            [
                "2023年度青石县槐荫乡人民政府",
                "农业综合服务中心和社会事务综合服务中心",
                "联合党支部委员会部门整体支出绩效自评报告",
            ],
        ),
    ],
)
def test_a_title_breaks_by_sense(title, lines):
    assert broken(title, 20).split("\n") == lines


@given(st.text("甲乙县政府2024年度（）《》、报告 a", min_size=1, max_size=90))
def test_a_broken_title_loses_nothing_and_fits(title):
    lines = broken(title, 20).split("\n")
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(measure(line) <= 20 for line in lines)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("甲乙丙丁", ["甲乙丙丁"]),
        ("甲乙丙丁）戊", ["甲乙丙", "丁）戊"]),
        ("甲乙丙（丁戊", ["甲乙丙", "（丁戊"]),
        ("甲乙丙）丁戊", ["甲乙", "丙）丁戊"]),
        ("甲乙（丙丁戊", ["甲乙", "（丙丁戊"]),
        ("甲乙《丙丁戊", ["甲乙", "《丙丁戊"]),
        ("甲乙丙丁、戊", ["甲乙丙", "丁、戊"]),
        ("甲乙丙12345丁", ["甲乙丙", "12345丁"]),
        ("甲乙丙1丁戊", ["甲乙丙", "1丁戊"]),
    ],
)
def test_no_line_begins_or_ends_where_none_may(title, lines):
    assert broken(title, 4).split("\n") == lines


def test_lines_are_even_rather_than_one_full_and_one_all_but_empty():
    assert broken("甲" * 6, 5) == "甲甲甲\n甲甲甲"


def test_figures_and_latin_letters_are_half_as_wide():
    assert measure("甲a1（") == 3
    assert measure("") == 0
