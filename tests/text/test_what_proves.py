"""What is proved and what is asked: a figure speaks against another only where the marks of both are known."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reading.reader import read
from pingkou_gui.text.reasoning.finding import PROVED, Severity

TITLE = "临溪县柳林乡人民政府2023年度部门整体支出绩效自评报告\n"


def proved(text):
    found = examine(SourceText.from_string(TITLE + text))
    return [f for f in found if f.certainty == PROVED and f.class_ != "MISSING"]


def told(text, class_):
    return [f for f in examine(SourceText.from_string(TITLE + text)) if f.class_ == class_]


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费支出4.20万元，未超预算，结余0.80万元；比上年减少1.05万元，下降20.00%。",
        "柑橘收购价每公斤6元，比上年回落1元，降幅14.29%，但因面积扩大，产值仍增长4%。",
        "“三公”经费决算9.00万元，预算10.00万元，上年决算9.60万元，分别下降10.00%和6.25%。",
        "公用经费120.00万元，人均公用经费由上年的2.40万元降至2.20万元。",
        "公用经费150.00万元，人均2.50万元，其中水电费20.00万元、差旅费15.00万元，其余为维修费等。",
        "政府采购支出300.00万元，其中工程280.00万元、货物20.00万元；全部授予中小企业，其中小微企业210.00万元。",
        "（一）“三公”经费。全年支出9.60万元，比上年10.00万元减少0.40万元，下降4.00%。\n（二）全年支出960.00万元。",
        "联系电话：0731-****",
        "清运费12.00万元，是2022年未结算的部分。",
    ],
)
def test_what_has_another_reading_that_holds_is_left_alone(text):
    assert proved(text) == []


def test_a_list_is_of_the_figure_that_its_items_make_up():
    text = (
        "“三公”经费支出总额为30.00万元，年初预算数为36.00万元，比预算数减少6.00万元。"
        "其中：公务用车运行维护费20.00万元；公务接待费10.00万元。"
    )
    parts = [s for s in read(SourceText.from_string(TITLE + text)).statements if s.group >= 0]
    assert [(s.key, s.measure) for s in parts] == [
        ("vehicle_running", "outturn"),
        ("official_reception", "outturn"),
    ]


def test_items_that_make_up_no_figure_of_several_are_unsure():
    text = (
        "“三公”经费支出总额为30.00万元，年初预算数为36.00万元。"
        "其中：公务用车运行维护费17.00万元；公务接待费9.00万元。"
    )
    parts = [s for s in read(SourceText.from_string(TITLE + text)).statements if s.group >= 0]
    assert [s.unsure for s in parts] == [True, True]


def test_the_word_that_contradicts_its_numbers_is_told_with_its_percent():
    text = "培训费3.00万元，比上年2.50万元增加0.50万元，下降20.00%。"
    assert [f.expected for f in told(text, "DIRECTION")] == ["增长20.00%"]


def test_counts_in_a_row_are_what_they_come_to():
    (finding,) = told("新建4座、改造11座，共16座。", "COUNT")
    assert (finding.expected, finding.severity) == ("15座", Severity.REMINDER)
    assert told("新建4座、改造11座，共15座。", "COUNT") == []


def test_points_after_a_full_stop_are_those_of_the_total():
    text = "自评得分92.5分。其中预算执行9.5分、产出45分、效益27分、满意度9分。"
    assert [f.expected for f in told(text, "POINTS")] == ["90.5"]


def test_a_name_behind_the_number_of_a_part_is_without_it():
    text = "第一部分柳溪县第二小学概况\n第二部分柳溪县第二小学2023年度部门决算报表\n"
    assert read(SourceText.from_string(text)).unit == "柳溪县第二小学"


def test_a_difference_from_the_budget_is_held_against_the_budget():
    rows = "项目 | 上年决算数 | 年初预算数 | 决算数 | 比预算增减\n"
    right = rows + "公务接待费 | 2.20 | 3.00 | 1.80 | -1.20\n合计 | 2.20 | 3.00 | 1.80 | -1.20\n"
    assert told(right, "SUM") == []
    wrong = right.replace("1.80 | -1.20\n合计", "1.80 | -2.10\n合计")
    assert "-1.20" in [f.expected for f in told(wrong, "SUM")]


def figures(text):
    found = read(SourceText.from_string(TITLE + text)).statements
    return {(s.key, s.measure): s.amount.text for s in found if s.key and s.amount is not None}


def test_what_is_said_of_several_and_of_both_years_is_said_of_each():
    told_of = figures("因公出国（境）费、公务用车购置费两年均为0万元。")
    assert set(told_of) == {
        (key, measure)
        for key in ("overseas_travel", "vehicle_purchase")
        for measure in ("outturn", "last_year")
    }


def test_a_decimal_number_at_the_head_of_a_line_is_no_part_of_a_name():
    told_of = figures("2.2.2 基本支出310.00万元（上年300.00万元），增长3.3%。")
    assert told_of["basic_spending", "outturn"] == "310.00"
    assert told_of["basic_spending", "last_year"] == "300.00"


def test_a_quantity_called_by_what_it_is_spent_on_is_that_quantity():
    found = read(SourceText.from_string(TITLE + "办公费、印刷费、水电费等公用经费80.00万元。"))
    assert [s.head for s in found.statements] == ["operating_spending"]


def test_what_is_spent_below_the_head_of_three_public_is_its_own():
    told_of = figures("3.“三公”经费。全年支出9.60万元，较上年10.00万元减少0.40万元。")
    assert told_of["three_public", "outturn"] == "9.60"


FORM = [
    "部门（单位）名称：临湘县白石镇人民政府",
    "报告日期：2023年6月20日",
    "一、部门（单位）基本概况",
    "职能职责概述",
    "执行上级决定，管理辖区内经济、教育、卫生等行政工作。",
    "二、部门（单位）收支情况",
    "年度支出情况（万元）",
    "机构名称",
    "支出合计",
    "其中：",
    "基本支出",
    "其中：",
    "人员支出",
    "公用支出",
    "项目支出",
    "临湘县白石镇人民政府",
    "1543.2",
    "1188.2",
    "903.6",
    "284.6",
    "355.0",
    "三、部门整体支出绩效自评说明",
    "全年收入1573.2万元，支出1573.2万元，收支平衡，三公经费在预算额度以内。",
    "四、自评结论：良。",
]


def test_a_table_that_adds_up_speaks_against_the_sentence_and_for_its_own_figures():
    (found,) = told("\n".join(FORM), "SUM")
    assert (found.expected, found.certainty) == ("1543.2", PROVED)
    assert found.message.endswith("表里这几项的合计印的也是1543.2，按表里的改为1543.2")
    assert "1218.2" not in found.message  # what 基本支出 would be, were the sentence right


def test_without_a_total_in_the_table_it_is_asked_which_figure_is_wrong():
    (found,) = told("\n".join(line for line in FORM if line != "1543.2"), "SUM")
    assert "核对是合计还是其中一项写错（合计若不错，可能是" in found.message


def test_a_report_that_breaks_off_is_said_to_go_to_its_last_heading():
    assert not [
        f
        for f in examine(SourceText.from_string(TITLE + "\n".join(FORM)))
        if "没有复制全" in f.message
    ]
    found = examine(SourceText.from_string((TITLE + "\n".join(FORM)).rstrip("。")))
    (broken,) = [f for f in found if f.message.startswith("报告只到")]
    assert broken.message.startswith("报告只到“四、自评结论”，后面没有")


def test_a_list_behind_a_total_that_is_still_blank_belongs_to_no_other_total():
    text = (
        "2023年项目支出60.00万元，共3个项目，具体包括：修路10.00万元、水渠20.00万元、桥梁30.00万元。\n"
        "2023年一般公共预算项目支出{}，具体包括：修路10.00万元、水渠20.00万元。"
    )
    assert told(text.format("【待填：一般公共预算项目全年执行】"), "SUM") == []
    assert told(text.format("40.00万元"), "SUM") != []
