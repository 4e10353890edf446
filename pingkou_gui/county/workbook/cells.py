"""Heads, formats and the XML of cells: words stay words, numbers are numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from pingkou_gui.spec.text_kinds import printable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

Cell = str | int | Decimal | None

_FORMATS = {"万元": "#,##0.00", "%": "0.00%", "分": "0.00", "人": "#,##0"}
_LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet may take for a formula."""
_NARROW = 6
"""The widest column, in Chinese characters, whose words stand in the middle."""
_CODED = re.compile(r"_x[0-9A-Fa-f]{4}_")
"""What a spreadsheet reads as one coded character."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its head, its unit (empty for words), its width in Chinese characters."""

    text: str
    unit: str = ""
    width: float = 0
    total: bool = False

    @property
    def characters(self) -> float:
        """The width in Excel's own characters, two to a Chinese one."""
        if self.width:
            return self.width * 2
        return 12 if self.unit else 24


@dataclass(frozen=True, slots=True)
class Style:
    """The formats of a workbook."""

    title: Format
    head: Format
    words: Format
    quoted: Format
    centred: Format
    """Words in a narrow column, so that they do not touch the number before them."""
    numbers: dict[str, Format]
    totals: dict[str, Format]

    @classmethod
    def of(cls, book: Workbook) -> Style:
        """Make the formats once for a book."""
        base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
        head = {**base, "bold": True, "bg_color": "#DDE6EE", "border": 1, "text_wrap": True}
        top = {**base, "bold": True, "top": 1}
        return cls(
            book.add_format({**base, "bold": True, "font_size": 14}),
            book.add_format({**head, "align": "center"}),
            book.add_format({**base, "text_wrap": False}),
            book.add_format({**base, "quote_prefix": True}),
            book.add_format({**base, "align": "center"}),
            {unit: book.add_format({**base, "num_format": f}) for unit, f in _FORMATS.items()},
            {unit: book.add_format({**top, "num_format": f}) for unit, f in _FORMATS.items()}
            | {"": book.add_format(top)},
        )


@dataclass(frozen=True, slots=True)
class Column:
    """The XML of the cells of a column, up to what differs: the row, then what stands there."""

    at: int
    head: Head
    start: str
    number: str
    plain: str
    quoted: str
    total: bool
    rate: bool

    @classmethod
    def of(cls, at: int, head: Head, style: Style) -> Column:
        """Prepare the column at number `at`, from 0."""
        shown = style.numbers.get(head.unit, style.words)
        start = f'<c r="{_letters(at)}'
        plain = style.centred if 0 < head.width <= _NARROW else style.words
        number = f'" s="{_index(shown)}"><v>'
        words, quoted = (f'" s="{_index(f)}" t="inlineStr">' for f in (plain, style.quoted))
        return cls(at, head, start, number, words, quoted, head.total, head.unit == "%")

    def words(self, row: str, words: str) -> str:
        """Return the cell of these words in a row."""
        plain, risky = _safe(words)
        return f"{self.start}{row}{self.quoted if risky else self.plain}{_content(plain)}"


def _index(shown: Format) -> int:
    found: int = shown._get_xf_index()  # noqa: SLF001 - the number under which a book keeps it
    return found


def _letters(at: int) -> str:
    high, low = divmod(at, 26)
    return f"{_letters(high - 1) if high else ''}{chr(ord('A') + low)}"


@lru_cache(maxsize=2048)
def _safe(words: str) -> tuple[str, bool]:
    """Return words that a cell can hold, and whether they could be taken for a formula."""
    plain = printable(words)[0][:_LONGEST]
    return plain, plain.startswith(_RISKY)


@lru_cache(maxsize=2048)
def _content(words: str) -> str:
    """Return the content of a cell with these words, which hold no control characters."""
    coded = _CODED.sub(lambda found: f"_x005F{found[0]}", words) if "_x" in words else words
    plain = coded.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    space = ' xml:space="preserve"' if words != words.strip() else ""
    return f"<is><t{space}>{plain}</t></is></c>"


def in_cell(value: Decimal, head: Head) -> Decimal:
    """Return the number of a cell: a rate is shown in per cent but kept as a share.

    A spreadsheet keeps it as a binary number; two places survive that unharmed.
    """
    return value.scaleb(-2) if head.unit == "%" else value
