"""What is said of a source as a whole, and what could not be read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit

from pingkou_gui.ui.kit import (
    Button,
    ButtonKind,
    Card,
    SignLabel,
    WrappedText,
    follow_theme,
    set_look,
)
from pingkou_gui.ui.theme import Sign, theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.domain.proposal import Proposal

_ALWAYS = "整批导入是一步，按 Ctrl+Z 全部退回"
_FEW = 1


class NotesCard(Card):
    """The first note in sight; the others, and what found no place, on demand."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(name="关于这份文件", margin=0.5)
        self._proposal = proposal
        notes = [*proposal.notes[:_FEW], _ALWAYS]
        self._first = QFrame()
        line = QHBoxLayout(self._first)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(SignLabel(Sign.HINT))
        line.addWidget(WrappedText(_run_on(notes)), 1)
        self.column.addWidget(self._first)
        self._line = acts = QFrame()
        self._acts = QHBoxLayout(acts)
        self._acts.setContentsMargins(0, 0, 0, 0)
        self._acts.addStretch(1)
        self.column.addWidget(acts)
        self.more = self._link("", self._show_notes)
        self.rest = self._link(f"没有读进来的 {len(proposal.unplaced)}", self._show_rest)
        self.rest.setVisible(bool(proposal.unplaced))
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        set_look(self.words, "kind", "plain")
        self.column.addWidget(self.words)
        self.words.hide()
        self._shown, self._short = "", False
        self.set_short(short=False)
        follow_theme(self.space_acts)

    def set_short(self, *, short: bool) -> None:
        """Keep only the links in sight, the first note behind them."""
        self._short = short
        told = len(self._notes())
        self._first.setVisible(not short)
        self.more.set_text(f"说明 {told}" if short else f"其他说明 {told}")
        self.more.setVisible(told > 0)
        self._line.setVisible(told > 0 or bool(self._proposal.unplaced))

    def set_room(self, height: int) -> None:
        """Take at most so many pixels for the words."""
        self.words.setFixedHeight(height)

    @Slot()
    def space_acts(self) -> None:
        """Take gaps from the theme."""
        self._acts.setSpacing(theme().em(0.8))

    def _notes(self) -> tuple[str, ...]:
        """Return the notes behind the link."""
        notes = self._proposal.notes
        return (*notes, _ALWAYS) if self._short else notes[_FEW:]

    def _link(self, title: str, act: Callable[[], None]) -> Button:
        link = Button(title, ButtonKind.LINK)
        link.clicked.connect(act)
        self._acts.insertWidget(self._acts.count() - 1, link)
        return link

    @Slot()
    def _show_notes(self) -> None:
        self._toggle("notes", "\n".join(self._notes()), "其他说明")

    @Slot()
    def _show_rest(self) -> None:
        told = (_told(u.where, u.text, u.why) for u in self._proposal.unplaced)
        self._toggle("rest", "\n".join(told), "没有读进来的")

    def _toggle(self, key: str, text: str, name: str) -> None:
        self._shown = "" if self._shown == key else key
        self.words.setPlainText(text)
        self.words.setAccessibleName(name)
        self.words.setVisible(bool(self._shown))


def _run_on(notes: list[str]) -> str:
    return "。".join(note.rstrip("。") for note in notes) + "。"


def _told(where: str, text: str, why: str) -> str:
    words = f"{where}：{text}" if text else where
    return f"{words}（{why}）" if why else words
