"""What the desktop is asked and told: a high-contrast theme, the colour of the title bar."""

from __future__ import annotations

import ctypes
import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

_SPI_GETHIGHCONTRAST = 0x0042
_HCF_HIGHCONTRASTON = 0x0001


def high_contrast_is_on(platform: str = sys.platform) -> bool:
    """Return whether Windows shows a high-contrast theme; elsewhere False (no such setting)."""
    return platform == "win32" and _windows_high_contrast()


def _windows_high_contrast() -> bool:
    class HighContrast(ctypes.Structure):
        _fields_ = (
            ("cbSize", ctypes.c_uint),
            ("dwFlags", ctypes.c_uint),
            ("lpszDefaultScheme", ctypes.c_wchar_p),
        )

    found = HighContrast(ctypes.sizeof(HighContrast), 0, None)
    user32 = getattr(ctypes, "windll").user32  # noqa: B009 - unknown to the checker off Windows
    asked = user32.SystemParametersInfoW(_SPI_GETHIGHCONTRAST, found.cbSize, ctypes.byref(found), 0)
    return bool(asked and found.dwFlags & _HCF_HIGHCONTRASTON)


def system_is_dark() -> bool:
    """Return whether the desktop shows dark windows; one that does not say is light."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def set_window_scheme(dark: bool, follow: bool) -> None:  # noqa: FBT001 - two plain switches
    """Have the desktop draw title bars dark or light, or as it likes; from Qt 6.8 on."""
    tell = getattr(QGuiApplication.styleHints(), "setColorScheme", None)
    if tell is None:
        return
    fixed = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
    tell(Qt.ColorScheme.Unknown if follow else fixed)
