"""The line that says what the field in hand is and what belongs in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button, ButtonKind, MessageAction
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import Cover, VerticalLine

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent


_HEIGHT = 1.5
"""Em of the room that one line has."""
_ANY = (1 << 24) - 1  # QWIDGETSIZE_MAX


class FieldBar(QFrame):
    """Name of the field, what is known of it, one act on offer (`offered` carries its key).

    It is spoken to several times in one act, and its words are put up once, before they are
    painted. They lie in a frame that lays itself out: the whole window would be laid out
    with every field, were it asked for room each time and not only where it needs more.

    It never moves the page: the room it has is that of one line, and longer words lie over the
    head of what stands under it as long as they are said. Only in the foot it grows, upwards.
    """

    offered = Signal(str)
    _other_words = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "fieldbar")
        self._words = "", ""
        self._act: MessageAction | None = None
        self._due = False
        """Whether words were set that are not shown yet: several in one turn are shown once."""
        self._edge, self._bare = True, False
        self._inner = Cover("surface")
        self._inner.setParent(self)
        self._name = TextLabel("", TypeRole.STRONG)
        self._rule = VerticalLine()
        self._what = WrappedText("", tone=Tone.SECONDARY)
        self._offer = Button("", ButtonKind.LINK)
        self._offer.clicked.connect(self._offer_taken)
        self._line = QHBoxLayout(self._inner)
        for widget in (self._name, self._rule):
            self._line.addWidget(widget)
        self._line.addWidget(self._what, 1)
        self._line.addWidget(self._offer)
        self._other_words.connect(self._put_up, Qt.ConnectionType.QueuedConnection)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._put_up()
        on_theme_change(self.apply_theme)

    @property
    def words(self) -> str:
        """All that is said, as a screen reader says it."""
        return self.accessibleName()

    def show_field(self, name: str, what: str, offer: MessageAction | None = None) -> None:
        """Speak of a field.

        Args:
            name: `302 商品和服务支出 · 本年决算`.
            what: Unit, other known values with their source, or a formula with its numbers.
            offer: The one act on offer.
        """
        if ((name, what), offer) == (self._words, self._act):
            return
        self._words, self._act = (name, what), offer
        self.setAccessibleName("，".join(part for part in (name, what) if part))
        if not self._due:
            self._due = True
            self._other_words.emit()

    @Slot()
    def _put_up(self) -> None:
        self._due = False
        (name, what), offer = self._words, self._act
        self._name.setText(name)
        self._what.setText(what)
        self._rule.setVisible(bool(name and what))
        if offer is not None:
            self._offer.set_text(f"{offer.title} {offer.shortcut}".rstrip(), offer.title)
        self._offer.setVisible(offer is not None)
        self._take_room()

    def set_bare(self, *, bare: bool, edge: bool) -> None:
        """Stand inside the foot (`bare`), with or without the margins of the page (`edge`)."""
        if set_look(self, "kind", "plain" if bare else "fieldbar"):
            self._name.apply_theme()  # polished anew it falls back to the font it had before
        if (edge, bare) != (self._edge, self._bare):
            self._edge, self._bare = edge, bare
            self.apply_theme()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().em(_HEIGHT))

    def settle(self) -> None:
        """Give back the height longer words have taken in the foot; for another page or width."""
        if self._bare:
            self.setFixedHeight(theme().em(_HEIGHT))
        else:
            self.setMinimumHeight(theme().em(_HEIGHT))
            self.setMaximumHeight(_ANY)
        self._take_room()

    def _take_room(self) -> None:
        """Stand in the room there is, and over what is below where the words need more."""
        frame = self.height() - self._place().height()
        height = self._line.heightForWidth(self._place().width()) + frame
        if not self._bare:
            height = max(height, theme().em(_HEIGHT))
            if self.isVisible() and height != self.height():
                self.raise_()
                self.resize(self.width(), height)
        elif self.isVisible() and height > self.height():
            # in the foot a bar that shrank from field to field would move what is above it
            self.setFixedHeight(height)
        width, least = self._line.minimumSize().width(), self.minimumWidth()
        if width > self.width() or width < least:
            self.setMinimumWidth(width if width > self.width() else 0)
        self._inner.setGeometry(self._place())

    def _place(self) -> QRect:
        """Return where the words stand."""
        return self.contentsRect().adjusted(0, 0, 0, -1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.settle()
        self._take_room()

    def clear(self) -> None:
        """Speak of nothing; the bar keeps its place."""
        self.show_field("", "")

    @Slot()
    def _offer_taken(self) -> None:
        if self._act is not None:
            self.offered.emit(self._act.key)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        edge = em(1) if self._edge else 0
        self._line.setContentsMargins(edge, 0, edge, 0)
        self._line.setSpacing(em(0.6))
        self.settle()
