"""The detail of the chosen row, in segments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pingkou_gui.domain.figure import Figure
from pingkou_gui.domain.naming import row_label
from pingkou_gui.spec.place import FigureRef, Lane, Place
from pingkou_gui.ui.kit import Cover, Group, Segments
from pingkou_gui.ui.kit.look import follow_theme
from pingkou_gui.ui.kit.tab_order import join_tab_order
from pingkou_gui.ui.rows.detail_line import DetailLine
from pingkou_gui.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.editors import PageContext, Target
    from pingkou_gui.ui.rows.design import Design, Segment


class SegmentBody(Cover):
    """The lines of a segment and the rows below the row."""

    def __init__(self, segment: Segment, context: PageContext, row: int) -> None:
        super().__init__("surface")
        self._column = QVBoxLayout(self)
        self._lines = [DetailLine(slots, context, row) for slots in segment.lines]
        for line in self._lines:
            self._column.addWidget(line)
        self.inner = segment.inner(context) if segment.inner else None
        if self.inner is not None:
            self._column.addWidget(self.inner)
        self.bind(row)
        follow_theme(self.dress)

    def bind(self, row: int) -> None:
        """Show another row."""
        for line in self._lines:
            line.bind(row)
        if self.inner is not None:
            cast("Any", self.inner).show_parent(row)

    def widget_of(self, target: Target) -> QWidget | None:
        """Return the widget that shows a place or figure of the row."""
        found = (line.widget_of(target) for line in self._lines)
        return next((widget for widget in found if widget is not None), None)

    def dress(self) -> None:
        """Take gaps from the theme."""
        self._column.setContentsMargins(0, theme().em(0.1), 0, 0)
        self._column.setSpacing(theme().em(0.15))


class RowDetail(Group):
    """What does not fit into the columns of a table, for the row that is chosen."""

    def __init__(
        self,
        section: type[Section],
        context: PageContext,
        design: Design,
        parent: QObject | None = None,
    ) -> None:
        del parent
        super().__init__(section.heading)
        self.section, self.context, self.design = section, context, design
        self.row = 0
        self._bodies: dict[str, SegmentBody] = {}
        self._segments = Segments([(s.key, s.title) for s in design.segments])
        self._segments.set_height(1.4)
        self.add_act(self._segments)  # before it shows: without a parent it would be a window
        self._segments.setVisible(len(design.segments) > 1)
        self._segments.chosen.connect(self.show_segment)
        context.keep_current(self, self._refresh_head)
        self.setVisible(False)

    @property
    def segment(self) -> str:
        """The key of the segment shown."""
        return self._segments.current or self.design.segments[0].key

    @property
    def heads(self) -> tuple[str, ...]:
        """The titles of the segments with their states."""
        return tuple(self._segment_title(segment) for segment in self.design.segments)

    def show_row(self, row: int) -> None:
        """Show the detail of a row, of none for 0."""
        self.row = row
        self.setVisible(bool(row))
        if row:
            self.show_segment(self.segment)
            self._show_head()

    def show_segment(self, key: str) -> None:
        """Show a part of the detail."""
        self._segments.choose(key)
        for other, body in self._bodies.items():
            body.setVisible(other == key)
        body = self._body(key)
        body.bind(self.row)
        body.show()

    def reveal(self, target: Target) -> QWidget | None:
        """Bring a place of the shown row into sight and return its widget."""
        for segment in self.design.segments:
            if not _holds(segment, target):
                continue
            self.show_segment(segment.key)
            return self._body(segment.key).widget_of(target)
        return None

    def reveal_inner(self, target: Target) -> QWidget | None:
        """Bring a place of the rows below the shown row into sight and return its widget."""
        for segment in self.design.segments:
            if segment.inner is not None:
                self.show_segment(segment.key)
                found = cast("Any", self.inner(segment.key)).reveal(target)
                return cast("QWidget | None", found)
        return None

    def inner(self, key: str) -> QWidget | None:
        """Return the widget of the rows below the row."""
        return self._body(key).inner

    def _body(self, key: str) -> SegmentBody:
        if key not in self._bodies:
            segment = next(s for s in self.design.segments if s.key == key)
            self._bodies[key] = SegmentBody(segment, self.context, self.row)
            self.add(self._bodies[key])
            join_tab_order(self._segments.last, self._bodies[key])
        return self._bodies[key]

    def _show_head(self) -> None:
        facts = self.context.facts
        rows = facts.report.rows(*_lane(self.section))
        if self.row not in rows:
            self.set_title(f"新{self.section.noun}")
            self.set_note("")
            return
        counter = self.section.counter
        self.set_title(row_label(facts, self.section.key, self.row))
        self.set_note(f"第 {rows.index(self.row) + 1} {counter}，共 {len(rows)} {counter}")
        for segment in self.design.segments:
            self._segments.set_title(segment.key, self._segment_title(segment))

    def _segment_title(self, segment: Segment) -> str:
        state = segment.state(self.context.facts, self.row) if segment.state else ""
        return f"{segment.title} {state}".strip()

    def _refresh_head(self) -> None:
        if self.row:
            self._show_head()


def _lane(section: type[Section]) -> Lane:
    return Lane(section.key)


def _holds(segment: Segment, target: Target) -> bool:
    slots = (slot for line in segment.lines for slot in line)
    if isinstance(target, FigureRef):
        keys = (s.what.key for s in slots if isinstance(s.what, Figure))
        return target.figure in keys
    names = (s.what.name for s in slots if not isinstance(s.what, Figure))
    return isinstance(target, Place) and target.field in names
