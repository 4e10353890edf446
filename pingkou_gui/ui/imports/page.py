"""The import screen: everything one source proposes, taken or left one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy

from pingkou_gui.ui.beside import Arrangement, BesidePage
from pingkou_gui.ui.imports.choice import Choice, Range
from pingkou_gui.ui.imports.items_model import ItemsModel
from pingkou_gui.ui.imports.names import Names
from pingkou_gui.ui.imports.notes import NotesCard
from pingkou_gui.ui.imports.origin import Origin
from pingkou_gui.ui.imports.source_pane import SourcePane
from pingkou_gui.ui.kit import Button, ButtonKind, Segments, WrappedText
from pingkou_gui.ui.listing import ListView
from pingkou_gui.ui.theme import Tone, theme

if TYPE_CHECKING:
    from pingkou_gui.domain.proposal import Proposal
    from pingkou_gui.session import Session

_NOTES = {Arrangement.BESIDE: 9.0, Arrangement.BELOW: 5.0, Arrangement.INSTEAD: 3.6}
"""Em of the notes that are opened."""


class ImportPage(BesidePage):
    """A proposal over a session; taking it is one step of the history."""

    taken = Signal(int)
    """So many values were taken and saved."""

    def __init__(self, proposal: Proposal, session: Session, origin: Origin | None = None) -> None:
        self._proposal, self._session = proposal, session
        self.choice = Choice(proposal, session.report)
        names = Names(proposal, session.facts)
        head = "表中" if _is_workbook(proposal) else "读到"
        self.model = ItemsModel(self.choice, names, head)
        self.pane = SourcePane(self.choice, names, origin or Origin())
        self.notes = NotesCard(proposal)
        title, about = f"导入{proposal.title}", proposal.file or "粘贴的文字"
        super().__init__(
            ListView(self.model, name="要导入的值"), self.pane, title=title, about=about
        )
        self.setAccessibleName(title)
        self.segments = Segments([(r.name, r.value) for r in Range], joined=False)
        self.segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.segments.choose(Range.NEEDED.name)
        self.leave = Button("不导入，返回", key="Esc")
        self.take = Button("", ButtonKind.PRIMARY)
        self._nothing = WrappedText("都与现有的相同，没有要看的", tone=Tone.SECONDARY)
        self.head.add_control(self.segments)
        self.add_below_list(self._nothing)
        self.add_below_list(self.notes)
        self.add_acts(self.leave, self.take)
        self._tie()
        self._show_counts()
        self._begin()

    def arranged(self) -> None:
        self.notes.set_room(theme().em(_NOTES[self.arrangement]))
        self.notes.set_short(short=self.arrangement is not Arrangement.BESIDE)

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
        self.show_list()

    def _show_counts(self) -> None:
        for each in Range:
            self.segments.set_title(each.name, f"{each.value} {self.choice.count(each)}")
        taken, left = self.choice.taken, self.choice.left
        self.say(f"已选 {taken} 个，留下 {left} 个")
        self.take.set_text(f"采用 {taken} 个")
        self.take.set_missing("" if taken else "先在左边选要采用的")

    @Slot()
    def _take(self) -> None:
        draft = self._session.draft()
        self.choice.put_into(draft)
        if self._session.make(draft.change, f"导入{self._proposal.title}"):
            self.taken.emit(self.choice.taken)


def _is_workbook(proposal: Proposal) -> bool:
    kinds = {item.source.kind.value for item in proposal.items}
    return kinds == {"workbook"}
