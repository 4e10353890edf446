"""What a table parts is told by its whole: people by kind, subtotals below their parts."""

import sys
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from texts_of_tables import document, findings, told

from pingkou_gui.text.reading.reader import read

BY_KIND = [
    ["项目", "公务员", "事业人员", "工勤人员", "合计"],
    ["编制数", "31", "42", "9", "82"],
    ["年末实有数", "30", "40", "8", "78"],
]
BY_UNIT = [
    ["单位", "编制", "2024年末在职"],
    ["局机关", "20", "19"],
    ["农机服务中心", "15", "14"],
    ["合计", "35", "33"],
]
NESTED = [
    ["科目", "2022年决算数", "2023年决算数"],
    ["一、人员经费", "600.00", "640.00"],
    ["工资福利支出", "560.00", "590.00"],
    ["对个人和家庭的补助", "40.00", "50.00"],
    ["二、公用经费", "100.00", "90.00"],
    ["商品和服务支出", "95.00", "88.00"],
    ["资本性支出", "5.00", "2.00"],
    ["基本支出合计", "700.00", "730.00"],
    ["三、项目支出", "300.00", "350.00"],
    ["支出总计", "1000.00", "1080.00"],
]


@pytest.mark.parametrize("table", [BY_KIND, BY_UNIT])
def test_people_by_kind_or_unit_are_no_other_printings_of_their_total(table):
    source = document("2024年部门整体支出绩效自评报告", table)
    assert findings(source, "CONTRADICTION") == []
    posts = [c.amount.value for c in read(source).cells if c.key == "establishment"]
    assert posts == [max(int(row[-1 if table is BY_KIND else 1]) for row in table[1:])]


def test_without_a_total_under_its_own_head_the_figures_stay_as_they_are():
    table = [["项目", "甲", "乙", "丙"], ["编制数", "31", "42", "9"]]
    cells = read(document("2024年部门整体支出绩效自评报告", table)).cells
    assert [c.amount.value for c in cells if c.key == "establishment"] == [31, 42, 9]


def test_a_total_adds_the_subtotal_and_not_the_parts_of_it_again():
    assert told(document("2023年部门整体支出绩效自评报告", NESTED), "SUM") == []


def test_a_wrong_total_over_a_subtotal_is_told():
    wrong = [*NESTED[:-1], ["支出总计", "1000.00", "1800.00"]]
    assert ("1800.00", "1080.00") in told(document("2023年部门整体支出绩效自评报告", wrong), "SUM")


def test_items_under_a_head_of_items_have_their_names():
    cells = read(document("2023年部门整体支出绩效自评报告", NESTED)).cells
    named = {c.label: c.amount.value for c in cells if c.column_key != "last_year"}
    assert named["工资福利支出"] == Decimal("590.00")
    assert named["资本性支出"] == Decimal("2.00")
