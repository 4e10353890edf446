"""The score and the execution of all budgets."""

from pingkou_gui.document.chapters_unit import performance, result
from pingkou_gui.document.phrases import words

FUNDS = {
    "general__full_year": "200",
    "general__outturn": "190",
    "government_funds__outturn": "无",
    "state_capital__outturn": "无",
    "social_insurance__outturn": "无",
}


def indicator(points, score):
    row = {"level1": "产出指标", "level2": "质量指标", "name": "合规", "requirement": "定性"}
    return row | {"target": "合规", "actual": "合规", "points": points, "score": score}


def test_the_score_comes_with_its_grade(facts_of):
    f = facts_of(unit__year="2023", indicator=[indicator("90", "80")], **FUNDS)
    assert words(result(f)) == ("2023年部门整体支出绩效自评得分89.50分（满分100分），等级为良。")


def test_an_open_score_has_no_grade(facts_of):
    f = facts_of(unit__year="2023", indicator=[indicator("80", "80")], **FUNDS)
    assert words(result(f)).endswith("自评得分【待填：自评得分】（满分100分）。")


def test_the_execution_rate_compares_with_the_full_years_budget(facts_of):
    f = facts_of(unit__year="2023", **FUNDS)
    assert words(performance(f)) == (
        "2023年全年预算200.00万元，全年执行190.00万元，预算执行率95.00%。"
    )


def test_a_budget_of_zero_is_called_wrong(facts_of):
    f = facts_of(**FUNDS | {"general__full_year": "0"})
    assert "【待核：全年预算为0，算不出预算执行率】" in words(performance(f))
