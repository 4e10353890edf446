"""与上年比: outline is last year, solid is this year, legible in black and white."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pingkou_gui.domain.figures.quantity import quantity
from pingkou_gui.spec.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.spec.pages.projects import ProjectTotals
from pingkou_gui.ui.editors import figure_text
from pingkou_gui.ui.kit import Group, Row, Side, Text, follow_theme
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from pingkou_gui.spec.amounts import Amounts
    from pingkou_gui.ui.editors import PageContext

LARGE = (Basic.total, Basic.personnel, Basic.operating, ProjectTotals.total)
SMALL = (ThreePublic.total, Conferences.meetings, Conferences.training)
ZERO = Decimal(0)
_LABEL, _NUMBER, _RATE = 4.6, 4.2, 4.0


class Comparison(Group):
    """Seven quantities with both years, the rate and two bars; small ones on a scale of theirs."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("与上年比")
        self.add_act(Text("万元　空框上年，实条本年", TypeRole.SMALL, Tone.SECONDARY))
        self._context = context
        self._lines = {line: _Line(line) for line in (*LARGE, *SMALL)}
        for line in LARGE:
            self.add(self._lines[line])
        self._scale = Text("", TypeRole.SMALL, Tone.SECONDARY)
        between = Row(indent=0.5)
        between.add(self._scale)
        between.add_stretch()
        self.add(between)
        for line in SMALL:
            self.add(self._lines[line])
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the numbers as they are now."""
        large, small = self._most(LARGE), self._most(SMALL)
        for lines, most in ((LARGE, large), (SMALL, small)):
            for line in lines:
                self._lines[line].show_line(self._context, most)
        times = int(large / small) if small else 0
        self._scale.setText(f"以下三行的条形放大 {times} 倍" if times > 1 else "")

    def _most(self, lines: tuple[Amounts, ...]) -> Decimal:
        facts = self._context.facts
        return max(
            (
                v
                for line in lines
                for f in (quantity(line).this, quantity(line).last)
                if (v := facts[f])
            ),
            default=ZERO,
        )


class _Line(Row):
    """One quantity."""

    def __init__(self, line: Amounts) -> None:
        super().__init__(indent=0.5)
        self._figures = quantity(line)
        self._last = Text("", TypeRole.BODY, Tone.SECONDARY, width=_NUMBER, side=Side.RIGHT)
        self._this = Text("", TypeRole.STRONG, width=_NUMBER, side=Side.RIGHT)
        self._rate = Text("", width=_RATE, side=Side.RIGHT)
        self._bars = Bars()
        self.add(Text(line.label, width=_LABEL))
        for widget in (self._last, self._this, self._rate):
            self.add(widget)
        self.add(self._bars, 1)

    def show_line(self, context: PageContext, most: Decimal) -> None:
        facts, own = context.facts, self._figures
        self._last.setText(figure_text(facts, own.last))
        self._this.setText(figure_text(facts, own.this))
        self._rate.setText(figure_text(facts, own.rate))
        last, this = (facts[f] or ZERO for f in (own.last, own.this))
        self._bars.show_shares(*((v / most if most else ZERO) for v in (last, this)))


class Bars(QWidget):
    """Two bars, one over the other: the upper an outline, the lower solid."""

    def __init__(self) -> None:
        super().__init__()
        self._shares = (ZERO, ZERO)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self.dress)

    def show_shares(self, last: Decimal, this: Decimal) -> None:
        """Show two lengths as shares of the width, 0 to 1."""
        self._shares = (last, this)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().em(7), theme().em(1.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, colours = QPainter(self), theme().colours
        last, this = (float(share) * (self.width() - 1) for share in self._shares)
        height = theme().em(0.45)
        top = (self.height() - 2 * height - 2) / 2
        painter.setPen(QPen(QColor(colours.field_border), 1))
        if last:
            painter.drawRect(QRectF(0.5, top + 0.5, last, height - 1))
        if this:
            below = QRectF(0, top + height + 2, this, height)
            painter.fillRect(below, QColor(colours.accent_fill))

    @Slot()
    def dress(self) -> None:
        """Take the height from the theme."""
        self.setFixedHeight(self.sizeHint().height())
