import re
import zipfile

import docx
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from pingkou_gui.text.reasoning.finding import Severity
from pingkou_gui.ui.proofread_page import ProofreadPage, proofread_file, proofread_text
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.widgets.controls import Button
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


def test_a_chapter_counts_whatever_it_is_called():
    text = TEXT + "三、存在问题。一是慢。\n四、来年的想法\n加快进度。\n"
    assert len(proofread_text(text).chapters) == 4


def test_every_finding_is_a_line_with_a_sentence_and_its_mending(page):
    finding = page.model.finding(line_of(page, "较少"))
    cells = page.model.line(line_of(page, "较少")).cells
    assert [cell.text for cell in cells[3:]] == [finding.title, "减少"]
    assert "“较少”是“减少”的误写" in finding.title


def test_the_pane_says_in_words_how_sure_a_finding_is(page):
    page.view.choose(line_of(page, "较少"))
    assert page.pane._expected.text() == "应为：减少　可以肯定"


def test_of_what_is_missing_it_is_said_what_ought_to_be_there(theme, qtbot, tmp_path):
    held = ProofreadPage(proofread_text("关于修路的请示\n请予批准。\n"), Settings(tmp_path))
    qtbot.addWidget(held)
    found = next(f for f in held._examined.findings if f.class_ == "MISSING")
    held.pane.show_finding(held._examined, found)
    assert held.pane._expected.text().startswith(f"应有：{found.expected}")


def test_the_paragraph_is_shown_with_the_quote_marked(page):
    page.view.choose(line_of(page, "较少"))
    cursor = page.pane.words.textCursor()
    assert "比上年较少1.2万元" in page.pane.words.toPlainText()
    cursor.setPosition(cursor.position() + 2, cursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "较少"
    assert cursor.charFormat().fontWeight() == 600


TABLE = """2023年度甲镇人民政府部门整体支出绩效自评报告
二、支出情况
项目\t预算数\t决算数\t执行率
农村道路维护\t200.00\t190.00\t95.00%
人居环境整治\t300.00\t270.00\t90.00%
综治维稳\t290.00\t290.00\t100.00%
防汛抗旱\t50.00\t50.00\t100.00%
合计\t840.00\t810.00\t95.24%
"""


@pytest.fixture
def tabled(theme, qtbot, tmp_path):
    held = ProofreadPage(proofread_text(TABLE), Settings(tmp_path))
    qtbot.addWidget(held)
    return held


def test_a_cell_is_shown_with_its_row_its_columns_and_the_total(tabled):
    held = tabled
    held.view.choose(line_of(held, "810.00"))
    assert held.pane.words.toPlainText().split("\n") == [
        "农村道路维护　预算数 200.00　决算数 190.00　执行率 95.00%",
        "人居环境整治　预算数 300.00　决算数 270.00　执行率 90.00%",
        "综治维稳　预算数 290.00　决算数 290.00　执行率 100.00%",
        "防汛抗旱　预算数 50.00　决算数 50.00　执行率 100.00%",
        "合计　预算数 840.00　决算数 810.00　执行率 95.24%",
    ]
    cursor = held.pane.words.textCursor()
    cursor.setPosition(cursor.position() + 6, cursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "810.00"


def test_how_sure_a_finding_is_follows_from_what_it_says_may_be_wrong(theme, qtbot, tmp_path):
    text = "一、单位概况\n青石镇人民政府编制数60人，其中行政编制32人、事业编制27人。\n"
    held = ProofreadPage(proofread_text(text), Settings(tmp_path))
    qtbot.addWidget(held)
    at = next(n for n in range(held.model.count()) if "编制" in held.model.finding(n).quote)
    held.view.choose(at)
    assert "或“事业编制”应为28" in held.pane._message.text()
    assert held.pane._expected.text() == "应为：59（或改另一处）　待核"
    assert held.model.line(at).cells[4].text == "59（或改另一处）"


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


@pytest.fixture
def word_page(theme, qtbot, tmp_path):
    document = docx.Document()
    for line in [*TEXT.splitlines(), "公务用车减增加3万元。"]:
        document.add_paragraph(line)
    document.save(str(tmp_path / "外单位.docx"))
    held = ProofreadPage(proofread_file(tmp_path / "外单位.docx"), Settings(tmp_path))
    qtbot.addWidget(held)
    held.resize(1366, 660)
    with qtbot.waitActive(held):
        held.show()
        held.activateWindow()
    held.take_focus()
    return held


def copied(page, qtbot, monkeypatch, target):
    monkeypatch.setattr("pingkou_gui.ui.proofread_page.ask_word_target", lambda *_: target)
    qtbot.mouseClick(page.correct, Qt.MouseButton.LeftButton)
    with zipfile.ZipFile(target) as file:
        return file.read("word/document.xml").decode()


def test_what_is_accepted_stands_in_a_copy_as_tracked_changes(
    word_page, tmp_path, qtbot, monkeypatch
):
    text = copied(word_page, qtbot, monkeypatch, tmp_path / "改正.docx")
    assert "较</w:delText>" in text
    assert "减</w:t>" in text
    assert "1 处改动以修订显示" in word_page.copy_line.message


def test_the_copy_is_proposed_beside_the_file_that_was_examined(
    word_page, tmp_path, qtbot, monkeypatch
):
    asked = []
    held = word_page.copy_line._settings
    (tmp_path / "别处").mkdir()
    held.export_folder = tmp_path / "别处"
    monkeypatch.setattr(
        "pingkou_gui.ui.proofread_page.ask_word_target",
        lambda _parent, path, _title: asked.append(path),
    )
    for button in (word_page.correct, word_page.export):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [path.parent for path in asked] == [tmp_path, tmp_path]
    word_page.copy_line.write(tmp_path / "改正.docx")
    assert held.export_folder == tmp_path / "别处"


def test_space_takes_a_correction_back_and_nothing_accepted_is_said(word_page, qtbot):
    for finding in word_page.model.ticked:
        word_page.view.choose(line_of(word_page, finding.quote))
        qtbot.keyClick(word_page.view, Qt.Key.Key_Space)
    assert not word_page.model.ticked
    assert not word_page.correct.isEnabled()
    qtbot.mouseClick(word_page.every, Qt.MouseButton.LeftButton)
    assert word_page.correct.isEnabled()


def test_the_link_takes_all_first_and_leaves_all_then_and_says_which(word_page, qtbot):
    model, every = word_page.model, word_page.every
    together = model._possible - model._alone
    assert len(together) > 0
    model.toggle(next(at for at in range(model.count()) if model.finding(at) in together))
    word_page._show_counts()
    assert every.text() in {"全采用", "能一起改的全采用"}
    qtbot.mouseClick(every, Qt.MouseButton.LeftButton)
    assert together <= model.ticked
    assert every.text() == "全不采用"
    qtbot.mouseClick(every, Qt.MouseButton.LeftButton)
    assert not model.ticked


def test_the_foot_counts_every_finding_once(word_page):
    words = word_page._count.text()
    total, *parts = [int(number) for number in re.findall(r"(\d+) 处", words)]
    assert sum(parts) == total == word_page.model.count()


def test_enter_in_the_list_frames_what_writes_the_copy_and_ticks_nothing(word_page, qtbot):
    with qtbot.waitActive(word_page):
        word_page.show()
        word_page.activateWindow()
    before = word_page.model.ticked
    qtbot.keyClick(word_page.view, Qt.Key.Key_Return)
    assert word_page.model.ticked == before
    assert word_page.correct.hasFocus()


def test_a_finding_that_takes_a_person_has_no_box(word_page):
    lines = [word_page.model.line(at) for at in range(word_page.model.count())]
    boxed = {
        word_page.model.finding(at).quote for at, line in enumerate(lines) if line.check is not None
    }
    assert "较少" in boxed
    assert len(boxed) < len(lines)


def test_the_pane_says_letter_by_letter_what_the_copy_changes(word_page):
    word_page.view.choose(line_of(word_page, "较少"))
    assert word_page.pane._change.text() == "改正稿里：“，比上年较少1.2”改为“，比上年减少1.2”"


def test_the_file_itself_is_never_written_over(word_page, tmp_path, qtbot, monkeypatch):
    before = (tmp_path / "外单位.docx").read_bytes()
    copied(word_page, qtbot, monkeypatch, tmp_path / "外单位.docx")
    assert (tmp_path / "外单位.docx").read_bytes() == before
    assert "不能写在原文件上" in word_page.copy_line.message


def test_of_pasted_text_there_is_no_copy_and_the_button_says_why(page):
    assert not page.correct.isEnabled()
    assert "只有 Word 文件" in page.correct.accessibleDescription()


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
    qtbot.waitUntil(lambda: sample.shell.page == CHECKUP)
    qtbot.keyClick(sample.shell.widget_of(CHECKUP), Qt.Key.Key_Escape)
    assert sample.shell.page == "funds"


def test_a_file_that_is_no_report_is_refused(sample, tmp_path, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr("pingkou_gui.ui.window.actions.show_error", told.append)
    path = tmp_path / "旧.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    sample.checkups.read(path)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "docx" in told[0].remedy


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_button_of_the_foot_is_cut_however_large_the_type(page, theme, qapp, percent):
    theme.set_percent(percent)
    page.resize(1366, 697)
    qapp.processEvents()
    shown = [b for b in page._foot_frame.findChildren(Button) if b.isVisible()]
    assert len(shown) >= 3
    for button in shown:
        assert button.width() >= button.sizeHint().width(), button.text()
    theme.set_percent(100)


@pytest.mark.parametrize("width", [1280, 1366])
def test_what_the_foot_counts_is_read_to_its_end(page, width):
    page.resize(width, 660)
    words = "共 128 处，已打勾 90 处；28 处数字要逐处看；10 处要自己改"
    label = page._count
    page.every.set_text("能一起改的全采用")
    page.every.show()  # as with a Word file
    page.show_state(words)
    for _ in range(2):  # the foot first, then what stands over it
        QApplication.processEvents()
    page.grab()
    room = label.fontMetrics().boundingRect(
        QRect(0, 0, label.width(), 9999), int(Qt.TextFlag.TextWordWrap), words
    )
    assert not label.isHidden()
    assert room.width() <= label.width()
    assert room.height() <= label.height()
    assert label.mapTo(page, label.rect().bottomLeft()).y() < page.height()


@pytest.mark.parametrize("size", [(1366, 660), (911, 461)])
def test_list_and_paragraph_share_the_whole_window(word_page, theme, size):
    """The foot kept the height that it had needed while the page was small."""
    for each in ((640, 480), size):
        word_page.resize(*each)
        QApplication.processEvents()
    foot, em = word_page._foot_frame, theme.em
    assert foot.height() <= em(3)
    assert foot.mapTo(word_page, foot.rect().bottomLeft()).y() == word_page.height() - 1
    lines = (
        word_page.view.viewport().height() / word_page.view.verticalHeader().defaultSectionSize()
    )
    assert lines >= (12 if size[0] > 1000 else 2.9)
    assert word_page.pane.words.height() >= em(6)


def test_in_a_flat_pane_the_words_of_a_finding_stand_beside_its_paragraph(word_page):
    told, words = word_page.pane._told, word_page.pane.words
    word_page.resize(911, 461)
    QApplication.processEvents()
    assert told.geometry().right() < words.geometry().left()
    word_page.resize(1366, 660)
    QApplication.processEvents()
    assert told.geometry().bottom() < words.geometry().top()
    assert not told.verticalScrollBar().isVisible()


@pytest.mark.parametrize("percent", [100, 150])
def test_the_list_reaches_down_to_the_foot_which_is_as_high_as_its_words(
    theme, qtbot, tmp_path, percent
):
    theme.set_percent(percent)
    path = tmp_path / "甲.docx"
    written = docx.Document()
    for line in (TEXT * 4).split("\n"):
        written.add_paragraph(line)
    written.save(path)
    held = ProofreadPage(proofread_file(path), Settings(tmp_path))
    qtbot.addWidget(held)
    held.resize(1366, 660)
    held.show()
    QApplication.processEvents()
    assert held.correct.isVisible()
    assert held._foot_frame.height() <= theme.em(3.2)
    assert held._rows.height() + held._pane.height() >= 0.6 * held.height()


def test_of_a_text_nothing_can_be_accepted_and_it_is_said_why(page, qapp):
    qapp.processEvents()
    assert page._count.text().endswith("；只有 Word 文件（docx）能写改正稿")
