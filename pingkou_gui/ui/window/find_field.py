"""查找栏目: type a part of a field's name or of its words, go to it; the frame that shows where that was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QStyle,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from pingkou_gui.form.field import Layout
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import ChoiceKind
from pingkou_gui.form.values import RowList, Unread
from pingkou_gui.ui.editors.binding import title_of
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordList
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.base import call_later, on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import LineField
from pingkou_gui.ui.widgets.labels import WrappedText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.report.facts import Facts
    from pingkou_gui.ui.editors.page_context import Target


_MOST = 60
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def findable(facts: Facts) -> list[tuple[str, Target]]:
    """Return what can be found: every field that stands once, every list, with its page."""
    found: list[tuple[str, Target]] = []
    for page in FORM.pages:
        for section in page.sections:
            if section.repeated() and section.parent is None:
                found.append((f"{section.heading}　{page.title}", RowList(section.key)))
            elif not section.repeated():
                prefix = f"{section.heading} " if section.layout is Layout.TEXTS else ""
                found.extend(
                    (f"{prefix}{title_of(facts, field)}　{page.title}", field.at())
                    for field in section.fields
                )
    return found + _texts_in(facts)


def _texts_in(facts: Facts) -> list[tuple[str, Target]]:
    """Return the words that stand in the report, each behind the name of its field."""
    found: list[tuple[str, Target]] = []
    for place, entry in facts.report.entries.items():
        field, words = FORM.field_at(place), entry.value
        if isinstance(words, Unread):
            words = words.text
        if field is not None and isinstance(words, str) and not isinstance(field.kind, ChoiceKind):
            found.append((f"{title_of(facts, field, place.row)}：{' '.join(words.split())}", place))
    return found


_AROUND, _SHORT = 10, 36


def excerpt_of(name: str, words: Sequence[str]) -> str:
    """Return a name as the list shows it: of a long text what is around the first word found."""
    label, parted, text = name.partition("：")
    if not parted or len(name) <= _SHORT:
        return name
    at = next((text.find(word) for word in words if word in text), 0)
    first = max(0, at - _AROUND)
    shown = text[first : first + _SHORT - _AROUND]
    return f"{label}：{'…' * (first > 0)}{shown}{'…' * (first + len(shown) < len(text))}"


def _focused_or_table() -> QWidget | None:
    """Return what has the focus; the table for the editor of a cell, which goes with it."""
    focused = parent = QApplication.focusWidget()
    while parent is not None and not isinstance(parent, QTableView):
        parent = parent.parentWidget()
    return parent or focused


class FindField(QFrame):
    """A line and the names it fits, at the top right of the window."""

    chosen = Signal(object)
    """The `Target` to go to."""

    def __init__(self, parent: QWidget, names: list[tuple[str, Target]]) -> None:
        super().__init__(parent)
        set_look(self, "kind", "card")
        self.setAccessibleName("查找栏目")
        self._names, self._around = names, parent
        self._fitting: list[tuple[str, Target]] = []
        self._from = _focused_or_table()
        self._line = LineField(name="栏目名称")
        self._line.setPlaceholderText("栏目名称或填的字，例如 会议费")
        self._none = WrappedText("", tone=Tone.SECONDARY)
        self._list = WordList("找到的栏目")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._line)
        self._column.addWidget(self._none)
        self._column.addWidget(self._list)
        self._line.textChanged.connect(self._fill)
        self._line.installEventFilter(self)
        self._list.clicked.connect(self._take)
        self._fill("")
        on_theme_change(self.apply_theme)
        self.show()
        self.raise_()
        self._line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close_soon()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._list.event(event)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if key == Qt.Key.Key_Escape:
                self._revert()
                return True
        return super().eventFilter(watched, event)

    def _revert(self) -> None:
        """Go away, back to where the clerk was."""
        self.close_soon()
        if self._from is not None and isValid(self._from):
            self._from.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_soon(self) -> None:
        """Hide now, and be deleted when the event at hand is done."""
        self.hide()
        self.deleteLater()

    @Slot(str)
    def _fill(self, text: str) -> None:
        words = text.split()
        fitting = [(n, t) for n, t in self._names if all(word in n for word in words)]
        self._fitting = fitting[:_MOST]
        self._list.show_words(excerpt_of(name, words) for name, _ in self._fitting)
        self._none.setText(f"没有找到“{text.strip()}”，栏目名称和填的字里都没有")
        self._none.setHidden(bool(fitting))
        self._list.choose(0)

    @Slot()
    def _take(self) -> None:
        if self._list.at >= 0:
            self.close_soon()
            self.chosen.emit(self._fitting[self._list.at][1])

    @Slot()
    def apply_theme(self) -> None:
        """Take place and size from the theme and the window."""
        em = theme().em
        self._column.setContentsMargins(em(0.3), em(0.3), em(0.3), em(0.3))
        width = min(em(22), self._around.width() - em(2))
        height = min(em(16), self._around.height() - em(3))
        self.setGeometry(self._around.width() - width - em(1), em(1.6), width, height)


# The frame that shows where a jump has led.


HOLD, FADE = 1200, 200
"""Milliseconds."""
_REACH = 4
"""Pixels by which the frame stands out."""


class Highlight(QWidget):
    """Lies over a field for a moment, lets every click through, then goes."""

    def __init__(self, over: QWidget) -> None:
        """Lie over `over`, as a child of what it stands on."""
        super().__init__(over.parentWidget())
        self._opacity = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(_place(over).adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.setMask(_rim(self.rect()))  # or whatever lies below would be painted with every step
        self.raise_()
        self.show()
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.valueChanged.connect(self._faded)
        self._fade.finished.connect(self.deleteLater)
        call_later(self, self._end, HOLD)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self._opacity)
        painter.setPen(QPen(QColor(theme().colours.accent), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 5, 5)

    @Slot()
    def _end(self) -> None:
        moves = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        self._fade.setDuration(FADE if moves else 0)
        self._fade.start()

    @Slot(object)
    def _faded(self, value: float) -> None:
        self._opacity = value
        self.update()


def _rim(place: QRect) -> QRegion:
    """Return the frame of a rectangle, without what it holds."""
    return QRegion(place).subtracted(QRegion(place.adjusted(_REACH, _REACH, -_REACH, -_REACH)))


def _place(widget: QWidget) -> QRect:
    return widget.geometry()
