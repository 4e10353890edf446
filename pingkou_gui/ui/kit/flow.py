"""A line of widgets that breaks into further lines where the width ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


class Flow(QLayout):
    """Items side by side at the width they ask for; one wider than the line breaks itself."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 0, centred: bool = False
    ) -> None:
        """Make the layout; `gap` in pixels stands between the items of a line.

        With `centred` the lines stand in the middle of a height greater than theirs.
        """
        super().__init__(parent) if parent is not None else super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._centred, self._hang = gap, centred, 0
        self._heights: dict[int, int] = {}

    def set_gap(self, gap: int) -> None:
        """Set the gap between the items of a line, in pixels."""
        self._gap = gap
        self.invalidate()

    def set_hang(self, hang: int) -> None:
        """Have the lines behind the first one begin so many pixels further in."""
        self._hang = hang
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    # Qt takes None for "no such item"; its Python types do not say so
    def itemAt(self, index: int) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # asked hundreds of times while a page is laid out
            margins = self.contentsMargins()
            inner = width - margins.left() - margins.right()
            height = max((place.bottom() + 1 for _, place in self._places(inner)), default=0)
            self._heights[width] = height + margins.top() + margins.bottom()
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in shown) + self._gap * max(0, len(shown) - 1)
        return self._with_margins(width, max((hint.height() for hint in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        width = max((size.width() for size in shown), default=0) + self._hang * (len(shown) > 1)
        return self._with_margins(width, max((size.height() for size in shown), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        if self._centred:
            free = rect.height() - self.heightForWidth(rect.width())
            inner.translate(0, max(0, free // 2))
        for item, place in self._places(inner.width()):
            item.setGeometry(place.translated(inner.topLeft()))

    def _with_margins(self, width: int, height: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(
            width + margins.left() + margins.right(), height + margins.top() + margins.bottom()
        )

    def _places(self, width: int) -> Iterator[tuple[QLayoutItem, QRect]]:
        top = left = 0
        for line in self._lines(width):
            height = max(size.height() for _, size in line)
            for item, size in line:
                corner = QPoint(left, top + (height - size.height()) // 2)
                yield item, QRect(corner, size)
                left += size.width() + self._gap
            top, left = top + height, self._hang

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        line: list[tuple[QLayoutItem, QSize]] = []
        used = indent = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _size_within(item, width - indent)
            if line and used + self._gap + size.width() > width - indent:
                yield line
                line, used, indent = [], 0, self._hang
                size = _size_within(item, width - indent)
            used += size.width() + (self._gap if line else 0)
            line.append((item, size))
        if line:
            yield line


def _size_within(item: QLayoutItem, width: int) -> QSize:
    hint = item.sizeHint().expandedTo(item.minimumSize())
    if hint.width() <= width:
        return hint
    height = item.heightForWidth(width) if item.hasHeightForWidth() else hint.height()
    return QSize(width, height)
