"""Heads of tables: which field they name, in which unit, and which rows are sums of others."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.overview import Organisation
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.importers.headers import (
    TableHead,
    expense_of,
    field_for,
    head_of,
    is_total,
    states_unit,
    sum_rows,
    unit_in_head,
    unit_line,
    unlike_total,
)


@pytest.mark.parametrize(
    ("cell", "head"),
    [
        ("全年执行（元）", TableHead("全年执行", "元")),
        ("全年执行(千元)", TableHead("全年执行", "千元")),
        ("年初预算（单位：万元）", TableHead("年初预算", "万元")),
        ("年初预算（含追加）", TableHead("年初预算", "")),
        ("项目　名称：", TableHead("项目名称", "")),
        ("*“得分”", TableHead("得分", "")),
        ("（元）", TableHead("", "元")),
    ],
)
def test_a_head_is_its_words_and_the_unit_in_brackets(cell, head):
    assert head_of(cell) == head


@pytest.mark.parametrize(
    ("cells", "unit"),
    [
        (("单位：元",), "元"),
        (("单位", "", "元"), "元"),
        (("编制单位", "甲", "（万元）"), "万元"),
        (("甲", "元"), ""),
        (("", "（万元）"), "万元"),
        (("（万元）", "2023年度"), ""),
        (("单位：元角分",), ""),
        (("", "金额单位：千元"), "千元"),
        (("单位:百万元",), "百万元"),
        (("单位 ： 亿元",), "亿元"),
        (("元",), ""),
        (("单位：平口镇",), ""),
        ((), ""),
    ],
)
def test_a_unit_line_states_the_unit(cells, unit):
    assert unit_line(cells) == unit


@pytest.mark.parametrize(
    ("words", "fields", "name"),
    [
        ("项目名称", Project.fields, "name"),
        ("资金性质", Project.fields, "budget"),
        ("年初结转", Project.fields, "carried_in"),
        ("年末结转", Project.fields, "carried_out"),
        ("原因分析", Problem.fields, "cause"),
        ("机构性质", Organisation.fields, "kind"),
        ("得分", Indicator.fields, "score"),
        ("权重", Indicator.fields, "points"),
    ],
)
def test_a_head_names_a_field_by_its_label_or_another_word(words, fields, name):
    assert field_for(TableHead(words), fields).name == name


@pytest.mark.parametrize("words", ["", "备注", "年初结转结余外"])
def test_other_heads_name_no_field(words):
    assert field_for(TableHead(words), Project.fields) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("2024年度指标值", "target"),
        ("三级指标名称", "name"),
        ("一级指标", "level1"),
        ("指标权重", "points"),
        ("实际完成情况及说明", ""),
        ("指标解释", ""),
        ("备注", ""),
    ],
)
def test_among_other_words_a_telling_name_is_enough(words, name):
    found = field_for(TableHead(words), Indicator.fields, among_words=True)
    assert (found.name if found else "") == name


@pytest.mark.parametrize(("words", "found"), [("本年审减率合计", True), ("本年审减合计", False)])
def test_a_name_of_three_letters_is_telling_among_other_words_and_one_of_two_is_not(words, found):
    short = replace(Indicator.points, label="审减率" if found else "审减", names=())
    assert (field_for(TableHead(words), (short,), among_words=True) is short) is found


def test_the_longest_name_among_other_words_counts():
    head = TableHead("年初结转和结余资金")
    assert field_for(head, Project.fields, among_words=True) is Project.carried_in
    assert field_for(head, Project.fields) is None


def test_every_declared_name_is_one_that_a_head_can_have():
    for field in FORM.fields:
        assert all(head_of(name).words == name for name in field.names), field.key


@pytest.mark.parametrize("section", [s for s in FORM.sections.values() if s.repeated()])
def test_no_head_names_two_fields_of_a_table(section):
    for field in section.fields:
        for name in (field.label, field.head, *field.names):
            assert field_for(head_of(name), section.fields) is field


@pytest.mark.parametrize(
    ("cells", "unit"),
    [
        (("单位：", "万元"), "万元"),
        (("编制单位：青石县槐荫乡 金额单位：元",), "元"),
        (("单位：人民币万元",), "万元"),
        (("单位：元旦社区",), ""),
        (("部门：财政所", "（百万元）"), ""),
        (("", "（万元）", ""), "万元"),
        (("（万元）", "（元）"), ""),
    ],
)
def test_a_unit_may_stand_behind_other_words_or_in_the_cell_beside(cells, unit):
    assert unit_line(cells) == unit
    assert states_unit("".join(cells[:1])) == (bool(unit) and len(cells) == 1)


@pytest.mark.parametrize(
    ("words", "unit"), [("决算数（万元）", "万元"), ("决算数(千元)", "千元"), ("决算数", "")]
)
def test_a_head_may_state_the_unit_at_its_end(words, unit):
    assert unit_in_head(words) == unit


@pytest.mark.parametrize(
    ("words", "total"),
    [
        ("合计", True), ("项目支出合计（万元）：", True), ("小 计", True), ("总分", True),
        ("得分", False), ("会计核算中心运行", False), ("合计算法研究", False),
    ],
)  # fmt: skip
def test_a_row_of_a_sum_is_known_by_its_first_words(words, total):
    assert is_total(words) is total


@pytest.mark.parametrize(
    ("head", "expense"),
    [
        ("出境费", "overseas"), ("出国经费", "overseas"), ("公务接待支出", "reception"),
        ("公车购置", ""), ("用车购置支出", "purchase"), ("用车维护支出", "running"),
        ("用车运行支出", "running"), ("用车购置和维护", "vehicles"), ("用车支出", "vehicles"),
    ],
)  # fmt: skip
def test_a_head_in_other_words_names_the_public_expense(head, expense):
    assert expense_of((head,)) == expense


NAMES = ("甲", "乙", "丙", "丁")


@pytest.mark.parametrize(
    ("names", "amounts", "total", "left"),
    [
        (NAMES, (10, 4, 6, 5), 15, {0}),
        (NAMES, (10, 4, 6, 5), 25, set()),
        (NAMES, (10, 4, 6, 5), 14, set()),
        (NAMES, (10, 4, 6, 5), None, set()),
        (NAMES, (10, 4, 7, 5), 16, set()),
        (NAMES, (5, 5, 3, 1), 9, set()),
        (NAMES, (3, 10, 4, 6), 13, {1}),
        (NAMES, (0, 10, 4, 6), 10, {1}),
        (NAMES, (10, 4, None, 6), 10, {0}),
        ((*NAMES, "戊", "己"), (10, 4, 6, 7, 3, 4), 17, {0, 3}),
        ((*NAMES, "戊", "己"), (10, 4, 6, 7, 3, 4), 24, set()),
        (("一、甲", "1.乙", "2.丙", "二、丁"), (10, 4, 6, 5), None, {0}),
        (("一、甲", "1.乙", "2.丙", "二、丁"), (None, 4, 6, 5), 15, set()),
        (("一、甲", "1.乙", "2.丙", "二、丁"), (None, 4, 6, 5), None, {0}),
        (("一、甲", "1.乙", "2.丙", "二、丁"), (11, 4, 6, 5), 15, {0}),
        (("一、甲", "1.乙", "2.丙", "二、丁"), (11, 4, 6, 5), 16, {1, 2}),
        (("一、甲", "1.乙", "2.丙", "二、丁"), (11, 4, 6, 5), 26, set()),
        (("一、甲", "乙", "丙"), (10, 4, 6), None, {0}),
        (("一、甲", "乙", "丙"), (10, 4, 5), None, set()),
        (("一、甲", "", "1.乙"), (10, None, 10), None, {0}),
    ],
)  # fmt: skip
def test_rows_that_sum_up_others_are_told_by_their_numbers_or_by_the_total(
    names, amounts, total, left
):
    known = [None if n is None else Decimal(n) for n in amounts]
    found = sum_rows(names, known, None if total is None else Decimal(total))
    assert (found.left, found.doubt) == (left, "")


@pytest.mark.parametrize("total", [None, 17, 40])
def test_rows_that_agree_with_nothing_are_doubted(total):
    known = [Decimal(n) for n in (11, 4, 6, 5)]
    whole = None if total is None else Decimal(total)
    found = sum_rows(("一、甲", "1.乙", "2.丙", "二、丁"), known, whole)
    assert found.left == frozenset()
    assert "对不上" in found.doubt


@pytest.mark.parametrize(
    "words",
    ["实际支出数", "实际执行数", "全年实际支出", "本年实际支出额", "项目支出金额", "实际支出金额"],
)
def test_words_of_stage_and_time_alone_name_the_amount_of_that_stage(words):
    assert field_for(TableHead(words), Project.fields) is Project.outturn


@pytest.mark.parametrize(
    "words",
    ["上年结转支出数", "其他资金实际支出", "预算数", "2022年支出数", "支出进度", "实际完成"],
)
def test_words_that_speak_of_more_than_the_stage_or_of_no_plain_one_name_none(words):
    assert field_for(TableHead(words), Project.fields) is None


@pytest.mark.parametrize(
    ("total", "parts", "told"),
    [
        ("10.01", ["10.00"], ""),
        ("10.02", ["10.00"], "差0.02万元"),
        ("10.02", ["5.00", "3.00", "2.00"], ""),
        ("9.97", ["5.00", "3.00", "2.00"], "差0.03万元"),
    ],
)
def test_a_total_may_differ_from_its_rows_by_half_a_cent_for_each_number(total, parts, told):
    found = unlike_total(Project.outturn, total, parts)
    assert told in found
    assert bool(found) is bool(told)
