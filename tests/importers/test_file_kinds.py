"""Which reader a file is for, and which files are refused before anybody reads them."""

import zipfile

import docx
import pytest
import xlsxwriter

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.several_files import kind_of
from pingkou_gui.importers.source_text import _refuse_size, read_pasted, read_source

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1024 * 1024


def refusal(path):
    with pytest.raises(UnusableFileError) as caught:
        read_source(path)
    return str(caught.value)


def written(tmp_path, content, name="报告.txt"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def text_of(path):
    return [paragraph.text for paragraph in read_source(path).paragraphs]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (COMPOUND + bytes(2000), "旧版的doc或WPS文件"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "设了打开密码"),
        (COMPOUND + bytes(MEGABYTE) + "EncryptedPackage".encode("utf-16-le"), "旧版的doc"),
        (b"%PDF-1.7 ...", "PDF文件"),
        (b"\r\n {\\RTF1 x}", "RTF文件"),
        (b"\xef\xbb\xbf <!DOCTYPE html><html>", "网页文件"),
        (b"<?xml version='1.0'?>", "网页文件"),
        (b"MIME-Version: 1.0", "网页文件"),
        (b"", "是空的"),
        (b"  \r\n ", "没有文字"),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(tmp_path, content, words):
    assert words in refusal(written(tmp_path, content))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_text_is_read_whatever_its_encoding(tmp_path, encoding):
    words = "一、部门概况2023年\n公用经费12万元，比上年减少1.5万元"
    content = ("\ufeff" if encoding == "utf-16-be" else "") + words
    assert text_of(written(tmp_path, content.encode(encoding))) == words.split("\n")


def test_a_short_text_in_letters_of_two_bytes_is_read(tmp_path):
    assert text_of(written(tmp_path, "abc 123".encode("utf-16-le"))) == ["abc 123"]


def test_letters_of_two_bytes_are_known_by_the_noughts_among_the_first_2000_bytes(tmp_path):
    words = "a" * 667 + "平" * 400  # 667 noughts: one in three of 2,000 bytes, less of any more
    assert text_of(written(tmp_path, words.encode("utf-16-le"))) == [words]


@pytest.mark.parametrize(("odd", "is_text"), [(2, True), (3, False)])
def test_up_to_one_odd_sign_in_fifty_is_still_text(tmp_path, odd, is_text):
    content = ("\x01" * odd + "字" * (100 - odd)).encode()
    path = written(tmp_path, content)
    if is_text:
        assert len(text_of(path)) == 1
    else:
        assert "不是文本文件" in refusal(path) or "也不是文本文件" in refusal(path)


def test_tabs_and_page_breaks_are_no_odd_signs(tmp_path):
    assert text_of(written(tmp_path, ("\t\r\n\f" * 20 + "字").encode()))[-1].strip() == "字"


@pytest.mark.parametrize(("more", "read"), [(0, True), (1, False)])
def test_a_text_may_have_eighty_thousand_characters(tmp_path, more, read):
    path = written(tmp_path, ("平" * 80_000 + "b" * more).encode())
    assert (len(text_of(path)) == 1) if read else ("太长" in refusal(path))
    pasted = "a" * 80_000 + "b" * more
    if read:
        assert read_pasted(pasted).paragraphs
    else:
        with pytest.raises(UnusableFileError, match="太长"):
            read_pasted(pasted)


@pytest.mark.parametrize(("more", "read"), [(0, True), (1, False)])
def test_a_text_may_have_five_thousand_paragraphs_or_cells(tmp_path, more, read):
    for line in ("甲。\n", "甲\t乙\n"):
        many = 5_000 // len(line.split("\t"))
        path = written(tmp_path, (line * many + "乙。\n" * more).encode())
        assert (len(text_of(path)) == 5_000) if read else ("太长" in refusal(path))


def test_a_text_is_refused_by_its_bytes_before_it_is_read(tmp_path):
    assert "有585KB" in refusal(written(tmp_path, b"a" * 600_001))


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1023, "0KB"),
        (1024, "1KB"),
        (MEGABYTE - 1, "1023KB"),
        (MEGABYTE, "1MB"),
        (5 * MEGABYTE - 1, "4MB"),
    ],
)
def test_the_size_of_a_file_that_is_refused_is_told_in_its_unit(tmp_path, size, words):
    with pytest.raises(UnusableFileError, match=f"有{words}，"):
        _refuse_size(tmp_path / "报告.txt", size, size - 1, "")
    _refuse_size(tmp_path / "报告.txt", size, size, "")


def test_a_zip_may_be_sixty_megabytes(tmp_path):
    path = tmp_path / "报告.docx"
    for more, words in ((1, "有60MB"), (0, "损坏")):
        with path.open("wb") as file:
            file.write(b"PK\x03\x04")
            file.truncate(60 * MEGABYTE + more)
        assert (words in refusal(path)) or (more == 0 and "有60MB" not in refusal(path))


def test_pasted_blanks_are_nothing():
    with pytest.raises(UnusableFileError, match="没有读到"):
        read_pasted(" \n\t ")


HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值")
INDICATOR = ("产出指标", "数量指标", "修路", "≥5公里")


def sheet(path, *rows, title=""):
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        if title:
            page.write(0, 0, title)
        for number, row in enumerate(rows, 1):
            page.write_row(number, 0, row)
    return path


def word(path, *paragraphs, table=()):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for number, row in enumerate(table):
            for column, text in enumerate(row):
                grid.cell(number, column).text = text
    document.save(str(path))
    return path


def test_a_workbook_is_of_accounts_unless_it_holds_indicators_alone(tmp_path):
    assert kind_of(sheet(tmp_path / "a.xlsx", ("姓名",))) == "workbook"
    assert kind_of(sheet(tmp_path / "b.xlsx", HEADS, INDICATOR)) == "targets"
    both = sheet(tmp_path / "c.xlsx", ("项目", "金额"), ("合计", 5), title="收入支出决算总表")
    assert kind_of(both) == "workbook"


@pytest.mark.parametrize(
    ("paragraphs", "table", "kind"),
    [
        ((), (HEADS, INDICATOR), "targets"),
        (("申报表",), (HEADS, INDICATOR), "targets"),
        (("评分表",), ((*HEADS, "得分"), (*INDICATOR, "8")), "report"),
        (("某镇2023年度部门整体支出绩效自评报告",), (HEADS, INDICATOR), "report"),
        (("甲",) * 4 + ("自评报告",), (HEADS, INDICATOR), "report"),
        (("甲",) * 5 + ("自评报告",), (HEADS, INDICATOR), "targets"),
        (("字" * 1500,), (HEADS, INDICATOR), "targets"),
        (("字" * 1501,), (HEADS, INDICATOR), "report"),
        (("申报表",), (("姓名", "年龄"), ("甲", "50")), "report"),
        (("说明",), (), "report"),
    ],
)
def test_a_word_file_is_a_report_unless_it_is_a_form_of_indicators(
    tmp_path, paragraphs, table, kind
):
    assert kind_of(word(tmp_path / "a.docx", *paragraphs, table=table)) == kind


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.xlsx", b"PK\x03\x04", "workbook"),
        ("a.XLS", COMPOUND, "workbook"),
        ("a.doc", COMPOUND, "report"),
        ("a.WPS", COMPOUND, "report"),
        ("a.docx", b"PK\x03\x04", "report"),
        ("a.csv", b"a,b", "workbook"),
        ("a.et", COMPOUND, "workbook"),
        ("a.txt", "正文".encode(), "report"),
        ("a", b"", "report"),
    ],
)
def test_a_file_that_no_reader_can_use_goes_where_its_name_points(tmp_path, name, content, kind):
    assert kind_of(written(tmp_path, content, name)) == kind


def test_a_file_that_is_gone_goes_where_its_name_points(tmp_path):
    assert kind_of(tmp_path / "没有.xlsx") == "workbook"
    assert kind_of(tmp_path / "没有.docx") == "report"


def test_a_zip_of_something_else_is_no_workbook(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", b"x")
    assert kind_of(path) == "report"
