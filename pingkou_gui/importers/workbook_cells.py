"""Cells of a workbook: words, exact numbers with their own units, and what cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import TYPE_CHECKING

from pingkou_gui.form.kinds import half_width, printable, rounded
from pingkou_gui.importers.headers import UNITS
from pingkou_gui.importers.number_formats import shown_number

if TYPE_CHECKING:
    from collections.abc import Iterable

# What is read at most, and why a workbook is refused.


MAX_CELLS = 40_000
"""Filled cells: an accounts workbook has some three thousand."""
MAX_AREA = 1_000_000
"""Cells of the rectangles around what is filled, over all sheets."""
MAX_SHEETS = 120
MAX_CHARACTERS = 8_000_000
"""Characters in the cells of a workbook, those of a string that many cells share counted each time."""


class Refusal(Enum):
    """What is wrong with a file that was to be a workbook."""

    DAMAGED = "damaged"
    PROTECTED = "protected"
    MACROS = "macros"
    TOO_LARGE = "too large"
    WORD_FILE = "a Word file"
    OLD_WORD_FILE = "a Word file of the old kind"
    NO_WORKBOOK = "no workbook"
    BINARY = "a binary workbook"


class RefusedWorkbookError(Exception):
    """A file cannot be used; `where` says in Chinese what of it, where that is known."""

    def __init__(self, reason: Refusal, where: str = "") -> None:
        super().__init__(reason.value)
        self.reason, self.where = reason, where


# Cells and sheets.


NO_RESULT = "是公式，没有算出的数"
FAULTY = "公式出错"
GARBLED = "是乱码"
REMEDY = "用WPS打开、保存，再读入"
"""What gives a formula its result."""

_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d*)?|[+-]?\.\d+")
_WITH_UNIT = re.compile(rf"(?P<figure>[+-]?[\d,]*\.?\d+) ?(?P<unit>{'|'.join(UNITS)})")
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]|[À-ÿ]{3}|[\x80-\x9f]")
"""Signs that a Chinese table never has: of another code page, or of none."""
_NOISE_PLACES = 6
"""Binary fractions of a workbook are exact to here in 元 and 万元 alike."""
_LARGEST = Decimal(10) ** 15
_LONGEST_NUMBER = 20
_LONGEST_TEXT = 32_767
"""Characters that a cell of a workbook can hold."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What stands in a cell.

    Attributes:
        text: what is seen.
        number: the number it holds, also where it was typed as words.
        unit: the unit that stands behind the number in the cell itself: 12.50万元.
        trouble: why it cannot be read; empty where it can.
        words: the text without blanks, in half-width signs.
    """

    text: str
    number: Decimal | None = None
    unit: str = ""
    trouble: str = ""
    words: str = field(init=False)

    def __post_init__(self) -> None:
        """Tidy the words once: they are asked for at every step."""
        object.__setattr__(self, "words", _BLANKS.sub("", half_width(self.text)))


EMPTY = SheetCell("")
At = tuple[int, int]
"""Row and column, from 1 and 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `cells` holds what is filled, `covered` the cells hidden under a merged one."""

    name: str
    number: int
    cells: dict[At, SheetCell]
    covered: dict[At, At] = field(default_factory=dict)
    hidden: bool = False
    rows: int = field(init=False)
    """The last filled row."""
    columns: int = field(init=False)
    """The last filled column."""

    def __post_init__(self) -> None:
        """Measure the sheet once: it is asked for at every step."""
        object.__setattr__(self, "rows", max((row for row, _ in self.cells), default=0))
        object.__setattr__(self, "columns", max((column for _, column in self.cells), default=0))

    def __getitem__(self, at: At) -> SheetCell:
        """Return the cell itself, empty where nothing stands."""
        return self.cells.get(at, EMPTY)

    def shown(self, at: At) -> SheetCell:
        """Return what is seen there: a merged cell shows over all it covers."""
        return self.cells.get(self.covered.get(at, at), EMPTY)

    @property
    def troubled(self) -> dict[str, tuple[At, ...]]:
        """The cells that cannot be read, by what is wrong with them."""
        found: dict[str, list[At]] = {}
        for at in sorted(self.cells):
            if self.cells[at].trouble:
                found.setdefault(self.cells[at].trouble, []).append(at)
        return {why: tuple(places) for why, places in found.items()}


def column_letters(column: int) -> str:
    """Return A for 1, AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def address(at: At) -> str:
    """Return C23 for row 23, column 3."""
    return f"{column_letters(at[1])}{at[0]}"


def addresses(cells: Iterable[At], most: int = 6) -> str:
    """Return the first addresses, and how many cells there are where they are more."""
    every = list(cells)
    named = "、".join(address(at) for at in every[:most])
    return f"{named} 等{len(every)}格" if len(every) > most else named


# A value as a library or a file gives it, as a cell.


def words_cell(text: str) -> SheetCell | None:
    """Return a cell of words, None for a blank one; figures alone are a number.

    Blanks inside figures part thousands or nothing: `48 16` is no number. Figures in brackets are
    below zero, as accounts write them.
    """
    plain = printable(text[:_LONGEST_TEXT])[0].strip()
    if not plain:
        return None
    if _GARBLED.search(plain):
        return SheetCell(plain, trouble=GARBLED)
    half = half_width(plain)
    below = half.startswith("(") and half.endswith(")")
    figure = _CURRENCY.sub("", half[1:-1] if below else half)
    if len(figure) < _LONGEST_NUMBER and _NUMBER.fullmatch(figure):
        number = Decimal(re.sub("[, ]", "", figure))
        return SheetCell(plain, -number if below else number)
    return _with_own_unit(plain, _CURRENCY.sub("", half)) or SheetCell(plain)


_CURRENCY = re.compile("^(?:人民币|RMB|[¥￥])\\s*(?=\\d)")


def _with_own_unit(plain: str, half: str) -> SheetCell | None:
    found = _WITH_UNIT.fullmatch(half) if len(half) < _LONGEST_NUMBER else None
    if found is None:
        return None
    figure = found["figure"].replace(",", "")
    return SheetCell(plain, Decimal(figure), found["unit"])


def number_cell(value: float, code: str = "") -> SheetCell | None:
    """Return a cell with a number, as its format shows it."""
    try:
        exact = Decimal(repr(value))
        if not exact.is_finite() or abs(exact) > _LARGEST:
            return SheetCell(repr(value))
        number = rounded(exact, _NOISE_PLACES).normalize()
    except InvalidOperation:
        return None
    shown = shown_number(number, code) if code else None
    if shown is None:
        return SheetCell(f"{number:f}", number)
    found = _WITH_UNIT.fullmatch(half_width(shown.text))
    if found is not None:
        return SheetCell(shown.text, shown.number, found["unit"])
    plain = _NUMBER.fullmatch(shown.text) is not None
    return SheetCell(shown.text, shown.number if plain else None)


def faulty_cell(code: str) -> SheetCell:
    """Return a cell in which the workbook shows an error: #REF!."""
    return SheetCell(code, trouble=FAULTY)


def without_result() -> SheetCell:
    """Return a cell with a formula that was never worked out."""
    return SheetCell("", trouble=NO_RESULT)


def covered_by(top: int, left: int, bottom: int, right: int) -> dict[At, At]:
    """Return the cells of a merged range, by row and column from 1, with the one that shows."""
    if (bottom - top + 1) * (right - left + 1) > 10_000:
        return {}
    return {
        (row, column): (top, left)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
