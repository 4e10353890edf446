"""How numbers are printed in prose: half up, two fixed places, no separators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.spec.number_kinds import rounded

if TYPE_CHECKING:
    from decimal import Decimal


def fixed(value: Decimal, places: int = 2) -> str:
    """Return the number half up with exactly `places` decimals: 29.09, 2.80, 1287.78."""
    near = rounded(value, places)
    return f"{near or abs(near):f}"


def vanishes(value: Decimal, places: int = 2) -> bool:
    """Return whether a number other than zero would be printed as 0.00."""
    return bool(value) and not rounded(value, places)
