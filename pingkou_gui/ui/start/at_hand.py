"""What is good to have at hand, and the official fonts this computer lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout

from pingkou_gui.document.fonts import missing_fonts
from pingkou_gui.scheme.page import PageHabits
from pingkou_gui.ui.kit import Card, SignLabel, Text, WrappedText, later
from pingkou_gui.ui.theme import Sign, Tone, TypeRole

if TYPE_CHECKING:
    from pingkou_gui.document.fonts import MissingFont

THINGS = (
    ("去年的自评报告", "抄上年数和没有变的文字"),
    ("今年的部门决算公开表", "基本支出、“三公”经费从这里抄"),
    ("绩效目标申报表", "填评分页的指标值时用"),
)
_MOST = 2


def font_sentences(missing: tuple[MissingFont, ...]) -> tuple[str, ...]:
    """Return what is said of missing fonts: a sentence each, one for all where there are many."""
    if len(missing) <= _MOST:
        return tuple(str(font) for font in missing)
    names = "、".join(f"“{font.name}”" for font in missing)
    return (f"本机缺{names}，看到的是代替的字体；装有这些字体的机器上按规定显示",)


class AtHand(Card):
    """Three things, and the fonts; the fonts are looked for after the window shows."""

    def __init__(self) -> None:
        super().__init__(name="准备好这三样，填得最快", margin=1)
        self.column.addWidget(Text("准备好这三样，填得最快", TypeRole.HEAD))
        for number, (what, why) in enumerate(THINGS, 1):
            line = QHBoxLayout()
            line.addWidget(Text(str(number), TypeRole.STRONG, Tone.ACCENT, width=1.4))
            line.addWidget(Text(what, TypeRole.STRONG))
            line.addStretch(1)
            self.column.addLayout(line)
            below = QHBoxLayout()
            below.addWidget(Text("", width=1.4))
            below.addWidget(WrappedText(why, tone=Tone.SECONDARY), 1)
            self.column.addLayout(below)
        later(self, self._tell_fonts)

    @Slot()
    def _tell_fonts(self) -> None:
        missing = missing_fonts(PageHabits(), QFontDatabase.families())
        if not missing:
            return
        self.column.addWidget(Text("本机字体", TypeRole.STRONG))
        for words in font_sentences(missing):
            line = QHBoxLayout()
            line.addWidget(SignLabel(Sign.REMINDER))
            line.addWidget(WrappedText(words), 1)
            self.column.addLayout(line)
