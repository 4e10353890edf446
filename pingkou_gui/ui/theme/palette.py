"""The palette: what Qt draws by itself (menus, dialogs, selections) in our colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from pingkou_gui.ui.theme.colours import Colours

_Role = QPalette.ColorRole
_ROLES = {
    _Role.Window: "window",
    _Role.WindowText: "text",
    _Role.Base: "field",
    _Role.AlternateBase: "head",
    _Role.Text: "text",
    _Role.PlaceholderText: "secondary",
    _Role.Button: "surface",
    _Role.ButtonText: "text",
    _Role.BrightText: "on_accent",
    _Role.Highlight: "accent_fill",
    _Role.HighlightedText: "on_accent",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.ToolTipBase: "text",
    _Role.ToolTipText: "surface",
    _Role.Light: "surface",
    _Role.Midlight: "hover",
    _Role.Mid: "line_strong",
    _Role.Dark: "field_border",
    _Role.Accent: "accent_fill",
}
_TEXTS = (_Role.WindowText, _Role.Text, _Role.ButtonText)


def palette_of(colours: Colours) -> QPalette:
    """Return the palette of `colours`; what is disabled stays readable."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(colours, name)))
    for role in _TEXTS:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.secondary))
    return palette
