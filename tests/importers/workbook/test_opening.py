"""Files that are no harmless workbook are refused in a sentence."""

import zipfile
from decimal import Decimal

import books
import pytest
import xlsxwriter
from asked import amounts, planted, report_for
from openpyxl import Workbook
from openpyxl.workbook.protection import WorkbookProtection

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.form.pages.basic_spending import ThreePublic
from pingkou_gui.importers.workbook import read_workbook
from pingkou_gui.importers.workbook_file import read_sheets

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(path):
    with pytest.raises(UnusableFileError) as refused:
        read_workbook(path, report_for())
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "空的"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 400, "损坏"),
        ("a.xls", COMPOUND + b"\0" * 4000, "损坏"),
        ("a.xls", b"<html><p>1</p></html>", "网页"),
        ("a.xls", "科目和金额\n工资\n".encode("gb18030"), "文本"),
        ("a.xlsx", b"%PDF-1.7 ", "PDF"),
        ("a.xls", COMPOUND + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("a.xls", COMPOUND + "_VBA_PROJECT_CUR".encode("utf-16-le"), "宏"),
        ("a.xls", COMPOUND + "WordDocument".encode("utf-16-le"), "Word"),
        ("a.xlsx", bytes(range(256)) * 20, "不是Excel"),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_is(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refusal(path)


def as_page(book, path, *, spans=True):
    """A workbook as a web page under the name of one, as accounting systems write it."""
    parts = ["<html><head><meta charset='gbk'><style>td{color:red}</style></head><body>"]
    for sheet in book.sheets:
        parts.append("<table border=1>")
        areas = {(r, c): (b - r + 1, e - c + 1) for r, c, b, e in sheet.merged}
        under = {
            (row, column)
            for r, c, b, e in sheet.merged
            for row in range(r, b + 1)
            for column in range(c, e + 1)
        } - areas.keys()
        rows = max(r for r, _ in sheet.cells)
        columns = max(c for _, c in sheet.cells)
        for row in range(1, rows + 1):
            parts.append("<tr>")
            for column in range(1, columns + 1):
                if (row, column) in under:
                    continue
                high, wide = areas.get((row, column), (1, 1))
                value = sheet.cells.get((row, column), "")
                parts.append(f"<td rowspan={high} colspan='{wide}'>{value}&nbsp;</td>")
            parts.append("</tr>")
        parts.append("</table>")
    path.write_bytes("".join(parts).encode("gb18030"))
    return path


def as_text(book, path, mark, encoding):
    """The sheets one below the other, cells parted by a mark."""
    lines = []
    for sheet in book.sheets:
        rows = max(r for r, _ in sheet.cells)
        columns = max(c for _, c in sheet.cells)
        lines += [
            mark.join(str(sheet.cells.get((r, c), "")) for c in range(1, columns + 1))
            for r in range(1, rows + 1)
        ]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def as_xml_of_2003(book, path):
    """The same in the XML that Excel 2003 writes."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    parts = [f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">']
    for sheet in book.sheets:
        areas = {(r, c): (b - r, e - c) for r, c, b, e in sheet.merged}
        parts.append(f'<Worksheet ss:Name="{sheet.name}"><Table>')
        for row in sorted({r for r, _ in sheet.cells}):
            parts.append(f'<Row ss:Index="{row}">')
            for column in sorted(c for r, c in sheet.cells if r == row):
                value = sheet.cells[row, column]
                down, across = areas.get((row, column), (0, 0))
                kind = "String" if isinstance(value, str) else "Number"
                parts.append(
                    f'<Cell ss:Index="{column}" ss:MergeDown="{down}" ss:MergeAcross="{across}">'
                    f'<Data ss:Type="{kind}">{value}</Data></Cell>'
                )
            parts.append("</Row>")
        parts.append("</Table></Worksheet>")
    path.write_text("".join([*parts, "</Workbook>"]), "utf-8")
    return path


@pytest.mark.parametrize("three", [books.three_blocks, books.three_interleaved, books.three_rows])
def test_a_web_page_under_the_name_of_a_workbook_is_read(tmp_path, three):
    path = as_page(books.whole("元", three), tmp_path / "a.xls")
    assert amounts(read_workbook(path, report_for())) == planted()


def test_the_xml_of_excel_2003_is_read(tmp_path):
    path = as_xml_of_2003(books.whole(lanes=2), tmp_path / "a.xls")
    assert amounts(read_workbook(path, report_for())) == planted()


def of_2003(tmp_path, rows):
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path = tmp_path / "a.xls"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="甲"><Table>{rows}</Table></Worksheet></Workbook>',
        "utf-8",
    )
    return path


def test_cells_of_the_xml_of_2003_stand_where_their_index_says_or_behind_the_one_before(tmp_path):
    def cell(words, more=""):
        return f'<Cell {more}><Data ss:Type="String">{words}</Data></Cell>'

    rows = (
        "<Row>" + cell("一") + cell("二", 'ss:Index="3"') + cell("三") + "</Row>"
        '<Row ss:Index="4">' + cell("四", 'ss:MergeAcross="2"') + cell("五") + "</Row>"
        "<Row>" + cell("六", 'ss:MergeDown="1"') + "</Row>"
        '<Row ss:Index="1000000">' + cell("七") + '</Row><Row ss:Index="x">' + cell("八") + "</Row>"
        '<Row ss:Index="999999">' + cell("九") + "</Row>"
    )
    (sheet,) = read_sheets(of_2003(tmp_path, rows))
    assert {at: c.text for at, c in sheet.cells.items()} == {
        (1, 1): "一", (1, 3): "二", (1, 4): "三", (4, 1): "四", (4, 4): "五", (5, 1): "六",
        (6, 1): "七", (7, 1): "八", (999999, 1): "九",
    }  # fmt: skip
    assert set(sheet.covered) == {(4, 1), (4, 2), (4, 3), (5, 1), (6, 1)}


@pytest.mark.parametrize(("row", "column", "read"), [(2000, 1000, True), (2000, 1001, False)])
def test_the_xml_of_2003_is_refused_where_a_cell_stands_far_out(tmp_path, row, column, read):
    far = f'<Cell ss:Index="{column}"><Data ss:Type="Number">5</Data></Cell>'
    path = of_2003(tmp_path, f'<Row ss:Index="{row}">{far}</Row>')
    if read:
        (sheet,) = read_sheets(path)
        assert (sheet.rows, sheet.columns) == (row, column)
        return
    with pytest.raises(UnusableFileError, match="填了几万格以上"):
        read_sheets(path)


def test_the_title_of_a_table_on_a_web_page_may_stand_before_it(tmp_path):
    path = tmp_path / "a.xls"
    path.write_text(
        "<html><h3>“三公”经费支出决算表</h3><p>2023年度 单位：元</p><table><tr><td>项目</td><td>决算数</td></tr>"
        "<tr><td>合计</td><td>290,900.00</td></tr><tr><td>公务接待费</td><td>290,900.00</td></tr><tr><td>公务用车运行维护费</td><td></td></tr>"
        "</table><p>注：无</p></html>",
        "utf-8",
    )
    found = {str(i.place): str(i.value) for i in read_workbook(path, report_for()).items}
    assert found == {"three_public.reception": "29.09", "three_public.total": "29.09"}


@pytest.mark.parametrize(
    ("mark", "encoding"), [("\t", "gb18030"), (",", "utf-8-sig"), ("\t", "utf-16")]
)
def test_a_text_under_the_name_of_a_workbook_is_read(tmp_path, mark, encoding):
    path = as_text(books.whole("元"), tmp_path / "a.xls", mark, encoding)
    found = amounts(read_workbook(path, report_for()))
    assert {key: found[key] for key in found if key in planted()} == found
    assert len(found) > 20


def test_a_name_that_does_not_fit_the_content_makes_no_difference(tmp_path):
    for made, named in (("a.xlsx", "b.xls"), ("c.xls", "d.xlsx")):
        path = books.whole().write(tmp_path / made).rename(tmp_path / named)
        assert amounts(read_workbook(path, report_for())) == planted()


def test_backslashes_and_capitals_in_the_names_of_parts_make_no_difference(tmp_path):
    path = books.whole().write(tmp_path / "a.xlsx")
    odd = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(odd, "w") as after:
        for name in before.namelist():
            info = zipfile.ZipInfo("x")
            info.filename = name.replace("/", "\\").replace("sharedStrings", "SharedStrings")
            after.writestr(info, before.read(name))
    assert amounts(read_workbook(odd, report_for())) == planted()


def test_the_main_part_may_stand_anywhere(tmp_path):
    path = books.whole().write(tmp_path / "a.xlsx")
    odd = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(odd, "w") as after:
        for name in before.namelist():
            content = before.read(name).replace(b'"xl/workbook.xml"', b'"/book/main.xml"')
            content = content.replace(b'Target="worksheets', b'Target="/xl/worksheets')
            content = content.replace(b'Target="s', b'Target="/xl/s')
            other = name.replace("xl/workbook.xml", "book/main.xml")
            after.writestr(other.replace("xl/_rels/workbook", "book/_rels/main"), content)
    assert amounts(read_workbook(odd, report_for())) == planted()


def test_a_missing_file_is_told(tmp_path):
    assert "打不开" in refusal(tmp_path / "没有.xlsx")


def test_a_huge_file_is_refused_by_its_size(tmp_path):
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(200 * 1024 * 1024)
    assert "200MB" in refusal(path)


def test_a_file_that_unpacks_to_far_more_is_refused(tmp_path):
    path = books.whole().write(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet99.xml", b" " * 90_000_000)
    assert "太大" in refusal(path)


def test_a_macro_file_is_refused(tmp_path):
    path = books.whole().write(tmp_path / "a.xlsm")
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/vbaProject.bin", b"macro")
    assert "宏" in refusal(path)


def test_a_cell_at_the_far_corner_is_refused_and_not_laid_out(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write(1048575, 16383, 1)
    assert "太大" in refusal(path)


def test_a_table_far_longer_than_any_account_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "支出决算表")
        for row in range(900):
            sheet.write_row(row + 5, 0, (str(2010000 + row), "科目", 2, 1, 1))
    assert "太大" in refusal(path)


def test_a_workbook_without_accounts_is_told_so(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("花名册").write(0, 0, "姓名")
    assert "没有认出" in refusal(path)


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_a_file_cut_short_is_refused_or_read_but_never_breaks(tmp_path, cut, suffix):
    path = books.whole().write(tmp_path / f"a{suffix}")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * cut)])
    assert refusal(path)


@pytest.mark.parametrize("kind", ["sheet", "structure", "both"])
def test_protection_without_a_password_to_open_hides_nothing(tmp_path, kind):
    """Cells that may not be changed, sheets that may not be moved: all of it can be read."""
    book = Workbook()
    page = book.active
    for row in (
        ("“三公”经费支出决算表",), (f"部门：{books.OWNER}", "2023年度", "单位：万元"),
        ("项目", "预算数", "决算数"), ("公务接待费", 14, 12.5), ("合计", 14, 12.5),
    ):  # fmt: skip
        page.append(row)
    if kind != "structure":
        page.protection.sheet, page.protection.password = True, "1234"
    if kind != "sheet":
        book.security = WorkbookProtection(workbookPassword="1234", lockStructure=True)
    book.save(tmp_path / "保护.xlsx")
    found = amounts(read_workbook(tmp_path / "保护.xlsx", report_for()))
    assert found[ThreePublic.reception.this.at()] == Decimal("12.5")
