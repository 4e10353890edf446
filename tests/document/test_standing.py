"""How a report stands is told once: what the page marks as missing is what the form counts."""

from any_report import reports
from hypothesis import HealthCheck, given, settings
from township import facts

from pingkou_gui.document.compose import compose
from pingkou_gui.document.flow import PLACEHOLDER
from pingkou_gui.document.standing import Standing, standing
from pingkou_gui.document.text import plain_text
from pingkou_gui.domain.draft import Draft
from pingkou_gui.domain.facts import Facts
from pingkou_gui.scheme.reader import default_scheme
from pingkou_gui.spec.pages.projects import Project

SCHEME = default_scheme()


def gaps(f):
    return {gap.label for page in standing(f).pages for gap in page.gaps}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_a_report_with_a_mark_on_any_page_is_a_draft(report):
    f = Facts(report, SCHEME)
    marked = PLACEHOLDER.search(plain_text(compose(f, draft=True)))
    assert not marked or standing(f, reviewed=()).draft


def test_texts_without_which_a_heading_stands_bare_are_counted():
    assert {"实际使用情况", "资金管理情况", "组织实施情况", "上年末实有人数"} <= gaps(facts())
    assert "其他需要说明的情况" not in gaps(facts(closing__remarks="无"))


def test_a_day_that_is_not_filled_in_is_counted():
    assert "报告日期" in gaps(facts(unit__report_date=""))


def test_a_project_that_names_no_budget_is_counted_by_itself():
    two = (("甲", "", "special", "1", "1", "1"), ("乙", "", "special", "1", "1", "1"))
    found = [g for page in standing(facts(projects=two)).pages for g in page.gaps]
    assert [g.place.row for g in found if g.label == "预算来源"] == [1, 2]


def test_a_small_change_reads_right_without_a_reason():
    f = facts(three_public__running="5.75")
    assert "公务用车运行维护费变动原因" not in gaps(f)
    assert "【待填：公务用车运行维护费变动原因】" not in plain_text(compose(f, draft=True))


def test_money_left_over_wants_its_reason_on_the_page_and_on_the_form():
    f = facts()
    draft = Draft(f.report)
    draft.type_in(Project.full_year, "500", f.rows(Project)[0])
    later = f.after(f.report.apply(draft.change), draft.change)
    assert "【待填：未执行完的原因】" in plain_text(compose(later, draft=True))
    assert "未执行完的原因" in gaps(later)


def test_overspending_that_a_reminder_questions_is_told_as_it_is():
    f = facts(projects=(("甲", "general", "special", "1", "1", "9"),))
    draft = Draft(f.report)
    draft.type_in(Project.full_year, "8", f.rows(Project)[0])
    later = f.after(f.report.apply(draft.change), draft.change)
    assert "全年执行超过全年预算1.00万元" in plain_text(compose(later, draft=True))


def test_what_must_be_mended_makes_a_draft_though_nothing_is_missing():
    found = standing(facts())
    assert found.must
    assert Standing((), found.findings).draft
    assert not Standing((), ()).draft


def test_a_placeholder_that_was_pasted_counts_as_one():
    f = facts(project_texts__use="用于修路【待填：长度】公里。", closing__remarks="无")
    assert "实际使用情况" in gaps(f)
