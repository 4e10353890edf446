import docx
import pytest
from PySide6.QtCore import Qt

from pingkou_gui.text.finding import Severity
from pingkou_gui.ui.proofread_page import ProofreadPage, proofread_text
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.window.actions import CHECKUP

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
TEXT = """2023年度甲镇人民政府部门整体支出绩效自评报告
一、单位概况
甲镇人民政府在职人员50人。
二、一般公共预算支出情况
会议费3.5万元，比上年较少1.2万元，减少9.1%。
培训费8.04万元，与上年持平。
"""


@pytest.fixture
def page(theme, qtbot, tmp_path):
    held = ProofreadPage(proofread_text(TEXT), Settings(tmp_path))
    qtbot.addWidget(held)
    held.resize(1366, 660)
    with qtbot.waitActive(held):
        held.show()
        held.activateWindow()
    held.take_focus()
    return held


def line_of(page, quote):
    return next(at for at in range(page.model.count()) if page.model.finding(at).quote == quote)


def test_the_head_says_what_was_recognised(page):
    assert page._examined.about.startswith("甲镇人民政府　2023年度　认出 2 章")


def test_every_finding_is_a_line_with_quote_and_mending(page):
    cells = page.model.line(line_of(page, "较少")).cells
    assert [cell.text for cell in cells[2:]] == ["错字", "较少", "减少", "已证实"]


def test_the_paragraph_is_shown_with_the_quote_marked(page):
    page.view.choose(line_of(page, "较少"))
    cursor = page.pane.words.textCursor()
    assert "比上年较少1.2万元" in page.pane.words.toPlainText()
    cursor.setPosition(cursor.position() + 2, cursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "较少"
    assert cursor.charFormat().fontWeight() == 600


def test_arrows_go_through_the_findings(page, qtbot):
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert page.pane._message.text() == page.model.finding(1).message


def test_a_severity_narrows_the_list(page, qtbot):
    button = page.segments._buttons[Severity.ERROR.name]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    shown = {page.model.finding(at).severity for at in range(page.model.count())}
    assert shown == {Severity.ERROR}


def test_a_class_narrows_the_list(page):
    page.classes.choose("TYPO")
    assert {page.model.finding(at).class_ for at in range(page.model.count())} == {"TYPO"}


def test_the_list_is_written_as_word(page, tmp_path, qtbot, monkeypatch):
    target = tmp_path / "清单.docx"
    monkeypatch.setattr("pingkou_gui.ui.proofread_page.ask_word_target", lambda *_: target)
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    (table,) = docx.Document(str(target)).tables
    assert len(table.rows) == page.model.count() + 1
    assert page.export_line.open.isVisible()


def test_an_open_target_offers_another_name(page, tmp_path, qtbot):
    (tmp_path / ".~lock.清单.docx#").write_text("")
    page.export_line.write(tmp_path / "清单.docx")
    assert page.export_line.other.text() == "存为“清单（2）.docx”"
    qtbot.mouseClick(page.export_line.other, Qt.MouseButton.LeftButton)
    assert (tmp_path / "清单（2）.docx").exists()


def test_a_report_without_findings_says_so(theme, qtbot, tmp_path):
    clean = ProofreadPage(proofread_text("一句没有数字的话"), Settings(tmp_path))
    qtbot.addWidget(clean)
    clean.model.show_findings(())
    clean._entered(-1)
    assert clean.pane._head.text() == "认出的章"


def test_a_file_is_examined_from_the_window_and_left_with_escape(sample, tmp_path, qtbot):
    path = tmp_path / "外单位.txt"
    path.write_text(TEXT, "utf-8")
    sample.shell.show_page("funds")
    sample.checkups.read(path)
    qtbot.waitUntil(lambda: sample.shell.page == CHECKUP, timeout=30_000)
    qtbot.keyClick(sample.shell.widget_of(CHECKUP), Qt.Key.Key_Escape)
    assert sample.shell.page == "funds"


def test_a_file_that_is_no_report_is_refused(sample, tmp_path, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr("pingkou_gui.ui.window.actions.show_error", told.append)
    path = tmp_path / "旧.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    sample.checkups.read(path)
    qtbot.waitUntil(lambda: len(told) == 1, timeout=30_000)
    assert "docx" in told[0].remedy
