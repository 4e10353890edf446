"""All figures, a module for each matter; `FIGURES` finds one by its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.figures.control import CONTROL
from pingkou_gui.domain.figures.funds import FUND_FIGURES
from pingkou_gui.domain.figures.people import PEOPLE
from pingkou_gui.domain.figures.projects import PROJECT_FIGURES
from pingkou_gui.domain.figures.quantity import QUANTITIES
from pingkou_gui.domain.figures.scores import SCORE_FIGURES
from pingkou_gui.domain.figures.sheets import SHEET_FIGURES

if TYPE_CHECKING:
    from pingkou_gui.domain.figure import Figure

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
