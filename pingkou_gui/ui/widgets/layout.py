"""Layout widgets: cards, groups, rows, pages that scroll, lines that wrap."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import (
    FlowRow,
    enclosing,
    fill,
    is_zoom,
    on_theme_change,
    set_look,
    tab_behind,
)
from pingkou_gui.ui.widgets.controls import (
    Message,
    MessageLine,
)
from pingkou_gui.ui.widgets.labels import Side, TextLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QHideEvent, QShowEvent


# A framed group: head with title and column heads, rows below.


GAP = 0.35  # between the columns of a row, in em
ROW_LEFT, ROW_RIGHT = 0.5, 0.6  # inner margins of heads and rows, in em


class GroupColumn(NamedTuple):
    """A column head: `width` in em as its fields, None for what room is left."""

    title: str
    width: float | None = None
    figures: bool = True


class GroupBox(QFrame):
    """A group of a form; its column heads align with the digits below, not the frames."""

    def __init__(
        self,
        title: str,
        *,
        columns: Sequence[GroupColumn] = (),
        title_width: float | None = None,
        note: str = "",
    ) -> None:
        """Make an empty group.

        Args:
            title: What the group is about.
            columns: Heads right of the title.
            title_width: Width of the title in em, that of the labels below.
            note: Small words behind the title (`万元`).
        """
        super().__init__()
        set_look(self, "kind", "group")
        self.setAccessibleName(title)
        self._title = TextLabel(title, TypeRole.HEAD, width=title_width)
        self._note = TextLabel(note, TypeRole.SMALL, Tone.SECONDARY)
        self._giving_way: list[QWidget] = []
        self._columns = [(column, _head(column)) for column in columns]
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(0)
        self._head = self._made_head()
        self._outer.addWidget(self._head)
        self._actions = FlowRow(centred=True)
        self._head_line.addLayout(self._actions)
        self._note.setVisible(bool(note))
        on_theme_change(self.apply_theme)

    def set_title(self, title: str) -> None:
        """Call the group something else."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_note(self, note: str) -> None:
        """Put other small words behind the title."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a row, a table or a layout below; in a group in sight it is seen at once."""
        if isinstance(part, QWidget):
            self._outer.addWidget(part, stretch)
            if self.isVisible():
                part.show()
        else:
            self._outer.addLayout(part, stretch)

    def add_to_head(self, widget: QWidget, *, gives_way: bool = False) -> None:
        """Add a button, link or text at the right end of the head; they break into lines.

        One that `gives_way`, because it stands in a menu and has a key, is hidden before that.
        """
        self._actions.addWidget(widget)
        if gives_way:
            self._giving_way.append(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._giving_way:
            self._fit_head()

    def _fit_head(self) -> None:
        """Hide the acts that give way where all have no room beside the title, then the note."""
        buttons = [self._actions.itemAt(at).widget() for at in range(self._actions.count())]
        shown = [
            button for button in buttons if button in self._giving_way or not button.isHidden()
        ]
        gap = theme().em(0.5)
        room = self.width() - theme().em(ROW_LEFT + ROW_RIGHT + GAP)

        def needed(widgets: Sequence[QWidget], *, note: bool) -> int:
            width = self._title.sizeHint().width()
            width += sum(widget.sizeHint().width() + gap for widget in widgets)
            return width + (self._note.sizeHint().width() + gap if note else 0)

        note = bool(self._note.text())
        tight = needed(shown, note=note) > room
        for button in self._giving_way:
            button.setHidden(tight)
        kept = [button for button in shown if button not in self._giving_way]
        self._note.setVisible(note and not (tight and needed(kept, note=True) > room))

    def set_tail_below(self, below: bool) -> None:  # noqa: FBT001 - one plain switch
        """Hide the head of what stands under the figures now (see `Row.set_tail_below`)."""
        for column, label in self._columns:
            if column.width is None:
                label.setVisible(not below)

    def fit_columns(self, title_width: float, widths: Sequence[float | None]) -> None:
        """Give title and column heads other widths, in em; 0 hides a head."""
        self._title.set_width(title_width)
        for (_, label), width in zip(self._columns, widths, strict=True):
            label.setVisible(width != 0)
            label.set_width(width or None)

    def _made_head(self) -> QFrame:
        head = QFrame()
        set_look(head, "kind", "grouphead")
        self._head_line = QHBoxLayout(head)
        self._head_line.addWidget(self._title)
        self._head_line.addWidget(self._note)
        for column, label in self._columns:
            self._head_line.addWidget(label, 0 if column.width else 1)
        self._head_line.addStretch(0)  # what no column asks for stays at the end
        return head

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._outer.setContentsMargins(0, 0, 0, em(0.25))
        self._head.setMinimumHeight(em(1.6))
        self._head_line.setContentsMargins(em(ROW_LEFT), 0, em(ROW_RIGHT), 0)
        self._head_line.setSpacing(em(GAP))
        self._actions.set_gap(em(0.5))
        for column, label in self._columns:
            inset = theme().digit_inset()
            label.setContentsMargins(*((0, 0, inset, 0) if column.figures else (inset, 0, 0, 0)))
            label.apply_theme()


def _head(column: GroupColumn) -> TextLabel:
    side = Side.RIGHT if column.figures else Side.LEFT
    return TextLabel(column.title, TypeRole.SMALL, Tone.SECONDARY, side=side, width=column.width)


# A row of a form: its line, the bar of its problem, its messages below.


_BAR = 3  # pixels of the bar left, as in the style sheet
_WORST_FIRST = (Sign.ERROR, Sign.REMINDER)
_PROBLEM = {Sign.ERROR: "error", Sign.REMINDER: "reminder"}


class FormRow(QFrame):
    """A row; add label and fields with `add`, show what is the matter with `set_messages`."""

    acted = Signal(int, str)
    """An act of a message: which message, which act."""

    def __init__(self, *, total: bool = False, indent: float = 9.75) -> None:
        """Make an empty row.

        Args:
            total: With a line above, for sums.
            indent: Em from the left at which messages stand: the column of the field,
                which is 9.75 behind a label of 8.9.
        """
        super().__init__()
        self._indent = indent
        self._messages: tuple[Message, ...] = ()
        self._tail: QWidget | None = None
        self._tail_below = self._current = False
        self._shown: list[MessageLine] = []
        set_look(self, "kind", "row")
        set_look(self, "total", "true" if total else None)
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(0)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._line = QHBoxLayout()
        self._line.addStretch(0)  # room nobody asks for stays at the end
        self._outer.addLayout(self._line)
        self._outer.addStretch(1)  # room that is kept stays below
        self._below: QHBoxLayout | None = None
        self._notes: QVBoxLayout | None = None
        on_theme_change(self.apply_theme)

    @property
    def messages(self) -> tuple[Message, ...]:
        """What is shown below the line."""
        return self._messages

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a label or field to the line."""
        self._line.insertWidget(self._line.count() - 1, widget, stretch)

    def add_stretch(self) -> None:
        """Keep what follows at the right end."""
        self._line.insertStretch(self._line.count() - 1, 1)

    def set_tail(self, widget: QWidget) -> None:
        """Give the row its last widget (变动原因), which takes what width is left."""
        self._tail = widget
        self._place_tail()

    def set_tail_below(self, below: bool) -> None:  # noqa: FBT001 - one plain switch
        """Put the tail under the figures, where the window is too narrow for it."""
        if below != self._tail_below:
            if not below:
                keep_room(self)
            self._tail_below = below
            self._place_tail()

    def room_for_tail(self) -> int:
        """Return the pixels that the line leaves beside its other widgets for the tail."""
        margins, gap = self._line.contentsMargins(), self._line.spacing()
        room = self.contentsRect().width() - margins.left() - margins.right()
        for at in range(self._line.count()):
            item = self._line.itemAt(at)
            widget = item.widget()
            if widget is not None and widget is not self._tail and not item.isEmpty():
                room -= item.minimumSize().width() + gap
        return room

    def set_before_tail(self, widgets: Sequence[QWidget], at: int, *, below: bool) -> None:
        """Put a name and a field before the tail under the figures, or the field back at `at`."""
        for widget in widgets:
            self._line.removeWidget(widget)
            if self._below is not None:
                self._below.removeWidget(widget)
        if not below:
            self._line.insertWidget(at, widgets[-1])
            return
        line = self._line_below()
        for place, widget in enumerate(widgets):
            line.insertWidget(place, widget)
        if self._tail is None and line.count() == len(widgets):
            line.addStretch(1)

    def _line_below(self) -> QHBoxLayout:
        """Return the second line, made where it is first needed: few rows have one."""
        if self._below is None:
            self._below = QHBoxLayout()
            self._outer.insertLayout(1, self._below)
            self._space_lower()
        return self._below

    def _place_tail(self) -> None:
        if self._tail is None:
            return
        if self._tail_below:
            self._line_below().addWidget(self._tail, 1)
        else:
            self.add(self._tail, 1)
        self.apply_theme()

    def add_note(self, widget: QWidget) -> None:
        """Add something that stands below the line and above the messages, where those stand."""
        if self._notes is None:
            self._notes = QVBoxLayout()
            self._outer.insertLayout(1 if self._below is None else 2, self._notes)
            self._space_lower()
        self._notes.addWidget(widget)

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - one plain switch
        """Tint the row as the one being worked on; a problem is tinted instead."""
        self._current = current
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Not by the style sheet: asking it again at every step from field to field takes longer.
        if self._current and self.property("problem") is None:
            painter, colours = QPainter(self), theme().colours
            fill(painter, self.rect(), colours.accent_tint)
            fill(painter, QRect(0, 0, _BAR, self.height()), colours.accent)
            painter.end()
        super().paintEvent(event)

    def set_messages(self, messages: Sequence[Message]) -> None:
        """Show `messages` below the line; the worst of them tints the row."""
        if tuple(messages) == self._messages:
            return
        self._messages = tuple(messages)
        if self._shown:
            keep_room(self)
        for line in self._shown:
            line.hide()
            line.deleteLater()
        self._shown = []
        own = self.stops()
        for index, each in enumerate(self._messages):
            line = self._made(index, each)
            tab_behind(own, line)  # what a message offers comes behind its row
            self._shown.append(line)
            own += line.findChildren(QWidget)
        signs = [message.sign for message in self._messages]
        worst = next((sign for sign in _WORST_FIRST if sign in signs), None)
        set_look(self, "problem", _PROBLEM[worst] if worst else None)

    def stops(self) -> list[QWidget]:
        """Return what stands in the row; what a message offers comes behind the last of it."""
        return [*self.findChildren(QWidget)]

    def act(self, message: int, key: str) -> None:
        """Tell that what a message offers was asked for; a row of editors does it itself."""
        self.acted.emit(message, key)

    def _made(self, index: int, message: Message) -> MessageLine:
        line = MessageLine(message, indent=self._indent, less=_BAR)
        line.acted.connect(lambda key: self.act(index, key))
        self._outer.insertWidget(self._outer.count() - 1, line)
        line.show()
        return line

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(ROW_LEFT) - _BAR, em(0.1), em(ROW_RIGHT), em(0.1))
        self._line.setSpacing(em(GAP))
        self._space_lower()

    def _space_lower(self) -> None:
        em = theme().em
        left, right = em(self._indent) - _BAR, em(ROW_RIGHT)
        if self._below is not None:
            self._below.setContentsMargins(left, 0, right, em(0.1) if self._tail_below else 0)
            self._below.setSpacing(em(GAP))
        if self._notes is not None:
            self._notes.setContentsMargins(left, 0, right, 0)


# Cards and bands: framed grounds to put things on.


class Card(QFrame):
    """A frame around a finding or an offer; lay its parts out in `column`."""

    def __init__(self, *, name: str, margin: float = 0.6) -> None:
        """Make an empty card called `name`; `margin` in em on all sides."""
        super().__init__()
        self._margin, self._frame = margin, 1
        self.column = QVBoxLayout(self)
        self.setAccessibleName(name)
        set_look(self, "kind", "card")
        on_theme_change(self.apply_theme)

    def set_margin(self, margin: float) -> None:
        """Keep so many em on all sides."""
        if margin != self._margin:
            self._margin = margin
            self.apply_theme()

    def set_current(self, current: bool) -> None:  # noqa: FBT001 - one plain switch
        """Frame the card as the chosen one."""
        self._frame = 2 if current else 1
        if set_look(self, "current", "true" if current else None):
            self.apply_theme()

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        margin = theme().em(self._margin) - self._frame  # a thicker frame moves nothing
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(theme().em(0.2))


class Banner(Card):
    """A card with the tint of what it says."""

    def __init__(self, *, name: str, tone: Tone = Tone.TEXT, margin: float = 0.6) -> None:
        super().__init__(name=name, margin=margin)
        set_look(self, "kind", "band")
        self.set_tone(tone)

    def set_tone(self, tone: Tone) -> None:
        """Tint the band: ERROR, REMINDER, ACCENT, SECONDARY (settled), TEXT (no tint)."""
        set_look(self, "tone", tone.value)


# A frame that hides what lies below it.


class Cover(QFrame):
    """A frame filled with one colour of the theme by itself.

    A ground that comes from the style sheet may let something through, as far as Qt knows:
    with every field on it all that it lies on is painted, up to the window.
    """

    def __init__(self, role: str) -> None:
        """Make the frame; `role` names its colour, `surface` or `window`."""
        super().__init__()
        self._role = role
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, event.rect(), getattr(theme().colours, self._role))
        painter.end()


# The scrolling ground of a page: rows give way before it would scroll sideways.


PAGE_EDGE, BETWEEN = 1.0, 0.5


class Scroller(QScrollArea):
    """What scrolls up and down only: no frame, no focus, as wide as there is room."""

    def __init__(self, name: str = "", look: str = "") -> None:
        """Make it empty, with an accessible name and the look of the style sheet's `kind`."""
        super().__init__()
        if look:
            set_look(self, "kind", look)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def lay_out_now(self) -> None:
        """Lay out what was changed in sight, all of it before it is painted.

        Left to itself Qt goes from the inmost layout to the next turn by turn, and paints
        what has grown squeezed into the room it had.
        """
        inner: list[QWidget] = [*self.widget().findChildren(QWidget)]
        for widget in reversed(inner):
            layout = widget.layout()
            if layout is not None:
                layout.activate()
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))


def keep_room(part: QWidget) -> None:
    """Have a part of a page stay as high as it is, though less will stand in it or it hides.

    What lies below it stays where it is until the focus goes to another group: a hand that is on
    its way to a field meets it there.
    """
    page = enclosing(part, PageArea)
    if page is not None and part.isVisible():
        page.keep_room_of(part)


class PageArea(Scroller):
    """A page of groups, one under the other."""

    def __init__(self, *, name: str) -> None:
        """Make an empty page with the accessible name `name`."""
        super().__init__(name, "page")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._held: tuple[QWidget, int] | None = None
        self._slack, self._pointed, self._moved = 0, QCursor.pos(), 0.0
        self._putting = False
        self._reading, self._changed_at = False, 0.0
        """Whether what is held is only looked at; when something was changed last, in seconds."""
        self._left_behind: QWidget | None = None
        self._kept: dict[QWidget, QWidget | None] = {}
        """Parts that stay as high as they were, and the group that was worked in then."""
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self._letting_go, self._calm = QTimer(self, interval=_TURN), 0
        self._letting_go.timeout.connect(self._let_go)
        canvas = Cover("window")
        self._column = QVBoxLayout(canvas)
        self._column.addStretch(1)
        self.setWidget(canvas)
        on_theme_change(self._take_theme)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if is_zoom(event):
            event.ignore()
        else:
            super().wheelEvent(event)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a group at the end of the page."""
        at = self._column.count() - 1
        if isinstance(part, QWidget):
            self._column.insertWidget(at, part, stretch)
        else:
            self._column.insertLayout(at, part, stretch)

    @Slot()
    def apply_theme(self) -> None:
        """Take margins from the theme."""
        em = theme().em
        top = em(0.5) + self._slack
        self._column.setContentsMargins(em(PAGE_EDGE), top, em(PAGE_EDGE), em(0.5))
        self._column.setSpacing(em(BETWEEN))

    @Slot()
    def _take_theme(self) -> None:
        """Take margins anew and leave no room above: with other letters all stands elsewhere."""
        self._held, self._slack = None, 0
        self.apply_theme()

    # ---- what is under the mouse stays there while lines above it come and go

    @Slot()
    def hold_place(self) -> None:
        """Keep the row under the mouse where it is while what stands above it grows or shrinks.

        Called before something changes; without the mouse in hand the page moves as it will.
        """
        if (self._held is None or self._reading) and self.isVisible():
            self._hold(self._row_at_mouse() if self._in_hand() else None)
            self._changed_at = monotonic()
        self._go_on_holding()

    @Slot()
    def hold_reading(self) -> None:
        """Keep what is looked at where it is while something is told that was found out late.

        That is the row under a mouse that was moved since the last change, else the field that
        is typed in, else what stands at the top.
        """
        if self._held is None and self.isVisible():
            self._in_hand()  # has it looked whether the mouse was moved
            field = self._focused()
            row = self._row_at_mouse() if self._moved > self._changed_at else None
            if row is None and field is not None and self.sees(field):
                row = field
            self._hold(row or self._row_at(QPoint(self.viewport().width() // 2, theme().em(1))))
            self._reading = True
        self._go_on_holding()

    def _hold(self, widget: QWidget | None) -> None:
        self._held = None if widget is None else (widget, self._top_of(widget))
        self._reading = False

    def _go_on_holding(self) -> None:
        if self._held is not None:
            self._calm = 0
            self._letting_go.start()

    def keep_room_of(self, part: QWidget) -> None:
        """Keep the height of a part until the focus goes to another group, or the page goes."""
        if part not in self._kept:
            focus = QApplication.focusWidget()
            here = focus is not None and self.widget().isAncestorOf(focus)
            self._kept[part] = _group_of(focus if focus is not None and here else part)
            _keep_height(part, part.height())

    @Slot("QWidget*", "QWidget*")  # type: ignore[arg-type]
    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Give up the room of all groups but the one that has the focus now."""
        if not self._kept or now is None or now.window() is not self.window():
            return  # a list that drops down has it for a while
        group = _group_of(now)
        left = [part for part, worked_in in self._kept.items() if worked_in is not group]
        if left:
            self.hold_reading() if self._held is None else self._go_on_holding()
            self._give_up(left)

    def _give_up(self, parts: Sequence[QWidget]) -> None:
        for part in parts:
            del self._kept[part]
            if isValid(part):
                _keep_height(part, 0)

    def take_hand_off(self) -> None:
        """Hold nothing under the mouse until it is moved again, and leave no room above."""
        self._held, self._moved, self._pointed = None, 0.0, QCursor.pos()
        self._set_slack(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        laid_out = event.type() == QEvent.Type.LayoutRequest
        if not laid_out or self._held is None:
            done = super().eventFilter(watched, event)
            if laid_out or event.type() == QEvent.Type.Resize:
                self._keep_focus_in_sight()
            return done
        self._putting, self._calm = True, 0
        done = super().eventFilter(watched, event)
        self._column.activate()
        self._put_back()
        self._putting = False
        return done

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pointed, self._moved = QCursor.pos(), 0.0

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._give_up([*self._kept])
        self._set_slack(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._give_up([*self._kept])

    def _row_at_mouse(self) -> QWidget | None:
        """Return what is under the mouse, None where it is elsewhere."""
        return self._row_at(self.viewport().mapFromGlobal(QCursor.pos()))

    def _row_at(self, at: QPoint) -> QWidget | None:
        """Return the row or group at a point of what is seen, None where there is none."""
        if not self.viewport().rect().contains(at):
            return None
        canvas = self.widget()
        found = canvas.childAt(canvas.mapFrom(self.viewport(), at))
        while found is not None and not isinstance(found, FormRow) and found is not canvas:
            if isinstance(found.parentWidget(), GroupBox):
                break
            found = found.parentWidget()
        return None if found is canvas else found

    def _in_hand(self) -> bool:
        """Return whether the mouse was moved a moment ago: who only types leaves it where it is."""
        at, now = QCursor.pos(), monotonic()
        if (at - self._pointed).manhattanLength() > _STILL:
            self._pointed, self._moved = at, now
        return bool(self._moved) and now - self._moved < _IN_HAND

    def _keep_focus_in_sight(self) -> None:
        """Follow the field typed in where lines above push it out of sight.

        One that was scrolled out of sight by hand is not followed.
        """
        field = self._focused()
        if field is None or field is self._left_behind:
            return
        self._column.activate()
        if not self.sees(field):
            self.ensureWidgetVisible(field, 0, field.height())

    def _focused(self) -> QWidget | None:
        """Return the field of this page that has the focus, None where it is elsewhere."""
        field = QApplication.focusWidget()
        if field is None or not self.widget().isAncestorOf(field):
            return None
        return None if self._scrolled_away(field) else field

    def _scrolled_away(self, field: QWidget) -> bool:
        """Return whether a cell that is typed in was scrolled out of its own table."""
        around = field.parentWidget()
        while around is not None and around is not self.widget():
            table = around.parentWidget()
            if isinstance(table, QAbstractScrollArea) and around is table.viewport():
                place = QRect(field.mapTo(around, QPoint(0, 0)), field.size())
                return not around.rect().intersects(place)
            around = table
        return False

    def sees(self, field: QWidget) -> bool:
        """Return whether a field is in sight: all of it, of a long table a part."""
        top, height = self._top_of(field), field.height()
        room = self.verticalScrollBar().pageStep()
        if height > room // 2:
            return top < room and top + height > 0
        return top >= 0 and top + height <= room

    def _top_of(self, widget: QWidget) -> int:
        return widget.mapTo(self, QPoint(0, 0)).y()  # without a frame what is seen begins here

    def _put_back(self) -> None:
        """Scroll so that the widget which is held stands where it stood."""
        if self._held is None:
            return
        widget, top = self._held
        if not isValid(widget) or not self.widget().isAncestorOf(widget):
            self._held = None
            return
        gone = self._top_of(widget) - top
        bar = self.verticalScrollBar()
        taken = min(self._slack, gone) if gone > 0 else 0
        before = bar.value()
        bar.setValue(before + gone - taken)
        rest = gone - taken - (bar.value() - before)
        self._set_slack(self._slack - taken - min(rest, 0))

    def _set_slack(self, pixels: int) -> None:
        """Leave so much room above the page, which is where it was when rows left it."""
        if pixels != self._slack:
            self._slack = pixels
            self.apply_theme()

    @Slot()
    def _let_go(self) -> None:
        """Let go once nothing was laid out anew for some turns of the event loop, however long."""
        self._calm += 1
        if self._calm >= _CALM or self._held is None:
            self._letting_go.stop()
            self._held = None

    @Slot()
    def _scrolled(self) -> None:
        """Let go; take away the room above the page once it is scrolled out of sight."""
        if self._putting:
            return
        self._held = None
        self._give_up([*self._kept])
        field = self._focused()
        self._left_behind = None if field is None or self.sees(field) else field
        slack, bar = self._slack, self.verticalScrollBar()
        if slack and bar.value() >= slack:
            self._set_slack(0)
            bar.setValue(bar.value() - slack)


def _keep_height(part: QWidget, height: int) -> None:
    policy = part.sizePolicy()
    policy.setRetainSizeWhenHidden(height > 0)
    part.setSizePolicy(policy)
    part.setMinimumHeight(height)


def _group_of(part: QWidget) -> QWidget | None:
    """Return the group a part stands in, None for one outside of all groups."""
    found: QWidget | None = part
    while found is not None and not isinstance(found, GroupBox):
        found = found.parentWidget()
    return found


_TURN, _CALM = 12, 6
"""Milliseconds between looks whether all rows are laid out, and how many looks find them so."""
_STILL = 3
"""So many pixels a mouse may move that nobody has in hand."""
_IN_HAND = 8.0
"""Seconds after which a mouse that lies still is out of hand."""


# Hairlines: decoration between parts.


class HorizontalLine(QFrame):
    """A hairline across."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "hline")
        self.setFixedHeight(1)


class VerticalLine(QFrame):
    """A hairline between two texts of a line, 0.9em high."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "vline")
        on_theme_change(self.apply_theme)

    @Slot()
    def apply_theme(self) -> None:
        """Take the height from the theme."""
        self.setFixedSize(1, theme().em(0.9))
