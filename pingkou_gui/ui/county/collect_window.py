"""汇总上报: folders in, a workbook out, and at once who is missing and what cannot be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from pingkou_gui.errors import KnownError
from pingkou_gui.exchange.collecting import Wanted, by_scheme, sentence
from pingkou_gui.scheme.reader import read_scheme_file
from pingkou_gui.ui.county.collecting import Collector
from pingkou_gui.ui.county.files import ask_book_target, ask_folder, ask_scheme, open_file
from pingkou_gui.ui.dialog import Dialog, Listing, WordList, framed
from pingkou_gui.ui.kit import Button, ButtonKind, Check, Text, WrappedText, later
from pingkou_gui.ui.theme import Tone, TypeRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from pingkou_gui.exchange.collecting import Outcome
    from pingkou_gui.scheme.model import Scheme

_WHAT = "各单位交来的上报包和由本程序写出的 Word 都能汇总；读不了的会列出来，不影响别的"
_NAME = "绩效自评汇总.xlsx"


class CollectWindow(Dialog):
    """One collection at a time."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        """Begin without folders; dialogs for files begin in `folder`."""
        super().__init__("汇总上报", (44, 32), parent)
        self._start_folder = folder
        self._scheme: Scheme | None = None
        self._collector: Collector | None = None
        self.outcome: Outcome | None = None
        self.folders = WordList("放上报包的文件夹", lines=2)
        self._scheme_told = WrappedText("没有选方案：不核对单位名单和截止日", tone=Tone.SECONDARY)
        self.database = Check("同时写一个 SQLite 文件，供进一步查询")
        self.thorough = Check("逐份重新核对检查结果和包里的 Word（较慢）")
        self._progress = QProgressBar()
        self._progress.setAccessibleName("读了多少")
        self._told = WrappedText("")
        self.results = Listing("结果", ("情况", "单位或文件", "说明"), wide=2)
        self.go = Button("汇总…", ButtonKind.PRIMARY)
        self.stop = Button("取消")
        self._open = Button("打开汇总表", ButtonKind.LINK)
        self._leave = Button("关闭", key="Esc")
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._show_running(running=False)

    def add_folder(self, folder: Path) -> None:
        """Collect below this folder too."""
        self.folders.addItem(str(folder))
        self._judge()

    def use_scheme(self, path: Path) -> None:
        """Hold what comes in against the units and the deadline of a scheme file."""
        try:
            scheme = read_scheme_file(path)
        except KnownError as error:
            self._scheme_told.setText(f"{error.happened}。{error.remedy}")
            return
        self._scheme = scheme
        due = f"，截止 {scheme.deadline}" if scheme.deadline else "，没有截止日"
        units = f"{len(scheme.units)} 个单位" if scheme.units else "没有单位名单"
        self._scheme_told.setText(f"{scheme.name} {scheme.version}：{units}{due}")

    def collect_to(self, target: Path) -> None:
        """Begin to collect into `target`."""
        folders = tuple(Path(self.folders.item(at).text()) for at in range(self.folders.count()))
        database = target.with_suffix(".sqlite") if self.database.isChecked() else None
        wanted = Wanted(folders, target, database, thorough=self.thorough.isChecked())
        if self._scheme is not None:
            wanted = by_scheme(wanted, self._scheme)
        self.outcome = None
        self.results.show_rows(())
        self._collector = Collector(replace(wanted), self)
        self._collector.moved.connect(self._moved)
        self._collector.done.connect(self._done)
        self._collector.failed.connect(self._failed)
        self._collector.finished.connect(self._finished)
        self._show_running(running=True)
        self._collector.start()

    @property
    def running(self) -> bool:
        """Whether a collection is under way."""
        return self._collector is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(Path(url.toLocalFile()).is_dir() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if Path(url.toLocalFile()).is_dir():
                self.add_folder(Path(url.toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end()
        super().closeEvent(event)

    def reject(self) -> None:
        self._end()
        super().reject()

    def _end(self) -> None:
        """Stop what is under way and wait for its end: a thread must not outlive its window."""
        if self._collector is not None:
            self._collector.cancel()
            self._collector.wait()

    def _lay_out(self) -> None:
        self.column.addWidget(Text("从这些文件夹里找", TypeRole.HEAD))
        self.column.addWidget(WrappedText(_WHAT, tone=Tone.SECONDARY))
        self.column.addWidget(framed(self.folders), 1)
        self._add, self._drop = Button("添加文件夹…"), Button("移出选中的")
        self._pick = Button("选县级方案…")
        self.add_line(self._add, self._drop, left=2)
        line = self.add_line(self._pick, left=1)
        line.insertWidget(1, self._scheme_told, 1)
        self.column.addWidget(self.database)
        self.column.addWidget(self.thorough)
        self.column.addWidget(self._progress)
        self.column.addWidget(self._told)
        self.column.addWidget(framed(self.results), 3)
        self.add_foot(self._open, self._leave, self.stop, self.go, left=1)

    def _connect(self) -> None:
        self._add.clicked.connect(self._ask_folder)
        self._drop.clicked.connect(self._drop_folder)
        self._pick.clicked.connect(self._ask_scheme)
        self.go.clicked.connect(self._ask_target)
        self.stop.clicked.connect(self._cancel)
        self._open.clicked.connect(self._show_book)
        self._leave.clicked.connect(self.reject)

    def _judge(self) -> None:
        self.go.set_missing("" if self.folders.count() else "先添加放上报包的文件夹")

    def _show_running(self, *, running: bool) -> None:
        self._progress.setVisible(running)
        self.stop.setVisible(running)
        self.go.setVisible(not running)
        self._open.setVisible(self.outcome is not None and not self.outcome.cancelled)
        for widget in (self._add, self._drop, self._pick, self.database, self.thorough):
            widget.setEnabled(not running)
        self._judge()

    @Slot()
    def _ask_folder(self) -> None:
        folder = ask_folder(self, self._start_folder)
        if folder is not None:
            self._start_folder = folder
            self.add_folder(folder)

    @Slot()
    def _drop_folder(self) -> None:
        for item in self.folders.selectedItems():
            self.folders.takeItem(self.folders.row(item))
        self._judge()

    @Slot()
    def _ask_scheme(self) -> None:
        path = ask_scheme(self, self._start_folder)
        if path is not None:
            self.use_scheme(path)

    @Slot()
    def _ask_target(self) -> None:
        target = ask_book_target(self, self._start_folder / _NAME)
        if target is not None:
            self.collect_to(target)

    @Slot()
    def _cancel(self) -> None:
        if self._collector is not None:
            self._collector.cancel()

    @Slot(int, int)
    def _moved(self, read: int, found: int) -> None:
        self._progress.setMaximum(max(found, 1))
        self._progress.setValue(read)
        self._told.setText(f"读了 {read} 个，共 {found} 个文件" if read < found else "正在写汇总表")

    @Slot(object)
    def _done(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self._told.setText("已取消，没有写汇总表" if outcome.cancelled else sentence(outcome))
        self.results.show_rows(_rows(outcome))
        later(self, lambda: self.bring_into_sight(self.results))

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._told.setText("汇总没有完成，没有写汇总表")
            raise error
        self._told.setText(f"{error.happened}。{error.remedy}")

    @Slot()
    def _finished(self) -> None:
        self._collector = None
        self._show_running(running=False)

    @Slot()
    def _show_book(self) -> None:
        if self.outcome is not None:
            open_file(self.outcome.workbook)


def _rows(outcome: Outcome) -> Iterator[tuple[str, str, str]]:
    """Return what the county should look at."""
    for unit in outcome.missing:
        yield "未交", unit, "名单里有，没有收到"
    for unit in outcome.late:
        yield "迟交", unit, "第一次打包的日子晚于截止日"
    for file, why in outcome.unreadable:
        yield "读不了", file, why
    for unit in outcome.with_open:
        yield "有必改", unit, "交来的报告里还有必须改的，见“检查结果”"
