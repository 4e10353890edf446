"""Scores, units and bases in other manners of writing, each beside one that is right; all invented."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread


def told(text, *classes):
    """Return what a passage is told of those classes: class, severity and what is proposed."""
    found = proofread(SourceText.from_string(text))
    return [(f.class_, str(f.severity), f.expected) for f in found if f.class_ in classes]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("乡刊印刷费3.00万元，较上年增长100%，上年该项支出为0。", "增加3.00万元（上年没有，不写百分比）"),
        ("路灯电费12.60万元，同比增长100%（上年度未发生）。", "增加12.60万元（上年没有，不写百分比）"),
        ("衔接资金30.00万元，增幅100%，系上年无该项目。", "增加30.00万元（上年没有，不写百分比）"),
    ],
)  # fmt: skip
def test_nothing_last_year_may_be_told_behind_the_percent(text, right):
    assert told(text, "ZERO_BASE") == [("ZERO_BASE", "必改", right)]


@pytest.mark.parametrize(
    "text",
    [
        "培训费2.40万元，比上年增加1.20万元，增长100%，主要是上年下半年没有安排培训。",
        "会议费1.20万元，较上年增长100%，上年没有召开代表大会。",
        "差旅费3.00万元，同比增长100%，原因是上年未组织外出考察。",
    ],
)
def test_what_was_not_done_last_year_does_not_make_it_nothing(text):
    assert told(text, "ZERO_BASE") == []


def test_a_rise_from_nothing_is_told_with_its_amount():
    text = "会议费预算支出0.80万元，比上年增加0.80万元，增长100%，上年没有安排。"
    found = proofread(SourceText.from_string(text))
    assert "写成“增加0.80万元（上年为0）”" in next(
        f.message for f in found if f.class_ == "ZERO_BASE"
    )


def test_a_total_of_scores_is_proposed_with_the_decimals_it_prints():
    text = (
        "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
        "产出指标\t购置设备\t9台\t9台\t40\t40\n"
        "效益指标\t使用率\t≥85%\t78.2%\t30\t27.60\n"
        "满意度指标\t患者满意度\t≥95%\t93.1%\t30\t29.40\n"
        "总分\t\t\t\t100\t98.00\n"
    )
    assert told(text, "SUM") == [("SUM", "必改", "97.00")]


SECTIONS = (
    "（一）投入（10分）：目标设定4.5分，预算配置5分，小计9.5分。\n"
    "（二）过程（30分）：预算执行13.2分，预算管理11分，资产管理4.6分，小计28.8分。\n"
    "（三）产出（30分）：实际完成率10分，完成及时率{timely}分，质量达标率9.3分，小计{part}分。\n"
    "（四）效果（30分）：社会效益19分，可持续影响4.5分，满意度5分，小计28.5分。\n"
    "四项合计95.1分。\n"
)


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ({"timely": "9", "part": "28.3"}, []),
        ({"timely": "9", "part": "29.3"}, [("POINTS", "提醒", "28.3分")]),
        ({"timely": "10", "part": "29.3"}, [("POINTS", "必改", "96.1")]),
    ],
)
def test_a_subtotal_is_no_score_of_the_item_before_it(numbers, found):
    assert told(SECTIONS.format(**numbers), "POINTS") == found


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("甲村得95分、乙村得90分、丙村得89分，三村平均得分92.5分。", ["91.3分"]),
        ("自评得分：养老项目94分，救助项目91分，优抚项目94分，平均分为94分。", ["93分"]),
        ("自评得分：养老项目94分，救助项目91分，优抚项目94分，平均分为93分。", []),
        ("甲村95分、乙村91分、丙村90分，三村平均92分；全县平均得分90.6分。", []),
        ("甲项目得95分，乙项目得93分，高于同类项目平均得分90.1分。", []),
    ],
)
def test_a_mean_of_scores_is_worked_out_of_them(text, right):
    assert [expected for *_, expected in told(text, "POINTS")] == right


@pytest.mark.parametrize(("mean", "right"), [("92.5", []), ("93.5", ["92.5分"])])
def test_a_mean_below_a_table_is_that_of_its_scores(mean, right):
    table = (
        "项目\t全年预算（万元）\t实际支出（万元）\t自评得分\n道路养护\t100.00\t100.00\t95\n河道清淤\t50.00\t45.00\t90\n"
        "路灯维修\t40.00\t38.00\t92\n公厕管护\t30.00\t30.00\t93\n合计\t220.00\t213.00\t—\n"
    )
    text = f"{table}4个项目平均得分{mean}分，最高的是道路养护项目（95分）。"
    assert [expected for *_, expected in told(text, "POINTS")] == right


@pytest.mark.parametrize(
    ("rule", "actual", "score", "found"),
    [
        ("≥90%得15分，每低1个百分点扣0.5分", "88%", "14.5", [("POINTS", "必改", "14.0")]),
        ("账实相符得15分，每有1处不符扣1分", "盘亏2件办公家具", "14", [("POINTS", "提醒", "13")]),
        ("每少公开一次扣2分", "少公开2次", "11", []),
        ("账实相符得15分，每有1处不符扣1分", "盘点资产320件，账实相符", "14", []),
        ("每有1处不规范扣1分", "处置车辆2台，1台未及时核销", "14", []),
    ],
)
def test_a_score_follows_the_rule_of_its_column(rule, actual, score, found):
    text = (
        "一级指标\t二级指标\t分值\t评分规则\t完成情况\t得分\n"
        f"过程\t资产管理\t15\t{rule}\t{actual}\t{score}\n"
        f"产出\t项目评审\t85\t按完成率计分\t完成\t85\n"
    )
    assert told(text, "POINTS") == found


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("年末实有在职82人。\n公用经费223.32万元，其中公用经费人均2.72元。", [("提醒", "2.72万元")]),
        ("全年财政拨款支出1254.50万元，年末实有130人，人均支出9.65元。", [("必改", "9.65万元")]),
        ("在职人员60人，基本支出960.00万元，公用经费192.00元，人均3.20万元。", [("必改", "192.00万元")]),
        ("采购预算858500.00元，其中货物类20000.00元，工程类400000.00元，服务类438500.00万元。", [("提醒", "438500.00元")]),
        ("项目资金共560000元，其中设备购置434000元、安装调试126000万元。", [("提醒", "126000元")]),
        ("接待费预算85000万元，比上年90000元减少5000元，下降5.56%。", [("提醒", "85000元")]),
        ("年末实有在职82人。\n公用经费223.32万元，食堂补助人均每月2.72元。", []),
        ("救助困难群众500人，发放救助金93.00万元，人均1860元。", []),
        ("项目资金共560000元，其中设备434000元、安装126000元。全县共投入126000万元。", []),
    ],
)  # fmt: skip
def test_an_amount_has_the_unit_with_which_the_numbers_beside_it_hold(text, right):
    assert [(severity, expected) for _, severity, expected in told(text, "UNIT")] == right


def test_a_text_that_counts_in_yuan_may_print_a_small_amount_so():
    text = (
        "2024年收支总预算4423.94万元，比2023年的4396.18万元增加27.76万元。\n"
        "劳务费4,947,300.00元，食材费1,680,000.00元，场地改造320,000.00元。\n"
        "全部为公务接待费2,000.00元，与2023年一致。\n"
    )
    assert told(text, "UNIT") == []


LINES = (
    "2022年支出938.73万元，按功能分类：\n"
    "社会保障和就业支出706.38万元，占75.25%，包括残疾人康复245.10万元、行政运行461.28万元；\n"
    "卫生健康支出21.45万元，占2.29%；\n"
    "住房保障支出24.90万元，占{share}%；\n"
    "其他支出186.00万元，占19.81%，即彩票公益金。\n"
)


@pytest.mark.parametrize(("share", "found"), [("2.65", []), ("26.53", [("PCT", "必改", "2.65%")])])
def test_shares_of_lines_one_below_the_other_have_one_whole(share, found):
    assert told(LINES.format(share=share), "PCT") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("年初预算数1638.90万元，决算数2047.35万元，预决算差异率24.92%。", []),
        ("年初预算数1638.90万元，决算数2047.35万元，预决算差异率29.42%。", [("PCT", "必改", "24.92%")]),
        ("全年预算数17.20万元，决算数16.48万元，预决算差异率-4.19%。", []),
        ("年初预算400.00万元，决算450.00万元，差异率11.11%。", [("PCT", "提醒", "12.50%")]),
    ],
)  # fmt: skip
def test_the_difference_of_budget_and_final_is_one_of_the_budget(text, found):
    assert told(text, "PCT") == found


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("平均审理天数46.2天，比上年51.8天延长5.6天。", ["缩短5.6天"]),
        ("平均等候时间35分钟，比去年的28分钟缩短7分钟。", ["延长7分钟"]),
        ("平均等候时间28分钟，比去年的35分钟缩短7分钟。", []),
    ],
)
def test_a_time_that_is_called_longer_is_longer(text, right):
    assert [expected for *_, expected in told(text, "DIRECTION")] == right


def test_a_table_of_a_new_chapter_is_none_of_what_was_said_before_it():
    text = (
        "三、“三公”经费\n2022年“三公”经费46.80万元，其中公务用车运行维护费38.50万元、公务接待费8.30万元。\n四、绩效\n"
        "指标类别\t指标数\t完成数\t权重\t得分\n产出指标\t18\t17\t45\t43.5\n效益指标\t9\t9\t40\t40\n"
        "满意度指标\t2\t2\t15\t15\n合计\t29\t28\t100\t98.5\n"
    )
    assert told(text, "CONTRADICTION", "SUM") == []


def test_income_and_spending_side_by_side_are_two_lists():
    text = (
        "单位：元\n收入项目\t预算数\t支出项目\t预算数\n一、一般公共预算拨款\t35,023,429.30\t一、基本支出\t37,292,129.30\n"
        "二、财政专户管理资金\t9,216,000.00\t　工资福利支出\t31,862,740.00\n三、事业收入\t0.00\t　商品和服务支出\t4,208,160.50\n"
        "四、其他收入\t0.00\t　对个人和家庭的补助\t1,036,228.80\n\t\t　资本性支出\t185,000.00\n"
        "\t\t二、项目支出\t6,947,300.00\n收入总计\t44,239,429.30\t支出总计\t{total}\n"
    )
    assert told(text.format(total="44,239,429.30"), "SUM") == []
    assert told(text.format(total="44,293,429.30"), "SUM")[0][2] == "44239429.30"


@pytest.mark.parametrize(
    ("elsewhere", "found"),
    [("47", ("CONTRADICTION", "必改", "47")), ("49", ("PCT", "必改", "98.00%"))],
)
def test_a_control_rate_tells_which_of_two_headcounts_is_wrong(elsewhere, found):
    text = (
        "2024年末在职49人，编制50名，控制率94.00%；退休26人。\n"
        f"指标\t2023年决算\t2024年预算\t2024年决算\n在职人数\t48\t50\t{elsewhere}\n基本支出\t741.10\t750.00\t756.34\n"
    )
    assert told(text, "CONTRADICTION", "PCT")[0] == found


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("支出15,390,989.96元，比上年15,541,180.30元增加-150,190.34元。", "减少150190.34元"),
        ("支出586.20万元，比上年增加-12.40万元。", "减少12.40万元"),
    ],
)
def test_a_minus_behind_a_rise_is_asked_about_in_its_own_unit(text, right):
    assert told(f"财政拨款{text}", "DIRECTION") == [("DIRECTION", "提醒", right)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("项目支出比上年减少73.61万元，下降5.04%，主要是检测试剂涨价。", ["检测试剂降价"]),
        ("公务接待费同比增长8.50%，主要是接待批次减少。", ["接待批次增加"]),
        ("公用经费比上年增加3.20万元，增长4.10%，主要原因是压缩办公开支。", ["核对原因"]),
        ("公用经费比上年减少3.20万元，下降4.10%，主要原因是压缩办公开支。", []),
        ("会议费比上年减少0.40万元，下降25%，原因是上年新增了换届会议。", []),
        ("年末结转比上年减少86.20万元，下降40.00%，主要是支出增加。", []),
        ("差旅费比上年减少2.40万元，下降12.00%，主要是视频会议增加。", []),
        ("人员经费增加12.60万元，增长2.30%，主要是工资标准上调，退休人员减少。", []),
    ],
)
def test_a_reason_of_more_is_none_for_less(text, right):
    assert [expected for *_, expected in told(text, "DIRECTION")] == right


def test_a_change_of_five_percent_lacks_its_reason_where_all_others_have_theirs():
    text = (
        "1.公务用车购置费12.80万元，比上年10.00万元增加2.80万元，增长28%，原因是更新车辆；\n"
        "2.公务用车运行维护费18.26万元，比上年17.30万元增加0.96万元，增长5.55%；\n"
        "3.公务接待费2.40万元，比上年2.88万元减少0.48万元，下降16.67%，原因是接待从简。\n"
    )
    assert told(text, "REASON") == [("REASON", "提醒", "补充增长原因")]
    assert told(text.replace("0.96", "0.36").replace("5.55", "2.00"), "REASON") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("生均标准为1150元，应拨公用经费70.38万元，实拨70.38元。", ["70.38万元"]),
        ("生均标准为1150元，应拨公用经费70.38万元，实拨70.38万元。", []),
        ("财政收入完成4.85万元，其中税收收入3.12亿元、非税收入1.73亿元。", ["4.85亿元"]),
        ("接待游客12.6万人次，实现旅游收入1.08亿元，人均消费857元。", []),
    ],
)
def test_an_amount_said_again_or_beside_its_parts_has_their_unit(text, right):
    assert [expected for *_, expected in told(text, "UNIT")] == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("群众满意度92.6%，低于90%的目标值2.6个百分点。", ["高于90%的目标值2.6个百分点"]),
        ("群众满意度92.6%，高于90%的目标值2.6个百分点。", []),
        ("到位率95.4%，比目标的95%低0.4个百分点。", ["高0.4个百分点"]),
        ("成本率15.4%，较上年的15%上升0.4个百分点。", []),
    ],
)
def test_points_apart_are_told_to_the_right_side(text, right):
    assert [expected for *_, expected in told(text, "DIRECTION")] == right


@pytest.mark.parametrize(("lost", "right"), [("1.5", []), ("2.5", ["1.5分"])])
def test_what_is_said_to_be_lost_behind_all_items_is_what_the_item_lacks(lost, right):
    text = f"投入类20分，得18.5分；过程类80分，得78分。其中投入类扣{lost}分，主要是预算调整较多。"
    assert [expected for *_, expected in told(text, "POINTS")] == right


REPORT = "石桥铺镇人民政府2023年度部门整体支出绩效自评报告\n"


def test_what_rose_from_nothing_told_late_is_no_fall():
    text = f"{REPORT}与上年相比，培训费支出增加1.60万元，增长率100%，因上年培训全部线上进行，未发生该项支出。"
    assert [c for c, *_ in told(text, "DIRECTION", "ZERO_BASE")] == ["ZERO_BASE"]


def test_no_change_may_be_told_percent_first():
    text = f"{REPORT}印刷费3.20万元，与上年3.20万元相比增长0%，增加0万元。"
    assert told(text, "ZERO_BASE") == [("ZERO_BASE", "提醒", "与上年持平")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("此处填写绩效评价组织实施过程", 1),
        ("联系人：李××，联系电话：138××××2266。", 0),
        ("填表人：欧阳××，审核人：王××。", 0),
        ("填表人：欧阳××，项目总投资××万元。", 1),
    ],
)
def test_a_name_that_is_masked_is_no_blank_of_the_form(text, found):
    assert len(told(f"{REPORT}三、组织情况\n{text}", "TEMPLATE_LEFTOVER")) == found


def test_an_amount_below_the_mean_of_all_is_not_above_it():
    text = f"{REPORT}人均公用经费1.86万元，高于全县平均的2.04万元0.18万元。"
    assert told(text, "DIRECTION") == [("DIRECTION", "提醒", "低于")]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("管理指标30分，其中：预算10分得9.5分，资产10分得10分，采购10分得10分，得分合计29.5分。", []),
        ("管理指标30分，其中：预算10分得9.5分，资产10分得10分，采购10分得10分，得分合计28.5分。", ["29.5"]),
        ("预算执行10分，得9分；产出50分，得48分；效益30分，得29分；满意度10分，自评总分为96分。", []),
    ],
)  # fmt: skip
def test_a_total_is_made_of_scores_not_of_the_points_there_are(text, right):
    assert [expected for *_, expected in told(text, "POINTS")] == right


def test_nothing_may_be_named_as_the_base_of_a_rise():
    text = "党建经费支出5.00万元，比2022年的{}万元增加{}万元，增幅为{}%。"
    assert [c for c, *_ in told(text.format("0", "5.00", "100"), "ZERO_BASE")] == ["ZERO_BASE"]
    assert told(text.format("4.00", "1.00", "25"), "ZERO_BASE") == []


@pytest.mark.parametrize(("turn", "right"), [("提高", []), ("下降", ["增长2.4个百分点"])])
def test_points_from_one_percent_to_another_go_their_way(turn, right):
    text = f"合格率由91.2%提高到93.6%，{turn}2.4个百分点。"
    assert [expected for *_, expected in told(text, "DIRECTION")] == right


SCORED_LINES = [
    "1.预算执行（10分）。执行率97.77%，得9.78分。\n2.产出指标（50分）\n（1）巡护次数目标≥400次，实际436次，得25分（满分25分）；\n（2）到场率目标≥90%，实际88.2%，得24.5分（满分25分），因冬季积雪。\n3.效益指标（30分）。损失下降14.6%，得15分（满分15分）；离职率4.4%，得15分（满分15分）。\n4.满意度（10分）。满意度97%，得10分。\n总分{}分，等级为优。",
    "预算执行（10分）：执行率97.7%，得9.77分；\n产出（60分）：两项指标，数量30分，得30分；质量30分，得30分；\n效益（30分）：得30分。\n自评总分{}分。",
]


@pytest.mark.parametrize(
    ("text", "right"), list(zip(SCORED_LINES, ["99.28", "99.77"], strict=True))
)
def test_a_total_is_that_of_all_scores_of_the_lines_above(text, right):
    assert told(text.format(right), "POINTS") == []
    assert told(text.format("98.28"), "POINTS") == [("POINTS", "提醒", f"{right}分")]


@pytest.mark.parametrize(
    "text",
    [
        "街道自评得分{}分，扣分如下：\n①预算执行率：96.2%，扣1.2分；\n②绩效目标：2个项目未量化，扣1分；\n③信息公开：晚3天，扣0.8分。\n其余指标均得满分。",
        "本次自评总分{}分。\n主要扣分项：\n1.预算执行慢，扣2分；\n2.公开不及时，扣1分。",
    ],
)
def test_a_total_lacks_what_the_lines_below_take_off(text):
    assert told(text.format("97"), "POINTS") == []
    assert told(text.format("98"), "POINTS") == [("POINTS", "提醒", "97分")]


def test_a_rise_on_last_year_is_none_on_the_budget_of_the_clause_before():
    text = "培训费4.38万元，比预算的6.00万元节约1.62万元；会议费1.26万元，上年没有开支，增长100%，比预算的1.50万元节约0.24万元。"
    assert told(text, "DIRECTION", "PCT") == []
