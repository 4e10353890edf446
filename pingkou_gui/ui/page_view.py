"""The printed pages in a window: to be scrolled, to fit the width or whole, each word a link.

What is seen is what is printed: the same layout, painted by the same function. Only the pages in
sight are painted, each once for a size.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pingkou_gui.document.compose import compose
from pingkou_gui.document.line_breaking import Typesetter
from pingkou_gui.document.page_layout import Layout, printed_places, refs_at
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.form.values import FigureRef, Place
from pingkou_gui.ui.page_painting import PRINTED, PageColours, QtFonts, paint_page
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import on_theme_change
from pingkou_gui.ui.widgets.controls import Button, ButtonKind, SegmentedChoice
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent

    from pingkou_gui.document.page_geometry import Geometry
    from pingkou_gui.document.page_layout import PageLayout, PrintedPlace
    from pingkou_gui.document.tree import Document
    from pingkou_gui.form.values import Ref
    from pingkou_gui.ui.editors.page_context import PageContext

_MOST_PIXMAPS = 8
_AT_ONCE = 0.1
"""Seconds: a report of thousands of pages is laid out in steps, between which events are handled."""
_LARGEST_SCALE = 0.14
"""Pixels a twip: a page is never drawn larger than some 200 dots an inch."""
_FRAME = QColor("#b8bec4")
_TRIMMED = 200
"""Twips of each side margin that stay in sight beside the form."""
_MIDDLE = 127
"""Lightness between a dark paper and a light one."""


class PageZoom(StrEnum):
    """How large a page is shown."""

    WIDTH = "width"
    WHOLE = "whole"


class PageCanvas(QAbstractScrollArea):
    """Pages under each other; `linked` tells what is behind the words that were clicked."""

    linked = Signal(object)
    """A tuple of `Ref`, never empty."""
    turned = Signal(int)
    """The page in sight is another one, by its place from 0."""

    def __init__(self, fonts: QtFonts, *, as_printed: bool = True) -> None:
        """Show nothing yet; pages are painted with these fonts.

        Unless they are shown `as_printed` they have the colours of the theme, dark ones too.
        """
        super().__init__()
        self._as_printed = as_printed
        self.setAccessibleName("打印页面")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._fonts = fonts
        self._pages: tuple[PageLayout, ...] = ()
        self._sheets: list[QRect] = []
        self._zoom = PageZoom.WIDTH
        self._marks: list[PrintedPlace] = []
        self._painted: dict[int, tuple[PageLayout, QSize, QPixmap]] = {}
        self._page = 0
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        on_theme_change(self.apply_theme)

    @property
    def pages(self) -> tuple[PageLayout, ...]:
        """The pages shown."""
        return self._pages

    @property
    def page(self) -> int:
        """The page in sight, by its place from 0."""
        return self._page

    @property
    def colours(self) -> PageColours:
        """What the pages are painted with now."""
        own = theme().colours
        if self._as_printed or theme().white_paper or QColor(own.paper).lightness() > _MIDDLE:
            return PRINTED
        return PageColours(own.paper, own.ink, own.error, own.reminder_tint)

    @property
    def marks(self) -> tuple[PrintedPlace, ...]:
        """Where the field in hand is printed."""
        return tuple(self._marks)

    def show_pages(self, pages: tuple[PageLayout, ...]) -> None:
        """Show other pages; what is in sight stays where it is as far as it can."""
        if pages != self._pages:
            self._pages = pages
            self._marks = [mark for mark in self._marks if mark.page < len(pages)]
            self._arrange()
        self.viewport().update()

    def set_zoom(self, zoom: PageZoom) -> None:
        """Fit a page into the width, or whole."""
        page = self._page
        self._zoom = zoom
        self._arrange()
        self.go_to(page)

    def go_to(self, page: int) -> None:
        """Bring the upper edge of a page into sight."""
        if self._sheets:
            sheet = self._sheets[max(0, min(page, len(self._sheets) - 1))]
            self.verticalScrollBar().setValue(sheet.top() - self._gap)

    def mark(self, ref: Ref | None, *, show: bool = True) -> None:
        """Mark where `ref` is printed; `show` brings the first place into sight."""
        self._marks = printed_places(self._pages, ref) if ref is not None else []
        if show and self._marks and not any(self._in_sight(mark) for mark in self._marks):
            area = self._area_of(self._marks[0])
            self.verticalScrollBar().setValue(
                int(area.center().y()) - self.viewport().height() // 2
            )
        self.viewport().update()

    @property
    def _gap(self) -> int:
        return theme().em(0.6)

    def _arrange(self) -> None:
        """Work out where every page stands."""
        gap, room = self._gap, self.viewport().size()
        top = gap
        self._sheets = []
        for page in self._pages:
            wide, high = page.page.paper
            left, shown = self._shown_part(page.page)
            scale = (room.width() - 2 * gap) / shown
            if self._zoom is PageZoom.WHOLE:
                scale = min(scale, (room.height() - 2 * gap) / high)
            scale = min(max(scale, 0.01), _LARGEST_SCALE)
            size = QSize(round(wide * scale), round(high * scale))
            at = round((room.width() - shown * scale) / 2 - left * scale)
            self._sheets.append(QRect(at, top, size.width(), size.height()))
            top += size.height() + gap
        bar = self.verticalScrollBar()
        bar.setRange(0, max(top - room.height(), 0))
        bar.setPageStep(room.height())
        bar.setSingleStep(theme().em(3))
        self._scrolled()

    def _shown_part(self, page: Geometry) -> tuple[int, int]:
        """Return where what is shown of a page begins and how wide it is, in twips.

        Beside the form a page that fits the width does without its side margins: its words
        would be too small to read in the narrow pane.
        """
        if self._as_printed or self._zoom is PageZoom.WHOLE:
            return 0, page.paper[0]
        return page.left - _TRIMMED, page.width + 2 * _TRIMMED

    @Slot()
    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = max(bisect_right([sheet.top() for sheet in self._sheets], middle) - 1, 0)
        if page != self._page:
            self._page = page
            self.turned.emit(page)
        self.viewport().update()

    def _area_of(self, mark: PrintedPlace) -> QRectF:
        """Return a marked part in pixels from the upper edge of the first page."""
        sheet = self._sheets[mark.page]
        scale = sheet.width() / self._pages[mark.page].page.paper[0]
        box = mark.box
        return QRectF(
            sheet.left() + box.x * scale,
            sheet.top() + box.y * scale,
            box.width * scale,
            box.height * scale,
        )

    def _in_sight(self, mark: PrintedPlace) -> bool:
        top = self.verticalScrollBar().value()
        area = self._area_of(mark)
        return top <= area.top() and area.bottom() <= top + self.viewport().height()

    def _pixmap(self, number: int) -> QPixmap:
        """Return the picture of a page, painted anew where the page or its size is another."""
        page, sheet = self._pages[number], self._sheets[number]
        ratio = self.devicePixelRatioF()
        size = sheet.size() * ratio
        known = self._painted.pop(number, None)
        if known is None or known[0] is not page or known[1] != size:
            pixmap = QPixmap(size)
            pixmap.fill(QColor(self.colours.paper))
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            scale = size.width() / page.page.paper[0]
            paint_page(painter, page, self._fonts, scale, self.colours)
            painter.end()
            pixmap.setDevicePixelRatio(ratio)
            known = page, size, pixmap
        self._painted[number] = known
        while len(self._painted) > _MOST_PIXMAPS:
            del self._painted[next(iter(self._painted))]
        return known[2]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme().colours.side))
        top = self.verticalScrollBar().value()
        seen = event.rect().translated(0, top)
        for number, sheet in enumerate(self._sheets):
            if not sheet.intersects(seen):
                continue
            there = sheet.translated(0, -top)
            painter.drawPixmap(there.topLeft(), self._pixmap(number))
            painter.setPen(_FRAME)
            painter.drawRect(there.adjusted(-1, -1, 0, 0))
        white = self.colours is PRINTED
        painter.setCompositionMode(_UNDER_BLACK if white else _UNDER_WHITE)
        colour = QColor(_MARK if white else theme().colours.mark)
        for mark in self._marks:
            area = self._area_of(mark).translated(0, -top)
            painter.fillRect(area, colour)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self._page
        part = self._part_of(page)
        self._arrange()
        if self._sheets:
            sheet = self._sheets[min(page, len(self._sheets) - 1)]
            self.verticalScrollBar().setValue(round(sheet.top() + part * sheet.height()))

    def _part_of(self, page: int) -> float:
        """Return how far into the page the upper edge of the view is, in parts of its height."""
        if page >= len(self._sheets):
            return 0.0
        sheet = self._sheets[page]
        return (self.verticalScrollBar().value() - sheet.top()) / max(sheet.height(), 1)

    def refs_under(self, point: QPointF) -> tuple[Ref, ...]:
        """Return what stands behind a point of the view."""
        y = point.y() + self.verticalScrollBar().value()
        for page, sheet in zip(self._pages, self._sheets, strict=True):
            if sheet.contains(int(point.x()), int(y)):
                scale = sheet.width() / page.page.paper[0]
                return refs_at(page, (point.x() - sheet.left()) / scale, (y - sheet.top()) / scale)
        return ()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        linked = bool(self.refs_under(event.position()))
        shape = Qt.CursorShape.PointingHandCursor if linked else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        refs = self.refs_under(event.position())
        if refs and event.button() == Qt.MouseButton.LeftButton:
            self.linked.emit(refs)

    @Slot()
    def apply_theme(self) -> None:
        """Take gaps and colours from the theme."""
        self._painted.clear()
        self._arrange()


_MARK = "#ffe066"
_UNDER_BLACK = QPainter.CompositionMode.CompositionMode_Multiply
_UNDER_WHITE = QPainter.CompositionMode.CompositionMode_Lighten
"""How a mark is laid over words that stay as they are, black ones or white ones."""


class PagesPane(QWidget):
    """The pages beside the form: they follow what is typed and the field in hand.

    Written only while it is in sight.
    """

    explain_wanted = Signal(object)
    """A `FigureRef`: show how this number came about."""
    preview_wanted = Signal()
    """Show the pages in a window of their own, to be printed or written as PDF."""

    def __init__(
        self,
        is_draft: Callable[[], bool] = lambda: True,
        composed: Callable[[], Document | None] | None = None,
    ) -> None:
        """Show no report yet.

        Args:
            is_draft: Tells whether the open one would be exported as a draft.
            composed: Returns the open one as it stands, None until it is composed elsewhere;
                without it the pane composes it.
        """
        super().__init__()
        self._is_draft, self._composed = is_draft, composed
        self._fonts = QtFonts()
        self._context: PageContext | None = None
        self._typesetting: Typesetting | None = None
        self._marked: Ref | None = None
        self._going_on = False
        """Pages are still being laid out."""
        self._bring = True
        """The field in hand is to be brought into sight, once: the clerk may scroll on from it."""
        self.canvas = PageCanvas(self._fonts, as_printed=False)
        self.canvas.linked.connect(self._go)
        self.canvas.turned.connect(self._show_number)
        self._zoom = SegmentedChoice([(PageZoom.WIDTH, "页宽"), (PageZoom.WHOLE, "整页")])
        self._zoom.choose(PageZoom.WIDTH)
        self._zoom.chosen.connect(lambda key: self.canvas.set_zoom(PageZoom(key)))
        self._number = TextLabel("", TypeRole.BODY, Tone.SECONDARY)
        self._note = WrappedText("", TypeRole.SMALL, Tone.SECONDARY)
        self.preview = Button("打印预览", ButtonKind.LINK, key="Ctrl+P")
        self.preview.clicked.connect(self.preview_wanted)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.write)
        self._line = QHBoxLayout()
        self._line.addWidget(self._zoom)
        self._line.addStretch(1)
        self._line.addWidget(self._number)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._line)
        self._column.addWidget(self.canvas, 1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._note, 1)
        self._foot.addWidget(self.preview)
        self._column.addLayout(self._foot)
        on_theme_change(self.apply_theme)

    def follow(self, context: PageContext) -> None:
        """Show the pages of another report."""
        self._context, self._typesetting = context, None
        self._marked = context.ref_in_hand
        context.entered.connect(self._entered)
        context.session.changed.connect(self.refresh)
        self.refresh()

    def forget(self) -> None:
        """Let go of the report."""
        self._context = self._typesetting = None
        self._soon.stop()
        self.canvas.show_pages(())
        self._number.setText("")

    @Slot()
    def write(self) -> None:
        """Lay the report out as it stands now, with the field in hand marked."""
        if self._context is None or not self.isVisible():
            return
        document = self._document(self._context)
        if document is None:
            self._number.setText("正在排版" if not self.canvas.pages else "")
            return  # it is refreshed when there is one
        layout = self._laid_out(self._context, document)
        self.canvas.show_pages(layout.pages)
        self.canvas.mark(self._marked, show=self._bring)
        self._going_on = not layout.complete
        self._bring = self._bring and self._going_on and not self.canvas.marks
        if self._going_on:
            self._soon.start()
        self._show_number(self.canvas.page)

    def _document(self, context: PageContext) -> Document | None:
        if self._composed is None:
            return compose(context.facts, draft=self._is_draft())
        found = self._composed()
        return None if found is None else replace(found, draft=self._is_draft())

    def _laid_out(self, context: PageContext, document: Document) -> Layout:
        if self._typesetting is None:
            page = context.facts.scheme.page
            self._typesetting = Typesetting(page, self._fonts, Typesetter.WORD)
            lacking = self._fonts.lacking(page)
            self._note.setText(f"本机缺少{len(lacking)}种字体，以相近的代替" if lacking else "")
            self._note.setToolTip(fonts_note(self._fonts.substitutes(page)))
        return self._typesetting.lay_out(document, seconds=_AT_ONCE)

    @Slot()
    def apply_theme(self) -> None:
        """Take margins from the theme."""
        em = theme().em
        self._column.setContentsMargins(0, em(0.3), 0, em(0.3))
        self._column.setSpacing(em(0.3))
        self._line.setContentsMargins(em(0.5), 0, em(0.5), 0)
        self._foot.setContentsMargins(em(0.5), 0, em(0.5), 0)
        self._foot.setSpacing(em(0.5))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Lay the report out again as soon as events are handled, if it is in sight."""
        self._bring = True
        if self.isVisible():
            self._soon.start()

    @Slot(object)
    def _entered(self, ref: Ref) -> None:
        self._marked, self._bring = ref, True
        if self.isVisible() and not self._soon.isActive():
            self.canvas.mark(ref)

    @Slot(int)
    def _show_number(self, page: int) -> None:
        count = len(self.canvas.pages)
        whole = f"已排{count}页" if self._going_on else f"共{count}页"
        self._number.setText(f"第{page + 1}页，{whole}" if count else "")

    @Slot(object)
    def _go(self, refs: tuple[Ref, ...]) -> None:
        place = next((ref for ref in refs if isinstance(ref, Place)), None)
        figure = next((ref for ref in refs if isinstance(ref, FigureRef)), None)
        if figure is not None:
            self.explain_wanted.emit(figure)
        elif place is not None and self._context is not None:
            self._context.jump(place)


def fonts_note(substitutes: tuple[str, ...]) -> str:
    """Return what the clerk should know of a page shown here: rules and fonts; empty for nothing."""
    if not substitutes:
        return ""
    return f"本机缺少字体：{'；'.join(substitutes)}。在字体齐全的电脑上，分行可能略有不同"
