import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion, QStandardItemModel
from PySide6.QtWidgets import QTableView

from pingkou_gui.ui.table.table_model import cells_in


@pytest.fixture
def table(shown):
    made = QTableView()
    made.setModel(QStandardItemModel(40, 4, made))
    return shown(made)


def found(table, place, joined=0):
    return [(at, column) for at, column, _ in cells_in(table, QRegion(place), joined)]


def row_place(table, at):
    return QRect(0, table.rowViewportPosition(at), 900, table.rowHeight(at) - 1)


def test_the_cells_of_a_row_are_those_in_its_place(table):
    assert found(table, row_place(table, 2)) == [(2, column) for column in range(4)]


def test_a_hidden_column_has_no_cells(table):
    table.setColumnHidden(1, True)
    assert found(table, row_place(table, 2)) == [(2, 0), (2, 2), (2, 3)]


def test_below_the_last_row_there_are_none(table):
    table.model().setRowCount(2)
    assert found(table, QRect(0, table.height() - 4, 900, 2)) == []
    assert len(found(table, table.viewport().rect())) == 8


def test_a_cell_that_stands_for_several_rows_is_found_once_wherever_it_is_touched(table):
    table.setSpan(1, 0, 3, 1)
    assert found(table, row_place(table, 3), joined=1)[0] == (1, 0)
    assert found(table, table.viewport().rect(), joined=1).count((1, 0)) == 1
    (place,) = (p for at, c, p in cells_in(table, QRegion(row_place(table, 3)), 1) if c == 0)
    assert place == table.visualRect(table.model().index(1, 0))


def test_a_cell_that_begins_above_what_is_in_sight_is_found_too(table):
    table.setSpan(0, 0, 6, 1)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.verticalScrollBar().setValue(2 * table.rowHeight(0) + 3)
    assert found(table, QRect(0, 0, 900, 4), joined=1)[0] == (0, 0)
