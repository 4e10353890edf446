"""The figures of the published report of 2023, typed as published where they are right."""

import pytest

from pingkou_gui.document.compose import compose, numbers_printed, numbers_typed, typed_twice
from pingkou_gui.document.tree import plain_text

PROJECTS = (
    ("县乡解困资金", "一般公共预算", "130.7"),
    ("乡村便民服务中心及六小建设", "一般公共预算", "5"),
    ("村级组织运转经费", "一般公共预算", "69.1"),
    ("村级综合服务平台建设债务化解资金", "一般公共预算", "40"),
    ("官新高速项目沿线各乡镇协税奖励", "一般公共预算", "37"),
    ("库区专项补助等", "一般公共预算", "90.06"),
    ("基础设施和产业发展", "政府性基金", "33.25"),
    ("未说明来源的项目", "", "162.43"),
)
TYPED = {
    "unit__year": "2023",
    "unit__short_name": "我镇",
    "staff__headcount": "91",
    "staff__headcount_last": "96",
    "basic__wages": "1024.74",
    "basic__transfers": "18.24",
    "basic__goods": "244.8",
    "basic__personnel_last": "1059.44",
    "basic__operating_last": "445.83",
    "three_public__overseas": "无",
    "three_public__overseas_last": "无",
    "three_public__vehicles": "3.1",
    "three_public__vehicles_last": "5.19",
    "three_public__reception": "25.99",
    "three_public__reception_last": "32.39",
    "conferences__meetings": "2.8",
    "conferences__meetings_last": "5.65",
    "conferences__training": "8.04",
    "conferences__training_last": "13.95",
    "state_capital__outturn": "无",
    "social_insurance__outturn": "无",
    "general__outturn": "1659.64",
    "government_funds__outturn": "33.25",
    "government_funds__full_year": "33.25",
    "government_funds__carried_in": "0",
    "government_funds__carried_out": "0",
}
TRUE = (
    "公用经费244.80万元，比上年减少201.03万元，下降45.09%",
    "人员经费1042.98万元，比上年减少16.46万元，下降1.55%",
    "公务用车购置及运行维护费3.10万元，比上年减少2.09万元，下降40.27%",
    "会议费支出2.80万元，比上年减少2.85万元，下降50.44%",
    "培训费支出8.04万元，比上年减少5.91万元，下降42.37%",
    "“三公”经费支出29.09万元，比上年减少8.49万元，下降22.59%",
    "公务接待费25.99万元，比上年减少6.40万元，下降19.76%",
    "无因公出国（境）费支出，与上年持平",
    "部门整体支出1855.32万元",
    "基本支出1287.78万元",
    "项目支出567.54万元",
    "一般公共预算项目支出【待填：一般公共预算项目全年执行】，具体包括：",
    "按性质合计1855.32万元与按预算合计1692.89万元相差162.43万元",
    "2023年政府性基金预算支出33.25万元，全部用于",
    "2023年无国有资本经营预算支出。",
    "2023年末实有在职人员91人，比上年末减少5人",
    "五、社会保险基金预算支出情况",
    "2023年无社会保险基金预算支出。",
)
FALSE = ("公用经费44.8", "140.27%", "8.33%", "29.10", "国有资产", "5、", "增加0.00", "较少")


@pytest.fixture
def facts(facts_of):
    rows = [{"name": n, "budget": b, "outturn": amount} for n, b, amount in PROJECTS]
    return facts_of(project=rows, **TYPED)


@pytest.mark.parametrize("sentence", TRUE)
def test_the_true_sentence_is_printed(sentence, facts):
    assert sentence in plain_text(compose(facts, draft=True))


@pytest.mark.parametrize("slip", FALSE)
def test_the_published_slip_is_not(slip, facts):
    assert slip not in plain_text(compose(facts, draft=True))


def test_no_figure_that_is_printed_is_typed_twice(facts, record_property):
    document = compose(facts, draft=True)
    typed, printed = numbers_typed(facts.report), numbers_printed(document)
    record_property("numbers_typed", typed)
    record_property("numbers_printed", printed)
    assert typed_twice(facts) == ()
    assert printed > 2 * typed
