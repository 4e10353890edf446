"""The 体检 screen: findings in a list, the paragraph beside it, the list as Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from pingkou_gui.domain.proofread.finding import PROVED, Severity
from pingkou_gui.ui.checkup.export_line import ExportLine
from pingkou_gui.ui.checkup.findings_model import FindingsModel
from pingkou_gui.ui.checkup.quote_pane import QuotePane
from pingkou_gui.ui.kit import (
    Button,
    ButtonKind,
    Combo,
    Segments,
    Text,
    WrappedText,
    follow_theme,
    set_look,
)
from pingkou_gui.ui.listing import ListView
from pingkou_gui.ui.shell.panes import WIDTH
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from pingkou_gui.ui.checkup.examined import Examined
    from pingkou_gui.ui.main_window.settings import Settings

BESIDE = 62
"""Em of width from which the paragraph stands beside the list."""
_ANY = (1 << 24) - 1  # QWIDGETSIZE_MAX
_EVERY = "every"


class CheckupPage(QFrame):
    """One report examined."""

    left = Signal()
    another_wanted = Signal()
    """Examine another report."""

    def __init__(self, examined: Examined, settings: Settings) -> None:
        super().__init__()
        set_look(self, "kind", "desk")
        self.setAccessibleName("体检")
        self._examined = examined
        self.model = FindingsModel()
        self.view = ListView(self.model, name="体检结果")
        self.pane = QuotePane()
        self.export_line = ExportLine(settings)
        items = [(_EVERY, "全部"), *((s.name, str(s)) for s in Severity)]
        self.segments = Segments(items, joined=False)
        self.segments.choose(_EVERY)
        kinds = [(_EVERY, "各种问题"), *examined.classes()]
        self.classes = Combo(kinds, name="问题种类", width=7.5)
        self.classes.choose(_EVERY)
        self._count = Text("", tone=Tone.SECONDARY)
        self.leave = Button("返回", key="Esc")
        self.another = Button("换一份…")
        self.export = Button("导出 Word 清单…", ButtonKind.PRIMARY)
        self._lay_out()
        self._tie()
        follow_theme(self.dress)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def take_focus(self) -> None:
        """Put the focus into the list."""
        self.view.setFocus()

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._head.setContentsMargins(em(1), em(0.4), em(1), em(0.4))
        self._head.setSpacing(em(0.6))
        self._middle.setContentsMargins(em(1), em(0.5), em(1), em(0.5))
        self._foot.setContentsMargins(em(1), em(0.3), em(1), em(0.3))
        self._foot.setSpacing(em(0.6))
        self._fit()

    def _lay_out(self) -> None:
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        column, top, foot, ground = QVBoxLayout(), QFrame(), QFrame(), QFrame()
        self._left = column
        column.setSpacing(0)
        set_look(top, "kind", "fieldbar")
        set_look(foot, "kind", "foot")
        set_look(ground, "kind", "group")
        self._head, self._foot, self._middle = QHBoxLayout(top), QHBoxLayout(foot), QVBoxLayout()
        self._fill_head()
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.view)
        self._middle.addWidget(ground, 1)
        self._foot.addWidget(self._count, 1)
        for button in (self.leave, self.another, self.export):
            self._foot.addWidget(button)
        for part in (top, self.export_line, foot):
            column.addWidget(part)
        column.insertLayout(1, self._middle, 1)
        self._across.addLayout(column, 1)
        self._across.addWidget(self.pane)

    def _fill_head(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(WrappedText(f"体检：{self._examined.name}", TypeRole.HEAD))
        words.addWidget(WrappedText(self._examined.about, TypeRole.SMALL, Tone.SECONDARY))
        self._head.addLayout(words, 1)
        self._head.addWidget(self.segments)
        self._head.addWidget(self.classes)
        self.segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _tie(self) -> None:
        self.segments.chosen.connect(self._show)
        self.classes.currentIndexChanged.connect(self._show)
        self.view.line_entered.connect(self._entered)
        self.leave.clicked.connect(self.left)
        self.another.clicked.connect(self.another_wanted)
        self.export.clicked.connect(self.export_line.export)

    @Slot()
    def _show(self) -> None:
        severity = self.segments.current
        class_ = self.classes.current_key
        shown = self._examined.shown(
            str(Severity[severity]) if severity in Severity.__members__ else "",
            "" if class_ == _EVERY else class_,
        )
        self.model.show_findings(shown)
        self.export_line.hold(self._examined.name, shown)  # a filter narrows the list too
        self.view.choose(0)
        self._entered(self.view.at)
        self._show_counts()

    def _show_counts(self) -> None:
        findings = self._examined.findings
        self.segments.set_title(_EVERY, f"全部 {len(findings)}")
        for severity in Severity:
            number = sum(f.severity is severity for f in findings)
            self.segments.set_title(severity.name, f"{severity} {number}")
        proved = sum(f.certainty == PROVED for f in findings)
        told = f"共 {len(findings)} 处，已证实 {proved} 处" if findings else "没有发现要改的地方"
        self._count.setText(told)
        self.export.set_missing("" if self.model.count() else "没有可以写进清单的")

    @Slot(int)
    def _entered(self, at: int) -> None:
        self.pane.show_finding(self._examined, self.model.finding(at))

    def _fit(self) -> None:
        em = theme().em
        beside = self.width() >= em(BESIDE)
        if beside:
            self._across.addWidget(self.pane)
        else:
            self._left.insertWidget(2, self.pane)
        self.pane.setMinimumWidth(em(WIDTH) if beside else 0)
        self.pane.setMaximumWidth(em(WIDTH) if beside else _ANY)
        self.pane.setFixedHeight(em(9.5)) if not beside else self._free_height()

    def _free_height(self) -> None:
        self.pane.setMinimumHeight(0)
        self.pane.setMaximumHeight(_ANY)
