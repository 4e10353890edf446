"""Amounts that come in and are probably in another unit than is stated."""

from decimal import Decimal

import pytest

from pingkou_gui.form.pages.basic_spending import Basic, Conferences
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.report.checks_units import amounts_in_doubt, with_units_in_doubt
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.proposal import NewRow, Proposal, Proposed
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme


def put(field, text, row=0, where="段12", **more):
    source = Source(SourceKind.REPORT, "去年.docx", where)
    return Proposed(field.at(row), field.read(text).value, source, **more)


NO_BUDGETS = {
    f"{budget}__outturn": "无"
    for budget in ("government_funds", "state_capital", "social_insurance", "special_account")
}


@pytest.mark.parametrize(
    ("read", "asked", "instead"),
    [("0.99", "是不是万元", "9900"), ("1", "", None), ("200", "是不是元", "0.02")],
)
def test_an_amount_in_doubt_is_asked_for_its_other_unit_where_that_gives_one(
    read, asked, instead, report_of
):
    """A small one was taken for 元, a large one for 万元; 1元 would print as nothing."""
    spent = report_of(basic__total="0.5", project_totals__total="无", **NO_BUDGETS)
    one = Proposal("决算", "决算.xlsx", (put(Conferences.meetings.this, read),))
    (item,) = with_units_in_doubt(one, spent).items
    assert item.doubt.endswith(asked)
    assert bool(item.doubt) is bool(asked)
    assert item.instead == (None if instead is None else Decimal(instead))


@pytest.mark.parametrize(
    ("spent", "read", "doubted"),
    [
        ("100", "4999.99", False),
        ("100", "5000", True),
        ("1000", "9999.99", False),
        ("1000", "10000", True),
    ],
)
def test_an_amount_is_doubted_that_is_large_and_ten_times_all_that_was_spent(
    spent, read, doubted, report_of
):
    there = report_of(basic__total=spent, project_totals__total="无", **NO_BUDGETS)
    last = Proposal("决算", "决算.xlsx", (put(ProjectTotals.total.last, read),))
    (item,) = with_units_in_doubt(last, there).items
    assert ("比全部支出" in item.doubt) is doubted


def doubt_of(there, field, text, row=0):
    """Why an amount that comes into a report is in doubt; empty where it is not."""
    draft = Draft(there)
    draft.type_in(field, text, row)
    before, after = (Facts(x, default_scheme()) for x in (there, there.apply(draft.change)))
    return amounts_in_doubt(before, after, [field.at(row)]).get(field.at(row), "")


@pytest.mark.parametrize(
    ("people", "field", "text", "why"),
    [
        ("4", Basic.wages.this, "8100", "是上年的 1000 倍"),
        ("4", Basic.wages.this, "8099.99", ""),
        ("4", Basic.wages.this, "0", ""),
        ("4", Basic.wages.this, "", ""),
        ("4", Basic.wages.this, "约三十", ""),
        ("4", Conferences.meetings.this, "50元", "小得不像"),
        ("4", Conferences.meetings.this, "500", "大得不像"),
        ("4", Conferences.meetings.this, "499.99", ""),
        ("99", Conferences.meetings.last, "200.01", "比全部支出 200.00 万元还多"),
        ("99", Conferences.meetings.last, "200", ""),
        ("99", Conferences.meetings.last, "4999.99", "大得不像"),
        ("99", Conferences.meetings.last, "5000", "就是 0.50 亿元"),
        ("4", Project.last, "100000", "就是 10.00 亿元"),
        ("4", Project.last, "99999.99", ""),
        ("", Project.last, "100000", "就是 10.00 亿元"),
        ("", Project.last, "99999.99", ""),
        ("", Staff.headcount, "120000", ""),
        ("", Project.name, "120000", ""),
    ],
)
def test_why_an_amount_is_in_doubt_is_said_by_what_it_is_beside(
    people, field, text, why, report_of
):
    """Less than ten persons in post count as ten; each may cost 1,000, and 50 for meetings."""
    spent = {"basic__total": "200", "project_totals__total": "无"} if people == "99" else {}
    there = report_of(
        basic__wages_last="8.1",
        project=[{"name": "修路"}],
        staff__headcount=people,
        **spent,
    )
    assert doubt_of(there, field, text, 1 if field.section == Project.key else 0) == why


TABLE = "表3“会议费”"


def doubted(there, *items, rows=()):
    return with_units_in_doubt(Proposal("决算", "决算.xlsx", items, rows), there).items


def test_what_stands_in_one_table_with_an_amount_in_doubt_is_asked_after_too(report_of):
    small = put(Conferences.meetings.this, "0.5", where=TABLE)
    for read, instead in (("9.99", "99900"), ("10", None)):
        beside = put(Conferences.training.this, read, where="表3“培训费”")
        elsewhere = put(Basic.wages.this, "9.99", where="表4“工资”")
        there = report_of(basic__total="0.4", project_totals__total="无", **NO_BUDGETS)
        first, second, third = doubted(there, small, beside, elsewhere)
        assert (first.instead, third.instead) == (Decimal(5000), None)
        assert second.instead == (None if instead is None else Decimal(instead))
        assert second.doubt == (first.doubt if instead else "")


def test_words_of_a_new_row_wait_for_its_amounts_and_other_words_do_not(report_of):
    row = NewRow("project", -1), NewRow("project", -2)
    items = (
        put(Project.name, "修渠", -1, TABLE),
        put(Project.last, "120000", -1, TABLE),
        put(Project.name, "修路", -2, TABLE),
        put(Basic.goods.last, "120000", where=TABLE),
        put(Unit.name, "平口镇", where=TABLE),
    )
    words, amount, other, single, name = doubted(report_of(), *items, rows=row)
    assert (
        words.doubt
        == amount.doubt
        == "上年决算 120,000.00 万元就是 12.00 亿元，核对金额单位是不是元"
    )
    assert (words.instead, amount.instead, other.doubt) == (None, Decimal(12), "")
    assert (single.doubt, name.doubt) == (amount.doubt, "")


def test_an_amount_that_its_file_asks_after_is_not_asked_after_twice(report_of):
    asked = put(Project.last, "120000", -1, doubt="金额的单位写成了万元", instead=Decimal(7))
    told = put(Project.outturn, "120000", -1, doubt="合计对不上")
    first, second = doubted(report_of(), asked, told, rows=(NewRow("project", -1),))
    assert (first.doubt, first.instead) == (asked.doubt, Decimal(7))
    assert second.doubt.endswith("是不是元；合计对不上")
