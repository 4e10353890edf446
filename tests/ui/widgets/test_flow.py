import pytest
import shiboken6
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QWidget

from pingkou_gui.ui.widgets.base import FlowRow


@pytest.fixture
def flow(theme, qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    made = FlowRow(holder, gap=10)
    made.holder = holder
    made.setContentsMargins(0, 0, 0, 0)
    for _ in range(3):
        part = QWidget()
        part.setFixedSize(100, 20)
        made.addWidget(part)
    return made


def places(flow):
    return [flow.itemAt(index).geometry() for index in range(flow.count())]


def test_items_stand_side_by_side_with_room(flow):
    flow.setGeometry(QRect(0, 0, 400, 20))
    assert [place.x() for place in places(flow)] == [0, 110, 220]


def test_between_lines_of_frames_there_is_a_gap(flow):
    flow.set_gap(10, 6)
    flow.setGeometry(QRect(0, 0, 215, 60))
    assert [place.y() for place in places(flow)] == [0, 0, 26]
    assert flow.heightForWidth(215) == 46


def test_the_line_breaks_where_the_width_ends(flow):
    flow.setGeometry(QRect(0, 0, 215, 60))
    assert [(place.x(), place.y()) for place in places(flow)] == [(0, 0), (110, 0), (0, 20)]


@pytest.mark.parametrize(("width", "height"), [(400, 20), (215, 40), (100, 60)])
def test_the_height_follows_the_width(flow, width, height):
    assert flow.heightForWidth(width) == height


def test_hidden_items_take_no_room(flow):
    flow.itemAt(0).widget().hide()
    flow.setGeometry(QRect(0, 0, 400, 20))
    assert flow.itemAt(1).geometry().x() == 0


def test_an_item_can_be_taken_out(flow):
    assert flow.takeAt(0).widget().width() == 100
    assert (flow.count(), flow.itemAt(9), flow.takeAt(9)) == (2, None, None)


def test_the_height_follows_what_the_items_have_become(flow):
    assert flow.heightForWidth(400) == 20
    flow.itemAt(1).widget().setFixedSize(100, 30)
    assert flow.heightForWidth(400) == 30


def test_an_item_that_hides_takes_no_height(flow):
    assert flow.heightForWidth(215) == 40
    flow.itemAt(2).widget().hide()
    assert flow.heightForWidth(215) == 20


def test_the_lines_behind_the_first_one_can_stand_further_in(flow):
    flow.set_hang(30)
    flow.setGeometry(QRect(0, 0, 215, 60))
    assert [(place.x(), place.y()) for place in places(flow)] == [(0, 0), (110, 0), (30, 20)]
    assert flow.minimumSize().width() == 130


def test_no_item_is_taken_for_one_that_has_gone(qapp):
    gone = []
    for _ in range(40):
        window = QWidget()
        row = FlowRow(window)
        for number in range(5):
            row.addWidget(QPushButton(str(number)))
        items = [row.itemAt(place) for place in range(row.count())]
        assert not any(item is other for item in items for other in gone)
        gone += items
        for item in items:
            shiboken6.delete(item.widget())
        assert row.count() == 0
        assert not any(shiboken6.isValid(item) for item in gone)
