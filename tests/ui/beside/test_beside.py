"""A list with its source: where the source stands, and what keeps in sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QTextBrowser

from pingkou_gui.ui.split_list_page import (
    Arrangement,
    SplitListHead,
    SplitListPage,
    arrangement_for,
)
from pingkou_gui.ui.table.list_view import ListLine, ListModel, ListView
from pingkou_gui.ui.table.table_model import RowCell, TableColumn
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.widgets.labels import WrappedText

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
WIDE, HIGH, LOW = (1366, 660), (900, 660), (680, 320)


class Words(ListModel):
    def __init__(self):
        super().__init__((TableColumn("词", None),))

    def count(self):
        return 30

    def line(self, at):
        return ListLine((RowCell(f"第 {at} 行"),))


def resize(page, size):
    page.resize(*size)
    QApplication.processEvents()


@pytest.fixture
def page(theme, qtbot):
    held = SplitListPage(
        ListView(Words(), name="词"), QTextBrowser(), title="一份报告", about="三章"
    )
    held.head.add_control(QPushButton("只看要改的这些"))
    held.add_buttons(Button("返回"))
    qtbot.addWidget(held)
    with qtbot.waitActive(held):
        held.show()
        held.activateWindow()
    return held


@pytest.mark.parametrize(
    ("width", "height", "found"),
    [
        (68, 33, "BESIDE"),
        (62, 15, "BESIDE"),
        (46, 21.8, "BELOW"),
        (43, 20.1, "INSTEAD"),
        (34, 16, "INSTEAD"),
    ],
)
def test_the_source_stands_where_there_is_room(width, height, found):
    assert arrangement_for(width, height) is Arrangement[found]


def test_below_the_list_the_source_stands_above_the_buttons(page):
    resize(page, HIGH)
    assert page.arrangement is Arrangement.BELOW
    assert page._pane.geometry().bottom() < page._foot_frame.geometry().top()
    assert page._pane.geometry().top() >= page._rows.geometry().bottom()


def test_on_a_low_screen_a_button_shows_the_source_in_place_of_the_list(page, qtbot):
    resize(page, LOW)
    assert page.view.isVisible() and not page._pane.isVisible()
    qtbot.mouseClick(page.switch, Qt.MouseButton.LeftButton)
    assert page._pane.isVisible() and not page.view.isVisible()


def test_on_a_low_screen_the_list_keeps_three_lines(page):
    resize(page, LOW)
    head = page.view.horizontalHeader().height()
    assert page.view.height() - head >= 3 * page.view.rowHeight(0)


def test_escape_goes_back_to_the_list_first(page, qtbot):
    resize(page, LOW)
    page.switch.click()
    with qtbot.assertNotEmitted(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.view.isVisible()
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_a_wider_screen_shows_both_again(page):
    resize(page, LOW)
    page.switch.click()
    resize(page, WIDE)
    assert page.view.isVisible() and page._pane.isVisible()
    assert not page.switch.isVisible()


def test_controls_without_room_go_under_the_title(page):
    resize(page, WIDE)
    assert not page.head.controls_below
    resize(page, (440, 660))
    assert page.head.controls_below


@pytest.fixture
def head(theme, qtbot):
    """Return a way to show a head with so long a title and line in so much room."""

    def shown(title, about, width):
        held = SplitListHead(title, about)
        held.add_control(QPushButton("只看要改的这些"))
        held.add_control(QPushButton("全部"))
        held.set_flat(flat=True)
        held.resize(width, held.sizeHint().height())
        qtbot.addWidget(held)
        held.show()
        QApplication.processEvents()
        held.resize(width, held.heightForWidth(width))
        QApplication.processEvents()
        return held, *held.findChildren(WrappedText)

    return shown


def test_on_a_low_screen_a_short_line_stands_beside_the_title(head):
    _, title, about = head("导入决算公开表", "决算.xlsx", 900)
    assert about.geometry().left() > title.geometry().right()


@pytest.mark.parametrize("width", [680, 760, 900])
def test_a_line_that_does_not_fit_beside_the_title_is_not_squeezed_there(head, width):
    about = "某县某镇人民政府 2024年度 认出 10 章，351 处数字"
    held, title, line = head("体检：某镇2024年度整体支出绩效自评报告（定稿）.docx", about, width)
    assert line.geometry().top() > title.geometry().bottom() or held.controls_below
    lines = line.height() / line.fontMetrics().lineSpacing()
    assert lines < 2.5
