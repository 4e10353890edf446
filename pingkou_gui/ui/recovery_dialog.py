"""When the data cannot be used at the start: rescue, restore a backup, or begin with nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMessageBox

from pingkou_gui.errors import KnownError
from pingkou_gui.paths import database_in
from pingkou_gui.store.backups import (
    backup_with_more,
    install_backup,
    list_backups,
    open_backup,
)
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.store.rescue import recover, set_aside
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.error_dialogs import show_error
from pingkou_gui.ui.open_items import PROGRAM
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordsTable
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.theme import TypeRole
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.store.backups import Backup
    from pingkou_gui.store.rescue import Rescued

_MOST_LISTED = 12
"""Losses that are named one by one; all stand in the note beside the damaged file."""


class RecoveryDialog(Dialog):
    """What happened, and the ways on; nothing is thrown away by any of them.

    Before it is shown no database of the folder may be open. Accepted means that the data can be
    opened now.
    """

    def __init__(self, folder: Path, error: KnownError, parent: QWidget | None = None) -> None:
        """Offer what can be done about `error` in a data folder."""
        super().__init__("恢复数据", (44, 26), parent)
        self._folder = folder
        self._backups = list_backups(folder)
        self.rescue_button = Button("救出能读的内容", ButtonKind.PRIMARY)
        self.restore_button = Button("恢复选中的备份", ButtonKind.NORMAL)
        self.empty_button = Button("从空白开始…", ButtonKind.LINK)
        self._leave = Button("退出", ButtonKind.NORMAL, key="Esc")
        self.list = WordsTable(
            "备份",
            (
                TableColumn("做于", 12),
                TableColumn("因为", 12),
                TableColumn("大小", 8),
                TableColumn("里面的报告", None),
            ),
        )
        self._lay_out(error)
        self.rescue_button.clicked.connect(self._rescue)
        self.restore_button.clicked.connect(self._restore)
        self.empty_button.clicked.connect(self._begin_empty)
        self._leave.clicked.connect(self.reject)

    def _lay_out(self, error: KnownError) -> None:
        there = database_in(self._folder).exists()
        self.column.addWidget(WrappedText(f"{error.happened}。", TypeRole.HEAD))
        words = "下面每一种做法都不会删掉任何文件，原来的数据文件会改名留着。"
        self.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        if there:
            what = "逐行读出还完好的内容，放进新的数据文件；没有读出的会逐处列出来"
            self.column.addWidget(WrappedText(what))
            self.add_line(self.rescue_button, left=1)
        self.rescue_button.setVisible(there)
        self.column.addWidget(TextLabel("备份", TypeRole.STRONG))
        self.list.show_rows(_row(each) for each in self._backups)
        self.column.addWidget(self.list, 1)
        if self._backups:
            self.list.selectRow(0)
        else:
            self.column.addWidget(WrappedText("还没有备份", tone=Tone.SECONDARY))
        self.restore_button.setEnabled(bool(self._backups))
        self.add_foot(self.empty_button, self.restore_button, self._leave, left=1)

    @Slot()
    def _rescue(self) -> None:
        self._do(self._rescue_and_tell)

    def _rescue_and_tell(self) -> None:
        done = recover(self._folder)
        better = backup_with_more(self._folder, done.values) if done.lost else None
        if _show_rescued(self, done, better) and better is not None:
            self._install(better[0].path)

    @Slot()
    def _restore(self) -> None:
        at = self.list.current_row()
        if 0 <= at < len(self._backups):
            self._do(partial(self._install, self._backups[at].path))

    def _install(self, backup: Path) -> None:
        open_backup(backup).close()  # before anything is moved
        if database_in(self._folder).exists():
            set_aside(database_in(self._folder))
        install_backup(self._folder, backup)

    @Slot()
    def _begin_empty(self) -> None:
        words = "从空白开始，原来的数据文件改名留着，备份也留着"
        if ask(self, words, "以后还能从备份恢复", "从空白开始"):
            self._do(self._install_empty)

    def _install_empty(self) -> None:
        path = database_in(self._folder)
        if path.exists():
            set_aside(path)
        ReportStore(path).close()

    def _do(self, act: Callable[[], None]) -> None:
        try:
            act()
        except KnownError as error:
            show_error(error)
        except OSError:
            show_error(KnownError(f"没能写进“{self._folder}”", "核对磁盘空间和写的权限，再试"))
        else:
            self.accept()


def offer_recovery(folder: Path, error: KnownError, parent: QWidget | None = None) -> bool:
    """Show what can be done about data that cannot be used; return whether they can be now."""
    dialog = RecoveryDialog(folder, error, parent)
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()


def ask(parent: QWidget, happened: str, remedy: str, act: str) -> bool:
    """Ask before something that should not happen by mistake; return whether it shall."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(PROGRAM)
    box.setText(happened)
    box.setInformativeText(remedy)
    no = box.addButton("不做", QMessageBox.ButtonRole.RejectRole)
    yes = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(no)
    box.exec()
    return box.clickedButton() is yes


def _row(made: Backup) -> tuple[str, ...]:
    try:
        store = open_backup(made.path, verified=False)
        held = "、".join(each.title for each in store.summaries()) or "没有报告"
        store.close()
    except KnownError:
        held = "读不出来"
    size = f"{max(made.size // 1000, 1)} KB"
    return f"{made.made_at:%Y-%m-%d %H:%M}", made.reason.value, size, held


def _show_rescued(parent: QWidget, done: Rescued, better: tuple[Backup, int] | None) -> bool:
    """Say what was rescued; return whether the backup that holds more shall be taken instead."""
    box = QMessageBox(parent)
    box.setWindowTitle(PROGRAM)
    box.setText(f"救出报告 {done.reports} 份，内容 {done.values} 处")
    lost = [*done.lost[:_MOST_LISTED], *(["……"] if len(done.lost) > _MOST_LISTED else [])]
    whole = "没有发现缺少的内容"
    where = f"原来的文件留在“{done.set_aside.name}”" if done.set_aside is not None else ""
    lines = [*(lost or [whole]), where]
    take = None
    if better is not None:
        made, many = better
        lines.append(f"{made.made_at:%Y-%m-%d %H:%M} 的备份里有 {many} 处，比救出的多")
        take = box.addButton("改用这份备份", QMessageBox.ButtonRole.AcceptRole)
    stay = "用救出的" if better is not None else "知道了"
    box.addButton(stay, QMessageBox.ButtonRole.RejectRole)
    box.setInformativeText("\n".join(lines))
    box.exec()
    return take is not None and box.clickedButton() is take
