"""Print preview: parts, rules, PDF, and a printer that is a file."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime

import pytest
from PySide6.QtPrintSupport import QPrinter

from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.ui import print_preview
from pingkou_gui.ui.print_preview import REPORT, WHOLE, PrintPreview

MOMENT = datetime(2024, 3, 18, tzinfo=UTC)


@pytest.fixture
def preview(qtbot, theme, tmp_path):
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    facts = Facts(record.report, scheme_of(record.scheme))
    preview = PrintPreview(facts, tmp_path / "报告.pdf", draft=True, written=MOMENT)
    qtbot.addWidget(preview)
    preview.show()
    return preview


def page_count(path):
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo is not installed")
    told = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith("Pages:")))


def test_it_opens_with_the_whole_report(preview):
    assert preview.parts.current_key == WHOLE
    assert {page.part for page in preview.canvas.pages} >= {0, 1, 2}
    assert "第1张" in preview._number.text()


def test_each_part_can_be_chosen_by_its_title(preview):
    titles = [preview.parts.itemText(n) for n in range(preview.parts.count())]
    assert titles[:2] == ["报告和全部附件", "报告正文"]
    assert titles[2].startswith("附件1 ")
    preview.parts.choose("2")
    assert {page.part for page in preview.canvas.pages} == {2}
    assert preview.title == "2023年度部门整体支出绩效自评表"


def test_pages_of_a_part_keep_their_numbers(preview):
    whole = preview.pages
    preview.parts.choose("1")
    assert preview.pages[0].number == next(page.number for page in whole if page.part == 1)


def test_lines_may_follow_libreoffice_instead_of_word(preview):
    before = [page.texts for page in preview.pages]
    preview.rules.choose("LibreOffice")
    assert [page.texts for page in preview.canvas.pages] != before


def test_the_chosen_part_is_written_as_pdf(preview, tmp_path):
    preview.parts.choose(REPORT)
    preview.write_pdf(tmp_path / "正文.pdf")
    assert page_count(tmp_path / "正文.pdf") == len(preview.pages)
    assert preview.message.text() == f"已写出正文.pdf，共{len(preview.pages)}页"


def test_the_name_of_the_file_says_which_part_it_is(preview, monkeypatch, tmp_path):
    asked = []

    def answer(*words):
        asked.append(words[2])
        return str(tmp_path / "我的")

    monkeypatch.setattr(print_preview, "pick_target", answer)
    preview.ask_pdf()
    preview.parts.choose("2")
    preview.ask_pdf()
    assert asked == [str(tmp_path / "报告.pdf"), str(tmp_path / "报告（附件2）.pdf")]
    assert (tmp_path / "我的.pdf").exists()


def test_nothing_is_written_where_no_file_is_picked(preview, monkeypatch, tmp_path):
    monkeypatch.setattr(print_preview, "pick_target", lambda *_: "")
    preview.ask_pdf()
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_folder_that_is_gone_is_told_in_the_preview(preview, tmp_path):
    preview.write_pdf(tmp_path / "没有" / "报告.pdf")
    assert "已经不在了" in preview.message.text()


def printer_to(path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_all_pages_of_the_part_are_printed(preview, tmp_path):
    preview.parts.choose(REPORT)
    preview.print_on(printer_to(tmp_path / "打印.pdf"))
    assert page_count(tmp_path / "打印.pdf") == len(preview.pages)
    assert preview.message.text() == f"已送去打印，共{len(preview.pages)}页"


def test_some_pages_can_be_printed(preview, tmp_path):
    printer = printer_to(tmp_path / "打印.pdf")
    printer.setFromTo(2, 3)
    preview.print_on(printer)
    assert page_count(tmp_path / "打印.pdf") == 2


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_print_is_told(preview, tmp_path):
    preview.print_on(printer_to(tmp_path / "没有" / "打印.pdf"))
    assert preview.message.text().startswith("打印没有成功")
