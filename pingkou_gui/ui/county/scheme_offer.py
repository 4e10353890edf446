"""A scheme for the report that is open: what changes, and whether to take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.scheme.difference import differences
from pingkou_gui.ui.dialog import Dialog, WordList, framed
from pingkou_gui.ui.kit import Button, ButtonKind, Text, WrappedText
from pingkou_gui.ui.theme import Tone, TypeRole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.scheme.model import Scheme


class SchemeOffer(Dialog):
    """Shows what another scheme changes; accepted where the report shall take it."""

    def __init__(self, old: Scheme, new: Scheme, parent: QWidget | None = None) -> None:
        """Offer `new` to a report that was made with `old`."""
        super().__init__("县级方案", (40, 24), parent)
        self.changes = differences(old, new)
        self.list = WordList("有变动的地方", wraps=True)
        self.list.addItems(list(self.changes) or ["标题、分值、界限都没有变动"])
        self.take = Button("这份报告改用新方案", ButtonKind.PRIMARY)
        self._leave = Button("仍用原来的", key="Esc")
        self.column.addWidget(Text(f"{new.name} {new.version}", TypeRole.HEAD))
        told = f"这份报告用的是“{old.name} {old.version}”。改用后，下面这些会变："
        self.column.addWidget(WrappedText(told, tone=Tone.SECONDARY))
        self.column.addWidget(framed(self.list), 1)
        note = "填过的内容都留着；以后新建的报告都用新方案"
        self.column.addWidget(WrappedText(note, TypeRole.SMALL, Tone.SECONDARY))
        self.add_foot(self._leave, self.take)
        self.take.clicked.connect(self.accept)
        self._leave.clicked.connect(self.reject)
