"""What other readings explain is asked or hinted at, not alleged; what leaves no doubt is still told."""

from __future__ import annotations

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reading.reader import read

TITLE = "2023年度清溪县柳坪镇人民政府部门整体支出绩效自评报告"


def told(*lines: str) -> list[tuple[str, str, str]]:
    """Return class, severity and proposal of what is told of figures."""
    found = proofread(SourceText.from_string("\n".join([TITLE, *lines])))
    return [(f.class_, f.severity.value, f.expected) for f in found]


def grave(*lines: str) -> list[tuple[str, str, str]]:
    """Return what is told as more than a hint."""
    return [each for each in told(*lines) if each[1] != "提示"]


@pytest.mark.parametrize(
    "line",
    [
        "核定编制70名，年末在编63名，另聘用编外人员11名，合计74名。",
        "全镇在职92人，其中公务员34人，事业人员56人，工勤2人。核定编制98名。",
        "年末在职72人，其中行政人员29人（含机关工勤2人），事业人员43人。",
    ],
)
def test_a_whole_that_some_of_the_numbers_beside_it_make_is_right(line: str) -> None:
    assert grave(line) == []


def test_a_whole_whose_rest_is_printed_beside_its_parts_is_right() -> None:
    line = "预算执行10分（执行率95%即得满分），产出48.5分，效益28.6分，满意度9.6分，合计96.7分。"
    assert not [each for each in grave(line) if each[0] == "POINTS"]


def test_a_sum_that_one_slip_explains_is_told() -> None:
    line = "项目支出140.00万元，其中道路维修80.00万元、沟渠清淤42.00万元、路灯安装81.00万元。"
    assert any(each[0] == "SUM" for each in grave(line))


def test_a_sum_that_no_slip_explains_is_a_hint() -> None:
    line = "全年支出812.40万元，其中基本支出100.00万元，项目支出350.35万元。"
    assert grave(line) == []
    assert any(each[0] == "SUM" for each in told(line))


def test_a_rate_of_the_budget_of_the_beginning_of_the_year_above_all_is_a_hint() -> None:
    line = "一般公共预算财政拨款支出320.50万元，完成年初预算300.00万元的106.83%。"
    assert ("OVER_EXECUTION", "提示", "不超过100%，或写明原因") in told(line)


def test_a_table_without_a_unit_is_in_yuan_where_the_text_counts_in_yuan() -> None:
    lines = [
        "全年支出2360450.20元，其中基本支出1250300.20元，项目支出1110150.00元。",
        "“三公”经费决算54200.00元，预算60000.00元。",
        "项目\t预算数\t决算数\n公务接待费\t18000.00\t15800.00\n公务用车运行维护费\t42000.00\t38400.00\n合计\t60000.00\t54200.00",
    ]  # fmt: skip
    assert grave(*lines) == []
    cells = read(SourceText.from_string("\n".join([TITLE, *lines]))).cells
    assert {str(cell.factor) for cell in cells} == {"0.0001"}


def test_the_parts_of_what_a_line_above_tells_are_added_up() -> None:
    lines = [
        "全年支出1930.00万元，其中基本支出1140.00万元，项目支出790.00万元。",
        "项目支出中，道路维修362.40万元，沟渠清淤215.60万元，路灯安装221.00万元。",
    ]
    assert any(each[0] == "SUM" and "212.00" in each[2] for each in grave(*lines)), told(*lines)


def test_shares_of_two_wholes_in_one_paragraph_are_each_of_their_own() -> None:
    line = (
        "全年收入1000.00万元，其中：财政拨款收入850.00万元，占85.00%；事业收入90.00万元，占9.00%；"
        "其他收入60.00万元，占6.00%。全年支出960.00万元，其中：基本支出600.00万元，占62.50%；"
        "项目支出360.00万元，占37.50%。"
    )
    assert not [each for each in grave(line) if each[0] == "PCT"]


def test_a_difference_tells_which_way_a_figure_lies_from_its_budget() -> None:
    line = (
        "一般公共预算财政拨款860.00万元。一般公共预算财政拨款与年初预算数510.00万元相比，"
        "决算数小于预算数350.00万元，主要原因是年中追加。"
    )
    assert [e[2] for e in told(line) if e[0] == "DIRECTION"] == ["决算数大于预算数350.00万元"]


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("改造2座小型泵站和6处水塘。小型泵站为：上湾泵站、下湾泵站、石桥泵站。", ["3座"]),
        ("改造3座小型泵站和6处水塘。小型泵站为：上湾泵站、下湾泵站、石桥泵站。", []),
        ("改造4座小型泵站和6处水塘。小型泵站为：上湾泵站、下湾泵站、石桥泵站等。", []),
    ],
)
def test_names_of_the_next_sentence_are_as_many_as_counted(line: str, right: list[str]) -> None:
    assert [each[2] for each in told(line) if each[0] == "COUNT"] == right


@pytest.mark.parametrize("line", ["新建公益性墓地建设项目两处。", "年末实际受益面积逐年扩大。"])
def test_a_common_word_is_no_slip_of_another(line: str) -> None:
    assert not [each for each in told(line) if each[0] == "TYPO"]


def test_the_number_of_a_heading_is_no_part_of_a_person() -> None:
    assert not [each for each in told("2.3 人员经费412.50万元。") if each[0] == "UNIT"]


def test_what_no_mark_makes_one_figure_is_no_contradiction() -> None:
    lines = [
        "年末实有76人。",
        "核定编制72名，在职66人。",
    ]
    assert not [each for each in grave(*lines) if each[0] == "CONTRADICTION"]


def test_points_above_the_usual_ten_are_not_those_of_the_rate() -> None:
    line = "预算执行得10分（满分10分，执行率90%以上得满分），产出得48分（满分50分）。"
    assert not [each for each in grave(line) if each[0] == "POINTS"]
