"""Colours, type, sizes and signs; `install_theme` once, `theme()` ever after."""

from pingkou_gui.ui.theme.colours import Colours
from pingkou_gui.ui.theme.running import STYLE, Appearance, Theme, install_theme, theme
from pingkou_gui.ui.theme.signs import Sign, Tone, spoken, tone_of
from pingkou_gui.ui.theme.type import TypeRole

__all__ = [
    "STYLE",
    "Appearance",
    "Colours",
    "Sign",
    "Theme",
    "Tone",
    "TypeRole",
    "install_theme",
    "spoken",
    "theme",
    "tone_of",
]
