"""A list with a detail pane beside it: the layout of the import, years and check screens."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from pingkou_gui.ui.breakpoints import SIDE_WIDTH
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.widgets.labels import WrappedText

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from pingkou_gui.ui.table.list_view import ListView


# Where the source stands, for the room there is.


_WIDE = 62
"""Em of width from which the source stands beside the list."""
_HIGH = 21.5
"""Em of height from which both have room one under the other."""
_AMPLE = 27
"""Em of height below which head, gaps and source leave more of it to the list."""


class Arrangement(Enum):
    """How list and source share the screen."""

    BESIDE = auto()
    BELOW = auto()
    INSTEAD = auto()
    """One of them at a time."""


def arrangement_for(width: float, height: float) -> Arrangement:
    """Return the arrangement for a screen of so many em."""
    if width >= _WIDE:
        return Arrangement.BESIDE
    return Arrangement.BELOW if height >= _HIGH else Arrangement.INSTEAD


# The head of such a screen: what it is about, and what narrows the list.


_WORDS = 20
"""Em the words need beside the controls; with less the controls go under them."""
_ASIDE = 0.8
"""Em between title and line where they stand side by side."""


class SplitListHead(QFrame):
    """Title and one line more at the left, controls at the right or below."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        set_look(self, "kind", "fieldbar")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._controls, self._flat = QHBoxLayout(), False
        self._title = WrappedText(title, TypeRole.HEAD)
        self._about = WrappedText(about, TypeRole.SMALL, Tone.SECONDARY)
        self._words.addWidget(self._title)
        self._words.addWidget(self._about)
        self._controls.addStretch(1)
        self._line.addLayout(self._words, 1)
        self._line.addLayout(self._controls)
        on_theme_change(self.apply_theme)

    @property
    def controls_below(self) -> bool:
        """Whether the controls have gone under the words."""
        return self._line.direction() is QBoxLayout.Direction.TopToBottom

    def add_control(self, widget: QWidget) -> None:
        """Add something that narrows the list."""
        self._controls.insertWidget(self._controls.count() - 1, widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_flat(self, *, flat: bool) -> None:
        """Take the least height there is: title and line side by side where both fit whole."""
        if flat != self._flat:
            self._flat = flat
            self.apply_theme()

    @Slot()
    def apply_theme(self) -> None:
        """Take gaps from the theme."""
        em = theme().em
        edge = em(0.15 if self._flat else 0.4)
        self._line.setContentsMargins(em(1), edge, em(1), edge)
        self._line.setSpacing(em(0.4))
        self._controls.setSpacing(em(0.6))
        self._fit()

    def _fit(self) -> None:
        """Put the controls beside the words or below them, as the width allows."""
        ways = QBoxLayout.Direction
        edges = self._line.contentsMargins()
        room = self.width() - edges.left() - edges.right()
        beside = room - self._controls.sizeHint().width() - self._line.spacing()
        below = self.width() - self._controls.sizeHint().width() < theme().em(_WORDS)
        if self._flat:
            height = self._controls.sizeHint().height()
            under = self._line.spacing() + height
            below = max(self._words_height(beside), height) > self._words_height(room) + under
        self._line.setDirection(ways.TopToBottom if below else ways.LeftToRight)
        aside = self._flat and self._fit_aside(room if below else beside)
        self._words.setDirection(ways.LeftToRight if aside else ways.TopToBottom)
        self._words.setSpacing(theme().em(_ASIDE) if aside else 0)
        self._words.setStretch(1, int(aside))

    def _fit_aside(self, room: int) -> bool:
        """Whether title and line stand side by side on one line of `room` pixels."""
        words = self._title.sizeHint().width() + self._about.sizeHint().width()
        return words + theme().em(_ASIDE) <= room

    def _words_height(self, room: int) -> int:
        title, about = (
            max(label.heightForWidth(max(room, 1)), label.sizeHint().height())
            for label in (self._title, self._about)
        )
        return max(title, about) if self._fit_aside(room) else title + about


# The screen: head, list, foot, and the source where there is room for it.


_ANY = (1 << 24) - 1  # QWIDGETSIZE_MAX
_COUNT = 10.0
"""Em of the words at the left end of the foot: with less they give way, no button is cut."""
_HIGHEST, _SHARE = 9.5, 0.36
"""Em of the source below the list at most, and its share of the height."""


class SplitListPage(QFrame):
    """A list that is gone through while the source of each line is looked at.

    Beside the list where the screen is wide, below it where it is high, else one at a time
    with a button in the foot between them.
    """

    left = Signal()
    """The clerk wants back."""
    low_share = _SHARE
    """The share of a low screen that the source takes below the list."""

    def __init__(self, view: ListView, pane: QWidget, *, title: str, about: str) -> None:
        """Show `view` under `title` and `about`, with `pane` beside it."""
        super().__init__()
        set_look(self, "kind", "desk")
        self.view, self._pane = view, pane
        self._arrangement = Arrangement.BESIDE
        self._source_shown = False
        self.head = SplitListHead(title, about)
        self._rows = QWidget()
        self._middle = QVBoxLayout(self._rows)
        self._foot_frame = QFrame()
        self._foot = QHBoxLayout(self._foot_frame)
        self._count = WrappedText(tone=Tone.SECONDARY)
        self.switch = Button("")
        self._lay_out()
        self.switch.clicked.connect(self._switch)
        on_theme_change(self.theme_page)

    @property
    def arrangement(self) -> Arrangement:
        """Where the source stands now."""
        return self._arrangement

    @property
    def is_low(self) -> bool:
        """Whether the list needs all the height that can be spared."""
        return self.height() < theme().em(_AMPLE)

    def add_below_list(self, widget: QWidget) -> None:
        """Add something under the list, hidden with it."""
        self._middle.addWidget(widget)

    def add_over_foot(self, widget: QWidget) -> None:
        """Add something that stays in sight over the buttons."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def add_buttons(self, *buttons: Button) -> None:
        """Add buttons at the right end of the foot."""
        for button in buttons:
            self._foot.addWidget(button)

    def show_state(self, words: str) -> None:
        """Show at the left end of the foot how things stand."""
        self._count.setText(words)
        self._fit_count()

    @property
    def has_decisions(self) -> bool:
        """Whether something was chosen here that would be lost."""
        return False

    def hold_back(self, *, going: bool) -> bool:
        """Say that keys of the report have no use here, where they would drop what was chosen.

        Keys that only go to another page do, as long as nothing was chosen.
        """
        if going and not self.has_decisions:
            return False
        self.show_state("这个键管的是报告里的内容，先按 Esc 返回报告再用")
        return True

    def take_focus(self) -> None:
        """Put the focus into the list."""
        self.show_list()

    def show_list(self) -> None:
        """Bring the list into sight, with the focus in it."""
        self._source_shown = False
        self._fit()
        self.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.close_inner():
            self.view.setFocus()
        elif self._source_shown and self._arrangement is Arrangement.INSTEAD:
            self.show_list()
        else:
            self.leave_page()

    def close_inner(self) -> bool:
        """Close what was unfolded within the page; return whether something was."""
        return False

    @Slot()
    def leave_page(self) -> None:
        """Go back; a page with something to lose asks first."""
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def theme_page(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._foot.setContentsMargins(em(1), em(0.3), em(1), em(0.3))
        self._foot.setSpacing(em(0.6))
        self._fit()

    def arranged(self) -> None:
        """Follow another arrangement; for those who add parts of their own."""

    def _lay_out(self) -> None:
        self._across = QHBoxLayout(self)
        self._column = QVBoxLayout()
        for layout in (self._across, self._column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        # another arrangement needs less than the one that is left
        self._across.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        ground = QFrame()
        set_look(ground, "kind", "group")
        set_look(self._foot_frame, "kind", "foot")
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.view)
        self._middle.addWidget(ground, 1)
        self._foot.addWidget(self._count, 1)
        self._foot.addWidget(self.switch)
        self._column.addWidget(self.head)
        self._column.addWidget(self._rows, 1)
        self._column.addWidget(self._foot_frame)
        self._across.addLayout(self._column, 1)
        self._across.addWidget(self._pane)

    @Slot()
    def _switch(self) -> None:
        self._source_shown = not self._source_shown
        self._fit()

    def _fit(self) -> None:
        """Choose the arrangement of list and pane for the size of the page."""
        em = theme().em(1)
        arrangement = arrangement_for(self.width() / em, self.height() / em)
        alone = arrangement is Arrangement.INSTEAD
        if not alone:
            self._source_shown = False
        self._place_pane(arrangement)
        self._spare_height()
        self.switch.setVisible(alone)
        self.switch.set_text("回到列表" if self._source_shown else "看出处")
        self._rows.setVisible(not self._source_shown)
        self._pane.setVisible(self._source_shown or not alone)
        self._arrangement = arrangement
        self._fit_count()
        self.arranged()

    def _spare_height(self) -> None:
        """Take less around the list where the screen is low."""
        em, low = theme().em, self.is_low
        edge = em(0.25 if low else 0.5)
        self._middle.setContentsMargins(em(1), edge, em(1), edge)
        self._middle.setSpacing(em(0.25 if low else 0.6))
        self.head.set_flat(flat=low)

    def _fit_count(self) -> None:
        """Break the words at the left end of the foot into the room that the buttons leave."""
        room = self._foot_room() - self._buttons_width()
        self._count.setHidden(room < theme().em(_COUNT))
        place, wraps = QRect(0, 0, max(1, room), 1 << 14), int(Qt.TextFlag.TextWordWrap)
        # asked of the letters: a label counts the height it was given once as needed
        words = self._count.fontMetrics().boundingRect(place, wraps, self._count.text())
        self._count.setMinimumHeight(0 if self._count.isHidden() else words.height())

    def _buttons_width(self) -> int:
        """Return what the buttons of the foot take, with the gaps between them."""
        buttons: list[Button] = list(self._foot_frame.findChildren(Button))
        widths = [b.sizeHint().width() for b in buttons if not b.isHidden()]
        return sum(widths) + len(widths) * self._foot.spacing()

    def _foot_room(self) -> int:
        beside = self._pane.minimumWidth() if self._arrangement is Arrangement.BESIDE else 0
        edges = self._foot.contentsMargins()
        return self.width() - beside - edges.left() - edges.right()

    def _place_pane(self, arrangement: Arrangement) -> None:
        """Put the pane beside, below or instead of the list, and set its size."""
        em, pane = theme().em, self._pane
        beside = arrangement is Arrangement.BESIDE
        if arrangement is not self._arrangement:
            self._across.removeWidget(pane)
            self._column.removeWidget(pane)
            if beside:
                self._across.addWidget(pane)
            else:
                self._column.insertWidget(2, pane, int(arrangement is Arrangement.INSTEAD))
        pane.setMinimumWidth(em(SIDE_WIDTH) if beside else 0)
        pane.setMaximumWidth(em(SIDE_WIDTH) if beside else _ANY)
        below = arrangement is Arrangement.BELOW
        share = self.low_share if self.is_low else _SHARE
        height = min(em(_HIGHEST), round(self.height() * share))
        pane.setMinimumHeight(height if below else 0)
        pane.setMaximumHeight(height if below else _ANY)
