"""编辑县级方案: the outline, the points, the limits and the rest, checked while they are typed."""

from pingkou_gui.ui.county.editor.window import SchemeEditor

__all__ = ["SchemeEditor"]
