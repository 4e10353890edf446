"""How findings write numbers."""

from __future__ import annotations

from decimal import Decimal

from pingkou_gui.spec.number_kinds import grouped, rounded


def money(value: Decimal) -> str:
    """Return an amount in 万元 as the screen shows it: 1,287.78."""
    return grouped(rounded(value, 2), 2)


def percent(value: Decimal) -> str:
    """Return a rate with two places: 40.27%."""
    return f"{rounded(value, 2)}%"


def differs(left: Decimal, right: Decimal) -> bool:
    """Return whether two amounts differ where they are printed with two places."""
    return rounded(left, 2) != rounded(right, 2)


def is_rounding(left: Decimal, right: Decimal, parts: int = 1) -> bool:
    """Return whether the difference is no more than rounding each part can leave."""
    return abs(rounded(left, 2) - rounded(right, 2)) <= Decimal("0.01") * max(1, parts // 2)
