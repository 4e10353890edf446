"""Every planted value comes back right, whatever the layout, unit or format."""

import itertools
from decimal import Decimal

import books
import pytest
from asked import amounts, planted, report_for

from pingkou_gui.form.pages.basic_spending import EconomicItem, ThreePublic
from pingkou_gui.form.values import NIL
from pingkou_gui.importers.workbook import read_workbook

LAYOUTS = [
    pytest.param(
        unit, three, lanes, split, suffix, id=f"{unit}-{three.__name__}-{lanes}-{split}{suffix}"
    )
    for unit, three, lanes, split, suffix in itertools.product(
        ("元", "万元"),
        (books.three_blocks, books.three_interleaved, books.three_rows),
        (1, 2, 3),
        (False, True),
        (".xlsx", ".xls"),
    )
]


@pytest.mark.parametrize(("unit", "three", "lanes", "split", "suffix"), LAYOUTS)
def test_all_that_is_planted_is_found_right_and_nothing_is_doubted(
    tmp_path, unit, three, lanes, split, suffix
):
    path = books.whole(unit, three, lanes, split).write(tmp_path / f"决算{suffix}")
    proposal = read_workbook(path, report_for())
    assert amounts(proposal) == planted()
    assert [item.doubt for item in proposal.items if item.doubt] == []


def test_sheets_are_found_by_title_when_their_numbers_have_changed(tmp_path):
    book = books.whole(numbers={7: 9, 8: 7, 9: 8})
    proposal = read_workbook(book.write(tmp_path / "a.xlsx"), report_for())
    assert amounts(proposal) == planted()


def test_amounts_kept_as_words_are_read(tmp_path):
    book = books.whole("元", as_words=True)
    proposal = read_workbook(book.write(tmp_path / "a.xls"), report_for())
    assert amounts(proposal) == planted()


def test_a_value_says_where_it_stands_and_what_stood_there(tmp_path):
    path = books.whole("元").write(tmp_path / "平口镇.xlsx")
    item = next(i for i in read_workbook(path, report_for()).items if i.place.field == "goods")
    assert (item.source.file, item.source.where) == ("平口镇.xlsx", "基本支出决算表 F6")
    assert item.source.original == "2,448,000元"


def test_a_sum_of_cells_says_so(tmp_path):
    proposal = read_workbook(books.whole().write(tmp_path / "a.xlsx"), report_for())
    item = next(i for i in proposal.items if i.place.field == "utilities")
    assert item.value == Decimal("44.53")
    assert item.source.where.endswith("（3项相加）")


def test_an_empty_table_that_says_so_is_none_and_not_zero(tmp_path):
    proposal = read_workbook(books.whole().write(tmp_path / "a.xlsx"), report_for())
    stages = [i.value for i in proposal.items if i.place.section == "state_capital"]
    assert stages == [NIL] * 5


def test_blank_cells_are_not_proposed(tmp_path):
    book = books.whole()
    for column in (2, 8):
        del book.sheets[4].cells[8, column]
    proposal = read_workbook(book.write(tmp_path / "a.xlsx"), report_for())
    places = {item.place for item in proposal.items}
    assert ThreePublic.overseas.this.at() not in places
    assert ThreePublic.reception.this.at() in places


def test_last_years_finals_beside_this_years_go_to_their_column(tmp_path):
    book = books.Book()
    books.three_blocks(
        book,
        last={k: v[1] for k, v in books.THREE.items()} | {"reception": "31.00", "total": "34.10"},
    )
    proposal = read_workbook(book.write(tmp_path / "a.xlsx"), report_for())
    found = {item.place: item.value for item in proposal.items}
    assert found[ThreePublic.reception.last.at()] == Decimal("31.00")
    assert found[ThreePublic.reception.this.at()] == Decimal("25.99")


def test_the_workbook_of_the_year_before_fills_last_years_column(tmp_path):
    path = books.whole(year=2022).write(tmp_path / "a.xlsx")
    proposal = read_workbook(path, report_for())
    fields = {item.place.field for item in proposal.items if item.place.section == "basic"}
    assert fields == {"wages_last", "goods_last", "transfers_last", "capital_last"}
    assert not any(item.place.section.endswith("funds") for item in proposal.items)


def test_items_that_are_there_are_filled_and_not_doubled(tmp_path):
    report = report_for(economic_item=[{"category": "302", "name": "办公费"}])
    proposal = read_workbook(books.whole().write(tmp_path / "a.xlsx"), report)
    (row,) = report.rows(EconomicItem.key)
    there = [item for item in proposal.items if item.place.row == row]
    assert [(i.place.field, i.value) for i in there] == [("this", Decimal("61.02"))]


def test_notes_tell_tables_unit_and_conversion(tmp_path):
    proposal = read_workbook(books.whole("元").write(tmp_path / "a.xlsx"), report_for())
    assert proposal.notes[0] == "7张表，单位：元，已换算为万元"


def test_a_hidden_sheet_is_read_and_told(tmp_path):
    book = books.whole()
    book.sheets[3].hidden = True
    proposal = read_workbook(book.write(tmp_path / "a.xls"), report_for())
    assert amounts(proposal) == planted()
    assert any("隐藏" in note for note in proposal.notes)


def test_numbers_without_a_field_are_listed(tmp_path):
    book = books.whole(three=books.three_rows)
    sheet = book.sheet(10, "国有资产占用情况表", 3)
    sheet.put(5, 1, "车辆", 3)
    proposal = read_workbook(book.write(tmp_path / "a.xlsx"), report_for())
    told = " ".join(f"{u.where} {u.text}" for u in proposal.unplaced)
    assert "GK10" in told
    counts = {i.place.field: i.value for i in proposal.items if "counts" in i.place.section}
    assert counts == {"reception_batches": 210, "vehicles_kept": 1}


def test_a_table_of_basic_spending_without_codes_is_read_by_its_names(tmp_path):
    book = books.whole()
    basic = next(sheet for sheet in book.sheets if sheet.name == "GK06")
    for (row, column), value in list(basic.cells.items()):
        if row > 5 and str(value).isdecimal():
            del basic.cells[row, column]
    proposal = read_workbook(book.write(tmp_path / "决算.xlsx"), report_for())
    assert amounts(proposal) == planted()
    assert not any(item.doubt for item in proposal.items)


@pytest.mark.parametrize("name", ["GK04", "GK05"])
def test_a_table_of_totals_that_is_not_filled_in_costs_only_itself(tmp_path, name):
    book = books.whole()
    for sheet in book.sheets:
        if sheet.name == name:
            sheet.cells = {at: value for at, value in sheet.cells.items() if at[0] < 6}
    proposal = read_workbook(book.write(tmp_path / "决算.xlsx"), report_for())
    found, true = amounts(proposal), planted()
    assert found.items() <= true.items()
    assert found[ThreePublic.reception.this.at()] == true[ThreePublic.reception.this.at()]
