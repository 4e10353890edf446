"""从备份恢复: the backups, what differs from now, one report or all, and back again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog

from pingkou_gui.errors import KnownError
from pingkou_gui.store.backups import (
    Reason,
    differences,
    list_backups,
    make_backup,
    open_backup,
    restore_all,
    restore_report,
)
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.error_dialogs import show_error
from pingkou_gui.ui.recovery_dialog import ask
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordsTable
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.theme import TypeRole
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.store.backups import Backup, ReportDifference
    from pingkou_gui.store.reports import ReportStore


class BackupsDialog(Dialog):
    """Every backup with its date, and report by report how it differs from now."""

    restored = Signal(int)
    """Everything was restored (0), or one report was added under this number."""
    second_changed = Signal(str)
    """Backups shall also be kept in this folder, nowhere else where it is empty."""

    def __init__(self, store: ReportStore, second: str = "", parent: QWidget | None = None) -> None:
        """Show the backups of an open database; `second` is the other place they go to."""
        super().__init__("从备份恢复", (50, 30), parent)
        self._store, self._second = store, second
        self._backups: tuple[Backup, ...] = ()
        self._held: tuple[ReportDifference, ...] = ()
        self.list = WordsTable(
            "备份", (TableColumn("做于", 12), TableColumn("因为", None), TableColumn("大小", 8))
        )
        self.reports = WordsTable(
            "备份里的报告", (TableColumn("报告", None), TableColumn("与现在相比", 12))
        )
        self._note = WrappedText("", TypeRole.SMALL, Tone.SECONDARY)
        self.all_button = Button("全部恢复到这份备份", ButtonKind.NORMAL)
        self.one_button = Button("只恢复选中的报告", ButtonKind.PRIMARY)
        self.make_button = Button("现在备份", ButtonKind.NORMAL)
        self._second_button = Button("再存一份到…", ButtonKind.LINK)
        self._leave = Button("关闭", ButtonKind.NORMAL, key="Esc")
        self._lay_out()
        self._connect()
        self._fill()

    def _lay_out(self) -> None:
        words = "程序每隔十分钟、关闭时、升级和恢复前自动备份；每份都核对过才算数"
        self.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        self.column.addWidget(self.list, 1)
        self.column.addWidget(TextLabel("里面的报告", TypeRole.STRONG))
        self.column.addWidget(self.reports, 1)
        self.column.addWidget(self._note)
        self.add_line(self.make_button, self._second_button, left=2)
        self.add_foot(self.all_button, self.one_button, self._leave, left=0)

    def _connect(self) -> None:
        self.list.selectionModel().selectionChanged.connect(self._show_chosen)
        self.all_button.clicked.connect(self._restore_all)
        self.one_button.clicked.connect(self._restore_one)
        self.make_button.clicked.connect(self._make)
        self._second_button.clicked.connect(self._choose_second)
        self._leave.clicked.connect(self.accept)

    def _fill(self) -> None:
        path = self._store.path
        self._backups = () if path is None else list_backups(path.parent)
        self.list.show_rows(
            (f"{b.made_at:%Y-%m-%d %H:%M:%S}", b.reason.value, f"{max(b.size // 1000, 1)} KB")
            for b in self._backups
        )
        if self._backups:
            self.list.selectRow(0)
        second = f"同时存到“{self._second}”" if self._second else "只存在这台电脑上"
        self._note.setText(f"备份 {len(self._backups)} 份，{second}")
        self._show_chosen()

    def _chosen(self) -> Backup | None:
        at = self.list.current_row()
        return self._backups[at] if 0 <= at < len(self._backups) else None

    @Slot()
    def _show_chosen(self) -> None:
        made, self._held = self._chosen(), ()
        readable = made is not None
        try:
            if made is not None:
                with closing(open_backup(made.path, verified=False)) as backup:
                    self._held = differences(backup, self._store)
        except KnownError as error:
            readable = False
            self.reports.show_rows([(error.happened, error.remedy)])
        else:
            self.reports.show_rows((each.title, each.words) for each in self._held)
        writable = readable and not self._store.read_only
        self.all_button.setEnabled(writable)
        self.one_button.setEnabled(writable and any(each.in_backup for each in self._held))
        if self._held:
            self.reports.selectRow(0)

    @Slot()
    def _restore_all(self) -> None:
        made = self._chosen()
        words = "把全部报告恢复成备份时的样子"
        undo = "恢复前先备份现在的内容，随时可以用它再恢复回来"
        if made is None or not ask(self, words, undo, "全部恢复"):
            return
        try:
            restore_all(self._store, made.path)
        except KnownError as error:
            show_error(error)
            return
        self.accept()
        self.restored.emit(0)

    @Slot()
    def _restore_one(self) -> None:
        made, at = self._chosen(), self.reports.current_row()
        if made is None or not (0 <= at < len(self._held) and self._held[at].in_backup):
            return
        try:
            number = restore_report(self._store, made.path, self._held[at].report_id)
        except KnownError as error:
            show_error(error)
            return
        self.accept()
        self.restored.emit(number)

    @Slot()
    def _make(self) -> None:
        second = Path(self._second) if self._second else None
        try:
            if self._store.path is not None:
                make_backup(self._store.path, Reason.MANUAL, second=second)
        except KnownError as error:
            show_error(error)
        self._fill()

    @Slot()
    def _choose_second(self) -> None:
        words = "选一个文件夹（例如U盘），备份同时存一份在那里"
        self._second = QFileDialog.getExistingDirectory(self, words, self._second)
        self.second_changed.emit(self._second)
        self._fill()
