"""Every limit is tried on a small file: with the limit at its very size it is read, one below it is refused."""

from datetime import datetime

import pytest
import xlwt
from word_files import package, par, relations, table, word

from pingkou_gui.errors import KnownError
from pingkou_gui.importers import (
    clipboard,
    docx_package,
    docx_text,
    several_files,
    source_text,
    tracked_changes,
    workbook,
    workbook_file,
    xls_file,
    xlsx_file,
)
from pingkou_gui.importers.clipboard import column_of, grid_of
from pingkou_gui.importers.docx_runs import Letters, Piece
from pingkou_gui.importers.docx_text import read_word
from pingkou_gui.importers.last_report_model import blocks, shortened, split_title
from pingkou_gui.importers.several_files import read_together
from pingkou_gui.importers.source_text import read_pasted, read_source
from pingkou_gui.importers.tracked_changes import corrected_copy
from pingkou_gui.importers.workbook import read_workbook
from pingkou_gui.importers.workbook_cells import addresses, covered_by
from pingkou_gui.importers.workbook_file import read_sheets
from pingkou_gui.report.report import Report
from pingkou_gui.text.lines.source import Paragraph, SourceText, Span
from pingkou_gui.text.reading.reader import read
from pingkou_gui.text.reasoning.finding import Edit

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TEXT = "一、部门概况\n镇里编制46人。\r实有50人。\n"


def xls(folder):
    """Two sheets of 5 and 4 filled cells, down to C3 and to C2; words of 16 letters on the first."""
    book = xlwt.Workbook()
    first, second = book.add_sheet("甲"), book.add_sheet("乙")
    for row, column, words in (
        (0, 0, "项目名称"),
        (0, 2, "金额"),
        (1, 0, "改造路灯"),
        (2, 1, "村道养护"),
    ):
        first.write(row, column, words)
    first.write(2, 2, 12)
    first.merge(0, 0, 0, 1)
    second.write(0, 0, "合计")
    for column in range(3):
        second.write(1, column, 3)
    path = folder / "表.xls"
    book.save(str(path))
    return read_sheets(path)


def xlsx(folder):
    """Two sheets of 3 and 1 filled cells, down to B2 and to A3; three strings of 10 letters."""
    parts = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "/xl/1.xml"), ("worksheet", "/xl/2.xml"), ("sharedStrings", "/xl/s.xml")
        ),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships"><sheets><sheet name="甲" sheetId="1" r:id="r0"/>'
        '<sheet name="乙" sheetId="2" r:id="r1"/></sheets></workbook>',
        "xl/s.xml": f'<sst xmlns="{MAIN}"><si><t>项目名称</t></si><si><t>改造路灯</t></si><si><t>合计</t></si></sst>',
        "xl/1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>12</v></c></row></sheetData></worksheet>',
        "xl/2.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="3"><c r="A3" t="s"><v>2</v></c>'
        "</row></sheetData></worksheet>",
    }
    return read_sheets(package(folder / "表.xlsx", parts))


def page(folder):
    """Two tables of three cells and one."""
    path = folder / "表.xls"
    path.write_text(
        "<html><table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td></tr></table><p>表</p>"
        "<table><tr><td>丙</td></tr></table></html>",
        encoding="utf-8",
    )
    return read_sheets(path)


def lines(folder):
    path = folder / "表.xls"
    path.write_text("项目\t金额\n路灯\t12\n", encoding="utf-8")
    return read_sheets(path)


def text(folder):
    path = folder / "报告.txt"
    path.write_bytes(TEXT.encode())
    return read_source(path)


def pasted(_folder):
    return read_pasted(TEXT.replace("\r", "\n"))


def of_word(folder):
    """Two paragraphs, one cell in a table, and one in a table within it."""
    inner = f"<w:tc>{table(['甲'])}{par('乙')}</w:tc>"
    return read_word(
        word(folder / "报告.docx", par("丙") + f"<w:tbl><w:tr>{inner}</w:tr></w:tbl>" + par("丁"))
    )


def copied(_folder):
    return grid_of("项目\t金额\n路灯\t12\n\n桥\t3")


def copied_column(_folder):
    return column_of("项目\t金额\n路灯\t12")


def copied_page(_folder):
    return grid_of("", "<table><tr><td>甲</td><td>1</td></tr></table>")


def marked(folder):
    path = word(folder / "报告.docx", par("甲"))
    written = datetime(2025, 3, 18, 9, 30)  # noqa: DTZ001 - stored as it stands
    return corrected_copy(path, [Edit(Span(0, 0, 1), "乙")], written)


def together(folder):
    paths = [folder / f"{n}.txt" for n in "甲乙丙"]
    for path in paths:
        path.write_text(TEXT, encoding="utf-8")
    return read_together(paths, Report(), own_year=None)


def accounts(folder):
    """One table of three columns and five rows, two of them below the heads."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("支出决算表")
    rows = (("支出决算表",), ("项目", "合计", "项目支出"), ("合计", 3, 2), ("行政运行", 3, 2))
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            sheet.write(row, column, words)
    path = folder / "决算.xls"
    book.save(str(path))
    return read_workbook(path, Report(), year=2023)


LIMITS = (
    (xls, xls_file, "MAX_CELLS", 9),
    (xls, xls_file, "MAX_AREA", 15),
    (xls, xls_file, "MAX_SHEETS", 2),
    (xls, xls_file, "MAX_CHARACTERS", 16),
    (xls, xls_file, "_MAX_RECORDS", 692),
    (xlsx, xlsx_file, "MAX_CELLS", 4),
    (xlsx, xlsx_file, "MAX_AREA", 7),
    (xlsx, xlsx_file, "MAX_SHEETS", 2),
    (xlsx, xlsx_file, "MAX_CHARACTERS", 10),
    (xlsx, xlsx_file, "_MAX_STRINGS", 3),
    (xlsx, xlsx_file, "_PARTS", 6),
    (xlsx, xlsx_file, "_UNPACKED", 1524),
    (xlsx, xlsx_file, "_LAST_ROW", 3),
    (xlsx, xlsx_file, "_LAST_COLUMN", 2),
    (page, workbook_file, "MAX_CELLS", 4),
    (page, workbook_file, "MAX_SHEETS", 2),
    (page, workbook_file, "_LIMIT_OF_TEXT", 126),
    (lines, workbook_file, "MAX_CELLS", 4),
    (lines, workbook_file, "_LIMIT_OF_TEXT", 24),
    (text, source_text, "_MAX_LINES", 3),
    (text, source_text, "_MAX_TEXT", 55),
    (pasted, source_text, "_MAX_LINES", 3),
    (pasted, source_text, "_MAX_TEXT", 23),
    (of_word, docx_package, "_MAX_PART", 1007),
    (of_word, docx_package, "_MAX_PARTS", 3),
    (of_word, docx_package, "_MAX_TREE", 9427),
    (of_word, docx_text, "MOST_PARAGRAPHS", 4),
    (of_word, docx_text, "_MAX_DEPTH", 2),
    (marked, tracked_changes, "_LARGEST", 1094),
    (copied, clipboard, "LARGEST", 16),
    (copied, clipboard, "CELLS_MOST_ROWS", 3),
    (copied_column, clipboard, "LARGEST", 11),
    (copied_page, clipboard, "LARGEST", 44),
    (copied_page, clipboard, "MOST_TAGS", 8),
    (together, several_files, "_MOST_FILES", 3),
    (accounts, workbook, "_MAX_TABLES", 1),
    (accounts, workbook, "_MAX_ROWS", 2),
    (accounts, workbook, "_MAX_COLUMNS", 3),
    (accounts, workbook, "_MAX_AREA", 6),
)


@pytest.mark.parametrize(("reads", "module", "name", "size"), LIMITS)
def test_a_limit_is_what_is_still_read(reads, module, name, size, tmp_path, monkeypatch):
    monkeypatch.setattr(module, name, size)
    assert reads(tmp_path)
    monkeypatch.setattr(module, name, size - 1)
    with pytest.raises(KnownError):
        reads(tmp_path)


def test_a_merged_range_of_ten_thousand_cells_is_known_and_no_larger_one():
    assert len(covered_by(2, 3, 101, 102)) == 10_000
    assert covered_by(2, 3, 101, 102)[101, 102] == (2, 3)
    assert not covered_by(1, 1, 101, 100)
    assert not covered_by(1, 1, 10_001, 1)


def test_six_cells_are_named_and_of_seven_how_many_they_are():
    cells = [(1, column) for column in range(1, 8)]
    assert addresses(cells[:6]) == "A1、B1、C1、D1、E1、F1"
    assert addresses(cells) == "A1、B1、C1、D1、E1、F1 等7格"


@pytest.mark.parametrize("stop", ["", "。", "。每周一次"])
def test_a_title_has_up_to_sixty_characters(stop):
    rest = stop.removeprefix("。")
    assert split_title("镇" * 60 + stop) == ("镇" * 60, rest)
    assert split_title("镇" * 61 + stop) == ("", "镇" * 61 + stop)


@pytest.mark.parametrize(("paragraphs", "beside"), [(2, True), (3, False)])
def test_a_cell_of_three_paragraphs_with_sentences_is_running_text(paragraphs, beside):
    cells = [Paragraph("工作情况", "表1", 1, 1, 1)]
    cells += [Paragraph("修了水渠。", "表1", 1, 1, 2)] * paragraphs
    found = blocks(read(SourceText((*cells, Paragraph("完", "段2")))))
    assert [block.is_cell for block in found] == [True, *[beside] * paragraphs, False]


def test_a_copied_column_keeps_blank_cells_between_others_and_none_behind_them():
    assert column_of("甲\t1\n\t2\n乙\t3\n\t\n\n") == ("甲", "", "乙")
    assert column_of("\n\n") == ()


def test_a_part_is_refused_only_where_it_is_large_and_dense(tmp_path, monkeypatch):
    for reads, module, ratio in (
        (xlsx, xlsx_file, "_RATIO"),
        (of_word, docx_package, "_MAX_RATIO"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, ratio, 1)
            assert reads(tmp_path)
            patch.setattr(module, "_SMALL", 0)
            with pytest.raises(KnownError, match="太大"):
                reads(tmp_path)
            patch.setattr(module, ratio, 300)
            assert reads(tmp_path)


def test_letters_that_are_cut_know_where_in_their_pieces_they_stood():
    letters = Letters("3、路灯", (Piece("甲", 2, 3), Piece("乙", 3, 4, 5)), 2)
    assert letters.cut(1, 4) == Letters("、路灯", (Piece("甲", 1, 2), Piece("乙", 2, 3, 5)), 1)
    assert letters.cut(3, 4) == Letters("灯", (Piece("乙", 0, 1, 5),), 0)
    assert letters.cut(0, 3) == Letters("3、路", (Piece("甲", 2, 3),), 2)
    wide = Letters("村道养护", (Piece("丙", 0, 4),))
    assert wide.cut(1, 3) == Letters("道养", (Piece("丙", 0, 2, 1),), 0)
    assert not wide.cut(0, 0).pieces


def test_a_message_of_ninety_characters_stays_whole():
    assert shortened("镇" * 90) == "镇" * 90
    assert shortened("镇" * 91) == "镇" * 89 + "…"
