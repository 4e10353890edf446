"""This year's workbook and last year's totals: a new item takes nothing away that was known."""

from decimal import Decimal

import books
import pytest
from asked import report_for, typed

from pingkou_gui.form.pages.basic_spending import Basic, EconomicItem
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.importers.workbook import read_workbook
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import quantity
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.new_year import new_year
from pingkou_gui.report.proposal import accept
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme

LAST = {
    "301": {"基本工资": "400", "津贴补贴": "190"},
    "302": {"办公费": "60", "会议费": "3.1"},
    "303": {"生活补助": "13"},
}


def last_years_report(**more):
    rows = [
        {"category": code, "name": name, "this": amount}
        for code, items in LAST.items()
        for name, amount in items.items()
    ]
    return report_for(year="2022", economic_item=rows, **more)


def turned(report):
    return new_year(Record(report, default_scheme().text)).report


def taken(report, proposal):
    draft = Draft(report)
    accept(draft, proposal, proposal.ticked(report))
    return report.apply(draft.change)


def last(report, amounts):
    return Facts(report, default_scheme)[quantity(amounts).last]


TOTALS = {
    Basic.wages: "590",
    Basic.goods: "63.1",
    Basic.transfers: "13",
    Basic.personnel: "603",
    Basic.operating: "63.1",
    Basic.total: "666.1",
}


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_items_that_are_new_this_year_leave_last_years_totals(tmp_path, suffix):
    report = turned(last_years_report())
    path = books.whole().write(tmp_path / f"决算{suffix}")
    after = taken(report, read_workbook(path, report))
    assert len(after.rows(EconomicItem.key)) == len(books.ITEMS)
    for amounts, total in TOTALS.items():
        assert last(after, amounts) == Decimal(total), amounts.label


def test_reading_the_workbook_twice_proposes_nothing_new(tmp_path):
    report = turned(last_years_report())
    path = books.whole().write(tmp_path / "决算.xlsx")
    after = taken(report, read_workbook(path, report))
    again = read_workbook(path, after)
    assert again.ticked(after) == ()
    assert again.rows == ()


def test_a_total_that_was_not_known_is_not_made_up(tmp_path):
    rows = [
        {"category": "302", "name": "办公费", "this": "60"},
        {"category": "302", "name": "会议费"},
    ]
    report = turned(report_for(year="2022", economic_item=rows))
    path = books.whole().write(tmp_path / "决算.xlsx")
    proposal = read_workbook(path, report)
    assert Basic.goods.last.at() not in {item.place for item in proposal.items}


def test_a_total_that_is_kept_says_where_it_comes_from(tmp_path):
    report = turned(last_years_report())
    path = books.whole().write(tmp_path / "决算.xlsx")
    proposal = read_workbook(path, report)
    (item,) = [i for i in proposal.items if i.place == Basic.goods.last.at()]
    assert "上年明细合计" in item.source.where


@pytest.mark.parametrize(
    "old",
    [
        {"basic__operating": "210"},
        {"basic__goods": "210"},
        {"economic_item": [{"category": "302", "name": "办公费", "this": "210"}]},
    ],
)
def test_accounts_without_a_last_year_give_no_figure_of_last_year(tmp_path, old):
    """Purchases of a year before are told nowhere: 公用经费 is known as a whole alone."""
    report = turned(report_for(year="2022", basic__personnel="600", **old))
    path = books.whole().write(tmp_path / "决算.xlsx")
    proposal = read_workbook(path, report)
    kept = {Basic.goods.last, Basic.operating.last, Basic.personnel.last}
    last_year = [i for i in proposal.items if i.place.field.endswith("last")]
    assert {i.place for i in last_year} <= {field.at() for field in kept}
    assert all(i.value for i in last_year)
    after = taken(report, proposal)
    assert after[Basic.capital.last.at()] is None
    assert last(after, Basic.capital) is None
    assert last(after, Basic.operating) == 210
    assert last(after, Basic.total) == 810


def test_a_project_that_is_new_this_year_leaves_last_years_total(tmp_path):
    old = report_for(year="2022", project=[{"name": "道路养护", "outturn": "30"}])
    report = turned(old)
    book = books.Book()
    sheet = book.sheet(9, "项目支出决算明细表", 3)
    sheet.put(4, 1, "项目名称", "全年预算数", "决算数")
    sheet.put(5, 1, "道路养护", 40, 40)
    sheet.put(6, 1, "河道保洁", 20, 20)
    after = taken(report, read_workbook(book.write(tmp_path / "a.xlsx"), report))
    assert len(after.rows(Project.key)) == 2
    assert last(after, ProjectTotals.total) == 30


def test_the_whole_way_from_last_years_data_to_this_years_has_no_gap(tmp_path):
    """Without the workbook and with it the same totals of last year are known."""
    report = turned(last_years_report(unit__short_name="我镇"))
    before = {a: last(report, a) for a in TOTALS}
    after = taken(report, read_workbook(books.whole("元").write(tmp_path / "决算.xls"), report))
    assert {a: last(after, a) for a in TOTALS} == before
    assert after[Unit.year.at()] == 2023
    assert typed(unit__year="2023")[Unit.year.at()] == 2023
