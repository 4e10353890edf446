"""Type: the interface font, its roles, and the em all sizes are counted in."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

if TYPE_CHECKING:
    from collections.abc import Callable

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
