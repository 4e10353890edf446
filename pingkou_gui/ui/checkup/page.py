"""The 体检 screen: findings in a list, the paragraph beside it, the list as Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy

from pingkou_gui.domain.proofread.finding import PROVED, Severity
from pingkou_gui.ui.beside import BesidePage
from pingkou_gui.ui.checkup.export_line import ExportLine
from pingkou_gui.ui.checkup.findings_model import FindingsModel
from pingkou_gui.ui.checkup.quote_pane import QuotePane
from pingkou_gui.ui.kit import Button, ButtonKind, Combo, Segments
from pingkou_gui.ui.listing import ListView

if TYPE_CHECKING:
    from pingkou_gui.ui.checkup.examined import Examined
    from pingkou_gui.ui.main_window.settings import Settings

_EVERY = "every"


class CheckupPage(BesidePage):
    """One report examined."""

    another_wanted = Signal()
    """Examine another report."""

    def __init__(self, examined: Examined, settings: Settings) -> None:
        self.model, self.pane = FindingsModel(), QuotePane()
        title = f"体检：{examined.name}"
        super().__init__(
            ListView(self.model, name="体检结果"), self.pane, title=title, about=examined.about
        )
        self.setAccessibleName("体检")
        self._examined = examined
        self.export_line = ExportLine(settings)
        items = [(_EVERY, "全部"), *((s.name, str(s)) for s in Severity)]
        self.segments = Segments(items, joined=False)
        self.segments.choose(_EVERY)
        self.segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kinds = [(_EVERY, "各种问题"), *examined.classes()]
        self.classes = Combo(kinds, name="问题种类", width=7.5)
        self.classes.choose(_EVERY)
        self.leave = Button("返回", key="Esc")
        self.another = Button("换一份…")
        self.export = Button("导出 Word 清单…", ButtonKind.PRIMARY)
        self.head.add_control(self.segments)
        self.head.add_control(self.classes)
        self.add_over_foot(self.export_line)
        self.add_acts(self.leave, self.another, self.export)
        self._tie()
        self._show()

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
        self.say(told)
        self.export.set_missing("" if self.model.count() else "没有可以写进清单的")

    @Slot(int)
    def _entered(self, at: int) -> None:
        self.pane.show_finding(self._examined, self.model.finding(at))
