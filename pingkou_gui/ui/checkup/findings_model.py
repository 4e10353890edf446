"""The findings of a check-up as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.compose.checkup import CERTAINTY
from pingkou_gui.domain.proofread.finding import PROVED, Severity
from pingkou_gui.ui.checkup.examined import class_name
from pingkou_gui.ui.listing import Line, ListModel
from pingkou_gui.ui.rows.columns import Cell, TableColumn
from pingkou_gui.ui.theme import Sign, Tone, tone_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.domain.proofread import TextFinding

_SIGNS = {
    Severity.ERROR: Sign.ERROR,
    Severity.REMINDER: Sign.REMINDER,
    Severity.HINT: Sign.HINT,
}
_COLUMNS = (
    TableColumn("程度", 4.2),
    TableColumn("位置", 6.6),
    TableColumn("种类", 4.6, narrow=0),
    TableColumn("原文", None),
    TableColumn("应为", 8.6, narrow=6),
    TableColumn("把握", 3.8, narrow=0),
)


class FindingsModel(ListModel):
    """Findings in the order of the text."""

    def __init__(self) -> None:
        super().__init__(_COLUMNS)
        self._findings: tuple[TextFinding, ...] = ()

    def show_findings(self, findings: Sequence[TextFinding]) -> None:
        """Show these findings."""
        self.beginResetModel()
        self._findings = tuple(findings)
        self.endResetModel()

    def finding(self, at: int) -> TextFinding | None:
        """Return the finding of a line, None where there is none."""
        return self._findings[at] if 0 <= at < len(self._findings) else None

    def count(self) -> int:
        """Return how many findings are shown."""
        return len(self._findings)

    def line(self, at: int) -> Line:
        """Return a finding as a line."""
        finding = self._findings[at]
        sign = _SIGNS[finding.severity]
        sure = Tone.TEXT if finding.certainty == PROVED else Tone.SECONDARY
        return Line(
            (
                Cell(str(finding.severity), tone_of(sign), sign=sign),
                Cell(finding.where, Tone.SECONDARY),
                Cell(class_name(finding.class_), Tone.SECONDARY),
                Cell(finding.quote),
                Cell(finding.expected or "核对", strong=bool(finding.expected)),
                Cell(CERTAINTY.get(finding.certainty, ""), sure),
            )
        )
