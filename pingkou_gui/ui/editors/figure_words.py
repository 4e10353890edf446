"""Derived numbers as they stand in their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.figures import FIGURES
from pingkou_gui.spec.number_kinds import grouped, rounded
from pingkou_gui.spec.place import SINGLE

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figure import Figure

_PLACES = {"万元": 2, "%": 2, "分": 2}


def number_text(value: Decimal | None, unit: str) -> str:
    """Return a number as it stands on the screen: half up, separators, a true minus sign."""
    if value is None:
        return ""
    places = _PLACES.get(unit)
    text = f"{value:,f}" if places is None else grouped(rounded(value, places), places)
    return text.replace("-", "−") + ("%" if unit == "%" else "")


def figure_text(facts: Facts, figure: Figure, row: int = SINGLE) -> str:
    """Return what stands in the cell of a derived number."""
    value = facts[figure, row]
    column = figure.key.rpartition(":")[2]
    if column == "rate" and figure.key.removesuffix("rate") + "change" in FIGURES:
        return _rate_text(facts, figure, row)
    if value == 0 and column in ("this", "last", "budget") and facts.stated_none(figure, row):
        return "无"
    if value == 0 and column == "change":
        return ""
    return number_text(value, figure.unit)


def _rate_text(facts: Facts, figure: Figure, row: int) -> str:
    stem = figure.key.removesuffix("rate")
    change = facts[FIGURES[stem + "change"], row]
    if change is None:
        return ""
    if change == 0:
        return "持平"
    value = facts[figure, row]
    return "上年为0" if value is None else number_text(value, "%")
