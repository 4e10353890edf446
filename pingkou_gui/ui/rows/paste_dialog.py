"""The look at what a paste would do, where it is not plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pingkou_gui.ui.kit import Button, ButtonKind, Text, WrappedText, follow_theme
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from pingkou_gui.importers.clipboard import PastedRows
    from pingkou_gui.ui.rows.paste import Plan

_SHOWN = 200
_NO_EDIT = QAbstractItemView.EditTrigger.NoEditTriggers


class PasteDialog(QDialog):
    """Shows the rows under the columns they go to, and what goes nowhere."""

    def __init__(self, plan: Plan, noun: str, counter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("从表格粘贴")
        self._column = QVBoxLayout(self)
        self._column.addWidget(Text(headline(plan, noun, counter), TypeRole.HEAD))
        self._column.addWidget(WrappedText(_columns_told(plan.pasted), tone=Tone.SECONDARY))
        self._table = _preview(plan.pasted)
        self._column.addWidget(self._table, 1)
        left = "\n".join(f"{each.where}：{each.words}" for each in plan.pasted.left_over)
        if left:
            self._column.addWidget(Text("下面这些没有放进去", TypeRole.STRONG, Tone.REMINDER))
            self._column.addWidget(_lines(left))
        line = QHBoxLayout()
        line.addWidget(Text("整批是一步，可按 Ctrl+Z 退回", TypeRole.SMALL, Tone.SECONDARY))
        line.addStretch(1)
        leave = Button("不粘贴", key="Esc")
        leave.clicked.connect(self.reject)
        line.addWidget(leave)
        self.take = Button(f"放入 {len(plan.pasted.rows)} 行", ButtonKind.PRIMARY)
        self.take.clicked.connect(self.accept)
        self.take.setDefault(True)
        line.addWidget(self.take)
        self._column.addLayout(line)
        follow_theme(self.dress)

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._column.setContentsMargins(em(1), em(0.8), em(1), em(0.8))
        self._column.setSpacing(em(0.5))
        self.resize(em(44), em(24))
        self._table.verticalHeader().setDefaultSectionSize(em(1.4))
        self._table.horizontalHeader().setFont(theme().font(TypeRole.SMALL))


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
        return f"没有认出列名，按顺序放入：{heads}"
    told = [f"{c.head}（{c.why}）" for c in pasted.columns if c.field is None and c.head]
    return "按列名放入" + (f"；不放入的列：{'、'.join(told)}" if told else "")


def _preview(pasted: PastedRows) -> QTableWidget:
    fields = [column.field for column in pasted.columns if column.field]
    table = QTableWidget(min(len(pasted.rows), _SHOWN), len(fields))
    table.setAccessibleName("要放入的行")
    table.setEditTriggers(_NO_EDIT)
    table.setHorizontalHeaderLabels([field.head for field in fields])
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for at, cells in enumerate(pasted.rows[:_SHOWN]):
        for column, (field, text) in enumerate(cells):
            item = QTableWidgetItem(field.show(field.read(text).value))
            side = Qt.AlignmentFlag.AlignRight if field.kind.numeric else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(at, column, item)
    table.resizeColumnsToContents()
    for column in range(table.columnCount()):
        table.setColumnWidth(column, max(table.columnWidth(column), theme().em(4)) + theme().em(1))
    return table


def _lines(text: str) -> QPlainTextEdit:
    box = QPlainTextEdit(text)
    box.setReadOnly(True)
    box.setAccessibleName("没有放进去的")
    box.setMaximumHeight(theme().em(5))
    return box
