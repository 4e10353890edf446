"""Points and scores as the sheets print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.compose.cells import dash, derived, number
from pingkou_gui.document.tree import Align, Cell, Span
from pingkou_gui.spec.number_kinds import grouped
from pingkou_gui.spec.place import SINGLE

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure

POINTS = Cell((Span("100"),), Align.RIGHT)
"""The full points of every sheet."""


def full_points(f: Facts) -> Cell:
    """Return the points of the execution rate, as the county sets them."""
    return number(f.scheme.execution, Span(grouped(f.scheme.execution, 0)))


def points_of_execution(f: Facts, item: Figure, base: Decimal | None, row: int = SINGLE) -> Cell:
    """Return the points an execution rate earns, a dash on a budget of zero."""
    return dash(item.at(row)) if base is not None and not base else derived(f, item, row)
