"""What copied rows come to: values for fields, and what could not be placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pingkou_gui.spec.field import Field


@dataclass(frozen=True, slots=True)
class PastedColumn:
    """A column of what was copied and the field it belongs to."""

    head: str
    """The words at its head, empty where nothing was recognised as a head."""
    field: Field[Any] | None
    why: str = ""
    """Why it goes nowhere; empty where it is placed."""
    expected: bool = False
    """Whether leaving it out is plain: running numbers, what the program works out."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that were copied and are not placed: where they stood, counted as in the table."""

    where: str
    words: str


@dataclass(frozen=True, slots=True)
class PastedRows:
    """Proposed rows: what each gives to which field, as typed text."""

    columns: tuple[PastedColumn, ...]
    rows: tuple[tuple[tuple[Field[Any], str], ...], ...]
    left_over: tuple[Leftover, ...]
    headed: bool
    """Whether a row of heads told the columns; else they were taken in their order."""

    fits: bool = True
    """Whether rows without heads are, cell by cell, values of the fields they go to."""

    @property
    def plain(self) -> bool:
        """Whether nothing needs to be looked at: columns known, all read, nothing left over."""
        known = all(column.field or column.expected for column in self.columns)
        return known and self.fits and not self.left_over
