"""The theme: colours, type and sizes of the running program.

It belongs to the `QApplication` (its child) and is reached by `theme()`, so that no module
holds state of its own. Whoever sizes or colours something in code listens to `changed`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, cast
from weakref import WeakMethod

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPixmap
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from pingkou_gui.ui.theme.colours import CONTRAST, DARK, LIGHT, Colours, colours_of
from pingkou_gui.ui.theme.palette import palette_of
from pingkou_gui.ui.theme.sheet import style_sheet
from pingkou_gui.ui.theme.signs import Inks, Sign, Tone, sign_pixmap
from pingkou_gui.ui.theme.system import high_contrast_is_on, set_window_scheme, system_is_dark
from pingkou_gui.ui.theme.type import (
    TypeRole,
    clamp_percent,
    em_of,
    interface_family,
    role_font,
    with_tight_quotes,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_PROPERTY = "pingkou_theme"
_WIDTHS = 500


class Appearance(StrEnum):
    """The choices of 查看 › 外观; the value is what the menu says."""

    SYSTEM = "跟随系统"
    LIGHT = "浅色"
    DARK = "深色"
    CONTRAST = "高对比"


STYLE = ("-style", "Fusion")
"""Words for the command line of `QApplication`; setting a style later costs a start two of them."""


class Theme(QObject):
    """Colours by role, fonts by role, sizes in em; `changed` after any of them changed."""

    changed = Signal()

    def __init__(
        self, app: QApplication, appearance: Appearance, percent: int, *, sheet_now: bool = True
    ) -> None:
        super().__init__(app)
        self._sheet_on = sheet_now
        self._followers: list[WeakMethod[Callable[[], None]]] = []
        self._app = app
        self._system_palette = app.palette()
        self._family = interface_family()
        self._appearance = appearance
        self._percent = clamp_percent(percent)
        self._fonts: dict[tuple[TypeRole, bool], QFont] = {}
        self._widths: dict[tuple[str, TypeRole], int] = {}
        self._signs: dict[tuple[Sign, int, str, float], QPixmap] = {}
        set_window_scheme(appearance is not Appearance.LIGHT, appearance is Appearance.SYSTEM)
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def appearance(self) -> Appearance:
        """What 查看 › 外观 is set to."""
        return self._appearance

    @property
    def percent(self) -> int:
        """The type setting, 80 to 200."""
        return self._percent

    @property
    def colours(self) -> Colours:
        """The colours in use now."""
        return self._colours

    def em(self, count: float) -> int:
        """Return `count` line heights of the interface font in logical pixels."""
        return round(count * self._em)

    def font(self, role: TypeRole, *, tight: bool = False) -> QFont:
        """Return the font of `role`; `tight` sets full-width quotes at their own width."""
        key = role, tight
        if key not in self._fonts:
            font = role_font(role, self._percent, self._family)
            self._fonts[key] = with_tight_quotes(font) if tight else font
        return self._fonts[key]

    def text_width(self, text: str, role: TypeRole = TypeRole.BODY) -> int:
        """Return the width of `text` in `role`, in logical pixels; the same few are asked often."""
        key = text, role
        if key not in self._widths:
            if len(self._widths) >= _WIDTHS:
                self._widths.clear()
            self._widths[key] = QFontMetrics(self.font(role)).horizontalAdvance(text)
        return self._widths[key]

    def colour(self, tone: Tone) -> QColor:
        """Return the colour of `tone`."""
        return QColor(getattr(self._colours, tone.value))

    def digit_inset(self) -> int:
        """Return the pixels between a field's outer edge and its text, for column heads."""
        return self.em(0.3) + 3  # padding, frame, and what QLineEdit adds by itself

    def sign(self, sign: Sign, side: int, tone: Tone, ratio: float) -> QPixmap:
        """Return `sign`, `side` logical pixels wide, for a display of pixel ratio `ratio`."""
        key = sign, side, tone.value, ratio
        if key not in self._signs:
            inks = Inks(
                self.colour(tone), QColor(self._colours.surface), QColor(self._colours.line_strong)
            )
            font = self.font(TypeRole.SMALL)
            self._signs[key] = sign_pixmap(sign, side, ratio, inks, font)
        return self._signs[key]

    def set_appearance(self, appearance: Appearance) -> None:
        """Show the program in `appearance` from now on."""
        if appearance is self._appearance:
            return
        self._appearance = appearance
        set_window_scheme(appearance is not Appearance.LIGHT, appearance is Appearance.SYSTEM)
        self._apply()

    def set_percent(self, percent: int) -> None:
        """Set all type at `percent` of its normal size, held between 80 and 200."""
        if clamp_percent(percent) == self._percent:
            return
        self._percent = clamp_percent(percent)
        self._apply()

    def add_follower(self, dress: Callable[[], None]) -> None:
        """Call `dress`, a method of a widget, whenever the theme has changed.

        A widget that is gone is forgotten at the next change: Python may keep its shell longer
        than Qt keeps the widget. A signal does the same for 10 microseconds a widget.
        """
        self._followers.append(WeakMethod(dress))

    def _dress_followers(self) -> None:
        followers, self._followers = self._followers, []
        for held in followers:
            dress = held()
            if dress is not None and isValid(getattr(dress, "__self__", None)):
                self._followers.append(held)
                dress()

    def put_on_sheet(self) -> None:
        """Give the style sheet to all widgets, where that was left for later."""
        if not self._sheet_on:
            self._sheet_on = True
            self._app.setStyleSheet(style_sheet(self._colours, self.em))

    @Slot()
    def _follow_system(self) -> None:
        if self._appearance is Appearance.SYSTEM and self._chosen() != self._colours:
            self._apply()

    def _chosen(self) -> Colours:
        fixed = _FIXED.get(self._appearance)
        if fixed is not None:
            return fixed
        if high_contrast_is_on():
            return colours_of(self._system_palette)
        return DARK if system_is_dark() else LIGHT

    def _apply(self) -> None:
        self._colours = self._chosen()
        self._fonts.clear()
        self._widths.clear()
        self._signs.clear()
        body = self.font(TypeRole.BODY)
        self._em = em_of(body)
        self._app.setFont(body)
        self._app.setPalette(palette_of(self._colours))
        if self._sheet_on:
            self._app.setStyleSheet(style_sheet(self._colours, self.em))
        self._dress_followers()
        self.changed.emit()


_FIXED = {
    Appearance.LIGHT: LIGHT,
    Appearance.DARK: DARK,
    Appearance.CONTRAST: CONTRAST,
}


def install_theme(
    app: QApplication,
    appearance: Appearance = Appearance.SYSTEM,
    percent: int = 100,
    *,
    sheet_now: bool = True,
) -> Theme:
    """Give `app` its theme, before the first widget; return it (the same one when called again).

    Without `sheet_now` the style sheet waits for `put_on_sheet`: widgets that are built under
    one look for their style again each time they are put into another.
    """
    held = cast("Theme | None", app.property(_PROPERTY))
    if held is not None:
        return held
    made = Theme(app, appearance, percent, sheet_now=sheet_now)
    app.setProperty(_PROPERTY, made)
    return made


def theme() -> Theme:
    """Return the theme of the running application.

    Raises:
        RuntimeError: `install_theme` has not been called.
    """
    app = QApplication.instance()
    held = cast("Theme | None", app.property(_PROPERTY)) if app is not None else None
    if held is None:
        raise RuntimeError("install_theme() has not been called")
    return held
