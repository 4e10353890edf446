"""The records of an xls, written by hand: what is counted of them before the library reads them."""

import struct
import tracemalloc

import pytest
import xlwt

from pingkou_gui.importers.workbook_cells import (
    Refusal,
    RefusedWorkbookError,
    number_cell,
    words_cell,
)
from pingkou_gui.importers.workbook_file import read_sheets
from pingkou_gui.importers.xls_file import (
    _file_pass,
    _measured,
    _never_worked_out,
    _records,
    read_xls,
)

BEGIN, SHEET, PASSWORD = 0x0809, 0x0085, 0x002F
WORDS, FORMULA, MULTIPLE, BLANKS, BLANK, MERGED = 0x00FD, 0x0006, 0x00BD, 0x00BE, 0x0201, 0x00E5


def record(code, body=b""):
    return struct.pack("<HH", code, len(body)) + body


def listed(place, name, kind=0, *, wide=False):
    """The record that names the sheet whose records begin at a place."""
    letters = name.encode("utf-16-le" if wide else "latin-1")
    return record(SHEET, struct.pack("<IBBBB", place, 0, kind, len(name), wide) + letters)


def cell(row, column, code=WORDS, rest=bytes(6)):
    return record(code, struct.pack("<HH", row, column) + rest)


def merged(*areas, count=None):
    many = len(areas) if count is None else count
    return record(
        MERGED, struct.pack("<H", many) + b"".join(struct.pack("<HHHH", *a) for a in areas)
    )


def only_sheet(*records):
    (found,) = _measured(record(BEGIN, bytes(16)) + b"".join(records)).sheets.values()
    return found


def test_records_are_yielded_up_to_the_last_byte():
    stream = record(1, b"ab") + record(2) + record(3, b"c")
    assert list(_records(stream)) == [(1, 0, 2), (2, 6, 0), (3, 10, 1)]
    assert list(_records(stream[:-1])) == [(1, 0, 2), (2, 6, 0)]
    assert list(_records(stream[:10])) == [(1, 0, 2), (2, 6, 0)]
    assert list(_records(stream[:9])) == [(1, 0, 2)]
    assert list(_records(b"")) == []


def test_sheets_are_known_by_the_place_at_which_they_begin():
    names = listed(77, "Z05") + listed(99, "表二", wide=True) + listed(88, "chart", kind=2)
    assert _measured(names).names == {77: "Z05", 99: "表二"}


def test_a_sheet_without_a_name_is_counted_and_a_record_too_short_for_one_is_not():
    assert _measured(listed(77, "")).names == {77: ""}
    assert _measured(record(SHEET, bytes(7))).names == {}


def test_a_name_cut_short_is_kept_as_far_as_it_goes():
    assert _measured(record(SHEET, struct.pack("<IBBBB", 7, 0, 0, 5, 0) + b"Z0")).names == {7: "Z0"}


def test_nothing_behind_the_record_of_a_password_is_counted():
    found = _measured(record(BEGIN, bytes(16)) + record(PASSWORD, bytes(6)) + cell(0, 0))
    assert (found.is_encrypted, found.filled) == (True, 0)
    assert not _measured(record(BEGIN, bytes(16)) + cell(0, 0)).is_encrypted


def test_filled_cells_are_counted_with_the_furthest_row_and_column():
    found = only_sheet(
        cell(4, 1), cell(2, 6), cell(3, 2, MULTIPLE, struct.pack("<HI", 0, 0) * 3 + b"\4\0")
    )
    assert (found.filled, found.lowest, found.rightmost) == (5, 5, 7)


def test_each_sheet_is_counted_for_itself_and_all_together():
    stream = record(BEGIN, bytes(16)) + cell(0, 0)
    found = _measured(stream + stream + cell(1, 0))
    assert [s.filled for s in found.sheets.values()] == [1, 2]
    assert list(found.sheets) == [0, len(stream)]
    assert found.filled == 3


def test_a_row_of_numbers_in_one_record_reaches_to_its_last_column():
    found = only_sheet(cell(0, 5, MULTIPLE, bytes(6) * 2 + b"\6\0"))
    assert (found.filled, found.lowest, found.rightmost) == (2, 1, 7)


def test_cells_that_are_only_formatted_are_counted_apart():
    row = record(BLANKS, struct.pack("<HH", 0, 2) + bytes(2) * 3 + b"\4\0")
    found = _measured(cell(0, 0, BLANK, bytes(2)) + row + cell(0, 1, BLANK, bytes(2)))
    assert (found.blanks, found.filled) == (5, 0)


@pytest.mark.parametrize("code", [0x0203, 0x027E, 0x00FD, 0x0204, 0x0205, 0x00D6, FORMULA])
def test_a_record_of_any_kind_that_holds_a_value_fills_a_cell(code):
    assert _measured(cell(0, 0, code)).filled == 1


def test_a_record_too_short_for_a_cell_fills_none():
    assert _measured(record(WORDS, bytes(5))).filled == 0
    assert _measured(record(WORDS, bytes(6))).filled == 1


NOTHING, EMPTY_TEXT = bytes(8), b"\3\0\0\0\0\0\xff\xff"


def test_a_formula_has_a_result_unless_it_is_0_or_an_empty_text():
    results = (NOTHING, EMPTY_TEXT, struct.pack("<d", 12.5), b"\1\0\1\0\0\0\xff\xff")
    rows = [cell(2, at, FORMULA, bytes(2) + result) for at, result in enumerate(results)]
    assert only_sheet(*rows).results == {(3, 1): False, (3, 2): False, (3, 3): True, (3, 4): True}
    assert only_sheet(cell(2, 0, FORMULA, bytes(9))).results == {}


def test_merged_areas_are_taken_from_their_record():
    assert only_sheet(merged((0, 0, 0, 3), (2, 5, 1, 1), (7, 7, 4, 4))).merged == [
        (1, 1, 1, 4),
        (3, 2, 6, 2),
        (8, 5, 8, 5),
    ]


def test_merged_areas_the_wrong_way_round_are_left_out():
    areas = ((3, 2, 0, 1), (0, 1, 4, 3), (3, 2, 4, 3), (0, 1, 0, 1))
    assert only_sheet(merged(*areas)).merged == [(1, 1, 2, 2)]


def test_of_merged_areas_as_many_are_taken_as_were_said_and_are_there():
    area = (0, 1, 0, 1)
    assert len(only_sheet(merged(area, area, count=9)).merged) == 2
    assert len(only_sheet(merged(area, area, count=1)).merged) == 1


def test_a_formula_without_result_stands_amid_figures_in_its_row_or_its_column():
    cells = {(5, 1): number_cell(3.0), (9, 9): number_cell(0.0), (2, 7): words_cell("合计")}
    results = dict.fromkeys(((5, 3), (7, 1), (2, 8), (9, 8), (1, 5)), False)
    assert list(_never_worked_out(cells, results)) == [(5, 3), (7, 1)]
    assert list(_never_worked_out(cells, results | {(5, 3): True})) == []
    assert list(_never_worked_out({(5, 3): number_cell(4.0)}, {(5, 3): False, (5, 4): False})) == []


@pytest.mark.parametrize(("from_1904", "shown"), [(False, "2023-03-08"), (True, "2027-03-09")])
def test_dates_are_counted_from_the_day_the_workbook_says(tmp_path, from_1904, shown):
    book = xlwt.Workbook()
    book.dates_1904 = from_1904
    page = book.add_sheet("甲")
    page.write(0, 0, 44993, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    book.save(str(tmp_path / "a.xls"))
    (sheet,) = read_sheets(tmp_path / "a.xls")
    assert sheet[1, 1].text == shown


def test_short_rows_beside_a_long_one_take_no_room(tmp_path):
    book = xlwt.Workbook()
    page = book.add_sheet("甲")
    page.write(0, 255, "远")
    for row in range(1, 3000):
        page.write(row, 0, row)
    book.save(str(tmp_path / "a.xls"))
    tracemalloc.start()
    (sheet,) = read_sheets(tmp_path / "a.xls")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (sheet.rows, sheet.columns) == (3000, 256)
    assert most < 8_000_000


def test_what_a_password_was_made_of_is_the_whole_of_its_record():
    body = bytes(range(54))
    assert _file_pass(record(BEGIN, bytes(16)) + record(PASSWORD, body) + cell(0, 0)) == body
    assert _file_pass(cell(0, 0)) == b""


def test_a_workbook_that_the_library_cannot_read_is_called_damaged(tmp_path):
    (tmp_path / "a.xls").write_bytes(
        record(BEGIN, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)) + record(0x0085, bytes(8))
    )
    with pytest.raises(RefusedWorkbookError) as refused:
        read_xls(tmp_path / "a.xls")
    assert refused.value.reason is Refusal.DAMAGED


def test_a_cell_of_yes_or_no_says_so(tmp_path):
    book = xlwt.Workbook()
    page = book.add_sheet("甲")
    page.write(0, 0, True)
    page.write(0, 1, False)
    book.save(str(tmp_path / "a.xls"))
    (sheet,) = read_sheets(tmp_path / "a.xls")
    assert [c.text for c in sheet.line(1)] == ["是", "否"]


def test_a_sheet_filled_far_out_is_refused_by_its_own_name():
    place = len(listed(0, "附表", wide=True))
    stream = record(BEGIN, bytes(16)) + cell(65535, 255)
    with pytest.raises(RefusedWorkbookError) as refused:
        _measured(listed(place, "附表", wide=True) + stream)
    assert refused.value.where == "里“附表”填到了IV65536格"
    with pytest.raises(RefusedWorkbookError) as refused:
        _measured(stream)
    assert refused.value.where == "里填到了IV65536格"
