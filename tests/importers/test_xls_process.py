"""An .xls is read in another process: whatever it does to that one, this one gets a sentence."""

import datetime as dt
import zipfile

import pytest
import xlsxwriter
import xlwt

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers import sheets, xls_process
from pingkou_gui.importers.sheets import read_sheets
from pingkou_gui.importers.xls_process import XlsDamagedError, XlsTooLargeError, read_xls


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "决算 表.xls"
    made = xlwt.Workbook()
    sheet = made.add_sheet("表一")
    sheet.write(0, 0, "工资福利支出")
    sheet.write(0, 1, 1287.78)
    sheet.write(1, 1, True)
    sheet.write(2, 1, dt.date(2024, 3, 15), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    sheet.write_merge(3, 4, 0, 1, "合并")
    made.add_sheet("藏").visibility = 1
    made.save(str(path))
    return path


def test_what_stands_in_the_cells_comes_back(book):
    first, hidden = read_xls(book)
    assert first.cells[1, 1] == "工资福利支出"
    assert first.cells[1, 2] == 1287.78
    assert first.cells[2, 2] is True
    assert first.cells[3, 2] == "2024-03-15"
    assert first.merged == (((3, 0), (4, 1)),)
    assert (hidden.name, hidden.is_visible) == ("藏", False)


def test_the_reader_of_workbooks_takes_it_from_there(book):
    first, hidden = read_sheets(book)
    assert str(first[1, 2].number) == "1287.78"
    assert first.shown((5, 2)).text == "合并"
    assert hidden.hidden


def patched(book, old, new):
    data = book.read_bytes()
    assert old in data
    book.write_bytes(data.replace(old, new, 1))


def test_a_size_that_asks_for_more_memory_than_there_is_ends_the_other_process_only(book):
    dimensions = bytes.fromhex("00020e00")
    at = book.read_bytes().index(dimensions) + 4
    data = bytearray(book.read_bytes())
    data[at : at + 4] = (15).to_bytes(4, "little")  # the first row, behind the last
    book.write_bytes(data)
    with pytest.raises((XlsDamagedError, XlsTooLargeError)):
        read_xls(book)
    with pytest.raises(UnusableFileError):
        read_sheets(book)


def test_a_reader_that_does_not_end_is_ended(book, monkeypatch):
    monkeypatch.setattr(xls_process, "SECONDS", 0.01)
    with pytest.raises(XlsDamagedError):
        read_xls(book)


def test_what_the_other_process_says_beside_the_point_is_no_workbook(book, monkeypatch):
    monkeypatch.setattr(xls_process, "_own_words", lambda: ["echo"])
    with pytest.raises(XlsDamagedError):
        read_xls(book)


def test_a_program_that_cannot_be_started_is_told_as_damage(book, monkeypatch):
    monkeypatch.setattr(xls_process, "_own_words", lambda: ["no-such-program"])
    with pytest.raises(XlsDamagedError):
        read_xls(book)


@pytest.mark.parametrize("place", ["", ' r="A99999999999"', ' r="1"'])
def test_a_cell_that_does_not_say_where_it_stands_is_read_in_the_other_process(
    tmp_path, place, monkeypatch
):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet().write(0, 0, 5)
    book.close()
    odd = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(odd, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b' r="A1"', place.encode()))
    by_process = []
    monkeypatch.setattr(sheets, "read_xls", lambda file: by_process.append(file) or ())
    assert read_sheets(odd) == ()
    assert by_process == [odd]
    assert read_sheets(path)[0][1, 1].number == 5
    assert by_process == [odd]
