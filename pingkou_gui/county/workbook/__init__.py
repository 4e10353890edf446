"""The summary workbook of a collection."""

from pingkou_gui.county.workbook.source import Line, Source
from pingkou_gui.county.workbook.writing import is_summary, write_workbook

__all__ = ["Line", "Source", "is_summary", "write_workbook"]
