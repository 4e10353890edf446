"""The program reads what it has written itself; `own_prose.py` does so a thousand times."""

from decimal import Decimal

import pytest
from last_report_own_prose import alarms, differences, figures, read_back, text_of, written

from pingkou_gui.form.pages.basic_spending import Basic, Buildings, Control
from pingkou_gui.form.pages.funds import FundTexts, GovernmentFunds
from pingkou_gui.form.pages.overview import Duty, KeyWork, OverviewTexts, Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import LastYearKinds, Project
from pingkou_gui.form.values import NIL, SourceKind
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.paths import asset
from pingkou_gui.report.json_format import from_json
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.text.lines.source import SourceText


@pytest.mark.parametrize("seed", range(24))
def test_a_generated_report_read_back_has_the_same_figures(seed):
    count, wrong, _ = differences(seed)
    assert wrong == []
    assert count > 15


@pytest.mark.parametrize("seed", range(36, 52))
def test_a_generated_report_gives_no_alarm(seed):
    assert alarms(seed) == []


def body(text):
    """The text without its attachments: what a clerk pastes."""
    return text.partition("\n附件：")[0]


@pytest.mark.parametrize("seed", range(24, 36))
def test_the_body_alone_gives_no_other_figure(seed):
    report = written(seed)
    said, (back, _) = figures(report), read_back(body(text_of(report)))
    assert {k: v for k, v in figures(back).items() if said.get(k) != v} == {
        k: "None" for k in figures(back) if figures(back)[k] == "None"
    }


def test_the_sample_read_back_has_its_texts():
    sample = from_json(asset("sample/pingkou-2023.json").read_text("utf-8")).report
    back, _ = read_back(text_of(sample))
    for section, field in ((Duty, Duty.text), (KeyWork, KeyWork.title), (KeyWork, KeyWork.text)):
        assert texts(back, section, field) == texts(sample, section, field)
    for field in (Problem.name, Problem.cause, Problem.measure, Problem.measure_detail):
        assert texts(back, Problem, field) == texts(sample, Problem, field)


def texts(report, section, field):
    found = [report[field.at(row)] for row in report.rows(section.key)]
    return [text.rstrip("。") for text in found if text]


def test_read_into_itself_nothing_is_new_and_nothing_differs_in_figures():
    from pingkou_gui.report.proposal import State

    report = written(3)
    proposal = read_report(SourceText.from_string(text_of(report)), report)
    rows = {item.place.row for item in proposal.ticked(report)}
    assert min(rows, default=0) >= 0
    numbers = [i for i in proposal.ticked(report) if not isinstance(i.value, str)]
    assert [i for i in numbers if i.state(report) is State.DIFFERS] == []


def test_what_other_money_paid_for_is_read_as_the_projects_own():
    report = told(
        [
            ("修门", "专户非税收入", "用于修门", "4"),
            ("换窗", "专户非税收入", "用于换窗", "5"),
            ("村级经费", "其他资金", "用于补贴，按季拨付。", "5"),
            ("村道养护", "一般公共预算", "用于买沙石", "4"),
            ("山塘清淤", "政府性基金", "", "5"),
        ]
    )
    back, _ = read_back(body(text_of(report)))
    assert back[OverviewTexts.spending_scope.at()] == "覆盖全镇。"
    for field in (Project.name, Project.budget, Project.use, Project.unspent_reason):
        assert sorted(texts(back, Project, field)) == sorted(texts(report, Project, field))


def next_year_of(report):
    """What is proposed for the year after a report, by its place, from its text alone."""
    proposal = read_report(SourceText.from_string(text_of(report)), Report(), years="last")
    return {(i.place.section, i.place.field): i for i in proposal.items}


def test_what_a_project_left_over_is_carried_in_the_year_after():
    found = next_year_of(told([("村道养护", "一般公共预算", "用于买沙石", "4")]))
    assert found["project", "carried_in"].value == Decimal("1.00")


def test_what_last_year_printed_of_each_kind_is_kept_for_the_year_after():
    report = told([("修桥", "一般公共预算", "", "4"), ("办公", "一般公共预算", "", "5")])
    draft = Draft(report)
    for row, kind in zip(report.rows(Project.key), ("专项", "业务工作"), strict=True):
        draft.type_in(Project.kind, kind, row)
    found = next_year_of(report.apply(draft.change))
    kinds = [found["last_year_kinds", field.name].value for field in LastYearKinds.fields]
    assert kinds == [Decimal(5), Decimal(0), Decimal(4)]


def test_the_one_project_of_a_budget_is_of_that_budget_whatever_is_told_of_its_use():
    report = told([("山塘清淤", "政府性基金", "", "5"), ("修桥", "一般公共预算", "", "5")])
    draft = Draft(report)
    draft.type_in(FundTexts.government_funds, "清淤和加固塘堤")
    report = report.apply(draft.change)
    items = read_report(SourceText.from_string(body(text_of(report))), Report()).items
    names = {i.place.row: i.value for i in items if i.place == Project.name.at(i.place.row)}
    found = {names[i.place.row]: i.value for i in items if i.place.field == "budget"}
    assert found == {"山塘清淤": "government_funds", "修桥": "general"}


def test_what_a_project_overspent_is_not_carried_in():
    found = next_year_of(told([("村道养护", "一般公共预算", "用于买沙石", "6")]))
    assert ("project", "carried_in") not in found


@pytest.mark.parametrize("fields", [tuple(Control.procurement.fields), Buildings.fields])
def test_what_last_year_had_none_of_is_carried_as_none_to_be_looked_at(fields):
    report = told([])
    draft = Draft(report)
    for field in fields:
        draft.put(field, NIL)
    found = next_year_of(report.apply(draft.change))
    for field in fields:
        if field is not Control.procurement.last:
            none = found[field.section, field.name]
            assert (none.value, none.source.kind) == (NIL, SourceKind.CARRIED)


def test_what_last_year_had_some_of_is_not_carried_as_none():
    report = told([])
    draft = Draft(report)
    for field in (Control.procurement.this, Control.procurement.budget, *Buildings.fields):
        draft.type_in(field, "5")
    found = next_year_of(report.apply(draft.change))
    assert not [i for i in found.values() if i.place.section == Buildings.key]
    assert ("control", "procurement") not in found
    assert ("control", "procurement_budget") not in found


def told(projects):
    """A report whose projects tell of their use; one outturn below 5 leaves something over."""
    draft = Draft(Report())
    draft.type_in(Unit.year, "2023")
    draft.type_in(OverviewTexts.spending_scope, "覆盖全镇")
    for amounts in (Basic.wages, Basic.goods, Basic.transfers):
        draft.type_in(amounts.this, "5")
        draft.type_in(amounts.last, "5")
    for name, budget, use, outturn in projects:
        row = draft.add(Project)
        reason = "质保金未到期" if outturn != "5" else ""
        values = (name, budget, use, "5", outturn, reason)
        fields = ("name", "budget", "use", "full_year", "outturn", "unspent_reason")
        for field, text in zip(fields, values, strict=True):
            if text:
                draft.type_in(getattr(Project, field), text, row)
    draft.type_in(GovernmentFunds.full_year, "5")
    draft.type_in(GovernmentFunds.outturn, "5")
    return Report().apply(draft.change)


def test_spending_that_has_no_class_of_its_own_is_read_too():
    draft = Draft(Report())
    draft.type_in(Unit.year, "2023")
    for amounts, this, last in (
        (Basic.wages, "80", "82"),
        (Basic.goods, "20", "20"),
        (Basic.transfers, "2", "2"),
        (Basic.other, "0.6", "4.1"),
    ):
        draft.type_in(amounts.this, this)
        draft.type_in(amounts.last, last)
    report = Report().apply(draft.change)
    back, _ = read_back(body(text_of(report)))
    for amounts in (Basic.wages, Basic.goods, Basic.transfers, Basic.other):
        for field in (amounts.this, amounts.last):
            assert back[field.at()] == report[field.at()]
