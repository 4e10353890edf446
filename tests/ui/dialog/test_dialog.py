"""Dialogs fit the screen at any size of type and cut nothing; their lists look and act like lists."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollArea

from pingkou_gui.county.package import look_over
from pingkou_gui.errors import KnownError
from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.importers.pasted_rows import match_rows
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.session import Session
from pingkou_gui.store.backups import Reason, make_backup
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.ui.about import AboutDialog, DiagnosticsDialog
from pingkou_gui.ui.backups_dialog import BackupsDialog, RecoveryDialog
from pingkou_gui.ui.county_dialogs import CollectWindow, SchemeOffer, SendDialog
from pingkou_gui.ui.history_dialog import FieldHistoryDialog, RemovedRowsDialog, YearsDialog
from pingkou_gui.ui.import_sources import NewYearDialog, PasteReportDialog
from pingkou_gui.ui.machine_diagnosis import MachineDiagnosisDialog
from pingkou_gui.ui.manual import ManualWindow, TourDialog
from pingkou_gui.ui.print_preview import PrintPreview
from pingkou_gui.ui.scheme_editor import SchemeEditor
from pingkou_gui.ui.scheme_editor_pages import HighTable
from pingkou_gui.ui.table.list_view import WordList, WordsTable
from pingkou_gui.ui.table.paste_dialog import Choosing, PastePlan
from pingkou_gui.ui.table.paste_dialog import PasteRowsDialog as RowsDialog
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.widgets.base import fit_to_screen
from pingkou_gui.ui.widgets.controls import Button, ButtonKind


def sample():
    return look_over(read_record(asset(SAMPLE)))


def plan():
    """Rows of every column there is, and one that fits none."""
    fields = list(Project.fields)
    grid = [[*(f.head for f in fields), "备注"], *([["1"] * len(fields) + ["续建"]] * 30)]
    return PastePlan(Draft(Report()).change, 30, 0, 1, match_rows(grid, fields))


STORES = []
"""Those that `stored` opened; who asks for them closes them."""


def stored(folder):
    """A session of the sample in a file, with a backup, a change and a row that was removed."""
    store = ReportStore(folder / "reports.db")
    STORES.append(store)
    held = Session(store, store.create(read_record(asset(SAMPLE))), default_scheme())
    make_backup(store.path, Reason.MANUAL)
    held.type_in(Conferences.meetings.this, "3.2")
    held.remove_rows(Project, held.report.rows(Project.key)[-1:])
    return held


def backups(folder):
    return BackupsDialog(stored(folder).store, str(folder / "U盘" / "各年报告的备份"))


def recovery(folder):
    stored(folder).store.close()
    return RecoveryDialog(folder, KnownError("数据文件读不出", "从备份恢复"))


def preview(folder):
    return PrintPreview(sample().facts, folder / "a.pdf", draft=True, written=MOMENT)


MOMENT = datetime(2024, 3, 18, tzinfo=UTC)
CHOOSING = Choosing(tuple(Project.fields), lambda _: plan())
DIALOGS = {
    "about": AboutDialog,
    "diagnostics": lambda folder: DiagnosticsDialog(folder, folder),
    "machine": MachineDiagnosisDialog,
    "backups": backups,
    "recovery": recovery,
    "history": lambda folder: FieldHistoryDialog(stored(folder), Conferences.meetings.this.at()),
    "removed": lambda folder: RemovedRowsDialog(stored(folder)),
    "years": lambda folder: YearsDialog(stored(folder), Conferences.meetings.this.at()),
    "preview": preview,
    "manual": lambda _: ManualWindow(),
    "tour": lambda _: TourDialog(),
    "collect": CollectWindow,
    "editor": lambda folder: SchemeEditor(default_scheme(), folder),
    "offer": lambda _: SchemeOffer(default_scheme(), default_scheme()),
    "send": lambda folder: SendDialog(sample(), folder / "a.jxbg"),
    "new year": lambda _: NewYearDialog(sample().facts),
    "paste": lambda _: PasteReportDialog("导入", "读入"),
    "rows": lambda _: RowsDialog(plan(), "项目", "个", choosing=CHOOSING),
}
OFFICE = QSize(1280, 680)
"""A small office screen less its task bar."""
sizes = st.integers(1, 4000)


@pytest.fixture(params=[100, 150, 200])
def percent(theme, request, monkeypatch):
    for module in ("dialogs", "manual", "history_dialog"):
        monkeypatch.setattr(f"pingkou_gui.ui.{module}.available_size", lambda _: OFFICE)
    theme.set_percent(request.param)
    return request.param


@pytest.fixture(params=DIALOGS)
def dialog(percent, qtbot, tmp_path, request):
    held = DIALOGS[request.param](tmp_path)
    qtbot.addWidget(held)
    held.show()
    for _ in range(3):
        QApplication.processEvents()
    yield held
    while STORES:
        STORES.pop().close()


def pages_of(dialog):
    """Turn the pages of a dialog, one by one; most have but one."""
    steps = getattr(dialog, "steps", None)
    for at in range(steps.words.count() if steps is not None else 1):
        if steps is not None:
            steps.choose(at)
            QApplication.processEvents()
        yield at


def cut_words(dialog):
    """Those labels and buttons that are narrower, or lower where they break, than their words."""
    shown = [each for each in dialog.findChildren(QLabel) if each.isVisible() and each.text()]
    shown += [each for each in dialog.findChildren(Button) if each.isVisible()]
    return [
        each.text()
        for each in shown
        if (
            each.height() < each.heightForWidth(each.width())
            if isinstance(each, QLabel) and each.wordWrap()
            else each.width() < each.sizeHint().width()
        )
    ]


def sideways(dialog):
    """Those parts that scroll sideways, but for rows that were pasted with many columns."""
    areas = [each for each in dialog.findChildren(QScrollArea) if each.isVisible()]
    return [each.accessibleName() for each in areas if each.horizontalScrollBar().maximum()]


def loose_tables(dialog):
    """Those tables that are not as high as their rows though they do not scroll."""
    shown = [each for each in dialog.findChildren(HighTable) if each.isVisible()]
    return [
        (each.accessibleName(), each.viewport().height(), each.verticalHeader().length())
        for each in shown
        if each.viewport().height() > each.verticalHeader().length() + 2
    ]


def the_way_out_is_told(buttons):
    """Whether one button leaves, names its key, and stands before the act that is proposed."""
    ways_out = [at for at, each in enumerate(buttons) if each.text().endswith("Esc")]
    primary = [at for at, each in enumerate(buttons) if each.kind is ButtonKind.PRIMARY]
    return len(ways_out) == 1 and all(at >= ways_out[0] for at in primary)


def test_a_dialog_fits_the_screen_and_cuts_nothing(dialog):
    assert dialog.width() <= OFFICE.width()
    assert dialog.height() <= OFFICE.height()
    foot = [dialog._foot.itemAt(at).widget() for at in range(dialog._foot.count())]
    shown = [widget for widget in foot if isinstance(widget, Button) and widget.isVisible()]
    assert shown
    assert all(dialog.rect().contains(widget.geometry()) for widget in shown)
    assert the_way_out_is_told(shown)
    for at in pages_of(dialog):
        assert (at, cut_words(dialog), loose_tables(dialog)) == (at, [], [])
        assert isinstance(dialog, RowsDialog) or sideways(dialog) == []


def test_the_choosers_over_pasted_columns_are_seen_whole(percent, qtbot):
    held = RowsDialog(plan(), "项目", "个", choosing=CHOOSING)
    qtbot.addWidget(held)
    held.show()
    for _ in range(3):
        QApplication.processEvents()
    area = held._area.viewport()
    for box in held.choosers.values():
        held.bring_into_sight(box)
        place = QRect(box.mapTo(area, box.rect().topLeft()), box.size())
        assert area.rect().contains(place)


def test_the_words_of_a_tour_are_seen_below_their_picture(percent, qtbot):
    tour = TourDialog()
    qtbot.addWidget(tour)
    tour.show()
    for _ in tour.stops[1:]:
        QApplication.processEvents()
        assert tour.browser.document().size().height() <= tour.browser.viewport().height() + 1
        tour.go(1)


def test_enter_in_the_list_of_projects_begins_the_year_and_ticks_nothing(theme, qtbot):
    held = NewYearDialog(sample().facts)
    qtbot.addWidget(held)
    with qtbot.waitActive(held):
        held.show()
        held.activateWindow()
    kept = held.kept
    held.view.setFocus()
    qtbot.keyClick(held.view, Qt.Key.Key_Return)
    assert held.result() == QDialog.DialogCode.Accepted
    assert held.kept == kept


@given(sizes, sizes, sizes, sizes)
def test_a_dialog_is_bounded_by_the_screen_and_never_grows(wide, high, screen_wide, screen_high):
    found = fit_to_screen(QSize(wide, high), QSize(screen_wide, screen_high))
    assert found.width() == min(wide, screen_wide)
    assert found.height() == min(high, screen_high - 31)


@pytest.fixture
def words(theme, qtbot):
    held = WordList("词")
    held.show_words(["甲", "乙"])
    held.choose(0)
    qtbot.addWidget(held)
    with qtbot.waitActive(held):
        held.show()
        held.activateWindow()
    return held


def inks(widget):
    picture = widget.grab().toImage()
    rows, columns = range(picture.height()), range(picture.width())
    return {picture.pixelColor(x, y).name() for y in rows for x in columns}


def test_the_line_in_hand_has_a_frame(words, theme):
    accent = QColor(theme.colours.accent).name()
    words.setFocus()
    assert accent in inks(words)
    words.clearFocus()
    assert accent not in inks(words)


def test_lines_are_high_enough_to_be_hit(words, theme):
    assert words.sizeHintForRow(0) >= theme.em(1.5)


def test_long_lines_wrap_where_they_are_sentences(theme, qtbot):
    held = WordList("词")
    held.show_words(["标题改为另一个很长很长的标题，" * 9])
    qtbot.addWidget(held)
    held.resize(300, 200)
    held.show()
    assert held.sizeHintForRow(0) >= theme.em(1) * 6


def test_words_stand_under_their_heads(theme, qtbot):
    held = WordsTable("结果", (TableColumn("情况", 8), TableColumn("说明", None)))
    held.show_rows([("读不了", "已经损坏")])
    qtbot.addWidget(held)
    held.resize(600, 300)
    held.show()
    shown = held.horizontalHeader().sectionSize(0) + held.horizontalHeader().sectionSize(1)
    assert shown == held.viewport().width()
    padding = Path(asset("theme/sheet.qss")).read_text("utf-8").split("QHeaderView::section")[1]
    assert "padding: 0 $0.5em" in padding  # the inset of the words


def test_the_link_over_the_projects_says_whether_it_takes_all_or_none(theme, qtbot):
    held = NewYearDialog(sample().facts)
    qtbot.addWidget(held)
    said = []
    for _ in range(2):
        said.append((held.every.text(), len(held.kept)))
        held.every.click()
    held.model.toggle(0)
    held._name("")
    said.append((held.every.text(), len(held.kept)))
    whole = held.model.count()
    assert said == [("全不选", whole), ("全选", 0), ("全选", whole - 1)]
