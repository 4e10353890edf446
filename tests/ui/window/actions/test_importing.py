from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog

from pingkou_gui.document.compose import compose
from pingkou_gui.document.publish import publish
from pingkou_gui.document.tree import plain_text
from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.facts import Facts
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.ui.import_page import ImportPage
from pingkou_gui.ui.import_sources import NewYearDialog, PasteReportDialog, RestorePage
from pingkou_gui.ui.widgets.labels import TextLabel
from pingkou_gui.ui.window.actions import IMPORT
from pingkou_gui.ui.window.guides import YEAR
from pingkou_gui.ui.window.shell import START

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def record():
    return read_record(asset(SAMPLE))


@pytest.fixture
def report_file(record, tmp_path):
    """The sample as a stranger's text: the program's own prose without its data."""
    text = plain_text(compose(Facts(record.report, scheme_of(record.scheme)), draft=False))
    path = tmp_path / "去年.txt"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def word_file(record, tmp_path):
    path = tmp_path / "报告.docx"
    publish(record, path, datetime(2024, 5, 6, tzinfo=UTC))
    return path


def shown(window, qtbot, kind):
    qtbot.waitUntil(lambda: window.shell.page == IMPORT)
    page = window.shell.widget_of(IMPORT)
    assert isinstance(page, kind)
    return page


def test_last_years_report_begins_a_report_of_the_next_year(window, report_file, qtbot):
    window.show_start()
    window.imports.read(report_file, "last")
    page = shown(window, qtbot, ImportPage)
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)
    report = window.report.session.report
    assert report[Unit.year.at()] == 2024
    assert str(report[Conferences.meetings.last.at()]) == "2.80"
    assert report[Conferences.meetings.this.at()] is None


@pytest.fixture
def target_file(tmp_path):
    """A declaration of one project's targets."""
    path = tmp_path / "申报表.xlsx"
    book = Workbook()
    for row in (
        ["项目名称", "路灯安装"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "新装路灯", "≥40盏"],
    ):
        book.active.append(row)
    book.save(path)
    return path


def test_files_dropped_together_come_as_one_proposal(window, report_file, target_file, qtbot):
    window.show_start()
    drop_all(window, report_file, target_file)
    page = shown(window, qtbot, ImportPage)
    assert "去年.txt：2023年度" in page.notes.proposal.notes[0]
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)
    report = window.report.session.report
    assert report[Unit.year.at()] == 2024
    names = [report[Project.name.at(row)] for row in report.rows(Project.key)]
    assert names.count("路灯安装") == 1
    assert len(names) > 5


def test_the_source_of_a_value_is_shown_from_its_own_file(window, report_file, target_file, qtbot):
    window.show_start()
    drop_all(window, report_file, target_file)
    page = shown(window, qtbot, ImportPage)
    items = page.choice.proposal.items
    target = next(item for item in items if item.value == "新装路灯")
    assert "新装路灯" in str(page.pane.origin.cells(target.source).cells)
    duty = next(item for item in items if item.place.section == "duty")
    assert str(duty.value)[:6] in page.pane.origin.paragraph(duty.source)


def drop_all(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    entering = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, left, none)
    QApplication.sendEvent(window, entering)
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, data, left, none))


def test_a_picture_that_is_dropped_is_never_passed_over_in_silence(
    window, report_file, tmp_path, qtbot, monkeypatch
):
    told = []
    monkeypatch.setattr("pingkou_gui.ui.window.window_host.show_error", told.append)
    window.show_start()
    picture = tmp_path / "图.png"
    drop_all(window, picture)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "“图.png”没有读" in told[0].happened
    drop_all(window, picture, report_file)
    shown(window, qtbot, ImportPage)
    assert ["“图.png”" in error.happened for error in told] == [True, True]


def test_a_report_that_was_only_begun_goes_again_where_nothing_is_taken(window, report_file, qtbot):
    window.show_start()
    window.imports.read(report_file, "last")
    page = shown(window, qtbot, ImportPage)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert window.shell.page == START
    assert window.store.summaries() == ()


@pytest.mark.parametrize("key", ["undo", "redo", "page", "open"])
def test_keys_of_the_report_drop_no_import_that_is_being_looked_at(sample, report_file, qtbot, key):
    session = sample.report.session
    session.type_in(Conferences.meetings.this, "3.1")
    sample.imports.read(report_file)
    page, before = shown(sample, qtbot, ImportPage), session.report
    page._toggle(page.model.first_item())
    go = {
        "undo": sample.undo,
        "redo": sample.redo,
        "page": sample.shell.step_actions["funds"].trigger,
        "open": lambda: sample.go_to_open(1),
    }
    go[key]()
    assert sample.shell.page == IMPORT
    assert session.report is before
    assert "先按 Esc 返回报告" in page._count.text()


def test_leaving_goes_back_to_the_page_the_clerk_came_from(sample, report_file, qtbot):
    sample.shell.show_page("funds")
    sample.imports.read(report_file)
    page = shown(sample, qtbot, ImportPage)
    qtbot.mouseClick(page.leave, Qt.MouseButton.LeftButton)
    assert sample.shell.page == "funds"


def test_how_much_was_taken_is_said_on_the_page_and_so_is_taking_it_back(
    sample, report_file, qtbot
):
    bar = sample.shell.field_bar
    sample.report.session.type_in(Conferences.meetings.this, "9.99")
    sample.imports.read(report_file)
    page = shown(sample, qtbot, ImportPage)
    number = page.choice.taken
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: f"已导入 {number} 个" in bar.words)
    sample.undo()
    qtbot.waitUntil(lambda: "已撤销导入" in bar.words)
    assert "已导入" not in bar.words


def test_what_was_taken_can_be_undone_from_the_menu(sample, report_file, qtbot):
    sample.report.session.type_in(Conferences.meetings.this, "9.99")
    sample.imports.read(report_file)
    page = shown(sample, qtbot, ImportPage)
    place = Conferences.meetings.this.at()
    number = next(at for at, i in enumerate(page.choice.proposal.items) if i.place == place)
    assert not page.choice.is_ticked(number)  # what was typed stays until it is ticked
    page.choice.tick((number,), on=True)
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)
    assert str(sample.report.session.report[Conferences.meetings.this.at()]) == "2.80"
    sample.undo()
    assert str(sample.report.session.report[Conferences.meetings.this.at()]) == "9.99"


def test_a_word_file_of_the_program_offers_its_data_back(window, word_file, record, qtbot):
    window.show_start()
    window.imports.read(word_file)
    page = shown(window, qtbot, RestorePage)
    qtbot.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    assert window.report.session.report.entries == record.report.entries


def test_a_file_nobody_can_use_is_refused_in_two_sentences(sample, tmp_path, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr("pingkou_gui.ui.window.actions.show_error", told.append)
    path = tmp_path / "扫描.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    sample.imports.read(path)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "PDF" in told[0].happened
    assert told[0].remedy


def test_a_dropped_file_is_read(sample, report_file, qtbot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(report_file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    entering = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, left, none)
    QApplication.sendEvent(sample, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(sample, QDropEvent(QPointF(9, 9), copy, data, left, none))
    shown(sample, qtbot, ImportPage)


def test_a_file_copied_elsewhere_is_read_where_it_is_pasted(window, report_file, qtbot):
    window.show_start()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(report_file))])
    QApplication.clipboard().setMimeData(data)
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_V, CTRL)
    shown(window, qtbot, ImportPage)


def test_text_pasted_on_the_start_stands_in_the_dialog_that_reads_it(window, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(
        PasteReportDialog, "exec", lambda dialog: asked.append(dialog.words.toPlainText())
    )
    window.show_start()
    QApplication.clipboard().setText("某镇2023年度部门整体支出绩效自评报告")
    qtbot.keyClick(window, Qt.Key.Key_V, CTRL)
    assert asked == ["某镇2023年度部门整体支出绩效自评报告"]


def test_text_pasted_beside_the_fields_of_a_report_asks_nothing(sample, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(PasteReportDialog, "exec", lambda _dialog: asked.append(True))
    QApplication.clipboard().setText("某镇")
    qtbot.keyClick(sample, Qt.Key.Key_V, CTRL)
    assert asked == []


def test_the_next_year_keeps_the_ticked_projects_and_leaves_the_old_report(
    sample, qtbot, monkeypatch
):
    old = sample.report.session.report
    first = old.rows(Project.key)[0]

    def answer(dialog):
        qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(NewYearDialog, "exec", answer)
    number = sample.report.session.report_id
    sample.begin_year_here()
    report = sample.report.session.report
    assert report[Unit.year.at()] == 2024
    assert first not in report.rows(Project.key)
    assert sample.store.load(number).report == old


def test_the_years_in_carried_words_are_shown_for_change(sample, qtbot, monkeypatch):
    monkeypatch.setattr(NewYearDialog, "exec", lambda _: QDialog.DialogCode.Accepted)
    sample.report.session.type_in(Unit.name, "甲镇人民政府")
    row = sample.report.session.report.rows(Project.key)[0]
    sample.report.session.type_in(Project.use, "2023年全部支付到位", row)
    sample.begin_year_here()
    guide = sample.shell.widget_of(YEAR)
    assert guide.mentions.isVisible()
    qtbot.mouseClick(guide.mentions, Qt.MouseButton.LeftButton)
    page = shown(sample, qtbot, ImportPage)
    assert page.choice.taken == 0
    assert [each.text() for each in page.findChildren(TextLabel) if "粘贴" in each.text()] == []
    assert any("2024年全部支付到位" in str(item.value) for item in page.choice.proposal.items)


def test_example_report_is_shown_as_a_proposal(sample, qtbot):
    path = Path(__file__).parents[5] / "shared" / "reports" / "pingkou-2023.txt"
    if not path.exists():
        pytest.skip("the example report is not at hand")
    sample.imports.read(path)
    page = shown(sample, qtbot, ImportPage)
    assert page.choice.count(page_range(page)) == page.choice.taken + page.choice.left


def page_range(page):
    from pingkou_gui.ui.import_choice import ItemRange

    return ItemRange[page.segments.current]
