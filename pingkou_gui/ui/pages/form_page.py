"""A page of the form, built from its declaration when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pingkou_gui.form.field import Layout
from pingkou_gui.report.carried import confirmed_together, waiting_by_page, waiting_with_figures
from pingkou_gui.ui.editors.binding import FieldWords
from pingkou_gui.ui.editors.field_editors import ENTER_STOP, go_to, page_of, typed_on
from pingkou_gui.ui.pages.form_sections import form_section
from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.base import (
    SignLabel,
    call_later,
    join_tab_order,
    on_theme_change,
)
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import WrappedText
from pingkou_gui.ui.widgets.layout import Banner, GroupBox, PageArea

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.form.field import Page, Section
    from pingkou_gui.ui.editors.field_editors import FieldEditor
    from pingkou_gui.ui.editors.page_context import PageContext, Target


# A section that only some units need: its title until something stands in it or it is opened.


_FOLDED = "这里还没有展开，刚才的没有填进去；要填的按 Enter 展开再填，不用填的按 Tab 跳过"


class _FoldLink(Button):
    """The link of a folded section; what is typed or pasted there has no place to go to."""

    refused = Signal()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.matches(_PASTE):
            event.accept()  # the window's own 粘贴 asks for a table in hand
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.matches(_PASTE) or (text.isprintable() and text.strip()):
            self.refused.emit()
        else:
            super().keyPressEvent(event)


_PASTE = QKeySequence.StandardKey.Paste


class FoldedSection(QFrame):
    """`其他控制数（附件1） 展开`; the section itself is built when it is opened."""

    def __init__(
        self,
        section: type[Section],
        context: PageContext,
        build: Callable[[type[Section], PageContext], QWidget],
    ) -> None:
        """Fold a section that `build` returns the widget of, unless something stands in it."""
        super().__init__()
        self.section, self._context, self._build = section, context, build
        self.body: QWidget | None = None
        """The section once it is opened."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._closed = GroupBox(section.heading, note=section.hint or "没有的不用展开")
        self.link = _FoldLink("展开", ButtonKind.LINK, spoken=f"展开{section.heading}")
        self.link.refused.connect(self._refuse)
        self.link.setProperty(ENTER_STOP, True)  # noqa: FBT003 - Qt's own
        self.link.clicked.connect(self._open_and_enter)
        self._closed.add_to_head(self.link)
        self._column.addWidget(self._closed)
        context.add_host(section.key, self.reveal)
        context.keep_current(self, self._open_if_filled)
        self._open_if_filled()

    def open(self) -> None:
        """Show the section."""
        if self.body is not None:
            return
        self.body = self._build(self.section, self._context)
        self._column.addWidget(self.body)
        join_tab_order(self.link, self.body)
        self._closed.hide()
        self.body.show()

    def reveal(self, target: Target) -> QWidget | None:
        """Open the section, and return what it shows a place of it in."""
        if self.body is not None:
            return None  # its editors are found by their places
        self._context.drop_host(self.section.key)
        self.open()
        return self._context.find(target)

    @Slot()
    def _open_if_filled(self) -> None:
        report = self._context.session.report
        if self.body is None and any(report.entry(f.at()) for f in self.section.fields):
            self._context.drop_host(self.section.key)
            self.open()

    @Slot()
    def _refuse(self) -> None:
        self._context.announce(FieldWords(self.section.heading, _FOLDED))

    @Slot()
    def _open_and_enter(self) -> None:
        self._context.drop_host(self.section.key)
        self.open()
        if self.body is not None:
            own = (field for field in typed_on(page_of(self)) if self.isAncestorOf(field))
            go_to(next(own, None), Qt.FocusReason.TabFocusReason)


# Who builds a section, by its layout.


class Builder(Protocol):
    """Builds the widget of a section, a `kit.Group` as a rule."""

    def __call__(self, section: type[Section], context: PageContext) -> QWidget:
        """Return the widget, tied to the report of `context`."""


TOGETHER = (Layout.FUNDS,)
"""Layouts of which all sections of a page make one widget, built for the first of them."""


def _later_section(section: type[Section], context: PageContext) -> QWidget:
    """Build a section of amounts, of paragraphs or of a table; loaded with the first of them."""
    from pingkou_gui.ui.pages.later_sections import LATER  # noqa: PLC0415 - not for a first page

    return LATER[section.layout](section, context)


BUILDERS: dict[Layout, Builder] = {
    Layout.FORM: form_section,
    Layout.AMOUNTS: _later_section,
    Layout.TEXTS: _later_section,
    Layout.TABLE: _later_section,
    Layout.DETAIL: _later_section,
    Layout.OUTLINE: _later_section,
    Layout.FUNDS: _later_section,
    Layout.SCORES: _later_section,
}


# What was taken over from last year on a page, confirmed with one act.


_WITH_FIGURES = "文字里有上年的数字，逐处核对，没有变化的按 Ctrl+D"


class ConfirmBand(Banner):
    """Says how much of the page is last year's and unconfirmed; hidden where nothing is."""

    def __init__(self, page: Page, context: PageContext) -> None:
        super().__init__(name="沿用上年", tone=Tone.SECONDARY, margin=0.3)
        self._page, self._context = page, context
        self._words = WrappedText("", tone=Tone.SECONDARY)
        self.button = Button("本页全部确认", key="Ctrl+Shift+D")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in its field
        self.button.clicked.connect(self._confirm)
        self._line = QHBoxLayout()
        self._line.addWidget(SignLabel(Sign.CARRIED))
        self._line.addWidget(self._words, 1)
        self._line.addWidget(self.button)
        self.column.addLayout(self._line)
        self.hide()
        context.carried_changed.connect(self.show_counts)
        on_theme_change(self.space_parts)

    @property
    def words(self) -> str:
        """The sentence shown."""
        return self._words.text()

    @Slot(object)
    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how much is unconfirmed, from the counts by page."""
        report, page = self._context.session.report, self._page.key
        count = counts.get(page, 0)
        single = min(waiting_with_figures(report, page), count)
        words = f"本页 {count - single} 处沿用上年，看过没有变化的一次确认，改过的自动算确认"
        if single == count:
            words = f"本页 {single} 处{_WITH_FIGURES}，改过的自动算确认"
        elif single:
            words += f"；另有 {single} 处{_WITH_FIGURES}"
        self._words.setText(words)
        self.button.setHidden(not confirmed_together(report, page))
        self.setHidden(not count)

    @Slot()
    def space_parts(self) -> None:
        """Take the gap from the theme."""
        self._line.setSpacing(theme().em(0.5))

    @Slot()
    def _confirm(self) -> None:
        if self.button.hasFocus():
            self.button.focusNextPrevChild(True)  # noqa: FBT003 - it goes with the band
        if self._context.confirm_page(self._page.key):
            self.show_counts(waiting_by_page(self._context.session.report))


# A page of the form, built from its declaration when it is first shown.


AT_ONCE = 2
"""Sections that fill the screen; those below are built while the clerk looks at them."""


DRAWN = 15
"""Milliseconds for the screen to show the first sections."""


def _spread_cells(
    editor: FieldEditor, columns: Sequence[Sequence[FieldEditor]], text: str
) -> tuple[str, bool, str]:
    """Paste cells of a sheet from a field on, once the last paste has its answer."""
    from pingkou_gui.ui.table.cells_paste import spread_cells  # noqa: PLC0415 - readers load
    from pingkou_gui.ui.table.paste_dialog import is_asked  # noqa: PLC0415

    if is_asked():
        return "上一次粘贴还没有答完，这一次没有粘贴；先答完打开着的窗口", False, ""
    return spread_cells(editor, columns, text)


class FormPage(PageArea):
    """The sections of a page one under the other, the first ones at once."""

    def __init__(self, page: Page, context: PageContext) -> None:
        """Build what can be seen; the rest follows by itself, or by `complete`."""
        super().__init__(name=page.title)
        self._context = context
        context.spread_cells = _spread_cells
        context.about_to_refresh.connect(self.hold_place)
        context.about_to_tell.connect(self.hold_reading)
        band = ConfirmBand(page, context)
        self.add(band)  # shown before it stands on the page it would be a window of its own
        band.show_counts(waiting_by_page(context.session.report))
        self._waiting = [s for s in shown_sections(page) if s.layout in BUILDERS]
        self._build(AT_ONCE)
        self._next = QTimer(self, singleShot=True, interval=DRAWN)
        self._next.timeout.connect(self._go_on)

    def complete(self) -> None:
        """Build now whatever is not built yet."""
        self._build(len(self._waiting))

    def _build(self, number: int) -> None:
        """Build the next sections; on a page in sight they stand in their places at once.

        Left to itself Qt shows them later, squeezed into the page as it was, and a field in
        them cannot take the focus until then.
        """
        made = []
        for _ in range(min(number, len(self._waiting))):
            section = self._waiting.pop(0)
            made.append(_built(section, self._context))
            self.add(made[-1])
        if made and self.isVisible():
            self._column.setEnabled(False)  # laid out once, for all of them
            for part in made:
                part.show()
            self._column.setEnabled(True)
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._context.resume_figures(self)
        if self._waiting:
            call_later(self, self._next.start)  # counted from when events are handled

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._context.pause_figures(self)

    @Slot()
    def _go_on(self) -> None:
        """Build the next section, as long as the clerk looks at this page."""
        if self.isVisible():
            self._build(1)
            if self._waiting:
                self._next.start(0)


def _built(section: type[Section], context: PageContext) -> QWidget:
    build = BUILDERS[section.layout]
    return FoldedSection(section, context, build) if section.folded else build(section, context)


def shown_sections(page: Page) -> Iterator[type[Section]]:
    """Return the sections that stand on the page by themselves.

    Rows under a row of another section stand with that row, and sections that are shown
    together are told by the first of them.
    """
    seen = set()
    for section in page.sections:
        if section.parent is not None or (section.layout in TOGETHER and section.layout in seen):
            continue
        seen.add(section.layout)
        yield section
