"""How findings write numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.spec.number_kinds import grouped, rounded

if TYPE_CHECKING:
    from decimal import Decimal


def money(value: Decimal) -> str:
    """Return an amount in 万元 as the screen shows it: 1,287.78."""
    return grouped(rounded(value, 2), 2)


def percent(value: Decimal) -> str:
    """Return a rate with two places: 40.27%."""
    return f"{rounded(value, 2)}%"


def differs(left: Decimal, right: Decimal) -> bool:
    """Return whether two amounts differ where they are printed with two places."""
    return rounded(left, 2) != rounded(right, 2)


def is_rounding(left: Decimal, right: Decimal, parts: int, limit: Decimal) -> bool:
    """Return whether the difference is no more than what rounding every two parts can leave."""
    return abs(rounded(left, 2) - rounded(right, 2)) <= limit * max(1, parts // 2)
