"""Where a value stands in a report."""

from __future__ import annotations

from typing import NamedTuple

SINGLE = 0
"""The row of a section that is not repeated."""


class Place(NamedTuple):
    """The address of one value: stable across sessions, versions and files."""

    section: str
    row: int
    field: str

    def __str__(self) -> str:
        """Return the address as one word: `basic.wages` or `project[3].name`."""
        row = f"[{self.row}]" if self.row else ""
        return f"{self.section}{row}.{self.field}"


class Lane(NamedTuple):
    """A list of rows: the rows of a section, under a row of another section or under none."""

    section: str
    parent: int = SINGLE


class FigureRef(NamedTuple):
    """The address of one derived number."""

    figure: str
    row: int = SINGLE


Ref = Place | FigureRef
"""What stands behind a printed word: something typed or something computed."""
