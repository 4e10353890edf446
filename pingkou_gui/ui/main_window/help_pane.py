"""说明: what belongs in the field in hand, where it prints, how a number came about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from pingkou_gui.domain.explain import explain
from pingkou_gui.domain.figures import FIGURES
from pingkou_gui.domain.figures.quantity import figure_shown
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import FigureRef, Place
from pingkou_gui.ui.editors.words import title_of
from pingkou_gui.ui.kit import Button, ButtonKind, Text, WrappedText, follow_theme, set_look
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from pingkou_gui.spec.place import Ref
    from pingkou_gui.ui.editors import PageContext

_BESIDE_THE_OUTLINE = {
    "title": "报告标题",
    "signature": "落款",
    "attachment1": "附件1",
    "attachment2": "附件2",
    "attachment3": "各项目的自评表",
}
"""What parts of the report are called that are no heading of the outline."""


class HelpPane(QScrollArea):
    """Follows the focus; empty before a field had it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("说明")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ground = QFrame()
        set_look(self._ground, "kind", "plain")
        self._column = QVBoxLayout(self._ground)
        self._column.addStretch(1)  # an alignment would leave broken lines no height
        self.setWidget(self._ground)
        self._context: PageContext | None = None
        self._ref: Ref | None = None
        self._links: list[Button] = []
        follow_theme(self.dress)
        self._say("选一个栏目", "这里说明该填什么、从哪里抄、印在报告的哪一部分")

    def follow(self, context: PageContext) -> None:
        """Speak of the fields of another report."""
        self._context, self._ref = context, context.ref_in_hand
        context.entered.connect(self.show_help)

    @Slot(object)
    def show_help(self, ref: Ref) -> None:
        """Speak of a field or a derived number; built only while the pane is in sight."""
        self._ref = ref
        if self.isVisible():
            self._fill()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._ref is not None:
            self._fill()

    def first_link(self) -> QWidget | None:
        """Return the first input of the number spoken of."""
        return next(iter(self._links), None)

    def _fill(self) -> None:
        self._clear()
        ref = self._shown_ref()
        if isinstance(ref, FigureRef):
            self._fill_figure(ref)
        elif isinstance(ref, Place):
            self._fill_field(ref)

    def _shown_ref(self) -> Ref | None:
        """Return what is spoken of: a total that is not typed is the figure that stands there."""
        if self._context is None or not isinstance(self._ref, Place):
            return self._ref
        figure = figure_shown(self._context.facts, self._ref)
        return self._ref if figure is None else figure.at()

    def _fill_field(self, place: Place) -> None:
        field = FORM.field_at(place)
        if field is None or self._context is None:
            return
        self._add(Text(title_of(self._context.facts, field, place.row), TypeRole.HEAD))
        self._paragraph("填什么", "，".join(part for part in (field.unit, field.help) if part))
        self._paragraph("从哪里抄", field.source)
        for key in field.prints:
            part = self._context.session.scheme.part(key)
            if part is not None:
                self._paragraph(f"印在“{part.title}”", part.guidance)
            elif key in _BESIDE_THE_OUTLINE:
                self._paragraph(f"印在{_BESIDE_THE_OUTLINE[key]}", "")
        if not field.prints:
            self._paragraph("不单独印出", "用来计算、核对，或者转到下一年的报告")

    def _fill_figure(self, ref: FigureRef) -> None:
        if self._context is None or ref.figure not in FIGURES:
            return
        facts = self._context.facts
        facts[FIGURES[ref.figure], ref.row]  # explained by what it read
        known = explain(facts, ref)
        self._add(Text(known.label, TypeRole.HEAD))
        self._paragraph("怎么算", known.words)
        self._paragraph("代入数字", known.numbers)
        self._paragraph("依据", known.source)
        if known.inputs:
            self._add(Text("用到的数", TypeRole.STRONG))
        for entry in known.inputs:
            link = Button(f"{entry.label} {entry.value}", ButtonKind.LINK)
            link.clicked.connect(partial(self._go, entry.ref))
            self._links.append(link)
            self._add(link)
            if entry.origin:
                self._add(WrappedText(entry.origin, TypeRole.SMALL, Tone.SECONDARY))

    def _go(self, ref: Ref, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        if self._context is not None:
            self._context.jump(ref)

    def _say(self, head: str, words: str) -> None:
        self._add(Text(head, TypeRole.HEAD))
        self._add(WrappedText(words, tone=Tone.SECONDARY))

    def _paragraph(self, head: str, words: str) -> None:
        if words or head.startswith("印在"):
            self._add(WrappedText(head, TypeRole.STRONG))
        if words:
            self._add(WrappedText(words, tone=Tone.SECONDARY))

    def _add(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)
        widget.show()  # left to Qt it shows later, and cannot take the focus until then

    def _clear(self) -> None:
        self._links.clear()
        _empty(self._column)
        self._column.addStretch(1)

    @Slot()
    def dress(self) -> None:
        """Take margins from the theme."""
        em = theme().em
        self._column.setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.6))
        self._column.setSpacing(em(0.35))


def _empty(layout: QLayout) -> None:
    while layout.count():
        widget = layout.takeAt(0).widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
