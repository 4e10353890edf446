"""All figures by key, and what one of them lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.form.field import is_blank
from pingkou_gui.form.values import SINGLE, FigureRef, Place
from pingkou_gui.report.figures import CONTROL, PEOPLE, QUANTITIES
from pingkou_gui.report.figures_funds import FUND_FIGURES, PROJECT_FIGURES, SHEET_FIGURES
from pingkou_gui.report.scores import SCORE_FIGURES

if TYPE_CHECKING:
    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.facts import Facts, Figure

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


def lacking(f: Facts, item: Figure, row: int = SINGLE) -> tuple[Place, ...]:
    """Return the blank places for want of which a figure is not known, each once.

    What stands behind a figure that is known was either filled in or worked out another way; it
    is not followed.
    """
    found: dict[Place, None] = {}
    seen: set[FigureRef] = set()
    todo: list[Ref] = [item.at(row)]
    while todo:
        ref = todo.pop()
        if isinstance(ref, Place):
            if is_blank(f.report[ref]):
                found[ref] = None
        elif ref not in seen and f[FIGURES[ref.figure], ref.row] is None:
            seen.add(ref)
            todo.extend(x for x in reversed(f.reads(ref)) if isinstance(x, Place | FigureRef))
    return tuple(found)
