"""The page in twips, worked out from a county's margins."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.scheme.page import PageHabits

SHORT, LONG = 11906, 16838
"""A4, 210 x 297 mm."""
LINES, CHARACTERS = 22, 28
"""GB/T 9704-2012, 5.2.3."""
SIZE = 320
"""三号 is 16 points."""
NUMBER_DROP = 397
"""The page number stands 7 mm under the type area (GB/T 9704-2012, 7.5)."""
NUMBER_SIZE = 280
"""四号 is 14 points: the page number's line and its distance from the edge."""
NUMBER_BOX = (454, 2268)
"""Thickness and length of the box that holds the number of a landscape page."""
_HEADER = 851


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    exact = Decimal(str(millimetres)) * 1440 / Decimal("25.4")
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page as it is held to be read; all lengths in twips."""

    top: int
    bottom: int
    left: int
    right: int
    landscape: bool = False

    @classmethod
    def of(cls, habits: PageHabits) -> Geometry:
        """Return the upright page of a county."""
        top, bottom, left, right = (twips(margin) for margin in habits.margins)
        return cls(top=top, bottom=bottom, left=left, right=right)

    @property
    def paper(self) -> tuple[int, int]:
        """Width and height of the sheet."""
        return (LONG, SHORT) if self.landscape else (SHORT, LONG)

    @property
    def width(self) -> int:
        """Width of the type area."""
        return self.paper[0] - self.left - self.right

    @property
    def height(self) -> int:
        """Height of the type area."""
        return self.paper[1] - self.top - self.bottom

    @property
    def pitch(self) -> int:
        """Height of one of the 22 lines."""
        return self.height // LINES

    @property
    def character(self) -> int:
        """Width of one of the 28 characters."""
        return self.width // CHARACTERS

    @property
    def condensed(self) -> int:
        """What is added to the width of every character of 16 points; usually -5."""
        return self.character - SIZE

    @property
    def footer(self) -> int:
        """From the lower edge of the sheet to the page number's line (measured: 25.5 mm)."""
        return max(self.bottom - NUMBER_DROP - NUMBER_SIZE // 2, 0)

    @property
    def header(self) -> int:
        """From the upper edge of the sheet to the header, which never reaches the type area."""
        return max(min(_HEADER, self.top - 600), 0)

    def turned(self) -> Geometry:
        """Return the same sheet turned clockwise: its left is then the top (held to be read)."""
        return Geometry(
            top=self.left, right=self.top, bottom=self.right, left=self.bottom, landscape=True
        )
