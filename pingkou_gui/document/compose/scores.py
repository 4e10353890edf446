"""Points and scores as the sheets print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.compose.cells import dash, derived, number
from pingkou_gui.document.tree import Align, Cell, Span, SpanKind
from pingkou_gui.spec.number_kinds import grouped
from pingkou_gui.spec.place import SINGLE

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure

FULL = Cell((Span("100"),), Align.RIGHT)
"""The points of a form that is not filled in yet."""


def points_in_all(f: Facts, item: Figure, row: int = SINGLE) -> Cell:
    """Return what the points of a sheet come to, right or not: a check tells where it is not."""
    value = f[item, row]
    if value is None:
        return derived(f, item, row)
    return number(value, Span(grouped(value, 0), SpanKind.DERIVED, (item.at(row),)))


def full_points(f: Facts) -> Cell:
    """Return the points of the execution rate, as the county sets them."""
    return number(f.scheme.execution, Span(grouped(f.scheme.execution, 0)))


def points_of_execution(f: Facts, item: Figure, base: Decimal | None, row: int = SINGLE) -> Cell:
    """Return the points an execution rate earns, a dash on a budget of zero."""
    return dash(item.at(row)) if base is not None and not base else derived(f, item, row)
