"""Rows copied from Excel or WPS: cells first, then the fields of a section they belong to."""

from pingkou_gui.importers.clipboard.cells import Grid, grid_of, written
from pingkou_gui.importers.clipboard.match import match_rows
from pingkou_gui.importers.clipboard.proposal import Leftover, PastedColumn, PastedRows

__all__ = ["Grid", "Leftover", "PastedColumn", "PastedRows", "grid_of", "match_rows", "written"]
