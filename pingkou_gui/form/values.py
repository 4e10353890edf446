"""Values of fields and the places where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from pingkou_gui.form.number_words import NUMERALS, is_numeral

# What a field can hold besides a value: nothing, a stated none, or words nobody can read.


class Nil(Enum):
    """无: stated as none. Neither a blank, which is None, nor the amount 0."""

    NIL = "无"


NIL = Nil.NIL


def says_nothing(words: str) -> bool:
    """Return whether words tell nothing where a text belongs: 无, 略, a dash."""
    return words.strip(_MARKS) in _NOTHING


def is_wordless(words: str) -> bool:
    """Return whether words are figures with no letter beside them: 86, 91。, 3.5%, 五十."""
    figures = any(letter.isdigit() for letter in words)
    bare = figures and not any(letter.isalpha() for letter in words)
    return bare or is_numeral(words.strip(_MARKS + "%％"))


def gives_no_reason(words: str) -> bool:
    """Return whether a reason has no word in it: 30, 5.2万元, －12%, 一百, 五十人, a dash."""
    left = re.sub(_COUNTED, "", words)
    return not any(letter.isalpha() for letter in left)


_NUMERAL = f"(?:百分之)?[{NUMERALS}０-９][{NUMERALS}０-９.,，．点]*"
_COUNTED = rf"{_NUMERAL}\s*(?:亿元|万元|元|万|人|名|个|次|分|%|％)?"

_MARKS = " \u3000\n。.，,、；;：:！!—-–/…“”\"'（）()"
_NOTHING = frozenset({"", "无", "没有", "暂无", "略", "不详"})


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


class Source(NamedTuple):
    """The origin of a value; `file` and `where` name it to the clerk.

    `original` keeps what stood at the origin or was typed, where that differs from the value.
    `workbook` keeps, of a figure typed over one read from a workbook, the stored text of the latter;
    `file` and `where` then still name the cell.
    """

    kind: SourceKind = SourceKind.TYPED
    file: str = ""
    where: str = ""
    original: str = ""
    workbook: str = ""


TYPED = Source()


class Entry(NamedTuple):
    """A value together with where it came from."""

    value: Value
    source: Source = TYPED


# Where a value stands in a report.


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


class RowList(NamedTuple):
    """A list of rows: the rows of a section, under a row of another section or under none."""

    section: str
    parent: int = SINGLE


class RowToAdd(RowList):
    """A list of rows that lacks one: what leads here leads to where a row is added."""

    __slots__ = ()


class FigureRef(NamedTuple):
    """The address of one derived number."""

    figure: str
    row: int = SINGLE


Ref = Place | FigureRef
"""What stands behind a printed word: something typed or something computed."""
