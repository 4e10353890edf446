"""A figure that the clerk writes in her own words is held against the figure of its field."""

import pytest

from pingkou_gui.document.review import review_report
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.overview import OverviewTexts
from pingkou_gui.form.values import Place
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme, scheme_of


@pytest.fixture(scope="module")
def told_of():
    """What the review says of a sentence in the words of the sample."""
    record = read_record(asset(SAMPLE))
    scheme = scheme_of(record.scheme)
    known = {finding.key for finding in review_report(record.report, scheme)}

    def told(sentence):
        draft = Draft(record.report)
        draft.put(OverviewTexts.overall, f"2023年，全镇各项工作进展顺利。{sentence}")
        found = review_report(record.report.apply(draft.change), scheme)
        return [finding for finding in found if finding.key not in known]

    return told


@pytest.mark.parametrize(
    "sentence",
    [
        "“三公”经费支出29.35万元。",
        "“三公”经费共计29.35万元。",
        "“三公”经费全年29.35万元。",
        "三公经费实际支出29.35万元，控制较好。",
        "今年“三公”经费29.35万元。",
        "项目支出全年实际支出274.33万元。",
        "在职人员81人。",
        "公务接待费12.34万元。",
        "全镇自评得分91分。",
        "预算执行率88.5%。",
        "整体支出预算执行率达到88.5%。",
    ],
)
def test_a_figure_that_is_not_that_of_its_field_is_told_once_at_its_own_place(told_of, sentence):
    (found,) = told_of(sentence)
    assert found.places[0] == OverviewTexts.overall.at()
    assert len(found.message) <= 35
    assert " / " not in found.message


@pytest.mark.parametrize(
    "sentence",
    [
        "“三公”经费支出29.09万元。",
        "项目支出567.54万元。",
        "在职人员91人。",
        "自评得分99.67分。",
        "全年预算执行率为99.95%。",
    ],
)
def test_a_figure_that_agrees_with_its_field_is_left_alone(told_of, sentence):
    assert told_of(sentence) == []


FUNDED = """project.1.name = 山塘清淤
project.1.budget = 一般公共预算
project.1.initial = 212
project.1.full_year = 262
project.1.outturn = 262
project.2.name = 老街改造
project.2.budget = 政府性基金
project.2.initial = 600
project.2.full_year = 600
project.2.outturn = 600
government_funds.full_year = 600
government_funds.outturn = 600
basic.wages = 810
basic.goods = 249.22
unit.name = 青溪县白石镇人民政府
unit.year = 2023"""
SCOPES = {"text.CONTRADICTION", "text.SCOPE", "text.PCT", "text.SUM"}


def of_two_budgets(place, words):
    """What is said of the figures in some words of a township with money of two budgets."""
    draft, rows = Draft(Report()), {}
    for line in (*FUNDED.split("\n"), f"{place} = {words}"):
        where, text = line.split(" = ", 1)
        section, *number, name = where.split(".")
        row = 0
        if number:
            row = rows.setdefault(number[0], 0) or draft.add(FORM.sections[section])
            rows[number[0]] = row
        draft.type_in(FORM.field_at(Place(section, 0, name)), text, row)
    found = review_report(Report().apply(draft.change), default_scheme())
    return [(f.check, f.severity.value) for f in found if f.check in SCOPES]


@pytest.mark.parametrize(
    "words",
    [
        "项目资金全年预算862.00万元。",
        "项目资金年初预算812.00万元，全年预算862.00万元。",
        "项目资金全年预算862.00万元，其中一般公共预算262.00万元，政府性基金600.00万元。",
        "全年项目支出862.00万元。",
        "2023年项目支出全年执行862.00万元，执行率100%。",
        "项目资金全年预算262.00万元。",
        "一般公共预算项目资金全年预算262.00万元。",
    ],
)
def test_what_all_budgets_come_to_may_be_told_where_one_of_them_is(words):
    assert of_two_budgets("project_texts.arrangement", words) == []


@pytest.mark.parametrize(
    "words", ["项目资金全年预算872.00万元。", "一般公共预算项目资金全年预算862.00万元。"]
)
def test_what_is_neither_that_of_the_budget_nor_of_all_is_asked(words):
    assert of_two_budgets("project_texts.arrangement", words) == [("text.CONTRADICTION", "提醒")]


def test_what_one_budget_spent_is_asked_where_all_money_is_spoken_of():
    assert of_two_budgets("overview_texts.overall", "2023年我镇项目支出262.00万元。") == [
        ("text.SCOPE", "提醒")
    ]


def test_what_all_budgets_spent_stands_among_all_money():
    assert of_two_budgets("overview_texts.overall", "2023年我镇项目支出862.00万元。") == []
