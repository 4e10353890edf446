"""Last year's words under a box: what they were, where they differ, one act that takes them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from pingkou_gui.report.over_years import differing_parts
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import TextLabel
from pingkou_gui.ui.widgets.layout import keep_room

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.report.over_years import Part
    from pingkou_gui.ui.editors.binding import Binding

_MOST = 90
"""So many letters are shown; the rest stands in 各年的数和文字."""
_BEFORE = 20


class LastYearLine(QFrame):
    """`上年：…` with the differences underlined; hidden where last year said the same, or nothing."""

    def __init__(self, binding: Binding, *, only_while_blank: bool = False) -> None:
        """Follow a binding; with `only_while_blank` it goes once something is written."""
        super().__init__(binding.widget)  # till it is laid out: without a parent it were a window
        self._binding, self._only_while_blank = binding, only_while_blank
        self._shown = ("", "")
        self._text = TextLabel("", TypeRole.SMALL, Tone.SECONDARY)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._text.setSizePolicy(policy)
        self.take = Button("", ButtonKind.QUIET)
        self.take.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the key does it where the hand is
        self.take.clicked.connect(self._take)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._text, 1)
        self._line.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)
        binding.context.keep_current(self, self.refresh)
        binding.bound.connect(self.refresh)
        on_theme_change(self.apply_theme)
        self.refresh()

    @property
    def words(self) -> str:
        """All that is said, as a screen reader says it."""
        return self._text.accessibleName()

    @Slot()
    def refresh(self) -> None:
        """Show what last year said beside what stands there now."""
        last, now = self._binding.last_text, self._binding.written_text
        same = not last or "".join(last.split()) == "".join(now.split())
        gone = self._only_while_blank and (bool(now) or self._binding.widget.isHidden())
        if same or gone:
            keep_room(self)
        self.setHidden(same or gone)
        if self.isHidden() or (last, now) == self._shown:
            return
        self._shown = last, now
        parts = differing_parts(last, now) if now else differing_parts(last, last)
        self._text.setText("上年：" + "".join(_html(_shortened(parts))))
        self._text.setAccessibleName(f"上年写的是：{last}")
        words = "换成上年的" if now else "照上年写"
        self.take.set_text(words if now else f"{words} Ctrl+D", f"{words}：{self._binding.title}")

    @Slot()
    def apply_theme(self) -> None:
        """Take gaps from the theme."""
        self._line.setContentsMargins(0, theme().em(0.05), 0, theme().em(0.1))
        self._line.setSpacing(theme().em(0.6))

    @Slot()
    def _take(self) -> None:
        """Put last year's words in; the focus goes to their box."""
        self._binding.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._binding.take_last()


def _shortened(parts: Sequence[Part]) -> Iterator[tuple[str, bool]]:
    """Yield the pieces about the first difference, as many letters as are shown."""
    before = next((at for at, part in enumerate(parts) if part.differs), 0)
    skipped = sum(len(part.text) for part in parts[:before]) - _BEFORE
    start = skipped if sum(len(part.text) for part in parts) > _MOST and skipped > 0 else 0
    at = 0
    if start:
        yield "…", False
    for part in parts:
        first, last = max(start - at, 0), max(min(start + _MOST - at, len(part.text)), 0)
        if first < last:
            yield part.text[first:last], part.differs
        at += len(part.text)
    if at > start + _MOST:
        yield "…", False


def _html(parts: Iterator[tuple[str, bool]]) -> Iterator[str]:
    for text, differs in parts:
        words = escape(text).replace("\n", "　")
        yield f"<u>{words}</u>" if differs else words
