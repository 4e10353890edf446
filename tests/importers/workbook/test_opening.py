"""Files that are no harmless workbook are refused in a sentence."""

import zipfile

import books
import pytest
import xlsxwriter
from asked import report_for

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.workbook import read_workbook

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
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
        ("a.xls", "科目,金额\n工资,1\n".encode("gb18030"), "文本"),
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
