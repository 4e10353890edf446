"""Editors of single fields: line, text box, derived number, and the row they stand in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QAction, QClipboard, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import TextKind
from pingkou_gui.form.values import SINGLE, says_nothing
from pingkou_gui.ui.editors.binding import (
    BY_PROGRAM,
    PHRASES,
    Binding,
    figure_text,
    offer_choices,
    phrase_actions,
    title_of,
    words_of_figure,
)
from pingkou_gui.ui.editors.copied_cells import (
    SEVERAL_NUMBERS,
    SEVERAL_WORDS,
    copied_cells,
    untouched,
)
from pingkou_gui.ui.editors.page_context import (
    Ask,
    KeyCommand,
    PageContext,
    is_edge_key,
    is_history_key,
    key_command_of,
    put_fix,
)
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.widgets.base import FieldState, enclosing
from pingkou_gui.ui.widgets.controls import LineField, Message
from pingkou_gui.ui.widgets.layout import FormRow, GroupBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QMouseEvent
    from PySide6.QtWidgets import QMenu

    from pingkou_gui.form.field import Field
    from pingkou_gui.report.facts import Facts, Figure
    from pingkou_gui.report.findings import QuickFix
    from pingkou_gui.ui.editors.text_editor import Editor


# From field to field by where they stand, as the eye goes over a sheet.


_SLACK = 2
ENTER_STOP = "enterStop"
"""Name of the property of a button that begins a table which has no rows yet."""


_TYPED_IN: list[type[QWidget]] = [LineField]
_TABLES: list[type[QWidget]] = []


def add_stop(kind: type[QWidget], *, table: bool = False) -> None:
    """Have widgets of a kind be gone to on pages; a table takes the fields in it with itself.

    Whoever defines the kind says so: a page that has none of it need not load it.
    """
    (_TABLES if table else _TYPED_IN).append(kind)


def page_of(widget: QWidget) -> QWidget:
    """Return the page a widget stands on: what scrolls around it, else its window."""
    return enclosing(widget, QScrollArea) or widget.window()


def fields_on(page: QWidget) -> list[QWidget]:
    """Return what is gone through on a page, line by line: its visible fields and tables."""
    fields = [each for kind in _TYPED_IN for each in _children(page, kind)]
    tables = [each for kind in _TABLES for each in _children(page, kind)]
    buttons: list[QWidget] = [*page.findChildren(QPushButton)]
    starts = [button for button in buttons if button.property(ENTER_STOP)]
    cells = [w for w in fields if any(table.isAncestorOf(w) for table in tables)]
    found = [w for w in (*fields, *tables, *starts) if _takes_words(w) and w not in cells]
    return sorted(found, key=lambda w: (_place(w, page).top(), _place(w, page).left()))


def _children(page: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [*page.findChildren(kind)]


def typed_on(page: QWidget) -> list[QWidget]:
    """Return the fields of a page that are typed in, line by line; first the figures' column.

    A reason that stands before the first amount, because its amounts are worked out, is not
    what a page begins with.
    """
    written = (w for w in fields_on(page) if isinstance(w, tuple(_TYPED_IN)))
    fields = [field for field in written if takes_typing(field)]
    if not fields:
        return []
    group = enclosing(fields[0], GroupBox)
    near = [field for field in fields if enclosing(field, GroupBox) is group]
    first = min(near, key=lambda field: (_place(field, page).left(), _place(field, page).top()))
    return [first, *(field for field in fields if field is not first)]


def takes_typing(widget: QWidget) -> bool:
    """Return whether something can be typed there: a number that is worked out is passed by."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def below(widget: QWidget, *, typed: bool = False) -> QWidget | None:
    """Return the next field down in the column of `widget`; with `typed` one that is typed in."""
    here = _place(widget, page_of(widget))
    return _nearest(
        widget,
        lambda r: r.top() - here.bottom() + _SLACK,
        lambda r: _shared(r, here) > 0,
        typed=typed,
    )


def above(widget: QWidget, *, typed: bool = False) -> QWidget | None:
    """Return the next field up in the column of `widget`; with `typed` one that is typed in."""
    here = _place(widget, page_of(widget))
    return _nearest(
        widget,
        lambda r: here.top() - r.bottom() + _SLACK,
        lambda r: _shared(r, here) > 0,
        typed=typed,
    )


def beside(widget: QWidget, way: int) -> QWidget | None:
    """Return the next field in the line of `widget`, right (1) or left (-1)."""
    here = _place(widget, page_of(widget))

    def distance(other: QRect) -> int:
        return (other.left() - here.right() if way > 0 else here.left() - other.right()) + _SLACK

    def in_line(other: QRect) -> bool:
        return other.top() <= here.center().y() <= other.bottom()

    return _nearest(widget, distance, in_line)


def go_to(widget: QWidget | None, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> bool:
    """Focus a field and bring it into sight; return whether there was one."""
    if widget is None:
        return False
    bring_into_sight(widget)
    widget.setFocus(reason)
    return True


def following(widget: QWidget) -> QWidget | None:
    """Return what follows on the page, line by line; None behind the last."""
    fields = fields_on(page_of(widget))
    at = next((at for at, each in enumerate(fields) if each is widget), len(fields))
    return next(iter(fields[at + 1 :]), None)


def next_line(widget: QWidget) -> QWidget | None:
    """Return the first that takes typing in a line further down; None behind the last."""
    page = page_of(widget)
    bottom = _place(widget, page).bottom() - _SLACK
    under = (each for each in fields_on(page) if _place(each, page).top() >= bottom)
    typed = (*_TYPED_IN, *_TABLES)
    found = (w for w in under if takes_typing(w) and (isinstance(w, typed) or _begins(w)))
    return next(found, None)


def _goes_on(widget: QWidget) -> bool:
    """Return whether typing goes on there; what only unfolds fields would drop a figure."""
    return not isinstance(widget, QAbstractButton) or _begins(widget)


def _begins(button: QWidget) -> bool:
    """Return whether typing on a button begins what it stands for."""
    return bool(getattr(button, "begins", False))


def bring_into_sight(widget: QWidget) -> None:
    """Scroll every page and table around `widget` until it can be seen, with what its row says."""
    parent = widget.parentWidget()
    row: QWidget | None = None
    while parent is not None:
        if row is None and isinstance(parent, FormRow):
            row = parent
        if isinstance(parent, QAbstractItemView):
            parent.scrollTo(parent.currentIndex())
        elif isinstance(parent, QScrollArea):
            margin = widget.height()
            if row is not None and row.height() <= parent.viewport().height():
                parent.ensureWidgetVisible(row, 0, 0)
            parent.ensureWidgetVisible(widget, margin, margin)
        parent = parent.parentWidget()


def bring_cursor_into_sight(box: QPlainTextEdit) -> None:
    """Scroll every page around a box of text until the line that is typed in can be seen."""
    line = box.cursorRect()
    parent = box.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            at = box.viewport().mapTo(parent.widget(), line.center())
            parent.ensureVisible(at.x(), at.y(), 0, line.height())
        parent = parent.parentWidget()


def _nearest(
    widget: QWidget,
    distance: Callable[[QRect], int],
    fits: Callable[[QRect], bool],
    *,
    typed: bool = False,
) -> QWidget | None:
    """Return the field at the least distance that fits, of equals the one most in line."""
    page = page_of(widget)
    here = _place(widget, page)
    ranked: list[tuple[int, int, int, Any]] = []
    for index, other in enumerate(fields_on(page)):
        if typed and not (takes_typing(other) and _goes_on(other)):
            continue
        place = _place(other, page)
        if other.property(ENTER_STOP):  # it stands for the whole width of its table
            place.setLeft(0)
            place.setRight(page.width())
        if other is not widget and fits(place) and distance(place) >= 0:
            ranked.append((distance(place), -_shared(place, here), index, other))
    return min(ranked)[3] if ranked else None


def _takes_words(widget: QWidget) -> bool:
    return (
        widget.isVisible() and widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    )


def _place(widget: QWidget, page: QWidget) -> QRect:
    # the page and not its viewport: asking for that makes Qt's every widget type known, 50 ms
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def _shared(one: QRect, other: QRect) -> int:
    """Return how many pixels of width two places have in common."""
    return min(one.right(), other.right()) - max(one.left(), other.left())


# What the menu of a field offers: its own actions over those of any text.


def field_menu(editor: Editor) -> QMenu:
    """Return the menu of a field: 确认沿用 or 照上年写, choices, Qt's own, what can be asked."""
    menu = editor.createStandardContextMenu()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    binding = editor.binding
    paste = next((each for each in menu.actions() if each.objectName() == "edit-paste"), None)
    if paste is not None and isinstance(editor, FieldEditor):
        paste.triggered.disconnect()
        paste.triggered.connect(editor.paste_value)
    own: list[tuple[str, Callable[[], object]]] = []
    if binding.is_carried:
        own.append(("确认沿用\tCtrl+D", binding.confirm))
    elif binding.last_text and binding.is_blank:
        own.append(("照上年写\tCtrl+D", binding.confirm))
    if binding.choices:
        own.append(("选常用语或选项\tAlt+↓", editor.open_choices))
    before = next(iter(menu.actions()), None)
    for title, do in own:
        action = QAction(title, menu)
        action.triggered.connect(lambda _checked=False, do=do: do())
        menu.insertAction(before, action)  # type: ignore[arg-type]  # Qt takes None for the end
    if own and before is not None:
        menu.insertSeparator(before)
    asks = (Ask.EXPLAIN, Ask.YEARS, Ask.HELP) if binding.is_derived else _ASKS
    add_asks(menu, binding.context, asks)
    return menu


_ASKS = (Ask.YEARS, Ask.HISTORY, Ask.HELP)


def add_asks(menu: QMenu, context: PageContext, asks: tuple[Ask, ...]) -> None:
    """Offer at the end of a menu what can be asked about the field in hand."""
    menu.addSeparator()
    for ask in asks:
        action = menu.addAction(ask.shown)
        action.triggered.connect(lambda _checked=False, ask=ask: context.asked.emit(ask))


# What every editor does with the focus, and with keys that the window might take for its own.


def on_focus_in(editor: Editor, event: QFocusEvent) -> None:
    """Have an editor that got the focus see its keys first, and enter its field."""
    editor.installEventFilter(editor)  # its keys are of interest while it has the focus
    if event.reason() != POPUP:
        editor.binding.enter()


def on_focus_out(editor: Editor, event: QFocusEvent) -> None:
    """Have an editor that lost the focus leave its field, unless a menu of its own opened."""
    editor.removeEventFilter(editor)
    if event.reason() != POPUP:
        editor.binding.leave()


def settle_shortcut(editor: Editor, event: QEvent) -> bool:
    """Decide whose a key is before the window's shortcuts see it; return whether that is decided.

    While letters are composed every key is the input method's; what the editor gives to the
    window, such as undo, is the window's.
    """
    if editor.composition.keeps(event):
        event.accept()
        return True
    override = event.type() == QEvent.Type.ShortcutOverride
    if override and isinstance(event, QKeyEvent) and editor.is_for_window(event):
        event.ignore()
        return True
    return False


# A value typed on one line: words, amounts, numbers, days, choices.


POPUP = Qt.FocusReason.PopupFocusReason
BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_CLICK, _STRONG = Qt.FocusPolicy.ClickFocus, Qt.FocusPolicy.StrongFocus


class FieldEditor(LineField):
    """One line for one field of one row."""

    def __init__(  # noqa: PLR0913 - one value and how it looks
        self,
        field: Field[Any],
        context: PageContext,
        row: int = SINGLE,
        *,
        width: float | None = None,
        strong: bool = False,
        figure: Figure | None = None,
        derived: Callable[[Facts], bool] | None = None,
    ) -> None:
        """Make the editor; see `Binding` for `figure` and `derived`, the kit for the rest."""
        name = title_of(context.facts, field, row)
        super().__init__(name=name, figures=field.kind.numeric, width=width, strong=strong)
        self._clicked_into = False
        """Whether a click led here that is not over yet."""
        self.ends_line = False
        """Whether Enter goes on to the next line, where it begins, and not down the column."""
        self.binding = Binding(self, field, row, context, figure=figure, derived=derived)
        self.textEdited.connect(self._edited)

    @Slot()
    def _edited(self) -> None:
        self.binding.typed()
        bring_into_sight(self)

    def ask_choices(self) -> None:
        """Open the choices of the field."""
        self.open_choices()

    def refuse_typing(self) -> None:
        """Say why nothing can be typed here."""
        self.binding.refuse()

    def bind(self, row: int) -> None:
        """Show the same field of another row."""
        self.binding.bind(row)
        self.setAccessibleName(title_of(self.binding.context.facts, self.binding.field, row))

    def typed_text(self) -> str:
        """Return the text that stands in the field."""
        return self.text()

    def show_text(self, text: str) -> None:
        """Show a text; the cursor keeps its place where the text is the same."""
        if text == self.text():
            return
        self.setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def show_look(self, state: FieldState, left: Sign | None, right: Sign | None) -> None:
        """Show a state and the signs inside the frame."""
        if state is not self.state:
            self.set_state(state)
            derived = state is FieldState.DERIVED  # Tab passes by what cannot be typed
            self.setFocusPolicy(_CLICK if derived else _STRONG)
        self.set_marks(left, right)

    @Slot()
    def open_choices(self) -> QMenu | None:
        """Open the choices or phrases under the field."""
        binding, words = self.binding, self.text()
        others = phrase_actions(binding, words)
        return offer_choices(self, binding.choices, words, binding.put, others)

    def is_for_window(self, event: QKeyEvent) -> bool:
        """Return whether a key is for the window: undo, and the edges of the page."""
        return is_history_key(event) or is_edge_key(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return settle_shortcut(self, event) or super().eventFilter(watched, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        field_menu(self).popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        on_focus_in(self, event)
        self._clicked_into = event.reason() == Qt.FocusReason.MouseFocusReason
        if event.reason() in BY_KEY:
            self._begin()

    def _begin(self) -> None:
        """Select what typing is to replace: a figure, 无. Words stay, typing goes on behind them."""
        words = isinstance(self.binding.field.kind, TextKind)
        if words and not says_nothing(self.text()):
            self.end(False)  # noqa: FBT003 - Qt's own
        else:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        on_focus_out(self, event)
        if event.reason() != POPUP:
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_value()
            return
        command = key_command_of(event)
        if command is not None and self.composition.is_under_way:
            return  # the key belongs to the input method
        if command is None or not self._run_command(command):
            if is_history_key(event):
                event.ignore()
                return
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next_one: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Hand over before Tab goes on: a reason that is due now stands there already."""
        if self.composition.is_under_way:
            return True  # the key belongs to the input method
        self.binding.commit()
        return super().focusNextPrevChild(next_one)

    @Slot()
    def paste_value(self) -> None:
        """Paste as a step of its own.

        Of cells of a sheet figures go down the column of a form; where several cells have no
        place they are refused, as Qt would join them.
        """
        numeric = self.binding.field.kind.numeric
        cells = copied_cells(numeric=numeric)
        if cells:
            self._paste_cells(cells)
            return
        if self.isReadOnly():
            self.binding.refuse()
            return
        self.binding.begin_step()
        self.paste()
        self.binding.begin_step()

    def _paste_cells(self, cells: str) -> None:
        """Spread pasted cells over the fields from this one on, or say why that cannot be."""
        binding = self.binding
        spread = binding.context.spread_cells
        if spread is not None and binding.field.kind.numeric and binding.row == SINGLE:
            binding.begin_step()
            words, pasted, doubt = spread(self, columns_from(self), cells)
            binding.refresh()
        else:
            words = SEVERAL_NUMBERS if binding.field.kind.numeric else SEVERAL_WORDS
            pasted, doubt = False, ""
        words = words if pasted else f"{words}；{untouched(binding.context.session.undo_label)}"
        binding.say(words)
        binding.turn_away(doubt if pasted else words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Paste what is selected elsewhere with the middle button, as X11 does, like all else.

        The click that leads into a number selects it, as Tab does: figures typed next replace it,
        and do not stand in the middle of it. A further click sets the cursor.
        """
        if event.button() != Qt.MouseButton.MiddleButton or self.isReadOnly():
            super().mouseReleaseEvent(event)
            first, self._clicked_into = self._clicked_into, False
            if first and self.binding.field.kind.numeric and not self.hasSelectedText():
                self.selectAll()
            return
        cells = copied_cells(
            numeric=self.binding.field.kind.numeric, mode=QClipboard.Mode.Selection
        )
        if cells:
            self._paste_cells(cells)
            return
        self.binding.begin_step()
        super().mouseReleaseEvent(event)
        self.binding.begin_step()

    def _run_command(self, command: KeyCommand) -> bool:
        """Return whether a command of the keyboard did something here."""
        handlers: dict[KeyCommand, Callable[[], bool]] = {
            KeyCommand.NEXT_BELOW: lambda: self._take(
                next_line if self.ends_line else partial(below, typed=True)
            ),
            KeyCommand.NEXT_ABOVE: lambda: self._take(partial(above, typed=True)),
            KeyCommand.DOWN: lambda: go_to(below(self)),
            KeyCommand.UP: lambda: go_to(above(self)),
            KeyCommand.LEFT: lambda: self._at_edge(-1) and go_to(beside(self, -1)),
            KeyCommand.RIGHT: lambda: self._at_edge(1) and go_to(beside(self, 1)),
            KeyCommand.REVERT: self.binding.revert,
            KeyCommand.CONFIRM: self.binding.confirm,
            KeyCommand.CHOICES: lambda: self.open_choices() is not None,
            KeyCommand.SELECT_ALL: self._start_over,
        }
        return handlers[command]()

    def _take(self, way: Callable[[LineField], Any]) -> bool:
        self.binding.commit_and_format()
        return go_to(way(self)) or True

    def _at_edge(self, way: int) -> bool:
        if self.isReadOnly():
            return True
        edge = len(self.text()) if way > 0 else 0
        return not self.hasSelectedText() and self.cursorPosition() == edge

    def _start_over(self) -> bool:
        self.deselect()
        self.setCursorPosition(len(self.text()))
        return True


def column_from(editor: FieldEditor) -> list[FieldEditor]:
    """Return a field and the fields of its group below it, in its column, totals included."""
    page, group = page_of(editor), enclosing(editor, GroupBox)
    here = _place(editor, page)
    found = [each for each in fields_on(page) if isinstance(each, FieldEditor)]
    return [
        each
        for each in found
        if enclosing(each, GroupBox) is group
        and abs(_place(each, page).right() - here.right()) <= _SLACK
        and _place(each, page).top() >= here.top()
    ]


def columns_from(editor: FieldEditor) -> list[list[FieldEditor]]:
    """Return the columns of a field's group from its own on to the right, as `column_from` does."""
    page, group = page_of(editor), enclosing(editor, GroupBox)
    here = _place(editor, page)
    line = [
        each
        for each in fields_on(page)
        if isinstance(each, FieldEditor)
        and each.binding.field.kind.numeric
        and enclosing(each, GroupBox) is group
        and abs(_place(each, page).center().y() - here.center().y()) <= _SLACK
        and _place(each, page).left() > here.right()
    ]
    line.sort(key=lambda each: _place(each, page).left())
    return [column_from(each) for each in (editor, *line)]


# A derived number: no frame, but it takes the focus and tells how it came about.


class DerivedLabel(LineField):
    """A figure, kept up to date; Tab passes it by, arrows and the mouse go to it."""

    def __init__(  # noqa: PLR0913 - one value and how it looks
        self,
        figure: Figure,
        context: PageContext,
        row: int = SINGLE,
        *,
        width: float | None = None,
        strong: bool = False,
        show: Callable[[Facts, Figure, int], str] = figure_text,
    ) -> None:
        """Make the label; `show` returns its text where `figure_text` is not what is wanted."""
        super().__init__(name=figure.label, figures=True, width=width, strong=strong)
        self.figure, self.row, self.context, self._show = figure, row, context, show
        self._shown_text: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.set_state(FieldState.DERIVED)
        context.register_figure(self)
        self.refresh()

    @property
    def widget(self) -> QWidget:
        """The label itself."""
        return self

    def bind(self, row: int) -> None:
        """Show the same figure of another row."""
        self.row = row
        self.refresh()

    def refresh(self) -> None:
        """Show the number as it is now."""
        text = self._show(self.context.facts, self.figure, self.row)
        if text == self._shown_text:
            return
        self._shown_text = text
        self.set_value_text(text)
        self.setAccessibleName(f"{self.figure.label}，{text or '还不能算'}")

    def commit(self) -> None:
        """Nothing is typed here."""

    def announce(self, note: str = "") -> None:
        """Have the field bar show the formula with its numbers."""
        words = words_of_figure(self.context.facts, self.figure, self.row, note)
        self.context.announce(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.announce()
        self.context.entered.emit(self.figure.at(self.row))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_asks(menu, self.context, (Ask.EXPLAIN, Ask.YEARS, Ask.HELP))
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves: dict[KeyCommand, Callable[[], QWidget | None]] = {
            KeyCommand.NEXT_BELOW: lambda: below(self, typed=True),
            KeyCommand.NEXT_ABOVE: lambda: above(self, typed=True),
            KeyCommand.DOWN: lambda: below(self),
            KeyCommand.UP: lambda: above(self),
            KeyCommand.LEFT: lambda: beside(self, -1),
            KeyCommand.RIGHT: lambda: beside(self, 1),
        }
        move = moves.get(key_command_of(event) or KeyCommand.SELECT_ALL)
        if move is None or not go_to(move()):
            super().keyPressEvent(event)

    def refuse_typing(self) -> None:
        """Say that the number is worked out."""
        self.announce(BY_PROGRAM)


# A row of editors: tinted while one has the focus, with their messages below.


class EditorRow(FormRow):
    """A row of the kit that follows its editors."""

    def __init__(self, *, total: bool = False, indent: float = 9.75) -> None:
        super().__init__(total=total, indent=indent)
        self._editors: list[Editor] = []
        self._fixes: list[tuple[QuickFix, ...]] = []
        """What each message offers to do, in the order in which the messages are shown."""
        self._helped: list[Editor | None] = []
        """The editor that helps with each message, None where the message has fixes or no help."""

    @property
    def editors(self) -> tuple[Editor, ...]:
        """The editors of the row, in reading order."""
        return tuple(self._editors)

    def follow(self, editor: Editor) -> None:
        """Show the problems of an editor that was added, and its focus."""
        self._editors.append(editor)
        editor.binding.problems_changed.connect(self._show_problems)
        editor.binding.focus_changed.connect(self.set_current)
        self._show_problems()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the field of the label, or of the hint, that was clicked."""
        super().mousePressEvent(event)
        typed = (each for each in self._editors if each.isVisible() and takes_typing(each))
        first = next(typed, None)
        if first is not None and event.button() == Qt.MouseButton.LeftButton:
            first.setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot()
    def _show_problems(self) -> None:
        """Show each problem of the editors once, with what helps, and what they refused."""
        problems = [p for editor in self._editors for p in editor.binding.problems]
        messages = dict.fromkeys(problem.message for problem in problems)
        self._fixes = [
            next(p.fixes for p in problems if p.message == message) for message in messages
        ]
        self._helped = [self._helper(m) for m in messages]
        helped = zip(messages, self._helped, strict=True)
        refusals = dict.fromkeys(e.binding.refusal for e in self._editors if e.binding.refusal)
        self.set_messages(
            [
                *(_with_helps(message, editor) for message, editor in helped),
                *(Message(Sign.REMINDER, words) for words in refusals),
            ]
        )

    def _helper(self, message: Message) -> Editor | None:
        """Return the editor of the text that a message misses, where it can be helped."""
        if message.actions:
            return None
        concerned = (e for e in self._editors if message in [p.message for p in e.binding.problems])
        return next((editor for editor in concerned if editor.binding.helps), None)

    def act(self, message: int, key: str) -> None:
        """Help with a message, or do what it offers; the focus stays in the row."""
        editor = self._helped[message]
        if editor is not None:
            editor.setFocus(Qt.FocusReason.TabFocusReason)
            if key == PHRASES:
                editor.open_choices()
            return
        fix = self._fixes[message][int(key)]
        context = self._editors[0].binding.context
        field: Any = FORM.field_at(fix.place)
        if field is not None:
            own = (each for each in self._editors if each.binding.place == fix.place)
            next(own, self._editors[0]).setFocus(Qt.FocusReason.TabFocusReason)
            put_fix(context.session, fix, "" if fix.also else f"修改{field.label}")


def _with_helps(message: Message, editor: Editor | None) -> Message:
    return message if editor is None else message._replace(actions=editor.binding.helps)
