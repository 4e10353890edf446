"""What a field can hold besides a value: nothing, a stated none, or words nobody can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum


class Nil(Enum):
    """无: stated as none. Neither a blank, which is None, nor the amount 0."""

    NIL = "无"


NIL = Nil.NIL


@dataclass(frozen=True, slots=True)
class Unread:
    """Text that is no value of its field: kept as typed, with the sentence that says why."""

    text: str
    why: str


Value = Decimal | int | str | date | Nil | Unread
"""What a report holds at a place; a place without a value is blank."""


class SourceKind(Enum):
    """Where a value came from."""

    TYPED = "typed"
    WORKBOOK = "workbook"
    """The final accounts workbook or the declared targets: marked 表."""
    REPORT = "report"
    """Last year's report: marked 报."""
    CARRIED = "carried"
    """Taken over from the year before and not looked at yet: marked 沿."""


@dataclass(frozen=True, slots=True)
class Source:
    """The origin of a value; `file` and `where` name it to the clerk.

    `original` keeps what stood at the origin or was typed, where that differs from the value.
    """

    kind: SourceKind = SourceKind.TYPED
    file: str = ""
    where: str = ""
    original: str = ""


TYPED = Source()


@dataclass(frozen=True, slots=True)
class Entry:
    """A value together with where it came from."""

    value: Value
    source: Source = TYPED
