"""All figures by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.report.figures import CONTROL, PEOPLE, QUANTITIES
from pingkou_gui.report.figures_funds import FUND_FIGURES, PROJECT_FIGURES, SHEET_FIGURES
from pingkou_gui.report.scores import SCORE_FIGURES

if TYPE_CHECKING:
    from pingkou_gui.report.facts import Figure

FIGURES: dict[str, Figure] = {
    item.key: item
    for item in (
        *(figure for quantity in QUANTITIES.values() for figure in quantity.figures),
        *PEOPLE,
        *PROJECT_FIGURES,
        *FUND_FIGURES,
        *CONTROL,
        *SHEET_FIGURES,
        *SCORE_FIGURES,
    )
}
