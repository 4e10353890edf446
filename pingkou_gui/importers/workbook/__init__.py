"""The final accounts workbook (部门决算公开表, xlsx and xls) read into a proposal."""

from pingkou_gui.importers.workbook.preview import Preview, preview_cells
from pingkou_gui.importers.workbook.reading import read_workbook

__all__ = ["Preview", "preview_cells", "read_workbook"]
