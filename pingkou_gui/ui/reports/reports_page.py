"""All reports: open, copy, rename, put into the bin, bring back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QMessageBox

from pingkou_gui.ui.kit import Button, ButtonKind, Group, PageArea, Row, Text
from pingkou_gui.ui.main_window.names import local_time
from pingkou_gui.ui.theme import Tone, TypeRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.store.reports import ReportStore, Summary


class ReportsPage(PageArea):
    """Every report as a row with what can be done to it."""

    report_wanted = Signal(int)
    back_wanted = Signal()

    def __init__(self, store: ReportStore) -> None:
        super().__init__(name="全部报告")
        self._store = store
        self._groups: list[Group] = []
        self._fill()

    def _fill(self) -> None:
        for group in self._groups:
            group.hide()
            group.deleteLater()
        alive, gone = self._store.summaries(), self._store.summaries(deleted=True)
        back = Button("返回开始页")
        back.clicked.connect(self.back_wanted)
        here = Group("全部报告", note=f"{len(alive)} 份")
        here.add_act(back)
        for summary in alive:
            here.add(self._row(summary))
        self._groups = [here]
        if gone:
            bin_ = Group("回收站", note=f"{len(gone)} 份")
            for summary in gone:
                bin_.add(self._gone_row(summary))
            self._groups.append(bin_)
        for group in self._groups:
            self.add(group)

    def _row(self, summary: Summary) -> Row:
        row = _named(summary, f"改于 {local_time(summary.changed_at, day=True)}")
        row.add(self._act("打开", summary, self.report_wanted.emit))
        row.add(self._act("复制一份", summary, self._duplicate))
        row.add(self._act("改名", summary, partial(self._rename, summary)))
        row.add(self._act("放进回收站", summary, self._delete))
        return row

    def _gone_row(self, summary: Summary) -> Row:
        row = _named(summary, f"删于 {local_time(summary.deleted_at or '', day=True)}")
        row.add(self._act("恢复", summary, self._restore))
        row.add(self._act("彻底删除…", summary, partial(self._purge, summary)))
        return row

    def _act(self, title: str, summary: Summary, act: Callable[[int], object]) -> Button:
        button = Button(title, ButtonKind.LINK, spoken=f"{title} {summary.title}")
        button.clicked.connect(lambda _checked=False: act(summary.id))
        return button

    def _duplicate(self, report_id: int) -> None:
        self._store.duplicate(report_id)
        self._fill()

    def _rename(self, summary: Summary, report_id: int) -> None:
        words = "显示在单位和年度后面，例如 送审稿"
        name, taken = QInputDialog.getText(self, "改名", words, text=summary.name)
        if taken:
            self._store.rename(report_id, name.strip())
            self._fill()

    def _delete(self, report_id: int) -> None:
        self._store.delete(report_id)
        self._fill()

    def _restore(self, report_id: int) -> None:
        self._store.restore(report_id)
        self._fill()

    def _purge(self, summary: Summary, report_id: int) -> None:
        box = QMessageBox(self)
        box.setWindowTitle("彻底删除")
        box.setText(f"彻底删除“{summary.title}”")
        box.setInformativeText("删除后不能恢复")
        keep = box.addButton("留着", QMessageBox.ButtonRole.RejectRole)
        box.addButton("彻底删除", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        box.exec()
        if box.clickedButton() is not keep:
            self._store.purge(report_id)
            self._fill()


def _named(summary: Summary, when: str) -> Row:
    row = Row(indent=0.5)
    row.add(Text(summary.title))
    row.add(Text(when, TypeRole.SMALL, Tone.SECONDARY))
    row.add_stretch()
    return row
