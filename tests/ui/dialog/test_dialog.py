"""Dialogs fit the screen at any size of type; their lists look and act like lists."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from pingkou_gui.county.package import look_over
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.importers.pasted_rows import match_rows
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.ui.about import AboutDialog
from pingkou_gui.ui.county_dialogs import CollectWindow, SchemeOffer, SendDialog
from pingkou_gui.ui.import_sources import NewYearDialog, PasteReportDialog
from pingkou_gui.ui.scheme_editor import SchemeEditor
from pingkou_gui.ui.table.list_view import WordList, WordsTable
from pingkou_gui.ui.table.paste_dialog import PastePlan
from pingkou_gui.ui.table.paste_dialog import PasteRowsDialog as RowsDialog
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.widgets.base import fit_to_screen
from pingkou_gui.ui.widgets.controls import Button


def sample():
    return look_over(read_record(asset(SAMPLE)))


def plan():
    """Rows of every column there is, and one that fits none."""
    fields = list(Project.fields)
    grid = [[*(f.head for f in fields), "备注"], *([["1"] * len(fields) + ["续建"]] * 30)]
    return PastePlan(Draft(Report()).change, 30, 0, 1, match_rows(grid, fields))


DIALOGS = {
    "about": AboutDialog,
    "collect": CollectWindow,
    "editor": lambda folder: SchemeEditor(default_scheme(), folder),
    "offer": lambda _: SchemeOffer(default_scheme(), default_scheme()),
    "send": lambda folder: SendDialog(sample(), folder / "a.jxbg"),
    "new year": lambda _: NewYearDialog(sample().facts),
    "paste": lambda _: PasteReportDialog("导入", "读入"),
    "rows": lambda _: RowsDialog(plan(), "项目", "个"),
}
OFFICE = QSize(1366, 728)
"""A small office screen less its task bar."""
sizes = st.integers(1, 4000)


@pytest.fixture(params=[100, 200])
def percent(theme, request, monkeypatch):
    monkeypatch.setattr("pingkou_gui.ui.dialogs.available_size", lambda _: OFFICE)
    theme.set_percent(request.param)
    return request.param


@pytest.fixture(params=DIALOGS)
def dialog(percent, qtbot, tmp_path, request):
    held = DIALOGS[request.param](tmp_path)
    qtbot.addWidget(held)
    held.show()
    QApplication.processEvents()
    return held


def test_no_dialog_is_larger_than_the_screen(dialog):
    assert dialog.width() <= OFFICE.width()
    assert dialog.height() <= OFFICE.height()


def test_the_buttons_at_the_bottom_are_whole(dialog):
    foot = [dialog._foot.itemAt(at).widget() for at in range(dialog._foot.count())]
    shown = [widget for widget in foot if isinstance(widget, Button) and widget.isVisible()]
    assert shown
    assert all(dialog.rect().contains(widget.geometry()) for widget in shown)
    assert all(widget.width() >= widget.sizeHint().width() for widget in shown)


@given(sizes, sizes, sizes, sizes)
def test_a_dialog_is_bounded_by_the_screen_and_never_grows(wide, high, screen_wide, screen_high):
    found = fit_to_screen(QSize(wide, high), QSize(screen_wide, screen_high))
    assert found.width() == min(wide, screen_wide)
    assert found.height() == min(high, screen_high - 31)


@pytest.fixture
def words(theme, qtbot):
    held = WordList("词")
    held.addItems(["甲", "乙"])
    held.setCurrentRow(0)
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
    held.addItem("标题改为另一个很长很长的标题，" * 9)
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
