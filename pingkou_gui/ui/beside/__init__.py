"""A screen of one list with the source of its lines beside it."""

from pingkou_gui.ui.beside.arrangement import Arrangement
from pingkou_gui.ui.beside.page import BesidePage

__all__ = ["Arrangement", "BesidePage"]
