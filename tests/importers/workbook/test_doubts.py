"""What the sums do not bear out is doubted: a wrong value is never proposed unseen."""

import random
from decimal import Decimal

import books
import pytest
from asked import amounts, planted, report_for

from pingkou_gui.form.pages.basic_spending import Basic, ThreePublic
from pingkou_gui.form.pages.funds import GovernmentFunds
from pingkou_gui.importers.workbook import read_workbook

THREE = (books.three_blocks, books.three_interleaved, books.three_rows)


def unseen(proposal):
    """Values that would be taken unless somebody says otherwise, and are wrong."""
    true = planted()
    for name, (budget, final) in books.THREE.items():
        item = getattr(ThreePublic, name)
        true |= {item.budget.at(): Decimal(budget), item.this.at(): Decimal(final)}
    classes = (Basic.wages, Basic.goods, Basic.transfers, Basic.capital)
    true[Basic.total.this.at()] = sum(true[each.this.at()] for each in classes)
    doubted = {item.place for item in proposal.items if item.doubt}
    places = {item.place: item for item in proposal.items}
    rows = {i.place.row: i.value for i in proposal.items if i.place.field == "name"}
    return [
        (key, value)
        for key, value in amounts(proposal).items()
        if true.get(key) != value
        and key not in doubted
        and not (
            isinstance(key, tuple)
            and len(key) == 2
            and any(rows.get(p.row) == key[1] for p in doubted if p in places)
        )
        and not (value == 0 and str(true.get(key)) == "Nil.NIL")
    ]


def slipped(seed):
    """A book with one column out of place by a row or a cell, somewhere."""
    chance = random.Random(seed)
    book = books.whole(
        chance.choice(("元", "万元")), chance.choice(THREE), chance.choice((1, 2, 3))
    )
    sheet = chance.choice(book.sheets[:-1])
    row, column = chance.choice([at for at, v in sheet.cells.items() if isinstance(v, float)])
    last = max(r for r, c in sheet.cells if c == column)
    if chance.random() < 0.6:
        sheet.shift_down(column, row, last, chance.choice((1, -1)))
        return book
    for at in sorted((c for r, c in sheet.cells if r == row and c >= column), reverse=True):
        sheet.cells[row, at + 1] = sheet.cells.pop((row, at))
    return book


@pytest.mark.parametrize("seed", range(80))
def test_a_column_that_slipped_is_caught(tmp_path, seed):
    path = slipped(seed).write(tmp_path / "决算.xlsx")
    assert unseen(read_workbook(path, report_for())) == []


def test_the_lane_of_goods_slipped_by_a_row_is_doubted_with_both_numbers(tmp_path):
    book = books.whole()
    book.sheets[3].shift_down(6, 6, 17)
    proposal = read_workbook(book.write(tmp_path / "a.xlsx"), report_for())
    doubts = [i.doubt for i in proposal.items if i.source.where.startswith("基本支出决算表 F")]
    amounts_doubted = [d for d in doubts if d]
    assert amounts_doubted
    assert max(map(len, amounts_doubted)) <= 60


def test_one_wrong_class_total_is_told_what_the_sums_point_to(tmp_path):
    book = books.whole()
    book.sheets[3].cells[6, 3] = 1204.74
    proposal = read_workbook(book.write(tmp_path / "a.xlsx"), report_for())
    item = next(i for i in proposal.items if i.place == Basic.wages.this.at())
    assert item.doubt
    assert item.instead == books.CLASSES["301"]


def test_a_row_of_funds_against_its_total_is_doubted(tmp_path):
    book = books.whole("元")
    sheet = book.sheets[5]
    for row in (9, 10, 11):
        sheet.cells[row, 8] = 332500.0
        sheet.cells.pop((row, 4))
    proposal = read_workbook(book.write(tmp_path / "a.xlsx"), report_for())
    item = next(i for i in proposal.items if i.place == GovernmentFunds.carried_out.at())
    assert (item.value, bool(item.doubt)) == (Decimal("0.00"), True)


def test_the_workbook_of_another_unit_is_asked_about(tmp_path):
    path = books.whole(owner="桃江县马迹塘镇人民政府").write(tmp_path / "a.xlsx")
    proposal = read_workbook(path, report_for())
    assert all(item.doubt for item in proposal.items)
    assert any("马迹塘镇" in note for note in proposal.all_notes)


@pytest.mark.parametrize("name", ["平口镇人民政府", "安化县平口镇人民政府（本级）"])
def test_the_county_in_front_makes_no_other_unit(tmp_path, name):
    path = books.whole(owner=name).write(tmp_path / "a.xlsx")
    assert not any(item.doubt for item in read_workbook(path, report_for()).items)


@pytest.mark.parametrize("year", [2019, 2024])
def test_the_workbook_of_some_other_year_is_asked_about(tmp_path, year):
    path = books.whole(year=year).write(tmp_path / "a.xlsx")
    assert all(item.doubt for item in read_workbook(path, report_for()).items)


def test_a_report_without_a_year_is_asked_about_its_year(tmp_path):
    path = books.whole().write(tmp_path / "a.xlsx")
    proposal = read_workbook(path, report_for(year=""))
    assert all(item.doubt for item in proposal.items)
    assert any(item.place.field == "year" and item.value == 2023 for item in proposal.items)


def test_tables_without_a_unit_of_money_are_asked_about(tmp_path):
    path = books.whole("元", stated=False).write(tmp_path / "a.xlsx")
    proposal = read_workbook(path, report_for())
    assert all(item.doubt for item in proposal.items)
    assert amounts(proposal) == planted()


def test_a_wrong_unit_line_is_noticed(tmp_path):
    book = books.whole("元")
    for sheet in book.sheets:
        sheet.cells = {
            at: "金额单位：万元" if v == "金额单位：元" else v for at, v in sheet.cells.items()
        }
    proposal = read_workbook(book.write(tmp_path / "a.xlsx"), report_for())
    assert all(i.doubt for i in proposal.items if i.place.section == "basic")


def test_a_name_beside_another_code_is_doubted(tmp_path):
    book = books.whole()
    book.sheets[3].cells[12, 5], book.sheets[3].cells[13, 5] = "培训费", "会议费"
    proposal = read_workbook(book.write(tmp_path / "a.xlsx"), report_for())
    doubted = {
        i.place.field for i in proposal.items if i.doubt and i.place.section == "conferences"
    }
    assert doubted == {"meetings", "training"}
