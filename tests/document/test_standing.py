"""How a report stands is told once: what the page marks as missing is what the form counts."""

from dataclasses import replace
from datetime import date

import pytest
from any_report import reports
from hypothesis import HealthCheck, given, settings
from township import facts

from pingkou_gui.document.attachment_tables import county_spans
from pingkou_gui.document.compose import compose
from pingkou_gui.document.phrases import Span, SpanKind, words
from pingkou_gui.document.status import ReportStatus, open_words, pages_of, report_status
from pingkou_gui.document.tree import PLACEHOLDER, Document, Paragraph, Signature, plain_text
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Unread
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures_funds import project_carried_out
from pingkou_gui.report.findings import Finding, Severity
from pingkou_gui.report.progress import Gap, Progress, progress
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme, known_schemes

SCHEME = default_scheme()


def gaps(f):
    return {gap.label for page in report_status(f).pages for gap in page.gaps}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_a_report_with_a_mark_on_any_page_is_a_draft(report):
    f = Facts(report, SCHEME)
    marked = PLACEHOLDER.search(plain_text(compose(f, draft=True)))
    assert not marked or report_status(f, reviewed=()).draft


def test_texts_without_which_a_heading_stands_bare_are_counted():
    assert {"实际使用情况", "资金管理情况", "组织实施情况", "上年末实有人数"} <= gaps(facts())
    assert "其他需要说明的情况" not in gaps(facts(closing__remarks="无"))


def test_a_day_that_is_not_filled_in_is_counted():
    assert "报告日期" in gaps(facts(unit__report_date=""))


def test_a_project_that_names_no_budget_is_counted_by_itself():
    two = (("甲", "", "special", "1", "1", "1"), ("乙", "", "special", "1", "1", "1"))
    found = [g for page in report_status(facts(projects=two)).pages for g in page.gaps]
    assert [g.place.row for g in found if g.label == "预算来源"] == [1, 2]


def test_every_scheme_tells_how_an_empty_report_stands(tmp_path):
    for scheme in known_schemes(tmp_path):
        status = report_status(Facts(Report(), scheme))
        assert status.draft, scheme.name
        assert {"报告年度", "单位名称"} <= {gap.label for page in status.pages for gap in page.gaps}


def test_a_mark_in_the_countys_own_words_is_counted_and_leads_somewhere():
    scheme = replace(SCHEME, note="【待填：另附说明】")
    counted = [g for p in report_status(Facts(facts().report, scheme)).pages for g in p.gaps]
    assert [gap.place for gap in counted if gap.label == "另附说明"] == [Unit.name.at()]


def test_words_of_the_scheme_know_the_fields_that_stand_in_them():
    spans = county_spans(facts(unit__year="2023"), "截至{year}年末，{last_year}年数据同")
    assert words(spans) == "截至2023年末，2022年数据同"
    assert [span.refs for span in spans if span.refs] == [(Unit.year.at(),)] * 2


def test_a_small_change_reads_right_without_a_reason():
    f = facts(basic__transfers="21.50")
    assert "对个人和家庭的补助变动原因" not in gaps(f)
    assert "【待填：对个人和家庭的补助变动原因】" not in plain_text(compose(f, draft=True))


def test_a_small_change_of_a_public_expense_wants_its_reason_on_page_and_form():
    f = facts(three_public__running="5.75", three_public__running_reason="")
    assert "公务用车运行维护费变动原因" in gaps(f)
    assert "【待填：公务用车运行维护费变动原因】" in plain_text(compose(f, draft=True))


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
    found = report_status(facts())
    assert found.must
    assert ReportStatus((), found.findings).draft
    assert not ReportStatus((), ()).draft


def test_a_placeholder_that_was_pasted_counts_as_one():
    f = facts(project_texts__use="用于修路【待填：长度】公里。", closing__remarks="无")
    assert "实际使用情况" in gaps(f)


def pages_with(f, *refs):
    """Return the pages on which a placeholder at `refs` is a gap."""
    gap = Paragraph((Span("【待核：某事】", SpanKind.MISSING, refs),))
    document = Document("题", (gap,), Signature("甲", date(2024, 3, 1)))
    before = {page.page.key: len(page.gaps) for page in progress(f)}
    after = pages_of(f, document, ())
    return [page.page.key for page in after if len(page.gaps) > before[page.page.key]]


def test_a_gap_stands_on_the_page_that_fills_it():
    f = facts()
    assert pages_with(f, Unit.name.at()) == ["overview"]
    assert pages_with(f, Project.name.at(f.rows(Project)[0])) == ["projects"]
    carried = project_carried_out
    row = f.rows(Project)[0]
    assert f[carried, row] is not None
    assert pages_with(f, carried.at(row)) == ["projects"]
    assert pages_with(f, carried.at(99)) == ["overview"]


@pytest.mark.parametrize(
    ("must", "missing", "words"),
    [
        (0, 0, ""),
        (1, 0, "必改 1 处"),
        (0, 2, "还差 2 项"),
        (1, 2, "必改 1 处、还差 2 项"),
    ],
)
def test_what_is_open_in_words(must, missing, words):
    assert open_words(must, missing) == words


def test_what_is_closed_with_a_reason_must_not_be_mended_any_more():
    error, reminder = (
        Finding("x", weight, "甲", ()) for weight in (Severity.ERROR, Severity.REMINDER)
    )
    assert ReportStatus((), (error, reminder)).must == (error,)
    assert ReportStatus((), (error._replace(reason="已核"), reminder)).must == ()
    assert ReportStatus((), (reminder,)).draft is False


def test_gaps_and_what_cannot_be_read_make_a_draft():
    page = FORM.pages[0]
    gap = Progress(page, 0, (Gap(Unit.name.at(), "单位名称"),), ())
    unread = Progress(page, 0, (), ((Unit.year.at(), Unread("二", "写成数字")),))
    plain = Progress(page, 5, (), ())
    assert [ReportStatus((plain, p), ()).draft for p in (gap, unread, plain)] == [True, True, False]
    assert [ReportStatus((plain, p), ()).missing for p in (gap, unread, plain)] == [1, 0, 0]


def test_what_a_finding_is_about_is_not_counted_once_more():
    f = facts(general__outturn="2100")
    found = report_status(f)
    gap = next(x for x in found.must if x.check == "reconciliation_gap")
    assert gap.places
    assert not [g for page in found.pages for g in page.gaps if g.label.startswith("按性质")]
