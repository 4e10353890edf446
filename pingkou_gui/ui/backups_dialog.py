"""Backups and rescue: what differs from now, one report or all, and a start without usable data."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from pingkou_gui.errors import KnownError
from pingkou_gui.paths import database_in
from pingkou_gui.store.backups import (
    Reason,
    backup_with_more,
    differences,
    install_backup,
    list_backups,
    make_backup,
    open_backup,
    restore_all,
    restore_report,
)
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.store.rescue import recover, set_aside
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.error_dialogs import show_error
from pingkou_gui.ui.file_dialogs import pick_folder
from pingkou_gui.ui.open_items import PROGRAM
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordsTable, framed
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.theme import TypeRole
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.store.backups import Backup, ReportDifference
    from pingkou_gui.store.rescue import Rescued


# When the data cannot be used at the start: rescue, restore a backup, or begin with nothing.


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
        self.column.addWidget(WrappedText(error.happened, TypeRole.HEAD))
        words = "下面每一种做法都不会删掉任何文件，原来的数据文件会改名留着。"
        self.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        if there:
            what = "逐行读出还完好的内容，放进新的数据文件；没有读出的会逐处列出来"
            self.column.addWidget(WrappedText(what))
            self.add_line(self.rescue_button, left=1)
        self.rescue_button.setVisible(there)
        self.column.addWidget(TextLabel("备份", TypeRole.STRONG))
        self.list.show_rows(_row(each) for each in self._backups)
        self.column.addWidget(framed(self.list), 1)
        if self._backups:
            self.list.selectRow(0)
        else:
            self.column.addWidget(WrappedText("还没有备份", tone=Tone.SECONDARY))
        self.restore_button.setEnabled(bool(self._backups))
        self.add_foot(self.empty_button, self._leave, self.restore_button, left=1)

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
        at = self.list.at
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

    def _do(self, callback: Callable[[], None]) -> None:
        try:
            callback()
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


def ask(parent: QWidget, happened: str, remedy: str, action_label: str) -> bool:
    """Ask before something that should not happen by mistake; return whether it shall."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(PROGRAM)
    box.setText(happened)
    box.setInformativeText(remedy)
    no = box.addButton("不做", QMessageBox.ButtonRole.RejectRole)
    yes = box.addButton(action_label, QMessageBox.ButtonRole.AcceptRole)
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


class BackupsDialog(Dialog):
    """Every backup with its date, and report by report how it differs from now."""

    restored = Signal(int, bool)
    """Everything was restored (0), or one report was added under this number.

    The other says whether the report it was made from is still among the others.
    """
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
        self.column.addWidget(framed(self.list), 1)
        self.column.addWidget(TextLabel("里面的报告", TypeRole.STRONG))
        self.column.addWidget(framed(self.reports), 1)
        self.column.addWidget(self._note)
        self.add_line(self.make_button, self._second_button, left=2)
        self.add_foot(self._leave, self.all_button, self.one_button, left=0)

    def _connect(self) -> None:
        self.list.selectionModel().selectionChanged.connect(self._show_chosen)
        self.all_button.clicked.connect(self._restore_all)
        self.one_button.clicked.connect(self._restore_one)
        self.make_button.clicked.connect(self._make)
        self._second_button.clicked.connect(self._choose_second)
        self._leave.clicked.connect(self.accept)
        for table in (self.list, self.reports):
            table.activated.connect(self._frame_one)  # Enter, as in the other lists

    @Slot()
    def _frame_one(self) -> None:
        """Frame what restores the report, so that Enter once more does it."""
        if self.one_button.isEnabled():
            self.one_button.setFocus(Qt.FocusReason.TabFocusReason)

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
        at = self.list.at
        return self._backups[at] if 0 <= at < len(self._backups) else None

    @Slot()
    def _show_chosen(self) -> None:
        """Show what differs between the chosen backup and now, or why it cannot be read."""
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
        """Restore every report, after asking; `restored` is said with 0."""
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
        self.restored.emit(0, False)  # noqa: FBT003 - a signal's own

    @Slot()
    def _restore_one(self) -> None:
        made, at = self._chosen(), self.reports.at
        if made is None or not (0 <= at < len(self._held) and self._held[at].in_backup):
            return
        try:
            number = restore_report(self._store, made.path, self._held[at].report_id)
        except KnownError as error:
            show_error(error)
            return
        self.accept()
        held = self._held[at]
        self.restored.emit(number, held.now and not held.in_bin)

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
        self._second = pick_folder(self, words, self._second)
        self.second_changed.emit(self._second)
        self._fill()
