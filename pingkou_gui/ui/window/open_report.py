"""The report that is open in the window: its pages, its state, the way through it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from shiboken6 import isValid

from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import FigureRef, Place, RowList, RowToAdd
from pingkou_gui.ui.background_checker import BackgroundChecker
from pingkou_gui.ui.editors.binding import PHRASES, Binding, FieldWords
from pingkou_gui.ui.editors.field_editors import bring_into_sight, page_of, typed_on
from pingkou_gui.ui.editors.page_context import PageContext
from pingkou_gui.ui.open_items import (
    OVERVIEW,
    PAGES,
    Walk,
    carried_words,
    order_in_hand,
    page_key_of,
    section_of,
    unknown_step,
)
from pingkou_gui.ui.pages.form_page import FormPage, shown_sections
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.table.table_actions import TableAction, trigger_table_action
from pingkou_gui.ui.widgets.base import call_later
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.widgets.layout import PageArea
from pingkou_gui.ui.window.on_demand import highlight

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.errors import KnownError
    from pingkou_gui.form.field import Page
    from pingkou_gui.report.report import Change
    from pingkou_gui.session import Session
    from pingkou_gui.ui.editors.page_context import Target
    from pingkou_gui.ui.editors.text_editor import Editor
    from pingkou_gui.ui.open_items import OpenItem, Order
    from pingkou_gui.ui.window.shell import Shell


# The report that is open in the window: its pages, its state, the way through it.


class OpenReport(QObject):
    """Ties a session to the shell; a new one is made for every report that is opened."""

    visited = Signal(object)
    """This `OpenItem` is about to be gone to."""
    titled = Signal()
    """What the window is called may be something else now."""

    def __init__(self, shell: Shell, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self.session = shell, session
        session.setParent(self)
        self.context = PageContext(session, self)
        self.context.set_room(shell.room)
        self.watch = BackgroundChecker(self.context)
        self._target: Target | None = None
        self._walk, self._visiting = Walk(), False
        self._said = ""
        """That a round is at its end, said before the words of the field it begins with."""
        self._visited: Target | None = None
        """Where the focus was once the last open thing was gone to."""
        self._turned, self._begun = False, cast("Target | None", None)
        """Whether another page was turned to since, and what that page began with by itself."""
        self._highlight: QWidget | None = None
        self._arrived: QWidget | None = None
        """Where the last jump led."""
        for page in FORM.pages:
            shell.drop_page(page.key)
            shell.add_page(page.key, partial(self._built, page))
        self._show_nothing_known()
        self._connect()

    @property
    def target(self) -> Target | None:
        """Where the focus was last."""
        return self._target

    @property
    def open_target(self) -> Target | None:
        """What the open thing is about that was gone to last, None before the first."""
        return self._walk.item.target if self._walk.item is not None else None

    def jump(self, target: Target, page: str = "") -> None:
        """Bring a place into sight, focus it and frame it for a moment.

        Args:
            target: What to show. A number that nothing shows leads to the list, or the first
                value, it is made of; where the page has none of these, to what it begins with.
            page: The page to show it on, where that is known already.
        """
        page = page or page_key_of(self.context.facts, target)
        self._shell.show_page(page)
        self._complete_page()
        widget = self._arrived = self._shown_on(page, target)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            call_later(widget, partial(self._frame, widget))
        if isinstance(target, RowToAdd):
            self._target = target  # the button there is no field, and tells of none
            words = FORM.sections[target.section]
            self.context.announce(FieldWords(words.heading, f"按 Enter 添加{words.noun}"))

    def _shown_on(self, page: str, target: Target) -> QWidget | None:
        """Return the widget of a page that a target leads to, None on the overview."""
        facts, whole = self.context.facts, self._shell.widget_of(page)
        wanted: list[Target] = [target]
        if isinstance(target, FigureRef):
            wanted += [RowList(section_of(facts, target)), *facts.places([target])]
        if isinstance(target, Place):
            wanted.append(RowList(target.section))  # of a list without rows
        for each in wanted:
            found = self.context.find(each)
            if found is not None and whole.isAncestorOf(found):
                return found
        return None if page == OVERVIEW else self._first_on(whole)

    def go_to_item(self, item: OpenItem) -> None:
        """Go to something open, on its own page; 看下一处 goes on from there."""
        self._walk.begin_at(item, self.watch.known)
        self._visit(item)

    def go_to_open(self, way: int) -> None:
        """Go to the next (1) or previous (-1) open thing: 必改, then 还差, then 提醒."""
        self.context.commit_pending()
        if self.watch.is_late and self.watch.known is None:
            self.context.announce(FieldWords("还在核对这份报告", "数据多，过一会儿再按"))
            return
        state = self.watch.shown
        item = self._walk.go(state, way, self._in_hand(), turned=self._turned)
        left = len(state.route())
        self._said = f"都看过一遍了，还有 {left} 处，从第一处再看起" if self._walk.ended else ""
        if item is not None:
            self._visit(item)
        else:
            carried = carried_words(state.carried)
            rest = f"{carried}，看过再导出" if carried else "可以到“总览与导出”导出"
            self.context.announce(FieldWords("没有要改的，也没有还差的", rest))

    def _in_hand(self) -> Order | None:
        """Return the place gone to since the last open thing, None where there is no other."""
        target, facts, page = self._target, self.context.facts, self._shell.page
        if self._turned and (
            target is None or target == self._begun or page_key_of(facts, target) != page
        ):
            return PAGES.get(page, len(PAGES)), -1, -1, -1
        if target is None or (target == self._visited and not self._turned):
            return None
        return order_in_hand(facts, target)

    def _visit(self, item: OpenItem) -> None:
        self._visiting = True
        self.visited.emit(item)
        self.jump(item.target, item.page)
        self._visited, self._turned = self._target, False
        self._visiting = False

    def go_to_edge(self, last: bool) -> None:  # noqa: FBT001 - one plain switch
        """Go to the first or last field of the page."""
        self._complete_page()
        page = self._shell.widget_of(self._shell.page)
        if not isinstance(page, PageArea):
            return
        widget = next(reversed(typed_on(page)), None) if last else self._first_on(page)
        if widget is not None:
            if isinstance(widget, QAbstractItemView):
                widget.setCurrentIndex(widget.model().index(0, 0))
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            bar = page.verticalScrollBar()
            bar.setValue(bar.maximum() if last else 0)  # with the heads over the first field
            bring_into_sight(widget)

    def undo(self) -> None:
        """Take the last step back and show where."""
        self.context.commit_pending()
        said = f"已撤销{self.session.undo_label}，按 Ctrl+Y 重做"
        self._replay(self.session.undo, said if self.session.blank is None else "")

    def redo(self) -> None:
        """Make the step again that was taken back last, and show where."""
        self.context.commit_pending()
        self._replay(self.session.redo, f"已重做{self.session.redo_label}，按 Ctrl+Z 撤销")

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        self.session.retry()
        self.context.commit_pending()

    def close(self) -> bool:
        """Hand over what was typed; return whether all of it is saved."""
        return self.context.commit_pending()

    def release(self) -> None:
        """Let go of the shell, because another report is opened."""
        self.watch.end()
        for page in FORM.pages:
            self._shell.drop_page(page.key)
        for signal, slot in self._ties():
            signal.disconnect(slot)
        self.deleteLater()

    @Slot()
    def show_state(self) -> None:
        """Show on steps and foot what is open."""
        state = self.watch.shown
        for page in state.pages:
            self._shell.strip.set_step(page.step.as_known(settled=self.watch.settled))
        must, reminders = state.count(Sign.ERROR), state.count(Sign.REMINDER)
        foot = self._shell.foot
        missing, settled = state.count(Sign.PARTIAL), self.watch.settled
        foot.set_counts(must, reminders, missing, state.carried, settled=settled)
        self.titled.emit()

    def _show_nothing_known(self) -> None:
        """Say that it is looked at: what was open in the report before is not open in this one."""
        for page in FORM.pages:
            self._shell.strip.set_step(unknown_step(page))
        self._shell.foot.set_counts(0, 0, settled=False)

    def _connect(self) -> None:
        self.session.saved.connect(self._saved)
        self.session.save_failed.connect(self._save_failed)
        self.context.spoke.connect(self._announce)
        self.context.entered.connect(self._entered)
        self.context.jump_wanted.connect(self.jump)
        self.context.item_wanted.connect(self.go_to_item)
        self.context.carried_changed.connect(self.speak_again)
        self.watch.changed.connect(self.show_state)
        for signal, slot in self._ties():
            signal.connect(slot)

    def _ties(self) -> tuple[tuple[Any, Callable[..., None]], ...]:
        shell = self._shell
        return (
            (shell.room_changed, self._fit),
            (shell.pane_changed, self._keep_in_sight),
            (shell.home_wanted, self._focus_home),
            (shell.page_shown, self._page_shown),
            (shell.field_bar.offered, self._offered),
        )

    def _frame(self, widget: QWidget) -> None:
        """Frame a widget for a moment; the frame of the jump before goes at once."""
        area = page_of(widget)
        layout = area.layout()
        if layout is not None:
            layout.activate()
        bring_into_sight(widget)
        _show_cell(widget)
        if self._highlight is not None and isValid(self._highlight):
            self._highlight.deleteLater()
        self._highlight = highlight(widget)

    def _built(self, page: Page) -> QWidget:
        return FormPage(page, self.context)

    def _complete_page(self) -> None:
        complete = getattr(self._shell.widget_of(self._shell.page), "complete", None)
        if complete is not None:
            complete()

    def _replay(self, step: object, words: str) -> None:
        """Take a step back or make it again, show where, and say what was done."""
        page = self._shell.widget_of(self._shell.page)
        if isinstance(page, PageArea):
            page.take_hand_off()  # a key or a menu does this: nothing is held under the mouse
        changes: list[Change] = []
        self.session.changed.connect(changes.append)
        step()  # type: ignore[operator]
        self.session.changed.disconnect(changes.append)
        if changes:
            said = getattr(QApplication.focusWidget(), "binding", None)
            if isinstance(said, Binding):
                said.unsay()
            first = self._first_changed(changes[0])
            if first is not None and page_key_of(self.context.facts, first) != OVERVIEW:
                self.jump(first)
            if len(changes[0].entries) > 1:
                self.watch.begin()  # title and counts of a whole import would be stale for a second
            self.context.note_understood("", words)
            self.speak_again()  # where the focus stays, the bar would tell of what is taken back

    def _first_changed(self, change: Change) -> Target | None:
        """Return the place to show of a change: of many one on the page in sight, if there is one."""
        facts, here = self.context.facts, self._shell.page
        places: tuple[Target, ...] = (*change.entries, *change.row_lists)
        beside = (place for place in places if page_key_of(facts, place) == here)
        return next(beside, next(iter(places), None))

    @Slot()
    def speak_again(self) -> None:
        """Have the field in hand say anew what is to be said of it."""
        focused = QApplication.focusWidget()
        page = self._shell.widget_of(self._shell.page)
        if focused is not None and page.isAncestorOf(focused):
            _announce(focused)

    @Slot(object)
    def _announce(self, words: FieldWords) -> None:
        what = "；".join(filter(None, (self._said, words.what)))
        self._shell.field_bar.show_field(words.name, what, words.offer)

    @Slot(object)
    def _entered(self, target: Target) -> None:
        self._target = target
        if not self._visiting:
            self._said = ""

    def confirm(self) -> None:
        """Confirm in the field in hand what was taken over from last year, or take it over."""
        if trigger_table_action(TableAction.CONFIRM):
            return
        editor = self._editor_in_hand()
        if editor is not None:
            editor.binding.confirm()

    def confirm_page(self) -> None:
        """Confirm all that was taken over from last year on the page in sight."""
        if self._shell.page in self._pages():
            self.context.confirm_page(self._shell.page)

    def offer_choices(self) -> None:
        """Open phrases or choices under the field in hand."""
        editor = self._editor_in_hand()
        if editor is not None:
            editor.open_choices()

    def _editor_in_hand(self) -> Editor | None:
        """Return the editor with the focus; a click on an offer brings the focus back first."""
        if focused_editor() is None and self._target is not None:
            widget = self.context.find(self._target)
            if widget is not None:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
            begin = getattr(widget, "begin_edit", None)
            if begin is not None:
                begin()
        return focused_editor()

    @Slot(str)
    def _offered(self, key: str) -> None:
        if key == PHRASES:
            self.offer_choices()
        elif key == "Ctrl+Y":
            self.redo()
        elif key == "Ctrl+Z":
            self.undo()
        else:
            self.confirm()

    @Slot(str)
    def _page_shown(self, page: str) -> None:
        self.context.forget_understood()  # it was said of a field of another page
        self._shell.field_bar.clear()
        if not self._visiting:
            self._turned, self._begun = True, None
        if page != OVERVIEW:
            call_later(self, self._begin_page)

    @Slot()
    def _begin_page(self) -> None:
        """Begin the page, unless something on it was given the focus.

        Qt gives it to the next button where the page before had it: nobody meant that one.
        """
        if self._shell.page not in self._pages():
            return
        page = self._shell.widget_of(self._shell.page)
        # a window that is not active yet gives the focus to its own once it is
        focused = QApplication.focusWidget() or page.window().focusWidget()
        by_itself = isinstance(focused, Button) and focused is not self._arrived
        if focused is not None and (
            (page.isAncestorOf(focused) and not by_itself) or focused.window() is not page.window()
        ):
            if not self._shell.field_bar.words and page.isAncestorOf(focused):
                _announce(focused)  # it came before the bar was cleared for the page
            return
        first = self._first_on(page)
        if first is not None:
            first.setFocus()
            self._begun = self._target

    def _first_on(self, page: QWidget) -> QWidget | None:
        """Return what a page begins with: its first field, its table, or how to begin that."""
        declared = next(each for each in FORM.pages if each.key == self._shell.page)
        section = next(shown_sections(declared))
        if section.repeated():
            return self.context.find(RowList(section.key))
        return next(iter(typed_on(page)), None)

    @Slot()
    def _fit(self) -> None:
        self.context.set_room(self._shell.room)
        self._keep_in_sight()

    @Slot()
    def _keep_in_sight(self, _pane: str = "") -> None:
        """Bring the field in hand into sight again once the page is laid out anew."""
        call_later(self, self._show_focused)

    @Slot()
    def _show_focused(self) -> None:
        """Bring what has the focus into sight, once the page is laid out."""
        focused = QApplication.focusWidget()
        if focused is None or self._shell.page not in self._pages():
            return
        page = self._shell.widget_of(self._shell.page)
        if not page.isAncestorOf(focused):
            return
        layout = page_of(focused).layout()
        if layout is not None:
            layout.activate()
        if not _show_cell(focused):
            bring_into_sight(focused)

    @Slot()
    def _focus_home(self) -> None:
        """Put the focus into the field that had it last, on the page in sight."""
        if self._shell.page not in self._pages():
            return
        page = self._shell.widget_of(self._shell.page)
        found = None if self._target is None else self.context.find(self._target)
        if found is None or not page.isAncestorOf(found):
            found = self._first_on(page)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pages(self) -> set[str]:
        return {page.key for page in FORM.pages}

    @Slot()
    def _saved(self) -> None:
        self._shell.show_saved(datetime.now().astimezone().strftime("%H:%M"))

    @Slot(object)
    def _save_failed(self, error: KnownError) -> None:
        self._shell.show_save_trouble(error.happened, error.remedy)


def focused_editor() -> Editor | None:
    """Return the editor that has the focus."""
    widget = QApplication.focusWidget()
    bound = isinstance(getattr(widget, "binding", None), Binding)
    return cast("Editor", widget) if bound else None


def _announce(field: QWidget) -> None:
    """Have the bar speak of a field or a table; other widgets have nothing to say there."""
    announce = getattr(getattr(field, "binding", field), "announce", None)
    if announce is not None:
        announce()


def _show_cell(widget: QWidget) -> bool:
    """Scroll to the current cell of a table; return whether the widget is one."""
    show = getattr(widget, "show_on_page", None)
    if show is None:
        return False
    show()
    return True
