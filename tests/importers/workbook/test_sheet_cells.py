"""Cells as they lie in files: numbers with their noise, words, bounds of what is read."""

import zipfile
from decimal import Decimal as D

import books
import pytest
import xlsxwriter

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.workbook import preview_cells
from pingkou_gui.importers.workbook_cells import MAX_CELLS
from pingkou_gui.importers.workbook_file import read_sheets

MEGABYTE = 1024 * 1024
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sheet_of(tmp_path, *values, **merged):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        page = book.add_worksheet("甲")
        for row, value in enumerate(values):
            page.write(row, 0, value)
        for area in merged.values():
            page.merge_range(area, "并")
    return read_sheets(path)[0]


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [
        (12.5, "12.5", "12.5"),
        (0.1 + 0.2, "0.3", "0.3"),
        (1e15, "1000000000000000", "1E+15"),
        (1.5e15, "1500000000000000.0", None),
        (1e-7, "0", "0"),
        (5e-7, "0.000001", "0.000001"),
        (-3, "-3", "-3"),
        (True, "是", None),
        (False, "否", None),
        ("1,234.50", "1,234.50", "1234.5"),
        ("１２", "１２", "12"),
        ("(5)", "(5)", "-5"),
        ("12元", "12元", "12"),
        ("48 16", "48 16", None),
        ("1 234.5", "1 234.5", "1234.5"),
        ("1,28.5", "1,28.5", None),
        ("9" * 19, "9" * 19, "9" * 19),
        ("9" * 20, "9" * 20, None),
        (" 甲 \n乙 ", "甲 \n乙", None),
        ("", None, None),
        ("  ", None, None),
        ("\u200b", "\u200b", None),
    ],
)
def test_a_cell_is_what_stands_in_it(tmp_path, value, text, number):
    cell = sheet_of(tmp_path, value, "末")[1, 1]
    assert cell.text == (text or "")
    assert cell.number == (None if number is None else D(number))


def test_the_words_of_a_cell_have_no_blanks_and_no_full_width_signs(tmp_path):
    assert sheet_of(tmp_path, "单位：　万 元（甲）")[1, 1].words == "单位:万元(甲)"


def test_merged_cells_are_known_up_to_a_bound(tmp_path):
    sheet = sheet_of(tmp_path, "末", one="B2:C3", large="D1:D10000", huge="E1:E10001")
    assert sheet.covered[3, 3] == (2, 2)
    assert sheet.covered[10000, 4] == (1, 4)
    assert (2, 5) not in sheet.covered
    assert set(sheet.covered) >= {(2, 2), (2, 3), (3, 2), (3, 3)}
    assert (4, 2) not in sheet.covered


def test_sheets_are_counted_and_charts_are_none(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("甲").write(0, 0, 1)
        page = book.add_chartsheet("图")
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=甲!$A$1:$A$1"})
        page.set_chart(chart)
        last = book.add_worksheet("乙")
        last.write(0, 0, 2)
        last.hide()
    assert [(s.name, s.number, s.hidden) for s in read_sheets(path)] == [
        ("甲", 1, False), ("乙", 3, True),
    ]  # fmt: skip


@pytest.mark.parametrize(("sheets", "read"), [(120, True), (121, False)])
def test_a_workbook_has_no_more_sheets_than_any_account(tmp_path, sheets, read):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for number in range(sheets):
            book.add_worksheet(f"表{number}")
    if read:
        assert len(read_sheets(path)) == sheets
    else:
        with pytest.raises(UnusableFileError, match="有121张表"):
            read_sheets(path)


@pytest.mark.parametrize(
    ("row", "column", "read"), [(1999, 499, True), (2000, 499, False), (1999, 500, False)]
)
def test_a_stray_cell_far_out_is_refused(tmp_path, row, column, read):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write(row, column, 1)
    if read:
        read_sheets(path)
    else:
        with pytest.raises(UnusableFileError, match=r"里“Sheet1”填到了[A-Z]+200[01]格"):
            read_sheets(path)


@pytest.mark.parametrize(("more", "words"), [(0, "损坏"), (1, "有30MB")])
def test_a_file_has_at_most_thirty_megabytes(tmp_path, more, words):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(30 * MEGABYTE + more)
    with pytest.raises(UnusableFileError, match=words):
        read_sheets(path)


def packed(tmp_path, *parts, way=zipfile.ZIP_DEFLATED):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", way) as package:
        for name, content in parts:
            package.writestr(name, content)
    return path


def refusal(path):
    with pytest.raises(UnusableFileError) as caught:
        read_sheets(path)
    return str(caught.value)


XL = ("xl/workbook.xml", b"<a/>")


def test_what_is_packed_is_told_by_what_it_is(tmp_path):
    assert "是Word文件" in refusal(packed(tmp_path, ("word/document.xml", b"x"), XL))
    assert "不是Excel表格" in refusal(packed(tmp_path, ("a.txt", b"x")))
    assert "有宏" in refusal(packed(tmp_path, XL, ("xl/macrosheets/a.xml", b"x")))
    assert "有宏" in refusal(packed(tmp_path, XL, ("xl/VBAProject.bin", b"x")))
    read_sheets(packed(tmp_path, XL))


def test_a_locked_part_is_under_a_password(tmp_path):
    path = packed(tmp_path, XL)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    assert "设了密码" in refusal(path)


def test_parts_that_unpack_to_too_much_are_refused(tmp_path):
    read_sheets(packed(tmp_path, XL, ("xl/a.bin", b" " * 2 * MEGABYTE)))
    assert "展开后" in refusal(packed(tmp_path, XL, ("xl/a.bin", b" " * (2 * MEGABYTE + 1))))
    parts = [(f"xl/{number}.bin", b"") for number in range(2999)]
    read_sheets(packed(tmp_path, XL, *parts))
    assert "展开后" in refusal(packed(tmp_path, XL, *parts, ("xl/z.bin", b"")))


def test_all_parts_together_unpack_to_eighty_megabytes_at_most(tmp_path):
    small = b" " * (2 * MEGABYTE)
    parts = [(f"xl/{number}.bin", small) for number in range(39)]
    last = b" " * (2 * MEGABYTE - len(XL[1]))
    read_sheets(packed(tmp_path, XL, *parts, ("xl/z.bin", last)))
    assert "展开后" in refusal(packed(tmp_path, XL, *parts, ("xl/z.bin", small)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "是空的"),
        (b"  %PDF", "PDF文件"),
        (b"\xef\xbb\xbf\n<TABLE>", "网页文件"),
        ("科目".encode(), "文本文件"),
        (b"<html><p>x</p>", "没有表格"),
        (b"\0\1\2", "不是Excel表格"),
        (COMPOUND + "WordDocument".encode("utf-16-le"), "旧版Word文件"),
        (COMPOUND + bytes(9000) + "EncryptedPackage".encode("utf-16-le"), "设了密码"),
        (COMPOUND + "_VBA_PROJECT_CUR".encode("utf-16-le"), "有宏"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(tmp_path, content, words):
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    assert words in refusal(path)


def of_one_sheet(tmp_path, content):
    """A workbook of one sheet with the least that a package needs."""
    relation = '<Relationships><Relationship Id="r1" Type="x/{}" Target="{}"/></Relationships>'
    book = '<w xmlns:r="r"><sheets><sheet name="甲" r:id="r1"/></sheets></w>'
    return packed(
        tmp_path,
        ("_rels/.rels", relation.format("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relation.format("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", content),
    )


def test_a_workbook_has_no_more_filled_cells_than_any_account(tmp_path):
    def sheet(filled):
        cells = "<row><c><v>1</v></c></row>" * filled + '<c r="B1"/>' * 9
        return of_one_sheet(tmp_path, f"<a>{cells}</a>")

    assert len(read_sheets(sheet(MAX_CELLS))[0].cells) == MAX_CELLS
    assert "几万格" in refusal(sheet(MAX_CELLS + 1))


def test_a_sheet_that_is_no_xml_is_damaged(tmp_path):
    assert "损坏" in refusal(of_one_sheet(tmp_path, "<a><c r='A1'>"))


@pytest.mark.parametrize("place", ["", ' r="A99999999999"', ' r="1"'])
def test_a_cell_that_does_not_say_where_it_stands_follows_the_one_before(tmp_path, place):
    rows = (
        f"<row><c{place}><v>5</v></c><c><v>6</v></c></row><row r='9'><c{place}><v>7</v></c></row>"
    )
    (sheet,) = read_sheets(of_one_sheet(tmp_path, f"<a>{rows}</a>"))
    assert {at: str(cell.number) for at, cell in sheet.cells.items()} == {
        (1, 1): "5", (1, 2): "6", (9, 1): "7",
    }  # fmt: skip


@pytest.fixture
def accounts(tmp_path):
    book = books.Book()
    sheet = book.sheet(6, "基本支出决算表", 12)
    sheet.put(4, 1, *(f"头{number}" for number in range(1, 13)))
    for row in range(5, 30):
        sheet.put(row, 1, *(f"{row}.{column}" for column in range(1, 12)), row)
    return book.write(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("where", "rows", "columns", "marked"),
    [
        ("基本支出决算表 L20", [4, 17, 18, 19, 20, 21, 22], "IJKL", [(4, 3)]),
        ("基本支出决算表 F20", [4, 17, 18, 19, 20, 21, 22], "CDEFG", [(4, 3)]),
        ("基本支出决算表 A20", [4, 17, 18, 19, 20, 21, 22], "AB", [(4, 0)]),
        ("基本支出决算表 B5", [4, 5, 6, 7], "ABC", [(1, 1)]),
        (
            "基本支出决算表 C20+C22（2项相加）",
            [4, 17, 18, 19, 20, 21, 22, 23, 24],
            "ABCD",
            [(4, 2), (6, 2)],
        ),
        ("基本支出决算表 C6+C29（2项相加）", [4, 6, 29], "ABCD", [(1, 2), (2, 2)]),
        ("基本支出决算表 B20+L20", [4, 17, 18, 19, 20, 21, 22], "ABCDEFGH", [(4, 1)]),
    ],
)
def test_the_cells_around_a_place_are_shown_with_their_heads(
    accounts, where, rows, columns, marked
):
    shown = preview_cells(accounts, where)
    assert [row for row in shown.rows if row >= 4] == rows
    offset = len(shown.rows) - len(rows)
    assert "".join(shown.columns) == columns
    assert [(row - offset, column) for row, column in shown.marked] == marked
    assert (shown.sheet, shown.number, shown.title) == ("GK06", 1, "基本支出决算表")


def test_a_place_on_a_sheet_without_a_table_is_shown_by_the_sheets_name(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("申报")
        for row in range(30):
            page.write(row, 1, f"第{row + 1}行")
    shown = preview_cells(path, "申报 B10")
    assert (shown.title, list(shown.rows)) == ("申报", [7, 8, 9, 10, 11, 12])
    assert shown.marked == ((3, 1),)
    assert preview_cells(path, "申报") is None
    assert preview_cells(path, "别的 B1") is None


def test_a_place_beyond_the_letter_z_is_found(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("申报").write_row(9, 0, range(60))
    shown = preview_cells(path, "申报 BA10")
    assert shown.columns[-2:] == ("BA", "BB")
    row, column = shown.marked[0]
    assert shown.cells[row][column] == "52"
