"""The tests of the workbook share a maker of workbooks, found beside them."""

import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from pingkou_gui.importers.workbook import read_workbook

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def read(tmp_path):
    """Read sheets, each a list of rows, into a report of 2023."""

    def reading(*sheets, report=None, merged=(), names=()):
        from asked import report_for  # found beside this file from here on

        book = Workbook()
        book.remove(book.active)
        for number, rows in enumerate(sheets, 1):
            page = book.create_sheet(names[number - 1] if names else f"Z{number:02}")
            for row in rows:
                page.append(list(row))
            for area in merged:
                page.merge_cells(area)
        path = tmp_path / "决算.xlsx"
        book.save(path)
        return read_workbook(path, report or report_for("临溪县柳林乡人民政府"))

    return reading
