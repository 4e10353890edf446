"""What does not add up in a table is told, with the figure that the others contradict."""

import sys
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from texts_of_tables import FUNDS_HEAD, document, findings, lines, told

from pingkou_gui.text.lexing.slips import digit_slip
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reasoning.finding import Severity

HEADS = ["经费控制情况（万元）", "2022年决算数", "2023年预算数", "2023年决算数"]
TITLE = "2023年度部门整体支出绩效评价基础数据表"


def basic_data(*, total="12.00", running="8.50"):
    return [
        ["财政供养人员情况（人）", "编制数", "2023年实际在职人数", "控制率"],
        [None, "46", "44", "95.65%"],
        HEADS,
        ["三公经费", "11.42", total, "10.16"],
        ["1、公务用车购置和维护经费", "8.20", "8.50", "7.86"],
        ["其中：公车购置", "0", "0", "0"],
        ["公车运行维护", "8.20", running, "7.86"],
        ["2、出国经费", "0", "0", "0"],
        ["3、公务接待", "3.22", "3.50", "2.30"],
        ["项目支出：", "272.47", "302.00", "295.35"],
        ["1、业务工作专项", "214.30", "236.00", "231.84"],
        ["2、运行维护专项", "58.17", "66.00", "63.51"],
    ]


def test_a_right_table_is_left_alone():
    assert told(document(TITLE, basic_data())) == []


def test_the_part_is_named_where_its_total_fits_what_stands_above():
    assert told(document(TITLE, basic_data(running="8.05"))) == [("8.05", "8.50")]


def test_where_nothing_tells_which_is_wrong_all_ways_are_told():
    (found,) = findings(document(TITLE, basic_data(total="13.00")))
    assert found.expected == "12.00"
    assert "“公务接待”应为4.50" in found.message


def test_a_numbered_list_that_adds_up_in_other_columns_must_add_up_here():
    table = basic_data()
    table[-1] = ["2、运行维护专项", "58.17", "60.00", "63.51"]
    (found,) = findings(document(TITLE, table))
    assert found.severity is Severity.ERROR
    assert found.quote == (
        "项目支出： 272.47 302.00 295.35 / 1、业务工作专项 214.30 236.00 231.84 / "
        "2、运行维护专项 58.17 60.00 63.51"
    )
    assert "“运行维护专项”应为66.00" in found.message


def test_a_list_that_may_leave_something_out_is_only_a_question():
    table = [
        HEADS,
        ["项目支出：", "", "", "300.00"],
        ["1、道路养护", "", "", "120.00"],
        ["2、村级运转", "", "", "150.00"],
    ]
    (found,) = findings(document(TITLE, table))
    assert found.severity is Severity.REMINDER


def test_the_total_is_named_where_its_digits_changed_places():
    rows = [
        ["科目名称", "决算数"],
        ["一般公共服务支出", "968.14"],
        ["农林水支出", "946.79"],
        ["合计", "1941.93"],
    ]
    assert told(document("2023年度支出表", rows)) == [("1941.93", "1914.93")]


def test_classes_of_accounts_add_up_and_their_items_are_not_counted_twice():
    rows = [
        ["科目编码", "科目名称", "决算数"], ["301", "工资福利支出", "300.00"], ["30101", "基本工资", "180.00"],
        ["30102", "津贴补贴", "120.00"], ["302", "商品和服务支出", "50.00"], [None, "合计", "350.00"],
    ]  # fmt: skip
    assert told(document("2023年度决算", rows)) == []
    rows[-1] = [None, "合计", "530.00"]
    assert told(document("2023年度决算", rows)) == [("530.00", "350.00")]


def test_the_columns_right_of_a_total_make_it():
    rows = [
        ["机构名称", "收入合计", "其中：上年结转", "财政拨款", "其他收入"],
        ["清溪镇人民政府", "2173.7", "40", "1910.9", "212.8"],
    ]
    (found,) = findings(document("2023年度收入情况（万元）", rows))
    assert found.severity is Severity.REMINDER
    assert "2163.7" in found.message


def form(*, income=("1200.00", "900.00", "300.00"), nature=("1140.00", "700.00", "440.00"), rate="95.00%", score="9.50", out="1140.00"):  # fmt: skip
    return [
        ["年度预算申请", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        [None, "年度资金总额", "1000.00", "1200.00", out, "10", rate, score],
        [None, f"按收入性质分：{income[0]}", None, None, f"按支出性质分：{nature[0]}"],
        [None, f"其中：一般公共预算：{income[1]}", None, None, f"其中：基本支出：{nature[1]}"],
        [None, f"政府性基金拨款：{income[2]}", None, None, f"项目支出：{nature[2]}"],
    ]


SELF = "2023年度部门整体支出绩效自评表"


def test_a_right_form_is_left_alone():
    assert told(document(SELF, form())) == []


def test_a_half_that_does_not_add_up_is_told():
    wrong = form(nature=("1140.00", "700.00", "404.00"))
    assert told(document(SELF, wrong)) == [("项目支出：404.00", "440.00")]


def test_a_half_that_is_no_total_of_the_row_above_is_told():
    wrong = form(income=("1210.00", "900.00", "310.00"))
    assert told(document(SELF, wrong)) == [("按收入性质分：1210.00", "1200.00")]


def test_halves_without_their_own_sums_are_held_against_the_row_above():
    table = [
        ["年度预算申请", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        [None, "年度资金总额", "900", "1000", "958", "10", "95.8%", "9.58"],
        [None, "按收入性质分：", None, None, "按支出性质分："],
        [None, "其中：一般公共预算：1000", None, None, "其中：基本支出：600"],
        [None, "政府性基金拨款：0", None, None, "项目支出：380"],
    ]
    (found,) = findings(document(SELF, table))
    assert found.expected == "958"
    assert "600+380 = 980" in found.message


def test_a_difference_that_is_said_openly_is_no_slip():
    note = "按性质合计1250.00万元与全年执行数相差110万元，系上年结转项目。"
    wrong = form(nature=("1250.00", "700.00", "550.00"))
    assert told(document(note, SELF, wrong)) == []


def test_rate_and_points_follow_from_the_amounts():
    found = told(document(SELF, form(rate="95.30%", score="10.00")))
    assert ("95.30%", "95.00%") in found
    assert ("10.00", "9.50") in found


def test_a_total_of_nothing_over_a_part_that_is_something():
    text = (
        "项目支出绩效自评表（2023年度）\n项目资金 （万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
        "年度资金总额： 0 0 0 10 0 0\n其中：本年财政拨款 200 190 152\n上年结转资金"
    )
    found = told(lines(text))
    assert [right for _, right in found] == ["200、190、152"]


def test_changes_and_shares_in_columns_follow():
    rows = [
        ["项目", "上年决算数", "本年决算数", "增减额", "增减%"],
        ["公务接待费", "10.00", "8.00", "2.50", "-20.00%"],
        ["公务用车运行维护费", "5.00", "6.00", "1.00", "25.00%"],
    ]
    assert told(document("2023年度对比表", rows)) == [("2.50", "-2.00"), ("25.00%", "20.00%")]
    shares = [
        ["科目", "决算数", "占比（%）"],
        ["农林水支出", "60.00", "60.00"],
        ["教育支出", "40.00", "45.00"],
        ["合计", "100.00", "100"],
    ]
    assert told(document("2023年度支出表", shares)) == [("45.00", "40.00%")]


def test_the_unit_of_a_table_is_that_of_the_text():
    text = "2023年收入预算1268.40万元，其中一般公共预算拨款1238.40万元。\n表1 收支预算总表 单位：元\n项目\t预算数\n一般公共预算拨款\t1238.40\n合计\t1268.40"
    assert ("单位：万元") in [f.expected for f in findings(lines(text), "UNIT")]
    assert findings(lines(text.replace("单位：元", "单位：万元")), "UNIT") == []


def test_remainders_of_rounding_are_no_slip():
    rows = [["项目", "决算数"], ["甲", "0.335"], ["乙", "0.335"], ["丙", "0.335"], ["合计", "1.00"]]
    assert told(document("2023年度支出表", rows)) == []


def by_source(*, road="96.00", drill="12.50"):
    return [
        ["项目", "年初预算数", "决算数"],
        ["青石村道路", "100.00", road],
        ["防汛演练", drill, "12.40"],
        ["合计", "112.50", "108.40"],
    ]


def remainders(rows):
    found = proofread(document("2023年度支出表", rows))
    return [f for f in found if f.class_ == "SUM" and f.severity is Severity.HINT]


def test_a_remainder_is_asked_after_where_the_other_sums_are_exact():
    (found,) = remainders(by_source(road="96.01"))
    assert all(f"应为{right}" in found.message for right in ("108.41", "96.00", "12.39"))


def test_remainders_in_every_column_are_those_of_rounding():
    assert remainders(by_source(road="96.01", drill="12.51")) == []


def test_a_figure_named_for_its_digits_hides_no_other_that_a_digit_would_mend():
    rows = [
        ["项目", "决算数"],
        ["1、水渠清淤", "96.00"],
        ["2、河堤加固", "760.00"],
        ["合计", "956.00"],
    ]
    (found,) = findings(document("2023年度支出表", rows))
    assert "“河堤加固”应为860.00" in found.message


def test_counts_of_persons_add_up_beside_other_columns():
    rows = [
        ["岗位", "编制数", "在编人数", "其中：高级职称"],
        ["卫生技术", "112", "104", "19"],
        ["管理", "9", "7", "1"],
        ["工勤", "6", "5", "0"],
        ["合计", "126", "116", "20"],
    ]
    (found,) = findings(document("2023年末人员表", rows))
    assert "112+9+6 = 127" in found.message
    assert "“管理”应为8" in found.message


@pytest.mark.parametrize(
    ("printed", "right", "kind"),
    [
        ("7.68", "7.86", 2),
        ("44.8", "244.8", 2),
        ("520", "530", 1),
        ("520", "680", 0),
        ("12.00", "12", 0),
    ],
)
def test_a_slip_of_digits_is_known(printed, right, kind):
    assert digit_slip(printed, Decimal(right)) == kind


def test_an_item_of_the_text_has_the_amount_of_the_table():
    rows = [
        ["项目名称", "年初预算", "决算数"],
        ["农村公路养护", "90", "88.4"],
        ["村级运转经费", "80", "80"],
        ["合计", "170", "168.4"],
    ]
    text = "2023年农村公路养护支出{}万元，村级运转经费80万元。"
    wrong = findings(document("2023年度自评报告", text.format("84.8"), rows), "CONTRADICTION")
    assert [f.expected for f in wrong] == ["88.4"]
    for right in ("88.4", "90"):
        source = document("2023年度自评报告", text.format(right), rows)
        assert findings(source, "CONTRADICTION") == []


def test_a_grand_total_adds_what_was_carried_in_to_the_total_above():
    rows = [
        ["收入", None, "支出", None], ["项目", "决算数", "项目", "决算数"],
        ["一般公共预算财政拨款", "1500.00", "一般公共服务支出", "900.00"],
        ["政府性基金预算财政拨款", "100.00", "农林水支出", "710.00"],
        ["本年收入合计", "1600.00", "本年支出合计", "1610.00"],
        ["年初结转和结余", "30.00", "年末结转和结余", "20.00"], ["总计", "1630.00", "总计", "1630.00"],
    ]  # fmt: skip
    assert told(document("2023年收入支出决算总表 单位：万元", rows)) == []
    rows[4][3] = "1160.00"
    assert told(document("2023年收入支出决算总表 单位：万元", rows)) == [("1160.00", "1610.00")]


def test_a_rate_that_fits_clears_its_two_amounts():
    rows = [
        FUNDS_HEAD,
        [None, "年度资金总额", "200", "210", "205.8", "10", "98.00%", "9.8"],
        [None, "其中：当年财政拨款", "180", "160", "185.8", "", "", ""],
        [None, "上年结转资金", "20", "20", "20", "", "", ""],
    ]
    (found,) = findings(document("2023年度项目支出绩效自评表", rows), "SUM")
    assert found.expected != "180"
    assert "“当年财政拨款”应为190" in found.message


def test_a_part_that_is_alone_may_leave_the_others_blank():
    rows = [
        ["项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数"],
        [None, "年度资金总额", "200", "210", "205.8"],
        [None, "其中：当年财政拨款", "180", "180", "180"],
        [None, "上年结转资金", "", "", ""],
    ]
    assert told(document("2023年度项目支出绩效自评表", rows)) == []


def test_changes_without_a_unit_have_that_of_their_amounts():
    text = (
        "2022年度整体支出绩效自评报告\n（金额单位：元）\n“三公”经费43,260.50，全部为运行维护费，"
        "比上年51,870.00减少8,609.50，下降16.60%，因出车减少。"
    )
    assert findings(lines(text), "PCT", "SUM", "UNIT") == []
    wrong = findings(lines(text.replace("16.60%", "61.60%")), "PCT")
    assert [f.expected for f in wrong] == ["16.60%"]


def test_scores_are_those_before_the_weights_in_brackets():
    text = (
        "部门整体绩效自评得分95.62分。其中：预算执行率19.32分（权重20分），产出指标38.80分（权重40分），"
        "效益指标28.50分（权重30分），满意度指标10.00分（权重10分）。"
    )
    assert [f.expected for f in findings(lines(text), "POINTS")] == ["96.62"]
    assert findings(lines(text.replace("95.62", "96.62")), "POINTS") == []


COPIED = """2022年度部门整体支出绩效自评报告
资金情况（单位：万元）
项目
上年决算
年初预算
年度决算
基本支出
640.20
655.00
650.35
其中：人员经费
590.10
600.00
598.15
公用经费
50.10
55.00
52.20
项目支出
310.45
330.00
326.80
其中：河道保洁
120.00
125.00
125.00
沟渠清淤
110.45
115.00
112.80
路灯维护
80.00
90.00
89.00
合计
950.65
985.00
977.15"""


def test_rows_behind_the_one_called_of_which_are_parts_too_where_a_column_shows_it():
    assert findings(lines(COPIED), "SUM") == []
    (found,) = findings(lines(COPIED.replace("326.80", "323.80")), "SUM")
    assert (found.quote, found.expected) == ("323.80", "326.80")
    short = COPIED.replace("310.45", "330.45").replace("330.00", "340.00")
    assert all("路灯维护" not in f.message for f in findings(lines(short), "SUM"))


def test_a_table_under_a_wrong_unit_is_told_by_its_head_alone():
    table = [
        ["支出类别", "预算数", "决算数"],
        ["一、基本支出", "530.00", "520.30"],
        ["二、项目支出", "215.00", "210.45"],
        ["合计", "745.00", "730.75"],
    ]
    text = "全年支出730.75万元，其中基本支出520.30万元，项目支出210.45万元。"
    found = findings(document(TITLE, text, "表1 支出明细表 单位：元", table))
    assert [(f.class_, f.expected) for f in found] == [("UNIT", "单位：万元")]


@pytest.mark.parametrize("said", ["项目支出750.00万元。\n", ""])
def test_no_figure_is_named_because_a_slip_of_its_rate_leaves_it_over(said):
    """合计 760 fits its own rate, 92.00 % fits neither 270 nor 280: only the text can tell which."""
    text = (
        f"临溪县柳林乡2023年度部门整体支出绩效自评报告\n{said}"
        "项目\t全年预算数\t决算数\t执行率\n农村道路维护\t200.00\t190.00\t95.00%\n"
        "人居环境整治\t300.00\t270.00\t92.00%\n综治维稳\t290.00\t290.00\t100.00%\n合计\t790.00\t760.00\t96.20%"
    )
    found = proofread(SourceText.from_string(text))
    (total,) = [f for f in found if f.class_ == "SUM"]
    assert total.expected == "750.00" if said else not total.is_certain
    assert not any("280" in f.message and f.class_ == "PCT" for f in found)


def test_a_part_whose_name_is_misspelt_is_still_a_part_of_the_total():
    text = (
        "临溪县柳林乡2023年度部门整体支出绩效自评报告\n表2 “三公”经费对照表 单位：万元\n"
        "项目\t2022年决算\t2023年预算\t2023年决算\n因公出国（境）费\t0.00\t0.00\t0.00\n公务用车购置费\t0.00\t0.00\t0.00\n"
        "公务用车运行维护费\t10.62\t11.00\t9.74\n公务接持费\t4.18\t4.00\t2.96\n合计\t14.80\t15.00\t12.70"
    )
    assert [f for f in proofread(SourceText.from_string(text)) if f.class_ == "SUM"] == []


def test_a_total_of_which_any_figure_may_be_wrong_is_told_with_the_rows_as_printed():
    text = (
        "政府性基金预算财政拨款收入支出决算表\n部门：柳林乡人民政府\t\t2023年度\t\t金额单位：万元\n"
        "科目名称\t年初结转和结余\t本年收入\t本年支出\t年末结转和结余\n"
        "城乡社区支出\t20.00\t300.00\t290.00\t30.00\n其他支出\t0.00\t15.00\t15.00\t0.00\n"
        "合计\t20.00\t315.00\t305.00\t10.00"
    )
    (found,) = [f for f in proofread(SourceText.from_string(text)) if f.class_ == "SUM"]
    assert found.quote == "合计 20.00 315.00 305.00 10.00 / 城乡社区支出 20.00 300.00 290.00 30.00"
    assert found.message.startswith("“年末结转和结余”印的是10.00"), (
        "the unit is no head of a column"
    )
