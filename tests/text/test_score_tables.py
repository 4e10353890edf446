"""Tables of points: targets, points, scores, weights, written rules, totals and reasons."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from texts_of_tables import FUNDS_HEAD, document, findings, lines, told

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reasoning.finding import PROVED, Severity

HEADS = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
]
TITLE = "2023年度项目支出绩效自评表"


def table(*, roads=("≥20公里", "15公里", "20", "15", "山体滑坡停工"), quality=("≥90%", "95%", "30", "30", ""), total=("100", "95")):  # fmt: skip
    rest = ["20", "20", ""]
    return [
        HEADS,
        ["产出指标（50分）", "数量指标", "道路扩改里程", *roads],
        [None, "质量指标", "验收合格率", *quality],
        ["效益指标（40分）", "社会效益指标", "带动就业", "≥10人", "12人", *rest],
        [None, "可持续影响指标", "管护机制", "健全", "健全", *rest],
        ["满意度指标（10分）", "满意度指标", "群众满意度", "≥90%", "93%", "10", "10", ""],
        ["总分", None, None, None, None, *total, ""],
    ]


def test_a_right_table_is_left_alone():
    assert told(document(TITLE, table())) == []


@pytest.mark.parametrize(
    ("target", "actual", "right"),
    [
        ("≥20公里", "15公里", "15"),
        ("不少于20公里", "18公里", "18"),
        ("20公里以上", "19公里", "19"),
        ("≤50万元", "60万元", "16.67"),
        ("≥90%", "85%", "18.89"),
        ("=100%", "90%", "18"),
    ],
)
def test_a_missed_target_with_full_points_is_told_with_its_share(target, actual, right):
    wrong = table(roads=(target, actual, "20", "20", ""), total=("100", "100"))
    (found,) = findings(document(TITLE, wrong))
    assert found.expected == right
    assert "写明偏差原因" in found.message


def test_a_missed_target_is_a_question_where_no_sign_says_so():
    wrong = table(roads=("20公里", "15公里", "20", "20", "已说明"), total=("100", "100"))
    (found,) = findings(document(TITLE, wrong))
    assert (found.severity, found.expected) == (Severity.REMINDER, "15")


@pytest.mark.parametrize(
    ("target", "actual"),
    [("≥20公里", "20公里"), ("≤50万元", "48万元"), ("=100%", "100%"), ("720元", "700元"), ("8月前", "9月"), ("健全", "健全"), ("≥20公里", "3个")],
)  # fmt: skip
def test_a_target_that_is_met_or_cannot_be_compared_is_left_alone(target, actual):
    right = table(roads=(target, actual, "20", "20", ""), total=("100", "100"))
    assert told(document(TITLE, right)) == []


def test_sign_and_unit_may_stand_in_columns_of_their_own():
    rows = [
        [
            "一级指标",
            "三级指标",
            "指标性质",
            "指标值",
            "度量单位",
            "完成值",
            "权重/得分",
            "未完成原因分析",
        ],
        ["产出指标", "受益学生", "≥", "800", "人", "760", "50/50", ""],
        ["效益指标", "正常运转", "＝", "100", "%", "100", "50/50", ""],
        ["合计", None, None, None, None, None, "100/100", ""],
    ]
    assert (
        told(document(TITLE, rows)) == [("≥800 760 50 50", "47.5")]
        or told(document(TITLE, rows))[0][1] == "47.5"
    )


def test_a_score_above_its_points_is_told():
    wrong = table(quality=("≥90%", "95%", "30", "31", ""), total=("100", "96"))
    assert told(document(TITLE, wrong)) == [("31", "不超过30")]


@pytest.mark.parametrize(
    ("total", "wrong", "right"), [(("100", "96"), "96", "95"), (("110", "95"), "110", "100")]
)
def test_the_total_is_the_sum_of_its_rows(total, wrong, right):
    assert told(document(TITLE, table(total=total))) == [(wrong, right)]


def test_points_of_a_group_are_those_its_words_name():
    rows = table(roads=("≥20公里", "22公里", "10", "10", ""), total=("90", "90"))
    assert ("产出指标（50分）", "40") in told(document(TITLE, rows))


def test_lost_points_want_a_reason_where_the_table_asks_for_one():
    rows = table(roads=("≥20公里", "15公里", "20", "15", ""))
    assert told(document(TITLE, rows)) == [("15", "补充偏差原因及改进措施")]


def weights(second="5", upper="14"):
    return [
        ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "评分标准", "得分"],
        ["过程", "40", "预算执行", "26", "预算完成率", "16", "", "16"],
        [None, None, None, None, "预算调整率", "10", "", "10"],
        [None, None, "预算管理", upper, "管理制度", second, "", "5"],
        [None, None, None, None, "资金合规", "9", "", "9"],
        ["产出", "60", "职责履行", "60", "完成率", "60", "", "60"],
        ["合计", "100", None, None, None, None, "", "100"],
    ]


def test_weights_of_three_levels_make_each_other_up():
    assert told(document("2022年度评分表", weights())) == []
    assert told(document("2022年度评分表", weights(upper="15"))) == [("15", "14")]


@pytest.mark.parametrize(
    ("rule", "ground", "score", "right"),
    [
        ("变动率≤0得满分，每超过1个百分点扣0.3分，不足1个百分点的不扣", "变动率5.23%", "3", "1.5"),
        ("≥95%得满分，每低1个百分点扣0.2分", "92.0%", "3", "2.4"),
        ("控制率≤100%得满分，每超过1个百分点扣0.5分，扣完为止", "110%", "1", "0"),
    ],
)
def test_a_score_follows_the_rule_written_beside_it(rule, ground, score, right):
    def rows(given):
        return [
            ["三级指标", "分值", "评分标准", "计分依据", "得分"],
            ["“三公”经费变动率", "3", rule, ground, given],
            ["资金合规性", "5", "每发现一起扣1分", "未发现", "5"],
        ]

    assert [e for _, e in told(document("2022年度评分表", rows(score)))] == [right]
    assert told(document("2022年度评分表", rows(right))) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("自评得分95分，其中：投入10分，过程30分，产出30分，效果27分。", "97"),
        ("投入自评15分；过程23分；产出30分；效益29分，总分95分。", "97"),
        ("自评得分94分，其中预算执行9.5分、产出指标48分、效益指标29分、满意度指标10分。", "96.5"),
        ("预算执行10分，得9.8分，产出指标50分，得48分，效益指标30分，得29分，满意度指标10分，得10分。自评得分98分。", "96.8"),
    ],
)  # fmt: skip
def test_a_total_in_a_sentence_is_the_sum_of_its_parts(text, right):
    found = findings(lines("2023年度自评报告\n" + text), "POINTS")
    assert [f.expected for f in found] == [right]


@pytest.mark.parametrize(
    "text",
    [
        "自评得分97分，其中：投入10分，过程30分，产出30分，效果27分。",
        "预算执行9.8分（满分10分），产出49分（满分50分），效益29.5分（满分30分），满意度10分（满分10分），合计98.3分。",
        "自评得分95分，等级为优。扣分主要在两处：一是结转资金消化慢，扣3分；二是问卷未留存，扣2分。",
        "总分97.4分。扣分点：执行率扣1.6分，指标细化扣1分。",
        "2023年完成3项改革，得分指标明确，总分按100分计。",
    ],
)
def test_a_right_score_is_left_alone(text):
    assert findings(lines("2023年度自评报告\n" + text), "POINTS") == []


def test_scores_of_sections_make_the_total_that_follows():
    text = (
        "2023年度自评报告\n三、管理情况\n（一）预算编制情况（50分）。目标完整，得46分。\n（二）预算执行情况（30分）。进度正常，得27分。\n"
        "（三）结果应用（20分）。公开及时，得20分。\n综上，自评总得分94分。"
    )
    assert [f.expected for f in findings(lines(text), "POINTS")] == ["93"]
    assert findings(lines(text.replace("94分", "93分")), "POINTS") == []


def test_a_proved_slip_says_so():
    wrong = table(total=("100", "96"))
    assert [f.certainty for f in findings(document(TITLE, wrong))] == [PROVED]


def test_a_table_of_points_one_cell_a_line_is_read():
    text = "2023年度自评表\n一级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n产出指标\n改厕\n≥100户\n90户\n50\n50\n效益指标\n就业\n≥10人\n12人\n30\n30\n满意度指标\n满意度\n≥90%\n95%\n20\n18\n总分\n100\n99"
    assert [e for _, e in told(lines(text))] == ["45", "98"]


def test_the_score_of_last_year_is_another_score():
    text = (
        "2023年度自评报告\n2022年自评得分96.1分，县财政局复核后为95.3分。\n2023年自评得分97.4分。"
    )
    assert findings(lines(text), "CONTRADICTION") == []


def funds(rate, over="0.33", under="0.33"):
    row = [None, "年度资金总额", "0.30", under, over, "10", rate, "9.99"]
    return document(
        "附件3", "卫生厕所改造项目支出绩效自评表", [["项目名称", "卫生厕所改造"], FUNDS_HEAD, row]
    )


def test_a_rate_of_amounts_of_some_cents_may_be_that_of_the_exact_ones():
    assert findings(funds("99.88%"), "PCT") == []
    assert [f.expected for f in findings(funds("93.40%"), "PCT")] == ["100.00%"]
    assert [f.expected for f in findings(funds("89.95%", "188.90", "210.00"), "PCT")] == []
    assert [f.expected for f in findings(funds("98.95%", "188.90", "210.00"), "PCT")] == ["89.95%"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自评得分103分。", "不超过100"),
        ("满分105分，自评得分103分。", ""),
        ("自评得分103分（含加分3分）。", ""),
        ("项目\t自评得分\n甲水渠\t97\n乙水渠\t95\n2个项目平均得分96.8分。", "96分"),
        ("项目\t自评得分\n甲水渠\t97\n乙水渠\t95\n2个项目平均得分96分。", ""),
    ],
)
def test_a_total_stays_within_its_points_and_a_mean_is_that_of_its_rows(text, expected):
    found = proofread(SourceText.from_string(f"石坪镇2023年度绩效自评报告\n\n{text}"))
    told = [f.expected for f in found if f.class_ == "POINTS"]
    assert told == ([expected] if expected else [])


@pytest.mark.parametrize(("reason", "asked"), [("无", True), ("—", True), ("苗木调运晚", False)])
def test_a_dash_is_no_reason_for_lost_points(reason, asked):
    heads = "指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因"
    text = (
        f"自评表\n{heads}\n植树\t≥500亩\t420亩\t30\t25.2\t{reason}\n护林员\t≥12人\t12人\t20\t20\t无"
    )
    found = proofread(SourceText.from_string(text))
    assert any(f.class_ == "REASON" for f in found) == asked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("1.……", True),
        ("（一）……", True),
        ("1.预算执行偏慢……", False),
        ("自评等级为优/良/中/差。", True),
        ("自评等级分优、良、中、差四档。", False),
    ],
)
def test_a_number_without_words_and_a_grade_not_chosen_are_left_over(text, left):
    found = proofread(SourceText.from_string(f"石坪镇2023年度绩效自评报告\n\n{text}"))
    assert any(f.class_ == "TEMPLATE_LEFTOVER" for f in found) == left


@pytest.mark.parametrize("points", ["20", "25"])
def test_a_score_above_its_points_names_what_the_sum_of_all_points_leaves(points):
    rows = [["一级指标", "分值", "得分"], ["决策", "20", "19.0"], ["过程", "20", "19.2"]]
    rows += [["产出", "35", "33.8"], ["效益", points, "24.0"], ["合计", "100", "96.0"]]
    found = [] if points == "25" else [("POINTS", "25")]
    assert [(f.class_, f.expected) for f in findings(document(TITLE, rows))] == found


@pytest.mark.parametrize(
    ("rule", "actual", "right"),
    [
        ("每推迟1期扣2分", "推迟1期", "13"),
        ("每逾期1天扣1分", "逾期3天", "12"),
        ("每漏报1次扣2.5分", "漏报2次", "10"),
    ],
)
def test_the_total_proves_what_a_rule_gives(rule, actual, right):
    rows = [
        ["指标", "分值", "评分标准", "完成情况", "得分"],
        ["人次", "45", "达到得满分", "1212人次", "45"],
    ]
    rows += [["及时性", "15", rule, actual, "14"], ["满意度", "40", "≥90%得满分", "96%", "40"]]
    rows += [["合计", "100", "", "", str(85 + int(right))]]
    (found,) = findings(document(TITLE, rows))
    assert (found.class_, found.severity, found.expected) == ("POINTS", Severity.ERROR, right)


@pytest.mark.parametrize("told_of", ["满意度88%", "回访40户满意"])
def test_grounds_that_end_in_a_percent_do_not_hide_the_columns_of_copied_lines(told_of):
    rows = (
        "一级指标\t三级指标\t分值\t评分标准\t计分依据\t得分\n"
        "过程（60分）\t资产管理合规性\t30\t{rule}\t盘点发现2件漏登\t{score}\n"
        "\t制度健全性\t30\t缺一项制度扣2分\t制度齐全\t30\n"
        f"效益（40分）\t群众满意度\t40\t按满意度计分\t{told_of}\t40\n"
        "合计\t\t100\t\t\t{total}"
    )

    def scores(rule, score, total):
        text = rows.format(rule=rule, score=score, total=total)
        return [f.expected for f in findings(lines(f"{TITLE}\n{text}"), "POINTS", "SUM")]

    assert scores("发现一件不合规扣1分", 28, 98) == []
    assert scores("发现一件不合规扣1分", 29, 98) == ["28"]
    assert scores("按程度扣分", 28, 89) == ["98"]


def test_a_total_that_says_in_brackets_what_it_holds_is_a_total():
    right = document(
        TITLE,
        [
            *table(total=("100", "95"))[:-1],
            ["合计（含预算执行）", None, None, None, None, "100", "95", ""],
        ],
    )
    wrong = document(
        TITLE,
        [
            *table(total=("100", "95"))[:-1],
            ["合计（含预算执行）", None, None, None, None, "100", "59", ""],
        ],
    )
    assert findings(right, "SUM") == []
    assert [f.expected for f in findings(wrong, "SUM")] == ["95"]
