"""Where the source stands, for the room there is."""

from __future__ import annotations

from enum import Enum, auto

_WIDE = 62
"""Em of width from which the source stands beside the list."""
_HIGH = 20
"""Em of height from which both have room one under the other."""


class Arrangement(Enum):
    """How list and source share the screen."""

    BESIDE = auto()
    BELOW = auto()
    INSTEAD = auto()
    """One of them at a time."""


def arrangement_for(width: float, height: float) -> Arrangement:
    """Return the arrangement for a screen of so many em."""
    if width >= _WIDE:
        return Arrangement.BESIDE
    return Arrangement.BELOW if height >= _HIGH else Arrangement.INSTEAD
