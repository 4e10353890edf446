"""The cells around a source can be looked at."""

import books
from asked import report_for

from pingkou_gui.importers.workbook import preview_cells, read_workbook


def test_every_proposed_value_can_be_shown_at_its_place(tmp_path):
    path = books.whole("元").write(tmp_path / "a.xlsx")
    for item in read_workbook(path, report_for()).items:
        shown = preview_cells(path, item.source.where)
        assert shown is not None
        assert shown.marked


def test_the_grid_holds_the_heads_and_the_value(tmp_path):
    path = books.whole("元").write(tmp_path / "a.xlsx")
    shown = preview_cells(path, "政府性基金表 H8")
    row, column = shown.marked[0]
    assert (shown.rows[row], shown.columns[column]) == (8, "H")
    assert "年末结转和结余" in {cell for line in shown.cells for cell in line}


def test_a_place_that_is_not_there_shows_nothing(tmp_path):
    path = books.whole().write(tmp_path / "a.xlsx")
    assert preview_cells(path, "别的表 A1") is None
