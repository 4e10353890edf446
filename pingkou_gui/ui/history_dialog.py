"""What became of a field, and the rows that were removed: looked up, and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import SourceKind
from pingkou_gui.report.report import Change
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.open_items import local_time
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordsTable
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.theme import TypeRole
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import WrappedText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.form.values import Entry, Place, RowList
    from pingkou_gui.session import Session
    from pingkou_gui.store.reports import FieldEvent, RemovedRow

_SOURCES = {
    SourceKind.TYPED: "填写",
    SourceKind.WORKBOOK: "表格",
    SourceKind.REPORT: "报告",
    SourceKind.CARRIED: "沿用上年",
}


class FieldHistoryDialog(Dialog):
    """Every change of one field: when, from what to what, by which step, from which source."""

    def __init__(self, session: Session, place: Place, parent: QWidget | None = None) -> None:
        """Show the history of the value at a place of the open report."""
        super().__init__("这一栏改过什么", (46, 22), parent, scrolls=False)
        self._session, self._place = session, place
        self._events = session.store.field_history(session.report_id, place)
        field = FORM.field_at(place)
        self.list = WordsTable(
            "改动",
            (
                TableColumn("时间", 12),
                TableColumn("改前", 14),
                TableColumn("改后", None),
                TableColumn("来源", 12),
                TableColumn("步骤", 12),
            ),
        )
        self.back_button = Button("改回选中这次以前的", ButtonKind.NORMAL)
        self._leave = Button("关闭", ButtonKind.PRIMARY, key="Esc")
        title = "" if field is None else field.label
        self.column.addWidget(WrappedText(title, TypeRole.HEAD))
        self.column.addWidget(self.list, 1)
        if not self._events:
            self.column.addWidget(WrappedText("还没有改过", tone=Tone.SECONDARY))
        self.add_foot(self.back_button, self._leave, left=1)
        self.list.show_rows(_event_row(each, place) for each in self._events)
        if self._events:
            self.list.selectRow(0)
        self.back_button.setEnabled(bool(self._events) and self._is_there())
        self.back_button.clicked.connect(self._put_back)
        self._leave.clicked.connect(self.accept)

    def _is_there(self) -> bool:
        """Whether the row of the field is still in the report, so that a value can go there."""
        place = self._place
        return (
            not place.row or self._session.report.row_list_of(place.section, place.row) is not None
        )

    @Slot()
    def _put_back(self) -> None:
        at = self.list.current_row()
        if not 0 <= at < len(self._events):
            return
        now, field = self._session.report_as_made.entry(self._place), FORM.field_at(self._place)
        before = self._events[at].before
        if now != before and field is not None:
            self._session.make(Change({self._place: (now, before)}), f"改回{field.label}")
        self.accept()


class RemovedRowsDialog(Dialog):
    """The rows that were removed from the lists of a report, each to be put back."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show what was removed from the open report and is not back."""
        super().__init__("找回删掉的行", (46, 22), parent, scrolls=False)
        self._session = session
        self._rows: tuple[RemovedRow, ...] = ()
        self.list = WordsTable(
            "删掉的行",
            (TableColumn("删于", 12), TableColumn("哪张表", 10), TableColumn("内容", None)),
        )
        self.back_button = Button("放回", ButtonKind.PRIMARY)
        self._leave = Button("关闭", ButtonKind.NORMAL, key="Esc")
        words = "删掉的行连同下面的内容放回表的最后，再用“上移”“下移”调整位置"
        self.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        self.column.addWidget(self.list, 1)
        self.add_foot(self.back_button, self._leave, left=0)
        self._fill()
        self.back_button.clicked.connect(self._put_back)
        self._leave.clicked.connect(self.accept)

    def _fill(self) -> None:
        self._rows = self._session.store.removed_rows(self._session.report_id)
        self.list.show_rows(_removed_row(each) for each in self._rows)
        if self._rows:
            self.list.selectRow(0)
        self.back_button.setEnabled(bool(self._rows))

    @Slot()
    def _put_back(self) -> None:
        at = self.list.current_row()
        if 0 <= at < len(self._rows):
            removed = self._rows[at]
            noun = FORM.sections[removed.row_list.section].noun
            self._session.make(restoring(self._session, removed), f"找回{noun}")
            self._fill()


def restoring(session: Session, removed: RemovedRow) -> Change:
    """Return the change that brings a removed row back, at the end of its list."""
    report = session.report_as_made
    rows = report.rows(*removed.row_list)
    row_lists: dict[RowList, tuple[tuple[int, ...], tuple[int, ...]]] = {
        removed.row_list: (rows, (*rows, removed.row))
    }
    for row_list, below in removed.below:
        row_lists[row_list] = (report.rows(*row_list), below)
    return Change({place: (None, entry) for place, entry in removed.entries}, row_lists)


def _event_row(event: FieldEvent, place: Place) -> tuple[str, ...]:
    source = _source(event.after)
    label = f"{event.label}（已撤销）" if event.undone else event.label
    when = local_time(event.made_at, day=True)
    return when, _shown(event.before, place), _shown(event.after, place), source, label


def _shown(entry: Entry | None, place: Place) -> str:
    field = FORM.field_at(place)
    return "（空）" if entry is None or field is None else field.show(entry.value)


def _source(entry: Entry | None) -> str:
    if entry is None:
        return ""
    parts = (_SOURCES[entry.source.kind], entry.source.file, entry.source.where)
    return " ".join(part for part in parts if part)


def _removed_row(removed: RemovedRow) -> tuple[str, ...]:
    shown = (_shown(entry, place) for place, entry in removed.entries)
    words = "、".join(word for word in shown if word)
    section = FORM.sections[removed.row_list.section]
    return local_time(removed.made_at, day=True), section.noun or "", words or "（空行）"
