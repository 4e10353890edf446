"""The theme: colours, type, sizes, palette and style sheet of the running program."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple
from weakref import WeakMethod

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    Qt,
    QTranslator,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QGuiApplication,
    QPalette,
    QPixmap,
)
from shiboken6 import isValid

from pingkou_gui.paths import asset
from pingkou_gui.ui.signs import Inks, Sign, Tone, sign_pixmap

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication


# Colours by role: light, dark, high contrast, and those of a system high-contrast theme.


class Colours(NamedTuple):
    """One colour set; every value is `#RRGGBB`."""

    window: str
    surface: str
    side: str  # ground of the pane beside the form
    field: str
    derived: str  # ground of what cannot be edited
    head: str
    line: str  # decoration only, carries no meaning
    line_strong: str
    field_border: str
    text: str
    secondary: str
    accent: str
    accent_fill: str
    accent_hover: str
    accent_tint: str
    on_accent: str
    error: str
    error_tint: str
    reminder: str
    reminder_tint: str
    hover: str
    thumb: str
    paper: str
    ink: str
    mark: str  # highlighted words on the paper

    def by_role(self) -> dict[str, str]:
        """Return role name -> `#RRGGBB`."""
        return self._asdict()


LIGHT = Colours(
    window="#F3F5F7",
    surface="#FFFFFF",
    side="#E6EAEE",
    field="#FFFFFF",
    derived="#EEF1F4",
    head="#F3F5F7",
    line="#DDE2E7",
    line_strong="#AEB7C0",
    field_border="#7F8A95",
    text="#1B232C",
    secondary="#53606D",
    accent="#1B5C9E",
    accent_fill="#1B5C9E",
    accent_hover="#154A80",
    accent_tint="#E9F1F9",
    on_accent="#FFFFFF",
    error="#B3261E",
    error_tint="#FDF0EF",
    reminder="#855300",
    reminder_tint="#FFF7E6",
    hover="#E7ECF1",
    thumb="#AEB7C0",
    paper="#FFFFFF",
    ink="#111111",
    mark="#D6E6F7",
)

DARK = Colours(
    window="#191D22",
    surface="#21262D",
    side="#14171B",
    field="#171B20",
    derived="#2A3038",
    head="#1D2228",
    line="#363E48",
    line_strong="#56616D",
    field_border="#7A8795",
    text="#E4E9EE",
    secondary="#A8B3BF",
    accent="#7FB5EF",
    accent_fill="#2C6CB0",
    accent_hover="#3472B8",
    accent_tint="#20324A",
    on_accent="#FFFFFF",
    error="#FF9A91",
    error_tint="#3A2322",
    reminder="#EDBE62",
    reminder_tint="#352C18",
    hover="#2C333C",
    thumb="#56616D",
    paper="#25282C",
    ink="#E6E5E1",
    mark="#234569",
)

CONTRAST = Colours(
    window="#000000",
    surface="#000000",
    side="#000000",
    field="#000000",
    derived="#000000",
    head="#000000",
    line="#FFFFFF",
    line_strong="#FFFFFF",
    field_border="#FFFFFF",
    text="#FFFFFF",
    secondary="#FFFFFF",
    accent="#FFE100",
    accent_fill="#FFE100",
    accent_hover="#FFF07A",
    accent_tint="#1A3A5C",
    on_accent="#000000",
    error="#FF8A80",
    error_tint="#000000",
    reminder="#FFC266",
    reminder_tint="#000000",
    hover="#333333",
    thumb="#FFFFFF",
    paper="#000000",
    ink="#FFFFFF",
    mark="#1A3A5C",
)


def colours_of(palette: QPalette) -> Colours:
    """Return the colours of a system high-contrast `palette`: its own, in every role.

    Meaning then rests on shape and word alone, as the clerk's own theme wants it.
    """
    ground = palette.color(QPalette.ColorRole.Window).name()
    text = palette.color(QPalette.ColorRole.WindowText).name()
    link = palette.color(QPalette.ColorRole.Link).name()
    chosen = palette.color(QPalette.ColorRole.Highlight).name()
    values = dict.fromkeys(Colours._fields, ground)
    values |= dict.fromkeys(_INKS, text) | dict.fromkeys(_LINKS, link)
    values |= {
        "accent_fill": chosen,
        "accent_hover": chosen,
        "on_accent": palette.color(QPalette.ColorRole.HighlightedText).name(),
    }
    return Colours(**values)


_INKS = (
    *("line", "line_strong", "field_border", "text", "secondary"),
    *("error", "reminder", "thumb", "ink"),
)
_LINKS = ("accent",)


# The palette: what Qt draws by itself (menus, dialogs, selections) in our colours.


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


# The style sheet: roles and sizes put in by the theme, fonts never.
#
# In `resources/theme/sheet.qss`, `@role` stands for a colour and `$1.4em` for that many line
# heights in pixels, `$1.4em-1` for a pixel less,
# `$1.4em+1` for one more. Qt's own em is the line height of each widget's font and would make a
# heading's gaps larger than its neighbours'; fonts set in a sheet stop following the
# application font.


_PLACEHOLDER = re.compile(r"@([a-z_]+)|\$([0-9.]*[0-9])em([+-]1)?")


@cache
def _template() -> str:
    return asset("theme/sheet.qss").read_text("utf-8")


def style_sheet(colours: Colours, em: Callable[[float], int]) -> str:
    """Return the sheet for `colours`, sizes by `em`.

    Raises:
        KeyError: The sheet names a role that does not exist.
    """
    roles = colours.by_role()

    def value(match: re.Match[str]) -> str:
        if match[1]:
            return roles[match[1]]
        return f"{em(float(match[2])) + int(match[3] or 0)}px"

    return _PLACEHOLDER.sub(value, _template())


# What the desktop is asked and told: a high-contrast theme, the colour of the title bar.


_SPI_GETHIGHCONTRAST = 0x0042
_HCF_HIGHCONTRASTON = 0x0001


def high_contrast_is_on(platform: str = sys.platform) -> bool:
    """Return whether Windows shows a high-contrast theme; elsewhere False (no such setting)."""
    return platform == "win32" and _windows_high_contrast()


def _windows_high_contrast() -> bool:
    """Return whether Windows has high contrast on."""
    import ctypes  # noqa: PLC0415 - on Windows only; not every Python of ours elsewhere has it

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


# Type: the interface font, its roles, and the em all sizes are counted in.


BASE_PIXELS = 14  # 五号, 10.5 pt
SMALLEST_PIXELS = 12
MIN_PERCENT, MAX_PERCENT = 80, 200

_WINDOWS = ("Microsoft YaHei UI", "Microsoft YaHei", "DengXian", "SimHei")
_UNIX = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "思源黑体"),
    *("WenQuanYi Micro Hei", "文泉驿微米黑", "WenQuanYi Zen Hei", "文泉驿正黑", "PingFang SC"),
)


class TypeRole(StrEnum):
    """What a piece of text is; decides its size and weight."""

    SMALL = "small"
    BODY = "body"
    STRONG = "strong"
    HEAD = "head"
    FIGURE = "figure"
    TITLE = "title"


_SCALE = {
    TypeRole.SMALL: 0.9,
    TypeRole.BODY: 1.0,
    TypeRole.STRONG: 1.0,
    TypeRole.HEAD: 1.12,
    TypeRole.FIGURE: 1.3,
    TypeRole.TITLE: 1.6,
}
_LIGHT_ROLES = (TypeRole.SMALL, TypeRole.BODY)


def interface_family(
    has_family: Callable[[str], bool] = QFontDatabase.hasFamily, platform: str = sys.platform
) -> str | None:
    """Return the first Chinese interface font that is installed, None if there is none."""
    order = _WINDOWS + _UNIX if platform == "win32" else _UNIX + _WINDOWS
    return next((name for name in order if has_family(name)), None)


def role_pixels(role: TypeRole, percent: int) -> int:
    """Return the pixel size of `role` at the type setting `percent`, never below 12."""
    return max(SMALLEST_PIXELS, round(BASE_PIXELS * percent / 100 * _SCALE[role]))


def role_font(role: TypeRole, percent: int, family: str | None) -> QFont:
    """Return the font of `role`: weight 400 or 600, figures of equal width."""
    font = QFont(family) if family else QFont()
    font.setPixelSize(role_pixels(role, percent))
    light = role in _LIGHT_ROLES
    font.setWeight(QFont.Weight.Normal if light else QFont.Weight.DemiBold)
    _set_feature(font, "tnum")
    return font


def with_tight_quotes(font: QFont) -> QFont:
    """Return `font` setting full-width quotes at their own width, for short labels."""
    tight = QFont(font)
    _set_feature(tight, "palt")
    return tight


def _set_feature(font: QFont, name: str) -> None:
    # PySide6 6.7 has the type of a feature's tag but no way to make one from a name; the
    # figures of the Chinese interface fonts are equally wide without it
    make = getattr(QFont.Tag, "fromString", None)
    tag = make(name) if make is not None else None
    if tag is not None:
        font.setFeature(tag, 1)


def em_of(body: QFont) -> int:
    """Return 1em in pixels: the line height, with a floor for fonts of short lines."""
    return round(max(QFontMetrics(body).height(), 1.4 * body.pixelSize()))


def clamp_percent(percent: int) -> int:
    """Return `percent` within what the type setting allows."""
    return min(MAX_PERCENT, max(MIN_PERCENT, percent))


# The theme: colours, type and sizes of the running program.
#
# It belongs to the `QApplication` (its child), stands at `Theme.running` and is reached by `theme()`. Whoever sizes or colours something in code listens to `changed`.


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

    running: ClassVar[Theme | None] = None
    """The one of the program, from `install_theme` on."""
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
        self._white_paper = False
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
    def white_paper(self) -> bool:
        """Whether the pages beside the form are white in dark colours too."""
        return self._white_paper

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
        """Return the colour that texts and signs of this tone have in the appearance in use."""
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

    def set_white_paper(self, white: bool) -> None:  # noqa: FBT001 - one plain switch
        """Show the pages beside the form as white as they are printed, or in the colours here."""
        if white != self._white_paper:
            self._white_paper = white
            self._theme_followers()

    def add_follower(self, apply_theme: Callable[[], None]) -> None:
        """Call `apply_theme`, a method of a widget, whenever the theme has changed.

        A widget that is gone is forgotten at the next change: Python may keep its shell longer
        than Qt keeps the widget. A signal does the same for 10 microseconds a widget.
        """
        self._followers.append(WeakMethod(apply_theme))

    def _theme_followers(self) -> None:
        followers, self._followers = self._followers, []
        for held in followers:
            apply_theme = held()
            if apply_theme is not None and isValid(getattr(apply_theme, "__self__", None)):
                self._followers.append(held)
                apply_theme()

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
        """Take over the colours and fonts that were chosen, and tell every follower."""
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
        self._theme_followers()
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
    if Theme.running is None:
        Theme.running = Theme(app, appearance, percent, sheet_now=sheet_now)
    return Theme.running


def theme() -> Theme:
    """Return the theme of the running application.

    Raises:
        RuntimeError: `install_theme` has not been called.
    """
    if Theme.running is None:
        raise RuntimeError("install_theme() has not been called")
    return Theme.running


# Chinese for what Qt itself says: buttons of dialogs, context menus of text fields.


_OWN_WORDS = {
    ("QLineEdit", "&Undo"): "撤销(&U)",
    ("QWidgetTextControl", "&Undo"): "撤销(&U)",
    ("QUndoStack", "Undo"): "撤销",
    ("QAbstractFileIconProvider", "Folder"): "文件夹",
    ("QAbstractFileIconProvider", "File Folder"): "文件夹",
    ("QFileSystemModel", "Size"): "大小",
    ("QShortcut", "Up"): "↑",
    ("QShortcut", "Down"): "↓",
    ("QShortcut", "Left"): "←",
    ("QShortcut", "Right"): "→",
}
"""Qt's texts, by their context, that the program says in other words everywhere else."""


class OwnWords(QTranslator):
    """Says some of Qt's texts as the program says them; the rest is left to Qt's translation."""

    def isEmpty(self) -> bool:
        return False

    def translate(  # type: ignore[override]  # it says nothing of what it has no words for
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        del disambiguation, n
        return _OWN_WORDS.get((context, source))


def speak_chinese(app: QCoreApplication) -> bool:
    """Have Qt's own texts in Chinese; return whether its translation came with it.

    The file is `qtbase_zh_CN.qm` of the PySide6-Essentials wheel. An installer that leaves
    the translations out makes this False, and Qt's own texts stay English.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    loaded = translator.load("qtbase_zh_CN", folder) and app.installTranslator(translator)
    if loaded:
        app.installTranslator(OwnWords(app))  # the last one installed is asked first
    return loaded
