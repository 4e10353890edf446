"""What stands beside the form: 正文, 说明, each made when it is first looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.problems import OwnText
from pingkou_gui.form.values import FigureRef, Place
from pingkou_gui.report.figure_index import FIGURES, explain
from pingkou_gui.report.figures import figure_shown
from pingkou_gui.report.own_sections import section_named
from pingkou_gui.ui.editors.binding import title_of
from pingkou_gui.ui.open_items import OVERVIEW, findings_title
from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import Scroller
from pingkou_gui.ui.window.on_demand import findings_pane, help_pane, pages_pane, sentences_pane
from pingkou_gui.ui.window.shell import HELP_PANE, Pane

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.document.tree import Document
    from pingkou_gui.form.values import Ref
    from pingkou_gui.scheme.scheme import OutlinePart
    from pingkou_gui.ui.editors.page_context import PageContext
    from pingkou_gui.ui.page_view import PagesPane
    from pingkou_gui.ui.window.findings_pane import FindingsPane
    from pingkou_gui.ui.window.open_report import OpenReport
    from pingkou_gui.ui.window.sentences_pane import SentencesPane
    from pingkou_gui.ui.window.shell import Shell


# 说明: what belongs in the field in hand, where it prints, how a number came about.


_BESIDE_THE_OUTLINE = {
    "title": "报告标题",
    "signature": "落款",
    "attachment1": "附件1",
    "attachment2": "附件2",
    "attachment3": "各项目的自评表",
}
"""What parts of the report are called that are no heading of the outline."""


class HelpPane(Scroller):
    """Follows the focus; empty before a field had it."""

    def __init__(self) -> None:
        super().__init__("说明")
        self._ground = QFrame()
        set_look(self._ground, "kind", "plain")
        self._column = QVBoxLayout(self._ground)
        self._column.addStretch(1)  # an alignment would leave broken lines no height
        self.setWidget(self._ground)
        self._context: PageContext | None = None
        self._ref: Ref | None = None
        self._links: list[Button] = []
        on_theme_change(self.apply_theme)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Speak of no field: none is in hand, or the page in sight has none."""
        self._ref = None
        self._clear()
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
        """Show what goes into a field, where it is from, and where it prints."""
        field = FORM.field_at(place)
        if field is None or self._context is None:
            return
        self._add(TextLabel(title_of(self._context.facts, field, place.row), TypeRole.HEAD))
        unit = "金额，单位万元" if field.unit == "万元" else field.unit
        self._paragraph("填什么", "，".join(part for part in (unit, field.help) if part))
        self._paragraph("从哪里抄", field.source)
        for key in field.prints:
            part = self._context.session.scheme.part(key)
            if part is not None:
                self._paragraph(f"印在“{part.title}”", part.guidance)
            elif key in _BESIDE_THE_OUTLINE:
                self._paragraph(f"印在{_BESIDE_THE_OUTLINE[key]}", "")
        own = self._own_section(place)
        if own is not None:
            self._paragraph(f"印在“{own.title}”", own.guidance)
        elif not field.prints:
            self._paragraph("不单独印出", "用来计算、核对，或者转到下一年的报告")

    def _own_section(self, place: Place) -> OutlinePart | None:
        """Return the county's own section that a row is written for."""
        if self._context is None or place.section != OwnText.key:
            return None
        title = self._context.facts.report[OwnText.part.at(place.row)]
        return section_named(self._context.session.scheme, title)

    def _fill_figure(self, ref: FigureRef) -> None:
        """Show how a figure is worked out, with its numbers and their origin."""
        if self._context is None or ref.figure not in FIGURES:
            return
        facts = self._context.facts
        facts[FIGURES[ref.figure], ref.row]  # explained by what it read
        known = explain(facts, ref)
        self._add(TextLabel(known.label, TypeRole.HEAD))
        self._paragraph("怎么算", known.words)
        self._paragraph("代入数字", known.numbers)
        self._paragraph("依据", known.source)
        if known.inputs:
            self._add(TextLabel("用到的数", TypeRole.STRONG))
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
        self._add(TextLabel(head, TypeRole.HEAD))
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
    def apply_theme(self) -> None:
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


# What stands beside the form: 正文, 版面, 检查, 说明, each made when it is first looked at.


FINDINGS, HELP, PRINTED, TEXT = "findings", HELP_PANE, "pages", "text"


class SidePanes:
    """Makes the panes and ties them to the report that is open."""

    def __init__(
        self, explain: Callable[[FigureRef], None], show_preview: Callable[[], None]
    ) -> None:
        """`explain` shows how a derived number came about, `show_preview` what will be printed."""
        self._explain, self._show_preview = explain, show_preview
        self._shell: Shell | None = None
        self._report: OpenReport | None = None
        self._made: set[str] = set()

    def declared(self) -> tuple[Pane, ...]:
        """Return the panes as the shell offers them."""
        return (
            Pane(TEXT, "正文", self._make_text, "F6"),
            Pane(PRINTED, "版面", self._make_pages, "F7"),
            Pane(FINDINGS, findings_title(0), self._make_findings, "F8"),
            Pane(HELP, "说明", self._make_help, "F1"),
        )

    def stand_in(self, shell: Shell) -> None:
        """Know the shell that was given the panes."""
        self._shell = shell
        shell.page_shown.connect(self._set_page)

    @property
    def text(self) -> SentencesPane:
        """The printed sentences."""
        return cast("SentencesPane", self._pane(TEXT))

    @property
    def pages(self) -> PagesPane:
        """The printed pages."""
        return cast("PagesPane", self._pane(PRINTED))

    @property
    def findings(self) -> FindingsPane:
        """The findings as cards."""
        return cast("FindingsPane", self._pane(FINDINGS))

    @property
    def help(self) -> HelpPane:
        """What belongs in the field in hand."""
        return cast("HelpPane", self._pane(HELP))

    def follow(self, report: OpenReport) -> None:
        """Speak of another report."""
        self._report = report
        if TEXT in self._made:
            self.text.follow(report.context)
        if PRINTED in self._made:
            self._follow_pages(self.pages, report)
        if FINDINGS in self._made:
            self.findings.follow(report)
        if HELP in self._made:
            self.help.follow(report.context)

    def forget(self) -> None:
        """Let go of the report."""
        self._report = None
        if TEXT in self._made:
            self.text.forget()
        if PRINTED in self._made:
            self.pages.forget()
        if FINDINGS in self._made:
            self.findings.forget()

    def _pane(self, key: str) -> object:
        if self._shell is None:
            raise RuntimeError("stand_in() has not been called")
        return self._shell.pane_widget(key)

    def _make_text(self) -> SentencesPane:
        made = sentences_pane()
        made.explain_wanted.connect(self._explain)
        self._made.add(TEXT)
        if self._report is not None:
            made.follow(self._report.context)
        return made

    def _make_pages(self) -> PagesPane:
        made = pages_pane(self._is_draft, self._composed)
        made.explain_wanted.connect(self._explain)
        made.preview_wanted.connect(self._show_preview)
        self._made.add(PRINTED)
        if self._report is not None:
            self._follow_pages(made, self._report)
        return made

    def _follow_pages(self, pane: PagesPane, report: OpenReport) -> None:
        pane.follow(report.context)
        report.watch.changed.connect(pane.refresh)

    def _is_draft(self) -> bool:
        """Return whether the open report is a draft, as far as it has been looked at."""
        known = self._report.watch.known if self._report is not None else None
        return known is None or known.count(Sign.ERROR) + known.count(Sign.PARTIAL) > 0

    def _composed(self) -> Document | None:
        """Return the open report as it is printed, None while it is composed beside the window."""
        return self._report.watch.composed() if self._report is not None else None

    def _make_findings(self) -> FindingsPane:
        made = findings_pane()
        made.explain_wanted.connect(self._explain)
        self._made.add(FINDINGS)
        if self._shell is not None:
            made.set_page(self._shell.page)
        if self._report is not None:
            made.follow(self._report)
        return made

    def _make_help(self) -> HelpPane:
        made = help_pane()
        self._made.add(HELP)
        if self._report is not None:
            made.follow(self._report.context)
        if self._shell is not None and self._shell.page == OVERVIEW:
            made.show_nothing()
        return made

    def _set_page(self, page: str) -> None:
        if HELP in self._made and page == OVERVIEW:
            self.help.show_nothing()
        if FINDINGS in self._made:
            self.findings.set_page(page)
