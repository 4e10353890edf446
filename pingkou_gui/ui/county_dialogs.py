"""The county's dialogs: sending a package, collecting, being offered a scheme."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from pingkou_gui.county.collect import (
    CollectionRequest,
    by_scheme,
    collect,
    move_into_place,
    sentence,
)
from pingkou_gui.county.package import REASON_RULE, lacks_reason, send
from pingkou_gui.county.summary_workbook import SendingState, status_sentence, write_status
from pingkou_gui.errors import KnownError, TargetError
from pingkou_gui.report.progress import MISSING
from pingkou_gui.scheme.scheme_editing import differences
from pingkou_gui.scheme.scheme_reader import read_scheme_file
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.file_dialogs import (
    ask_book_target,
    ask_folder,
    ask_package_target,
    ask_scheme,
    open_file,
    open_folder,
)
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordList, WordsTable, framed
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.theme import TypeRole
from pingkou_gui.ui.widgets.base import call_later
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.inputs import CheckBox, ComboBox, TextBox
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from pingkou_gui.county.collect import Outcome
    from pingkou_gui.county.package import Ready
    from pingkou_gui.county.summary_workbook import UnitStatus
    from pingkou_gui.scheme.scheme import Scheme


# The collecting in a thread of its own: how far it is, how it ended, how to stop it.


class Collector(QThread):
    """Runs one collection."""

    moved = Signal(int, int)
    """Files read, files found."""
    done = Signal(object)
    """An `Outcome`."""
    failed = Signal(object)
    """A `KnownError`, or whatever else went wrong."""

    def __init__(self, wanted: CollectionRequest, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._stop = threading.Event()

    @Slot()
    def cancel(self) -> None:
        """Stop at the next file; nothing is written then."""
        self._stop.set()

    def run(self) -> None:
        try:
            outcome = collect(self._wanted, self._on_progress)
        except KnownError as error:
            self.failed.emit(error)
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it to tell
            self.failed.emit(error)
        else:
            self.done.emit(outcome)

    def _on_progress(self, read: int, found: int) -> bool:
        self.moved.emit(read, found)
        return not self._stop.is_set()


def _scheme_line(scheme: Scheme) -> str:
    due = f"，截止 {scheme.deadline}" if scheme.deadline else "，没有截止日"
    units = f"{len(scheme.units)} 个单位" if scheme.units else "没有单位名单"
    return f"{scheme.name} {scheme.version}：{units}{due}"


# 汇总上报: folders in, a workbook out, and at once who is missing and what cannot be read.


_COLLECT_WHAT = "各单位交来的上报包和由本程序写出的 Word 都能汇总；读不了的会列出来，不影响别的"
_NAME = "绩效自评汇总.xlsx"
_STATUS_NAME = "报送情况.xlsx"
_NO_SCHEME = "没有选方案：不核对单位名单和截止日。几个县一起汇总的，各选一次"
_MOST = 100
"""Of the room in a line, what the words of the schemes take."""
_TO_LOOK_AT, _ALL, _OPEN = "look", "all", "open"
_SHOWN = (
    (_TO_LOOK_AT, "要看的"), (_ALL, "全部单位"), (SendingState.MISSING.name, "未交的"),
    (SendingState.LATE.name, "迟交的"), (_OPEN, "还没有改好的"),
)  # fmt: skip


_YEARS_BACK = 6
_USUAL = "usual"


def _years() -> list[tuple[str, str]]:
    """Return what can be chosen: what most reports are of, or a year, the last one first."""
    this = datetime.now().astimezone().year
    years = (str(this - back) for back in range(_YEARS_BACK))
    return [(_USUAL, "收到最多的年度"), *((year, f"{year}年度") for year in years)]


class CollectWindow(Dialog):
    """One collection at a time."""

    def __init__(
        self, folder: Path, parent: QWidget | None = None, *, scheme: Scheme | None = None
    ) -> None:
        """Begin without folders; dialogs for files begin in `folder`.

        A `scheme` that names a county's units is used until the clerk says otherwise.
        """
        super().__init__("汇总上报", (44, 32), parent)
        self._start_folder = folder
        self._folders: list[Path] = []
        self.schemes: list[Scheme] = []
        self._collector: Collector | None = None
        self.outcome: Outcome | None = None
        self.folders = WordList("放上报包的文件夹", lines=2)
        self._scheme_told = WrappedText(_NO_SCHEME, tone=Tone.SECONDARY)
        self.year = ComboBox(_years(), name="汇总哪个年度")
        self.year.choose(_USUAL)
        self.database = CheckBox("同时存一份数据库文件，供懂数据库的人查询")
        self.thorough = CheckBox("逐份重新核对检查结果和包里的 Word（较慢）")
        self._progress = QProgressBar()
        self._progress.setAccessibleName("读了多少")
        self._message = WrappedText("")
        self.results = WordsTable(
            "结果",
            (TableColumn("情况", 8), TableColumn("单位或文件", 16), TableColumn("说明", None)),
        )
        self.shown = ComboBox(_SHOWN, name="看哪些")
        self.shown.choose(_TO_LOOK_AT)
        self.export = Button("导出报送情况…")
        self.copy_list = Button("复制催报的话", ButtonKind.LINK)
        self.go = Button("汇总…", ButtonKind.PRIMARY)
        self.stop = Button("取消")
        self._open = Button("打开汇总表", ButtonKind.LINK)
        self._leave = Button("关闭", key="Esc")
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._show_running(running=False)
        if scheme is not None and scheme.units:
            self._take_scheme(scheme)
        self._add.setFocus()

    def add_folder(self, folder: Path) -> None:
        """Collect below this folder too; Enter collects then."""
        self._folders.append(folder)
        self._show_folders()
        self.go.setFocus()

    def use_scheme(self, path: Path) -> None:
        """Hold what comes in against the units and the deadline of one scheme file more.

        Each county has a scheme of its own; a scheme of the same county takes the other's place.
        """
        try:
            scheme = read_scheme_file(path)
        except KnownError as error:
            self._scheme_told.setText(f"{error.happened}。{error.remedy}")
            return
        self._take_scheme(scheme)

    def _take_scheme(self, scheme: Scheme) -> None:
        self.schemes = [s for s in self.schemes if s.county != scheme.county or not s.county]
        self.schemes.append(scheme)
        self._scheme_told.setText("\n".join(map(_scheme_line, self.schemes)))
        self._forget.show()

    def collect_to(self, target: Path) -> None:
        """Begin to collect into `target`."""
        database = target.with_suffix(".sqlite") if self.database.isChecked() else None
        wanted = CollectionRequest(
            tuple(self._folders),
            target,
            database,
            year=None if self.year.current_key == _USUAL else int(self.year.current_key),
            thorough=self.thorough.isChecked(),
        )
        for scheme in self.schemes:
            wanted = by_scheme(wanted, scheme)
        self.outcome = None
        self._show_results()
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
        self.column.addWidget(TextLabel("从这些文件夹里找", TypeRole.HEAD))
        self.column.addWidget(WrappedText(_COLLECT_WHAT, tone=Tone.SECONDARY))
        self.column.addWidget(framed(self.folders), 1)
        self._add, self._drop = Button("添加文件夹…"), Button("移出选中的")
        self._pick, self._forget = Button("选县级方案…"), Button("不用方案", ButtonKind.LINK)
        self._forget.hide()
        self.add_line(self._add, self._drop, left=2)
        line = self.add_line(self._pick, self._forget, left=2)
        line.insertWidget(1, self._scheme_told, _MOST)
        self.add_line(TextLabel("年度", TypeRole.STRONG), self.year, left=2)
        self.column.addWidget(self.database)
        self.column.addWidget(self.thorough)
        self.column.addWidget(self._progress)
        self.column.addWidget(self._message)
        self._choice = self.add_line(
            TextLabel("报送情况", TypeRole.STRONG), self.shown, self.copy_list, self.export, left=2
        )
        self.column.addWidget(framed(self.results), 3)
        self.add_foot(self._open, self._leave, self.stop, self.go, left=1)

    def _connect(self) -> None:
        self._add.clicked.connect(self._ask_folder)
        self._drop.clicked.connect(self._drop_folder)
        self._pick.clicked.connect(self._ask_scheme)
        self._forget.clicked.connect(self._forget_schemes)
        self.shown.currentIndexChanged.connect(self._show_results)
        self.export.clicked.connect(self._ask_status_target)
        self.copy_list.clicked.connect(self._copy_reminder)
        self.go.clicked.connect(self._ask_target)
        self.stop.clicked.connect(self._cancel)
        self._open.clicked.connect(self._show_book)
        self._leave.clicked.connect(self.reject)

    def _judge(self) -> None:
        self.go.set_missing("" if self._folders else "先添加放上报包的文件夹")

    def _show_running(self, *, running: bool) -> None:
        """Show the progress and lock the inputs while a collection runs."""
        self._progress.setVisible(running)
        self.stop.setVisible(running)
        self.go.setVisible(not running)
        self._open.setVisible(self.outcome is not None and not self.outcome.cancelled)
        inputs = (
            self._add, self._drop, self._pick, self._forget, self.year, self.database, self.thorough,
            self.shown,
        )  # fmt: skip
        for widget in inputs:
            widget.setEnabled(not running)
        known = self.outcome is not None and bool(self.outcome.statuses)
        why = "" if known else "先汇总，再看报送情况"
        self.export.set_missing(why)
        self.copy_list.setVisible(known)
        self._judge()

    @Slot()
    def _ask_folder(self) -> None:
        folder = ask_folder(self, self._start_folder)
        if folder is not None:
            self._start_folder = folder
            self.add_folder(folder)

    @Slot()
    def _drop_folder(self) -> None:
        if self.folders.at >= 0:
            del self._folders[self.folders.at]
            self._show_folders()

    def _show_folders(self) -> None:
        self.folders.show_words(map(str, self._folders))
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
        self._message.setText(
            f"读了 {read} 个，共 {found} 个文件" if read < found else "正在写汇总表"
        )

    @Slot(object)
    def _done(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self._message.setText("已取消，没有写汇总表" if outcome.cancelled else sentence(outcome))
        self._show_results()
        call_later(self, lambda: self.bring_into_sight(self.results))

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._message.setText("汇总没有完成，没有写汇总表")
            raise error
        self._message.setText(f"{error.happened}。{error.remedy}")

    @Slot()
    def _finished(self) -> None:
        self._collector = None
        self._show_running(running=False)
        # the button that had the focus was hidden: Enter opens what came of it
        done = self._open if self._open.isVisible() else self.go
        done.setFocus()

    @Slot()
    def _show_results(self) -> None:
        rows = () if self.outcome is None else _chosen_rows(self.outcome, self.shown.current_key)
        self.results.show_rows(rows)

    @Slot()
    def _forget_schemes(self) -> None:
        self.schemes.clear()
        self._scheme_told.setText(_NO_SCHEME)
        self._forget.hide()

    @Slot()
    def _ask_status_target(self) -> None:
        target = ask_book_target(self, self._start_folder / _STATUS_NAME)
        if target is not None:
            self.export_status(target)

    def export_status(self, target: Path) -> None:
        """Write 报送情况 as a workbook of its own, and say where it lies."""
        if self.outcome is None:
            return
        made = target.with_name(f".{target.name}.tmp")
        try:
            write_status(made, self.outcome.title, self.outcome.statuses)
            move_into_place(made, target)
        except TargetError as error:
            self._message.setText(f"{error.happened}。{error.remedy}")
        except OSError:
            self._message.setText(f"没能写成“{target.name}”。换一个文件夹再试")
        else:
            self._message.setText(f"已写出：{target}")
        finally:
            made.unlink(missing_ok=True)

    @Slot()
    def _copy_reminder(self) -> None:
        if self.outcome is not None:
            QGuiApplication.clipboard().setText(reminder(self.outcome))
            self._message.setText("已复制，可以粘贴到工作群里")

    @Slot()
    def _show_book(self) -> None:
        if self.outcome is not None:
            open_file(self.outcome.workbook)


def _rows_to_look_at(outcome: Outcome) -> Iterator[tuple[str, str, str]]:
    """Yield what the county should look at: what it is, whose, and why."""
    for status in outcome.statuses:
        if status.state is SendingState.MISSING:
            yield "未交", status.unit, "；".join(status.notes) or "名单里有，没有收到"
        if status.changed:
            yield "数字不同", status.unit, f"{status.changed}；要问清以哪一份为准"
    for unit in outcome.late:
        yield "迟交", unit, "最早一份的日子晚于截止日"
    for file, why in outcome.unreadable:
        yield "读不了", file, why
    for units in outcome.alike:
        yield "像同一个", "、".join(units), "名称不同、像同一个单位，合计里会重复；核对后只留一份"
    for file, why in outcome.clocks:
        yield "时间不对", file, why
    for unit in outcome.with_open:
        yield "没改好", unit, "交来的报告里还有必改、还差，见“检查结果”"


def _chosen_rows(outcome: Outcome, chosen: str) -> Iterator[tuple[str, str, str]]:
    """Return what to look at, or how the units stand that were chosen."""
    if chosen == _TO_LOOK_AT:
        yield from _rows_to_look_at(outcome)
        return
    for status in outcome.statuses:
        keys = {_ALL, status.state.name} | ({_OPEN} if status.is_open else set())
        if chosen in keys:
            unit = f"{status.county} {status.unit}".strip()
            yield status.state.value, unit, "，".join(_told_of(status))


def _told_of(status: UnitStatus) -> Iterator[str]:
    if status.first_sent:
        yield f"最早一份 {status.first_sent}"
    if status.open_must:
        yield f"必改未改 {status.open_must} 处"
    if status.open_missing:
        yield f"还差 {status.open_missing} 项"
    if status.open_reminders:
        yield f"提醒未答 {status.open_reminders} 处"
    yield from status.notes
    if status.changed:
        yield status.changed


def reminder(outcome: Outcome) -> str:
    """Return what the county can post to all units: how far it is, and who is waited for."""
    lines = [f"{outcome.title}：{status_sentence(outcome.statuses)}。"]
    waited = [s for s in outcome.statuses if s.state is SendingState.MISSING]
    nothing = [status.unit for status in waited if not status.unusable]
    again = [f"{status.unit}（{status.unusable}）" for status in waited if status.unusable]
    if nothing:
        lines.append(f"还没有交的：{'、'.join(nothing)}。")
    if again:
        lines.append(f"交来的不能用，要重新打包上报的：{'、'.join(again)}。")
    if outcome.with_open:
        lines.append(f"交来的还没有改好的：{'、'.join(outcome.with_open)}，改好、填完再打包上报。")
    return "\n".join(lines)


# A scheme for the report that is open: what changes, and whether to take it.


class SchemeOffer(Dialog):
    """Shows what another scheme changes; accepted where the report shall take it."""

    def __init__(self, old: Scheme, new: Scheme, parent: QWidget | None = None) -> None:
        """Offer `new` to a report that was made with `old`."""
        super().__init__("县级方案", (40, 24), parent)
        self.changes = differences(old, new)
        self.list = WordList("有变动的地方")
        self.list.show_words(self.changes or ["标题、分值、界限都没有变动"])
        self.take = Button("这份报告改用新方案", ButtonKind.PRIMARY)
        self._leave = Button("仍用原来的", key="Esc")
        self.column.addWidget(TextLabel(f"{new.name} {new.version}", TypeRole.HEAD))
        change_note = f"这份报告用的是“{old.name} {old.version}”。改用后，下面这些会变："
        self.column.addWidget(WrappedText(change_note, tone=Tone.SECONDARY))
        self.column.addWidget(framed(self.list), 1)
        note = "填过的内容都留着；以后新建的报告都用新方案"
        self.column.addWidget(WrappedText(note, TypeRole.SMALL, Tone.SECONDARY))
        self.add_foot(self._leave, self.take)
        self.take.clicked.connect(self.accept)
        self._leave.clicked.connect(self.reject)


# 打包上报: what is open, the reason for sending it all the same, where to.


_SEND_WHAT = (
    "上报包是一个文件，里面有 Word 报告和附件、全部数据、检查结果和写的原因，交给县财政局就行"
)
_REASON_NOTE = f"{REASON_RULE}；这句话随包一起交给县里，县里汇总时看得到"


class SendDialog(Dialog):
    """Shows what must be mended, takes the reason, writes the package."""

    def __init__(self, ready: Ready, proposed: Path, parent: QWidget | None = None) -> None:
        """Offer to send a report that was looked over, at first under the name `proposed`."""
        self._listed = (*sorted(ready.open, key=lambda f: f.severity == MISSING), *ready.carried)
        super().__init__("打包上报", (38, 26 if self._listed else 12), parent)
        self._ready, self._proposed = ready, proposed
        self.written: Path | None = None
        self.reason = TextBox(name="为什么现在就要上报", min_lines=2, max_lines=4)
        self._rule = WrappedText(_REASON_NOTE, TypeRole.SMALL, Tone.SECONDARY)
        self._message = WrappedText("", tone=Tone.ERROR)
        self._leave = Button("回去修改" if self._listed else "关闭", key="Esc")
        self.pack = Button("打包…", ButtonKind.PRIMARY)
        self._folder = Button("打开所在文件夹", ButtonKind.LINK)
        self._lay_out()
        self._leave.clicked.connect(self.reject)
        self.pack.clicked.connect(self._pack)
        self._folder.clicked.connect(self._show_folder)
        self.reason.textChanged.connect(self._judge)
        self._judge()

    def would_lose(self) -> str:
        """Return that the reason goes nowhere, where one was written and nothing packed."""
        written = self.reason.toPlainText().strip()
        return "写了原因，还没有打包" if written and self.written is None else ""

    def _lay_out(self) -> None:
        open_, carried = self._ready.open, len(self._ready.carried)
        head = f"{self._ready.open_words}，还没有改好" if open_ else "没有必须改的，可以上报"
        head += f"；照去年沿用、没有核对的另有 {carried} 处" if carried else ""
        self.column.addWidget(WrappedText(head, TypeRole.HEAD))
        self.column.addWidget(WrappedText(_SEND_WHAT, tone=Tone.SECONDARY))
        if self._listed:
            self._list_open()
        else:
            self.column.addStretch(1)
        if open_:
            self._ask_why()
        self.column.addWidget(self._message)
        self._message.hide()
        self._folder.hide()
        self.add_foot(self._folder, self._leave, self.pack, left=1)

    def _list_open(self) -> None:
        listing = WordsTable(
            "还没有改好、没有核对的",
            (TableColumn("要不要改", 6), TableColumn("页", 8), TableColumn("问题", None)),
        )
        listing.show_rows((f.severity, f.page, f.message) for f in self._listed)
        self.column.addWidget(framed(listing), 1)

    def _ask_why(self) -> None:
        self.column.addWidget(TextLabel("来不及改？写明为什么现在就要上报", TypeRole.STRONG))
        self.column.addWidget(self.reason)
        self.column.addWidget(self._rule)

    @Slot()
    def _judge(self) -> None:
        reason = self.reason.toPlainText().strip()
        lacks = lacks_reason(self._ready, reason)
        self.pack.set_missing(f"先改好上面的，或写明原因；{REASON_RULE}" if lacks else "")
        short = bool(reason) and lacks
        self._rule.setText(f"{REASON_RULE}，现在是 {len(reason)} 个字" if short else _REASON_NOTE)
        self._rule.set_tone(Tone.ERROR if short else Tone.SECONDARY)

    @Slot()
    def _pack(self) -> None:
        target = ask_package_target(self, self._proposed)
        if target is not None:
            self.write(target)

    def write(self, target: Path) -> None:
        """Write the package to `target` and say what came of it."""
        moment = datetime.now().astimezone()
        try:
            send(self._ready, target, moment, despite=self.reason.toPlainText())
        except KnownError as error:
            self._show_words(f"{error.happened}。{error.remedy}", Tone.ERROR)
            return
        self.written = target
        self._show_words(f"已打包：{target.name}", Tone.TEXT)
        self._folder.show()
        self._leave.set_text("关闭")
        self.pack.set_kind(ButtonKind.NORMAL)
        self._leave.set_kind(ButtonKind.PRIMARY)
        self._leave.setFocus(Qt.FocusReason.OtherFocusReason)  # Enter packs no second time

    def _show_words(self, words: str, tone: Tone) -> None:
        self._message.set_tone(tone)
        self._message.setText(words)
        self._message.show()

    @Slot()
    def _show_folder(self) -> None:
        if self.written is not None:
            open_folder(self.written.parent)
