"""Small expenses far above all spending were written in 元 under the name of 万元."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reading.reader import read

HEAD = "2023年度清溪县槐荫乡人民政府部门整体支出绩效自评报告\n"


def expected_of(text):
    found = proofread(SourceText.from_string(HEAD + text))
    return [(f.expected, str(f.severity)) for f in found if f.class_ == "UNIT"]


@pytest.mark.parametrize("name", ["公务接待费", "会议费", "培训费", "公务用车运行维护费"])
@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("48000", [("4.8万元", "必改")]),
        ("2000.01", [("0.200001万元", "必改")]),
        ("2000", []),
        ("4.80", []),
    ],
)
def test_more_than_ten_times_all_spending_is_no_amount_in_wan(name, amount, expected):
    text = f"2023年部门整体支出200.00万元，其中基本支出150.00万元。\n{name}支出{amount}万元。"
    assert expected_of(text) == expected


def test_without_all_spending_nothing_is_known_to_be_too_much():
    assert expected_of("2023年公务接待费支出48000万元。") == []


def test_a_table_headed_yuan_of_numbers_told_in_wan_is_said_once_and_agrees_with_the_text():
    text = (
        "表1 支出明细表 单位：元\n类别\t预算数\t决算数\n基本支出\t150.40\t148.25\n项目支出\t90.60\t88.15\n"
        "全年支出中，148.25万元为基本支出，88.15万元为项目支出。"
    )
    found = proofread(SourceText.from_string(HEAD + text))
    assert [f.expected for f in found if f.class_ in {"UNIT", "CONTRADICTION"}] == ["单位：万元"]


@pytest.mark.parametrize("printed", ["120,000.00", "120,000"])
def test_a_change_is_in_the_unit_of_the_text_as_its_amounts_are(printed):
    text = f"{HEAD}（金额单位：元）\n基本支出6,120,000.00（上年6,000,000.00）。基本支出比上年增加{printed}，增长2%。"
    assert [f for f in proofread(SourceText.from_string(text)) if f.class_ == "SUM"] == []


def test_a_change_without_unit_is_in_the_unit_of_the_text_as_its_amount_above():
    text = (
        "（金额单位：元）\n一、收支情况\n"
        "基本支出7,468,932.30（上年7,205,118.64），项目支出3,600,600.00（上年3,412,750.00）。"
        "基本支出比上年增加263,813.66，增长3.66%；项目支出比上年增加187,850.00，增长5.50%。"
    )
    found = proofread(SourceText.from_string(HEAD + text))
    assert [f for f in found if f.class_ in {"SUM", "PCT", "UNIT"}] == []
    wrong = proofread(SourceText.from_string(HEAD + text.replace("263,813.66", "236,813.66")))
    assert "SUM" in {f.class_ for f in wrong} or "PCT" in {f.class_ for f in wrong}


def test_the_comma_behind_grouped_thousands_parts_the_clauses():
    (normal,) = read(SourceText.from_string("比上年增加120，000，增长2%")).normals
    assert normal.text == "比上年增加120000，增长2%"


TABLE_IN_YUAN = (
    "单位：元\n项目\t2022年决算\t2023年决算\n公务接待费\t31500.00\t27300.00\n"
    "公务用车运行维护费\t88200.00\t91400.00\n合计\t119700.00\t118700.00\n"
)


@pytest.mark.parametrize(
    ("percent", "expected"), [("13.3", []), ("31.3", ["13.3%"])], ids=["right", "turned about"]
)
def test_a_percent_in_the_text_is_of_the_year_before_in_a_table_in_yuan(percent, expected):
    text = (
        f"{HEAD}{TABLE_IN_YUAN}公务接待费2.73万元，比上年下降{percent}%，主要是严格控制陪餐人数。"
    )
    found = proofread(SourceText.from_string(text))
    assert [f.expected for f in found if f.class_ in {"PCT", "DIRECTION"}] == expected


@pytest.mark.parametrize(
    ("total", "expected"), [("3162.40", ["单位：万元"]), ("962.40", [])], ids=["six digits", "five"]
)
def test_one_long_number_told_in_wan_tells_that_the_head_of_its_table_is_wrong(total, expected):
    text = f"{HEAD}2023年支出{total}万元。\n表1 支出表 单位：元\n科目\t决算数\n行政运行\t842.10\n合计\t{total}\n"
    found = proofread(SourceText.from_string(text))
    assert [f.expected for f in found if f.class_ == "UNIT"] == expected


def test_a_rate_per_person_does_not_hide_an_amount_without_its_unit():
    text = f"{HEAD}项目资金支出为：护林员补助57.60，按16人、每人每月3000元计发；巡护设备12.30万元；防火道清理24.10万元。"
    found = proofread(SourceText.from_string(text))
    assert [f.expected for f in found if f.class_ == "UNIT"] == ["57.60万元"]
