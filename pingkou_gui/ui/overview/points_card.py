"""得分: what each first-level indicator scored, the total and the grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from pingkou_gui.spec.pages.scoring import Indicator
from pingkou_gui.spec.place import Lane
from pingkou_gui.ui.kit import Button, ButtonKind, Card, Flow, Side, Text, WrappedText, follow_theme
from pingkou_gui.ui.scores.kinds import UNIT_SCORES
from pingkou_gui.ui.scores.strip import Pair
from pingkou_gui.ui.scores.sums import sums_of
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from pingkou_gui.ui.editors import PageContext
    from pingkou_gui.ui.scores.sums import Sums


class PointsCard(Card):
    """One line: the sums of 附件2; without indicators the way to them."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(name="得分")
        self._context = context
        self._groups = Flow()
        self._total, self._grade = Text("", TypeRole.FIGURE), Text("", TypeRole.FIGURE)
        self._warning = WrappedText("", tone=Tone.ERROR)
        self._open = Button("打开评分", ButtonKind.LINK)
        self._open.clicked.connect(self._go)
        self._line = QHBoxLayout()
        self._line.addWidget(Text("得分", TypeRole.HEAD))
        self._line.addLayout(self._groups, 1)
        for widget in (self._open, self._total, self._grade):
            self._line.addWidget(widget)
        self.column.addLayout(self._line)
        self.column.addWidget(self._warning)
        follow_theme(self.space)

    @Slot()
    def refresh(self) -> None:
        """Show the sums as they are now."""
        facts = self._context.facts
        sums, any_rows = sums_of(facts, UNIT_SCORES), bool(facts.rows(Indicator))
        self._rebuild(sums)
        self._total.setText(sums.total)
        self._grade.setText(sums.grade.split("（")[0])
        for widget in (self._total, self._grade):
            widget.setVisible(any_rows)
        self._open.setVisible(not any_rows)
        self._warning.setText(sums.warning)
        self._warning.setVisible(bool(sums.warning))
        said = [f"{g.name} {g.score} / {g.points}" for g in sums.groups]
        said += [f"总分 {sums.total}", sums.grade, sums.warning]
        self.setAccessibleName("得分：" + "，".join(part for part in said if part))

    @Slot()
    def space(self) -> None:
        """Take gaps from the theme."""
        self._line.setSpacing(theme().em(0.8))
        self._groups.set_gap(theme().em(1))

    def _rebuild(self, sums: Sums) -> None:
        while self._groups.count():
            self._groups.takeAt(0).widget().deleteLater()
        for group in sums.groups:
            pair = Pair(group.name, TypeRole.BODY, Side.LEFT)
            pair.show_value(group.score, f"/ {group.points}")
            self._groups.addWidget(pair)

    def _go(self, *_sent: object) -> None:
        self._context.jump(Lane(Indicator.key))
