"""The budgets, and the two ways to the same total."""

import pytest
from PySide6.QtCore import Qt

from pingkou_gui.form.form import ClosedFinding
from pingkou_gui.form.pages.funds import General, GovernmentFunds, OtherFunds
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.ui.pages.equations import Equation
from pingkou_gui.ui.pages.funds_section import FundsSection
from pingkou_gui.ui.pages.reconciliation import SumsTable
from pingkou_gui.ui.signs import Sign

REASON = "这个项目由上级直接支付"


def band(funds):
    return funds.reconciliation.bands[0]


def sort_all(session):
    """Say of the last project, too, what pays it, by money that is in the general budget."""
    session.type_in(Project.budget, "一般公共预算", session.report.rows("project")[2])
    session.type_in(General.outturn, "1822.07")


def test_a_blank_outturn_shows_in_grey_what_the_projects_come_to(funds, session):
    sort_all(session)
    session.type_in(GovernmentFunds.outturn, "")
    row = funds.budgets.rows["government_funds"]
    outturn = row.widget_of(GovernmentFunds.outturn.at())
    assert (outturn.text(), outturn.placeholderText()) == ("", "33.25")
    session.type_in(GovernmentFunds.outturn, "30")
    assert outturn.text() == "30.00"


@pytest.mark.parametrize("room", [(940, 700), (1500, 700)])
def test_both_totals_stand_in_one_column_near_what_they_are_made_of(funds):
    both = funds.findChildren(Equation)
    totals = [e.total.mapTo(funds, e.total.rect().topRight()).x() for e in both]
    lasts = [[t for t in e.terms if t.isVisible()][-1] for e in both]
    ends = [last.mapTo(funds, last.rect().topRight()).x() for last in lasts]
    assert totals[0] == totals[1]
    assert totals[1] - max(ends) < 300


def test_a_project_that_says_no_budget_leaves_a_blank_outturn_blank(funds, session):
    session.type_in(GovernmentFunds.outturn, "")
    row = funds.budgets.rows["government_funds"]
    assert row.widget_of(GovernmentFunds.outturn.at()).placeholderText() == ""


def test_side_budgets_unfold_once_a_project_is_paid_from_them(funds, session):
    assert not funds.budgets.rows["other"].isVisible()
    session.type_in(Project.budget, "其他资金", session.report.rows("project")[2])
    assert funds.budgets.rows["other"].isVisible()


def test_the_field_bar_tells_how_the_grey_number_came_about(funds, context, session):
    sort_all(session)
    session.type_in(GovernmentFunds.outturn, "")
    said = []
    context.spoke.connect(said.append)
    funds.budgets.rows["government_funds"].widget_of(GovernmentFunds.outturn.at()).setFocus()
    assert said[-1].what.startswith("没有填，按")


def test_rare_budgets_are_folded_until_they_are_wanted(funds, context):
    assert not funds.budgets.rows["other"].isVisible()
    found = context.find(OtherFunds.outturn.at())
    assert funds.budgets.rows["other"].isVisible()
    assert found.binding.place == OtherFunds.outturn.at()


def test_the_difference_is_told_with_where_it_lies(funds):
    gap = band(funds).gap
    assert (gap.amount, gap.ending) == ("162.43", "，按性质多")
    assert gap.where == "差在没有选预算来源的 1 个项目：162.43"
    assert gap.formula == "1,855.32 − 1,692.89 = 162.43"


def test_the_button_leads_to_the_project_without_a_budget(funds, context, session, qtbot):
    wanted = []
    context.jump_wanted.connect(wanted.append)
    qtbot.mouseClick(band(funds).look, Qt.MouseButton.LeftButton)
    assert wanted == [Project.budget.at(session.report.rows("project")[2])]


def test_a_difference_cannot_be_closed_without_a_reason(funds, session, qtbot):
    assert not band(funds).close_button.isEnabled()
    qtbot.keyClicks(band(funds).reason, "  ")
    qtbot.keyClick(band(funds).reason, Qt.Key.Key_Return)
    assert session.report.rows("closed_finding") == ()


def test_a_written_reason_closes_it_in_one_step(funds, session, qtbot):
    band(funds).reason.setText(REASON)
    qtbot.mouseClick(band(funds).close_button, Qt.MouseButton.LeftButton)
    row = session.report.rows("closed_finding")[0]
    key = session.report[ClosedFinding.finding.at(row)]
    assert key == "reconciliation_gap@reconciliation_gap[0]"
    assert band(funds).gap.reason == REASON
    assert band(funds)._after.text() == "万元，已写原因"
    session.undo()
    assert band(funds).gap.reason == ""


def test_a_reason_can_be_taken_back(funds, session, qtbot):
    band(funds).reason.setText(REASON)
    qtbot.keyClick(band(funds).reason, Qt.Key.Key_Return)
    qtbot.mouseClick(band(funds).back, Qt.MouseButton.LeftButton)
    assert session.report.rows("closed_finding") == ()
    assert band(funds).close_button.isVisible()


def test_a_reason_no_longer_holds_when_the_numbers_change(funds, session, qtbot):
    band(funds).reason.setText(REASON)
    qtbot.keyClick(band(funds).reason, Qt.Key.Key_Return)
    session.type_in(Project.outturn, "100", session.report.rows("project")[2])
    assert band(funds).gap.reason == ""
    assert band(funds).gap.amount == "100.00"


def test_a_reason_being_written_stays_when_something_else_changes(funds, session):
    band(funds).reason.setText("写到一半")
    session.type_in(Project.outturn, "100", session.report.rows("project")[2])
    assert band(funds).reason.text() == "写到一半"


def test_the_band_goes_when_both_sides_agree(funds, session):
    row = session.report.rows("project")[2]
    session.type_in(Project.budget, "一般公共预算", row)
    session.type_in(GovernmentFunds.outturn, "195.68")
    mains = [each for each in funds.reconciliation.bands if each.gap.large]
    assert mains == []
    assert funds.reconciliation.verdict == "两边相等"


def test_every_other_sum_that_does_not_agree_has_its_own_band(funds, session, qtbot):
    sort_all(session)
    session.type_in(GovernmentFunds.outturn, "30")
    small = [each for each in funds.reconciliation.bands if not each.gap.large]
    assert [each.gap.title for each in small] == ["政府性基金预算全年执行"]
    qtbot.mouseClick(small[0].fix, Qt.MouseButton.LeftButton)
    assert str(session.report[GovernmentFunds.outturn.at()]) == "33.25"


def test_a_sum_that_agrees_is_listed_with_both_sides(funds, session):
    sort_all(session)
    said = "一般公共预算全年执行，填的全年执行 1,822.07，基本支出 + 一般公共预算项目 1,822.07，相符"
    assert said in funds.reconciliation.ledger.lines
    assert funds.reconciliation.ledger.count.endswith("全部相符")


def test_a_sum_that_does_not_agree_says_by_how_much(funds, session):
    sort_all(session)
    session.type_in(GovernmentFunds.outturn, "30")
    ledger = funds.reconciliation.ledger
    assert ledger.lines[-1].endswith("填的全年执行 30.00，由它安排的项目 33.25，相差 3.25")
    assert ledger.count.endswith("1 项相差")


def test_a_difference_is_as_red_as_its_check_says(funds, session):
    sort_all(session)
    session.type_in(GovernmentFunds.outturn, "30")
    session.type_in(GovernmentFunds.carried_out, "1")
    signs = {each.gap.title: each._sign.sign for each in funds.reconciliation.bands[1:]}
    assert signs == {"政府性基金预算全年执行": Sign.ERROR, "政府性基金预算结转下年": Sign.REMINDER}
    ledger = funds.reconciliation.ledger
    shown = {line.name: line.sign for line in ledger._lines}
    assert {name: shown[name] for name in signs} == signs
    assert ledger.count.endswith("2 项相差")


def test_what_rounding_leaves_is_called_so(funds, session):
    sort_all(session)
    session.type_in(GovernmentFunds.outturn, "33.24")
    assert funds.reconciliation.ledger.lines[-1].endswith("相差 0.01（尾差）")
    assert funds.reconciliation.ledger.count.endswith("1 项尾差")


def test_where_nothing_can_be_compared_nothing_is_listed(context, shown):
    assert shown(FundsSection(context)).reconciliation.ledger.isHidden()


def test_a_difference_with_its_reason_is_told_but_not_as_open(funds, session):
    sort_all(session)
    session.type_in(GovernmentFunds.outturn, "30")
    made = next(b for b in funds.reconciliation.bands if b.gap.title.startswith("政府性基金"))
    made.reason.setText(REASON)
    made.close_button.click()
    ledger = funds.reconciliation.ledger
    assert [line for line in ledger.lines if line.endswith("相差 3.25，已写原因")]
    assert ledger.count.endswith("项，1 项相差已写原因")
    assert "全部相符" not in ledger.count


def test_after_any_edits_the_sums_say_what_they_would_say_from_nothing(
    funds, session, context, shown
):
    ledger = funds.reconciliation.ledger
    project = session.report.rows("project")[1]
    for field, text, row in (
        (GovernmentFunds.outturn, "30", 0),
        (Project.outturn, "31.25", project),
        (General.full_year, "1650", 0),
        (GovernmentFunds.outturn, "31.25", 0),
        (Project.budget, "", project),
        (GovernmentFunds.outturn, "无", 0),
        (General.outturn, "", 0),
    ):
        session.type_in(field, text, row)
        fresh = shown(SumsTable(context))
        fresh.refresh()
        assert (ledger.lines, ledger.count) == (fresh.lines, fresh.count)
        assert [line.sign for line in ledger._lines] == [line.sign for line in fresh._lines]
