"""The look at what a paste would do, where it is not plain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit, QTableWidget, QTableWidgetItem

from pingkou_gui.spec.values import Unread
from pingkou_gui.ui.dialog import Dialog, WordsDelegate, framed
from pingkou_gui.ui.dialog.words import ROW
from pingkou_gui.ui.kit import Button, ButtonKind, Text, WrappedText, follow_theme
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.importers.clipboard import PastedRows
    from pingkou_gui.spec.field import Field
    from pingkou_gui.ui.rows.paste import Plan

_SHOWN = 200
_NARROWEST, _WIDEST = 4, 16
"""Em of a column."""
_SPARED = 2
"""Em the widest column can do without, before the table scrolls sideways."""
_FEWEST = 4
"""Rows that are seen at least, the heads among them."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NO_EDIT = QAbstractItemView.EditTrigger.NoEditTriggers


class PasteDialog(Dialog):
    """Shows the rows under the columns they go to, and what goes nowhere."""

    def __init__(self, plan: Plan, noun: str, counter: str, parent: QWidget | None = None) -> None:
        super().__init__("从表格粘贴", (44, 24), parent)
        self.column.addWidget(Text(headline(plan, noun, counter), TypeRole.HEAD))
        self.column.addWidget(WrappedText(_columns_told(plan.pasted), tone=Tone.SECONDARY))
        self.table = _Preview(plan.pasted)
        self.column.addWidget(framed(self.table), 1)
        left = "\n".join(f"{each.where}：{each.words}" for each in plan.pasted.left_over)
        if left:
            self.column.addWidget(Text("下面这些没有放进去", TypeRole.STRONG, Tone.REMINDER))
            self.column.addWidget(_lines(left))
        told = Text("整批是一步，可按 Ctrl+Z 退回", TypeRole.SMALL, Tone.SECONDARY)
        leave = Button("不粘贴", key="Esc")
        leave.clicked.connect(self.reject)
        self.take = Button(f"放入 {len(plan.pasted.rows)} 行", ButtonKind.PRIMARY)
        self.take.clicked.connect(self.accept)
        self.take.set_missing("" if plan.pasted.rows else "没有可以放入的行")
        self.take.setDefault(True)
        self.add_foot(told, leave, self.take, left=1)
        self.take.setFocus()


def headline(plan: Plan, noun: str, counter: str) -> str:
    """Return what a paste would do, in one sentence."""
    parts = []
    if plan.added:
        parts.append(f"添加 {plan.added} {counter}{noun}")
    if len(plan.pasted.rows) > plan.added:
        parts.append(f"写入已有的 {len(plan.pasted.rows) - plan.added} 行")
    if plan.overwritten:
        parts.append(f"其中 {plan.overwritten} 格原来有字，会换成新的")
    return "，".join(parts) or "没有可以放入的行"


def _columns_told(pasted: PastedRows) -> str:
    if not pasted.headed:
        heads = "、".join(column.field.head for column in pasted.columns if column.field)
        why = {column.why for column in pasted.columns if not (column.field or column.expected)}
        told = [
            f"没有认出列名，按顺序放入：{heads}" if heads else "没有认出列名",
            *why,
            _unread(pasted),
        ]
        return "；".join(part for part in told if part)
    told = [f"{c.head}（{c.why}）" for c in pasted.columns if c.field is None and c.head]
    return "按列名放入" + (f"；不放入的列：{'、'.join(told)}" if told else "")


def _unread(pasted: PastedRows) -> str:
    cells = [field.read(text).value for row in pasted.rows for field, text in row]
    count = sum(isinstance(value, Unread) for value in cells)
    return f"有 {count} 格读不出，放入后按原样标出" if count else ""


class _Preview(QTableWidget):
    """The rows to be put in, each column on the side of its head."""

    def __init__(self, pasted: PastedRows) -> None:
        fields = [column.field for column in pasted.columns if column.field]
        super().__init__(min(len(pasted.rows), _SHOWN), len(fields))
        self.setAccessibleName("要放入的行")
        self.setEditTriggers(_NO_EDIT)
        self.setShowGrid(False)
        self.setItemDelegate(WordsDelegate(self, line=True))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        for column, field in enumerate(fields):
            self.setHorizontalHeaderItem(column, _item(field, field.head))
        for at, cells in enumerate(pasted.rows[:_SHOWN]):
            for column, (field, text) in enumerate(cells):
                self.setItem(
                    at, column, _item(field, field.show(field.bare(field.read(text).value)))
                )
        follow_theme(self.dress)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give columns what their words need; a few pixels too many come off the widest."""
        self.resizeColumnsToContents()
        head, room = self.horizontalHeader(), self.viewport().width()
        over = head.length() - room
        widest = max(range(head.count()), key=head.sectionSize, default=-1)
        if 0 < over <= theme().em(_SPARED) and widest >= 0:
            head.resizeSection(widest, head.sectionSize(widest) - over)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em, head = theme().em, self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(em(ROW))
        head.setFont(theme().font(TypeRole.SMALL))
        head.setFixedHeight(em(ROW))
        head.setMinimumSectionSize(em(_NARROWEST))
        head.setMaximumSectionSize(em(_WIDEST))
        self._fit()
        self.setMinimumHeight(em(ROW) * _FEWEST)


def _item(field: Field[Any], words: str) -> QTableWidgetItem:
    item = QTableWidgetItem(words)
    item.setTextAlignment(_RIGHT if field.kind.numeric else _LEFT)
    item.setToolTip(words)
    return item


def _lines(text: str) -> QPlainTextEdit:
    box = QPlainTextEdit(text)
    box.setReadOnly(True)
    box.setAccessibleName("没有放进去的")
    box.setMaximumHeight(theme().em(5))
    return box
