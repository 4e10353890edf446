"""Which figure is which where a sentence tells it in plain words: sums, series, names behind numbers."""

import pytest

from pingkou_gui.text.lines.source import Paragraph, SourceText
from pingkou_gui.text.reading.reader import read
from pingkou_gui.text.reading.table_words import quantity_of

ABOVE = ("2023年度槐荫乡部门整体支出绩效自评报告", "二、一般公共预算支出情况", "（一）基本支出情况")
SHORT = {
    "official_reception": "接待", "vehicle_purchase": "购置", "procurement": "采购", "vehicle_running": "运行", "official_vehicles": "用车", "overseas_travel": "出国",
    "three_public": "三公", "personnel_spending": "人员", "operating_spending": "公用", "basic_spending": "基本",
    "project_spending": "项目", "meetings": "会议", "training": "培训", "establishment": "编制", "headcount": "在职",
    "outturn": "", "last_year": "上年", "budget": "预算", "initial_budget": "年初预算",
}  # fmt: skip


def told(sentence):
    """What the sentence states: quantity, stage and amount; other names stand as they are printed."""
    lines = (*ABOVE, sentence)
    source = SourceText(tuple(Paragraph(x, f"段{n}") for n, x in enumerate(lines, 1)), "报告")
    found = []
    for s in read(source).statements:
        year = "" if s.year == 2023 else str(s.year)
        amount = "无" if s.none else f"{s.amount.value}" + "（推）" * s.implied
        name = SHORT[s.key] if s.key else f"“{s.label}”"
        found.append(f"{name}{year}{SHORT[s.measure]}{amount}")
    return " ".join(found)


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("公务接待费3.20万元，公务用车运行维护费5.00万元，因公出国（境）费0万元，三项合计8.20万元。",
         "接待3.20 运行5.00 出国0 三公8.20"),
        ("全年公务接待花了3.20万元，公务用车运行维护花了5.00万元，两项合计8.20万元。", "接待3.20 运行5.00 三公8.20"),
        ("“三公”方面，接待3.20万元，公车运行5.00万元，合计8.20万元。", "接待3.20 运行5.00 三公8.20"),
        ("“三公”经费情况：公务接待费3.20万元、公务用车运行维护费5.00万元，合计8.20万元，比上年减少1万元。",
         "接待3.20 运行5.00 三公8.20"),
        ("人员经费和公用经费分别为300万元和100万元，两项合计400万元。", "人员300 公用100 基本400"),
        ("公务接待费3.20万元，公务用车运行维护费5.00万元，两项合计8.30万元。", "接待3.20 运行5.00 “两项”8.30"),
        ("公务接待费3.20万元，两项合计3.20万元。", "接待3.20 “两项”3.20"),
        ("公务接待费0万元，公务用车运行维护费5.00万元，两项合计5.00万元。", "接待0 运行5.00 “两项”5.00"),
        ("公务接待费3.20万元，公务用车运行维护费5.00万元，两项合计较上年9.20万元减少1万元。", "接待3.20 运行5.00"),
        ("路灯改造花了30万元，清淤花了12万元，两个项目合计42万元。", "“路灯改造花了”30 “清淤花了”12 项目42"),
        ("上年公务接待费4万元、公务用车运行维护费6万元，上年合计10万元。",
         "接待20224 运行20226 三公上年10"),
    ],
)  # fmt: skip
def test_a_sum_of_what_was_told_is_the_whole_only_where_it_adds_up(sentence, states):
    assert told(sentence) == states


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("公务接待费和会议费分别是3.20万元、1.00万元。", "接待3.20 会议1.00"),
        ("公务接待费、会议费、培训费分别为3.20万元、1.00万元和0.50万元。", "接待3.20 会议1.00 培训0.50"),
        ("2023年、2022年公务接待费分别为6.35万元和8.10万元。", "接待6.35 接待上年8.10"),
        ("公务接待费年初预算和实际支出分别为5.00万元和3.20万元。", "接待年初预算5.00 接待3.20"),
    ],
)  # fmt: skip
def test_numbers_told_respectively_go_to_their_names_in_order(sentence, states):
    assert told(sentence) == states


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("612.30万元的基本支出中，人员经费300万元。", "基本612.30 人员300"),
        ("3.20万元用于公务接待，5.00万元用于公车运行。", "接待3.20 运行5.00"),
        ("基本支出612.30万元，人员经费412.30万元，其余200万元是公用经费。", "基本612.30 人员412.30 公用200"),
        ("全年支出中，612.30万元属于基本支出，240.50万元属于项目支出。", "基本612.30 项目240.50"),
        ("基本支出中412.30万元为人员经费，200万元为公用经费。", "人员412.30 公用200"),
    ],
)  # fmt: skip
def test_a_name_may_stand_behind_its_number(sentence, states):
    assert told(sentence) == states


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("公务接待费年初预算5万元，实际支出3.20万元。", "接待年初预算5 接待3.20"),
        ("公务接待费花了3.20万元，上年花了4.00万元。", "接待3.20 接待20224.00"),
        ("公务接待费花了3.20万元，去年是4.00万元，预算安排5.00万元。", "接待3.20 接待上年4.00 接待预算5.00"),
        ("公务接待费3万元，低于预算的5万元。", "接待3 接待预算5"),
        ("公务接待费由上年的0.36万元降为0。", "接待0"),
        ("公务接待费从上年的4.00万元下降到3.20万元。", "接待3.20"),
        ("公务接待费由年初预算的5.00万元压减到3.20万元。", "接待3.20"),
        ("公务接待费控制在3.40万元。", "接待3.40"),
        ("公务接待费控制在3.40万元以内。", "“公务接待费控制在”3.40"),
    ],
)  # fmt: skip
def test_a_figure_has_the_stage_and_the_year_its_words_say(sentence, states):
    assert told(sentence) == states


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("“三公”经费只有公务接待费3.20万元。", "接待3.20 三公3.20（推）"),
        ("公务用车购置及运行维护费5万元，全部为运行维护费。", "用车5 运行5（推）"),
        ("“三公”经费3.20万元，是公务接待费。", "三公3.20 接待3.20（推）"),
        (
            "“三公”经费3.20万元，为救护车运行维护费，没有公务接待。",
            "三公3.20 运行3.20（推） 接待无",
        ),
        ("“三公”经费3.20万元，为公务接待费、公务用车运行维护费。", "三公3.20"),
        ("“三公”经费3.20万元，为公务接待费，公务用车运行维护费。", "三公3.20"),
        ("“三公”经费3.20万元，比上年减少0.40万元，是公务接待费减少。", "三公3.20"),
        ("会议费没有发生。", "会议无"),
        ("培训费、会议费均未发生。", "培训无 会议无"),
    ],
)
def test_what_is_all_there_is_or_none_is_told_of_the_other_too(sentence, states):
    assert told(sentence) == states


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("编制46名，在职50人，比上年多2人。", "编制46 在职50"),
        ("年末在职人员50人，年初48人。", "在职50 在职上年48"),
    ],
)
def test_people_at_the_beginning_of_the_year_are_those_of_the_year_before(sentence, states):
    assert told(sentence) == states


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("全年花费各类资金500万元，其中保障机构运转的基本支出300万元，用于修路建桥的项目支出200万元。",
         "“全年花费各类资金”500 基本300 项目200"),
        ("全年花费各类资金500万元，其中保障机构运转的基本支出300万元，用于修路建桥的项目支出190万元。",
         "“全年花费各类资金”500 “保障机构运转的基本支出”300 “修路建桥的项目支出”190"),
    ],
)  # fmt: skip
def test_two_halves_described_at_length_are_named_where_they_come_to_a_printed_whole(
    sentence, states
):
    assert told(sentence) == states


@pytest.mark.parametrize(
    ("sentence", "bought"),
    [
        ("政府采购预算60万元，实际成交55万元。", ("60", "55")),
        ("（二）政府采购。合同总额55万元，货物40万元、服务15万元。", ("55",)),
        ("政府采购预算60万元。招商引资签约55万元。", ("60",)),
    ],
)
def test_what_contracts_come_to_is_what_was_bought_where_purchases_are_spoken_of(sentence, bought):
    lines = (*ABOVE, sentence)
    source = SourceText(tuple(Paragraph(x, f"段{n}") for n, x in enumerate(lines, 1)), "报告")
    found = [s.amount.text for s in read(source).statements if s.key == "procurement"]
    assert tuple(found) == bought


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("公务接待费3.20万元。因公出境、车辆购置，本年与上年皆未发生。", "接待3.20 出国上年无 出国无 购置上年无 购置无"),
        ("公务接待费3.20万元。两个年度都没有购车。", "接待3.20 购置无 购置上年无"),
        ("公务接待费3.20万元。没有因公出国（境）支出；公务用车购置亦同。", "接待3.20 出国无 购置无"),
        ("公务接待费3.20万元。没有因公出国（境）支出，上年也是这样。", "接待3.20 出国无 出国上年无"),
        ("公务接待费3.20万元，上年也是这样。", "接待3.20"),
    ],
)  # fmt: skip
def test_nothing_spent_may_be_told_of_two_years_or_by_another_expense(sentence, states):
    assert sorted(told(sentence).split()) == sorted(states.split())


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("公务接待费4.42万元，公务用车运行维护费6.94万元，2022年两项分别为4.70万元、7.20万元。",
         "接待4.42 运行6.94 接待上年4.70 运行上年7.20"),
        ("“三公”经费9.00万元，其中公务接待费4.00万元，车辆运行费5.00万元。上一年这三个数依次为11.00万元、5.00万元、6.00万元。",
         "三公9.00 接待4.00 运行5.00 三公上年11.00 接待上年5.00 运行上年6.00"),
        ("培训费8.00万元，会议费2.00万元，分别比上年的9.00万元、3.00万元减少1.00万元、1.00万元。",
         "培训8.00 会议2.00 培训上年9.00 会议上年3.00"),
        ("公务接待费4.00万元，公务用车运行维护费6.00万元，救护车运行维护费1.00万元。",
         "接待4.00 运行6.00 “救护车运行维护费”1.00"),
        ("“三公”经费：救护车运行维护费1.00万元（预算2.00万元）。", "运行1.00 运行预算2.00"),
        ("未发生公务接待费，因公出国（境）费，公务用车购置费。", "接待无 出国无 购置无"),
    ],
)  # fmt: skip
def test_numbers_in_the_order_of_names_above_go_to_those_names(sentence, states):
    assert states in told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "公务接待费4.42万元，公务用车运行维护费6.94万元，2022年三项分别为4.70万元、7.20万元。",
        "公务接待费4.42万元，公务用车运行维护费6.94万元，2020年两项分别为4.70万元、7.20万元。",
        "公务接待费4.42万元，慰问费6.94万元，2022年两项分别为4.70万元、7.20万元。",
        "没有因公出国（境）费，公务接待费，全年共4.70万元。",
    ],
)
def test_numbers_whose_names_are_in_doubt_are_given_to_none(sentence):
    assert "上年4.70" not in told(sentence)
    assert "接待无" not in told(sentence)


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("公务接待费3.20万元，公务用车运行维护费5.00万元；年初预算依次为4.00万元、6.00万元，共10.00万元；上年依次为3.50万元、5.50万元，共9.00万元。",
         "接待3.20 运行5.00 接待年初预算4.00 运行年初预算6.00 三公年初预算10.00 接待上年3.50 运行上年5.50 三公上年9.00"),
        ("人员经费300万元，公用经费100万元，项目250万元；上年同口径分别为290万元、98万元、240万元。",
         "人员300 公用100 项目250 人员上年290 公用上年98 项目上年240"),
        ("基本支出分人员经费和公用经费，本年分别为300万元和100万元，上年分别为290万元和98万元。",
         "人员300 公用100 人员上年290 公用上年98"),
        ("公务用车运行维护费5.00万元、公务接待费3.20万元；2022年分别是5.50万元和3.50万元，计9.00万元。",
         "运行5.00 接待3.20 运行上年5.50 接待上年3.50 三公上年9.00"),
        ("三公经费预算、决算、上年决算分别为10万元、8.20万元、9万元。其中：公务接待费分别为4万元、3.20万元、3.50万元。",
         "三公预算10 三公8.20 三公上年9 接待预算4 接待3.20 接待上年3.50"),
        ("公务接待费3.20万元，公务用车运行维护费5.00万元；上年三项依次为3.50万元、5.50万元。",
         "接待3.20 运行5.00 接待上年3.50 “”上年5.50"),
    ],
)  # fmt: skip
def test_a_run_of_numbers_takes_up_the_names_or_the_stages_told_before(sentence, states):
    if "上年三项" in sentence:  # as many numbers as the words do not count name nothing
        assert "运行上年5.50" not in told(sentence)
    else:
        assert told(sentence) == states


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("前述工资福利支出与对个人和家庭的补助合计300万元，为人员经费。", "人员300"),
        ("将前两类归为人员经费，计300万元；将后两类归为公用经费，计100万元。", "人员300 公用100"),
        ("第一块为基本支出，计400万元（人员300万元、公用100万元）。", "基本400 人员300 公用100"),
        ("人员经费与公用经费合为基本支出，本年400万元，上年388万元。", "基本400 基本上年388"),
        ("基本支出即人员经费加公用经费，为400万元。", "基本400"),
    ],
)  # fmt: skip
def test_what_is_called_by_a_name_is_counted_behind_it_or_before_it(sentence, states):
    assert told(sentence) == states


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("编制（66名），在职（63名）；人员经费（300.00万元），公用经费预算（110.00万元）。",
         "编制66 在职63 人员300.00 公用预算110.00"),
        ("三公经费8.20万元，其中公务接待费3.20万元；上年9.00万元中，公务接待3.50万元，公务用车运行维护5.50万元。",
         "三公8.20 接待3.20 三公上年9.00 接待上年3.50 运行上年5.50"),
        ("三公经费年初预算10万元，支出8.20万元，节支1.80万元；其中公务接待费3.20万元，节支0.80万元（预算4.00万元）。",
         "三公年初预算10 三公8.20 接待3.20 接待预算4.00"),
        ("三公经费年初预算24000元，即2.4万元；实际支出19280元，即1.928万元。",
         "三公年初预算2.4000 三公年初预算2.4 三公1.9280 三公1.928"),
        ("三公经费8.20万元。接待3.20万元；用车5.00万元。比2022年的9.00万元（接待3.50万元，用车5.50万元）降8.89%。",
         "三公8.20 接待3.20 用车5.00 三公上年9.00 接待上年3.50 用车上年5.50"),
        ("年末在编88人，较上年末在编91人减少3人。", "在职88"),
        ("三公经费只有公务接待费一项，计3.20万元；预算4.00万元。", "接待3.20 三公3.20（推） 接待预算4.00 三公预算4.00（推）"),
    ],
)  # fmt: skip
def test_stage_and_year_are_those_of_the_whole_that_is_spoken_of(sentence, states):
    assert told(sentence) == states


def test_a_budget_named_in_the_title_makes_no_budget_of_what_was_spent():
    text = (
        "2023年度清溪县农业农村局一般公共预算“三公”经费支出说明\n2023年度“三公”经费支出12.00万元，"
        "同比增长20%（2022年10.00万元），较年初预算15.00万元节约3.00万元。"
    )
    whole, last = [s for s in read(SourceText.from_string(text)).statements if s.amount]
    assert (whole.measure, whole.year, last.measure, last.year) == (
        "outturn",
        2023,
        "last_year",
        2022,
    )


def test_a_year_in_brackets_is_not_that_of_what_stands_behind_them():
    text = "公务接待费2.00万元（2022年3.00万元），较年初预算2.50万元节约0.50万元"
    years = {
        (c.base, s.year)
        for s in read(
            SourceText.from_string("2023年度部门整体支出绩效自评报告\n" + text)
        ).statements
        for c in s.comparisons
    }
    assert years == {("initial_budget", 2023)}


def test_the_remark_below_the_last_chapter_of_a_form_is_of_the_whole_form():
    text = (
        "2023年度槐荫乡部门整体支出绩效自评表\n一、存在的问题\n水渠晚完工。\n"
        "备注：全年“三公”经费支出9.00万元，其中公务接待费3.00万元。"
    )
    told_of = [(s.key, s.chapter) for s in read(SourceText.from_string(text)).statements]
    assert told_of == [("three_public", ""), ("official_reception", "")]


def test_the_total_of_a_spending_in_a_table_is_that_spending():
    assert quantity_of("基本支出总额（万元）") == ("basic_spending", "")
    assert quantity_of("项目支出总额") == ("project_spending", "")
    assert quantity_of("资产总额") == ("", "")
