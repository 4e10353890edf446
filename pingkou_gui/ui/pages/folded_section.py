"""A section that only some units need: its title until something stands in it or it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pingkou_gui.ui.editors.field_editors import ENTER_STOP, go_to, page_of, typed_on
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.layout import GroupBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.form.field import Section
    from pingkou_gui.ui.editors.page_context import PageContext, Target


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
        self.link = Button("展开", ButtonKind.LINK, spoken=f"展开{section.heading}")
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
    def _open_and_enter(self) -> None:
        self._context.drop_host(self.section.key)
        self.open()
        if self.body is not None:
            own = (field for field in typed_on(page_of(self)) if self.isAncestorOf(field))
            go_to(next(own, None), Qt.FocusReason.TabFocusReason)
