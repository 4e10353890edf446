"""What a report consists of, without a word on how it looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from pingkou_gui.domain.wording.spans import Span, SpanKind, Spans, words

if TYPE_CHECKING:
    from datetime import date

    from pingkou_gui.spec.place import Ref

__all__ = [
    "Align",
    "Attachment",
    "Block",
    "Cell",
    "Document",
    "Heading",
    "Paragraph",
    "Row",
    "Signature",
    "SignatureLine",
    "Span",
    "SpanKind",
    "Spans",
    "Table",
    "words",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; `label` is its number as text (一、 （一） 1. （1）).

    A heading with `runs_in` opens the paragraph that follows it instead of standing alone.
    """

    level: int
    text: str
    label: str = ""
    runs_in: bool = False
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text, its first line indented by two characters."""

    spans: Spans

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        return words(self.spans)


class Align(Enum):
    """How the text of a cell stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    r"""A cell of a table; `columns` and `rows` are how many it spans, `indent` in characters.

    Every `\n` in the text begins a new line within the cell.
    """

    spans: Spans = ()
    align: Align = Align.LEFT
    columns: int = 1
    rows: int = 1
    indent: float = 0
    head: bool = False

    @property
    def text(self) -> str:
        """The words of the cell."""
        return words(self.spans)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right; a place covered by a cell spanning from above has no cell.

    `keep` ties the row to the one after it, so that a group stays on one page.
    """

    cells: tuple[Cell, ...]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of `widths` (relative) columns: `head` rows repeat on every page."""

    caption: str
    widths: tuple[int, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    """Set above the right corner, for example 单位：万元."""
    narrowest: tuple[int, ...] = ()
    """How narrow each column may become where others need its room; empty for not at all."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The unit and the day; None where it is not known yet."""

    unit: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """The line under an attachment: 填表人, 联系电话, 填报日期, 单位负责人."""

    entries: tuple[Spans, ...]


Block = Heading | Paragraph | Table | SignatureLine


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment: it begins a page; `number` counts from 1."""

    number: int
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A report from its title to its last attachment."""

    title: str
    blocks: tuple[Block, ...]
    signature: Signature | None
    """None for what nobody signs: a list, a note."""
    attachments: tuple[Attachment, ...] = ()
    draft: bool = False
    """Every page of a draft says so."""
    author: str = ""
    """The unit, for the properties of the file."""
    payload: str = field(default="", repr=False)
    """The data of the report as text, to travel inside the file; empty for none."""
