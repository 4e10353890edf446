"""The layout of the window: menu line, steps, field bar, content, foot, side pane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QSizePolicy,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pingkou_gui.ui.breakpoints import SIDE_WIDTH, Breakpoints, breakpoints_for
from pingkou_gui.ui.open_items import CHECKING
from pingkou_gui.ui.signs import Sign, Tone, tone_of
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import (
    SignLabel,
    call_later,
    on_theme_change,
    set_look,
    tab_stops,
)
from pingkou_gui.ui.widgets.controls import Button, ButtonKind, MenuButton, SegmentedChoice
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.window.field_bar import FieldBar
from pingkou_gui.ui.window.step_bar import StepStrip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from pingkou_gui.ui.open_items import PageStep


# The foot: what is open, the way to the next of it, the steps back and forward.


class _Count(QWidget):
    """`必改 2`, or only sign and number."""

    def __init__(self, sign: Sign, word: str = "") -> None:
        super().__init__()
        self._word = word or sign.value
        self._text = TextLabel("", tone=tone_of(sign))
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.addWidget(SignLabel(sign))
        self.line.addWidget(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_number(self, number: int, *, short: bool) -> None:
        words = f"{self._word} {number}"
        self._text.setText(str(number) if short else words)
        self.setAccessibleName(words)
        self.setVisible(number > 0)


class Foot(QFrame):
    """Counts of open findings left, 上一步 and 下一步 right.

    In a low window the field bar comes in: between them (`bar_room`), or above them
    (`bar_line`) where the window is narrow too.
    """

    next_wanted = Signal()
    back_wanted = Signal()
    forward_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "foot")
        self._numbers, self._short = (0, 0, 0, 0), False
        self._counts = (
            _Count(Sign.ERROR),
            _Count(Sign.REMINDER),
            _Count(Sign.PARTIAL),
            _Count(Sign.CARRIED, "待核"),
        )
        self._none = TextLabel("没有要改的", tone=Tone.SECONDARY)
        self._next = Button("看下一处", ButtonKind.LINK, key="F4")
        self._back = Button("上一步")
        self._forward = Button("下一步", ButtonKind.PRIMARY)
        self.bar_line = QHBoxLayout()
        self._line = QHBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self.bar_line)
        outer.addLayout(self._line)
        for widget in (*self._counts, self._none, self._next):
            self._line.addWidget(widget)
        self.bar_room = QHBoxLayout()
        self.bar_room.addStretch(0)
        self._line.addLayout(self.bar_room, 1)
        self._line.addWidget(self._back)
        self._line.addWidget(self._forward)
        self._next.clicked.connect(self.next_wanted)
        self._back.clicked.connect(self.back_wanted)
        self._forward.clicked.connect(self.forward_wanted)
        self.set_counts(0, 0)
        on_theme_change(self.apply_theme)

    def set_counts(
        self,
        must: int,
        reminders: int,
        missing: int = 0,
        carried: int = 0,
        *,
        settled: bool = True,
    ) -> None:
        """Show how many findings are open, how much is missing, how much is unconfirmed.

        Until everything is `settled`, nothing found does not mean that nothing is open.
        """
        self._none.setText("没有要改的" if settled else CHECKING)
        self._numbers = must, reminders, missing, carried
        self._show_counts()

    def set_way(self, back: str, forward: str) -> None:
        """Name the pages before and after this one; an empty name takes the button away."""
        self._back.setVisible(bool(back))
        self._back.setAccessibleName(f"上一步：{back}")
        self._forward.setVisible(bool(forward))
        self._forward.set_text(f"下一步：{forward}")

    def set_short(self, short: bool) -> None:  # noqa: FBT001 - one plain switch
        """Show signs and numbers only."""
        self._short = short
        self._show_counts()

    def _show_counts(self) -> None:
        for count, number in zip(self._counts, self._numbers, strict=True):
            count.show_number(number, short=self._short)
        self._none.setVisible(not any(self._numbers) and not self._short)
        self._next.setVisible(any(self._numbers[:3]) and not self._short)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(1), em(0.3), em(1), em(0.3))
        self._line.setSpacing(em(0.6))
        for count in self._counts:
            count.line.setSpacing(em(0.5))


# Whether everything is saved, in the corner of the menu line.


class SavedLine(QWidget):
    """`✓ 已保存 14:32`, or 正在保存; empty before anything was saved."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._sign = SignLabel(Sign.DONE, 0.7)
        self._text = TextLabel("", TypeRole.SMALL, Tone.SECONDARY)
        self._line.addWidget(self._sign)
        self._line.addWidget(self._text)
        on_theme_change(self.apply_theme)
        self.clear()

    def show_saved(self, clock: str) -> None:
        """Say that all was saved at `clock`, written as `14:32`."""
        self._say(f"已保存 {clock}", sign=True)

    def clear(self) -> None:
        """Say nothing: no report is open, or the band under the steps speaks."""
        self._say("", sign=False)

    def _say(self, words: str, *, sign: bool) -> None:
        self._text.setText(words)
        self._sign.setVisible(sign)
        self.setVisible(bool(words))
        self.setAccessibleName(words)

    @Slot()
    def apply_theme(self) -> None:
        """Take the gap from the theme."""
        self._line.setSpacing(theme().em(0.25))


# The top line: menus left, 查找 and the saved line right.


class MenuLine(QFrame):
    """Menus (`menu_bar`), room for the switch of the panes, 查找 (`find_button`), `saved`."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "desk")
        self.menu_bar = QMenuBar()
        self.menu_bar.setNativeMenuBar(False)
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.find_button = Button("查找", ButtonKind.QUIET, key="Ctrl+F", spoken="查找栏目")
        self.saved = SavedLine()
        self.switch_room = QHBoxLayout()
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.menu_bar, 1, Qt.AlignmentFlag.AlignVCenter)
        self._line.addLayout(self.switch_room)
        self._line.addWidget(self.find_button)
        self._line.addWidget(self.saved)
        on_theme_change(self.apply_theme)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self.setFixedHeight(em(1.4))
        self.menu_bar.setFont(theme().font(TypeRole.BODY))
        self._line.setContentsMargins(em(0.5), 0, em(0.8), 0)
        self._line.setSpacing(em(0.8))

    def fit_menus(self) -> None:
        """Keep every menu in sight: the bar must not hide one behind an arrow."""
        menus = [action.text().replace("&", "") for action in self.menu_bar.actions()]
        text = sum(theme().text_width(title) for title in menus)
        self.menu_bar.setMinimumWidth(text + theme().em(1.2) * len(menus))


# The pane beside the form and the switch that chooses what it shows.


class Pane(NamedTuple):
    """Something to show beside the form: key, title in the switch, maker, shortcut."""

    key: str
    title: str
    make: Callable[[], QWidget]
    """Returns the widget; called when it is first needed."""
    shortcut: str = ""


class SidePane(QFrame):
    """The chosen pane; as wide as a page of the document where it stands beside the form."""

    def __init__(self, panes: Sequence[Pane]) -> None:
        super().__init__()
        set_look(self, "kind", "side")
        self._beside, self._current = True, ""
        self.hide()
        self._makers = {pane.key: pane.make for pane in panes}
        self._made: dict[str, QWidget] = {}
        self._stack = QStackedLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addLayout(self._stack)  # before its first pane, which would show as a window
        on_theme_change(self.apply_theme)

    @property
    def current(self) -> str:
        """The key of the pane shown, `""` before any was."""
        return self._current

    def widget_of(self, key: str) -> QWidget:
        """Return the pane `key`, made now if it was not yet."""
        if key not in self._made:
            self._made[key] = self._makers[key]()
            self._stack.addWidget(self._made[key])
        return self._made[key]

    def show_pane(self, key: str) -> None:
        """Show the pane `key`; a window that is only about to open shows its form first."""
        self._current = key
        if self.window().isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        call_later(self, self._fill)

    @Slot()
    def _fill(self) -> None:
        if self._current:
            self._stack.setCurrentWidget(self.widget_of(self._current))

    def set_beside(self, beside: bool) -> None:  # noqa: FBT001 - one plain switch
        """Stand beside the form, or take its whole place."""
        self._beside = beside
        self.apply_theme()

    @Slot()
    def apply_theme(self) -> None:
        """Take the width from the theme."""
        width = theme().em(SIDE_WIDTH)
        self.setMinimumWidth(width if self._beside else 0)
        self.setMaximumWidth(width if self._beside else _ANY)


_ANY = (1 << 24) - 1  # QWIDGETSIZE_MAX


class PaneSwitch(QWidget):
    """正文 / 检查 / 说明; a second click closes the pane. `chosen` carries a key or `""`."""

    chosen = Signal(str)

    def __init__(self, panes: Sequence[Pane]) -> None:
        super().__init__()
        self._titles = {pane.key: pane.title for pane in panes}
        self._current = ""
        self._segments = SegmentedChoice(list(self._titles.items()), optional=True)
        self._segments.chosen.connect(self.chosen)
        self._menu = QMenu(self)
        self._button = MenuButton(self._menu)
        self._button.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._segments)
        line.addWidget(self._button)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._name_button()

    def set_title(self, key: str, title: str) -> None:
        """Call a pane something else: 检查 6."""
        if self._titles[key] == title:
            return
        self._titles[key] = title
        self._segments.set_title(key, title)
        self._name_button()

    def choose(self, key: str) -> None:
        """Show `key` (`""`: none) as chosen, without a signal."""
        self._current = key
        self._segments.choose(key)
        self._name_button()

    def set_one_button(self, one: bool) -> None:  # noqa: FBT001 - one plain switch
        """Be a single button with a menu."""
        self._segments.setVisible(not one)
        self._button.setVisible(one)

    def set_height(self, height: float) -> None:
        """Set the height of the buttons in em."""
        self._segments.set_height(height)
        self._button.set_height(height)

    def _name_button(self) -> None:
        shown = self._titles.get(self._current, "看旁栏")
        self._button.set_text(shown, f"旁栏：{shown}")

    @Slot()
    def _fill_menu(self) -> None:
        self._menu.clear()
        for key, title in self._titles.items():
            action = self._menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(key == self._current)
            action.triggered.connect(partial(self._picked, key))

    def _picked(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        self.chosen.emit("" if key == self._current else key)


# The red band under the steps: saving did not work. Never a dialog.


class SaveBand(QFrame):
    """What happened and what to do, with 再试 and 另存到别处; hidden while all is well."""

    retry_wanted = Signal()
    elsewhere_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "stripe")
        self._words = WrappedText("", tone=Tone.ERROR)
        retry, elsewhere = Button("再试"), Button("另存到别处")
        retry.clicked.connect(self.retry_wanted)
        elsewhere.clicked.connect(self.elsewhere_wanted)
        self._line = QHBoxLayout(self)
        self._line.addWidget(SignLabel(Sign.ERROR))
        self._line.addWidget(self._words, 1)
        self._line.addWidget(retry)
        self._line.addWidget(elsewhere)
        self.hide()
        on_theme_change(self.apply_theme)

    def show_trouble(self, happened: str, remedy: str) -> None:
        """Say in two sentences that saving did not work."""
        self._words.setText(f"{happened}。{remedy}")
        self.setAccessibleName(f"{Sign.ERROR.value}：{happened}。{remedy}")
        self.show()

    def clear(self) -> None:
        """Take the band away."""
        self.hide()

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self.setMinimumHeight(em(1.9))
        self._line.setContentsMargins(em(1), em(0.2), em(1), em(0.2))
        self._line.setSpacing(em(0.5))


# The layout of the window: menu line, steps, field bar, content, foot, side pane.


_BAR_FITS_FOOT = 55  # em of width from which the field bar fits between counts and buttons


class ShellParts(NamedTuple):
    """Which parts of the window a page shows around itself."""

    steps: bool = True
    field_bar: bool = True
    foot: bool = True
    panes: bool = True


HELP_PANE = "help"
"""The key of the pane whose second press leads to the manual."""
START, REPORTS = "start", "reports"
"""The keys of the screens without a report: the start, and the list of reports."""
BARE = ShellParts(steps=False, field_bar=False, foot=False, panes=False)
"""For the start screen and for what has heads of its own."""


class Shell(QFrame):
    """The window's content; lays its parts out for the room there is.

    `menu_line`, `strip`, `save_band`, `field_bar` and `foot` are spoken to directly. Pages
    are made when first shown.
    """

    page_shown = Signal(str)
    """A page is in sight: its key."""
    more_help_wanted = Signal()
    """The key of the help pane was pressed where it shows already, or where no pane can be."""
    pane_changed = Signal(str)
    """The pane in sight has changed: its key, `""` for none."""
    room_changed = Signal()
    """`room` is another one."""
    home_wanted = Signal()
    """The pane that had the focus was closed: it belongs into the form again."""

    def __init__(self, steps: Sequence[PageStep], panes: Sequence[Pane] = ()) -> None:
        """Make the window's content.

        Args:
            steps: Pages in the strip, first to last; Ctrl+1, Ctrl+2 and so on go to them.
            panes: What can stand beside the form; none, and there is no switch.
        """
        super().__init__()
        self.setWindowFlag(Qt.WindowType.Widget)
        set_look(self, "kind", "desk")
        self._makers: dict[str, tuple[Callable[[], QWidget], ShellParts]] = {}
        self._pages: dict[str, QWidget] = {}
        self._page, self._parts, self._room = "", ShellParts(), Breakpoints()
        self._panes = {pane.key: pane for pane in panes}
        self._pane_beside = self._pane_instead = ""
        self.menu_line, self.strip, self.save_band = MenuLine(), StepStrip(steps), SaveBand()
        self.field_bar, self.foot = FieldBar(), Foot()
        self._content, self._left = QStackedWidget(), QWidget()
        self._between = QWidget()
        self._content.addWidget(self._between)
        self._side, self._switch = SidePane(panes), PaneSwitch(panes)
        self.step_actions = {step.key: self._step_action(i, step) for i, step in enumerate(steps)}
        self.pane_actions = {pane.key: self._pane_action(pane) for pane in panes}
        self._lay_out()
        self._connect()
        on_theme_change(self.apply_theme)

    @property
    def menu_bar(self) -> QMenuBar:
        """The menu bar of the top line; whoever has actions adds menus to it."""
        return self.menu_line.menu_bar

    @property
    def room(self) -> Breakpoints:
        """What there is room for now."""
        return self._room

    @property
    def page(self) -> str:
        """The key of the page in sight."""
        return self._page

    @property
    def pane(self) -> str:
        """The key of the pane in sight, `""` for none."""
        if not self._parts.panes:
            return ""
        return self._pane_beside if self._room.side_beside else self._pane_instead

    def add_page(
        self, key: str, make: Callable[[], QWidget], parts: ShellParts = ShellParts()
    ) -> None:
        """Offer the page `key`; `make` is called when it is first shown."""
        self._makers[key] = make, parts

    def drop_page(self, key: str) -> None:
        """Forget the widget of the page `key`, because another report is opened."""
        widget = self._pages.pop(key, None)
        if widget is not None:
            if self._content.currentWidget() is widget:
                # Qt would show any other page in its place, one of a closed report too
                self._content.setCurrentWidget(self._between)
            self._content.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        if key == self._page:
            self._page = ""

    def widget_of(self, key: str) -> QWidget:
        """Return the page `key`, made now if it was not yet."""
        if key not in self._pages:
            self._pages[key] = self._makers[key][0]()
            self._content.addWidget(self._pages[key])
        return self._pages[key]

    def show_page(self, key: str) -> None:
        """Show the page `key`.

        Raises:
            KeyError: No such page was added.
        """
        widget = self.widget_of(key)
        if key == self._page:
            return
        self._page, self._parts = key, self._makers[key][1]
        focused = QApplication.focusWidget()
        if focused is not None and self._content.isAncestorOf(focused):
            focused.clearFocus()  # or Qt gives it to whatever comes next on the new page
        self._content.setCurrentWidget(widget)
        self.strip.choose(key)
        self._show_way()
        self._pane_instead = ""
        self.field_bar.settle()
        self._fit()
        self.page_shown.emit(key)

    def holds_back(self, *, going: bool = False) -> bool:
        """Return whether the page in sight takes no key of the report; it says so then.

        `going` are the keys that only go to another page.
        """
        hold = getattr(self._pages.get(self._page), "hold_back", None)
        return hold is not None and hold(going=going)

    def choose_pane(self, key: str) -> None:
        """Show the pane `key`, beside the form or in its place; `""` closes it."""
        beside = self._room.side_beside or not self.isVisible()
        focused = QApplication.focusWidget()
        inside = focused is not None and self._side.isAncestorOf(focused)
        covered = focused is not None and self._left.isAncestorOf(focused) and not beside
        self._pane_instead = "" if beside else key
        if beside or key:
            self._pane_beside = key
        self._show_pane()
        room = self._room_now()
        if room != self._room:  # the form has another width beside a pane
            self._room = room
            self.room_changed.emit()
        if key and covered and not self._side.isAncestorOf(QApplication.focusWidget() or self):
            self.pane_widget(key).setFocus()  # Qt passes it on to whatever button is next
        if inside and not key:
            self.home_wanted.emit()

    def pane_widget(self, key: str) -> QWidget:
        """Return the pane `key`, made now if it was not yet."""
        return self._side.widget_of(key)

    def set_pane_title(self, key: str, title: str) -> None:
        """Call a pane something else: 检查 6."""
        self._switch.set_title(key, title)
        self._fit()

    def show_save_trouble(self, happened: str, remedy: str) -> None:
        """Turn the saved line into the red band."""
        self.menu_line.saved.clear()
        self.save_band.show_trouble(happened, remedy)

    def show_saved(self, clock: str) -> None:
        """Say that all was saved at `clock` (`14:32`); the red band goes."""
        self.save_band.clear()
        self.menu_line.saved.show_saved(clock)

    def focusNextPrevChild(self, next_one: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Have Tab go on as the eye does: the page, what stands under it, the pane, the top.

        Qt goes by the order in which things were made, and pages are made last.
        """
        here, way = QApplication.focusWidget(), 1 if next_one else -1
        parts = self._parts_in_order()
        own = next((part for part in parts if here is not None and part.isAncestorOf(here)), None)
        stops = tab_stops(own, here) if own is not None else []
        if here is None or own is None or here not in stops:
            return super().focusNextPrevChild(next_one)
        to = stops.index(here) + way
        reason = Qt.FocusReason.TabFocusReason if next_one else Qt.FocusReason.BacktabFocusReason
        if 0 <= to < len(stops):
            self._go_to_stop(stops[to], reason)
            return True
        at = parts.index(own)
        others = (parts[(at + way * step) % len(parts)] for step in range(1, len(parts) + 1))
        found = next((stops for part in others if (stops := tab_stops(part))), [])
        if found:
            self._go_to_stop(found[0 if next_one else -1], reason)
        return bool(found)

    def _go_to_stop(self, stop: QWidget, reason: Qt.FocusReason) -> None:
        """Focus what Tab leads to; a button is named in the field bar, as fields name themselves."""
        if self.field_bar.isAncestorOf(stop):
            pass  # what it offers is about the field it speaks of
        elif isinstance(stop, QAbstractButton):
            self.field_bar.show_field(stop.accessibleName() or stop.text(), "按 Enter 或空格")
        elif not self._content.isAncestorOf(stop):
            self.field_bar.clear()
        stop.setFocus(reason)

    def _parts_in_order(self) -> list[QWidget]:
        """Return the parts of the window in the order in which they are read."""
        page = self._content.currentWidget()
        return [
            self.menu_line,
            self.strip,
            self.save_band,
            self.field_bar,
            page,
            self.foot,
            self._side,
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pane:
            self.choose_pane("")
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def apply_theme(self) -> None:
        """Lay the parts out for the type of the theme."""
        self._fit()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        self._column, body = QVBoxLayout(self._left), QHBoxLayout()
        for layout in (outer, self._column, body):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        outer.addWidget(self.menu_line)
        outer.addWidget(self.strip)
        outer.addWidget(self.save_band)
        self._column.addWidget(self.field_bar)
        self._column.addWidget(self._content, 1)
        self._column.addWidget(self.foot)
        body.addWidget(self._left, 1)
        body.addWidget(self._side)
        outer.addLayout(body, 1)
        self.strip.switch_room.addWidget(self._switch)

    def _connect(self) -> None:
        self.strip.wanted.connect(self.show_page)
        self._switch.chosen.connect(self.choose_pane)
        self.foot.back_wanted.connect(partial(self._go, -1))
        self.foot.forward_wanted.connect(partial(self._go, 1))

    def _step_action(self, index: int, step: PageStep) -> QAction:
        action = QAction(step.heading, self)
        action.setShortcut(QKeySequence(f"Ctrl+{index + 1}"))
        action.triggered.connect(partial(self._show_step, step.key))
        self.addAction(action)
        return action

    def _pane_action(self, pane: Pane) -> QAction:
        action = QAction(pane.title, self)
        action.setCheckable(True)
        action.setShortcut(QKeySequence(pane.shortcut))
        action.triggered.connect(partial(self._toggle, pane.key))
        self.addAction(action)
        return action

    def _show_step(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        if not self.holds_back(going=True):
            self.show_page(key)

    def _toggle(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        """Show a pane; a pane that takes the focus is closed only from within."""
        if key == HELP_PANE and (key == self.pane or not self._parts.panes):
            self.pane_actions[key].setChecked(key == self.pane)
            self.more_help_wanted.emit()
            return
        pane = self.pane_widget(key)
        take_focus = getattr(pane, "take_focus", None)
        inside = pane.isAncestorOf(QApplication.focusWidget() or self)
        if key == self.pane and (take_focus is None or inside):
            self.choose_pane("")
            return
        self.choose_pane(key)
        if take_focus is not None:
            take_focus()

    def _neighbour(self, way: int) -> PageStep | None:
        steps = self.strip.steps
        at = next((i for i, step in enumerate(steps) if step.key == self._page), None)
        if at is None or not 0 <= at + way < len(steps):
            return None
        return steps[at + way]

    def _go(self, way: int) -> None:
        step = self._neighbour(way)
        if step is not None:
            self.show_page(step.key)

    def _show_way(self) -> None:
        back, forward = self._neighbour(-1), self._neighbour(1)
        self.foot.set_way(back.title if back else "", forward.title if forward else "")

    def _fit(self) -> None:
        """Lay the parts out for the width and height there are, in em."""
        room = self._room_now()
        changed, self._room = room != self._room, room
        if room.side_beside:
            self._pane_instead = ""
        self.menu_line.find_button.setVisible(room.find and self._parts.steps)
        self.menu_line.fit_menus()
        self._place_switch()
        self._place_field_bar()
        self.foot.setVisible(self._parts.foot)
        self.foot.set_short(room.short_foot)
        self.strip.setVisible(self._parts.steps)
        self.strip.fit(room.steps, self.width())
        self._show_pane()
        if changed:
            self.room_changed.emit()

    def _room_now(self) -> Breakpoints:
        em, pane = theme().em(1), bool(self._pane_beside) and self._parts.panes
        return breakpoints_for(self.width() / em, self.height() / em, pane=pane)

    def _place_switch(self) -> None:
        in_strip = self._room.side_beside
        home = self.strip.switch_room if in_strip else self.menu_line.switch_room
        home.addWidget(self._switch)
        self._switch.set_height(1.5 if in_strip else 1.4)
        self._switch.set_one_button(self._room.one_switch)
        self._switch.setVisible(bool(self._panes) and self._parts.panes)

    def _place_field_bar(self) -> None:
        in_foot = self._room.field_bar_in_foot and self._parts.foot
        between = self.width() >= theme().em(_BAR_FITS_FOOT)
        if not in_foot:
            self._column.insertWidget(0, self.field_bar)
        elif between:
            self.foot.bar_room.addWidget(self.field_bar, 1)
        else:
            self.foot.bar_line.addWidget(self.field_bar, 1)
        self.field_bar.set_bare(bare=in_foot, edge=not (in_foot and between))
        self.field_bar.setVisible(self._parts.field_bar)

    def _show_pane(self) -> None:
        key, beside = self.pane, self._room.side_beside
        before = self._side.current if not self._side.isHidden() else ""
        self._switch.choose(key)
        for each, action in self.pane_actions.items():
            action.setChecked(each == key)
        if key:
            self._side.show_pane(key)
        self._side.set_beside(beside)
        self._side.setVisible(bool(key))
        self._left.setVisible(beside or not key)
        if key != before:
            self.pane_changed.emit(key)
