"""The fonts a report is set in, and what stands in for those a computer lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from pingkou_gui.scheme.page import PageHabits

# A font answers to its Chinese or its English name, by the language of the system.
_NAMES = (
    ("仿宋_GB2312", "FangSong_GB2312"),
    ("仿宋", "FangSong", "仿宋体"),
    ("华文仿宋", "STFangsong"),
    ("方正仿宋_GBK", "FZFangSong-Z02", "FZFSK--GBK1-0"),
    ("方正仿宋简体", "FZFangSong-Z02S"),
    ("楷体_GB2312", "KaiTi_GB2312"),
    ("楷体", "KaiTi"),
    ("华文楷体", "STKaiti"),
    ("方正楷体_GBK", "FZKai-Z03"),
    ("黑体", "SimHei"),
    ("华文黑体", "STHeiti"),
    ("方正黑体_GBK", "FZHei-B01"),
    ("微软雅黑", "Microsoft YaHei"),
    ("宋体", "SimSun"),
    ("新宋体", "NSimSun"),
    ("华文宋体", "STSong"),
    ("华文中宋", "STZhongsong"),
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"),
    ("方正小标宋_GBK", "FZXiaoBiaoSong-B05", "FZXBSK--GBK1-0"),
    ("思源宋体", "Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN"),
    ("思源黑体", "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN"),
    ("Times New Roman",),
    ("Liberation Serif",),
)

_INSTEAD = {
    "仿宋_GB2312": ("仿宋", "方正仿宋_GBK", "方正仿宋简体", "华文仿宋", "宋体", "思源宋体"),
    "仿宋": ("仿宋_GB2312", "方正仿宋_GBK", "方正仿宋简体", "华文仿宋", "宋体", "思源宋体"),
    "楷体_GB2312": ("楷体", "方正楷体_GBK", "华文楷体", "宋体", "思源宋体"),
    "楷体": ("楷体_GB2312", "方正楷体_GBK", "华文楷体", "宋体", "思源宋体"),
    "方正小标宋简体": ("方正小标宋_GBK", "华文中宋", "宋体", "思源宋体"),
    "方正小标宋_GBK": ("方正小标宋简体", "华文中宋", "宋体", "思源宋体"),
    "华文中宋": ("方正小标宋简体", "宋体", "思源宋体"),
    "黑体": ("方正黑体_GBK", "华文黑体", "微软雅黑", "思源黑体"),
    "宋体": ("新宋体", "华文宋体", "思源宋体"),
    "Times New Roman": ("Liberation Serif",),
}
_IN_FILE = {
    "方正小标宋简体": "华文中宋",
    "方正小标宋_GBK": "华文中宋",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
"""Names written into the file where another than the first choice is more widely present."""


@dataclass(frozen=True, slots=True)
class MissingFont:
    """A font this computer lacks, what it is for, and what is shown in its place."""

    name: str
    used_for: str
    instead: str | None
    """None where no fitting replacement is installed: the system chooses one."""

    def __str__(self) -> str:
        """Return one sentence for the clerk."""
        shown = f"将以{self.instead}代替" if self.instead else "将由系统另选字体代替"
        return f"本机没有安装{self.name}（{self.used_for}），{shown}"


def required_fonts(habits: PageHabits) -> dict[str, str]:
    """Return the fonts a county's report needs, each with what it is used for."""
    uses = (
        (habits.title_font, "标题"),
        (habits.body_font, "正文"),
        (habits.heading_font, "一级标题"),
        (habits.subheading_font, "二级标题"),
        (habits.table_font, "表格"),
        (habits.number_font, "页码"),
        (habits.latin_font, "数字和字母"),
    )
    result: dict[str, str] = {}
    for font, use in uses:
        result[font] = f"{result[font]}、{use}" if font in result else use
    return result


def missing_fonts(habits: PageHabits, installed: Collection[str]) -> tuple[MissingFont, ...]:
    """Return the fonts that `installed` (family names, Chinese or English) does not have."""
    present = {name.strip().casefold() for name in installed}
    return tuple(
        MissingFont(font, use, _first_present(font, present))
        for font, use in required_fonts(habits).items()
        if not _is_present(font, present)
    )


def replacement(font: str) -> str | None:
    """Return the font a Word file names as the one to use where `font` is missing."""
    return _IN_FILE.get(font) or next(iter(_INSTEAD.get(font, ())), None)


def substitute(font: str, installed: Collection[str]) -> str | None:
    """Return the installed family a font is shown in: itself, or what replaces it; None for none.

    `installed` are family names in lower case; the result is a name this computer knows.
    """
    for other in (font, *_INSTEAD.get(font, ())):
        names = next((names for names in _NAMES if other in names), (other,))
        found = next((name for name in names if name.casefold() in installed), None)
        if found:
            return found
    return None


def same_font(one: str, other: str) -> bool:
    """Return whether two names, Chinese or English, are those of one font."""
    return any(one in names and other in names for names in _NAMES) or one == other


def _first_present(font: str, present: set[str]) -> str | None:
    return next((other for other in _INSTEAD.get(font, ()) if _is_present(other, present)), None)


def _is_present(font: str, present: set[str]) -> bool:
    names = next((names for names in _NAMES if font in names), (font,))
    return any(name.casefold() in present for name in names)
