"""The import screen: everything one source proposes, taken or left one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from pingkou_gui.ui.imports.choice import Choice, Range
from pingkou_gui.ui.imports.items_model import ItemsModel
from pingkou_gui.ui.imports.names import Names
from pingkou_gui.ui.imports.notes import NotesCard
from pingkou_gui.ui.imports.origin import Origin
from pingkou_gui.ui.imports.source_pane import SourcePane
from pingkou_gui.ui.kit import (
    Button,
    ButtonKind,
    Segments,
    Text,
    WrappedText,
    follow_theme,
    set_look,
)
from pingkou_gui.ui.listing import ListView
from pingkou_gui.ui.shell.panes import WIDTH
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from pingkou_gui.domain.proposal import Proposal
    from pingkou_gui.session import Session

BESIDE = 62
"""Em of width from which the source stands beside the table."""
_ANY = (1 << 24) - 1  # QWIDGETSIZE_MAX


class ImportPage(QFrame):
    """A proposal over a session; taking it is one step of the history."""

    taken = Signal(int)
    """So many values were taken and saved."""
    left = Signal()
    """The clerk wants back, and nothing was taken."""

    def __init__(self, proposal: Proposal, session: Session, origin: Origin | None = None) -> None:
        super().__init__()
        set_look(self, "kind", "desk")
        self.setAccessibleName(f"导入{proposal.title}")
        self._proposal, self._session = proposal, session
        self.choice = Choice(proposal, session.report)
        names = Names(proposal, session.facts)
        head = "表中" if _is_workbook(proposal) else "读到"
        self.model = ItemsModel(self.choice, names, head)
        self.view = ListView(self.model, name="要导入的值")
        self.pane = SourcePane(self.choice, names, origin or Origin())
        self.notes = NotesCard(proposal)
        self.segments = Segments([(r.name, r.value) for r in Range], joined=False)
        self.segments.choose(Range.NEEDED.name)
        self._count = Text("", tone=Tone.SECONDARY)
        self.leave = Button("不导入，返回", key="Esc")
        self.take = Button("", ButtonKind.PRIMARY)
        self._nothing = WrappedText("都与现有的相同，没有要看的", tone=Tone.SECONDARY)
        self._lay_out()
        self._tie()
        follow_theme(self.dress)
        self._show_counts()
        self._begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def take_focus(self) -> None:
        """Put the focus into the table."""
        self.view.setFocus()

    @Slot()
    def dress(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._head.setContentsMargins(em(1), em(0.4), em(1), em(0.4))
        self._head.setSpacing(em(0.6))
        self._middle.setContentsMargins(em(1), em(0.5), em(1), em(0.5))
        self._middle.setSpacing(em(0.6))
        self._foot.setContentsMargins(em(1), em(0.3), em(1), em(0.3))
        self._foot.setSpacing(em(0.6))
        self._fit()

    def _lay_out(self) -> None:
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._left = column = QVBoxLayout()
        column.setSpacing(0)
        top, foot, ground = QFrame(), QFrame(), QFrame()
        set_look(top, "kind", "fieldbar")
        set_look(foot, "kind", "foot")
        set_look(ground, "kind", "group")
        self._head, self._foot, self._middle = QHBoxLayout(top), QHBoxLayout(foot), QVBoxLayout()
        self._fill_head()
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.view)
        self._middle.addWidget(ground, 1)
        self._middle.addWidget(self._nothing)
        self._middle.addWidget(self.notes)
        self._foot.addWidget(self._count, 1)
        self._foot.addWidget(self.leave)
        self._foot.addWidget(self.take)
        column.addWidget(top)
        column.addLayout(self._middle, 1)
        column.addWidget(foot)
        self._across.addLayout(column, 1)
        self._across.addWidget(self.pane)

    def _fill_head(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(WrappedText(f"导入{self._proposal.title}", TypeRole.HEAD))
        about = self._proposal.file or "粘贴的文字"
        words.addWidget(WrappedText(about, TypeRole.SMALL, Tone.SECONDARY))
        self._head.addLayout(words, 1)
        self._head.addWidget(self.segments)
        self.segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _tie(self) -> None:
        self.segments.chosen.connect(self._show_range)
        self.view.line_entered.connect(self._entered)
        self.view.ticked.connect(self._toggle)
        self.view.opened.connect(self._toggle)
        self.pane.judged.connect(self._judge)
        self.leave.clicked.connect(self.left)
        self.take.clicked.connect(self._take)

    def _begin(self) -> None:
        self.view.choose(self.model.first_item())
        self._entered(self.view.at)
        self._show_range()

    @Slot()
    def _show_range(self) -> None:
        which = Range[self.segments.current or Range.NEEDED.name]
        self.model.show_range(which)
        empty = self.model.count() == 0
        self._nothing.setVisible(empty and which is Range.NEEDED)
        self.view.choose(self.model.first_item())
        self._entered(self.view.at)

    @Slot(int)
    def _entered(self, at: int) -> None:
        self.pane.show_item(self.model.item_at(at))

    @Slot(int)
    def _toggle(self, at: int) -> None:
        self.model.toggle(at)
        self._show_counts()

    @Slot(int, bool)
    def _judge(self, number: int, instead: bool) -> None:  # noqa: FBT001 - a signal's own
        self.choice.judge(number, instead=instead)
        self.model.changed()
        self._show_counts()
        self.view.setFocus()

    def _show_counts(self) -> None:
        for each in Range:
            self.segments.set_title(each.name, f"{each.value} {self.choice.count(each)}")
        taken, left = self.choice.taken, self.choice.left
        self._count.setText(f"已选 {taken} 个，留下 {left} 个")
        self.take.set_text(f"采用 {taken} 个")
        self.take.set_missing("" if taken else "先在左边选要采用的")

    @Slot()
    def _take(self) -> None:
        draft = self._session.draft()
        self.choice.put_into(draft)
        if self._session.make(draft.change, f"导入{self._proposal.title}"):
            self.taken.emit(self.choice.taken)

    def _fit(self) -> None:
        em = theme().em
        beside = self.width() >= em(BESIDE)
        if beside:
            self._across.addWidget(self.pane)
        else:
            self._left.insertWidget(self._left.count() - 1, self.pane)
        self.pane.setMinimumWidth(em(WIDTH) if beside else 0)
        self.pane.setMaximumWidth(em(WIDTH) if beside else _ANY)
        self.pane.setMaximumHeight(_ANY if beside else em(6.4))
        self.notes.set_room(em(9) if beside else em(5))


def _is_workbook(proposal: Proposal) -> bool:
    kinds = {item.source.kind.value for item in proposal.items}
    return kinds == {"workbook"}
