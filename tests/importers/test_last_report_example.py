"""The published example: every finance figure in its field, the known slips in doubt."""

from decimal import Decimal
from pathlib import Path

import pytest

from pingkou_gui.form.values import NIL, SourceKind
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import QUANTITIES
from pingkou_gui.report.proposal import accept
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme

EXAMPLE = Path(__file__).resolve().parents[3] / "shared" / "reports" / "pingkou-2023.txt"
pytestmark = pytest.mark.skipif(not EXAMPLE.is_file(), reason="示例报告不在旁边")

# Every figure sections 一(二) to 六 print that a field or a sum of fields holds; a change
# gives last year's amount. A slip has what is printed and, after it, what it should be.
FIGURES = {
    "basic.total": "1287.78",
    "basic.personnel": "1042.98",
    "basic.personnel_last": "1059.44",
    "basic.operating": ("44.80", "244.80"),
    "basic.operating_last": ("245.83", "445.83"),
    "basic.wages": "1024.74",
    "basic.goods": "244.80",
    "basic.transfers": "18.24",
    "project_totals.total": "567.54",
    "three_public.total": ("0.00291", "29.10"),
    "three_public.total_last": ("8.48291", "37.58"),
    "three_public.overseas": "0.00",
    "three_public.overseas_last": "0.00",
    "three_public.reception": "25.99",
    "three_public.reception_last": "32.39",
    "three_public.vehicles": "3.10",
    "three_public.vehicles_last": ("5.19", None),
    "conferences.meetings": "2.80",
    "conferences.meetings_last": ("5.65", None),
    "conferences.training": "8.04",
    "conferences.training_last": "13.95",
    "general.outturn": "1659.64",
    "government_funds.outturn": "33.25",
    "government_funds.carried_in": "0.00",
    "government_funds.full_year": "33.25",
    "government_funds.carried_out": "0.00",
    "state_capital.outturn": NIL,
    "social_insurance.outturn": NIL,
}
PROJECTS = {
    "县乡解困资金": "130.70",
    "安化县火车站疫情防控工作经费": "9.90",
    "安化县村级综合服务平台建设债务化解资金": "40.00",
    "村级产业发展及基础设施建设": "30.00",
    "2023年度中央专项彩票公益金": "23.00",
    "非税收入返还": "108.50",
    "乡村便民服务中心及六小建设": ("5.00", None),
    "村级组织运转经费": ("69.10", None),
    "官新高速项目沿线各乡镇协税奖励": ("37.00", None),
    "等项目支出": ("225.44", None),
}
GENERAL = {"县乡解困资金", "安化县村级综合服务平台建设债务化解资金"}


@pytest.fixture(scope="module")
def proposal():
    return read_report(read_source(EXAMPLE), Report())


@pytest.fixture(scope="module")
def items(proposal):
    return {str(item.place): item for item in proposal.items}


@pytest.fixture(scope="module")
def facts(proposal):
    draft = Draft(Report())
    accept(draft, proposal, proposal.items)
    return Facts(Report().apply(draft.change), default_scheme())


def expected():
    for key, value in FIGURES.items():
        yield key, *(value if isinstance(value, tuple) else (value, False))


def read_figure(key, items, facts):
    """What was read for a field: the value proposed, or the sum its parts make."""
    if key in items:
        return items[key].value
    base, column = (key.removesuffix("_last"), "last") if key.endswith("_last") else (key, "this")
    return facts[QUANTITIES[base].column(column)]


def project_items(items, field):
    names = {
        i.place.row: i.value
        for i in items.values()
        if str(i.place).startswith("project[") and i.place.field == "name"
    }
    return {
        names[i.place.row]: i
        for i in items.values()
        if i.place.section == "project" and i.place.field == field
    }


def wrong_figures(items, facts):
    for key, value, _ in expected():
        wanted = value if value is NIL else Decimal(value)
        if read_figure(key, items, facts) != wanted:
            yield key, wanted, read_figure(key, items, facts)
    outturns = project_items(items, "outturn")
    for name, value in PROJECTS.items():
        found = next((i.value for n, i in outturns.items() if n.endswith(name)), None)
        wanted = Decimal(value[0] if isinstance(value, tuple) else value)
        if found != wanted:
            yield name, wanted, found


def test_all_its_finance_figures_stand_in_the_right_fields(items, facts, capsys):
    total, wrong = len(FIGURES) + len(PROJECTS), list(wrong_figures(items, facts))
    with capsys.disabled():
        print(f"\n示例报告：{total} 个财务数字，{total - len(wrong)} 个读入正确的栏目")  # noqa: T201
    assert wrong == []


def test_no_figure_is_read_that_the_report_does_not_print(items):
    money = {k for k, i in items.items() if isinstance(i.value, Decimal)}
    known = {*FIGURES, *(k for k in money if k.startswith("project["))}
    assert money - known == set()
    assert len(project_items(items, "outturn")) == len(PROJECTS)


def test_every_slip_is_in_doubt_and_nothing_else_that_is_right(items):
    slips = {key for key, _, instead in expected() if instead is not False}
    doubted = {k for k, i in items.items() if i.doubt and not k.startswith("project[")}
    assert slips <= doubted
    assert doubted - slips <= {"project_totals.total"}


def test_a_slip_whose_right_value_is_certain_offers_it(items):
    offered = {k: i.instead for k, i in items.items() if i.instead is not None}
    certain = {k: Decimal(v) for k, _, v in expected() if v}
    assert offered == certain


def test_projects_that_both_lists_name_have_their_budget_and_the_others_a_doubt(items):
    budgets = project_items(items, "budget")
    assert {n for n, i in budgets.items() if not i.doubt} == GENERAL
    assert {i.value for i in budgets.values()} == {"general"}


def test_all_its_narrative_is_in_its_place(items, proposal):
    sections = [str(i.place).partition("[")[0] for i in items.values()]
    rows = {
        s: len({i.place.row for i in items.values() if i.place.section == s}) for s in set(sections)
    }
    assert (rows["organisation"], rows["duty"], rows["key_work"], rows["problem"]) == (12, 6, 16, 2)
    texts = {k for k in items if k.startswith(("analysis.", "overview_texts."))}
    assert texts >= {"analysis.economy", "analysis.sustainability", "overview_texts.overall"}
    assert [u.why for u in proposal.unplaced] == [
        "提纲里的填写说明，没有读入",
        "像是小标题，没有读入",
    ]


def test_read_into_the_next_year_its_figures_are_last_years_and_its_words_carried(report_of):
    report = report_of(unit__year="2024")
    items = {str(i.place): i for i in read_report(read_source(EXAMPLE), report).items}
    assert items["basic.wages_last"].value == Decimal("1024.74")
    assert items["staff.headcount_last"].value == 91
    assert items["analysis.economy"].source.kind is SourceKind.CARRIED
    assert not {"basic.wages", "unit.year", "basic.wages_reason"} & set(items)


def test_every_value_names_its_file_and_its_paragraph(items):
    assert {i.source.file for i in items.values()} == {EXAMPLE.name}
    assert all("段" in i.source.where for i in items.values())
