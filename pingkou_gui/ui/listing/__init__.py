"""Long lists that are read and chosen from, painted row by row."""

from pingkou_gui.ui.listing.delegate import ListDelegate
from pingkou_gui.ui.listing.model import Line, ListModel
from pingkou_gui.ui.listing.view import ListView

__all__ = ["Line", "ListDelegate", "ListModel", "ListView"]
