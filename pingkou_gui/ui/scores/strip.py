"""The strip of sums: it stands at the foot of the page and never scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pingkou_gui.ui.kit import Flow, PageArea, Side, SignLabel, Text, follow_theme, set_look
from pingkou_gui.ui.theme import Sign, Tone, TypeRole, theme

if TYPE_CHECKING:
    from pingkou_gui.ui.scores.sums import GroupSum, Sums


_LOW = 14
"""Em of the page below which only total and grade are shown, in one line."""


class ScoreStrip(QFrame):
    """Score and points of each first level, the total, the grade."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "group")
        self._line = QHBoxLayout(self)
        self._left = QFrame()
        self._groups = Flow(self._left)
        self._sign = SignLabel(Sign.ERROR)
        self._warning = Text(tone=Tone.ERROR)
        self._total, self._grade = (
            Pair("自评总分", TypeRole.FIGURE, Side.RIGHT),
            Pair("等级", TypeRole.FIGURE, Side.LEFT),
        )
        self._line.addWidget(self._left, 1)
        for widget in (self._sign, self._warning, self._total, self._grade):
            self._line.addWidget(widget)
        self._shown: tuple[GroupSum, ...] = ()
        self._pairs: list[Pair] = []
        self._page: PageArea | None = None
        follow_theme(self.dress)

    @property
    def words(self) -> str:
        """All that is said, as a screen reader says it."""
        return self.accessibleName()

    def show_sums(self, sums: Sums) -> None:
        """Show sums."""
        if [g.name for g in sums.groups] != [g.name for g in self._shown]:
            self._rebuild(sums)
        for pair, group in zip(self._pairs, sums.groups, strict=True):
            pair.show_value(group.score, f"/ {group.points}")
        self._shown = sums.groups
        self._total.show_value(f"{sums.total} / 100")
        self._grade.show_value(sums.grade)
        for widget in (self._sign, self._warning):
            widget.setVisible(bool(sums.warning))
        self._warning.setText(sums.warning)
        said = [f"{g.name} {g.score} / {g.points}" for g in sums.groups]
        said += [f"自评总分 {sums.total} / 100", f"等级 {sums.grade}", sums.warning]
        self.setAccessibleName("，".join(part for part in said if part))

    def pin_to(self, page: PageArea) -> None:
        """Stand at the foot of a page, outside of what scrolls."""
        self._page = page
        self.setParent(page)
        page.installEventFilter(self)
        self._place()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(0.6), em(0.25), em(0.6), em(0.25))
        self._line.setSpacing(em(1))
        self._groups.set_gap(em(1.2))
        self._groups.setContentsMargins(0, 0, 0, 0)
        self._place()

    def _rebuild(self, sums: Sums) -> None:
        while len(self._pairs) > len(sums.groups):
            self._groups.takeAt(self._groups.count() - 1)
            self._pairs.pop().deleteLater()
        while len(self._pairs) < len(sums.groups):
            self._pairs.append(Pair("", TypeRole.STRONG, Side.LEFT))
            self._groups.addWidget(self._pairs[-1])
        for pair, group in zip(self._pairs, sums.groups, strict=True):
            pair.set_head(group.name)

    def _place(self) -> None:
        page = self._page
        if page is None:
            return
        em = theme().em
        short = page.height() < em(_LOW)
        self._left.setVisible(not short)
        for pair in (self._total, self._grade):
            pair.set_short(short=short)
        height = self.sizeHint().height()
        page.setViewportMargins(0, 0, 0, height + em(0.6))
        width = page.width() - 2 * em(1)
        self.setGeometry(em(1), page.height() - height - em(0.4), width, height)


class Pair(QFrame):
    """A small head with a value below, and a quiet word behind it."""

    def __init__(self, head: str, role: TypeRole, side: Side) -> None:
        super().__init__()
        self._column, self._line = QVBoxLayout(self), QHBoxLayout()
        self._head = Text(head, TypeRole.SMALL, Tone.SECONDARY, side=side)
        self._before = Text(head, TypeRole.SMALL, Tone.SECONDARY)
        self._column.addWidget(self._head)
        self._line.addWidget(self._before)
        self._before.hide()
        self._value = Text("", role, side=side)
        self._rest = Text("", tone=Tone.SECONDARY)
        self._line.addWidget(self._value)
        self._line.addWidget(self._rest)
        self._line.addStretch(1)
        self._column.addLayout(self._line)
        follow_theme(self.dress)

    def set_head(self, head: str) -> None:
        """Name the value otherwise."""
        for text in (self._head, self._before):
            text.setText(head)

    def show_value(self, value: str, rest: str = "") -> None:
        """Show a value."""
        self._value.setText(value)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))

    def set_short(self, *, short: bool) -> None:
        """Put the head before the value, or over it."""
        self._head.setVisible(not short)
        self._before.setVisible(short)

    @Slot()
    def dress(self) -> None:
        """Take gaps from the theme."""
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._line.setSpacing(theme().em(0.2))
