"""How the words and signs of a cell stand in its width: nothing is cut, the row grows instead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics

from pingkou_gui.ui.theme import TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from pingkou_gui.ui.rows.columns import Cell, TableColumn

SIGN, SIGN_GAP = 0.8, 0.25
"""Em of a sign, and between it and the words."""
_SHORT = 9  # up to here full-width quotes are set tight
_BREAK = int(Qt.TextFlag.TextWordWrap)
_BREAK_ANYWHERE = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a cell stands in its width."""

    text: str
    breaks: int = 0
    """The flags with which its words break."""
    words_height: int = 0
    below: bool = False
    """The signs stand under the words, which have the whole width."""
    height: int = 0
    """What all of it needs, 0 for one line."""


def cell_font(cell: Cell) -> QFont:
    """Return the font of a cell."""
    return _font(cell.text, strong=cell.strong)


def fitted(cell: Cell, column: TableColumn, width: int) -> Fit:
    """Return how a cell stands in `width` pixels, the margins of the column left out."""
    text = cell.text if column.wraps else cell.text.replace("\n", " ")
    signs = (cell.mark is not None) + (cell.sign is not None)
    return _fitted(text, cell.strong, signs, width, theme().percent)


@lru_cache(maxsize=4096)
def _fitted(text: str, strong: bool, signs: int, width: int, percent: int) -> Fit:  # noqa: FBT001
    """Work it out once: it is asked whenever a cell is painted, and measuring takes longest."""
    del percent  # the type is another one at another size
    metrics = QFontMetrics(_font(text, strong=strong))
    side = theme().em(SIGN)
    room = width - signs * (side + theme().em(SIGN_GAP))
    if _is_line(metrics, text, room):
        return Fit(text)
    beside, breaks = _broken(metrics, text, room)
    if not signs:
        return Fit(text, breaks, beside.height(), height=beside.height())
    under, flags = _broken(metrics, text, width)
    height = under.height() + side
    if breaks == _BREAK and beside.height() < height:
        return Fit(text, breaks, beside.height(), height=beside.height())
    return Fit(text, flags, under.height(), below=True, height=height)


def _is_line(metrics: QFontMetrics, text: str, width: int) -> bool:
    return "\n" not in text and metrics.horizontalAdvance(text) <= width


def _broken(metrics: QFontMetrics, text: str, width: int) -> tuple[QSize, int]:
    """Return the size of a text that breaks, and how: inside a word only where it must."""
    if _is_line(metrics, text, width):
        return QSize(width, metrics.height()), 0
    for flags in (_BREAK, _BREAK_ANYWHERE):
        box = metrics.boundingRect(0, 0, max(width, 1), 10**6, flags, text or "无").size()
        if box.width() <= width:
            break
    return box, flags


def _font(text: str, *, strong: bool) -> QFont:
    tight = text.startswith("“") and len(text) < _SHORT
    return theme().font(TypeRole.STRONG if strong else TypeRole.BODY, tight=tight)
